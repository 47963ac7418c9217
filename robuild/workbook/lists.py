"""The hidden sheet of lists: words that formulas answer with, and what drop-downs offer.

Formulas name these cells and never hold a word themselves, so they are the same in every
language.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from openpyxl.utils import get_column_letter

from robuild.terms.settings import MOST_YEARS, Settings
from robuild.terms.settings_of import intensity_in
from robuild.terms.vocabulary import (
    DiscountTiming,
    DoLevel,
    Engine,
    LocationClass,
    Module,
    Tail,
    Trade,
    UseIntensity,
)
from robuild.workbook import styles
from robuild.workbook.page import Book, Page, Value
from robuild.workbook.timing import Timing

INTENSITIES = tuple(UseIntensity)
LOCATIONS = tuple(LocationClass)
TRADES = tuple(Trade)
MODULES = tuple(Module)
CONDITION_GRADES = ("TG0", "TG1", "TG2", "TG3")
WORDS = (
    "missing", "missing_quantity", "missing_price", "missing_hours", "missing_life",
    "missing_damage_rate", "missing_disposal", "missing_task", "nothing", "yes", "no", "complete",
    "incomplete", "current", "stale", "peak", "every_year", "rerun",
    "engine_renewal", "engine_en", "within_budget", "over_budget", "not_given", "chosen",
    "modelled", "not_modelled", "not_offered", "as_others",
)  # fmt: skip
"""Words that formulas give: `word.<name>` in the language files, `word_<name>` in formulas."""


def factor_of(settings: Settings, intensity: UseIntensity) -> float:
    """Factor of a use intensity on wear life [1]."""
    factor: float = getattr(settings, f"factor_{intensity}")
    return factor


def intensity_at(settings: Settings, location: LocationClass) -> UseIntensity:
    """Use intensity of a location class."""
    intensity: UseIntensity = getattr(settings, f"intensity_{location}")
    return intensity


def write_lists(book: Book, also: Callable[[Book, Lists], None] | None = None) -> Page:
    """Write the sheet of lists and define its names; `also` adds lists of another sheet."""
    page = Page(book, "lists", styles.TAB_DATA)
    page.sheet.sheet_state = "hidden"
    words, settings = book.words, book.result.settings
    column = Lists(page)
    for word in WORDS:
        page.text(len(column.rows) + 2, 1, words.get(f"word.{word}"))
        page.define(f"word_{word}", len(column.rows) + 2, 1)
        column.rows.append(word)
    page.text(1, 1, "words", styles.BOLD)
    column.texts("list_intensity_keys", [str(each) for each in INTENSITIES])
    column.texts(
        "list_intensity_words", [words.word("use_intensity", each) for each in INTENSITIES]
    )
    column.formulas(
        "list_intensity_factors",
        [(f"=factor_{each}", factor_of(settings, each)) for each in INTENSITIES],
    )
    for kind, name in CHOICES.items():
        column.texts(f"list_{name}_keys", [str(each) for each in kind])
        column.texts(f"list_{name}_words", [words.word(name, each) for each in kind])
        chosen = list(kind).index(getattr(settings, name)) + 1
        column.formulas(f"out_{name}_no", [(_number_in_list(name, f"list_{name}"), chosen)])
    column.formulas(
        "list_location_intensity_no",
        [
            (_intensity_number(each), INTENSITIES.index(intensity_at(settings, each)) + 1)
            for each in LOCATIONS
        ],
    )
    _type_intensities(book, column)
    rates = book.result.catalog.rate_by_trade
    for what, field in RATE_FIELDS.items():
        column.formulas(
            f"list_trade_{what}",
            [
                (f"={rate_key(each, what)}", getattr(rates[each], field))
                if each in rates
                else ("=word_missing", words.get("word.missing"))
                for each in TRADES
            ],
        )
    for level in DoLevel:
        allowed = [each for each in DoLevel if each <= level]
        column.texts(f"list_do_up_to_{level.lower()}", [str(each) for each in allowed])
    column.texts("list_condition_grades", list(CONDITION_GRADES))
    column.texts("list_trade_words", [words.word("trade", each) for each in TRADES])
    column.texts("list_do_words", [words.word("do_level", each) for each in DoLevel])
    _timing(book, column)
    if also is not None:
        also(book, column)
    if column.number > CHART_COLUMN:
        raise ValueError(f"{column.number} lists reach into the data of the charts")
    return page


def _type_intensities(book: Book, column: Lists) -> None:
    """Use intensity of each type of dwelling: its own, else that of dwellings."""
    words, settings = book.words, book.result.settings
    offered = [words.word("use_intensity", each) for each in INTENSITIES]
    column.texts("list_type_intensity_words", [words.get("word.as_others"), *offered])
    numbers = []
    for number, kind in enumerate(book.offers.dwelling_types, start=1):
        own = _number_in_list(type_key(number), "list_intensity").removeprefix("=")
        general = f"INDEX(list_location_intensity_no,{LOCATIONS.index(LocationClass.DWELLING) + 1})"
        value = INTENSITIES.index(intensity_in(settings, LocationClass.DWELLING, kind)) + 1
        numbers.append((f"=IF({type_key(number)}=word_as_others,{general},{own})", value))
    column.formulas("list_type_intensity_no", numbers or [("=1", 1)])


def type_key(number: int) -> str:
    """Defined name of the input cell for the use intensity of a type of dwelling."""
    return f"intensity_dwelling_type_{number}"


def _intensity_number(location: LocationClass) -> str:
    return _number_in_list(f"intensity_{location}", "list_intensity")


def _number_in_list(cell: str, names: str) -> str:
    """Place of a cell's word in a list, given by the word or by the key."""
    return f"=IFERROR(MATCH({cell},{names}_words,0),MATCH({cell},{names}_keys,0))"


