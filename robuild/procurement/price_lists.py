"""Price offers side by side: every post of the request by its id, sums, and what is missing."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from robuild.terms.bids import BidFinding
from robuild.terms.issues import Severity, input_error
from robuild.terms.price_lists import Post, PriceList, PriceListKind

_ORE = 0.011
"""Sums are stated with two decimals."""


@dataclass(frozen=True, slots=True)
class PricedOffer:
    """One offer on the posts of the comparison."""

    firm: str
    file: str
    prices: tuple[float | None, ...]
    """Unit price by post; `None`: none given."""
    total: float | None
    """Of the posts that are no options; `None` where a price or quantity is missing."""
    known: float
    """Sum of what is known."""
    options: float | None
    missing: int
    """Posts without a price that need one."""


@dataclass(frozen=True, slots=True)
class PriceComparison:
    """Posts × offers."""

    project: str
    currency: str
    request: str
    """File of the request; empty where posts were taken from the first offer."""
    posts: tuple[Post, ...]
    offers: tuple[PricedOffer, ...]
    """Complete ones first, lowest total first."""
    faulty: tuple[BidFinding, ...]
    """Offers that cannot be compared."""
    findings: tuple[BidFinding, ...]


def compare_prices(lists: Sequence[PriceList]) -> PriceComparison:
    """Compare offers on the posts of their request.

    Raises:
        InputError: two requests, no offer, or no offer for the project of the request.
    """
    requests = [each for each in lists if each.kind is PriceListKind.REQUEST]
    offers = [each for each in lists if each.kind is PriceListKind.OFFER]
    if len(requests) > 1:
        names = ", ".join(each.file for each in requests)
        raise input_error("two_requests", f"there are {len(requests)} price requests: {names}.",
                          hint="Give one.")  # fmt: skip
    if not offers:
        raise input_error("no_offer", "there is no price offer (Pristilbud) among the files.")
    base = requests[0] if requests else offers[0]
    posts = tuple(post for post in base.posts if post.post_id)
    faulty, compared, findings = [], [], list(base.findings if requests else ())
    for offer in _told_apart(offers):
        fault = _fault(base, offer)
        if fault:
            faulty.append(fault)
            continue
        found, more = _priced(offer, posts)
        compared.append(found)
        findings += [*offer.findings, *more]
    if not compared:
        raise input_error(
            "no_offer", "no offer can be compared: " +
            "; ".join(f"{each.file} ({each.code})" for each in faulty) + ".",
        )  # fmt: skip
    compared.sort(key=lambda each: (each.total is None, each.total or 0.0, each.firm.casefold()))
    return PriceComparison(
        base.project, base.currency, base.file if requests else "", posts, tuple(compared),
        tuple(faulty), (*faulty, *findings),
    )  # fmt: skip


def _told_apart(offers: Sequence[PriceList]) -> list[PriceList]:
    names = [each.firm.casefold() for each in offers]
    return [
        replace(each, firm=f"{each.firm} ({each.file})") if names.count(name) > 1 else each
        for each, name in zip(offers, names, strict=True)
    ]


def _fault(base: PriceList, offer: PriceList) -> BidFinding | None:
    pairs = (
        ("other_project", offer.project_id, base.project_id),
        ("list_currency", offer.currency, base.currency),
    )
    for code, value, allowed in pairs:
        if value.casefold() != allowed.casefold():
            return BidFinding(code, Severity.ERROR, offer.firm, offer.file, value=value[:60],
                              allowed=allowed[:60], reservation=True)  # fmt: skip
    return None


def _priced(offer: PriceList, posts: Sequence[Post]) -> tuple[PricedOffer, list[BidFinding]]:
    mine = {(post.post_id, post.option): post for post in offer.posts}
    findings: list[BidFinding] = []

    def tell(code: str, severity: Severity, post: Post, *, value: str = "", allowed: str = "",
             reservation: bool = True) -> None:  # fmt: skip
        findings.append(
            BidFinding(code, severity, offer.firm, offer.file, "", "", post.number, "",
                       value[:80], allowed[:80], reservation=reservation)
        )  # fmt: skip

    prices: list[float | None] = []
    for post in posts:
        own = mine.pop((post.post_id, post.option), None)
        price = own.unit_price if own else None
        prices.append(price)
        if price is None:
            severity = Severity.INFO if post.option else Severity.ERROR
            tell("post_missing" if own is None else "post_without_price", severity, post,
                 reservation=not post.option)  # fmt: skip
        if own is None:
            continue
        _compare_locked(post, own, tell)
        if price is not None and own.stated_sum is not None and post.quantity is not None:
            worked = price * post.quantity
            if abs(worked - own.stated_sum) > max(_ORE, 1e-9 * abs(worked)):
                tell("post_sum", Severity.WARNING, post, value=f"{own.stated_sum:.2f}",
                     allowed=f"{worked:.2f}")  # fmt: skip
    for own in mine.values():
        tell("unknown_post", Severity.WARNING, own, value=own.number)
    return _summed(offer, posts, prices), findings


def _compare_locked(post: Post, own: Post, say: Callable[..., None]) -> None:
    """Quantity and unit are write-protected in an offer."""
    a, b = post.quantity, own.quantity
    same = a == b or (a is not None and b is not None and math.isclose(a, b, rel_tol=1e-9))
    if not same:
        say("post_quantity", Severity.ERROR, post, value=_said(b), allowed=_said(a))
    if post.unit.casefold() != own.unit.casefold():
        say("post_unit", Severity.ERROR, post, value=own.unit, allowed=post.unit)


def _said(value: float | None) -> str:
    return "–" if value is None else f"{value:.10g}"


def _summed(offer: PriceList, posts: Sequence[Post], prices: Sequence[float | None]) -> PricedOffer:
    sums: dict[bool, list[float | None]] = {True: [], False: []}
    for post, price in zip(posts, prices, strict=True):
        if price is None or post.quantity is None:
            sums[post.option].append(None)
        else:
            sums[post.option].append(price * post.quantity)
    known = [each for each in sums[False] if each is not None]
    options = [each for each in sums[True] if each is not None]
    return PricedOffer(
        offer.firm, offer.file, tuple(prices),
        math.fsum(known) if len(known) == len(sums[False]) else None, math.fsum(known),
        math.fsum(options) if len(options) == len(sums[True]) else None,
        len(sums[False]) - len(known),
    )  # fmt: skip
