"""Plans of the small house, by robuild's own rooms."""

from __future__ import annotations

from small_house import ISSUES, inventory_of, line_rows, lines_table, small_catalog

from robuild.choosing import find_alternatives, how_sure
from robuild.costing import cost_lines, renewal_table
from robuild.improving import repair_findings
from robuild.operations import activities, operations_findings, replacement_plan
from robuild.participation import evaluate
from robuild.plan_result import PlanResult
from robuild.repair_ease import rate_variants
from robuild.terms.catalog import Catalog
from robuild.terms.results import ShapeTally
from robuild.terms.settings import Settings
from robuild.terms.tables import PARTICIPATION_LOG, empty

__all__ = ["line_rows", "small_plan"]


def small_plan(
    settings: Settings | None = None,
    catalog: Catalog | None = None,
    names: tuple[str, ...] = (),
    copies: int = 1,
) -> PlanResult:
    """A whole plan of the small house; `copies` makes it large."""
    catalog = catalog or small_catalog()
    settings = settings or Settings()
    settings = settings.model_copy(
        update={
            "base_year": settings.base_year or 2025, "opening_year": settings.opening_year or 2027,
            "price_year": 2025,
        }
    )  # fmt: skip
    lines = lines_table(settings, copies)
    inventory, told = inventory_of(lines, names)
    ease = rate_variants(catalog, settings)
    costing = cost_lines(lines, catalog, settings, repair_ease=ease, components_unmatched=3)
    alternatives = find_alternatives(lines, catalog, settings, ease)
    certainty = how_sure(lines, costing, alternatives.choice, catalog, settings, ease)
    part = evaluate(lines, catalog, settings)
    plan = replacement_plan(lines, costing, catalog, settings, ease)
    return PlanResult(
        settings=settings,
        changed_settings=frozenset({"alpha"}),
        catalog=catalog,
        catalog_label="small-house 1",
        inventory=inventory,
        lines=lines,
        **told,
        repair_ease=ease,
        line_costs=costing.line_costs,
        line_tasks=costing.line_tasks,
        cash_flows=costing.cash_flows,
        lcc=costing.lcc,
        totals=costing.totals,
        lcc_by_engine={engine: each.lcc for engine, each in costing.by_engine.items()},
        totals_by_engine={engine: each.totals for engine, each in costing.by_engine.items()},
        renewals=renewal_table(lines, catalog, settings, ease),
        alternatives=alternatives,
        certainty=certainty,
        repair=repair_findings(lines, costing, catalog, settings, ease),
        gates=part.gates,
        participation=part.participation,
        participation_log=empty(PARTICIPATION_LOG),
        activities=activities(lines, part.participation, part.gates, costing, catalog, settings),
        plan=plan,
        operations=operations_findings(
            lines,
            plan,
            costing,
            catalog,
            settings,
            ease,
            certainty.now.years if certainty else None,
        ),
        shapes=ShapeTally(),
        issues=ISSUES,
    )
