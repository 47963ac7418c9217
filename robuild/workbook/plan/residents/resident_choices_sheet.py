"""*Beboervalg*: where residents choose a variant, dwelling by dwelling, and what a meeting decided.

For people to fill in. Dwelling codes stay in this file; there is no place for names.
"""

from __future__ import annotations

from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.datavalidation import DataValidation

from robuild.terms.catalog import Catalog, Variant
from robuild.terms.vocabulary import DecideLevel, LocationClass
from robuild.workbook import styles
from robuild.workbook.answers import answer, define_answers
from robuild.workbook.page import A4, Book, Page
from robuild.workbook.styles import Look

KEYS = ("dwelling", "component_name", "now", "choice", "options", "component_key", "variant_ids")
MEETING_KEYS = ("month", "present", "about", "follow_up", "decision")
_WIDTHS = (18, 30, 34, 34, 62, 26, 12)
COMMON = "*"
"""Stands for a code where the residents' meeting chooses for common areas."""
_SHOWN = 5
_MEETING_ROWS = 12
_SMALL = Look(size=9, wrap=True)
_CHOOSES = (DecideLevel.CHOOSES, DecideLevel.DECIDES)


def write_resident_choices(book: Book) -> None:
    """Write the sheet."""
    page = Page(book, "resident_choices", styles.TAB_STAFF)
    page.widths(_WIDTHS)
    row = page.heading(money=False)
    for key in ("resident_choices.how", "resident_choices.no_names", "resident_choices.same_price"):
        page.text(row, 1, book.words.get(key), styles.NOTE)
        row += 1
    row = _meeting(page, row + 1)
    header = row + 2
    for column, key in enumerate(KEYS, start=1):
        page.text(header, column, book.words.get(f"column.resident_choices.{key}"), styles.HEADER)
    page.repeat_header(header)
    row = _choices(page, header)
    page.sheet.freeze_panes = page.sheet.cell(4, 2)
    page.print_setup(paper=A4, landscape=True)
    page.sheet.print_area = f"A1:{letter(_SHOWN)}{row}"
    for column in range(_SHOWN + 1, len(KEYS) + 1):
        page.sheet.column_dimensions[letter(column)].hidden = True


def _meeting(page: Page, row: int) -> int:
    page.text(row, 1, page.words.get("resident_choices.meeting"), styles.SECTION)
    row += 1
    for column, key in enumerate(MEETING_KEYS, start=1):
        page.text(row, column, page.words.get(f"column.meeting.{key}"), styles.HEADER)
    first = row
    for _ in range(_MEETING_ROWS):
        row += 1
        for column, key in enumerate(MEETING_KEYS, start=1):
            answer(page, row, column, str(row - first), key, styles.entry("word"), sheet="meeting")
        page.text(row, 6, str(row - first), styles.NOTE)
    columns = {"id": 6} | {key: at for at, key in enumerate(MEETING_KEYS, start=1)}
    define_answers(page, first + 1, row, columns, sheet="meeting")
    return row


def _choices(page: Page, header: int) -> int:
    book, words = page.book, page.words
    catalog = book.result.catalog
    row, letters = header, _letters(book)
    rules: dict[int, list[str]] = {}
    for code, key, variant_id in _places(book):
        offered = _offered(catalog, key)
        row += 1
        page.text(row, 1, code or words.get("resident_choices.common"), Look(bold=True, size=9))
        page.text(row, 2, book.name_of(catalog.component_by_key[key]), _SMALL)
        page.text(row, 3, book.name_of(catalog.variant_by_id[variant_id]), _SMALL)
        row_id = f"{code or COMMON}|{key}"
        answer(page, row, 4, row_id, "choice", styles.entry("word"))
        page.text(row, 5, "\n".join(_option(book, each, letters) for each in offered), _SMALL)
        page.text(row, 6, row_id, styles.NOTE)
        page.text(row, 7, ";".join(each.variant_id for each in offered), styles.NOTE)
        for place, each in enumerate(offered, start=len(KEYS) + 1):
            page.text(row, place, book.name_of(each), styles.NOTE)
            page.sheet.column_dimensions[letter(place)].hidden = True
        rules.setdefault(len(offered), []).append(f"D{row}")
    if row == header:
        row += 1
        page.text(row, 1, words.get("resident_choices.nothing"), styles.NOTE)
    else:
        page.table("resident_choices", KEYS, header, row)
        define_answers(page, header + 1, row, {"id": 6, "choice": 4})
    for wide, cells in rules.items():
        _drop_down(page, wide, cells)
    return row


def _places(book: Book) -> list[tuple[str, str, str]]:
    """Dwelling code, component key and present variant, wherever residents choose or decide."""
    result = book.result
    decides = result.participation[result.participation["decide_level"].isin(_CHOOSES)]
    lines = result.lines[result.lines["line_id"].isin(set(decides["line_id"]))]
    several = {key for key in lines["component_key"] if len(_offered(result.catalog, str(key))) > 1}
    lines = lines[lines["component_key"].isin(several)].set_index("line_id")
    facts = lines[["location_class", "component_key", "variant_id"]].to_dict("index")
    of_component = result.line_of_component[result.line_of_component["line_id"].isin(lines.index)]
    codes = dict(
        zip(
            result.inventory.components["component_id"],
            result.inventory.components["dwelling_code"], strict=True,
        )
    ) | dict(
        zip(result.not_modelled["addition_id"], result.not_modelled["dwelling_code"], strict=True)
    )  # fmt: skip
    found = set()
    for component_id, line_id in zip(
        of_component["component_id"], of_component["line_id"], strict=True
    ):
        line = facts[line_id]
        place = line["location_class"]
        if place not in (LocationClass.DWELLING, LocationClass.COMMON):
            continue
        code = codes.get(component_id) if place == LocationClass.DWELLING else ""
        if isinstance(code, str):
            found.add((code, str(line["component_key"]), str(line["variant_id"])))
    return sorted(found)


def _offered(catalog: Catalog, key: str) -> list[Variant]:
    return [variant for variant in catalog.variants if variant.component_key == key]


def _letters(book: Book) -> dict[str, str]:
    """Variant -> class letter."""
    table = book.result.repair_ease
    return dict(zip(table["variant_id"], table["repair_ease_class"], strict=True))


def _option(book: Book, variant: Variant, letters: dict[str, str]) -> str:
    look = book.words.word("institutional_look", variant.institutional_look)
    ease = book.words.get("resident_choices.ease", letter=letters[variant.variant_id])
    return f"• {book.name_of(variant)} ({ease}; {look})"


def _drop_down(page: Page, wide: int, cells: list[str]) -> None:
    """Options stand in hidden cells of each row, `wide` of them."""
    first = cells[0].removeprefix("D")
    last = letter(len(KEYS) + wide)
    listed = f"=${letter(len(KEYS) + 1)}{first}:${last}{first}"
    rule = DataValidation(type="list", formula1=listed, allow_blank=True)
    rule.showErrorMessage = False  # an answer of their own is an answer too
    for cell in cells:
        rule.add(cell)
    page.sheet.add_data_validation(rule)
