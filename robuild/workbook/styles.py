"""How cells look: one palette, one set of named looks, each built once a workbook.

Colours never carry meaning alone: inputs are framed, classes have letters, gaps have words.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.worksheet import Worksheet

INK = "1D2B34"
PETROL = "17495A"
PETROL_LIGHT = "E3EEF1"
GREY = "6B7780"
FADED = "9AA5AC"
GREY_LIGHT = "F3F5F6"
RULE = "C9D1D6"
INPUT_FILL = "FFF6D6"
INPUT_INK = "1F3FA8"
AMBER = "8A5A00"
AMBER_LIGHT = "FCEFD0"
RED = "9C2A1C"
WHITE = "FFFFFF"

TAB_OWNER = "17495A"
TAB_PLANNER = "2E7D9A"
TAB_STAFF = "5B8C3A"
TAB_DATA = "8A949A"

SERIES = ("00204D", "7C7B78", "BCAF6F", "414D6B", "FFEA46")
"""Cividis steps for acquisition, B2, B3, B4 and others: readable in black and white."""

KR = '#,##0" kr"'
KR_SHORT = "#,##0"
SHARE = "0 %"
RATE = "0.0 %"
PLAIN = "#,##0.##"
FORMATS = {
    "kr": KR,
    "whole": "#,##0",
    "one": "#,##0.0",
    "two": "#,##0.00",
    "three": "0.000",
    "share": SHARE,
    "rate": RATE,
    "plain": "General",
    "year": "0",
}
FONT = "Calibri"


@dataclass(frozen=True, slots=True)
class Look:
    """One appearance of a cell."""

    format: str = "General"
    bold: bool = False
    size: float = 10
    colour: str = INK
    fill: str | None = None
    wrap: bool = False
    align: str | None = None
    vertical: str = "top"
    box: str | None = None
    """`thin`, `under` or `over`: which borders are drawn."""
    unlocked: bool = False
    italic: bool = False
    underline: bool = False
    indent: int = 0


def _borders(box: str | None) -> Border:
    thin = Side(style="thin", color=RULE)
    strong = Side(style="medium", color=PETROL)
    return {
        None: Border(),
        "thin": Border(left=thin, right=thin, top=thin, bottom=thin),
        "under": Border(bottom=thin),
        "over": Border(top=strong),
        "strong": Border(bottom=strong),
    }[box]


class _Style(StyleArray):
    """A cell style that is hashed once; openpyxl asks for the hash twice for every cell."""

    def __init__(self, values: StyleArray) -> None:
        self._hash = hash(tuple(values))

    def __hash__(self) -> int:  # type: ignore[override]
        return self._hash


class Wardrobe:
    """Looks of one workbook, turned into cell styles once each."""

    def __init__(self, sheet: Worksheet, font: str = FONT) -> None:
        fitting: Any = sheet.cell(1, 1)
        self._font = font
        self._fitting = fitting
        self._blank = copy(fitting._style)
        self._styles: dict[Look, object] = {}
        self._seen: dict[int, tuple[Look, object]] = {}

    def dress(self, cell: Any, look: Look) -> None:
        """Give a cell a look."""
        seen = self._seen.get(id(look))  # a look is hashed once, not for every cell
        style = seen[1] if seen else self._style_of(look)
        # shared, not copied: put_text copies it where it marks one cell
        cell._style = style

    def _style_of(self, look: Look) -> object:
        style = self._styles.get(look)
        if style is None:
            style = self._styles[look] = self._make(look)
        self._seen[id(look)] = (look, style)  # holding the look keeps its id its own
        return style

    def _make(self, look: Look) -> object:
        cell = self._fitting
        cell.font = Font(
            name=self._font,
            size=look.size,
            bold=look.bold,
            italic=look.italic,
            color=look.colour,
            underline="single" if look.underline else None,
        )
        cell.number_format = look.format
        cell.fill = (
            PatternFill("solid", start_color=look.fill)
            if look.fill
            else PatternFill(fill_type=None)
        )
        cell.alignment = Alignment(
            horizontal=look.align or ("left" if look.indent else None),
            vertical=look.vertical,
            wrap_text=look.wrap,
            indent=look.indent,
        )
        cell.border = _borders(look.box)
        cell.protection = Protection(locked=not look.unlocked)
        style = _Style(cell._style)
        cell._style = copy(self._blank)
        return style


TITLE = Look(bold=True, size=18, colour=PETROL, vertical="center")
SUBTITLE = Look(size=10, colour=GREY, vertical="center")
NOTE = Look(size=9, colour=GREY)
NOTE_WRAPPED = Look(size=9, colour=GREY, wrap=True)
SECTION = Look(bold=True, size=12, colour=PETROL, box="strong", vertical="center")
HEADER = Look(bold=True, size=9, colour=WHITE, fill=PETROL, wrap=True, vertical="center")
HEADER_INSET = Look(
    bold=True, size=9, colour=WHITE, fill=PETROL, wrap=True, vertical="center", indent=1
)
HEADER_RIGHT = Look(
    bold=True, size=9, colour=WHITE, fill=PETROL, wrap=True, align="right", vertical="center"
)
HELPER_HEADER = Look(bold=True, size=9, colour=INK, fill=RULE, wrap=True, vertical="center")
TEXT = Look()
WRAPPED = Look(wrap=True)
BOLD = Look(bold=True)
MISSING = Look(colour=RED, italic=True)
LINK = Look(colour=INPUT_INK, underline=True)
CENTRED = Look(align="center")


@cache
def number(kind: str, **changes: object) -> Look:
    """Look of a number by the kind of number, see `FORMATS`."""
    return Look(format=FORMATS.get(kind, kind), **{"align": "right", **changes})  # type: ignore[arg-type]


@cache
def inset(look: Look) -> Look:
    """The same a little in from the left."""
    return replace(look, indent=1)


@cache
def entry(kind: str) -> Look:
    """Look of an input cell."""
    return Look(
        format=FORMATS.get(kind, kind),
        colour=INPUT_INK,
        fill=INPUT_FILL,
        box="thin",
        unlocked=True,
        align="right",
    )
