"""Where the shipped catalog and demo model lie: in a checkout, an editable install or a wheel."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent
CATALOG = "catalogs/norwegian-housing"
DEMO_MODEL = "models/demo-rop-house.ifc"


def shipped(relative: str) -> Path:
    """Path of a file or folder that came with robuild.

    Args:
        relative: `CATALOG` or `DEMO_MODEL`.

    Raises:
        FileNotFoundError: the installation is damaged.
    """
    for root in (_HERE / "_shipped", _HERE.parent):
        if (path := root / relative).exists():
            return path
    raise FileNotFoundError(f"{relative} did not come with this installation; install robuild anew")
