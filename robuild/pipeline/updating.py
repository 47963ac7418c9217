"""A plan that takes over an earlier plan workbook: what people set and wrote there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from robuild.catalog import with_own_changes
from robuild.earlier import ReadEarlier
from robuild.pipeline.job import Job
from robuild.register import read_register
from robuild.revisions import Item, ItemKind, paired
from robuild.terms.carried import CarriedChange, Earlier, NotCarried, OwnChange
from robuild.terms.catalog import Catalog
from robuild.terms.inventory import ModelInventory
from robuild.terms.own_choices import map_text, parse_map
from robuild.terms.settings import Settings
from robuild.terms.tables import text_column

_SOURCE = "Set by the owner in the plan workbook"


@dataclass(slots=True)
class TakingOver:
    """What of an earlier workbook has found its place so far."""

    earlier: ReadEarlier
    applied: list[CarriedChange]
    left: list[NotCarried]
    new_ids: dict[str, str] = field(default_factory=dict)
    """GlobalId of before -> of now, where a grade moved along."""

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

    def settings(self, settings: Settings, catalog: Catalog) -> Settings:
        """The settings without variants that the earlier workbook chose and the catalog lacks."""
        said = self.earlier.settings.get("chosen_variants")
        if not said or settings.chosen_variants != said:
            return settings
        known = {each.variant_id: each.component_key for each in catalog.variants}
        chosen = dict(parse_map(said))
        gone = {key: each for key, each in chosen.items() if known.get(each) != key}
        self.left += [
            NotCarried(self.earlier.choice_places.get(key, ""), key, each, "not_in_catalog")
            for key, each in gone.items()
        ]
        there = {key: each for key, each in chosen.items() if key not in gone}
        return settings.model_copy(update={"chosen_variants": map_text(there) or None})

    def inventory(
        self, inventory: ModelInventory, catalog: Catalog, settings: Settings
    ) -> ModelInventory:
        """The inventory with the condition grades the owner gave.

        A component whose GlobalId was changed by an exporter is looked for by type, name and room.
        """
        grades = {each.row_id: each for each in self.earlier.changes if each.kind == "grade"}
        if not grades:
            return inventory
        components = inventory.components.copy()
        missing = set(grades) - set(components["component_id"])
        if missing:
            moved = _other_ids(Path(self.earlier.file), missing, components, catalog, settings)
            grades = {moved.get(key, key): each for key, each in grades.items()}
            self.new_ids |= moved
        ids, given = components["component_id"].tolist(), components["condition_grade"].tolist()
        for place, (component_id, name) in enumerate(
            zip(ids, components["name"].tolist(), strict=True)
        ):
            change = grades.get(component_id)
            if change is None:
                continue
            before = given[place] if isinstance(given[place], str) else None
            shown = name if isinstance(name, str) and name else component_id
            self.applied.append(CarriedChange("grade", component_id, shown, before, change.value))
            given[place] = change.value
        components["condition_grade"] = text_column(given)
        found = set(ids)
        self.left += [
            NotCarried(each.place, each.shown, each.value, "not_in_model")
            for key, each in grades.items()
            if key not in found
        ]
        return replace(inventory, components=components)

    def done(self, settings: Settings, changed: Iterable[str]) -> Earlier:
        """Everything that was taken over, for the new workbook."""
        own = [
            CarriedChange("setting", key, key, Settings.model_fields[key].default, value)
            for key in sorted(set(self.earlier.settings) & set(changed) - {"chosen_variants"})
            if (value := getattr(settings, key)) is not None
        ]
        if "chosen_variants" in self.earlier.settings:
            own += [
                CarriedChange("variant", key, key, None, each)
                for key, each in parse_map(settings.chosen_variants or "").items()
            ]
        gone = {each.place for each in self.left}
        kept: list[OwnChange] = [
            replace(each, row_id=self.new_ids.get(each.row_id, each.row_id))
            for each in self.earlier.changes
            if not each.place or each.place not in gone
        ]
        return Earlier(
            Path(self.earlier.file).name, self.earlier.cells, tuple(kept),
            (*own, *self.applied), tuple(self.left),
        )  # fmt: skip


def _other_ids(
    workbook: Path,
    missing: set[str],
    components: pd.DataFrame,
    catalog: Catalog,
    settings: Settings,
) -> dict[str, str]:
    """Ids of now for components that an earlier register knows by another id."""
    before = read_register(workbook, catalog, settings).inventory.components
    there, known = set(components["component_id"]), set(before["component_id"])
    old = _items(before[~before["component_id"].isin(there)])
    new = _items(components[~components["component_id"].isin(known)])
    pairs, _, _ = paired(old, new)
    return {pair.old.id: pair.new.id for pair in pairs if pair.old.id in missing}


def _items(components: pd.DataFrame) -> dict[str, Item]:
    """Components with the facts that a register has too."""
    facts = ("ifc_class", "type_name", "name", "building", "storey")
    return {
        str(row["component_id"]): Item(
            ItemKind.COMPONENT,
            str(row["component_id"]),
            {name: row[name] for name in facts} | {"room": row["space_name"]},
        )
        for row in components.to_dict("records")
    }


def digests_of(models: Sequence[Path]) -> dict[str, str]:
    """SHA-256 of each model file by its name."""
    found = {}
    for path in models:
        with path.open("rb") as stream:
            found[path.name] = hashlib.file_digest(stream, "sha256").hexdigest()
    return found
