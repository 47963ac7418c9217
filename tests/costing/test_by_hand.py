"""The conventions once more, in plain loops over events and years, against every table.

`by_hand` is written from docs/conventions.md and shares no code with the rooms.
"""

from __future__ import annotations

import math
from collections import defaultdict
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from robuild.catalog import read_catalog
from robuild.costing import cost_lines
from robuild.repair_ease import rate_variants
from robuild.terms.settings import Settings

SHIPPED = Path(__file__).parents[2] / "catalogs" / "norwegian-housing"


@cache
def factor(year, s):
    """§2.3."""
    if year == 0:
        return 1.0
    after = year - (s.opening_year - s.base_year)
    rate = s.real_rate_3
    if after <= s.real_rate_2_until_year:
        rate = s.real_rate_2
    if after <= s.real_rate_1_until_year:
        rate = s.real_rate_1
    return factor(year - 1, s) / (1 + rate)


def when(year, s):
    """Factor of a cost in a year: at its end, or half a year before."""
    if s.discount_timing == "end_of_year" or year == 0:
        return factor(year, s)
    return math.sqrt(factor(year, s) * factor(year - 1, s))


def effects_of(variant, catalog):
    """Effects of the nine levels; an unknown one as its worst (§4)."""
    by_criterion = defaultdict(list)
    for row in catalog.repair_levels:
        by_criterion[str(row.criterion)].append(row)
    found = {}
    for name, field in (
        ("d", "c1_connection"), ("a", "c2_access"), ("c", "c3_independence"),
        ("f", "c4_smallest_part"), ("c6", "c6_skill"), ("lead", "c7_parts"),
        ("g", "c8_documentation"), ("u", "c9_disturbance"),
    ):  # fmt: skip
        rows = by_criterion["C" + field[1]]
        level = getattr(variant, field)
        row = min(rows, key=lambda r: r.value)
        if level is not None:
            row = next(r for r in rows if r.level == level)
        found[name] = row.value if name == "c6" else row.effect
    return found


def times_of(state, esl, s):
    """§3.3, §3.6: planned replacements, and the age nobody has renewed by then."""
    period = s.period_years
    grade, _, known = state.partition(":")
    age = float(known) if known.isdigit() else 0.0
    age = 0.5 * esl if state == "age:unknown" else age
    age = max(age, {"TG1": 0.25, "TG2": 0.75}.get(grade, 0.0) * esl)
    t = esl if grade == "new" else 0.0 if grade == "TG3" else max(min(1.0, esl), esl - age)
    first, times = t, []
    while t < period - 1e-9 * esl:
        times.append(t)
        t = first + len(times) * esl
    seldom_used = times and (period - times[-1]) / esl < s.tail_skip_share - 1e-9
    if s.tail == "skip" and seldom_used and times[-1] > 0:
        times.pop()
    return first, times


def upkeep(line, catalog, period):
    """§4.11: year, kind and amount of what recurs."""
    rates = {str(r.trade): r for r in catalog.rates}
    for task in catalog.tasks:
        if task.component_key != line.component_key or task.interval_years is None:
            continue
        rate = rates[str(task.trade)].hourly_rate_nok
        nok = line.quantity * (task.hours * rate + task.material_nok)
        if task.interval_years <= 1:
            for year in range(1, period + 1):
                yield year, str(task.kind), nok / task.interval_years
        k = 1
        while task.interval_years > 1 and k * task.interval_years < period - 1e-9:
            yield math.ceil(k * task.interval_years - 1e-9), str(task.kind), nok
            k += 1


