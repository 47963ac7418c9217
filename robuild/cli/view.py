"""`robuild view`: one offline page with the models in 3D, coloured by what the plan found."""

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
    LanguageOption,
    LengthUnitOption,
    ModelsOrRegister,
    NoGeometryOption,
    OverridesOption,
    ParticipationOverridesOption,
    QuietOption,
    RegisterOption,
    SetOption,
    SettingsOption,
)
from robuild.terms.vocabulary import Language

if TYPE_CHECKING:
    from robuild.pipeline import Viewed


def view_command(
    models: ModelsOrRegister = None,
    register: RegisterOption = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="The .html to write. Without it, exports/<model>.html.",
            readable=False,
        ),
    ] = None,
    catalog: CatalogOption = None,
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
    """Write one offline page: the models in 3D, coloured by repair ease, cost, years or gaps."""
    from robuild import pipeline
    from robuild.cli import reporting, targets
    from robuild.tabular import write_bytes

    given = models_or_register(models, register)
    target = output or Path("exports") / f"{(register or given[0]).stem}.html"
    inputs = [*given, register, *(catalog or ()), settings, overrides, participation_overrides]
    targets.refuse_bad_page(target, inputs)
    said = [*(assignments or []), "uncertainty_draws=0"]
    job = job_of(given, catalog, settings, said, overrides, length_unit)
    job = replace(
        job, geometry=not no_geometry, register=register,
        participation_overrides=participation_overrides,
    )  # fmt: skip
    with reporting.progress(lang, hidden=quiet or as_json) as progress:
        done = pipeline.view(job, lang, progress)
    write_bytes(target, done.page.html)
    if as_json:
        reporting.print_json(_json(done, target))
    elif not quiet:
        reporting.say(_told(done, target, lang))


def _not_drawn(done: Viewed) -> dict[str, int]:
    counts = Counter(str(status) for status in done.drawing.status.values())
    return {status: count for status, count in sorted(counts.items()) if status != "measured"}


def _json(done: Viewed, target: Path) -> dict[str, object]:
    from robuild.cli.reporting import issue_json
    from robuild.summary import balance

    return {
        **balance(done.plan.inventory, done.plan.matches),
        "lines": done.page.lines,
        "drawn": done.page.drawn,
        "not_drawn": _not_drawn(done),
        "shapes": len(done.drawing.shapes),
        "bytes": len(done.page.html),
        "findings": [issue_json(issue) for issue in done.drawing.issues],
        "outputs": [str(target)],
    }


def _told(done: Viewed, target: Path, lang: Language) -> list[str]:
    from robuild.language import figure, texts, told_line

    words = texts(lang)
    names = [model.model_id for model in done.plan.inventory.models]
    title = words.get(
        "cli.view.title", models=", ".join(names) or done.plan.catalog_label,
        drawn=done.page.drawn, elements=done.page.elements, lines=done.page.lines,
        megabytes=figure(len(done.page.html) / 1e6, lang, 1),
    )  # fmt: skip
    found = [f"  {told_line(words, issue)}" for issue in done.drawing.issues]
    return [title, *found, words.get("cli.written", path=str(target))]
