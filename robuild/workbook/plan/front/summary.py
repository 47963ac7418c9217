"""*Sammendrag*: one A4 page. What it costs, what hurts most, what to do first, how sure it is."""

from __future__ import annotations

from openpyxl.utils import get_column_letter as letter

from robuild.language import figure
from robuild.terms.vocabulary import Engine
from robuild.workbook import styles
from robuild.workbook.called import building_called
from robuild.workbook.gaps import Gap, gaps_of
from robuild.workbook.page import A4, Book, Page, Value
from robuild.workbook.plan.freshness import CHANGED, grey_when_stale
from robuild.workbook.plan.front.start_panel import write_start_panel
from robuild.workbook.plan.lines.line_numbers import Line
from robuild.workbook.rules import data_bar
from robuild.workbook.size import size_of
from robuild.workbook.styles import Look
from robuild.workbook.summary_charts import add_worst_chart, add_year_chart

COLUMNS = 12
_WIDTH = 8.6
_LABEL = Look(vertical="center")
_HEAD = Look(bold=True, size=9, colour=styles.GREY, align="right", vertical="center")
_BIG = Look(
    format=styles.KR, bold=True, size=15, colour=styles.PETROL, align="right", vertical="center"
)
_MONEY = Look(format=styles.KR, align="right", vertical="center")
_WORST = 10


def write_summary(page: Page, lines: list[Line], lists: Page, chart_rows: tuple[int, int]) -> None:
    """Write the first sheet."""
    book = page.book
    row = _head(book, page)
    row = _key_figures(book, page, row, lines)
    row = _completeness(book, page, row, lines)
    chart_row = row
    row = _section(page, row, "summary.years") + 14
    row, worst_rows = _worst(book, page, row, lines)
    row = _participation(book, page, row)
    row = _first_things(book, page, row, gaps_of(book, lines))
    row = _legend(book, page, row)
    write_start_panel(page, 1, COLUMNS + 1)
    add_year_chart(page, lists, chart_rows, (chart_row + 1, chart_row + 14))
    add_worst_chart(page, worst_rows, (chart_row + 1, chart_row + 14))
    page.print_setup(paper=A4, landscape=False, one_page=True)
    page.sheet.print_area = f"A1:{letter(COLUMNS)}{row}"
    page.sheet.sheet_view.showGridLines = False
    page.protect()


def _head(book: Book, page: Page) -> int:
    page.widths([_WIDTH] * COLUMNS)
    words, inventory = book.words, book.result.inventory
    page.text(1, 1, building_called(inventory), styles.TITLE)
    page.sheet.row_dimensions[1].height = 30
    page.text(2, 1, words.get("summary.title"), Look(bold=True, size=11, colour=styles.INK))
    files = ", ".join(model.model_id for model in inventory.models)
    page.text(
        3, 1, words.get("summary.made_from", models=files, catalog=book.result.catalog_label),
        styles.NOTE,
    )  # fmt: skip
    return page.money_lines(4, weighted=False) + 1


def _section(page: Page, row: int, key: str) -> int:
    for column in range(1, COLUMNS + 1):
        page.blank(row, column, styles.SECTION)
    page.text(row, 1, page.words.get(key), styles.SECTION)
    page.sheet.row_dimensions[row].height = 19
    return row + 1


def _merged(page: Page, row: int, first: int, last: int) -> None:
    page.sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=last)


