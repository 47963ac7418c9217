"""`robuild tender`: from a plan to what is announced, what bidders fill in, what is required."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from robuild.cli.jobs import job_of, models_or_register
from robuild.cli.options import (
    CatalogOption,
    JsonOption,
    LengthUnitOption,
    ModelsOrRegister,
    NoGeometryOption,
    OverridesOption,
    QuietOption,
    RegisterOption,
    SetOption,
    SettingsOption,
)
from robuild.terms.vocabulary import Language

if TYPE_CHECKING:
    from robuild.pipeline import TenderMade


def tender_command(
    models: ModelsOrRegister = None,
    register: RegisterOption = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            readable=False,
            help="Folder of the package; exports/<model>-tender without it. With --brief a name "
            "ending in .xlsx writes the list of requirements alone.",
        ),
    ] = None,
    brief: Annotated[
        bool,
        typer.Option("--brief", help="With a list of requirements, so that repair is easy."),
    ] = False,
    rehearse: Annotated[
        bool,
        typer.Option(
            "--rehearse", help="Also five example bids, to try the evaluation before announcing."
        ),
    ] = False,
    alpha: Annotated[
        float,
        typer.Option(
            "--alpha",
            min=0.0,
            max=2.0,
            help="Weight of easy repair in the ranking: 0, or an announced criterion of quality.",
        ),
    ] = 0.0,
    tender_id: Annotated[
        str | None,
        typer.Option("--id", help="Id of the competition; model and year without it."),
    ] = None,
    project: Annotated[
        str | None,
        typer.Option("--project", help="Name that is announced; the models' without it."),
    ] = None,
    catalog: CatalogOption = None,
    languages: Annotated[
        list[Language] | None,
        typer.Option("--lang", help="Language of what is written; repeat it for several."),
    ] = None,
    settings: SettingsOption = None,
    assignments: SetOption = None,
    overrides: OverridesOption = None,
    length_unit: LengthUnitOption = None,
    no_geometry: NoGeometryOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Make a tender package from a plan: announcement annex, bidder workbook, requirements."""
    from robuild import pipeline
    from robuild.cli import reporting, tender_folder
    from robuild.language import texts

    given = models_or_register(models, register)
    chosen = list(dict.fromkeys(languages or [Language.NB]))
    target = output or Path("exports") / f"{(register or given[0]).stem}-tender"
    alone = target.suffix.lower() == ".xlsx"
    if alone and not brief:
        raise typer.BadParameter("a package is a folder; a list of requirements alone takes "
                                 "--brief", param_hint="--output")  # fmt: skip
    if alone and (rehearse or len(chosen) > 1):
        raise typer.BadParameter("a list of requirements alone has one language and no rehearsal",
                                 param_hint="--output")  # fmt: skip
    inputs = [*given, register, *(catalog or ()), settings, overrides]
    tender_folder.refuse_bad_target(target, inputs)
    job = job_of(given, catalog, settings, assignments, overrides, length_unit)
    job = replace(job, geometry=not no_geometry, register=register)
    removed: list[Path] = []
    wish = pipeline.TenderWish(tender_id, project, alpha, brief)
    with reporting.progress(chosen[0], hidden=quiet or as_json) as progress:
        done = pipeline.tender(job, wish, progress)
        if alone:
            written = pipeline.write_brief(done, target, chosen[0], progress)
        else:
            earlier = tender_folder.of_another_tender(target, done.tender.hash)
            written = pipeline.write_package(
                done, target, chosen, rehearse=rehearse, progress=progress
            )
            removed = tender_folder.remove_old(earlier, written)
    if as_json:
        reporting.print_json(as_data(done, written))
    elif not quiet:
        told = _told(done, target, written, chosen[0], alone=alone, rehearse=rehearse)
        gone = [texts(chosen[0]).get("cli.tender.removed", path=str(path)) for path in removed]
        reporting.say([*told, *gone])


def _told(
    done: TenderMade,
    target: Path,
    written: list[Path],
    lang: Language,
    *,
    alone: bool,
    rehearse: bool,
) -> list[str]:
    from robuild.language import texts, told_line

    words, made, tender = texts(lang), done.made, done.tender
    lines = [
        words.get("cli.tender.made", id=tender.tender_id, count=len(tender.positions),
                  hash=tender.hash),
        words.get("cli.tender.balance", lines=made.line_count,
                  inside=len(made.positions.position_of_line), left=len(made.positions.left_out)),
    ]  # fmt: skip
    reasons = Counter(made.positions.left_out.values())
    lines += [f"  {words.get(f'tender.left_out.{why}')}: {n}" for why, n in sorted(reasons.items())]
    if done.unmatched:
        lines.append(words.get("cli.tender.unmatched", count=done.unmatched))
    if any(row.minimum_repair_ease is not None for row in tender.positions):
        lines.append(words.get("cli.tender.brief", **_brief_counts(done)))
    lines += [told_line(words, note) for note in made.notes]
    lines += [words.get("cli.written", path=str(path)) for path in written]
    if not alone:
        lines.append(words.get("cli.tender.next", folder=target / "bids"))
    if rehearse:
        lines.append(words.get("cli.tender.rehearsal", folder=target / "rehearsal"))
    return lines


def _brief_counts(done: TenderMade) -> dict[str, int]:
    rows = done.tender.positions
    asked = sum(row.minimum_repair_ease is not None for row in rows)
    levels = sum(bool(row.minimum_levels) for row in rows)
    return {"asked": asked, "levels": levels, "free": len(rows) - asked}


def as_data(done: TenderMade, written: list[Path]) -> dict[str, object]:
    """The same for machines."""
    made, tender = done.made, done.tender
    return {
        "tender_id": tender.tender_id,
        "hash": tender.hash,
        "alpha": tender.terms.alpha,
        "positions": len(tender.positions),
        "lines": made.line_count,
        "lines_in_positions": len(made.positions.position_of_line),
        "left_out": dict(Counter(made.positions.left_out.values())),
        "components_unmatched": done.unmatched,
        "components_without_quantity": sum(row.missing_quantity_count for row in tender.positions),
        "requirements": _brief_counts(done),
        "notes": [{"code": note.code, "message": note.message} for note in made.notes],
        "outputs": [str(path) for path in written],
    }
