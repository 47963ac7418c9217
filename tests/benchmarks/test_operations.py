"""Speed of operations: a large log read and learnt from, and the tables of a plan."""

from __future__ import annotations

import csv
import random
import time
from pathlib import Path

import pytest
from many_lines import many_lines

from robuild import pipeline, shipped
from robuild.catalog import read_catalog
from robuild.costing import cost_lines
from robuild.learning import calibrate, exposures_of
from robuild.logbook import kept_log, read_logs
from robuild.operations import operations_findings, replacement_plan
from robuild.repair_ease import rate_variants
from robuild.terms.settings import Settings

pytestmark = pytest.mark.benchmark
ROOT = Path(__file__).resolve().parents[2]
ROWS = 100_000


@pytest.fixture(scope="module")
def plan():
    return pipeline.plan(
        pipeline.Job(
            models=(ROOT / "models" / "demo-rop-house.ifc",),
            catalog=shipped.shipped(shipped.CATALOG),
            settings=Settings(preset="rop", uncertainty_draws=0),
        )
    )


def written(path: Path, building) -> Path:
    """Rows as people write them: five ways of writing a month, commas, notes that all differ."""
    chance = random.Random(1)
    keys = {key for key, _ in building.lines.values()}
    names = [row.name_nb for row in building.catalog.components if row.component_key in keys]
    homes = [*sorted(building.dwellings), ""]
    header = ["Måned", "Komponent", "Bolig", "Årsak", "Gjort", "Antall", "Timer", "Kostnad",
              "Dager", "Merknad"]  # fmt: skip
    months = ["14.03.2027", "2027-05", "mars 2028", "3/9-27", "2028-11-02"]
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(header)
        for number in range(ROWS):
            writer.writerow(
                [
                    chance.choice(months), chance.choice(names), chance.choice(homes),
                    chance.choice(["slitt", "plutselig", "vann"]),
                    chance.choice(["reparert", "del skiftet", "hele skiftet"]),
                    chance.choice(["", "2"]), f"{chance.randint(1, 80) / 10:.1f}".replace(".", ","),
                    chance.choice(["1 250,50", "kr 900", ""]), chance.randint(1, 30),
                    f"plate {number} slitt",
                ]
            )  # fmt: skip
    return path


def test_a_hundred_thousand_rows_read_and_learnt_from(plan, tmp_path, record_property):
    building = pipeline.building_of(plan)
    log = written(tmp_path / "log.csv", building)
    began = time.perf_counter()
    read = read_logs([log], building)
    read_seconds = time.perf_counter() - began
    exposures = exposures_of(
        plan.lines, plan.line_costs, plan.catalog, plan.settings, plan.repair_ease, "2027-01"
    )
    kept = kept_log(read, exposures, building="A", first_month="2027-01", last_month="2028-12",
                    dwellings=6)  # fmt: skip
    calibrate(plan.catalog, plan.settings, [kept])
    seconds = time.perf_counter() - began
    assert read.rows_read == ROWS
    record_property("seconds", seconds)
    print(f"\n{ROWS} rows: read {read_seconds:.1f} s, read and learnt {seconds:.1f} s")


def test_plan_tables_of_500_lines(record_property):
    catalog = read_catalog(shipped.shipped(shipped.CATALOG))
    settings = Settings(base_year=2026, opening_year=2026, price_year=2026)
    lines = many_lines(catalog)
    ease = rate_variants(catalog, settings)
    costing = cost_lines(lines, catalog, settings, repair_ease=ease)
    began = time.perf_counter()
    table = replacement_plan(lines, costing, catalog, settings, ease)
    plan_seconds = time.perf_counter() - began
    operations_findings(lines, table, costing, catalog, settings, ease, None)
    seconds = time.perf_counter() - began
    record_property("seconds", seconds)
    print(f"\n500 lines: plan {plan_seconds:.2f} s, with budget, spares, turnover {seconds:.2f} s")
