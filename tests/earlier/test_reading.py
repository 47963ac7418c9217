"""What people did to a plan workbook is found again, or every fault is told with its cell."""

from __future__ import annotations

import shutil
import time
import zipfile

import pytest
from openpyxl import load_workbook
from recalculation import by_libreoffice
from small_house import small_catalog
from small_plan import small_plan

from robuild.earlier import read_earlier
from robuild.pipeline.updating import TakingOver
from robuild.terms.carried import Earlier
from robuild.terms.issues import InputError
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Language
from robuild.workbook import write_plan

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")


def changes(read):
    return {(each.kind, each.row_id, each.column): each.value for each in read.changes}


def cells(read):
    return {(each.sheet, each.row_id, each.column): each.value for each in read.cells}


def some_work(pen) -> None:
    """A little of everything."""
    pen.write("real_rate_1", 0.05)
    pen.write("real_price_growth", -0.01)
    pen.write("period_years", "45")
    pen.write("alpha", "0,8")
    pen.write("real_rate_2", "2,5 %")
    pen.write("intensity_common", "svært hard")
    pen.write("intensity_dwelling_type_1", "raised")
    pen.write("rate_carpenter_call_out_nok", 99)
    pen.write("alternatives_budget_nok", 750_000)
    pen.write_by_id("choices_component_key", "door", "choices_chosen", other_door())
    pen.write_by_id("choices_component_key", "lamp", "choices_rate_heavy", 0.5)
    pen.write_by_id("prices_variant_id", "rail.std", "prices_price", 640)
    pen.write_by_id("prices_variant_id", "door.std", "prices_life", "31,5")
    task = pen.cells("work_task_id")[0].value
    pen.write_by_id("work_task_id", task, "work_hours", 0.75)
    pen.write("answers_register_condition_grade", "tg 3", row=1)
    pen.write("answers_participation_lower_to", "W0")
    pen.write("answers_recommendations_own", "=Vedtatt", row=0)
    pen.cells("answers_recommendations_own")[0].data_type = "s"
    pen.write("answers_meeting_decision", "Blå dører", row=2)
    for row, (month, cause) in enumerate([("2026-03", "slitt"), ("2026-05", "vann")]):
        pen.write("answers_log_month", month, row=row)
        pen.write("answers_log_component", "door", row=row)
        pen.write("answers_log_cause", cause, row=row)
        pen.write("answers_log_hours", 1.5, row=row)


def other_door() -> str:
    return next(v.name_nb for v in small_catalog().variants if v.variant_id == "door.cheap")


def check_the_work(read, ids) -> None:
    assert read.settings == {
        **ids["settings"],
        "real_rate_1": 0.05, "real_price_growth": -0.01, "period_years": 45, "alpha": 0.8,
        "real_rate_2": 0.025, "intensity_common": "extreme", "budget_nok": 750_000.0,
        "intensity_by_dwelling_type": "2-roms=raised", "chosen_variants": "door=door.cheap",
    }  # fmt: skip
    assert changes(read) == {
        ("trade_rate", "carpenter", "call_out_nok"): 99.0,
        ("damage_rate", "lamp", "damage_rate_heavy_per_year"): 0.5,
        ("price", "rail.std", "price_nok"): 640.0,
        ("price", "door.std", "service_life_typical_years"): 31.5,
        ("task", ids["task"], "hours"): 0.75,
        ("grade", ids["component"], "condition_grade"): "TG3",
    }
    found = cells(read)
    assert found["recommendations", "1", "own"] == "=Vedtatt"
    assert found["meeting", "3", "decision"] == "Blå dører"
    assert found["participation", ids["lowered"], "lower_to"] == "W0"
    assert [found["log", "1", key] for key in ("month", "cause", "hours")] == [
        "2026-03", "slitt", 1.5,
    ]  # fmt: skip
    assert found["log", "2", "cause"] == "vann"


@pytest.fixture(scope="module")
def ids(untouched) -> dict:
    book = load_workbook(untouched)

    def first(name, row=0):
        ((title, at),) = book.defined_names[name].destinations
        return book[title][at.replace("$", "")][row][0].value

    line, task = first("answers_participation_line_id"), first("answers_participation_task_id")
    return {
        "task": first("work_task_id"), "component": first("answers_register_id", 1),
        "lowered": f"{line}|{task}",
        "settings": read_earlier(untouched).settings,
    }  # fmt: skip


def test_an_untouched_workbook_says_nothing_new(untouched) -> None:
    read = read_earlier(untouched)
    assert (read.changes, read.cells, read.foreign_sheets) == ((), (), ())


def test_everything_people_did_is_found(edited, ids) -> None:
    check_the_work(read_earlier(edited(some_work)), ids)


