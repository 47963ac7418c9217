"""What an event costs: the doors of the method, every part by hand, and what never gets cheaper."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from robuild.repair_ease import EventInput, repair_event

MONEY_PARTS = (
    "parts_nok", "labour_nok", "call_out_nok", "minimum_order_nok", "collateral_nok",
    "temporary_nok", "waste_nok",
)  # fmt: skip
BASE = EventInput(
    price_nok=1000.0, install_hours=2.0, part_fraction=0.4, dismantling_share=0.25,
    access_share=0.15, collateral_share=0.05, diagnosis_hours=0.5, lead_days=10.0,
    downtime_share=0.25, hourly_rate_nok=600.0, call_out_nok=500.0, minimum_order_nok=0.0,
    disposal_nok=80.0, administrative_delay_days=2.0, drying_days=1.0, rent_nok_per_day=400.0,
    lodging_nok_per_day=1200.0, temporary_measure_nok=1500.0,
)  # fmt: skip

money = st.floats(0, 1e6)
share = st.floats(0, 2)
events = st.builds(
    EventInput, price_nok=money, install_hours=st.floats(0, 500), part_fraction=st.floats(0.01, 2),
    dismantling_share=share, access_share=share, collateral_share=share, diagnosis_hours=share,
    lead_days=st.floats(0, 90), downtime_share=st.floats(0, 1), hourly_rate_nok=st.floats(1, 3000),
    call_out_nok=money, minimum_order_nok=money, disposal_nok=money,
    spare_premium=st.floats(0.5, 3), visits=st.floats(1, 5),
    administrative_delay_days=st.floats(0, 30), drying_days=st.floats(0, 30),
    rent_nok_per_day=money, lodging_nok_per_day=money, critical=st.booleans(),
    temporary_measure_nok=money, temporary_tolerance_days=st.floats(0, 60),
)  # fmt: skip
WHAT_COSTS = [
    field.name
    for field in fields(EventInput)
    if field.name not in ("critical", "temporary_tolerance_days", "workday_hours")
]


def test_hollow_door_of_the_method(hollow_door_event):
    """Method II.4 as corrected in decisions 3.8: 8 224 NOK, 6.7 h, 118 NOK of it downtime."""
    event = repair_event(hollow_door_event)
    assert event.hours == pytest.approx(6.74)
    assert round(event.downtime_nok) == 118
    assert round(event.cost_nok + event.downtime_nok) == 8224


def test_solid_door_of_the_method(solid_door_event):
    """Method II.4: 1 474 NOK, the part 1 125 of it, 0.8 h of the caretaker."""
    event = repair_event(solid_door_event)
    assert event.parts_nok == 1125.0
    assert round(event.hours, 1) == 0.8
    assert event.downtime_nok == 0.0
    assert round(event.cost_nok) == 1474


def test_repair_part_by_part():
    """Conventions §4.4, §4.5, §4.7 and §4.8 by hand."""
    event = repair_event(BASE)
    assert event.hours == pytest.approx(2.0 * 0.4 * 1.4 + 0.5)  # 1.62
    assert event.parts_nok == pytest.approx(400.0)
    assert event.labour_nok == pytest.approx(972.0)
    assert event.call_out_nok == 500.0
    assert event.minimum_order_nok == 0.0
    assert event.collateral_nok == pytest.approx(20.0)
    assert event.temporary_nok == 0.0
    assert event.waste_nok == pytest.approx(32.0)
    assert event.delay_days == pytest.approx(2 + 10 + 1.62 / 7.5 + 1)
    assert event.downtime_nok == pytest.approx(0.25 * 13.216 * 400)
    assert event.cost_nok == pytest.approx(400 + 972 + 500 + 20 + 32)


def test_total_loss_part_by_part():
    """Conventions §4.4 and §4.6 by hand: the whole quantity, no spare premium."""
    event = repair_event(replace(BASE, spare_premium=1.5), total_loss=True)
    assert event.hours == pytest.approx(2.0 * 1.4 + 0.5)
    assert event.cost_nok == pytest.approx(1000 + 3.3 * 600 + 500 + 50 + 80)


def test_more_than_the_component_goes():
    """f = 1.25: material and collateral a quarter more, hours and waste of what was hit."""
    event = repair_event(replace(BASE, part_fraction=1.25))
    assert event.parts_nok == 1250.0
    assert event.collateral_nok == pytest.approx(62.5)
    assert event.hours == pytest.approx(3.3)
    assert event.waste_nok == 80.0


def test_minimum_order_tops_labour_and_call_out_up():
    event = repair_event(replace(BASE, minimum_order_nok=1600.0))
    assert event.minimum_order_nok == pytest.approx(1600 - 972 - 500)
    assert event.labour_nok + event.call_out_nok + event.minimum_order_nok == pytest.approx(1600)


def test_spare_premium_is_paid_for_parts_of_a_repair_only():
    assert repair_event(replace(BASE, spare_premium=1.5)).parts_nok == pytest.approx(600.0)
    assert repair_event(replace(BASE, spare_premium=1.5), total_loss=True).parts_nok == 1000.0


@pytest.mark.parametrize(("tolerance", "paid"), [(12.9, 1500.0), (13.0, 0.0)])
def test_temporary_measure_when_a_critical_function_is_out_too_long(tolerance, paid):
    """2 days of administration, 10 of waiting for parts, 1 of drying, no hours: 13 days."""
    no_work = replace(BASE, install_hours=0.0, diagnosis_hours=0.0)
    critical = replace(no_work, critical=True, temporary_tolerance_days=tolerance)
    assert repair_event(critical).temporary_nok == paid
    assert repair_event(replace(critical, critical=False)).temporary_nok == 0.0


@pytest.mark.parametrize(("downtime_share", "day"), [(0.49, 400.0), (0.5, 1600.0)])
def test_lodging_from_half_the_dwelling_on(downtime_share, day):
    event = repair_event(replace(BASE, downtime_share=downtime_share))
    assert event.downtime_nok == pytest.approx(downtime_share * event.delay_days * day)


@pytest.mark.parametrize("wrong", [{"part_fraction": 0.0}, {"workday_hours": 0.0}])
def test_impossible_inputs_are_refused(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        repair_event(replace(BASE, **wrong))


@given(events, st.booleans())
def test_parts_sum_and_are_never_negative(event, whole):
    cost = repair_event(event, total_loss=whole)
    parts = [getattr(cost, name) for name in MONEY_PARTS]
    assert min(parts) >= 0
    assert cost.cost_nok == pytest.approx(sum(parts), rel=1e-12)
    labour = cost.hours * event.hourly_rate_nok + event.visits * event.call_out_nok
    assert cost.labour_nok + cost.call_out_nok + cost.minimum_order_nok == pytest.approx(
        max(labour, event.minimum_order_nok), rel=1e-9
    )


@given(events, st.sampled_from(WHAT_COSTS), st.floats(1.0, 3.0), st.booleans())
def test_more_of_anything_never_makes_an_event_cheaper(event, name, factor, whole):
    more = replace(event, **{name: getattr(event, name) * factor})
    before, after = repair_event(event, total_loss=whole), repair_event(more, total_loss=whole)
    if name == "part_fraction" and event.spare_premium > 1:
        return  # from f = 1 on no premium is paid, so the whole may cost less than its parts
    assert after.cost_nok >= before.cost_nok * (1 - 1e-9)
    assert after.downtime_nok >= before.downtime_nok * (1 - 1e-9)


@given(events)
def test_a_repair_of_everything_is_a_total_loss(event):
    whole = replace(event, part_fraction=max(1.0, event.part_fraction))
    assert repair_event(whole) == repair_event(whole, total_loss=True)


@given(events)
def test_a_total_loss_is_no_cheaper_than_a_repair_without_premium(event):
    plain = replace(event, spare_premium=1.0)
    repair, whole = repair_event(plain), repair_event(plain, total_loss=True)
    assert whole.cost_nok >= repair.cost_nok * (1 - 1e-9)
    assert whole.hours >= repair.hours * (1 - 1e-9)


@given(events, st.floats(0.01, 100))
def test_currency_passes_through(event, scale):
    amounts = [field.name for field in fields(EventInput) if "_nok" in field.name]
    other = replace(event, **{name: getattr(event, name) * scale for name in amounts})
    before, after = repair_event(event), repair_event(other)
    assert after.cost_nok == pytest.approx(before.cost_nok * scale, rel=1e-9)
    assert after.downtime_nok == pytest.approx(before.downtime_nok * scale, rel=1e-9)
    assert after.hours == before.hours
