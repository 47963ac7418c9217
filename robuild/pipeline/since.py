"""What changed in the model since an earlier plan workbook."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from robuild.pipeline.job import Job, Progress, silent
from robuild.pipeline.planning import plan
from robuild.plan_result import PlanResult
from robuild.revisions import COMPARED, Revision, compare

_NOT_IN_REGISTER = frozenset({"material", "thickness_m", "classification_code"})
"""Facts that a register has no columns for."""


def revision_since(job: Job, result: PlanResult, progress: Progress = silent) -> Revision | None:
    """What changed in the model since the earlier workbook; `None` where it is the same file.

    The building of before is what the workbook's own register says, planned with the settings and
    prices of today: differences of cost are then those of the model alone.

    Raises:
        InputError: the register of the earlier workbook cannot be read.
    """
    digests = result.model_digests
    if job.earlier is None or not digests or job.earlier.models == digests:
        return None
    settings = job.settings.model_copy(update={"uncertainty_draws": 0})
    before = replace(
        job, models=(), register=Path(job.earlier.file), settings=settings, geometry=False,
        overrides=None,
    )  # fmt: skip
    told = [name for name in COMPARED if name not in _NOT_IN_REGISTER]
    return compare(plan(before, progress), result, told)
