"""*Kontraktsformer*: the forms side by side: what they cost, how sure it is, what is assumed."""

from __future__ import annotations

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.datavalidation import DataValidation

from robuild.procurement import FormResult, NoShare
from robuild.workbook import styles
from robuild.workbook.contracts.cases import Numbers
from robuild.workbook.contracts.charts import CHART_COLUMNS, cost_chart, effect_chart, spread_chart
from robuild.workbook.contracts.heading import in_footer
from robuild.workbook.contracts.parameter_rows import (
    LABEL,
    band,
    name_of,
    refusal,
    write_parameters,
)
from robuild.workbook.contracts.places import FIRST, LAST_FAMILY, LEVEL, Places
from robuild.workbook.page import A3, Page
from robuild.workbook.rules import formula_rule
from robuild.workbook.styles import Look

PARTS = ("contract_pv", "owner_pv", "follow_up_pv", "operation_pv", "premium_pv", "defects_pv")
_DIFFERENCES = ("difference", "form_effect", "brief_effect", "brief_share", "brief_alone",
                "without_factors", "break_even")  # fmt: skip
_KR = styles.number("kr", size=10)
_STRONG = Look(format=styles.KR, bold=True, align="right", box="over", size=11)


def write_forms(page: Page, numbers: Numbers, places: Places) -> None:
    """Write the sheet; defined names `contract_<parameter>` are rows of its yellow cells."""
    words, forms = page.words, places.forms
    page.widths((46, 11, *((18,) * forms), 3, *((2.0 * max(forms, 6),) * CHART_COLUMNS)))
    page.text(1, 1, page.title, styles.TITLE)
    page.sheet.row_dimensions[1].height = 28
    page.text(2, 1, words.get("sheet.contracts.purpose"), styles.SUBTITLE)
    row = page.money_lines(3, weighted=False)
    page.text(row, 1, words.get("contracts.mandatory"), Look(bold=True, colour=styles.AMBER))
    page.text(row + 1, 1, words.get("contracts.mandatory_here"), styles.NOTE)
    row = _reference(page, numbers, row + 2)
    header = row = _links(page, row)
    _head(page, numbers, header)
    parts, total, row = _costs(page, numbers, places, header + 1)
    effects, row = _differences(page, numbers, places, row, total)
    row = _quality(page, numbers, places, row)
    spread, row = _spread(page, numbers, row)
    write_parameters(page, numbers, places, row + 1, total)
    column = FIRST + forms
    cost_chart(page, parts, header, forms, (column, header, header + 16))
    effect_chart(page, effects, header, forms, (column, header + 17, header + 34))
    if spread:
        spread_chart(page, spread, header, forms, (column, header + 35, header + 52))
    page.sheet.freeze_panes = page.sheet.cell(1, FIRST)
    page.print_setup(paper=A3, landscape=True, one_page=True)
    in_footer(page)
    page.protect()


def _reference(page: Page, numbers: Numbers, row: int) -> int:
    names = [name_of(page, form.form_id) for form in numbers.forms]
    page.text(row, 1, page.words.get("contracts.reference"), styles.BOLD)
    page.text(
        row,
        FIRST,
        names[numbers.reference_no - 1],
        Look(colour=styles.INPUT_INK, fill=styles.INPUT_FILL, box="thin", unlocked=True),
    )
    page.merge_for(row, FIRST, 34)
    page.define("contract_reference", row, FIRST)
    rule = DataValidation(type="list", formula1="=contract_names", allow_blank=False)
    refusal(page, rule, page.words.get("assumptions.choose"))
    rule.add(f"{letter(FIRST)}{row}")
    page.text(row + 1, 1, page.words.get("contracts.state"), styles.BOLD)
    page.formula(
        row + 1, FIRST, "=IF(contract_inputs_changed=0,word_current,word_stale)",
        page.words.get("contracts.current"), styles.BOLD,
    )  # fmt: skip
    page.define("contract_state", row + 1, FIRST)
    at = f"{letter(FIRST)}{row + 1}"
    page.flag(at, f"{at}=word_stale", styles.AMBER_LIGHT, styles.AMBER)
    page.merge_for(row + 1, FIRST, 54)
    return row + 2


def _links(page: Page, row: int) -> int:
    keys = ("contract_choices", "contract_spread", "contract_assumptions", "sources")
    for column, key in enumerate(keys, start=1):
        place = column if column == 1 else FIRST + column - 2
        page.link(row, place, page.words.get(f"sheet.{key}.title"), key)
    return row + 2


