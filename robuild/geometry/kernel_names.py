"""What the kernels are called, for the worker that uses them and the house that does not."""

from __future__ import annotations

QUICK = "hybrid-cgal-simple-opencascade"
CAREFUL = "opencascade"
GROSS = "openings not subtracted"
"""Added to the kernel's name where that happened."""
