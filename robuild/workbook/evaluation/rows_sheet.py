"""*Evaluering*: what was assumed of each component and variant beside what happened."""

from __future__ import annotations

from functools import partial

from openpyxl.utils import get_column_letter as letter

from robuild.learning import FEWEST_FOR_MORE, MEASURES, Learned, Verdict
from robuild.workbook import styles
from robuild.workbook.evaluation import parts
from robuild.workbook.evaluation.facts import Facts, Record
from robuild.workbook.evaluation.learned_sheet import cell_of
from robuild.workbook.evaluation.parts import quoted
from robuild.workbook.evaluation.places import (
    FIRST,
    GROUPS,
    HEADER,
    HELPERS,
    TOTAL,
    WIDTHS,
    Places,
)
from robuild.workbook.page import A3, Page
from robuild.workbook.styles import Look

_LEFT = ("building", "component", "variant", "per", "verdict")
_BAND = Look(bold=True, size=9, colour=styles.PETROL, box="under")
_SUMMED = {
    "events_expected": "events_expected", "events": "events",
    "hours_expected": "hours_year_expected", "hours": "hours_year",
    "cost_expected_nok": "cost_year_expected", "cost_nok": "cost_year", "extra": "extra",
}  # fmt: skip
"""Column of the block of buildings -> column it adds up."""
_LOOKS = {
    "dwelling_years": parts.ONE, "exposure": parts.ONE, "per": parts.WHOLE, "events": parts.WHOLE,
    "events_expected": parts.ONE, "hours_expected": parts.ONE, "hours": parts.ONE,
    "cost_expected_nok": parts.KR, "cost_nok": parts.KR, "extra": parts.KR,
    "days_expected": parts.ONE, "days": parts.ONE,
}  # fmt: skip


def write_rows(page: Page, facts: Facts, places: Places) -> None:
    """Buildings on top, then a row for each component and variant of each of them."""
    words = page.words
    page.widths([WIDTHS.get(key, 9) for key in places.columns])
    page.text(1, 1, page.title, styles.TITLE)
    page.sheet.row_dimensions[1].height = 28
    page.text(2, 1, words.get("sheet.evaluation.purpose"), styles.SUBTITLE)
    page.text(3, 1, words.get("evaluation_book.chance"), styles.NOTE)
    page.link(4, 1, words.get("sheet.evaluation_changes.title"), "evaluation_changes")
    page.link(5, 1, words.get("sheet.evaluation_learned.title"), "evaluation_learned")
    at = places.columns
    page.link_to(4, at["variant"], words.get("evaluation_book.to_buildings"),
                 f"{places.sheet}!A{places.block - 1}")  # fmt: skip
    columns = (at["variant"], at["dwelling_years"])
    parts.entry(page, 5, columns, "fewest_more", FEWEST_FOR_MORE, "whole", (1, 100))
    for number, row in enumerate(facts.rows):
        _row(page, facts, places, row, FIRST + number)
    if not facts.rows:
        page.text(FIRST, 1, words.get("evaluation_book.no_rows"), styles.NOTE)
    _buildings(page, facts, places)
    _headings(page, places)
    _shown(page, facts, places)
    verdicts = f"{letter(at['events'])}{FIRST}:{letter(at['verdict'])}{places.last}"
    said = places.at("verdict", FIRST)
    for verdict, fill, ink in (
        (Verdict.MORE, parts.BAD, styles.RED), (Verdict.FEWER, parts.GOOD, styles.INK)
    ):  # fmt: skip
        page.flag(verdicts, f"{said}={quoted(words, f'verdict.{verdict}')}", fill, ink)
    _flag_ratios(page, places)
    parts.hide(page, [at[key] for key in HELPERS])
    page.filtered(at["weight"], HEADER, places.last)
    page.sheet.freeze_panes = page.sheet.cell(FIRST, at["dwelling_years"])
    page.print_setup(paper=A3, landscape=True, repeat_rows=f"{HEADER}:{HEADER}")
    page.sheet.print_area = f"A1:{letter(at['weight'])}{places.building(len(facts.logs))}"
    page.protect()


def _headings(page: Page, places: Places) -> None:
    for name, group in GROUPS:
        keys = [key for key in group if key in places.columns]
        for key in keys:
            page.blank(HEADER - 1, places.columns[key], _BAND)
        page.text(HEADER - 1, places.columns[keys[0]],
                  page.words.get(f"evaluation_book.group.{name}"), _BAND)  # fmt: skip
    shown = [key for key in places.columns if key not in HELPERS]
    parts.header(page, HEADER, shown, _LEFT)
    page.sheet.row_dimensions[HEADER].height = 38
    for key in HELPERS:
        page.text(HEADER, places.columns[key], key, styles.HELPER_HEADER)


