"""A table of groups with all its totals, and which of them are sums of which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True, slots=True)
class Cell:
    """A group or a total."""

    kept: tuple[int, ...]
    """Places of the group columns that are told; none for the grand total."""
    key: tuple[str, ...]
    """Their values."""
    members: frozenset[int]
    """Places of the rows it sums; those without dwellings are left out."""
    dwellings: int
    """How many are known of."""
    unknown: bool
    """Some row does not say how many dwellings it covers."""


@dataclass(frozen=True, slots=True)
class Cube:
    """All cells; the rows of the table come first, in their order."""

    cells: tuple[Cell, ...]
    rows: int
    sums: tuple[tuple[int, tuple[int, ...]], ...]
    """A total, and the cells it is the sum of; those without dwellings are left out."""


def cube_of(keys: Sequence[tuple[str, ...]], dwellings: Sequence[int | None]) -> Cube:
    """The cube of a table.

    Args:
        keys: values of the group columns, one tuple per row, no two alike.
        dwellings: how many dwellings a row covers; `None` where it is not known.
    """
    columns = len(keys[0]) if keys else 0
    cells: list[Cell] = []
    place: dict[tuple[tuple[int, ...], tuple[str, ...]], int] = {}
    for size in range(columns, -1, -1):
        for kept in combinations(range(columns), size):
            rows: dict[tuple[str, ...], list[int]] = {}
            for row, key in enumerate(keys):
                rows.setdefault(tuple(key[n] for n in kept), []).append(row)
            for key, members in rows.items():
                place[kept, key] = len(cells)
                cells.append(_cell(kept, key, members, dwellings))
    return Cube(tuple(cells), len(keys), tuple(_sums(cells, place)))


def _cell(
    kept: tuple[int, ...],
    key: tuple[str, ...],
    rows: Sequence[int],
    dwellings: Sequence[int | None],
) -> Cell:
    counts = [dwellings[row] for row in rows]
    return Cell(
        kept=kept,
        key=key,
        members=frozenset(row for row in rows if dwellings[row] != 0),
        dwellings=sum(count for count in counts if count is not None),
        unknown=None in counts,
    )


def _sums(
    cells: Sequence[Cell], place: dict[tuple[tuple[int, ...], tuple[str, ...]], int]
) -> list[tuple[int, tuple[int, ...]]]:
    parts: dict[tuple[int, int], list[int]] = {}
    for at, cell in enumerate(cells):
        if not cell.members:
            continue
        for n, column in enumerate(cell.kept):
            total = place[cell.kept[:n] + cell.kept[n + 1 :], cell.key[:n] + cell.key[n + 1 :]]
            parts.setdefault((total, column), []).append(at)
    return [(total, tuple(found)) for (total, _), found in parts.items()]
