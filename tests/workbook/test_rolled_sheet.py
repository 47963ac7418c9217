"""The sheet of a plan that was rolled on, and the live formulas of such a plan."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from openpyxl import load_workbook
from recalculation import by_formualizer, differences, formula_cells, values
from small_plan import small_plan
from test_recalculation import needs_formualizer

from robuild.language import texts
from robuild.operations import RolledOn
from robuild.terms.rolling_tables import BACKLOG, DONE, NotPlaced, Outcome
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Language, ProjectKind
from robuild.workbook import write_plan

LATER = Settings(base_year=2031, opening_year=2027, tasks_from_year=2025,
                 project_kind=ProjectKind.EXISTING, uncertainty_draws=0)  # fmt: skip


def table(schema, rows):
    frame = pd.DataFrame(rows, columns=list(schema.columns))
    return frame.astype({name: str(column.dtype) for name, column in schema.columns.items()})


def rolled(result):
    key = result.lines["component_key"].iloc[0]
    variant = result.lines["variant_id"].iloc[0]
    task = next(each for each in result.catalog.tasks if each.interval_years)
    reasons = [None, *map(str, NotPlaced), None]
    outcomes = ["reset", "not_placed", "partly", "not_placed", "not_placed", "job_done"]
    done = [
        {
            "log_id": f"r{n}", "month": f"2031-0{n + 1}", "component_key": key,
            "task_id": task.task_id if outcome == "job_done" else None, "dwelling_code": "=1+1",
            "quantity": 2.0, "placed_quantity": float("nan") if n == 5 else 1.0, "units": 1,
            "outcome": outcome, "reason": reason,
        }
        for n, (outcome, reason) in enumerate(zip(outcomes, reasons, strict=True))
    ]  # fmt: skip
    waits = [
        {"kind": "task", "component_key": task.component_key, "variant_id": None,
         "task_id": task.task_id, "due_year": 2029.0, "done_share": 0.25, "quantity": 3.0,
         "hours": 1.5, "cost_nok": 900.0},
        {"kind": "replacement", "component_key": key, "variant_id": variant, "task_id": None,
         "due_year": 2031.0, "done_share": 0.0, "quantity": 3.0, "hours": 1.5,
         "cost_nok": float("nan")},
    ]  # fmt: skip
    return RolledOn(2025, 2031, table(DONE, done), 4, table(BACKLOG, waits))


@pytest.mark.parametrize("language", list(Language))
def test_everything_is_told_in_three_languages(tmp_path, language):
    result = small_plan(LATER)
    path = tmp_path / "plan.xlsx"
    write_plan(replace(result, rolled=rolled(result)), path, language)
    words = texts(language)
    sheet = load_workbook(path)[words.get("sheet.rolled.title")]
    shown = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    for outcome in Outcome:
        assert words.get(f"rolled_outcome.{outcome}") in shown
    for reason in NotPlaced:
        assert words.get(f"not_placed.{reason}") in shown
    assert "=1+1" in shown  # a text, whatever a model calls a dwelling
    assert not any(cell.data_type == "f" and "1+1" in str(cell.value)
                   for row in sheet.iter_rows() for cell in row)  # fmt: skip
    assert 0.25 in [cell.value for row in sheet.iter_rows() for cell in row]
    assert words.get("word.not_known") in shown  # an amount that nobody knows is no 0


def test_a_first_plan_has_no_such_sheet(plan_nb):
    assert "Overført" not in load_workbook(plan_nb).sheetnames


@needs_formualizer
def test_a_plan_some_years_on_lives_as_the_first_does(tmp_path):
    """Turns of jobs go on from the first year, and rates count from an opening that has been."""
    path = tmp_path / "plan.xlsx"
    write_plan(small_plan(LATER), path, Language.NB)
    cells = formula_cells(path)
    calculated = by_formualizer(path, tmp_path / "calculated.xlsx")
    assert differences(values(path, cells), values(calculated, cells)) == []
