"""The figures of a run, for machines and for the few lines that a terminal shows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from robuild.plan_result import PlanResult
from robuild.terms.inventory import ModelInventory
from robuild.terms.issues import Issue, Severity
from robuild.terms.results import ShapeTally


def summary(result: PlanResult, outputs: Sequence[Path] = ()) -> dict[str, object]:
    """The figures of a run, for machines: `null` amounts where something is missing.

    Money NOK ex VAT; counts without unit.
    """
    totals = result.totals
    amounts = {
        "acquisition_cost_nok": totals.acquisition_cost_nok,
        "life_cycle_cost_nok": totals.life_cycle_cost_nok,
        "weighted_cost_nok": totals.weighted_cost_nok,
        "annual_equivalent_nok": totals.annual_equivalent_nok,
        "outside_life_cycle_cost_nok": totals.outside_pv_nok,
    }
    dwellings = result.inventory.components["dwelling_code"].dropna()
    spaces = result.inventory.spaces["dwelling_code"].dropna()
    return {
        **balance(result.inventory, result.matches),
        **measured(result.shapes, result.not_modelled),
        "lines": len(result.lines),
        "dwellings": len(set(dwellings) | set(spaces)),
        "period_of_analysis_years": result.settings.period_years,
        **(amounts if totals.complete else dict.fromkeys(amounts)),
        "complete": totals.complete,
        "missing": {
            "components_unmatched": totals.components_unmatched,
            "components_missing_quantity": totals.components_missing_quantity,
            "lines_missing": totals.lines_missing,
            "additions_missing_quantity": totals.additions_missing_quantity,
        },
        "known_part": amounts,
        "engine": str(result.settings.engine),
        "known_part_by_engine": {
            str(engine): {
                "life_cycle_cost_nok": each.life_cycle_cost_nok,
                "weighted_cost_nok": each.weighted_cost_nok,
                "annual_equivalent_nok": each.annual_equivalent_nok,
            }
            for engine, each in result.totals_by_engine.items()
        },
        "uncertainty": _spread(result),
        "repair_ease": _ease(result),
        "not_modelled_part": {
            "acquisition_cost_nok": totals.not_modelled_acquisition_nok,
            "life_cycle_cost_nok": totals.not_modelled_life_cycle_cost_nok,
        },
        "issues": issue_counts(result.issues),
        "outputs": [str(path) for path in outputs],
    }


def _ease(result: PlanResult) -> list[dict[str, object]]:
    """Index of the building first (no place), then of its kinds of place."""
    return [
        {
            str(name): None if value is None or value != value else value
            for name, value in row.items()
        }
        for row in result.repair.ease_of_places.astype(object).to_dict("records")
    ]


def _spread(result: PlanResult) -> dict[str, object] | None:
    """Spread of life-cycle cost, and of what the best choice saves; `null` without draws."""
    certainty = result.certainty
    if certainty is None:
        return None
    found, choice = certainty.now.life_cycle_cost, certainty.choice
    return {
        "draws": certainty.now.draws,
        "seed": certainty.now.seed,
        "life_cycle_cost_p10_nok": found.p10_nok,
        "life_cycle_cost_p50_nok": found.p50_nok,
        "life_cycle_cost_p90_nok": found.p90_nok,
        "life_cycle_cost_mean_nok": found.mean_nok,
        "standard_error_nok": found.standard_error_nok,
        "best_choice_cheaper_probability": (
            choice.difference.second_cheaper_probability if choice else None
        ),
    }


def balance(inventory: ModelInventory, matches: pd.DataFrame) -> dict[str, object]:
    """Elements read, components, rejects by reason, and what became of the components."""
    status = matches["status"].value_counts()
    return {
        "elements_read": inventory.elements_read,
        "components": len(inventory.components),
        "rejects": {
            str(reason): int(n) for reason, n in inventory.rejects["reason"].value_counts().items()
        },
        "matched": int(status.get("matched", 0)),
        "unmatched": int(status.get("unmatched", 0)),
        "out_of_scope": int(status.get("out_of_scope", 0)),
    }


def measured(shapes: ShapeTally, not_modelled: pd.DataFrame) -> dict[str, object]:
    """What room templates added, and how much was measured on shapes."""
    return {
        "not_modelled": len(not_modelled),
        "shapes": {
            "asked": shapes.asked,
            "measured": shapes.measured,
            "meshed": shapes.meshed,
            "reused": shapes.reused,
        },
    }


def issue_counts(issues: Sequence[Issue]) -> dict[str, int]:
    """Findings by severity."""
    counts = {str(severity): 0 for severity in Severity}
    for issue in issues:
        counts[issue.severity] += issue.count
    return counts
