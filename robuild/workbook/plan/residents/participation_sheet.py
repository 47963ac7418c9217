"""*Beboermedvirkning*: where residents can join in, how far, and every reason why not further."""

from __future__ import annotations

from collections import Counter
from typing import Any

from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.datavalidation import DataValidation

from robuild.terms.catalog import Task
from robuild.terms.vocabulary import DoLevel, TaskKind
from robuild.workbook import styles
from robuild.workbook.answers import define_answers
from robuild.workbook.page import A3, Book, Page, is_missing
from robuild.workbook.plan.front.count_charts import participation_chart
from robuild.workbook.plan.lines.line_numbers import Line
from robuild.workbook.styles import Look

KEYS = (
    "line_no", "component_name", "place", "task", "task_kind", "decide", "do", "lower_to",
    "applies", "applies_word", "hours", "hours_per", "duty", "why", "instruction", "line_id",
    "task_id", "place_id",
)  # fmt: skip
_WIDTHS = (6, 26, 20, 32, 13, 15, 8, 9, 8, 15, 8, 12, 13, 70, 46, 14, 20, 20)
_SHOWN = 15
_CONDITIONS = (*(str(n) for n in range(1, 10)), "defects_period", "other_dwelling")
_FILLS = {"W0": "E4E7E9", "W1": "D9DDE3", "W2": "E9E4C6", "W3": "FFF3B0"}


def write_participation(book: Book, lines: list[Line]) -> None:
    """Write the sheet and the names that the summary counts over."""
    page = Page(book, "participation", styles.TAB_STAFF)
    page.widths(_WIDTHS)
    row = page.heading(money=False)
    for key in (
        "participation.voluntary",
        "participation.dignity_rule",
        "participation.no_saving",
        "participation.duty_note",
    ):
        page.text(
            row, 1, book.words.get(key), styles.BOLD if key.endswith("voluntary") else styles.NOTE
        )
        row += 1
    page.text(row, 1, book.words.get("participation.how_to_lower"), styles.NOTE)
    conditions_link = row + 1
    header = row + 3
    for column, key in enumerate(KEYS, start=1):
        page.text(header, column, book.words.get(f"column.participation.{key}"), styles.HEADER)
    page.sheet.row_dimensions[header].height = 32
    row = _write_rows(book, page, lines, header)
    _names(book, page, header + 1, row)
    cached = book.cached[page.title]
    levels = (cached.get(f"I{at}") for at in range(header + 1, row + 1))
    book.applied_levels = dict(Counter(str(each) for each in levels if each))
    if book.applied_levels:
        participation_chart(page, 1, len(KEYS) + 1, (13, 15))
        for column in (len(KEYS) + 1, len(KEYS) + 2):
            page.sheet.column_dimensions[letter(column)].hidden = True
    if len(book.result.participation):
        page.table("participation", KEYS, header, row)
    _colours(page, header + 1, row)
    page.sheet.freeze_panes = page.sheet.cell(header + 1, 4)
    page.print_setup(paper=A3, landscape=True, repeat_rows=f"{header}:{header}")
    end = _overrides(book, page, _conditions(book, page, row + 2) + 2, by_line(lines))
    place = page.address(row + 2, 1).replace("$", "")
    page.link_to(conditions_link, 1, book.words.get("participation.see_conditions"), place)
    page.sheet.print_area = f"A1:{letter(_SHOWN)}{end}"
    for column in range(_SHOWN + 1, len(KEYS) + 1):
        page.sheet.column_dimensions[letter(column)].hidden = True
    page.protect()


def _write_rows(book: Book, page: Page, lines: list[Line], header: int) -> int:
    by_id = by_line(lines)
    tasks = {task.task_id: task for task in book.result.catalog.tasks}
    reasons = _reasons(book)
    drop_downs = _drop_downs(page)
    row = header
    for found in book.result.participation.to_dict("records"):
        row += 1
        line, task = by_id[str(found["line_id"])], tasks[str(found["task_id"])]
        why = reasons.get((str(found["line_id"]), str(found["task_id"])), "")
        _write_row(book, page, row, line, task, {str(k): v for k, v in found.items()}, why)
        drop_downs[str(found["do_level"])].add(f"H{row}")
    if row == header:
        row += 1
        page.text(row, 2, book.words.get("participation.nothing"), styles.NOTE)
    for rule in drop_downs.values():
        if rule.sqref:
            page.sheet.add_data_validation(rule)
    return row


