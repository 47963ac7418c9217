"""What people wrote in an earlier plan workbook, found again by the ids of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

Written = str | float
ChangeKind = Literal["price", "damage_rate", "trade_rate", "task", "grade"]


@dataclass(frozen=True, slots=True)
class CarriedCell:
    """One cell that a person filled in, and that no calculation of robuild needs."""

    sheet: str
    """Key of the sheet."""
    row_id: str
    column: str
    """Key of the column."""
    value: Written
    place: str = ""
    """Where it stood, as people see it: `Anbefalinger!D9`."""
    shown: str = ""
    """What the row is called."""


@dataclass(frozen=True, slots=True)
class OwnChange:
    """One number of catalog or register that the owner set in a plan workbook."""

    kind: ChangeKind
    row_id: str
    """variant_id, component_key, trade, task_id or component_id."""
    column: str
    """Field of the catalog's row; `condition_grade`."""
    value: Written | None
    """`None`: a grade that was taken away."""
    place: str = ""
    shown: str = ""


@dataclass(frozen=True, slots=True)
class NotCarried:
    """Something people wrote that fits nothing any more."""

    place: str
    shown: str
    value: Written | None
    reason: str
    """Key of a text `updates.reason.<reason>`."""


@dataclass(frozen=True, slots=True)
class CarriedChange:
    """Something of the earlier workbook that holds in the new one, for telling people."""

    what: str
    """Kind of text `updates.what.<what>`."""
    row_id: str
    """Key of a setting, else as in `OwnChange`."""
    shown: str
    before: Written | None
    """Without the change: the catalog's or robuild's own value."""
    now: Written | None


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier plan workbook, as a new plan takes it over."""

    file: str
    cells: tuple[CarriedCell, ...] = ()
    changes: tuple[OwnChange, ...] = ()
    applied: tuple[CarriedChange, ...] = ()
    not_carried: tuple[NotCarried, ...] = ()


class Shelf:
    """Carried cells, each taken once by the sheet that shows it."""

    def __init__(self, cells: Iterable[CarriedCell] = ()) -> None:
        self._cells = {(each.sheet, each.row_id, each.column): each for each in cells}
        self._taken: set[tuple[str, str, str]] = set()

    def take(self, sheet: str, row_id: str, column: str) -> Written | None:
        """What stood there; `None` where nobody wrote anything."""
        key = (sheet, row_id, column)
        found = self._cells.get(key)
        if found is None:
            return None
        self._taken.add(key)
        return found.value

    def rows(self, sheet: str) -> list[str]:
        """Ids of the rows of a sheet, in the order they stood."""
        return list(dict.fromkeys(row for kind, row, _ in self._cells if kind == sheet))

    def left(self) -> Iterator[CarriedCell]:
        """What no sheet has taken."""
        for key, cell in self._cells.items():
            if key not in self._taken:
                yield cell
