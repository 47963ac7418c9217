"""Rules and overrides of the matching cascade, as data that people can edit.

Patterns are words joined by `|`, where `*` stands for any letters; no regular expressions, so a
pattern can neither be misread nor take for ever.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from robuild.terms.vocabulary import Confidence, MatchRung

OUT_OF_SCOPE = "out_of_scope"

_Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.\-]{1,79}$")]


class MatchRule(BaseModel):
    """`match_rules.csv`: what a component must look like to get a key."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    rule_id: _Id
    rung: MatchRung
    outcome: _Id
    """A component_key, or `out_of_scope`."""
    confidence: Confidence


class OverrideBy(StrEnum):
    """What an override recognises a component by."""

    GLOBAL_ID = "global_id"
    TYPE_NAME = "type_name"
    NAME = "name"


class Override(BaseModel):
    """One row of a user's overrides file: this component, or all like it, is that."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    by: OverrideBy
    pattern: Annotated[str, StringConstraints(min_length=1, max_length=300)]
    """A GlobalId, or a type or component name where `*` stands for any letters."""
    outcome: _Id
    """A component_key, or `out_of_scope`."""
    variant_id: str = ""
    note: str = ""
