"""*Anbefalinger*: the fifteen recommendations robuild comes from, and what it answers to each."""

from __future__ import annotations

from dataclasses import dataclass

from robuild.terms.vocabulary import InstitutionalLook
from robuild.workbook import styles
from robuild.workbook.answers import answer, define_answers
from robuild.workbook.page import A4, Book, Page
from robuild.workbook.plan.choosing.alternative_rows import totals_of
from robuild.workbook.styles import Look

NUMBER = 15
_WIDTHS = (5, 36, 50, 12, 28, 19, 42, 6)
_TEXT = Look(size=9, wrap=True)
_INSET = Look(size=9, wrap=True, indent=1)
_ANSWER = Look(
    size=9, colour=styles.INPUT_INK, fill=styles.INPUT_FILL, box="thin", unlocked=True, wrap=True
)
_LINKS = {
    1: "summary", 2: "summary", 3: "participation", 4: "lines", 5: "dwelling_cards",
    6: "turnover", 7: "alternatives", 8: "resident_choices", 9: "resident_choices",
    10: "activities", 11: "turnover", 12: "repair", 13: "participation", 14: "log",
    15: "alternatives",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number that answers; live where it has a formula."""

    value: float
    format: str
    formula: str = ""


def write_recommendations(book: Book) -> None:
    """Write the sheet."""
    page = Page(book, "recommendations", styles.TAB_OWNER)
    page.widths(_WIDTHS)
    words = book.words
    row = page.heading(money=False)
    page.text(row, 1, words.get("recommendations.from"), styles.NOTE)
    header = row + 2
    heads = ("number", "recommendation", "answer", "figure", "of", "link", "own", "id")
    for column, key in enumerate(heads, start=1):
        page.text(header, column, words.get(f"column.recommendations.{key}"), styles.HEADER)
    figures = _figures(book)
    for number in range(1, NUMBER + 1):
        _write_row(page, header + number, number, figures.get(number))
    last = header + NUMBER
    define_answers(page, header + 1, last, {"id": 8, "own": 7})
    page.sheet.column_dimensions["H"].hidden = True
    page.sheet.freeze_panes = page.sheet.cell(header + 1, 3)
    page.print_setup(paper=A4, landscape=True, repeat_rows=f"{header}:{header}")
    page.sheet.print_area = f"A1:G{last}"


def _write_row(page: Page, row: int, number: int, figure: _Figure | None) -> None:
    words = page.words
    page.number(row, 1, number, Look(bold=True, align="center", format="0"))
    main = number in (7, 12, 13, 14, 15)
    page.text(
        row, 2, words.get(f"recommendations.{number}.said"), Look(size=9, wrap=True, bold=main)
    )
    page.text(row, 3, words.get(f"recommendations.{number}.answer"), _TEXT)
    if figure is None:
        for column in (4, 5):
            page.text(row, column, words.get("word.nothing"), Look(size=9, align="center"))
    else:
        look = Look(format=figure.format, size=11, bold=True, align="right", colour=styles.PETROL)
        page.text(row, 5, words.get(f"recommendations.{number}.figure"), _INSET)
        if figure.formula:
            page.formula(row, 4, figure.formula, figure.value, look)
        else:
            page.number(row, 4, figure.value, look)
    key = _LINKS[number]
    page.link(row, 6, words.get(f"sheet.{key}.title"), key)
    answer(page, row, 7, str(number), "own", _ANSWER)
    page.text(row, 8, str(number), styles.NOTE)
    dimension = page.sheet.row_dimensions[row]
    dimension.height = max(dimension.height or 0, 40)


def _figures(book: Book) -> dict[int, _Figure]:
    result, totals = book.result, book.result.totals
    found: dict[int, _Figure] = {}
    decides = result.participation["decide_level"].isin(["D2", "D3"])
    found[3] = _Figure(int(decides.sum()), "0")
    found[4] = _Figure(len(book.offers.dwelling_types), "0")
    if totals.acquisition_cost_nok > 0:
        found[7] = _Figure(
            totals.life_cycle_cost_nok / totals.acquisition_cost_nok, "0.00",
            "=out_life_cycle_cost_nok/out_acquisition_cost_nok",
        )  # fmt: skip
    found[9] = _Figure(_strong_looks(book), "0")
    turnovers = result.operations.turnovers.by_type
    easy = result.operations.easy_turnovers.by_type
    if len(turnovers):
        found[11] = _Figure(float(turnovers["days"].mean()), "0.0")
    if len(turnovers) and len(easy):
        found[6] = _Figure(float(turnovers["days"].mean() - easy["days"].mean()), "0.0")
    hours = result.activities["hours_per_year"].dropna()
    found[10] = _Figure(float(hours.sum()), "#,##0")
    found[12] = _easily_repaired(book)
    with_residents = '"W2"', '"W3"'
    formula = "+".join(f"COUNTIFS(participation_applies,{level})" for level in with_residents)
    joined = sum(book.applied_levels.get(level, 0) for level in ("W2", "W3"))
    found[13] = _Figure(joined, "0", f"={formula}")
    now, best = totals_of(book)
    if now.amounts[1] is not None and best.amounts[1] is not None:
        found[15] = _Figure(now.amounts[1] - best.amounts[1], "#,##0")
    return found


def _strong_looks(book: Book) -> int:
    """Components whose variant looks strongly institutional."""
    lines, variants = book.result.lines, book.result.catalog.variant_by_id
    strong = [
        variants[each].institutional_look is InstitutionalLook.STRONG
        for each in lines["variant_id"].tolist()
    ]
    return int(lines.loc[strong, "component_count"].sum())


def _easily_repaired(book: Book) -> _Figure:
    """Share of components in the two best classes of repair ease."""
    lines = book.result.lines
    ease = book.result.repair_ease.set_index("variant_id")["repair_ease_class"]
    letters = lines["variant_id"].map(ease.to_dict())
    counts = lines["component_count"]
    total = int(counts.sum())
    share = int(counts[letters.isin(["A", "B"])].sum()) / total if total else 0.0
    good = "+".join(
        f'SUMIFS(lines_component_count,lines_repair_ease_class,"{letter}")' for letter in "AB"
    )
    return _Figure(share, "0 %", f"=IFERROR(({good})/SUM(lines_component_count),0)")
