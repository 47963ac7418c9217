"""`robuild compare`: two revisions of a building, in a few lines and as a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from robuild import shipped
from robuild.cli.options import (
    CatalogOption,
    JsonOption,
    LanguageOption,
    LengthUnitOption,
    NoGeometryOption,
    OverridesOption,
    QuietOption,
    SetOption,
    SettingsOption,
)
from robuild.terms.vocabulary import Language

if TYPE_CHECKING:
    from robuild.pipeline import Job
    from robuild.revisions import Revision
    from robuild.terms.catalog import Catalog

_MOST = 5


def compare_command(
    models: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="OLD NEW",
            help="The IFC file before and the one after.",
            show_default=False,
            readable=False,
        ),
    ] = None,
    old: Annotated[
        list[Path] | None,
        typer.Option("--old", help="A file of the revision before; repeat it.", readable=False),
    ] = None,
    new: Annotated[
        list[Path] | None,
        typer.Option("--new", help="A file of the revision after; repeat it.", readable=False),
    ] = None,
    catalog: CatalogOption = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="File or folder to write to. Without it, exports/<new model>-changes.xlsx.",
            readable=False,
        ),
    ] = None,
    lang: LanguageOption = Language.NB,
    settings: SettingsOption = None,
    assignments: SetOption = None,
    overrides: OverridesOption = None,
    length_unit: LengthUnitOption = None,
    no_geometry: NoGeometryOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Say what changed from one revision to the next, and what each change costs."""
    from robuild import pipeline
    from robuild.cli import reporting
    from robuild.cli.targets import refuse_bad_targets, workbook_path
    from robuild.pipeline import Job
    from robuild.revisions import compare
    from robuild.settings_file import read_settings
    from robuild.workbook import write_changes

    before, after = _sides(models or [], old or [], new or [])
    target = workbook_path(output, f"{after[0].stem}-changes.xlsx")
    refuse_bad_targets([*before, *after, *(catalog or ()), settings, overrides], workbook=target)
    chosen, changed = read_settings(settings, assignments or [])

    def job(paths: list[Path]) -> Job:
        return Job(
            models=tuple(paths),
            catalog=shipped.shipped(shipped.CATALOG),
            layers=tuple(catalog or ()),
            settings=chosen,
            changed_settings=changed,
            overrides=overrides,
            length_unit=length_unit,
            geometry=not no_geometry,
        )

    with reporting.progress(lang, hidden=quiet or as_json) as progress:
        first = pipeline.plan(job(before), progress)
        second = pipeline.plan(job(after), progress)
        progress("write", 0.0)
        revision = compare(first, second)
        write_changes(revision, first, second, target, lang)
    if as_json:
        reporting.print_json(_json(revision, target))
    elif not quiet:
        _say(revision, second.catalog, target, lang)


def _sides(models: list[Path], old: list[Path], new: list[Path]) -> tuple[list[Path], list[Path]]:
    if not old and not new and len(models) == 2:
        return models[:1], models[1:]
    if old and new and not models:
        return old, new
    raise typer.BadParameter(
        "give two files, the old and the new; or several of each with --old and --new"
    )


def _json(revision: Revision, target: Path) -> dict[str, object]:
    money = {
        name: {
            "old": each.old,
            "new": each.new,
            "difference": each.difference,
            "changes": each.changes,
            "scale": each.scale,
            "missing": each.missing,
        }
        for name, each in revision.money.items()
    }
    rows: list[dict[str, Any]] = [
        {str(k): None if v != v else v for k, v in row.items()}
        for row in revision.changes.to_dict("records")
    ]
    return {
        "counts": dict(revision.counts),
        "rooms_changed": len(revision.rooms),
        "money": money,
        "changes": rows,
        "issues": [{"code": i.code, "message": i.message} for i in revision.issues],
        "outputs": [str(target)],
    }


def _say(revision: Revision, catalog: Catalog, target: Path, language: Language) -> None:
    from robuild.cli import reporting
    from robuild.language import kr, texts

    words = texts(language)
    cost = revision.money["life_cycle_cost_nok"]
    lines = [
        words.get("compare.counts", **revision.counts, rooms=len(revision.rooms)),
        words.get("compare.cost", old=kr(cost.old), new=kr(cost.new), more=kr(cost.difference)),
        words.get(
            "compare.parts",
            changes=kr(cost.changes),
            scale=kr(cost.scale),
            missing=kr(cost.missing),
        ),
    ]
    for _, row in revision.changes.head(_MOST).iterrows():
        amount = row["life_cycle_cost_nok_difference"]
        lines.append(
            words.get(
                "compare.change",
                kind=words.word("change_kind", row["kind"]),
                what=_called(row["name"], row["component_key"], catalog, language),
                room=row["room"] if isinstance(row["room"], str) else words.get("word.nothing"),
                amount=kr(amount) if amount == amount else words.get("word.missing"),
            )
        )
    lines += [words.get(f"changes.issue.{issue.code}") for issue in revision.issues]
    lines.append(words.get("cli.written", path=str(target)))
    reporting.say(lines)


def _called(name: object, key: object, catalog: Catalog, language: Language) -> str:
    """Its own name, else what the catalog calls such things."""
    if isinstance(name, str):
        return name
    component = catalog.component_by_key.get(str(key))
    return str(getattr(component, f"name_{language}", key))
