"""A plan's results written into copies of its models."""

from __future__ import annotations

import filecmp
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from robuild.pipeline.job import Job, Progress, silent
from robuild.pipeline.planning import plan
from robuild.plan_result import PlanResult
from robuild.tabular import replace_file
from robuild.terms.issues import OutputError
from robuild.terms.vocabulary import Language
from robuild.writing_back import Enriched, write_enriched


@dataclass(frozen=True, slots=True)
class EnrichedModels:
    """A plan, and what became of each of its models."""

    plan: PlanResult
    models: tuple[Enriched, ...]


def enrich(
    job: Job,
    targets: Mapping[Path, Path],
    language: Language,
    *,
    replace_them: bool,
    progress: Progress = silent,
) -> EnrichedModels:
    """Plan, and write every model anew with the results in it.

    All copies are made before the first one is put in its place. A target that says the same
    already is left; another one is kept beside as `.old`, and only where that is asked for.

    Args:
        job: models of one building; nothing is drawn.
        targets: new file of each model.
        language: of names and texts in the models.
        replace_them: whether targets that say something else may be replaced.
        progress: told of each stage.

    Raises:
        InputError: as `plan`; a model cannot be added to.
        OutputError: a target is there already, or could not be written; nothing was replaced.
    """
    settings = job.settings.model_copy(update={"uncertainty_draws": 0})
    result = plan(replace(job, settings=settings), progress)
    with tempfile.TemporaryDirectory(prefix="robuild-", ignore_cleanup_errors=True) as folder:
        made = []
        for place, facts in enumerate(result.inventory.models):
            progress("enrich", place / len(result.inventory.models))
            own = Path(folder) / str(place)
            (own / "new").mkdir(parents=True)
            target = targets[Path(facts.file)]
            staged = own / "new" / target.name
            told = write_enriched(result, facts, staged, own, language)
            told.target = target
            made.append((told, staged))
        _put_in_place(made, replace_them=replace_them)
    return EnrichedModels(result, tuple(told for told, _ in made))


def _put_in_place(made: list[tuple[Enriched, Path]], *, replace_them: bool) -> None:
    for told, staged in made:
        told.changed = not (
            told.target.is_file() and filecmp.cmp(told.target, staged, shallow=False)
        )
        if told.changed and told.target.exists() and not replace_them:
            raise OutputError(
                f"{told.target} is there already and was left as it is. "
                "Give another name, or --replace to keep the old one beside it as .old."
            )
    for told, staged in made:
        if told.changed:
            _replace(told, staged)


def _replace(told: Enriched, staged: Path) -> None:
    """The new file first beside its place whole, then the old one aside, then the new one in."""

    def fill(temporary: Path) -> None:
        shutil.copyfile(staged, temporary)
        if told.target.exists():
            told.kept = _aside(told.target)

    try:
        replace_file(told.target, fill)
    except BaseException:  # also when somebody stops the run just then
        if told.kept is not None and not told.target.exists():
            told.kept.rename(told.target)
        raise


def _aside(target: Path) -> Path:
    ends = (f".old{n}" if n else ".old" for n in range(1000))
    kept = next(p for end in ends if not (p := target.with_name(target.name + end)).exists())
    target.rename(kept)
    return kept
