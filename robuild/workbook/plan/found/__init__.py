"""What was found in the models: every component, every room, what is missing or odd."""
