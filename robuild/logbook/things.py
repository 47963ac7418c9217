"""What a row of a log is about: a component, its line and variant, and the dwelling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from robuild.register.cells import CellError, nearest, shown
from robuild.register.key_book import KeyBook
from robuild.register.spoken import listed, plain
from robuild.terms.catalog import Catalog

_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Thing:
    """What a row names."""

    component_key: str
    variant_id: str | None = None
    line_id: str | None = None
    component_id: str | None = None
    task_id: str | None = None


@dataclass(frozen=True, slots=True)
class Building:
    """What a log may be about."""

    catalog: Catalog
    lines: Mapping[str, tuple[str, str]]
    """line_id -> component_key and variant_id."""
    line_of_component: Mapping[str, str]
    """component_id or GlobalId -> line_id."""
    component_of: Mapping[str, str]
    """GlobalId -> component_id, of the components on lines."""
    installed_year: Mapping[str, int]
    """component_id -> year, where it is known."""
    dwellings: frozenset[str]
    base_year: int
    first_year: int | None = None
    """Before it nothing of the building was there, where that is known."""

    @classmethod
    def of(
        cls,
        catalog: Catalog,
        lines: pd.DataFrame,
        line_of_component: pd.DataFrame,
        components: pd.DataFrame,
        base_year: int,
        first_year: int | None = None,
    ) -> Building:
        """From the tables of a plan.

        Args:
            catalog: of the plan.
            lines: `tables.LINES`.
            line_of_component: `tables.LINE_OF_COMPONENT`.
            components: `tables.COMPONENTS`.
            base_year: year 0 of the plan.
            first_year: when the building, or all that the tables give no year for, was there first.
        """
        by_component = dict(
            zip(line_of_component["component_id"], line_of_component["line_id"], strict=True)
        )
        ids = zip(components["component_id"], components["global_id"], strict=True)
        component_of = {own: own_id for own_id, own in ids if own_id in by_component}
        also = {own: by_component[own_id] for own, own_id in component_of.items()}
        years = components.loc[components["installed_year"].notna()]
        codes = components["dwelling_code"].dropna()
        return cls(
            catalog,
            {
                line: (key, variant)
                for line, key, variant in zip(
                    lines["line_id"], lines["component_key"], lines["variant_id"], strict=True
                )
            },
            also | by_component,
            component_of,
            {
                str(each): int(year)
                for each, year in zip(years["component_id"], years["installed_year"], strict=True)
            },
            frozenset(str(code) for code in codes),
            base_year,
            None if first_year is None else int(min([first_year, *years["installed_year"]])),
        )


class Finder:
    """Finds things by what people write; the same words are looked up once."""

    def __init__(self, building: Building) -> None:
        self._building, self._book = building, KeyBook(building.catalog)
        self._by_name: dict[str, Thing | None] = {}
        self._names: dict[str, set[str]] = defaultdict(set)
        self._there = {key for key, _ in building.lines.values()}
        for row in building.catalog.components:
            if row.component_key in self._there:
                for name in (row.name_nb, row.name_nn, row.name_en):
                    self._names[plain(name)].add(row.component_key)
        self._tasks: dict[str, set[str]] = defaultdict(set)
        for task in building.catalog.tasks:
            for name in (task.task_id, task.name_nb, task.name_nn, task.name_en):
                self._tasks[plain(name)].add(task.task_id)
        self._task_key = {task.task_id: task.component_key for task in building.catalog.tasks}
        self._codes: dict[str, set[str]] = defaultdict(set)
        for row in building.catalog.components:
            if row.component_key in self._there:
                self._codes[row.element_code].add(row.component_key)
        self._dwellings = {plain(code): code for code in building.dwellings}

    def by_id(self, text: str) -> Thing | None:
        """A line or a component of this building."""
        line = text if text in self._building.lines else None
        line = line or self._building.line_of_component.get(text)
        if line is None:
            return None
        key, variant = self._building.lines[line]
        on_line = text in self._building.line_of_component
        component = self._building.component_of.get(text, text) if on_line else None
        return Thing(key, variant, line, component)

    def by_name(self, text: str) -> Thing:
        """By id, key, name of a component, variant or task.

        Raises:
            CellError: nothing of this name, with the nearest; or something of several names.
        """
        if text in self._by_name:
            found = self._by_name[text]
        else:
            found = self._by_name[text] = self.by_id(text) or self._of_catalog(text)
        if found is not None:
            return found
        known = [*self._names, *self._there]
        raise CellError(
            "unknown_component",
            f"{shown(text)} is nothing that robuild knows in this building.",
            nearest(plain(text), known)
            or "Write a name of the catalog, a GlobalId or a line of the plan.",
        )

    def _of_catalog(self, text: str) -> Thing | None:
        bare = text.split(" – ", 1)[0].strip()
        variant = self._building.catalog.variant_by_id.get(bare)
        if variant is not None:
            return Thing(variant.component_key, variant.variant_id)
        # of two things with one name, the one that is in the building
        here = self._names.get(plain(text), set())
        if len(here) == 1:
            return Thing(next(iter(here)))
        try:
            key = self._book.key_of(text)
        except CellError:
            key = None
        return Thing(key) if key else None

    def in_words(self, text: str) -> Thing | None:
        """By a name that stands somewhere in a text; the longest, if only one is."""
        if text in self._by_name:
            return self._by_name[text]
        found: Thing | None = self.by_id(text) or self._of_catalog(text) or self.of_task(text)
        if found is None:
            padded = f" {' '.join(plain(text).replace('-', ' ').replace(',', ' ').split())} "
            inside = {
                name: keys
                for name, keys in self._names.items()
                if len(name) >= _SHORTEST and f" {name} " in padded
            }
            longest = max(map(len, inside), default=0)
            keys = {key for name, keys in inside.items() if len(name) == longest for key in keys}
            found = Thing(next(iter(keys))) if len(keys) == 1 else None
        self._by_name[text] = found
        return found

    def of_task(self, text: str) -> Thing | None:
        """By the name of a task; `None` where several have it."""
        named = text.split(" – ", 1)[0].strip()  # as drop-downs offer it, id before name
        if named in self._task_key:
            return Thing(self._task_key[named], task_id=named)
        tasks = self._tasks.get(plain(text), set())
        if len(tasks) > 1:  # several components have a task of this name
            tasks = {each for each in tasks if self._task_key[each] in self._there}
        if len(tasks) != 1:
            return None
        task = next(iter(tasks))
        return Thing(self._task_key[task], task_id=task)

    def of_code(self, text: str) -> Thing | None:
        """By an NS 3451 code that one component in the building has."""
        keys = self._codes.get(text.strip().split(" ", 1)[0].rstrip("."), set())
        return Thing(next(iter(keys))) if len(keys) == 1 else None

    def variant(self, text: str, key: str) -> str:
        """A variant by id or name.

        Raises:
            CellError: no variant of this component.
        """
        bare = text.split(" – ", 1)[0].strip()
        own = [row for row in self._building.catalog.variants if row.component_key == key]
        for row in own:
            if bare == row.variant_id or plain(text) in map(
                plain, (row.name_nb, row.name_nn, row.name_en)
            ):
                return row.variant_id
        raise CellError(
            "unknown_variant",
            f"{shown(text)} is not a variant of {key}; "
            f"variants: {listed(row.variant_id for row in own)}.",
            nearest(bare, [row.variant_id for row in own]) or "Or leave the cell empty.",
        )

    def dwelling(self, text: str) -> str | None:
        """The code of a dwelling of this building; `None` for another text."""
        return self._dwellings.get(plain(text))
