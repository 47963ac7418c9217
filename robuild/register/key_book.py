"""Component keys of a catalog, found by what people write in a cell."""

from __future__ import annotations

import re
from collections import defaultdict

from robuild.register.cells import CellError, nearest, shown, text_of
from robuild.register.spoken import listed, plain
from robuild.tabular import RawCell
from robuild.terms.catalog import Catalog, Component

_NAMED = re.compile(r"([a-z][a-z0-9_.\-]*)\s+[\u2013\u2014-]\s.*", re.DOTALL)
"""`door_internal – Innerdør`, as drop-downs offer keys."""


class KeyBook:
    """Keys and names in three languages; a name that two keys share names neither."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        by_name: dict[str, set[str]] = defaultdict(set)
        for row in catalog.components:
            for name in (row.name_nb, row.name_nn, row.name_en):
                by_name[plain(name)].add(row.component_key)
        self._by_name = by_name

    def key_of(self, raw: RawCell) -> str | None:
        """The key a cell names; `None` where it is empty.

        Raises:
            CellError: neither a key nor a name of the catalog, with the nearest.
        """
        text = text_of(raw)
        if text is None:
            return None
        bare = _without_name(text)
        if bare in self._catalog.component_by_key:
            return bare
        keys = self._by_name.get(plain(text), set())
        if len(keys) == 1:
            return next(iter(keys))
        if keys:
            raise CellError(
                "name_of_several_keys",
                f"{shown(text)} is the name of several keys: {listed(sorted(keys))}.",
                "Write one of these keys.",
            )
        known = [*self._catalog.component_by_key, *self._by_name]
        raise CellError(
            "unknown_key",
            f"{shown(text)} is neither a component_key of the catalog nor the name of one.",
            nearest(plain(text), known)
            or "Choose one from the list, or leave the cell empty and let robuild go by the name.",
        )

    def named(self, name: str | None) -> str | None:
        """The key whose very name this is; `None` for every other name."""
        keys = self._by_name.get(plain(name), set()) if name else set()
        return next(iter(keys)) if len(keys) == 1 else None

    def component(self, key: str | None) -> Component | None:
        """The component of a key."""
        return self._catalog.component_by_key.get(key) if key else None

    def variant_of(self, raw: RawCell, key: str | None) -> str | None:
        """The variant a cell names, which must be one of the key; `None` where it is empty.

        Raises:
            CellError: no variant of this key.
        """
        text = text_of(raw)
        if text is None:
            return None
        bare = _without_name(text)
        variant = self._catalog.variant_by_id.get(bare)
        if variant is not None and variant.component_key == key:
            return bare
        allowed = [v.variant_id for v in self._catalog.variants if v.component_key == key]
        raise CellError(
            "unknown_variant",
            f"{shown(text)} is not a variant of {key or 'a component without key'}; "
            f"variants: {listed(allowed) or 'none'}.",
            nearest(bare, allowed) or "Choose one of these, or leave the cell empty.",
        )


def _without_name(text: str) -> str:
    found = _NAMED.fullmatch(text)
    return found.group(1) if found else text