def _head(page: Page, numbers: Numbers, row: int) -> None:
    page.text(row, 1, page.words.get("contracts.form"), styles.HEADER)
    page.text(row, 2, page.words.get("contracts.unit"), styles.HEADER)
    for at, form in enumerate(numbers.forms):
        page.text(row, FIRST + at, name_of(page, form.form_id), styles.HEADER_RIGHT)
    page.sheet.row_dimensions[row].height = 42
    page.book.define("contract_names", page.span(row, FIRST, row, FIRST + len(numbers.forms) - 1))


def _line(page: Page, row: int, key: str, unit: str, look: Look = LABEL) -> None:
    page.text(row, 1, page.words.get(f"contracts.row.{key}"), look)
    page.text(row, 2, page.words.word("contract_unit", unit), styles.NOTE)


def _costs(
    page: Page, numbers: Numbers, places: Places, row: int
) -> tuple[tuple[int, int], int, int]:
    row = band(page, row, "contracts.costs", places.forms)
    first = row
    for key in PARTS:
        field = key.replace("_pv", "_nok")
        _line(page, row, key, "nok")
        for at, case in enumerate(numbers.own):
            value = getattr(case.amounts, field)
            page.formula(row, FIRST + at, f"={places.case(at, key)}", value, _KR)
        row += 1
    page.text(row, 1, page.words.get("contracts.row.total"), Look(bold=True, box="over"))
    page.text(row, 2, page.words.word("contract_unit", "nok"),
              Look(size=9, colour=styles.GREY, box="over"))  # fmt: skip
    for at, case in enumerate(numbers.own):
        column = letter(FIRST + at)
        total = case.amounts.total_nok
        page.formula(row, FIRST + at, f"=SUM({column}{first}:{column}{row - 1})", total, _STRONG)
    page.book.define("out_contract_total_nok",
                     page.span(row, FIRST, row, FIRST + places.forms - 1))  # fmt: skip
    least = f"{letter(FIRST)}{row}:{letter(FIRST + places.forms - 1)}{row}"
    absolute = f"${letter(FIRST)}${row}:${letter(FIRST + places.forms - 1)}${row}"
    page.flag(least, f"{letter(FIRST)}{row}=MIN({absolute})", "DCEBD2", styles.INK)
    return (first, row - 1), row, row + 1


def _differences(
    page: Page, numbers: Numbers, places: Places, row: int, total: int
) -> tuple[tuple[int, int], int]:
    results = numbers.comparison.results
    base = next(r for r in results if r.form.form_id == numbers.comparison.reference_id)
    forms = places.forms
    row = band(page, row + 1, "contracts.differences", forms)
    rows = {key: row + at for at, key in enumerate(_DIFFERENCES)}
    for key, at in rows.items():
        unit = "share" if key in ("brief_share", "break_even") else "nok"
        _line(page, at, key, unit, Look(bold=key == "difference", wrap=True))
    last = letter(FIRST + forms - 1)
    span = f"${letter(FIRST)}${total}:${last}${total}"
    reference = f"INDEX({span},1,contract_reference_no)"
    first_level, last_level = (places.case(LEVEL * forms + n, "total") for n in (0, forms - 1))
    level_span = f"{first_level}:{last_level.split('!')[1]}"
    level_reference = f"INDEX({level_span},contract_reference_no)"
    for at, result in enumerate(results):
        here, column = letter(FIRST + at), FIRST + at
        at_brief = places.case(forms + at, "total")
        difference = result.own.total_nok - base.own.total_nok
        page.formula(rows["difference"], column, f"={here}{total}-{reference}", difference,
                     Look(format=styles.KR, align="right", bold=True))  # fmt: skip
        page.formula(rows["form_effect"], column, f"={at_brief}-{reference}",
                     result.form_effect_nok, _KR)  # fmt: skip
        page.formula(rows["brief_effect"], column, f"={here}{total}-{at_brief}",
                     result.brief_effect_nok, _KR)  # fmt: skip
        alone = places.case(2 * forms + at, "total")
        page.formula(rows["brief_alone"], column, f"={alone}-{reference}", result.brief_alone_nok,
                     _KR)  # fmt: skip
        level = places.case(LEVEL * forms + at, "total")
        page.formula(rows["without_factors"], column, f"={level}-{level_reference}",
                     result.difference_without_factors_nok, _KR)  # fmt: skip
        _brief_share(page, rows, here, column, result)
        _break_even(page, places, rows["break_even"], column, (f"{here}{total}", result))
    return (rows["form_effect"], rows["brief_effect"]), rows["break_even"] + 1


def _brief_share(
    page: Page, rows: dict[str, int], here: str, column: int, result: FormResult
) -> None:
    """What part of the two effects is the brief's, whichever way each of them pulls."""
    form, brief = f"{here}{rows['form_effect']}", f"{here}{rows['brief_effect']}"
    value: object = page.words.get("word.nothing")
    both = result.form_effect_nok, result.brief_effect_nok
    if abs(both[0]) + abs(both[1]) > 0.5:
        value = abs(both[1]) / (abs(both[0]) + abs(both[1]))
    page.formula(
        rows["brief_share"], column,
        f"=IF(ABS({form})+ABS({brief})>0.5,ABS({brief})/(ABS({form})+ABS({brief})),word_nothing)",
        value, styles.number("share", size=10),
    )  # fmt: skip


