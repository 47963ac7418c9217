"""What the settings say of one place or one type of dwelling."""

from __future__ import annotations

from robuild.terms.own_choices import parse_map
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import LocationClass, UseIntensity

_DWELLING = LocationClass.DWELLING


def intensities_by_type(settings: Settings) -> dict[str, UseIntensity]:
    """Use intensity of the dwelling types that have one of their own."""
    words = parse_map(settings.intensity_by_dwelling_type or "")
    return {name: UseIntensity(word) for name, word in words.items()}


def intensity_in(settings: Settings, location: str, dwelling_type: str = "") -> UseIntensity:
    """Use intensity at a place: of its dwelling type where that has one, else of its location."""
    general: UseIntensity = getattr(settings, f"intensity_{location}")
    if location != _DWELLING or not settings.intensity_by_dwelling_type:
        return general
    return intensities_by_type(settings).get(dwelling_type, general)
