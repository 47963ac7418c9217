"""`robuild export`: a plan's jobs, orders and components as files for other tools."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from robuild.cli.cobie import ContactOption
from robuild.cli.jobs import job_of, models_or_register
from robuild.cli.options import (
    CatalogOption,
    JsonOption,
    LanguageOption,
    LengthUnitOption,
    ModelsOrRegister,
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
    from robuild.plan_result import PlanResult


class ExportKind(StrEnum):
    """What to write."""

    ICS = "ics"
    WORKLIST = "worklist"
    ORDERS = "orders"
    FDV = "fdv"
    ATLAS = "atlas"
    COBIE = "cobie"


_ENDINGS = {
    ExportKind.ICS: ".ics", ExportKind.WORKLIST: "-work.csv", ExportKind.ORDERS: "-orders.csv",
    ExportKind.FDV: "-fdv.csv", ExportKind.ATLAS: "-atlas", ExportKind.COBIE: "-cobie.xlsx",
}  # fmt: skip
_OF_A_YEAR = (ExportKind.WORKLIST, ExportKind.ORDERS)


def export_command(
    what: Annotated[
        ExportKind,
        typer.Argument(
            help="ics: the year wheel as a calendar. worklist: a year's work by week and trade. "
            "orders: what to order, and by when. fdv: components and jobs for municipal FDV "
            "systems. atlas: import files of Atlas CMMS. cobie: the COBie 2.4 hand-over workbook.",
            show_default=False,
        ),
    ],
    models: ModelsOrRegister = None,
    register: RegisterOption = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            readable=False,
            help="File to write (a folder for atlas); in exports/ without it.",
        ),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option(
            "--year", help="Of worklist and orders: calendar year; the plan's first without it."
        ),
    ] = None,
    grouped: Annotated[
        bool,
        typer.Option("--grouped", help="Of atlas: stay below what it takes without a licence."),
    ] = False,
    contact: ContactOption = None,
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
    """Write a plan's jobs, orders or components as files for other tools."""
    from robuild import pipeline
    from robuild.cli import cobie, reporting, targets

    if contact is not None and what is not ExportKind.COBIE:
        raise typer.BadParameter("--contact is of cobie", param_hint="--contact")
    if year is not None and what not in _OF_A_YEAR:
        raise typer.BadParameter("--year is of worklist and orders", param_hint="--year")
    if grouped and what is not ExportKind.ATLAS:
        raise typer.BadParameter("--grouped is of atlas", param_hint="--grouped")
    address = cobie.contact_of(contact)
    given = models_or_register(models, register)
    name = (register or given[0]).stem
    target = output or Path("exports") / f"{name}{_ENDINGS[what]}"
    inputs = [*given, register, *(catalog or ()), settings, overrides]
    first = target / "1-locations.csv" if what is ExportKind.ATLAS else target
    targets.refuse_bad_new_file(first, Path(f"x{_ENDINGS[what]}").suffix or ".csv", inputs)
    said = [*(assignments or []), "uncertainty_draws=0"]
    job = job_of(given, catalog, settings, said, overrides, length_unit)
    job = replace(job, geometry=not no_geometry, register=register)
    files: dict[Path, bytes]
    data: dict[str, object]
    with reporting.progress(lang, hidden=quiet or as_json) as progress:
        if what is ExportKind.COBIE:
            book = pipeline.cobie(job, address, lang, progress)
            files, data, lines = {target: book.data}, cobie.as_data(book), cobie.told(book, lang)
        else:
            result = pipeline.plan(job, progress)
            files, counts = _made(what, result, target, lang, year, grouped=grouped)
            data, lines = {**counts}, _counted(counts, lang)
    changed, kept = _written(files, replace_it=replace_it)
    if as_json:
        reporting.print_json({"outputs": [str(path) for path in files], **data})
    elif not quiet:
        reporting.say(lines + _told(files, changed, kept, lang))


def _made(
    what: ExportKind, result: PlanResult, target: Path, lang: Language, year: int | None, *,
    grouped: bool,
) -> tuple[dict[Path, bytes], dict[str, int]]:  # fmt: skip
    """Contents of the files, and how much is in them."""
    from robuild import exchange

    if what is ExportKind.ICS:
        return {target: exchange.calendar_file(result, lang)}, {}
    if what is ExportKind.FDV:
        return {target: exchange.fdv_file(result, lang)}, {}
    if what is ExportKind.ATLAS:
        made = exchange.atlas_files(result, lang, grouped=grouped)
        files = {target / name: text.encode("utf-8") for name, text in made.files.items()}
        return files, {"components": made.components, "assets": made.assets,
                       "locations": made.locations, "parts": made.parts,
                       "jobs": made.jobs}  # fmt: skip
    wanted = exchange.check_year(result, year)
    write = exchange.work_list if what is ExportKind.WORKLIST else exchange.order_list
    return {target: write(result, wanted, lang).encode("utf-8")}, {}


def _written(files: Mapping[Path, bytes], *, replace_it: bool) -> tuple[set[Path], list[Path]]:
    """Write the files; one that says the same already is left, another only with --replace."""
    from robuild.cli import reporting
    from robuild.tabular import write_bytes

    changed = {
        path: data
        for path, data in files.items()
        if not (path.is_file() and path.read_bytes() == data)
    }
    if not replace_it:  # all are looked at before any is written
        for path in changed:
            reporting.make_room(path, replace=False)
    kept = [reporting.make_room(path, replace=True) for path in changed]
    for path, data in changed.items():
        write_bytes(path, data)
    return set(changed), [path for path in kept if path]


def _counted(counts: Mapping[str, int], lang: Language) -> list[str]:
    from robuild.language import texts

    return [texts(lang).get("cli.export.counts", **counts)] if counts else []


def _told(
    files: Mapping[Path, bytes], changed: set[Path], kept: list[Path], lang: Language
) -> list[str]:
    from robuild.language import texts

    words = texts(lang)
    lines = []
    for path in files:
        key = "cli.written" if path in changed else "cli.export.same"
        lines.append(words.get(key, path=str(path)))
    return lines + [f"{old} (.old)" for old in kept]
