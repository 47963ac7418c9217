"""Offers, and the classes of lines that get one and the same variant."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd
import pandera.pandas as pa

from robuild.terms import vocabulary as v
from robuild.terms.column_kinds import count, number, schema, text, words
from robuild.terms.tables import checked, empty
from robuild.terms.vocabulary import ChoosePer, InstitutionalLook

AMOUNTS = ("acquisition_cost_nok", "life_cycle_cost_nok", "weighted_cost_nok")


class LeftOut(StrEnum):
    """Why an offer cannot be chosen."""

    NO_AMOUNT = "no_amount"
    """Acquisition, life-cycle cost or weighted cost is missing."""
    NOT_ON_EVERY_LINE = "not_on_every_line"
    """Another line of the class does not have this variant with every amount."""
    BELOW_MINIMUM = "below_minimum"
    """Harder to repair than asked for, while another variant of the class is easy enough."""


OFFERS = schema(
    "offers",
    {
        "line_id": text(),
        "component_key": text(),
        "variant_id": text(),
        "role": words(v.VariantRole),
        "dwelling_type": text(),  # "" where there is none
        "family_group": text(),  # what should look alike; "" belongs to no family
        "component_count": count(),
        "acquisition_cost_nok": number(nullable=True),  # of the line in this variant
        "life_cycle_cost_nok": number(None, nullable=True),
        "weighted_cost_nok": number(None, nullable=True),
        "repair_ease": pa.Column(float, pa.Check.in_range(0.1, 1.0)),
        "institutional_look": words(v.InstitutionalLook),
        "current": pa.Column(bool),  # what the plan has now
    },
    ["line_id", "variant_id"],
)

OPTIONS = schema(
    "options",
    {
        "class_id": text(),
        "variant_id": text(),
        "component_key": text(),
        "dwelling_type": text(),  # "; " between
        "role": words(v.VariantRole),
        "repair_ease": pa.Column(float, pa.Check.in_range(0.1, 1.0)),
        "line_count": count(),
        "component_count": count(),
        "strong_count": count(),  # of components that would look strongly institutional
        "current_count": count(),  # of lines that have this variant now
        "acquisition_cost_nok": number(),
        "life_cycle_cost_nok": number(None),
        "weighted_cost_nok": number(None),
        "current_variant_id": text(nullable=True),  # of the whole class, "; " between
        "current_acquisition_cost_nok": number(nullable=True),
        "current_life_cycle_cost_nok": number(None, nullable=True),
        "current_weighted_cost_nok": number(None, nullable=True),
    },
    ["class_id", "variant_id"],
)

LEFT_OUT = schema(
    "left_out",
    {"line_id": text(), "variant_id": text(), "class_id": text(), "reason": words(LeftOut)},
    ["line_id", "variant_id"],
)


@dataclass(frozen=True, slots=True)
class Classes:
    """Classes of lines that get one variant each, and the variants each of them can have."""

    options: pd.DataFrame
    """`OPTIONS`: a row for each class and variant it can have, sorted by both."""
    lines: pd.DataFrame
    """line_id, class_id and family_group of every choosable line, sorted by line."""
    left_out: pd.DataFrame
    """`LEFT_OUT`: every offer that is no option, and why."""
    lines_not_choosable: tuple[str, ...]
    """Lines without any option. What they cost is in no sum of the choice."""
    below_minimum: tuple[str, ...]
    """Classes of which no variant reaches the least repair ease; they keep all of them."""


def choice_classes(
    offers: pd.DataFrame, choose_per: ChoosePer, minimum_repair_ease: float | None = None
) -> Classes:
    """Classes of lines that get one variant each, with the variants that all of them can have.

    A class is a component key, a component key in a type of dwelling, or a line. A variant with
    a missing amount on any choosable line of a class is no option there. Amounts are sums over
    the lines of the class [NOK].

    Args:
        offers: `OFFERS`; the order of its rows does not matter.
        choose_per: what gets one and the same variant.
        minimum_repair_ease: least index [0..1]; holds wherever a variant of the class reaches it.

    Raises:
        pandera.errors.SchemaErrors: the offers are not `OFFERS`; an internal fault.
    """
    table = checked(OFFERS, offers).sort_values(["line_id", "variant_id"], ignore_index=True)
    table = table.assign(class_id=_class_ids(table, choose_per))
    priced = table[list(AMOUNTS)].notna().all(axis=1)
    everywhere = priced & _on_every_line(table, priced)
    enough = table["repair_ease"] >= (minimum_repair_ease or 0.0) - 1e-12
    reached = table["class_id"].isin(table.loc[everywhere & enough, "class_id"])
    usable = everywhere & (enough | ~reached)
    reasons = np.select(
        [~priced, ~everywhere, ~usable],
        [str(LeftOut.NO_AMOUNT), str(LeftOut.NOT_ON_EVERY_LINE), str(LeftOut.BELOW_MINIMUM)],
        "",
    )
    left_out = table.assign(reason=pd.Series(reasons, dtype="str"))[list(LEFT_OUT.columns)]
    chosen_from = table[usable]
    lines = chosen_from.drop_duplicates("line_id")[["line_id", "class_id", "family_group"]]
    has_option = table["line_id"].isin(lines["line_id"])
    return Classes(
        checked(OPTIONS, _options(chosen_from, table[has_option])),
        lines.reset_index(drop=True),
        checked(LEFT_OUT, left_out[~usable].reset_index(drop=True)),
        tuple(table.loc[~has_option, "line_id"].unique()),
        tuple(sorted(set(table.loc[everywhere & ~reached, "class_id"]))),
    )


def _class_ids(offers: pd.DataFrame, choose_per: ChoosePer) -> pd.Series:
    if choose_per is ChoosePer.BUILDING:
        return offers["component_key"]
    if choose_per is ChoosePer.LINE:
        return offers["line_id"]
    return offers["component_key"] + "|" + offers["dwelling_type"]


def _on_every_line(table: pd.DataFrame, priced: pd.Series) -> pd.Series:
    """Whether the variant of a row has every amount on each priced line of its class."""
    found = table[priced]
    lines = found.groupby("class_id")["line_id"].nunique()
    offering = found.groupby(["class_id", "variant_id"]).size()
    keys = pd.MultiIndex.from_frame(table[["class_id", "variant_id"]])
    counts = offering.reindex(keys, fill_value=0).to_numpy()
    return pd.Series(counts == lines.reindex(table["class_id"]).to_numpy(), index=table.index)


def _options(rows: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    """`OPTIONS` of the offers that can be chosen; `lines` are all offers of choosable lines."""
    if rows.empty:
        return empty(OPTIONS)
    strong = rows["institutional_look"] == str(InstitutionalLook.STRONG)
    counted = rows.assign(
        strong_count=rows["component_count"].where(strong, 0),
        current_count=rows["current"].astype("int64"),
    )
    found = counted.groupby(["class_id", "variant_id"], sort=True).agg(
        component_key=("component_key", "first"),
        dwelling_type=("dwelling_type", _joined),
        role=("role", "first"),
        repair_ease=("repair_ease", "min"),
        line_count=("line_id", "nunique"),
        component_count=("component_count", "sum"),
        strong_count=("strong_count", "sum"),
        current_count=("current_count", "sum"),
        acquisition_cost_nok=("acquisition_cost_nok", "sum"),
        life_cycle_cost_nok=("life_cycle_cost_nok", "sum"),
        weighted_cost_nok=("weighted_cost_nok", "sum"),
    )
    options = found.reset_index().astype({"dwelling_type": "str"})
    now = lines[lines["current"]].groupby("class_id")
    names = now["variant_id"].agg(_joined)
    options["current_variant_id"] = options["class_id"].map(names).astype("str")
    sums = now[list(AMOUNTS)].sum(min_count=1)
    # a line whose current variant is unknown or has no amount: the class is not known either
    known = now[list(AMOUNTS)].count()
    in_class = lines.groupby("class_id")["line_id"].nunique().reindex(sums.index)
    for name in AMOUNTS:
        whole = sums[name].where(known[name] == in_class)
        options[f"current_{name}"] = options["class_id"].map(whole).astype(float)
    return options


def _joined(values: pd.Series) -> str:
    return "; ".join(sorted(set(values)))
