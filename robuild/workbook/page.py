"""One sheet being written: every cell goes through here, so nothing unsafe or empty gets in."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from robuild.language import Texts, source_told
from robuild.plan_result import PlanResult
from robuild.tabular import NumberBlock, put_formula, put_number, put_text
from robuild.terms.carried import Shelf
from robuild.terms.catalog import Source
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Language
from robuild.workbook import styles
from robuild.workbook.offers import Offers
from robuild.workbook.rules import formula_rule
from robuild.workbook.styles import Look, Wardrobe
from robuild.workbook.timing import Timing

Value = float | int | str | bool
A4, A3 = 9, 8
_HIGHEST_ROW = 400.0
_RATE_ROOM = 18
"""Characters for a period or rate with its words, the same in every language."""


@dataclass(slots=True)
class Book:
    """The workbook being written and what all its sheets share."""

    result: PlanResult
    words: Texts
    workbook: Workbook
    wardrobe: Wardrobe
    timing: Timing
    cached: dict[str, dict[str, Value]] = field(default_factory=dict)
    """Sheet title -> cell -> what the Python engine says the formula gives."""
    tables: dict[str, list[str]] = field(default_factory=dict)
    """Table name -> column keys, for reading the file back."""

    blocks: dict[str, NumberBlock] = field(default_factory=dict)
    """Sheet title -> plain numbers beside its cells."""
    header: str = ""
    """Text in the middle of the head of every printed page, from a template."""
    own_titles: tuple[str, ...] = ()
    """Sheets of a template."""
    offers: Offers = field(init=False)
    """What can be chosen for its lines."""
    pages: dict[str, str] = field(default_factory=dict)
    """Sheet title -> key."""
    applied_levels: dict[str, int] = field(default_factory=dict)
    """Level of participation -> tasks it applies to, after what somebody lowered."""
    inputs: dict[str, Value] = field(default_factory=dict)
    """Input cell by defined name -> what was written in it."""
    lcc_rows: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    """Engine -> line_id -> row of its table of costs."""

    shelf: Shelf = field(init=False)
    """What people wrote in an earlier workbook."""
    plain: Settings | None = None
    """Settings of a workbook without a plan (`plain_book`), which has no `result`."""

    def __post_init__(self) -> None:
        if self.plain is not None:
            return
        self.offers = Offers(self.result)
        earlier = self.result.earlier
        self.shelf = Shelf(earlier.cells if earlier else ())

    @property
    def settings(self) -> Settings:
        """What amounts of the book rest on."""
        return self.plain or self.result.settings

    def name_of(self, row: object) -> str:
        """Catalog name of a component, variant, task or level in the language of the book."""
        return str(getattr(row, f"name_{self.words.language}"))

    def source_title(self, source: Source) -> str:
        """Who says it, in the language of the book where the source is robuild's own."""
        return source_told(self.words, source.source_id, source.title)[0]

    def define(self, name: str, reference: str) -> None:
        """A defined name for the whole workbook; `reference` with sheet and absolute."""
        self.workbook.defined_names[name] = DefinedName(name, attr_text=reference)


def is_missing(value: object) -> bool:
    """Whether a table value stands for not known."""
    return value is None or (isinstance(value, float) and math.isnan(value))


