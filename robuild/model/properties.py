"""All property sets of all components, put together only when one is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from robuild.model.definitions import Definition, merged
from robuild.terms.inventory import PropertySets

Levels = tuple[tuple[Definition, ...], ...]
"""Definitions of a component, the occurrence's level first, its type's next."""


class Properties(Mapping[str, PropertySets]):
    """component_id -> property sets; definitions are shared between components."""

    def __init__(self, levels: dict[str, Levels]) -> None:
        self._levels = levels

    def __getitem__(self, component_id: str) -> PropertySets:
        """Property sets of one component, the type's below the occurrence's."""
        return merged(self._levels[component_id])

    def levels_of(self, component_id: str) -> tuple[PropertySets, PropertySets]:
        """Property sets on the occurrence itself, and the same with its type's below."""
        levels = self._levels[component_id]
        return merged(levels[:1]), merged(levels)

    def __iter__(self) -> Iterator[str]:
        return iter(self._levels)

    def __len__(self) -> int:
        return len(self._levels)

    def placeholders(self, component_id: str) -> int:
        """Property values of one component, or of its type, that only hold a place."""
        levels = self._levels[component_id]
        return sum(definition.placeholders for level in levels for definition in level)

    def __contains__(self, component_id: object) -> bool:
        return component_id in self._levels


def placeholder_counts(properties: Mapping[str, PropertySets]) -> dict[str, int]:
    """component_id -> property values that only hold a place; those without any are left out.

    Registers hold none: what nobody wrote there is empty.
    """
    if not isinstance(properties, Properties):
        return {}
    counts = {key: properties.placeholders(key) for key in properties}
    return {key: count for key, count in counts.items() if count}
