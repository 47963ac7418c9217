"""The state a line starts in, as the text of `LINES.start_state`.

`new`, `age:<years>`, `age:unknown`, or `TG<0-3>:<age in years or ?>`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TEXT = re.compile(r"(?:(new)|age:(\d+|unknown)|TG([0-3])(?::(\d+|\?))?)")


@dataclass(frozen=True, slots=True)
class StartState:
    """What is known of a component when the period starts.

    >>> str(StartState(age_years=12)), str(StartState(condition_grade=2))
    ('age:12', 'TG2:?')
    """

    new: bool = False
    age_years: int | None = None
    """Whole years at year 0; `None` is not known."""
    condition_grade: int | None = None
    """NS 3424 condition grade 0 to 3; `None` where nobody has looked."""

    def __str__(self) -> str:
        """The text of the table."""
        if self.new:
            return "new"
        if self.condition_grade is not None:
            age = "?" if self.age_years is None else str(self.age_years)
            return f"TG{self.condition_grade}:{age}"
        return "age:unknown" if self.age_years is None else f"age:{self.age_years}"

    @classmethod
    def parse(cls, text: str) -> StartState:
        """Read the text back.

        Raises:
            ValueError: the text is none of the four forms.

        >>> StartState.parse("TG2:30")
        StartState(new=False, age_years=30, condition_grade=2)
        """
        found = _TEXT.fullmatch(text)
        if not found:
            raise ValueError(f"{text!r} is not a start state: new, age:12, age:unknown or TG2:12")
        new, age, grade, graded_age = found.groups()
        known = age or graded_age or ""
        return cls(
            new=bool(new),
            age_years=int(known) if known.isdigit() else None,
            condition_grade=int(grade) if grade else None,
        )
