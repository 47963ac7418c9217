"""Returned workbooks with everything that can be wrong with them: one finding with its cell."""

from __future__ import annotations

import io
import random
import zipfile
from contextlib import closing

import pytest
from bid_cases import MIDDLE, answer, position, tender, total_by_hand
from bid_workbooks import FIRST, PRICES, REPAIR, bid_book, cell_of, write_bid
from openpyxl import load_workbook

from robuild.exchange.bids import bid_files, read_bid, read_tender, told_apart
from robuild.exchange.bids.cells import number_in
from robuild.pipeline import award_bids
from robuild.tabular import save_with_cache
from robuild.terms.bids import BidStatus
from robuild.terms.issues import InputError
from robuild.terms.settings import Settings

NO_DRAWS = Settings(uncertainty_draws=0)


@pytest.fixture(scope="module")
def found():
    return tender(position(1), position(2), position(3, mandatory=False))


@pytest.fixture(scope="module")
def answers(found):
    return [answer(row.position_id) for row in found.positions]


@pytest.fixture
def folder(tmp_path, found, answers):
    (tmp_path / "tender.json").write_text(found.model_dump_json(indent=2), encoding="utf-8")
    write_bid(tmp_path / "bids" / "good.xlsx", found, "God AS", answers)
    return tmp_path


def spoilt(path, found, answers, change) -> None:
    book = bid_book(found, "Rar AS", answers)
    change(book)
    path.parent.mkdir(exist_ok=True)
    book.save(path)


def read(tmp_path, found, answers, change):
    path = tmp_path / "rar.xlsx"
    spoilt(path, found, answers, change)
    return read_bid(path, found)


def put(key, value, row=FIRST):
    columns = PRICES if key in PRICES else REPAIR
    sheet = "Priser" if key in PRICES else "Reparasjon"

    def change(book) -> None:
        book[sheet][cell_of(columns, key, row)] = value

    return change


def test_answers_come_back_as_they_were_given(tmp_path, found, answers) -> None:
    bid = read(tmp_path, found, answers, lambda book: None)
    assert bid.status is BidStatus.COMPLETE
    assert bid.findings == ()
    assert bid.bidder == "Rar AS"
    for row, given in zip(bid.answers.to_dict("records"), answers, strict=True):
        for key, value in given.items():
            assert row[key] == value or (value is None and row[key] != row[key]), key


def test_rows_sorted_sheets_renamed_and_added_make_no_difference(tmp_path, found, answers) -> None:
    def shuffle(book) -> None:
        for name in ("Priser", "Reparasjon"):
            sheet = book[name]
            rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=FIRST)]
            random.Random(2).shuffle(rows)
            sheet.delete_rows(FIRST, len(rows))
            sheet.insert_rows(FIRST, 3)
            for number, row in enumerate(rows):
                for column, value in enumerate(row, start=1):
                    sheet.cell(FIRST + 3 + number, column, value)
        book["Priser"].title = "Våre priser"
        book.create_sheet("Notater")["A1"] = "et ark til"
        book["Reparasjon"].move_range("A1:A1", cols=0)

    bid = read(tmp_path, found, answers, shuffle)
    plain = read(tmp_path, found, answers, lambda book: None)
    assert bid.findings == ()
    assert bid.answers.drop(columns="bidder").equals(plain.answers.drop(columns="bidder"))


@pytest.mark.parametrize(
    ("key", "value", "code", "counted"),
    [
        ("unit_price_nok", "7 250,50", "decimal_comma", 7250.5),
        ("unit_price_nok", "1.234,5", "decimal_comma", 1234.5),
        ("unit_price_nok", "kr 900", "number_as_text", 900.0),
        ("hours", "2.75", "number_as_text", 2.75),
        ("hours", "0,125", "decimal_comma", 0.125),
        ("unit_price_nok", "1.234", "ambiguous_number", None),
        ("unit_price_nok", "etter avtale", "not_a_number", None),
        ("unit_price_nok", True, "not_a_number", None),
        ("unit_price_nok", -5, "out_of_range", None),
        ("life_years", 900, "out_of_range", None),
        ("unit_price_nok", "#N/A", "unreadable_cell", None),
        ("level_c4", "noe annet", "unknown_level", None),
        ("life_evidence", "tja", "unknown_evidence", None),
    ],
)  # fmt: skip
def test_a_cell_that_is_wrong_is_named(tmp_path, found, answers, key, value, code, counted) -> None:
    bid = read(tmp_path, found, answers, put(key, value))
    (finding,) = bid.findings
    columns, sheet = (PRICES, "Priser") if key in PRICES else (REPAIR, "Reparasjon")
    assert (finding.code, finding.sheet, finding.cell) == (code, sheet, cell_of(columns, key))
    assert finding.position_id == found.positions[0].position_id
    value = bid.answers[key].iloc[0]
    assert value == counted if counted is not None else value != value or value is None


