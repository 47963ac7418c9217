"""Rows of a log: what people write, and every way in which it cannot be used."""

from __future__ import annotations

from dataclasses import replace

import buildings
import numpy as np
import pandas as pd
import pytest
from buildings import DOOR, GUID, HARD, HEADER, SOFT, building, catalog, csv_of, read, row
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from robuild.logbook import Building, read_logs
from robuild.logbook.months import date_of
from robuild.register.cells import CellError
from robuild.terms.issues import InputError


def test_a_good_row_is_read_as_it_says(tmp_path):
    done = read(csv_of(tmp_path, [row()]))
    got = done.table.iloc[0]
    assert done.refused == done.asked == []
    assert (got["component_key"], got["dwelling_code"], got["month"]) == ("wc", "H0101", "2026-03")
    assert (got["cause"], got["action"]) == ("wear", "repair")
    assert (got["hours"], got["cost_nok"], got["days"]) == (1.5, 1250.5, 3.0)
    assert got["quantity"] != got["quantity"]  # not said, and not 0
    assert (got["file"], got["row"], got["note"]) == (str(tmp_path / "log.csv"), 2, "sete løst")


@pytest.mark.parametrize(
    ("said", "month"),
    [
        ("2026-03", "2026-03"), ("2026-03-14", "2026-03"), ("14.03.2026", "2026-03"),
        ("14.3.26", "2026-03"), ("14/3-2026", "2026-03"), ("3/9-26", "2026-09"),
        ("mars 2026", "2026-03"), ("14. mars 2026", "2026-03"), ("March 2026", "2026-03"),
        ("03.2026", "2026-03"), ("3/2026", "2026-03"), ("31/12/2026", "2026-12"),
        ("12/31/2026", "2026-12"), ("2026-03-14T10:30:00Z", "2026-03"), ("46095", "2026-03"),
        ("desember 26", "2026-12"),
    ],
)  # fmt: skip
def test_dates_as_people_write_them(said, month):
    assert date_of(said)[0] == month


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("31.02.2026", "no_such_date"), ("2026-13", "no_such_date"), ("i går", "not_a_date"),
        ("03/04/2026", "date_unsure"), ("14.03.1066", "date_far_off"),
        ("smarch 2026", "not_a_date"),
    ],
)  # fmt: skip
def test_dates_that_are_none(said, code):
    with pytest.raises(CellError) as told:
        date_of(said)
    assert told.value.code == code


@pytest.mark.parametrize(
    ("said", "code", "heading"),
    [
        ({"måned": ""}, "month_missing", "Måned"),
        ({"måned": "en gang"}, "not_a_date", "Måned"),
        ({"komponent": ""}, "component_missing", "Komponent"),
        ({"komponent": "Romferge"}, "unknown_component", "Komponent"),
        ({"bolig": "H0999"}, "unknown_dwelling", "Bolig"),
        ({"gjort": ""}, "action_missing", "Gjort"),
        ({"gjort": "sett på"}, "unknown_action", "Gjort"),
        ({"timer": "-2"}, "negative", "Timer"),
        ({"timer": "to"}, "not_a_number", "Timer"),
        ({"kostnad": "999999999999"}, "too_large", "Kostnad"),
        ({"komponent": GUID, "måned": "2019-05"}, "before_installation", "Måned"),
    ],
)  # fmt: skip
def test_each_refusal_names_its_row_and_column_and_the_good_rows_count(
    tmp_path, said, code, heading
):
    done = read(csv_of(tmp_path, [row(), row(**said), row(måned="2026-04")]))
    assert len(done.table) == 2
    assert done.refused_rows == 1
    told = done.refused[0]
    assert told.code == code
    assert (told.origin.row, told.origin.column) == (3, heading)
    assert told.origin.file.endswith("log.csv")
    if value := next(iter(said.values())):
        assert value in told.message or str(2020) in told.message


