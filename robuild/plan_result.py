"""What a run of the main job hands to the rooms that write."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from robuild.choosing import Alternatives, Certainty
from robuild.improving import RepairFindings
from robuild.operations import OperationsFindings, RolledOn
from robuild.terms.carried import Earlier
from robuild.terms.catalog import Catalog
from robuild.terms.inventory import ModelInventory
from robuild.terms.issues import Issue
from robuild.terms.results import RenewalTable, ShapeTally, Totals
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Engine


@dataclass(frozen=True, slots=True)
class PlanResult:
    """Every table of a plan; the workbook adds nothing to it but form."""

    settings: Settings
    """With every year resolved: base, opening and price year are numbers."""
    changed_settings: frozenset[str]
    """Keys the user set."""
    catalog: Catalog
    catalog_label: str
    inventory: ModelInventory
    matches: pd.DataFrame
    places: pd.DataFrame
    rooms: pd.DataFrame
    """`tables.ROOMS`."""
    not_modelled: pd.DataFrame
    """`tables.NOT_MODELLED`: what room templates add; its ids are in `line_of_component`."""
    template_skips: pd.DataFrame
    shapes: ShapeTally
    lines: pd.DataFrame
    line_of_component: pd.DataFrame
    repair_ease: pd.DataFrame
    line_costs: pd.DataFrame
    line_tasks: pd.DataFrame
    cash_flows: pd.DataFrame
    lcc: pd.DataFrame
    totals: Totals
    """Cash flows, costs and totals of the engine that is shown."""
    lcc_by_engine: dict[Engine, pd.DataFrame]
    totals_by_engine: dict[Engine, Totals]
    renewals: RenewalTable
    alternatives: Alternatives
    certainty: Certainty | None
    """`None` where no draws were asked for."""
    repair: RepairFindings
    """What would make lines easier to repair, and how easy the building is."""
    gates: pd.DataFrame
    participation: pd.DataFrame
    participation_log: pd.DataFrame
    """What an owner's overrides came to."""
    activities: pd.DataFrame
    """`tables.ACTIVITIES`: what residents can take part in through a year."""
    plan: pd.DataFrame
    operations: OperationsFindings
    """Budget, even years, numbers by year, changes of resident."""
    issues: tuple[Issue, ...]
    earlier: Earlier | None = None
    """A plan workbook that this one takes over; `None` where there is none."""
    model_digests: dict[str, str] = field(default_factory=dict)
    """SHA-256 of the model files by name."""
    rolled: RolledOn | None = None
    """What changed since an earlier plan; `None` where this is the first."""