def by_hand(line, catalog, s, rei):
    """Life-cycle cost and its parts of one line, and its cash flows by year and kind."""
    component = next(c for c in catalog.components if c.component_key == line.component_key)
    variant = next(v for v in catalog.variants if v.variant_id == line.variant_id)
    rates = {str(r.trade): r for r in catalog.rates}
    e, T, Q = effects_of(variant, catalog), s.period_years, line.quantity
    price, h0, q = variant.price_nok, variant.install_hours, component.event_quantity
    use = line.use_intensity
    f_factor = 1 + component.intensity_sensitivity_share * (getattr(s, f"factor_{use}") - 1)
    esl = variant.service_life_typical_years * f_factor
    rate = getattr(component, f"damage_rate_{'heavy' if use == 'extreme' else use}_per_year")
    rate *= s.extreme_damage_factor if use == "extreme" else 1
    per = str(component.damage_rate_per)
    events = rate * {"piece": Q, "dwelling": line.place_count}.get(per, Q / 100)
    p = 1.0 if e["f"] >= 1 else s.total_loss_share
    fixer = rates["caretaker" if e["c6"] >= 0.8 else str(variant.trade)]
    builder = rates[str(variant.trade)]
    lead = e["lead"] if variant.lead_time_days is None else variant.lead_time_days
    lived_in = line.location_class in ("dwelling", "unknown")
    day = s.rent_nok_per_month / 30 + (s.lodging_nok_per_day if e["u"] >= 0.5 else 0)

    def event(whole):
        part = max(e["f"], 1.0) if whole else e["f"]
        hours = h0 * q * min(part, 1.0) * (1 + e["d"] + e["a"]) + e["g"]
        wait = s.administrative_delay_days + lead + hours / s.workday_hours + variant.drying_days
        work = hours * fixer.hourly_rate_nok + s.visits_per_event * fixer.call_out_nok
        nok = part * price * q * (1.0 if whole else s.spare_premium)
        nok += max(work, fixer.minimum_order_nok) + e["c"] * part * price * q
        if component.critical_function != "no" and wait > s.temporary_tolerance_days:
            nok += s.temporary_measure_nok
        nok += variant.disposal_nok * q * (1.0 if whole else part)
        return nok, hours, (e["u"] * wait * day if lived_in else 0.0)

    repair, repair_hours, repair_x = event(whole=e["f"] >= 1)
    loss, loss_hours, loss_x = event(whole=True)
    new_hours = Q * h0 * (1 + e["d"] + e["a"])
    new = Q * (price + e["c"] * price + variant.disposal_nok)
    new += new_hours * builder.hourly_rate_nok + builder.call_out_nok
    new_days = new_hours / s.workday_hours + variant.drying_days * line.place_count
    new_x = e["u"] * new_days * day if lived_in else 0.0
    first, times = times_of(line.start_state, esl, s)
    lost = events * p * q / Q * esl
    w = lost / (math.exp(lost) - 1) if lost > 1e-6 else 1 - lost / 2

    flows = defaultdict(float)
    if s.project_kind == "new":
        for year in range(s.acquisition_years):
            bought = Q * (price + h0 * builder.hourly_rate_nok) / s.acquisition_years
            flows[year, "purchase"] += bought
    for t in times:
        year = math.ceil(t - 1e-9 * esl)
        share = w if t > 0 else 1.0
        flows[year, "planned_replacement"] += share * new
        flows[year, "downtime_planned"] += share * new_x
    for year in range(1, T + 1):
        flows[year, "damage_repair"] += events * (1 - p) * repair
        flows[year, "damage_replacement"] += events * p * loss
        flows[year, "downtime_damage"] += events * ((1 - p) * repair_x + p * loss_x)
    for year, kind, nok in upkeep(line, catalog, T):
        flows[year, kind] += nok
    age_at_end = T - times[-1] if times else T - (first - esl)
    if s.tail != "strict":
        flows[T, "residual_value"] -= s.residual_share * Q * price * max(0, 1 - age_at_end / esl)
    for year, kind in list(flows):
        middle = s.discount_timing == "mid_year" and kind != "residual_value" and year > 0
        flows[year, kind] *= (1 + s.real_price_growth) ** (year - 0.5 * middle)
    modules = {
        "A": ("purchase",), "B2": ("planned_maintenance", "inspection", "cleaning"),
        "B3": ("damage_repair",),
        "B4": ("planned_replacement", "damage_replacement"), "D": ("damage_replacement",),
        "RV": ("residual_value",), "X": ("downtime_planned", "downtime_damage"),
    }  # fmt: skip
    pv = {
        module: math.fsum(
            nok * (factor if module == "RV" else when)(year, s)
            for (year, kind), nok in flows.items()
            if kind in of
        )
        for module, of in modules.items()
    }
    lcc = pv["A"] + pv["B2"] + pv["B3"] + pv["B4"] + pv["RV"]
    lcc_row = {
        "acquisition_pv_nok": pv["A"], "maintenance_pv_nok": pv["B2"], "repair_pv_nok": pv["B3"],
        "replacement_pv_nok": pv["B4"], "damage_replacement_pv_nok": pv["D"],
        "residual_pv_nok": -pv["RV"], "outside_pv_nok": pv["X"], "life_cycle_cost_nok": lcc,
        "corrective_pv_nok": pv["B3"] + pv["D"],
        "weighted_cost_nok": lcc + s.alpha * (1 - rei) * (pv["B3"] + pv["D"]),
        "annual_equivalent_nok": lcc / math.fsum(when(y, s) for y in range(1, T + 1)),
    }  # fmt: skip
    costs = {
        "estimated_service_life_years": esl, "damage_events_per_year": events,
        "total_loss_share": p, "repair_event_nok": repair, "repair_event_hours": repair_hours,
        "repair_event_downtime_nok": repair_x, "total_loss_event_nok": loss,
        "total_loss_event_hours": loss_hours, "total_loss_event_downtime_nok": loss_x,
        "replacement_nok": new, "replacement_hours": new_hours,
        "replacement_downtime_nok": new_x, "planned_share": w, "replacements": len(times),
    }  # fmt: skip
    return costs, lcc_row, {key: nok for key, nok in flows.items() if nok}