def _key_figures(book: Book, page: Page, row: int, lines: list[Line]) -> int:
    words, size = book.words, size_of(book)
    totals = book.result.totals
    row = _section(page, row, "summary.key_figures")
    heads = (
        (5, 7, words.get("summary.whole")),
        (8, 10, _per(book, "summary.per_dwelling", size.dwellings)),
        (11, 12, _per(book, "summary.per_m2", size.floor_area_m2)),
    )
    for first, last, text in heads:
        page.text(row, first, text, _HEAD)
        _merged(page, row, first, last)
    figures: tuple[tuple[str, str, str, float], ...] = (
        (
            "life_cycle_cost",
            "out_life_cycle_cost_nok",
            "lines_life_cycle_cost",
            totals.life_cycle_cost_nok,
        ),
        (
            "life_cycle_cost_en",
            "out_life_cycle_cost_en_nok",
            "lines_life_cycle_cost_en",
            book.result.totals_by_engine[Engine.EN].life_cycle_cost_nok,
        ),
        ("annual_equivalent", "out_annual_equivalent_nok", "", totals.annual_equivalent_nok),
        (
            "acquisition",
            "out_acquisition_cost_nok",
            "lines_acquisition",
            totals.acquisition_cost_nok,
        ),
        ("weighted_cost", "out_weighted_cost_nok", "lines_weighted_cost", totals.weighted_cost_nok),
        ("outside", "out_outside_pv_nok", "lines_pv_outside", totals.outside_pv_nok),
    )
    for key, name, column_name, value in figures:
        row += 1
        main = key == "life_cycle_cost"
        page.text(
            row,
            1,
            words.get(f"summary.figure.{key}"),
            Look(bold=main, size=12 if main else 10, vertical="center"),
        )
        formula = (
            f"=SUM({column_name})" if column_name else "=out_life_cycle_cost_nok/out_annuity_factor"
        )
        page.formula(row, 5, formula, value, _BIG if main else _MONEY)
        _merged(page, row, 5, 7)
        page.define(name, row, 5)
        _divided(page, row, 8, f"{name}/out_dwellings", value, size.dwellings)
        _merged(page, row, 8, 10)
        _divided(page, row, 11, f"{name}/out_floor_area_m2", value, size.floor_area_m2)
        _merged(page, row, 11, 12)
        page.sheet.row_dimensions[row].height = 22 if main else 15
    return _engine_note(page, row + 1, lines)


def _engine_note(page: Page, row: int, lines: list[Line]) -> int:
    """Which way of counting is shown, and how many lines have left it since the run."""
    words, engine = page.words, page.book.result.settings.engine
    said = words.get(f"word.engine_{engine}")
    page.formula(
        row, 1, "=IF(out_engine_no=1,word_engine_renewal,word_engine_en)", said, styles.NOTE
    )
    number = sum(line.cells["falls_back"] for line in lines)
    look = Look(
        format=f'#,##0"{words.get("summary.falls_back")}";;', size=9, colour=styles.AMBER,
        bold=True, align="left",
    )  # fmt: skip
    page.formula(row + 1, 1, "=SUM(lines_falls_back)", number, look)
    _merged(page, row + 1, 1, COLUMNS)
    return _spread(page, row + 2)


def _spread(page: Page, row: int) -> int:
    """Between what the life-cycle cost lies, as far as it is known."""
    row = _ease(page, row)
    certainty = page.book.result.certainty
    if certainty is None:
        return row
    found = certainty.now.life_cycle_cost
    said = page.words.get(
        "summary.spread",
        low=figure(found.p10_nok / 1e6, page.words.language, 1),
        high=figure(found.p90_nok / 1e6, page.words.language, 1),
    )
    page.text(row, 1, said, styles.NOTE)
    grey_when_stale(page, f"A{row}")
    look = Look(
        format=f'#,##0"{page.words.get("summary.changed")}";;', size=9, colour=styles.AMBER,
        align="left",
    )  # fmt: skip
    page.formula(row + 1, 1, f"={CHANGED}", 0, look)
    _merged(page, row + 1, 1, COLUMNS)
    return row + 2


def _ease(page: Page, row: int) -> int:
    """How easy the building is to repair, weighted by how often something has to be done."""
    whole = page.book.result.repair.ease_of_places.iloc[0]
    if not isinstance(whole["repair_ease_class"], str):
        return row
    said = page.words.get(
        "summary.ease",
        letter=whole["repair_ease_class"],
        index=figure(float(whole["rei"]), page.words.language, 2),
        times=figure(float(whole["interventions_per_year"]), page.words.language, 0),
    )
    page.text(row, 1, said, Look(size=9, bold=True))
    return row + 1


