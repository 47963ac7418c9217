"""robuild: what a building's parts cost to live with, and how easy they are to repair.

Data walks through the house once, front to back:
model and catalog -> matching -> repair ease and costing -> participation and operations
-> workbook.
"""

__version__ = "0.1.0"

__all__ = ["__version__"]
