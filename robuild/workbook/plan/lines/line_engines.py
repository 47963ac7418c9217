"""Columns of *Linjer* that choose between engines: renewals by expectation or by whole numbers.

The expectation stands on a hidden sheet, for every variant and use intensity. It holds as long as
service life and rate of total loss are those of the run; a line where one of them was changed falls
back on whole numbers, which follow every change, and is counted so that people see it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from robuild.terms.vocabulary import Engine
from robuild.workbook.column import Column, when_known

if TYPE_CHECKING:
    from robuild.workbook.page import Book

Cells = dict[str, Any]
_SAME = "1E-9"
_LIFE = "INDEX(renewal_esl_years,{renewal_row})"
_LOSSES = "INDEX(renewal_losses_per_year,{renewal_row})"
ENGINE_STEPS = (
    Column("renewal_first", "plain", 8, group="engines"),
    Column(
        "renewal_row",
        "plain",
        8,
        "=INDEX(renewal_rows,{renewal_first}+INDEX(prices_ordinal,{variant_row}),{intensity_no})",
        group="engines",
    ),
    Column(
        "renewal_current",
        "plain",
        8,
        "=IF({known}*{renewal_row}=0,0,"
        f"IF(AND(ABS({{esl}}-{_LIFE})<={_SAME}*{{esl}},"
        f"ABS({{losses_per_life}}-{{esl}}*{_LOSSES})<={_SAME}*(1+{{losses_per_life}})),1,0))",
        group="engines",
    ),
    Column(
        "scatters",
        "plain",
        8,
        "=IF({renewal_current}=1,INDEX(renewal_scatters,{renewal_row}),0)",
        group="engines",
    ),
    Column(
        "by_expectation",
        "plain",
        8,
        "=IF(out_engine_no=1,{scatters},0)",
        group="engines",
        total=True,
    ),
    Column(
        "by_rule",
        "plain",
        8,
        "=IF(AND({known}=1,{by_expectation}=0),1,0)",
        group="engines",
        total=True,
    ),
    Column(
        "falls_back",
        "plain",
        8,
        "=IF(AND(out_engine_no=1,{known}=1,{renewal_current}=0),1,0)",
        group="engines",
        total=True,
    ),
    Column("renewal_factor_en", "three", 9, group="engines"),
    Column("renewal_factor_expected", "three", 9, group="engines"),
    Column(
        "renewal_factor",
        "three",
        9,
        when_known("IF({by_expectation}=1,{renewal_factor_expected},{renewal_factor_en})"),
        group="engines",
    ),
    Column(
        "residual_full_nok",
        "kr",
        12,
        when_known("IF(out_tail_no=2,0,residual_share)*{quantity}*{price}"),
        group="engines",
    ),
    Column(
        "residual_en_nok",
        "kr",
        12,
        when_known(
            "{residual_full_nok}*MAX(0,"
            "1-(period_years-{first_renewal}-({replacements}-1)*{esl})/{esl})"
        ),
        group="engines",
    ),
    Column(
        "residual_nok",
        "kr",
        12,
        when_known(
            "IF({by_expectation}=1,{residual_full_nok}"
            "*INDEX(renewal_value_share,{renewal_row},period_years+1),{residual_en_nok})"
        ),
        group="engines",
    ),
    Column(
        "weighted_cost_en",
        "kr",
        13,
        when_known("{life_cycle_cost_en}+{weighted_cost}-{life_cycle_cost}"),
        group="engines",
        total=True,
    ),
    Column(
        "life_cycle_cost_expected",
        "kr",
        13,
        when_known(
            "IF({renewal_current}=0,word_rerun,IF({scatters}=0,{life_cycle_cost_en},"
            "{life_cycle_cost_en}+{replacement_nok}*({renewal_factor_expected}-{renewal_factor_en})"
            "-({residual_full_nok}*INDEX(renewal_value_share,{renewal_row},period_years+1)"
            "-{residual_en_nok})*out_end_factor))"
        ),
        group="engines",
        total=True,
    ),
)
LIFE_CYCLE_COST_EN = Column(
    "life_cycle_cost_en",
    "kr",
    14,
    when_known(
        "{life_cycle_cost}+{replacement_nok}*({renewal_factor_en}-{renewal_factor})"
        "-({residual_en_nok}-{residual_nok})*out_end_factor"
    ),
    total=True,
)


def engine_cells(book: Book, number: int, cells: Cells) -> Cells:
    """What stands in these columns for one line; `number` counts lines from 1.

    Needs the cells of whole renewals: `renewal_factor_en`, `residual_full_nok`, `residual_en_nok`.
    """
    result, timing = book.result, book.timing
    table, settings = result.renewals, result.settings
    row = int(table.row_of_line[number - 1][int(cells["intensity_no"]) - 1])
    known = int(cells["known"])
    current = int(known and row > 0)
    scatters = int(current and table.scatters[row - 1])
    found: Cells = {
        "renewal_first": int(table.first_offer[number - 1]),
        "renewal_row": row,
        "renewal_current": current,
        "scatters": scatters,
        "by_expectation": scatters if settings.engine is Engine.RENEWAL else 0,
        "falls_back": int(settings.engine is Engine.RENEWAL and bool(known) and not current),
    }
    found["by_rule"] = int(bool(known) and not found["by_expectation"])
    if not known:
        return found | dict.fromkeys(
            ("renewal_factor", "renewal_factor_expected", "residual_nok", "life_cycle_cost_en",
             "weighted_cost_en", "life_cycle_cost_expected"),
            math.nan,
        )  # fmt: skip
    expected, left = cells["renewal_factor_en"], cells["residual_en_nok"]
    if scatters:
        last = timing.period_years + 1
        pairs = zip(table.planned[row - 1][:last], timing.present[:last], strict=True)
        expected = math.fsum(n * factor for n, factor in pairs)
        left = cells["residual_full_nok"] * table.value_share[row - 1][timing.period_years]
    by_expectation = bool(found["by_expectation"])
    line_id = cells["line_id"]
    en, exact = (_lcc(book, engine, line_id) for engine in (Engine.EN, Engine.RENEWAL))
    return found | {
        "renewal_factor_expected": expected,
        "renewal_factor": expected if by_expectation else cells["renewal_factor_en"],
        "residual_nok": left if by_expectation else cells["residual_en_nok"],
        "life_cycle_cost_en": en["life_cycle_cost_nok"],
        "weighted_cost_en": en["weighted_cost_nok"],
        "life_cycle_cost_expected": exact["life_cycle_cost_nok"],
    }


def _lcc(book: Book, engine: Engine, line_id: str) -> Cells:
    if engine not in book.lcc_rows:
        table = book.result.lcc_by_engine[engine]
        book.lcc_rows[engine] = {
            str(row["line_id"]): {str(key): value for key, value in row.items()}
            for row in table.to_dict("records")
        }
    return book.lcc_rows[engine][line_id]
