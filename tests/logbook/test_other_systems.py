"""Exports of other systems, put together here after their documented headings."""

from __future__ import annotations

from buildings import DOOR, GUID, csv_of, read

ATLAS = ("ID", "Title", "Status", "Priority", "Description", "Asset_Name", "Location_Name",
         "Category", "Created_At", "Completed_On", "Assigned_To", "Feedback")  # fmt: skip
FDV = ("Navn", "Merknad", "Prioritet", "Ansvarlig", "Kostnad", "Opprettet dato", "Utbedret",
       "Avvikstype", "NS 3451", "Fasilitet")  # fmt: skip


def test_work_orders_of_atlas(tmp_path):
    rows = [
        ("1", "Skiftet vrider", "COMPLETE", "HIGH", "del byttet", "Innerdør, komplett", "H0101",
         "Slitasje", "2026-03-01T08:00:00Z", "2026-03-08T08:00:00Z", "Ola Hansen", "ok"),
        ("2", "Innerdør, komplett", "COMPLETE", "LOW", "", "", "Kjeller", "", "2026-04-01", "", "",
         ""),
        ("3", "Noe annet", "OPEN", "LOW", "", "Romferge", "", "", "2026-05-01", "", "", ""),
    ]  # fmt: skip
    done = read(csv_of(tmp_path, rows, ATLAS, separator=","))
    assert done.table["component_key"].tolist() == [DOOR, DOOR]
    assert done.table["days"].iloc[0] == 7
    assert done.table["days"].isna().tolist() == [False, True]
    assert done.table["action"].tolist() == ["part", "repair"]
    assert done.table["cause"].tolist() == ["wear", "unknown"]
    assert done.table["dwelling_code"].iloc[0] == "H0101"
    codes = {each.code for each in done.notes}
    assert {"log_kind", "columns_of_persons", "actions_not_said", "places_not_dwellings"} <= codes
    assert "Hansen" not in done.table.to_csv()
    assert [(each.code, each.origin.row) for each in done.refused] == [("unknown_component", 4)]


def test_municipal_fdv_in_latin_1_with_semicolons(tmp_path):
    rows = [
        ("Innerdør, komplett går tregt", "justert hengsle", "2", "drift", "1 250,50", "14.03.2026",
         "20.03.2026", "Slitasje", "244", "H0102"),
        ("Ukjent sak", "", "1", "", "", "01.04.2026", "", "", "999", ""),
    ]  # fmt: skip
    done = read(csv_of(tmp_path, rows, FDV, encoding="iso-8859-1"))
    got = done.table.iloc[0]
    assert (got["component_key"], got["cost_nok"], got["days"]) == (DOOR, 1250.5, 6)
    assert (got["dwelling_code"], got["month"]) == ("H0102", "2026-03")
    assert done.refused_rows == 1


def test_dates_the_wrong_way_round_are_refused(tmp_path):
    rows = [("Klosett", "", "", "", "", "14.03.2026", "01.03.2026", "", "", "")]
    done = read(csv_of(tmp_path, rows, FDV, encoding="iso-8859-1"))
    assert [each.code for each in done.refused] == ["ended_before"]


def test_assets_by_global_id(tmp_path):
    rows = [("1", "x", "", "", "", GUID, "", "", "2026-03-01", "", "", "")]
    done = read(csv_of(tmp_path, rows, ATLAS, separator=","))
    assert done.table["line_id"].tolist() == ["L-door-soft"]