def test_the_same_from_libreoffice(edited, ids, tmp_path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("no LibreOffice")
    path = edited(some_work)
    (tmp_path / "office").mkdir()
    saved = by_libreoffice([path], tmp_path / "office") / path.name
    check_the_work(read_earlier(saved), ids)


def test_rows_are_found_by_id_and_not_by_place(edited, ids) -> None:
    """As after sorting: whole rows of the tables of prices and of the register change places."""

    def turn_round(pen) -> None:
        some_work(pen)
        for title, start in (("Priser", "prices_variant_id"), ("Register", "answers_register_id")):
            span = pen.cells(start)
            first, last = span[0].row, span[-1].row
            sheet = pen.book[title]
            rows = [[cell.value for cell in sheet[row]] for row in range(first, last + 1)]
            for row, values in zip(range(first, last + 1), reversed(rows), strict=True):
                for column, value in enumerate(values, start=1):
                    sheet.cell(row, column).value = value

    check_the_work(read_earlier(edited(turn_round)), ids)


def test_sheets_may_be_renamed_and_rows_added_to_the_log(edited) -> None:
    def work(pen) -> None:
        last = pen.cells("answers_log_month")[-1]
        last.parent.cell(last.row + 3, last.column).value = "2026-07"
        last.parent.cell(last.row + 3, last.column + 1).value = "door"

    found = cells(read_earlier(edited(work)))
    assert found["log", "1", "month"] == "2026-07"


def test_every_fault_is_told_at_once_with_its_cell(edited) -> None:
    places = []

    def work(pen) -> None:
        pen.write("real_rate_1", "mye")
        pen.write("alpha", 7)
        pen.write("period_years", None)
        pen.write("intensity_common", "vill")
        pen.write_by_id("choices_component_key", "door", "choices_chosen", "Gulldør")
        cell = pen.write_by_id("prices_variant_id", "door.std", "prices_price", -5)
        places.append((cell.parent.title, cell.row))
        pen.write_by_id("prices_variant_id", "lamp.std", "prices_hours", "to")
        pen.write("answers_register_condition_grade", "TG9")
        pen.write_by_id("prices_variant_id", "rail.std", "prices_life", None)

    with pytest.raises(InputError) as caught:
        read_earlier(edited(work))
    told = {issue.code: issue for issue in caught.value.issues}
    assert sorted(issue.code for issue in caught.value.issues) == [
        "negative", "not_a_grade", "not_a_number", "not_a_number", "number_missing",
        "setting_empty", "setting_not_allowed", "unknown_variant", "unknown_word",
    ]  # fmt: skip
    assert (told["negative"].origin.sheet, told["negative"].origin.row) == places[0]
    assert all(issue.origin.sheet and issue.origin.row for issue in caught.value.issues)
    assert "alpha" in told["setting_not_allowed"].message
    assert "Gulldør" in told["unknown_variant"].message


def test_deleted_columns_and_formulas_nobody_calculated_are_named(edited) -> None:
    def work(pen) -> None:
        pen.book.defined_names["prices_price"].attr_text = "Priser!#REF!"
        pen.write("real_rate_1", "=0.02+0.02")

    with pytest.raises(InputError) as caught:
        read_earlier(edited(work))
    told = {issue.code: str(issue) for issue in caught.value.issues}
    assert set(told) == {"column_deleted", "cell_unreadable"}
    assert "prices_price" in told["column_deleted"]
    assert "Forutsetninger" in told["cell_unreadable"]


def test_foreign_sheets_are_seen(edited) -> None:
    path = edited(lambda pen: pen.book.create_sheet("Mine notater"))
    assert read_earlier(path).foreign_sheets == ("Mine notater",)


@pytest.mark.parametrize(("value", "code"), [(None, "not_a_plan"), ("99", "plan_of_other_version")])
def test_other_workbooks_are_refused(edited, value, code) -> None:
    def work(pen) -> None:
        sheet = pen.book["_robuild"]
        if value is None:
            pen.book.remove(sheet)
        else:
            sheet["B1"] = value

    with pytest.raises(InputError) as caught:
        read_earlier(edited(work))
    assert caught.value.issues[0].code == code


def _with(path, target, part, change):
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for info in source.infolist():
            data = source.read(info)
            if info.filename == part:
                data = change(data)
            if data is not None:
                out.writestr(info.filename, data)
    return target


SHEET = "xl/worksheets/sheet2.xml"
HOSTILE = {
    "bomb": lambda path, to: _with(path, to, SHEET, lambda d: d + b" " * 60_000_000),
    "cut": lambda path, to: _with(path, to, SHEET, lambda d: d[: len(d) // 2]),
    "lost_sheet": lambda path, to: _with(path, to, SHEET, lambda _: None),
    "lost_book": lambda path, to: _with(path, to, "xl/workbook.xml", lambda _: None),
    "laughs": lambda path, to: _with(
        path, to, SHEET, lambda d: b'<!DOCTYPE a [<!ENTITY b "c">]>' + d
    ),
    "comment": lambda path, to: _with(
        path, to, SHEET, lambda d: d + b"<!--" + b"a b" * 40_000 + b"-->"
    ),
    "empty": lambda _, to: (to.write_bytes(b""), to)[1],
    "old_xls": lambda _, to: to.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(900)) and to,
    "truncated": lambda path, to: to.write_bytes(path.read_bytes()[:-500]) and to,
}


@pytest.mark.parametrize("how", HOSTILE)
def test_hostile_workbooks_end_in_one_message(how, untouched, tmp_path) -> None:
    path = HOSTILE[how](untouched, tmp_path / "hostile.xlsx")
    started = time.perf_counter()
    with pytest.raises(InputError) as caught:
        read_earlier(path)
    assert time.perf_counter() - started < 2
    (issue,) = caught.value.issues
    assert issue.origin.file == str(path)
    assert issue.hint


def test_a_far_cell_does_not_slow_the_reader(untouched, tmp_path) -> None:
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    path = _with(untouched, tmp_path / "far.xlsx", SHEET, lambda d: d.replace(b"</sheetData>", far))
    started = time.perf_counter()
    read = read_earlier(path)
    assert time.perf_counter() - started < 4
    assert read.changes == ()


def test_cells_that_nothing_takes_are_told(edited, tmp_path) -> None:
    """Another building: what was written for this one is kept on a sheet of its own."""
    read = read_earlier(edited(some_work))
    plan = small_plan()
    import dataclasses

    cells_of = tuple(
        dataclasses.replace(each, row_id=f"x{each.row_id}") if each.sheet == "participation"
        else each
        for each in read.cells
    )  # fmt: skip
    plan = dataclasses.replace(plan, earlier=Earlier("old.xlsx", cells_of, read.changes))
    path = tmp_path / "next.xlsx"
    left = write_plan(plan, path, Language.NB)
    assert [(each.reason, each.value) for each in left] == [("no_such_row", "W0")]
    sheet = load_workbook(path)["Ikke overført"]
    shown = [cell.value for row in sheet.iter_rows() for cell in row]
    assert "W0" in shown
    again = cells(read_earlier(path))
    assert again["recommendations", "1", "own"] == "=Vedtatt"
    assert again["log", "2", "cause"] == "vann"
    assert changes(read_earlier(path)) == changes(read)


def test_ids_that_were_deleted_are_named_where_something_was_changed(edited) -> None:
    def work(pen) -> None:
        for name in ("price", "hours"):
            pen.write_by_id("prices_variant_id", "rail.std", f"prices_{name}", 77)
        pen.write_by_id("prices_variant_id", "rail.std", "prices_variant_id", None)
        pen.write_by_id("choices_component_key", "door", "choices_chosen", other_door())
        pen.write_by_id("choices_component_key", "door", "choices_component_key", None)

    with pytest.raises(InputError) as caught:
        read_earlier(edited(work))
    assert [issue.code for issue in caught.value.issues] == ["id_deleted"] * 3
    told = [str(issue) for issue in caught.value.issues]
    assert "Variantvalg" in told[0]
    assert all("Priser" in each for each in told[1:])


def test_columns_that_moved_under_their_names_are_told(edited) -> None:
    """As a program does it that deletes a column and leaves the names where they were."""
    with pytest.raises(InputError) as caught:
        read_earlier(edited(lambda pen: pen.book["Priser"].delete_cols(5)))
    (issue,) = caught.value.issues
    assert issue.code == "column_moved"
    assert "Priser" in str(issue)


def test_a_choice_that_the_catalog_no_longer_has_is_left_and_told(edited) -> None:
    def work(pen) -> None:
        pen.write_by_id("choices_component_key", "door", "choices_chosen", other_door())
        pen.write_by_id("choices_component_key", "door", "choices_component_key", "gate")

    read = read_earlier(edited(work))
    taking = TakingOver(read, [], [])
    settings = Settings(chosen_variants=read.settings["chosen_variants"])
    assert taking.settings(settings, small_catalog()).chosen_variants is None
    (left,) = taking.left
    assert (left.shown, left.value, left.reason) == ("gate", "door.cheap", "not_in_catalog")
    assert left.place.startswith("Variantvalg!")
    own = Settings(chosen_variants="door=door.cheap; rail=rail.none")
    assert taking.settings(own, small_catalog()) is own  # said anew: a fault of its own
