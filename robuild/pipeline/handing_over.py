"""The hand-over workbook: a plan, and what its models say of the building as a whole."""

from __future__ import annotations

from robuild.exchange import Cobie, cobie_book
from robuild.model.structure import read_structure
from robuild.pipeline.job import Job, Progress, silent
from robuild.pipeline.planning import plan
from robuild.terms.vocabulary import Language


def cobie(job: Job, contact: str, language: Language, progress: Progress = silent) -> Cobie:
    """The COBie workbook of what a job holds.

    Args:
        job: models, or a register.
        contact: e-mail address of the role that answers for the file.
        language: of names and descriptions.
        progress: told of the stage.

    Raises:
        InputError: as `plan`.
    """
    result = plan(job, progress)
    structures = () if job.register else read_structure(result.inventory.models)
    progress("write", 0.0)
    return cobie_book(result, structures, language, contact)
