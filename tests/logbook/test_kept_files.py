"""Forms, kept logs and counts to share: written and read back, and read when spoilt."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from buildings import HEADER, building, csv_of, read, row
from openpyxl import load_workbook

from robuild.logbook import (
    is_counts,
    is_kept_log,
    kept_log,
    read_counts,
    read_kept_log,
    write_counts,
    write_kept_log,
    write_log_form,
)
from robuild.terms.issues import InputError
from robuild.terms.tables import empty
from robuild.terms.vocabulary import Language
from robuild.terms.work_log import EXPOSURES, RATE_COUNTS


@pytest.mark.parametrize("language", list(Language))
def test_a_form_filled_in_is_read_in_every_language(tmp_path, language):
    path = tmp_path / "form.xlsx"
    write_log_form(path, building(), language)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    titles = [cell.value for cell in sheet[1]]
    assert len(titles) == 13
    offered = dict.fromkeys(("component", "dwelling", "cause", "action"))
    lists = book["lists"]
    for column in lists.iter_cols(values_only=True):
        if column[0] in offered:
            offered[column[0]] = [value for value in column[1:] if value]
    assert offered["dwelling"] == ["H0101", "H0102"]
    assert len(offered["component"]) == 3
    first = len([r for r in sheet.iter_rows(values_only=True) if any(r)]) + 1
    for n, component in enumerate(offered["component"]):
        for place, value in enumerate(
            ["2026-03", component, "H0101", offered["cause"][0], offered["action"][1]], 1
        ):
            sheet.cell(first + n, place, value)
    book.save(path)
    done = read(path)
    assert done.refused == []
    assert len(done.table) == 3
    assert set(done.table["cause"]) == {"wear"}
    assert set(done.table["action"]) == {"part"}


def kept(tmp_path):
    done = read(csv_of(tmp_path, [row(), row(måned="2026-05", bolig="", timer="")], HEADER))
    log = kept_log(
        done, empty(EXPOSURES), building="Huset", first_month="2026-01", last_month="2026-12",
        dwellings=2,
    )  # fmt: skip
    path = tmp_path / "kept.json"
    write_kept_log(path, log, done)
    return path, log


def test_a_kept_log_comes_back_as_it_was(tmp_path):
    path, log = kept(tmp_path)
    again = read_kept_log(path)
    pd.testing.assert_frame_equal(again.events, log.events)
    assert (again.building, again.first_month, again.last_month, again.dwellings) == (
        "Huset", "2026-01", "2026-12", 2,
    )  # fmt: skip
    assert again.years == 1.0
    assert is_kept_log(path)
    assert "NaN" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.pop("building"),
        lambda data: data.update(robuild_kept_log=2),
        lambda data: data.update(first_month="2027-01"),
        lambda data: data.update(first_month="2026-13"),
        lambda data: data.update(more="x"),
        lambda data: data["events"].pop("month"),
        lambda data: data["events"]["month"].append("2026-01"),
        lambda data: data["events"].update(cause=["anger", "wear"]),
        lambda data: data["events"].update(hours=[-1, 2]),
        lambda data: data["events"].update(hours=["many", 2]),
        lambda data: data.update(dwellings=-1),
    ],
)
def test_a_changed_file_is_told_and_never_half_used(tmp_path, spoil):
    path, _ = kept(tmp_path)
    data = json.loads(path.read_text(encoding="utf-8"))
    spoil(data)
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(InputError) as told:
        read_kept_log(path)
    assert told.value.issues[0].code in {"not_a_kept_log", "months_in_order"}
    assert "robuild log" in told.value.issues[0].hint


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff\xfe\x00", b"[" * 100_000, b'{"a": 1}'])
def test_other_files_are_no_kept_logs(tmp_path, content):
    path = tmp_path / "x.json"
    path.write_bytes(content)
    with pytest.raises(InputError):
        read_kept_log(path)
    assert not is_kept_log(path)


def counts(*rows):
    names = list(RATE_COUNTS.columns)
    table = pd.DataFrame(rows, columns=names)
    types = {name: str(column.dtype) for name, column in RATE_COUNTS.columns.items()}
    return table.astype(types)


def test_counts_to_share_cover_five_dwellings_or_more(tmp_path):
    table = counts(
        ("wc", "wc.floor", "raised", "piece", 30.0, 4.0, 9, 1),
        ("bed", "bed.ordinary", "raised", "piece", 10.0, 1.0, 3, 1),
        ("lamp", "lamp.ordinary", "ordinary", "piece", 10.0, 1.0, 0, 1),
    )
    path = tmp_path / "share.csv"
    assert write_counts(path, table) == 2
    assert is_counts(path)
    again = read_counts(path)
    assert again["component_key"].tolist() == ["wc"]
    pd.testing.assert_frame_equal(again, table.iloc[:1])
    text = path.read_text(encoding="utf-8")
    assert "H0101" not in text
    assert not any(char.isdigit() and "2026" in text for char in text)


def test_no_small_group_can_be_found_by_subtraction(tmp_path):
    """All of a component less what is shown of it must not be fewer than five dwellings."""
    table = counts(
        ("door", "door.soft", "raised", "piece", 30.0, 4.0, 9, 2),
        ("door", "door.hard", "raised", "piece", 3.0, 1.0, 2, 2),
        ("door", "door.steel", "raised", "piece", 20.0, 1.0, 6, 2),
    )
    path = tmp_path / "share.csv"
    write_counts(path, table)
    shown = read_counts(path)
    hidden = table[~table["variant_id"].isin(shown["variant_id"])]
    assert "door.hard" in set(hidden["variant_id"])
    assert hidden["dwelling_count"].sum() >= 5


@pytest.mark.parametrize(
    ("column", "value"),
    [("events", "-1"), ("events", "many"), ("use_intensity", "wild"), ("dwelling_count", "1.5"),
     ("exposure_years", "nan"), ("component_key", "=A1")],
)  # fmt: skip
def test_counts_of_others_are_checked_cell_by_cell(tmp_path, column, value):
    path = tmp_path / "share.csv"
    write_counts(path, counts(("wc", "wc.floor", "raised", "piece", 30.0, 4.0, 9, 1)))
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    cells = dict(zip(lines[0].split(","), lines[1].split(","), strict=True)) | {column: value}
    path.write_text("\n".join([lines[0], ",".join(cells.values())]), encoding="utf-8")
    with pytest.raises(InputError) as told:
        read_counts(path)
    assert (told.value.issues[0].origin.row, told.value.issues[0].origin.column) == (2, column)
