"""Numbers of a file's statements, for what is to be added to it or taken out of it again.

The parser's handle leaves geometry out, so nothing is ever written from it: it only tells numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from robuild.model.identity import component_ids, elements_of
from robuild.model.opening import open_model
from robuild.model.source_files import SourceFile
from robuild.model.step_bytes import pieces
from robuild.model.texts import Texts
from robuild.terms.issues import Origin, input_error
from robuild.terms.own_marks import MARK, OWN_SETS, is_marked, is_own_set

_NUMBER = re.compile(rb"#(\d+)\s*=\s*IFC", re.IGNORECASE)
_LARGEST = 2_000_000_000
"""Other programs keep numbers in 32 bits; room is left for what is added."""
_OWN_ROOTS = (
    "IfcPropertySet", "IfcRelDefinesByProperties", "IfcRelAssociatesClassification",
    "IfcCostSchedule", "IfcCostItem", "IfcWorkSchedule", "IfcTask", "IfcRelAssignsToControl",
    "IfcRelAssignsToProcess", "IfcRelDeclares",
)  # fmt: skip
_OWN_LEAVES = frozenset({
    "IfcPropertySingleValue", "IfcPropertyBoundedValue", "IfcPropertyListValue",
    "IfcClassificationReference", "IfcClassification", "IfcCostValue", "IfcMeasureWithUnit",
    "IfcMonetaryUnit", "IfcTaskTimeRecurring", "IfcRecurrencePattern",
})  # fmt: skip
"""What stands below the roots; other leaves, such as owner histories, are the author's."""


@dataclass(frozen=True, slots=True)
class StatementNumbers:
    """What has to be known of a file before anything is added to it."""

    source: SourceFile
    """The file, or the repaired copy that the parser takes."""
    elements: dict[str, int]
    """component_id within this file -> number of its statement."""
    project: int
    project_global_id: str
    least_global_id: str
    """First GlobalId of its elements: tells files of one project apart."""
    owner_history: int | None
    units: int | None
    """Number of the project's unit assignment."""
    money: int | None
    """Number of the monetary unit in it."""
    currency: str | None
    own: frozenset[int]
    """Statements that an earlier run of robuild added."""
    last: int
    """Largest number of a statement that is not robuild's own."""


def statement_numbers(source: SourceFile, model_id: str) -> StatementNumbers:
    """Read the numbers of one prepared model file.

    Args:
        source: of `prepare`; the file has been read before without a fault.
        model_id: id of the file within the run.

    Raises:
        InputError: the file cannot be read, or what robuild added to it has since been joined
            with other things.
    """
    numbers, marked = _all_numbers(source)
    opened = open_model(source, lazy=not marked)
    source, model = opened.source, opened.model
    own = _own_statements(model, source) if marked else frozenset()
    texts = Texts()
    elements = elements_of(model)
    ids, _ = component_ids(elements, model_id, texts)
    project = model.by_type("IfcProject")[0]
    assignment = project[8]
    last = max((n for n in numbers if n not in own), default=0)
    if last > _LARGEST:
        raise _too_large(last, source)
    units = () if assignment is None else assignment[0] or ()
    money = next((unit for unit in units if unit.is_a("IfcMonetaryUnit")), None)
    histories = model.by_type("IfcOwnerHistory")
    return StatementNumbers(
        source=source,
        elements={component_id: number for number, component_id in ids.items()},
        project=project.id(),
        project_global_id=texts(project[0]) or "",
        least_global_id=min((texts(e[0]) or "" for e in elements.values()), default=""),
        owner_history=project[1].id() if project[1] else next((h.id() for h in histories), None),
        units=None if assignment is None else assignment.id(),
        money=None if money is None else money.id(),
        currency=None if money is None else texts(money[0]),
        own=own,
        last=last,
    )


def _all_numbers(source: SourceFile) -> tuple[list[int], bool]:
    """Numbers of all statements, and whether robuild has written in the file before."""
    found: list[int] = []
    marked = False
    marks = (f"'{MARK}".encode("ascii"), f"'{OWN_SETS}".encode("ascii"))
    for piece in pieces(source.path):
        found += map(int, _NUMBER.findall(piece))
        marked = marked or any(mark in piece for mark in marks)
    return found, marked


def _own_statements(model: Any, source: SourceFile) -> frozenset[int]:
    """Everything an earlier run added, but what other statements have come to lean on."""
    own = {entity.id() for entity in _own_roots(model)}
    waiting = list(own)
    while waiting:
        for child in model.traverse(model.by_id(waiting.pop()), max_levels=1)[1:]:
            number = child.id()
            if number in own or child.is_a() not in _OWN_LEAVES:
                continue
            if all(user.id() in own for user in model.get_inverse(child)):
                own.add(number)
                waiting.append(number)
    for number in own:
        entity = model.by_id(number)
        if entity.is_a() == "IfcRelDeclares":
            others = [each for each in entity[5] if each.id() not in own]
            if others:
                raise _joined(entity, others[0], source)
        leaning = [user for user in model.get_inverse(entity) if user.id() not in own]
        if leaning:
            raise _joined(entity, leaning[0], source)
    return frozenset(own)


def _own_roots(model: Any) -> Iterable[Any]:
    for name in _OWN_ROOTS:
        try:
            found = model.by_type(name)
        except RuntimeError:  # not in this schema
            continue
        for entity in found:
            if is_marked(entity[3]):
                yield entity
            elif name == "IfcPropertySet" and is_own_set(entity[2], None):
                yield entity
                yield from (
                    user for user in model.get_inverse(entity)
                    if user.is_a() == "IfcRelDefinesByProperties"
                )  # fmt: skip


def _too_large(last: int, source: SourceFile) -> Exception:
    return input_error(
        "numbers_too_large",
        f"a statement has the number {last}; numbers above {_LARGEST} leave no room for more.",
        Origin(str(source.given)),
        "Open and save the model in another program, which numbers the statements anew.",
    )


def _joined(own: Any, other: Any, source: SourceFile) -> Exception:
    return input_error(
        "enriched_and_changed",
        f"#{other.id()} {other.is_a()} has been joined to #{own.id()} {own.is_a()}, which "
        "robuild wrote, so it cannot be taken out and written anew.",
        Origin(str(source.given)),
        "Enrich the model as its author exported it.",
    )