def _reasons(book: Book) -> dict[tuple[str, str], str]:
    words = book.words
    found: dict[tuple[str, str], list[str]] = {}
    for gate in book.result.gates.to_dict("records"):
        names = str(gate["attribute"]).split("; ")
        values = str(gate["value"]).split("; ")
        because = ", ".join(
            f"{words.word('participation_attribute', name)}: "
            f"{words.word('participation_value', value)}"
            for name, value in zip(names, values, strict=False)
        )
        firm = f" {words.get('participation.absolute')}" if gate["absolute"] else ""
        reason = words.word("gate", f"{gate['gate_id']}.reason")
        text = f"{gate['gate_id']} ≤ {gate['max_do_level']}{firm}: {reason} [{because}]"
        found.setdefault((str(gate["line_id"]), str(gate["task_id"])), []).append(text)
    return {key: "\n".join(texts) for key, texts in found.items()}


def _write_row(
    book: Book, page: Page, row: int, line: Line, task: Task, found: dict[str, Any], why: str
) -> None:
    words = book.words
    base, do, decide = found["base_do_level"], str(found["do_level"]), found["decide_level"]
    rule = f"{words.get('participation.base')} {base}: {words.word('base_rule', base)}"
    small = Look(size=9, wrap=True)
    page.number(row, 1, line.number, styles.number("plain", colour=styles.GREY))
    page.text(row, 2, line.cells["component_name"], Look(wrap=True, indent=1))
    page.text(row, 3, line.cells["place"], styles.WRAPPED)
    page.text(row, 4, book.name_of(task), styles.WRAPPED)
    page.text(row, 5, words.word("task_kind", task.kind), small)
    page.text(row, 6, f"{decide} {words.word('decide_level', decide)}", small)
    page.text(row, 7, do, Look(bold=True, align="center"))
    _lowered(page, row, line, str(found["task_id"]))
    applies = _applies(page, row, do)
    page.formula(
        row, 9,
        f"=INDEX(list_do_up_to_w3,MIN(MATCH(G{row},list_do_up_to_w3,0),"
        f"IFERROR(MATCH(H{row},list_do_up_to_w3,0),9)))",
        applies, Look(bold=True, align="center"),
    )  # fmt: skip
    page.formula(
        row, 10, f"=INDEX(list_do_words,MATCH(I{row},list_do_up_to_w3,0))",
        words.word("do_level", applies), small,
    )  # fmt: skip
    page.number(row, 11, task.hours, styles.number("0.0#"))
    single = task.kind in (TaskKind.REPAIR, TaskKind.REPLACEMENT)
    per = (
        words.get("word.per_event")
        if single
        else words.get("word.per_unit", unit=line.cells["unit"])
    )
    page.text(row, 12, per, Look(size=9, wrap=True, indent=1))
    page.text(row, 13, words.word("tenancy_duty", found["duty"]), small)
    own = "" if is_missing(found["override"]) else words.word("override_effect", found["override"])
    page.text(row, 14, "\n".join(part for part in (own, why, rule) if part), small)
    instruction = str(getattr(task, f"instruction_{words.language}"))
    page.text(row, 15, instruction or words.get("word.nothing"), small)
    page.text(row, 16, found["line_id"], styles.NOTE)
    page.text(row, 17, found["task_id"], styles.NOTE)


def _lowered(page: Page, row: int, line: Line, task_id: str) -> None:
    """What somebody lowered it to before: on this line, else at a like place."""
    place = f"{line.cells['place_id']}|{task_id}"
    shelf, look = page.book.shelf, styles.entry("word")
    own = shelf.take(page.key, f"{line.cells['line_id']}|{task_id}", "lower_to")
    level = own if own is not None else shelf.take(page.key, place, "lower_to")
    if level is None:
        page.blank(row, 8, look)
    else:
        page.text(row, 8, level, look)
    page.text(row, 18, place, styles.NOTE)


