"""Groups of few homes stay hidden, and cannot be worked out from what is published.

The check is made with fractions by Gauss's method, apart from the code that is tested.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from robuild.privacy import HiddenReason, Publishable, publishable_groups
from robuild.privacy.determined import determined

LEAST = 5


def follows(told: Sequence[Sequence[int]], wanted: Sequence[int]) -> bool:
    """Whether a row is a linear combination of others, in fractions."""
    rest = [Fraction(n) for n in wanted]
    pivots: list[tuple[int, list[Fraction]]] = []
    for row in told:
        new = [Fraction(n) for n in row]
        for at, pivot in pivots:
            new = [a - new[at] * b for a, b in zip(new, pivot, strict=True)]
        at = next((n for n, value in enumerate(new) if value), None)
        if at is not None:
            pivots.append((at, [value / new[at] for value in new]))
    for at, pivot in pivots:
        rest = [a - rest[at] * b for a, b in zip(rest, pivot, strict=True)]
    return not any(rest)


def every_total(table: pd.DataFrame, group: list[str]) -> dict[tuple[object, ...], list[int]]:
    """Every row and total of a table by its group, `None` where summed: 1 for each row in it."""
    found: dict[tuple[object, ...], list[int]] = {}
    keys = list(table[group].itertuples(index=False, name=None))
    for size in range(len(group) + 1):
        for kept in combinations(range(len(group)), size):
            for key in keys:
                name = tuple(key[n] if n in kept else None for n in range(len(group)))
                found[name] = [
                    int(all(name[n] in (None, other[n]) for n in range(len(group))))
                    for other in keys
                ]
    return found


def told_of(result: Publishable, group: list[str]) -> set[tuple[object, ...]]:
    rows = {tuple(key) for key in result.published[group].itertuples(index=False, name=None)}
    for key in result.totals[group].itertuples(index=False, name=None):
        rows.add(tuple(None if pd.isna(value) else value for value in key))
    return rows


def check(table: pd.DataFrame, group: list[str], result: Publishable, least: int) -> None:
    homes = table["homes"].fillna(0).astype(int).tolist()
    unsure = table["homes"].isna().tolist()
    cells = every_total(table, group)
    told = told_of(result, group)
    assert told <= set(cells)
    empty = [int(count == 0 and not odd) for count, odd in zip(homes, unsure, strict=True)]
    known = [row for name, row in cells.items() if name in told]
    # a row without dwellings tells nothing of a home; whoever subtracts knows it as well
    known += [[int(n == at) for n in range(len(homes))] for at, none in enumerate(empty) if none]
    for name, row in cells.items():
        covered = sum(count for count, part in zip(homes, row, strict=True) if part)
        some = any(part and not none for part, none in zip(row, empty, strict=True))
        if some and covered < least:
            assert name not in told, name
            assert not follows(known, row), name


TABLE = pd.DataFrame(
    {
        "house": ["A", "B", "C", "D"],
        "homes": [12, 3, 8, 6],
        "doors": [5, 2, 3, 4],
    }
)


def test_one_small_group_takes_the_next_smallest_with_it() -> None:
    result = publishable_groups(TABLE, ["house"], "homes")
    assert result.published.to_dict("list") == {
        "house": ["A", "C"],
        "homes": [12, 8],
        "doors": [5, 3],
    }
    assert result.hidden.to_dict("list") == {
        "house": ["B", "D"],
        "reason": ["fewer_than_least", "would_reveal_another"],
    }
    assert result.totals["homes"].tolist() == [29]
    assert result.hidden_totals.empty


def test_what_is_left_of_a_total_is_not_small_either() -> None:
    """B and C together are four homes: their sum would be a group of four."""
    table = pd.DataFrame({"house": ["A", "B", "C", "D"], "homes": [12, 2, 2, 9]})
    result = publishable_groups(table, ["house"], "homes")
    assert result.published["house"].tolist() == ["A"]


def test_nothing_is_hidden_where_all_are_large() -> None:
    table = TABLE.assign(homes=[5, 6, 7, 8])
    result = publishable_groups(table, ["house"], "homes")
    pd.testing.assert_frame_equal(result.published, table)
    assert result.hidden.empty
    assert result.hidden_totals.empty


def test_all_is_hidden_where_the_whole_is_small() -> None:
    table = pd.DataFrame({"house": ["A", "B"], "homes": [2, 2]})
    result = publishable_groups(table, ["house"], "homes")
    assert result.published.empty
    assert result.totals.empty
    assert result.hidden_totals["reason"].tolist() == ["fewer_than_least"]


def test_the_only_part_of_a_total_hides_the_total() -> None:
    """The total of a house with one kind of home says as much as the row."""
    table = pd.DataFrame(
        {"house": ["A", "B", "B", "C"], "kind": ["one", "one", "two", "two"],
         "homes": [3, 20, 20, 20]}
    )  # fmt: skip
    result = publishable_groups(table, ["house", "kind"], "homes")
    hidden = result.hidden_totals[["house", "reason"]].to_dict("records")
    assert {"house": "A", "reason": "fewer_than_least"} in hidden
    check(table, ["house", "kind"], result, LEAST)


def test_two_ways_of_subtracting_are_closed() -> None:
    """Two small groups in two rows and columns: each row and column has two hidden, and yet."""
    table = pd.DataFrame(
        [(a, b, n) for (a, b), n in zip(product("AB", "xyz"), [3, 9, 30, 9, 3, 30], strict=True)],
        columns=["house", "kind", "homes"],
    )
    result = publishable_groups(table, ["house", "kind"], "homes")
    assert set(result.published["homes"]) == {30}
    check(table, ["house", "kind"], result, LEAST)


def test_groups_without_homes_are_published_and_protect_nothing() -> None:
    table = pd.DataFrame({"place": ["roof", "A", "B", "C"], "homes": [0, 4, 10, 20]})
    result = publishable_groups(table, ["place"], "homes")
    assert result.published["place"].tolist() == ["roof", "C"]


def test_an_unknown_number_of_homes_is_few() -> None:
    table = pd.DataFrame({"house": ["A", "B", "C"], "homes": [np.nan, 10.0, 20.0]})
    result = publishable_groups(table, ["house"], "homes")
    assert result.hidden.to_dict("list") == {
        "house": ["A", "B"],
        "reason": ["dwellings_unknown", "would_reveal_another"],
    }


def test_hidden_rows_tell_no_counts() -> None:
    result = publishable_groups(TABLE, ["house"], "homes")
    assert list(result.hidden) == ["house", "reason"]
    assert list(result.hidden_totals) == ["house", "reason"]
    assert set(result.hidden["reason"]) <= {str(reason) for reason in HiddenReason}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"group": []}, "name one column"),
        ({"group": ["street"]}, "no column street"),
        ({"least": 0}, "least is 0; use 1 or more"),
        ({"table": TABLE.assign(house=["A", "A", "B", "C"])}, r"\('A',\) stands twice"),
        ({"table": TABLE.assign(house=["A", None, "B", "C"])}, "1 rows lack a group"),
        ({"table": TABLE.assign(homes=[1.5, 2, 3, 4])}, "homes is 1.5; use whole numbers"),
        ({"table": TABLE.assign(homes=[-1, 2, 3, 4])}, "homes is -1; use whole numbers"),
    ],
)
def test_a_table_that_cannot_be_judged_is_refused(change: dict, words: str) -> None:
    asked = {"table": TABLE, "group": ["house"], "dwelling_count": "homes", **change}
    with pytest.raises(ValueError, match=words):
        publishable_groups(**asked)


@st.composite
def tables(draw: st.DrawFn) -> tuple[pd.DataFrame, list[str]]:
    """One to three group columns of one to four values; homes often few, some rows absent."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=3))
    keys = list(product(*("abcd"[:size] for size in sizes)))
    kept = draw(st.lists(st.sampled_from(keys), min_size=1, max_size=18, unique=True))
    homes = draw(
        st.lists(
            st.one_of(st.integers(0, 12), st.integers(3, 40), st.none()),
            min_size=len(kept), max_size=len(kept),
        )
    )  # fmt: skip
    group = [f"g{n}" for n in range(len(sizes))]
    table = pd.DataFrame(kept, columns=group).assign(homes=pd.Series(homes, dtype=float))
    return table, group


