"""Columns of *Linjer* that fold away: the steps from catalog numbers to the amounts."""

from __future__ import annotations

from robuild.workbook.column import (
    DAY,
    HANDLING,
    TRADE_CALL_OUT,
    TRADE_RATE,
    Column,
    entered,
    of_variant,
    wait,
    when_known,
)
from robuild.workbook.plan.lines.line_engines import ENGINE_STEPS


def of_kind(intensity: str) -> str:
    """Damage rate of the line's kind of component, as its variant bears it."""
    rate = f"INDEX(choices_rate_{intensity},{{choice_row}})"
    factor = "INDEX(prices_damage_rate_factor,{variant_row})"
    return f"=IF(ISNUMBER({rate}),{rate}*{factor},word_missing)"


STEPS = (
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
    Column("choice_row", "plain", 8, "=MATCH({key_no},choices_key_no,0)", group="steps"),
    Column("key_no", "plain", 8, group="steps"),
    Column("own_variant_no", "plain", 8, group="steps"),
    Column(
        "variant_row",
        "plain",
        8,
        "=MATCH(IF({own_variant_no}>0,{own_variant_no},INDEX(choices_variant_no,{choice_row})),"
        "prices_variant_no,0)",
        group="steps",
    ),
    Column("trade", "text", 12, "=INDEX(list_trade_words,{trade_no})", group="steps"),
    Column("repair_trade", "text", 12, "=INDEX(list_trade_words,{repair_trade_no})", group="steps"),
    Column("type_no", "plain", 8, group="steps"),
    Column("location_no", "plain", 8, group="steps"),
    Column(
        "intensity_no",
        "plain",
        8,
        "=IF({type_no}>0,INDEX(list_type_intensity_no,{type_no}),"
        "INDEX(list_location_intensity_no,{location_no}))",
        group="steps",
    ),
    Column("trade_no", "plain", 8, of_variant("trade_no"), group="steps"),
    Column("repair_trade_no", "plain", 8, of_variant("repair_trade_no"), group="steps"),
    Column("sensitivity", "two", 9, group="life"),
    Column(
        "factor",
        "three",
        9,
        "=1+{sensitivity}*(INDEX(list_intensity_factors,{intensity_no})-1)",
        group="life",
    ),
    Column("rate_ordinary", "three", 9, of_kind("ordinary"), group="damage"),
    Column("rate_raised", "three", 9, of_kind("raised"), group="damage"),
    Column("rate_heavy", "three", 9, of_kind("heavy"), group="damage"),
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
    Column("dismantling_share", "two", 9, of_variant("dismantling_share"), group="effects"),
    Column("access_share", "two", 9, of_variant("access_share"), group="effects"),
    Column("collateral_share", "two", 9, of_variant("collateral_share"), group="effects"),
    Column("part_fraction", "two", 9, of_variant("part_fraction"), group="effects"),
    Column("lead_days", "one", 9, of_variant("lead_days"), group="effects"),
    Column("diagnosis_hours", "two", 9, of_variant("diagnosis_hours"), group="effects"),
    Column("repair_hours_factor", "two", 9, of_variant("repair_hours_factor"), group="effects"),
    Column("downtime_share", "two", 9, of_variant("downtime_share"), group="effects"),
    Column("disposal", "kr", 9, entered("disposal"), group="effects"),
    Column("drying_days", "one", 9, of_variant("drying_days"), group="effects"),
    Column("critical", "plain", 8, group="effects"),
    Column("lived_in", "plain", 8, group="effects"),
    Column("buys", "plain", 8, group="effects"),
    Column("rei_low", "two", 8, of_variant("rei_low"), group="effects"),
    Column("rei_high", "two", 8, of_variant("rei_high"), group="effects"),
    Column("coverage_share", "share", 8, of_variant("coverage_share"), group="effects"),
    Column(
        "repair_hours",
        "two",
        9,
        when_known(
            "({hours}*{event_quantity}*MIN({part_fraction},1)*"
            + HANDLING
            + "+{diagnosis_hours})*IF({part_fraction}>=1,1,{repair_hours_factor})"
        ),
        group="events",
    ),
    Column(
        "total_loss_hours",
        "two",
        9,
        when_known("{hours}*{event_quantity}*" + HANDLING + "+{diagnosis_hours}"),
        group="events",
    ),
    Column("repair_wait_days", "one", 9, wait("{repair_hours}"), group="events"),
    Column("total_loss_wait_days", "one", 9, wait("{total_loss_hours}"), group="events"),
    Column(
        "repair_downtime_nok",
        "kr",
        10,
        when_known("{lived_in}*{downtime_share}*{repair_wait_days}*" + DAY),
        group="events",
    ),
    Column(
        "total_loss_downtime_nok",
        "kr",
        10,
        when_known("{lived_in}*{downtime_share}*{total_loss_wait_days}*" + DAY),
        group="events",
    ),
    Column(
        "replacement_hours",
        "one",
        10,
        when_known("{quantity}*{hours}*" + HANDLING),
        group="renewal",
    ),
    Column(
        "replacement_nok",
        "kr",
        12,
        when_known(
            "{quantity}*({price}+{hours}*"
            + HANDLING
            + "*"
            + TRADE_RATE
            + "+{collateral_share}*{price}+{disposal})+"
            + TRADE_CALL_OUT
        ),
        group="renewal",
    ),
    Column(
        "replacement_downtime_nok",
        "kr",
        11,
        when_known(
            "{lived_in}*{downtime_share}*({replacement_hours}/workday_hours"
            "+{drying_days}*{place_count})*" + DAY
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
        when_known(
            "IF({at_once}=1,0,MAX(MIN(1,{esl}),{esl}-MAX({start_age},{start_age_share}*{esl})))"
        ),
        group="renewal",
    ),
    Column(
        "replacements_due",
        "plain",
        9,
        when_known(
            "IF({first_renewal}<period_years,"
            "-INT(-ROUND((period_years-{first_renewal})/{esl},9)),0)"
        ),
        group="renewal",
    ),
    Column(
        "replacements",
        "plain",
        9,
        when_known(
            "IF(AND(out_tail_no=3,{replacements_due}>0,"
            "{first_renewal}+({replacements_due}-1)*{esl}>0,"
            "ROUND((period_years-{first_renewal}-({replacements_due}-1)*{esl})/{esl},9)"
            "<tail_skip_share),{replacements_due}-1,{replacements_due})"
        ),
        group="renewal",
    ),
    Column(
        "planned_share",
        "three",
        9,
        when_known(
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
        when_known("IF({quantity}>0,{events}*{total_loss}*{event_quantity}/{quantity}*{esl},0)"),
        group="renewal",
    ),
    Column(
        "maintenance_nok_per_year",
        "kr",
        12,
        when_known("SUMIFS(tasks_nok_per_year,tasks_line_no,{line_no})"),
        group="yearly",
        total=True,
    ),
    Column(
        "repair_nok_per_year",
        "kr",
        12,
        when_known("{events}*(1-{total_loss})*{repair_nok}"),
        group="yearly",
        total=True,
    ),
    Column(
        "damage_nok_per_year",
        "kr",
        12,
        when_known("{events}*{total_loss}*{total_loss_nok}"),
        group="yearly",
        total=True,
    ),
    Column(
        "outside_nok_per_year",
        "kr",
        12,
        when_known(
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
        when_known("{damage_nok_per_year}*out_running_factor"),
        group="yearly",
        total=True,
    ),
    *ENGINE_STEPS,
    Column("price_mark", "text", 10, of_variant("price_mark"), group="marks"),
    Column("hours_mark", "text", 10, of_variant("hours_mark"), group="marks"),
    Column("life_mark", "text", 10, of_variant("life_mark"), group="marks"),
    Column("damage_mark", "text", 10, group="marks"),
)
