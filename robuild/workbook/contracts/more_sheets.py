"""*Hvor sikkert* and *Vilkår og parametere* of the workbook of contract forms."""

from __future__ import annotations

from typing import Any

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.utils import get_column_letter as letter

from robuild.terms.contract_forms import LIMITS, ContractTerm
from robuild.terms.settings import about
from robuild.workbook import styles
from robuild.workbook.contracts.cases import Numbers
from robuild.workbook.contracts.forms_sheet import grey
from robuild.workbook.contracts.heading import home, in_footer
from robuild.workbook.contracts.parameter_rows import KINDS
from robuild.workbook.contracts.places import SELECTORS, Places
from robuild.workbook.page import A4, Book, Page
from robuild.workbook.styles import Look
from robuild.workbook.summary_charts import place_chart, plain_title

_SMALL = Look(size=9, wrap=True)
_KR = styles.number("kr", size=9)
_LIVE = ("real_rate_1", "real_rate_1_until_year", "real_rate_2", "real_rate_2_until_year",
         "real_rate_3", "alpha")  # fmt: skip
_FIXED = ("period_years", "base_year", "opening_year", "price_year", "objective", "engine",
          "acquisition_years", "discount_timing", "real_price_growth", "residual_share",
          "uncertainty_draws", "seed")  # fmt: skip
_BARS = 12
_UNIT = Look(size=9, colour=styles.GREY, indent=1)
_UNIT_INK = Look(size=9, indent=1)
_NUMBERS = ("value_at_run", "value_now", "changed", "low", "high")
_WORDS = ("yes", "no", "nothing", "not_reached", "outside_range")
_HIDDEN = 14
"""First of the hidden columns."""
_HOME_ROWS = 6
"""Rows above the first setting, and a free one."""


def write_spread(book: Book, numbers: Numbers) -> None:
    """Distribution of every form and the tornado between two of them."""
    page = Page(book, "contract_spread", styles.TAB_PLANNER)
    page.widths((52, 16, 16, 16, 16, 16, 16))
    row = home(page)
    comparison, words = numbers.comparison, book.words
    spread = comparison.spread
    if spread is None:
        page.text(row, 1, words.get("contracts.not_drawn"), styles.NOTE)
    else:
        heads = ("mean", "p10", "p50", "p90", "error", "cheapest")
        page.text(row, 1, words.get("contracts.form"), styles.HEADER)
        for column, key in enumerate(heads, start=2):
            page.text(row, column, words.get(f"contracts.head.{key}"), styles.HEADER_RIGHT)
        top = row
        names = {form.form_id: book.name_of(form) for form in book.result.catalog.contract_forms}
        for each in spread.forms:
            row += 1
            page.text(row, 1, names[each.form_id], _SMALL)
            total = each.total
            values = (total.mean_nok, total.p10_nok, total.p50_nok, total.p90_nok,
                      total.standard_error_nok)  # fmt: skip
            for column, value in enumerate(values, start=2):
                page.number(row, column, value, _KR)
            page.number(row, 7, each.cheapest_probability, styles.number("share", size=9))
        grey(page, f"A{top + 1}:G{row}")
        page.text(row + 1, 1, words.get("contracts.drawn", draws=spread.draws, seed=spread.seed),
                  styles.NOTE)  # fmt: skip
        row += 1
    _write_tornado(page, numbers, row + 2)
    page.print_setup(paper=A4, landscape=True, one_page=True)
    in_footer(page)


def _write_tornado(page: Page, numbers: Numbers, row: int) -> None:
    comparison, words = numbers.comparison, page.words
    names = {f.form_id: page.book.name_of(f) for f in page.book.result.catalog.contract_forms}
    title = words.get(
        "contracts.tornado",
        compared=names[comparison.compared_id], reference=names[comparison.reference_id],
    )  # fmt: skip
    page.text(row, 1, title, styles.SECTION)
    row += 1
    for column, key in enumerate(("parameter", "low", "high", "difference_low", "difference_high"),
                                 start=1):  # fmt: skip
        look = styles.HEADER if column == 1 else styles.HEADER_RIGHT
        page.text(row, column, words.get(f"contracts.head.{key}"), look)
    totals = {r.form.form_id: r.own.total_nok for r in comparison.results}
    base = totals[comparison.compared_id] - totals[comparison.reference_id]
    first = row + 1
    for bar in comparison.tornado[:_BARS]:
        row += 1
        label = f"{words.get(f'contract_parameter.{bar.parameter}')} ({names[bar.form_id]})"
        page.text(row, 1, label, _SMALL)
        kind = KINDS[LIMITS[bar.parameter].unit]
        page.number(row, 2, bar.low, styles.number(kind, size=9))
        page.number(row, 3, bar.high, styles.number(kind, size=9))
        page.number(row, 4, bar.low_nok, _KR)
        page.number(row, 5, bar.high_nok, _KR)
        page.number(row, 9, bar.low_nok - base, styles.TEXT)
        page.number(row, 10, bar.high_nok - base, styles.TEXT)
    for column in (9, 10):
        page.sheet.column_dimensions[letter(column)].hidden = True
    if row >= first:
        grey(page, f"A{first}:E{row}")
        _tornado_chart(page, first, row)


