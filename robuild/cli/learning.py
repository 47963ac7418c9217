"""`robuild calibrate` and `evaluate`: learn from kept logs, and see what was assumed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from robuild import shipped
from robuild.cli.options import (
    CatalogOption,
    JsonOption,
    LanguageOption,
    QuietOption,
    ReplaceOption,
    SetOption,
    SettingsOption,
)
from robuild.terms.vocabulary import Language

KeptFiles = Annotated[
    list[Path],
    typer.Argument(
        metavar="KEPT",
        help="Kept logs of `robuild log`, one a building, and counts that others gave.",
        show_default=False,
        readable=False,
    ),
]


def calibrate_command(
    files: KeptFiles,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            readable=False,
            help="Folder of the layer to write, for --catalog. Without it, exports/counted.",
        ),
    ] = None,
    name: Annotated[
        str, typer.Option("--name", help="Id of the layer: small letters, digits, . _ and -.")
    ] = "counted",
    share: Annotated[
        Path | None,
        typer.Option(
            "--share",
            readable=False,
            help="Also write counts that others may use (.csv): no building, dwelling or month.",
        ),
    ] = None,
    catalog: CatalogOption = None,
    lang: LanguageOption = Language.NB,
    settings: SettingsOption = None,
    assignments: SetOption = None,
    replace_it: ReplaceOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Learn rates, lives, hours and lead times from kept logs: a layer over the catalog."""
    from robuild import pipeline
    from robuild.cli import reporting, targets
    from robuild.cli.learnt import calibration_json, calibration_told
    from robuild.settings_file import read_settings

    folder = output or Path("exports") / name
    if not re.fullmatch(r"[a-z][a-z0-9_.\-]{1,79}", name):
        raise typer.BadParameter(
            f"{name}: use small letters, digits, . _ and -", param_hint="--name"
        )
    if share is not None:
        targets.refuse_bad_new_file(share, ".csv", [*files, settings])
    chosen, _ = read_settings(settings, assignments or [])
    learnt = pipeline.learn(files, shipped.shipped(shipped.CATALOG), catalog or [], chosen)
    old = reporting.make_room(folder, replace=replace_it)
    outputs = [*pipeline.write_learnt(learnt, folder, name)]
    shared = None
    if share is not None:
        reporting.make_room(share, replace=replace_it)
        shared = pipeline.share(learnt, share)
        outputs.append(share)
    if as_json:
        reporting.print_json(calibration_json(learnt, outputs))
    elif not quiet:
        reporting.say(calibration_told(learnt, folder, old, shared, lang))


def evaluate_command(
    files: KeptFiles,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            readable=False,
            help="Also write a workbook (.xlsx) or a page to print (.html), by how the name ends.",
        ),
    ] = None,
    catalog: CatalogOption = None,
    lang: LanguageOption = Language.NB,
    settings: SettingsOption = None,
    assignments: SetOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """What was assumed beside what happened: events, hours, cost and days; what to change."""
    from robuild import pipeline
    from robuild.cli import reporting, targets
    from robuild.cli.learnt import evaluation_json, evaluation_told
    from robuild.settings_file import read_settings

    if output is not None:
        targets.refuse_bad_evaluation(output, [*files, settings])
    chosen, _ = read_settings(settings, assignments or [])
    learnt = pipeline.learn(files, shipped.shipped(shipped.CATALOG), catalog or [], chosen)
    found = pipeline.evaluated(learnt)
    if output is not None:
        is_book = output.suffix.lower() == ".xlsx"
        write = pipeline.write_evaluation_workbook if is_book else pipeline.write_evaluation_page
        write(found, output, lang)
    if as_json:
        reporting.print_json(evaluation_json(found, output))
    elif not quiet:
        reporting.say(evaluation_told(found, output, lang))
