"""Lines and elements of a plan as the page shows them: figures as numbers, the rest as words."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from robuild.costing import component_shares, year_of_first_replacement
from robuild.language import Texts
from robuild.plan_result import PlanResult
from robuild.tabular import safe_text
from robuild.terms.drawing import Drawing
from robuild.terms.vocabulary import Criterion, DecideLevel, DoLevel, MatchStatus, ShapeStatus

Row = dict[str, Any]
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Rows:
    """What is in the tables of the page."""

    lines: list[Row]
    elements: list[Row]
    storeys: list[str]
    models: list[str]


def rows_of(result: PlanResult, drawing: Drawing, words: Texts) -> Rows:
    """Every line, and every component with the number of its line."""
    lines, number_of = _lines(result, words)
    storeys = sorted({each for each in result.inventory.components["storey"] if not_missing(each)})
    models = [model.model_id for model in result.inventory.models]
    elements = _elements(result, drawing, number_of, lines, storeys, models, words)
    plain = Plain(result)
    return Rows(lines, elements, [plain(each) for each in storeys], models)


def not_missing(value: object) -> bool:
    """Whether there is a value: no `None`, NaN or NA."""
    return not pd.isna(value)  # type: ignore[call-overload]


class Plain:
    """Text of a model for the page: short, harmless, without codes of dwellings."""

    def __init__(self, result: PlanResult) -> None:
        found = {
            str(code)
            for table in (result.inventory.components, result.inventory.spaces)
            for code in table["dwelling_code"].dropna()
        }
        # “A” or “12” is part of many a name and points to no home
        codes = [code for code in found if len(code) > 2 or re.fullmatch(r"[^\W\d]\d", code)]
        either = "|".join(re.escape(code) for code in sorted(codes, key=len, reverse=True))
        self._codes = re.compile(rf"(?<!\w)(?:{either})(?!\w)") if codes else None

    def __call__(self, value: object) -> str:
        """The text; empty where there is none."""
        if not not_missing(value):
            return ""
        text = " ".join(safe_text(value).split())
        if self._codes:
            text = self._codes.sub("…", text)
        return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def figure(value: object) -> float | None:
    """A number, `None` where it is missing."""
    if not not_missing(value):
        return None
    number = float(value)  # type: ignore[arg-type]
    return number if math.isfinite(number) else None


def _records(table: Any, key: str) -> dict[str, Row]:
    return {str(row[key]): {str(k): v for k, v in row.items()} for row in table.to_dict("records")}


def _lines(result: PlanResult, words: Texts) -> tuple[list[Row], dict[str, int]]:
    tables = {
        "cost": _records(result.line_costs, "line_id"),
        "lcc": _records(result.lcc, "line_id"),
        "better": _records(result.repair.improvements, "line_id"),
        "ease": _records(result.repair_ease, "variant_id"),
    }
    levels = _levels(result)
    found, number_of = [], {}
    for number, record in enumerate(result.lines.to_dict("records")):
        line: Row = {str(key): value for key, value in record.items()}
        line_id = str(line["line_id"])
        number_of[line_id] = number
        facts = {name: tables[name][line_id] for name in ("cost", "lcc", "better")}
        facts["ease"] = tables["ease"][str(line["variant_id"])]
        row = _identity(result, line, words) | _figures(result, line, facts)
        row |= _repair(result, facts, words)
        row["do"], row["decide"] = levels.get(line_id, (None, None))
        found.append(row)
    return found, number_of


def _identity(result: PlanResult, line: Row, words: Texts) -> Row:
    component = result.catalog.component_by_key[line["component_key"]]
    variant = result.catalog.variant_by_id[line["variant_id"]]
    place = words.word("location_class", line["location_class"])
    kind = safe_text(line["dwelling_type"] or "")
    return {
        "name": _named(component, words),
        "variant": _named(variant, words),
        "key": component.component_key,
        "code": component.element_code,
        "place": f"{place}, {kind}" if kind else place,
        "unit": words.word("unit", line["unit"]),
        "quantity": figure(line["quantity"]),
        "count": int(line["component_count"]),
        "modelled": bool(line["modelled"]),
    }


def _figures(result: PlanResult, line: Row, facts: dict[str, Row]) -> Row:
    cost, lcc = facts["cost"], facts["lcc"]
    esl = figure(cost["estimated_service_life_years"])
    lacks = cost["missing"]
    return {
        "lcc": figure(lcc["life_cycle_cost_nok"]),
        "weighted": figure(lcc["weighted_cost_nok"]),
        "annual": figure(lcc["annual_equivalent_nok"]),
        "acquisition": figure(lcc["acquisition_cost_nok"]),
        "repair": figure(cost["repair_event_nok"]),
        "replacement": figure(cost["replacement_nok"]),
        "life": esl,
        "year": _next_year(result, esl, str(line["start_state"])),
        "lacks": str(lacks).split("; ") if not_missing(lacks) else [],
    }


def _next_year(result: PlanResult, esl: float | None, start_state: str) -> int | None:
    """Calendar year of the first planned replacement, also after the period."""
    if esl is None:
        return None
    return (result.settings.base_year or 0) + year_of_first_replacement(esl, start_state)


def _repair(result: PlanResult, facts: dict[str, Row], words: Texts) -> Row:
    ease, better = facts["ease"], facts["better"]
    row: Row = {
        "ease": str(ease["repair_ease_class"]),
        "rei": figure(ease["rei_low"]),
        "reiHigh": figure(ease["rei_high"]),
        "weakest": words.word("criterion", Criterion(ease["weakest_criterion"])),
        "trade": words.word("trade", ease["repair_trade"]),
        "change": None,
        "changeClass": None,
        "saved": figure(better["saved_nok"]),
        "worth": figure(better["worth_nok_per_unit"]),
        "easier": None,
        "easierClass": None,
        "easierExtra": figure(better["easier_extra_nok_per_unit"]),
    }
    if not_missing(better["criterion"]):
        row["change"] = _change(result, better, words)
        row["changeClass"] = str(better["better_class"])
    if not_missing(better["easier_variant_id"]):
        variant = result.catalog.variant_by_id[better["easier_variant_id"]]
        row["easier"] = _named(variant, words)
        row["easierClass"] = str(better["easier_class"])
    return row


def _change(result: PlanResult, better: Row, words: Texts) -> str:
    """`screw or bolt instead of sealant or soft glue (connection)`."""
    criterion = Criterion(better["criterion"])
    names = {
        row.level: _named(row, words)
        for row in result.catalog.repair_levels
        if row.criterion is criterion
    }
    level = better["level"]
    return words.get(
        "repair.change",
        better=names[better["better_level"]],
        now=names[level] if not_missing(level) else words.get("word.not_known"),
        criterion=words.word("criterion", criterion),
    )


def _levels(result: PlanResult) -> dict[str, tuple[str | None, str | None]]:
    """Line -> furthest that residents do, and decide, on any of its tasks."""
    found: dict[str, tuple[str | None, str | None]] = {}
    for line_id, rows in result.participation.groupby("line_id", sort=False):
        do = max((DoLevel(each) for each in rows["do_level"]), key=list(DoLevel).index)
        decide = max((DecideLevel(e) for e in rows["decide_level"]), key=list(DecideLevel).index)
        found[str(line_id)] = (str(do), str(decide))
    return found


def _elements(
    result: PlanResult, drawing: Drawing, number_of: dict[str, int], lines: list[Row],
    storeys: list[Any], models: list[str], words: Texts,
) -> list[Row]:  # fmt: skip
    matches = _records(result.matches, "component_id")
    of_line = result.line_of_component
    on_line = _records(of_line.assign(share=component_shares(of_line)), "component_id")
    storey_no = {storey: number for number, storey in enumerate(storeys)}
    model_no = {model: number for number, model in enumerate(models)}
    plain = Plain(result)
    found = []
    for record in result.inventory.components.to_dict("records"):
        component_id = str(record["component_id"])
        match, own = matches[component_id], on_line.get(component_id)
        line = None if own is None else number_of[str(own["line_id"])]
        status = drawing.status.get(component_id)
        found.append(
            {
                "component_id": component_id,
                "id": safe_text(record["global_id"]),
                "name": plain(record["name"]) or plain(record["type_name"]),
                "type": plain(record["type_name"]),
                "class": str(record["ifc_class"]),
                "storey": storey_no.get(record["storey"]),
                "model": model_no[str(record["model_id"])],
                "line": line,
                "status": MatchStatus(match["status"]),
                "confidence": match["confidence"] if not_missing(match["confidence"]) else None,
                "rung": str(match["rung"]),
                "quantity": None if own is None else figure(own["quantity"]),
                "quantityRung": None if own is None else str(own["quantity_rung"]),
                "drawn": status is ShapeStatus.MEASURED,
                "notDrawn": _not_drawn(status, words),
                "weighted": None if own is None or line is None else _part(own, lines[line]),
            }
        )
    return found


def _not_drawn(status: ShapeStatus | None, words: Texts) -> str:
    """Why nothing is seen of an element that was to be drawn."""
    if status is None or status is ShapeStatus.MEASURED:
        return ""
    return words.word("web_shape", status)


def _part(own: Row, line: Row) -> float | None:
    """Weighted cost of the line that falls to the element [NOK]."""
    share, weighted = figure(own["share"]), line["weighted"]
    return None if share is None or weighted is None else weighted * share


def _named(row: Any, words: Texts) -> str:
    return safe_text(getattr(row, f"name_{words.language}"))


def columns(rows: Iterable[Row], left_out: Iterable[str] = ()) -> dict[str, list[Any]]:
    """Rows by column, which is half the size in the page."""
    kept = [{k: v for k, v in row.items() if k not in set(left_out)} for row in rows]
    return {key: [row[key] for row in kept] for key in kept[0]} if kept else {}
