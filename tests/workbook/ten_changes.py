"""Ten changes in a plan workbook, made in its cells, and the same asked of the engine directly.

`python tests/workbook/ten_changes.py MODEL …` prints the largest relative error of each model,
change and recalculating program.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from openpyxl import Workbook, load_workbook

from robuild import pipeline, shipped
from robuild.cli.jobs import job_of
from robuild.costing import cost_lines
from robuild.pipeline import Findings
from robuild.pipeline.participating import lines_of
from robuild.plan_result import PlanResult
from robuild.repair_ease import rate_variants
from robuild.tabular import read_named
from robuild.terms.catalog import Catalog
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Engine, Language
from robuild.workbook import write_plan

NAMES = (
    "out_life_cycle_cost_nok", "out_life_cycle_cost_en_nok", "out_weighted_cost_nok",
    "out_annual_equivalent_nok",
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """Cells by name, columns by name and id, and what the same is for the engine."""

    cells: Mapping[str, object] = field(default_factory=dict)
    settings: Mapping[str, object] = field(default_factory=dict)
    columns: Mapping[tuple[str, str], Mapping[str, object]] = field(default_factory=dict)
    """Column of ids and column to change -> id -> value."""
    catalog: Mapping[str, Mapping[str, Mapping[str, object]]] = field(default_factory=dict)
    """Table -> id -> fields."""
    expectation_follows: bool = True
    """False: only the whole-number rule follows; the expectation asks for a new run."""


def same(**values: object) -> Change:
    """A change of settings that stand in the cells as they are."""
    return Change(values, values)


def ten_changes(result: PlanResult) -> dict[str, Change]:
    """The changes that a plan allows."""
    catalog, lines = result.catalog, result.lines
    keys = set(lines["component_key"])
    variants = [v for v in catalog.variants if v.component_key in keys]
    dearer = {v.variant_id: round(1.1 * v.price_nok, 2) for v in variants if v.price_nok}
    slower = {t.task_id: 2.0 * t.hours for t in catalog.tasks
              if t.hours and t.interval_years and t.component_key in keys}  # fmt: skip
    rates = {c.component_key: 1.5 * c.damage_rate_raised_per_year for c in catalog.components
             if c.component_key in keys and c.damage_rate_raised_per_year}  # fmt: skip
    others = other_variants(result)
    names = {v.variant_id: shown_name(catalog, v.variant_id) for v in variants}
    kinds = sorted({k for k, p in zip(lines["dwelling_type"], lines["location_class"], strict=True)
                    if k and p == "dwelling"})  # fmt: skip
    by_type = same(intensity_dwelling="heavy")
    if kinds:
        by_type = Change(
            {"intensity_dwelling_type_1": "heavy"},
            {"intensity_by_dwelling_type": f"{kinds[0]}=heavy"},
        )
    trades = {"hourly_rate_nok": 911.0, "call_out_nok": 333.0}
    return {
        "rate steps": same(real_rate_1=0.06, real_rate_2=0.01, real_rate_1_until_year=11),
        "period": same(period_years=37),
        "alpha and total loss": same(alpha=1.4, total_loss_share=0.2, spare_premium=1.25),
        "intensity of places": same(intensity_common="heavy", intensity_exterior="raised"),
        "intensity of a type": by_type,
        "trade rates and call-out": Change(
            {"rate_carpenter_nok_per_hour": 911.0, "rate_carpenter_call_out_nok": 333.0},
            catalog={"rates": {"carpenter": trades}},
        ),
        "damage rates": Change(
            columns={("choices_component_key", "choices_rate_raised"): rates},
            catalog={"components": {
                key: {"damage_rate_raised_per_year": rate} for key, rate in rates.items()
            }},
            expectation_follows=False,
        ),
        "prices": Change(
            columns={("prices_variant_id", "prices_price"): dearer},
            catalog={"variants": {key: {"price_nok": price} for key, price in dearer.items()}},
        ),
        "variants": Change(
            settings={"chosen_variants": "; ".join(f"{k}={v}" for k, v in others.items())},
            columns={("choices_component_key", "choices_chosen"): {
                key: names[variant] for key, variant in others.items()
            }},
        ),
        "hours of tasks, mid-year, growth": Change(
            {"discount_timing": "mid_year", "real_price_growth": 0.01},
            {"discount_timing": "mid_year", "real_price_growth": 0.01},
            {("work_task_id", "work_hours"): slower},
            {"tasks": {key: {"hours": hours} for key, hours in slower.items()}},
        ),
    }  # fmt: skip


def other_variants(result: PlanResult) -> dict[str, str]:
    """Another variant for each kind whose lines all have the usual one."""
    found = {}
    for key, mine in result.lines.groupby("component_key")["variant_id"].unique().items():
        offered = [v.variant_id for v in result.catalog.variants if v.component_key == key]
        rest = [each for each in offered if each not in mine]
        if len(mine) == 1 and rest:
            found[str(key)] = rest[0]
    return found


def shown_name(catalog: Catalog, variant_id: str) -> str:
    mine = next(v for v in catalog.variants if v.variant_id == variant_id)
    alike = [v for v in catalog.variants
             if v.component_key == mine.component_key and v.name_nb == mine.name_nb]  # fmt: skip
    return mine.name_nb if len(alike) == 1 else f"{mine.name_nb} ({variant_id})"


def by_engine(found: Findings, change: Change) -> tuple[list[float], np.ndarray]:
    """Named results and life-cycle costs of all lines, sorted, as the engine says."""
    settings = Settings.model_validate(found.settings.model_dump() | dict(change.settings))
    tables = {}
    for name, rows in change.catalog.items():
        key = {"rates": "trade", "variants": "variant_id", "components": "component_key",
               "tasks": "task_id"}[name]  # fmt: skip
        tables[name] = tuple(
            row.model_copy(update=dict(rows.get(str(getattr(row, key)), {})))
            for row in getattr(found.catalog, name)
        )
    catalog = Catalog.model_validate(
        {name: getattr(found.catalog, name) for name in Catalog.model_fields} | tables
    )
    from dataclasses import replace

    lines, _ = lines_of(replace(found, settings=settings, catalog=catalog))
    costing = cost_lines(lines, catalog, settings, rate_variants(catalog, settings))
    totals = costing.totals
    en = costing.by_engine[Engine.EN]
    values = [totals.life_cycle_cost_nok, en.totals.life_cycle_cost_nok, totals.weighted_cost_nok,
              totals.annual_equivalent_nok]  # fmt: skip
    table = costing.lcc if change.expectation_follows else en.lcc
    return values, np.sort(table["life_cycle_cost_nok"].dropna().to_numpy())


def write_change(book: Workbook, change: Change, target: Path) -> Path:
    """Make the change in the cells, save, and undo it."""
    undo = []

    def put(cell, value) -> None:
        undo.append((cell, cell.value))
        cell.value = value

    for name, value in change.cells.items():
        put(column(book, name)[0], value)
    for (ids, name), values in change.columns.items():
        rows = [cell.value for cell in column(book, ids)]
        cells = column(book, name)
        for row_id, value in values.items():
            put(cells[rows.index(row_id)], value)
    book.save(target)
    for cell, value in reversed(undo):
        cell.value = value
    return target


def column(book: Workbook, name: str) -> list:
    ((title, at),) = book.defined_names[name].destinations
    cells = book[title][at.replace("$", "")]
    return [row[0] for row in cells] if isinstance(cells, tuple) else [cells]


def by_workbook(path: Path, change: Change) -> tuple[list[float], np.ndarray]:
    name = "lines_life_cycle_cost" if change.expectation_follows else "lines_life_cycle_cost_en"
    book = read_named(path, (*NAMES, name))
    values = [book.value(each) for each in NAMES]
    costs = [book.at(name, row) for row in book.rows(name)]
    return values, np.sort([each for each in costs if isinstance(each, int | float)])


def largest_error(path: Path, found: Findings, change: Change) -> float:
    """Between a recalculated workbook and the engine, over results and lines."""
    mine, lines = by_workbook(path, change)
    wanted, wanted_lines = by_engine(found, change)
    if len(lines) != len(wanted_lines):
        return float("inf")
    places = range(len(NAMES)) if change.expectation_follows else [1]
    errors = [abs(mine[n] / wanted[n] - 1.0) for n in places]
    near = np.abs(lines - wanted_lines) / np.maximum(np.abs(wanted_lines), 1.0)
    return max([*errors, float(near.max(initial=0.0))])


def planned(model: Path, folder: Path) -> tuple[Findings, PlanResult, Path]:
    job = job_of([model], None, None, ["uncertainty_draws=0"], None, None, {"preset": "rop"})
    found = pipeline.find(job)
    from robuild.pipeline.planning import plan_of

    result = plan_of(job, found)
    path = folder / f"{model.stem}.xlsx"
    write_plan(result, path, Language.NB)
    return found, result, path


def main(models: list[Path]) -> Iterator[str]:
    from recalculation import by_formualizer, by_libreoffice

    for model in models:
        folder = Path(tempfile.mkdtemp())
        found, result, path = planned(model, folder)
        book = load_workbook(path)
        changes = ten_changes(result)
        files = {
            name: write_change(book, change, folder / f"change{n}.xlsx")
            for n, (name, change) in enumerate(changes.items())
        }
        office = None
        if shutil.which("soffice"):
            (folder / "office").mkdir()
            office = by_libreoffice(list(files.values()), folder / "office")
        for name, change in changes.items():
            done = by_formualizer(files[name], folder / "done.xlsx")
            error = largest_error(done, found, change)
            other = largest_error(office / files[name].name, found, change) if office else None
            yield f"| {model.name} | {name} | {error:.1e} | {other:.1e} |"
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    print("| model | change | formualizer | LibreOffice |\n|---|---|---|---|")
    given = [Path(each) for each in sys.argv[1:]]
    for row in main(given or [shipped.shipped("models") / "demo-rop-house.ifc"]):
        print(row, flush=True)
