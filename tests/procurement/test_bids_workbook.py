"""The award workbook: two engines give robuild's numbers, also after its yellow cells change."""

from __future__ import annotations

import shutil

import pytest
import recalculation
from bid_cases import BAD, GOOD, MIDDLE, answer, bid, position, tender, terms, total_by_hand
from openpyxl import load_workbook

from robuild.procurement.bids import award
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Language
from robuild.workbook.award import write_award

HOSTILE = '=HYPERLINK("http://x","y")'
TRIES = {
    "as_announced": ({}, {}),
    "rates": ({"real_rate_1": 0.07, "real_rate_2": 0.05, "real_rate_3": 0.01},
              {"rates": (0.07, 0.05, 0.01)}),
    "shorter": ({"period_years": 23}, {"period": 23}),
    "longest": ({"period_years": 75}, {"period": 75}),
    "one_year": ({"period_years": 1}, {"period": 1}),
    "all": ({"real_rate_1": 0.0, "period_years": 60, "alpha": 1.3, "damage_factor": 2.2},
            {"rates": (0.0, 0.03, 0.02), "period": 60, "alpha": 1.3, "damage": 2.2}),
    "no_damage": ({"damage_factor": 0}, {"damage": 0.0}),
}  # fmt: skip

BY_OFFICE = ("as_announced", "all", "shorter")
"""It takes a second or two for each."""


@pytest.fixture(scope="module")
def case():
    found = tender(
        position(1), position(2, owner_life_years=7.5, most_life_years=9.0, quantity=13.0),
        position(3, mandatory=False), position(4, owner_life_years=None, most_life_years=None),
        position(5, quantity=0.0, missing_quantity_count=3, uses=()),
        terms=terms(real_rate_until_years=(30, 50), opening_offset_years=1),
        left_out=("en linje uten pris",),
    )  # fmt: skip
    mixes = {HOSTILE: MIDDLE, "Beta": GOOD, "Gamma": BAD, "Delta": MIDDLE | {"C6": "caretaker"}}
    answers = {
        name: [answer(row.position_id, mix, unit_price_nok=5000.0 + 700 * at, life_years=11.0)
               for row in found.positions]
        for at, (name, mix) in enumerate(mixes.items())
    }  # fmt: skip
    lacking = [dict(each) for each in answers["Beta"]]
    lacking[1]["unit_price_nok"] = None
    bids = [bid(name, *rows) for name, rows in answers.items()] + [bid("Mangel", *lacking)]
    return found, answers, award(found, bids, Settings(uncertainty_draws=64))


@pytest.fixture(scope="module")
def written(case, tmp_path_factory):
    path = tmp_path_factory.mktemp("award") / "award.xlsx"
    write_award(case[2], path, Language.NB)
    return path


@pytest.fixture(scope="module")
def tried(written, tmp_path_factory):
    """The workbook with other inputs, recalculated by every engine there is."""
    folder = tmp_path_factory.mktemp("tried")
    changed = {
        name: recalculation.set_inputs(written, folder / f"{name}.xlsx", inputs)
        for name, (inputs, _) in TRIES.items()
    }
    engines = {}
    try:
        import formualizer  # noqa: F401
    except ImportError:
        pass
    else:
        engines["formualizer"] = {
            name: recalculation.by_formualizer(path, folder / f"{name}-f.xlsx")
            for name, path in changed.items()
        }
    if shutil.which("soffice"):
        out = folder / "office"
        some = {name: changed[name] for name in BY_OFFICE}
        recalculation.by_libreoffice(list(some.values()), out)
        engines["libreoffice"] = {name: out / path.name for name, path in some.items()}
    if not engines:
        pytest.skip("no engine to recalculate with")
    return engines


def column(path, name):
    book = load_workbook(path, data_only=True)
    ((title, span),) = book.defined_names[name].destinations
    return [row[0].value for row in book[title][span.replace("$", "")]]


def test_every_formula_has_the_value_both_engines_give(written, tried) -> None:
    wanted = recalculation.formula_cells(written)
    assert len(wanted) > 800
    cached = recalculation.values(written, wanted)
    for name, paths in tried.items():
        again = recalculation.values(paths["as_announced"], wanted)
        assert recalculation.differences(cached, again) == [], name
    # a wrong number would be seen
    wrong = dict(cached)
    key = next(k for k, value in cached.items() if isinstance(value, float) and value > 1)
    wrong[key] = cached[key] * (1 + 1e-7)
    assert len(recalculation.differences(wrong, again)) == 1


