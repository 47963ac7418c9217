"""IFC models in, one inventory out: components, rooms, rejects, properties and findings.

Paths of `.ifc` and `.ifczip` files come in (IFC2X3, IFC4, IFC4X3); a `ModelInventory` goes out,
lengths in m and areas in m². Rule: `elements read = components + rejects` (conventions §1.3),
identity by GlobalId (§7.1), nothing invented (§1.1). The only reader of IFC in the house.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from robuild.model.reading import read_models

__all__ = ["read_models"]


def __getattr__(name: str) -> Any:
    # on first use: the process that measures shapes needs identities, and no tables
    if name != "read_models":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from robuild.model.reading import read_models

    globals()[name] = read_models
    return read_models
