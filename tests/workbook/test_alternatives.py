"""*Alternativer*: the figures of the engine, and the reader's own choice, live."""

from __future__ import annotations

import importlib.util

import pytest
from openpyxl import load_workbook
from recalculation import by_formualizer, differences, formula_cells, values
from small_plan import small_plan

from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Language
from robuild.workbook import write_plan

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning"),
    pytest.mark.skipif(
        importlib.util.find_spec("formualizer") is None, reason="formualizer is not installed"
    ),
]


@pytest.fixture(scope="module")
def result():
    return small_plan(Settings(budget_nok=700_000.0))


@pytest.fixture(scope="module")
def path(result, tmp_path_factory):
    target = tmp_path_factory.mktemp("alternatives") / "plan.xlsx"
    write_plan(result, target, Language.NB)
    return target


def rows(sheet, *, before="Variantene ved siden av hverandre"):
    """First cell of a row -> row number, above the table of variants."""
    found = {}
    for row in range(1, sheet.max_row + 1):
        word = sheet.cell(row, 1).value
        if word == before:
            break
        found.setdefault(word, row)
    return found


def test_amounts_are_those_of_the_choice(path, result):
    sheet = load_workbook(path, data_only=True)["Alternativer"]
    at = rows(sheet)
    choice = result.alternatives.choice
    for word, totals in (
        ("Som planen er nå", choice.current_totals),
        ("Det beste valget", choice.totals),
        ("Ditt valg (endre under)", choice.totals),
    ):
        shown = [sheet.cell(at[word], column).value for column in (6, 7, 9)]
        assert shown == pytest.approx(
            [totals.acquisition_cost_nok, totals.life_cycle_cost_nok, totals.weighted_cost_nok]
        )
    assert sheet.cell(at["Ramme for anskaffelse"], 6).value == 700_000
    assert sheet.cell(at["Ramme for anskaffelse"], 7).value == "innenfor rammen"


def test_every_cached_value_is_what_its_formula_gives(path, tmp_path):
    cells = {cell for cell in formula_cells(path) if cell[0] == "Alternativer"}
    calculated = values(by_formualizer(path, tmp_path / "c.xlsx"), cells)
    assert len(cells) > 10
    assert differences(values(path, cells), calculated) == []


def test_another_choice_and_another_alpha_change_the_sums(path, result, tmp_path):
    book = load_workbook(path)
    sheet = book["Alternativer"]
    own = rows(sheet)["Innerdør"]
    sheet.cell(own, 2).value = "door robust nb"
    ((title, at),) = book.defined_names["alpha"].destinations
    book[title][at.replace("$", "")].value = 1.5
    book.save(tmp_path / "picked.xlsx")
    done = load_workbook(
        by_formualizer(tmp_path / "picked.xlsx", tmp_path / "c.xlsx"), data_only=True
    )["Alternativer"]
    table, choice = result.alternatives.side_by_side, result.alternatives.choice
    robust = table.set_index("variant_id").loc["door.robust"]
    was = choice.choices.set_index("class_id").loc["door"]
    wanted = (
        choice.totals.acquisition_cost_nok
        + robust["acquisition_cost_nok"]
        - was["acquisition_cost_nok"]
    )
    total = rows(sheet)["Ditt valg (endre under)"]
    assert done.cell(total, 6).value == pytest.approx(wanted)
    weighted = (
        robust["life_cycle_cost_nok"]
        + 1.5 * (1 - robust["repair_ease"]) * robust["corrective_pv_nok"]
    )
    assert done.cell(own, 9).value == pytest.approx(weighted)
    limit = rows(sheet)["Ramme for anskaffelse"]
    word = "over rammen" if wanted > 700_000 else "innenfor rammen"
    assert done.cell(limit, 7).value == word


def test_every_variant_of_a_thing_with_a_choice_is_there(path, result):
    sheet = load_workbook(path, data_only=True)["Alternativer"]
    names = {sheet.cell(row, 2).value for row in range(1, sheet.max_row + 1)}
    for variant in result.catalog.variants:
        if variant.component_key in ("door", "floor"):
            assert variant.name_nb in names
