"""*Bør endres*: components of all buildings together, and what to change before building more."""

from __future__ import annotations

from openpyxl.utils import get_column_letter as letter

from robuild.learning import FEWEST_ROWS, MEASURES, MUCH, Change, Verdict, by_component
from robuild.workbook import styles
from robuild.workbook.evaluation import parts
from robuild.workbook.evaluation.facts import Facts, Record, records
from robuild.workbook.evaluation.parts import quoted
from robuild.workbook.evaluation.places import Places
from robuild.workbook.page import A4, Page
from robuild.workbook.styles import Look

KEYS = (
    "component", "events_expected", "events", "events_ratio", "low", "high", "verdict",
    "hours_ratio", "hours_rows", "cost_ratio", "cost_rows", "days_ratio", "days_rows", "extra",
    "advice",
)  # fmt: skip
_HELPERS = ("key", *(str(each) for each in Change))
_WIDTHS = (30, 8, 8, 8, 5, 5, 17, 8, 6, 8, 6, 8, 6, 12, 62, *((8,) * len(_HELPERS)))
_LEFT = ("component", "verdict", "advice")
_AT = {key: at for at, key in enumerate([*KEYS, *_HELPERS], start=1)}
_HEADER = 9
_OF_RATIO = {"hours": Change.TAKES_LONGER, "cost": Change.COSTS_MORE, "days": Change.WAITS_LONGER}


def write_changes(page: Page, facts: Facts, places: Places) -> None:
    """What has a reason to be changed stands first, the dearest on top."""
    words = page.words
    page.widths(_WIDTHS)
    row = parts.home(page)
    parts.entry(page, row + 1, (1, 2), "fewest_rows", FEWEST_ROWS, "whole", (1, 100))
    parts.entry(page, row + 2, (1, 2), "much", MUCH, "0.00", (1, 10))
    table = [
        each | {"flags": _flags(each)}
        for each in records(by_component(facts.evaluation.table).reset_index())
    ]
    table.sort(key=lambda r: (not any(r["flags"].values()), -(r["extra_nok_per_year"] or 0.0)))
    first, last = _HEADER + 1, _HEADER + max(len(table), 1)
    spans = "+".join(
        f"${letter(_AT[str(each)])}${first}:${letter(_AT[str(each)])}${last}" for each in Change
    )
    page.formula(
        row + 3, 1, f"=SUMPRODUCT(--({spans}>0))",
        sum(any(each["flags"].values()) for each in table),
        Look(format=words.get("evaluation_book.changes_count"), bold=True, align="left"),
    )  # fmt: skip
    page.sheet.merge_cells(start_row=row + 3, start_column=1, end_row=row + 3, end_column=5)
    parts.header(page, _HEADER, KEYS, _LEFT)
    page.sheet.row_dimensions[_HEADER].height = 38
    for key in _HELPERS:
        page.text(_HEADER, _AT[key], key, styles.HELPER_HEADER)
    for here, each in enumerate(table, start=first):
        _row(page, facts, places, each, here)
    if not table:
        page.text(first, 1, words.get("evaluation_book.no_rows"), styles.NOTE)
    _colours(page, first, last)
    parts.hide(page, [_AT[key] for key in _HELPERS])
    page.filtered(len(KEYS), _HEADER, last)
    page.sheet.freeze_panes = page.sheet.cell(first, 2)
    page.print_setup(paper=A4, landscape=True, repeat_rows=f"{_HEADER}:{_HEADER}")
    page.sheet.print_area = f"A1:{letter(len(KEYS))}{last}"
    page.protect()


def _flags(each: Record) -> dict[Change, bool]:
    known = each["events_low"] is not None
    found = {
        Change.BREAKS_MORE: known
        and each["events"] > each["events_high"]
        and each["events"] >= FEWEST_ROWS,
        Change.LASTS_BETTER: known and each["events"] < each["events_low"],
    }
    for actual, _, _ in MEASURES:
        ratio = each[f"{actual}_ratio"]
        found[_OF_RATIO[actual.removesuffix("_nok")]] = (
            ratio is not None and each[f"{actual}_seen"] >= FEWEST_ROWS and ratio > MUCH
        )
    return found


