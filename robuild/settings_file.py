"""Settings from a file and from `--set KEY=VALUE`: all faults of both at once."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from robuild.terms.issues import InputError, Issue, Origin, Severity, input_error
from robuild.terms.settings import Settings

_COMMAND_LINE = "--set"
_EMPTY_WORDS = {"", "none", "null"}


def read_settings(
    file: Path | None, assignments: Sequence[str], defaults: dict[str, Any] | None = None
) -> tuple[Settings, frozenset[str]]:
    """Settings of a run, and the keys the user set.

    Args:
        file: a TOML file of `key = value` lines, or `None`.
        assignments: `KEY=VALUE` texts; they win over the file.
        defaults: values that replace robuild's own where the user says nothing.

    Raises:
        InputError: unknown keys, values that are not allowed, a file that is not TOML.
    """
    from_file = _read_toml(file) if file else {}
    from_line, faults = _parse_assignments(assignments)
    given = {**from_file, **from_line}
    where = {key: str(file) for key in from_file} | dict.fromkeys(from_line, _COMMAND_LINE)
    known = {key: value for key, value in given.items() if key in Settings.model_fields}
    faults += [_unknown(key, where[key]) for key in given if key not in known]
    try:
        settings = Settings.model_validate({**(defaults or {}), **known})
    except ValidationError as error:
        faults += [_not_allowed(dict(fault), where) for fault in error.errors()]
    if faults:
        raise InputError(faults)
    return settings, frozenset(known)


def _read_toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise input_error(
            "settings_unreadable",
            f"cannot read the settings file: {error.strerror}.",
            Origin(str(file)),
            "Check the path.",
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise input_error(
            "settings_not_toml",
            f"not a settings file: {error}.",
            Origin(str(file)),
            'Write one "key = value" a line, for example "period_years = 50".',
        ) from error


def _parse_assignments(assignments: Sequence[str]) -> tuple[dict[str, Any], list[Issue]]:
    values: dict[str, Any] = {}
    faults = []
    for text in assignments:
        key, equals, value = (part.strip() for part in text.partition("="))
        if not equals or not key:
            faults.append(
                Issue(
                    Severity.ERROR,
                    "setting_without_value",
                    f'"{text}" is not KEY=VALUE.',
                    Origin(_COMMAND_LINE),
                    'Write for example "--set period_years=50".',
                )
            )
        else:
            values[key] = None if value.casefold() in _EMPTY_WORDS else value
    return values, faults


def _unknown(key: str, where: str) -> Issue:
    near = difflib.get_close_matches(key, Settings.model_fields, n=3, cutoff=0.5)
    hint = f"Did you mean {' or '.join(near)}?" if near else "See docs/how-to-procurement.md."
    return Issue(
        Severity.ERROR, "unknown_setting", f'no setting is called "{key}".', Origin(where), hint
    )


def _not_allowed(fault: dict[str, Any], where: dict[str, str]) -> Issue:
    key = str(fault["loc"][0]) if fault["loc"] else ""
    reason = str(fault["msg"]).removeprefix("Value error, ")
    if not key:
        return Issue(Severity.ERROR, "settings_disagree", f"{reason}.", Origin(_COMMAND_LINE))
    return Issue(
        Severity.ERROR,
        "setting_not_allowed",
        f'{key} is "{fault["input"]}", which is not allowed: {reason[:1].lower()}{reason[1:]}.',
        Origin(where.get(key, _COMMAND_LINE)),
        f"The default is {Settings.model_fields[key].default!s}.",
    )
