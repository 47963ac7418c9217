"""*Variantvalg*: which variant each kind of component has, and how often it is damaged."""

from __future__ import annotations

from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.datavalidation import DataValidation

from robuild.workbook import styles
from robuild.workbook.offers import Choice
from robuild.workbook.page import A3, Book, Page
from robuild.workbook.styles import Look

KEYS = (
    "component_name", "element_code", "chosen", "at_run", "own", "changed", "rate_ordinary",
    "rate_raised", "rate_heavy", "per", "source", "mark", "component_key", "key_no", "first_no",
    "variant_no", "variant_no_at_run", "rate_ordinary_at_run", "rate_raised_at_run",
    "rate_heavy_at_run",
)  # fmt: skip
_WIDTHS = (32, 9, 38, 38, 10, 10, 11, 11, 11, 13, 30, 13)
_AT = {key: letter(place) for place, key in enumerate(KEYS, start=1)}
_SHOWN = len(_WIDTHS)
RATES = ("rate_ordinary", "rate_raised", "rate_heavy")
RATE_FIELDS = {
    "rate_ordinary": "damage_rate_ordinary_per_year",
    "rate_raised": "damage_rate_raised_per_year",
    "rate_heavy": "damage_rate_heavy_per_year",
}
_PICK = Look(
    size=9, colour=styles.INPUT_INK, fill=styles.INPUT_FILL, box="thin", unlocked=True, wrap=True
)
_SMALL = Look(size=9, wrap=True)
_INSET = Look(size=9, indent=1)


def write_choices(book: Book) -> None:
    """Write the sheet; its columns are defined names `choices_<key>`."""
    page = Page(book, "choices", styles.TAB_PLANNER)
    page.widths(_WIDTHS)
    row = page.heading(money=False)
    for key in ("choices.how", "choices.rates"):
        page.text(row, 1, book.words.get(key), styles.NOTE)
        row += 1
    header = row + 1
    for column, key in enumerate(KEYS, start=1):
        look = styles.HEADER_RIGHT if key in RATES else styles.HEADER
        page.text(header, column, book.words.get(f"column.choices.{key}"), look)
        if column > _SHOWN:
            page.sheet.column_dimensions[letter(column)].hidden = True
    page.sheet.row_dimensions[header].height = 44
    first, choices = header + 1, book.offers.choices
    last = max(first, header + len(choices))
    own = _with_own_variants(book)
    for choice in choices:
        _write_choice(page, header + choice.number, choice, own.get(choice.number, 0))
    if choices:
        page.table("choices", KEYS, header, last)
    else:
        page.text(first, 1, book.words.get("lines.nothing"), styles.NOTE)
    for column, key in enumerate(KEYS, start=1):
        book.define(f"choices_{key}", page.span(first, column, last, column))
    _drop_downs(page, header)
    _limits(page, first, last)
    page.flag(f"A{first}:L{last}", f"$F{first}=word_yes", styles.AMBER_LIGHT, styles.AMBER,
              bold=False)  # fmt: skip
    page.sheet.freeze_panes = page.sheet.cell(first, 2)
    page.print_setup(paper=A3, landscape=True, repeat_rows=f"{header}:{header}")
    page.sheet.print_area = f"A1:{letter(_SHOWN)}{last}"


def _with_own_variants(book: Book) -> dict[int, int]:
    """Kind -> how many of its lines have a variant that the register names."""
    found: dict[int, int] = {}
    lines = book.result.lines
    for key, variant_id in zip(lines["component_key"], lines["variant_id"], strict=True):
        choice = book.offers.choice_of_key[key]
        if variant_id != choice.chosen.variant.variant_id:
            found[choice.number] = found.get(choice.number, 0) + 1
    return found


