"""Steps from service life and events to what a line costs each year and at each renewal."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from robuild.costing import first_replacement
from robuild.terms.vocabulary import Tail
from robuild.workbook.timing import renewals

if TYPE_CHECKING:
    from robuild.workbook.page import Book

Cells = dict[str, Any]
_KEYS = (
    "first_renewal", "losses_per_life", "renewal_factor_en", "residual_full_nok",
    "residual_en_nok", "replacements_due", "repair_nok_per_year", "damage_nok_per_year",
    "outside_nok_per_year", "maintenance_nok_per_year",
)  # fmt: skip


def renewal_cells(book: Book, cells: Cells) -> Cells:
    """Yearly amounts and planned renewals of a line; all missing where the line has no amounts."""
    if not cells["known"]:
        return dict.fromkeys(_KEYS, math.nan)
    timing, settings = book.timing, book.result.settings
    life, events, total_loss = cells["esl"], cells["events"], cells["total_loss"]
    first = first_replacement(life, cells["start_kind"])
    counts = renewals(first, life, timing.period_years, cells["replacements"])
    quantity = cells["quantity"]
    unit_losses = events * total_loss * cells["event_quantity"] / quantity if quantity > 0 else 0.0
    age = timing.period_years - (first + (sum(counts) - 1) * life)
    credited = 0.0 if settings.tail is Tail.STRICT else settings.residual_share
    full = credited * quantity * cells["price"]
    downtime = (1 - total_loss) * cells["repair_downtime_nok"]
    downtime += total_loss * cells["total_loss_downtime_nok"]
    return {
        "first_renewal": first,
        "losses_per_life": unit_losses * life,
        "replacements_due": sum(renewals(first, life, timing.period_years)),
        "renewal_factor_en": math.fsum(
            n * factor for n, factor in zip(weighted(counts, cells), timing.present, strict=True)
        ),
        "residual_full_nok": full,
        "residual_en_nok": full * max(0, 1 - age / life),
        "repair_nok_per_year": events * (1 - total_loss) * cells["repair_nok"],
        "damage_nok_per_year": events * total_loss * cells["total_loss_nok"],
        "outside_nok_per_year": events * downtime,
        "maintenance_nok_per_year": cells["often_nok"],
    }


def weighted(counts: tuple[int, ...], cells: Cells) -> tuple[float, ...]:
    """Planned renewals by year that damage has not made already; year 0 counts in full."""
    later = (cells["planned_share"] * n for n in counts[1:])
    return (float(counts[0]), *later)
