"""The plan workbook: its sheets by what their readers ask, and the order they stand in."""
