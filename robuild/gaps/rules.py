"""Which components should have something, and which of them lack it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from robuild.gaps.gap import GapKind
from robuild.matching.ratings import rated
from robuild.terms.vocabulary import (
    Answer,
    Confidence,
    LocationClass,
    MatchStatus,
    ProjectKind,
    QuantityRung,
    Unit,
)

Mask = Callable[[pd.DataFrame], pd.Series]
NS_3451 = "3451"
_DOORS = ("IfcDoor", "IfcDoorStandardCase")
_SIDED = (*_DOORS, "IfcWindow", "IfcWindowStandardCase", "IfcWall", "IfcWallStandardCase")
_WEAK = tuple(
    str(rung)
    for rung in (QuantityRung.EXPORTER_PROPERTY, QuantityRung.DIMENSIONS, QuantityRung.GEOMETRY)
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One question to every component."""

    kind: GapKind
    asked: Mask
    lacks: Mask
    """Looked at only where `asked`."""
    priced: bool = True
    """Whether the components concerned are in the sums."""


def _in_scope(things: pd.DataFrame) -> pd.Series:
    return things["status"] != str(MatchStatus.OUT_OF_SCOPE)


def _matched(things: pd.DataFrame) -> pd.Series:
    return things["status"] == str(MatchStatus.MATCHED)


def _measured(things: pd.DataFrame) -> pd.Series:
    return _matched(things) & things["unit"].isin([str(Unit.METRE), str(Unit.SQUARE_METRE)])


def _bought(things: pd.DataFrame) -> pd.Series:
    return _matched(things) & (things["unit"] == str(Unit.PIECE))


def _of_class(names: tuple[str, ...]) -> Mask:
    return lambda things: _matched(things) & things["ifc_class"].isin(names)


def _no_code(things: pd.DataFrame) -> pd.Series:
    system = things["classification_system"].fillna("").str.contains(NS_3451, regex=False)
    return ~system | things["classification_code"].isna()


def _no_dwelling(things: pd.DataFrame) -> pd.Series:
    code = things["dwelling_code"].fillna("").str.strip().str.casefold()
    return code.isin(["", "unassigned"])


def _in_dwelling(things: pd.DataFrame) -> pd.Series:
    return _matched(things) & (things["location_class"] == str(LocationClass.DWELLING))


def _unrated(things: pd.DataFrame) -> pd.Series:
    return things["fire_rating"].map(lambda text: rated(text) is Answer.UNKNOWN).astype(bool)


def _nowhere(things: pd.DataFrame) -> pd.Series:
    return things[["storey", "space_id", "building"]].isna().all(axis=1)


RULES = (
    Rule(
        GapKind.UNMATCHED, _in_scope, lambda t: t["status"] == str(MatchStatus.UNMATCHED),
        priced=False,
    ),
    Rule(
        GapKind.NO_QUANTITY, _measured,
        lambda t: t["quantity_rung"] == str(QuantityRung.MISSING), priced=False,
    ),
    Rule(GapKind.WEAK_QUANTITY, _measured, lambda t: t["quantity_rung"].isin(_WEAK)),
    Rule(GapKind.NO_CLASSIFICATION, _matched, _no_code),
    Rule(
        GapKind.NO_PRODUCT, _bought,
        lambda t: t["manufacturer"].isna() | t["article_number"].isna(),
    ),
    Rule(GapKind.NO_FIRE_RATING, _of_class(_DOORS), _unrated),
    Rule(
        GapKind.NO_EXTERNAL, _of_class(_SIDED), lambda t: t["is_external"] == str(Answer.UNKNOWN)
    ),
    Rule(
        GapKind.NO_ROOM, _matched, lambda t: t["location_class"] == str(LocationClass.UNKNOWN)
    ),
    Rule(GapKind.NO_DWELLING, _in_dwelling, _no_dwelling),
    Rule(GapKind.NO_TYPE, _matched, lambda t: t["type_name"].isna()),
    Rule(GapKind.UNSURE, _matched, lambda t: t["confidence"] == str(Confidence.LOW)),
    Rule(GapKind.PLACEHOLDERS, _matched, lambda t: t["placeholders"] > 0),
    Rule(GapKind.PROXY, _in_scope, lambda t: t["ifc_class"] == "IfcBuildingElementProxy"),
    Rule(GapKind.NOWHERE, _in_scope, _nowhere),
)  # fmt: skip
"""In the order of `GapKind`; what is about rooms or age is asked elsewhere."""

AGE_RULE = Rule(GapKind.NO_AGE, _matched, lambda t: t["start_state"] == "age:unknown")
"""Only for what stands already."""


_OF_MODELS = frozenset(
    {
        GapKind.WEAK_QUANTITY, GapKind.NO_CLASSIFICATION, GapKind.NO_EXTERNAL, GapKind.NO_TYPE,
        GapKind.PLACEHOLDERS, GapKind.PROXY, GapKind.NOWHERE,
    }
)  # fmt: skip
"""What a register has no columns for: it says itself what a component is."""


def rules_for(project_kind: ProjectKind, *, of_register: bool) -> tuple[Rule, ...]:
    """The questions that matter for a project, and for what it was read from."""
    rules = RULES if project_kind is ProjectKind.NEW else (*RULES, AGE_RULE)
    return tuple(rule for rule in rules if not (of_register and rule.kind in _OF_MODELS))
