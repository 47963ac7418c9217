"""A workbook without a plan: the same pages, looks and guards, and nothing to choose."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import cast

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty

import robuild
from robuild.language import texts
from robuild.plan_result import PlanResult
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Language
from robuild.workbook.page import Book, Page
from robuild.workbook.plan.plan_workbook import HIDDEN_SHEET, SCHEMA_VERSION
from robuild.workbook.styles import Wardrobe
from robuild.workbook.timing import timing_of


def plain_book(settings: Settings, language: Language) -> Book:
    """An empty workbook whose amounts rest on these settings.

    Sheets that show a plan cannot be written into it: it has no `result`.
    """
    workbook = Workbook()
    keys = workbook.worksheets[0]
    keys.title = HIDDEN_SHEET
    nothing = cast(PlanResult, None)
    return Book(
        nothing, texts(Language(language)), workbook, Wardrobe(keys),
        timing_of(settings, frozenset()), plain=settings,
    )  # fmt: skip


def finish_plain_book(
    book: Book, kind: str, title: str, subject: str, more: Iterable[tuple[str, str]] = ()
) -> None:
    """The hidden sheet of keys, and title, writer and language of the file."""
    sheet = book.workbook[HIDDEN_SHEET]
    page = Page.over(book, sheet)
    rows = [
        ("kind", kind),
        ("schema_version", SCHEMA_VERSION),
        ("robuild_version", robuild.__version__),
        ("language", str(book.words.language)),
        *more,
        *((f"table.{name}", json.dumps(keys)) for name, keys in book.tables.items()),
        *((f"sheet.{key}", shown) for shown, key in book.pages.items()),
    ]
    for row, (key, value) in enumerate(rows, start=1):
        page.text(row, 1, key)
        page.text(row, 2, value)
    sheet.sheet_state = "veryHidden"
    book.workbook.move_sheet(sheet, len(book.workbook.worksheets))
    properties = book.workbook.properties
    properties.creator = f"robuild {robuild.__version__}"
    properties.title, properties.subject = title, subject
    properties.language = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}[str(book.words.language)]
    custom = book.workbook.custom_doc_props  # type: ignore[attr-defined]
    custom.append(StringProperty(name="robuild_schema", value=SCHEMA_VERSION))
    custom.append(StringProperty(name="robuild_language", value=str(book.words.language)))
    book.workbook.active = 0
