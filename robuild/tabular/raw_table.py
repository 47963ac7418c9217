"""A table as it stands in a file, before anyone has said what its columns mean."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from robuild.terms.issues import Issue


class Unreadable(Enum):
    """Stands for a cell that has a fault of its own, already told in `RawTable.faults`."""

    CELL = "unreadable"


RawCell = (
    str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | None | Unreadable
)


@dataclass(frozen=True, slots=True)
class RawTable:
    """Header and rows of one CSV file or one sheet."""

    file: str
    sheet: str
    """Empty for CSV files."""
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[RawCell, ...]], ...]
    """Row number as the user sees it (the header is row 1), and its cells; blank rows left out."""
    faults: tuple[Issue, ...] = ()
    notes: tuple[Issue, ...] = ()
    decimal_comma: bool = False
    """Whether numbers may be written `1 234,5`: files with `;` between the cells."""
    merged: tuple[tuple[int, int], ...] = ()
    """First and last row of every range of joined cells: all but one of them read as empty."""
    live: frozenset[tuple[int, int]] = frozenset()
    """Row number and place (from 0) of cells that hold a formula: read as last calculated."""
