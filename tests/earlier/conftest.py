"""A plan workbook of the small house, and hands that write in it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "workbook"))

from small_plan import small_plan

from robuild.terms.vocabulary import Language
from robuild.workbook import write_plan


@pytest.fixture(scope="session")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("earlier") / "plan.xlsx"
    write_plan(small_plan(), path, Language.NB)
    return path


class Pen:
    """Writes into cells by the names that robuild gave them."""

    def __init__(self, book: Workbook) -> None:
        self.book = book

    def cells(self, name: str) -> list[Any]:
        ((title, at),) = self.book.defined_names[name].destinations
        found = self.book[title][at.replace("$", "")]
        return [row[0] for row in found] if isinstance(found, tuple) else [found]

    def write(self, name: str, value: object, *, row: int = 0) -> None:
        self.cells(name)[row].value = value

    def write_by_id(self, ids: str, row_id: str, name: str, value: object) -> Any:
        column = self.cells(name)
        place = [cell.value for cell in self.cells(ids)].index(row_id)
        column[place].value = value
        return column[place]


@pytest.fixture
def edited(untouched: Path, tmp_path: Path) -> Callable[..., Path]:
    def edit(work: Callable[[Pen], object], name: str = "edited.xlsx") -> Path:
        book = load_workbook(untouched)
        work(Pen(book))
        book.save(tmp_path / name)
        return tmp_path / name

    return edit
