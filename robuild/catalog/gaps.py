"""What a catalog leaves open: it can be used, but these places make amounts missing or weak."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from robuild.catalog.cells import shown
from robuild.catalog.columns import table_models
from robuild.tabular import is_formula_like
from robuild.terms.catalog import Catalog, Variant
from robuild.terms.issues import Issue, Origin, Severity
from robuild.terms.vocabulary import Criterion, Mark, TaskKind

_COSTED = ("price_nok", "install_hours", "service_life_typical_years")
"""Without one of these a line has no amounts (conventions §1.2)."""
_TASK_COSTED = ("hours", "material_nok")
_DAMAGE = (
    "damage_rate_ordinary_per_year",
    "damage_rate_raised_per_year",
    "damage_rate_heavy_per_year",
)


def catalog_gaps(catalog: Catalog) -> tuple[Issue, ...]:
    """Warnings and remarks on a catalog that can be used; never an error.

    Rows are counted as `write_folder` and `write_xlsx` would write them, header first.
    """
    from robuild.participation import gate_findings  # brings pandas, which reading does not need

    return (
        *_components(catalog),
        *_variants(catalog),
        *_tasks(catalog),
        *_marks(catalog),
        *_unused(catalog),
        *_formula_like(catalog),
        *gate_findings(catalog),
    )


def _gap(
    code: str, message: str, table: str, row: int | None = None, column: str = "", hint: str = ""
) -> Issue:
    return Issue(Severity.WARNING, code, message, Origin(sheet=table, row=row, column=column), hint)


def _components(catalog: Catalog) -> Iterator[Issue]:
    matched = {rule.outcome for rule in catalog.match_rules}
    for row, component in enumerate(catalog.components, start=2):
        name = component.component_key
        for column in _DAMAGE:
            if getattr(component, column) is None:
                yield _gap(
                    "damage_rate_unknown", f"{name}: {column} is not known.", "components", row,
                    column, "Lines in that use intensity will have no amounts.",
                )  # fmt: skip
        rates = [getattr(component, column) for column in _DAMAGE]
        known = [rate for rate in rates if rate is not None]
        if known != sorted(known):
            yield _gap(
                "damage_rates_fall", f"{name}: damage rates fall as use gets harder: {known}.",
                "components", row, _DAMAGE[0], "Check the three rates.",
            )  # fmt: skip
        if name not in matched:
            yield _gap(
                "component_without_rule", f"{name}: no match rule leads to it.", "components", row,
                "component_key", "It is only found through an override.",
            )  # fmt: skip


def _variants(catalog: Catalog) -> Iterator[Issue]:
    defaults = {component.default_variant_id for component in catalog.components}
    for row, variant in enumerate(catalog.variants, start=2):
        for column in _COSTED:
            if getattr(variant, column) is None:
                chosen = variant.variant_id in defaults
                yield _gap(
                    "variant_incomplete",
                    f"{variant.variant_id}: {column} is not known.",
                    "variants",
                    row,
                    column,
                    "It is a default variant: its lines will have no amounts."
                    if chosen
                    else "Lines with this variant will have no amounts.",
                )
        unknown = _unknown_levels(variant)
        if unknown:
            yield _gap(
                "level_unknown",
                f"{variant.variant_id}: repair levels not known: {', '.join(unknown)}.",
                "variants",
                row,
                hint="They count as their worst.",
            )


def _unknown_levels(variant: Variant) -> list[str]:
    return [str(criterion) for criterion in Criterion if variant.level(criterion) is None]


def _tasks(catalog: Catalog) -> Iterator[Issue]:
    for row, task in enumerate(catalog.tasks, start=2):
        if task.kind in (TaskKind.REPAIR, TaskKind.REPLACEMENT):
            continue  # their money comes from the variant
        for column in _TASK_COSTED:
            if getattr(task, column) is None:
                yield _gap(
                    "task_incomplete", f"{task.task_id}: {column} is not known.", "tasks", row,
                    column, "Lines with this task will have no amounts.",
                )  # fmt: skip


def _marks(catalog: Catalog) -> Iterator[Issue]:
    """How well the numbers are known, one remark for each weak mark."""
    marks = Counter(source.mark for source in catalog.sources)
    for mark in (Mark.MEMORY, Mark.ASSUMPTION):
        if marks[mark]:
            names = ", ".join(s.source_id for s in catalog.sources if s.mark is mark)
            yield Issue(
                Severity.INFO,
                "weak_source",
                f"{marks[mark]} of {len(catalog.sources)} sources are marked {mark}: {names}.",
                Origin(sheet="sources", column="mark"),
                "Replace them with documented sources when you can.",
            )


def _formula_like(catalog: Catalog) -> Iterator[Issue]:
    """Texts that Excel would calculate when somebody opens the CSV table with it."""
    for table in table_models():
        for row, item in enumerate(getattr(catalog, table), start=2):
            for column, value in item:
                if isinstance(value, str) and is_formula_like(value):
                    yield _gap(
                        "formula_like_text", f"{shown(value)} looks like a formula.", table, row,
                        column, "Excel may calculate it when the CSV table is opened there; "
                        "robuild itself keeps it as text.",
                    )  # fmt: skip


def _unused(catalog: Catalog) -> Iterator[Issue]:
    used = {
        str(value)
        for table in (
            catalog.components, catalog.variants, catalog.repair_levels, catalog.repair_weights,
            catalog.tasks, catalog.rates, catalog.service_lives, catalog.gates,
            catalog.room_templates,
            catalog.contract_forms,
            catalog.contract_parameters,
        )
        for item in table
        for field, value in item
        if field.endswith("source_id")
    }  # fmt: skip
    for row, source in enumerate(catalog.sources, start=2):
        if source.source_id not in used:
            yield _gap(
                "source_unused", f"{source.source_id}: no row names this source.", "sources", row,
                "source_id",
            )  # fmt: skip