def test_all_faults_of_a_row_at_once(tmp_path):
    done = read(csv_of(tmp_path, [row(måned="i fjor", timer="-1", bolig="H9")]))
    assert {each.code for each in done.refused} == {"not_a_date", "negative", "unknown_dwelling"}
    assert done.refused_rows == 1


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("1 250,50", 1250.5),
        ("kr 900", 900.0),
        ("1 250 kr", 1250.0),
        ("0", 0.0),
        ("900,-", 900.0),
        ("12.345,67", 12345.67),
        ("12,345.67", 12345.67),
        ("1.250,5 kr", 1250.5),
    ],
)
def test_amounts_as_people_write_them(tmp_path, said, value):
    assert read(csv_of(tmp_path, [row(kostnad=said)])).table["cost_nok"].tolist() == [value]


def test_things_by_name_id_and_variant(tmp_path):
    header = (*HEADER, "Variant", "Linje")
    rows = [
        (*row(komponent="Innerdør, komplett"), "", ""),
        (*row(komponent=f"{DOOR} – Innerdør, komplett", måned="2026-04"), HARD, ""),
        (*row(komponent=GUID, måned="2026-05"), "", ""),
        (*row(komponent="", måned="2026-06"), "", "L-door-hard"),
        (*row(komponent="Klosett", måned="2026-07"), "wc.romferge", ""),
    ]
    done = read(csv_of(tmp_path, rows, header))
    found = done.table[["component_key", "variant_id", "line_id"]].astype(object)
    found = found.where(found.notna(), None)
    assert found.to_numpy().tolist() == [
        [DOOR, None, None], [DOOR, HARD, None], [DOOR, SOFT, "L-door-soft"],
        [DOOR, HARD, "L-door-hard"],
    ]  # fmt: skip
    assert done.refused[0].code == "unknown_variant"
    assert "wc.floor" in done.refused[0].message


def test_headings_of_three_languages_are_the_same_log(tmp_path):
    nn = ("Månad", "Komponent", "Bustad", "Årsak", "Gjort", "Antal", "Timar", "Kostnad", "Dagar")
    en = ("Month", "Component", "Dwelling", "Cause", "Done", "Quantity", "Hours", "Cost", "Days")
    one = read(csv_of(tmp_path, [row()[:9]], HEADER[:9], "nb.csv")).table
    two = read(csv_of(tmp_path, [(*row()[:4], "reparert", *row()[5:9])], nn, "nn.csv")).table
    three = read(csv_of(tmp_path, [(*row()[:3], "wear", "repair", *row()[5:9])], en, "e.csv")).table
    same = [name for name in one.columns if name not in ("file", "log_id")]
    for other in (two, three):
        assert other[same].equals(one[same])


def test_the_same_row_twice_counts_once_and_in_two_files_too(tmp_path):
    first = csv_of(tmp_path, [row(), row(), row(måned="2026-04")])
    again = csv_of(tmp_path, [row()], name="again.csv")
    done = read([first, again])
    assert (done.rows_read, len(done.table), done.duplicates) == (4, 2, 2)
    told = [each for each in done.notes if each.code == "rows_twice"]
    assert [each.count for each in told] == [1, 1]
    assert told[0].origin.row == 3


def test_ids_are_the_same_at_every_reading_and_in_every_order(tmp_path):
    rows = [row(), row(måned="2026-04"), row(komponent="Innerdør, komplett")]
    one = read(csv_of(tmp_path, rows)).table
    two = read(csv_of(tmp_path, rows[::-1], name="turned.csv")).table
    assert set(one["log_id"]) == set(two["log_id"])
    assert one["log_id"].is_unique


def test_one_id_on_two_events_is_told(tmp_path):
    header = (*HEADER, "Logg-id")
    done = read(csv_of(tmp_path, [(*row(), "7"), (*row(måned="2026-09"), "7")], header))
    assert [each.code for each in done.refused] == ["log_id_twice"]
    assert done.refused[0].origin.row == 3