class Page:
    """One sheet, by key; the title is a translated text."""

    def __init__(self, book: Book, key: str, tab_colour: str) -> None:
        self.book = book
        self.key = key
        self.words = book.words
        self.title = book.words.get(f"sheet.{key}.title")
        # openpyxl takes more than its stubs say: merged cells, headers, panes
        self.sheet: Any = book.workbook.create_sheet(self.title)
        self.sheet.sheet_properties.tabColor = tab_colour
        self.sheet.sheet_view.showGridLines = False
        self.sheet.sheet_view.zoomScale = 100
        book.cached[self.title] = {}
        book.pages[self.title] = key
        self._flush_right: tuple[int, int] = (0, 0)

    @classmethod
    def over(cls, book: Book, sheet: Worksheet) -> Page:
        """A page over a sheet that is there already."""
        page = cls.__new__(cls)
        page.book, page.words, page.sheet = book, book.words, sheet
        page.key = page.title = sheet.title
        page._flush_right = (0, 0)
        book.cached.setdefault(sheet.title, {})
        return page

    def text(self, row: int, column: int, value: object, look: Look = styles.TEXT) -> Cell:
        """Untrusted or own text, never a formula; a word where it is missing."""
        cell = self._cell(row, column)
        if is_missing(value) or value == "":
            value, look = self.words.get("word.not_known"), _gap(look)
        look = self._beside(row, column, look)
        self.book.wardrobe.dress(cell, look)
        put_text(cell, str(value))
        if look.wrap:
            self._make_room(row, column, str(value), look)
        return cell

    def _cell(self, row: int, column: int) -> Cell:
        # as `sheet.cell`, which looks each new cell up four times
        cells = self.sheet._cells
        cell: Cell | None = cells.get((row, column))
        if cell is None:
            cell = cells[row, column] = Cell(self.sheet, row=row, column=column)
        return cell

    def _beside(self, row: int, column: int, look: Look) -> Look:
        """Text right after a number stands a little in: the two would read as one."""
        after_number = self._flush_right == (row, column - 1)
        if look.align == "right":
            self._flush_right = (row, column)
        elif after_number and look.align is None and not look.indent:
            return styles.inset(look)
        return look

    def _make_room(self, row: int, column: int, text: str, look: Look) -> None:
        """Row height for wrapped text: not every program finds it by itself."""
        if len(text) < 8:
            return
        room = max(self.width_of(column) * 12.0 / look.size - look.indent - 1, 4)
        if len(text) <= room and "\n" not in text:
            return
        lines = sum(max(1, math.ceil(len(part) / room)) for part in text.split("\n"))
        dimension = self.sheet.row_dimensions[row]
        height = min(lines * look.size * 1.36 + 2.5, _HIGHEST_ROW)
        if lines > 1 and height > (dimension.height or 0):
            dimension.height = height

    def number(self, row: int, column: int, value: Any, look: Look) -> Cell:
        """A number, or the word for missing."""
        if is_missing(value):
            return self.text(row, column, None, look)
        cell = self._cell(row, column)
        self.book.wardrobe.dress(cell, self._beside(row, column, look))
        put_number(cell, value)
        return cell

    def blank(self, row: int, column: int, look: Look) -> Cell:
        """An empty cell that is dressed, for people to fill in or for a band of colour."""
        cell = self._cell(row, column)
        self.book.wardrobe.dress(cell, look)
        return cell

    def formula(self, row: int, column: int, formula: str, value: object, look: Look) -> Cell:
        """A live formula with the value the Python engine gives for it.

        A value that is missing is shown as the word the formula itself gives for missing.
        """
        shown: Any = self.words.get("word.missing") if is_missing(value) else value
        cell = self._cell(row, column)
        if look.align == "right" or isinstance(shown, str):
            look = self._beside(row, column, look)
        self.book.wardrobe.dress(cell, look)
        put_formula(cell, formula, shown, self.book.cached[self.title])
        if look.wrap and isinstance(shown, str):
            self._make_room(row, column, shown, look)
        return cell

    def address(self, row: int, column: int) -> str:
        """Absolute address with sheet, for formulas elsewhere and defined names."""
        return f"{quote_sheetname(self.title)}!${get_column_letter(column)}${row}"

    def span(self, first_row: int, first_column: int, last_row: int, last_column: int) -> str:
        """Absolute range with sheet."""
        last = f"${get_column_letter(last_column)}${last_row}"
        return f"{self.address(first_row, first_column)}:{last}"

    def define(self, name: str, row: int, column: int) -> None:
        """Name one cell."""
        self.book.define(name, self.address(row, column))

    def heading(self, *, money: bool, weighted: bool = False, home: str = "summary") -> int:
        """Title, what the sheet is for and, where there is money, what the amounts mean.

        Column widths must be set before: a live number never runs over into the next cell.

        Returns:
            The first free row.
        """
        self.text(1, 1, self.title, styles.TITLE)
        self.sheet.row_dimensions[1].height = 28
        self.text(2, 1, self.words.get(f"sheet.{self.key}.purpose"), styles.SUBTITLE)
        row = 3
        if money:
            row = self.money_lines(row, weighted=weighted)
        back = "word.to_summary" if home == "summary" else f"{home}.back"
        self.link(row, 1, self.words.get(back), home)
        return row + 2

    def money_lines(self, row: int, *, weighted: bool) -> int:
        """Period and rates, live, and the conventions behind every amount."""
        settings = self.book.settings
        parts: list[tuple[str, Value, str]] = [
            ("period_years", settings.period_years, "0"),
            ("real_rate_1", settings.real_rate_1, "0.0 %"),
            ("real_rate_2", settings.real_rate_2, "0.0 %"),
            ("real_rate_3", settings.real_rate_3, "0.0 %"),
        ]
        if weighted:
            parts.append(("alpha", settings.alpha, "0.0#"))
        column = 1
        for key, value, number_format in parts:
            before, after = self.words.get(f"money.{key}").split("#")
            look = Look(
                format=f'"{before}"{number_format}"{after}"',
                size=9,
                colour=styles.INK,
                align="left",
            )
            self.formula(row, column, f"={key}", value, look)
            column = self.merge_for(row, column, _RATE_ROOM)
        self.text(
            row + 1, 1, self.words.get("money.conventions", year=settings.price_year), styles.NOTE
        )
        if weighted:
            self.text(row + 2, 1, self.words.get("money.weighted"), styles.NOTE)
            return row + 3
        return row + 2

    def merge_for(self, row: int, column: int, characters: float) -> int:
        """Join cells from a column on until so many characters fit.

        Returns:
            The next free column.
        """
        last, room = column, self.width_of(column)
        while room < characters:
            last += 1
            room += self.width_of(last)
        if last > column:
            self.sheet.merge_cells(start_row=row, start_column=column, end_row=row, end_column=last)
        return last + 1

    def width_of(self, column: int) -> float:
        """Width of a column in characters; nothing where it is hidden."""
        dimension = self.sheet.column_dimensions[get_column_letter(column)]
        return 0.0 if dimension.hidden else float(dimension.width)

    def link(self, row: int, column: int, label: str, sheet_key: str) -> None:
        """A link to another sheet of this workbook."""
        title = self.words.get(f"sheet.{sheet_key}.title")
        self.link_to(row, column, label, f"{quote_sheetname(title)}!A1")

    def link_to(self, row: int, column: int, label: str, place: str) -> None:
        """A link to a place in this workbook, never to anything outside it."""
        cell = self.text(row, column, label, styles.LINK)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place)
        self.book.wardrobe.dress(cell, styles.LINK)

    def table(self, name: str, keys: Sequence[str], header_row: int, last_row: int) -> None:
        """Make an Excel table of a range whose header is written already."""
        reference = f"A{header_row}:{get_column_letter(len(keys))}{last_row}"
        made = Table(displayName=name, name=name, ref=reference)
        made.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
        self.sheet.add_table(made)
        self.book.tables[name] = list(keys)

    def filtered(self, columns: int, header_row: int, last_row: int) -> None:
        """Filter buttons on a range that nobody writes into and nothing reads back."""
        self.sheet.auto_filter.ref = f"A{header_row}:{get_column_letter(columns)}{last_row}"

    def widths(self, widths: Sequence[float]) -> None:
        """Column widths from the first column on, in characters."""
        for column, width in enumerate(widths, start=1):
            self.sheet.column_dimensions[get_column_letter(column)].width = width

    def flag(
        self, reference: str, condition: str, fill: str, ink: str, *, bold: bool = True
    ) -> None:
        """Colour cells of a range where a condition holds (the words say it too)."""
        rule = formula_rule(
            formula=[condition],
            fill=PatternFill(bgColor=fill, fill_type="solid"),
            font=Font(color=ink, bold=bold),
        )
        self.sheet.conditional_formatting.add(reference, rule)

    def print_setup(
        self, *, paper: int, landscape: bool, repeat_rows: str | None = None, one_page: bool = False
    ) -> None:
        """Paper, margins, repeated headers, page numbers; fit to width."""
        sheet = self.sheet
        sheet.page_setup.paperSize = paper
        sheet.page_setup.orientation = "landscape" if landscape else "portrait"
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 1 if one_page else 0
        sheet.page_margins = PageMargins(
            left=0.45, right=0.45, top=0.6, bottom=0.6, header=0.3, footer=0.3
        )
        if repeat_rows:
            sheet.print_title_rows = repeat_rows
        sheet.oddHeader.left.text = self.words.get("print.header", sheet=_header(self.title))
        sheet.oddHeader.center.text = _header(self.book.header) or None
        sheet.oddHeader.center.size = 8
        sheet.oddHeader.right.text = self._conventions()
        sheet.oddHeader.left.size = sheet.oddHeader.right.size = 8
        sheet.oddFooter.left.text = self.words.get("print.footer")
        sheet.oddFooter.right.text = self.words.get("print.page")
        sheet.oddFooter.left.size = sheet.oddFooter.right.size = 8

    def repeat_header(self, row: int) -> None:
        """Print a header again on every page after it; for the last table of a sheet."""
        self.sheet.print_title_rows = f"{row}:{row}"

    def _conventions(self) -> str:
        """What amounts mean, for the head of a printed page; rates and period as of the run."""
        settings = self.book.settings
        rates = (settings.real_rate_1, settings.real_rate_2, settings.real_rate_3)
        comma = "." if self.words.language == Language.EN else ","
        return self.words.get(
            "print.money",
            year=settings.price_year,
            period=settings.period_years,
            rates=" / ".join(f"{100 * rate:.3g}".replace(".", comma) for rate in rates),
        )

    def protect(self) -> None:
        """Keep formulas from being overwritten by accident; no password."""
        guard = self.sheet.protection
        guard.enable()
        guard.formatColumns = guard.formatRows = guard.formatCells = False
        guard.autoFilter = guard.sort = False


def _gap(look: Look) -> Look:
    return Look(
        colour=styles.RED, italic=True, size=look.size, fill=look.fill, box=look.box,
        unlocked=look.unlocked, vertical=look.vertical, align=look.align, wrap=look.wrap,
    )  # fmt: skip


def _header(text: str) -> str:
    return text.replace("&", "&&")
