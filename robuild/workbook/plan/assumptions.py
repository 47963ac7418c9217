"""*Forutsetninger*: every assumption, who says so, and the cell to change it in."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Union, get_args, get_origin

from openpyxl.worksheet.datavalidation import DataValidation

from robuild.language import Texts
from robuild.terms.settings import Settings, about
from robuild.terms.settings_of import intensities_by_type
from robuild.terms.vocabulary import Language, Mark, Trade, UseIntensity
from robuild.workbook import styles
from robuild.workbook.lists import CHOICES, RATE_FIELDS, TRADES, rate_key, type_key
from robuild.workbook.page import A4, Book, Page
from robuild.workbook.plan.choosing.choices_sheet import RATES
from robuild.workbook.plan.choosing.prices_sheet import ENTRIES
from robuild.workbook.plan.lines.work_sheet import ENTRIES as WORK
from robuild.workbook.size import size_of
from robuild.workbook.styles import Look

GROUPS = (
    "period", "rates", "engine", "project", "use", "repair", "choice", "operations",
    "participation",
)  # fmt: skip
COLUMNS = (
    "label",
    "value",
    "unit",
    "default",
    "changed",
    "source",
    "mark",
    "note",
    "key",
    "at_run",
)
_WIDTHS = (44, 21, 13, 15, 9, 26, 15, 60, 26, 12)
_FORMATS = {"share": "share", "1/year": "rate", "factor": "two", "year": "year", "years": "plain"}
_UNIT = Look(size=9, colour=styles.GREY, indent=1)
_GREYED = Look(colour=styles.GREY, fill=styles.GREY_LIGHT, align="right", box="thin")


@dataclass(frozen=True, slots=True)
class Input:
    """One row of the sheet."""

    key: str
    label: str
    value: Any
    default: Any
    unit: str
    source: str
    mark: Mark
    live: bool
    note: str
    low: float | None = None
    high: float | None = None
    low_formula: str | None = None
    whole: bool = False
    words: str | None = None
    """Defined name of the list to choose from."""
    over: bool = False
    """Whether the low limit itself is too low."""


def write_assumptions(book: Book) -> None:
    """Write the sheet of assumptions, a defined name for each input."""
    page = Page(book, "assumptions", styles.TAB_PLANNER)
    page.widths(_WIDTHS)
    row = page.heading(money=True)
    page.text(row, 1, book.words.get("assumptions.how"), styles.NOTE)
    row += 1
    count_row = row
    row += 2
    header_row = row
    for column, key in enumerate(COLUMNS, start=1):
        page.text(row, column, book.words.get(f"column.assumptions.{key}"), styles.HEADER)
    page.sheet.row_dimensions[row].height = 30
    first = row + 1
    for group, inputs in _groups(book):
        row += 1
        _band(page, row, book.words.get(f"settings_group.{group}"))
        for each in inputs:
            row += 1
            _write_input(page, row, each)
    _count_changes(page, count_row, first, row)
    page.flag(
        f"A{first}:H{row}", f"$E{first}=word_yes", styles.AMBER_LIGHT, styles.AMBER, bold=False
    )
    for hidden in "IJ":
        page.sheet.column_dimensions[hidden].outlineLevel = 1
        page.sheet.column_dimensions[hidden].hidden = True
    page.sheet.freeze_panes = page.sheet.cell(header_row + 1, 2)
    page.print_setup(paper=A4, landscape=True, repeat_rows=f"{header_row}:{header_row}")
    page.sheet.print_area = f"A1:H{row}"
    page.protect()
    _more_names(book, page, row)


def _more_names(book: Book, page: Page, row: int) -> None:
    """Figures other sheets point at that nobody changes, beside the hidden columns."""
    size = size_of(book)
    fixed = {
        "out_dwellings": size.dwellings,
        "out_floor_area_m2": size.floor_area_m2,
    }
    for name, value in fixed.items():
        row += 1
        page.text(row, 9, name, styles.NOTE)
        page.number(row, 10, value, styles.number("plain"))
        page.define(name, row, 10)
    row += 1
    page.text(row, 9, "out_line_inputs_changed", styles.NOTE)
    pairs = [f"prices_{key}<>prices_{key}_at_run" for key in ENTRIES]
    pairs += [f"choices_{key}<>choices_{key}_at_run" for key in ("variant_no", *RATES)]
    pairs += [f"work_{key}<>work_{key}_at_run" for key in WORK]
    formula = "+".join(f"SUMPRODUCT(--({pair}))" for pair in pairs)
    page.formula(row, 10, f"={formula}", 0, styles.number("whole"))
    page.define("out_line_inputs_changed", row, 10)


def _band(page: Page, row: int, label: str) -> None:
    for column in range(1, 9):
        page.blank(row, column, Look(fill=styles.PETROL_LIGHT, bold=True, colour=styles.PETROL))
    page.text(row, 1, label, Look(fill=styles.PETROL_LIGHT, bold=True, colour=styles.PETROL))


def _write_input(page: Page, row: int, given: Input) -> None:
    words = page.words
    kind = "word" if given.words else _FORMATS.get(given.unit, "plain")
    kind = "0.0#" if given.key == "alpha" else kind
    if given.unit.startswith("NOK"):
        kind = "kr"
    look = styles.entry(kind) if given.live else Look(
        format=styles.FORMATS.get(kind, "General"), colour=styles.GREY, fill=styles.GREY_LIGHT,
        align="right", box="thin",
    )  # fmt: skip
    page.text(row, 1, given.label, styles.TEXT if given.live else Look(colour=styles.GREY))
    for column, value in ((2, given.value), (4, given.default), (10, given.value)):
        shown = look if column == 2 else Look(format=look.format, colour=styles.GREY, align="right")
        if isinstance(value, str):
            page.text(row, column, value, shown)
        else:
            page.number(row, column, value, shown)
    page.text(row, 3, words.word("unit_of", given.unit.replace("/", "_per_")), _UNIT)
    yes, no = words.get("word.yes"), words.get("word.no")
    changed = yes if given.value != given.default else no
    page.formula(row, 5, f"=IF(B{row}=D{row},word_no,word_yes)", changed, styles.CENTRED)
    page.text(row, 6, given.source, styles.NOTE_WRAPPED)
    page.text(row, 7, words.word("mark", given.mark), styles.NOTE)
    note = given.note if given.live else f"{words.get('assumptions.new_run')} {given.note}".strip()
    page.text(row, 8, note or words.get("word.nothing"), styles.NOTE_WRAPPED)
    page.text(row, 9, given.key, styles.NOTE)
    page.define(given.key, row, 2)
    page.book.inputs[given.key] = given.value
    if given.live:
        _validate(page, row, given)


def _validate(page: Page, row: int, given: Input) -> None:
    words = page.words
    if given.words:
        rule = DataValidation(type="list", formula1=f"={given.words}", allow_blank=False)
        allowed = words.get("assumptions.choose")
    else:
        low = given.low if given.low is not None else -1e9
        high = given.high if given.high is not None else 1e9
        kind: Any = "whole" if given.whole else "decimal"
        bottom = given.low_formula or f"{low + 1e-6 if given.over else low:.10g}"
        rule = DataValidation(
            type=kind, operator="between", formula1=bottom, formula2=f"{high:.10g}"
        )
        allowed = words.get(
            "assumptions.limits", low=_shown(low, words, given.over), high=_shown(high, words)
        )
    rule.promptTitle, rule.prompt = given.label[:32], allowed[:255]
    rule.errorTitle, rule.error = words.get("assumptions.not_allowed")[:32], allowed[:225]
    rule.showInputMessage = rule.showErrorMessage = True
    page.sheet.add_data_validation(rule)
    rule.add(f"B{row}")


def _shown(limit: float, words: Texts, over: bool = False) -> str:
    text = f"{limit:g}"
    text = text if words.language is Language.EN else text.replace(".", ",")
    return f"> {text}" if over else text


def _count_changes(page: Page, row: int, first: int, last: int) -> None:
    """How many inputs differ from the run the plan was made with."""
    label = page.words.get("assumptions.changed_since")
    page.text(row, 1, label, styles.BOLD)
    page.formula(
        row,
        2,
        f"=SUMPRODUCT(--(B{first}:B{last}<>J{first}:J{last}))",
        0,
        styles.number("whole", bold=True),
    )
    page.define("out_inputs_changed", row, 2)


def _groups(book: Book) -> Iterator[tuple[str, list[Input]]]:
    for group in GROUPS:
        keys = [key for key in Settings.model_fields if about(key).group == group]
        inputs = [_setting(book, key) for key in keys]
        if group == "use":
            inputs += _by_type(book)
        yield group, inputs
    yield "trades", [each for trade in TRADES for each in _rates(book, trade)]


def _setting(book: Book, key: str) -> Input:
    words, known = book.words, about(key)
    field = Settings.model_fields[key]
    kind = _kind(field.annotation)
    low, high, over = _limits(field.metadata)
    value, default = getattr(book.result.settings, key), field.default
    by_user = key in book.result.changed_settings
    if default is None and not by_user:
        default = value  # years that are filled in from the catalog
    return Input(
        key=key,
        label=words.get(f"setting.{key}.label"),
        value=_shown_value(book, kind, value),
        default=_shown_value(book, kind, default),
        unit=known.unit,
        source=known.source,
        mark=Mark.USER if by_user else known.mark,
        live=known.live,
        note=words.get(f"setting.{key}.note") if words.has(f"setting.{key}.note") else "",
        low=low,
        high=high,
        low_formula="real_rate_1_until_year+1" if key == "real_rate_2_until_year" else None,
        whole=kind is int,
        words=_list_of(kind),
        over=over,
    )


def _by_type(book: Book) -> Iterator[Input]:
    """Use intensity of each type of dwelling, where it differs from other dwellings."""
    words, known = book.words, about("intensity_dwelling")
    general = words.get("word.as_others")
    own = intensities_by_type(book.result.settings)
    for number, kind in enumerate(book.offers.dwelling_types, start=1):
        value = words.word("use_intensity", own[kind]) if kind in own else general
        yield Input(
            key=type_key(number),
            label=words.get("assumptions.intensity_of_type", name=kind),
            value=value,
            default=general,
            unit=known.unit,
            source=known.source,
            mark=Mark.USER if kind in own else known.mark,
            live=True,
            note=kind,
            words="list_type_intensity_words",
        )


def _list_of(kind: Any) -> str | None:
    if kind is UseIntensity:
        return "list_intensity_words"
    return f"list_{CHOICES[kind]}_words" if kind in CHOICES else None


def _kind(annotation: Any) -> Any:
    if get_origin(annotation) in (Union, types.UnionType):
        return next(_kind(each) for each in get_args(annotation) if each is not type(None))
    if get_origin(annotation) is not None and get_args(annotation):
        return _kind(get_args(annotation)[0])
    return annotation


def _limits(metadata: list[Any]) -> tuple[float | None, float | None, bool]:
    low = high = None
    over = False
    for each in metadata:
        low = getattr(each, "ge", low)
        high = getattr(each, "le", high)
        if getattr(each, "gt", None) is not None:
            low, over = each.gt, True
    return low, high, over


def shown_setting(book: Book, key: str, value: Any) -> Any:
    """The value of a setting as its cell shows it."""
    return _shown_value(book, _kind(Settings.model_fields[key].annotation), value)


def _shown_value(book: Book, kind: Any, value: Any) -> Any:
    if value is None:
        return book.words.get("word.not_given")
    if isinstance(value, bool):
        return book.words.get("word.yes" if value else "word.no")
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return book.words.word(_group_of(kind), value)
    return value


def _group_of(kind: type[StrEnum]) -> str:
    """`UseIntensity` -> `use_intensity`."""
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in kind.__name__).lstrip("_")


def _rates(book: Book, trade: Trade) -> Iterator[Input]:
    words = book.words
    rate = book.result.catalog.rate_by_trade.get(trade)
    if rate is None:
        return
    source = book.result.catalog.source_by_id[rate.source_id]
    for what, field in RATE_FIELDS.items():
        amount = getattr(rate, field)
        yield Input(
            key=rate_key(trade, what),
            label=f"{words.word('trade', trade)}: {words.get(f'rate.{what}')}",
            value=amount,
            default=amount,
            unit="NOK/hour" if what == "nok_per_hour" else "NOK",
            source=book.source_title(source),
            mark=source.mark,
            live=True,
            note="",
            low=0,
            high=1e6,
        )
