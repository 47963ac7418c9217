"""Models or a register read, matched and measured; nothing costed yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from robuild.catalog import (
    read_overrides_with_notes,
    read_participation_overrides,
    read_stack,
)
from robuild.matching import (
    locate_components,
    match_components,
    require_known_variants,
    types_not_there,
    unused_overrides,
)
from robuild.model import read_models
from robuild.pipeline.job import Job, Progress, resolve_years, silent
from robuild.pipeline.measuring import measured, placed
from robuild.pipeline.updating import TakingOver
from robuild.register import (
    read_register,
    register_findings,
    variant_choices,
    with_given_keys,
    with_given_places,
    with_given_rooms,
)
from robuild.rooms import add_not_modelled, measure_rooms
from robuild.terms.carried import Earlier
from robuild.terms.catalog import Catalog
from robuild.terms.inventory import ModelInventory
from robuild.terms.issues import Issue, Origin, Severity
from robuild.terms.match_rules import Override
from robuild.terms.participation_overrides import ParticipationOverride
from robuild.terms.results import ShapeTally
from robuild.terms.settings import Settings


@dataclass(frozen=True, slots=True)
class Findings:
    """Models read and matched, nothing costed yet."""

    settings: Settings
    catalog: Catalog
    catalog_label: str
    """Id and version of the catalog and of every layer."""
    overrides: tuple[Override, ...]
    variants: tuple[Override, ...]
    """Variants that a register names."""
    on_participation: tuple[ParticipationOverride, ...]
    inventory: ModelInventory
    matches: pd.DataFrame
    places: pd.DataFrame
    rooms: pd.DataFrame
    not_modelled: pd.DataFrame
    template_skips: pd.DataFrame
    shapes: ShapeTally
    notes: tuple[Issue, ...] = ()
    """On the catalog and the overrides."""
    earlier: Earlier | None = None
    """A plan workbook that is taken over."""

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Everything found so far."""
        return (*_nothing_to_cost(self), *self.notes, *self.inventory.issues)


def find(job: Job, progress: Progress = silent) -> Findings:
    """Read models or a register, and the catalog; match, measure, and add what no model shows.

    Raises:
        InputError: a model, the register, the catalog, the overrides or the settings cannot be
            used.
    """
    progress("catalog", 0.0)
    stack = read_stack(job.layers, job.catalog)
    notes, taking = stack.notes, TakingOver.of(job)
    catalog = taking.catalog(stack.catalog) if taking else stack.catalog
    settings = resolve_years(job.settings, catalog)
    settings = taking.settings(settings, catalog) if taking else settings
    require_known_variants(catalog, settings)
    overrides, undecided = _overrides(job, catalog)
    on_participation, said_of_them = _on_participation(job, catalog)
    register = read_register(job.register, catalog, settings) if job.register else None
    inventory = (
        register.inventory
        if register
        else read_models(
            job.models, settings=settings, length_unit=job.length_unit, progress=progress
        )
    )
    inventory = taking.inventory(inventory, catalog, settings) if taking else inventory
    around = placed(job, inventory, progress)
    inventory = around.inventory
    progress("match", 0.0)
    matches = match_components(inventory, catalog, overrides)
    unused = _unused(job, inventory, matches, overrides)
    places = locate_components(inventory, settings)
    said: tuple[Issue, ...] = ()
    if register:
        matches = with_given_keys(matches, register, catalog)
        places = with_given_places(places, register)
        said = register_findings(register, matches, catalog)
    shaped = measured(job, around, matches, catalog, progress)
    progress("rooms", 0.0)
    in_rooms = measure_rooms(shaped.inventory, shaped.shapes, settings)
    rooms = with_given_rooms(in_rooms.rooms, register) if register else in_rooms.rooms
    added = add_not_modelled(rooms, shaped.inventory, matches, places, catalog, settings)
    return Findings(
        settings=settings,
        catalog=catalog,
        catalog_label=stack.label,
        overrides=overrides,
        variants=variant_choices(register) if register else (),
        on_participation=on_participation,
        inventory=shaped.inventory,
        matches=matches,
        places=places,
        rooms=rooms,
        not_modelled=added.not_modelled,
        template_skips=added.skips,
        shapes=shaped.tally,
        notes=(
            *notes, *undecided, *said_of_them, *unused, *said,
            *shaped.issues, *in_rooms.issues, *added.issues,
            *types_not_there(shaped.inventory.components, settings),
        ),
        earlier=taking.done(settings, job.changed_settings) if taking else None,
    )  # fmt: skip


def _overrides(job: Job, catalog: Catalog) -> tuple[tuple[Override, ...], tuple[Issue, ...]]:
    return read_overrides_with_notes(job.overrides, catalog) if job.overrides else ((), ())


def _on_participation(
    job: Job, catalog: Catalog
) -> tuple[tuple[ParticipationOverride, ...], tuple[Issue, ...]]:
    path = job.participation_overrides
    return read_participation_overrides(path, catalog) if path else ((), ())


def _unused(
    job: Job, inventory: ModelInventory, matches: pd.DataFrame, overrides: Sequence[Override]
) -> list[Issue]:
    return [
        Issue(
            Severity.WARNING,
            "override_unused",
            f'no component took the override {each.by} "{each.pattern}".',
            Origin(str(job.overrides)),
            "Check the spelling; where two rows fit, the first counts.",
        )
        for each in unused_overrides(inventory.components, overrides, matches)
    ]


def _nothing_to_cost(found: Findings) -> list[Issue]:
    """A sum of nothing is 0 kr and complete; it must not be taken for a plan."""
    if (found.matches["status"] == "matched").any() or len(found.not_modelled):
        return []
    what = "there are no components"
    if len(found.matches):
        scope = bool((found.matches["status"] == "out_of_scope").all())
        what = "all components are out of scope" if scope else "no component was recognised"
    return [
        Issue(
            Severity.WARNING,
            "nothing_to_cost",
            f"the models hold no component that can be costed ({what}), so every sum is 0.",
            hint="Check that this is the right model and that its components were exported.",
        )
    ]
