"""The workbook of two revisions: what changed, and what that costs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl.chart import BarChart, Reference
from openpyxl.utils import get_column_letter as letter

from robuild.plan_result import PlanResult
from robuild.revisions import ChangeKind, Revision
from robuild.tabular import save_with_cache
from robuild.terms.vocabulary import Language
from robuild.workbook import styles
from robuild.workbook.page import A3, A4, Book, Page, is_missing
from robuild.workbook.plan.plan_workbook import (
    new_book,
    no_collecting,
    write_keys,
    write_properties,
)
from robuild.workbook.styles import Look

_SMALL = Look(size=9, indent=1)
_KR, _ONE = styles.number("kr", size=9), styles.number("one", size=9)
_MONEY = Look(format=styles.KR, align="right", vertical="center")
_TOP = 10
_AMOUNTS = ("acquisition_cost_nok", "life_cycle_cost_nok", "weighted_cost_nok")
_COMPONENT_KEYS = (
    "kind", "component_name", "name", "type_name", "storey", "room", "fields", "values",
    "quantity_old", "quantity_new", "acquisition_cost_nok_difference", "life_cycle_cost_nok_old",
    "life_cycle_cost_nok_new", "life_cycle_cost_nok_difference", "weighted_cost_nok_difference",
    "paired_by", "confidence", "item", "id_old", "id_new",
)  # fmt: skip
_COMPONENT_WIDTHS = (13, 28, 26, 26, 15, 20, 22, 40, 9, 9, 13, 13, 13, 13, 13, 20, 11, 14, 25, 25)
_ROOM_KEYS = (
    "kind", "building", "storey", "room_old", "room_new", "fields", "floor_area_m2_old",
    "floor_area_m2_new", "floor_area_m2_difference",
)  # fmt: skip
_LINE_KEYS = (
    "component_name", "location", "basis", "quantity_old", "quantity_new", "quantity_difference",
    "acquisition_cost_nok_old", "acquisition_cost_nok_new", "acquisition_cost_nok_difference",
    "life_cycle_cost_nok_old", "life_cycle_cost_nok_new", "life_cycle_cost_nok_difference",
    "line_id",
)  # fmt: skip
_NUMERIC = ("quantity", "acquisition", "life_cycle", "weighted", "floor_area")


def write_changes(
    revision: Revision, old: PlanResult, new: PlanResult, path: Path, language: Language
) -> None:
    """Write what changed from one revision to the next.

    Args:
        revision: of `robuild.revisions.compare`.
        old: the plan before; named on the first sheet.
        new: the plan after.
        path: the .xlsx to write; what is there is replaced.
        language: of titles, words and catalog names.

    Raises:
        OutputError: the file could not be written; what was there is still there.
    """
    with no_collecting():
        book = new_book(new, language)
        summary = Page(book, "changes", styles.TAB_OWNER)
        first, last = _components(book, revision)
        _rooms(book, revision)
        _lines(book, revision)
        _summary(summary, revision, old, (first, last))
        write_keys(book)
        write_properties(book)
        save_with_cache(book.workbook, path, book.cached)


def _summary(page: Page, revision: Revision, old: PlanResult, rows: tuple[int, int]) -> None:
    words, new = page.words, page.book.result
    page.widths((34, 16, 16, 16, 16, 16))
    page.text(1, 1, words.get("sheet.changes.title"), styles.TITLE)
    names = [", ".join(m.model_id for m in side.inventory.models) for side in (old, new)]
    page.text(2, 1, words.get("changes.from_to", old=names[0], new=names[1]), styles.SUBTITLE)
    row = 4
    for issue in revision.issues:
        page.text(row, 1, words.get(f"changes.issue.{issue.code}"), Look(colour=styles.AMBER))
        row += 1
    row = _counts(page, row, revision)
    row = _money(page, row + 1, revision)
    row = _largest(page, row + 1, revision, rows)
    page.text(row + 1, 1, words.get("changes.how_shared"), styles.NOTE)
    page.print_setup(paper=A4, landscape=False, one_page=True)


def _section(page: Page, row: int, key: str) -> int:
    for column in range(1, 7):
        page.blank(row, column, styles.SECTION)
    page.text(row, 1, page.words.get(key), styles.SECTION)
    page.sheet.row_dimensions[row].height = 19
    return row + 1


def _counts(page: Page, row: int, revision: Revision) -> int:
    row = _section(page, row, "changes.counts")
    for kind in ChangeKind:
        page.text(row, 1, page.words.word("change_kind", kind))
        page.number(row, 2, revision.counts[str(kind)], styles.number("whole"))
        row += 1
    page.text(row, 1, page.words.get("changes.rooms"))
    page.number(row, 2, len(revision.rooms), styles.number("whole"))
    return row + 1


def _money(page: Page, row: int, revision: Revision) -> int:
    row = _section(page, row, "changes.money")
    heads = ("old", "changes", "scale", "missing", "new")
    for column, key in enumerate(heads, start=2):
        page.text(row, column, page.words.get(f"changes.head.{key}"), styles.HEADER_RIGHT)
    for name in _AMOUNTS:
        row += 1
        money = revision.money[name]
        page.text(row, 1, page.words.get(f"changes.{name}"))
        for column, value in enumerate((money.old, money.changes, money.scale, money.missing), 2):
            page.number(row, column, value, _MONEY)
        page.formula(row, 6, f"=SUM(B{row}:E{row})", money.new, _MONEY)
    return row + 1


def _largest(page: Page, row: int, revision: Revision, rows: tuple[int, int]) -> int:
    """The ten changes that move life-cycle cost most, live from the list, with bars."""
    row = _section(page, row, "changes.largest")
    names = ["kind", "component_name", "room", "life_cycle_cost_nok_difference"]
    title = page.book.words.get("sheet.changes_components.title")
    shown = revision.changes[revision.changes["life_cycle_cost_nok_difference"].abs() > 0]
    first = row
    for number in range(min(_TOP, len(shown))):
        source = rows[0] + number
        cells = [f"='{title}'!{letter(_COMPONENT_KEYS.index(key) + 1)}{source}" for key in names]
        change = shown.iloc[number]
        values = _shown(page.book, change)
        page.formula(row, 1, cells[1], values["component_name"], Look())
        page.formula(row, 2, cells[0], values["kind"], Look(size=9))
        page.formula(row, 3, cells[2], values["room"], Look(size=9))
        page.formula(row, 6, cells[3], change["life_cycle_cost_nok_difference"], _MONEY)
        page.sheet.merge_cells(start_row=row, start_column=3, end_row=row, end_column=5)
        row += 1
    if row == first:
        page.text(row, 1, page.words.get("changes.none"), styles.NOTE)
        return row + 1
    _chart(page, first, row - 1)
    return row + 16


def _chart(page: Page, first: int, last: int) -> None:
    chart: Any = BarChart()
    chart.type, chart.gapWidth = "bar", 35
    chart.add_data(Reference(page.sheet, min_col=6, min_row=first, max_row=last))
    chart.set_categories(Reference(page.sheet, min_col=1, min_row=first, max_row=last))
    chart.legend = None
    chart.title = page.words.get("changes.chart")
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.tickLblPos = "low"
    chart.y_axis.number_format = "#,##0"
    chart.width, chart.height = 21, 7.5
    page.sheet.add_chart(chart, f"A{last + 2}")


def _shown(book: Book, change: pd.Series) -> dict[str, Any]:
    """Words for the keys of a change."""
    words = book.words
    key = change["component_key"]
    component = None if is_missing(key) else book.result.catalog.component_by_key.get(key)
    return {
        "kind": words.word("change_kind", change["kind"]),
        "item": words.get(
            "word.modelled" if change["item"] == "component" else "word.not_modelled"
        ),
        "component_name": book.name_of(component)
        if component
        else str(change["ifc_class"] or words.get("word.nothing")),
        **{
            name: words.get("word.nothing") if is_missing(change[name]) else change[name]
            for name in ("name", "type_name", "storey", "room", "id_old", "id_new")
        },
        "paired_by": words.word("paired_by", change["paired_by"])
        if not is_missing(change["paired_by"])
        else words.get("word.nothing"),
        "confidence": words.word("confidence", change["confidence"])
        if not is_missing(change["confidence"])
        else words.get("word.nothing"),
        "fields": _fields(book, change["fields"]),
    }


def _fields(book: Book, fields: Any) -> str:
    if is_missing(fields):
        return book.words.get("word.nothing")
    return ", ".join(book.words.word("changed_field", name) for name in fields.split("; "))


def _sheet(page: Page, keys: Sequence[str], widths: Sequence[float]) -> int:
    page.widths(widths)
    page.text(1, 1, page.title, styles.TITLE)
    page.text(2, 1, page.words.get(f"sheet.{page.key}.purpose"), styles.SUBTITLE)
    page.link(3, 1, page.words.get("word.to_summary"), "changes")
    for column, key in enumerate(keys, start=1):
        look = styles.HEADER_RIGHT if key.startswith(_NUMERIC) else styles.HEADER
        page.text(5, column, page.words.get(f"column.changes.{key}"), look)
    page.sheet.row_dimensions[5].height = 32
    return 5


def _finish(page: Page, keys: Sequence[str], row: int, header: int) -> None:
    if row == header:
        page.text(row + 1, 1, page.words.get("changes.none"), styles.NOTE)
    else:
        page.table(page.key, keys, header, row)
    page.sheet.freeze_panes = page.sheet.cell(header + 1, 3)
    page.print_setup(paper=A3, landscape=True, repeat_rows=f"{header}:{header}")


def _components(book: Book, revision: Revision) -> tuple[int, int]:
    page = Page(book, "changes_components", styles.TAB_PLANNER)
    header = _sheet(page, _COMPONENT_KEYS, _COMPONENT_WIDTHS)
    told = _told(book, revision)
    row = header
    at = {key: letter(column) for column, key in enumerate(_COMPONENT_KEYS, start=1)}
    for _, change in revision.changes.iterrows():
        row += 1
        values = _shown(book, change)
        values["values"] = told.get((change["id_old"], change["id_new"]))
        for column, key in enumerate(_COMPONENT_KEYS, start=1):
            if key == "life_cycle_cost_nok_difference" and not is_missing(change[key]):
                old, new = at["life_cycle_cost_nok_old"], at["life_cycle_cost_nok_new"]
                page.formula(row, column, f"={new}{row}-{old}{row}", change[key], _KR)
            elif key.startswith("quantity") and is_missing(change[key]):
                page.text(row, column, book.words.get("word.nothing"), _SMALL)
            elif key.startswith(_NUMERIC):
                look = _ONE if key.startswith("quantity") else _KR
                page.number(row, column, change[key], look)
            else:
                page.text(row, column, values[key] or book.words.get("word.nothing"), _SMALL)
    for kind, fill in (("added", "E3F1E3"), ("removed", "F7E3DF"), ("changed", "FFF3D6")):
        if row == header:  # nothing has changed, and a range without rows is none
            break
        word = book.words.word("change_kind", kind)
        page.flag(f"A{header + 1}:A{row}", f'$A{header + 1}="{word}"', fill, styles.INK, bold=False)
    _finish(page, _COMPONENT_KEYS, row, header)
    return header + 1, row


def _told(book: Book, revision: Revision) -> dict[tuple[str, str], str]:
    """Old and new values of every changed component, as one text."""
    found: dict[tuple[str, str], list[str]] = {}
    nothing = book.words.get("word.not_known")
    for row in revision.fields.to_dict("records"):
        old, new = (
            nothing if is_missing(row[name]) else str(row[name])
            for name in ("old_value", "new_value")
        )
        field = book.words.word("changed_field", row["field"])
        found.setdefault((row["id_old"], row["id_new"]), []).append(f"{field}: {old} → {new}")
    return {key: "; ".join(parts) for key, parts in found.items()}


def _rooms(book: Book, revision: Revision) -> None:
    page = Page(book, "changes_rooms", styles.TAB_DATA)
    header = _sheet(page, _ROOM_KEYS, (13, 18, 18, 28, 28, 30, 13, 13, 13))
    row = header
    for record in revision.rooms.to_dict("records"):
        row += 1
        both = not (
            is_missing(record["floor_area_m2_old"]) or is_missing(record["floor_area_m2_new"])
        )
        for column, key in enumerate(_ROOM_KEYS, start=1):
            if key == "kind":
                page.text(row, column, book.words.word("change_kind", record[key]), _SMALL)
            elif key == "fields":
                page.text(row, column, _fields(book, record[key]), _SMALL)
            elif key == "floor_area_m2_difference" and both:
                value = record["floor_area_m2_new"] - record["floor_area_m2_old"]
                page.formula(row, column, f"=H{row}-G{row}", value, _ONE)
            elif key.startswith("floor_area") and not is_missing(record.get(key)):
                page.number(row, column, record[key], _ONE)
            else:
                value = record.get(key)
                shown = book.words.get("word.nothing") if is_missing(value) else value
                page.text(row, column, shown, _SMALL)
    _finish(page, _ROOM_KEYS, row, header)


def _lines(book: Book, revision: Revision) -> None:
    page = Page(book, "changes_lines", styles.TAB_DATA)
    header = _sheet(page, _LINE_KEYS, (32, 14, 14, *((13,) * 9), 46))
    catalog = book.result.catalog.component_by_key
    row = header
    for record in revision.lines.to_dict("records"):
        row += 1
        for column, key in enumerate(_LINE_KEYS, start=1):
            if key.endswith("_difference"):
                name = key.removesuffix("_difference")
                old, new = record[f"{name}_old"], record[f"{name}_new"]
                places = f"{letter(column - 1)}{row}-{letter(column - 2)}{row}"
                if is_missing(old) or is_missing(new):
                    page.text(row, column, None, _SMALL)
                else:
                    look = _ONE if name == "quantity" else _KR
                    page.formula(row, column, f"={places}", new - old, look)
            elif key.startswith(_NUMERIC):
                page.number(row, column, record[key], _ONE if key.startswith("quantity") else _KR)
            elif key == "component_name":
                page.text(row, column, book.name_of(catalog[record["component_key"]]), _SMALL)
            elif key == "location":
                word = book.words.word("location_class", record["location_class"])
                page.text(row, column, word, _SMALL)
            elif key == "basis":
                modelled = record["modelled"] == "yes"
                word = book.words.get("word.modelled" if modelled else "word.not_modelled")
                page.text(row, column, word, _SMALL)
            else:
                page.text(row, column, record[key], _SMALL)
    _finish(page, _LINE_KEYS, row, header)