def _break_even(
    page: Page, places: Places, row: int, column: int, what: tuple[str, FormResult]
) -> None:
    total, result = what
    none, every = (places.case(LAST_FAMILY * places.forms + at, "total") for at in (0, 1))
    share = f"({total}-{none})/({every}-{none})"
    found = result.break_even_share
    value = page.words.get("word.not_reached") if isinstance(found, NoShare) else found
    outside = f"OR({share}<0,{share}>1)"
    formula = (
        f"=IF(ABS({every}-{none})<0.005,word_not_reached,IF({outside},word_not_reached,{share}))"
    )
    page.formula(row, column, formula, value, styles.number("share", size=10))


def _quality(page: Page, numbers: Numbers, places: Places, row: int) -> int:
    forms = places.forms
    row = band(page, row + 1, "contracts.quality", forms)
    results = numbers.comparison.results
    keys = ("easy_share", "repair_hours", "preference", "extra_bought", "payback", "approximate")
    units = ("share", "hours", "nok", "nok", "year", "word")
    for at, (key, unit) in enumerate(zip(keys, units, strict=True)):
        _line(page, row + at, key, unit)
    for at, result in enumerate(results):
        column, own = FIRST + at, result.own
        cells = (
            (f"={places.case(at, 'easy_share')}", own.easy_share, "share"),
            (f"={places.case(at, 'repair_hours')}", own.repair_hours, "whole"),
            (f"={places.case(at, 'preference')}", own.preference_nok, "kr"),
        )  # fmt: skip
        for place, (formula, value, kind) in enumerate(cells):
            page.formula(row + place, column, formula, value, styles.number(kind, size=10))
        bought = f"{places.case(at, 'contract_pv')}+{places.case(at, 'owner_pv')}"
        span = ",".join(
            f"{places.case(n, 'contract_pv')}+{places.case(n, 'owner_pv')}" for n in range(forms)
        )
        page.formula(row + 3, column, f"={bought}-MIN({span})", result.extra_bought_nok, _KR)
        flags = places.case_years(places.by_year_row + 2 * forms + at)
        year = result.payback_year
        page.formula(
            row + 4, column, f"=IF(MAX({flags})>{places.period},word_not_reached,MAX({flags}))",
            page.words.get("word.not_reached") if year is None else year,
            styles.number("whole", size=10),
        )  # fmt: skip
        factor = f"ROUND({places.case(at, 'life_factor')},9)"
        page.formula(
            row + 5, column, f"=IF(ISNUMBER(MATCH({factor},contract_nodes,0)),word_no,word_yes)",
            page.words.get("word.no"), Look(align="right", size=10),
        )  # fmt: skip
    last = FIRST + forms - 1
    page.book.define("contract_approximate", page.span(row + 5, FIRST, row + 5, last))
    return row + len(keys)


def _spread(page: Page, numbers: Numbers, row: int) -> tuple[tuple[int, int] | None, int]:
    spread, forms = numbers.comparison.spread, len(numbers.forms)
    row = band(page, row + 1, "contracts.sure", forms)
    if spread is None:
        page.text(row, 1, page.words.get("contracts.not_drawn"), styles.NOTE)
        return None, row + 1
    keys = ("p10", "mean", "p90", "cheaper", "cheapest")
    for at, key in enumerate(keys):
        _line(page, row + at, key, "nok" if at < 3 else "share")
    for at, each in enumerate(spread.forms):
        column = FIRST + at
        values = (each.total.p10_nok, each.total.mean_nok, each.total.p90_nok)
        for place, value in enumerate(values):
            page.number(row + place, column, value, _KR)
        for place, value in enumerate((each.cheaper_probability, each.cheapest_probability)):
            page.number(row + 3 + place, column, value, styles.number("share", size=10))
    grey(page, f"A{row}:{letter(FIRST + forms - 1)}{row + len(keys)}")
    said = page.words.get("contracts.drawn", draws=spread.draws, seed=spread.seed)
    page.text(row + len(keys), 1, said, styles.NOTE)
    return (row, row + 2), row + len(keys) + 1


def grey(page: Page, reference: str) -> None:
    """Drawn figures turn grey and slanted when a parameter was changed since the run."""
    faded = Font(color=styles.FADED, italic=True)
    rule = formula_rule(formula=["contract_inputs_changed>0"], font=faded)
    page.sheet.conditional_formatting.add(reference, rule)
