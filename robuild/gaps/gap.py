"""One kind of thing that models lack: where, how much of it, and what rests on it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class GapKind(StrEnum):
    """What is lacking; the value is part of the identity of a BCF topic and never changes."""

    UNMATCHED = "unmatched"
    """Nobody knows what it is, so it has no price."""
    NO_QUANTITY = "no_quantity"
    ROOM_KIND = "room_kind"
    """Rooms whose name tells no kind: room templates add nothing there."""
    NOT_MODELLED = "not_modelled"
    """What room templates add because no model shows it."""
    WEAK_QUANTITY = "weak_quantity"
    """Amounts from dimensions, shapes or the exporter's own words, not from a quantity set."""
    NO_CLASSIFICATION = "no_classification"
    NO_PRODUCT = "no_product"
    """Manufacturer or article number of what is bought by the piece."""
    NO_FIRE_RATING = "no_fire_rating"
    """Of doors."""
    NO_EXTERNAL = "no_external"
    """Whether doors, windows and walls are outside."""
    NO_ROOM = "no_room"
    """Kind of place unknown."""
    NO_DWELLING = "no_dwelling"
    """In a home, but nobody says in which dwelling."""
    NO_TYPE = "no_type"
    UNSURE = "unsure"
    """Recognised on weak evidence."""
    PLACEHOLDERS = "placeholders"
    """Property values that only hold a place."""
    PROXY = "proxy"
    """Without a class of its own."""
    NOWHERE = "nowhere"
    """In no storey, room or building."""
    NO_AGE = "no_age"
    """Of what stands already: neither year nor condition grade."""


class Priority(StrEnum):
    """How much hangs on a gap, for those who mend models."""

    HIGH = "high"
    """Missing from the sums, or a tenth of the life-cycle cost and more."""
    MEDIUM = "medium"
    """A hundredth and more."""
    LOW = "low"


@dataclass(frozen=True, slots=True)
class GapGroup:
    """The part of a gap that is of one kind of component."""

    component_key: str | None
    """`None` where nobody knows what it is."""
    ifc_class: str
    """Empty for what no model shows."""
    count: int
    life_cycle_cost_nok: float | None


@dataclass(frozen=True, slots=True)
class Gap:
    """All that lacks one thing. Money NOK ex VAT, prices and present values as in the plan."""

    kind: GapKind
    component_ids: tuple[str, ...]
    space_ids: tuple[str, ...]
    """Rooms, where a gap is about rooms or what is in them."""
    asked: int
    """Components, or rooms, that should have it."""
    count: int
    """Those of them that lack it; rows of room templates for what is not modelled."""
    life_cycle_cost_nok: float | None
    """Life-cycle cost of the components concerned; `None` where nobody can tell."""
    acquisition_cost_nok: float | None
    without_amount: int
    """Components concerned that have no amount of their own."""
    life_cycle_share: float | None
    """Share of the known life-cycle cost of the whole, 0 to 1."""
    tasks_held: int | None
    """Tasks on lines that residents could do more of, were the answer harmless; `None`: no such
    question."""
    groups: tuple[GapGroup, ...]
    """Most money first, then most components."""

    @property
    def priority(self) -> Priority:
        """How much hangs on it."""
        if self.life_cycle_share is None or self.life_cycle_share >= 0.1:
            return Priority.HIGH
        return Priority.MEDIUM if self.life_cycle_share >= 0.01 else Priority.LOW
