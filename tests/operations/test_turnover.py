"""A change of resident: by hand, never dearer than job by job, easier variants are quicker."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from robuild.catalog import read_catalog
from robuild.operations.turnover import expected_longest, turnovers
from robuild.repair_ease import rate_variants
from robuild.shipped import CATALOG, shipped
from robuild.terms.settings import Settings
from robuild.terms.tables import LINES, checked, empty

KEYS = ("door_internal_set", "wardrobe", "luminaire", "wc", "paint_wall", "tap_basin")


@pytest.fixture(scope="module")
def catalog():
    return read_catalog(shipped(CATALOG))


def lines_of(catalog, keys=KEYS, easiest=False, quantity=8.0):
    ease = rate_variants(catalog, Settings(base_year=2026)).set_index("variant_id")["rei"]
    rows = []
    for number, key in enumerate(keys):
        own = [v.variant_id for v in catalog.variants if v.component_key == key]
        variant = max(own, key=lambda v: ease[v]) if easiest else (
            catalog.component_by_key[key].default_variant_id
        )  # fmt: skip
        rows.append(
            {
                "line_id": f"L{number}", "component_key": key, "variant_id": variant,
                "location_class": "dwelling", "dwelling_type": "2-roms",
                "use_intensity": "heavy", "start_state": "new",
                "unit": str(catalog.component_by_key[key].unit), "fire": "no",
                "separating": "no", "security": "no", "quantity": quantity,
                "component_count": 8, "missing_quantity_count": 0, "dwelling_count": 4,
                "place_count": 4, "modelled": True,
            }
        )  # fmt: skip
    table = pd.DataFrame(rows, columns=list(LINES.columns))
    return checked(LINES, table.astype({n: empty(LINES)[n].dtype for n in LINES.columns}))


def made(catalog, lines, **choices):
    settings = Settings(base_year=2026, opening_year=2026, **choices)
    return turnovers(lines, catalog, settings, rate_variants(catalog, settings))


def test_one_thing_by_hand(catalog):
    """Eight hollow doors in four homes: 0.3 events a year each, half of them found."""
    lines = lines_of(catalog, ("door_internal_set",))
    found = made(catalog, lines)
    (row,) = found.by_type.to_dict("records")
    jobs = 0.3 * 8 / 4 * 0.5
    assert row["jobs_expected"] == pytest.approx(jobs)
    # smallest part is the whole door: d 0.75, a 0.3, g 1.0, c 0.25, lead 3 days
    hours = 2.8 * (1 + 0.75 + 0.3) + 1.0
    carpenter = catalog.rate_by_trade["carpenter"]
    needed = 1 - math.exp(-jobs)
    material = 2500 * 1.25 + 250
    work = jobs * hours * carpenter.hourly_rate_nok + needed * carpenter.call_out_nok
    work = max(work, needed * carpenter.minimum_order_nok)
    assert row["hours"] == pytest.approx(jobs * hours)
    assert row["cost_nok"] == pytest.approx(jobs * material + work)
    assert row["waiting_days"] == pytest.approx(needed * 3.0)
    assert row["days"] == pytest.approx((4.0 + jobs * hours) / 7.5 + needed * 3.0)


def test_in_one_go_is_cheaper_and_easier_variants_are_ready_sooner(catalog):
    now = made(catalog, lines_of(catalog)).by_type.iloc[0]
    easy = made(catalog, lines_of(catalog, easiest=True)).by_type.iloc[0]
    assert now["cost_nok"] < now["cost_alone_nok"]
    assert easy["days"] < now["days"]
    assert easy["hours"] < now["hours"]


def test_jobs_are_listed_and_sum(catalog):
    found = made(catalog, lines_of(catalog))
    assert found.jobs["jobs_expected"].sum() == pytest.approx(found.by_type["jobs_expected"].sum())
    assert found.jobs["hours"].sum() == pytest.approx(found.by_type["hours"].sum())
    assert found.jobs["jobs_expected"].is_monotonic_decreasing


def test_nothing_found_still_takes_the_walk_through(catalog):
    found = made(catalog, lines_of(catalog), turnover_found_share=0.0).by_type.iloc[0]
    assert found["days"] == pytest.approx(4.0 / 7.5)
    assert found["cost_nok"] == 0.0


def test_what_is_missing_is_counted(catalog):
    found = made(catalog, lines_of(catalog, quantity=np.nan)).by_type.iloc[0]
    assert found["lines_missing"] == len(KEYS)
    common = lines_of(catalog).assign(location_class="common")
    assert made(catalog, checked(LINES, common)).by_type.empty


@given(st.lists(st.tuples(st.floats(0.01, 3), st.floats(0, 60)), min_size=1, max_size=5))
def test_the_longest_wait_against_every_combination(jobs):
    """Each job is there or not: all combinations with their probabilities."""
    wanted = 0.0
    for mask in range(1 << len(jobs)):
        chance, longest = 1.0, 0.0
        for place, (number, days) in enumerate(jobs):
            there = 1 - math.exp(-number)
            if mask >> place & 1:
                chance *= there
                longest = max(longest, days)
            else:
                chance *= 1 - there
        wanted += chance * longest
    assert expected_longest(jobs) == pytest.approx(wanted)
