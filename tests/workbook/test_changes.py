"""The workbook of two revisions: live differences, safe text, three languages."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from recalculation import by_formualizer, differences, formula_cells, values
from small_house import HOSTILE
from small_plan import small_plan

from robuild.language import texts
from robuild.plan_result import PlanResult
from robuild.revisions import compare
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Language
from robuild.workbook import write_changes

FORMULA = re.compile(r"=SUM\(B\d+:E\d+\)|='[^']+'![A-Z]+\d+|=[A-Z]+\d+-[A-Z]+\d+")
SHEETS = ("changes", "changes_components", "changes_rooms", "changes_lines")


def shared_out(plan: PlanResult) -> PlanResult:
    """The small plan with its lines' quantities shared out over their components."""
    table = plan.line_of_component.copy()
    known = table["quantity"].notna()
    members = table[known].groupby("line_id")["component_id"].transform("size")
    whole = table["line_id"].map(plan.lines.set_index("line_id")["quantity"])
    table.loc[known, "quantity"] = whole[known] / members
    return replace(plan, line_of_component=table)


def changed(tmp_path: Path, language: Language = Language.NB, names: tuple[str, ...] = ()) -> Path:
    """A door gone and one renamed, everything else as it was."""
    old = shared_out(small_plan(names=names))
    new = shared_out(small_plan(Settings(alpha=0.25), names=names))
    components = new.inventory.components.copy()
    doors = components.index[components["component_id"].isin(new.line_of_component["component_id"])]
    components.loc[doors[0], "name"] = "=1+1 omdøpt"
    gone = components.loc[doors[1], "component_id"]
    keep = components["component_id"] != gone
    inventory = replace(new.inventory, components=components[keep].reset_index(drop=True))
    of_line = new.line_of_component
    changed_plan = replace(
        new,
        inventory=inventory,
        line_of_component=of_line[of_line["component_id"] != gone].reset_index(drop=True),
        totals=new.totals,
    )
    # the line's sums are of all its doors: take the share of the one that is gone out of them
    line_id = of_line.set_index("component_id").loc[gone, "line_id"]
    lcc, lines = new.lcc.copy(), new.lines.copy()
    at, row = lcc["line_id"] == line_id, lines["line_id"] == line_id
    quantity = float(lines.loc[row, "quantity"].iloc[0])
    totals = {}
    for name in ("acquisition_cost_nok", "life_cycle_cost_nok", "weighted_cost_nok"):
        share = float(lcc.loc[at, name].iloc[0]) / quantity
        lcc.loc[at, name] -= share
        totals[name] = getattr(new.totals, name) - share
    lines.loc[row, "quantity"] = quantity - 1
    changed_plan = replace(changed_plan, lcc=lcc, lines=lines, totals=replace(new.totals, **totals))
    path = tmp_path / f"changes_{language}.xlsx"
    write_changes(compare(old, changed_plan), old, changed_plan, path, language)
    return path


@pytest.mark.parametrize("language", list(Language))
def test_sheets_and_words_in_every_language(language: Language, tmp_path: Path) -> None:
    book = load_workbook(changed(tmp_path, language))
    words = texts(language)
    assert book.sheetnames == [*(words.get(f"sheet.{key}.title") for key in SHEETS), "_robuild"]
    for sheet in book.worksheets[:4]:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "e"
    components = book[words.get("sheet.changes_components.title")]
    kinds = [cell.value for cell in components["A"][5:]]
    assert words.word("change_kind", "removed") in kinds
    assert words.word("change_kind", "changed") in kinds


def test_differences_are_live_and_their_values_cached(tmp_path: Path) -> None:
    pytest.importorskip("formualizer")
    written = changed(tmp_path)
    cells = formula_cells(written)
    assert len(cells) >= 10
    cached = values(written, cells)
    assert None not in cached.values()
    calculated = by_formualizer(written, tmp_path / "calculated.xlsx")
    assert differences(cached, values(calculated, cells)) == []


def test_names_from_models_stay_text(tmp_path: Path) -> None:
    for path in (changed(tmp_path), changed(tmp_path, Language.EN, HOSTILE)):
        for sheet in load_workbook(path).worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        assert FORMULA.fullmatch(cell.value), cell.value


def test_a_plan_beside_itself_is_a_workbook_without_changes(tmp_path):
    plan = shared_out(small_plan(Settings(uncertainty_draws=0)))
    revision = compare(plan, plan)
    assert revision.changes.empty
    path = tmp_path / "same.xlsx"
    write_changes(revision, plan, plan, path, Language.NB)
    sheet = load_workbook(path)[texts(Language.NB).get("sheet.changes_components.title")]
    told = {cell.value for row in sheet.iter_rows() for cell in row}
    assert texts(Language.NB).get("changes.none") in told
