"""Bids as read: what each bidder answered, and everything that was found on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import pandas as pd

from robuild.terms.issues import Severity


class BidStatus(StrEnum):
    """What can be done with a bid."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    """Something that counts is missing: shown, not ranked."""
    FAULTY = "faulty"
    """Cannot be evaluated at all: listed with the reason."""


@dataclass(frozen=True, slots=True)
class BidFinding:
    """One thing found in a bid; its sentence is `bids.finding.<code>` in the language files."""

    code: str
    severity: Severity
    bidder: str
    """Name of the bidder, or of the file where the name is not known."""
    file: str = ""
    sheet: str = ""
    cell: str = ""
    """Address, such as `F12`."""
    position_id: str = ""
    field: str = ""
    """Key of the column."""
    value: str = ""
    """What was answered."""
    allowed: str = ""
    """What it is held against."""
    counted: str = ""
    """What counts instead; empty: nothing does."""
    reservation: bool = False
    """Whether somebody must settle it before an award."""


@dataclass(frozen=True, slots=True)
class ReadBid:
    """One returned workbook."""

    bidder: str
    file: str
    status: BidStatus
    """`FAULTY`, or `COMPLETE` until evaluation has looked at it."""
    answers: pd.DataFrame | None
    """`tender.BID_ANSWERS`; `None` of a faulty one."""
    findings: tuple[BidFinding, ...] = ()
    places: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """(position_id, column) -> sheet and address of the cell."""
    digest: str = ""
    """SHA-256 of the file."""

    def finding(
        self,
        code: str,
        severity: Severity,
        position_id: str = "",
        column: str = "",
        *,
        value: str = "",
        allowed: str = "",
        counted: str = "",
        reservation: bool = False,
    ) -> BidFinding:
        """A finding about one answer of this bid, with the address of its cell."""
        sheet, cell = self.places.get((position_id, column), ("", ""))
        return BidFinding(
            code, severity, self.bidder, self.file, sheet, cell, position_id, column, value,
            allowed, counted, reservation,
        )  # fmt: skip
