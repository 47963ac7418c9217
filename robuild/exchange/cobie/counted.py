"""What a COBie workbook holds, and what it does not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cobie:
    """A COBie workbook and what it holds."""

    data: bytes
    counts: dict[str, int]
    """Sheet -> rows below its headings."""
    elements_read: int
    """In the models; `components + left out of the models` is the same number."""
    components: int
    left_out: dict[str, int]
    """Reason -> how many things are not in the file."""
    not_known: dict[str, int]
    """`Sheet.Column` -> cells that say `n/a` although COBie wants a value."""
    renamed_rooms: int
    rooms_made_up: int
    shortened: int
    """Texts that were longer than 255 letters."""
    contact: str
    created_on: str
