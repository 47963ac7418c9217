"""Plans without a model: a register of components or a list of rooms, from Excel or CSV."""
