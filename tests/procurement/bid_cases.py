"""Tenders and bids made up for tests, and evaluated cost worked out by plain loops.

The loops follow docs/conventions.md §2.2–2.3, §3.3–3.4, §4 and §5 and use nothing of robuild's own
calculating rooms.
"""

from __future__ import annotations

import math

import pandas as pd

from robuild.terms.bids import BidStatus, ReadBid
from robuild.terms.tables import checked, text_column
from robuild.terms.tender import (
    BID_ANSWERS,
    BID_LEVELS,
    EvidenceClass,
    Position,
    PositionUse,
    Tender,
    TenderLevel,
    TenderTerms,
)
from robuild.terms.vocabulary import Answer, Criterion, Trade, Unit, UseIntensity

SCALES = {
    "C1": [("dry", 1.0, 0.1), ("screw", 0.8, 0.25), ("soft_seal", 0.2, 0.75), ("hard", 0.1, 1.0)],
    "C2": [("free", 1.0, 0.0), ("repairable", 0.6, 0.3), ("hidden", 0.1, 1.0)],
    "C3": [("independent", 1.0, 0.0), ("one_cover", 0.8, 0.05), ("cut", 0.4, 0.25),
           ("built_in", 0.1, 0.6)],
    "C4": [("worn_part", 1.0, 0.15), ("assembly", 0.6, 0.4), ("whole", 0.3, 1.0),
           ("surface", 0.1, 1.25)],
    "C5": [("none", 1.0, None), ("basic", 0.8, None), ("power", 0.5, None), ("no", 0.1, None)],
    "C6": [("anyone", 1.0, None), ("caretaker", 0.8, None), ("trade", 0.5, None),
           ("maker", 0.1, None)],
    "C7": [("on_site", 1.0, 0.5), ("stock", 0.8, 3.0), ("weeks", 0.5, 10.0),
           ("bespoke", 0.1, 60.0)],
    "C8": [("in_model", 1.0, 0.25), ("public", 0.7, 0.5), ("none", 0.1, 2.0)],
    "C9": [("in_place", 1.0, 0.0), ("closed", 0.8, 0.05), ("vacated", 0.2, 1.0)],
}  # fmt: skip
WEIGHTS = {"C1": 0.15, "C2": 0.15, "C3": 0.15, "C4": 0.15, "C5": 0.05, "C6": 0.10, "C7": 0.10,
           "C8": 0.05, "C9": 0.10}  # fmt: skip
MIDDLE = {"C1": "screw", "C2": "repairable", "C3": "one_cover", "C4": "assembly", "C5": "basic",
          "C6": "trade", "C7": "stock", "C8": "public", "C9": "closed"}  # fmt: skip
GOOD = {criterion: rows[0][0] for criterion, rows in SCALES.items()}
BAD = {criterion: rows[-1][0] for criterion, rows in SCALES.items()} | {
    "C4": "whole",
    "C6": "trade",
}


def levels() -> tuple[TenderLevel, ...]:
    return tuple(
        TenderLevel(
            criterion=Criterion(c), level=level, value=value, effect=effect,
            name_nb=f"{level} nb", name_nn=f"{level} nn", name_en=f"{level} en",
        )
        for c, rows in SCALES.items()
        for level, value, effect in rows
    )  # fmt: skip


def terms(**changes) -> TenderTerms:
    given = {
        "base_year": 2026, "price_year": 2026, "period_years": 50,
        "real_rates": (0.04, 0.03, 0.02), "real_rate_until_years": (40, 75),
        "opening_offset_years": 0, "mid_year": False, "alpha": 0.0, "total_loss_share": 0.2,
        "spare_premium": 1.0, "visits_per_event": 1.0, "administrative_delay_days": 2.0,
        "workday_hours": 7.5, "caretaker_rate_nok": 450.0, "caretaker_call_out_nok": 0.0,
        "caretaker_minimum_order_nok": 0.0, "criterion_weights": WEIGHTS,
        "evidence_shares": {"none": 0.0, "declared": 0.5, "tested": 1.0}, "low_price_share": 0.7,
    }  # fmt: skip
    return TenderTerms(**(given | changes))


