"""The main job, room by room: read this file as the table of contents of the house."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import pandas as pd

from robuild.catalog import (
    read_catalog_with_notes,
    read_overrides_with_notes,
    read_participation_overrides,
)
from robuild.choosing import find_alternatives, how_sure
from robuild.costing import cost_lines, renewal_table
from robuild.geometry import (
    ShapesMeasured,
    doors_to_place,
    measure_shapes,
    place_in_rooms,
    with_geometry,
    with_rooms_beside,
)
from robuild.improving import repair_findings
from robuild.matching import (
    group_lines,
    locate_components,
    match_components,
    missing_quantities,
    unused_overrides,
)
from robuild.model import read_models
from robuild.operations import activities, replacement_plan
from robuild.participation import evaluate, override_participation
from robuild.plan_result import PlanResult
from robuild.register import (
    read_register,
    register_findings,
    variant_choices,
    with_given_keys,
    with_given_places,
    with_given_rooms,
)
from robuild.repair_ease import rate_variants
from robuild.rooms import add_not_modelled, measure_rooms, spaces_to_measure
from robuild.terms import tables
from robuild.terms.catalog import Catalog
from robuild.terms.inventory import ModelInventory
from robuild.terms.issues import Issue, Origin, Severity, input_error
from robuild.terms.match_rules import Override
from robuild.terms.participation_overrides import ParticipationOverride
from robuild.terms.results import ShapeTally
from robuild.terms.settings import Settings
from robuild.terms.template_switch import NONE
from robuild.terms.vocabulary import Language, ShapeStatus
from robuild.workbook import write_plan

Progress = Callable[[str, float], None]
"""Called with the name of the stage and the share done, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Job:
    """What the user asked for."""

    models: tuple[Path, ...]
    catalog: Path
    settings: Settings
    changed_settings: frozenset[str] = frozenset()
    overrides: Path | None = None
    participation_overrides: Path | None = None
    """An owner's own word on who may do a task."""
    length_unit: str | None = None
    register: Path | None = None
    """A register of components or a room list, in place of models."""
    geometry: bool = True
    """Measure shapes where nothing better tells a quantity that is needed."""


