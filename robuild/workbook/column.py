"""What a column of a sheet is, and the pieces its formulas are made of.

`{key}` in a formula is the cell of that column in the same row. Every other name is a defined
name: a setting, a list, a word. Formulas follow conventions §3 to §5 and hold no language.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "wrapped", "kr", "whole", "one", "two", "three", "share", "plain", "letter"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet with one row per thing."""

    key: str
    kind: Kind = "text"
    width: float = 12
    formula: str | None = None
    group: str = ""
    """Columns of one group fold away together."""
    total: bool = False


def when_known(expression: str) -> str:
    """An amount, or the word for missing on a line that lacks something (conventions §1.2)."""
    return f"=IF({{known}}=1,{expression},word_missing)"


def of_variant(key: str) -> str:
    """What the line's variant has in a column of *Priser*."""
    return f"=INDEX(prices_{key},{{variant_row}})"


def entered(key: str) -> str:
    """What stands in an entry of *Priser*; an emptied cell is missing and not 0."""
    cell = f"INDEX(prices_{key},{{variant_row}})"
    return f"=IF(ISNUMBER({cell}),{cell},word_missing)"


HANDLING = "(1+{dismantling_share}+{access_share})"
REPAIR_RATE = "INDEX(list_trade_nok_per_hour,{repair_trade_no})"
REPAIR_CALL_OUT = "INDEX(list_trade_call_out_nok,{repair_trade_no})"
REPAIR_MINIMUM = "INDEX(list_trade_minimum_order_nok,{repair_trade_no})"
TRADE_RATE = "INDEX(list_trade_nok_per_hour,{trade_no})"
TRADE_CALL_OUT = "INDEX(list_trade_call_out_nok,{trade_no})"
DAY = "(rent_nok_per_month/30+IF({downtime_share}>=0.5,lodging_nok_per_day,0))"


def work(hours: str) -> str:
    """Labour and call-outs of one event, at least a minimum order (conventions §4.5)."""
    return f"MAX({hours}*{REPAIR_RATE}+visits_per_event*{REPAIR_CALL_OUT},{REPAIR_MINIMUM})"


def wait(hours: str) -> str:
    """Days until it works again (conventions §4.7)."""
    return when_known(
        f"administrative_delay_days+{{lead_days}}+{hours}/workday_hours+{{drying_days}}"
    )


def temporary(days: str) -> str:
    """The temporary measure, when a critical function is out too long (conventions §4.7)."""
    return f"IF(AND({{critical}}=1,{days}>temporary_tolerance_days),temporary_measure_nok,0)"
