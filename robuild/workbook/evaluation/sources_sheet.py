"""*Kilder og regler* of the evaluation: logs, catalog, how each figure is made, privacy."""

from __future__ import annotations

import robuild
from robuild.workbook import styles
from robuild.workbook.evaluation import parts
from robuild.workbook.evaluation.facts import Facts
from robuild.workbook.page import A4, Page
from robuild.workbook.styles import Look

_RULES = ("assumed", "actual", "range", "change", "extra", "rate", "weight", "variants", "lives",
          "paid_off", "silence", "privacy", "share")  # fmt: skip


def write_sources(page: Page, facts: Facts) -> None:
    """What the evaluation rests on, and the rules it is made by."""
    page.widths((34, 92))
    words = page.words
    row = _section(page, parts.home(page) + 1, "evaluation_book.sources_title")
    lines = [
        (log.building,
         words.get("evaluation_book.source_log", first=log.first_month, last=log.last_month,
                   dwellings=log.dwellings, rows=len(log.events)))
        for log in facts.logs
    ]  # fmt: skip
    lines.append((words.get("evaluation_book.source_catalog"), facts.catalog_label))
    if facts.given:
        lines.append((words.get("evaluation_book.source_given"), str(facts.given)))
    lines.append(("robuild", robuild.__version__))
    for name, said in lines:
        page.text(row, 1, name, Look(size=9, bold=True, wrap=True))
        page.text(row, 2, said, parts.SMALL)
        row += 1
    row = _section(page, row + 1, "evaluation_book.rules_title")
    for key in _RULES:
        page.text(row, 1, words.get(f"evaluation_book.rule_{key}"),
                  Look(size=9, bold=True, wrap=True))  # fmt: skip
        page.text(row, 2, words.get(f"evaluation_book.rule_{key}_note"), parts.SMALL)
        row += 1
    page.print_setup(paper=A4, landscape=True)


def _section(page: Page, row: int, key: str) -> int:
    for column in (1, 2):
        page.blank(row, column, styles.SECTION)
    page.text(row, 1, page.words.get(key), styles.SECTION)
    return row + 1
