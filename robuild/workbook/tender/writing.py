"""The bidder workbook: which sheets, in which order."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from openpyxl.packaging.custom import StringProperty

import robuild
from robuild.plan_result import PlanResult
from robuild.tabular import save_with_cache
from robuild.telling import levels_of, name_of
from robuild.terms.tender import BID_LEVELS, EvidenceClass, Tender
from robuild.terms.vocabulary import Language
from robuild.workbook import styles
from robuild.workbook.lists import Lists
from robuild.workbook.page import Book, Page
from robuild.workbook.plan.plan_workbook import HIDDEN_SHEET, new_book, no_collecting
from robuild.workbook.tender.bid_prices import write_bid_prices
from robuild.workbook.tender.bid_repair import write_bid_repair
from robuild.workbook.tender.bid_start import write_bid_start
from robuild.workbook.tender.form import PRICES, REPAIR, Answers, Form, values_name, words_name

SCHEMA_VERSION = "1"
STATES = ("ok", "no_price", "no_material", "material_above", "no_level", "no_evidence", "below",
          "not_number", "incomplete", "complete", "not_filled")  # fmt: skip


def write_bid_form(
    result: PlanResult,
    tender: Tender,
    path: Path,
    language: Language,
    *,
    bidder: str | None = None,
    filled: Mapping[str, Answers] | None = None,
) -> None:
    """Write the workbook that bidders fill in, or an example of a filled one.

    Args:
        result: the plan the tender is of; only its settings and texts are used.
        tender: what is locked.
        path: the .xlsx to write; what is there is replaced.
        language: of the sheets; keys stay as they are.
        bidder: name on the first sheet, of an example.
        filled: position_id -> answers, of an example.

    Raises:
        OutputError: the file could not be written; what was there is still there.
    """
    with no_collecting():
        form = Form(new_book(result, language), tender, filled or {})
        start = Page(form.book, "bid_start", styles.TAB_OWNER)
        write_bid_prices(form)
        write_bid_repair(form)
        _write_lists(form)
        write_bid_start(start, form, bidder)
        _write_keys(form)
        _write_properties(form)
        save_with_cache(form.book.workbook, path, form.book.cached, form.book.blocks)


def _write_lists(form: Form) -> None:
    """What drop-downs offer and what formulas answer with, so that no formula holds a word."""
    page = Page(form.book, "bid_lists", styles.TAB_DATA)
    page.sheet.sheet_state = "hidden"
    page.text(1, 1, "states", styles.BOLD)
    for row, state in enumerate(STATES, start=2):
        page.text(row, 1, form.word(state))
        page.define(f"bid_state_{state}", row, 1)
    column, words = Lists(page), form.book.words
    for criterion, key in BID_LEVELS.items():
        rows = levels_of(form.tender, criterion)
        column.texts(words_name(key), [name_of(row, words) for row in rows])
        at = column.number
        for row, level in enumerate(rows, start=2):
            page.number(row, at, level.value, styles.TEXT)
        column.close(values_name(criterion), len(rows))
    evidence = [words.word("evidence_class", each) for each in EvidenceClass]
    column.texts("bid_words_evidence", evidence)
    first = column.number + 1
    for place, criterion in enumerate(BID_LEVELS):
        weight = form.tender.terms.criterion_weights[criterion]
        page.number(1, first + place, weight, styles.TEXT)
    form.book.define("bid_weights", page.span(1, first, 1, first + len(BID_LEVELS) - 1))
    page.protect()


def _write_keys(form: Form) -> None:
    """What robuild needs to read the file back; it names no room, dwelling or component."""
    sheet = form.book.workbook[HIDDEN_SHEET]
    title = form.book.words.get
    rows = [
        ("kind", "robuild_bid"),
        ("schema_version", SCHEMA_VERSION),
        ("tender_id", form.tender.tender_id),
        ("tender_hash", form.tender.hash),
        ("robuild_version", robuild.__version__),
        ("language", str(form.book.words.language)),
        ("sheet.prices", title("sheet.bid_prices.title")),
        ("sheet.repair", title("sheet.bid_repair.title")),
        ("table.prices", json.dumps(PRICES)),
        ("table.repair", json.dumps(REPAIR)),
    ]
    page = Page.over(form.book, sheet)
    for row, (key, value) in enumerate(rows, start=1):
        page.text(row, 1, key)
        page.text(row, 2, value)
    sheet.sheet_state = "veryHidden"
    form.book.workbook.move_sheet(sheet, len(form.book.workbook.worksheets))


def _write_properties(form: Form) -> None:
    book: Book = form.book
    language = str(book.words.language)
    properties = book.workbook.properties
    properties.creator = f"robuild {robuild.__version__}"
    properties.title = book.words.get("bid.title", project=form.tender.project)
    properties.subject = form.tender.tender_id
    properties.language = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}[language]
    custom = book.workbook.custom_doc_props  # type: ignore[attr-defined]
    custom.append(StringProperty(name="robuild_tender", value=form.tender.hash))
    book.workbook.active = 0
