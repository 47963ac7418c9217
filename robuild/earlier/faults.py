"""Faults of cells, collected so that all are told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from robuild.register.cells import CellError
from robuild.tabular import NamedCells, RawCell, Unreadable
from robuild.terms.issues import Issue, Origin, Severity

Value = TypeVar("Value")


class Faults:
    """Every fault of one workbook."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Issue] = []

    def add(self, code: str, message: str, origin: Origin, hint: str = "") -> None:
        """Tell a fault."""
        self.found.append(Issue(Severity.ERROR, code, message, origin, hint))

    def gone(self, book: NamedCells, name: str, sheet: str) -> bool:
        """Whether a named column or cell was deleted; that is told."""
        if book.has(name):
            return False
        self.add(
            "column_deleted",
            f"the cells that robuild calls {name} were deleted.",
            Origin(book.file, sheet),
            "Undo the deletion, or take the sheet from an earlier copy of the file.",
        )
        return True

    def any_gone(
        self, book: NamedCells, names: Iterable[str], sheet: str, *, needed: bool = False
    ) -> bool:
        """Whether some of the named columns were deleted; each is told.

        A sheet of answers that was deleted as a whole has nothing to carry over, and is no fault.
        """
        wanted = list(names)
        if not any(book.has(name) for name in wanted):
            if needed:
                self.add(
                    "sheet_deleted",
                    f"the sheet that robuild calls {sheet} was deleted.",
                    Origin(book.file, sheet),
                    "Undo the deletion, or take the sheet from an earlier copy of the file.",
                )
            return True
        return sum(self.gone(book, name, sheet) for name in wanted) > 0

    def no_id(self, book: NamedCells, name: str, row: int) -> None:
        """Tell that something was written in a row whose id is gone."""
        self.add(
            "id_deleted",
            "something was changed here, but the id of the row in the hidden columns was deleted.",
            book.origin(name, row),
            "Undo the deletion, or take the row from an earlier copy of the file.",
        )

    def read(
        self,
        book: NamedCells,
        name: str,
        row: int | None,
        reader: Callable[[RawCell], Value | None],
    ) -> Value | None:
        """The value of a cell; a fault and `None` where it cannot be read."""
        raw = book.value(name) if row is None else book.at(name, row)
        origin = book.origin(name, row)
        if raw is Unreadable.CELL:
            self.add(
                "cell_unreadable",
                "the cell shows an Excel error, or a formula that nobody has calculated.",
                origin,
                "Open the file in Excel, write the value itself, save, and run again.",
            )
            return None
        try:
            return reader(raw)
        except CellError as error:
            self.add(error.code, error.message, origin, error.hint)
            return None
