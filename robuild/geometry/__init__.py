"""Quantities measured on the shapes of components and rooms, where nothing better is known."""
