"""Where things stand on the hidden sheets of the workbook of contract forms."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl.utils import get_column_letter as letter

from robuild.terms.contract_forms import ContractTerm, Selector
from robuild.workbook.contracts.cases import Numbers
from robuild.workbook.page import Book

FIRST = 3
"""Column of the first form on the sheet of forms."""
SELECTORS = tuple(Selector)
FACTS = ("kind_no", "place", "acquisition_nok", "rei", "easy", "repair_hours", "corrective_nok",
          "best_rei", "owner_cost", "owner_pick")  # fmt: skip
GROUPS = (
    "met", "free", "cost", "pick", "cost2", "pick2", "cost3", "pick3", "weight", "weight2",
    "weight3", "end",
)  # fmt: skip
"""Columns of every form on the sheet of options: whether an option meets its minimum, what its
contractor makes smallest, then cost and pick with the own brief (no number), with the reference's
brief (2), of the reference's contractor with this brief (3), and how much is bought."""
LEVEL, LAST_FAMILY = 3, 4
"""Cases stand in families of one for each form: own, at the reference's brief, the reference with
each brief, without factors (`LEVEL`), and last the two ends of the reference."""
CASE_KEYS = (
    "form_no", "brief_no", "owner_fixed", "owner_weight", "life_factor", "acquisition", "contract",
    "contract_pv", "owner_pv", "follow_up_pv", "operation_pv", "premium_pv", "defects_pv", "total",
    "preference", "easy_share", "repair_hours",
)  # fmt: skip
_AT = {key: letter(place + 2) for place, key in enumerate(CASE_KEYS)}
WHO_ROW = 8
"""First row of the forms' selectors and own discounting."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where things stand on the hidden sheets."""

    options: str
    """Title of the sheet of options, quoted for formulas."""
    years: str
    cases: str
    option_rows: tuple[int, int]
    forms: int
    nodes: int
    period: int

    def option(self, column: int) -> str:
        """Range of a column of the options."""
        first, last = self.option_rows
        return f"{self.options}!${letter(column)}${first}:${letter(column)}${last}"

    def block(self, number: int, row: int) -> str:
        """Years 0 … period of one option; block 0 is running, then the nodes."""
        at = 2 + number * self.size + row - self.option_rows[0]
        return f"{self.years}!$B${at}:${letter(2 + self.period)}${at}"

    def block_year(self, number: int, year: int) -> str:
        """All options in one year; the year after the period holds what is left."""
        first = 2 + number * self.size
        column = letter(2 + year)
        return f"{self.years}!${column}${first}:${column}${first + self.size - 1}"

    @property
    def size(self) -> int:
        """How many options there are."""
        return self.option_rows[1] - self.option_rows[0] + 1

    @property
    def year_column(self) -> int:
        """Column of year 0 on the sheet of cases."""
        return 2 + len(CASE_KEYS) + self.nodes

    def case_years(self, row: int, *, rest: bool = False) -> str:
        """Years 0 … period of a row of the cases; with what is left at the end."""
        first = letter(self.year_column)
        last = letter(self.year_column + self.period + int(rest))
        return f"{self.cases}!${first}${row}:${last}${row}"

    @property
    def case_row(self) -> int:
        """Row of the first case."""
        return WHO_ROW + self.forms + 1

    def case(self, number: int, key: str) -> str:
        """A cell of a case, numbered from 0."""
        return f"{self.cases}!${_AT[key]}${self.case_row + number}"

    @property
    def by_year_row(self) -> int:
        """First of three blocks of a row for each form: cost, sum so far, dearer."""
        return self.case_row + 4 * self.forms + 3

    def chosen_option(self, kind: str, form: int) -> int:
        """Column of one of `GROUPS` of a form, numbered from 0."""
        return len(FACTS) + 2 + GROUPS.index(kind) * self.forms + form


def places_of(book: Book, numbers: Numbers) -> Places:
    """Places, before anything is written."""
    options = numbers.comparison.options

    def quoted(key: str) -> str:
        return f"'{book.words.get(f'sheet.{key}.title')}'"

    return Places(
        quoted("contract_options"),
        quoted("contract_years"),
        quoted("contract_cases"),
        (2, len(options.table) + 1),
        len(numbers.forms),
        len(options.nodes),
        options.period_years,
    )


def selector_no(selector: Selector) -> int:
    """Number of a selector in formulas, from 1."""
    return SELECTORS.index(selector) + 1


def weights_column(places: Places, number: int) -> str:
    """Range of the weights of a case, numbered from 0."""
    family = min(number // places.forms, LAST_FAMILY)
    kind = ("weight", "weight2", "weight3", "weight", "end")[family]
    return places.option(places.chosen_option(kind, number - places.forms * family))


def term_of(term: ContractTerm, row: int) -> str:
    """Value of a parameter for the form whose number stands in column B of a row."""
    return f"INDEX(contract_{term},1,$B{row})"
