"""Costing: service lives, yearly cash flows, life-cycle cost and weighted cost.

In: lines, catalog, settings and repair ease. Out: `Costing`, tables whose life-cycle cost equals
the discounted sum of their cash flows. Rules: conventions §2 to §5.
"""

from __future__ import annotations

from robuild.costing.age_replacement import (
    AgeReplacement,
    NoReplacementAge,
    optimal_replacement_age,
)
from robuild.costing.cash_flows import NS3454_POST_OF
from robuild.costing.component_share import component_shares
from robuild.costing.discounting import (
    TimeValue,
    annual_equivalent,
    annuity_factor,
    discount_factors,
    time_value,
)
from robuild.costing.events import (
    Effects,
    damage_rate,
    event_input,
    exposure,
    intensity_factor,
)
from robuild.costing.expected_events import ExpectedEvents
from robuild.costing.life_cycle_cost import discounted_by_line, totals, weighted_cost
from robuild.costing.line_row import CostParts, LineRow
from robuild.costing.line_rows import line_costs, line_rows
from robuild.costing.lines import Costing, EngineCosts, cost_lines
from robuild.costing.lives import Lives, median_of_mean, weibull_shape
from robuild.costing.measures import (
    Comparison,
    NoBreakEven,
    NoMeasure,
    Spending,
    break_even_alpha,
    compare,
)
from robuild.costing.price_terms import Flows, PriceTerms, Rate, present_value
from robuild.costing.rate_spread import shape_behind, shape_of_spread
from robuild.costing.renewal import Renewals, expected_renewals, renewals_by_step
from robuild.costing.renewal_table import renewal_table
from robuild.costing.service_life import (
    estimated_service_life,
    first_replacement,
    in_use_factor,
    number_of_replacements,
    planned_share,
    replacement_times,
    replacement_years,
    starting_age,
    straight_line_share,
    times_due,
    year_of_first_replacement,
)
from robuild.costing.tasks import (
    first_due,
    line_tasks,
    recurring_tasks,
    task_counts,
    yearly_maintenance,
)

__all__ = [
    "NS3454_POST_OF",
    "AgeReplacement",
    "Comparison",
    "CostParts",
    "Costing",
    "Effects",
    "EngineCosts",
    "ExpectedEvents",
    "Flows",
    "LineRow",
    "Lives",
    "NoBreakEven",
    "NoMeasure",
    "NoReplacementAge",
    "PriceTerms",
    "Rate",
    "Renewals",
    "Spending",
    "TimeValue",
    "annual_equivalent",
    "annuity_factor",
    "break_even_alpha",
    "compare",
    "component_shares",
    "cost_lines",
    "damage_rate",
    "discount_factors",
    "discounted_by_line",
    "estimated_service_life",
    "event_input",
    "expected_renewals",
    "exposure",
    "first_due",
    "first_replacement",
    "in_use_factor",
    "intensity_factor",
    "line_costs",
    "line_rows",
    "line_tasks",
    "median_of_mean",
    "number_of_replacements",
    "optimal_replacement_age",
    "planned_share",
    "present_value",
    "recurring_tasks",
    "renewal_table",
    "renewals_by_step",
    "replacement_times",
    "replacement_years",
    "shape_behind",
    "shape_of_spread",
    "starting_age",
    "straight_line_share",
    "task_counts",
    "time_value",
    "times_due",
    "totals",
    "weibull_shape",
    "weighted_cost",
    "year_of_first_replacement",
    "yearly_maintenance",
]
