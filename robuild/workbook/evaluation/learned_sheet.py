"""*Lært av loggene*: each figure before, as counted and now; the weight of the count is live."""

from __future__ import annotations

from openpyxl.utils import get_column_letter as letter

from robuild.language import Texts
from robuild.learning import Learned
from robuild.workbook import styles
from robuild.workbook.evaluation import parts
from robuild.workbook.evaluation.facts import LEARNED_FIRST, Facts, Record
from robuild.workbook.evaluation.parts import quoted
from robuild.workbook.page import A3, Page
from robuild.workbook.styles import Look

KEYS = (
    "what", "component", "variant", "unit", "counted", "counted_expected", "strength", "prior",
    "observed", "own_weight", "weight", "updated", "change", "low", "high", "robuild_weight",
    "robuild_updated", "not_learned",
)  # fmt: skip
_WIDTHS = (25, 28, 38, 14, 8, 9, 10, 10, 10, 9, 8, 10, 8, 9, 9, 9, 10, 34)
_LEFT = ("what", "component", "variant", "unit", "not_learned")
_AT = {key: at for at, key in enumerate(KEYS, start=1)}
_FIGURE = {"1/year": "0.0000", "factor": "0.00", "years": "0.0", "hours": "0.00", "days": "0.0"}
_CREDIBLE = (str(Learned.REPAIR_HOURS), str(Learned.LEAD_TIME))
_GREY = Look(size=9, colour=styles.GREY, align="right")


def cell_of(words: Texts, key: str, row: int) -> str:
    """A cell of this sheet, from another."""
    return f"'{words.get('sheet.evaluation_learned.title')}'!${letter(_AT[key])}${row}"


def write_learned(page: Page, facts: Facts) -> None:
    """A row for each figure; what was not learnt stands last, with the reason."""
    page.widths(_WIDTHS)
    row = parts.home(page)
    page.text(row, 1, page.words.get("evaluation_book.how_learned"), styles.NOTE)
    parts.entry(page, row + 1, (1, 2), "prior_weight", 1.0, "0.0#", (0.01, 100))
    page.text(row + 1, 3, page.words.get("evaluation_book.prior_weight_note"), styles.NOTE)
    header = LEARNED_FIRST - 1
    parts.header(page, header, KEYS, _LEFT)
    page.sheet.row_dimensions[header].height = 50
    told_apart = {
        each["component_key"]
        for each in facts.learned
        if each["what"] == str(Learned.VARIANT_FACTOR)
    }
    for here, each in enumerate(facts.learned, start=LEARNED_FIRST):
        _thing(page, facts, each, here)
        if each["not_learned"] is None:
            _figures(page, each, here, _strength(each, told_apart))
        else:
            _left(page, each, here)
    last = LEARNED_FIRST + max(len(facts.learned) - 1, 0)
    if not facts.learned:
        page.text(LEARNED_FIRST, 1, page.words.get("evaluation_book.no_rows"), styles.NOTE)
    own = letter(_AT["own_weight"])
    parts.limit(page, f"{own}{LEARNED_FIRST}:{own}{last}", (0, 1), blank=True)
    change = letter(_AT["change"])
    span, cell = f"{change}{LEARNED_FIRST}:{change}{last}", f"${change}{LEARNED_FIRST}"
    page.flag(span, f"AND(ISNUMBER({cell}),{cell}>=1.1)", parts.BAD, styles.RED)
    page.flag(span, f"AND(ISNUMBER({cell}),{cell}<=0.9)", parts.GOOD, styles.INK)
    page.filtered(len(KEYS), header, last)
    page.sheet.freeze_panes = page.sheet.cell(LEARNED_FIRST, 4)
    page.print_setup(paper=A3, landscape=True, repeat_rows=f"{header}:{header}")
    page.protect()


def _thing(page: Page, facts: Facts, each: Record, here: int) -> None:
    words, book = page.words, page.book
    page.text(here, 1, words.get(f"learned.{each['what']}"), parts.SMALL)
    component = facts.catalog.component_by_key[each["component_key"]]
    page.text(here, 2, book.name_of(component), parts.SMALL)
    variant = facts.catalog.variant_by_id.get(each["variant_id"] or "")
    page.text(here, 3, book.name_of(variant) if variant else words.get("evaluation_book.every"),
              parts.SMALL)  # fmt: skip
    unit = words.word("learned_unit", each["unit"])
    if each["exposure_per"] and each["what"] == str(Learned.DAMAGE_RATE):
        unit = words.get("evaluation_book.per_year",
                         per=words.word("rate_exposure", each["exposure_per"]))  # fmt: skip
    page.text(here, 4, unit, Look(size=9, colour=styles.GREY, wrap=True))
    page.number(here, _AT["counted"], each["events"], styles.number("plain", size=9))


