"""The demo building, written once, opened once and meshed once."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import ifcopenshell
import ifcopenshell.geom
import numpy as np
import pytest

from robuild.demo import write_demo


class Mesh(NamedTuple):
    low: np.ndarray
    high: np.ndarray
    volume: float
    faces: int
    face_area_up: float


@pytest.fixture(scope="session")
def demo_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo-rop-house.ifc"
    write_demo(path)
    return path


@pytest.fixture(scope="session")
def model(demo_path: Path) -> Any:
    return ifcopenshell.open(str(demo_path))


@pytest.fixture(scope="session")
def by_tag(model: Any) -> dict[str, Any]:
    return {element.Tag: element for element in model.by_type("IfcElement") if element.Tag}


@pytest.fixture(scope="session")
def meshes(model: Any) -> dict[str, Mesh]:
    """GlobalId -> box, volume and upward area of every product with a shape, openings cut."""
    settings = ifcopenshell.geom.settings()
    settings.set("use-world-coords", True)
    shown = [
        product
        for product in model.by_type("IfcProduct")
        if product.Representation and not product.is_a("IfcOpeningElement")
    ]
    iterator = ifcopenshell.geom.iterator(
        settings, model, 2, include=shown, geometry_library="hybrid-cgal-simple-opencascade"
    )
    found = {}
    going = iterator.initialize()
    while going:
        shape = iterator.get()
        points = np.array(shape.geometry.verts).reshape(-1, 3)
        triangles = points[np.array(shape.geometry.faces).reshape(-1, 3)]
        a, b, c = triangles[:, 0], triangles[:, 1], triangles[:, 2]
        normals = np.cross(b - a, c - a)
        found[shape.guid] = Mesh(
            points.min(axis=0),
            points.max(axis=0),
            float(np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6),
            len(triangles),
            float(normals[:, 2].clip(min=0).sum() / 2),
        )
        going = iterator.next()
    return found


def properties(element: Any, set_name: str) -> dict[str, Any]:
    """Own property or quantity values of one set of an element, read entity by entity."""
    found: dict[str, Any] = {}
    for relation in element.IsDefinedBy:
        definition = relation.RelatingPropertyDefinition
        if definition.Name != set_name:
            continue
        if definition.is_a("IfcElementQuantity"):
            found |= {quantity.Name: quantity[3] for quantity in definition.Quantities}
        else:
            found |= {
                prop.Name: prop.NominalValue.wrappedValue
                if prop.is_a("IfcPropertySingleValue")
                else [value.wrappedValue for value in prop.EnumerationValues]
                for prop in definition.HasProperties
            }
    return found
