"""*Usikkerhet*: the figures of the run, nothing where nothing was drawn."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.cell_range import CellRange
from small_plan import small_plan

from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Language
from robuild.workbook import write_plan

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")


@pytest.fixture(scope="module")
def result():
    return small_plan(Settings(uncertainty_draws=256))


@pytest.fixture(scope="module")
def book(result, tmp_path_factory):
    target = tmp_path_factory.mktemp("uncertainty") / "plan.xlsx"
    write_plan(result, target, Language.NB)
    return load_workbook(target, data_only=True)


def after(sheet, title):
    """Rows after the one whose first cell is the title, up to an empty one."""
    rows = list(sheet.iter_rows(values_only=True))
    start = next(n for n, row in enumerate(rows) if row[0] == title) + 1
    stop = next((n for n in range(start, len(rows)) if rows[n][0] is None), len(rows))
    return rows[start:stop]


def test_building_and_lines_are_those_of_the_run(book, result):
    sheet, now = book["Usikkerhet"], result.certainty.now
    shown = after(sheet, "Hele bygget over perioden")[0][2:7]
    found = now.life_cycle_cost
    assert shown == pytest.approx(
        (found.mean_nok, found.p10_nok, found.p50_nok, found.p90_nok, found.standard_error_nok)
    )
    lines = after(sheet, "Komponent")
    assert len(lines) == len(now.lines)
    assert [row[2] for row in lines] == pytest.approx(
        now.lines["life_cycle_cost_mean_nok"].tolist()
    )
    assert sum(row[2] for row in lines) == pytest.approx(found.mean_nok)


def test_each_year_stands_with_its_spread(book, result):
    rows = after(book["Usikkerhet"], "Hva hvert år koster")
    years = result.certainty.now.years
    assert [row[0] for row in rows] == [2025 + year for year in years["year"]]
    for column, figure in ((3, "p10_nok"), (4, "p50_nok"), (5, "p90_nok")):
        assert [row[column] for row in rows] == pytest.approx(years[figure].tolist())


def test_savings_are_costs_turned_round(book, result):
    choice = result.certainty.choice
    gain = choice.difference.difference
    shown = after(book["Usikkerhet"], "Det beste valget mot det planen har nå")[0]
    assert shown[2:6] == pytest.approx(
        (-gain.mean_nok, -gain.p90_nok, -gain.p50_nok, -gain.p10_nok)
    )
    assert shown[3] <= shown[4] <= shown[5]
    assert shown[6] == choice.difference.second_cheaper_probability
    bars = after(book["Usikkerhet"], "Hva avgjør? Spart når ett tall er lavt eller høyt")
    assert len(bars) == len(choice.tornado.bars) == 7
    assert {row[4] for row in bars} == {-choice.tornado.base_nok}


def test_summary_says_the_range(book, result):
    found = result.certainty.now.life_cycle_cost
    texts = [str(c.value) for row in book["Sammendrag"].iter_rows() for c in row if c.value]
    (said,) = [text for text in texts if "80 % sikkerhet" in text]
    for amount in (found.p10_nok, found.p90_nok):
        assert f"{amount / 1e6:.1f}".replace(".", ",") in said


def test_without_draws_a_word_stands_there(tmp_path):
    target = tmp_path / "plan.xlsx"
    write_plan(small_plan(Settings(uncertainty_draws=0)), target, Language.NB)
    book = load_workbook(target, data_only=True)
    texts = [c.value for row in book["Usikkerhet"].iter_rows() for c in row if c.value]
    assert "Ingen trekninger er gjort (uncertainty_draws er 0)." in texts
    said = [str(c.value) for row in book["Sammendrag"].iter_rows() for c in row if c.value]
    assert not [text for text in said if "80 % sikkerhet" in text]


def test_drawn_figures_turn_grey_with_what_the_run_did_not_know(book):
    """The rule reads the counter of changed cells; the figures lie in its range."""
    for title, cell in (("Usikkerhet", "D8"), ("Budsjett", "F9"), ("Sammendrag", None)):
        rules = [
            (str(ranges.sqref), rule)
            for ranges in book[title].conditional_formatting
            for rule in ranges.rules
            if rule.formula == ["(out_inputs_changed+out_line_inputs_changed)>0"]
        ]
        assert len(rules) == 1, title
        assert rules[0][1].dxf.font.i
        assert cell is None or CellRange(cell).issubset(CellRange(rules[0][0]))