def test_what_a_formula_stored_is_told(tmp_path, found, answers) -> None:
    path, cell = tmp_path / "formel.xlsx", cell_of(PRICES, "unit_price_nok")
    spoilt(path, found, answers, put("unit_price_nok", "=9000000"))
    with closing(load_workbook(path)) as book:
        save_with_cache(book, path, {"Priser": {cell: 1.0}})
    bid = read_bid(path, found)
    (finding,) = bid.findings
    assert (finding.code, finding.sheet, finding.cell) == ("formula", "Priser", cell)
    assert finding.reservation
    assert bid.answers["unit_price_nok"].iloc[0] == 1.0


def test_an_uncalculated_formula_is_not_nought(tmp_path, found, answers) -> None:
    bid = read(tmp_path, found, answers, put("unit_price_nok", "=1000+500"))
    (finding,) = bid.findings
    assert finding.code == "unreadable_cell"
    assert bid.answers["unit_price_nok"].isna().iloc[0]


@pytest.mark.parametrize(
    ("key", "value", "allowed"),
    [("quantity", 2, "20"), ("name", "Billig dør", "Innerdør 1"), ("unit", "m2", "stk"),
     ("element_code", "999", "244")],
)  # fmt: skip
def test_a_locked_cell_that_was_changed_is_told_and_the_owners_counts(
    tmp_path, found, answers, folder, key, value, allowed
) -> None:
    spoilt(folder / "bids" / "rar.xlsx", found, answers, put(key, value))
    result = award_bids(folder, NO_DRAWS)
    said = [f for f in result.findings if f.code == "locked_changed"]
    assert [(f.bidder, f.cell, f.value, f.allowed) for f in said] == [
        ("Rar AS", cell_of(PRICES, key), str(value), allowed)
    ]
    rar = next(each for each in result.results if each.bidder == "Rar AS")
    assert rar.evaluated_nok == pytest.approx(total_by_hand(found, answers))
    assert rar.reservations >= 1


def test_a_mandatory_line_that_was_deleted_is_incomplete(folder, found, answers) -> None:
    spoilt(folder / "bids" / "rar.xlsx", found, answers,
           lambda book: book["Priser"].delete_rows(FIRST + 1))  # fmt: skip
    result = award_bids(folder, NO_DRAWS)
    assert [(r.bidder, r.status) for r in result.results] == [
        ("God AS", BidStatus.COMPLETE), ("Rar AS", BidStatus.INCOMPLETE),
    ]  # fmt: skip
    said = {f.code for f in result.findings if f.bidder == "Rar AS"}
    assert {"row_missing", "missing"} <= said


def test_rows_that_belong_to_nothing_are_told(tmp_path, found, answers) -> None:
    def more(book) -> None:
        sheet = book["Priser"]
        sheet[cell_of(PRICES, "position_id", 20)] = "99.NEW-1"
        sheet[cell_of(PRICES, "unit_price_nok", 20)] = 5
        sheet[cell_of(PRICES, "unit_price_nok", 21)] = 77
        sheet[cell_of(PRICES, "unit_price_nok", FIRST - 2)] = 14_077  # the form's own sum

    bid = read(tmp_path, found, answers, more)
    assert {(f.code, f.cell) for f in bid.findings} == {
        ("unknown_position", cell_of(PRICES, "position_id", 20)),
        ("row_without_position", cell_of(PRICES, "unit_price_nok", 21)),
    }


def no_keys(book) -> None:
    del book["_robuild"]


def other_tender(book) -> None:
    book["_robuild"]["B3"] = "et-annet-prosjekt"