@dataclass(frozen=True, slots=True)
class Findings:
    """Models read and matched, nothing costed yet."""

    settings: Settings
    catalog: Catalog
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

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Everything found so far."""
        return (*_nothing_to_cost(self), *self.notes, *self.inventory.issues)


def _silent(stage: str, share: float) -> None:
    pass


def find(job: Job, progress: Progress = _silent) -> Findings:
    """Read models or a register, and the catalog; match, measure, and add what no model shows.

    Raises:
        InputError: a model, the register, the catalog, the overrides or the settings cannot be
            used.
    """
    progress("catalog", 0.0)
    catalog, notes = read_catalog_with_notes(job.catalog)
    settings = resolve_years(job.settings, catalog)
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
    around = _placed(job, inventory, progress)
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
    shaped = _measured(job, around, matches, catalog, progress)
    progress("rooms", 0.0)
    measured = measure_rooms(shaped.inventory, shaped.shapes, settings)
    rooms = with_given_rooms(measured.rooms, register) if register else measured.rooms
    added = add_not_modelled(rooms, shaped.inventory, matches, places, catalog, settings)
    return Findings(
        settings=settings,
        catalog=catalog,
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
            *shaped.issues, *measured.issues, *added.issues,
        ),
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


@dataclass(frozen=True, slots=True)
class _Shaped:
    """The inventory with what shapes told, and the shapes."""

    inventory: ModelInventory
    shapes: pd.DataFrame
    tally: ShapeTally
    issues: tuple[Issue, ...] = ()


def _placed(job: Job, inventory: ModelInventory, progress: Progress) -> _Shaped:
    """Rooms beside doors by position, where the model does not name them."""
    doors = doors_to_place(inventory)
    if not doors or not job.geometry or job.register:
        return _Shaped(inventory, tables.empty(tables.SHAPES), ShapeTally())
    rooms = inventory.spaces["space_id"].tolist()
    found = measure_shapes(inventory, doors, rooms, progress=progress)
    beside = place_in_rooms(found, doors)
    kept = found.shapes[found.shapes["item_id"].isin(rooms)].reset_index(drop=True)
    return _Shaped(with_rooms_beside(inventory, beside), kept, _tally(found), found.issues)


def _measured(
    job: Job, around: _Shaped, matches: pd.DataFrame, catalog: Catalog, progress: Progress
) -> _Shaped:
    """Only what is priced by area or length and has no better evidence, and rooms likewise."""
    inventory = around.inventory
    wanted = missing_quantities(inventory, matches, catalog)
    rooms = spaces_to_measure(inventory) if job.settings.room_templates != NONE else []
    left = sorted(set(rooms) - set(around.shapes["item_id"]))
    if not job.geometry or job.register or not (len(wanted) or left):
        return around
    found = measure_shapes(inventory, wanted["component_id"].tolist(), left, progress=progress)
    shapes = pd.concat([around.shapes, found.shapes], ignore_index=True)
    before, after = around.tally, _tally(found)
    return _Shaped(
        with_geometry(inventory, found.shapes, wanted),
        tables.checked(tables.SHAPES, shapes),
        ShapeTally(*(a + b for a, b in zip(astuple(before), astuple(after), strict=True))),
        (*around.issues, *found.issues),
    )


def _tally(found: ShapesMeasured) -> ShapeTally:
    measured = int((found.shapes["status"] == str(ShapeStatus.MEASURED)).sum())
    return ShapeTally(len(found.shapes), measured, found.meshed, found.reused, found.seconds)


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


def plan(job: Job, progress: Progress = _silent) -> PlanResult:
    """The main job up to the tables: models and catalog in, every table of the workbook out.

    Raises:
        InputError: as `find`.
    """
    found = find(job, progress)
    settings, catalog = found.settings, found.catalog
    progress("cost", 0.0)
    lines, line_of_component = group_lines(
        found.inventory, found.matches, found.places, catalog, settings,
        (*found.overrides, *found.variants),
        found.not_modelled,
    )  # fmt: skip
    repair_ease = rate_variants(catalog, settings)
    unmatched = int((found.matches["status"] == "unmatched").sum())
    costing = cost_lines(
        lines, catalog, settings, repair_ease=repair_ease, components_unmatched=unmatched
    )
    progress("choose", 0.0)
    alternatives = find_alternatives(lines, catalog, settings, repair_ease)
    progress("uncertain", 0.0)
    certainty = how_sure(lines, costing, alternatives.choice, catalog, settings, repair_ease)
    participation = override_participation(
        evaluate(lines, catalog, settings),
        found.on_participation,
        str(job.participation_overrides or ""),
    )
    years = replacement_plan(lines, costing, catalog, settings, repair_ease)
    return PlanResult(
        settings=settings,
        changed_settings=job.changed_settings,
        catalog=catalog,
        catalog_label=f"{catalog.header.catalog_id} {catalog.header.version}",
        inventory=found.inventory,
        matches=found.matches,
        places=found.places,
        rooms=found.rooms,
        not_modelled=found.not_modelled,
        template_skips=found.template_skips,
        shapes=found.shapes,
        lines=lines,
        line_of_component=line_of_component,
        repair_ease=repair_ease,
        line_costs=costing.line_costs,
        line_tasks=costing.line_tasks,
        cash_flows=costing.cash_flows,
        lcc=costing.lcc,
        totals=costing.totals,
        lcc_by_engine={engine: each.lcc for engine, each in costing.by_engine.items()},
        totals_by_engine={engine: each.totals for engine, each in costing.by_engine.items()},
        renewals=renewal_table(lines, catalog, settings, repair_ease),
        alternatives=alternatives,
        certainty=certainty,
        repair=repair_findings(lines, costing, catalog, settings, repair_ease),
        gates=participation.participation.gates,
        participation=participation.participation.participation,
        participation_log=participation.log,
        activities=activities(
            lines, participation.participation.participation, participation.participation.gates,
            costing, catalog, settings,
        ),
        plan=years,
        issues=(*found.issues, *participation.issues),
    )


def write(result: PlanResult, path: Path, language: Language, progress: Progress = _silent) -> None:
    """Write the plan workbook.

    Raises:
        OutputError: the file could not be written, or people have edited it since.
    """
    progress("write", 0.0)
    write_plan(result, path, language)


def resolve_years(settings: Settings, catalog: Catalog) -> Settings:
    """Settings with base, opening and price year filled in from the catalog (conventions §2.1).

    Raises:
        InputError: another price year is wanted than the catalog has, or opening lies before base.
    """
    price_year = settings.price_year or catalog.header.price_year
    if price_year != catalog.header.price_year:
        raise input_error(
            "price_year_differs",
            f"price_year is {price_year}, but catalog {catalog.header.catalog_id} has prices of "
            f"{catalog.header.price_year} and robuild has no price index to move them.",
            hint="Leave price_year out, or give a catalog with that price year.",
        )
    base_year = settings.base_year or price_year
    opening_year = settings.opening_year or base_year
    if opening_year < base_year:
        raise input_error(
            "opening_before_base",
            f"opening_year is {opening_year}, before base_year {base_year}.",
            hint="Set an opening_year that is not earlier than base_year.",
        )
    years = {"price_year": price_year, "base_year": base_year, "opening_year": opening_year}
    return settings.model_copy(update=years)


def write_demo_building(path: Path, progress: Progress = _silent) -> None:
    """Write the demo building as IFC.

    Raises:
        OutputError: the file could not be written.
    """
    from robuild.demo import write_demo

    progress("demo", 0.0)
    write_demo(path)