def _rate(years_since_opening: str) -> str:
    """The rate of a year (conventions §2.3)."""
    later = f"IF({years_since_opening}<=real_rate_2_until_year,real_rate_2,real_rate_3)"
    return f"IF({years_since_opening}<=real_rate_1_until_year,real_rate_1,{later})"


def _timing(book: Book, column: Lists) -> None:
    """Years, discount factors and how often each interval of maintenance falls due in a year."""
    timing = book.timing
    year = column.letter
    column.numbers("list_years", list(range(MOST_YEARS + 1)))
    chain = column.letter
    column.formulas(
        "list_chain_factors",
        [("=1", 1)]
        + [
            (
                f"={chain}{y + 1}/(1+{_rate(f'{year}{y + 2}-{timing.opening_offset}')})",
                timing.chain[y],
            )
            for y in range(1, MOST_YEARS + 1)
        ],
    )
    factor = _within_years(column, timing, chain, year)
    last = MOST_YEARS + 2
    years, factors = f"{year}2:{year}{last}", f"{factor}2:{factor}{last}"
    in_period = f"({years}>=1)*({years}<=period_years)"
    for name, formula, value in (
        (
            "out_annuity_factor",
            f"SUMPRODUCT({in_period},list_discount_factors)",
            timing.annuity_factor,
        ),
        ("out_running_factor", f"SUMPRODUCT({in_period},{factors})", timing.running_factor),
        (
            "out_end_factor",
            "INDEX(list_chain_factors,period_years+1)*(1+real_price_growth)^period_years",
            timing.end_factor,
        ),
        (
            "out_acquisition_factor",
            f"SUMPRODUCT(--({years}<acquisition_years),{factors})/acquisition_years",
            timing.acquisition_factor,
        ),
    ):
        column.formulas(name, [(f"={formula}", value)])
    for number, interval in enumerate(timing.intervals, start=1):
        here = column.letter
        first = timing.interval_first[interval]
        most = f"MAX(0,-INT(-ROUND((period_years-{first:.15g})/{interval:.15g},9)))"
        # turns up to the end of a year; one more than the intervals since the first
        after = f"-{first:.15g})/{interval:.15g},9))+1"
        column.formulas(
            f"list_interval_counts_{number}",
            [
                (
                    f"=MAX(0,MIN({most},INT(ROUND(({year}{y + 2}{after}))"
                    + (f"-MAX(0,MIN({most},INT(ROUND(({year}{y + 1}{after}))" if y else ""),
                    timing.interval_counts[interval][y],
                )
                for y in range(MOST_YEARS + 1)
            ],
        )
        column.formulas(
            f"list_interval_factor_{number}",
            [
                (
                    f"=SUMPRODUCT({here}2:{here}{last},{factor}2:{factor}{last})",
                    timing.interval_factor(interval),
                )
            ],
        )


