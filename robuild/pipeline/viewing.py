"""The models of a plan drawn, and the page to look at."""

from __future__ import annotations

from dataclasses import dataclass

from robuild.geometry import draw_shapes
from robuild.pipeline.job import Job, Progress, silent
from robuild.pipeline.planning import plan
from robuild.plan_result import PlanResult
from robuild.terms.drawing import NOTHING_DRAWN, Drawing
from robuild.terms.vocabulary import Language
from robuild.web import NoPicture, Page, view_page


@dataclass(frozen=True, slots=True)
class Viewed:
    """A plan, its drawing, and the page of both."""

    plan: PlanResult
    drawing: Drawing
    page: Page


def view(job: Job, language: Language, progress: Progress = silent) -> Viewed:
    """Plan a building, draw its models, and make the page.

    Spread is not on the page: set `uncertainty_draws` to 0 in the settings to save its time.

    Raises:
        InputError: as `plan`.
    """
    result = plan(job, progress)
    drawing, why_not = NOTHING_DRAWN, NoPicture.NO_SHAPES
    if job.register:
        why_not = NoPicture.NO_MODEL
    elif not job.geometry:
        why_not = NoPicture.NOT_ASKED
    else:
        drawing = draw_shapes(result.inventory, progress=progress)
    progress("page", 0.0)
    return Viewed(result, drawing, view_page(result, drawing, language, why_not))
