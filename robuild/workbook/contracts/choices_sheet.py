"""*Komponentvalg*: which variant each form leads to, what it saves and what it costs later."""

from __future__ import annotations

import math

import pandas as pd
from openpyxl.utils import get_column_letter as letter

from robuild.workbook import styles
from robuild.workbook.contracts.cases import Numbers
from robuild.workbook.contracts.heading import home, in_footer
from robuild.workbook.contracts.places import FACTS, Places
from robuild.workbook.page import A3, Book, Page
from robuild.workbook.styles import Look

_SMALL = Look(size=9, wrap=True, indent=1)
_AMOUNT = styles.number("whole", size=9)
_TOTAL = Look(format="#,##0", bold=True, size=9, align="right", fill=styles.PETROL_LIGHT)
_HEADS = ("component", "element_code", "lines", "value", "owner")
_WIDTHS = (26, 8, 7, 12, 24)
_OF_FORM = (22, 11, 11)
_FIRST = len(_HEADS) + 1
_LINE = 12.5
"""Height of a line of small type, in points."""


def write_component_choices(book: Book, numbers: Numbers, places: Places) -> None:
    """A row for each kind of component: what the owner and each form's contractor pick."""
    page = Page(book, "contract_choices", styles.TAB_PLANNER)
    forms = [book.name_of(form) for form in book.result.catalog.contract_forms]
    page.widths((*_WIDTHS, *(_OF_FORM * len(forms))))
    row = home(page)
    page.text(row, 1, book.words.get("contracts.choices_how"), styles.NOTE)
    header = _heads(page, forms, row + 2)
    kinds = numbers.comparison.options.kinds
    table = numbers.comparison.options.table
    first = {int(kind): at for at, kind in reversed(list(enumerate(table["kind_no"])))}
    sizes = table["kind_no"].value_counts()
    sums = [[0.0, 0.0] for _ in forms]
    for kind in range(kinds):
        top = places.option_rows[0] + first[kind]
        rows = (top, top + int(sizes[kind]) - 1)
        for total, amounts in zip(
            sums, _write_kind(page, numbers, places, header + 1 + kind, rows), strict=True
        ):
            total[0], total[1] = total[0] + amounts[0], total[1] + amounts[1]
    last = header + kinds
    _totals(page, numbers, sums, (header + 1, last))
    page.filtered(len(_HEADS) + 3 * len(forms), header, last)
    page.sheet.freeze_panes = page.sheet.cell(header + 1, 2)
    page.print_setup(paper=A3, landscape=True, repeat_rows=f"{header - 2}:{header}")
    in_footer(page)


def _heads(page: Page, forms: list[str], row: int) -> int:
    """Names of forms over three columns each, room for sums, then heads; the row of the heads."""
    words = page.words
    for column in range(1, _FIRST):
        page.blank(row, column, styles.HEADER)
    for column, key in enumerate(_HEADS, start=1):
        look = styles.HEADER_RIGHT if key in ("lines", "value") else styles.HEADER_INSET
        page.text(row + 2, column, words.get(f"column.contract_choices.{key}"), look)
    for at, name in enumerate(forms):
        column = _FIRST + 3 * at
        page.text(row, column, name, styles.HEADER_INSET)
        for more in (1, 2):
            page.blank(row, column + more, styles.HEADER)
        page.sheet.merge_cells(
            start_row=row, start_column=column, end_row=row, end_column=column + 2
        )
        page.text(row + 2, column, words.get("column.contract_choices.picked"),
                  styles.HEADER_INSET)  # fmt: skip
        for more, key in ((1, "saved"), (2, "later")):
            said = words.get(f"column.contract_choices.{key}")
            page.text(row + 2, column + more, said, styles.HEADER_RIGHT)
    page.sheet.row_dimensions[row].height = 18
    page.sheet.row_dimensions[row + 2].height = 42
    return row + 2


