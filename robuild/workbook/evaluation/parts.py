"""What the sheets of the evaluation workbook share."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.datavalidation import DataValidation

from robuild.language import Texts
from robuild.workbook import styles
from robuild.workbook.page import Page
from robuild.workbook.styles import Look

SMALL = Look(size=9, wrap=True)
CODE = Look(size=9, colour=styles.GREY)
GOOD = "DCEBD2"
BAD = "F6DAD5"
WHOLE, ONE, TWO = (styles.number(kind, size=9) for kind in ("whole", "one", "two"))
KR = styles.number("kr", size=9)
TIMES = styles.number('0.0#"×"', size=9)
RATE = styles.number("0.0000", size=9)
SHARE = styles.number("share", size=9)
SAID = Look(size=9, indent=1)
NOTHING = Look(size=9, colour=styles.FADED, align="right")


def home(page: Page) -> int:
    """Title, purpose and a link back; the first free row."""
    page.text(1, 1, page.title, styles.TITLE)
    page.sheet.row_dimensions[1].height = 28
    page.text(2, 1, page.words.get(f"sheet.{page.key}.purpose"), styles.SUBTITLE)
    page.link(3, 1, page.words.get("evaluation_book.back"), "evaluation")
    return 4


def header(
    page: Page, row: int, keys: Sequence[str], left: Sequence[str], *, start: int = 1
) -> None:
    """Headings of columns; numbers stand to the right."""
    for column, key in enumerate(keys, start=start):
        look = styles.HEADER if key in left else styles.HEADER_RIGHT
        if key in ("verdict", "advice", "tells", "not_learned"):
            look = styles.HEADER_INSET
        page.text(row, column, page.words.get(f"evaluation_book.column.{key}"), look)


def number(page: Page, row: int, column: int, value: object, look: Look) -> None:
    """A number, or a dash where there is none to tell."""
    if value is None:
        page.text(row, column, page.words.get("word.nothing"), NOTHING)
    else:
        page.number(row, column, value, look)


def quoted(words: Texts, key: str) -> str:
    """A word as it stands in a formula."""
    return '"' + words.get(key).replace('"', '""') + '"'


def entry(
    page: Page, row: int, columns: tuple[int, int], name: str, value: float, kind: str,
    limits: tuple[float, float],
) -> None:  # fmt: skip
    """A named input with its label: the label's column and the cell's."""
    label, column = columns
    page.text(row, label, page.words.get(f"evaluation_book.input.{name}"), Look(size=9))
    page.number(row, column, value, styles.entry(kind))
    page.define(f"evaluation_{name}", row, column)
    limit(page, f"{letter(column)}{row}", limits, blank=False)


def limit(page: Page, place: str, limits: tuple[float, float], *, blank: bool) -> None:
    """Only numbers between two others may be entered."""
    low, high = (f"{each:g}" for each in limits)
    rule = DataValidation(type="decimal", operator="between", formula1=low, formula2=high,
                          allow_blank=blank, showErrorMessage=True)  # fmt: skip
    rule.errorTitle = page.words.get("assumptions.not_allowed")[:32]
    rule.error = page.words.get("assumptions.limits", low=low, high=high)
    page.sheet.add_data_validation(rule)
    rule.add(place)


def hide(page: Page, columns: Sequence[int]) -> None:
    """Hide helper columns."""
    for column in columns:
        page.sheet.column_dimensions[letter(column)].hidden = True
