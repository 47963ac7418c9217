"""*Reservedeler*: what to keep on the shelf, what that costs and saves, and what each job takes."""

from __future__ import annotations

import math
from typing import Any

from openpyxl.utils import get_column_letter as letter

from robuild.operations.stock import expected_shortage, ready_share
from robuild.workbook import styles
from robuild.workbook.answers import define_answers
from robuild.workbook.page import A3, Book, Page, is_missing
from robuild.workbook.styles import Look

KEYS = (
    "component_name", "variant_name", "spare", "installed", "dwellings", "demand", "lead_days",
    "stock", "enough", "finds", "reorder", "unit_nok", "value_nok", "holding_nok", "waiting_nok",
    "saved_nok", "ease", "last_buy", "remark", "key", "at_run",
)  # fmt: skip
KIT_KEYS = ("component_name", "variant_name", "task", "trade", "bring", "jobs", "hours",
            "consumables")  # fmt: skip
_WIDTHS = (26, 28, 9, 9, 8, 9, 8, 9, 9, 9, 10, 10, 10, 10, 10, 10, 17, 26, 34, 6, 6)
_TEXTS = 3
_SMALL = Look(size=9, wrap=True)
_KR = styles.number("whole", size=9)
_INPUT = Look(
    format="0", size=9, bold=True, colour=styles.INPUT_INK, fill=styles.INPUT_FILL, box="thin",
    unlocked=True, align="right",
)  # fmt: skip
DAYS_PER_YEAR = 365.25


def write_spares(book: Book) -> None:
    """Write the sheet."""
    page = Page(book, "spares", styles.TAB_STAFF)
    words, spares = book.words, book.result.operations.spares
    page.widths(_WIDTHS)
    row = page.heading(money=True)
    for key in ("spares.shared", "spares.worth", "spares.yours", "spares.finds"):
        page.text(row, 1, words.get(key), styles.NOTE)
        row += 1
    total, header = row + 1, row + 2
    for column, key in enumerate(KEYS, start=1):
        look = styles.HEADER if column <= _TEXTS or column > 16 else styles.HEADER_RIGHT
        page.text(header, column, words.get(f"column.spares.{key}"), look)
    page.sheet.row_dimensions[header].height = 54
    row = header
    rows = spares.parts.to_dict("records")
    parts = [_with_own_stock(page, {str(key): v for key, v in each.items()}) for each in rows]
    for record in parts:
        row += 1
        _write_row(page, row, record)
    if parts:
        page.filtered(len(KEYS), header, row)
        columns = {"id": len(KEYS) - 1, "stock": 8, "stock_at_run": len(KEYS)}
        define_answers(page, header + 1, row, columns)
        _sums(page, (total, header + 1, row), parts)
    else:
        row += 1
        page.text(row, 1, words.get("spares.nothing"), styles.NOTE)
    if spares.lines_missing:
        row += 1
        page.text(row, 1, words.get("spares.missing", count=spares.lines_missing), styles.NOTE)
    row = _kits(page, row + 2)
    for column in (len(KEYS) - 1, len(KEYS)):
        page.sheet.column_dimensions[letter(column)].hidden = True
    page.sheet.freeze_panes = page.sheet.cell(header + 1, 3)
    page.print_setup(paper=A3, landscape=True, repeat_rows=f"{header}:{header}")
    page.sheet.print_area = f"A1:{letter(len(KEYS) - 2)}{row}"


def _write_row(page: Page, row: int, record: dict[str, Any]) -> None:
    words, book = page.words, page.book
    catalog = book.result.catalog
    variant = catalog.variant_by_id[str(record["variant_id"])]
    page.text(row, 1, book.name_of(catalog.component_by_key[variant.component_key]), _SMALL)
    page.text(row, 2, book.name_of(variant), _SMALL)
    page.text(row, 3, words.word("spare", record["spare"]), _SMALL)
    page.number(row, 4, record["installed"], styles.number("one", size=9))
    page.number(row, 5, int(record["dwelling_count"]), styles.number("whole", size=9))
    page.number(row, 6, record["demand_per_year"], styles.number("two", size=9))
    page.number(row, 7, record["lead_days"], styles.number("one", size=9))
    page.number(row, 8, int(record["stock"]), _INPUT)
    page.number(row, 21, record["recommended"], styles.NOTE)
    page.number(row, 9, int(record["full_stock"]), styles.number("whole", size=9))
    page.number(row, 12, record["unit_nok"], _KR)
    page.number(row, 15, record["waiting_nok_per_year"], _KR)
    _live(page, row, record)
    before, after = (record[key] for key in ("repair_ease_class", "class_stocked"))
    ease = f"{before} {record['rei']:.2f}"
    if record["rei_stocked"] > record["rei"]:
        ease += f" → {after} {record['rei_stocked']:.2f}"
    page.text(row, 17, ease if words.language == "en" else ease.replace(".", ","), _SMALL)
    last = words.get("spares.lasts")
    if is_missing(record["spare_parts_years"]):
        last = words.get("word.not_known")
    elif not is_missing(record["last_buy"]):
        last = words.get(
            "spares.buy", number=int(record["last_buy"]), year=int(record["last_buy_year"])
        )
    page.text(row, 18, last, _SMALL)
    remark = words.word("keep", record["keep"])
    if record["keep"] == "stock" and record["separate_stock"] > record["full_stock"]:
        remark = words.get("spares.pooled", number=int(record["separate_stock"]))
    page.text(row, 19, remark, _SMALL)
    page.text(row, 20, f"{record['variant_id']}|{record['spare']}", Look(size=9))


