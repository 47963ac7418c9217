"""What the sheets of a bidder workbook share: keys, places, answers and their limits."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.datavalidation import DataValidation

from robuild.telling import levels_of, name_of
from robuild.terms.tender import BID_LEVELS, EvidenceClass, Position, Tender
from robuild.terms.vocabulary import Criterion
from robuild.workbook import styles
from robuild.workbook.page import Book, Page
from robuild.workbook.styles import Look

Answers = Mapping[str, object]
"""Column of `BID_ANSWERS` -> answer; a column that is not there is not answered."""
KEY_ROW, HEADER_ROW, FIRST_ROW = 1, 7, 8
PRICES = (
    "element_code", "position_id", "name", "unit", "quantity", "minimum", "product",
    "unit_price_nok", "amount_nok", "material_price_nok", "hours", "life_years", "life_evidence",
    "warranty_years", "lead_time_days", "status",
)  # fmt: skip
REPAIR = (
    "element_code", "position_id", "name", "minimum_levels", *BID_LEVELS.values(),
    "levels_evidence", "repair_ease", "spare_part_nok", "spare_parts_years", "instruction_link",
    "status",
)  # fmt: skip
LISTED = {**{column: c for c, column in BID_LEVELS.items()}, "life_evidence": None,
          "levels_evidence": None}  # fmt: skip
LIMITS = {
    "unit_price_nok": (0.0, 1e9), "material_price_nok": (0.0, 1e9), "hours": (0.0, 1000.0),
    "life_years": (0.1, 200.0), "warranty_years": (0.0, 100.0), "lead_time_days": (0.0, 3650.0),
    "spare_part_nok": (0.0, 1e9), "spare_parts_years": (0.0, 100.0),
}  # fmt: skip
LENGTHS = {"product": 200, "instruction_link": 500}
ANSWERS = frozenset({*LISTED, *LIMITS, *LENGTHS})
"""Yellow columns."""
_FORMATS = {"unit_price_nok": "#,##0.00", "material_price_nok": "#,##0.00",
            "spare_part_nok": "#,##0.00", "hours": "0.00"}  # fmt: skip
LOCKED = Look(size=9, wrap=True, box="thin", fill=styles.GREY_LIGHT, indent=1, vertical="center")
LOCKED_NUMBER = Look(size=9, align="right", box="thin", fill=styles.GREY_LIGHT,
                     vertical="center")  # fmt: skip
STATUS = Look(size=9, wrap=True, bold=True, box="thin", indent=1, vertical="center")
_ENTRY = Look(size=9, wrap=True, colour=styles.INPUT_INK, fill=styles.INPUT_FILL, box="thin",
              unlocked=True, indent=1, vertical="center")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Form:
    """A bidder workbook being written."""

    book: Book
    tender: Tender
    filled: Mapping[str, Answers]
    """position_id -> answers of an example; empty in a form to fill in."""

    @property
    def last_row(self) -> int:
        """Row of the last position."""
        return HEADER_ROW + len(self.tender.positions)

    def answers(self, position: Position) -> Answers:
        """Answers of a position."""
        return self.filled.get(position.position_id, {})

    def column(self, keys: Sequence[str], key: str) -> str:
        """Range of a column over all positions, absolute, on its own sheet."""
        at = letter(keys.index(key) + 1)
        return f"${at}${FIRST_ROW}:${at}${self.last_row}"

    def word(self, key: str) -> str:
        """What a formula answers with."""
        return self.book.words.get(f"bid.state.{key}")

    def shown(self, column: str, value: object) -> object:
        """An answer as it stands in its cell: levels and evidence as the words of the list."""
        if column not in LISTED:
            return value
        criterion = LISTED[column]
        if criterion is None:
            return self.book.words.word("evidence_class", value)
        rows = levels_of(self.tender, criterion)
        return next(name_of(row, self.book.words) for row in rows if row.level == value)


def write_answer(page: Page, form: Form, row: int, at: int, key: str, value: object) -> None:
    """A yellow cell, empty or with the answer of an example."""
    look = _ENTRY
    if key in LIMITS:
        look = Look(
            size=9, colour=styles.INPUT_INK, fill=styles.INPUT_FILL, box="thin", unlocked=True,
            align="right", vertical="center", format=_FORMATS.get(key, "General"),
        )  # fmt: skip
    if value is None:
        page.blank(row, at, look)
    elif key in LIMITS:
        page.number(row, at, value, look)
    else:
        page.text(row, at, form.shown(key, value), look)


def add_limits(page: Page, form: Form, keys: Sequence[str]) -> None:
    """What each yellow column takes, and what is said when it is something else."""
    words = page.words
    for at, key in enumerate(keys, start=1):
        if key not in ANSWERS:
            continue
        if key in LIMITS:
            low, high = LIMITS[key]
            rule = DataValidation(
                type="decimal", operator="between", formula1=f"{low:.15g}", formula2=f"{high:.15g}"
            )
            said = words.get("bid.error.number", low=_plain(low), high=_plain(high))
        elif key in LENGTHS:
            rule = DataValidation(
                type="textLength", operator="lessThanOrEqual", formula1=str(LENGTHS[key])
            )
            said = words.get("bid.error.text", most=LENGTHS[key])
        else:
            rule = DataValidation(type="list", formula1=f"={words_name(key)}")
            said = words.get("bid.error.list")
        rule.allow_blank = True
        rule.showErrorMessage = rule.showInputMessage = True
        rule.errorTitle = words.get("assumptions.not_allowed")[:32]
        rule.error = said[:225]
        rule.promptTitle = words.get(f"column.bid.{key}")[:32]
        rule.prompt = words.get(f"bid.prompt.{_prompt(key)}")[:250]
        page.sheet.add_data_validation(rule)
        rule.add(f"{letter(at)}{FIRST_ROW}:{letter(at)}{form.last_row}")


def head(page: Page, form: Form, keys: Sequence[str], widths: Sequence[float], home: str) -> None:
    """Hidden keys, title, purpose, where the other sheets are, and the visible header."""
    words = page.words
    page.widths(widths)
    for at, key in enumerate(keys, start=1):
        page.text(KEY_ROW, at, key, styles.NOTE)
    page.sheet.row_dimensions[KEY_ROW].hidden = True
    # headings stand in the first column, so that the column of ids holds ids alone
    page.text(2, 1, page.title, styles.TITLE)
    page.sheet.row_dimensions[2].height = 28
    page.text(3, 1, words.get(f"sheet.{page.key}.purpose"), styles.SUBTITLE)
    page.text(4, 1, words.get("bid.yellow"), styles.NOTE)
    page.link(5, 1, words.get("bid.back"), home)
    for at, key in enumerate(keys, start=1):
        right = key in LIMITS or key in ("quantity", "amount_nok", "repair_ease")
        look = styles.HEADER_RIGHT if right else styles.HEADER_INSET
        page.text(HEADER_ROW, at, words.get(f"column.bid.{key}"), look)
    page.sheet.row_dimensions[HEADER_ROW].height = 54
    page.sheet.freeze_panes = page.sheet.cell(FIRST_ROW, 4)
    page.sheet.auto_filter.ref = f"A{HEADER_ROW}:{letter(len(keys))}{max(form.last_row, FIRST_ROW)}"
    for row in range(FIRST_ROW, form.last_row + 1):
        page.sheet.row_dimensions[row].height = 39  # three lines of what may be chosen


def colour_states(page: Page, form: Form, keys: Sequence[str]) -> None:
    """What is missing stands out; the words say it too."""
    at = letter(keys.index("status") + 1)
    cells = f"{at}{FIRST_ROW}:{at}{form.last_row}"
    page.flag(cells, f"${at}{FIRST_ROW}=bid_state_ok", "E6F2E1", "2F6B1E")
    page.flag(cells, f"${at}{FIRST_ROW}<>bid_state_ok", styles.AMBER_LIGHT, styles.AMBER)


def words_name(column: str) -> str:
    """Defined name of the words that a drop-down offers."""
    criterion = LISTED[column]
    return "bid_words_evidence" if criterion is None else f"bid_words_{str(criterion).lower()}"


def values_name(criterion: Criterion) -> str:
    """Defined name of the values of those levels."""
    return f"bid_values_{str(criterion).lower()}"


def number_of(answers: Answers, key: str) -> float | None:
    """A numeric answer; `None` where there is none."""
    value = answers.get(key)
    return float(value) if isinstance(value, int | float) and not math.isnan(value) else None


def _prompt(key: str) -> str:
    return "level" if key in BID_LEVELS.values() else key


def _plain(value: float) -> str:
    return f"{value:,.10g}".replace(",", " ")


__all__ = ["EvidenceClass", "Form"]
