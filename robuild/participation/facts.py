"""What the gates look at: the facts of one task on one line, `None` where not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from robuild.terms.catalog import Task, Variant
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Answer, Criterion, LocationClass, TaskKind

HARMLESS_SUBSTANCES = frozenset({"none", "low_emission", "asbestos_possible_if_drilled"})
"""Words that are no danger by themselves; asbestos counts where something is drilled (gate G6)."""
HARMFUL_SUBSTANCES = frozenset(
    {"lead_paint", "isocyanate", "epoxy", "strong_solvent", "heavy_dust"}
)

LevelValues = Mapping[tuple[Criterion, str], float]
"""Criterion and level key -> value, from `repair_levels`."""
LineFacts = tuple[str, str, str, str]
"""location_class, fire, separating, security of a line."""

_TAKES_APART = {TaskKind.REPAIR, TaskKind.REPLACEMENT}


@dataclass(frozen=True, slots=True)
class Facts:
    """One task on one line. Field names are the attribute names printed with a gate."""

    location_class: LocationClass | None
    fire: bool | None
    separating: bool | None
    security: bool | None
    skill: float | None
    """Value of criterion C6, 1 is no trade skill."""
    c5_tools: float | None
    """Value of criterion C5 of the variant where the task takes it apart, else 1."""
    hours: float | None
    """Of one event, or of one unit for recurring tasks, which can be stopped after any unit."""
    electrical: str | None
    fire_task: str | None
    alarm_stand_alone: bool | None
    water: str | None
    gas_or_refrigerant: bool | None
    fall_height_m: float | None
    substances: tuple[str, ...] | None
    drilling_or_demolition: bool | None
    build_year: int | None
    """Matters only where something is drilled or taken down."""
    structural: bool | None
    machinery: bool | None
    lock_or_access: bool | None
    biohazard: bool | None
    power_tool_class: int | None
    """0 none or simple hand tools, 1 drill or driver, 2 saw, sander or planer, 3 heavier."""
    weight_kg: float | None
    urgent: bool | None

    @property
    def own_dwelling(self) -> bool:
        """Whether the work is in the resident's own home; an unknown place is not."""
        return self.location_class is LocationClass.DWELLING

    @property
    def asbestos_possible(self) -> bool:
        """Whether work goes into something that may be older than the limit."""
        older = self.build_year is None or self.build_year < ASBESTOS_YEAR
        return older and self.drilling_or_demolition is not False

    @property
    def unknown(self) -> tuple[str, ...]:
        """Names of the attributes that are not known, in the order of the fields."""
        names = [name for name in _NAMES if getattr(self, name) is None]
        if "build_year" in names and not self.asbestos_possible:
            names.remove("build_year")
        if set(self.substances or ()) - _KNOWN_SUBSTANCES:
            names.append("substances")
        return tuple(names)


_NAMES = tuple(field.name for field in fields(Facts))
_KNOWN_SUBSTANCES = HARMLESS_SUBSTANCES | HARMFUL_SUBSTANCES
ASBESTOS_YEAR = 1985
"""Anything built before this year is suspect until it has been mapped."""


def facts_of(
    task: Task, variant: Variant, line: LineFacts, values: LevelValues, settings: Settings
) -> Facts:
    """The facts of one task on one line, from its three owners: catalog, model and settings."""
    location, fire, separating, security = line
    return Facts(
        location_class=None if location == LocationClass.UNKNOWN else LocationClass(location),
        fire=_known(fire),
        separating=_known(separating),
        security=_known(security),
        skill=values.get((Criterion.SKILL, task.skill or "")),
        c5_tools=_tools(task, variant, values),
        hours=task.hours,
        electrical=task.electrical,
        fire_task=task.fire_task,
        alarm_stand_alone=_known(task.alarm_stand_alone),
        water=task.water,
        gas_or_refrigerant=_known(task.gas_or_refrigerant),
        fall_height_m=task.fall_height_m,
        substances=_words(task.substances),
        drilling_or_demolition=_known(task.drilling_or_demolition),
        build_year=settings.build_year,
        structural=_known(task.structural),
        machinery=_known(task.machinery),
        lock_or_access=_known(task.lock_or_access),
        biohazard=_known(task.biohazard),
        power_tool_class=task.power_tool_class,
        weight_kg=task.weight_kg,
        urgent=_known(task.urgent),
    )


def _known(answer: str) -> bool | None:
    return None if answer == Answer.UNKNOWN else answer == Answer.YES


def _tools(task: Task, variant: Variant, values: LevelValues) -> float | None:
    # painting or washing needs no tool on the fastening, whatever the variant is held by
    if task.kind not in _TAKES_APART:
        return 1.0
    return values.get((Criterion.TOOLS, variant.level(Criterion.TOOLS) or ""))


def _words(text: str | None) -> tuple[str, ...] | None:
    words = (word.strip() for word in (text or "").split(";"))
    return tuple(dict.fromkeys(word for word in words if word)) or None
