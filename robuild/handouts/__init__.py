"""Handouts: what people print and lay on a table, one page that opens in any browser.

In: a `PlanResult`. Out: one offline .html with the participation catalogue, task cards, dwelling
cards and a meeting record. In: what logs have taught. Out: a page of what was assumed beside what
happened. Everything in them comes from the tables; nothing is decided here.
"""

from robuild.handouts.announcement import announcement_edited, write_announcement
from robuild.handouts.evaluation import write_evaluation
from robuild.handouts.learnt_words import change_told, paid_off_told, thing
from robuild.handouts.page import write_handouts

__all__ = [
    "announcement_edited",
    "change_told",
    "paid_off_told",
    "thing",
    "write_announcement",
    "write_evaluation",
    "write_handouts",
]
