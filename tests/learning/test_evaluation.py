"""Assumed beside actual, by hand."""

from __future__ import annotations

import pytest
from kept_logs import DOOR, HARD, SOFT, catalog, event, exposure, kept
from scipy.stats import poisson

from robuild.learning import calibrate, evaluate, paid_off
from robuild.terms.settings import Settings


def one(table, **where):
    for name, value in where.items():
        table = table[table[name] == value]
    assert len(table) == 1, table
    return table.iloc[0]


def test_two_buildings_side_by_side():
    lines = [exposure("L1", SOFT, 24, events_expected_per_year=2.0)]
    calm = kept([event(1, hours=3.0)], lines, building="Calm")
    busy = kept([event(n, cost_nok=5000.0) for n in range(9)], lines, building="Busy")
    table = evaluate([calm, busy], catalog()).table
    first, second = one(table, building="Calm"), one(table, building="Busy")
    assert (first["events"], first["events_expected"], first["verdict"]) == (1, 2, "as_assumed")
    assert (first["hours"], first["hours_expected"], first["hours_rows"]) == (3, 2, 1)
    assert second["verdict"] == "more"
    assert second["events_high"] == poisson.ppf(0.95, 2)
    # nine of 5,000 against two of 3,000
    assert second["extra_nok_per_year"] == 9 * 5000 - 2 * 3000
    # without a cost in the log, what an event was assumed to cost
    assert first["extra_nok_per_year"] == 3000 - 6000


def test_events_of_things_the_building_has_not_are_there_too():
    log = kept([event(1, "window")], [exposure("L1", SOFT, 24)])
    table = evaluate([log], catalog()).table
    window = one(table, component_key="window")
    assert (window["events"], window["verdict"]) == (1, "not_known")
    assert table.loc[table["component_key"] == "window", "variant_id"].isna().all()
    assert one(table, component_key=DOOR)["events"] == 0
    assert table["events"].sum() == 1


def test_what_to_change_before_building_more():
    lines = [exposure("L1", SOFT, 24, events_expected_per_year=2.0)]
    rows = [event(n, hours=6.0, days=20.0) for n in range(8)]
    changes = evaluate([kept(rows, lines)], catalog()).changes
    found = {r["change"]: r["ratio"] for r in changes.to_dict("records")}
    assert found == {"breaks_more": 4.0, "takes_longer": 3.0, "waits_longer": 4.0}
    quiet = evaluate(
        [kept([], [exposure("L1", SOFT, 24, events_expected_per_year=8.0)])], catalog()
    )
    assert list(quiet.changes["change"]) == ["lasts_better"]
    few = [event(n, hours=60.0) for n in range(2)]
    assert evaluate([kept(few, lines)], catalog()).changes.empty


def test_a_row_of_three_doors_is_three_events():
    lines = [exposure("L1", SOFT, 24)]
    row = one(
        evaluate([kept([event(1, quantity=3.0, hours=6.0)], lines)], catalog()).table,
        component_key=DOOR,
    )
    assert (row["events"], row["hours"]) == (3, 2)


def test_which_choice_has_paid_off():
    lines = [exposure("L1", SOFT, 30), exposure("L2", HARD, 30)]
    rows = [event(n, line_id="L1") for n in range(20)] + [event(99, line_id="L2")]
    log = kept(rows, lines, last="2027-12")
    settings = Settings(preset="rop")
    learned = calibrate(catalog(), settings, [log]).learned
    table = paid_off(learned, catalog(), settings)
    hard = one(table, variant_id=HARD)
    assert (hard["against"], hard["tells"]) == (SOFT, "fewer")
    prices = [catalog().variant_by_id[v].price_nok for v in (HARD, SOFT)]
    assert hard["extra_price_nok"] == prices[0] - prices[1]
    saved = hard["against_repair_nok_per_year"] - hard["repair_nok_per_year"]
    assert hard["saved_nok_per_year"] == pytest.approx(saved)
    assert hard["payback_years"] == pytest.approx(hard["extra_price_nok"] / saved)
    even = kept([event(1, line_id="L1"), event(2, line_id="L2")], lines)
    told = paid_off(calibrate(catalog(), settings, [even]).learned, catalog(), settings)
    assert one(told, variant_id=HARD)["tells"] == "cannot_tell"
