"""The bidder workbook: what is locked, what may be written, and what it says of it, live."""

from __future__ import annotations

import json

import pytest
from openpyxl import load_workbook
from recalculation import by_formualizer, by_libreoffice, differences, formula_cells, values
from small_plan import small_plan

from robuild.procurement import TenderAsked, example_bids, rehearsal_of, tender_of
from robuild.tabular import read_named, read_sheets, written_by_robuild_unchanged
from robuild.terms.tender import BID_ANSWERS, BID_LEVELS
from robuild.terms.vocabulary import Language
from robuild.workbook.tender import write_bid_form, write_requirements
from robuild.workbook.tender.form import ANSWERS, FIRST_ROW, PRICES, REPAIR

PRICE_SHEET, REPAIR_SHEET, START = "Pris og levetid", "Reparasjon og deler", "Les dette først"


@pytest.fixture(scope="session")
def plan():
    return small_plan()


@pytest.fixture(scope="session")
def made(plan):
    new = plan.lines.assign(start_state="new")
    asked = TenderAsked("small-2025", "Small house", minimum=0.5)
    return tender_of(new, plan.catalog, plan.settings, plan.repair_ease, asked, {})


@pytest.fixture(scope="session")
def empty_form(plan, made, folder):
    path = folder / "bid.xlsx"
    write_bid_form(plan, made.tender, path, Language.NB)
    return path


@pytest.fixture(scope="session")
def examples(plan, made):
    return example_bids(
        rehearsal_of(made.tender), plan.lines, made.positions.position_of_line, plan.catalog,
        plan.repair_ease,
    )  # fmt: skip


@pytest.fixture(scope="session")
def filled_form(plan, made, examples, folder):
    path = folder / "filled.xlsx"
    own = rehearsal_of(made.tender)
    write_bid_form(
        plan, own, path, Language.NB, bidder="Eksempel 1", filled=examples[0].answers
    )  # fmt: skip
    return path


def column(keys, key) -> int:
    return keys.index(key) + 1


def test_there_is_something_to_try(made) -> None:
    assert len(made.tender.positions) >= 3
    assert any(row.minimum_levels for row in made.tender.positions)


def test_two_other_engines_give_the_same_figures(empty_form, filled_form, tmp_path) -> None:
    by_libreoffice([empty_form, filled_form], tmp_path)
    for path in (empty_form, filled_form):
        cells = formula_cells(path)
        written = values(path, cells)
        other = values(by_formualizer(path, tmp_path / "f.xlsx"), cells)
        assert differences(written, other) == []
        assert differences(written, values(tmp_path / path.name, cells)) == []


def test_only_yellow_cells_are_open_and_no_password_is_set(empty_form, made) -> None:
    book = load_workbook(empty_form)
    last = FIRST_ROW + len(made.tender.positions) - 1
    for title, keys in ((PRICE_SHEET, PRICES), (REPAIR_SHEET, REPAIR)):
        sheet = book[title]
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        open_cells = {
            (cell.row, cell.column)
            for row in sheet.iter_rows()
            for cell in row
            if not cell.protection.locked
        }
        yellow = [column(keys, key) for key in keys if key in ANSWERS]
        assert open_cells == {(r, c) for r in range(FIRST_ROW, last + 1) for c in yellow}
        limited = {str(r) for v in sheet.data_validations.dataValidation for r in v.sqref.ranges}
        assert len(limited) == len(yellow)
        assert all(v.showErrorMessage for v in sheet.data_validations.dataValidation)
    start = book[START]
    open_cells = [c for row in start.iter_rows() for c in row if not c.protection.locked]
    assert len(open_cells) == 3


def test_every_question_of_a_bid_has_a_cell() -> None:
    asked = set(BID_ANSWERS.columns) - {"bidder", "position_id"}
    assert asked == ANSWERS == ({*PRICES, *REPAIR} & ANSWERS)


def test_it_is_read_back_by_key_in_any_order_of_rows_and_columns(empty_form, made) -> None:
    named = read_named(empty_form, ("bidder_", "bid_valid"), "_robuild")
    assert named.pairs["kind"] == "robuild_bid"
    assert named.pairs["tender_hash"] == made.tender.hash
    assert json.loads(named.pairs["table.prices"]) == list(PRICES)
    for name in ("bidder_name", "bidder_org_number", "bid_valid_until"):
        assert named.has(name)
    tables = read_sheets(empty_form, [named.pairs["sheet.prices"], named.pairs["sheet.repair"]])
    for title, keys in ((PRICE_SHEET, PRICES), (REPAIR_SHEET, REPAIR)):
        table = tables[title]
        assert table.header[: len(keys)] == keys
        at = keys.index("position_id")
        ids = [row[at] for _, row in table.rows if len(row) > at and row[at] is not None]
        assert ids[1:] == [row.position_id for row in made.tender.positions]
        assert ids[0] == "Post"  # the visible header


def test_nothing_of_the_building_leaks_into_it(empty_form, plan) -> None:
    book = load_workbook(empty_form)
    shown = " ".join(
        str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row
    )
    dwellings = set(plan.inventory.components["dwelling_code"].dropna())
    assert dwellings
    assert not [code for code in dwellings if f" {code} " in shown]
    assert not [gid for gid in plan.inventory.components["global_id"] if str(gid) in shown]


