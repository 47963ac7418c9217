"""Handouts: what people print and lay on a table, one page that opens in any browser.

In: a `PlanResult`. Out: one offline .html with the participation catalogue, task cards, dwelling
cards and a meeting record. Everything in it comes from the tables; nothing is decided here.
"""

from robuild.handouts.page import write_handouts

__all__ = ["write_handouts"]
