"""`robuild alternatives`: which variant of each thing is best within a budget."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

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
from robuild.terms.vocabulary import ChoosePer, Language, Objective

if TYPE_CHECKING:
    from robuild.plan_result import PlanResult

_MOST_STEPS = 3


def alternatives_command(
    models: ModelsOrRegister = None,
    register: RegisterOption = None,
    budget: Annotated[
        str | None,
        typer.Option("--budget", metavar="NOK", help="Most that acquisition may cost."),
    ] = None,
    objective: Annotated[
        Objective | None, typer.Option("--objective", help="What is made smallest.")
    ] = None,
    choose_per: Annotated[
        ChoosePer | None, typer.Option("--choose-per", help="What gets the same variant.")
    ] = None,
    minimum_repair_ease: Annotated[
        str | None,
        typer.Option("--min-repair-ease", metavar="INDEX", help="Least index, 0 to 1."),
    ] = None,
    institutional_look: Annotated[
        str | None,
        typer.Option(
            "--max-institutional",
            metavar="SHARE",
            help="Largest share of components that may look institutional, 0 to 1.",
        ),
    ] = None,
    same_family: Annotated[
        bool,
        typer.Option("--same-family", help="One family of variants in each dwelling type."),
    ] = False,
    catalog: CatalogOption = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Also write the plan workbook here.", readable=False),
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
    """Choose the best variant of each thing within a budget for acquisition."""
    from robuild import pipeline
    from robuild.cli import reporting
    from robuild.cli.targets import refuse_bad_targets, workbook_path

    given = models_or_register(models, register)
    inputs = [*given, register, *(catalog or ()), settings, overrides]
    output = output and workbook_path(output, f"{(register or given[0]).stem}-plan.xlsx")
    refuse_bad_targets(inputs, workbook=output)
    asked = {
        "budget_nok": budget,
        "objective": objective,
        "choose_per": choose_per,
        "minimum_repair_ease": minimum_repair_ease,
        "institutional_look_share": institutional_look,
        "same_family": "true" if same_family else None,
    }
    said = [f"{key}={value}" for key, value in asked.items() if value is not None]
    job = job_of(given, catalog, settings, [*(assignments or []), *said], overrides, length_unit)
    job = replace(job, geometry=not no_geometry, register=register)
    with reporting.progress(lang, hidden=quiet or as_json) as progress:
        result = pipeline.plan(job, progress)
        if output:
            pipeline.write(result, output, lang, progress)
    if as_json:
        reporting.print_json(as_data(result, output))
    elif not quiet:
        reporting.say(_told(result, output, lang))


def _told(result: PlanResult, output: Path | None, lang: Language) -> list[str]:
    from robuild.language import kr, texts

    words, choice = texts(lang), result.alternatives.choice
    names = _Names(result, lang)
    lines = [words.get("cli.alternatives.title", models=names.models)]
    budget = choice.budget_nok
    if budget is not None:
        lines.append(words.get("cli.alternatives.budget", amount=kr(budget)))
    lines.append(words.get(f"alternatives.state_{choice.budget_state}"))
    if choice.saving_per_extra_krone:
        value = f"{choice.saving_per_extra_krone:.2f}".replace(".", "." if lang == "en" else ",")
        lines.append(words.get("alternatives.marginal", value=value))
    lines.append("")
    now, best = choice.current_totals, choice.totals
    for key, totals in (("now", now), ("chosen", best)):
        if totals is None:
            lines.append(words.get("cli.alternatives.not_known"))
            continue
        lines.append(
            words.get(
                "cli.alternatives.totals",
                what=words.get(f"alternatives.{key}").ljust(22),
                bought=kr(totals.acquisition_cost_nok).rjust(14),
                owned=kr(totals.life_cycle_cost_nok).rjust(15),
                weighted=kr(totals.weighted_cost_nok).rjust(15),
            )
        )
    lines += _changes(result, names, lang)
    flips = [names.of_class(each) for each in result.alternatives.flips]
    lines.append(
        words.get("cli.alternatives.flips", names=", ".join(flips))
        if flips
        else words.get("cli.alternatives.no_flips")
    )
    if choice.lines_not_choosable:
        lines.append(words.get("alternatives.not_choosable", count=len(choice.lines_not_choosable)))
    if choice.classes_below_minimum:
        lines.append(words.get("alternatives.below", count=len(choice.classes_below_minimum)))
    return [*lines, *([words.get("cli.written", path=str(output))] if output else [])]


def _changes(result: PlanResult, names: _Names, lang: Language) -> list[str]:
    """What to buy otherwise than now, and what the next krone would buy."""
    from robuild.language import kr, texts

    words, choice = texts(lang), result.alternatives.choice
    changed = choice.choices[choice.choices["changed"]]
    lines = ["", words.get("cli.alternatives.changes", count=len(changed))]
    for row in changed.to_dict("records"):
        extra, saved = row["acquisition_difference_nok"], row["life_cycle_difference_nok"]
        known = extra == extra and saved == saved  # NaN where the present variant lacks an amount
        amounts = (
            words.get("cli.alternatives.amounts", extra=kr(extra), saved=kr(-saved))
            if known
            else words.get("word.not_known")
        )
        lines.append(
            f"  {names.of_class(str(row['class_id']))}: "
            f"{names.variants(row['current_variant_id'])} → {names.variants(row['variant_id'])}"
            f"  ({amounts})"
        )
    got = set(zip(choice.choices["class_id"], choice.choices["variant_id"], strict=True))
    pairs = zip(choice.next_steps["class_id"], choice.next_steps["to_variant_id"], strict=True)
    over = zip(choice.next_steps["within_budget"], pairs, strict=True)
    steps = choice.next_steps[[not within and pair not in got for within, pair in over]]
    if len(steps) and choice.budget_nok is not None:
        lines += ["", words.get("cli.alternatives.next")]
        for step in steps.head(_MOST_STEPS).to_dict("records"):
            lines.append(
                f"  {names.of_class(str(step['class_id']))}: "
                f"{names.variants(step['from_variant_id'])} → "
                f"{names.variants(step['to_variant_id'])}  ("
                + words.get(
                    "cli.alternatives.amounts",
                    extra=kr(step["extra_acquisition_nok"]), saved=kr(step["saving_nok"]),
                )
                + ")"
            )  # fmt: skip
    return [*lines, ""]


class _Names:
    """Names in the language of the reader."""

    def __init__(self, result: PlanResult, lang: Language) -> None:
        self._catalog, self._field = result.catalog, f"name_{lang}"
        self.models = ", ".join(model.model_id for model in result.inventory.models)
        table = result.alternatives.side_by_side
        self._key = dict(zip(table["class_id"], table["component_key"], strict=True))
        self._place = dict(zip(table["class_id"], table["dwelling_type"], strict=True))

    def of_class(self, class_id: str) -> str:
        """Name of the component, with the dwelling type where classes are by it."""
        key = str(self._key[class_id])
        name = str(getattr(self._catalog.component_by_key[key], self._field))
        place = self._place[class_id]
        return name if class_id == key or not place else f"{name}, {place}"

    def variants(self, ids: Any) -> str:
        """Names of one or several variants."""
        if not isinstance(ids, str):
            return "?"
        rows = (self._catalog.variant_by_id[each] for each in ids.split("; "))
        return "; ".join(str(getattr(row, self._field)) for row in rows)


def as_data(result: PlanResult, output: Path | None) -> dict[str, object]:
    """The same for machines; amounts that are not known are `null`."""
    choice = result.alternatives.choice

    def totals(given: Any) -> dict[str, float] | None:
        return (
            None
            if given is None
            else {name: getattr(given, name) for name in given.__dataclass_fields__}
        )

    return {
        "objective": str(choice.objective),
        "budget_nok": choice.budget_nok,
        "budget_state": str(choice.budget_state),
        "least_acquisition_nok": choice.least_acquisition_nok,
        "saving_per_extra_krone": choice.saving_per_extra_krone,
        "bound_nok": choice.bound_nok,
        "solved_by": str(choice.solved_by),
        "proven": choice.proven,
        "now": totals(choice.current_totals),
        "chosen": totals(choice.totals),
        "choices": _records(choice.choices),
        "lines": _records(choice.lines),
        "next_steps": _records(choice.next_steps),
        "pareto": _records(choice.pareto),
        "side_by_side": _records(result.alternatives.side_by_side),
        "flips_by_engine": list(result.alternatives.flips),
        "lines_not_choosable": list(choice.lines_not_choosable),
        "classes_below_minimum": list(choice.classes_below_minimum),
        "outputs": [str(output)] if output else [],
    }


def _records(table: Any) -> list[dict[str, object]]:
    return [
        {str(key): None if value != value else value for key, value in row.items()}
        for row in table.to_dict("records")
    ]
