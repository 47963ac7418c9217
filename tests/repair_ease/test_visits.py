"""Jobs done together: by hand, and never dearer than one by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from robuild.repair_ease import EventInput, VisitJob, repair_event, together
from robuild.terms.catalog import TradeRate
from robuild.terms.vocabulary import Trade

RATES = {
    Trade.CARPENTER: TradeRate(
        trade="carpenter", hourly_rate_nok=650.0, call_out_nok=600.0, minimum_order_nok=1500.0,
        source_id="src",
    ),
    Trade.PAINTER: TradeRate(
        trade="painter", hourly_rate_nok=600.0, call_out_nok=600.0, minimum_order_nok=1500.0,
        source_id="src",
    ),
}  # fmt: skip


def job(trade, hours, price=1000.0, surface="", lead=3.0, drying=0.0):
    rate = RATES[trade]
    event = repair_event(
        EventInput(
            price_nok=price, install_hours=hours, part_fraction=0.5, dismantling_share=0.0,
            access_share=0.0, collateral_share=0.0, diagnosis_hours=0.0, lead_days=lead,
            downtime_share=0.0, hourly_rate_nok=rate.hourly_rate_nok,
            call_out_nok=rate.call_out_nok, minimum_order_nok=rate.minimum_order_nok,
            drying_days=drying,
        )
    )  # fmt: skip
    return VisitJob(trade, event, surface)


def test_one_call_out_and_one_minimum_order_by_hand():
    # half of 2 h and of 3 h: 1 h and 1.5 h; alone each pays at least 1,500
    found = together([job(Trade.CARPENTER, 2.0), job(Trade.CARPENTER, 3.0)], RATES)
    assert found.alone_nok == pytest.approx(500 + 1500 + 500 + max(1.5 * 650 + 600, 1500))
    assert found.cost_nok == pytest.approx(1000 + 2.5 * 650 + 600)
    assert found.hours == pytest.approx(2.5)
    assert found.delay_days == pytest.approx(3.0 + 2.5 / 7.5)


def test_a_surface_is_painted_once():
    walls = [job(Trade.PAINTER, 4.0, surface="wall"), job(Trade.PAINTER, 6.0, surface="wall")]
    found = together(walls, RATES)
    assert found.cost_nok == pytest.approx(walls[1].event.cost_nok)
    assert found.hours == pytest.approx(3.0)
    two = together([walls[0], job(Trade.PAINTER, 6.0, surface="ceiling")], RATES)
    assert two.hours == pytest.approx(5.0)


def test_trades_work_side_by_side():
    found = together(
        [job(Trade.CARPENTER, 15.0, lead=0.0), job(Trade.PAINTER, 30.0, lead=0.0, drying=2.0)],
        RATES,
    )
    assert found.delay_days == pytest.approx(2.0 + 15.0 / 7.5)


def test_nothing_costs_nothing():
    found = together([], RATES)
    assert (found.cost_nok, found.saved_nok, found.delay_days) == (0.0, 0.0, 0.0)


jobs = st.lists(
    st.builds(
        job, st.sampled_from([Trade.CARPENTER, Trade.PAINTER]), st.floats(0.1, 40),
        st.floats(0, 1e4), st.sampled_from(["", "", "wall", "floor"]), st.floats(0, 30),
        st.floats(0, 5),
    ),
    max_size=8,
)  # fmt: skip


@given(jobs)
def test_together_is_never_dearer_nor_later_than_one_after_another(several):
    found = together(several, RATES)
    assert found.cost_nok <= found.alone_nok + 1e-6
    assert found.delay_days <= sum(each.event.delay_days for each in several) + 1e-9


@pytest.mark.parametrize("share", [-0.1, 1.1])
def test_what_is_recovered_is_a_share(share):
    with pytest.raises(ValueError, match="from 0 to 1"):
        repair_event(EventInput(100, 1, 0.5, 0, 0, 0, 0, 0, 0, 450, recovered_share=share))


def test_a_warranty_pays_parts_and_work_but_not_waste():
    given_ = {"price_nok": 1000.0, "install_hours": 2.0, "part_fraction": 0.5,
              "dismantling_share": 0.0, "access_share": 0.0, "collateral_share": 0.1,
              "diagnosis_hours": 0.0, "lead_days": 0.0, "downtime_share": 0.0,
              "hourly_rate_nok": 650.0, "call_out_nok": 600.0, "disposal_nok": 100.0}  # fmt: skip
    full = repair_event(EventInput(**given_))
    half = repair_event(EventInput(**given_, recovered_share=0.5))
    assert full.cost_nok == pytest.approx(500 + 50 + 650 + 600 + 50)
    assert half.cost_nok == pytest.approx((500 + 50 + 650 + 600) / 2 + 50)
    assert half.recovered_nok == pytest.approx(900)
    whole = repair_event(EventInput(**given_, recovered_share=1.0))
    assert whole.cost_nok == pytest.approx(50)
