"""What a part takes over from the door or window it sits in: fire, separation, security.

A handle, closer, seal or kick plate in a fire door belongs to the fire door, whatever it says of
itself. What is not known of the whole is not known of its parts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from robuild.matching.line_facts import fire_answer, security_answer, separating_answer
from robuild.matching.line_facts import said_separating as stated_separating
from robuild.matching.ratings import rated
from robuild.terms.catalog import Catalog
from robuild.terms.inventory import ModelInventory
from robuild.terms.vocabulary import Answer

Inherited = tuple[Answer, Answer, Answer]
"""Fire, separating, security."""
_WHOLES = ("IfcDoor", "IfcWindow")
_DANGER = {Answer.NO: 0, Answer.UNKNOWN: 1, Answer.YES: 2}


def worse(one: Answer, other: Answer) -> Answer:
    """The more dangerous of two answers: yes before unknown before no."""
    return one if _DANGER[one] >= _DANGER[other] else other


def inherited_answers(
    inventory: ModelInventory, matches: pd.DataFrame, places: pd.DataFrame, catalog: Catalog
) -> dict[str, Inherited]:
    """Answers of the doors and windows around each part; components in none are not there.

    Args:
        inventory: with the parent of each component.
        matches: `tables.MATCHES` of the inventory.
        places: `tables.PLACES` of the inventory.
        catalog: what is true of a kind where the model is silent.
    """
    table = inventory.components
    if not table["parent_id"].notna().any():
        return {}
    rows = {str(row["component_id"]): row for row in table.to_dict("records")}
    key_of = dict(zip(matches["component_id"], matches["component_key"], strict=True))
    place_of = dict(zip(places["component_id"], places["location_class"], strict=True))
    known: dict[str, Inherited] = {}
    found: dict[str, Inherited] = {}
    for component_id in rows:
        answers: Inherited | None = None
        for whole in _around(component_id, rows):
            if whole not in known:
                key = key_of.get(whole)
                known[whole] = _answers(
                    {str(name): value for name, value in rows[whole].items()},
                    key if isinstance(key, str) else None, str(place_of.get(whole, "unknown")),
                    inventory, catalog,
                )  # fmt: skip
            answers = known[whole] if answers is None else _worse(answers, known[whole])
        if answers is not None:
            found[component_id] = answers
    return found


def _around(component_id: str, rows: Mapping[str, Mapping[Any, Any]]) -> list[str]:
    """Doors and windows above a component; parents in a ring end the search."""
    found, seen = [], {component_id}
    parent = rows[component_id]["parent_id"]
    while isinstance(parent, str) and parent in rows and parent not in seen:
        seen.add(parent)
        if str(rows[parent]["ifc_class"]).startswith(_WHOLES):
            found.append(parent)
        parent = rows[parent]["parent_id"]
    return found


def _answers(
    facts: dict[str, Any],
    key: str | None,
    location: str,
    inventory: ModelInventory,
    catalog: Catalog,
) -> Inherited:
    properties = inventory.properties.get(facts["component_id"], {})
    component = catalog.component_by_key.get(key) if key else None
    if component is None:  # nobody knows what it is: only what it says itself
        return (
            rated(facts["fire_rating"]), stated_separating(properties),
            rated(facts["security_rating"]),
        )  # fmt: skip
    return (
        fire_answer(facts, component, location),
        separating_answer(properties, component),
        security_answer(facts, component),
    )


def _worse(one: Inherited, other: Inherited) -> Inherited:
    return worse(one[0], other[0]), worse(one[1], other[1]), worse(one[2], other[2])
