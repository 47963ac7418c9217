"""Figures that only a run can make: a word says whether they are current, grey shows it."""

from __future__ import annotations

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter as letter

from robuild.workbook import styles
from robuild.workbook.page import Page
from robuild.workbook.rules import formula_rule

CHANGED = "out_inputs_changed+out_line_inputs_changed"


def state_of_run(page: Page, row: int, label_column: int, column: int) -> None:
    """Say whether a sheet's figures are of the present assumptions: current or out of date."""
    page.text(row, label_column, page.words.get("plan.state"), styles.NOTE)
    page.formula(
        row, column, f"=IF({CHANGED}=0,word_current,word_stale)",
        page.words.get("word.current"), styles.BOLD,
    )  # fmt: skip
    at = f"${letter(column)}${row}"
    page.flag(f"{letter(column)}{row}", f"{at}=word_stale", styles.AMBER_LIGHT, styles.AMBER)


def grey_when_stale(page: Page, reference: str) -> None:
    """Figures of a range turn grey and slanted when an assumption was changed since the run."""
    rule = formula_rule(formula=[f"({CHANGED})>0"], font=Font(color=styles.FADED, italic=True))
    page.sheet.conditional_formatting.add(reference, rule)
