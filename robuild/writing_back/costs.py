"""Life-cycle cost as a cost schedule: one item for each line, by kind of cost (IFC4 and later)."""

from __future__ import annotations

import math

from robuild.exchange.jobs import name_of
from robuild.language import Texts, decimal
from robuild.plan_result import PlanResult
from robuild.writing_back.line_facts import MONEY_DECIMALS, LineFacts
from robuild.writing_back.line_sets import marked
from robuild.writing_back.members import Members, share_here
from robuild.writing_back.step import Ref, Statements, Typed, Value, Word, label
from robuild.writing_back.told import Enriched

_PARTS = (
    ("acquisition_pv_nok", "Acquisition", 1.0),
    ("maintenance_pv_nok", "Maintenance", 1.0),
    ("repair_pv_nok", "Repair", 1.0),
    ("replacement_pv_nok", "Replacement", 1.0),
    ("residual_pv_nok", "ResidualValue", -1.0),
)
"""Column, category, sign; their sum is the life-cycle cost."""
_SHARE_DECIMALS = 4


def write_costs(
    statements: Statements,
    result: PlanResult,
    facts: dict[str, LineFacts],
    members: Members,
    words: Texts,
    told: Enriched,
    other_money: Ref | None,
) -> Ref | None:
    """The schedule with its items; `None` where the file holds no line.

    Args:
        statements: of the file.
        result: the plan.
        facts: of every line.
        members: elements of the file.
        words: language of names.
        told: counts the items.
        other_money: the krone, where the project's own currency is another.
    """
    items = []
    for line_id, line in facts.items():
        here = members.by_line.get(line_id)
        if not here:
            continue
        share = share_here(line.line, here)
        item = _item(statements, line_id, line, share, words, other_money)
        statements.root(
            "IfcRelAssignsToControl", line_id, Description=marked(),
            RelatedObjects=[Ref(member.number) for member in here], RelatingControl=item,
        )  # fmt: skip
        items.append(item)
    if not items:
        return None
    told.cost_items = len(items)
    years = result.settings.period_years
    schedule = statements.root(
        "IfcCostSchedule",
        "life-cycle cost",
        Name=words.get("enrich.cost.schedule", years=years),
        Description=marked(
            words.get("enrich.cost.about", years=years, price_year=result.settings.price_year)
        ),
        Identification="robuild-lcc",
        PredefinedType=Word("COSTPLAN"),
    )
    statements.root(
        "IfcRelAssignsToControl", "life-cycle cost", Description=marked(),
        RelatedObjects=items, RelatingControl=schedule,
    )  # fmt: skip
    return schedule


def _item(
    statements: Statements,
    line_id: str,
    line: LineFacts,
    share: float,
    words: Texts,
    other_money: Ref | None,
) -> Ref:
    values = []
    for column, category, sign in _PARTS:
        amount = float(line.lcc[column])
        if math.isnan(amount):
            continue
        values.append(
            statements.add(
                "IfcCostValue",
                Name=words.get(f"enrich.cost.{category}"),
                AppliedValue=_applied(statements, sign * amount * share, other_money),
                Category=category,
            )
        )
    about = name_of(line.variant, words)
    if not values:
        about += f", {words.get('enrich.cost.unknown')}"
    elif share < 1.0 - 10.0**-_SHARE_DECIMALS:
        about += f", {words.get('enrich.cost.share', share=decimal(share, _SHARE_DECIMALS))}"
    return statements.root(
        "IfcCostItem",
        line_id,
        Name=label(name_of(line.component, words)),
        Description=marked(about),
        Identification=label(line_id),
        CostValues=values or None,
    )


def _applied(statements: Statements, amount: float, other_money: Ref | None) -> Value:
    value = Typed("IfcMonetaryMeasure", round(amount, MONEY_DECIMALS) + 0.0)
    if other_money is None:
        return value
    return statements.add("IfcMeasureWithUnit", ValueComponent=value, UnitComponent=other_money)