def _write_kind(
    page: Page, numbers: Numbers, places: Places, row: int, rows: tuple[int, int]
) -> list[tuple[float, float]]:
    """One kind of component; what each form saves and costs later."""
    book, table = page.book, numbers.comparison.options.table
    at = slice(rows[0] - places.option_rows[0], rows[1] - places.option_rows[0] + 1)
    mine = table.iloc[at]
    component = book.result.catalog.component_by_key[str(mine["component_key"].iloc[0])]
    names = [book.name_of(book.result.catalog.variant_by_id[v]) for v in mine["variant_id"]]
    page.text(row, 1, book.name_of(component), _SMALL)
    page.text(row, 2, component.element_code, Look(size=9, indent=1))
    page.number(row, 3, int(mine["line_count"].iloc[0]), _AMOUNT)

    def span(column: int) -> str:
        return f"{places.options}!${letter(column)}${rows[0]}:${letter(column)}${rows[1]}"

    bought, cost, owner_pick = (
        span(FACTS.index(key) + 1) for key in ("acquisition_nok", "owner_cost", "owner_pick")
    )
    name = span(len(FACTS) + 1)
    owner = numbers.flagged(numbers.owner)[at]
    value = float(owner @ mine["acquisition_nok"].to_numpy())
    page.formula(row, 4, f"=SUMPRODUCT({owner_pick},{bought})", value, _AMOUNT)
    page.formula(row, 5, f"=INDEX({name},MATCH(1,{owner_pick},0))", names[int(owner.argmax())],
                 _SMALL)  # fmt: skip
    found = []
    for form, case in enumerate(numbers.own):
        pick = span(places.chosen_option("pick", form))
        weight = span(places.chosen_option("weight", form))
        picked = names[int(numbers.columns[form].pick[at].argmax())]
        column = _FIRST + 3 * form
        page.formula(row, column, f"=INDEX({name},MATCH(1,{pick},0))", picked, _SMALL)
        page.flag(f"{letter(column)}{row}", f"{letter(column)}{row}<>$E{row}",
                  styles.AMBER_LIGHT, styles.INK, bold=False)  # fmt: skip
        saved, later = _saved_and_later(numbers, mine, case.weights[at] - owner, at)
        more = f"{weight}-{owner_pick}"
        page.formula(
            row, column + 1, f"=-SUMPRODUCT({more},{bought})*contract_acquisition_factor", saved,
            _AMOUNT,
        )  # fmt: skip
        page.formula(row, column + 2, f"=SUMPRODUCT({more},{cost})+{letter(column + 1)}{row}",
                     later, _AMOUNT)  # fmt: skip
        found.append((saved, later))
    _room(page, row, book.name_of(component), names)
    return found


def _saved_and_later(
    numbers: Numbers, mine: pd.DataFrame, more: object, at: slice
) -> tuple[float, float]:
    weights = pd.Series(more).to_numpy(dtype=float)
    factor = numbers.comparison.options.time.acquisition
    saved = -float(weights @ mine["acquisition_nok"].to_numpy()) * factor
    return saved, float(weights @ numbers.owner_cost[at]) + saved


def _room(page: Page, row: int, component: str, names: list[str]) -> None:
    """Height for the longest name that may come up: a formula's text makes no room by itself."""

    def lines(text: str, width: float) -> int:
        return math.ceil(len(text) / (width * 12.0 / 9.0 - 4.0))

    most = max(lines(component, _WIDTHS[0]), *(lines(name, _OF_FORM[0]) for name in names))
    page.sheet.row_dimensions[row].height = most * _LINE + 3.0


def _totals(page: Page, numbers: Numbers, sums: list[list[float]], rows: tuple[int, int]) -> None:
    row = rows[0] - 2
    for column in range(1, _FIRST + 3 * len(sums)):
        page.blank(row, column, _TOTAL)
    page.text(
        row,
        1,
        page.words.get("contracts.choices_total"),
        Look(bold=True, size=9, fill=styles.PETROL_LIGHT, indent=1),
    )
    for form, amounts in enumerate(sums):
        for more, value in enumerate(amounts, start=1):
            column = _FIRST + 3 * form + more
            span = f"{letter(column)}{rows[0]}:{letter(column)}{rows[1]}"
            page.formula(row, column, f"=SUM({span})", value, _TOTAL)
