"""*Funn*: everything found in the bids, with sheet and cell, and what counted instead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from robuild.language import Texts
from robuild.procurement.bids import Award
from robuild.terms.bids import BidFinding
from robuild.terms.issues import Severity
from robuild.terms.tender import BID_LEVELS
from robuild.terms.vocabulary import Language
from robuild.workbook import styles
from robuild.workbook.award.parts import home
from robuild.workbook.page import A3, Book, Page
from robuild.workbook.styles import Look

KEYS = ("severity", "bidder", "file", "sheet", "cell", "position", "field", "finding", "value",
        "allowed", "counted", "reservation")  # fmt: skip
_WIDTHS = (11, 28, 26, 20, 7, 44, 22, 66, 18, 18, 18, 10)
_SMALL = Look(size=9, wrap=True)
MOST_ROWS = 20_000
"""The most serious stand first; a sheet nobody can read helps nobody."""
_NUMBER = re.compile(r"-?\d+\.\d+(?: – -?\d+(?:\.\d+)?)?|-?\d+ – -?\d+\.\d+")


def sentence(words: Texts, finding: BidFinding) -> str:
    """A finding in words."""
    return words.get(
        f"bids.finding.{finding.code}", value=shown(words, finding.value),
        allowed=shown(words, finding.allowed), counted=shown(words, finding.counted),
    )  # fmt: skip


def _counts(page: Page, award: Award, row: int) -> int:
    """How many findings each bid has, by how much they matter; the next free row."""
    words = page.words
    names = [(each.bidder, each.file) for each in award.results]
    names += [(each.bidder, each.file) for each in award.faulty]
    heads = [words.word("severity", each) for each in Severity]
    heads.append(words.get("column.award_findings.reservation"))
    page.text(row, 2, words.get("column.award_findings.bidder"), styles.HEADER)
    for column, text in enumerate(heads, start=3):
        page.text(row, column, text, styles.HEADER_RIGHT)
    for name, file in names:
        row += 1
        mine = [each for each in award.findings if (each.bidder, each.file) == (name, file)]
        page.text(row, 2, name, _SMALL)
        counts = [sum(1 for each in mine if each.severity is kind) for kind in Severity]
        counts.append(sum(1 for each in mine if each.reservation))
        for column, count in enumerate(counts, start=3):
            page.number(row, column, count, styles.number("whole", size=9))
    return row + 1


def _named(book: Book, award: Award) -> dict[tuple[str, str], str]:
    """Column and level -> what people call it."""
    return {
        (BID_LEVELS[row.criterion], row.level): book.name_of(row) for row in award.tender.levels
    }


def _with_names(finding: BidFinding, names: Mapping[tuple[str, str], str]) -> BidFinding:
    field = finding.field
    value, allowed, counted = (
        names.get((field, text), text) for text in (finding.value, finding.allowed, finding.counted)
    )
    return replace(finding, value=value, allowed=allowed, counted=counted)


def shown(words: Texts, text: str) -> str:
    """Numbers with the comma of the language; other text as it is."""
    if words.language is not Language.EN and _NUMBER.fullmatch(text):
        return text.replace(".", ",")
    return text


def write_findings(book: Book, award: Award) -> None:
    """A row for each finding; what must be settled first stands on top."""
    page = Page(book, "award_findings", styles.TAB_DATA)
    page.widths(_WIDTHS)
    words = book.words
    row = home(page)
    if not award.findings:
        page.text(row, 1, words.get("award.no_findings"), styles.TEXT)
        return
    header = row = _counts(page, award, row) + 1
    for column, key in enumerate(KEYS, start=1):
        page.text(header, column, words.get(f"column.award_findings.{key}"), styles.HEADER)
    names = {each.position_id: book.name_of(each) for each in award.tender.positions}
    levels = _named(book, award)
    for each in award.findings[:MOST_ROWS]:
        finding = _with_names(each, levels)
        row += 1
        nothing = words.get("word.nothing")
        position = finding.position_id
        if position in names:
            position = f"{position} {names[position]}"
        cells = (
            words.word("severity", finding.severity), finding.bidder, finding.file or nothing,
            finding.sheet or nothing, finding.cell or nothing, position or nothing,
            words.word("bid_field", finding.field) if finding.field else nothing,
            sentence(words, finding), shown(words, finding.value) or nothing,
            shown(words, finding.allowed) or nothing, shown(words, finding.counted) or nothing,
            words.get("word.yes" if finding.reservation else "word.no"),
        )  # fmt: skip
        for column, text in enumerate(cells, start=1):
            page.text(row, column, text, _SMALL)
    page.filtered(len(KEYS), header, row)
    if len(award.findings) > MOST_ROWS:
        more = words.get("award.more_findings", count=len(award.findings) - MOST_ROWS)
        page.text(row + 1, 1, more, Look(bold=True, colour=styles.AMBER))
    page.sheet.freeze_panes = page.sheet.cell(header + 1, 3)
    page.print_setup(paper=A3, landscape=True, repeat_rows=f"{header}:{header}")