def position(number: int = 1, **changes) -> Position:
    quantity = changes.pop("quantity", 20.0)
    given = {
        "position_id": f"24.DOOR-{number:04d}", "component_key": f"door_{number % 7}",
        "element_code": "244", "name_nb": f"Innerdør {number}", "name_nn": f"Innerdør {number}",
        "name_en": f"Internal door {number}", "unit": Unit.PIECE, "quantity": quantity,
        "missing_quantity_count": 0, "component_count": 20, "fire": Answer.NO,
        "separating": Answer.NO, "security": Answer.NO,
        "uses": (
            PositionUse(use_intensity=UseIntensity.RAISED, quantity=0.75 * quantity,
                        life_factor=0.75, damage_events_per_year=0.1 * 0.75 * quantity),
            PositionUse(use_intensity=UseIntensity.ORDINARY, quantity=0.25 * quantity,
                        life_factor=1.0, damage_events_per_year=0.03 * 0.25 * quantity),
        ),
        "mandatory": True, "trade": Trade.CARPENTER, "hourly_rate_nok": 650.0,
        "call_out_nok": 600.0, "minimum_order_nok": 900.0, "event_quantity": 1.0,
        "owner_life_years": 20.0, "most_life_years": 40.0, "owner_hours": 3.5, "least_hours": 2.5,
        "disposal_nok": 150.0, "drying_days": 0.0, "price_low_nok": 1500.0,
        "price_high_nok": 25000.0, "minimum_levels": {}, "owner_levels": {},
        "minimum_words": (), "most_lead_time_days": 60.0, "least_spare_parts_years": 10.0,
        "least_warranty_years": 5.0,
    }  # fmt: skip
    return Position(**(given | changes))


def tender(*positions: Position, **changes) -> Tender:
    given = {
        "robuild_version": "0.1.0", "tender_id": "test-2026-1", "project": "Testgården",
        "model_digests": {"a.ifc": "0" * 64}, "levels": levels(), "left_out": (),
        "terms": changes.pop("terms", terms()),
    }  # fmt: skip
    return Tender(positions=positions or (position(),), **(given | changes))


def answer(position_id: str, level: dict[str, str] | None = None, **changes) -> dict:
    levels_given = {BID_LEVELS[Criterion(c)]: name for c, name in (level or MIDDLE).items()}
    return {
        "position_id": position_id, "product": "X", "unit_price_nok": 7000.0,
        "material_price_nok": 4500.0, "hours": 3.5, "life_years": 20.0, "life_evidence": "declared",
        "warranty_years": 5.0, **levels_given, "levels_evidence": "tested", "spare_part_nok": 600.0,
        "spare_parts_years": 15.0, "lead_time_days": 10.0, "instruction_link": None, **changes,
    }  # fmt: skip


def bid(name: str, *answers: dict) -> ReadBid:
    rows = [{"bidder": name, **each} for each in answers]
    table = pd.DataFrame(rows, columns=list(BID_ANSWERS.columns))
    numbers = [n for n, c in BID_ANSWERS.columns.items() if "float" in str(c.dtype)]
    texts = {n: text_column(list(table[n])) for n in table.columns if n not in numbers}
    table = checked(BID_ANSWERS, table.assign(**texts).astype(dict.fromkeys(numbers, float)))
    return ReadBid(name, f"{name}.xlsx", BidStatus.COMPLETE, table, digest=name)


def factors(found: Tender, what: dict | None = None) -> list[float]:
    """Discount factors of the years 0 … T (§2.3, §2.8)."""
    t, what = found.terms, what or {}
    rates = what.get("rates", t.real_rates)
    ends = [1.0]
    for year in range(1, what.get("period", t.period_years) + 1):
        since = year - t.opening_offset_years
        if since <= t.real_rate_until_years[0]:
            rate = rates[0]
        elif since <= t.real_rate_until_years[1]:
            rate = rates[1]
        else:
            rate = rates[2]
        ends.append(ends[-1] / (1.0 + rate))
    if not t.mid_year:
        return ends
    return [1.0] + [math.sqrt(ends[y - 1] * ends[y]) for y in range(1, len(ends))]


