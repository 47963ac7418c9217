"""Which variant: choices, prices, alternatives, how sure, and what is easier to repair."""
