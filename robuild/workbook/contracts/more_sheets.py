"""*Komponentvalg*, *Hvor sikkert* and *Forutsetninger* of the workbook of contract forms."""

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
from robuild.workbook.contracts.forms_sheet import KINDS, grey
from robuild.workbook.contracts.places import SELECTORS, Places
from robuild.workbook.page import A3, A4, Book, Page
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


def home(page: Page) -> int:
    """Title, purpose and a link back; the first free row."""
    page.text(1, 1, page.title, styles.TITLE)
    page.sheet.row_dimensions[1].height = 28
    page.text(2, 1, page.words.get(f"sheet.{page.key}.purpose"), styles.SUBTITLE)
    page.link(3, 1, page.words.get("contracts.back"), "contracts")
    return 5


def write_component_choices(book: Book, numbers: Numbers, places: Places) -> None:
    """A row for each kind of component: what the owner and each form's contractor pick."""
    page = Page(book, "contract_choices", styles.TAB_PLANNER)
    forms = [book.name_of(form) for form in book.result.catalog.contract_forms]
    page.widths((32, 8, 8, 15, 34, *((30, 15) * len(forms))))
    row = home(page)
    page.text(row, 1, book.words.get("contracts.choices_how"), styles.NOTE)
    header = row + 2
    heads = ["component", "element_code", "lines", "value", "owner"]
    for column, key in enumerate(heads, start=1):
        look = styles.HEADER_RIGHT if key in ("lines", "value") else styles.HEADER
        page.text(header, column, book.words.get(f"column.contract_choices.{key}"), look)
    for at, name in enumerate(forms):
        page.text(header, 6 + 2 * at, name, styles.HEADER)
        page.text(header, 7 + 2 * at, book.words.get("column.contract_choices.later"),
                  styles.HEADER_RIGHT)  # fmt: skip
    page.sheet.row_dimensions[header].height = 44
    table = numbers.comparison.options.table
    first = {int(kind): at for at, kind in reversed(list(enumerate(table["kind_no"])))}
    sizes = table["kind_no"].value_counts()
    for kind in range(numbers.comparison.options.kinds):
        rows = (places.option_rows[0] + first[kind],
                places.option_rows[0] + first[kind] + int(sizes[kind]) - 1)  # fmt: skip
        _write_kind(page, numbers, places, header + 1 + kind, rows)
    last = header + numbers.comparison.options.kinds
    page.filtered(5 + 2 * len(forms), header, max(last, header + 1))
    page.sheet.freeze_panes = page.sheet.cell(header + 1, 2)
    page.print_setup(paper=A3, landscape=True, repeat_rows=f"{header}:{header}")


