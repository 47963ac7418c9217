"""Quantities in the file agree with its geometry and with sums made by hand."""

from __future__ import annotations

import math
from typing import Any

import pytest

from robuild.demo.plan import rooms


def quantities(element: Any) -> dict[str, float]:
    found = {}
    for relation in element.IsDefinedBy:
        definition = relation.RelatingPropertyDefinition
        if definition.is_a("IfcElementQuantity"):
            found |= {quantity.Name: quantity[3] for quantity in definition.Quantities}
    return found


def kind(element: Any) -> str:
    return str(element.IsTypedBy[0].RelatingType.PredefinedType)


def test_an_ordinary_dwelling_by_hand(model: Any) -> None:
    # 7.0 m by 6.6 m inside, less 0.1 m partitions: bath 2.5 x 2.4, hall 2.0 x 2.4,
    # store 2.3 x 2.4, bedroom 2.9 x 4.1, living 4.0 x 4.1
    zone = next(zone for zone in model.by_type("IfcZone") if zone.Name == "H0102")
    spaces = zone.IsGroupedBy[0].RelatedObjects
    area = {space.LongName: quantities(space)["NetFloorArea"] for space in spaces}
    assert area == pytest.approx(
        {"Bad": 6.0, "Entré": 4.8, "Bod": 5.52, "Soverom": 11.89, "Stue/kjøkken": 16.4}
    )


def test_a_bedroom_by_hand(by_tag: dict[str, Any]) -> None:
    # perimeter 2 (2.9 + 4.1) = 14.0; door 0.9 x 2.1; window 1.2 x 1.2; 2.45 m high
    assert quantities(by_tag["H0102/bedroom/skirting_vinyl"])["Length"] == pytest.approx(13.1)
    wall = quantities(by_tag["H0102/bedroom/wall_paint"])
    assert wall["GrossArea"] == pytest.approx(34.3)
    assert wall["NetArea"] == pytest.approx(34.3 - 1.89 - 1.44)


def test_floor_coverings_are_the_floors_of_the_rooms(model: Any) -> None:
    floors = [c for c in model.by_type("IfcCovering") if c.IsTypedBy and kind(c) == "FLOORING"]
    covered = sum(quantities(floor).get("NetArea", 0.0) for floor in floors)
    net = {s.Name: quantities(s)["NetFloorArea"] for s in model.by_type("IfcSpace")}
    # room 208 is the one whose covering has no quantities
    assert covered == pytest.approx(sum(net.values()) - net["208"], abs=1e-6)
    assert len(floors) == len(net) == len(rooms())


def test_areas_of_coverings_are_those_of_their_shapes(model: Any, meshes: dict[str, Any]) -> None:
    checked = 0
    for covering in model.by_type("IfcCovering"):
        found = quantities(covering)
        if "NetArea" in found:
            volume = meshes[covering.GlobalId].volume
            assert volume == pytest.approx(found["NetArea"] * found["Width"], rel=1e-3), covering
            checked += 1
    assert checked > 150


def test_lengths_of_skirtings_are_those_of_their_shapes(model: Any, meshes: dict[str, Any]) -> None:
    thickness = {"Gulvlist furu 12x60 hvitmalt": 0.012, "Gulvlist oppkant vinyl 100": 0.003}
    skirtings = [c for c in model.by_type("IfcCovering") if c.Name in thickness]
    assert len(skirtings) > 20
    for skirting in skirtings:
        length = meshes[skirting.GlobalId].volume / (0.06 * thickness[skirting.Name])
        assert quantities(skirting)["Length"] == pytest.approx(length, rel=1e-3)


def test_net_walls_are_what_is_left_when_openings_are_cut(
    model: Any, meshes: dict[str, Any]
) -> None:
    walls = model.by_type("IfcWall")
    assert len(walls) > 50
    for wall in walls:
        found = quantities(wall)
        assert meshes[wall.GlobalId].volume == pytest.approx(found["NetVolume"], rel=1e-3), wall
        assert found["NetSideArea"] * found["Width"] == pytest.approx(found["NetVolume"], rel=1e-3)
        cut = [relation.RelatedOpeningElement for relation in wall.HasOpenings]
        leaves = [opening.HasFillings[0].RelatedBuildingElement for opening in cut]
        area = sum(quantities(leaf).get("Area") or quantities(leaf)["NetArea"] for leaf in leaves)
        assert found["GrossSideArea"] - found["NetSideArea"] == pytest.approx(area, abs=1e-3)


def test_slabs_have_the_volume_of_their_shapes(model: Any, meshes: dict[str, Any]) -> None:
    floor = next(s for s in model.by_type("IfcSlab") if s.Tag == "slab_floor")
    # 21.5 x 13.3 inside the outer walls, less the stair 3.0 x 3.2
    assert quantities(floor)["NetArea"] == pytest.approx(21.5 * 13.3 - 3.0 * 3.2)
    assert meshes[floor.GlobalId].volume == pytest.approx(quantities(floor)["NetVolume"], rel=1e-4)


def test_the_roof_by_hand(by_tag: dict[str, Any], meshes: dict[str, Any]) -> None:
    # 23.1 m long; from eaves to ridge (6.95 + 0.5) / cos 22 degrees
    area = 23.1 * 7.45 / math.cos(math.radians(22))
    for side in ("S", "N"):
        tiles = by_tag[f"takstein/{side}"]
        assert quantities(tiles)["NetArea"] == pytest.approx(area, rel=1e-4)
        # seen from above it covers its plan
        plan = meshes[tiles.GlobalId].face_area_up
        assert plan == pytest.approx(23.1 * (7.45 + 0.05 * math.sin(math.radians(22))), rel=1e-3)


def test_doors_and_windows_measure_as_they_are_drawn(model: Any, meshes: dict[str, Any]) -> None:
    for leaf in [*model.by_type("IfcDoor"), *model.by_type("IfcWindow")]:
        found, mesh = quantities(leaf), meshes[leaf.GlobalId]
        size = mesh.high - mesh.low
        assert found["Area"] == pytest.approx(leaf.OverallWidth * leaf.OverallHeight)
        assert size[2] == pytest.approx(leaf.OverallHeight, abs=1e-6)
        assert max(size[0], size[1]) == pytest.approx(leaf.OverallWidth, abs=1e-6)


def test_storeys_lie_where_they_say(
    model: Any, by_tag: dict[str, Any], meshes: dict[str, Any]
) -> None:
    storeys = model.by_type("IfcBuildingStorey")
    assert [storey.Elevation for storey in storeys] == [0.0, 3.0, 6.0]
    for space in model.by_type("IfcSpace"):
        storey = space.Decomposes[0].RelatingObject
        assert meshes[space.GlobalId].low[2] == pytest.approx(storey.Elevation)
        assert meshes[space.GlobalId].volume == pytest.approx(quantities(space)["GrossVolume"])
    # the stair reaches the upper floor
    assert meshes[by_tag["trapp/2"].GlobalId].high[2] == pytest.approx(3.0 - 3.0 / 18, abs=1e-4)
