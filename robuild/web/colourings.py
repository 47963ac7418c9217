"""What the model can be coloured by: a few classes each, from least to most worth a look."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from robuild.language import Texts, figure
from robuild.plan_result import PlanResult
from robuild.terms.vocabulary import (
    Confidence,
    DecideLevel,
    DoLevel,
    MatchStatus,
    QuantityRung,
    RepairEaseClass,
)
from robuild.web.rows import Row, Rows

_STEPS = 5
_MOST_YEAR_CLASSES = 6
_MEASURED = (QuantityRung.GEOMETRY, QuantityRung.ROOM)
GAPS = ("0", "1", "2", "3", "4")
"""Known; to be looked at; unsure; amount missing; not recognised."""


@dataclass(frozen=True, slots=True)
class Coloured:
    """One way to colour the elements."""

    key: str
    title: str
    note: str
    marks: tuple[str, ...]
    """What stands on the colour: a letter or a number."""
    labels: tuple[str, ...]
    values: tuple[int, ...]
    """Class of every element; -1 without a result."""
    of_line: tuple[int, ...] | None = None
    """Class of every line, where all elements of a line are alike."""

    @property
    def counts(self) -> list[int]:
        """Elements in every class."""
        return [self.values.count(number) for number in range(len(self.marks))]


def colourings(result: PlanResult, rows: Rows, words: Texts) -> list[Coloured]:
    """Every way to colour, the one that is shown first at the head."""
    return [
        _of_line(rows, words, "ease", [str(letter) for letter in RepairEaseClass]),
        _by_weighted_cost(result, rows, words),
        _by_year(result, rows, words),
        _of_line(rows, words, "do", [str(level) for level in DoLevel], "do_level"),
        _of_line(rows, words, "decide", [str(level) for level in DecideLevel], "decide_level"),
        _by_gap(rows, words),
        _by_rung(rows, words),
    ]


def _made(
    words: Texts, key: str, marks: Sequence[str], labels: Sequence[str], values: Sequence[int],
    **told: object,
) -> Coloured:  # fmt: skip
    title, note = words.get(f"web.by.{key}"), words.get(f"web.note.{key}", **told)
    return Coloured(key, title, note, tuple(marks), tuple(labels), tuple(values))


def _of_line(
    rows: Rows, words: Texts, key: str, marks: list[str], group: str = "web_ease"
) -> Coloured:
    """By a letter that the element's line has."""
    classes = [-1 if line[key] is None else marks.index(line[key]) for line in rows.lines]
    return _by_line(rows, words, key, marks, [words.word(group, mark) for mark in marks], classes)


def _by_line(
    rows: Rows, words: Texts, key: str, marks: Sequence[str], labels: Sequence[str],
    classes: list[int],
) -> Coloured:  # fmt: skip
    values = [-1 if each["line"] is None else classes[each["line"]] for each in rows.elements]
    return replace(_made(words, key, marks, labels, values), of_line=tuple(classes))


def _by_weighted_cost(result: PlanResult, rows: Rows, words: Texts) -> Coloured:
    costs = [each["weighted"] for each in rows.elements]
    bounds = nice_bounds([cost for cost in costs if cost is not None])
    labels = _ranges(bounds, lambda value: figure(value, words.language, 0), words)
    alpha = figure(result.settings.alpha, words.language, 2)
    return _made(words, "weighted", _numbered(labels), labels,
                 [-1 if cost is None else place_in(cost, bounds) for cost in costs],
                 alpha=alpha)  # fmt: skip


def nice_bounds(values: Sequence[float]) -> list[float]:
    """Upper bounds of up to four classes of like size, on two figures; the fifth has none.

    Example:
        >>> nice_bounds([float(n) for n in range(1, 1001)])
        [210.0, 410.0, 610.0, 810.0]
    """
    ordered = sorted(values)
    bounds: list[float] = []
    for step in range(1, _STEPS):
        if not ordered:
            break
        value = ordered[min(len(ordered) - 1, step * len(ordered) // _STEPS)]
        if value > 0:
            size = 10.0 ** (math.floor(math.log10(value)) - 1)
            value = math.ceil(round(value / size, 6)) * size
        if (not bounds or value > bounds[-1]) and value < ordered[-1]:
            bounds.append(value)
    return bounds


def place_in(value: float, bounds: Sequence[float]) -> int:
    """Number of the class: up to and with the first bound that is not exceeded.

    Example:
        >>> [place_in(value, [10.0, 20.0]) for value in (0, 10, 11, 99)]
        [0, 0, 1, 2]
    """
    return sum(value > bound for bound in bounds)


def _ranges(bounds: list[float], shown: Callable[[float], str], words: Texts) -> list[str]:
    if not bounds:
        return [words.get("web.range.all")]
    first = words.get("web.range.up_to", high=shown(bounds[0]))
    inner = [
        words.get("web.range.between", low=shown(low), high=shown(high))
        for low, high in pairwise(bounds)
    ]
    return [first, *inner, words.get("web.range.above", low=shown(bounds[-1]))]


def _by_year(result: PlanResult, rows: Rows, words: Texts) -> Coloured:
    """The later the lighter: first comes what is far away."""
    base, period = result.settings.base_year or 0, result.settings.period_years
    size = max(5, 5 * math.ceil(period / _MOST_YEAR_CLASSES / 5))
    starts = list(range(base, base + period, size))
    labels = [f"{first}–{min(first + size, base + period) - 1}" for first in starts]
    labels.append(words.get("web.year.later", year=base + period - 1))
    classes = len(labels)
    found = []
    for line in rows.lines:
        year = line["year"]
        number = -1 if year is None else min(max(0, int(year) - base) // size, classes - 1)
        if year is not None and year >= base + period:
            number = classes - 1
        found.append(-1 if number < 0 else classes - 1 - number)
    return _by_line(rows, words, "year", _numbered(labels)[::-1], labels[::-1], found)


def _by_gap(rows: Rows, words: Texts) -> Coloured:
    labels = [words.get(f"web.gap.{mark}") for mark in GAPS]
    return _made(words, "gap", GAPS, labels, [gap_of(each, rows) for each in rows.elements])


def gap_of(element: Row, rows: Rows) -> int:
    """How much is missing about an element, 0 to 4; -1 outside the plan."""
    if element["status"] is MatchStatus.OUT_OF_SCOPE:
        return -1
    if element["status"] is MatchStatus.UNMATCHED or element["line"] is None:
        return 4
    if element["quantity"] is None or rows.lines[element["line"]]["lacks"]:
        return 3
    if element["confidence"] == Confidence.LOW:
        return 2
    sure = element["confidence"] == Confidence.HIGH and element["quantityRung"] not in _MEASURED
    return 0 if sure else 1


def _by_rung(rows: Rows, words: Texts) -> Coloured:
    """Where quantities come from; only steps that some element has."""
    order = [str(rung) for rung in QuantityRung]
    there = [rung for rung in order if any(e["quantityRung"] == rung for e in rows.elements)]
    labels = [words.word("quantity_rung", rung) for rung in there]
    values = [
        there.index(each["quantityRung"]) if each["quantityRung"] else -1 for each in rows.elements
    ]
    return _made(words, "rung", _numbered(labels), labels, values)


def _numbered(labels: Sequence[str]) -> list[str]:
    return [str(number) for number in range(1, len(labels) + 1)]
