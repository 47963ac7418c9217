"""Three rows for each form: present value by year, the sum so far, and whether it is dearer."""

from __future__ import annotations

import numpy as np
from openpyxl.utils import get_column_letter as letter

from robuild.terms.contract_forms import ContractTerm as T
from robuild.workbook import styles
from robuild.workbook.contracts.cases import Numbers
from robuild.workbook.contracts.places import WHO_ROW, Places, term_of
from robuild.workbook.page import Page


def write_years_of_forms(page: Page, numbers: Numbers, places: Places) -> None:
    """Present value of each year, the sum so far, and whether it is dearer than the cheapest."""
    bought = [case.amounts.bought_nok for case in numbers.own]
    cheapest = int(np.argmin(bought))
    first = places.case_row
    page.text(5, 2, "contract_cheapest_no", styles.NOTE)
    for at in range(places.forms):
        row = first + at
        page.formula(WHO_ROW + at, 3, f"=I{row}+J{row}", bought[at], styles.TEXT)
    sums = f"$C${WHO_ROW}:$C${WHO_ROW + places.forms - 1}"
    page.formula(5, 3, f"=MATCH(MIN({sums}),{sums},0)", cheapest + 1, styles.TEXT)
    page.define("contract_cheapest_no", 5, 3)
    cumulative = [np.cumsum(case.amounts.by_year_nok) for case in numbers.own]
    so_far = places.by_year_row + places.forms
    for at, case in enumerate(numbers.own):
        row = first + at
        for year in range(places.period + 1):
            _write_year(page, places, (at, row, year), case.amounts.by_year_nok[year],
                        (cumulative[at][year], cumulative[cheapest][year]), so_far)  # fmt: skip


def _write_year(
    page: Page,
    places: Places,
    where: tuple[int, int, int],
    cost_nok: float,
    sums_nok: tuple[float, float],
    so_far: int,
) -> None:
    at, row, year = where
    column = places.year_column + year
    here, before = letter(column), letter(column - 1)
    target = places.by_year_row + at
    operated = f"({here}$2>=1)*({here}$2<={term_of(T.OPERATION_YEARS, row)})"
    followed = f"({here}$2>=1)*({here}$2<={term_of(T.FOLLOW_UP_YEARS, row)})"
    shown = f"({here}$2>=1)*({here}$2<={term_of(T.DEFECTS_YEARS, row)})"
    liable = f"(1-{term_of(T.RECOVERED_SHARE, row)}*({here}$2<={term_of(T.LIABILITY_YEARS, row)}))"
    formula = (
        f"=$H{row}*{here}$5*({here}$6*(1+{term_of(T.OWNER_COST_SHARE, row)})"
        f"+{term_of(T.FOLLOW_UP_SHARE, row)}*{followed}"
        f"+{term_of(T.DEFECTS_SHARE, row)}/{term_of(T.DEFECTS_YEARS, row)}*{shown}*{liable})"
        f"+{here}{row}*{here}$4*(1+{term_of(T.OPERATION_PREMIUM_SHARE, row)}*{operated})"
    )
    if year == places.period:
        rest = letter(column + 1)
        formula += f"+{rest}{row}*{rest}$4"
    page.formula(target, column, formula, cost_nok, styles.TEXT)
    total = f"={before}{so_far + at}+{here}{target}" if year else f"={here}{target}"
    page.formula(so_far + at, column, total, sums_nok[0], styles.TEXT)
    span = f"{here}${so_far}:{here}${so_far + places.forms - 1}"
    dearer = f"{here}{so_far + at}-INDEX({span},contract_cheapest_no)>0.005"
    flag = year + 1 if sums_nok[0] - sums_nok[1] > 0.005 else 0
    page.formula(
        so_far + places.forms + at, column, f"=IF({dearer},{here}$2+1,0)", flag, styles.TEXT
    )
