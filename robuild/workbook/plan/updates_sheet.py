"""*Oppdatering* and *Ikke overført*: what came along from an earlier workbook, and what did not."""

from __future__ import annotations

from typing import Any

from robuild.revisions import ChangeKind, Revision
from robuild.terms.carried import CarriedChange, NotCarried, Written
from robuild.workbook import styles
from robuild.workbook.page import A4, Book, Page, is_missing
from robuild.workbook.plan.assumptions import shown_setting
from robuild.workbook.styles import Look

_WIDTHS = (30, 44, 22, 22, 18, 18)
_LEFT_WIDTHS = (30, 44, 40, 60)
_MOST_CHANGES = 500
_SMALL = Look(size=9, wrap=True)
_KR = styles.number("kr", size=9)
_VALUE = Look(size=9, align="right", format="#,##0.####")


def not_carried(book: Book) -> tuple[NotCarried, ...]:
    """What people wrote that fits nothing: found by the engine, and left by the sheets.

    A cell that is kept under several ids is carried when one of them was taken.
    """
    earlier = book.result.earlier
    if earlier is None:
        return ()
    left = list(book.shelf.left())
    left_ids = {(each.sheet, each.row_id, each.column) for each in left}
    carried = {
        each.place
        for each in earlier.cells
        if (each.sheet, each.row_id, each.column) not in left_ids
    }
    found = {
        each.place: NotCarried(each.place, each.shown, each.value, "no_such_row")
        for each in left
        if each.place not in carried
    }
    return (*earlier.not_carried, *found.values())


def write_updates(book: Book, revision: Revision | None) -> None:
    """Write both sheets; nothing where the plan takes over no earlier workbook."""
    earlier = book.result.earlier
    if earlier is None:
        return
    _write_taken(book, revision)
    left = not_carried(book)
    if left:
        _write_left(book, left)


def _write_taken(book: Book, revision: Revision | None) -> None:
    page = Page(book, "updates", styles.TAB_DATA)
    page.widths(_WIDTHS)
    words, earlier = book.words, book.result.earlier
    if earlier is None:
        return
    row = page.heading(money=False)
    page.text(row, 1, words.get("updates.from", file=earlier.file), styles.BOLD)
    answers = len({each.place for each in earlier.cells if each.sheet != "log"})
    logged = len({each.row_id for each in earlier.cells if each.sheet == "log"})
    left = len(not_carried(book))
    told = words.get(
        "updates.counts", changes=len(earlier.applied), answers=answers, logged=logged, left=left
    )
    page.text(row + 1, 1, told, styles.NOTE)
    row = _applied(page, row + 3, earlier.applied)
    row = _revision(page, row + 2, revision)
    page.sheet.freeze_panes = page.sheet.cell(4, 1)
    page.print_setup(paper=A4, landscape=True)
    page.sheet.print_area = f"A1:F{row}"


def _applied(page: Page, row: int, applied: tuple[CarriedChange, ...]) -> int:
    words = page.words
    page.text(row, 1, words.get("updates.applied"), styles.SECTION)
    row += 1
    for column, key in enumerate(("what", "shown", "before", "now"), start=1):
        look = styles.HEADER if column < 3 else styles.HEADER_RIGHT
        page.text(row, column, words.get(f"column.updates.{key}"), look)
    for each in applied:
        row += 1
        page.text(row, 1, words.get(f"updates.what.{each.what}"), _SMALL)
        page.text(row, 2, _named(page.book, each), _SMALL)
        for column, value in enumerate(_values(page.book, each), start=3):
            _value(page, row, column, value)
    if not applied:
        row += 1
        page.text(row, 1, words.get("updates.nothing_applied"), styles.NOTE)
    return row


def _values(book: Book, change: CarriedChange) -> tuple[Written | None, Written | None]:
    """Without the change and now, as people read them."""
    before, now = change.before, change.now
    if change.what == "setting":
        before, now = (shown_setting(book, change.row_id, each) for each in (before, now))
    elif change.what == "variant":
        catalog, role = book.result.catalog, book.result.settings.variant_role
        usual = catalog.component_by_key[change.row_id].default_variant_id
        before = None if role else book.name_of(catalog.variant_by_id[usual])
        now = book.name_of(catalog.variant_by_id[str(now)])
    return before, now