@settings(max_examples=400, deadline=None)
@given(tables(), st.integers(2, 8))
def test_no_hidden_small_group_follows_from_what_is_published(
    drawn: tuple[pd.DataFrame, list[str]], least: int
) -> None:
    table, group = drawn
    check(table, group, publishable_groups(table, group, "homes", least=least), least)


@settings(max_examples=100, deadline=None)
@given(tables())
def test_every_row_and_total_is_told_once_and_rows_are_unchanged(
    drawn: tuple[pd.DataFrame, list[str]],
) -> None:
    table, group = drawn
    result = publishable_groups(table, group, "homes")
    assert len(result.published) + len(result.hidden) == len(table)
    pd.testing.assert_frame_equal(result.published, table.loc[result.published.index])
    totals = len(every_total(table, group)) - len(table)
    assert len(result.totals) + len(result.hidden_totals) == totals


def test_the_check_itself_sees_a_leak() -> None:
    """Subtraction of one row from a total, and the sum of two rows less a column."""
    assert follows([[1, 1, 1], [0, 1, 0], [0, 0, 1]], [1, 0, 0])
    assert follows([[1, 1, 0, 0], [0, 1, 0, 1], [0, 0, 0, 1]], [1, 0, 0, 0])
    assert not follows([[1, 1, 0, 0], [0, 0, 1, 1], [1, 0, 1, 0]], [1, 0, 0, 0])


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_whole_numbers_say_the_same_as_fractions(data: st.DataObject) -> None:
    width = data.draw(st.integers(1, 6))
    row = st.lists(st.integers(0, 1), min_size=width, max_size=width)
    told = data.draw(st.lists(row, min_size=0, max_size=8))
    wanted = data.draw(row)
    found = determined(
        np.array(told, dtype=np.int64).reshape(len(told), width),
        np.array([wanted], dtype=np.int64),
    )
    assert found.tolist() == [follows(told, wanted)]


def test_the_example_in_the_page_is_what_is_published() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "privacy.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip(" *") for cell in line.split("|")[1:-1]]
        for line in page.split("| House | Homes |")[1].split("\n\n")[0].splitlines()[2:]
    ]
    *houses, whole = rows
    table = pd.DataFrame(
        {"house": [row[0] for row in houses], "homes": [int(row[1]) for row in houses]}
    )
    result = publishable_groups(table, ["house"], "homes")
    assert result.published["house"].tolist() == [row[0] for row in houses if row[3] == "yes"]
    assert result.hidden["house"].tolist() == [row[0] for row in houses if row[3] == "no"]
    assert result.totals["homes"].tolist() == [int(whole[1])]
    assert int(whole[2]) == sum(int(row[2]) for row in houses)
