"""*Oppgaver*: hours and material of each recurring job; the cells to change them in."""

from __future__ import annotations

from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.datavalidation import DataValidation

from robuild.terms.catalog import Task
from robuild.workbook import styles
from robuild.workbook.page import A4, Book, Page
from robuild.workbook.styles import Look

ENTRIES = {"hours": ("hours", "two"), "material": ("material_nok", "kr")}
"""Column -> field of the catalog, kind of number."""
_SHOWN = (
    "component_name", "task", "kind", "trade", "interval_years", "hours", "material", "unit",
    "changed", "mark", "source",
)  # fmt: skip
KEYS = (*_SHOWN, "task_id", "task_no", "hours_at_run", "material_at_run")
_AT = {key: place for place, key in enumerate(KEYS, start=1)}
_WIDTHS = (30, 40, 18, 14, 10, 11, 12, 9, 9, 13, 30)
_SMALL = Look(size=9, wrap=True)


def write_work(book: Book) -> None:
    """Write the sheet; its columns are defined names `work_<key>`."""
    page = Page(book, "work", styles.TAB_PLANNER)
    page.widths(_WIDTHS)
    row = page.heading(money=True)
    header = row + 1
    page.text(row, 1, book.words.get("work.how"), styles.NOTE)
    for column, key in enumerate(KEYS, start=1):
        look = styles.HEADER_RIGHT if key in (*ENTRIES, "interval_years") else styles.HEADER
        page.text(header, column, book.words.get(f"column.work.{key}"), look)
        if column > len(_SHOWN):
            page.sheet.column_dimensions[letter(column)].hidden = True
    page.sheet.row_dimensions[header].height = 32
    tasks = book.offers.tasks
    first, last = header + 1, max(header + 1, header + len(tasks))
    for number, task in enumerate(tasks, start=1):
        _write_task(page, header + number, number, task)
    if tasks:
        page.table("work", KEYS, header, last)
    else:
        page.text(first, 2, book.words.get("maintenance.nothing"), styles.NOTE)
    for column, key in enumerate(KEYS, start=1):
        book.define(f"work_{key}", page.span(first, column, last, column))
    _limits(page, first, last)
    page.flag(f"A{first}:{letter(len(_SHOWN))}{last}",
              f"${letter(_AT['changed'])}{first}=word_yes", styles.AMBER_LIGHT, styles.AMBER,
              bold=False)  # fmt: skip
    page.sheet.freeze_panes = page.sheet.cell(first, 3)
    page.print_setup(paper=A4, landscape=True, repeat_rows=f"{header}:{header}")
    page.sheet.print_area = f"A1:{letter(len(_SHOWN))}{last}"


def _write_task(page: Page, row: int, number: int, task: Task) -> None:
    book, words = page.book, page.words
    catalog = book.result.catalog
    component = catalog.component_by_key[task.component_key]
    source = catalog.source_by_id[task.source_id]
    unit = words.word("unit", component.unit)
    for key, text, look in (
        ("component_name", book.name_of(component), _SMALL),
        ("task", book.name_of(task), _SMALL),
        ("kind", words.word("task_kind", task.kind), Look(size=9)),
        ("trade", words.word("trade", task.trade), Look(size=9)),
        ("unit", words.get("word.per_unit", unit=unit), Look(size=9, indent=1)),
        ("mark", words.word("mark", source.mark), styles.NOTE),
        ("source", book.source_title(source), styles.NOTE_WRAPPED),
        ("task_id", task.task_id, styles.NOTE),
    ):
        page.text(row, _AT[key], text, look)
    page.number(row, _AT["task_no"], number, styles.TEXT)
    page.number(row, _AT["interval_years"], task.interval_years, styles.number("0.0#", size=9))
    for key, (field, kind) in ENTRIES.items():
        value = getattr(task, field)
        page.number(row, _AT[key], value, styles.entry(kind))
        page.number(row, _AT[f"{key}_at_run"], value, styles.TEXT)
    same = "*".join(
        f"(${letter(_AT[key])}{row}=${letter(_AT[f'{key}_at_run'])}{row})" for key in ENTRIES
    )
    page.formula(
        row, _AT["changed"], f"=IF({same}=1,word_no,word_yes)", words.get("word.no"),
        Look(size=9, align="center"),
    )  # fmt: skip


def _limits(page: Page, first: int, last: int) -> None:
    for key in ENTRIES:
        rule = DataValidation(
            type="decimal", operator="between", formula1="0", formula2="1000000000"
        )
        rule.showInputMessage = rule.showErrorMessage = True
        rule.promptTitle = page.words.get(f"column.work.{key}")[:32]
        rule.prompt = page.words.get("lines.entry_hint")[:255]
        rule.errorTitle = page.words.get("assumptions.not_allowed")[:32]
        rule.error = page.words.get("lines.entry_error")[:225]
        page.sheet.add_data_validation(rule)
        here = letter(_AT[key])
        rule.add(f"{here}{first}:{here}{last}")
