"""*Priser*: what each variant costs, takes and lasts; the cells to change it in."""

from __future__ import annotations

from typing import Any

from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.datavalidation import DataValidation

from robuild.terms.vocabulary import Criterion, Trade
from robuild.workbook import styles
from robuild.workbook.lists import TRADES
from robuild.workbook.offers import Offer
from robuild.workbook.page import A3, Book, Page
from robuild.workbook.styles import Look

ENTRIES = {
    "price": ("price_nok", "kr", "0"),
    "hours": ("install_hours", "two", "0"),
    "disposal": ("disposal_nok", "kr", "0"),
    "life": ("service_life_typical_years", "one", "0.01"),
}
"""Column -> field of the catalog, kind of number, least that is allowed."""
_SHOWN = (
    "component_name", "variant_name", "role", "in_use", *ENTRIES, "unit", "rei",
    "repair_ease_class", "changed", "mark", "source",
)  # fmt: skip
_FROM_EASE = (
    "rei_low", "rei_high", "coverage_share", "dismantling_share", "access_share",
    "collateral_share", "part_fraction", "lead_days", "diagnosis_hours", "downtime_share",
)  # fmt: skip
_HIDDEN = (
    "variant_id", "variant_no", "ordinal", *(f"{key}_at_run" for key in ENTRIES),
    "damage_rate_factor", "repair_hours_factor", "drying_days", "trade_no", "repair_trade_no",
    *_FROM_EASE, "weakest_criterion", "price_mark", "hours_mark", "life_mark",
)  # fmt: skip
KEYS = (*_SHOWN, *_HIDDEN)
_AT = {key: place for place, key in enumerate(KEYS, start=1)}
_WIDTHS = (32, 40, 15, 9, 12, 10, 12, 11, 8, 8, 8, 10, 13, 30)
_MARK_FIELDS = {
    "price_mark": "price_source_id",
    "hours_mark": "hours_source_id",
    "life_mark": "service_life_source_id",
}
_SMALL = Look(size=9, wrap=True)


def write_prices(book: Book) -> None:
    """Write the sheet; its columns are defined names `prices_<key>`."""
    page = Page(book, "prices", styles.TAB_PLANNER)
    page.widths(_WIDTHS)
    row = page.heading(money=True)
    page.text(row, 1, book.words.get("prices.how"), styles.NOTE)
    header = row + 2
    for column, key in enumerate(KEYS, start=1):
        right = key in (*ENTRIES, "rei")
        look = styles.HEADER_RIGHT if right else styles.HEADER
        if key in _HIDDEN:
            page.text(header, column, key, styles.HELPER_HEADER)
            page.sheet.column_dimensions[letter(column)].hidden = True
        else:
            page.text(header, column, book.words.get(f"column.prices.{key}"), look)
    page.sheet.row_dimensions[header].height = 32
    first, offers = header + 1, book.offers.offers
    last = max(first, header + len(offers))
    ease = {str(each["variant_id"]): each for each in _records(book)}
    own = set(book.result.lines["variant_id"].tolist())
    for offer in offers:
        _write_offer(page, header + offer.number, offer, ease[offer.variant.variant_id],
                     offer.variant.variant_id in own)  # fmt: skip
    if offers:
        page.table("prices", KEYS, header, last)
    else:
        page.text(first, 1, book.words.get("lines.nothing"), styles.NOTE)
    for column, key in enumerate(KEYS, start=1):
        book.define(f"prices_{key}", page.span(first, column, last, column))
    _limits(page, first, last)
    shown = letter(len(_SHOWN))
    changed = letter(_AT["changed"])
    page.flag(f"A{first}:{shown}{last}", f"${changed}{first}=word_yes", styles.AMBER_LIGHT,
              styles.AMBER, bold=False)  # fmt: skip
    page.sheet.freeze_panes = page.sheet.cell(first, 3)
    page.print_setup(paper=A3, landscape=True, repeat_rows=f"{header}:{header}")
    page.sheet.print_area = f"A1:{shown}{last}"


