"""Which groups of a table may be published, so that no group of few dwellings can be found.

A group of few dwellings is hidden. So that it cannot be found by subtraction, others are hidden
too: whoever knows every published group and every published total must not be able to work out
a hidden small one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from robuild.privacy.determined import determined
from robuild.privacy.margins import Cell, Cube, cube_of
from robuild.terms.tables import text_column

LEAST_DWELLINGS = 5


class HiddenReason(StrEnum):
    """Why a group is not published."""

    FEWER_THAN_LEAST = "fewer_than_least"
    DWELLINGS_UNKNOWN = "dwellings_unknown"
    WOULD_REVEAL_ANOTHER = "would_reveal_another"


_ITSELF = (HiddenReason.FEWER_THAN_LEAST, HiddenReason.DWELLINGS_UNKNOWN)


@dataclass(frozen=True, slots=True)
class Publishable:
    """What may be published, and what not."""

    published: pd.DataFrame
    """Rows of the table that may be shown, as they were."""
    hidden: pd.DataFrame
    """Group columns of the other rows, and `reason`. No counts: they would tell."""
    totals: pd.DataFrame
    """Totals that may be shown: group columns, `None` where all values are summed, and dwellings.
    Where rows do not say how many dwellings they cover, those that are known."""
    hidden_totals: pd.DataFrame
    """Group columns of the other totals, and `reason`."""


def publishable_groups(
    table: pd.DataFrame, group: list[str], dwelling_count: str, *, least: int = LEAST_DWELLINGS
) -> Publishable:
    """Which rows of a table of groups, and which of their totals, may be published.

    Every total over one or more group columns counts as published unless it is in
    `hidden_totals`. A dwelling is to stand in one row only: for a table by kind of component, call
    once per kind. Groups without dwellings (common areas) tell of no home and are published.

    Args:
        table: one row per group; further columns are sums over its dwellings.
        group: columns that name the group.
        dwelling_count: column with how many dwellings it covers; NaN where it is not known.
        least: fewest dwellings of a published group.

    Raises:
        ValueError: no group column, a column is not there, a group stands twice or lacks its
            value, a count is negative or no whole number, or `least` is below 1.
    """
    _check(table, group, dwelling_count, least)
    keys = [tuple(map(str, key)) for key in table[group].itertuples(index=False, name=None)]
    counts = [None if pd.isna(n) else int(n) for n in table[dwelling_count].tolist()]
    cube = cube_of(keys, counts)
    hidden = _small(cube.cells, least)
    _protect(cube, hidden, least)
    kept = [row not in hidden for row in range(cube.rows)]
    values = table[group].reset_index(drop=True)
    reasons = pd.Series([str(hidden[n]) for n, keep in enumerate(kept) if not keep], dtype=str)
    away = values[[not keep for keep in kept]].reset_index(drop=True).assign(reason=reasons)
    totals, hidden_totals = _totals(cube, hidden, group, dwelling_count)
    return Publishable(table[kept].copy(), away, totals, hidden_totals)


def _check(table: pd.DataFrame, group: list[str], dwelling_count: str, least: int) -> None:
    if not group:
        raise ValueError("group is empty; name one column at least")
    absent = [name for name in (*group, dwelling_count) if name not in table.columns]
    if absent:
        raise ValueError(f"the table has no column {', '.join(absent)}; it has {list(table)}")
    if least < 1:
        raise ValueError(f"least is {least}; use 1 or more")
    unnamed = table[group].isna().any(axis=1)
    if unnamed.any():
        raise ValueError(f"{int(unnamed.sum())} rows lack a group; write a word such as unknown")
    twice = table[group].astype(str).duplicated()
    if twice.any():
        first = tuple(table.loc[twice, group].iloc[0])
        raise ValueError(f"group {first} stands twice; sum its rows first")
    counts = pd.to_numeric(table[dwelling_count])
    odd = counts.dropna()[lambda n: (n < 0) | (n % 1 != 0)]
    if len(odd):
        raise ValueError(f"{dwelling_count} is {odd.iloc[0]}; use whole numbers from 0")


def _small(cells: Sequence[Cell], least: int) -> dict[int, HiddenReason]:
    """Cells that must not be published for their own sake."""
    hidden = {}
    for at, cell in enumerate(cells):
        if cell.members and cell.dwellings < least:
            unknown = cell.unknown
            hidden[at] = (
                HiddenReason.DWELLINGS_UNKNOWN if unknown else HiddenReason.FEWER_THAN_LEAST
            )
    return hidden


def _protect(cube: Cube, hidden: dict[int, HiddenReason], least: int) -> None:
    """Hide more until no cell hidden for its own sake follows from those that are left."""
    while True:
        _hide_siblings(cube, hidden, least)
        found = _found(cube, hidden)
        if found is None:
            return
        hidden[_next(cube, hidden, found)] = HiddenReason.WOULD_REVEAL_ANOTHER


def _hide_siblings(cube: Cube, hidden: dict[int, HiddenReason], least: int) -> None:
    """What a total leaves when its published parts are taken away is two cells, and not small."""
    cells, changed = cube.cells, True
    while changed:
        changed = False
        for total, parts in cube.sums:
            away = [part for part in parts if part in hidden]
            if not away or total in hidden:
                continue
            if len(away) > 1 and sum(cells[part].dwellings for part in away) >= least:
                continue
            rest = [part for part in parts if part not in hidden]
            chosen = min(rest, key=lambda part: (cells[part].dwellings, part), default=total)
            hidden[chosen] = HiddenReason.WOULD_REVEAL_ANOTHER
            changed = True


def _found(cube: Cube, hidden: dict[int, HiddenReason]) -> int | None:
    """A small cell that follows from what is published; `None` when there is none."""
    unknown = [row for row in range(cube.rows) if row in hidden]
    column = {row: n for n, row in enumerate(unknown)}
    asked = [at for at, reason in hidden.items() if reason in _ITSELF]
    if not asked:
        return None
    told = [at for at in range(cube.rows, len(cube.cells)) if at not in hidden]
    wanted = _rows(cube, asked, column)
    follows = np.flatnonzero(determined(_rows(cube, told, column), wanted))
    return asked[int(follows[0])] if follows.size else None


def _rows(cube: Cube, cells: Sequence[int], column: dict[int, int]) -> NDArray[np.int64]:
    rows = np.zeros((len(cells), len(column)), dtype=np.int64)
    for n, at in enumerate(cells):
        rows[n, [column[row] for row in cube.cells[at].members if row in column]] = 1
    return rows


def _next(cube: Cube, hidden: dict[int, HiddenReason], found: int) -> int:
    """The published cell to hide next: one beside it, else a total of it, else any."""
    beside, above = set(), set()
    for total, parts in cube.sums:
        if found in parts:
            beside |= set(parts)
            above.add(total)
    anywhere = {at for at, cell in enumerate(cube.cells) if cell.members}
    for near in (beside, above, anywhere):
        free = sorted(near - set(hidden))
        if free:
            return min(free, key=lambda at: cube.cells[at].dwellings)
    raise RuntimeError("everything is hidden, and yet something follows")


def _totals(
    cube: Cube, hidden: dict[int, HiddenReason], group: list[str], dwelling_count: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    shown: list[tuple[Cell, int]] = []
    away: list[tuple[Cell, str]] = []
    for at in range(cube.rows, len(cube.cells)):
        cell = cube.cells[at]
        if at in hidden:
            away.append((cell, str(hidden[at])))
        else:
            shown.append((cell, cell.dwellings))
    return _table(shown, group, dwelling_count), _table(away, group, "reason")


def _table(rows: Sequence[tuple[Cell, object]], group: Sequence[str], last: str) -> pd.DataFrame:
    told = [dict(zip(cell.kept, cell.key, strict=True)) for cell, _ in rows]
    columns = {name: text_column([key.get(n) for key in told]) for n, name in enumerate(group)}
    return pd.DataFrame({**columns, last: [value for _, value in rows]})
