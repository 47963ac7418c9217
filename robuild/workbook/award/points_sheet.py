"""*Poengmodeller*: the same bids in points, and how points can turn two bids round."""

from __future__ import annotations

import numpy as np
from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.datavalidation import DataValidation

from robuild.procurement.bids import (
    COST_WEIGHT,
    SAME_NOK,
    Award,
    PointModel,
    Reversal,
    points_of_cost,
    total_points,
)
from robuild.workbook import styles
from robuild.workbook.award.parts import home, section
from robuild.workbook.page import A4, Book, Page
from robuild.workbook.styles import Look

_COLUMNS = 9
_SMALL = Look(size=9, wrap=True)
_TWO = styles.number("two", size=9)
_KR = styles.number("kr", size=9)


def write_points(book: Book, award: Award) -> None:
    """Points by three usual models, live, beside the rank in money."""
    page = Page(book, "award_points", styles.TAB_PLANNER)
    page.widths((32, 17, 10, *((13, 13) * 3)))
    words = book.words
    row = home(page)
    page.text(row, 1, words.get("award.points_warning"), Look(bold=True, colour=styles.AMBER))
    page.text(row + 1, 1, words.get("award.points_how"), styles.NOTE)
    row += 3
    page.text(row, 1, words.get("award.cost_weight"), styles.BOLD)
    page.number(row, 2, COST_WEIGHT, styles.entry("share"))
    page.define("award_cost_weight", row, 2)
    rule = DataValidation(type="decimal", operator="between", formula1="0", formula2="1",
                          allow_blank=False, showErrorMessage=True)  # fmt: skip
    rule.errorTitle = words.get("assumptions.not_allowed")[:32]
    rule.error = words.get("assumptions.limits", low=0, high=1)
    page.sheet.add_data_validation(rule)
    rule.add(f"B{row}")
    row = _models(page, award, row + 2)
    _example(page, award.reversal, row + 2)
    page.print_setup(paper=A4, landscape=True, one_page=True)
    page.protect()


def _models(page: Page, award: Award, row: int) -> int:
    words = page.words
    ranked = [int(bid) for bid in award.figures.ranked]
    heads = [words.get(f"column.award_points.{key}") for key in ("bidder", "evaluated", "rei")]
    for model in PointModel:
        heads += [words.get(f"award.model_{model}"), words.get("column.award_points.rank")]
    for column, text in enumerate(heads, start=1):
        page.text(row, column, text, styles.HEADER if column == 1 else styles.HEADER_RIGHT)
    page.sheet.row_dimensions[row].height = 44
    if not ranked:
        page.text(row + 1, 1, words.get("award.nothing_ranked"), styles.NOTE)
        return row + 2
    first, last = row + 1, row + len(ranked)
    costs = np.array([award.results[bid].evaluated_nok for bid in ranked])
    quality = np.array([award.results[bid].rei_by_value for bid in ranked])
    span = f"$B${first}:$B${last}"
    for at, bid in enumerate(ranked):
        here = first + at
        page.text(here, 1, award.results[bid].bidder, _SMALL)
        page.formula(here, 2, f"=INDEX(award_total,{bid + 1},1)", costs[at], _KR)
        page.formula(here, 3, f"=INDEX(award_rei,{bid + 1},1)", quality[at], _TWO)
        for number, model in enumerate(PointModel):
            column = 4 + 2 * number
            points = total_points(model, costs, quality)
            page.formula(
                here, column, f"=award_cost_weight*{_points(model, f'B{here}', span)}"
                f"+(1-award_cost_weight)*10*C{here}", float(points[at]), _TWO,
            )  # fmt: skip
            mine = f"${letter(column)}${first}:${letter(column)}${last}"
            rank = 1 + int((points > points[at] + 1e-9).sum())
            page.formula(
                here, column + 1,
                f"=1+SUMPRODUCT(--({mine}>{letter(column)}{here}+0.000000001))",
                rank, styles.number("whole", size=9, bold=True),
            )  # fmt: skip
    return last


def _points(model: PointModel, cost: str, span: str) -> str:
    low, high = f"MIN({span})", f"MAX({span})"
    if model is PointModel.RELATIVE:
        return f"MAX(0,10*(1-({cost}-{low})/{low}))"
    if model is PointModel.PROPORTIONAL:
        return f"10*{low}/{cost}"
    return f"IF({high}-{low}<{SAME_NOK},10,10*({high}-{cost})/({high}-{low}))"


def _example(page: Page, found: Reversal, row: int) -> None:
    """Two bids that change places when a losing third is taken away."""
    words = page.words
    title = "award.reversal_made_up" if found.made_up else "award.reversal_real"
    row = section(page, row, words.get(title), _COLUMNS)
    if found.made_up:
        page.text(row, 1, words.get("award.reversal_made_up_note"),
                  Look(bold=True, colour=styles.AMBER))  # fmt: skip
        row += 1
    told = words.get(
        "award.reversal_all", model=words.get(f"award.model_{found.model}"),
        weight=f"{100 * found.cost_weight:.0f} %", before=found.before, after=found.after,
    )  # fmt: skip
    less = words.get(
        "award.reversal_less", removed=found.removed, before=found.before, after=found.after
    )
    page.text(row, 1, told, Look(size=10))
    page.text(row + 1, 1, less, Look(size=10))
    row += 2
    for column, key in enumerate(("bidder", "evaluated", "rei", "cost_points", "with_all",
                                  "without"), start=1):  # fmt: skip
        page.text(row, column, words.get(f"column.award_points.{key}"),
                  styles.HEADER if column == 1 else styles.HEADER_RIGHT)  # fmt: skip
    page.sheet.row_dimensions[row].height = 44
    points = points_of_cost(found.model, np.array(found.costs_nok))
    for at, name in enumerate(found.names):
        row += 1
        page.text(row, 1, name, _SMALL)
        page.number(row, 2, found.costs_nok[at], _KR)
        page.number(row, 3, found.qualities[at], _TWO)
        page.number(row, 4, float(points[at]), _TWO)
        page.number(row, 5, found.with_all[at], _TWO)
        left = found.without[at]
        if left is None:
            page.text(row, 6, words.get("award.removed"), Look(size=9, italic=True, align="right"))
        else:
            page.number(row, 6, left, _TWO)
    page.text(row + 1, 1, words.get("award.reversal_lesson"), styles.NOTE)
