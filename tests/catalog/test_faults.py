"""A good catalog, then one fault each: the message says what, where, the value and what to do."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from robuild.catalog import check_catalog, read_catalog, write_xlsx
from robuild.terms.issues import InputError, Issue, Severity

Tables = dict[str, list[dict[str, str]]]
Write = Callable[..., Path]


def faults(path: Path) -> list[Issue]:
    with pytest.raises(InputError) as caught:
        read_catalog(path)
    assert all(issue.severity is Severity.ERROR for issue in caught.value.issues)
    assert [i for i in check_catalog(path) if i.severity is Severity.ERROR] == list(
        caught.value.issues
    )
    return list(caught.value.issues)


def one_fault(path: Path) -> Issue:
    found = faults(path)
    assert len(found) == 1, "\n".join(map(str, found))
    return found[0]


def test_the_good_catalog_is_good(tables: Tables, write: Write) -> None:
    catalog = read_catalog(write(tables))
    assert [c.component_key for c in catalog.components] == ["door", "floor"]
    assert catalog.variants[0].price_nok == 4200
    assert catalog.variants[1].price_nok is None
    assert catalog.variants[0].spare_parts_years == 0
    assert catalog.variants[0].lead_time_days is None
    assert catalog.components[0].element_code == "244"
    assert catalog.tasks[0].instruction_en == 'Say "oil",\nnot grease.'
    assert catalog.rates[0].hourly_rate_nok == 650.5
    assert catalog.header.version == "1.0"


# table, index of the row (the user's row is two more), changed cells, column, words of the message
SPOILT = [
    ("variants", 0, {"price_nok": "4200,-"}, "price_nok", "'4200,-' is not a number"),
    ("variants", 0, {"price_nok": "12,50"}, "price_nok", "Write it with a point: 12.50"),
    ("variants", 0, {"price_nok": "nan"}, "price_nok", "'nan' is not a number"),
    ("variants", 0, {"price_nok": "inf"}, "price_nok", "'inf' is not a number"),
    ("variants", 0, {"price_nok": "1_000"}, "price_nok", "'1_000' is not a number"),
    ("variants", 0, {"price_nok": "1e300"}, "price_nok", "it must be at most 1000000000"),
    ("variants", 0, {"price_nok": "-1"}, "price_nok", "-1 is not allowed; it must be at least 0"),
    ("variants", 0, {"drying_days": ""}, "drying_days", "is empty; a number is needed"),
    ("variants", 0, {"role": "sturdy"}, "role", "'sturdy' is not one of ordinary, cheapest"),
    ("variants", 0, {"role": "robost"}, "role", "Did you mean 'robust'?"),
    ("variants", 0, {"trade": ""}, "trade", "is empty; needed is one of caretaker, painter"),
    ("variants", 0, {"name_nb": ""}, "name_nb", "is empty; a text is needed"),
    ("variants", 0, {"variant_id": "Door 1"}, "variant_id", "'Door 1' is not an id"),
    ("variants", 0, {"service_life_low_years": "0"}, "service_life_low_years",
     "0 is not allowed; it must be more than 0"),
    ("variants", 0, {"service_life_high_years": "501"}, "service_life_high_years",
     "501 years; at most 500"),
    ("variants", 0, {"service_life_low_years": "31"}, "service_life_low_years",
     "service_life_low_years is 31, more than service_life_typical_years, 30"),
    ("variants", 0, {"service_life_typical_years": "41"}, "service_life_typical_years",
     "service_life_typical_years is 41, more than service_life_high_years, 40"),
    ("variants", 0, {"service_life_typical_years": "", "service_life_low_years": "50"},
     "service_life_low_years", "is 50, more than service_life_high_years, 40"),
    ("service_lives", 0, {"low_years": "31"}, "low_years", "low_years is 31, more than typical"),
    ("variants", 0, {"price_source_id": "sintf"}, "price_source_id",
     "'sintf' is not in table sources"),
    ("variants", 1, {"component_key": "dor"}, "component_key", "Did you mean 'door'?"),
    ("variants", 0, {"c6_skill": "bst"}, "c6_skill",
     "'bst' is not a level of C6 in repair_levels; levels there: best, worst. Did you mean"),
    ("tasks", 0, {"skill": "expert"}, "skill", "'expert' is not a level of C6"),
    ("tasks", 0, {"component_key": "window"}, "component_key",
     "'window' is not in table components"),
    ("tasks", 0, {"trade": "plumber"}, "trade", "'plumber' is not in table rates"),
    ("tasks", 0, {"month": "13"}, "month", "13 is not allowed; it must be at most 12"),
    ("tasks", 0, {"month": "4.5"}, "month", "'4.5' is not a whole number"),
    ("tasks", 0, {"electrical": "fixd"}, "electrical",
     "'fixd' is not one of none, whitelist, fixed. Did you mean 'fixed'?"),
    ("tasks", 0, {"statutory": "maybe"}, "statutory", "'maybe' is not one of yes, no, unknown"),
    ("tasks", 0, {"interval_years": ""}, "interval_years", "comes again, but interval_years"),
    ("tasks", 0, {"interval_years": "0"}, "interval_years", "it must be more than 0"),
    ("tasks", 1, {"interval_years": "5"}, "interval_years",
     "a task of kind repair comes when something fails or ends; interval_years is 5"),
    ("components", 0, {"default_variant_id": "floor_plain"}, "default_variant_id",
     "'floor_plain' is a variant of 'floor', not of 'door'"),
    ("components", 0, {"default_variant_id": "door_plan"}, "default_variant_id",
     "'door_plan' is not in table variants. Did you mean 'door_plain'?"),
    ("components", 0, {"part_of": "house"}, "part_of", "'house' is not in table components"),
    ("components", 0, {"part_of": "door"}, "part_of", "'door' is part of itself: door > door"),
    ("components", 0, {"unit": "m3"}, "unit", "'m3' is not one of stk, m, m2"),
    ("components", 0, {"element_code": "2.44"}, "element_code", "a code of 2 to 4 digits"),
    ("components", 0, {"ifc_class": "Door"}, "ifc_class", "'Door' is not an IFC class"),
    ("components", 1, {"component_key": "door", "default_variant_id": "door_plain"},
     "component_key", "component_key 'door' is already in row 2"),
    ("components", 0, {"intensity_sensitivity_share": "1.5"}, "intensity_sensitivity_share",
     "1.5 is not allowed; it must be at most 1"),
    ("sources", 0, {"mark": "guess"}, "mark", "'guess' is not one of read, secondary, memory"),
    ("repair_levels", 0, {"value": "0"}, "value", "0 is not allowed; it must be at least 0.1"),
    ("repair_levels", 0, {"valid_from": "1.1.2026"}, "valid_from", "a date as 2026-01-31"),
    ("repair_weights", 0, {"weight_share": "0.25"}, "weight_share", "sum to 1.05, not to 1"),
    ("rates", 1, {"hourly_rate_nok": "0"}, "hourly_rate_nok", "it must be more than 0"),
    ("gates", 0, {"gate_id": "4"}, "gate_id", "'4' is not a gate such as G4"),
    ("match_rules", 0, {"outcome": "dooor"}, "outcome", "Did you mean 'door'?"),
    ("match_rules", 0, {"rung": "ifc class"}, "rung", "Did you mean 'ifc_class'?"),
    ("match_rules", 0, {"ifc_classes": ""}, "", "the rule has no class"),
    ("variants", 0, {"name_nb": "Dør\u202etxt"}, "name_nb", "hidden character U+202E"),
    ("variants", 0, {"name_nb": "Dør\x07"}, "name_nb", "hidden character U+0007"),
    ("variants", 0, {"name_nb": "x" * 2001}, "name_nb", "2001 letters; at most 2000"),
    ("tasks", 0, {"instruction_nb": "x" * 40_000}, "instruction_nb",
     "40000 letters; at most 32767"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "index", "cells", "column", "words"),
    SPOILT,
    ids=[f"{case[0]}-{case[3]}-{number}" for number, case in enumerate(SPOILT)],
)
def test_one_fault_is_told_where_it_is(
    tables: Tables,
    write: Write,
    table: str,
    index: int,
    cells: dict[str, str],
    column: str,
    words: str,
) -> None:
    tables[table][index].update(cells)
    folder = write(tables)
    related = faults(folder)
    fault = next((f for f in related if words in str(f)), None)
    assert fault is not None, "\n".join(map(str, related))
    assert fault.origin.file == str(folder / f"{table}.csv")
    assert fault.origin.column == column
    row = len(tables["repair_weights"]) + 1 if table == "repair_weights" else index + 2
    assert fault.origin.row == row


def test_a_key_that_cannot_be_read_does_not_blame_the_rows_that_name_it(
    tables: Tables, write: Write
) -> None:
    tables["components"][0]["unit"] = "kg"
    assert "'kg' is not one of" in one_fault(write(tables)).message


def test_all_faults_come_at_once(tables: Tables, write: Write, header: str) -> None:
    tables["variants"][0]["price_nok"] = "x"
    tables["variants"][2]["trade"] = "y"
    tables["tasks"][1]["interval_years"] = "5"
    del tables["gates"]
    found = faults(write(tables, header.replace("2026", '"soon"')))
    assert len(found) == 5
    assert {Path(issue.origin.file).name for issue in found} == {
        "catalog.toml", "variants.csv", "tasks.csv", "gates.csv",
    }  # fmt: skip


def test_a_missing_table(tables: Tables, write: Write) -> None:
    del tables["rates"]
    assert "table rates.csv is missing" in one_fault(write(tables)).message


def test_a_table_under_another_name_is_recognised(tables: Tables, write: Write) -> None:
    tables["service_live"] = tables.pop("service_lives")
    folder = write(tables)
    assert one_fault(folder).hint == "Is it 'service_live.csv'?"
    note = next(issue for issue in check_catalog(folder) if issue.severity is Severity.WARNING)
    assert note.origin.file == str(folder / "service_live.csv")
    assert "was not read" in note.message


def test_a_table_without_rows(tables: Tables, write: Write) -> None:
    folder = write(tables)
    header = (folder / "repair_weights.csv").read_text(encoding="utf-8").split("\n")[0]
    (folder / "repair_weights.csv").write_text(header + "\n", encoding="utf-8")
    assert "repair_weights has no rows" in one_fault(folder).message


def test_a_missing_column_is_told_once(tables: Tables, write: Write) -> None:
    for row in tables["variants"]:
        del row["trade"]
    fault = one_fault(write(tables))
    assert fault.message == "column trade of variants is missing."
    assert fault.origin.row == 1


def test_a_misspelt_column_names_the_nearest(tables: Tables, write: Write) -> None:
    for row in tables["variants"]:
        row["price_nkr"] = row.pop("price_nok")
    unknown, missing = faults(write(tables))
    assert "'price_nkr' is not a column of variants" in unknown.message
    assert unknown.hint == "Did you mean 'price_nok'?"
    assert missing.origin.column == "price_nok"


def test_a_column_too_many(tables: Tables, write: Write) -> None:
    for row in tables["gates"]:
        row["remark"] = "ours"
    fault = one_fault(write(tables))
    assert (fault.message, fault.hint) == ("'remark' is not a column of gates.", "Delete it.")


def test_a_double_column(tables: Tables, write: Write) -> None:
    folder = write(tables)
    text = (folder / "gates.csv").read_text(encoding="utf-8")
    (folder / "gates.csv").write_text(
        "\n".join(line + "," + line.split(",")[0] for line in text.splitlines()), encoding="utf-8"
    )
    assert "column gate_id is there twice" in one_fault(folder).message


def test_a_comma_too_many_is_seen(tables: Tables, write: Write) -> None:
    folder = write(tables)
    with (folder / "sources.csv").open("a", encoding="utf-8") as stream:
        stream.write("b2,Title, with comma,,2026,read\n")
    assert any("'read' stands in a column without header" in f.message for f in faults(folder))
    text = (folder / "gates.csv").read_text(encoding="utf-8").splitlines()
    (folder / "gates.csv").write_text(f",{text[0]}\nnote,{text[1]}\n", encoding="utf-8")
    (fault,) = (f for f in faults(folder) if Path(f.origin.file).name == "gates.csv")
    assert fault.message == "'note' stands in a column without header."


def test_a_trade_without_a_rate(tables: Tables, write: Write) -> None:
    del tables["rates"][0]
    messages = [str(issue) for issue in faults(write(tables))]
    assert any("there is no rate for caretaker" in message for message in messages)
    assert any("'caretaker' is not in table rates" in message for message in messages)


def test_a_criterion_without_levels(tables: Tables, write: Write) -> None:
    tables["repair_levels"] = [r for r in tables["repair_levels"] if r["criterion"] != "C8"]
    messages = [issue.message for issue in faults(write(tables))]
    assert "there is no level for criterion C8." in messages


def test_parts_of_parts_may_not_run_in_a_circle(tables: Tables, write: Write) -> None:
    tables["components"][0]["part_of"] = "floor"
    tables["components"][1]["part_of"] = "door"
    messages = [issue.message for issue in faults(write(tables))]
    assert messages[0] == "'door' is part of itself: door > floor > door."


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"NOK"', '"SEK"', "'SEK' is not NOK"),
        ("2026", "1850", "1850 is not allowed; it must be at least 1990"),
        ("price_year", "priceyear", "Did you mean 'price_year'?"),
        ('licence = "CC0-1.0"\n', "", "licence is missing"),
        ('"small"', "small", "the file is not TOML"),
    ],
)
def test_the_header(
    tables: Tables, write: Write, header: str, old: str, new: str, words: str
) -> None:
    found = faults(write(tables, header.replace(old, new)))
    assert any(words in str(issue) for issue in found)
    assert all(Path(issue.origin.file).name == "catalog.toml" for issue in found)


def test_no_header(tables: Tables, write: Write) -> None:
    folder = write(tables)
    (folder / "catalog.toml").unlink()
    assert "catalog.toml is missing" in one_fault(folder).message


def test_a_header_that_is_not_utf8(tables: Tables, write: Write, header: str) -> None:
    folder = write(tables)
    (folder / "catalog.toml").write_bytes(header.replace("CC0", "Åpen").encode("cp1252"))
    assert "the file is not UTF-8" in one_fault(folder).message


def test_too_many_rows(tables: Tables, write: Write) -> None:
    tables["sources"] += [tables["sources"][0] | {"source_id": f"s{n}"} for n in range(20_000)]
    assert any("more than 20000 rows" in f.message for f in faults(write(tables)))


def test_one_table_or_nothing_is_no_catalog(tables: Tables, write: Write, tmp_path: Path) -> None:
    folder = write(tables)
    assert str(folder) in one_fault(folder / "rates.csv").hint
    assert "there is no such file" in one_fault(tmp_path / "none").message
    (tmp_path / "empty").mkdir()
    assert {f.code for f in faults(tmp_path / "empty")} == {"not_a_catalog"}


def test_semicolons_decimal_commas_and_windows_letters_are_read(
    tables: Tables, write: Write
) -> None:
    folder = write(tables)
    good = read_catalog(folder)
    (folder / "rates.csv").write_bytes(
        "trade;hourly_rate_nok;call_out_nok;minimum_order_nok;source_id\r\n"
        "caretaker;650,5;0;1 200;own\r\ncarpenter;650,50;0;1200;own\r\n".encode("utf-8-sig")
    )
    assert read_catalog(folder) == good
    text = (folder / "variants.csv").read_text(encoding="utf-8")
    (folder / "variants.csv").write_bytes(text.encode("cp1252"))
    assert read_catalog(folder) == good
    note = next(issue for issue in check_catalog(folder) if issue.code == "not_utf8")
    assert note.origin.file == str(folder / "variants.csv")


def test_an_empty_answer_is_unknown(tables: Tables, write: Write) -> None:
    tables["tasks"][0]["structural"] = ""
    assert read_catalog(write(tables)).tasks[0].structural == "unknown"


@pytest.fixture
def workbook(tables: Tables, write: Write, tmp_path: Path) -> Path:
    path = tmp_path / "catalog.xlsx"
    write_xlsx(read_catalog(write(tables)), path)
    return path


def edit(path: Path, sheet: str, cell: str, value: object) -> None:
    book = openpyxl.load_workbook(path)
    book[sheet][cell] = value
    book.save(path)


def column_letter(path: Path, sheet: str, name: str) -> str:
    book = openpyxl.load_workbook(path)
    return next(str(cell.column_letter) for cell in book[sheet][1] if cell.value == name)


def test_a_formula_nobody_calculated_is_named(workbook: Path) -> None:
    letter = column_letter(workbook, "variants", "price_nok")
    edit(workbook, "variants", f"{letter}2", "=1000*4.2")
    fault = one_fault(workbook)
    assert "the formula '=1000*4.2' has never been calculated" in fault.message
    assert (fault.origin.sheet, fault.origin.row, fault.origin.column) == (
        "variants", 2, "price_nok",
    )  # fmt: skip
    assert "Open the file in Excel" in fault.hint


def test_faults_of_a_workbook_name_sheet_and_row(workbook: Path) -> None:
    letter = column_letter(workbook, "variants", "price_nok")
    edit(workbook, "variants", f"{letter}3", "ring oss")
    edit(workbook, "catalog", "B4", "EUR")
    found = {issue.origin.sheet: issue for issue in faults(workbook)}
    assert found["variants"].origin.row == 3
    assert "'ring oss' is not a number" in found["variants"].message
    assert "Format the cell as a number" in found["variants"].hint
    assert (found["catalog"].origin.row, found["catalog"].origin.column) == (4, "price_year")


def test_yes_and_no_are_not_numbers(workbook: Path) -> None:
    letter = column_letter(workbook, "variants", "price_nok")
    edit(workbook, "variants", f"{letter}2", True)
    assert "'yes' is not a number" in one_fault(workbook).message


def test_numbers_and_dates_where_text_belongs_are_read_as_text(workbook: Path) -> None:
    import datetime as dt

    edit(workbook, "catalog", "B3", 2)
    letter = column_letter(workbook, "components", "element_code")
    edit(workbook, "components", f"{letter}2", 244)
    letter = column_letter(workbook, "repair_levels", "valid_from")
    edit(workbook, "repair_levels", f"{letter}2", dt.date(2026, 1, 1))
    catalog = read_catalog(workbook)
    assert catalog.header.version == "2"
    assert catalog.components[0].element_code == "244"
    assert catalog.repair_levels[0].valid_from == "2026-01-01"


def test_a_missing_sheet(workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    del book["tasks"]
    book.save(workbook)
    assert "sheet tasks is missing" in one_fault(workbook).message


def test_the_header_sheet(workbook: Path) -> None:
    edit(workbook, "catalog", "A4", "version")
    found = {str(issue.origin.column): issue for issue in faults(workbook)}
    assert "'version' is there twice" in found["key"].message
    assert found["key"].origin.row == 4
    assert "price_year is missing" in found["price_year"].message
    edit(workbook, "catalog", "B1", "verdi")
    assert "the header is key, verdi, note; it must be key, value" in one_fault(workbook).message


def test_numbers_no_spreadsheet_would_write(workbook: Path, tmp_path: Path) -> None:
    letter = column_letter(workbook, "variants", "price_nok")
    edit(workbook, "variants", f"{letter}2", 777123)
    with zipfile.ZipFile(workbook) as archive, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as out:
        for name in archive.namelist():
            out.writestr(name, archive.read(name).replace(b"<v>777123</v>", b"<v>1e999</v>"))
    fault = one_fault(tmp_path / "b.xlsx")
    assert fault.message == "inf is not a finite number."
    assert fault.origin.column == "price_nok"
