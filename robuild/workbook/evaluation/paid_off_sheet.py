"""*Hva lønte seg*: variants against the one that is bought for least; prices may be changed."""

from __future__ import annotations

from openpyxl.utils import get_column_letter as letter

from robuild.learning import Learned, Tells
from robuild.workbook import styles
from robuild.workbook.evaluation import parts
from robuild.workbook.evaluation.facts import Facts, Record, records
from robuild.workbook.evaluation.learned_sheet import cell_of
from robuild.workbook.evaluation.parts import quoted
from robuild.workbook.page import A4, Page
from robuild.workbook.styles import Look

KEYS = (
    "component", "variant", "against", "extra_price", "mine_events", "against_events",
    "mine_event_nok", "against_event_nok", "mine_repair", "against_repair", "saved", "payback",
    "tells",
)  # fmt: skip
_WIDTHS = (26, 34, 34, 12, 11, 11, 12, 12, 12, 12, 12, 12, 30)
_LEFT = ("component", "variant", "against", "tells")
_AT = {key: at for at, key in enumerate(KEYS, start=1)}
_HEADER = 7


def write_paid_off(page: Page, facts: Facts) -> None:
    """Events follow the sheet of what was learnt; extra price and price of an event are inputs."""
    words = page.words
    page.widths(_WIDTHS)
    row = parts.home(page)
    page.text(row, 1, words.get("evaluation_book.how_paid_off"), styles.NOTE)
    page.text(row + 1, 1, words.get("evaluation_book.how_tells"), styles.NOTE)
    parts.header(page, _HEADER, KEYS, _LEFT)
    page.sheet.row_dimensions[_HEADER].height = 50
    last = _HEADER
    for last, each in enumerate(records(facts.paid_off), start=_HEADER + 1):
        _row(page, facts, each, last)
    if last == _HEADER:
        page.text(_HEADER + 1, 1, words.get("evaluation_book.none_paid_off"), styles.TEXT)
    else:
        first, column = _HEADER + 1, letter(_AT["tells"])
        span, cell = f"{column}{first}:{column}{last}", f"${column}{first}"
        for tells, fill, ink in (
            (Tells.FEWER, parts.GOOD, styles.INK), (Tells.MORE, parts.BAD, styles.RED)
        ):  # fmt: skip
            page.flag(span, f"{cell}={quoted(words, f'evaluation_book.tells.{tells}')}", fill, ink)
        page.filtered(len(KEYS), _HEADER, last)
    page.sheet.freeze_panes = page.sheet.cell(_HEADER + 1, 3)
    page.print_setup(paper=A4, landscape=True, repeat_rows=f"{_HEADER}:{_HEADER}")
    page.protect()


def _row(page: Page, facts: Facts, each: Record, here: int) -> None:
    words, book, catalog = page.words, page.book, facts.catalog
    cell = {key: f"{letter(at)}{here}" for key, at in _AT.items()}
    page.text(here, 1, book.name_of(catalog.component_by_key[each["component_key"]]), parts.SMALL)
    for key, source in (("variant", "variant_id"), ("against", "against")):
        page.text(here, _AT[key], book.name_of(catalog.variant_by_id[each[source]]), parts.SMALL)
    page.number(here, _AT["extra_price"], each["extra_price_nok"], styles.entry("kr"))
    rate = facts.learned_row[(str(Learned.DAMAGE_RATE), each["component_key"])]
    missing = quoted(words, "word.missing")
    for side, source, prefix in (("mine", "variant_id", ""), ("against", "against", "against_")):
        factor = facts.learned_row[(str(Learned.VARIANT_FACTOR), each[source])]
        events, cost = each[f"{prefix}events_per_year"], each[f"{prefix}repair_nok_per_year"]
        page.formula(
            here, _AT[f"{side}_events"],
            f"={cell_of(words, 'updated', rate)}*{cell_of(words, 'updated', factor)}",
            events, parts.RATE,
        )  # fmt: skip
        one = cost / events if cost is not None and events > 0 else None
        page.number(here, _AT[f"{side}_event_nok"], one, styles.entry("kr"))
        of_event = cell[f"{side}_event_nok"]
        page.formula(
            here, _AT[f"{side}_repair"],
            f"=IF(ISNUMBER({of_event}),{cell[f'{side}_events']}*{of_event},{missing})",
            cost if one is not None else None, parts.KR,
        )  # fmt: skip
    mine, other = cell["mine_repair"], cell["against_repair"]
    saved, extra = each["saved_nok_per_year"], cell["extra_price"]
    page.formula(here, _AT["saved"],
                 f"=IF(AND(ISNUMBER({mine}),ISNUMBER({other})),{other}-{mine},{missing})",
                 saved, parts.KR)  # fmt: skip
    none = "evaluation_book.no_payback"
    years: object = each["payback_years"]
    if years is None and saved is not None and each["extra_price_nok"] is not None:
        years = words.get(none)
    page.formula(
        here, _AT["payback"],
        f"=IF(AND(ISNUMBER({cell['saved']}),ISNUMBER({extra})),"
        f"IF(AND({cell['saved']}>0,{extra}>0),{extra}/{cell['saved']},{quoted(words, none)}),"
        f"{missing})",
        years, styles.number("one", size=9, bold=True),
    )  # fmt: skip
    page.text(here, _AT["tells"], words.get(f"evaluation_book.tells.{each['tells']}"),
              Look(size=9, wrap=True, indent=1))  # fmt: skip
