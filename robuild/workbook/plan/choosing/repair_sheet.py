"""*Reparasjon*: how easy the building is to repair, and the least change that makes it easier.

Values of the run: what a change is worth takes costing every line anew.
"""

from __future__ import annotations

from typing import Any

from openpyxl.utils import get_column_letter as letter

from robuild.terms.vocabulary import Answer, Criterion
from robuild.workbook import styles
from robuild.workbook.page import A3, Book, Page, is_missing
from robuild.workbook.plan.freshness import state_of_run
from robuild.workbook.plan.front.count_charts import ROWS, ease_chart
from robuild.workbook.plan.lines.line_numbers import Line
from robuild.workbook.styles import Look

KEYS = (
    "component_name", "place", "variant", "repair_ease_class", "rei", "weakest", "change", "lifts",
    "saved_nok", "worth_nok_per_unit", "easier_variant", "easier_class", "easier_extra_nok",
    "repair_nok", "whole_nok", "advice",
)  # fmt: skip
_WIDTHS = (28, 22, 34, 7, 8, 24, 46, 10, 12, 12, 36, 7, 12, 11, 11, 34)
_SMALL = Look(size=9, wrap=True, indent=1)
_LETTER = Look(bold=True, align="center")
_INDEX = styles.number("two", size=9)
_AMOUNT = styles.number("whole", size=9)


def write_repair(book: Book, lines: list[Line]) -> None:
    """Write the sheet."""
    page = Page(book, "repair", styles.TAB_OWNER)
    page.widths(_WIDTHS)
    row = page.heading(money=True)
    state_of_run(page, row - 1, 3, 6)
    last = _places(page, row)
    ease_chart(page, row, len(KEYS) + 1, (7, 12))
    for column in (len(KEYS) + 1, len(KEYS) + 2):
        page.sheet.column_dimensions[letter(column)].hidden = True
    row = max(last, row + ROWS + 1)
    for key in ("repair.least", "repair.worth", "repair.advice_rule"):
        page.text(row, 1, book.words.get(key), styles.NOTE)
        row += 1
    header = row + 1
    for column, key in enumerate(KEYS, start=1):
        right = key.endswith(("nok", "unit", "rei"))
        page.text(
            header, column, book.words.get(f"column.repair.{key}"),
            styles.HEADER_RIGHT if right else styles.HEADER,
        )  # fmt: skip
    page.sheet.row_dimensions[header].height = 42
    row = _lines(page, header, lines)
    page.sheet.freeze_panes = page.sheet.cell(header + 1, 2)
    page.print_setup(paper=A3, landscape=True, repeat_rows=f"{header}:{header}")
    page.sheet.print_area = f"A1:{letter(len(KEYS))}{row}"


def _places(page: Page, row: int) -> int:
    """Index of the building and of each kind of place."""
    words = page.words
    for column in range(1, 7):
        page.blank(row, column, styles.HEADER)
    page.text(row, 1, words.get("repair.places"), styles.HEADER)
    page.sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=3)
    for column, key in ((4, "repair_ease_class"), (5, "rei"), (6, "interventions")):
        look = styles.HEADER if column == 4 else styles.HEADER_RIGHT
        page.text(row, column, words.get(f"column.repair.{key}"), look)
    for record in page.book.result.repair.ease_of_places.to_dict("records"):
        row += 1
        place, kind = record["location_class"], str(record["dwelling_type"])
        whole = is_missing(place)
        label = words.get("repair.building") if whole else words.word("location_class", place)
        look = Look(bold=whole, indent=0 if whole else (2 if kind else 1))
        page.text(row, 1, kind or label, look)
        page.text(row, 4, record["repair_ease_class"], _LETTER)
        page.number(row, 5, record["rei"], _INDEX)
        page.number(row, 6, record["interventions_per_year"], styles.number("one"))
    return row + 2


def _lines(page: Page, header: int, lines: list[Line]) -> int:
    findings = page.book.result.repair
    by_id = {str(line.cells["line_id"]): line for line in lines}
    advice = {
        str(row["line_id"]): {str(k): v for k, v in row.items()}
        for row in findings.repair_or_replace.to_dict("records")
    }
    records = [{str(k): v for k, v in row.items()} for row in _sorted(page)]
    row = header
    for record in records:
        row += 1
        line_id = str(record["line_id"])
        _write_line(page, row, record, by_id[line_id], advice[line_id])
    if row > header:
        page.filtered(len(KEYS), header, row)
    return row


def _sorted(page: Page) -> list[dict[Any, Any]]:
    """What saves most first; what cannot be said last."""
    table = page.book.result.repair.improvements
    records: list[dict[Any, Any]] = table.sort_values(
        "saved_nok", ascending=False, na_position="last", kind="stable"
    ).to_dict("records")
    return records


def _write_line(
    page: Page, row: int, found: dict[str, Any], line: Line, advice: dict[str, Any]
) -> None:
    words, catalog = page.words, page.book.result.catalog
    page.text(row, 1, line.cells["component_name"], _SMALL)
    page.text(row, 2, line.cells["place"], _SMALL)
    page.text(row, 3, line.cells["variant_name"], _SMALL)
    page.text(row, 4, found["repair_ease_class"], _LETTER)
    page.number(row, 5, found["rei"], _INDEX)
    page.text(row, 6, words.word("criterion", Criterion(found["weakest_criterion"])), _SMALL)
    nothing = is_missing(found["criterion"])
    page.text(row, 7, words.get("repair.no_change") if nothing else change_words(page.book, found),
              _SMALL)  # fmt: skip
    lifts = words.get("word.nothing")
    if not nothing:
        yes = found["lifts_class"] == Answer.YES
        letters = f"{found['repair_ease_class']} → {found['better_class']}"
        lifts = letters if yes else words.get("word.no")
    page.text(row, 8, lifts, Look(size=9, align="center"))
    for column, key in ((9, "saved_nok"), (10, "worth_nok_per_unit")):
        _amount(page, row, column, found[key], nothing=nothing and bool(line.cells["known"]))
    easier = found["easier_variant_id"]
    none = is_missing(easier)
    name = words.get("repair.no_easier")
    if not none:
        name = page.book.name_of(catalog.variant_by_id[easier])
    page.text(row, 11, name, _SMALL)
    page.text(row, 12, words.get("word.nothing") if none else found["easier_class"], _LETTER)
    _amount(page, row, 13, found["easier_extra_nok_per_unit"], nothing=none)
    page.number(row, 14, advice["repair_event_nok"], _AMOUNT)
    page.number(row, 15, advice["total_loss_event_nok"], _AMOUNT)
    age = advice["break_even_age_years"]
    years = "" if is_missing(age) else f"{age:.0f}"
    page.text(row, 16, words.get(f"repair_advice.{advice['advice']}", years=years), _SMALL)


def _amount(page: Page, row: int, column: int, value: Any, *, nothing: bool) -> None:
    if nothing:
        page.text(row, column, page.words.get("word.nothing"), Look(size=9, align="right"))
    else:
        page.number(row, column, value, _AMOUNT)


def change_words(book: Book, found: dict[str, Any]) -> str:
    """`screw or bolt instead of sealant or soft glue (connection)`."""
    criterion = Criterion(found["criterion"])
    names = {
        row.level: book.name_of(row)
        for row in book.result.catalog.repair_levels
        if row.criterion is criterion
    }
    level = found["level"]
    before = book.words.get("word.not_known") if is_missing(level) else names[level]
    return book.words.get(
        "repair.change", better=names[found["better_level"]], now=before,
        criterion=book.words.word("criterion", criterion),
    )  # fmt: skip
