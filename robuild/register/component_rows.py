"""Rows of a register become components, one for each thing that is counted."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from robuild.register.cells import (
    amount_of,
    grade_of,
    rating_of,
    shown,
    text_of,
    word_of,
    year_of,
)
from robuild.register.key_book import KeyBook
from robuild.register.likely_classes import MOST_LOOKS, PROXY, likely_classes, look_of
from robuild.register.room_rows import GivenRoom, RoomIndex
from robuild.register.sheets import FilledRow, FilledTable
from robuild.register.spoken import answers, locations, nothings, plain, reasons, statuses, units
from robuild.terms.catalog import Catalog
from robuild.terms.condition import condition_grade
from robuild.terms.vocabulary import Answer, Confidence, MatchStatus, QuantityRung, Unit

MOST_COMPONENTS = 200_000
"""After rows of several pieces have become that many components."""
_TEXTS = (
    "name", "type_name", "ifc_class", "building", "storey", "space_name", "space_id",
    "dwelling_code", "dwelling_type", "manufacturer", "article_number", "material", "component_id",
    "global_id", "model_id", "candidates",
)  # fmt: skip
_AMOUNTS = {
    "pieces": Unit.PIECE,
    "area_m2": Unit.SQUARE_METRE,
    "length_m": Unit.METRE,
}
_PLACE = ("building", "storey", "dwelling_code")


@dataclass(slots=True)
class GivenComponents:
    """Components, what was said of them, and what was odd but no fault."""

    components: list[dict[str, Any]] = field(default_factory=list)
    given: list[dict[str, Any]] = field(default_factory=list)
    properties: dict[str, dict[str, dict[str, bool]]] = field(default_factory=dict)
    rows: int = 0
    rooms_unclear: list[int] = field(default_factory=list)
    """Rows whose room may be several of the room list."""
    rooms_not_listed: list[int] = field(default_factory=list)
    grades_not_read: list[int] = field(default_factory=list)
    names_not_tried: int = 0
    """Different names that were too many to look for the class of."""


@dataclass(frozen=True, slots=True)
class _Amount:
    value: float
    unit: Unit | None


def given_components(
    table: FilledTable, book: KeyBook, rooms: RoomIndex, model_id: str
) -> GivenComponents:
    """Components of a table; what cannot be read becomes faults of the table.

    Args:
        table: with the columns of a register.
        book: keys and variants that may be named.
        rooms: of the room list, if there is one.
        model_id: of components that name no file.
    """
    found = GivenComponents()
    rows_of: dict[str, int] = {}
    for row in table.rows():
        _add(found, row, book, rooms, model_id, rows_of)
    return found


def with_likely_classes(found: GivenComponents, catalog: Catalog) -> None:
    """Give things that nobody gave a key or class the class their name speaks for."""
    rows = list(zip(found.components, found.given, strict=True))
    nameable = [
        (component, given)
        for component, given in rows
        if not given["component_key"] and not given["status"] and component["ifc_class"] == PROXY
    ]
    looks = {look_of(component) for component, _ in nameable}
    found.names_not_tried = max(0, len(looks) - MOST_LOOKS)
    classes = likely_classes([component for component, _ in nameable], catalog)
    for component, given in nameable:
        ifc_class = classes.get(look_of(component), PROXY)
        if ifc_class != PROXY:
            component["ifc_class"] = ifc_class
            given["class_guessed"] = True


def _add(
    found: GivenComponents,
    row: FilledRow,
    book: KeyBook,
    rooms: RoomIndex,
    model_id: str,
    rows_of: dict[str, int],
) -> None:
    texts = {name: row.read(name, text_of) for name in _TEXTS}
    if _is_the_empty_table(row, texts):
        return
    found.rows += 1
    status = row.read("status", partial(word_of, words=statuses()))
    key = _key(row, book)
    if key is None and status is None and not texts["ifc_class"]:
        key = book.named(texts["name"]) or book.named(texts["type_name"])
    if not _says_what(row, texts, key):
        return
    amount = _amount(row, book, key)
    component = _component(found, row, texts, book, key, model_id)
    said = {
        "row": row.number,
        "component_key": key,
        "variant_id": row.read("variant_id", partial(book.variant_of, key=key)),
        "status": None if key or status is MatchStatus.MATCHED else status,
        "reason": row.read("reason", _reason),
        "candidates": texts["candidates"],
        "location_class": row.read("location", partial(word_of, words=locations())),
        "class_guessed": False,
    }
    _place(found, row, texts, component, rooms, as_written=row.table.of_a_plan and bool(status))
    count = _count(row, amount)
    if len(found.components) + count > MOST_COMPONENTS:
        row.fault(
            "too_many_components",
            f"with {count} pieces in this row there are more than {MOST_COMPONENTS} components.",
            "quantity",
            "Check the number of pieces.",
        )
        return
    own_id = texts["component_id"] or texts["global_id"] or f"{model_id}/row-{row.number}"
    separating = row.read("separating", partial(word_of, words=answers()))
    for number in range(1, count + 1):
        component_id = own_id if count == 1 else f"{own_id}#{number}"
        _check_id(row, component_id, rows_of)
        found.components.append(
            component
            | _measures(amount, row.number)
            | {"component_id": component_id, "global_id": texts["global_id"] or component_id}
        )
        quantity = 1.0 if amount.unit is Unit.PIECE else amount.value
        found.given.append(
            {**said} | {"component_id": component_id, "quantity": quantity, "unit": amount.unit}
        )
        if separating in (Answer.YES, Answer.NO):
            found.properties[component_id] = {
                "Register": {"Compartmentation": separating is Answer.YES}
            }


def _is_the_empty_table(row: FilledRow, texts: dict[str, str | None]) -> bool:
    """Whether it is the sentence that stands in a plan without components."""
    return row.table.of_a_plan and texts["component_id"] is not None and len(row.cells) == 1


def _key(row: FilledRow, book: KeyBook) -> str | None:
    key = row.read("component_key", book.key_of)
    if key is None and _is_empty(row.raw("component_key")):
        # somebody may have chosen what it is in the column that robuild tells it in
        key = row.read("component_name", book.key_of)
    return key


def _says_what(row: FilledRow, texts: dict[str, str | None], key: str | None) -> bool:
    if key or texts["name"] or texts["type_name"]:
        return True
    if any(not _is_empty(row.raw(name)) for name in ("component_key", "component_name")):
        return False  # what stands there has a fault of its own
    if row.table.of_a_plan and texts["ifc_class"]:
        return True
    row.fault(
        "row_says_nothing",
        "the row does not say what it is: it has no key, name or type.",
        "component_key",
        "Choose a key, write a name, or delete the row.",
    )
    return False


def _is_empty(raw: Any) -> bool:
    return plain("" if raw is None else str(raw)) in nothings()


def _reason(raw: Any) -> str | None:
    text = text_of(raw)
    return None if text is None else reasons().get(plain(text), text.replace(" ", "_"))


def _amount(row: FilledRow, book: KeyBook, key: str | None) -> _Amount:
    """How much the row says there is, and in which unit; NaN where it does not say."""
    read = partial(amount_of, decimal_comma=row.table.raw.decimal_comma)
    unit = row.read("unit", partial(word_of, words=units(), code="unknown_unit"))
    told = {"quantity": row.read("quantity", read)}
    told |= {name: row.read(name, read) for name in _AMOUNTS}
    given = [(name, value) for name, value in told.items() if value is not None]
    component = book.component(key)
    if not given:
        return _Amount(math.nan, unit)
    if len(given) > 1:
        names = ", ".join(row.table.titles[name] for name, _ in given)
        row.fault(
            "several_amounts",
            f"the row has several amounts ({names}).",
            given[1][0],
            "Keep the one in the unit it is counted in.",
        )
    name, value = given[0]
    unit = _AMOUNTS.get(name, unit)
    if unit is None and _is_empty(row.raw("unit")):
        row.fault(
            "unit_missing",
            f"the quantity {value:g} has no unit; allowed are stk, m and m2.",
            "unit",
            f"Write {component.unit}." if component else "Write the unit.",
        )
    elif unit is not None and component is not None and unit is not component.unit:
        row.fault(
            "wrong_unit",
            f"the unit is {unit}, but {key} is counted in {component.unit}.",
            name if name in _AMOUNTS else "unit",
            f"Write how many {component.unit} there are, or choose another key.",
        )
    return _Amount(value, unit)


def _count(row: FilledRow, amount: _Amount) -> int:
    """How many components the row stands for."""
    if amount.unit is not Unit.PIECE or math.isnan(amount.value):
        return 1
    if amount.value >= 1 and amount.value.is_integer():
        return int(amount.value)
    row.fault(
        "not_whole_pieces",
        f"{amount.value:g} pieces; whole numbers from 1 are allowed.",
        "quantity" if "quantity" in row.table.places else "pieces",
        "Write how many there are, or delete the row.",
    )
    return 1


def _measures(amount: _Amount, number: int) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for name, column, unit in (
        ("area", "area_m2", Unit.SQUARE_METRE),
        ("length", "length_m", Unit.METRE),
    ):
        known = amount.unit is unit and not math.isnan(amount.value)
        told |= {
            column: amount.value if known else math.nan,
            f"{name}_rung": str(QuantityRung.REGISTER if known else QuantityRung.MISSING),
            f"{name}_method": f"register row {number}" if known else None,
        }
    return told


def _component(
    found: GivenComponents,
    row: FilledRow,
    texts: dict[str, str | None],
    book: KeyBook,
    key: str | None,
    model_id: str,
) -> dict[str, Any]:
    """A row of `tables.COMPONENTS`, still without id, place and measures."""
    component = book.component(key)
    ifc_class = texts["ifc_class"] or (component.ifc_class if component else PROXY)
    said = ("name", "type_name", "manufacturer", "article_number", "material", "building", "storey",
            "space_name", "dwelling_code", "dwelling_type")  # fmt: skip
    return {
        **{name: texts[name] for name in said},
        "model_id": texts["model_id"] or model_id,
        "ifc_class": ifc_class,
        "is_external": str(_answer(row, "is_external")),
        "load_bearing": str(Answer.UNKNOWN),
        "fire_rating": row.read("fire_rating", rating_of),
        "security_rating": row.read("security_rating", rating_of),
        "condition_grade": _grade(found, row),
        "installed_year": row.read("installed_year", year_of),
    }


def _answer(row: FilledRow, column: str) -> Answer:
    return row.read(column, partial(word_of, words=answers())) or Answer.UNKNOWN


def _grade(found: GivenComponents, row: FilledRow) -> str | None:
    reader: Callable[[Any], str | None] = text_of if row.table.of_a_plan else grade_of
    text = row.read("condition_grade", reader)
    if text is not None and condition_grade(text) is None:
        found.grades_not_read.append(row.number)  # a model's own word, as robuild wrote it
    return text


def _place(
    found: GivenComponents,
    row: FilledRow,
    texts: dict[str, str | None],
    component: dict[str, Any],
    rooms: RoomIndex,
    *,
    as_written: bool,
) -> None:
    """Tie the component to its room, and to the dwelling of the room.

    `as_written`: a row of a plan says itself where it is; nothing is added to it.
    """
    room = None if as_written else _room(found, row, texts, rooms)
    if as_written:
        component["space_id"] = texts["space_id"]
    elif room is not None:
        component["space_id"] = room.space_id
        component["space_name"] = texts["space_name"] or room.name
        for name in (*_PLACE, "dwelling_type"):
            component[name] = component[name] or room.texts[name]
    elif texts["space_id"] or texts["space_name"]:
        where = "/".join(texts[name] or "" for name in (*_PLACE, "space_name"))
        component["space_id"] = texts["space_id"] or f"room:{where}"
    if component["dwelling_code"]:
        component["dwelling_evidence"] = f"register row {row.number}"
        component["dwelling_confidence"] = str(Confidence.HIGH)


def _room(
    found: GivenComponents, row: FilledRow, texts: dict[str, str | None], rooms: RoomIndex
) -> GivenRoom | None:
    if texts["space_id"]:
        return rooms.by_id.get(texts["space_id"])
    if not texts["space_name"] or not rooms.by_id:
        return None
    near = rooms.find(texts["space_name"], {name: texts[name] for name in _PLACE})
    if len(near) == 1:
        return near[0]
    (found.rooms_unclear if near else found.rooms_not_listed).append(row.number)
    return None


def _check_id(row: FilledRow, component_id: str, rows_of: dict[str, int]) -> None:
    earlier = rows_of.setdefault(component_id, row.number)
    if earlier != row.number:
        row.fault(
            "duplicate_id",
            f"the id {shown(component_id)} is already in row {earlier}.",
            "component_id",
            "Give every row an id of its own, or leave the cells empty.",
        )
