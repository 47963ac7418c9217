"""Spare parts: by hand, shared, worth keeping or not, and easier repairs with them."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from scipy.stats import nbinom, poisson

from robuild.catalog import read_catalog
from robuild.costing import cost_lines, shape_of_spread
from robuild.operations import spare_parts
from robuild.repair_ease import rate_variants
from robuild.shipped import CATALOG, shipped
from robuild.terms.settings import Settings
from robuild.terms.tables import LINES, checked, empty

SETTINGS = Settings(preset="rop", base_year=2026, opening_year=2026, price_year=2026)


@pytest.fixture(scope="module")
def catalog():
    return read_catalog(shipped(CATALOG))


def line(catalog, variant, number=0, **changed):
    key = next(v.component_key for v in catalog.variants if v.variant_id == variant)
    return {
        "line_id": f"L{number}", "component_key": key, "variant_id": variant,
        "location_class": "dwelling", "dwelling_type": "2-roms", "use_intensity": "raised",
        "start_state": "new", "unit": str(catalog.component_by_key[key].unit), "fire": "no",
        "separating": "no", "security": "no", "quantity": 40.0, "component_count": 40,
        "missing_quantity_count": 0, "dwelling_count": 8, "place_count": 8, "modelled": True,
    } | changed  # fmt: skip


def made(catalog, *rows, settings=SETTINGS):
    table = pd.DataFrame(list(rows), columns=list(LINES.columns))
    lines = checked(LINES, table.astype({n: empty(LINES)[n].dtype for n in LINES.columns}))
    ease = rate_variants(catalog, settings)
    return spare_parts(lines, cost_lines(lines, catalog, settings, ease), catalog, settings, ease)


def with_variant(catalog, variant_id, **changed):
    rows = tuple(
        row.model_copy(update=changed) if row.variant_id == variant_id else row
        for row in catalog.variants
    )
    return type(catalog).model_construct(
        None, **{n: getattr(catalog, n) for n in type(catalog).model_fields} | {"variants": rows}
    )


def one(table, **where):
    for name, value in where.items():
        table = table[table[name] == value]
    assert len(table) == 1, table
    return table.iloc[0]


LOCK = "window_hardware.ordinary"


def test_a_part_by_hand(catalog):
    """Forty sets of window hardware, ten days away; a fifth of damage takes a whole one."""
    component = catalog.component_by_key["window_hardware"]
    variant = catalog.variant_by_id[LOCK]
    found = made(catalog, line(catalog, LOCK))
    part, whole = one(found.parts, spare="part"), one(found.parts, spare="whole")
    demand = 40 * component.damage_rate_raised_per_year
    assert part["demand_per_year"] == pytest.approx(0.8 * demand)
    assert whole["demand_per_year"] == pytest.approx(0.2 * demand)
    assert part["lead_days"] == variant.lead_time_days == 10
    mu = 0.8 * demand * 10 / 365.25
    assert part["demand_in_lead_time"] == pytest.approx(mu)
    shape = shape_of_spread(3.0)
    enough = 1 + int(nbinom(shape, shape / (shape + mu)).ppf(0.95))
    assert part["full_stock"] == enough
    assert part["stock"] == enough  # waiting ten days costs more than a cheap part
    assert part["reorder_point"] == enough - 1
    assert part["ready_share"] == pytest.approx(poisson.cdf(enough - 1, mu))
    assert part["unit_nok"] == pytest.approx(0.4 * variant.price_nok)
    assert part["saved_nok_per_year"] == pytest.approx(
        part["waiting_nok_per_year"] * part["ready_share"]
    )
    assert found.value_nok == pytest.approx(sum(found.parts["stock"] * found.parts["unit_nok"]))
    assert part["saved_nok_per_year"] > part["holding_nok_per_year"] > 0


def test_a_stocked_part_makes_the_repair_easier(catalog):
    part = one(made(catalog, line(catalog, LOCK)).parts, spare="part")
    changed = with_variant(catalog, LOCK, c7_parts="on_site", lead_time_days=0.5)
    ease = rate_variants(changed, SETTINGS).set_index("variant_id").loc[LOCK]
    assert part["rei_stocked"] == pytest.approx(ease["rei"])
    assert part["rei_stocked"] > part["rei"]
    assert part["class_stocked"] == ease["repair_ease_class"]


def test_what_is_dear_and_quiet_is_ordered_when_needed(catalog):
    dear = with_variant(catalog, LOCK, price_nok=90_000.0)
    part = one(made(dear, line(dear, LOCK)).parts, spare="part")
    assert part["keep"] == "order"
    assert (part["stock"], part["holding_nok_per_year"], part["saved_nok_per_year"]) == (0, 0, 0)
    assert part["full_stock"] >= 1  # still told
    assert part["rei_stocked"] == part["rei"]
    assert math.isnan(part["reorder_point"])


def test_what_comes_at_once_is_not_kept(catalog):
    near = with_variant(catalog, LOCK, lead_time_days=0.5)
    part = one(made(near, line(near, LOCK)).parts, spare="part")
    assert (part["keep"], part["stock"]) == ("at_once", 0)


def test_lines_share_one_shelf(catalog):
    apart = [line(catalog, LOCK, n, dwelling_type=f"type {n}", quantity=10.0) for n in range(4)]
    shared = one(made(catalog, *apart).parts, spare="part")
    alone = one(made(catalog, apart[0]).parts, spare="part")
    together = one(made(catalog, line(catalog, LOCK)).parts, spare="part")
    assert shared["demand_per_year"] == pytest.approx(together["demand_per_year"])
    assert shared["full_stock"] == together["full_stock"]
    assert shared["dwelling_count"] == 32
    assert shared["separate_stock"] >= 32 > shared["full_stock"]
    assert shared["full_stock"] <= 4 * alone["full_stock"]


def test_events_that_were_counted_need_less_reserve(catalog):
    many = [line(catalog, LOCK, quantity=6000.0)]
    unsure = one(made(catalog, *many).parts, spare="part")["full_stock"]
    components = tuple(
        row.model_copy(update={"damage_rate_events": 500.0}) for row in catalog.components
    )
    fields = {n: getattr(catalog, n) for n in type(catalog).model_fields}
    counted = type(catalog).model_construct(None, **fields | {"components": components})
    sure = one(made(counted, *many).parts, spare="part")["full_stock"]
    mean = one(made(counted, *many).parts, spare="part")["demand_in_lead_time"]
    assert poisson(mean).ppf(0.95) + 1 <= sure < unsure


def test_last_chance_to_buy(catalog):
    """Parts promised for ten years to a thing that lasts longer: the rest is bought in time."""
    component = catalog.component_by_key["window_hardware"]
    short = with_variant(catalog, LOCK, spare_parts_years=10.0)
    part = one(made(short, line(short, LOCK)).parts, spare="part")
    variant = short.variant_by_id[LOCK]
    life = variant.service_life_typical_years * (
        1 + component.intensity_sensitivity_share * (SETTINGS.factor_raised - 1)
    )
    shape = shape_of_spread(3.0)
    expected = part["demand_per_year"] * (life - 10)
    assert part["last_buy_year"] == 2036
    assert part["last_buy"] == nbinom(shape, shape / (shape + expected)).ppf(0.9)
    lasting = with_variant(catalog, LOCK, spare_parts_years=99.0)
    assert math.isnan(one(made(lasting, line(lasting, LOCK)).parts, spare="part")["last_buy"])
    unknown = with_variant(catalog, LOCK, spare_parts_years=None)
    untold = one(made(unknown, line(unknown, LOCK)).parts, spare="part")
    assert math.isnan(untold["spare_parts_years"])
    assert math.isnan(untold["last_buy"])


def test_what_lacks_a_price_is_counted_and_left_out(catalog):
    unknown = with_variant(catalog, LOCK, price_nok=None)
    found = made(unknown, line(unknown, LOCK), line(unknown, "door_internal_set.hollow", 1))
    assert found.lines_missing == 1
    assert set(found.parts["component_key"]) == {"door_internal_set"}


def test_kits_say_what_each_job_takes(catalog):
    found = made(catalog, line(catalog, LOCK), line(catalog, "door_internal_set.hollow", 1))
    tasks = {task.task_id: task for task in catalog.tasks}
    for kit in found.kits.to_dict("records"):
        task = tasks[kit["task_id"]]
        assert task.component_key == kit["component_key"]
        assert str(task.kind) == {"part": "repair", "whole": "replacement"}[kit["spare"]]
        stock = one(found.parts, variant_id=kit["variant_id"], spare=kit["spare"])["stock"]
        assert kit["stock"] == stock
    assert set(found.kits["component_key"]) == {"window_hardware", "door_internal_set"}


def test_nothing_is_nothing(catalog):
    found = made(catalog)
    assert found.parts.empty
    assert found.kits.empty
    assert found.value_nok == 0
