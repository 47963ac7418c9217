"""Which item of the new revision is which of the old: by id, then by what it is and where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from robuild.revisions.items import Item
from robuild.terms.vocabulary import Confidence

Key = Callable[[Item], Hashable | None]


@dataclass(frozen=True, slots=True)
class Pair:
    """The same thing in both revisions."""

    old: Item
    new: Item
    paired_by: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class _Step:
    """One kind of evidence; a step that is not `exact` needs as many on both sides."""

    name: str
    key: Key
    confidence: Confidence
    exact: bool


def _facts(*names: str, needed: Sequence[str] = ()) -> Key:
    def key(item: Item) -> Hashable | None:
        values = tuple(_rounded(item.fact(name)) for name in names)
        if any(item.fact(name) is None for name in needed):
            return None
        return (item.item, *values)

    return key


def _rounded(value: object) -> Hashable:
    """Sizes are compared to the millimetre; exporters round differently."""
    return round(value, 3) if isinstance(value, float) else str(value)


_WHAT = ("ifc_class", "component_key", "template_id", "type_name")
_SIZE = ("width_m", "height_m", "length_m", "area_m2", "thickness_m")
_ROOM = ("building", "storey", "room")
_STEPS = (
    _Step("tag", _facts("ifc_class", "tag", needed=("tag",)), Confidence.HIGH, exact=False),
    _Step("type, name, size and room", _facts(*_WHAT, "name", *_SIZE, *_ROOM),
          Confidence.HIGH, exact=True),
    _Step("type, size and room", _facts(*_WHAT, *_SIZE, *_ROOM), Confidence.MEDIUM, exact=False),
    _Step("type, name and room", _facts(*_WHAT, "name", *_ROOM), Confidence.MEDIUM, exact=False),
    _Step("name and room", _facts("ifc_class", "name", *_ROOM, needed=("name", "room")),
          Confidence.MEDIUM, exact=False),
    _Step("type, name and size", _facts(*_WHAT, "name", *_SIZE, "storey", needed=("type_name",)),
          Confidence.LOW, exact=False),
)  # fmt: skip


def paired(
    old: Mapping[str, Item], new: Mapping[str, Item]
) -> tuple[list[Pair], list[Item], list[Item]]:
    """Pairs, then what is only in the old, then what is only in the new, each in its order.

    An equal id is one thing. Of the rest, the step with the strongest evidence pairs first. Things
    that nothing tells apart are paired in their order; where evidence is weaker, only when there
    are as many on both sides.
    """
    pairs = [Pair(item, new[key], "id", Confidence.HIGH) for key, item in old.items() if key in new]
    gone = [item for key, item in old.items() if key not in new]
    come = [item for key, item in new.items() if key not in old]
    for step in _STEPS:
        if not gone or not come:
            break
        found = list(_step(step, gone, come))
        pairs += found
        taken = {id(pair.old) for pair in found} | {id(pair.new) for pair in found}
        gone = [item for item in gone if id(item) not in taken]
        come = [item for item in come if id(item) not in taken]
    return pairs, gone, come


def _step(step: _Step, gone: Sequence[Item], come: Sequence[Item]) -> Iterable[Pair]:
    left, right = _grouped(step.key, gone), _grouped(step.key, come)
    for key, mine in left.items():
        theirs = right.get(key, [])
        if not theirs or (len(mine) != len(theirs) and not step.exact):
            continue
        if step.name == "tag" and len(mine) != 1:
            continue
        alone = len(mine) == len(theirs) == 1
        confidence = step.confidence if alone or step.exact else _lower(step.confidence)
        for one, other in zip(mine, theirs, strict=False):
            yield Pair(one, other, step.name, confidence)


def _grouped(key: Key, items: Sequence[Item]) -> dict[Hashable, list[Item]]:
    groups: dict[Hashable, list[Item]] = defaultdict(list)
    for item in items:
        found = key(item)
        if found is not None:
            groups[found].append(item)
    return groups


def _lower(confidence: Confidence) -> Confidence:
    return Confidence.MEDIUM if confidence is Confidence.HIGH else Confidence.LOW