def _shown(page: Page, facts: Facts, places: Places) -> None:
    """The sum of the rows that are shown: it follows the filter."""
    at, strong = places.columns, Look(size=9, bold=True)
    page.text(TOTAL, 1, page.words.get("evaluation_book.shown"), strong)
    sums = {"events_expected": "events_expected", "events": "events",
            "extra": "extra_nok_per_year"}  # fmt: skip
    found = {key: sum(row[source] or 0.0 for row in facts.rows) for key, source in sums.items()}
    for key, value in found.items():
        name = letter(at[key])
        look = Look(format=_LOOKS[key].format, size=9, bold=True, align="right")
        page.formula(TOTAL, at[key], f"=SUBTOTAL(109,{name}{FIRST}:{name}{places.last})",
                     value, look)  # fmt: skip
    _ratio(page, places, TOTAL, ("events", "events_expected", "events_ratio"), found)


def _flag_ratios(page: Page, places: Places) -> None:
    """Dearer, longer or slower than assumed: as *Bør endres* counts it."""
    for key in ("hours", "cost", "days"):
        ratio, rows = (places.at(f"{key}_{end}", FIRST) for end in ("ratio", "rows"))
        column = letter(places.columns[f"{key}_ratio"])
        page.flag(
            f"{column}{FIRST}:{column}{places.last}",
            f"AND(ISNUMBER({ratio}),{ratio}>evaluation_much,{rows}>=evaluation_fewest_rows)",
            parts.BAD, styles.RED,
        )  # fmt: skip


def _row(page: Page, facts: Facts, places: Places, row: Record, here: int) -> None:
    words, at = page.words, places.columns
    log = facts.logs[row["log"]]
    if facts.several:
        page.text(here, at["building"], log.building, parts.SMALL)
    component = facts.catalog.component_by_key[row["component_key"]]
    page.text(here, at["component"], page.book.name_of(component), parts.SMALL)
    variant = facts.catalog.variant_by_id.get(row["variant_id"] or "")
    name = page.book.name_of(variant) if variant else None
    page.text(here, at["variant"], name, parts.SMALL)
    block = places.building(row["log"])
    page.formula(here, at["dwelling_years"], f"=${letter(at['dwelling_years'])}${block}",
                 log.dwellings * log.years, parts.ONE)  # fmt: skip
    page.number(here, at["exposure"], row["exposure"], parts.ONE)
    per = words.word("rate_exposure", row["per"]) if row["per"] else words.get("word.nothing")
    page.text(here, at["per"], per, Look(size=8, wrap=True, colour=styles.GREY))
    page.number(here, at["events_expected"], row["events_expected"], parts.TWO)
    page.number(here, at["events"], row["events"], styles.number("plain", size=9, bold=True))
    parts.number(page, here, at["low"], row["events_low"], parts.WHOLE)
    parts.number(page, here, at["high"], row["events_high"], parts.WHOLE)
    _ratio(page, places, here, ("events", "events_expected", "events_ratio"), row)
    e, low, high = (places.at(key, here) for key in ("events", "low", "high"))
    more, fewer, same, unknown = (
        quoted(words, f"verdict.{each}")
        for each in (Verdict.MORE, Verdict.FEWER, Verdict.AS_ASSUMED, Verdict.NOT_KNOWN)
    )
    page.formula(
        here, at["verdict"],
        f"=IF(ISNUMBER({low}),IF(AND({e}>{high},{e}>=evaluation_fewest_more),{more},"
        f"IF({e}<{low},{fewer},{same})),{unknown})",
        words.word("verdict", row["verdict"]), parts.SAID,
    )  # fmt: skip
    for actual, assumed, rows in MEASURES:
        key = actual.removesuffix("_nok")
        kind = parts.KR if key == "cost" else parts.ONE
        page.number(here, at[assumed], row[assumed], kind)
        # where nothing happened there is nothing that is not known
        write = page.number if row["events"] else partial(parts.number, page)
        write(here, at[actual], row[actual], kind)
        page.number(here, at[rows], row[rows], parts.WHOLE)
        _ratio(page, places, here, (actual, assumed, f"{key}_ratio"), row)
    _helpers(page, places, row, here, log.years)
    _rates(page, facts, places, row, here)