def _strength(each: Record, told_apart: set[str]) -> float | None:
    """Events or rows that what was held before is worth; none where it is no single number."""
    if not each["weight_share"]:
        return None
    if each["what"] in _CREDIBLE:
        return float(each["events"] * (1.0 - each["weight_share"]) / each["weight_share"])
    if each["what"] == str(Learned.DAMAGE_RATE) and each["component_key"] not in told_apart:
        return float(each["shape"] - each["events"])
    return None


def _figures(page: Page, each: Record, here: int, strength: float | None) -> None:
    words = page.words
    kind = _FIGURE[each["unit"]]
    figure = styles.number(kind, size=9)
    nothing = words.get("word.nothing")
    own, prior, seen, weight, counted, worth, updated, was_weight, was = (
        f"{letter(_AT[key])}{here}"
        for key in ("own_weight", "prior", "observed", "weight", "counted", "strength", "updated",
                    "robuild_weight", "robuild_updated")
    )  # fmt: skip
    page.number(here, _AT["prior"], each["prior"], figure)
    for key, source in (("observed", "observed"), ("counted_expected", "expected_events")):
        if each[source] is None:
            page.text(here, _AT[key], nothing, _GREY)
        else:
            look = figure if key == "observed" else parts.TWO
            page.number(here, _AT[key], each[source], look)
    if strength is None:
        page.text(here, _AT["strength"], nothing, _GREY)
    else:
        page.number(here, _AT["strength"], strength, parts.TWO)
        if each["what"] not in _CREDIBLE:
            counted = f"{letter(_AT['counted_expected'])}{here}"
    page.number(here, _AT["robuild_weight"], each["weight_share"], _like(parts.SHARE))
    page.number(here, _AT["robuild_updated"], each["posterior"], _like(figure))
    page.number(here, _AT["low"], each["low"], _like(figure))
    page.number(here, _AT["high"], each["high"], _like(figure))
    if strength is not None:
        shared = f"{counted}/({counted}+{worth}*evaluation_prior_weight)"
        mixed = f"{weight}*{seen}+(1-{weight})*{prior}"
    else:
        # the share says how much narrower the belief is, not what it was mixed of: a belief can
        # move at share 0, so it is only drawn back towards what was held before
        drawn = f"({was_weight}+MAX(1,evaluation_prior_weight)*(1-{was_weight}))"
        shared = f"{was_weight}/{drawn}"
        mixed = f"{prior}+({was}-{prior})/{drawn}"
    if each["observed"] is not None:
        page.blank(here, _AT["own_weight"], styles.entry("share"))
        chosen = f"{own}*{seen}+(1-{own})*{prior}"
        shared = f"IF(ISNUMBER({own}),{own},{shared})"
        mixed = mixed if strength is not None else f"IF(ISNUMBER({own}),{chosen},{mixed})"
    else:
        page.text(here, _AT["own_weight"], nothing, _GREY)
    page.formula(here, _AT["weight"], f"={shared}", each["weight_share"], parts.SHARE)
    value = each["posterior"]
    page.formula(here, _AT["updated"], f"={mixed}", value,
                 styles.number(kind, size=9, bold=True))  # fmt: skip
    page.formula(
        here, _AT["change"],
        f"=IF({prior}>0,{updated}/{prior},{quoted(words, 'word.missing')})",
        value / each["prior"] if each["prior"] > 0 else None, parts.TIMES,
    )  # fmt: skip
    page.text(here, _AT["not_learned"], nothing, Look(size=9, colour=styles.FADED, indent=1))


def _like(look: Look) -> Look:
    return Look(format=look.format, size=9, colour=styles.GREY, align="right")


def _left(page: Page, each: Record, here: int) -> None:
    nothing = page.words.get("word.nothing")
    for key in KEYS[_AT["counted"] : -1]:
        page.text(here, _AT[key], nothing, _GREY)
    if each["expected_events"] is not None:
        page.number(here, _AT["counted_expected"], each["expected_events"], parts.TWO)
    if each["prior"] is not None:
        page.number(here, _AT["prior"], each["prior"],
                    styles.number(_FIGURE[each["unit"]], size=9))  # fmt: skip
    page.text(here, _AT["not_learned"], page.words.get(f"not_learned.{each['not_learned']}"),
              Look(size=9, italic=True, wrap=True, indent=1))  # fmt: skip