@pytest.mark.parametrize("name", TRIES)
def test_the_ranking_follows_the_terms(case, tried, name) -> None:
    found, answers, result = case
    _, what = TRIES[name]
    totals = {bidder: total_by_hand(found, rows, what) for bidder, rows in answers.items()}
    order = sorted(totals.values())
    for path in (paths[name] for paths in tried.values() if name in paths):
        shown = dict(zip(column(path, "award_names"), column(path, "award_total"), strict=True))
        ranks = dict(zip(column(path, "award_names"), column(path, "award_rank"), strict=True))
        for each in result.results:
            if each.bidder == "Mangel":
                assert shown[each.bidder] == "ufullstendig"
                continue
            assert shown[each.bidder] == pytest.approx(totals[each.bidder], rel=1e-9)
            assert ranks[each.bidder] == 1 + order.index(totals[each.bidder])


def test_the_terms_matter(case) -> None:
    """Otherwise following them would prove nothing: the winner is not always the same."""
    found, answers, _ = case
    winners = set()
    for _, what in TRIES.values():
        totals = {name: total_by_hand(found, rows, what) for name, rows in answers.items()}
        winners.add(min(totals, key=totals.get))
    assert len(winners) > 1


def test_a_trial_says_that_it_is_none(tried) -> None:
    for paths in tried.values():
        for name, word in (("as_announced", "Tallene"), ("shorter", "PRØVE")):
            sheet = load_workbook(paths[name], data_only=True)["Rangering"]
            shown = [cell.value for cell in sheet["A"] if isinstance(cell.value, str)]
            assert any(text.startswith(word) for text in shown), name


def test_what_was_announced_stays(written, tried) -> None:
    def announced(path):
        sheet = load_workbook(path, data_only=True)["Rangering"]
        head = next(cell for row in sheet.iter_rows() for cell in row
                    if cell.value == "Evaluert, kunngjort")  # fmt: skip
        return [sheet.cell(head.row + n, head.column).value for n in range(1, 5)]

    for paths in tried.values():
        assert announced(paths["all"]) == pytest.approx(announced(written), rel=1e-12)


def test_only_the_yellow_cells_are_open_and_no_name_is_a_formula(written) -> None:
    book = load_workbook(written)
    open_cells = {
        (sheet.title, cell.coordinate)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked
    }
    inputs = ("real_rate_1", "real_rate_2", "real_rate_3", "period_years", "alpha",
              "damage_factor", "award_cost_weight")  # fmt: skip
    named = set()
    for name in inputs:
        ((title, at),) = book.defined_names[name].destinations
        named.add((title, at.replace("$", "")))
    assert open_cells == named
    for title in ("Rangering", "Tilbudslinjer", "Vilkår", "Robusthet", "Poengmodeller"):
        assert book[title].protection.sheet, title
    shown = [cell for row in book["Rangering"].iter_rows() for cell in row if cell.value == HOSTILE]
    assert shown
    assert all(cell.data_type == "s" for cell in shown)


@pytest.mark.parametrize("language", [Language.NN, Language.EN])
def test_other_languages_have_the_same_numbers(case, written, tmp_path, language) -> None:
    path = tmp_path / f"{language}.xlsx"
    write_award(case[2], path, language)
    one, other = load_workbook(written, data_only=True), load_workbook(path, data_only=True)
    assert len(one.sheetnames) == len(other.sheetnames)
    for left, right in zip(one.worksheets, other.worksheets, strict=True):
        if left.title == "_robuild":
            continue
        assert left.dimensions == right.dimensions
        for a, b in zip(left.iter_rows(), right.iter_rows(), strict=True):
            numbers = [x.value for x in a if isinstance(x.value, (int, float))]
            assert numbers == [x.value for x in b if isinstance(x.value, (int, float))], left.title
    assert column(path, "award_total") != []


def test_findings_stand_with_sheet_and_cell(case, tmp_path) -> None:
    found, answers, _ = case
    rows = [dict(each) for each in answers["Beta"]]
    rows[0]["life_years"], rows[0]["life_evidence"] = 33.0, "none"
    given = bid("Beta", *rows)
    place = {(rows[0]["position_id"], "life_years"): ("Priser", "L8")}
    from dataclasses import replace

    result = award(found, [replace(given, places=place)], Settings(uncertainty_draws=0))
    path = tmp_path / "a.xlsx"
    write_award(result, path, Language.NB)
    sheet = load_workbook(path)["Funn i tilbudene"]
    told = [[cell.value for cell in row] for row in sheet.iter_rows()]
    (row,) = [row for row in told if "L8" in row]
    assert row[3:5] == ["Priser", "L8"]
    assert "33" in row[7]
    assert row[10] == "20"
