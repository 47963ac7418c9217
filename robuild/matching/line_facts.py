"""What the model says of a component that decides its line, else the catalog's default."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from robuild.matching.ratings import rated
from robuild.terms.catalog import Component
from robuild.terms.condition import condition_grade
from robuild.terms.inventory import PropertySets
from robuild.terms.settings import Settings
from robuild.terms.start_state import StartState
from robuild.terms.vocabulary import Answer, LocationClass, ProjectKind, QuantityRung, Unit

_OPENINGS = ("IfcDoor", "IfcWindow")

Facts = Mapping[str, Any]
"""One row of `COMPONENTS`."""


def fire_answer(facts: Facts, component: Component, location: str) -> Answer:
    """Whether it has a fire function: the model's rating, else the catalog's default.

    A door of a common area is a fire door unless the model says otherwise.
    """
    said = rated(facts["fire_rating"])
    if said is not Answer.UNKNOWN:
        return said
    if component.ifc_class == "IfcDoor" and location == LocationClass.COMMON:
        return Answer.YES
    return component.fire_function


def separating_answer(properties: PropertySets, component: Component) -> Answer:
    """Whether it separates dwellings or fire compartments: `Compartmentation`, else the default."""
    said = said_separating(properties)
    return component.separating if said is Answer.UNKNOWN else said


def said_separating(properties: PropertySets) -> Answer:
    """What the component itself says of separating dwellings or fire compartments."""
    for values in properties.values():
        said = values.get("Compartmentation")
        if isinstance(said, bool):
            return Answer.YES if said else Answer.NO
    return Answer.UNKNOWN


def security_answer(facts: Facts, component: Component) -> Answer:
    """Whether it keeps people out: a rating, else the default, else doors and windows outside."""
    said = rated(facts["security_rating"])
    if said is not Answer.UNKNOWN:
        return said
    if (
        component.security is Answer.UNKNOWN
        and component.ifc_class in _OPENINGS
        and facts["is_external"] == Answer.YES
    ):
        return Answer.YES
    return component.security


def start_state(facts: Facts, settings: Settings) -> StartState:
    """New, or what is known of an existing component's age and condition.

    `new` for every component of a new project. Otherwise the condition grade with the age, or the
    age alone: base year less the year it was installed, never below 0; where the model has no year,
    the year of the settings, else unknown.
    """
    if settings.project_kind is ProjectKind.NEW:
        return StartState(new=True)
    installed, base = facts["installed_year"], settings.base_year
    if not (isinstance(installed, int | float) and math.isfinite(installed)):
        installed = settings.installed_year
    age = None
    if base is not None and isinstance(installed, int | float) and math.isfinite(installed):
        age = max(0, base - int(installed))
    return StartState(age_years=age, condition_grade=condition_grade(facts["condition_grade"]))


def quantity(facts: Facts, unit: Unit) -> tuple[float, QuantityRung, str | None]:
    """Amount in the unit of the component, where it comes from and how; NaN when missing."""
    if unit is Unit.PIECE:
        return 1.0, QuantityRung.COUNT, None
    name = "area" if unit is Unit.SQUARE_METRE else "length"
    amount = facts[f"{name}_m2" if name == "area" else f"{name}_m"]
    method = facts[f"{name}_method"]
    told = method if isinstance(method, str) else None
    if not isinstance(amount, int | float) or not math.isfinite(amount):
        return math.nan, QuantityRung.MISSING, told
    return float(amount), QuantityRung(facts[f"{name}_rung"]), told
