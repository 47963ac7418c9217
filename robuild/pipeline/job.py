"""What the user asked for, and the years of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from robuild.earlier import ReadEarlier
from robuild.terms.catalog import Catalog
from robuild.terms.issues import input_error
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import ProjectKind

Progress = Callable[[str, float], None]
"""Called with the name of the stage and the share done, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Job:
    """What the user asked for."""

    models: tuple[Path, ...]
    catalog: Path
    """The catalog that layers lie over: the shipped one, or the user's."""
    settings: Settings
    changed_settings: frozenset[str] = frozenset()
    layers: tuple[Path, ...] = ()
    """A catalog that takes the other's place, then layers over it; or layers alone."""
    overrides: Path | None = None
    participation_overrides: Path | None = None
    """An owner's own word on who may do a task."""
    length_unit: str | None = None
    register: Path | None = None
    """A register of components or a room list, in place of models."""
    earlier: ReadEarlier | None = None
    """A plan workbook whose changes and answers are taken over."""
    geometry: bool = True
    """Measure shapes where nothing better tells a quantity that is needed."""


def silent(stage: str, share: float) -> None:
    """No progress is shown."""


def resolve_years(settings: Settings, catalog: Catalog) -> Settings:
    """Settings with base, opening and price year filled in from the catalog (conventions §2.1).

    Raises:
        InputError: another price year is wanted than the catalog has, or a new project opens
            before its base year.
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
    if opening_year < base_year and settings.project_kind is not ProjectKind.EXISTING:
        raise input_error(
            "opening_before_base",
            f"opening_year is {opening_year}, before base_year {base_year}.",
            hint="Set an opening_year from base_year on, or project_kind=existing.",
        )
    years = {"price_year": price_year, "base_year": base_year, "opening_year": opening_year}
    return settings.model_copy(update=years)
