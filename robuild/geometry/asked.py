"""Which item is looked for in which file, and in which other files it is too."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from robuild.terms.inventory import ModelInventory
from robuild.terms.vocabulary import RejectReason


@dataclass(frozen=True, slots=True)
class Asked:
    """One item in one file."""

    item_id: str
    in_file: str
    """What the file alone would call it."""
    model_id: str
    room: bool
    elsewhere: tuple[Asked, ...] = ()


def asked_of(
    inventory: ModelInventory, component_ids: Collection[str], space_ids: Collection[str]
) -> dict[str, list[Asked]]:
    """model_id -> what to measure in it; ids that are in no table are left out."""
    found: dict[str, list[Asked]] = {}
    for each in (*_components(inventory, component_ids), *_spaces(inventory, space_ids)):
        found.setdefault(each.model_id, []).append(each)
    return found


def _components(inventory: ModelInventory, wanted: Collection[str]) -> list[Asked]:
    chosen = set(wanted)
    rejects = inventory.rejects
    same = rejects[rejects["reason"] == RejectReason.SAME_IN_OTHER_FILE]
    twins: dict[str, list[str]] = {}
    for global_id, model_id in zip(same["global_id"], same["model_id"], strict=True):
        twins.setdefault(global_id, []).append(model_id)
    table = inventory.components
    found = []
    for item_id, global_id, model_id in zip(
        table["component_id"], table["global_id"], table["model_id"], strict=True
    ):
        if item_id in chosen:
            # two things under one broken GlobalId: the file's name was added to tell them apart
            in_file = item_id.removesuffix(f"#{model_id}")
            others = tuple(
                Asked(item_id, in_file, other, room=False)
                for other in dict.fromkeys(twins.get(global_id, ()))
            )
            found.append(Asked(item_id, in_file, model_id, room=False, elsewhere=others))
    return found


def _spaces(inventory: ModelInventory, wanted: Collection[str]) -> list[Asked]:
    chosen = set(wanted)
    table = inventory.spaces
    found = []
    for item_id, model_id in zip(table["space_id"], table["model_id"], strict=True):
        if item_id in chosen:
            own = item_id.removeprefix(f"{model_id}:")
            others = tuple(
                Asked(item_id, f"{facts.model_id}:{own}", facts.model_id, room=True)
                for facts in inventory.models
                if facts.model_id != model_id
            )
            found.append(Asked(item_id, item_id, model_id, room=True, elsewhere=others))
    return found
