"""IDS files are what the standard says, by another reader."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from robuild.exchange.ids import (
    Attribute,
    Bounds,
    Cardinality,
    Classification,
    Entity,
    IdsSpecification,
    Material,
    OneOf,
    PartOf,
    Pattern,
    Property,
    ids_file,
)

EVERYTHING = IdsSpecification(
    "Dører <&> \x07“brann”",
    Entity(("IFCDOOR", "IFCWINDOW"), OneOf(("DOOR", "GATE"))),
    (
        Material(Pattern(".*gips.*"), Cardinality.OPTIONAL),
        Property("Pset_DoorCommon", "FireRating", "IFCLABEL", OneOf(("EI30", "EI60"))),
        Property("Egen", Pattern("Bredde|Høyde"), None, Bounds(more_than=0, at_most=4.5)),
        Attribute("Name", instructions="Gi den et navn"),
        Classification("NS 3451", Pattern("2.*")),
        PartOf(Entity(("IFCSPACE",)), "IFCRELCONTAINEDINSPATIALSTRUCTURE"),
    ),
    schemas=("IFC4", "IFC4X3_ADD2"),
    where=(Property("Pset_DoorCommon", "IsExternal", "IFCBOOLEAN", "true"),),
    instructions="Gjør slik",
    identifier="door.fire",
)


def test_every_facet_is_valid_and_read_back(tmp_path):
    ids = pytest.importorskip("ifctester.ids")
    file = tmp_path / "all.ids"
    file.write_bytes(ids_file("Tittel", [EVERYTHING], author="drift@kommune.no", date="2026-01-31"))
    read = ids.open(str(file), validate=True)
    (one,) = read.specifications
    assert one.name == "Dører <&> “brann”"
    assert (one.minOccurs, one.maxOccurs) == (0, "unbounded")
    assert one.ifcVersion == ["IFC4", "IFC4X3_ADD2"]
    kinds = [type(facet).__name__ for facet in one.requirements]
    assert sorted(kinds) == sorted(type(facet).__name__ for facet in EVERYTHING.requirements)
    fire = next(f for f in one.requirements if getattr(f, "baseName", "") == "FireRating")
    assert fire.dataType == "IFCLABEL"
    assert fire.cardinality == "required"
    assert fire.value == "EI60"
    assert fire.value != "EI90"


def test_the_same_content_gives_the_same_bytes():
    assert ids_file("x", [EVERYTHING]) == ids_file("x", [EVERYTHING])


def test_prohibited_elements_are_told_without_requirements():
    root = ET.fromstring(
        ids_file("x", [IdsSpecification("no", Entity(("IFCPROXY",)), (), max_occurs=0)])
    )
    space = "{http://standards.buildingsmart.org/IDS}"
    node = root.find(f".//{space}applicability")
    assert node.attrib == {"minOccurs": "0", "maxOccurs": "0"}
    assert root.find(f".//{space}requirements") is None


@pytest.mark.parametrize(
    "make",
    [
        lambda: ids_file("x", []),
        lambda: ids_file("x", [EVERYTHING], author="Kari"),
        lambda: Entity(("IfcDoor",)),
        lambda: Entity(()),
        lambda: Property("Pset", "Name", "IfcLabel"),
        lambda: PartOf(Entity(("IFCSPACE",)), "IfcRelAggregates"),
        lambda: PartOf(Entity(("IFCSPACE",)), cardinality=Cardinality.OPTIONAL),
        lambda: IdsSpecification("x", None, ()),
        lambda: IdsSpecification("x", Entity(("IFCDOOR",)), (), schemas=("IFC4X3",)),
        lambda: IdsSpecification("x", Entity(("IFCDOOR",)), (), max_occurs=3),
    ],
)
def test_what_no_checker_would_take_is_refused(make):
    with pytest.raises(ValueError):
        make()