def agree(costing, lines, catalog, settings, repair_ease):
    rei = dict(zip(repair_ease["variant_id"], repair_ease["rei"], strict=True))
    booked = {
        (row.line_id, row.year, row.kind): row.real_cost_nok
        for row in costing.cash_flows.itertuples(index=False)
    }
    wanted = {}
    for n, line in enumerate(lines.itertuples(index=False)):
        costs, lcc, flows = by_hand(line, catalog, settings, rei[line.variant_id])
        where = f"{line.line_id} {line.variant_id} {line.start_state} {line.use_intensity}"
        for table, numbers in ((costing.line_costs, costs), (costing.lcc, lcc)):
            found = table.iloc[n]
            for name, number in numbers.items():
                assert found[name] == pytest.approx(number, rel=1e-9, abs=1e-6), (where, name)
        wanted |= {(line.line_id, year, kind): nok for (year, kind), nok in flows.items()}
    assert booked.keys() == wanted.keys()
    for key, nok in wanted.items():
        assert booked[key] == pytest.approx(nok, rel=1e-9, abs=1e-9), key


STATES = ("new", "age:7", "age:unknown", "TG1:?", "TG2:30", "TG3:?", "age:200", "TG0:3")
USES = ("ordinary", "raised", "heavy", "extreme")
PLACES = ("dwelling", "common", "exterior", "unknown", "staff")


def shipped_lines(catalog):
    """Every variant once, with start, use, place and quantity going round."""
    rows = [
        {
            "line_id": f"L{n:03}", "component_key": variant.component_key,
            "variant_id": variant.variant_id, "location_class": PLACES[n % 5],
            "dwelling_type": "", "use_intensity": USES[n % 4], "start_state": STATES[n % 8],
            "unit": str(catalog.component_by_key[variant.component_key].unit), "fire": "no",
            "separating": "no", "security": "no", "quantity": 1.0 + 7.25 * (n % 11),
            "component_count": 3, "missing_quantity_count": 0, "dwelling_count": 2,
            "place_count": 1 + n % 6, "modelled": n % 5 > 0,
        }
        for n, variant in enumerate(catalog.variants)
    ]  # fmt: skip
    return pd.DataFrame(rows)


@pytest.mark.parametrize(
    "choices",
    [
        {},
        {"period_years": 75, "opening_year": 2032, "residual_share": 0.6, "alpha": 1.3},
        {"period_years": 1, "project_kind": "existing", "residual_share": 1.0},
        {
            "period_years": 43, "real_rate_1": 0.0, "real_rate_2": 0.055, "spare_premium": 1.4,
            "visits_per_event": 2.0, "total_loss_share": 0.75, "temporary_tolerance_days": 6.0,
            "administrative_delay_days": 3.5, "workday_hours": 6.0, "project_kind": "existing",
        },
        {"discount_timing": "mid_year", "real_price_growth": 0.02, "acquisition_years": 3,
         "residual_share": 0.5},
        {"tail": "strict", "residual_share": 0.5, "real_price_growth": -0.01},
        {"tail": "skip", "tail_skip_share": 0.6, "residual_share": 0.5, "period_years": 50},
    ],
    ids=["defaults", "long", "one year", "other choices", "middle of the year", "strict", "skip"],
)  # fmt: skip
def test_shipped_catalog(choices):
    settings = Settings(**({"base_year": 2026, "opening_year": 2026, "engine": "en"} | choices))
    catalog = read_catalog(SHIPPED)
    lines = shipped_lines(catalog)
    repair_ease = rate_variants(catalog, settings)
    costing = cost_lines(lines, catalog, settings, repair_ease)
    assert costing.lcc["life_cycle_cost_nok"].notna().all()
    agree(costing, lines, catalog, settings, repair_ease)


def test_unknown_levels_and_minimum_orders(case):
    found = case(
        {"location_class": "dwelling", "use_intensity": "raised", "quantity": 3.0},
        {"location_class": "unknown", "use_intensity": "extreme", "start_state": "TG2:?"},
        component={"critical_function": "unknown", "damage_rate_per": "100_m2",
                   "event_quantity": 2.0},
        variant={"c1_connection": None, "c4_smallest_part": None, "c9_disturbance": None,
                 "c6_skill": "worst", "drying_days": 2.0},
        tasks=[{}, {"task_id": "thing.paint", "interval_years": 7.5, "trade": "carpenter"}],
        rates=(("caretaker", 450.0, 0.0, 0.0), ("carpenter", 650.0, 600.0, 9000.0)),
        residual_share=1.0,
    )  # fmt: skip
    agree(found.cost(), found.lines, found.catalog, found.settings, found.repair_ease)


