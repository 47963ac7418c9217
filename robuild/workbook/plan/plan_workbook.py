"""The plan workbook: which sheets, in which order."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from openpyxl.packaging.custom import StringProperty

import robuild
from robuild.language import Texts, texts, texts_in
from robuild.plan_result import PlanResult
from robuild.revisions import Revision
from robuild.tabular import save_with_cache
from robuild.terms.carried import NotCarried
from robuild.terms.vocabulary import Language
from robuild.workbook import styles
from robuild.workbook.lists import write_lists
from robuild.workbook.page import Book, Page
from robuild.workbook.plan.assumptions import write_assumptions
from robuild.workbook.plan.choosing.alternatives_sheet import write_alternatives
from robuild.workbook.plan.choosing.choices_sheet import write_choices
from robuild.workbook.plan.choosing.prices_sheet import write_prices
from robuild.workbook.plan.choosing.repair_sheet import write_repair
from robuild.workbook.plan.choosing.uncertainty_sheet import write_uncertainty
from robuild.workbook.plan.found.quality import write_quality
from robuild.workbook.plan.found.register import write_register
from robuild.workbook.plan.found.rooms_sheet import write_rooms
from robuild.workbook.plan.front.recommendations_sheet import write_recommendations
from robuild.workbook.plan.front.summary import write_summary
from robuild.workbook.plan.lines.cash_flow import write_cash_flow
from robuild.workbook.plan.lines.line_numbers import lines_of
from robuild.workbook.plan.lines.line_sheet import write_lines
from robuild.workbook.plan.lines.maintenance import line_tasks_of, write_maintenance
from robuild.workbook.plan.lines.renewal_sheet import write_renewals
from robuild.workbook.plan.lines.work_sheet import write_work
from robuild.workbook.plan.operating.budget_sheet import write_budget
from robuild.workbook.plan.operating.log_sheet import log_lists, write_log
from robuild.workbook.plan.operating.plan_sheet import write_plan_sheet
from robuild.workbook.plan.operating.rolled_sheet import write_rolled
from robuild.workbook.plan.operating.spares_sheet import write_spares
from robuild.workbook.plan.operating.turnover_sheet import write_turnover
from robuild.workbook.plan.operating.wheel_sheet import write_wheel
from robuild.workbook.plan.residents.activities_sheet import write_activities
from robuild.workbook.plan.residents.dwelling_cards import write_dwelling_cards
from robuild.workbook.plan.residents.participation_sheet import write_participation
from robuild.workbook.plan.residents.resident_choices_sheet import write_resident_choices
from robuild.workbook.plan.template import no_template, read_template
from robuild.workbook.plan.updates_sheet import not_carried, write_updates
from robuild.workbook.sources_sheet import write_sources
from robuild.workbook.styles import Wardrobe
from robuild.workbook.summary_charts import write_chart_data
from robuild.workbook.timing import timing_of

SCHEMA_VERSION = "1"
HIDDEN_SHEET = "_robuild"


def write_plan(
    result: PlanResult,
    path: Path,
    language: Language,
    revision: Revision | None = None,
    template: Path | None = None,
) -> tuple[NotCarried, ...]:
    """Write the plan workbook: live formulas, each with the engine's value.

    Args:
        result: every table of the plan; amounts NOK ex VAT, real prices.
        path: the .xlsx to write; what is there is replaced.
        language: of titles, words and catalog names; keys stay as they are.
        revision: what changed in the model since the workbook that `result.earlier` is of.
        template: an organisation's own workbook, whose cover, logo and font are taken.

    Returns:
        What people wrote in that workbook and fits nothing in this one.

    Raises:
        InputError: the template cannot be used.
        OutputError: the file could not be written; what was there is still there.
    """
    with no_collecting():
        book = _written(result, language, revision, template)
        save_with_cache(book.workbook, path, book.cached, book.blocks)
    return not_carried(book)


@contextmanager
def no_collecting() -> Iterator[None]:
    """A large workbook is hundreds of thousands of cells that all stay: nothing to collect.

    Looking for garbage among them takes a sixth of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _written(
    result: PlanResult,
    language: Language,
    revision: Revision | None = None,
    template: Path | None = None,
) -> Book:
    """The whole workbook, not yet saved."""
    book = new_book(result, language, template)
    lines = lines_of(book)
    tasks = line_tasks_of(book, lines)
    summary = Page(book, "summary", styles.TAB_OWNER)
    write_assumptions(book)
    write_choices(book)
    write_prices(book)
    write_work(book)
    write_lines(book, lines)
    totals = write_cash_flow(book, lines, tasks)
    write_rolled(book)
    write_plan_sheet(book, lines)
    write_budget(book, lines)
    write_alternatives(book)
    write_uncertainty(book, lines)
    write_repair(book, lines)
    write_maintenance(book, tasks)
    write_wheel(book, tasks)
    write_spares(book)
    write_turnover(book)
    write_dwelling_cards(book)
    write_log(book)
    write_participation(book, lines)
    write_activities(book, lines)
    write_resident_choices(book)
    write_rooms(book)
    write_register(book)
    write_quality(book, lines)
    write_recommendations(book)
    write_sources(book)
    write_renewals(book, lines)
    lists = write_lists(book, log_lists)
    chart_rows = write_chart_data(lists, totals)
    write_updates(book, revision)
    write_summary(summary, lines, lists, chart_rows)
    write_keys(book)
    write_properties(book)
    return book


