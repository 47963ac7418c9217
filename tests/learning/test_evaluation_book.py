"""The evaluation workbook: live, equal to the engine, and about things alone."""

from __future__ import annotations

import zipfile

import pytest
from kept_logs import DOOR, HARD, SOFT, catalog, event, exposure, kept
from openpyxl import load_workbook
from recalculation import by_formualizer, differences, formula_cells, set_inputs, values

from robuild.language import texts
from robuild.learning import FEWEST_ROWS, MUCH, by_component, calibrate, evaluate, paid_off
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Language
from robuild.workbook.evaluation import Facts, write_evaluation_book

pytest.importorskip("formualizer")
WINDOW = next(v.variant_id for v in catalog().variants if v.component_key == "window")
EAST, NORTH = "=Øst & vest", "Nord*"
"""Names that a formula or a criterion could take for something else."""


def logs():
    lines = [
        exposure("L1", SOFT, 30),
        exposure("L2", HARD, 30, age_years=9.0),
        exposure("L3", WINDOW, 10, cost_nok_per_event=float("nan")),
    ]
    rows = [
        *(event(n, line_id="L1", hours=3.0 + n % 2, cost_nok=4000.0, days=9.0,
                dwelling_code="H0301", note="hull ved H0301") for n in range(20)),
        event(99, line_id="L2"),
        *(event(100 + n, line_id="L2", cause="wear", action="whole", age_years=9.5)
          for n in range(3)),
        event(200, "washbasin"),
    ]  # fmt: skip
    east = kept(rows, lines, last="2027-12", building=EAST)
    return [east, kept(rows[:3], lines[:1], building=NORTH)]


def facts(kept_logs):
    settings = Settings(preset="rop", price_year=2026)
    calibration = calibrate(catalog(), settings, kept_logs)
    return Facts(
        evaluate(kept_logs, catalog()), calibration,
        paid_off(calibration.learned, catalog(), settings), kept_logs, catalog(), "shipped",
        settings, 0,
    )  # fmt: skip


@pytest.fixture(scope="module")
def found():
    return facts(logs())


@pytest.fixture(scope="module", params=list(Language))
def written(request, found, tmp_path_factory):
    path = tmp_path_factory.mktemp("evaluation") / f"{request.param}.xlsx"
    write_evaluation_book(found, path, request.param)
    return path, request.param


def rows_of(path, title, header):
    """Rows by their headings; groups of a sheet share headings, so a place goes with them."""
    sheet = load_workbook(path, data_only=True)[title]
    keys = [cell.value for cell in sheet[header]]
    return [
        dict(zip(keys, (cell.value for cell in row), strict=True))
        for row in sheet.iter_rows(min_row=header + 1)
    ]


def test_every_formula_gives_what_the_engine_gave(written, tmp_path):
    path, _ = written
    cells = formula_cells(path)
    assert len(cells) > 200
    again = by_formualizer(path, tmp_path / "again.xlsx")
    assert differences(values(path, cells), values(again, cells)) == []
    told = {value for value in values(again, cells).values() if isinstance(value, str)}
    assert not {value for value in told if value.startswith("#")}


def test_rows_and_sums_are_those_of_the_evaluation(found, tmp_path):
    path = tmp_path / "e.xlsx"
    write_evaluation_book(found, path, Language.NB)
    sheet = load_workbook(path, data_only=True)["Evaluering"]
    cells = {cell.value: cell.column for cell in sheet[8] if cell.value is not None}
    table = found.evaluation.table
    body = list(sheet.iter_rows(min_row=9, max_row=8 + len(table), values_only=True))
    assert [row[0] for row in body] == [EAST] * 4 + [NORTH]
    answers = [row[cells["Svar"] - 1] for row in body]
    assert answers.count("flere enn antatt") == (table["verdict"] == "more").sum() > 0
    name = "Kostnad mot antatt, i året"
    extra = [row[cells[name] - 1] for row in body]
    assert [each for each in extra if each != "mangler"] == pytest.approx(
        list(table["extra_nok_per_year"].dropna()), abs=1e-6
    )
    assert extra.count("mangler") == table["extra_nok_per_year"].isna().sum() == 2
    assert sheet.cell(6, cells[name]).value == pytest.approx(table["extra_nok_per_year"].sum())
    block = {row[0].value: row for row in sheet.iter_rows(min_row=9 + len(table)) if row[0].value}
    assert block["Alle byggene"][cells[name] - 1].value == pytest.approx(
        table["extra_nok_per_year"].sum()
    )
    assert block[NORTH][cells["Boligår"] - 1].value == 8.0
    assert block[EAST][cells["Boligår"] - 1].value == 16.0