def _named(book: Book, change: CarriedChange) -> str:
    """What a change is about, in the language of the book."""
    words, catalog = book.words, book.result.catalog
    if change.what == "setting":
        return words.get(f"setting.{change.row_id}.label")
    kind = change.what.split(".", 1)[0]
    if kind == "trade_rate":
        return words.word("trade", change.row_id)
    rows: dict[str, dict[str, Any]] = {
        "price": dict(catalog.variant_by_id),
        "damage_rate": dict(catalog.component_by_key),
        "variant": dict(catalog.component_by_key),
        "task": {task.task_id: task for task in catalog.tasks},
    }
    row = rows.get(kind, {}).get(change.row_id)
    if row is None:
        return change.shown
    component = catalog.component_by_key.get(getattr(row, "component_key", ""))
    names = [book.name_of(each) for each in (component, row) if each]
    return ": ".join(dict.fromkeys(names))


def _value(page: Page, row: int, column: int, value: Written | None) -> None:
    if value is None:
        page.text(row, column, page.words.get("word.not_given"), _VALUE)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        page.number(row, column, value, _VALUE)
    else:
        page.text(row, column, str(value), Look(size=9, align="right", wrap=True))


def _revision(page: Page, row: int, revision: Revision | None) -> int:
    """What changed in the model, with what each change costs over the period."""
    words = page.words
    page.text(row, 1, words.get("updates.revision"), styles.SECTION)
    row += 1
    if revision is None:
        page.text(row, 1, words.get("updates.same_model"), styles.NOTE)
        return row
    counts = {str(kind): revision.counts[str(kind)] for kind in ChangeKind}
    page.text(row, 1, words.get("updates.revision_counts", **counts), styles.BOLD)
    cost = revision.money["life_cycle_cost_nok"]
    row += 1
    page.text(row, 1, words.get("updates.revision_cost"), _SMALL)
    page.number(row, 3, cost.difference, Look(format=styles.KR, bold=True, align="right"))
    row += 1
    page.text(row, 1, words.get("updates.priced_as_now"), styles.NOTE)
    row += 1
    for column, key in enumerate(("kind", "component", "room", "fields", "old", "new"), start=1):
        look = styles.HEADER if column < 5 else styles.HEADER_RIGHT
        page.text(row, column, words.get(f"column.revision.{key}"), look)
    records = revision.changes.to_dict("records")
    for record in records[:_MOST_CHANGES]:
        row += 1
        _change(page, row, {str(key): value for key, value in record.items()})
    if len(records) > _MOST_CHANGES:
        row += 1
        more = len(records) - _MOST_CHANGES
        page.text(row, 1, words.get("updates.more", count=more), styles.NOTE)
    return row


def _change(page: Page, row: int, record: dict[str, Any]) -> None:
    words, book = page.words, page.book
    component = book.result.catalog.component_by_key.get(str(record["component_key"]))
    named = book.name_of(component) if component else None
    own = None if is_missing(record["name"]) else str(record["name"])
    shown = " – ".join(each for each in (named, own) if each)
    page.text(row, 1, words.word("change_kind", record["kind"]), _SMALL)
    page.text(row, 2, shown or words.get("word.not_known"), _SMALL)
    page.text(row, 3, words.get("word.nothing") if is_missing(record["room"]) else record["room"],
              _SMALL)  # fmt: skip
    fields = [] if is_missing(record["fields"]) else str(record["fields"]).split("; ")
    told = ", ".join(words.word("changed_field", each) for each in fields)
    page.text(row, 4, told or words.get("word.nothing"), _SMALL)
    for column, side in ((5, "old"), (6, "new")):
        value = record[f"life_cycle_cost_nok_{side}"]
        if is_missing(value):
            page.text(row, column, words.get("word.missing"), Look(size=9, align="right"))
        else:
            page.number(row, column, value, _KR)


def _write_left(book: Book, left: tuple[NotCarried, ...]) -> None:
    """What fits nothing any more stands here, and not nowhere."""
    page = Page(book, "not_carried", styles.TAB_DATA)
    page.widths(_LEFT_WIDTHS)
    words = book.words
    row = page.heading(money=False)
    for column, key in enumerate(("place", "shown", "value", "reason"), start=1):
        page.text(row, column, words.get(f"column.not_carried.{key}"), styles.HEADER)
    header = row
    for each in left:
        row += 1
        page.text(row, 1, each.place, _SMALL)
        page.text(row, 2, each.shown, _SMALL)
        if isinstance(each.value, str | None):
            page.text(row, 3, each.value, _SMALL)
        else:
            page.number(row, 3, each.value, _VALUE)
        page.text(row, 4, words.get(f"updates.reason.{each.reason}"), _SMALL)
    page.filtered(4, header, row)
    page.sheet.freeze_panes = page.sheet.cell(header + 1, 1)
    page.print_setup(paper=A4, landscape=True, repeat_rows=f"{header}:{header}")
    page.sheet.print_area = f"A1:D{row}"