def _with_own_stock(page: Page, record: dict[str, Any]) -> dict[str, Any]:
    """The row with the number on the shelf that somebody chose before."""
    own = page.book.shelf.take(page.key, f"{record['variant_id']}|{record['spare']}", "stock")
    record = record | {"recommended": int(record["stock"])}
    if not isinstance(own, float) or own == record["stock"]:
        return record
    stock, mean = int(own), record["demand_per_year"] * record["lead_days"] / DAYS_PER_YEAR
    ready = ready_share(stock, mean) if stock else 0.0
    on_hand = stock - mean + expected_shortage(stock, mean) if stock else 0.0
    rate = page.book.result.settings.stock_holding_share_per_year
    return record | {
        "stock": stock, "ready_share": ready,
        "holding_nok_per_year": rate * record["unit_nok"] * on_hand,
        "saved_nok_per_year": record["waiting_nok_per_year"] * ready,
    }  # fmt: skip


def _live(page: Page, row: int, record: dict[str, Any]) -> None:
    """What follows from the number on the shelf."""
    mean = f"$F{row}*$G{row}/{DAYS_PER_YEAR}"
    stock = f"$H{row}"
    short = (
        f"{mean}*(1-IF({stock}<1,0,POISSON({stock}-1,{mean},TRUE)))"
        f"-{stock}*(1-POISSON({stock},{mean},TRUE))"
    )
    page.formula(
        row, 10, f"=IF({stock}<1,0,POISSON({stock}-1,{mean},TRUE))", record["ready_share"],
        styles.number("share", size=9),
    )  # fmt: skip
    page.formula(
        row, 11, f'=IF({stock}<1,"–",{stock}-1)',
        "–" if record["stock"] < 1 else int(record["stock"]) - 1, styles.number("whole", size=9),
    )  # fmt: skip
    page.formula(row, 13, f"={stock}*$L{row}", record["stock"] * record["unit_nok"], _KR)
    page.formula(
        row, 14, f"=IF({stock}<1,0,stock_holding_share_per_year*$L{row}*({stock}-{mean}+{short}))",
        record["holding_nok_per_year"], _KR,
    )  # fmt: skip
    page.formula(row, 16, f"=$O{row}*$J{row}", record["saved_nok_per_year"], _KR)


def _sums(page: Page, rows: tuple[int, int, int], parts: list[dict[str, Any]]) -> None:
    """Sums in the row of totals, over the rows from first to last."""
    row, first, last = rows
    page.text(row, 1, page.words.get("spares.shown_sum"), styles.BOLD)
    for column, amount in (
        (8, lambda each: each["stock"]),
        (13, lambda each: each["stock"] * each["unit_nok"]),
        (14, lambda each: each["holding_nok_per_year"]),
        (15, lambda each: each["waiting_nok_per_year"]),
        (16, lambda each: each["saved_nok_per_year"]),
    ):
        span = f"{letter(column)}{first}:{letter(column)}{last}"
        page.formula(
            row, column, f"=SUBTOTAL(109,{span})", math.fsum(map(amount, parts)),
            styles.number("whole", size=9, bold=True),
        )  # fmt: skip


def _kits(page: Page, row: int) -> int:
    """What each repair takes along."""
    words, book = page.words, page.book
    catalog = book.result.catalog
    kits = book.result.operations.spares.kits
    page.text(row, 1, words.get("spares.kits"), styles.SECTION)
    row += 1
    page.text(row, 1, words.get("spares.kits_said"), styles.NOTE)
    row += 1
    places = dict(zip(KIT_KEYS, (1, 2, 3, 8, 9, 12, 13, 14), strict=True))
    for key, column in places.items():
        look = styles.HEADER if column < 10 else styles.HEADER_RIGHT
        page.text(row, column, words.get(f"column.kits.{key}"), look)
    tasks = {task.task_id: task for task in catalog.tasks}
    for record in kits.to_dict("records"):
        row += 1
        variant = catalog.variant_by_id[str(record["variant_id"])]
        component = catalog.component_by_key[variant.component_key]
        spare = words.word("spare", record["spare"])
        bring = "spares.from_shelf" if record["stock"] else "spares.order_it"
        page.text(row, 1, book.name_of(component), _SMALL)
        page.text(row, 2, book.name_of(variant), _SMALL)
        page.text(row, 3, book.name_of(tasks[str(record["task_id"])]), Look(size=9))
        page.text(row, 8, words.word("trade", record["trade"]), Look(size=9))
        page.text(row, 9, words.get(bring, spare=spare), Look(size=9))
        page.number(row, 12, record["jobs_per_year"], styles.number("two", size=9))
        page.number(row, 13, record["hours"], styles.number("one", size=9))
        page.number(row, 14, record["consumables_nok"], _KR)
    return row
