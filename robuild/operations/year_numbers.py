"""How many of each thing to expect in a year: expected, at most with 90 % certainty, and planned.

Events of single things come by chance, so their number in a year is taken as Poisson distributed
about what is expected. Planned numbers are whole and keep up with the expected sum.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from robuild.costing import Costing
from robuild.costing.discounting import FloatArray
from robuild.terms.column_kinds import count, number, schema, text
from robuild.terms.settings import Settings
from robuild.terms.tables import checked
from robuild.terms.vocabulary import Unit

YEAR_NUMBERS = schema(
    "year_numbers",
    {
        "component_key": text(),
        "year": count(),
        "calendar_year": count(),
        "replaced_expected": number(),  # pieces, or places where it is not counted in pieces
        "replaced_p90": number(),
        "replaced_planned": count(),
        "repaired_expected": number(),
        "repaired_p90": number(),
    },
    ["component_key", "year"],
)
CERTAINTY = 0.9


def year_numbers(
    lines: pd.DataFrame, costing: Costing, settings: Settings, *, years: int = 10
) -> pd.DataFrame:
    """`YEAR_NUMBERS` of years 1 … `years`, within the period, by the engine that is shown.

    Lines with something missing are left out. Replacements are planned ones and total losses.

    Raises:
        ValueError: the base year is not set.
    """
    from scipy.stats import poisson

    if settings.base_year is None:
        raise ValueError("base_year is not set; a plan needs calendar years")
    last = min(years, settings.period_years)
    events = costing.shown.events
    known = costing.line_costs["missing"].isna().to_numpy(dtype=bool)
    pieces = lines["unit"].eq(str(Unit.PIECE)).to_numpy(dtype=bool)
    times = np.where(
        pieces, lines["quantity"].to_numpy(dtype=float), lines["place_count"].to_numpy(dtype=float)
    )[:, np.newaxis]
    replaced = (events.planned * times + events.total_losses)[known, 1 : last + 1]
    repaired = events.repairs[known, 1 : last + 1]
    keys = lines.loc[known, "component_key"].to_numpy()
    names = sorted(set(keys))
    place = {name: at for at, name in enumerate(names)}
    which = np.array([place[key] for key in keys], dtype=np.int64)

    def by_key(numbers: FloatArray) -> FloatArray:
        found = np.zeros((len(names), last))
        np.add.at(found, which, numbers)
        return found

    new, mended = by_key(replaced), by_key(repaired)
    table = pd.DataFrame(
        {
            "component_key": pd.Series(np.repeat(names, last), dtype="str"),
            "year": np.tile(np.arange(1, last + 1), len(names)),
            "calendar_year": np.tile(np.arange(1, last + 1) + settings.base_year, len(names)),
            "replaced_expected": new.ravel(),
            "replaced_p90": poisson.ppf(CERTAINTY, new.ravel()),
            "replaced_planned": planned_numbers(new).ravel(),
            "repaired_expected": mended.ravel(),
            "repaired_p90": poisson.ppf(CERTAINTY, mended.ravel()),
        },
        columns=list(YEAR_NUMBERS.columns),
    )
    types = {name: str(column.dtype) for name, column in YEAR_NUMBERS.columns.items()}
    return checked(YEAR_NUMBERS, table.astype(types))


def planned_numbers(expected: FloatArray) -> np.ndarray:
    """Whole numbers whose running sum is the rounded running sum of what is expected.

    Example:
        >>> planned_numbers(np.array([[0.4, 0.4, 0.4, 0.4, 0.4]])).tolist()
        [[0, 1, 0, 1, 0]]
    """
    # half a thing is one: nobody is left waiting for the other half
    upto = np.floor(np.cumsum(expected, axis=1) + 0.5 + 1e-9)
    whole: np.ndarray = np.diff(upto, axis=1, prepend=0.0).astype(np.int64)
    return whole