def other_version(book) -> None:
    book["_robuild"]["B4"] = "f" * 64


def twice(book) -> None:
    sheet = book["Priser"]
    sheet[cell_of(PRICES, "position_id", FIRST + 1)] = sheet[cell_of(PRICES, "position_id")].value


def merged(book) -> None:
    book["Priser"].merge_cells(f"H{FIRST}:H{FIRST + 1}")


def no_header(book) -> None:
    book["Priser"].delete_rows(1)


def second_column(book) -> None:
    """Far to the right, where nobody looks, stand other prices under the same key."""
    sheet = book["Priser"]
    sheet.cell(1, 60, "unit_price_nok")
    sheet.cell(FIRST, 60, 1)


def second_sheet(book) -> None:
    copy = book.copy_worksheet(book["Priser"])
    copy.title = "Priser 2"
    book["Priser"].title = "Våre priser"


@pytest.mark.parametrize(
    ("change", "code"),
    [(no_keys, "not_a_bid"), (other_tender, "other_tender"), (other_version, "other_version"),
     (twice, "position_twice"), (merged, "merged_cells"), (no_header, "layout_changed"),
     (second_column, "answers_twice"), (second_sheet, "answers_twice"),
     (put("unit_price_nok", "500 €"), "other_currency"),
     (put("spare_part_nok", "EUR 500"), "other_currency")],
)  # fmt: skip
def test_a_faulty_bid_has_one_reason_and_the_others_are_evaluated(
    folder, found, answers, change, code
) -> None:
    spoilt(folder / "bids" / "rar.xlsx", found, answers, change)
    result = award_bids(folder, NO_DRAWS)
    assert [each.bidder for each in result.results] == ["God AS"]
    (faulty,) = result.faulty
    assert [f.code for f in faulty.findings] == [code]
    assert faulty.file == "rar.xlsx"
    assert faulty.findings[0] in result.findings


def in_euros(format_code):
    def change(book) -> None:
        cell = book["Priser"][cell_of(PRICES, "unit_price_nok")]
        cell.number_format = format_code

    return change


@pytest.mark.parametrize("code", ["#,##0.00\\ [$€-407]", '"USD" #,##0', "[$SEK] #,##0.00"])
def test_a_price_shown_in_another_currency_is_no_price_in_kroner(
    tmp_path, found, answers, code
) -> None:
    bid = read(tmp_path, found, answers, in_euros(code))
    assert bid.status is BidStatus.FAULTY
    (finding,) = bid.findings
    assert (finding.code, finding.cell) == ("other_currency", cell_of(PRICES, "unit_price_nok"))


@pytest.mark.parametrize("code", ['#,##0" kr"', "[$kr-414] #,##0", "#,##0.00", "[$NOK] 0"])
def test_kroner_are_kroner_however_they_are_shown(tmp_path, found, answers, code) -> None:
    assert read(tmp_path, found, answers, in_euros(code)).findings == ()


def bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    return buffer.getvalue()


def entities(found, answers) -> bytes:
    buffer = io.BytesIO()
    bid_book(found, "X", answers).save(buffer)
    out = io.BytesIO()
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            if part == "xl/workbook.xml":
                data = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e "x">]>' + data
            new.writestr(part, data)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["password", "text", "empty", "bomb", "entities", "cut"])
def test_hostile_files_are_listed_with_a_reason(folder, found, answers, kind) -> None:
    data = {
        "password": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "text": b"not a workbook",
        "empty": b"", "bomb": bomb(), "entities": entities(found, answers),
        "cut": (folder / "bids" / "good.xlsx").read_bytes()[:-400],
    }[kind]  # fmt: skip
    (folder / "bids" / "rar.xlsx").write_bytes(data)
    result = award_bids(folder, NO_DRAWS)
    (faulty,) = result.faulty
    assert [f.code for f in faulty.findings] == ["unreadable_file"]
    assert faulty.findings[0].value
    assert [each.bidder for each in result.results] == ["God AS"]


def test_two_files_of_one_bidder_are_told_apart(folder, found, answers) -> None:
    write_bid(folder / "bids" / "again.xlsx", found, "God AS", answers)
    result = award_bids(folder, NO_DRAWS)
    assert {each.bidder for each in result.results} == {
        "God AS (again.xlsx)", "God AS (good.xlsx)",
    }  # fmt: skip
    assert [f.code for f in result.findings] == ["bidder_twice"] * 2
    assert told_apart([]) == []


