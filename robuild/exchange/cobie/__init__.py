"""COBie 2.4: the hand-over workbook that systems of facility management read.

In: a plan and the structure of its models. Out: the bytes of a workbook with the sheets and
headings of the published template, and counts of what is in it and what is not. Dwelling codes and
persons are never in it.
"""

from robuild.exchange.cobie.book import IN_BALANCE, PLACEHOLDER, cobie_book
from robuild.exchange.cobie.counted import Cobie
from robuild.exchange.cobie.headers import PICKS, SHEETS

__all__ = ["IN_BALANCE", "PICKS", "PLACEHOLDER", "SHEETS", "Cobie", "cobie_book"]
