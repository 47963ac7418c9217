"""What is deliberately wrong with the demo building, as in models from real projects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from robuild.demo.frame import Frame

OUTDATED_CODE = "441"
"""A code that NS 3451:2009 does not have."""
FORMULA_NAME = "=HYLLE(2)"


@dataclass(frozen=True, slots=True)
class Dirt:
    """One deliberate fault; `tag` is the Tag of the element, or the name of the room."""

    word: str
    tag: str
    what: str


DIRT = (
    Dirt("untyped_door", "D05", "Dør uten type, NS 3451-kode og egenskaper"),
    Dirt("placeholder_fire_rating", "D08", "Pset_DoorCommon.FireRating er teksten FireRating"),
    Dirt(
        "placeholder_manufacturer",
        "102/washing_machine/2",
        "Pset_ManufacturerTypeInformation.Manufacturer er teksten Manufacturer",
    ),
    Dirt("proxy_dishwasher", "H0103/living/dishwasher/1", "Oppvaskmaskin som proxy uten type"),
    Dirt("covering_without_quantity", "208/floor_vinyl", "Gulvbelegg uten mengder"),
    Dirt("status_demolish", "208/panel_heater/1", "Status DEMOLISH: skal rives"),
    Dirt("status_existing", "105/water_heater/1", "Status EXISTING, tilstand TG2"),
    Dirt("formula_name", "207/shelf/1", "Navn som begynner med likhetstegn"),
    Dirt("room_without_zone", "208", "Rommet Felles bod er ikke i noen sone"),
    Dirt("unknown_proxy", "105/objekt-17", "Proxy uten type; navnet Objekt 17 sier ingenting"),
    Dirt(
        "outdated_code", "205/luminaire_long/1", "NS 3451-kode 441, som ikke finnes i 2009-utgaven"
    ),
    Dirt("tree_proxy", "tre/1", "Tre på tomten som proxy"),
)
"""Every deliberate fault; the room's docstring and models/README.md list the same."""


def write_dirt(frame: Frame) -> None:
    """Spoil what `DIRT` lists and add the proxies; everything else is written by then."""
    elements = {element.Tag: element for element in frame.draft.file.by_type("IfcElement")}
    draft = frame.draft
    draft.define({"Pset_DoorCommon": {"FireRating": "FireRating"}}, elements["D08"])
    draft.define(
        {"Pset_ManufacturerTypeInformation": {"Manufacturer": "Manufacturer"}},
        elements["102/washing_machine/2"],
    )
    status = "Pset_ElectricApplianceTypeCommon"
    draft.define({status: {"Status": ("status", "DEMOLISH")}}, elements["208/panel_heater/1"])
    old = elements["105/water_heater/1"]
    draft.define({status: {"Status": ("status", "EXISTING")}}, old)
    draft.define(_condition("TG2", "Noe rust på mantel"), old)
    draft.define(_condition("TG1", "Normal slitasje"), elements["trapp"], elements["Y02"])
    elements["207/shelf/1"].Name = FORMULA_NAME
    frame.classify(OUTDATED_CODE, elements["205/luminaire_long/1"], name="Belysning, utgått kode")
    _proxies(frame)


def _condition(grade: str, text: str) -> dict[str, Any]:
    return {
        "Pset_Condition": {
            "AssessmentDate": ("IfcDate", "2025-01-10"),
            "AssessmentCondition": grade,
            "AssessmentDescription": ("IfcText", text),
        }
    }


def _proxies(frame: Frame) -> None:
    shapes = frame.draft.shapes
    frame.element(
        None,
        "IfcBuildingElementProxy",
        "105/objekt-17",
        "Objekt 17",
        frame.spaces["105"],
        ObjectPlacement=frame.placed(0, 18.0, 0.5),
        Representation=shapes.body(shapes.box((0.0, 0.0, 0.0, 0.3, 0.3, 0.4))),
    )
    for number, (x, y) in enumerate(((-4.0, 3.0), (26.0, 10.0)), 1):
        trunk = shapes.cylinder(0.0, 0.0, 0.0, 0.12, 2.0)
        crown = shapes.cylinder(0.0, 0.0, 2.0, 1.4, 3.0)
        frame.element(
            None,
            "IfcBuildingElementProxy",
            f"tre/{number}",
            "Tre, bjørk 6 m",
            frame.site,
            ObjectPlacement=shapes.placement(frame.site.ObjectPlacement, x, y),
            Representation=shapes.body(trunk, crown),
        )
