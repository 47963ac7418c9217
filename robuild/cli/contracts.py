"""`robuild contracts`: what contract forms come to in money."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from textwrap import wrap
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
    QuietOption,
    RegisterOption,
    SetOption,
    SettingsOption,
)
from robuild.terms.vocabulary import Language

if TYPE_CHECKING:
    from robuild.language import Texts
    from robuild.pipeline import Contracts

_WIDE, _NAME, _AMOUNT = 100, 36, 8
"""Characters of a line, of a name and of an amount in 1 000 NOK."""


def contracts_command(
    models: ModelsOrRegister = None,
    register: RegisterOption = None,
    reference: Annotated[
        str | None,
        typer.Option("--reference", metavar="FORM", help="Form that the others are set against."),
    ] = None,
    compared: Annotated[
        str | None,
        typer.Option("--compare", metavar="FORM", help="Form that the tornado looks at."),
    ] = None,
    catalog: CatalogOption = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="Workbook. Without it, exports/<model>-contracts.xlsx.",
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
    """Compare contract forms in money: what the form does, and what the brief does."""
    from robuild import pipeline
    from robuild.cli import reporting
    from robuild.cli.targets import refuse_bad_targets, workbook_path

    given = models_or_register(models, register)
    inputs = [*given, register, *(catalog or ()), settings, overrides]
    target = workbook_path(output, f"{(register or given[0]).stem}-contracts.xlsx")
    refuse_bad_targets(inputs, workbook=target)
    job = job_of(given, catalog, settings, assignments, overrides, length_unit)
    job = replace(job, geometry=not no_geometry, register=register)
    with reporting.progress(lang, hidden=quiet or as_json) as progress:
        done = pipeline.contracts(job, reference, compared, progress)
        pipeline.write_contract_workbook(done, target, lang, progress)
    if as_json:
        reporting.print_json(as_data(done, target))
    elif not quiet:
        reporting.say(_told(done, target, lang))


def _told(done: Contracts, target: Path, lang: Language) -> list[str]:
    from robuild.language import texts

    words, comparison = texts(lang), done.comparison
    names = _names(done, lang)
    models = ", ".join(model.model_id for model in done.plan.inventory.models)
    period = comparison.options.period_years
    title = words.get("cli.contracts.title", models=models, years=period)
    lines = [*wrap(title, _WIDE), _head(words)]
    spread = {each.form_id: each for each in comparison.spread.forms} if comparison.spread else {}
    for result in comparison.results:
        own, drawn = result.own, spread.get(result.form.form_id)
        amounts = [own.bought_nok, own.total_nok - own.bought_nok, own.total_nok,
                   result.form_effect_nok, result.brief_effect_nok]  # fmt: skip
        if drawn:
            amounts += [drawn.total.p10_nok, drawn.total.mean_nok, drawn.total.p90_nok]
        lines.append(_row(names[result.form.form_id], [_thousands(each) for each in amounts]))
    lines += wrap(words.get("cli.contracts.compared", form=names[comparison.reference_id]), _WIDE)
    unmatched = int((done.plan.matches["status"] == "unmatched").sum())
    outside = len(comparison.options.lines_outside)
    lines += wrap(
        words.get(
            "contracts.scope", kinds=comparison.options.kinds, outside=outside, unmatched=unmatched
        ),
        _WIDE,
    )
    lines += wrap(words.get("contracts.mandatory"), _WIDE)
    return [*lines, words.get("cli.written", path=str(target))]


def _thousands(amount_nok: float) -> str:
    from robuild.language import decimal

    return decimal(amount_nok / 1000.0)


def _head(words: Texts) -> str:
    keys = ("bought", "operation", "total", "form_effect", "brief_effect", "p10", "mean", "p90")
    return _row(words.get("cli.contracts.form"), [words.get(f"cli.contracts.{k}") for k in keys])


def _row(name: str, cells: list[str]) -> str:
    if len(name) > _NAME:
        name = name[: _NAME - 1] + "…"
    return (name.ljust(_NAME) + "".join(cell.rjust(_AMOUNT) for cell in cells)).rstrip()


def _names(done: Contracts, lang: Language) -> dict[str, str]:
    forms = done.plan.catalog.contract_forms
    return {form.form_id: str(getattr(form, f"name_{lang}")) for form in forms}


def as_data(done: Contracts, target: Path) -> dict[str, object]:
    """The same for machines."""
    comparison = done.comparison
    spread = {each.form_id: each for each in comparison.spread.forms} if comparison.spread else {}
    forms = []
    for result in comparison.results:
        own, drawn = result.own, spread.get(result.form.form_id)
        share = result.break_even_share
        forms.append(
            {
                "form_id": result.form.form_id,
                "selector": str(result.form.selector),
                "parameters": {str(key): value for key, value in result.form.values.items()},
                **{name: getattr(own, name) for name in _FIELDS},
                "total_nok": own.total_nok,
                "form_effect_nok": result.form_effect_nok,
                "brief_effect_nok": result.brief_effect_nok,
                "brief_alone_nok": result.brief_alone_nok,
                "difference_without_factors_nok": result.difference_without_factors_nok,
                "break_even_share": share if isinstance(share, float) else None,
                "extra_bought_nok": result.extra_bought_nok,
                "payback_year": result.payback_year,
                "mean_nok": drawn.total.mean_nok if drawn else None,
                "p10_nok": drawn.total.p10_nok if drawn else None,
                "p90_nok": drawn.total.p90_nok if drawn else None,
                "cheaper_probability": drawn.cheaper_probability if drawn else None,
                "cheapest_probability": drawn.cheapest_probability if drawn else None,
            }
        )
    return {
        "reference": comparison.reference_id,
        "forms": forms,
        "tornado": [
            {
                "form_id": bar.form_id, "parameter": str(bar.parameter), "low": bar.low,
                "high": bar.high, "low_nok": bar.low_nok, "high_nok": bar.high_nok,
            }
            for bar in comparison.tornado
        ],
        "kinds": comparison.options.kinds,
        "lines_outside": list(comparison.options.lines_outside),
        "draws": comparison.spread.draws if comparison.spread else 0,
        "seed": comparison.spread.seed if comparison.spread else None,
        "outputs": [str(target)],
    }  # fmt: skip


_FIELDS = (
    "acquisition_nok", "contract_nok", "owner_nok", "follow_up_nok", "operation_nok", "premium_nok",
    "defects_nok", "preference_nok", "easy_share", "repair_hours",
)  # fmt: skip
