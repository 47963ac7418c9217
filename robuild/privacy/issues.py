"""Findings and refusals in the shape that terminal, workbook and machine output show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from robuild.privacy.headings import RefusedColumn
from robuild.privacy.kinds import ADVICE, Finding, PersonalKind
from robuild.terms.issues import Issue, Origin, Severity

_CODES: Mapping[PersonalKind, tuple[str, str]] = {
    PersonalKind.PERSONAL_NUMBER: ("personal_number", "looks like a personal number"),
    PersonalKind.BIRTH_DATE: ("personal_birth_date", "looks like a date of birth"),
    PersonalKind.PHONE: ("personal_phone", "looks like a telephone number"),
    PersonalKind.EMAIL: ("personal_email", "looks like a person's e-mail address"),
    PersonalKind.NAME: ("personal_name", "looks like the name of a person"),
    PersonalKind.HEALTH: ("personal_health", "is a word of health or behaviour"),
    PersonalKind.ABOUT_PERSON: ("personal_about_person", "describes or blames a person"),
}
_EXAMPLES = 3
_ROWS = 5


def finding_issues(
    findings: Iterable[Finding], *, file: str = "", sheet: str = ""
) -> tuple[Issue, ...]:
    """One warning for each column and kind, with its rows; nothing is taken out of the text.

    Args:
        findings: of one sheet or file.
        file: its name.
        sheet: its name.
    """
    groups: dict[tuple[str, PersonalKind], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.column, finding.kind), []).append(finding)
    return tuple(
        _issue(column, kind, found, file, sheet) for (column, kind), found in groups.items()
    )


def _issue(
    column: str, kind: PersonalKind, found: Sequence[Finding], file: str, sheet: str
) -> Issue:
    code, what = _CODES[kind]
    shown = _listed([repr(each.shown) for each in found], _EXAMPLES)
    rows = _listed([str(each.row) for each in found], _ROWS)
    return Issue(
        Severity.WARNING,
        code,
        f"{shown} {what} (rows {rows}).",
        Origin(file, sheet, found[0].row, column),
        ADVICE[kind],
        len(found),
    )


def refusal_issues(
    refused: Iterable[RefusedColumn], *, file: str = "", sheet: str = "", header_row: int = 1
) -> tuple[Issue, ...]:
    """One fault for each refused heading, for an `InputError`."""
    return tuple(
        Issue(
            Severity.ERROR,
            "personal_column",
            f"the heading {each.heading!r} asks for what is about a person ({each.word}); "
            "robuild reads columns about things.",
            Origin(file, sheet, header_row, each.heading),
            each.what_to_do,
        )
        for each in refused
    )


def _listed(items: Sequence[str], most: int) -> str:
    """The first different ones, and how many more."""
    different = list(dict.fromkeys(items))
    more = f" and {len(different) - most} more" if len(different) > most else ""
    return ", ".join(different[:most]) + more