def _ratio(
    page: Page, places: Places, here: int, keys: tuple[str, str, str], row: Record
) -> None:  # fmt: skip
    actual, assumed, target = keys
    a, b = places.at(actual, here), places.at(assumed, here)
    none = "evaluation_book.none_assumed"
    value: object = page.words.get("word.nothing")
    if row[actual] is not None and row[assumed] is not None:
        value = row[actual] / row[assumed] if row[assumed] > 0 else page.words.get(none)
    page.formula(
        here, places.columns[target],
        f"=IF(AND(ISNUMBER({a}),ISNUMBER({b})),IF({b}>0,{a}/{b},{quoted(page.words, none)}),"
        f"{quoted(page.words, 'word.nothing')})",
        value, parts.TIMES,
    )  # fmt: skip


def _helpers(page: Page, places: Places, row: Record, here: int, years: float) -> None:
    """Amounts a year, and what ratios of components are weighed by."""
    at = places.columns
    missing = quoted(page.words, "word.missing")
    block = places.building(row["log"])
    span = f"${letter(at['exposure'])}${block}"
    page.number(here, at["log"], row["log"], parts.WHOLE)
    page.text(here, at["key"], row["component_key"], parts.CODE)
    page.number(here, at["unknown"], int(row["events_expected"] is None), parts.WHOLE)
    events, expected = places.at("events", here), places.at("events_expected", here)
    for actual, assumed, rows in MEASURES:
        key = actual.removesuffix("_nok")
        a, b, n = (places.at(each, here) for each in (actual, assumed, rows))
        there = row[rows] > 0 and row[assumed] is not None and row[assumed] > 0
        test = f"AND({n}>0,ISNUMBER({b}),N({b})>0)"
        page.formula(here, at[f"{key}_seen"], f"=IF({test},{n},0)",
                     row[rows] if there else 0, parts.WHOLE)  # fmt: skip
        weighed = row[rows] * row[actual] / row[assumed] if there else 0.0
        page.formula(here, at[f"{key}_weighed"], f"=IF({test},{n}*{a}/{b},0)", weighed, parts.TWO)
        if key == "days":
            continue
        both = row["events_expected"] is not None and row[assumed] is not None
        known = row[actual] if row[rows] > 0 else row[assumed]
        page.formula(
            here, at[f"{key}_year_expected"],
            f"=IF(AND(ISNUMBER({expected}),ISNUMBER({b})),{expected}*{b}/{span},{missing})",
            row["events_expected"] * row[assumed] / years if both else None, parts.TWO,
        )  # fmt: skip
        page.formula(
            here, at[f"{key}_year"],
            f"=IF(ISNUMBER({places.at(f'{key}_year_expected', here)}),"
            f"{events}*IF({n}>0,{a},{b})/{span},{missing})",
            row["events"] * known / years if both else None, parts.TWO,
        )  # fmt: skip
    c, d = places.at("cost_year", here), places.at("cost_year_expected", here)
    page.formula(here, at["extra"], f"=IF(ISNUMBER({d}),{c}-{d},{missing})",
                 row["extra_nok_per_year"], parts.KR)  # fmt: skip


def _rates(page: Page, facts: Facts, places: Places, row: Record, here: int) -> None:
    """Rate before and after, and the weight of the log, from the sheet of what was learnt."""
    at, words = places.columns, page.words
    rate, factor = facts.rate_rows(row)
    if rate is None or row["rate_before"] is None:
        for key in ("rate_before", "rate_now", "weight"):
            page.text(here, at[key], words.get("evaluation_book.not_learned"),
                      Look(size=8, italic=True, colour=styles.GREY, align="right"))  # fmt: skip
        return
    learnt = facts.record(Learned.DAMAGE_RATE, row["component_key"])
    before = places.at("rate_before", here)
    page.number(here, at["rate_before"], row["rate_before"], parts.RATE)
    formula = f"={before}*{cell_of(words, 'updated', rate)}/{cell_of(words, 'prior', rate)}"
    value = row["rate_before"] * learnt["posterior"] / learnt["prior"]
    if factor:
        own = facts.record(Learned.VARIANT_FACTOR, row["variant_id"])
        formula += f"*{cell_of(words, 'updated', factor)}/{cell_of(words, 'prior', factor)}"
        value *= own["posterior"] / own["prior"]
        learnt = own
    page.formula(here, at["rate_now"], formula, value, styles.number("0.0000", size=9, bold=True))
    page.formula(here, at["weight"], f"={cell_of(words, 'weight', factor or rate)}",
                 learnt["weight_share"], parts.SHARE)  # fmt: skip