def _per(book: Book, key: str, number: float | None) -> str:
    if not number:
        return book.words.get(f"{key}.unknown")
    shown = f"{number:,.0f}".replace(",", "\u00a0")
    return book.words.get(key, number=shown)


def _divided(
    page: Page, row: int, column: int, formula: str, value: float, by: float | None
) -> None:
    if by:
        page.formula(row, column, f"={formula}", value / by, _MONEY)
    else:
        page.text(
            row, column, page.words.get("word.nothing"), Look(align="right", vertical="center")
        )


def _completeness(book: Book, page: Page, row: int, lines: list[Line]) -> int:
    words, totals = book.words, book.result.totals
    row = _section(page, row + 1, "summary.how_sure")
    state = words.get("word.complete" if totals.complete else "word.incomplete")
    gaps = "+".join(f"{letter(c)}{row}" for c in (4, 7, 10))
    page.formula(
        row, 1, f"=IF({gaps}=0,word_complete,word_incomplete)", state,
        Look(bold=True, colour=styles.AMBER, vertical="center"),
    )  # fmt: skip
    _merged(page, row, 1, 3)
    counts: tuple[tuple[int, str, Value, str], ...] = (
        (4, f"={totals.components_unmatched}", totals.components_unmatched, "unmatched"),
        (
            7,
            "=SUM(lines_missing_quantity_count)",
            totals.components_missing_quantity,
            "no_quantity",
        ),
        (
            10,
            "=COUNTIFS(lines_known,0)",
            sum(not line.cells["known"] for line in lines),
            "no_amount",
        ),
    )
    for column, formula, value, key in counts:
        number_format = f'0"{words.get(f"summary.{key}")}"'
        page.formula(
            row, column, formula, value, Look(format=number_format, align="left", vertical="center")
        )
        _merged(page, row, column, column + 2)
    page.text(
        row + 1,
        1,
        words.get("summary.known_part" if not totals.complete else "summary.all_known"),
        styles.NOTE,
    )
    return _not_modelled(book, page, _balance(book, page, row + 2)) + 1


def _not_modelled(book: Book, page: Page, row: int) -> int:
    """What rests on room templates, not on the models; live, and nothing where there is none."""
    words, result = book.words, book.result
    totals = result.totals
    if result.not_modelled.empty:
        page.text(row, 1, words.get("summary.all_modelled"), styles.NOTE)
        return row + 1
    count = len(result.not_modelled)
    look = Look(format=f'"+ "#,##0" {words.get("summary.not_modelled")}"', align="left")
    page.number(row, 1, count, look)
    _merged(page, row, 1, 6)
    amount = totals.not_modelled_life_cycle_cost_nok
    formula = "=SUMIFS(lines_life_cycle_cost,lines_basis,word_not_modelled)"
    label = words.get("summary.not_modelled_cost")
    money = Look(format=f'"{label} "{styles.KR}', align="left", vertical="center")
    page.formula(row, 7, formula, amount, money)
    _merged(page, row, 7, 12)
    return row + 1


def _balance(book: Book, page: Page, row: int) -> int:
    words, result = book.words, book.result
    status = result.matches["status"].value_counts()
    equations = (
        (
            ("elements", result.inventory.elements_read),
            ("components", len(result.inventory.components)),
            ("rejects", len(result.inventory.rejects)),
        ),
        (
            ("components", len(result.inventory.components)),
            ("matched", int(status.get("matched", 0))),
            ("unmatched_short", int(status.get("unmatched", 0))),
            ("out_of_scope", int(status.get("out_of_scope", 0))),
        ),
    )
    for equation in equations:
        for place, (key, number) in enumerate(equation):
            sign = "" if not place else "= " if place == 1 else "+ "
            column = 1 + place * 3
            label = words.get(f"summary.{key}")
            look = Look(format=f'"{sign}"#,##0" {label}"', align="left", vertical="center")
            page.number(row, column, number, look)
            _merged(page, row, column, column + 2)
        row += 1
    return row


