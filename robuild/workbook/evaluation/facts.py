"""What the evaluation workbook shows, and in which rows of its sheets it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from robuild.learning import Calibration, Evaluation, Learned
from robuild.terms.catalog import Catalog
from robuild.terms.settings import Settings
from robuild.terms.work_log import KeptLog

Record = dict[str, Any]
LEARNED_FIRST = 9
"""First row of figures on the sheet of what was learnt."""


@dataclass(slots=True)
class Facts:
    """What logs say, and the rows it is written in."""

    evaluation: Evaluation
    calibration: Calibration
    paid_off: pd.DataFrame
    logs: Sequence[KeptLog]
    catalog: Catalog
    catalog_label: str
    settings: Settings
    given: int
    """Files of counts from others."""

    rows: list[Record] = field(init=False)
    """`EVALUATION` with exposure and rate, building after building, most events first."""
    learned: list[Record] = field(init=False)
    """`LEARNED` in the order of its sheet."""
    learned_row: dict[tuple[str, str], int] = field(init=False)
    """(what, component or variant) -> row on the sheet of what was learnt; used ones only."""

    def __post_init__(self) -> None:
        self.learned = _in_order(self.calibration.learned)
        self.learned_row = {
            (str(row["what"]), key_of(row)): LEARNED_FIRST + at
            for at, row in enumerate(self.learned)
            if row["not_learned"] is None
        }
        self.rows = self._rows()

    @property
    def several(self) -> bool:
        """Whether buildings stand side by side."""
        return len(self.logs) > 1

    def rate_rows(self, row: Record) -> tuple[int | None, int | None]:
        """Rows of the component's rate and of the variant's factor; none where none was learnt."""
        rate = self.learned_row.get((str(Learned.DAMAGE_RATE), row["component_key"]))
        factor = self.learned_row.get((str(Learned.VARIANT_FACTOR), row["variant_id"] or ""))
        return rate, factor if rate else None

    def record(self, what: Learned, key: str) -> Record:
        """A learnt figure."""
        return self.learned[self.learned_row[(str(what), key)] - LEARNED_FIRST]

    def _rows(self) -> list[Record]:
        order = {log.building: at for at, log in enumerate(self.logs)}
        exposure = _exposures(self.logs)
        rates = self._variant_rates()
        found = records(self.evaluation.table)
        for row in found:
            place = (row["building"], row["component_key"], row["variant_id"] or "")
            row["log"] = order[row["building"]]
            row["exposure"] = exposure.get(place)
            row["per"] = self.catalog.component_by_key[row["component_key"]].damage_rate_per
            rate, factor = self.rate_rows(row)
            row["rate_before"] = None
            if factor:
                row["rate_before"] = rates[row["variant_id"]]
            elif rate:
                row["rate_before"] = self.record(Learned.DAMAGE_RATE, row["component_key"])["prior"]
        return sorted(
            found,
            key=lambda r: (r["log"], -r["events"], -(r["events_expected"] or 0.0),
                           r["component_key"], r["variant_id"] or ""),
        )  # fmt: skip

    def _variant_rates(self) -> dict[str, float]:
        """Rate before the log of variants that were told apart, as the catalog has it."""
        seen = self.calibration.all_counts.groupby("variant_id")["exposure_years"].sum()
        return {
            row["variant_id"]: row["expected_events"] / float(seen[row["variant_id"]])
            for row in self.learned
            if row["what"] == str(Learned.VARIANT_FACTOR)
        }


def key_of(row: Record) -> str:
    """Component of a rate, variant of all else."""
    return str(row["component_key" if row["what"] == str(Learned.DAMAGE_RATE) else "variant_id"])


def records(table: pd.DataFrame) -> list[Record]:
    """Rows, `None` where something is missing."""
    plain = table.astype(object).where(table.notna(), None)
    return [{str(key): value for key, value in row.items()} for row in plain.to_dict("records")]


def _in_order(learned: pd.DataFrame) -> list[Record]:
    kinds = [str(each) for each in Learned]
    return sorted(
        records(learned),
        key=lambda r: (r["not_learned"] is not None, kinds.index(r["what"]), -r["events"],
                       r["component_key"], r["variant_id"] or ""),
    )  # fmt: skip


def _exposures(logs: Sequence[KeptLog]) -> dict[tuple[str, str, str], float]:
    """Building, component, variant -> units × years; nothing where a line is not known."""
    found = {}
    for log in logs:
        groups = log.exposures.groupby(["component_key", "variant_id"])["exposure_units"]
        for (key, variant), units in groups:
            if units.notna().all():
                found[(log.building, str(key), str(variant))] = float(units.sum()) * log.years
    return found
