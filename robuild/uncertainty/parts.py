"""What each line costs, split by what it follows: price, rates of trades, neither."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from robuild.costing import CostParts, LineRow, Lives, task_counts
from robuild.costing.discounting import FloatArray
from robuild.costing.expected_events import lives_of
from robuild.terms.catalog import Catalog
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Trade

IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Parts:
    """Lines with all their amounts; arrays start with lines, a last 3 is price, labour, other."""

    line_id: tuple[str, ...]
    key: IntArray
    """Place of the component key among the sorted ones of the catalog."""
    keys: tuple[str, ...]
    lives: Lives
    at_once: BoolArray
    """Replaced in year 0, and so as new."""
    sensitivity: FloatArray
    """Share of the use intensity that reaches the service life."""
    acquisition_nok: FloatArray
    """Lines × 3."""
    maintenance_nok: FloatArray
    """Lines × 3 × years 0 … period, in prices of year 0."""
    damage_nok: FloatArray
    """Lines × 3, a year, at the stated rate."""
    replacement_nok: FloatArray
    """Lines × 3, once."""
    material_nok: FloatArray
    """Price of the whole line; what residual value is a share of."""
    repair_aversion: FloatArray
    """alpha·(1 − REI): what weighted cost adds of corrective cost (conventions §5.2)."""
    missing: tuple[str, ...]
    """Lines left out, because something is missing."""

    def rows(self, places: IntArray) -> Parts:
        """Some of the lines."""
        return Parts(
            line_id=tuple(self.line_id[place] for place in places),
            key=self.key[places],
            keys=self.keys,
            lives=self.lives.rows(places),
            at_once=self.at_once[places],
            sensitivity=self.sensitivity[places],
            acquisition_nok=self.acquisition_nok[places],
            maintenance_nok=self.maintenance_nok[places],
            damage_nok=self.damage_nok[places],
            replacement_nok=self.replacement_nok[places],
            material_nok=self.material_nok[places],
            repair_aversion=self.repair_aversion[places],
            missing=self.missing,
        )


def parts_of(
    rows: Sequence[LineRow],
    line_costs: pd.DataFrame,
    line_tasks: pd.DataFrame,
    catalog: Catalog,
    settings: Settings,
) -> Parts:
    """Lines that have all their amounts, split by what these follow.

    Args:
        rows: of `costing.line_rows`.
        line_costs: `tables.LINE_COSTS` of the same lines.
        line_tasks: `tables.LINE_TASKS` of the same lines.
        catalog: rates of trades and sensitivity to use.
        settings: period and alpha.
    """
    known = np.array([not row.missing for row in rows], dtype=bool)
    some = [row for row in rows if not row.missing]
    costs = line_costs.loc[known]
    esl = costs["estimated_service_life_years"].to_numpy(dtype=float)
    lives, at_once = lives_of(some, esl)
    keys = tuple(sorted(catalog.component_by_key))
    place = {key: at for at, key in enumerate(keys)}
    components = [catalog.component_by_key[row.component_key] for row in some]
    events = costs["damage_events_per_year"].to_numpy(dtype=float)[:, np.newaxis]
    lost = costs["total_loss_share"].to_numpy(dtype=float)[:, np.newaxis]
    repair = _split([row.repair for row in some])
    total_loss = _split([row.total_loss for row in some])
    return Parts(
        line_id=tuple(row.line_id for row in some),
        key=np.array([place[row.component_key] for row in some], dtype=np.int64),
        keys=keys,
        lives=lives,
        at_once=at_once,
        sensitivity=np.array([c.intensity_sensitivity_share for c in components], dtype=float),
        acquisition_nok=_split([row.acquisition for row in some]),
        maintenance_nok=_maintenance(some, line_tasks, catalog, settings),
        damage_nok=events * ((1.0 - lost) * repair + lost * total_loss),
        replacement_nok=_split([row.replacement for row in some]),
        material_nok=np.array([row.material_nok for row in some], dtype=float),
        repair_aversion=settings.alpha * (1.0 - np.array([row.rei for row in some], dtype=float)),
        missing=tuple(row.line_id for row in rows if row.missing),
    )


def _split(parts: Sequence[CostParts]) -> FloatArray:
    amounts = [(part.material_nok, part.work_nok, part.other_nok) for part in parts]
    return np.array(amounts, dtype=float).reshape(len(parts), 3)


def _maintenance(
    rows: Sequence[LineRow], tasks: pd.DataFrame, catalog: Catalog, settings: Settings
) -> FloatArray:
    place = {row.line_id: at for at, row in enumerate(rows)}
    found = np.zeros((len(rows), 3, settings.period_years + 1))
    counts: dict[float, FloatArray] = {}
    task: Any
    for task in tasks[tasks["line_id"].isin(list(place))].itertuples(index=False):
        every = float(task.interval_years)
        if every not in counts:
            counts[every] = task_counts(every, settings)
        work_nok = task.hours * catalog.rate_by_trade[Trade(task.trade)].hourly_rate_nok
        at = place[task.line_id]
        found[at, 0] += (task.cost_nok - work_nok) * counts[every]
        found[at, 1] += work_nok * counts[every]
    return found