def _write_choice(page: Page, row: int, choice: Choice, own: int) -> None:
    book, component = page.book, choice.component
    words, source = book.words, book.result.catalog.source_by_id[component.damage_source_id]
    page.text(row, 1, book.name_of(component), _SMALL)
    page.text(row, 2, component.element_code, Look(size=9))
    page.text(row, 3, _name(book, choice, choice.chosen.ordinal), _PICK)
    page.text(row, 4, _name(book, choice, choice.chosen.ordinal), _SMALL)
    page.number(row, 5, own, styles.number('0;−0;"–"', size=9))
    for place, key in enumerate(RATES):
        value = getattr(component, RATE_FIELDS[key])
        page.number(row, 7 + place, value, styles.entry("three"))
        page.number(row, KEYS.index(f"{key}_at_run") + 1, value, styles.TEXT)
    page.text(row, 10, words.word("rate_exposure", component.damage_rate_per), _INSET)
    page.text(row, 11, book.source_title(source), styles.NOTE_WRAPPED)
    page.text(row, 12, words.word("mark", source.mark), styles.NOTE)
    page.text(row, 13, component.component_key, styles.NOTE)
    page.number(row, 14, choice.number, styles.TEXT)
    page.number(row, 15, choice.offers[0].number, styles.TEXT)
    page.number(row, 17, choice.chosen.number, styles.TEXT)
    for place, offer in enumerate(choice.offers, start=len(KEYS) + 1):
        page.text(row, place, _name(book, choice, offer.ordinal), styles.NOTE)
    names = f"${letter(len(KEYS) + 1)}{row}:${letter(len(KEYS) + len(choice.offers))}{row}"
    found = f"MATCH($C{row},{names},0)"
    page.formula(row, 16, f"=IFERROR($O{row}+{found}-1,$Q{row})", choice.chosen.number, styles.TEXT)
    same = f"($P{row}=$Q{row})*" + "*".join(
        f"(${_AT[key]}{row}=${_AT[f'{key}_at_run']}{row})" for key in RATES
    )
    page.formula(
        row, 6, f"=IF(ISNUMBER({found}),IF({same}=1,word_no,word_yes),word_not_offered)",
        words.get("word.no"), styles.CENTRED,
    )  # fmt: skip


def _name(book: Book, choice: Choice, ordinal: int) -> str:
    """Name of an offer; with its id where another of the same kind has the same name."""
    names = [book.name_of(each.variant) for each in choice.offers]
    name, offer = names[ordinal - 1], choice.offers[ordinal - 1]
    return name if names.count(name) == 1 else f"{name} ({offer.variant.variant_id})"


def _drop_downs(page: Page, header: int) -> None:
    """Options stand in hidden cells of each row."""
    rules: dict[int, list[int]] = {}
    most = 0
    for choice in page.book.offers.choices:
        rules.setdefault(len(choice.offers), []).append(header + choice.number)
        most = max(most, len(choice.offers))
    for column in range(len(KEYS) + 1, len(KEYS) + most + 1):
        page.sheet.column_dimensions[letter(column)].hidden = True
    for wide, rows in rules.items():
        first, last = letter(len(KEYS) + 1), letter(len(KEYS) + wide)
        rule = DataValidation(
            type="list", formula1=f"=${first}{rows[0]}:${last}{rows[0]}", allow_blank=False
        )
        rule.showErrorMessage = True
        rule.errorTitle = page.words.get("assumptions.not_allowed")[:32]
        rule.error = page.words.get("assumptions.choose")[:225]
        for row in rows:
            rule.add(f"C{row}")
        page.sheet.add_data_validation(rule)


def _limits(page: Page, first: int, last: int) -> None:
    rule = DataValidation(type="decimal", operator="between", formula1="0", formula2="1000")
    rule.showInputMessage = rule.showErrorMessage = True
    rule.promptTitle = page.words.get("column.choices.rate_ordinary")[:32]
    rule.prompt = page.words.get("choices.rates")[:255]
    rule.errorTitle = page.words.get("assumptions.not_allowed")[:32]
    rule.error = page.words.get("lines.entry_error")[:225]
    page.sheet.add_data_validation(rule)
    rule.add(f"G{first}:I{last}")
