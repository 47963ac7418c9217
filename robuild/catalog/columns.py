"""What the columns of a table are, read from the fields of its row model; no lists by hand."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cache
from typing import Any

from pydantic import BaseModel

from robuild.terms.catalog import Catalog
from robuild.terms.vocabulary import Answer

HEADER_TABLE = "catalog"
"""`catalog.toml`, or the sheet of that name."""

KEYS: Mapping[str, tuple[str, ...]] = {
    "sources": ("source_id",),
    "components": ("component_key",),
    "variants": ("variant_id",),
    "repair_levels": ("criterion", "level"),
    "repair_weights": ("preset", "criterion"),
    "tasks": ("task_id",),
    "rates": ("trade",),
    "service_lives": ("component_key", "source_id", "note"),
    "gates": ("gate_id",),
    "match_rules": ("rule_id",),
    "room_templates": ("template_id",),
    "contract_forms": ("form_id",),
    "contract_parameters": ("form_id", "parameter"),
}
"""Columns that together name one row of a table."""

MAY_BE_MISSING: Mapping[str, str] = {
    "room_templates": "nothing is added for what the models do not show",
    "contract_forms": "contract forms cannot be compared",
    "contract_parameters": "contract forms cannot be compared",
}
"""Tables that older catalogs do not have, and what follows when one is missing."""


class Kind(Enum):
    """How a cell is read."""

    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole number"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    kind: Kind
    may_be_empty: bool
    """An empty cell is `None`."""
    needed: bool
    """The file must have the column."""
    words: tuple[str, ...] = ()
    """Closed set of words, empty when any text goes."""
    empty_word: str | None = None
    """What an empty cell means when it is neither `None` nor empty text."""


@cache
def table_models() -> dict[str, type[BaseModel]]:
    """Table name -> row model, in the order of the catalog."""
    return {
        name: typing.get_args(field.annotation)[0]
        for name, field in Catalog.model_fields.items()
        if typing.get_origin(field.annotation) is tuple
    }


@cache
def columns_of(model: type[BaseModel]) -> tuple[Column, ...]:
    """Columns of a row model, in the order of its fields."""
    return tuple(
        _column(name, field.annotation, tuple(field.metadata), needed=field.is_required())
        for name, field in model.model_fields.items()
    )


def _column(name: str, annotation: Any, metadata: tuple[Any, ...], *, needed: bool) -> Column:
    base, optional = annotation, False
    if typing.get_origin(base) in (typing.Union, types.UnionType):
        kinds = [kind for kind in typing.get_args(base) if kind is not types.NoneType]
        optional = len(kinds) < len(typing.get_args(base))
        base = kinds[0]
    if typing.get_origin(base) is typing.Annotated:
        base, *more = typing.get_args(base)
        metadata = (*metadata, *more)
    if isinstance(base, type) and issubclass(base, StrEnum):
        empty = str(Answer.UNKNOWN) if base is Answer else None
        return Column(name, Kind.WORD, optional, needed, tuple(str(w) for w in base), empty)
    if base is int:
        return Column(name, Kind.WHOLE, optional, needed)
    if base is float:
        return Column(name, Kind.NUMBER, optional, needed)
    return Column(name, Kind.TEXT, optional, needed, _words_of_pattern(metadata))


def _words_of_pattern(metadata: tuple[Any, ...]) -> tuple[str, ...]:
    """Words of a pattern such as `^(none|tap|pipe)$`."""
    for constraint in metadata:
        pattern = getattr(constraint, "pattern", None)
        if isinstance(pattern, str) and (
            found := re.fullmatch(r"\^\(([a-z0-9_]+(?:\|[a-z0-9_]+)*)\)\$", pattern)
        ):
            return tuple(found.group(1).split("|"))
    return ()
