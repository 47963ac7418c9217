"""*Boligkort*: one printed page for each type of dwelling; never for a dwelling of somebody."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from openpyxl.worksheet.pagebreak import Break

from robuild.telling import Home, HomeThing, homes
from robuild.workbook import styles
from robuild.workbook.answers import answer, define_answers
from robuild.workbook.page import A4, Book, Page
from robuild.workbook.styles import Look

FIELDS = ("report_to", "water", "electricity", "heating", "ventilation", "shelf")
"""What the owner fills in on each card."""
KEYS = ("component", "amount", "variant", "article", "class", "together", "id")
_WIDTHS = (34, 10, 46, 32, 8, 22, 6)
_SHOWN = 6
_ROW = 12.5
"""Height of a row of things [pt]."""
_USUAL_ROW = 15.0
_PAPER = (530.0, 756.0)
"""Room on A4 between the margins [pt]."""
_CHARACTER, _EDGE = 5.25, 3.75
"""Width of a column [pt]: so much for each character, and its edges."""
_SAFE, _MOST = 1.05, 2.0
_SMALL = Look(size=9, wrap=True, box="under")
_INSET = Look(size=9, wrap=True, box="under", indent=1)
_FIELD = Look(
    size=10, colour=styles.INPUT_INK, fill=styles.INPUT_FILL, box="thin", unlocked=True, wrap=True
)


def write_dwelling_cards(book: Book) -> None:
    """Write the sheet."""
    page = Page(book, "dwelling_cards", styles.TAB_STAFF)
    page.widths(_WIDTHS)
    first = row = page.heading(money=False)
    articles = _articles(book)
    cards = homes(book.result, book.words)
    starts = [1]
    for number, home in enumerate(cards):
        if number:
            page.sheet.row_breaks.append(Break(id=row - 1))
            starts.append(row)
        row = _card(page, row, home, articles) + 2
    if not cards:
        page.text(row, 1, book.words.get("turnover.nothing"), styles.NOTE)
        row += 1
    define_answers(page, first, row, {"id": 7, "value": 3})
    page.sheet.column_dimensions["G"].hidden = True
    page.sheet.freeze_panes = page.sheet.cell(4, 2)
    page.print_setup(paper=A4, landscape=False)
    page.sheet.print_area = f"A1:F{row}"
    _one_page_each(page, [*starts, row + 1])


def _one_page_each(page: Page, starts: list[int]) -> None:
    """Columns so wide that a card fits its page when the sheet is fitted to the page's width."""
    heights = page.sheet.row_dimensions
    tallest = max(
        sum(heights[row].height or _USUAL_ROW for row in range(first, after))
        for first, after in pairwise(starts)
    )
    width = sum(each * _CHARACTER + _EDGE for each in _WIDTHS[:_SHOWN])
    wanted = min(_SAFE * tallest * _PAPER[0] / _PAPER[1], _MOST * width)
    more = max(0.0, wanted - width) / _CHARACTER / 2
    for letter, usual in (("C", _WIDTHS[2]), ("D", _WIDTHS[3])):
        page.sheet.column_dimensions[letter].width = usual + more


def _articles(book: Book) -> dict[tuple[str, str], str]:
    """Makers and article numbers of what stands on each line, as the model names them."""
    result = book.result
    table = result.line_of_component[["component_id", "line_id"]].merge(
        result.inventory.components[["component_id", "manufacturer", "article_number"]],
        on="component_id",
    )
    lines = result.lines.set_index("line_id")[["component_key", "dwelling_type"]].to_dict("index")
    found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for line_id, maker, number in zip(
        table["line_id"], table["manufacturer"], table["article_number"], strict=True
    ):
        told = " ".join(each for each in (maker, number) if isinstance(each, str) and each)
        if told:
            line = lines[line_id]
            found[str(line["dwelling_type"]), str(line["component_key"])][told] = None
    return {key: "; ".join(list(told)[:4]) for key, told in found.items()}


def _card(page: Page, row: int, home: Home, articles: dict[tuple[str, str], str]) -> int:
    words = page.words
    for column in range(1, _SHOWN + 1):
        page.blank(row, column, styles.SECTION)
    title = words.get("dwelling_cards.card", name=home.name, count=home.count)
    page.text(row, 1, title, styles.SECTION)
    page.sheet.row_dimensions[row].height = 22
    for field in FIELDS:
        row += 1
        page.text(row, 1, words.get(f"dwelling_cards.{field}"), Look(size=9, bold=True))
        row_id = f"{home.key}|{field}"
        answer(page, row, 3, row_id, "value", _FIELD)
        page.sheet.merge_cells(start_row=row, start_column=3, end_row=row, end_column=_SHOWN)
        page.text(row, 7, row_id, styles.NOTE)
    row += 2
    for column, key in enumerate(KEYS[:_SHOWN], start=1):
        page.text(row, column, words.get(f"column.dwelling_cards.{key}"),
                  styles.HEADER_INSET if key == "variant" else styles.HEADER)  # fmt: skip
    for thing in home.things:
        row += 1
        page.sheet.row_dimensions[row].height = _ROW
        _thing(page, row, thing, articles.get((home.key, thing.component_key), ""))
    row += 1
    page.text(row, 1, words.get("dwelling_cards.levels"), styles.NOTE_WRAPPED)
    page.sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=_SHOWN)
    page.sheet.row_dimensions[row].height = 26
    return row


def _thing(page: Page, row: int, thing: HomeThing, article: str) -> None:
    words = page.words
    page.text(row, 1, thing.component, _SMALL)
    page.text(row, 2, thing.amount, Look(size=9, box="under", align="right"))
    page.text(row, 3, thing.variant, _INSET)
    page.text(row, 4, article or words.get("word.not_known"), _SMALL)
    page.text(row, 5, thing.letter, Look(bold=True, align="center", box="under"))
    level = thing.best_do
    told = f"{level} {words.word('do_level', level)}" if level else words.get("word.nothing")
    page.text(row, 6, told, _SMALL)
