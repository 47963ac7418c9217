"""*Kilder*: which files the award rests on, with their hashes, and where the rules come from."""

from __future__ import annotations

import robuild
from robuild.language import Texts
from robuild.procurement.bids import Award
from robuild.workbook import styles
from robuild.workbook.award.parts import home, section
from robuild.workbook.page import A4, Book, Page
from robuild.workbook.styles import Look

_SMALL = Look(size=9, wrap=True)
_RULES = ("directive", "tax", "method", "integer", "hours", "points", "prices")


def _left_out(words: Texts, line: str) -> str:
    """A line with its reason in words."""
    name, _, reason = line.rpartition(": ")
    key = f"tender.left_out.{reason}"
    return f"{name}: {words.get(key)}" if name and words.has(key) else line


def write_award_sources(book: Book, award: Award) -> None:
    """Tender, models, bids, rules and what was left out."""
    page = Page(book, "award_sources", styles.TAB_DATA)
    page.widths((38, 78, 26))
    words, tender = book.words, award.tender
    row = section(page, home(page), words.get("award.files_title"), 3)
    rows = [
        (words.get("award.file_tender"), tender.tender_id, tender.hash),
        (words.get("award.file_all"), words.get("award.file_all_note"), award.method_hash),
        *((words.get("award.file_model"), name, digest)
          for name, digest in tender.model_digests.items()),
        *((each.bidder, each.file, each.digest) for each in award.results),
        *((each.bidder, each.file, each.digest) for each in award.faulty),
        ("robuild", words.get("award.version_award"), robuild.__version__),
        ("robuild", words.get("award.version_tender"), tender.robuild_version),
    ]  # fmt: skip
    for name, what, digest in rows:
        page.text(row, 1, name, _SMALL)
        page.text(row, 2, what, _SMALL)
        page.text(row, 3, digest or words.get("word.nothing"), Look(size=8, wrap=True))
        row += 1
    row = section(page, row + 1, words.get("award.rules_title"), 3)
    for key in _RULES:
        page.text(row, 1, words.get(f"award.rule_{key}"), _SMALL)
        page.text(row, 2, words.get(f"award.rule_{key}_note"), _SMALL)
        row += 1
    row = section(page, row + 1, words.get("award.left_out_title"), 3)
    if not tender.left_out:
        page.text(row, 1, words.get("award.nothing_left_out"), styles.NOTE)
    for line in tender.left_out:
        page.text(row, 1, _left_out(words, line), Look(size=9))
        row += 1
    page.print_setup(paper=A4, landscape=True)
