"""Where things stand on *Evaluering*: its columns by key, its rows, and its block of buildings."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl.utils import get_column_letter as letter

from robuild.workbook.evaluation.facts import Facts

GROUPS = (
    ("thing", ("building", "component", "variant")),
    ("seen", ("dwelling_years", "exposure", "per")),
    ("events", ("events_expected", "events", "events_ratio", "low", "high", "verdict")),
    ("hours", ("hours_expected", "hours", "hours_rows", "hours_ratio")),
    ("cost", ("cost_expected_nok", "cost_nok", "cost_rows", "cost_ratio")),
    ("days", ("days_expected", "days", "days_rows", "days_ratio")),
    ("money", ("extra",)),
    ("rate", ("rate_before", "rate_now", "weight")),
)
"""Bands over the headings, and what stands under them."""
HELPERS = (
    "log", "key", "unknown", "hours_year_expected", "hours_year", "cost_year_expected",
    "cost_year", "hours_seen", "hours_weighed", "cost_seen", "cost_weighed", "days_seen",
    "days_weighed",
)  # fmt: skip
"""Hidden, for the sums of other sheets."""
WIDTHS = {
    "building": 17, "component": 25, "variant": 30, "dwelling_years": 8, "exposure": 9, "per": 9,
    "events_expected": 8, "events": 8, "events_ratio": 7.5, "low": 5, "high": 5, "verdict": 17,
    "hours_expected": 8, "hours": 8, "hours_rows": 6, "hours_ratio": 7,
    "cost_expected_nok": 11, "cost_nok": 11, "cost_rows": 6, "cost_ratio": 7,
    "days_expected": 7.5, "days": 7.5, "days_rows": 6, "days_ratio": 7, "extra": 12,
    "rate_before": 9, "rate_now": 9.5, "weight": 7,
}  # fmt: skip
TOTAL, HEADER = 6, 8
"""Rows of the sum of what is shown, and of the headings."""
FIRST = HEADER + 1


@dataclass(frozen=True, slots=True)
class Places:
    """Of one workbook."""

    columns: dict[str, int]
    buildings: int
    count: int
    sheet: str
    """Quoted title, for formulas."""

    @property
    def last(self) -> int:
        """Last row of figures."""
        return HEADER + max(self.count, 1)

    def at(self, key: str, row: int) -> str:
        """A cell of the same sheet."""
        return f"${letter(self.columns[key])}{row}"

    def cell(self, key: str, row: int) -> str:
        """A cell, from another sheet."""
        return f"{self.sheet}!${letter(self.columns[key])}${row}"

    def span(self, key: str) -> str:
        """All rows of a column, from anywhere."""
        name = letter(self.columns[key])
        return f"{self.sheet}!${name}${FIRST}:${name}${self.last}"

    @property
    def block(self) -> int:
        """Heading of the block of buildings, below the rows: any number of them finds room."""
        return self.last + 4

    def building(self, log: int) -> int:
        """Row of a building in its block; its total after the last."""
        return self.block + 1 + log


def places_of(facts: Facts, title: str) -> Places:
    """Places, before anything is written."""
    keys = [
        key for _, group in GROUPS for key in group if key != "building" or facts.several
    ]  # fmt: skip
    columns = {key: at for at, key in enumerate([*keys, *HELPERS], start=1)}
    return Places(columns, len(facts.logs), len(facts.rows), f"'{title}'")
