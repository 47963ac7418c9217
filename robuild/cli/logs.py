"""`robuild log`: read what happened in a building, and keep it to learn from."""

from __future__ import annotations

import re
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
    NoGeometryOption,
    OverridesOption,
    QuietOption,
    RegisterOption,
    ReplaceOption,
    SetOption,
    SettingsOption,
)
from robuild.terms.vocabulary import Language

if TYPE_CHECKING:
    from robuild.pipeline import Job, Kept

_LOGS = (".csv", ".xlsx", ".xlsm")
_MODELS = (".ifc", ".ifczip", ".ifcxml")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_MOST = 20


def _month(text: str | None) -> str | None:
    if text is not None and not _MONTH.fullmatch(text):
        raise typer.BadParameter(f"{text} is no month; write it as 2026-03")
    return text


def log_command(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="MODEL LOG",
            help="The building's models (.ifc), then its logs (.xlsx, .csv).",
            show_default=False,
            readable=False,
        ),
    ] = None,
    register: RegisterOption = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            readable=False,
            help="Kept log to write (.json). Without it, exports/<building>-log.json.",
        ),
    ] = None,
    first_month: Annotated[
        str | None, typer.Option("--from", metavar="MONTH", help="First month of the log: 2026-01.")
    ] = None,
    last_month: Annotated[
        str | None, typer.Option("--to", metavar="MONTH", help="Last month of the log.")
    ] = None,
    building: Annotated[
        str | None, typer.Option("--building", help="What to call the building; not a person.")
    ] = None,
    drop_notes: Annotated[
        bool,
        typer.Option(
            "--drop-notes",
            help="Leave out notes in which something may be about a person, and use their rows.",
        ),
    ] = False,
    report: Annotated[
        Path | None,
        typer.Option(
            "--report",
            readable=False,
            help="Also write every refused row and note to this CSV.",
        ),
    ] = None,
    new: Annotated[
        Path | None,
        typer.Option(
            "--new", readable=False, help="Write an empty log to fill in (.xlsx), and stop."
        ),
    ] = None,
    catalog: CatalogOption = None,
    lang: LanguageOption = Language.NB,
    settings: SettingsOption = None,
    assignments: SetOption = None,
    overrides: OverridesOption = None,
    length_unit: LengthUnitOption = None,
    no_geometry: NoGeometryOption = False,
    replace_it: ReplaceOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Read a work log against its building; every row that cannot be used is named."""
    from robuild import pipeline
    from robuild.cli import reporting, targets

    given = files or []
    logs = [path for path in given if path.suffix.lower() in _LOGS]
    models = models_or_register([path for path in given if path not in logs], register)
    if not logs and new is None:
        others = ", ".join(path.name for path in given if path.suffix.lower() not in _MODELS)
        raise typer.BadParameter(
            "give a log (.xlsx or .csv), or --new to make an empty one"
            + (f"; {others} is neither a log nor a model" if others else "")
        )
    job = job_of(models, catalog, settings, assignments, overrides, length_unit)
    job = replace(job, geometry=not no_geometry, register=register)
    if new is not None:
        _write_form(job, new, lang, replace_it=replace_it, quiet=quiet or as_json)
        return
    name = building or (register or models[0]).stem
    target = output or Path("exports") / f"{name}-log.json"
    for path, suffix in ((target, ".json"), (report, ".csv")):
        if path is not None:
            targets.refuse_bad_new_file(path, suffix, [*given, register, settings, overrides])
    with reporting.progress(lang, hidden=quiet or as_json) as progress:
        kept = pipeline.keep(
            job, tuple(logs), building=name, first_month=_month(first_month),
            last_month=_month(last_month), drop_notes=drop_notes, progress=progress,
        )  # fmt: skip
    old = reporting.make_room(target, replace=replace_it)
    pipeline.write_kept_log(target, kept.log, kept.read)
    if report is not None:
        reporting.make_room(report, replace=replace_it)
        _write_report(report, kept, lang)
    if as_json:
        reporting.print_json(_as_data(kept, target))
    elif not quiet:
        reporting.say(_told(kept, target, old, lang))


def _write_form(job: Job, path: Path, lang: Language, *, replace_it: bool, quiet: bool) -> None:
    from robuild import pipeline
    from robuild.cli import reporting, targets
    from robuild.language import texts

    targets.require_form(path, ".xlsx")
    without_draws = job.settings.model_copy(update={"uncertainty_draws": 0})
    with reporting.progress(lang, hidden=quiet) as progress:
        result = pipeline.plan(replace(job, settings=without_draws), progress)
    old = reporting.make_room(path, replace=replace_it)
    pipeline.write_form(result, path, lang)
    if not quiet:
        written = texts(lang).get("cli.written", path=path)
        reporting.say([written, *([str(old)] if old else [])])


def _told(kept: Kept, target: Path, old: Path | None, lang: Language) -> list[str]:
    from robuild.language import texts, told_line

    words, read, log = texts(lang), kept.read, kept.log
    lines = [
        words.get("cli.log.title", building=log.building, first=log.first_month,
                  last=log.last_month, dwellings=log.dwellings),
        words.get("cli.log.balance", read=read.rows_read, used=len(read.table),
                  duplicates=read.duplicates, refused=read.refused_rows, asked=read.asked_rows),
    ]  # fmt: skip
    for key, issues in (("refused", read.refused), ("asked", read.asked), ("notes", read.notes)):
        if not issues:
            continue
        lines.append(words.get(f"cli.log.{key}"))
        lines += [f"  {told_line(words, issue)}" for issue in issues[:_MOST]]
        if len(issues) > _MOST:
            lines.append(words.get("cli.log.more", count=len(issues) - _MOST))
    if read.asked_rows:
        lines.append(words.get("cli.log.decide"))
    lines.append(words.get("cli.log.local"))
    lines.append(words.get("cli.written", path=str(target)))
    return lines + ([f"{old} (.old)"] if old else [])


def _as_data(kept: Kept, target: Path) -> dict[str, object]:
    from robuild.cli.reporting import issue_json

    read, log = kept.read, kept.log
    return {
        "building": log.building,
        "first_month": log.first_month,
        "last_month": log.last_month,
        "period_said": kept.period_said,
        "dwellings": log.dwellings,
        "rows_read": read.rows_read,
        "used": len(read.table),
        "duplicates": read.duplicates,
        "refused_rows": read.refused_rows,
        "asked_rows": read.asked_rows,
        "refused": [issue_json(each) for each in read.refused],
        "asked": [issue_json(each) for each in read.asked],
        "notes": [issue_json(each) for each in read.notes],
        "outputs": [str(target)],
    }


def _write_report(path: Path, kept: Kept, lang: Language) -> None:
    from robuild.language import texts, told
    from robuild.tabular import write_csv

    words = texts(lang)
    groups = (("refused", kept.read.refused), ("asked", kept.read.asked), ("note", kept.read.notes))
    rows = [
        (kind, each.origin.file, each.origin.sheet, each.origin.row, each.origin.column,
         *told(words, each))
        for kind, issues in groups
        for each in issues
    ]  # fmt: skip
    write_csv(path, ["what", "file", "sheet", "row", "column", "message", "what_to_do"], rows)
