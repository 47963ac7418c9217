"""Damage on a thing of some age: repair it, or take the chance and replace it?

Replacing now costs more than repairing now, and puts off the next planned replacement from
`ESL - age` to `ESL`. With a replacement `P` every `ESL` years for ever and `v = 1/(1+r)`, putting
it off is worth `P (v^(ESL-age) - v^ESL) / (1 - v^ESL)`, which grows with the age. At the
break-even age both cost the same; from there on, replace.
"""

from __future__ import annotations

import math
from enum import StrEnum
from typing import Any

import pandas as pd

from robuild.costing import Costing
from robuild.terms.catalog import Catalog
from robuild.terms.column_kinds import number, schema, text, words
from robuild.terms.settings import Settings
from robuild.terms.tables import checked

_NO_RATE = 1e-9
"""Growth over a life that is too small to be told from none."""


class Advice(StrEnum):
    """What to do when it is damaged."""

    REPAIR = "repair"
    """At any age."""
    REPAIR_UNTIL = "repair_until"
    """Repair while it is younger than the break-even age; then replace."""
    REPLACE = "replace"
    """At any age: a repair costs no less, or the smallest part is the whole."""
    MISSING = "missing"
    """Something is not known."""


REPAIR_OR_REPLACE = schema(
    "repair_or_replace",
    {
        "line_id": text(unique=True),
        "advice": words(Advice),
        "break_even_age_years": number(nullable=True),  # only with `repair_until`
        "repair_event_nok": number(nullable=True),
        "total_loss_event_nok": number(nullable=True),
    },
    None,
)


def break_even_age(
    extra_nok: float, replacement_nok: float, esl_years: float, real_rate: float
) -> float:
    """Age from which replacing at damage costs less than repairing [years]; infinity is never.

    Args:
        extra_nok: what replacing now costs more than repairing now.
        replacement_nok: a planned replacement of the same quantity.
        esl_years: estimated service life.
        real_rate: 1/year.

    Raises:
        ValueError: a service life or replacement that is not above 0, or a rate of -1 or less.

    Example:
        >>> break_even_age(2_000.0, 8_000.0, 20.0, 0.0)  # a quarter of the price, of the life
        5.0
        >>> round(break_even_age(2_000.0, 8_000.0, 20.0, 0.04), 2)
        6.65
    """
    if not esl_years > 0 or not replacement_nok > 0 or not real_rate > -1.0:
        raise ValueError(
            f"service life {esl_years}, replacement {replacement_nok} and rate {real_rate}: the "
            "first two must be above 0 and the rate above -1"
        )
    if extra_nok <= 0.0:
        return 0.0
    share, growth = extra_nok / replacement_nok, math.log1p(real_rate)
    if abs(growth * esl_years) < _NO_RATE:
        age = esl_years * share
    else:
        age = math.log1p(share * math.expm1(growth * esl_years)) / growth
    return age if age < esl_years else math.inf


def repair_or_replace(costing: Costing, catalog: Catalog, settings: Settings) -> pd.DataFrame:
    """`REPAIR_OR_REPLACE` of every line, with the real rate of the first years.

    The planned replacement is that of what one event hits, with its share of the call-out.

    Args:
        costing: of the lines.
        catalog: how much one event hits.
        settings: the rate.
    """
    rows = []
    costs = costing.line_costs.to_dict("records")
    for row, cost in zip(costing.rows, costs, strict=True):
        advice, age = Advice.MISSING, math.nan
        if not row.missing and row.quantity > 0:
            hit = min(
                1.0, catalog.component_by_key[row.component_key].event_quantity / row.quantity
            )
            replacement = hit * float(cost["replacement_nok"])
            advice, age = _advice({str(k): v for k, v in cost.items()}, replacement, settings)
        rows.append(
            {
                "line_id": row.line_id,
                "advice": str(advice),
                "break_even_age_years": age,
                "repair_event_nok": cost["repair_event_nok"],
                "total_loss_event_nok": cost["total_loss_event_nok"],
            }
        )
    table = pd.DataFrame(rows, columns=list(REPAIR_OR_REPLACE.columns))
    types = {name: str(column.dtype) for name, column in REPAIR_OR_REPLACE.columns.items()}
    return checked(REPAIR_OR_REPLACE, table.astype(types))


def _advice(
    cost: dict[str, Any], replacement_nok: float, settings: Settings
) -> tuple[Advice, float]:
    if cost["total_loss_share"] == 1.0:
        return Advice.REPLACE, math.nan  # there is nothing smaller to repair
    repair, whole = float(cost["repair_event_nok"]), float(cost["total_loss_event_nok"])
    if replacement_nok <= 0.0:
        return (Advice.REPLACE if whole <= repair else Advice.REPAIR), math.nan
    esl = float(cost["estimated_service_life_years"])
    age = break_even_age(whole - repair, replacement_nok, esl, settings.real_rate_1)
    if age == 0.0:
        return Advice.REPLACE, math.nan
    return (Advice.REPAIR, math.nan) if math.isinf(age) else (Advice.REPAIR_UNTIL, age)
