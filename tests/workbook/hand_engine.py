"""The conventions once more, line by line and year by year: the oracle of the workbook's formulas.

Slow, plain and written from docs/conventions.md alone; it shares no code with robuild's rooms.
"""

from __future__ import annotations

import math

import pandas as pd
from small_house import FIELDS, ISSUES, inventory_of, lines_table, small_catalog, table

from robuild.participation import evaluate
from robuild.terms import tables
from robuild.terms.catalog import Catalog
from robuild.terms.results import PlanResult, Totals
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Criterion

EFFECTS = {
    "C1": "dismantling_share", "C2": "access_share", "C3": "collateral_share", "C4": "part_fraction",
    "C7": "lead_days", "C8": "diagnosis_hours", "C9": "downtime_share",
}  # fmt: skip
RECURRING = {"inspection", "cleaning", "planned_maintenance"}


def factors(s: Settings) -> list[float]:
    found = [1.0]
    for year in range(1, 76):
        since = year - (s.opening_year - s.base_year)
        rate = s.real_rate_1 if since <= s.real_rate_1_until_year else (
            s.real_rate_2 if since <= s.real_rate_2_until_year else s.real_rate_3)  # fmt: skip
        found.append(found[-1] / (1 + rate))
    return found


def ease_of(catalog: Catalog) -> dict[str, dict[str, object]]:
    levels: dict[str, dict[str, tuple[float, float | None]]] = {}
    for row in catalog.repair_levels:
        levels.setdefault(str(row.criterion), {})[row.level] = (row.value, row.effect)
    found = {}
    for variant in catalog.variants:
        low, high, effects, known = {}, {}, {}, 0
        for criterion, field in zip(Criterion, FIELDS, strict=True):
            mine = levels[str(criterion)]
            level = getattr(variant, field)
            worst = min(mine.values(), key=lambda pair: pair[0])
            known += level is not None
            low[criterion], effect = mine[level] if level else worst
            high[criterion] = low[criterion] if level else max(pair[0] for pair in mine.values())
            if str(criterion) in EFFECTS:
                effects[EFFECTS[str(criterion)]] = effect
        if variant.lead_time_days is not None:
            effects["lead_days"] = variant.lead_time_days
        index = math.exp(math.fsum(math.log(v) for v in low.values()) / 9)
        found[variant.variant_id] = {
            "variant_id": variant.variant_id, "rei": index, "rei_low": index,
            "rei_high": math.exp(math.fsum(math.log(v) for v in high.values()) / 9),
            "coverage_share": known / 9,
            "repair_ease_class": next(c for c, at in zip("ABCDE", (0.8, 0.65, 0.5, 0.35, 0), strict=True) if index >= at),
            "weakest_criterion": str(min(low, key=lambda c: low[c])),
            "physical": 0.5, "means": 0.5, "logistics": 0.5,
            "repair_trade": "caretaker" if low[Criterion.SKILL] >= 0.8 else str(variant.trade),
            **effects,
        }  # fmt: skip
    return found