def new_book(result: PlanResult, language: Language, template: Path | None = None) -> Book:
    """An empty workbook with everything its sheets share, or one that begins with a template.

    Raises:
        InputError: the template cannot be used.
    """
    words = texts(Language(language))
    opened = read_template(template, result, _titles(words)) if template else no_template()
    workbook = opened.workbook
    keys = workbook.create_sheet(HIDDEN_SHEET) if template else workbook.worksheets[0]
    keys.title = HIDDEN_SHEET
    intervals = frozenset(float(each) for each in result.line_tasks["interval_years"])
    book = Book(
        result, words, workbook, Wardrobe(keys, opened.font), timing_of(result.settings, intervals),
        header=opened.header, own_titles=opened.titles,
    )  # fmt: skip
    book.cached |= opened.cached
    return book


def _titles(words: Texts) -> frozenset[str]:
    """Titles of all sheets that a plan may have."""
    keys = texts_in(Language.EN)
    sheets = [each for each in keys if each.startswith("sheet.") and each.endswith(".title")]
    return frozenset({HIDDEN_SHEET, *(words.get(each) for each in sheets)})


def write_keys(book: Book) -> None:
    """What robuild needs to read the file back; column keys never follow the language."""
    sheet = book.workbook[HIDDEN_SHEET]
    rows = [
        ("schema_version", SCHEMA_VERSION),
        ("robuild_version", robuild.__version__),
        ("language", str(book.words.language)),
        ("catalog", book.result.catalog_label),
        ("models", json.dumps(book.result.model_digests)),
        ("changed_settings", json.dumps(sorted(book.result.changed_settings))),
        *(_what_was_set(book)),
        *((f"table.{name}", json.dumps(keys)) for name, keys in book.tables.items()),
        *(
            (f"sheet.{page_title}", page_title)
            for page_title in (sheet.title for sheet in book.workbook.worksheets)
            if page_title not in book.own_titles
        ),
        *((f"template.{title}", title) for title in book.own_titles),
    ]
    page = Page.over(book, sheet)
    for row, (key, value) in enumerate(rows, start=1):
        page.text(row, 1, key)
        page.text(row, 2, value)
    sheet.sheet_state = "veryHidden"
    book.workbook.move_sheet(sheet, len(book.workbook.worksheets))


def _what_was_set(book: Book) -> Iterator[tuple[str, str]]:
    """Inputs as written, and what an owner has set before, so that a later run knows edits."""
    for name, value in book.inputs.items():
        yield f"input.{name}", json.dumps(value, ensure_ascii=False)
    for number, kind in enumerate(book.offers.dwelling_types, start=1):
        yield f"dwelling_type.{number}", kind
    table = book.result.inventory.components
    for component_id, grade in zip(table["component_id"], table["condition_grade"], strict=True):
        if isinstance(grade, str):
            yield f"grade.{component_id}", grade
    earlier = book.result.earlier
    for number, each in enumerate(earlier.changes if earlier else (), start=1):
        row = [each.kind, each.row_id, each.column, each.value]
        yield f"change.{number}", json.dumps(row, ensure_ascii=False)


def write_properties(book: Book) -> None:
    """Title, writer and language of the file."""
    words, result = book.words, book.result
    properties = book.workbook.properties
    properties.creator = f"robuild {robuild.__version__}"
    properties.title = words.get("summary.title")
    properties.subject = ", ".join(model.model_id for model in result.inventory.models)
    properties.language = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}[str(words.language)]
    custom = book.workbook.custom_doc_props  # type: ignore[attr-defined]
    custom.append(StringProperty(name="robuild_schema", value=SCHEMA_VERSION))
    custom.append(StringProperty(name="robuild_language", value=str(words.language)))
    book.workbook.active = 0
