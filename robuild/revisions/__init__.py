"""What differs between two revisions of a building, and what that costs."""
