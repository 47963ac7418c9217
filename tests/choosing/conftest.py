"""Offers put together in a line each, and every choice there is, tried one by one."""

from __future__ import annotations

import itertools
import math

import pandas as pd
import pytest

from robuild.choosing import OFFERS


def make_offer(
    line,
    variant,
    capex,
    lcc,
    *,
    key=None,
    weighted=None,
    role="ordinary",
    kind="",
    family="",
    number=1,
    rei=0.5,
    look="none",
    current=False,
):
    return {
        "line_id": line,
        "component_key": key or line,
        "variant_id": variant,
        "role": role,
        "dwelling_type": kind,
        "family_group": family,
        "component_count": number,
        "acquisition_cost_nok": float(capex),
        "life_cycle_cost_nok": float(lcc),
        "weighted_cost_nok": float(lcc if weighted is None else weighted),
        "repair_ease": rei,
        "institutional_look": look,
        "current": current,
    }


def make_table(rows):
    text = {name: "str" for name, c in OFFERS.columns.items() if str(c.dtype) == "str"}
    return pd.DataFrame(rows, columns=list(OFFERS.columns)).astype(text)


def every_choice(table, budget=None, minimum=None, share=None, family=False):
    """Best objective, then acquisition, of every combination of priced offers, one per line.

    Returns `None` where nothing keeps the constraints. Lines are classes here.
    """
    lines = []
    for _, rows in table.dropna(subset=["acquisition_cost_nok"]).groupby("line_id"):
        found = rows.to_dict("records")
        enough = [r for r in found if minimum is None or r["repair_ease"] >= minimum]
        lines.append(enough or found)
    total = sum(rows[0]["component_count"] for rows in lines)
    roles = [{r["role"] for r in rows} for rows in lines]
    best = None
    for chosen in itertools.product(*lines):
        spend = math.fsum(r["acquisition_cost_nok"] for r in chosen)
        strong = sum(r["component_count"] for r in chosen if r["institutional_look"] == "strong")
        if budget is not None and spend > budget + 1e-6:
            continue
        if share is not None and strong > share * total + 1e-9:
            continue
        if family and not one_role(chosen, roles):
            continue
        value = (math.fsum(r["life_cycle_cost_nok"] for r in chosen), spend)
        best = value if best is None else min(best, value)
    return best


def one_role(chosen, roles):
    groups = {}
    for row, offered in zip(chosen, roles, strict=True):
        groups.setdefault(row["family_group"], []).append((row["role"], offered))
    return all(
        any(
            all(mine == role or role not in offered for mine, offered in members)
            for role in set().union(*(offered for _, offered in members))
        )
        for name, members in groups.items()
        if name
    )


@pytest.fixture(scope="session")
def offer():
    return make_offer


@pytest.fixture(scope="session")
def table():
    return make_table


@pytest.fixture(scope="session")
def brute_force():
    return every_choice
