"""Returned bids: the owner's master and the workbooks of bidders, read without trusting them."""

from __future__ import annotations

from robuild.exchange.bids.folder import BIDS, MASTER, bid_files, other_files, read_tender
from robuild.exchange.bids.workbook import KIND, read_bid, read_bids, told_apart

__all__ = [
    "BIDS",
    "KIND",
    "MASTER",
    "bid_files",
    "other_files",
    "read_bid",
    "read_bids",
    "read_tender",
    "told_apart",
]