def _applies(page: Page, row: int, do: str) -> str:
    """The lower of what is found and what somebody said."""
    said = str(page.sheet.cell(row, 8).value or "")
    return min(do, said) if said in list(DoLevel) else do


def _drop_downs(page: Page) -> dict[str, DataValidation]:
    found = {}
    for level in DoLevel:
        rule = DataValidation(
            type="list", formula1=f"=list_do_up_to_{level.lower()}", allow_blank=True
        )
        rule.showErrorMessage = rule.showInputMessage = True
        rule.errorTitle = page.words.get("assumptions.not_allowed")[:32]
        rule.error = page.words.get("participation.only_lower")[:225]
        rule.promptTitle = page.words.get("column.participation.lower_to")[:32]
        rule.prompt = page.words.get("participation.only_lower")[:255]
        found[str(level)] = rule
    return found


def _names(book: Book, page: Page, first: int, last: int) -> None:
    for key in ("decide", "applies", "do"):
        column = KEYS.index(key) + 1
        book.define(f"participation_{key}", page.span(first, column, last, column))
    columns = {"lower_to": 8, "line_id": 16, "task_id": 17, "id": 18}
    if len(book.result.participation):
        define_answers(page, first, last, columns)


def _colours(page: Page, first: int, last: int) -> None:
    for level, fill in _FILLS.items():
        page.flag(f"I{first}:J{last}", f'$I{first}="{level}"', fill, styles.INK)


def by_line(lines: list[Line]) -> dict[str, Line]:
    """Lines by id."""
    return {str(line.cells["line_id"]): line for line in lines}


def _overrides(book: Book, page: Page, row: int, lines: dict[str, Line]) -> int:
    """What an owner has said otherwise, by which role, on what basis and when."""
    words, log = book.words, book.result.participation_log
    page.text(row, 1, words.get("participation.log"), styles.SECTION)
    if log.empty:
        page.text(row + 1, 2, words.get("participation.log_empty"), styles.NOTE)
        return row + 1
    tasks = {task.task_id: task for task in book.result.catalog.tasks}
    row += 1
    keys = ("component_name", "place", "task", "effect", "levels", "held_by", "role", "date")
    for column, key in enumerate((*keys, "basis"), start=2):
        page.text(row, column, words.get(f"column.participation_log.{key}"), styles.HEADER)
    for found in log.to_dict("records"):
        row += 1
        cells = lines[str(found["line_id"])].cells
        task = book.name_of(tasks[str(found["task_id"])])
        levels = f"{found['computed_do_level']} → {found['do_level']}"
        basis = "; ".join(str(t) for t in (found["reason"], found["basis"]) if not is_missing(t))
        shown = (cells["component_name"], cells["place"], task,
                 words.word("override_effect", found["effect"]), levels, found["held_by"],
                 found["role"], found["date"], basis)  # fmt: skip
        for column, value in enumerate(shown, start=2):
            page.text(row, column, words.get("word.nothing") if is_missing(value) else value,
                      Look(size=9, wrap=True))  # fmt: skip
    return row


def _conditions(book: Book, page: Page, row: int) -> int:
    words = book.words
    page.text(row, 1, words.get("condition.title"), styles.SECTION)
    for key in _CONDITIONS:
        row += 1
        page.text(row, 1, "•", styles.CENTRED)
        page.text(row, 2, words.get(f"condition.{key}"))
    row += 2
    page.text(row, 1, words.get("participation.levels"), styles.SECTION)
    for group, levels in (
        ("do_level", ("W0", "W1", "W2", "W3")),
        ("decide_level", ("D0", "D1", "D2", "D3")),
    ):
        for level in levels:
            row += 1
            page.text(row, 1, level, styles.BOLD)
            page.text(row, 2, words.get(f"{group}.{level}"), styles.BOLD)
            page.text(row, 3, words.get(f"{group}.{level}.meaning"))
    row += 1
    for key in ("participation.legal_note", "participation.duty_is_not_task"):
        row += 1
        page.text(row, 1, words.get(key), styles.NOTE)
    return row
