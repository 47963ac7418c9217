"""*Bygg ved bygg*: the same things in several buildings, side by side."""

from __future__ import annotations

import math

from openpyxl.utils import get_column_letter as letter

from robuild.workbook import styles
from robuild.workbook.evaluation import parts
from robuild.workbook.evaluation.facts import Facts, Record
from robuild.workbook.evaluation.parts import quoted
from robuild.workbook.evaluation.places import FIRST, Places
from robuild.workbook.page import A3, Page
from robuild.workbook.styles import Look

_FIGURES = ("events", "events_expected", "events_ratio")
_BAND = Look(bold=True, size=10, colour=styles.PETROL, box="under")
_HEADER = 7
_NAMES = 2


def write_beside(page: Page, facts: Facts, places: Places) -> None:
    """Events, assumed and ratio of each building, and of all of them."""
    words, count = page.words, len(facts.logs)
    page.widths((27, 34, *((9,) * 3 * (count + 1))))
    row = parts.home(page)
    page.text(row, 1, words.get("evaluation_book.how_beside"), styles.NOTE)
    names = [*(log.building for log in facts.logs), words.get("evaluation_book.all")]
    parts.header(page, _HEADER, ("component", "variant"), ("component", "variant"))
    for number, building in enumerate(names):
        start = _column(number)
        for column in range(start, start + 3):
            page.blank(_HEADER - 1, column, _BAND)
        page.text(_HEADER - 1, start, building, _BAND)
        parts.header(page, _HEADER, _FIGURES, (), start=start)
    page.sheet.row_dimensions[_HEADER].height = 26
    things: dict[tuple[str, str], dict[int, tuple[int, Record]]] = {}
    for at, each in enumerate(facts.rows, start=FIRST):
        key = (each["component_key"], each["variant_id"] or "")
        things.setdefault(key, {})[each["log"]] = (at, each)
    ordered = sorted(things.items(), key=lambda one: (
        -_total(one[1], "events"), -_total(one[1], "events_expected"), one[0]))  # fmt: skip
    _whole(page, facts, places)
    for here, (key, found) in enumerate(ordered, start=_HEADER + 2):
        _row(page, facts, places, key, found, here)
    last = _HEADER + 1 + len(ordered)
    for number in range(len(names)):
        name = letter(_column(number) + 2)
        cell, span = f"{name}{_HEADER + 1}", f"{name}{_HEADER + 1}:{name}{last}"
        events = f"{letter(_column(number))}{_HEADER + 1}"
        page.flag(
            span,
            f"AND(ISNUMBER({cell}),{cell}>evaluation_much,{events}>=evaluation_fewest_rows)",
            parts.BAD, styles.RED,
        )  # fmt: skip
    page.filtered(_column(len(names)) - 1, _HEADER, last)
    page.sheet.freeze_panes = page.sheet.cell(_HEADER + 1, _NAMES + 1)
    page.print_setup(paper=A3, landscape=True, repeat_rows=f"{_HEADER - 1}:{_HEADER}")
    page.protect()


def _column(number: int) -> int:
    return _NAMES + 1 + 3 * number


def _total(found: dict[int, tuple[int, Record]], key: str) -> float:
    return math.fsum(row[key] or 0.0 for _, row in found.values())


def _whole(page: Page, facts: Facts, places: Places) -> None:
    """The whole building, from the block of *Evaluering*."""
    here, strong = _HEADER + 1, Look(size=9, bold=True)
    page.text(here, 1, page.words.get("evaluation.whole"), strong)
    page.text(here, 2, page.words.get("word.nothing"), strong)
    table = facts.evaluation.table
    for number in range(len(facts.logs) + 1):
        chosen = table
        if number < len(facts.logs):
            chosen = table[table["building"] == facts.logs[number].building]
        for offset, key in enumerate(("events", "events_expected")):
            page.formula(
                here, _column(number) + offset, f"={places.cell(key, places.building(number))}",
                float(chosen[key].sum()), parts.WHOLE if offset == 0 else parts.ONE,
            )  # fmt: skip
        events, expected = (float(chosen[key].sum()) for key in ("events", "events_expected"))
        _ratio(page, here, number, events, expected)


def _row(
    page: Page, facts: Facts, places: Places, key: tuple[str, str],
    found: dict[int, tuple[int, Record]], here: int,
) -> None:  # fmt: skip
    words, book, catalog = page.words, page.book, facts.catalog
    page.text(here, 1, book.name_of(catalog.component_by_key[key[0]]), parts.SMALL)
    variant = catalog.variant_by_id.get(key[1])
    page.text(here, 2, book.name_of(variant) if variant else None, parts.SMALL)
    absent = Look(size=8, italic=True, colour=styles.FADED, align="right")
    cells: dict[str, list[str]] = {"events": [], "events_expected": []}
    for number in range(len(facts.logs)):
        start = _column(number)
        if number not in found:
            for offset in range(3):
                page.text(here, start + offset, words.get("word.nothing"), absent)
            continue
        at, row = found[number]
        for offset, name in enumerate(("events", "events_expected")):
            cells[name].append(f"{letter(start + offset)}{here}")
            page.formula(here, start + offset, f"={places.cell(name, at)}",
                         row[name] if row[name] is not None else words.get("word.not_known"),
                         styles.number("plain" if offset == 0 else "one", size=9))  # fmt: skip
        _ratio(page, here, number, row["events"], row["events_expected"])
    start = _column(len(facts.logs))
    known = all(row["events_expected"] is not None for _, row in found.values())
    events = _total(found, "events")
    expected = _total(found, "events_expected") if known else None
    page.formula(here, start, f"=SUM({','.join(cells['events'])})", events,
                 styles.number("plain", size=9, bold=True))  # fmt: skip
    parts_of = ",".join(cells["events_expected"])
    page.formula(
        here, start + 1,
        f"=IF(COUNT({parts_of})={len(found)},SUM({parts_of}),{quoted(words, 'word.missing')})",
        expected, styles.number("one", size=9, bold=True),
    )  # fmt: skip
    _ratio(page, here, len(facts.logs), events, expected)


def _ratio(page: Page, here: int, number: int, events: float, expected: float | None) -> None:
    a, b = (f"{letter(_column(number) + offset)}{here}" for offset in (0, 1))
    none = "evaluation_book.none_assumed"
    value: object = None
    if expected is not None:
        value = events / expected if expected > 0 else page.words.get(none)
    page.formula(
        here, _column(number) + 2,
        f"=IF(ISNUMBER({b}),IF({b}>0,{a}/{b},{quoted(page.words, none)}),"
        f"{quoted(page.words, 'word.missing')})",
        value, parts.TIMES,
    )  # fmt: skip
