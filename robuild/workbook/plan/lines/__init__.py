"""What each line costs, live: lines, cash flow, renewals, recurring work."""
