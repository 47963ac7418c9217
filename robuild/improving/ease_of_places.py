"""Repair-ease index of the building and of each kind of place.

The mean of the lines' indices, weighted by how often each is expected to be worked on: what never
breaks does not make a building easy to keep.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from robuild.costing import Costing
from robuild.costing.discounting import FloatArray
from robuild.repair_ease import repair_ease_class
from robuild.terms import vocabulary as v
from robuild.terms.column_kinds import count, number, schema, text, words
from robuild.terms.tables import checked
from robuild.terms.vocabulary import Unit

EASE_OF_PLACES = schema(
    "ease_of_places",
    {
        "location_class": words(v.LocationClass, nullable=True),  # null: the whole building
        "dwelling_type": text(),  # "" for all of the place
        "rei": number(nullable=True),  # pessimistic end; missing where nothing is expected
        "rei_high": number(nullable=True),
        "repair_ease_class": words(v.RepairEaseClass, nullable=True),
        "interventions_per_year": number(),
        "line_count": count(),
        "lines_missing": count(),  # left out: how often they are worked on is not known
    },
    None,
)


def ease_of_places(
    lines: pd.DataFrame, costing: Costing, repair_ease: pd.DataFrame
) -> pd.DataFrame:
    """`EASE_OF_PLACES`: the building first, then places, dwelling types within dwellings.

    Args:
        lines: `tables.LINES`.
        costing: of the same lines, with the engine that is shown.
        repair_ease: `tables.REPAIR_EASE`.
    """
    ease = repair_ease.set_index("variant_id")
    facts = pd.DataFrame(
        {
            "location_class": lines["location_class"].to_numpy(),
            "dwelling_type": lines["dwelling_type"].to_numpy(),
            "low": ease["rei_low"].reindex(lines["variant_id"]).to_numpy(dtype=float),
            "high": ease["rei_high"].reindex(lines["variant_id"]).to_numpy(dtype=float),
            "weight": interventions_per_year(lines, costing),
        }
    )
    rows = [_row(None, "", facts)]
    for place in v.LocationClass:
        here = facts[facts["location_class"] == place]
        if here.empty:
            continue
        rows.append(_row(str(place), "", here))
        kinds = sorted(set(here["dwelling_type"]) - {""})
        rows += [_row(str(place), kind, here[here["dwelling_type"] == kind]) for kind in kinds]
    table = pd.DataFrame(rows, columns=list(EASE_OF_PLACES.columns))
    types = {name: str(column.dtype) for name, column in EASE_OF_PLACES.columns.items()}
    return checked(EASE_OF_PLACES, table.astype(types))


def interventions_per_year(lines: pd.DataFrame, costing: Costing) -> FloatArray:
    """Times a year somebody comes to a line: for damage, and to replace each piece or place.

    NaN on lines with something missing. What is not counted in pieces is replaced place by place.
    """
    events = costing.shown.events
    years = events.planned.shape[1] - 1
    pieces = lines["unit"].eq(str(Unit.PIECE)).to_numpy(dtype=bool)
    times = np.where(
        pieces, lines["quantity"].to_numpy(dtype=float), lines["place_count"].to_numpy(dtype=float)
    )
    damage = (events.repairs + events.total_losses).sum(axis=1)
    found: FloatArray = (damage + events.planned.sum(axis=1) * times) / years
    return found


def _row(place: str | None, dwelling_type: str, facts: pd.DataFrame) -> dict[str, object]:
    known = facts[facts["weight"].notna()]
    weight = known["weight"].to_numpy(dtype=float)
    all_of_it = float(weight.sum())
    low = float(weight @ known["low"].to_numpy()) / all_of_it if all_of_it > 0 else np.nan
    high = float(weight @ known["high"].to_numpy()) / all_of_it if all_of_it > 0 else np.nan
    return {
        "location_class": place,
        "dwelling_type": dwelling_type,
        "rei": low,
        "rei_high": high,
        "repair_ease_class": str(repair_ease_class(low)) if all_of_it > 0 else None,
        "interventions_per_year": all_of_it,
        "line_count": len(facts),
        "lines_missing": len(facts) - len(known),
    }
