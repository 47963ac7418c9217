"""Yellow cells of *Kontraktsformer*: every parameter of every form."""

from __future__ import annotations

from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.datavalidation import DataValidation

from robuild.terms.contract_forms import LIMITS, ContractTerm
from robuild.workbook import styles
from robuild.workbook.contracts.cases import Numbers
from robuild.workbook.contracts.places import FIRST, Places
from robuild.workbook.page import Page
from robuild.workbook.styles import Look

KINDS = {
    "share": "rate", "1/year": "rate", "share/year": "rate", "years": "whole", "factor": "two",
    "index": "two",
}  # fmt: skip
LABEL = Look(size=10, wrap=True)


def name_of(page: Page, form_id: str) -> str:
    """Name of a form in the language of the book."""
    by_id = {form.form_id: form for form in page.book.result.catalog.contract_forms}
    return page.book.name_of(by_id[form_id])


def band(page: Page, row: int, key: str, forms: int) -> int:
    """A heading over all forms; the row below it."""
    for column in range(1, FIRST + forms):
        page.blank(row, column, styles.SECTION)
    page.text(row, 1, page.words.get(key), styles.SECTION)
    page.sheet.row_dimensions[row].height = 20
    return row + 1


def write_parameters(page: Page, numbers: Numbers, places: Places, row: int, total: int) -> None:
    """Names and totals again, so that a change is seen where it is made; then every parameter."""
    row = band(page, row, "contracts.parameters", places.forms)
    page.text(row, 1, page.words.get("contracts.parameters_how"), styles.NOTE)
    row = _echo(page, numbers, row + 1, total)
    last = FIRST + places.forms - 1
    page.text(row, 1, page.words.get("contract_parameter.selector"), LABEL)
    page.text(row, 2, page.words.word("contract_unit", "word"), styles.NOTE)
    for at, form in enumerate(numbers.forms):
        shown = page.words.word("selector", form.selector)
        page.text(row, FIRST + at, shown, Look(
            size=9, colour=styles.INPUT_INK, fill=styles.INPUT_FILL, box="thin", unlocked=True,
            wrap=True,
        ))  # fmt: skip
        page.define(f"form_{form.form_id}_selector", row, FIRST + at)
    page.sheet.row_dimensions[row].height = 38
    page.book.define("contract_selector", page.span(row, FIRST, row, last))
    rule = DataValidation(type="list", formula1="=contract_selector_words", allow_blank=False)
    refusal(page, rule, page.words.get("assumptions.choose"))
    rule.add(f"{letter(FIRST)}{row}:{letter(last)}{row}")
    for term in ContractTerm:
        row += 1
        _parameter(page, numbers, row, term)


def _echo(page: Page, numbers: Numbers, row: int, total: int) -> int:
    page.text(row, 1, page.words.get("contracts.form"), styles.HEADER)
    page.text(row, 2, page.words.get("contracts.unit"), styles.HEADER)
    page.text(row + 1, 1, page.words.get("contracts.row.total"), styles.BOLD)
    page.text(row + 1, 2, page.words.word("contract_unit", "nok"), styles.NOTE)
    for at, case in enumerate(numbers.own):
        column = FIRST + at
        page.text(row, column, name_of(page, case.form.form_id), styles.HEADER_RIGHT)
        page.formula(row + 1, column, f"={letter(column)}{total}", case.amounts.total_nok,
                     Look(format=styles.KR, bold=True, align="right"))  # fmt: skip
    return row + 2


def _parameter(page: Page, numbers: Numbers, row: int, term: ContractTerm) -> None:
    limits, forms = LIMITS[term], len(numbers.forms)
    page.text(row, 1, page.words.get(f"contract_parameter.{term}"), LABEL)
    page.text(row, 2, page.words.word("contract_unit", limits.unit), styles.NOTE)
    for at, form in enumerate(numbers.forms):
        page.number(row, FIRST + at, form.values[term], styles.entry(KINDS[limits.unit]))
        page.define(f"form_{form.form_id}_{term}", row, FIRST + at)
    page.book.define(f"contract_{term}", page.span(row, FIRST, row, FIRST + forms - 1))
    rule = DataValidation(
        type="whole" if limits.whole else "decimal", operator="between", allow_blank=False,
        formula1=f"{limits.lowest:g}", formula2=f"{limits.highest:g}",
    )  # fmt: skip
    allowed = page.words.get(
        "contracts.allowed", lowest=f"{limits.lowest:g}", highest=f"{limits.highest:g}"
    )
    refusal(page, rule, allowed)
    rule.add(f"{letter(FIRST)}{row}:{letter(FIRST + forms - 1)}{row}")


def refusal(page: Page, rule: DataValidation, said: str) -> None:
    """Say what is allowed when something else is typed."""
    rule.showErrorMessage = True
    rule.errorTitle = page.words.get("assumptions.not_allowed")[:32]
    rule.error = said[:225]
    page.sheet.add_data_validation(rule)