def _within_years(column: Lists, timing: Timing, chain: str, year: str) -> str:
    """Discounting and prices at the time in the year that costs fall; letter of both together."""
    discount = column.letter
    column.formulas(
        "list_discount_factors",
        [("=1", 1)]
        + [
            (
                f"=IF(out_discount_timing_no=2,SQRT({chain}{y + 1}*{chain}{y + 2}),{chain}{y + 2})",
                timing.discount_factors[y],
            )
            for y in range(1, MOST_YEARS + 1)
        ],
    )
    price = column.letter
    half = "IF(out_discount_timing_no=2,0.5,0)"
    column.formulas(
        "list_price_factors",
        [("=1", 1)]
        + [
            (f"=(1+real_price_growth)^({year}{y + 2}-{half})", timing.price[y])
            for y in range(1, MOST_YEARS + 1)
        ],
    )
    both = column.letter
    column.formulas(
        "list_present_factors",
        [(f"={discount}{y + 2}*{price}{y + 2}", timing.present[y]) for y in range(MOST_YEARS + 1)],
    )
    return both


CHOICES: dict[type[StrEnum], str] = {
    Engine: "engine",
    Tail: "tail",
    DiscountTiming: "discount_timing",
}
"""Live settings that are chosen from a list, by the kind of their words."""
CHART_COLUMN = 200
"""First column of the charts' data, beyond all lists."""
RATE_FIELDS = {
    "nok_per_hour": "hourly_rate_nok",
    "call_out_nok": "call_out_nok",
    "minimum_order_nok": "minimum_order_nok",
}


def rate_key(trade: Trade, what: str) -> str:
    """Defined name of a trade rate's input cell."""
    return f"rate_{trade}_{what}"


class Lists:
    """Lists side by side, each a defined name."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.rows: list[str] = []
        self._next = 2

    def texts(self, name: str, values: Sequence[str]) -> None:
        """A list of fixed texts."""
        for row, value in enumerate(values, start=2):
            self.page.text(row, self._next, value)
        self.close(name, len(values))

    def formulas(self, name: str, pairs: Sequence[tuple[str, Value]]) -> None:
        """A list of live values."""
        for row, (formula, value) in enumerate(pairs, start=2):
            self.page.formula(row, self._next, formula, value, styles.TEXT)
        self.close(name, len(pairs))

    def numbers(self, name: str, values: Sequence[int]) -> None:
        """A list of fixed numbers."""
        for row, value in enumerate(values, start=2):
            self.page.number(row, self._next, value, styles.TEXT)
        self.close(name, len(values))

    @property
    def number(self) -> int:
        """Number of the next column."""
        return self._next

    @property
    def letter(self) -> str:
        """Letter of the next column."""
        return get_column_letter(self._next)

    def close(self, name: str, length: int) -> None:
        """Name the column just written and go on to the next."""
        self.page.text(1, self._next, name, styles.BOLD)
        self.page.book.define(name, self.page.span(2, self._next, length + 1, self._next))
        self._next += 1