def test_the_weight_of_the_catalog_is_an_input(found, tmp_path):
    path, changed = tmp_path / "e.xlsx", tmp_path / "changed.xlsx"
    write_evaluation_book(found, path, Language.NB)
    set_inputs(path, changed, {"evaluation_prior_weight": 2.0})
    again = by_formualizer(changed, tmp_path / "again.xlsx")
    before, after = (rows_of(each, "Lært av loggene", 8) for each in (path, again))
    window, doors = ("Skader i året", "Vindu"), ("Timer for en reparasjon", "Innerdør, komplett")
    one, two = (
        {(r["Hva"], r["Komponent"], r["Variant"]): r for r in rows} for rows in (before, after)
    )
    rate = two[(*window, "alle")]
    # gamma of shape 2a and rate 2a after no events
    a, expected = rate["Katalogen er verdt"], rate["Ventet"]
    assert rate["Nå"] == pytest.approx(rate["Før"] * 2 * a / (2 * a + expected))
    assert rate["Loggens vekt"] == pytest.approx(expected / (expected + 2 * a))
    (hours,) = [row for key, row in two.items() if key[:2] == doors]
    n, k = hours["Talt"], hours["Katalogen er verdt"]
    assert hours["Nå"] == pytest.approx((n * hours["Talt alene"] + 2 * k * hours["Før"])
                                        / (n + 2 * k))  # fmt: skip
    for key, row in one.items():
        if row["Før"] != "–":
            low, high = sorted((row["Før"], row["Nå"]))
            assert low - 1e-12 <= two[key]["Nå"] <= high + 1e-12, key
            assert row["Nå"] == pytest.approx(row["Nå, robuild"])
            assert two[key]["Nå, robuild"] == pytest.approx(row["Nå, robuild"])


def test_an_own_weight_moves_the_rate_of_its_rows(found, tmp_path):
    path, changed = tmp_path / "e.xlsx", tmp_path / "changed.xlsx"
    write_evaluation_book(found, path, Language.NB)
    book = load_workbook(path)
    sheet = book["Lært av loggene"]
    heads = {cell.value: cell.column for cell in sheet[8]}
    (place,) = [
        row[0].row for row in sheet.iter_rows(min_row=9)
        if (row[0].value, row[1].value) == ("Skader i året", "Vindu")
    ]  # fmt: skip
    assert not sheet.cell(place, heads["Egen vekt"]).protection.locked
    sheet.cell(place, heads["Egen vekt"]).value = 0.25
    book.save(changed)
    again = by_formualizer(changed, tmp_path / "again.xlsx")
    rows = rows_of(again, "Evaluering", 8)
    (window,) = [row for row in rows if row["Komponent"] == "Vindu"]
    assert window["Loggens vekt"] == 0.25
    assert window["Oppdatert"] == pytest.approx(0.75 * window["Før"])  # none was counted


def test_advice_is_that_of_the_engine_and_follows_its_limits(found, tmp_path):
    told = texts(Language.NB)
    path, changed = tmp_path / "e.xlsx", tmp_path / "changed.xlsx"
    write_evaluation_book(found, path, Language.NB)
    said = {row["Komponent"]: row["Hva bør endres før det bygges mer"]
            for row in rows_of(path, "Bør endres", 9)}  # fmt: skip
    wanted: dict[str, set[str]] = {}
    for row in found.evaluation.changes.to_dict("records"):
        name = catalog().component_by_key[row["component_key"]].name_nb
        wanted.setdefault(name, set()).add(told.get(f"evaluation_book.advice.{row['change']}"))
    assert wanted["Innerdør, komplett"]
    for name, sentence in said.items():
        for each in wanted.get(name, {"Ingen grunn til endring."}):
            assert each in sentence
        assert len(sentence) == sum(map(len, wanted.get(name, {sentence}))) + max(
            len(wanted.get(name, {0})) - 1, 0
        )
    set_inputs(path, changed, {"evaluation_fewest_rows": 90, "evaluation_much": 9.0})
    again = rows_of(by_formualizer(changed, tmp_path / "again.xlsx"), "Bør endres", 9)
    assert {row["Hva bør endres før det bygges mer"] for row in again} == {
        "Ingen grunn til endring."
    }


def test_components_are_added_up_over_buildings(found):
    table = by_component(found.evaluation.table)
    door = table.loc[DOOR]
    assert (door["events"], door["events_expected"]) == (24, 5)
    assert door["cost_nok_ratio"] == pytest.approx(4000 / 3000)
    assert door["cost_nok_seen"] == 23
    assert table.loc["washbasin"][["events_expected", "events_low"]].isna().all()
    # the limits are those that changes are found with
    change = found.evaluation.changes.set_index(["component_key", "change"])["ratio"]
    assert change[(DOOR, "costs_more")] == pytest.approx(door["cost_nok_ratio"])
    assert door["cost_nok_ratio"] > MUCH
    assert door["cost_nok_seen"] >= FEWEST_ROWS


def test_nothing_of_dwellings_or_notes_is_in_the_file(written):
    path, _ = written
    with zipfile.ZipFile(path) as archive:
        text = b"".join(archive.read(part) for part in archive.namelist()).decode(
            "utf-8", "replace"
        )
    assert "H0301" not in text
    assert "hull" not in text


def test_one_building_and_none(tmp_path):
    path = tmp_path / "one.xlsx"
    write_evaluation_book(facts(logs()[1:]), path, Language.NB)
    book = load_workbook(path)
    assert book.sheetnames[:4] == ["Evaluering", "Bør endres", "Lært av loggene", "Hva lønte seg"]
    assert "Bygg ved bygg" not in book.sheetnames
    assert book["Evaluering"]["A8"].value == "Komponent"
    # a log with nothing in it, of a building with nothing known
    empty = tmp_path / "none.xlsx"
    write_evaluation_book(facts([kept([], [])]), empty, Language.NB)
    cells = formula_cells(empty)
    again = by_formualizer(empty, tmp_path / "again.xlsx")
    assert differences(values(empty, cells), values(again, cells)) == []
