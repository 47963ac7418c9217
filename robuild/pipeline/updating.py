"""A plan that takes over an earlier plan workbook: what people set and wrote there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from robuild.catalog import with_own_changes
from robuild.earlier import ReadEarlier
from robuild.pipeline.job import Job, Progress, silent
from robuild.plan_result import PlanResult
from robuild.revisions import Revision, compare
from robuild.terms.carried import CarriedChange, Earlier, NotCarried, OwnChange
from robuild.terms.catalog import Catalog
from robuild.terms.inventory import ModelInventory
from robuild.terms.settings import Settings

_SOURCE = "Set by the owner in the plan workbook"


@dataclass(slots=True)
class TakingOver:
    """What of an earlier workbook has found its place so far."""

    earlier: ReadEarlier
    applied: list[CarriedChange]
    left: list[NotCarried]

    @classmethod
    def of(cls, job: Job) -> TakingOver | None:
        """Nothing yet; `None` where there is no earlier workbook."""
        return cls(job.earlier, [], []) if job.earlier else None

    def catalog(self, catalog: Catalog) -> Catalog:
        """The catalog with the numbers the owner set."""
        changed, applied, left = with_own_changes(catalog, self.earlier.changes, _SOURCE)
        self.applied += applied
        self.left += left
        return changed

    def inventory(self, inventory: ModelInventory) -> ModelInventory:
        """The inventory with the condition grades the owner gave."""
        grades = {each.row_id: each for each in self.earlier.changes if each.kind == "grade"}
        if not grades:
            return inventory
        components = inventory.components.copy()
        there = components["component_id"].isin(list(grades))
        for index in components.index[there]:
            change = grades[str(components.at[index, "component_id"])]
            before = components.at[index, "condition_grade"]
            shown = str(components.at[index, "name"] or change.row_id)
            known = before if isinstance(before, str) else None
            self.applied.append(CarriedChange("grade", shown, known, change.value))
            components.at[index, "condition_grade"] = change.value
        found = set(components.loc[there, "component_id"])
        self.left += [
            NotCarried(each.place, each.shown, each.value, "not_in_model")
            for key, each in grades.items()
            if key not in found
        ]
        return replace(inventory, components=components)

    def done(self, settings: Settings, changed: Iterable[str]) -> Earlier:
        """Everything that was taken over, for the new workbook."""
        own = [
            CarriedChange("setting", key, Settings.model_fields[key].default, value)
            for key in sorted(set(self.earlier.settings) & set(changed))
            if (value := getattr(settings, key)) is not None
        ]
        gone = {each.place for each in self.left}
        kept: list[OwnChange] = [
            each for each in self.earlier.changes if not each.place or each.place not in gone
        ]
        return Earlier(
            Path(self.earlier.file).name, self.earlier.cells, tuple(kept),
            (*own, *self.applied), tuple(self.left),
        )  # fmt: skip


def digests_of(models: Sequence[Path]) -> dict[str, str]:
    """SHA-256 of each model file by its name."""
    found = {}
    for path in models:
        with path.open("rb") as stream:
            found[path.name] = hashlib.file_digest(stream, "sha256").hexdigest()
    return found


def revision_since(job: Job, result: PlanResult, progress: Progress = silent) -> Revision | None:
    """What changed in the model since the earlier workbook; `None` where it is the same file.

    The building of before is what the workbook's own register says, planned with the settings and
    prices of today: differences of cost are then those of the model alone.

    Raises:
        InputError: the register of the earlier workbook cannot be read.
    """
    from robuild.pipeline.planning import plan

    digests = result.model_digests
    if job.earlier is None or not digests or job.earlier.models == digests:
        return None
    settings = job.settings.model_copy(update={"uncertainty_draws": 0})
    before = replace(
        job, models=(), register=Path(job.earlier.file), settings=settings, geometry=False,
        overrides=None,
    )  # fmt: skip
    return compare(plan(before, progress), result)