def one_line(row: dict, catalog: Catalog, s: Settings, ease: dict) -> tuple[dict, dict, list, list]:
    """line_costs, lcc, cash flows and tasks of one line."""
    c, v = catalog.component_by_key[row["component_key"]], catalog.variant_by_id[row["variant_id"]]
    e, T, DF = ease[v.variant_id], s.period_years, factors(s)
    Q, price, h0 = row["quantity"], v.price_nok, v.install_hours
    use = row["use_intensity"]
    rate = {"ordinary": c.damage_rate_ordinary_per_year, "raised": c.damage_rate_raised_per_year}.get(
        use, c.damage_rate_heavy_per_year)  # fmt: skip
    rate = rate * s.extreme_damage_factor if use == "extreme" else rate
    p = 1.0 if e["part_fraction"] >= 1 else s.total_loss_share
    tasks = [t for t in catalog.tasks if t.component_key == c.component_key and t.kind in RECURRING]
    if price is None or h0 is None or v.service_life_typical_years is None or Q != Q:
        word = "price" if price is None else "quantity"
        return (
            {"line_id": row["line_id"], "total_loss_share": p, "maintenance_nok_per_year": 0.0, "missing": word},
            {"line_id": row["line_id"]}, [],
            [{"line_id": row["line_id"], "task_id": t.task_id, "trade": str(t.trade), "interval_years": t.interval_years} for t in tasks],
        )  # fmt: skip
    ESL = v.service_life_typical_years * (
        1 + c.intensity_sensitivity_share * (getattr(s, f"factor_{use}") - 1)
    )
    per = {"piece": Q, "dwelling": row["place_count"]}.get(str(c.damage_rate_per), Q / 100)
    events = rate * per
    d, a, col, f = (
        e["dismantling_share"],
        e["access_share"],
        e["collateral_share"],
        e["part_fraction"],
    )
    g, u, q = e["diagnosis_hours"], e["downtime_share"], c.event_quantity
    work, mine = catalog.rate_by_trade[e["repair_trade"]], catalog.rate_by_trade[v.trade]
    day = s.rent_nok_per_month / 30 + (s.lodging_nok_per_day if u >= 0.5 else 0)
    lived = row["location_class"] in ("dwelling", "unknown")

    def event(hours: float, part: float, share: float, premium: float) -> tuple[float, float]:
        wait = (
            s.administrative_delay_days + e["lead_days"] + hours / s.workday_hours + v.drying_days
        )
        labour = max(
            hours * work.hourly_rate_nok + s.visits_per_event * work.call_out_nok,
            work.minimum_order_nok,
        )
        late = c.critical_function != "no" and wait > s.temporary_tolerance_days
        cost = part * price * q * premium + labour + col * part * price * q
        cost += (s.temporary_measure_nok if late else 0) + v.disposal_nok * q * share
        return cost, (u * wait * day if lived else 0.0)

    rep_h = h0 * q * min(f, 1) * (1 + d + a) + g
    tot_h = h0 * q * (1 + d + a) + g
    rep, rep_x = event(rep_h, f, f, s.spare_premium)
    tot, tot_x = event(tot_h, max(f, 1), 1.0, 1.0)
    ren_h = Q * h0 * (1 + d + a)
    ren = Q * (price + h0 * (1 + d + a) * mine.hourly_rate_nok + col * price + v.disposal_nok)
    ren += mine.call_out_nok
    ren_x = (
        u * (ren_h / s.workday_hours + v.drying_days * row["place_count"]) * day if lived else 0.0
    )
    state = row["start_state"]
    age = float(state[4:]) if state.startswith("age:") else 0.0
    age = max(age, {"TG1": 0.25, "TG2": 0.75}.get(state, 0) * ESL)
    first = ESL if state == "new" else 0.0 if state == "TG3" else max(1.0, ESL - age)
    times = []
    while first + len(times) * ESL < T - 1e-9:
        times.append(first + len(times) * ESL)
    mu = events * p * q / Q if Q else 0.0
    w = mu * ESL / (math.exp(mu * ESL) - 1) if mu > 0 else 1.0
    flows = {}

    def book(year: int, module: str, kind: str, amount: float) -> None:
        key = (year, module, kind)
        flows[key] = flows.get(key, 0.0) + amount

    if s.project_kind == "new":
        book(0, "A", "purchase", Q * (price + h0 * mine.hourly_rate_nok))
    often, task_rows = 0.0, []
    for t in tasks:
        nok = Q * (t.hours * catalog.rate_by_trade[t.trade].hourly_rate_nok + t.material_nok)
        task_rows.append(
            {"line_id": row["line_id"], "task_id": t.task_id, "trade": str(t.trade),
             "interval_years": t.interval_years, "hours": Q * t.hours, "cost_nok": nok}
        )  # fmt: skip
        if t.interval_years <= 1:
            often += nok / t.interval_years
        else:
            k = 1
            while k * t.interval_years < T - 1e-9:
                book(math.ceil(k * t.interval_years - 1e-9), "B2", "planned_maintenance", nok)
                k += 1
    for year in range(1, T + 1):
        book(year, "B2", "planned_maintenance", often)
        book(year, "B3", "damage_repair", events * (1 - p) * rep)
        book(year, "B4", "damage_replacement", events * p * tot)
        book(year, "X", "downtime_damage", events * ((1 - p) * rep_x + p * tot_x))
    for t_k in times:
        book(math.ceil(t_k - 1e-9), "B4", "planned_replacement", w * ren)
        book(math.ceil(t_k - 1e-9), "X", "downtime_planned", w * ren_x)
    end_age = T - times[-1] if times else T + age
    rest = s.residual_share * Q * price * max(0.0, 1 - end_age / ESL)
    book(T, "RV", "residual_value", -rest)
    pv = {
        m: math.fsum(x * DF[y] for (y, mod, _), x in flows.items() if mod == m)
        for m in ("A", "B2", "B3", "B4", "X", "RV")
    }
    pv_damage = math.fsum(x * DF[y] for (y, _, k), x in flows.items() if k == "damage_replacement")
    lcc = pv["A"] + pv["B2"] + pv["B3"] + pv["B4"] + pv["RV"]
    costs = {
        "line_id": row["line_id"], "estimated_service_life_years": ESL, "damage_events_per_year": events,
        "total_loss_share": p, "repair_event_nok": rep, "repair_event_hours": rep_h,
        "repair_event_downtime_nok": rep_x, "total_loss_event_nok": tot, "total_loss_event_hours": tot_h,
        "total_loss_event_downtime_nok": tot_x, "replacement_nok": ren, "replacement_hours": ren_h,
        "replacement_downtime_nok": ren_x, "planned_share": w, "replacements": float(len(times)),
        "maintenance_nok_per_year": often,
    }  # fmt: skip
    amounts = {
        "line_id": row["line_id"], "acquisition_cost_nok": pv["A"], "maintenance_pv_nok": pv["B2"],
        "repair_pv_nok": pv["B3"], "replacement_pv_nok": pv["B4"],
        "damage_replacement_pv_nok": pv_damage, "residual_pv_nok": -pv["RV"], "outside_pv_nok": pv["X"],
        "life_cycle_cost_nok": lcc, "corrective_pv_nok": pv["B3"] + pv_damage,
        "weighted_cost_nok": lcc + s.alpha * (1 - e["rei"]) * (pv["B3"] + pv_damage),
        "annual_equivalent_nok": lcc / math.fsum(DF[1 : T + 1]),
    }  # fmt: skip
    booked = [
        {"line_id": row["line_id"], "year": y, "module": m, "kind": k, "real_cost_nok": x}
        for (y, m, k), x in flows.items()
        if x
    ]
    return costs, amounts, booked, task_rows