def _row(page: Page, facts: Facts, places: Places, each: Record, here: int) -> None:
    words, flags = page.words, each["flags"]
    cell = {key: f"${letter(at)}{here}" for key, at in _AT.items()}
    missing, nothing = (quoted(words, f"word.{key}") for key in ("missing", "nothing"))
    none = quoted(words, "evaluation_book.none_assumed")
    component = facts.catalog.component_by_key[each["component_key"]]
    page.text(here, 1, page.book.name_of(component), parts.SMALL)
    page.text(here, _AT["key"], each["component_key"], parts.CODE)

    def added(key: str) -> str:
        return f"SUMIFS({places.span(key)},{places.span('key')},{cell['key']})"

    page.formula(
        here, _AT["events_expected"],
        f"=IF({added('unknown')}=0,{added('events_expected')},{missing})",
        each["events_expected"], parts.ONE,
    )  # fmt: skip
    page.formula(here, _AT["events"], f"={added('events')}", each["events"],
                 styles.number("plain", size=9, bold=True))  # fmt: skip
    expected = each["events_expected"]
    ratio: object = words.get("word.nothing")
    if expected is not None:
        ratio = each["events"] / expected if expected > 0 else words.get(
            "evaluation_book.none_assumed")  # fmt: skip
    b = cell["events_expected"]
    page.formula(here, _AT["events_ratio"],
                 f"=IF(ISNUMBER({b}),IF({b}>0,{cell['events']}/{b},{none}),{nothing})",
                 ratio, parts.TIMES)  # fmt: skip
    parts.number(page, here, _AT["low"], each["events_low"], parts.WHOLE)
    parts.number(page, here, _AT["high"], each["events_high"], parts.WHOLE)
    _verdict(page, cell, here, each)
    for actual, _, _ in MEASURES:
        key = actual.removesuffix("_nok")
        page.formula(here, _AT[f"{key}_rows"], f"={added(f'{key}_seen')}",
                     each[f"{actual}_seen"], parts.WHOLE)  # fmt: skip
        page.formula(
            here, _AT[f"{key}_ratio"],
            f"=IF({cell[f'{key}_rows']}>0,{added(f'{key}_weighed')}/{cell[f'{key}_rows']},"
            f"{nothing})",
            words.get("word.nothing") if each[f"{actual}_ratio"] is None
            else each[f"{actual}_ratio"], parts.TIMES,
        )  # fmt: skip
        of, rows = cell[f"{key}_ratio"], cell[f"{key}_rows"]
        change = _OF_RATIO[key]
        page.formula(
            here, _AT[str(change)],
            f"=IF(ISNUMBER({of}),IF(AND({rows}>=evaluation_fewest_rows,{of}>evaluation_much)"
            ",1,0),0)", int(flags[change]), parts.WHOLE,
        )  # fmt: skip
    page.formula(here, _AT["extra"], f"={added('extra')}", each["extra_nok_per_year"], parts.KR)
    _advice(page, cell, here, flags)


def _verdict(page: Page, cell: dict[str, str], here: int, each: Record) -> None:
    words, flags = page.words, each["flags"]
    more, fewer, same, unknown = (
        quoted(words, f"verdict.{one}")
        for one in (Verdict.MORE, Verdict.FEWER, Verdict.AS_ASSUMED, Verdict.NOT_KNOWN)
    )
    e, low, high = cell["events"], cell["low"], cell["high"]
    page.formula(
        here, _AT[str(Change.BREAKS_MORE)],
        f"=IF(ISNUMBER({high}),IF(AND({e}>{high},{e}>=evaluation_fewest_rows),1,0),0)",
        int(flags[Change.BREAKS_MORE]), parts.WHOLE,
    )  # fmt: skip
    page.formula(here, _AT[str(Change.LASTS_BETTER)],
                 f"=IF(ISNUMBER({low}),IF({e}<{low},1,0),0)",
                 int(flags[Change.LASTS_BETTER]), parts.WHOLE)  # fmt: skip
    said = Verdict.NOT_KNOWN if each["events_low"] is None else Verdict.AS_ASSUMED
    said = Verdict.MORE if flags[Change.BREAKS_MORE] else said
    said = Verdict.FEWER if flags[Change.LASTS_BETTER] else said
    page.formula(
        here, _AT["verdict"],
        f"=IF(ISNUMBER({low}),IF({cell[str(Change.BREAKS_MORE)]}=1,{more},"
        f"IF({cell[str(Change.LASTS_BETTER)]}=1,{fewer},{same})),{unknown})",
        words.word("verdict", said), parts.SAID,
    )  # fmt: skip


def _advice(page: Page, cell: dict[str, str], here: int, flags: dict[Change, bool]) -> None:
    words = page.words
    none = "evaluation_book.no_change"
    told = [f"evaluation_book.advice.{each}" for each in Change]
    pieces = [
        f'IF({cell[str(each)]}=1,{quoted(words, key)}&" ","")'
        for each, key in zip(Change, told, strict=True)
    ]
    silent = "+".join(cell[str(each)] for each in Change)
    said = " ".join(
        words.get(key) for each, key in zip(Change, told, strict=True) if flags[each]
    )  # fmt: skip
    page.formula(
        here, _AT["advice"],
        f"=IF({silent}=0,{quoted(words, none)},TRIM({'&'.join(pieces)}))",
        said or words.get(none), Look(size=9, wrap=True, indent=1),
    )  # fmt: skip


def _colours(page: Page, first: int, last: int) -> None:
    def flag(start: str, end: str, change: Change, fill: str, ink: str) -> None:
        span = f"{letter(_AT[start])}{first}:{letter(_AT[end])}{last}"
        page.flag(span, f"${letter(_AT[str(change)])}{first}=1", fill, ink)

    flag("events", "verdict", Change.BREAKS_MORE, parts.BAD, styles.RED)
    flag("events", "verdict", Change.LASTS_BETTER, parts.GOOD, styles.INK)
    for key, change in _OF_RATIO.items():
        flag(f"{key}_ratio", f"{key}_rows", change, parts.BAD, styles.RED)
