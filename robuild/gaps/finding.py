"""Gaps of an inventory, ranked by the money that hangs on them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from robuild.costing import component_shares
from robuild.gaps.gap import Gap, GapGroup, GapKind
from robuild.gaps.rules import Rule, rules_for
from robuild.participation import evaluate
from robuild.terms.catalog import Catalog
from robuild.terms.inventory import ModelInventory
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Answer, DoLevel, LocationClass, MatchRung, MatchStatus

_FACTS = (
    "component_id", "ifc_class", "type_name", "storey", "space_id", "building", "dwelling_code",
    "classification_system", "classification_code", "is_external", "fire_rating", "manufacturer",
    "article_number",
)  # fmt: skip
_HARMLESS = {
    GapKind.NO_FIRE_RATING: ("fire", str(Answer.NO)),
    GapKind.NO_ROOM: ("location_class", str(LocationClass.DWELLING)),
}
"""What the gates look at, and the answer that would hold nothing back."""
_MONEY = ("life_cycle_cost_nok", "acquisition_cost_nok")


@dataclass(frozen=True, slots=True)
class Found:
    """What gaps are looked for in: tables of a plan before anything is chosen."""

    inventory: ModelInventory
    matches: pd.DataFrame
    places: pd.DataFrame
    rooms: pd.DataFrame
    not_modelled: pd.DataFrame
    lines: pd.DataFrame
    line_of_component: pd.DataFrame
    lcc: pd.DataFrame
    """`tables.LCC` of the engine that is shown."""
    placeholders: Mapping[str, int]
    """component_id -> property values that only hold a place."""
    of_register: bool = False
    """Whether a register was read, and no model."""


def find_gaps(found: Found, catalog: Catalog, settings: Settings) -> tuple[Gap, ...]:
    """Everything the models lack: first what no sum holds, then by life-cycle cost.

    Money of a component is its share of its line, by quantity; a component without quantity has
    none.

    Args:
        found: the tables.
        catalog: units of components, and tasks for what residents could do.
        settings: with years resolved; `project_kind` decides whether ages are asked for.
    """
    things = _things(found, catalog)
    whole = float(found.lcc["life_cycle_cost_nok"].sum(skipna=True))
    gaps = [
        _gap(rule, things, whole)
        for rule in rules_for(settings.project_kind, of_register=found.of_register)
    ]
    gaps += [_room_kinds(found), _not_modelled(found, whole)]
    held = _held(gaps, found, catalog, settings)
    listed = [gap for gap in held if gap.count]
    order = list(GapKind)
    return tuple(
        sorted(
            listed,
            key=lambda gap: (
                -math.inf if gap.life_cycle_cost_nok is None else -gap.life_cycle_cost_nok,
                order.index(gap.kind),
            ),
        )
    )


def _things(found: Found, catalog: Catalog) -> pd.DataFrame:
    """One row per component with all that the rules look at, and its money."""
    worth = component_worth(found.line_of_component, found.lcc)
    lines = found.lines[["line_id", "unit", "start_state"]]
    of_line = found.line_of_component[["component_id", "line_id", "quantity_rung"]]
    things = (
        found.inventory.components[list(_FACTS)]
        .merge(
            found.matches[["component_id", "status", "component_key", "confidence"]],
            on="component_id", how="left", validate="one_to_one",
        )
        .merge(
            found.places[["component_id", "location_class"]],
            on="component_id", how="left", validate="one_to_one",
        )
        .merge(of_line, on="component_id", how="left", validate="one_to_one")
        .merge(lines, on="line_id", how="left", validate="many_to_one")
        .merge(worth, on="component_id", how="left", validate="one_to_one")
    )  # fmt: skip
    counts = [found.placeholders.get(str(key), 0) for key in things["component_id"]]
    return things.assign(placeholders=counts)


def component_worth(line_of_component: pd.DataFrame, lcc: pd.DataFrame) -> pd.DataFrame:
    """`component_id` and money of each component: its share of its line, by quantity.

    NaN where the component has no quantity or the line no amount.
    """
    share = component_shares(line_of_component)
    money = lcc.set_index("line_id")[list(_MONEY)]
    return pd.DataFrame(
        {
            "component_id": line_of_component["component_id"],
            **{
                name: share * line_of_component["line_id"].map(money[name]) for name in _MONEY
            },
        }
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class RungMoney:
    """Components recognised on one rung of evidence."""

    rung: MatchRung
    count: int
    life_cycle_cost_nok: float | None
    """`None` where none of them has an amount."""


def money_by_rung(found: Found) -> tuple[RungMoney, ...]:
    """What the recognised components rest on, strongest evidence first."""
    matched = found.matches[found.matches["status"] == str(MatchStatus.MATCHED)]
    worth = matched[["component_id", "rung"]].merge(
        component_worth(found.line_of_component, found.lcc), on="component_id", how="left"
    )
    rungs = ((rung, worth[worth["rung"] == str(rung)]) for rung in MatchRung)
    return tuple(
        RungMoney(rung, len(mine), _sum(mine["life_cycle_cost_nok"]))
        for rung, mine in rungs
        if len(mine)
    )


def _gap(rule: Rule, things: pd.DataFrame, whole_nok: float) -> Gap:
    asked = things[rule.asked(things)]
    mine = asked[rule.lacks(asked)]
    life, bought = (_sum(mine[name]) if rule.priced else None for name in _MONEY)
    return Gap(
        kind=rule.kind,
        component_ids=tuple(mine["component_id"]),
        space_ids=(),
        asked=len(asked),
        count=len(mine),
        life_cycle_cost_nok=life,
        acquisition_cost_nok=bought,
        without_amount=int(mine["life_cycle_cost_nok"].isna().sum()),
        life_cycle_share=_share(life, whole_nok),
        tasks_held=None,
        groups=_groups(mine, priced=rule.priced),
    )


def _sum(amounts: pd.Series) -> float | None:
    """Sum of what is known; `None` when nothing is."""
    known = amounts.dropna()
    return math.fsum(known) if len(known) else None


def _share(part: float | None, whole: float) -> float | None:
    if part is None:
        return None
    return part / whole if whole > 0 else 0.0


def _groups(mine: pd.DataFrame, *, priced: bool) -> tuple[GapGroup, ...]:
    groups = []
    for (key, ifc_class), part in mine.groupby(["component_key", "ifc_class"], dropna=False):
        amount = _sum(part["life_cycle_cost_nok"]) if priced else None
        known = str(key) if isinstance(key, str) else None
        groups.append(GapGroup(known, str(ifc_class), len(part), amount))
    return _ranked(groups)


def _ranked(groups: list[GapGroup]) -> tuple[GapGroup, ...]:
    return tuple(
        sorted(
            groups,
            key=lambda g: (
                -(g.life_cycle_cost_nok or 0.0), -g.count, g.component_key or "", g.ifc_class,
            ),
        )
    )  # fmt: skip


def _room_kinds(found: Found) -> Gap:
    """Rooms whose kind nobody knows; rooms that are in another file too count once."""
    rooms = found.rooms[found.rooms["repeats"].isna()]
    mine = rooms[rooms["room_type"].isna()]
    return Gap(
        GapKind.ROOM_KIND, (), tuple(mine["space_id"]), len(rooms), len(mine), None, None,
        len(mine), None, None, (),
    )  # fmt: skip


def _not_modelled(found: Found, whole_nok: float) -> Gap:
    added = found.not_modelled[["addition_id", "component_key", "space_id"]].rename(
        columns={"addition_id": "component_id"}
    )
    mine = added.merge(
        component_worth(found.line_of_component, found.lcc), on="component_id", how="left"
    ).assign(ifc_class="")
    life, bought = (_sum(mine[name]) for name in _MONEY)
    return Gap(
        kind=GapKind.NOT_MODELLED,
        component_ids=(),
        space_ids=tuple(dict.fromkeys(mine["space_id"])),
        asked=len(mine),
        count=len(mine),
        life_cycle_cost_nok=life,
        acquisition_cost_nok=bought,
        without_amount=int(mine["life_cycle_cost_nok"].isna().sum()),
        life_cycle_share=_share(life, whole_nok),
        tasks_held=None,
        groups=_groups(mine, priced=True),
    )


def _held(
    gaps: list[Gap], found: Found, catalog: Catalog, settings: Settings
) -> list[Gap]:  # fmt: skip
    """The gaps, with what residents could do more of if the missing answer were harmless."""
    if not any(gap.kind in _HARMLESS and gap.count for gap in gaps):
        return gaps
    now = _levels(found.lines, catalog, settings)
    line_of = found.line_of_component.set_index("component_id")["line_id"]
    done = []
    for gap in gaps:
        if gap.kind not in _HARMLESS:
            done.append(gap)
            continue
        column, harmless = _HARMLESS[gap.kind]
        mine = found.lines["line_id"].isin(line_of[list(gap.component_ids)])
        lines = found.lines.assign(**{column: found.lines[column].mask(mine, harmless)})
        then = _levels(lines[mine], catalog, settings)
        better = sum(level > now[key] for key, level in then.items())
        done.append(replace(gap, tasks_held=better))
    return done


def _levels(
    lines: pd.DataFrame, catalog: Catalog, settings: Settings
) -> dict[tuple[str, str], DoLevel]:
    table = evaluate(lines, catalog, settings).participation
    keys = zip(table["line_id"], table["task_id"], strict=True)
    return dict(zip(keys, map(DoLevel, table["do_level"]), strict=True))
