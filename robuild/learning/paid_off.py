"""Which choice of variant has paid off, as far as the logs can tell."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import pandas as pd

from robuild.costing import Effects, event_input
from robuild.learning.calibration import Learned
from robuild.repair_ease import rate_variants, repair_event
from robuild.terms.catalog import Catalog, Variant
from robuild.terms.column_kinds import number, schema, text, words
from robuild.terms.settings import Settings
from robuild.terms.tables import checked
from robuild.terms.vocabulary import LocationClass, Trade


class Tells(StrEnum):
    """What counting says of two variants."""

    FEWER = "fewer"
    MORE = "more"
    CANNOT_TELL = "cannot_tell"


PAID_OFF = schema(
    "paid_off",
    {
        "component_key": text(),
        "variant_id": text(),
        "against": text(),  # variant that is bought for least
        "extra_price_nok": number(None, nullable=True),  # of one unit
        "events_per_year": number(),  # for each unit of exposure, as held now
        "against_events_per_year": number(),
        "repair_nok_per_year": number(nullable=True),
        "against_repair_nok_per_year": number(nullable=True),
        "saved_nok_per_year": number(None, nullable=True),
        "payback_years": number(nullable=True),  # none: it saves nothing, or costs no more
        "tells": words(Tells),
    },
    ["component_key", "variant_id"],
)


def paid_off(learned: pd.DataFrame, catalog: Catalog, settings: Settings) -> pd.DataFrame:
    """`PAID_OFF` of components with several variants in the logs, against the cheapest of them.

    Args:
        learned: `LEARNED`, from a calibration with the same catalog and settings.
        catalog: prices and events.
        settings: likewise.
    """
    ease = {str(r["variant_id"]): r for r in rate_variants(catalog, settings).to_dict("records")}
    by_rate = learned[learned["what"] == str(Learned.DAMAGE_RATE)]
    rates = dict(zip(by_rate["component_key"], by_rate["posterior"].tolist(), strict=True))
    rows: list[dict[str, Any]] = []
    factors = learned[learned["what"] == str(Learned.VARIANT_FACTOR)]
    for key, group in factors.groupby("component_key", sort=True):
        base = float(rates[key])
        found = {str(row["variant_id"]): row for row in group.to_dict("records")}
        priced = [v for v in found if catalog.variant_by_id[v].price_nok is not None]
        if len(priced) < 2:
            continue
        cheapest = min(priced, key=lambda v: catalog.variant_by_id[v].price_nok or 0.0)
        against = found[cheapest]
        rows += [
            _row(str(key), base, found[variant_id], against, catalog, settings, ease)
            for variant_id in priced
            if variant_id != cheapest
        ]
    table = pd.DataFrame(rows, columns=list(PAID_OFF.columns))
    types = {name: str(column.dtype) for name, column in PAID_OFF.columns.items()}
    return checked(PAID_OFF, table.astype(types))


def _row(
    key: str,
    base: float,
    mine: dict[Any, Any],
    other: dict[Any, Any],
    catalog: Catalog,
    settings: Settings,
    ease: dict[str, Any],
) -> dict[str, Any]:
    variant, against = (catalog.variant_by_id[str(r["variant_id"])] for r in (mine, other))
    events = [base * float(each["posterior"]) for each in (mine, other)]
    costs = [
        number * _event_nok(each, catalog, settings, ease)
        for number, each in zip(events, (variant, against), strict=True)
    ]
    extra = (variant.price_nok or 0.0) - (against.price_nok or 0.0)
    saved = costs[1] - costs[0]
    tells = Tells.CANNOT_TELL
    if mine["high"] < other["posterior"] and mine["posterior"] < other["low"]:
        tells = Tells.FEWER
    elif mine["low"] > other["posterior"] and mine["posterior"] > other["high"]:
        tells = Tells.MORE
    return {
        "component_key": key,
        "variant_id": variant.variant_id,
        "against": against.variant_id,
        "extra_price_nok": extra,
        "events_per_year": events[0],
        "against_events_per_year": events[1],
        "repair_nok_per_year": costs[0],
        "against_repair_nok_per_year": costs[1],
        "saved_nok_per_year": saved,
        "payback_years": extra / saved if saved > 0 and extra > 0 else float("nan"),
        "tells": str(tells),
    }


def _event_nok(
    variant: Variant, catalog: Catalog, settings: Settings, ease: dict[str, Any]
) -> float:
    """Mean cost of a damage event of a variant, in a dwelling."""
    row = ease[variant.variant_id]
    given = event_input(
        catalog.component_by_key[variant.component_key], variant, Effects.of(row),
        catalog.rate_by_trade[Trade(row["repair_trade"])], LocationClass.DWELLING, settings,
    )  # fmt: skip
    lost = 1.0 if given.part_fraction >= 1 else settings.total_loss_share
    whole = repair_event(given, total_loss=True).cost_nok
    return (1.0 - lost) * repair_event(given).cost_nok + lost * whole
