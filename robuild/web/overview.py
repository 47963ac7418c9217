"""First sight of a building: what is hardest to repair, what is missing, what it all comes to."""

from __future__ import annotations

from robuild.language import Texts, figure, kr
from robuild.plan_result import PlanResult
from robuild.terms.vocabulary import LocationClass
from robuild.web.colourings import Coloured
from robuild.web.rows import Row, Rows, not_missing

_WORST = 10


def worst_lines(rows: Rows) -> list[int]:
    """Numbers of the lines that are hardest to repair; of those alike, the dearest first."""
    order = sorted(
        range(len(rows.lines)),
        key=lambda n: (rows.lines[n]["rei"], -(rows.lines[n]["weighted"] or 0.0)),
    )
    return order[:_WORST]


def missing(result: PlanResult, rows: Rows, ways: list[Coloured], words: Texts) -> list[Row]:
    """What is not known, with the colouring and class that show it; nothing that is 0."""
    by_gap = next(n for n, way in enumerate(ways) if way.key == "gap")
    counts = ways[by_gap].counts
    found: list[tuple[str, int, int | None]] = [
        ("unmatched", counts[4], 4),
        ("amount", counts[3], 3),
        ("unsure", counts[2], 2),
        ("lines", result.totals.lines_missing, None),
        ("additions", result.totals.additions_missing_quantity, None),
        ("place", _unknown_place(result), None),
        ("levels", _unknown_levels(result), None),
        ("not_drawn", sum(bool(each["notDrawn"]) for each in rows.elements), None),
    ]
    return [
        {"text": words.get(f"web.missing.{key}"), "count": count,
         "colouring": None if number is None else by_gap, "class": number,
         "place": words.word("location_class", LocationClass.UNKNOWN) if key == "place" else None}
        for key, count, number in found
        if count
    ]  # fmt: skip


def _unknown_place(result: PlanResult) -> int:
    """Components on a line of no known place."""
    at = result.lines["location_class"] == str(LocationClass.UNKNOWN)
    return int(result.lines.loc[at & result.lines["modelled"], "component_count"].sum())


def _unknown_levels(result: PlanResult) -> int:
    """Lines whose variant lacks a level of some criterion."""
    covered = result.repair_ease.set_index("variant_id")["coverage_share"]
    return int((covered.reindex(result.lines["variant_id"]).to_numpy(dtype=float) < 1).sum())


def totals_said(result: PlanResult, words: Texts) -> list[tuple[str, str]]:
    """Figures of the whole building."""
    whole = result.repair.ease_of_places.iloc[0]
    letter, index = whole["repair_ease_class"], whole["rei"]
    ease = words.get("word.not_known")
    if not_missing(letter):
        ease = f"{letter} ({figure(float(index), words.language, 2)})"
    totals = result.totals
    said = [("ease", ease)]
    if len(result.lines):
        said += [
            ("weighted", kr(totals.weighted_cost_nok)),
            ("lcc", kr(totals.life_cycle_cost_nok)),
            ("annual", kr(totals.annual_equivalent_nok)),
        ]
    said.append(("lines", figure(len(result.lines), words.language, 0)))
    return [(words.get(f"web.total.{key}"), value) for key, value in said]