def thousandths(low, high):
    """Numbers as people write them; the very edge of a year is a matter for other tests."""
    return st.integers(round(low * 1000), round(high * 1000)).map(lambda n: n / 1000)


def one_of(*choices):
    return st.sampled_from(choices)


RATE = thousandths(0, 0.5)
LINES_OF_ANY_KIND = st.lists(
    st.fixed_dictionaries(
        {
            "quantity": thousandths(5, 400), "use_intensity": one_of(*USES),
            "location_class": one_of(*PLACES), "place_count": st.integers(1, 6),
            "start_state": one_of(*STATES) | st.integers(0, 90).map("age:{}".format)
            | st.integers(0, 90).map("TG2:{}".format),
        }
    ),
    min_size=1, max_size=5,
)  # fmt: skip
ANY_COMPONENT = st.fixed_dictionaries(
    {
        "damage_rate_per": one_of("piece", "dwelling", "100_m2", "100_m"),
        "damage_rate_ordinary_per_year": RATE, "damage_rate_raised_per_year": RATE,
        "damage_rate_heavy_per_year": RATE, "event_quantity": thousandths(0.5, 3),
        "intensity_sensitivity_share": thousandths(0, 1),
        "critical_function": one_of("yes", "no", "unknown"),
    }
)  # fmt: skip
ANY_VARIANT = st.fixed_dictionaries(
    {
        "price_nok": thousandths(0, 40_000), "install_hours": thousandths(0, 20),
        "service_life_typical_years": thousandths(0.4, 90), "disposal_nok": thousandths(0, 900),
        "drying_days": thousandths(0, 5), "lead_time_days": st.none() | thousandths(0, 60),
        "c4_smallest_part": one_of("best", "whole", "worst", None),
        **{
            field: one_of("best", "worst", None)
            for field in ("c1_connection", "c2_access", "c3_independence", "c6_skill", "c7_parts",
                          "c8_documentation", "c9_disturbance")
        },
    }
)  # fmt: skip
ANY_TASK = st.fixed_dictionaries(
    {
        "interval_years": thousandths(0.1, 1.5) | thousandths(1.5, 30),
        "hours": thousandths(0, 3), "material_nok": thousandths(0, 500),
        "trade": one_of("caretaker", "carpenter"),
    }
)  # fmt: skip
ANY_TASKS = st.lists(ANY_TASK, max_size=3).map(
    lambda tasks: [task | {"task_id": f"thing.t{n}"} for n, task in enumerate(tasks)]
)
ANY_RATES = st.tuples(
    *(
        st.tuples(st.just(trade), thousandths(300, 1500), thousandths(0, 900), thousandths(0, 3000))
        for trade in ("caretaker", "carpenter")
    )
)
ANY_CHOICES = st.fixed_dictionaries(
    {
        "period_years": st.integers(1, 75), "opening_year": st.integers(2026, 2060),
        "real_rate_1": thousandths(-0.02, 0.1), "real_rate_2": thousandths(-0.02, 0.1),
        "real_rate_3": thousandths(-0.02, 0.1), "real_rate_1_until_year": st.integers(1, 40),
        "real_rate_2_until_year": st.integers(41, 80), "residual_share": thousandths(0, 1),
        "project_kind": one_of("new", "existing"), "alpha": thousandths(0, 2),
        "total_loss_share": thousandths(0, 1), "extreme_damage_factor": thousandths(1, 3),
        "factor_raised": thousandths(0.3, 1.5), "factor_heavy": thousandths(0.3, 1.5),
        "administrative_delay_days": thousandths(0, 9), "visits_per_event": thousandths(1, 4),
        "workday_hours": thousandths(4, 12), "spare_premium": thousandths(0.5, 3),
        "rent_nok_per_month": thousandths(0, 20_000), "lodging_nok_per_day": thousandths(0, 3000),
        "temporary_measure_nok": thousandths(0, 5000),
        "temporary_tolerance_days": thousandths(0, 9),
    }
)  # fmt: skip


@settings(max_examples=40)
@given(lines=LINES_OF_ANY_KIND, component=ANY_COMPONENT, variant=ANY_VARIANT, tasks=ANY_TASKS,
       rates=ANY_RATES, choices=ANY_CHOICES)  # fmt: skip
def test_any_line_under_any_settings(case, lines, component, variant, tasks, rates, choices):
    found = case(*lines, component=component, variant=variant, tasks=tasks, rates=rates, **choices)
    agree(found.cost(), found.lines, found.catalog, found.settings, found.repair_ease)
