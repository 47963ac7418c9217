"""The workbook of contract forms: which sheets, in which order."""

from __future__ import annotations

from pathlib import Path

from robuild.plan_result import PlanResult
from robuild.procurement import ContractComparison
from robuild.tabular import save_with_cache
from robuild.terms.vocabulary import Language
from robuild.workbook import styles
from robuild.workbook.contracts.case_rows import write_cases
from robuild.workbook.contracts.cases import numbers_of
from robuild.workbook.contracts.choices_sheet import write_component_choices
from robuild.workbook.contracts.forms_sheet import write_forms
from robuild.workbook.contracts.more_sheets import write_assumptions, write_spread
from robuild.workbook.contracts.option_rows import write_options, write_years
from robuild.workbook.contracts.places import places_of
from robuild.workbook.page import Book, Page
from robuild.workbook.plan.plan_workbook import (
    new_book,
    no_collecting,
    write_keys,
    write_properties,
)
from robuild.workbook.sources_sheet import write_sources


def write_contracts(
    result: PlanResult, comparison: ContractComparison, path: Path, language: Language
) -> None:
    """Write the workbook of contract forms.

    Args:
        result: the plan of the building.
        comparison: of the same lines, with at least one kind of component.
        path: the .xlsx to write; what is there is replaced.
        language: of titles, words and catalog names.

    Raises:
        OutputError: the file could not be written; what was there is still there.
    """
    with no_collecting():
        book = _written(result, comparison, language)
        save_with_cache(book.workbook, path, book.cached, book.blocks)


def _written(result: PlanResult, comparison: ContractComparison, language: Language) -> Book:
    book = new_book(result, language)
    numbers = numbers_of(comparison, result.settings)
    places = places_of(book, numbers)
    forms = Page(book, "contracts", styles.TAB_OWNER)
    write_component_choices(book, numbers, places)
    write_spread(book, numbers)
    write_assumptions(book, numbers, places)
    write_sources(book, home="contracts")
    write_options(book, numbers, places)
    write_years(book, numbers)
    write_cases(book, numbers, places)
    write_forms(forms, numbers, places)
    write_keys(book)
    write_properties(book)
    return book
