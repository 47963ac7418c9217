"""IFC models in, one inventory out: components, rooms, rejects, properties and findings.

Paths of `.ifc` and `.ifczip` files come in (IFC2X3, IFC4, IFC4X3); a `ModelInventory` goes out,
lengths in m and areas in m². Rule: `elements read = components + rejects` (conventions §1.3),
identity by GlobalId (§7.1), nothing invented (§1.1). The only reader of IFC in the house.
"""

from robuild.model.reading import read_models

__all__ = ["read_models"]