def test_what_may_be_about_a_person_is_asked_about_and_never_used_unasked(tmp_path):
    notes = ["Ring Kari Nordmann 91234567", "plate slitt"]
    path = csv_of(
        tmp_path, [row(merknad=note, måned=f"2026-0{n}") for n, note in enumerate(notes, 1)]
    )
    done = read(path)
    assert (len(done.table), done.asked_rows) == (1, 1)
    assert {each.code for each in done.asked} == {"personal_name", "personal_phone"}
    assert all(each.origin.row == 2 for each in done.asked)
    dropped = read(path, drop_notes=True)
    assert (len(dropped.table), dropped.asked_rows) == (2, 0)
    assert dropped.table["note"].isna().tolist() == [True, False]
    assert any(each.code == "notes_dropped" for each in dropped.notes)


def test_a_heading_that_asks_for_a_person_is_refused(tmp_path):
    with pytest.raises(InputError) as told:
        read(csv_of(tmp_path, [(*row(), "x")], (*HEADER, "Fødselsnummer")))
    assert "Fødselsnummer" in str(told.value)


def test_a_log_of_another_building_is_told_as_that(tmp_path):
    rows = [row(komponent="2O2Fr$t4X7Zf8NOew3FNr" + end, bolig="") for end in "abcd"]
    with pytest.raises(InputError) as told:
        read(csv_of(tmp_path, rows))
    assert told.value.issues[0].code == "log_of_another_building"
    rows = [row(bolig=f"Z{n}") for n in range(4)]
    with pytest.raises(InputError, match="none of them is in this building"):
        read(csv_of(tmp_path, rows, name="b.csv"))


@pytest.mark.parametrize("content", ["", "a;b;c\n1;2;3\n", "\x00\x01"])
def test_a_file_that_is_no_log(tmp_path, content):
    path = tmp_path / "log.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError):
        read_logs([path], building())


def test_hostile_cells_are_text_or_refused(tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.append(HEADER)
    sheet.append(
        ["2026-03", "Klosett", "H0101", "slitt", "reparert", None, "=1+1", None, None, "x"]
    )
    sheet.append(["2026-04", "Klosett", "H0101", "slitt", "reparert", None, 1, None, None,
                  "'=cmd|'/c calc'!A0"])  # fmt: skip
    path = tmp_path / "log.xlsx"
    book.save(path)
    done = read(path)
    assert [each.code for each in done.refused] == ["cell_unreadable"]
    assert done.refused[0].origin.row == 2
    assert done.table["note"].tolist() == ["'=cmd|'/c calc'!A0"]


CELLS = st.one_of(
    st.sampled_from(["", "2026-03", "Klosett", "slitt", "reparert", "H0101", "-1", "1,5", "=A1"]),
    st.text(
        st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters=';"'), max_size=12
    ),
)


@settings(max_examples=80, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(rows=st.lists(st.tuples(*[CELLS] * len(HEADER)), max_size=6))
def test_no_row_is_lost_whatever_is_written(tmp_path, rows):
    kept = [each for each in rows if any(cell.strip() for cell in each)]
    try:
        done = read(csv_of(tmp_path, [row(), *rows]))
    except InputError:
        return
    assert done.rows_read == len(kept) + 1
    named = {each.origin.row for each in done.refused}
    assert len(named) == done.refused_rows


def test_a_row_before_the_building_was_there_is_refused(tmp_path, monkeypatch):
    """Things by name have no year of their own; the year of the settings is theirs."""
    older = replace(buildings.building(), first_year=2015)
    monkeypatch.setattr(buildings, "building", lambda: older)
    done = read(csv_of(tmp_path, [row(måned="2014-12"), row(måned="2015-01")]))
    (told,) = done.refused
    assert (told.code, told.origin.row) == ("before_installation", 2)
    assert len(done.table) == 1


@pytest.mark.parametrize(("said", "first"), [(None, None), (2010, 2003), (1990, 1990)])
def test_the_first_year_of_a_building_is_the_oldest_that_is_known(said, first):
    nothing = pd.DataFrame({name: [] for name in ("line_id", "component_key", "variant_id")})
    links = pd.DataFrame({"component_id": [], "line_id": []})
    components = pd.DataFrame(
        {"component_id": ["a", "b"], "global_id": ["a", "b"], "installed_year": [2003.0, np.nan],
         "dwelling_code": [None, None]}
    )  # fmt: skip
    assert Building.of(catalog(), nothing, links, components, 2026, said).first_year == first