def _write_kind(
    page: Page, numbers: Numbers, places: Places, row: int, rows: tuple[int, int]
) -> None:
    book, table = page.book, numbers.comparison.options.table
    at = slice(rows[0] - places.option_rows[0], rows[1] - places.option_rows[0] + 1)
    mine = table.iloc[at]
    component = book.result.catalog.component_by_key[str(mine["component_key"].iloc[0])]
    names = [book.name_of(book.result.catalog.variant_by_id[v]) for v in mine["variant_id"]]
    page.text(row, 1, book.name_of(component), _SMALL)
    page.text(row, 2, component.element_code, Look(size=9))
    page.number(row, 3, int(mine["line_count"].iloc[0]), styles.number("whole", size=9))

    def span(column: int) -> str:
        return f"{places.options}!${letter(column)}${rows[0]}:${letter(column)}${rows[1]}"

    bought, cost, owner_pick, name = span(3), span(9), span(10), span(11)
    owner = numbers.flagged(numbers.owner)[at]
    value = float(owner @ mine["acquisition_nok"].to_numpy())
    page.formula(row, 4, f"=SUMPRODUCT({owner_pick},{bought})", value, _KR)
    page.formula(row, 5, f"=INDEX({name},MATCH(1,{owner_pick},0))", names[int(owner.argmax())],
                 _SMALL)  # fmt: skip
    own_cost = numbers.owner_cost[at]
    for form, case in enumerate(numbers.own):
        pick = span(places.chosen_option("pick", form))
        weight = span(places.chosen_option("weight", form))
        picked = numbers.picks[form][at]
        column = 6 + 2 * form
        page.formula(row, column, f"=INDEX({name},MATCH(1,{pick},0))", names[int(picked.argmax())],
                     _SMALL)  # fmt: skip
        later = float(case.weights[at] @ own_cost - owner @ own_cost)
        page.formula(row, column + 1, f"=SUMPRODUCT({weight}-{owner_pick},{cost})", later, _KR)


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
                  styles.NOTE_WRAPPED)  # fmt: skip
        row += 2
    _write_tornado(page, numbers, row + 2)
    page.print_setup(paper=A4, landscape=True)


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
    page.widths((44, 34, 13, 11, 11, 14, 13, 46))
    row = home(page)
    row = _settings(page, numbers, row)
    row = _scope(page, numbers, row + 1)
    _ranges(page, numbers, row + 1)
    _words_and_changes(page, numbers, places)
    page.print_setup(paper=A4, landscape=True)


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
        page.text(row, 3, words.word("unit_of", unit.replace("/", "_per_")), styles.NOTE)
        page.define(key, row, 2)
        if live:
            page.number(row, 10, value, styles.TEXT)
    page.sheet.column_dimensions["J"].hidden = True
    first = row - len(_FIXED) - len(_LIVE) + 1
    page.book.define("contract_rates", page.span(first, 2, first + len(_LIVE) - 1, 2))
    page.book.define("contract_rates_at_run", page.span(first, 10, first + len(_LIVE) - 1, 10))
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
    keys = ("parameter", "form", "value_at_run", "low", "high", "unit", "mark", "source")
    for column, key in enumerate(keys, start=1):
        look = styles.HEADER_RIGHT if column in (3, 4, 5) else styles.HEADER
        page.text(row, column, words.get(f"contracts.head.{key}"), look)
    header = row
    names = {form.form_id: page.book.name_of(form) for form in catalog.contract_forms}
    for term in ContractTerm:
        for each in catalog.contract_parameters:
            if each.parameter is not term:
                continue
            row += 1
            kind, source = KINDS[LIMITS[term].unit], catalog.source_by_id[each.source_id]
            page.text(row, 1, words.get(f"contract_parameter.{term}"), _SMALL)
            page.text(row, 2, names[each.form_id], _SMALL)
            for column, value in enumerate((each.value, each.low, each.high), start=3):
                page.number(row, column, value, styles.number(kind, size=9))
            page.text(row, 6, words.word("contract_unit", LIMITS[term].unit), styles.NOTE)
            page.text(row, 7, words.word("mark", source.mark), styles.NOTE)
            page.text(row, 8, source.title, styles.NOTE_WRAPPED)
    page.filtered(len(keys), header, row)
    page.sheet.print_title_rows = f"{header}:{header}"


def _words_and_changes(page: Page, numbers: Numbers, places: Places) -> None:
    """Words that formulas answer with, and what every parameter was at the run."""
    words, row = page.words, 1
    for word in ("yes", "no", "nothing", "current", "stale", "not_reached"):
        page.text(row, 12, words.get(f"word.{word}"), styles.NOTE)
        page.define(f"word_{word}", row, 12)
        row += 1
    first = row
    for selector in SELECTORS:
        page.text(row, 12, words.word("selector", selector), styles.NOTE)
        row += 1
    page.book.define("contract_selector_words", page.span(first, 12, row - 1, 12))
    pairs = ["contract_rates<>contract_rates_at_run"]
    for at, form in enumerate(numbers.forms):
        page.text(row, 12 + at, words.word("selector", form.selector), styles.NOTE)
    last = 11 + places.forms
    page.book.define("contract_selector_at_run", page.span(row, 12, row, last))
    pairs.append("contract_selector<>contract_selector_at_run")
    for term in ContractTerm:
        row += 1
        for at, form in enumerate(numbers.forms):
            page.number(row, 12 + at, form.values[term], styles.TEXT)
        page.book.define(f"contract_{term}_at_run", page.span(row, 12, row, last))
        pairs.append(f"contract_{term}<>contract_{term}_at_run")
    row += 1
    formula = "+".join(f"SUMPRODUCT(--({pair}))" for pair in pairs)
    page.formula(row, 12, f"={formula}", 0, styles.TEXT)
    page.define("contract_inputs_changed", row, 12)
    for column in range(12, last + 1):
        page.sheet.column_dimensions[letter(column)].hidden = True
