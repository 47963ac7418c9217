"""Logs to beliefs to cells of a layer, with every row accounted for."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from kept_logs import DOOR, HARD, SOFT, catalog, event, exposure, kept

from robuild import shipped
from robuild.catalog import read_stack, write_layer
from robuild.costing import shape_of_spread
from robuild.learning import calibrate, counts_of, layer_rows
from robuild.terms.catalog import LayerHeader
from robuild.terms.settings import Settings

SETTINGS = Settings(preset="rop")
A = shape_of_spread(3.0)


def learned(*logs, given=()):
    return calibrate(catalog(), SETTINGS, logs, given).learned


def row(table, what, **where):
    found = table[table["what"] == what]
    for name, value in where.items():
        found = found[found[name] == value]
    assert len(found) == 1, found
    return found.iloc[0]


def test_a_rate_by_hand():
    log = kept([event(n) for n in range(9)], [exposure("L1", SOFT, 24)], last="2027-12")
    rate = row(learned(log), "damage_rate", component_key=DOOR)
    expected = 24 * 2 * 0.1
    assert rate["expected_events"] == pytest.approx(expected)
    assert rate["prior"] == pytest.approx(0.1)
    assert rate["observed"] == pytest.approx(9 / 48)
    assert rate["posterior"] == pytest.approx(0.1 * (A + 9) / (A + expected))
    assert rate["weight_share"] == pytest.approx(expected / (A + expected))
    assert rate["low"] < rate["posterior"] < rate["high"]
    assert rate["dwelling_years"] == 16
    assert rate["exposure_per"] == "piece"


def test_what_counts_as_damage():
    log = kept(
        [
            event(1),
            event(2, action="whole", cause="wear"),  # worn out: a life, not damage
            event(3, action="whole", cause="water"),
            event(4, task_id=f"{DOOR}.care"),  # a planned job
            event(5, quantity=3.0),  # three doors on one row
            event(6, action="repair", cause="wear"),
        ],
        [exposure("L1", SOFT, 24)],
    )
    counts, loose = counts_of([log], catalog())
    assert counts["events"].sum() == 1 + 1 + 3 + 1
    assert loose.sum() == 0  # one variant in the house: it is of that


def test_events_of_no_exposure_are_told():
    log = kept([event(1, "window"), event(2, "window")], [exposure("L1", SOFT, 24)])
    missing = row(learned(log), "damage_rate", component_key="window")
    assert (missing["events"], missing["not_learned"]) == (2, "not_in_building")
    half = kept(
        [event(1)], [exposure("L1", SOFT, 24), exposure("L2", HARD, np.nan, exposure_units=np.nan)]
    )
    told = row(learned(half), "damage_rate", component_key=DOOR)
    assert (told["events"], told["not_learned"]) == (1, "exposure_unknown")


def test_variants_by_line_by_name_and_by_being_the_only_one():
    two = [exposure("L1", SOFT, 12), exposure("L2", HARD, 12)]
    log = kept(
        [event(1, line_id="L1"), event(2, variant_id=HARD), event(3), event(4, line_id="L1")], two
    )
    counts, loose = counts_of([log], catalog())
    found = dict(zip(counts["variant_id"], counts["events"], strict=True))
    assert found == {SOFT: 2, HARD: 1}
    assert loose[DOOR] == 1


def test_several_buildings_add_up_and_so_do_counts_of_others():
    one = kept([event(1)], [exposure("L1", SOFT, 10)])
    two = kept([event(1), event(2)], [exposure("L1", SOFT, 30)], building="B")
    both = row(learned(one, two), "damage_rate", component_key=DOOR)
    assert (both["events"], both["exposure_years"]) == (3, 40)
    given, _ = counts_of([two], catalog())
    with_given = row(learned(one, given=[given]), "damage_rate", component_key=DOOR)
    assert with_given["posterior"] == pytest.approx(both["posterior"])
    spoilt = given.assign(exposure_per="dwelling")
    with pytest.raises(ValueError, match=DOOR):
        learned(one, given=[spoilt])


def test_calibrating_twice_with_half_a_log_each_is_once_with_all(tmp_path):
    """The gamma shape in the layer is what the next run starts from."""
    first = kept([event(n) for n in range(5)], [exposure("L1", SOFT, 24)])
    second = kept([event(n, month="2027-03") for n in range(2)], [exposure("L1", SOFT, 24)],
                  "2027-01", "2027-12")  # fmt: skip
    folder = tmp_path / "counted"
    write_layer(
        folder,
        LayerHeader(layer_id="counted", version="1", title="Counted"),
        layer_rows(learned(first), catalog()),
    )
    stack = read_stack([folder], shipped.shipped(shipped.CATALOG))
    again = calibrate(stack.catalog, SETTINGS, [second]).learned
    once = row(learned(first, second), "damage_rate", component_key=DOOR)
    after = row(again, "damage_rate", component_key=DOOR)
    assert after["posterior"] == pytest.approx(once["posterior"], rel=1e-5)
    assert after["low"] == pytest.approx(once["low"], rel=1e-4)
    door = stack.catalog.component_by_key[DOOR]
    base = catalog().component_by_key[DOOR]
    factor = door.damage_rate_raised_per_year / base.damage_rate_raised_per_year
    assert door.damage_rate_heavy_per_year == pytest.approx(
        base.damage_rate_heavy_per_year * factor, rel=1e-5
    )
    assert stack.catalog.source_by_id[door.damage_source_id].title == "Counted"


def test_lives_from_what_wore_out_and_what_lasted():
    aged = exposure("L1", SOFT, 30, age_years=10.0)
    worn = [event(n, action="whole", cause="wear", line_id="L1") for n in range(6)]
    table = learned(kept(worn, [aged], last="2030-12"))
    life = row(table, "service_life", variant_id=SOFT)
    # raised use wears a third faster: 15 years of it are 20 of ordinary use
    assert life["events"] == 6
    assert life["prior"] == 25
    few = exposure("L1", SOFT, 10, age_years=10.0)  # so few that none worn is no surprise
    lasting = learned(kept([], [few], last="2030-12"))
    longer = row(lasting, "service_life", variant_id=SOFT)
    assert longer["posterior"] > life["posterior"]
    assert longer["posterior"] > longer["prior"]
    cells = {r["variant_id"]: r for r in layer_rows(table, catalog())["variants"]}[SOFT]
    assert (
        cells["service_life_low_years"]
        < cells["service_life_typical_years"]
        < cells["service_life_high_years"]
    )
    assert cells["service_life_typical_years"] == pytest.approx(life["posterior"], rel=1e-5)


def test_damage_hides_wear_and_is_no_early_failure():
    """What was smashed had not worn out: a life is not shortened by it."""
    lines = [exposure("L1", SOFT, 10, age_years=10.0)]
    smashed = [event(n, action="whole", cause="sudden", line_id="L1") for n in range(3)]
    worn = [event(n, action="whole", cause="wear", line_id="L1") for n in range(3)]
    by_damage = row(learned(kept(smashed, lines, last="2030-12")), "service_life", variant_id=SOFT)
    by_wear = row(learned(kept(worn, lines, last="2030-12")), "service_life", variant_id=SOFT)
    assert by_damage["posterior"] > by_wear["posterior"]
    assert by_damage["events"] == 0


def test_silence_about_planned_jobs_is_not_read_as_survival():
    """A log of damage alone would make every life long."""
    filters = exposure("L2", "air_filter.ordinary", 18, age_years=0.0)
    doors = exposure("L1", SOFT, 10, age_years=10.0)
    table = learned(kept([event(1)], [doors, filters], last="2030-12"))
    silent = row(table, "service_life", variant_id="air_filter.ordinary")
    assert silent["not_learned"] == "none_logged"
    assert np.isnan(silent["posterior"])
    assert not layer_rows(silent.to_frame().T, catalog())["variants"]
    assert pd.isna(row(table, "service_life", variant_id=SOFT)["not_learned"])
    # one filter written down of a hundred: somebody writes them down, and that is what they last
    changed = event(2, "air_filter", action="whole", cause="wear", line_id="L2")
    seen = row(
        learned(kept([changed], [doors, filters], last="2030-12")),
        "service_life", variant_id="air_filter.ordinary",
    )  # fmt: skip
    assert seen["posterior"] > seen["prior"]
    # many sorts of things, few of each: together they should have been replaced some time
    sorts = [
        exposure(f"L{n}", variant.variant_id, 4, age_years=10.0)
        for n, variant in enumerate(catalog().variants)
        if variant.service_life_typical_years and 20 <= variant.service_life_typical_years <= 40
    ]
    quiet = learned(kept([event(1)], sorts, last="2028-12"))
    lives = quiet[quiet["what"] == "service_life"]
    assert len(lives) > 20
    assert set(lives["not_learned"].dropna()) <= {"none_logged", "fixed_life"}
    assert lives["not_learned"].notna().all()


def test_survivors_of_unknown_age_forbid_learning_a_life():
    lines = [exposure("L1", SOFT, 20, age_years=10.0), exposure("L2", SOFT, 5, age_years=np.nan)]
    log = kept([event(1, action="whole", cause="wear", line_id="L1")], lines)
    life = row(learned(log), "service_life", variant_id=SOFT)
    assert life["not_learned"] == "age_unknown"
    assert np.isnan(life["posterior"])
    assert "service_life_typical_years" not in str(layer_rows(learned(log), catalog()))


def test_hours_and_lead_times_with_credibility():
    lines = [exposure("L1", SOFT, 24)]
    slow = [event(n, hours=9.0, days=30.0) for n in range(8)]
    table = learned(kept(slow, lines))
    hours = row(table, "repair_hours", variant_id=SOFT)
    assert hours["weight_share"] == pytest.approx(8 / 18)  # assumed k of 10: one group alone
    assert hours["observed"] == pytest.approx(9.0)
    assert hours["posterior"] == pytest.approx(hours["prior"] * 10 / 18 + 9.0 * 8 / 18)
    cells = {r["variant_id"]: r for r in layer_rows(table, catalog())["variants"]}[SOFT]
    assert cells["repair_hours_factor"] == pytest.approx(
        hours["posterior"] / hours["prior"], rel=1e-5
    )
    missing = learned(kept([event(1)], lines))
    assert missing[missing["what"] == "repair_hours"].empty


def test_a_two_year_log_shifts_two_doors_where_it_should():
    lines = [exposure("L1", SOFT, 20), exposure("L2", HARD, 20)]

    def log(soft, hard):
        events = [event(n, line_id="L1") for n in range(soft)]
        events += [event(100 + n, line_id="L2") for n in range(hard)]
        return kept(events, lines, last="2027-12")

    def effective(table):
        return {
            r["variant_id"]: r["posterior"]
            for r in table[table["what"] == "variant_factor"].to_dict("records")
        }

    shifted = effective(learned(log(14, 2)))
    same = effective(learned(log(5, 4)))
    assert shifted[SOFT] > 1.5 * shifted[HARD]
    assert same[SOFT] < 1.2 * same[HARD]


def test_a_hundred_thousand_rows_in_time():
    random = np.random.default_rng(3)
    number = 100_000
    keys = [c for c in catalog().components if c.damage_rate_raised_per_year][:40]
    lines = [
        exposure(f"L{n}", key.default_variant_id, 500.0, unit=str(key.unit), age_years=5.0)
        for n, key in enumerate(keys)
    ]
    at = random.integers(0, len(keys), number)
    months = [f"{2026 + m // 12}-{m % 12 + 1:02d}" for m in random.integers(0, 24, number)]
    events = pd.DataFrame([event(0)]).iloc[np.zeros(number, dtype=int)].assign(
        log_id=[f"r{n}" for n in range(number)],
        component_key=[keys[n].component_key for n in at],
        line_id=[f"L{n}" for n in at],
        month=months,
        action=random.choice(["repair", "part", "whole"], number),
        cause=random.choice(["wear", "sudden", "water"], number),
        hours=random.gamma(2, 1, number),
        days=random.gamma(2, 5, number),
    )  # fmt: skip
    log = kept(events, lines, last="2027-12")
    counts, loose = counts_of([log], catalog())
    worn = ((events["action"] == "whole") & (events["cause"] == "wear")).sum()
    assert counts["events"].sum() + loose.sum() == number - worn
    table = learned(log)
    assert set(table["what"]) == {"damage_rate", "service_life", "repair_hours", "lead_time"}
