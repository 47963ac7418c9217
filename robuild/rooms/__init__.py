"""What a room is, how large its surfaces are, and what it holds that no model shows."""
