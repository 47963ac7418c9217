"""The page to look at: one offline .html with the models in 3D, coloured by what a plan found.

In: a `PlanResult` and a `Drawing`. Out: the page, which needs no network and no server; nothing is
computed here that the plan does not hold. Codes of dwellings and rooms are not in it. The script is
built from `src/` by `npm ci && npm run build` and lies beside it, so that nobody needs node to run
robuild.
"""

from robuild.web.page import NoPicture, Page, view_page

__all__ = ["NoPicture", "Page", "view_page"]
