"""`robuild enrich`: a plan's results written into copies of its models."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from robuild.cli.jobs import job_of
from robuild.cli.options import (
    CatalogOption,
    JsonOption,
    LanguageOption,
    LengthUnitOption,
    Models,
    NoGeometryOption,
    OverridesOption,
    QuietOption,
    ReplaceOption,
    SetOption,
    SettingsOption,
)
from robuild.terms.vocabulary import Language

if TYPE_CHECKING:
    from robuild.language import Texts
    from robuild.pipeline import EnrichedModels
    from robuild.writing_back import Enriched

_FORMS = (".ifc", ".ifczip")


def enrich_command(
    models: Models,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            readable=False,
            help="New .ifc or .ifczip; of several models a folder, each under its own name. "
            "Without it, exports/<model>-robuild.ifc.",
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
    """Write service lives, costs and tasks into a copy of the models."""
    from robuild import pipeline
    from robuild.cli import reporting

    targets = targets_of(models, output)
    inputs = [*models, *(catalog or ()), settings, overrides]
    _refuse_bad_targets(targets, inputs)
    job = job_of(models, catalog, settings, assignments, overrides, length_unit)
    job = replace(job, geometry=not no_geometry)
    with reporting.progress(lang, hidden=quiet or as_json) as progress:
        done = pipeline.enrich(job, targets, lang, replace_them=replace_it, progress=progress)
    if as_json:
        reporting.print_json(as_data(done))
    elif not quiet:
        reporting.say(_told(done, lang))


def targets_of(models: list[Path], output: Path | None) -> dict[Path, Path]:
    """The new file of each model.

    Raises:
        BadParameter: several models and one file, or two models of one name.
    """
    if output is None:
        return {each: Path("exports") / f"{each.stem}-robuild{_form(each)}" for each in models}
    is_file = output.suffix.lower() in _FORMS and not output.is_dir()
    if len(models) == 1 and (is_file or (output.suffix and not output.is_dir())):
        return {models[0]: output}
    if is_file:
        raise typer.BadParameter(
            f"{output} is one file, and {len(models)} models were given; give a folder",
            param_hint="--output",
        )
    found = {each: output / f"{each.stem}{_form(each)}" for each in models}
    names = [path.name.casefold() for path in found.values()]
    double = sorted({name for name in names if names.count(name) > 1})
    if double and len(found) == len(models):
        raise typer.BadParameter(
            f"two models would both become {', '.join(double)}; enrich them one by one",
            param_hint="--output",
        )
    return found


def _form(model: Path) -> str:
    return ".ifczip" if model.suffix.lower() == ".ifczip" else ".ifc"


def _refuse_bad_targets(targets: dict[Path, Path], inputs: list[Path | None]) -> None:
    from robuild.cli.targets import refuse_bad_new_file

    for target in targets.values():
        form = target.suffix.lower()
        refuse_bad_new_file(target, form if form in _FORMS else ".ifc", inputs)


def _told(done: EnrichedModels, lang: Language) -> list[str]:
    from robuild.language import texts

    words = texts(lang)
    lines: list[str] = []
    for each in done.models:
        lines += _told_of(each, words)
    return lines


def _told_of(each: Enriched, words: Texts) -> list[str]:
    lines = [words.get("cli.enrich.title", model=each.model_id, elements=each.elements)]
    for name, count in each.sets.items():
        lines.append(words.get("cli.enrich.set", name=name, count=count))
    if each.cost_items or each.tasks:
        lines.append(words.get("cli.enrich.schedules", items=each.cost_items, tasks=each.tasks))
    if each.low_confidence_codes:
        lines.append(words.get("cli.enrich.unsure", count=each.low_confidence_codes))
    for reason, count in each.left.items():
        lines.append(words.get(f"cli.enrich.left.{reason}", count=count))
    if each.replaced:
        lines.append(words.get("cli.enrich.replaced", count=each.replaced))
    if each.kept:
        lines.append(f"{each.kept} (.old)")
    key = "cli.written" if each.changed else "cli.export.same"
    return [*lines, words.get(key, path=str(each.target))]


def as_data(done: EnrichedModels) -> dict[str, object]:
    """The same for machines."""
    return {
        "models": [
            {
                "model": each.model_id,
                "output": str(each.target),
                "schema": each.schema,
                "elements": each.elements,
                "sets": dict(each.sets),
                "cost_items": each.cost_items,
                "tasks": each.tasks,
                "codes_of_low_confidence": each.low_confidence_codes,
                "left_alone": {str(reason): count for reason, count in each.left.items()},
                "left_to_the_author": {str(reason): ids for reason, ids in each.left_ids.items()},
                "replaced_statements": each.replaced,
                "file_repairs": each.notes,
                "changed": each.changed,
                "kept_old": str(each.kept) if each.kept else None,
            }
            for each in done.models
        ],
        "life_cycle_cost_nok": (
            done.plan.totals.life_cycle_cost_nok if done.plan.totals.complete else None
        ),
        "known_life_cycle_cost_nok": done.plan.totals.life_cycle_cost_nok,
        "complete": done.plan.totals.complete,
        "outputs": [str(each.target) for each in done.models],
    }