def test_a_bid_without_a_name_takes_the_name_of_its_file(tmp_path, found, answers) -> None:
    bid = read(tmp_path, found, answers, lambda book: book["Tilbyder"].__setitem__("B4", None))
    assert bid.bidder == "rar"
    assert [(f.code, f.cell) for f in bid.findings] == [("bidder_unnamed", "B4")]


def test_a_letter_beside_the_bids_is_said_not_to_be_read(folder) -> None:
    (folder / "bids" / "brev.pdf").write_bytes(b"%PDF")
    (folder / "bids" / ".hidden").write_bytes(b"")
    said = [(f.code, f.file) for f in award_bids(folder, NO_DRAWS).findings]
    assert said == [("file_not_read", "brev.pdf")]


def test_a_name_cannot_pretend_to_be_another_one(tmp_path, found, answers) -> None:
    book = bid_book(found, "A\u202eSA tkerroK", answers)
    book.save(tmp_path / "rar.xlsx")
    assert read_bid(tmp_path / "rar.xlsx", found).bidder == "ASA tkerroK"


def test_bids_may_lie_beside_the_master(folder, found) -> None:
    (folder / "bids" / "good.xlsx").rename(folder / "good.xlsx")
    (folder / "~$good.xlsx").write_bytes(b"open in Excel")
    assert [path.name for path in bid_files(folder)] == ["good.xlsx"]
    assert award_bids(folder, NO_DRAWS).results[0].bidder == "God AS"
    with pytest.raises(InputError, match="no returned workbook"):
        bid_files(folder, [folder / "good.xlsx"])


@pytest.mark.parametrize(
    ("text", "said"),
    [("{", "not whole JSON"), ("[]", "the format is None"), ('{"format": 9}', "the format is 9"),
     ('{"format": 1, "tender_id": "?"}', "Field required")],
)  # fmt: skip
def test_a_bad_master_is_refused(tmp_path, text, said) -> None:
    (tmp_path / "tender.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_tender(tmp_path)


def test_faults_of_a_master_are_told_at_once(tmp_path, found) -> None:
    both = found.model_copy(update={"positions": (found.positions[0],) * 2, "levels": ()})
    (tmp_path / "tender.json").write_text(both.model_dump_json(), encoding="utf-8")
    with pytest.raises(InputError) as told:
        read_tender(tmp_path)
    assert len(told.value.issues) == 10  # nine criteria without levels, one position twice
    with pytest.raises(InputError, match="no tender"):
        read_tender(tmp_path / "nowhere")


def test_words_of_any_language_are_understood(tmp_path, found, answers) -> None:
    def english(book) -> None:
        put("level_c4", f"{MIDDLE['C4'].upper()} EN")(book)
        put("levels_evidence", "TESTED ")(book)

    bid = read(tmp_path, found, answers, english)
    assert bid.findings == ()
    assert bid.answers["level_c4"].iloc[0] == MIDDLE["C4"]


def test_saved_by_libreoffice(tmp_path, found, answers) -> None:
    import shutil
    import subprocess

    if not (office := shutil.which("soffice")):
        pytest.skip("LibreOffice is not installed")
    write_bid(tmp_path / "in" / "bid.xlsx", found, "Libre AS", answers)
    subprocess.run(
        [office, "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
         "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path),
         str(tmp_path / "in" / "bid.xlsx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert load_workbook(tmp_path / "bid.xlsx").sheetnames
    bid = read_bid(tmp_path / "bid.xlsx", found)
    assert (bid.status, bid.findings, bid.bidder) == (BidStatus.COMPLETE, (), "Libre AS")


def test_numbers_in_cells() -> None:
    assert number_in("hours", "−2").code == "out_of_range"
    assert number_in("hours", "12 345 678,5").code == "out_of_range"
    assert number_in("unit_price_nok", "1\u00a0234,5").value == 1234.5
    assert number_in("unit_price_nok", "  ").code == ""
    assert number_in("unit_price_nok", float("inf")).code == "not_a_number"