def _worst(book: Book, page: Page, row: int, lines: list[Line]) -> tuple[int, tuple[int, int]]:
    words = book.words
    row = _section(page, row, "summary.worst")
    ranked = sorted((x for x in lines if x.cells["known"]), key=lambda x: x.cells["rank"])[:_WORST]
    for column, key in (
        (1, "rank"),
        (2, "component"),
        (8, "class"),
        (9, "weighted"),
        (11, "life_cycle"),
    ):
        look = _HEAD if column >= 9 else Look(bold=True, size=9, colour=styles.GREY)
        page.text(row, column, words.get(f"summary.worst_column.{key}"), look)
    _merged(page, row, 2, 7)
    _merged(page, row, 9, 10)
    _merged(page, row, 11, 12)
    first = row + 1
    for rank, line in enumerate(ranked, start=1):
        row += 1
        page.number(row, 1, rank, Look(align="center", colour=styles.GREY))
        at = f"MATCH($A{row},lines_rank,0)"
        cells: tuple[tuple[int, int, str, Look], ...] = (
            (2, 5, "component_name", Look()),
            (6, 7, "place", Look(colour=styles.GREY, size=9)),
            (8, 8, "repair_ease_class", Look(bold=True, align="center")),
            (9, 10, "weighted_cost", _MONEY),
            (11, 12, "life_cycle_cost", _MONEY),
        )
        for column, last, key, look in cells:
            page.formula(
                row,
                column,
                f"=IFERROR(INDEX(lines_{key},{at}),word_missing)",
                line.cells[key],
                look,
            )
            if last > column:
                _merged(page, row, column, last)
    if not ranked:
        row += 1
        page.text(row, 2, words.get("lines.nothing"), styles.NOTE)
    bar = data_bar(start_type="num", start_value=0, end_type="max", color="9DBFCB")
    page.sheet.conditional_formatting.add(f"I{first}:I{row}", bar)
    return row + 2, (first, row)


def _participation(book: Book, page: Page, row: int) -> int:
    words = book.words
    row = _section(page, row, "summary.participation")
    for level, column in zip(("W3", "W2", "W1", "W0"), (1, 4, 7, 10), strict=True):
        number = book.applied_levels.get(level, 0)
        label = words.word("do_level", level)
        look = Look(format=f'"{level} {label}: "#,##0', align="left", bold=level in ("W2", "W3"))
        page.formula(row, column, f'=COUNTIFS(participation_applies,"{level}")', number, look)
        _merged(page, row, column, column + 2)
    page.text(row + 1, 1, words.get("summary.participation_note"), styles.NOTE)
    return row + 3


def _first_things(book: Book, page: Page, row: int, gaps: list[Gap]) -> int:
    words = book.words
    row = _section(page, row, "summary.first")
    if not gaps:
        page.text(row, 1, words.get("summary.no_gaps"))
        return row + 2
    for column, key in ((9, "count"), (11, "money")):
        page.text(row, column, words.get(f"summary.first_column.{key}"), _HEAD)
        _merged(page, row, column, column + 1)
    for number, gap in enumerate(gaps, start=1):
        row += 1
        page.number(row, 1, number, Look(align="center", colour=styles.GREY))
        page.text(row, 2, words.get(f"gap.{gap.key}"), Look(size=9))
        page.formula(row, 9, gap.count_formula, gap.count, styles.number("whole"))
        _merged(page, row, 9, 10)
        if gap.money_formula:
            page.formula(row, 11, gap.money_formula, gap.money_nok, _MONEY)
        else:
            page.text(
                row,
                11,
                words.get("word.not_known"),
                Look(align="right", italic=True, colour=styles.RED),
            )
        _merged(page, row, 11, 12)
    return row + 2


def _legend(book: Book, page: Page, row: int) -> int:
    words = book.words
    for key in ("legend.weighted", "legend.outside", "legend.classes"):
        page.text(row, 1, words.get(key), Look(size=8, colour=styles.GREY, wrap=True))
        _merged(page, row, 1, COLUMNS)
        page.sheet.row_dimensions[row].height = 23
        row += 1
    return row - 1