def _records(book: Book) -> list[dict[str, Any]]:
    rows = book.result.repair_ease.to_dict("records")
    return [{str(key): value for key, value in row.items()} for row in rows]


def _write_offer(page: Page, row: int, offer: Offer, ease: dict[str, Any], used: bool) -> None:
    book, variant = page.book, offer.variant
    words, catalog = book.words, book.result.catalog
    component = catalog.component_by_key[variant.component_key]
    marks = {key: str(catalog.source_by_id[getattr(variant, field)].mark)
             for key, field in _MARK_FIELDS.items()}  # fmt: skip
    texts = {
        "component_name": (book.name_of(component), _SMALL),
        "variant_name": (book.name_of(variant), _SMALL),
        "role": (words.word("variant_role", variant.role), _SMALL),
        "unit": (words.word("unit", component.unit), Look(size=9, indent=1)),
        "repair_ease_class": (ease["repair_ease_class"], Look(bold=True, align="center")),
        "mark": (words.word("mark", marks["price_mark"]), styles.NOTE),
        "source": (
            book.source_title(catalog.source_by_id[variant.price_source_id]), styles.NOTE_WRAPPED,
        ),
        "variant_id": (variant.variant_id, styles.NOTE),
        "weakest_criterion": (
            words.word("criterion", Criterion(ease["weakest_criterion"])), styles.NOTE
        ),
    }  # fmt: skip
    texts |= {key: (mark, styles.NOTE) for key, mark in marks.items()}
    for key, (value, look) in texts.items():
        page.text(row, _AT[key], value, look)
    numbers = {
        "variant_no": offer.number,
        "ordinal": offer.ordinal,
        "damage_rate_factor": variant.damage_rate_factor,
        "repair_hours_factor": variant.repair_hours_factor,
        "drying_days": variant.drying_days,
        "trade_no": TRADES.index(variant.trade) + 1,
        "repair_trade_no": TRADES.index(Trade(ease["repair_trade"])) + 1,
        **{key: ease[key] for key in _FROM_EASE},
    }
    for key, number in numbers.items():
        page.number(row, _AT[key], number, styles.TEXT)
    page.number(row, _AT["rei"], ease["rei"], styles.number("two", size=9))
    _entries(page, row, offer)
    _states(page, row, used=used)


def _entries(page: Page, row: int, offer: Offer) -> None:
    for key, (field, kind, _) in ENTRIES.items():
        value = getattr(offer.variant, field)
        page.number(row, _AT[key], value, styles.entry(kind))
        page.number(row, _AT[f"{key}_at_run"], value, styles.TEXT)


def _states(page: Page, row: int, *, used: bool) -> None:
    """Whether some line has the variant, and whether its numbers were changed."""
    words = page.words
    yes, no = words.get("word.yes"), words.get("word.no")
    number = f"${letter(_AT['variant_no'])}{row}"
    used_by = f"SUMPRODUCT(--(lines_variant_row=MATCH({number},prices_variant_no,0)))"
    page.formula(
        row, _AT["in_use"], f"=IF({used_by}>0,word_yes,word_no)", yes if used else no,
        Look(size=9, align="center"),
    )  # fmt: skip
    pairs = "*".join(
        f"(${letter(_AT[key])}{row}=${letter(_AT[f'{key}_at_run'])}{row})" for key in ENTRIES
    )
    page.formula(
        row, _AT["changed"], f"=IF({pairs}=1,word_no,word_yes)", no, Look(size=9, align="center")
    )


def _limits(page: Page, first: int, last: int) -> None:
    for key, (_, _, low) in ENTRIES.items():
        rule = DataValidation(
            type="decimal", operator="between", formula1=low, formula2="1000000000"
        )
        rule.showInputMessage = rule.showErrorMessage = True
        rule.promptTitle = page.words.get(f"column.prices.{key}")[:32]
        rule.prompt = page.words.get("lines.entry_hint")[:255]
        rule.errorTitle = page.words.get("assumptions.not_allowed")[:32]
        rule.error = page.words.get("lines.entry_error")[:225]
        page.sheet.add_data_validation(rule)
        here = letter(_AT[key])
        rule.add(f"{here}{first}:{here}{last}")