def plan_of(settings: Settings, lines: pd.DataFrame, flows: list[dict]) -> list[dict]:
    trades = {"planned_maintenance": "caretaker"}
    by_year: dict[int, float] = {}
    rows = []
    for flow in flows:
        if 1 <= flow["year"] <= 10 and flow["module"] in ("B2", "B3", "B4"):
            by_year[flow["year"]] = by_year.get(flow["year"], 0.0) + flow["real_cost_nok"]
            rows.append(
                {"year": flow["year"], "calendar_year": settings.base_year + flow["year"],
                 "line_id": flow["line_id"], "kind": flow["kind"], "trade": trades.get(flow["kind"], "carpenter"),
                 "quantity": 2.0, "events": 1.0, "hours": 3.5, "real_cost_nok": flow["real_cost_nok"]}
            )  # fmt: skip
    rows.sort(key=lambda row: row["year"])
    usual = sorted(by_year.values())[len(by_year) // 2]
    for row in rows:
        row["peak"] = by_year[row["year"]] > 2 * usual
    return rows


def hand_result(
    settings: Settings | None = None, catalog: Catalog | None = None, names: tuple[str, ...] = ()
) -> PlanResult:
    """A whole plan of the small house, computed here."""
    catalog = catalog or small_catalog()
    settings = (settings or Settings()).model_copy(
        update={"base_year": 2025, "opening_year": 2025, "price_year": 2025}
    )
    lines = lines_table(settings)
    ease = ease_of(catalog)
    made = [one_line(row, catalog, settings, ease) for row in lines.to_dict("records")]
    flows = [flow for each in made for flow in each[2]]
    lcc = table(tables.LCC, [each[1] for each in made])
    inventory, told = inventory_of(lines, names)
    part = evaluate(lines, catalog, settings)

    def total(column: str) -> float:
        return float(math.fsum(lcc[column].dropna()))

    return PlanResult(
        settings=settings, changed_settings=frozenset(), catalog=catalog,
        catalog_label="small-house 1", inventory=inventory, lines=lines, **told,
        repair_ease=table(tables.REPAIR_EASE, list(ease.values())),
        line_costs=table(tables.LINE_COSTS, [each[0] for each in made]),
        line_tasks=table(tables.LINE_TASKS, [task for each in made for task in each[3]]),
        cash_flows=table(tables.CASH_FLOWS, flows), lcc=lcc,
        totals=Totals(
            total("acquisition_cost_nok"), total("life_cycle_cost_nok"), total("outside_pv_nok"),
            total("weighted_cost_nok"), total("annual_equivalent_nok"),
            int(lcc["life_cycle_cost_nok"].isna().sum()), int(lines["missing_quantity_count"].sum()), 3,
        ),
        gates=part.gates, participation=part.participation,
        plan=table(tables.PLAN, plan_of(settings, lines, flows)), issues=ISSUES,
    )  # fmt: skip
