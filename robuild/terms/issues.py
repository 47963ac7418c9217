"""Findings and faults: one shape for terminal, workbook and machine output.

The exception tree:
* RobuildError
  + InputError      bad input from the user: exit code 2, one clear message per fault
  + OutputError     a result could not be written; nothing the user had is lost
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a finding was made; empty text where a part does not apply."""

    file: str = ""
    sheet: str = ""
    row: int | None = None
    """Row as the user sees it: 1 is the header."""
    column: str = ""
    global_id: str = ""

    def __str__(self) -> str:
        """File, sheet, row, column and GlobalId, as far as known."""
        parts = [
            self.file,
            f"sheet {self.sheet}" if self.sheet else "",
            f"row {self.row}" if self.row is not None else "",
            f"column {self.column}" if self.column else "",
            f"GlobalId {self.global_id}" if self.global_id else "",
        ]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding: what, where, the value, what is allowed and what to do."""

    severity: Severity
    code: str
    """Stable lower-case word, such as `duplicate_global_id`; language files are keyed by it."""
    message: str
    """What is wrong, with the value and what is allowed, in plain English."""
    origin: Origin = Origin()
    hint: str = ""
    """What to do."""
    count: int = 1
    """How many like findings this one stands for."""
    value: str = ""
    """What the finding is about, as shown, for sentences in other languages."""

    def __str__(self) -> str:
        """One line: where, what, what to do."""
        where = str(self.origin)
        text = f"{where}: {self.message}" if where else self.message
        return f"{text} {self.hint}".rstrip()


class RobuildError(Exception):
    """Base of every error robuild raises on purpose."""


class InputError(RobuildError):
    """Input that cannot be used; carries every fault found in it."""

    def __init__(self, issues: Issue | tuple[Issue, ...] | list[Issue]) -> None:
        self.issues: tuple[Issue, ...] = (issues,) if isinstance(issues, Issue) else tuple(issues)
        super().__init__("\n".join(str(issue) for issue in self.issues))


class OutputError(RobuildError):
    """A result could not be written."""


def input_error(code: str, message: str, origin: Origin = Origin(), hint: str = "") -> InputError:
    """An `InputError` with one fault."""
    return InputError(Issue(Severity.ERROR, code, message, origin, hint))
