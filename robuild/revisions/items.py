"""Everything of one revision that can change: components, and what room templates added."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from robuild.plan_result import PlanResult
from robuild.revisions.tables import MONEY, ItemKind

COMPARED = (
    "component_key", "status", "type_name", "name", "room", "building", "storey",
    "dwelling_code", "location_class", "quantity", "variant_id", "material", "thickness_m",
    "classification_code", "is_external", "fire_rating", "security_rating", "manufacturer",
    "article_number", "condition_grade", "installed_year",
)  # fmt: skip
"""Facts whose change is told, in this order."""


@dataclass(slots=True)
class Item:
    """One component or addition with what is known of it."""

    item: ItemKind
    id: str
    facts: dict[str, Any]
    money: dict[str, float] = field(default_factory=dict)
    """Its share of its line; NaN where the line has no amounts or it has no quantity."""
    out: bool = False
    """Not matched, or out of scope: it costs nothing because nobody counts it."""

    def fact(self, name: str) -> Any:
        """A fact, `None` where it is not known."""
        value = self.facts.get(name)
        if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
            return None
        return value


def items_of(result: PlanResult) -> dict[str, Item]:
    """Items of a plan by an id that does not hold the name of a file."""
    money = _money_per_unit(result)
    rooms = _room_names(result)
    lines = result.lines.set_index("line_id")[["variant_id"]].to_dict("index")
    of_line = {
        str(row["component_id"]): (str(row["line_id"]), float(row["quantity"]))
        for row in _rows(result.line_of_component)
    }
    found: dict[str, Item] = {}
    table = result.inventory.components.drop(columns="status").merge(
        result.matches[["component_id", "status", "component_key"]], on="component_id"
    )
    table = table.merge(result.places[["component_id", "location_class"]], on="component_id")
    for row in _rows(table):
        line_id, quantity = of_line.get(row["component_id"], (None, math.nan))
        row["room"] = rooms.get(row["space_id"], row["space_name"])
        row["room_id"] = _without_file(row["space_id"], row["model_id"])
        row["quantity"] = quantity
        row["variant_id"] = lines[line_id]["variant_id"] if line_id else None
        item = Item(ItemKind.COMPONENT, row["component_id"], row, out=line_id is None)
        item.money = _share(money.get(line_id or ""), quantity, counted=line_id is not None)
        found[item.id] = item
    for row in _rows(result.not_modelled):
        line_id, quantity = of_line.get(row["addition_id"], (None, math.nan))
        row["room"] = rooms.get(row["space_id"], row["room_name"])
        row["room_id"] = _without_file(row["space_id"], row["model_id"])
        row["status"], row["quantity"] = "not_modelled", quantity
        row["variant_id"] = lines[line_id]["variant_id"] if line_id else None
        short = f"{row['room_id']}/{row['template_id']}"
        item = Item(ItemKind.NOT_MODELLED, short, row, out=line_id is None)
        item.money = _share(money.get(line_id or ""), quantity, counted=line_id is not None)
        found[short] = item
    return found


def _without_file(space_id: Any, model_id: Any) -> str | None:
    """Id of a room that is the same whatever its file is called."""
    return str(space_id).removeprefix(f"{model_id}:") if isinstance(space_id, str) else None


def _money_per_unit(result: PlanResult) -> dict[str, dict[str, float]]:
    """Amounts of each line per unit of its quantity [NOK per piece, m or m²]."""
    table = result.lcc[["line_id", *MONEY]].merge(
        result.lines[["line_id", "quantity"]], on="line_id", validate="one_to_one"
    )
    found = {}
    for row in _rows(table):
        quantity = float(row["quantity"])
        found[str(row["line_id"])] = {
            name: float(row[name]) / quantity if quantity > 0 else math.nan for name in MONEY
        }
    return found


def _share(
    per_unit: dict[str, float] | None, quantity: float, *, counted: bool
) -> dict[str, float]:
    if not counted:
        return dict.fromkeys(MONEY, 0.0)
    if per_unit is None:
        return dict.fromkeys(MONEY, math.nan)
    return {name: amount * quantity for name, amount in per_unit.items()}


def _room_names(result: PlanResult) -> dict[str, str | None]:
    return dict(
        zip(result.rooms["space_id"].tolist(), result.rooms["room_name"].tolist(), strict=True)
    )


def _rows(table: pd.DataFrame) -> Iterable[dict[str, Any]]:
    names = [str(name) for name in table.columns]
    for values in zip(*(table[name].tolist() for name in names), strict=True):
        yield dict(zip(names, values, strict=True))
