"""The demo building as revised later: what an architect changes, and what an exporter does to ids.

Against the first (`REVISED` says how many of each):

* inner doors that were compact become solid and sturdy: another type, name and nothing else
* one wardrobe is gone, one wash basin has come
* one fire door has a higher rating
* the shared storage room has become an activity room and has grown
* every twentieth component has another GlobalId, as some exporters give
"""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

from robuild.demo import put_text_file
from robuild.demo.draft import Draft
from robuild.demo.house import demo_text

FILE_NAME = "demo-rop-house-rev-b.ifc"
REVISED = {"retyped": 3, "removed": 1, "added": 1, "rated": 1, "rooms": 1}
"""How many components and rooms were changed on purpose."""
EVERY = 20
_NAMESPACE = uuid.UUID("6a1f3d52-9d0e-5d57-8a3e-0c6f7e2f9b02")
_OLD_DOOR, _NEW_DOOR = "Innerdør 9x21 kompakt hvit", "Innerdør 10x21 massiv laminat robust"
_GONE, _COPIED = "Garderobeskap 100x60 robust", "Servant 60 cm hvit"
_FIRE_DOOR, _RATING = "Branndør glassfelt EI30-CSa 11x21", "EI60-CSa"
_ROOM, _NEW_NAME, _WIDER = "208", "Aktivitetsrom", 1.25


def write_second_revision(path: Path) -> None:
    """Write the demo building's second revision; the same bytes on every run.

    Raises:
        OutputError: the file cannot be written there; what was there is untouched.
    """
    put_text_file(path, revised_text())


def revised_text() -> str:
    """The second revision as STEP text."""
    import ifcopenshell

    draft = Draft()
    draft.file = ifcopenshell.file.from_string(demo_text())
    model = draft.file
    _retype(model)
    _remove(model)
    _add(model)
    _rate(draft)
    _rebuild_room(model)
    _renew_ids(model)
    return draft.finish(FILE_NAME)


def new_guid(name: str) -> str:
    """A GlobalId of the second revision."""
    import ifcopenshell.guid

    identity: str = ifcopenshell.guid.compress(uuid.uuid5(_NAMESPACE, name).hex)
    return identity


def _relation(model: Any, type_name: str) -> Any:
    return next(
        each for each in model.by_type("IfcRelDefinesByType") if each.RelatingType.Name == type_name
    )


def _retype(model: Any) -> None:
    before, after = _relation(model, _OLD_DOOR), _relation(model, _NEW_DOOR)
    moved = before.RelatedObjects[: REVISED["retyped"]]
    before.RelatedObjects = before.RelatedObjects[REVISED["retyped"] :]
    after.RelatedObjects = (*after.RelatedObjects, *moved)
    for door in moved:
        door.Name = _NEW_DOOR


def _remove(model: Any) -> None:
    gone = _relation(model, _GONE).RelatedObjects[0]
    for relation in (*gone.IsTypedBy, *gone.IsDefinedBy, *gone.HasAssociations):
        relation.RelatedObjects = tuple(e for e in relation.RelatedObjects if e != gone)
    for relation in gone.ContainedInStructure:
        relation.RelatedElements = tuple(e for e in relation.RelatedElements if e != gone)
    model.remove(gone)


def _add(model: Any) -> None:
    like = _relation(model, _COPIED).RelatedObjects[0]
    facts = like.get_info(include_identifier=False, recursive=False)
    facts.pop("type")
    facts |= {"GlobalId": new_guid("added basin"), "Tag": f"{like.Tag}/b"}
    new = model.create_entity(like.is_a(), **facts)
    for relation in (*like.IsTypedBy, *like.IsDefinedBy, *like.HasAssociations):
        relation.RelatedObjects = (*relation.RelatedObjects, new)
    for relation in like.ContainedInStructure:
        relation.RelatedElements = (*relation.RelatedElements, new)


def _rate(draft: Draft) -> None:
    door = _relation(draft.file, _FIRE_DOOR).RelatedObjects[0]
    draft.define({"Pset_DoorCommon": {"FireRating": _RATING}}, door)


def _rebuild_room(model: Any) -> None:
    room = next(space for space in model.by_type("IfcSpace") if space.Name == _ROOM)
    room.LongName = _NEW_NAME
    for relation in room.IsDefinedBy:
        old = relation.RelatingPropertyDefinition
        if not old.is_a("IfcElementQuantity"):
            continue
        relation.RelatedObjects = tuple(e for e in relation.RelatedObjects if e != room)
        wider = [
            model.create_entity(q.is_a(), Name=q.Name, **{_value_name(q): _widened(q)})
            for q in old.Quantities
        ]
        made = model.create_entity(
            "IfcElementQuantity", GlobalId=new_guid("room set"), Name=old.Name, Quantities=wider
        )
        model.create_entity(
            "IfcRelDefinesByProperties",
            GlobalId=new_guid("room set of"),
            RelatedObjects=[room],
            RelatingPropertyDefinition=made,
        )


def _value_name(quantity: Any) -> str:
    return {"IfcQuantityLength": "LengthValue", "IfcQuantityArea": "AreaValue"}.get(
        quantity.is_a(), "VolumeValue"
    )


def _widened(quantity: Any) -> float:
    grows = not quantity.is_a("IfcQuantityLength")
    return float(round(quantity[3] * (_WIDER if grows else 1.0), 4))


def _renew_ids(model: Any) -> None:
    features = {each.id() for each in model.by_type("IfcFeatureElement")}
    elements = sorted(model.by_type("IfcElement"), key=lambda each: int(each.id()))
    kept = [each for each in elements if each.id() not in features]
    for element in kept[::EVERY]:
        element.GlobalId = new_guid(element.GlobalId)
