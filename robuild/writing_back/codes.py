"""References to NS 3451 for elements that have none."""

from __future__ import annotations

from collections import defaultdict

from robuild.exchange.jobs import name_of
from robuild.language import Texts
from robuild.terms.catalog import Catalog, Component
from robuild.writing_back.line_sets import marked
from robuild.writing_back.members import Members
from robuild.writing_back.step import Ref, Statements, label
from robuild.writing_back.told import Enriched, LeftAlone

NS3451 = "NS 3451"


def write_codes(
    statements: Statements, catalog: Catalog, members: Members, words: Texts, told: Enriched
) -> set[int]:
    """One reference for each code, on the elements whose author gave none.

    Returns:
        Statements of the elements that got one.
    """
    groups: dict[tuple[str, str, str, bool], list[int]] = defaultdict(list)
    for here in members.by_line.values():
        for member in here:
            if member.has_code:
                told.leave(LeftAlone.CODE_THERE, member.global_id)
                continue
            row = catalog.component_by_key[member.component_key]
            key = (row.element_code_edition, row.element_code, row.component_key, member.sure)
            groups[key].append(member.number)
            told.low_confidence_codes += not member.sure
    systems: dict[tuple[str, str], Ref] = {}
    references: dict[str, Ref] = {}
    for key, numbers in sorted(groups.items()):
        row = catalog.component_by_key[key[2]]
        system = (row.element_code_system, row.element_code_edition)
        if system not in systems:
            systems[system] = _system(statements, row)
        reference = references.get(row.component_key)
        if reference is None:
            reference = references[row.component_key] = _reference(
                statements, row, systems[system], words
            )
        sure = words.get("enrich.code.sure" if key[3] else "enrich.code.unsure")
        statements.root(
            "IfcRelAssociatesClassification",
            "|".join(map(str, key)),
            Name=NS3451,
            Description=marked(sure),
            RelatedObjects=[Ref(number) for number in sorted(numbers)],
            RelatingClassification=reference,
        )
    reached = {number for numbers in groups.values() for number in numbers}
    if reached:
        told.sets[NS3451] = len(reached)
    return reached


def _system(statements: Statements, row: Component) -> Ref:
    # IFC2X3 must have a source; the publisher of the standard is the honest one
    return statements.add(
        "IfcClassification",
        Source="Standard Norge",
        Edition=row.element_code_edition,
        Name=row.element_code_system,
    )


def _reference(statements: Statements, row: Component, system: Ref, words: Texts) -> Ref:
    code = {("ItemReference" if statements.old else "Identification"): row.element_code}
    return statements.add(
        "IfcClassificationReference",
        Name=label(name_of(row, words)),
        ReferencedSource=system,
        **code,
    )
