"""An owner's own word on who may do a task."""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from robuild.terms.vocabulary import DoLevel

_Key = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
_Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]


class ParticipationOverride(BaseModel):
    """A row of `participation_overrides`: lower freely, raise with role, basis and date."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    task_id: _Key
    line_id: _Text = ""
    """Empty: every line that has the task."""
    do_level: DoLevel
    reason: Annotated[_Text, Field(min_length=1)]
    role: _Text = ""
    """Who decided, by role and never by name. Needed to raise a level."""
    basis: _Text = ""
    """Law, agreement or written consent it rests on. Needed to raise a level."""
    date: _Text = ""
    """Of the decision, YYYY-MM-DD. Needed to raise a level."""

    @field_validator("date")
    @classmethod
    def _is_a_date(cls, value: str) -> str:
        if value:
            try:
                datetime.date.fromisoformat(value)
            except ValueError:
                raise ValueError("must be a date such as 2026-03-31") from None
        return value

    @property
    def can_raise(self) -> bool:
        """Whether it says by which role, on what basis and when."""
        return bool(self.role and self.basis and self.date)

    @property
    def missing_to_raise(self) -> tuple[str, ...]:
        """Columns that would have to be filled in to raise a level."""
        return tuple(name for name in ("role", "basis", "date") if not getattr(self, name))
