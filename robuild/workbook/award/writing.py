"""The award workbook: which sheets, in which order."""

from __future__ import annotations

from pathlib import Path

from robuild.procurement.bids import Award, settings_of
from robuild.tabular import save_with_cache
from robuild.terms.vocabulary import Language
from robuild.workbook import styles
from robuild.workbook.award.calculation import write_answers, write_lives, write_uses
from robuild.workbook.award.findings_sheet import write_findings
from robuild.workbook.award.lines_sheet import write_lines
from robuild.workbook.award.places import places_of
from robuild.workbook.award.points_sheet import write_points
from robuild.workbook.award.ranking_sheet import write_ranking
from robuild.workbook.award.robustness_sheet import write_robustness
from robuild.workbook.award.sources_sheet import write_award_sources
from robuild.workbook.award.terms_sheet import write_terms
from robuild.workbook.page import Book, Page
from robuild.workbook.plain_book import finish_plain_book, plain_book
from robuild.workbook.plan.plan_workbook import no_collecting

KIND = "robuild_award"


def write_award(award: Award, path: Path, language: Language) -> None:
    """Write the award workbook; the ranking follows rate, period, alpha and damage rate live.

    Args:
        award: of one tender.
        path: the .xlsx to write; what is there is replaced.
        language: of titles, words and names of positions.

    Raises:
        OutputError: the file could not be written; what was there is still there.
    """
    with no_collecting():
        book = _written(award, language)
        save_with_cache(book.workbook, path, book.cached, book.blocks)


def _written(award: Award, language: Language) -> Book:
    book = plain_book(settings_of(award.tender.terms), language)
    places = places_of(book, award)
    ranking = Page(book, "award_ranking", styles.TAB_OWNER)
    write_lines(book, award, places)
    write_terms(book, award)
    write_robustness(book, award)
    write_findings(book, award)
    write_points(book, award)
    write_award_sources(book, award)
    write_answers(book, award, places)
    write_uses(book, award, places)
    write_lives(book, award, places)
    write_ranking(ranking, award, places)
    finish_plain_book(
        book, KIND, book.words.get("award.file_title"), award.tender.project,
        [("tender_id", award.tender.tender_id), ("tender_hash", award.tender.hash),
         ("method_hash", award.method_hash)],
    )  # fmt: skip
    return book
