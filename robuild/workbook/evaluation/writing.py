"""The evaluation workbook: which sheets, in which order."""

from __future__ import annotations

from pathlib import Path

from robuild.tabular import save_with_cache
from robuild.terms.vocabulary import Language
from robuild.workbook import styles
from robuild.workbook.evaluation.beside_sheet import write_beside
from robuild.workbook.evaluation.changes_sheet import write_changes
from robuild.workbook.evaluation.facts import Facts
from robuild.workbook.evaluation.learned_sheet import write_learned
from robuild.workbook.evaluation.paid_off_sheet import write_paid_off
from robuild.workbook.evaluation.places import places_of
from robuild.workbook.evaluation.rows_sheet import write_rows
from robuild.workbook.evaluation.sources_sheet import write_sources
from robuild.workbook.page import Page
from robuild.workbook.plain_book import finish_plain_book, plain_book
from robuild.workbook.plan.plan_workbook import no_collecting

KIND = "robuild_evaluation"


def write_evaluation_book(facts: Facts, path: Path, language: Language) -> None:
    """Write what was assumed beside what happened, with live ratios, rates and advice.

    Args:
        facts: of one or several buildings.
        path: the .xlsx to write; what is there is replaced.
        language: of titles, words and names of things.

    Raises:
        OutputError: the file could not be written; what was there is still there.
    """
    with no_collecting():
        book = plain_book(facts.settings, language)
        words = book.words
        places = places_of(facts, words.get("sheet.evaluation.title"))
        rows = Page(book, "evaluation", styles.TAB_OWNER)
        changes = Page(book, "evaluation_changes", styles.TAB_OWNER)
        learned = Page(book, "evaluation_learned", styles.TAB_PLANNER)
        paid_off = Page(book, "evaluation_paid_off", styles.TAB_PLANNER)
        pages = [rows, changes, learned, paid_off]
        write_rows(rows, facts, places)
        write_changes(changes, facts, places)
        write_learned(learned, facts)
        write_paid_off(paid_off, facts)
        if facts.several:
            pages.append(Page(book, "evaluation_beside", styles.TAB_PLANNER))
            write_beside(pages[-1], facts, places)
        pages.append(Page(book, "evaluation_sources", styles.TAB_DATA))
        write_sources(pages[-1], facts)
        for page in pages:
            page.sheet.oddHeader.right.text = words.get(
                "evaluation_book.print", year=facts.settings.price_year
            )
        finish_plain_book(
            book, KIND, words.get("evaluation.title"), ", ".join(log.building for log in facts.logs)
        )
        save_with_cache(book.workbook, path, book.cached, book.blocks)
