"""The door of the room: one model file and the plan in, the enriched copy out."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from robuild.language import Texts, texts
from robuild.model.source_files import SourceFile, prepare
from robuild.model.statement_numbers import StatementNumbers, statement_numbers
from robuild.plan_result import PlanResult
from robuild.terms.inventory import ModelFacts
from robuild.terms.issues import Origin
from robuild.terms.vocabulary import Language
from robuild.writing_back.codes import write_codes
from robuild.writing_back.costs import write_costs
from robuild.writing_back.editing import Edit, write_edited
from robuild.writing_back.line_facts import LineFacts, facts_by_line
from robuild.writing_back.line_sets import SetWriter, marked
from robuild.writing_back.members import Members, members_of
from robuild.writing_back.step import Ref, Statements
from robuild.writing_back.tasks import write_tasks
from robuild.writing_back.told import Enriched, LeftAlone

_DRAFTS = re.compile(r"IFC4X[12]|IFC4X3_RC", re.IGNORECASE)
"""Schemas that the parser takes for the finished one; their files must not claim to be that."""
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def write_enriched(
    result: PlanResult, facts: ModelFacts, target: Path, folder: Path, language: Language
) -> Enriched:
    """Write one model with the results of a plan in it.

    Args:
        result: a plan of models.
        facts: the model; its file must still be where it was.
        target: new `.ifc` or `.ifczip`; what is there is overwritten.
        folder: a temporary folder for copies.
        language: of names and texts in the model.

    Returns:
        How many elements got what, and what was left alone and why.

    Raises:
        InputError: the file cannot be read any more, or cannot be added to.
        OSError: the system refuses to write.
    """
    origin = Origin(file=facts.file)
    source = prepare(Path(facts.file), folder)
    numbers = statement_numbers(source, facts.model_id)
    source = numbers.source
    told = Enriched(facts.model_id, target, source.schema)
    told.notes = [note.code for note in source.notes]
    told.replaced = len(numbers.own)
    members = members_of(result, numbers, facts.model_id)
    told.left = members.left
    edit = _edit(result, numbers, members, told, texts(language))
    if target.suffix.lower() == ".ifczip":
        plain = folder / "enriched.ifc"
        write_edited(source.path, plain, edit, origin)
        _zip(plain, target)
    else:
        write_edited(source.path, target, edit, origin)
    told.left = +told.left
    return told


def _edit(
    result: PlanResult, numbers: StatementNumbers, members: Members, told: Enriched, words: Texts
) -> Edit:
    source = numbers.source
    identity = f"{numbers.project_global_id}|{numbers.least_global_id}"
    statements = Statements(source.schema, numbers.last + 1, numbers.owner_history, identity)
    if statements.old and numbers.owner_history is None:
        statements.own_history()
    lines = facts_by_line(result)
    money = _money(statements, numbers, members, told, result.catalog.header.currency)
    krone, unit = money
    reached = SetWriter(statements, words, told, krone).write(result, lines, members)
    reached |= write_codes(statements, result.catalog, members, words, told)
    told.elements = len(reached)
    if statements.old:
        told.left[LeftAlone.SETS_ONLY] += 1
    elif members.by_line:
        other = krone if LeftAlone.OTHER_CURRENCY in told.left else None
        _schedules(statements, result, lines, members, words, told, numbers, other)
    spaces = result.inventory.spaces
    rooms = spaces.loc[spaces["model_id"] == told.model_id, "space_id"]
    told.left[LeftAlone.NOT_MODELLED] += int(result.not_modelled["space_id"].isin(rooms).sum())
    return Edit(
        added=statements.texts,
        removed=numbers.own,
        units=numbers.units,
        unit=unit,
        schema=_schema_name(source),
    )


def _schedules(
    statements: Statements,
    result: PlanResult,
    lines: dict[str, LineFacts],
    members: Members,
    words: Texts,
    told: Enriched,
    numbers: StatementNumbers,
    other_money: Ref | None,
) -> None:
    made = [
        write_costs(statements, result, lines, members, words, told, other_money),
        write_tasks(statements, result, lines, members, words, told),
    ]
    schedules = [each for each in made if each is not None]
    if schedules:
        statements.root(
            "IfcRelDeclares", "schedules", Description=marked(),
            RelatingContext=Ref(numbers.project), RelatedDefinitions=schedules,
        )  # fmt: skip


def _money(
    statements: Statements,
    numbers: StatementNumbers,
    members: Members,
    told: Enriched,
    currency: str,
) -> tuple[Ref | None, int | None]:
    """The currency of every amount, and the unit to add to the project's, if any."""
    if statements.old or not members.by_line:
        return None, None
    if numbers.money is not None and numbers.currency == currency:
        return Ref(numbers.money), None
    krone = statements.add("IfcMonetaryUnit", Currency=currency)
    if numbers.money is not None:
        told.left[LeftAlone.OTHER_CURRENCY] += 1
        return krone, None
    if numbers.units is None:
        told.left[LeftAlone.NO_UNITS] += 1
        return krone, None
    return krone, int(krone)


def _schema_name(source: SourceFile) -> str | None:
    """The name as it was, where the copy that the parser takes claims too much."""
    return source.stated_schema if _DRAFTS.match(source.stated_schema) else None


def _zip(plain: Path, target: Path) -> None:
    part = zipfile.ZipInfo(f"{target.stem}.ifc", _ZIP_DATE)
    part.compress_type = zipfile.ZIP_DEFLATED
    with (
        zipfile.ZipFile(target, "w") as archive,
        archive.open(part, "w", force_zip64=True) as out,
        plain.open("rb") as read,
    ):
        while data := read.read(1 << 20):
            out.write(data)