def counted_life(row: Position, given: dict, t: TenderTerms) -> float:
    share = t.evidence_shares[EvidenceClass(given["life_evidence"])]
    limit = row.owner_life_years + share * (row.most_life_years - row.owner_life_years)
    return min(given["life_years"], limit)


def counted_hours(row: Position, given: dict, t: TenderTerms) -> float:
    share = t.evidence_shares[EvidenceClass(given["levels_evidence"])]
    return max(given["hours"], row.owner_hours - share * (row.owner_hours - row.least_hours))


def by_hand(
    found: Tender, row: Position, given: dict, what: dict | None = None
) -> dict[str, float]:
    """One position of one bid; levels as answered (no owner's levels in these tenders)."""
    t, what = found.terms, what or {}
    if row.owner_life_years is None:
        return {"total": given["unit_price_nok"] * row.quantity}
    df = factors(found, what)
    years = len(df) - 1
    level = {c: {r[0]: r for r in SCALES[c]}[given[BID_LEVELS[Criterion(c)]]] for c in SCALES}
    f, c3, g = level["C4"][2], level["C3"][2], level["C8"][2]
    m, q, hours = given["material_price_nok"], row.event_quantity, counted_hours(row, given, t)
    if level["C6"][1] >= 0.8:
        rate, call, least = (t.caretaker_rate_nok, t.caretaker_call_out_nok,
                             t.caretaker_minimum_order_nok)  # fmt: skip
    else:
        rate, call, least = row.hourly_rate_nok, row.call_out_nok, row.minimum_order_nok
    h_repair, h_loss = hours * q * min(f, 1) + g, hours * q + g
    repair = (f * m * q * t.spare_premium + max(h_repair * rate + t.visits_per_event * call, least)
              + c3 * f * m * q + row.disposal_nok * q * min(f, 1))  # fmt: skip
    f_loss = max(f, 1.0)
    loss = (f_loss * m * q + max(h_loss * rate + t.visits_per_event * call, least)
            + c3 * f_loss * m * q + row.disposal_nok * q)  # fmt: skip
    p = 1.0 if f >= 1 else t.total_loss_share
    factor = what.get("damage", 1.0)
    events = factor * sum(use.damage_events_per_year for use in row.uses)
    corrective = sum(df[y] * events * ((1 - p) * repair + p * loss) for y in range(1, years + 1))
    planned, times = 0.0, 0.0
    for use in row.uses:
        life = counted_life(row, given, t) * use.life_factor
        mu = factor * p * use.damage_events_per_year * q / use.quantity
        w = mu * life / (math.exp(mu * life) - 1) if mu * life > 1e-9 else 1.0
        once = (use.quantity * (m * (1 + c3) + hours * row.hourly_rate_nok + row.disposal_nok)
                + row.call_out_nok)  # fmt: skip
        k = 1
        while k * life < years - 1e-9:
            planned += w * once * df[math.ceil(k * life - 1e-9)]
            times += w * use.quantity
            k += 1
    rei = math.prod(level[c][1] ** WEIGHTS[c] for c in SCALES)
    alpha = what.get("alpha", t.alpha)
    price = given["unit_price_nok"] * row.quantity
    preference = alpha * (1 - rei) * corrective
    return {
        "price": price, "corrective": corrective, "planned": planned, "preference": preference,
        "total": price + corrective + planned + preference, "rei": rei,
        "hours": min(10, years) * events * ((1 - p) * h_repair + p * h_loss),
        "interventions": sum(u.damage_events_per_year for u in row.uses) + times / years,
    }  # fmt: skip


def total_by_hand(found: Tender, answers: list[dict], what: dict | None = None) -> float:
    given = {each["position_id"]: each for each in answers}
    return sum(
        by_hand(found, row, given[row.position_id], what)["total"]
        for row in found.positions
        if row.mandatory
    )
