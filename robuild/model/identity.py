"""Which elements and rooms a file holds and what they are called within a run (conventions §7.1).

Light on purpose: what measures shapes in a process of its own asks the same questions.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from robuild.model.texts import Texts


def elements_of(model: Any) -> dict[int, Any]:
    """Elements by id in file order, without openings, voids and the like (decisions §1.2)."""
    features = {feature.id() for feature in model.by_type("IfcFeatureElement")}
    found = {element.id(): element for element in model.by_type("IfcElement")}
    return {number: found[number] for number in sorted(found) if number not in features}


def component_ids(
    elements: dict[int, Any], model_id: str, texts: Texts
) -> tuple[dict[int, str], int]:
    """component_id of every element; a GlobalId used again gets `#2` (conventions §7.1).

    Args:
        elements: elements by id in file order.
        model_id: id of the file within the run.
        texts: cleaner of the file.

    Returns:
        component_id by the element's number, and how many GlobalIds were used again.
    """
    seen: Counter[str] = Counter()
    ids: dict[int, str] = {}
    doubles = 0
    for number, element in elements.items():
        global_id = texts(element.get_argument(0))
        if global_id is None:
            ids[number] = f"{model_id}#{number}"
            continue
        seen[global_id] += 1
        doubles += seen[global_id] > 1
        again = seen[global_id]
        ids[number] = global_id if again == 1 else f"{global_id}#{again}"
    return ids, doubles


def space_ids(model: Any, model_id: str, texts: Texts) -> dict[int, tuple[str, Any]]:
    """space_id and room by the room's number, in file order; a second use gets `#2`.

    Args:
        model: open model.
        model_id: id of the file within the run.
        texts: cleaner of the file.
    """
    seen: Counter[str] = Counter()
    found: dict[int, tuple[str, Any]] = {}
    for space in model.by_type("IfcSpace"):
        number = space.id()
        if number in found:
            continue
        space_id = f"{model_id}:{texts(space.get_argument(0)) or f'#{number}'}"
        seen[space_id] += 1
        again = seen[space_id]
        found[number] = (space_id if again == 1 else f"{space_id}#{again}", space)
    return found