def _tornado_chart(page: Page, first: int, last: int) -> None:
    chart: Any = BarChart()
    chart.type, chart.gapWidth, chart.overlap = "bar", 40, 100
    for column, key, colour in ((9, "low", styles.SERIES[0]), (10, "high", styles.SERIES[2])):
        chart.add_data(Reference(page.sheet, min_col=column, min_row=first, max_row=last))
        chart.series[-1].tx = SeriesLabel(v=page.words.get(f"contracts.head.{key}"))
        chart.series[-1].graphicalProperties = GraphicalProperties(solidFill=colour)
    chart.set_categories(Reference(page.sheet, min_col=1, min_row=first, max_row=last))
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.tickLblPos = "low"
    chart.legend.position = "t"
    plain_title(chart.y_axis, page.words.get("contracts.tornado_axis"))
    place_chart(page, chart, (0, 7), (last + 2, last + 22))


def write_assumptions(book: Book, numbers: Numbers, places: Places) -> None:
    """Rates that are live, what holds for the run, and every parameter with range and source."""
    page = Page(book, "contract_assumptions", styles.TAB_PLANNER)
    page.widths((44, 32, 13, 13, 16, 10, 10, 14, 12, 46))
    row = home(page)
    row = _settings(page, numbers, row)
    row = _scope(page, numbers, row + 1)
    _ranges(page, numbers, row + 1)
    _words_and_changes(page, numbers, places)
    page.print_setup(paper=A4, landscape=True)
    in_footer(page)
    page.protect()


def _settings(page: Page, numbers: Numbers, row: int) -> int:
    words, settings = page.words, numbers.settings
    for column, key in enumerate(("setting", "value", "unit"), start=1):
        page.text(row, column, words.get(f"contracts.head.{key}"), styles.HEADER)
    for key in (*_LIVE, *_FIXED):
        row += 1
        value, unit = getattr(settings, key), about(key).unit
        live = key in _LIVE
        page.text(row, 1, words.get(f"setting.{key}.label"), _SMALL)
        kind = "rate" if unit == "1/year" else "plain"
        look = styles.entry(kind) if live else Look(
            format=styles.FORMATS[kind], colour=styles.GREY, align="right", size=9
        )  # fmt: skip
        if isinstance(value, str):
            page.text(row, 2, words.word(key, value), look)
        else:
            page.number(row, 2, value, look)
        page.text(row, 3, words.word("unit_of", unit.replace("/", "_per_")), _UNIT)
        page.define(key, row, 2)
        if live:
            page.number(row, _HIDDEN, value, styles.TEXT)
    first = row - len(_FIXED) - len(_LIVE) + 1
    page.book.define("contract_rates", page.span(first, 2, first + len(_LIVE) - 1, 2))
    page.book.define(
        "contract_rates_at_run", page.span(first, _HIDDEN, first + len(_LIVE) - 1, _HIDDEN)
    )
    page.text(row + 1, 1, words.get("contracts.run_settings"), styles.NOTE)
    return row + 2


def _scope(page: Page, numbers: Numbers, row: int) -> int:
    options, result = numbers.comparison.options, page.book.result
    outside = len(options.lines_outside)
    unknown = int((result.matches["status"] == "unmatched").sum())
    said = page.words.get(
        "contracts.scope", kinds=options.kinds, outside=outside, unmatched=unknown
    )
    page.text(row, 1, said, Look(colour=styles.AMBER) if outside + unknown else styles.TEXT)
    return row + 1


