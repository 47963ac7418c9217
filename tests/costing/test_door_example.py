"""The two doors of the method paper (II.4, corrected in decisions 3.8): closed forms only.

The example books total losses of door A beside its planned renewals, which a plan does not; it
checks the pieces that a plan is made of, not a plan. 30 years at 4 %.
"""

from __future__ import annotations

import numpy as np
import pytest

from robuild.costing import annuity_factor, discount_factors, replacement_years, weighted_cost
from robuild.repair_ease import EventInput, join_values, repair_event
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Criterion

WEIGHTS = dict(zip(Criterion, (0.15, 0.15, 0.15, 0.15, 0.05, 0.10, 0.10, 0.05, 0.10), strict=True))
FACTORS = discount_factors(Settings(period_years=30, real_rate_1=0.04))
HOLLOW = EventInput(
    price_nok=2500.0, install_hours=2.8, part_fraction=1.0, dismantling_share=0.75,
    access_share=0.30, collateral_share=0.25, diagnosis_hours=1.0, lead_days=3.0,
    downtime_share=0.05, hourly_rate_nok=650.0, call_out_nok=600.0, administrative_delay_days=2.0,
    rent_nok_per_day=12_000 / 30,
)  # fmt: skip
SOLID = EventInput(
    price_nok=7500.0, install_hours=2.8, part_fraction=0.15, dismantling_share=0.25,
    access_share=0.0, collateral_share=0.0, diagnosis_hours=0.25, lead_days=0.5,
    downtime_share=0.0, hourly_rate_nok=450.0, administrative_delay_days=2.0,
    rent_nok_per_day=12_000 / 30,
)  # fmt: skip
SOLID_RENEWAL_NOK = 7500.0 + 3.75 * 650.0 + 600.0  # by a carpenter, as the paper says


def event_nok(door: EventInput) -> float:
    event = repair_event(door)
    return event.cost_nok + event.downtime_nok


def present_values(capex: float, renewal: float, life: float, event: float, rate: float):
    """Acquisition, planned renewals and damage, as the paper adds them up."""
    renewals = renewal * sum(FACTORS[year] for year in replacement_years(life, 30))
    return capex, renewals, rate * event * annuity_factor(FACTORS)


A = present_values(2500 + 2.8 * 650, event_nok(HOLLOW), 8, event_nok(HOLLOW), 0.3)
B = present_values(7500 + 2.8 * 650, SOLID_RENEWAL_NOK, 15, event_nok(SOLID), 0.1)
B_SAME_DAMAGE = present_values(7500 + 2.8 * 650, SOLID_RENEWAL_NOK, 15, event_nok(SOLID), 0.3)
REI_A = join_values(
    dict(zip(Criterion, (0.2, 0.6, 0.4, 0.3, 0.8, 0.5, 0.8, 0.4, 0.8), strict=True)), WEIGHTS
)
REI_B = join_values(
    dict(zip(Criterion, (0.8, 1.0, 1.0, 1.0, 0.8, 0.8, 1.0, 1.0, 1.0), strict=True)), WEIGHTS
)


@pytest.mark.parametrize(
    ("door", "acquisition", "planned", "corrective"),
    [(A, 4_320, 13_608, 42_663), (B, 9_320, 5_851, 2_548)],
)
def test_parts_of_the_life_cycle_cost(door, acquisition, planned, corrective):
    assert [round(part) for part in door] == [acquisition, planned, corrective]


@pytest.mark.parametrize(("door", "printed"), [(A, 60_591), (B, 17_720), (B_SAME_DAMAGE, 22_816)])
def test_life_cycle_costs(door, printed):
    assert round(sum(door)) == printed


@pytest.mark.parametrize(
    ("door", "rei", "printed", "tolerance"),
    [(A, REI_A, 72_404, 1.0), (B, REI_B, 17_802, 0.5), (B_SAME_DAMAGE, REI_B, 23_064, 0.5)],
)
def test_weighted_costs(door, rei, printed, tolerance):
    """A is 72 404.5, which the page cuts; alpha 0.5."""
    found = weighted_cost(np.array([sum(door)]), np.array([door[2]]), np.array([rei]), 0.5)[0]
    assert found == pytest.approx(printed, abs=tolerance)


def test_printed_digits_of_indices_and_events():
    assert (round(REI_A, 3), round(REI_B, 3)) == (0.446, 0.935)
    assert (round(event_nok(HOLLOW)), round(event_nok(SOLID))) == (8_224, 1_474)
