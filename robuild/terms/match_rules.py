"""Rules and overrides of the matching cascade, as data that people can edit.

Patterns are words joined by `|`, where `*` stands for any letters; no regular expressions, so a
pattern can neither be misread nor take for ever.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, field_validator, model_validator

from robuild.terms.exact_names import exact_name
from robuild.terms.vocabulary import Confidence, MatchRung

OUT_OF_SCOPE = "out_of_scope"
LONGEST_PATTERN = 13_000
"""Names of a model are at most 2,000 letters, which escapes make longer."""

SEARCH_FIELDS = (
    "type_name",
    "type_description",
    "object_type",
    "name",
    "description",
    "material",
    "surface_material",
    "layer",
    "classification_name",
    "space_name",
    "parent_name",
)
"""Texts that words may be looked for in; `surface_material` is the outermost layer alone."""

_Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.\-]{1,79}$")]
_Cell = Annotated[str, StringConstraints(max_length=4000)]
_NOT_IN_WORDS = re.compile(r"[\\\[\](){}^$+?]")
_TEST = re.compile(r"^\s*[A-Za-z][A-Za-z0-9_ ]*(\.[A-Za-z0-9_ ]+)?\s*(!=|<=|>=|=|<|>)\s*[^=<>]+$")


class MatchRule(BaseModel):
    """`match_rules.csv`: what a component must look like to get a key.

    Every cell that is not empty must hold. Rungs are tried in their order; within a rung the rule
    that stands first in the file wins. Cells hold words joined by `|`, any of which is enough;
    `*` stands for any letters; upper and lower case, accents, punctuation and camelCase make no
    difference. A rule whose `fields` name both the type and the component itself is tried on the
    type first, and on the component at rung `name`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    rule_id: _Id
    rung: MatchRung
    outcome: _Id
    """A component_key, or `out_of_scope`."""
    confidence: Confidence
    reason: Annotated[str, StringConstraints(pattern=r"^([a-z][a-z0-9_]*)?$")] = ""
    """Why out of scope, one word such as `structure`; empty for component keys."""
    ifc_classes: _Cell = ""
    """`IfcDoor|IfcFurn*`: class of the component or of its type, without Type or StandardCase."""
    predefined_types: _Cell = ""
    code_systems: _Cell = ""
    """Words in the name of the classification system; systems are often misnamed: prefer codes."""
    codes: _Cell = ""
    """Classification codes: `244*|24.4*`; `#` stands for one digit."""
    fields: _Cell = ""
    """Where `words` and `exclude_words` are looked for; empty: the usual fields of the rung."""
    words: _Cell = ""
    also_words: _Cell = ""
    """A second group of words of which one must be there as well, in any text of the component."""
    exclude_words: _Cell = ""
    """None of these may be there, in the fields of `words`."""
    materials: _Cell = ""
    """Words of which one must be in the materials."""
    tests: _Cell = ""
    """Tests joined by `;`, all of which must hold: `is_external=yes; fire_rating=*; width_m<0.4;
    room_type=bath|wc; Pset_DoorCommon.SelfClosing=yes`. `*` is any known value."""
    note: _Cell = ""

    @field_validator("words", "also_words", "exclude_words", "materials", "codes")
    @classmethod
    def _plain_words(cls, value: str) -> str:
        found = _NOT_IN_WORDS.search(value)
        if found:
            raise ValueError(
                f"{found.group()!r} is not allowed; words are joined by | and may use *"
            )
        if value and not all(word.strip(" *") for word in value.split("|")):
            raise ValueError("there is an empty word between two |, or one that is only *")
        return value

    @field_validator("fields")
    @classmethod
    def _known_fields(cls, value: str) -> str:
        unknown = [word for word in split_words(value) if word not in SEARCH_FIELDS]
        if unknown:
            raise ValueError(f"{', '.join(unknown)} is not one of {', '.join(SEARCH_FIELDS)}")
        return value

    @field_validator("tests")
    @classmethod
    def _readable_tests(cls, value: str) -> str:
        for test in filter(None, (part.strip() for part in value.split(";"))):
            if not _TEST.match(test):
                raise ValueError(f"{test!r} is not a test such as is_external=yes or width_m<0.4")
        return value

    @model_validator(mode="after")
    def _says_something(self) -> MatchRule:
        evidence = (self.ifc_classes, self.predefined_types, self.codes, self.words, self.materials)
        if not any(evidence):
            raise ValueError("the rule has no class, predefined type, code, word or material")
        if (self.outcome == OUT_OF_SCOPE) != bool(self.reason):
            raise ValueError(
                "reason is for out_of_scope, which must have one, and for nothing else"
            )
        if self.rung in (MatchRung.OVERRIDE, MatchRung.REGISTER, MatchRung.NONE):
            raise ValueError(f"rung {self.rung} is not for rules")
        return self


@lru_cache(maxsize=8_192)
def split_words(cell: str) -> tuple[str, ...]:
    """The words of a cell.

    >>> split_words("floor | gulv*")
    ('floor', 'gulv*')
    """
    return tuple(word for word in (part.strip() for part in cell.split("|")) if word)


class OverrideBy(StrEnum):
    """What an override recognises a component by."""

    GLOBAL_ID = "global_id"
    TYPE_NAME = "type_name"
    NAME = "name"
    RULE = "rule"
    """Everything that a rule of the catalog matched and no other row takes."""


SUGGESTION_COLUMNS = (
    "count", "uncertain", "ifc_class", "example", "place", "materials", "now", "rule", "confidence",
    "evidence", "candidate_1", "candidate_2", "candidate_3",
)  # fmt: skip
"""Columns that `robuild check --suggest` adds to an overrides file; they are never read back."""


class Override(BaseModel):
    """One row of a user's overrides file: this component, or all like it, is that."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    by: OverrideBy
    pattern: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_PATTERN)]
    """A GlobalId, a rule_id, or a type or component name where `*` stands for any letters. In
    quotation marks: exactly this name (`exact_names`)."""
    outcome: _Id
    """A component_key, or `out_of_scope`."""
    variant_id: str = ""
    note: str = ""

    @field_validator("pattern")
    @classmethod
    def _readable_name(cls, value: str) -> str:
        exact_name(value)
        return value
