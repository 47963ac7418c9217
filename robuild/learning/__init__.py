"""Learning: what a work log says of rates, lives, hours and lead times.

In: catalog, and logs with how much there was to break while they were kept (`terms.work_log`). Out:
what was held, what was seen, what is held now and how much of it comes from the log, as cells for a
layer over the catalog; and what was assumed beside what happened. Rules: docs/learning.md.
"""

from __future__ import annotations

from robuild.learning.by_component import MEASURES, by_component
from robuild.learning.calibration import LEARNED, Calibration, Learned, NotLearned, calibrate
from robuild.learning.counting import counts_of, planned_tasks, together
from robuild.learning.evaluation import (
    CHANGES,
    EVALUATION,
    FEWEST_FOR_MORE,
    FEWEST_ROWS,
    MUCH,
    Change,
    Evaluation,
    Verdict,
    evaluate,
)
from robuild.learning.exposures import exposures_of
from robuild.learning.layer_rows import layer_rows
from robuild.learning.paid_off import PAID_OFF, Tells, paid_off

__all__ = [
    "CHANGES",
    "EVALUATION",
    "FEWEST_FOR_MORE",
    "FEWEST_ROWS",
    "LEARNED",
    "MEASURES",
    "MUCH",
    "PAID_OFF",
    "Calibration",
    "Change",
    "Evaluation",
    "Learned",
    "NotLearned",
    "Tells",
    "Verdict",
    "by_component",
    "calibrate",
    "counts_of",
    "evaluate",
    "exposures_of",
    "layer_rows",
    "paid_off",
    "planned_tasks",
    "together",
]
