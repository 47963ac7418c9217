"""The vocabulary of the house: words, settings, catalog rows, table schemas, issues.

No files, no clock, no arithmetic. Every room may import from here; this room imports from none.
"""
