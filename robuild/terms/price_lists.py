"""Price requests and price offers by posts, as NS 3459 carries them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from robuild.terms.bids import BidFinding


class PriceListKind(StrEnum):
    """What a file is."""

    REQUEST = "request"
    """Prisforespørsel: quantities, no prices."""
    OFFER = "offer"
    """Pristilbud."""


@dataclass(frozen=True, slots=True)
class Post:
    """One priced post; `None` is not given, never 0. Money in the currency of the list, ex VAT."""

    post_id: str
    """GUID of the standard, the same in the request and in every offer."""
    number: str
    text: str
    code: str
    """Code of NS 3420, where there is one."""
    unit: str
    quantity: float | None
    unit_price: float | None
    stated_sum: float | None
    option: bool


@dataclass(frozen=True, slots=True)
class PriceList:
    """One file."""

    file: str
    kind: PriceListKind
    version: str
    """Edition of the standard that the file says, such as 2012."""
    project_id: str
    project: str
    currency: str
    firm: str
    """Who sent it."""
    posts: tuple[Post, ...]
    findings: tuple[BidFinding, ...] = ()
    digest: str = ""
    """SHA-256 of the file."""
