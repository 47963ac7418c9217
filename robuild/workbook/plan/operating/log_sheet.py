"""*Logg*: where people write what happened; the sheet that `robuild log` reads."""

from __future__ import annotations

from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.datavalidation import DataValidation

from robuild.terms.work_log import DamageCause, LoggedAction
from robuild.workbook import styles
from robuild.workbook.answers import answer, define_answers
from robuild.workbook.lists import Lists
from robuild.workbook.page import A3, Book, Page
from robuild.workbook.styles import Look

KEYS = (
    "month", "component", "dwelling", "cause", "action", "quantity", "age_years", "hours",
    "cost_nok", "days", "note", "variant", "task", "log_id",
)  # fmt: skip
_WIDTHS = (10, 44, 12, 17, 17, 9, 9, 9, 13, 9, 36, 36, 30, 6)
_NUMBERS = frozenset({"quantity", "age_years", "hours", "cost_nok", "days"})
_EMPTY_ROWS = 100
"""Dressed rows below what is written; more may be added."""
_TEXT = Look(
    size=9, colour=styles.INPUT_INK, fill=styles.INPUT_FILL, box="thin", unlocked=True, format="@",
    wrap=True,
)  # fmt: skip
_NUMBER = Look(
    size=9, colour=styles.INPUT_INK, fill=styles.INPUT_FILL, box="thin", unlocked=True,
    format="#,##0.##", align="right",
)  # fmt: skip


def write_log(book: Book) -> None:
    """Write the sheet, with the rows of an earlier workbook first."""
    page = Page(book, "log", styles.TAB_STAFF)
    page.widths(_WIDTHS)
    words = book.words
    row = page.heading(money=False)
    for line in words.get("log.how").split("\n"):
        page.text(row, 1, line, styles.NOTE)
        row += 1
    header = row + 1
    for column, key in enumerate(KEYS, start=1):
        text = words.get(f"logbook.column.{key}").split("|", 1)[0]
        page.text(header, column, text, styles.HEADER)
    page.sheet.row_dimensions[header].height = 32
    row = header
    for row_id in book.shelf.rows("log"):
        row += 1
        for column, key in enumerate(KEYS, start=1):
            answer(page, row, column, row_id, key, _NUMBER if key in _NUMBERS else _TEXT)
    for _ in range(_EMPTY_ROWS):
        row += 1
        for column, key in enumerate(KEYS, start=1):
            page.blank(row, column, _NUMBER if key in _NUMBERS else _TEXT)
    page.table("log", KEYS, header, row)
    define_answers(page, header + 1, row, {key: at for at, key in enumerate(KEYS, start=1)})
    page.sheet.column_dimensions[letter(len(KEYS))].hidden = True
    _drop_downs(page, header + 1, row)
    page.sheet.freeze_panes = page.sheet.cell(header + 1, 3)
    page.print_setup(paper=A3, landscape=True, repeat_rows=f"{header}:{header}")
    page.sheet.print_area = f"A1:{letter(len(KEYS) - 1)}{min(row, header + 40)}"


def _drop_downs(page: Page, first: int, last: int) -> None:
    words = page.words
    for key in ("component", "dwelling", "cause", "action", "variant", "task"):
        rule = DataValidation(type="list", formula1=f"=list_log_{key}", allow_blank=True)
        # an answer of their own is read too, and told when it is not known
        rule.showErrorMessage = key in ("cause", "action")
        rule.showInputMessage = True
        column = letter(KEYS.index(key) + 1)
        rule.promptTitle = words.get(f"logbook.column.{key}").split("|", 1)[0][:32]
        rule.prompt = words.get(f"logbook.note.{key}")[:255]
        rule.errorTitle = words.get("assumptions.not_allowed")[:32]
        rule.error = words.get("assumptions.choose")[:225]
        page.sheet.add_data_validation(rule)
        rule.add(f"{column}{first}:{column}{last}")
    for key in _NUMBERS:
        rule = DataValidation(
            type="decimal", operator="between", formula1="0", formula2="100000000",
            allow_blank=True,
        )  # fmt: skip
        rule.showErrorMessage = True
        rule.errorTitle = words.get("assumptions.not_allowed")[:32]
        rule.error = words.get("lines.entry_error")[:225]
        column = letter(KEYS.index(key) + 1)
        page.sheet.add_data_validation(rule)
        rule.add(f"{column}{first}:{column}{last}")


def log_lists(book: Book, lists: Lists) -> None:
    """What the drop-downs offer."""
    words, offers = book.words, book.offers
    components = sorted(
        f"{each.component.component_key} – {book.name_of(each.component)}"
        for each in offers.choices
    )
    variants = sorted(
        f"{each.variant.variant_id} – {book.name_of(each.variant)}" for each in offers.offers
    )
    tasks = sorted(f"{each.task_id} – {book.name_of(each)}" for each in offers.tasks)
    codes = book.result.inventory.components["dwelling_code"].dropna().tolist()
    codes += book.result.inventory.spaces["dwelling_code"].dropna().tolist()
    nothing = [words.get("word.nothing")]
    lists.texts("list_log_component", components or nothing)
    lists.texts("list_log_variant", variants or nothing)
    lists.texts("list_log_task", tasks or nothing)
    lists.texts("list_log_dwelling", sorted({str(each) for each in codes}) or nothing)
    lists.texts("list_log_cause", [words.get(f"logbook.cause.{each}") for each in DamageCause])
    lists.texts("list_log_action", [words.get(f"logbook.action.{each}") for each in LoggedAction])