def _buildings(page: Page, facts: Facts, places: Places) -> None:
    """A row for each building, and their sum, in the columns of the figures they add up."""
    words, at = page.words, places.columns
    labels = {1: "building", 2: "period", at["dwelling_years"]: "dwelling_years",
              at["exposure"]: "years", at["per"]: "dwellings", at["events_ratio"]: "events_ratio",
              **{at[key]: f"block_{key}" for key in _SUMMED}}  # fmt: skip
    last = at["extra"]
    for column in range(1, last + 1):
        page.blank(places.block - 1, column, styles.SECTION)
        page.blank(places.block, column, styles.HEADER)
    page.text(places.block - 1, 1, words.get("evaluation_book.to_buildings"), styles.SECTION)
    for column, key in labels.items():
        look = styles.HEADER if column < 3 else styles.HEADER_RIGHT
        page.text(places.block, column, words.get(f"evaluation_book.column.{key}"), look)
    page.sheet.row_dimensions[places.block].height = 38
    table = facts.evaluation.table
    for number, log in enumerate(facts.logs):
        here = places.building(number)
        page.text(here, 1, log.building, Look(size=9, bold=True, wrap=True))
        page.text(here, 2, f"{log.first_month} – {log.last_month}", Look(size=9))
        page.number(here, at["exposure"], log.years, parts.TWO)
        page.number(here, at["per"], log.dwellings, parts.WHOLE)
        years, dwellings = places.at("exposure", here), places.at("per", here)
        page.formula(here, at["dwelling_years"], f"={years}*{dwellings}",
                     log.years * log.dwellings, parts.ONE)  # fmt: skip
        mine = [row for row in facts.rows if row["log"] == number]
        for key, source in _SUMMED.items():
            page.formula(
                here, at[key], f"=SUMIFS({places.span(source)},{places.span('log')},{number})",
                _sum(mine, source, log.years), _LOOKS[key],
            )  # fmt: skip
        _block_ratio(page, places, here, table[table["building"] == log.building])
    if facts.several:
        _all_buildings(page, facts, places)


def _all_buildings(page: Page, facts: Facts, places: Places) -> None:
    at, here = places.columns, places.building(len(facts.logs))
    first, strong = places.building(0), Look(size=9, bold=True, box="over")
    for column in range(1, at["extra"] + 1):
        page.blank(here, column, strong)
    page.text(here, 1, page.words.get("evaluation_book.all"), strong)
    sums = {
        key: sum(_sum([r for r in facts.rows if r["log"] == n], source, log.years)
                 for n, log in enumerate(facts.logs))
        for key, source in _SUMMED.items()
    }  # fmt: skip
    sums["dwelling_years"] = sum(log.years * log.dwellings for log in facts.logs)
    sums["per"] = sum(log.dwellings for log in facts.logs)
    for key, value in sums.items():
        name = letter(at[key])
        look = Look(format=_LOOKS[key].format, size=9, bold=True, box="over", align="right")
        page.formula(here, at[key], f"=SUM({name}{first}:{name}{here - 1})", value, look)
    _block_ratio(page, places, here, facts.evaluation.table)


def _block_ratio(page: Page, places: Places, here: int, table: object) -> None:
    rows = {key: float(table[key].sum()) for key in ("events", "events_expected")}  # type: ignore[index]
    _ratio(page, places, here, ("events", "events_expected", "events_ratio"), rows)


def _sum(rows: list[Record], source: str, years: float) -> float:
    """What a column adds up to, by the same rules as its cells."""
    total = 0.0
    for row in rows:
        key, _, end = source.partition("_year")
        if source in ("events", "events_expected"):
            total += row[source] or 0.0
            continue
        if source == "extra":
            total += row["extra_nok_per_year"] or 0.0
            continue
        assumed, actual = ("cost_expected_nok", "cost_nok") if key == "cost" else (
            "hours_expected", "hours")  # fmt: skip
        if row["events_expected"] is None or row[assumed] is None:
            continue
        known = row[actual] if row[f"{key}_rows"] > 0 else row[assumed]
        total += (row["events_expected"] * row[assumed] if end else row["events"] * known) / years
    return total
