"""`robuild roll`: next year's plan, from the same models and what the log says was done."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from robuild.cli.jobs import job_of, models_or_register
from robuild.cli.options import (
    CatalogOption,
    JsonOption,
    LanguageOption,
    LengthUnitOption,
    ModelsOrRegister,
    NoGeometryOption,
    OutputOption,
    OverridesOption,
    ParticipationOverridesOption,
    QuietOption,
    RegisterOption,
    SetOption,
    SettingsOption,
)
from robuild.terms.vocabulary import Language

if TYPE_CHECKING:
    from robuild.plan_result import PlanResult

_MOST = 12


def roll_command(
    models: ModelsOrRegister = None,
    log: Annotated[
        list[Path] | None,
        typer.Option(
            "--log",
            metavar="KEPT",
            readable=False,
            help="Kept log of `robuild log`; give all since the first plan.",
        ),
    ] = None,
    to_year: Annotated[
        int | None,
        typer.Option(
            "--to-year", help="Year 0 of the new plan. Without it, the last whole year of the logs."
        ),
    ] = None,
    register: RegisterOption = None,
    catalog: CatalogOption = None,
    output: OutputOption = None,
    lang: LanguageOption = Language.NB,
    settings: SettingsOption = None,
    assignments: SetOption = None,
    overrides: OverridesOption = None,
    participation_overrides: ParticipationOverridesOption = None,
    length_unit: LengthUnitOption = None,
    no_geometry: NoGeometryOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Make next year's plan: what the log says was replaced is new, what was not done waits."""
    from robuild import pipeline
    from robuild.cli import reporting
    from robuild.cli.targets import refuse_bad_targets, workbook_path

    if not log:
        raise typer.BadParameter("give --log KEPT, from: robuild log MODEL LOG -o KEPT.json")
    given = models_or_register(models, register)
    target = workbook_path(output, f"{(register or given[0]).stem}-next.xlsx")
    inputs = [*given, *log, register, *(catalog or ()), settings, overrides]
    refuse_bad_targets([*inputs, participation_overrides], workbook=target)
    job = job_of(given, catalog, settings, assignments, overrides, length_unit)
    job = replace(
        job, geometry=not no_geometry, register=register,
        participation_overrides=participation_overrides,
    )  # fmt: skip
    with reporting.progress(lang, hidden=quiet or as_json) as progress:
        result = pipeline.roll(job, log, to_year, progress)
        pipeline.write(result, target, lang, progress)
    if as_json:
        reporting.print_json(_as_data(result, target))
    elif not quiet:
        reporting.say(_told(result, target, lang))


def _told(result: PlanResult, target: Path, lang: Language) -> list[str]:
    from robuild.language import figure, kr, texts, told_line

    rolled = result.rolled
    if rolled is None:  # a plan of `roll` always has it
        return []
    words, done = texts(lang), rolled.done
    number = done["outcome"].value_counts()
    lines = [
        words.get("cli.roll.title", from_year=rolled.from_year, year=rolled.year),
        words.get(
            "cli.roll.balance", rows=len(done) + rolled.repairs, repairs=rolled.repairs,
            reset=int(number.get("reset", 0)), partly=int(number.get("partly", 0)),
            jobs=int(number.get("job_done", 0)), not_placed=int(number.get("not_placed", 0)),
        ),
    ]  # fmt: skip
    waits = rolled.backlog
    known = waits["cost_nok"].dropna()
    lines.append(
        words.get(
            "cli.roll.waits", count=len(waits), amount=kr(float(known.sum())),
            hours=figure(float(waits["hours"].sum()), lang, 0),
            unknown=len(waits) - len(known),
        )
    )  # fmt: skip
    for row in waits.head(_MOST).to_dict("records"):
        component = result.catalog.component_by_key[row["component_key"]]
        name, due = getattr(component, f"name_{lang}"), row["due_year"]
        lines.append(f"  {int(due)}  {name}: {words.word('backlog_kind', row['kind'])}")
    if len(waits) > _MOST:
        lines.append(words.get("cli.more", count=len(waits) - _MOST))
    notes = [each for each in result.issues if each.code in ("grades_from_before",
                                                             "log_begins_late")]  # fmt: skip
    lines += [told_line(words, each) for each in notes]
    lines.append(words.get("cli.written", path=str(target)))
    return lines


def _as_data(result: PlanResult, target: Path) -> dict[str, object]:
    from robuild.cli.learnt import known, records
    from robuild.summary import summary

    rolled = result.rolled
    if rolled is None:
        return {}
    return {
        **summary(result, [target]),
        "from_year": rolled.from_year,
        "year": rolled.year,
        "done": [known(row) for row in records(rolled.done)],
        "repairs": rolled.repairs,
        "backlog": [known(row) for row in records(rolled.backlog)],
    }
