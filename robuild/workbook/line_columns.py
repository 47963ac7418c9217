"""Columns of *Linjer*: what stands where, and the live formula of each.

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
    entry: bool = False
    """Whether people may change it."""
    group: str = ""
    """Columns of one group fold away together."""
    total: bool = False
    folded: bool = False


def _when_known(expression: str) -> str:
    return f"=IF({{known}}=1,{expression},word_missing)"


_HANDLING = "(1+{dismantling_share}+{access_share})"
_REPAIR_RATE = "INDEX(list_trade_nok_per_hour,{repair_trade_no})"
_REPAIR_CALL_OUT = "INDEX(list_trade_call_out_nok,{repair_trade_no})"
_REPAIR_MINIMUM = "INDEX(list_trade_minimum_order_nok,{repair_trade_no})"
_TRADE_RATE = "INDEX(list_trade_nok_per_hour,{trade_no})"
_TRADE_CALL_OUT = "INDEX(list_trade_call_out_nok,{trade_no})"
_DAY = "(rent_nok_per_month/30+IF({downtime_share}>=0.5,lodging_nok_per_day,0))"


def _work(hours: str) -> str:
    """Labour and call-outs of one event, at least a minimum order (conventions §4.5)."""
    return f"MAX({hours}*{_REPAIR_RATE}+visits_per_event*{_REPAIR_CALL_OUT},{_REPAIR_MINIMUM})"


def _wait(hours: str) -> str:
    """Days until it works again (conventions §4.7)."""
    return _when_known(
        f"administrative_delay_days+{{lead_days}}+{hours}/workday_hours+{{drying_days}}"
    )


def _temporary(days: str) -> str:
    return f"IF(AND({{critical}}=1,{days}>temporary_tolerance_days),temporary_measure_nok,0)"


_IDENTITY = (
    Column("line_no", "plain", 5),
    Column("component_name", "wrapped", 30),
    Column("place", "wrapped", 20),
    Column("element_code", "text", 8),
    Column("intensity", "text", 10, "=INDEX(list_intensity_words,{intensity_no})"),
    Column("variant_name", "wrapped", 32),
    Column("quantity", "one", 9),
    Column("unit", "text", 6),
    Column("evidence_share", "share", 9),
)
_INPUTS = (
    Column("price", "kr", 11, entry=True),
    Column("hours", "two", 8, entry=True),
    Column("life", "one", 9, entry=True),
)
_RESULTS = (
    Column("esl", "one", 9, '=IF(COUNTIFS({life},">0")=1,{life}*{factor},word_missing)'),
    Column("events", "two", 9, _when_known("{damage_rate}*{exposure}")),
    Column(
        "repair_nok",
        "kr",
        12,
        _when_known(
            "{part_fraction}*{price}*{event_quantity}*IF({part_fraction}<1,spare_premium,1)"
            f"+{_work('{repair_hours}')}"
            "+{collateral_share}*{part_fraction}*{price}*{event_quantity}"
            f"+{_temporary('{repair_wait_days}')}"
            "+{disposal}*{event_quantity}*MIN({part_fraction},1)"
        ),
    ),
    Column(
        "total_loss_nok",
        "kr",
        12,
        _when_known(
            "MAX({part_fraction},1)*{price}*{event_quantity}"
            f"+{_work('{total_loss_hours}')}"
            "+{collateral_share}*MAX({part_fraction},1)*{price}*{event_quantity}"
            f"+{_temporary('{total_loss_wait_days}')}"
            "+{disposal}*{event_quantity}"
        ),
    ),
    Column("rei", "two", 8),
    Column("repair_ease_class", "letter", 7),
    Column("weakest_criterion", "wrapped", 22),
    Column(
        "acquisition",
        "kr",
        13,
        _when_known("{buys}*{quantity}*({price}+{hours}*" + _TRADE_RATE + ")"),
        total=True,
    ),
    Column(
        "pv_maintenance",
        "kr",
        13,
        _when_known("SUMIFS(tasks_pv_nok,tasks_line_no,{line_no})"),
        total=True,
    ),
    Column(
        "pv_repair", "kr", 13, _when_known("{repair_nok_per_year}*out_annuity_factor"), total=True
    ),
    Column(
        "pv_replacement",
        "kr",
        13,
        _when_known("{pv_damage_replacement}+{replacement_nok}*{renewal_factor}"),
        total=True,
    ),
    Column(
        "pv_residual",
        "kr",
        12,
        _when_known("{residual_nok}*out_discount_factor_end"),
        total=True,
    ),
    Column(
        "life_cycle_cost",
        "kr",
        14,
        _when_known("{acquisition}+{pv_maintenance}+{pv_repair}+{pv_replacement}-{pv_residual}"),
        total=True,
    ),
    Column(
        "pv_outside",
        "kr",
        13,
        _when_known(
            "{outside_nok_per_year}*out_annuity_factor+{replacement_downtime_nok}*{renewal_factor}"
        ),
        total=True,
    ),
    Column(
        "weighted_cost",
        "kr",
        14,
        _when_known("{life_cycle_cost}+alpha*(1-{rei})*({pv_repair}+{pv_damage_replacement})"),
        total=True,
    ),
    Column(
        "annual_equivalent",
        "kr",
        12,
        _when_known("{life_cycle_cost}/out_annuity_factor"),
        total=True,
    ),
    Column(
        "rank",
        "plain",
        7,
        _when_known(
            "SUMPRODUCT((lines_known=1)*(lines_weighted_cost>{weighted_cost}))"
            "+SUMPRODUCT((lines_known=1)*(lines_weighted_cost={weighted_cost})"
            "*(lines_line_no<{line_no}))+1"
        ),
    ),
    Column(
        "missing",
        "text",
        18,
        "=IF({known}=1,word_nothing,"
        'IF(COUNTIFS({quantity},">=0")=0,word_missing_quantity,'
        'IF(COUNTIFS({price},">=0")=0,word_missing_price,'
        'IF(COUNTIFS({hours},">=0")=0,word_missing_hours,'
        'IF(COUNTIFS({disposal},">=0")=0,word_missing_disposal,'
        'IF(COUNTIFS({life},">0")=0,word_missing_life,'
        'IF(COUNTIFS({damage_rate},">=0")=0,word_missing_damage_rate,word_missing_task)))))))',
    ),
)
_HELPERS = (
    Column(
        "known",
        "plain",
        8,
        '=IF(AND(COUNTIFS({quantity},">=0")+COUNTIFS({price},">=0")+COUNTIFS({hours},">=0")'
        '+COUNTIFS({disposal},">=0")+COUNTIFS({life},">0")+COUNTIFS({damage_rate},">=0")=6,'
        'COUNTIFS(tasks_line_no,{line_no},tasks_hours_per_unit,">=0",tasks_material_nok,">=0")'
        "={task_count}),1,0)",
        group="steps",
    ),
    Column("task_count", "plain", 8, group="steps"),
    Column("line_id", "text", 10, group="steps"),
    Column("start_state", "text", 10, group="steps"),
    Column("component_count", "whole", 9, group="steps", total=True),
    Column("missing_quantity_count", "whole", 9, group="steps", total=True),
    Column("place_count", "whole", 8, group="steps"),
    Column("trade", "text", 12, group="steps"),
    Column("repair_trade", "text", 12, group="steps"),
    Column("location_no", "plain", 8, group="steps"),
    Column(
        "intensity_no",
        "plain",
        8,
        "=INDEX(list_location_intensity_no,{location_no})",
        group="steps",
    ),
    Column("trade_no", "plain", 8, group="steps"),
    Column("repair_trade_no", "plain", 8, group="steps"),
    Column("sensitivity", "two", 9, group="life"),
    Column(
        "factor",
        "three",
        9,
        "=1+{sensitivity}*(INDEX(list_intensity_factors,{intensity_no})-1)",
        group="life",
    ),
    Column("rate_ordinary", "three", 9, group="damage"),
    Column("rate_raised", "three", 9, group="damage"),
    Column("rate_heavy", "three", 9, group="damage"),
    Column(
        "damage_rate",
        "three",
        9,
        "=IFERROR(IF({intensity_no}=4,{rate_heavy}*extreme_damage_factor,"
        "INDEX({rate_ordinary}:{rate_heavy},1,{intensity_no})),word_missing)",
        group="damage",
    ),
    Column("exposure", "two", 9, group="damage"),
    Column("event_quantity", "two", 8, group="damage"),
    Column("total_loss", "share", 8, "=IF({part_fraction}>=1,1,total_loss_share)", group="damage"),
    Column("dismantling_share", "two", 9, group="effects"),
    Column("access_share", "two", 9, group="effects"),
    Column("collateral_share", "two", 9, group="effects"),
    Column("part_fraction", "two", 9, group="effects"),
    Column("lead_days", "one", 9, group="effects"),
    Column("diagnosis_hours", "two", 9, group="effects"),
    Column("downtime_share", "two", 9, group="effects"),
    Column("disposal", "kr", 9, group="effects"),
    Column("drying_days", "one", 9, group="effects"),
    Column("critical", "plain", 8, group="effects"),
    Column("lived_in", "plain", 8, group="effects"),
    Column("buys", "plain", 8, group="effects"),
    Column("rei_low", "two", 8, group="effects"),
    Column("rei_high", "two", 8, group="effects"),
    Column("coverage_share", "share", 8, group="effects"),
    Column(
        "repair_hours",
        "two",
        9,
        _when_known(
            "{hours}*{event_quantity}*MIN({part_fraction},1)*" + _HANDLING + "+{diagnosis_hours}"
        ),
        group="events",
    ),
    Column(
        "total_loss_hours",
        "two",
        9,
        _when_known("{hours}*{event_quantity}*" + _HANDLING + "+{diagnosis_hours}"),
        group="events",
    ),
    Column("repair_wait_days", "one", 9, _wait("{repair_hours}"), group="events"),
    Column("total_loss_wait_days", "one", 9, _wait("{total_loss_hours}"), group="events"),
    Column(
        "repair_downtime_nok",
        "kr",
        10,
        _when_known("{lived_in}*{downtime_share}*{repair_wait_days}*" + _DAY),
        group="events",
    ),
    Column(
        "total_loss_downtime_nok",
        "kr",
        10,
        _when_known("{lived_in}*{downtime_share}*{total_loss_wait_days}*" + _DAY),
        group="events",
    ),
    Column(
        "replacement_hours",
        "one",
        10,
        _when_known("{quantity}*{hours}*" + _HANDLING),
        group="renewal",
    ),
    Column(
        "replacement_nok",
        "kr",
        12,
        _when_known(
            "{quantity}*({price}+{hours}*"
            + _HANDLING
            + "*"
            + _TRADE_RATE
            + "+{collateral_share}*{price}+{disposal})+"
            + _TRADE_CALL_OUT
        ),
        group="renewal",
    ),
    Column(
        "replacement_downtime_nok",
        "kr",
        11,
        _when_known(
            "{lived_in}*{downtime_share}*({replacement_hours}/workday_hours"
            "+{drying_days}*{place_count})*" + _DAY
        ),
        group="renewal",
    ),
    Column("start_age", "one", 9, group="renewal"),
    Column("start_age_share", "two", 9, group="renewal"),
    Column("at_once", "plain", 9, group="renewal"),
    Column(
        "first_renewal",
        "one",
        9,
        _when_known(
            "IF({at_once}=1,0,MAX(MIN(1,{esl}),{esl}-MAX({start_age},{start_age_share}*{esl})))"
        ),
        group="renewal",
    ),
    Column(
        "replacements",
        "plain",
        9,
        _when_known(
            "IF({first_renewal}<period_years,"
            "-INT(-ROUND((period_years-{first_renewal})/{esl},9)),0)"
        ),
        group="renewal",
    ),
    Column(
        "planned_share",
        "three",
        9,
        _when_known(
            "IF({losses_per_life}>0.001,"
            "{losses_per_life}*EXP(-{losses_per_life})/(1-EXP(-{losses_per_life})),"
            "1-{losses_per_life}/2+{losses_per_life}*{losses_per_life}/12)"
        ),
        group="renewal",
    ),
    Column(
        "losses_per_life",
        "three",
        9,
        _when_known("IF({quantity}>0,{events}*{total_loss}*{event_quantity}/{quantity}*{esl},0)"),
        group="renewal",
    ),
    Column("renewal_factor", "three", 9, group="renewal"),
    Column(
        "residual_nok",
        "kr",
        12,
        _when_known(
            "residual_share*{quantity}*{price}*MAX(0,"
            "1-(period_years-{first_renewal}-({replacements}-1)*{esl})/{esl})"
        ),
        group="renewal",
    ),
    Column(
        "maintenance_nok_per_year",
        "kr",
        12,
        _when_known("SUMIFS(tasks_nok_per_year,tasks_line_no,{line_no})"),
        group="yearly",
        total=True,
    ),
    Column(
        "repair_nok_per_year",
        "kr",
        12,
        _when_known("{events}*(1-{total_loss})*{repair_nok}"),
        group="yearly",
        total=True,
    ),
    Column(
        "damage_nok_per_year",
        "kr",
        12,
        _when_known("{events}*{total_loss}*{total_loss_nok}"),
        group="yearly",
        total=True,
    ),
    Column(
        "outside_nok_per_year",
        "kr",
        12,
        _when_known(
            "{events}*((1-{total_loss})*{repair_downtime_nok}"
            "+{total_loss}*{total_loss_downtime_nok})"
        ),
        group="yearly",
        total=True,
    ),
    Column(
        "pv_damage_replacement",
        "kr",
        13,
        _when_known("{damage_nok_per_year}*out_annuity_factor"),
        group="yearly",
        total=True,
    ),
    Column("price_mark", "text", 10, group="marks"),
    Column("hours_mark", "text", 10, group="marks"),
    Column("life_mark", "text", 10, group="marks"),
    Column("damage_mark", "text", 10, group="marks"),
    Column("price_at_run", "kr", 11, group="at_run"),
    Column("hours_at_run", "two", 8, group="at_run"),
    Column("life_at_run", "one", 9, group="at_run"),
)
COLUMNS = _IDENTITY + _INPUTS + _RESULTS + _HELPERS
