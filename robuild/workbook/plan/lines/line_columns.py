"""Columns of *Linjer* that people read, and all columns in their order."""

from __future__ import annotations

from robuild.workbook.column import (
    TRADE_RATE,
    Column,
    entered,
    of_variant,
    temporary,
    when_known,
    work,
)
from robuild.workbook.plan.lines.line_engines import LIFE_CYCLE_COST_EN
from robuild.workbook.plan.lines.line_steps import STEPS

_IDENTITY = (
    Column("line_no", "plain", 5),
    Column("component_name", "wrapped", 30),
    Column("place", "wrapped", 20),
    Column("basis", "text", 12),
    Column("element_code", "text", 8),
    Column("intensity", "text", 10, "=INDEX(list_intensity_words,{intensity_no})"),
    Column("variant_name", "wrapped", 32, of_variant("variant_name")),
    Column("quantity", "one", 9),
    Column("unit", "text", 8),
    Column("evidence_share", "share", 9),
)
_INPUTS = (
    Column("price", "kr", 11, entered("price")),
    Column("hours", "two", 8, entered("hours")),
    Column("life", "one", 9, entered("life")),
)
_RESULTS = (
    Column("esl", "one", 9, '=IF(COUNTIFS({life},">0")=1,{life}*{factor},word_missing)'),
    Column("events", "two", 9, when_known("{damage_rate}*{exposure}")),
    Column(
        "repair_nok",
        "kr",
        12,
        when_known(
            "{part_fraction}*{price}*{event_quantity}*IF({part_fraction}<1,spare_premium,1)"
            f"+{work('{repair_hours}')}"
            "+{collateral_share}*{part_fraction}*{price}*{event_quantity}"
            f"+{temporary('{repair_wait_days}')}"
            "+{disposal}*{event_quantity}*MIN({part_fraction},1)"
        ),
    ),
    Column(
        "total_loss_nok",
        "kr",
        12,
        when_known(
            "MAX({part_fraction},1)*{price}*{event_quantity}"
            f"+{work('{total_loss_hours}')}"
            "+{collateral_share}*MAX({part_fraction},1)*{price}*{event_quantity}"
            f"+{temporary('{total_loss_wait_days}')}"
            "+{disposal}*{event_quantity}"
        ),
    ),
    Column("rei", "two", 12, of_variant("rei")),
    Column("repair_ease_class", "letter", 7, of_variant("repair_ease_class")),
    Column("weakest_criterion", "wrapped", 22, of_variant("weakest_criterion")),
    Column(
        "acquisition",
        "kr",
        13,
        when_known("{buys}*{quantity}*({price}+{hours}*" + TRADE_RATE + ")"),
        total=True,
    ),
    Column(
        "pv_maintenance",
        "kr",
        13,
        when_known("SUMIFS(tasks_pv_nok,tasks_line_no,{line_no})"),
        total=True,
    ),
    Column(
        "pv_repair", "kr", 13, when_known("{repair_nok_per_year}*out_running_factor"), total=True
    ),
    Column(
        "pv_replacement",
        "kr",
        13,
        when_known("{pv_damage_replacement}+{replacement_nok}*{renewal_factor}"),
        total=True,
    ),
    Column(
        "pv_residual",
        "kr",
        12,
        when_known("{residual_nok}*out_end_factor"),
        total=True,
    ),
    Column(
        "life_cycle_cost",
        "kr",
        14,
        when_known(
            "{acquisition}*out_acquisition_factor+{pv_maintenance}+{pv_repair}+{pv_replacement}"
            "-{pv_residual}"
        ),
        total=True,
    ),
    LIFE_CYCLE_COST_EN,
    Column(
        "pv_outside",
        "kr",
        13,
        when_known(
            "{outside_nok_per_year}*out_running_factor+{replacement_downtime_nok}*{renewal_factor}"
        ),
        total=True,
    ),
    Column(
        "weighted_cost",
        "kr",
        14,
        when_known("{life_cycle_cost}+alpha*(1-{rei})*({pv_repair}+{pv_damage_replacement})"),
        total=True,
    ),
    Column(
        "annual_equivalent",
        "kr",
        12,
        when_known("{life_cycle_cost}/out_annuity_factor"),
        total=True,
    ),
    Column(
        "rank",
        "plain",
        7,
        when_known(
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
COLUMNS = _IDENTITY + _INPUTS + _RESULTS + STEPS