def _ranges(page: Page, numbers: Numbers, row: int) -> None:
    words, catalog = page.words, page.book.result.catalog
    keys = ("parameter", "form", "value_at_run", "value_now", "changed", "low", "high", "unit",
            "mark", "source")  # fmt: skip
    for column, key in enumerate(keys, start=1):
        look = styles.HEADER_RIGHT if key in _NUMBERS else styles.HEADER_INSET
        page.text(row, column, words.get(f"contracts.head.{key}"), look)
    page.sheet.row_dimensions[row].height = 30
    header = row
    names = {form.form_id: page.book.name_of(form) for form in catalog.contract_forms}
    place = {form.form_id: at for at, form in enumerate(numbers.forms, start=1)}
    for term in ContractTerm:
        for each in catalog.contract_parameters:
            if each.parameter is not term:
                continue
            row += 1
            kind, source = KINDS[LIMITS[term].unit], catalog.source_by_id[each.source_id]
            page.text(row, 1, words.get(f"contract_parameter.{term}"), _UNIT_INK)
            page.text(row, 2, names[each.form_id], _UNIT_INK)
            look = styles.number(kind, size=9)
            for column, value in ((3, each.value), (6, each.low), (7, each.high)):
                page.number(row, column, value, look)
            now = f"=INDEX(contract_{term},1,{place[each.form_id]})"
            page.formula(row, 4, now, each.value, look)
            # a decimal typed or drawn may differ in its last digit
            changed = (
                f"=IF(ABS(D{row}-C{row})<1E-12,word_no,"
                f"IF(OR(D{row}<F{row}-1E-12,D{row}>G{row}+1E-12),word_outside_range,word_yes))"
            )
            page.formula(row, 5, changed, words.get("word.no"), Look(size=9, align="right"))
            page.text(row, 8, words.word("contract_unit", LIMITS[term].unit), _UNIT)
            page.text(row, 9, words.word("mark", source.mark), styles.NOTE)
            page.text(row, 10, source.title, styles.NOTE_WRAPPED)
    page.book.define("contract_changed", page.span(header + 1, 4, row, 5))
    at = f"E{header + 1}:E{row}"
    page.flag(at, f"E{header + 1}<>word_no", styles.AMBER_LIGHT, styles.AMBER)
    page.filtered(len(keys), header, row)
    page.sheet.print_title_rows = f"{header}:{header}"


def _words_and_changes(page: Page, numbers: Numbers, places: Places) -> None:
    """Words that formulas answer with, and what every parameter was at the run."""
    words, row = page.words, 1 + len(_LIVE) + _HOME_ROWS
    said = {word: words.get(f"word.{word}") for word in _WORDS}
    said |= {word: words.get(f"contracts.{word}") for word in ("current", "stale")}
    for word, text in said.items():
        page.text(row, _HIDDEN, text, styles.NOTE)
        page.define(f"word_{word}", row, _HIDDEN)
        row += 1
    first = row
    for selector in SELECTORS:
        page.text(row, _HIDDEN, words.word("selector", selector), styles.NOTE)
        row += 1
    page.book.define("contract_selector_words", page.span(first, _HIDDEN, row - 1, _HIDDEN))
    pairs = ["contract_rates<>contract_rates_at_run"]
    for at, form in enumerate(numbers.forms):
        page.text(row, _HIDDEN + at, words.word("selector", form.selector), styles.NOTE)
    last = _HIDDEN - 1 + places.forms
    page.book.define("contract_selector_at_run", page.span(row, _HIDDEN, row, last))
    pairs.append("contract_selector<>contract_selector_at_run")
    for term in ContractTerm:
        row += 1
        for at, form in enumerate(numbers.forms):
            page.number(row, _HIDDEN + at, form.values[term], styles.TEXT)
        page.book.define(f"contract_{term}_at_run", page.span(row, _HIDDEN, row, last))
        pairs.append(f"contract_{term}<>contract_{term}_at_run")
    row += 1
    formula = "+".join(f"SUMPRODUCT(--({pair}))" for pair in pairs)
    page.formula(row, _HIDDEN, f"={formula}", 0, styles.TEXT)
    page.define("contract_inputs_changed", row, _HIDDEN)
    for column in range(_HIDDEN, last + 1):
        page.sheet.column_dimensions[letter(column)].hidden = True