def with_cells(path, target, changes, made):
    """Answers by position number and key; caches are gone, so only an engine can answer."""
    book = load_workbook(path)
    for (number, key), value in changes.items():
        keys, title = (PRICES, PRICE_SHEET) if key in PRICES else (REPAIR, REPAIR_SHEET)
        book[title].cell(FIRST_ROW + number, column(keys, key)).value = value
    book.save(target)
    return by_formualizer(target, target.with_name("calculated.xlsx"))


def shown(path, number, key, keys=PRICES, title=PRICE_SHEET):
    book = load_workbook(path, data_only=True)
    return book[title].cell(FIRST_ROW + number, column(keys, key)).value


def named_value(path, name):
    book = load_workbook(path, data_only=True)
    ((title, at),) = book.defined_names[name].destinations
    return book[title][at.replace("$", "")].value


def test_a_sum_lacks_no_price_or_says_incomplete(empty_form, made, tmp_path) -> None:
    rows = made.tender.positions
    prices = {(n, "unit_price_nok"): 100.0 + n for n in range(len(rows))}
    whole = with_cells(empty_form, tmp_path / "a.xlsx", prices, made)
    expected = sum(round((100.0 + n) * row.quantity, 2) for n, row in enumerate(rows))
    assert named_value(whole, "bid_sum_nok") == pytest.approx(expected)
    del prices[1, "unit_price_nok"]
    part = with_cells(empty_form, tmp_path / "b.xlsx", prices, made)
    assert named_value(part, "bid_sum_nok") == "ufullstendig"
    assert shown(part, 1, "amount_nok") == "mangler pris"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"unit_price_nok": None}, "mangler pris"),
        ({"unit_price_nok": "100 kr"}, "ikke et tall"),
        ({"material_price_nok": None}, "mangler materialpris"),
        ({"material_price_nok": 1e7}, "materialpris over enhetspris"),
        ({"hours": "to"}, "ikke et tall"),
        ({"life_evidence": None}, "mangler dokumentasjonsklasse"),
        ({}, "ok"),
    ],
)
def test_the_check_column_names_what_is_missing(changes, said, filled_form, made, tmp_path) -> None:
    cells = {(0, key): value for key, value in changes.items()}
    path = with_cells(filled_form, tmp_path / "c.xlsx", cells, made)
    assert shown(path, 0, "status") == said


def test_levels_are_counted_live_and_held_against_the_minimum(empty_form, made, tmp_path) -> None:
    tender = made.tender
    number, row = next((n, r) for n, r in enumerate(tender.positions) if r.minimum_levels)
    best = {
        criterion: max(
            (v for v in tender.levels if v.criterion is criterion), key=lambda v: v.value
        )
        for criterion in BID_LEVELS
    }
    cells = {(number, key): best[c].name_nb for c, key in BID_LEVELS.items()}
    cells[number, "levels_evidence"] = "produsentens erklæring"
    path = with_cells(empty_form, tmp_path / "d.xlsx", cells, made)
    assert shown(path, number, "repair_ease", REPAIR, REPAIR_SHEET) == pytest.approx(1.0)
    assert shown(path, number, "status", REPAIR, REPAIR_SHEET) == "ok"
    criterion = next(iter(row.minimum_levels))
    worst = min((v for v in tender.levels if v.criterion is criterion), key=lambda v: v.value)
    cells[number, BID_LEVELS[criterion]] = worst.name_nb
    path = with_cells(empty_form, tmp_path / "e.xlsx", cells, made)
    weight = tender.terms.criterion_weights[criterion]
    index = shown(path, number, "repair_ease", REPAIR, REPAIR_SHEET)
    assert index == pytest.approx(worst.value**weight)
    assert shown(path, number, "status", REPAIR, REPAIR_SHEET) == "under kravet"
    cells[number, BID_LEVELS[criterion]] = None
    path = with_cells(empty_form, tmp_path / "f.xlsx", cells, made)
    assert shown(path, number, "status", REPAIR, REPAIR_SHEET) == "mangler nivå"


def test_an_example_says_that_it_is_one(filled_form) -> None:
    book = load_workbook(filled_form, data_only=True)
    assert "EKSEMPEL" in str(book[START]["A3"].value)
    assert read_named(filled_form, (), "_robuild").pairs["tender_id"] == "small-2025-rehearsal"


@pytest.mark.parametrize("language", Language)
def test_every_language_has_its_words_and_the_same_bytes_twice(
    language, plan, made, tmp_path
) -> None:
    first, second = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    for path in (first, second):
        write_bid_form(plan, made.tender, path, language)
    assert first.read_bytes() == second.read_bytes()
    assert written_by_robuild_unchanged(first)
    write_requirements(plan, made.tender, tmp_path / "r.xlsx", language)
    for path in (first, tmp_path / "r.xlsx"):
        for sheet in load_workbook(path).worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    assert not str(cell.value).startswith(("bid.", "requirements.", "tender."))


def test_the_list_of_requirements_names_no_variant(plan, made, tmp_path) -> None:
    path = tmp_path / "r.xlsx"
    write_requirements(plan, made.tender, path, Language.NB)
    shown = {
        str(cell.value)
        for sheet in load_workbook(path).worksheets
        for row in sheet.iter_rows()
        for cell in row
    }
    assert not shown & {variant.name_nb for variant in plan.catalog.variants}
    assert any("eller tilsvarende" in text for text in shown)
