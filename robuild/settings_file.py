"""Settings from a file and from `--set KEY=VALUE`: all faults of both at once."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from robuild.terms.issues import InputError, Issue, Origin, Severity, input_error
from robuild.terms.settings import Settings

_COMMAND_LINE = "--set"
_EMPTY_WORDS = {"", "none", "null"}
_NOUNS = {
    "int_": "a whole number",
    "float_": "a number",
    "finite_": "a number",
    "string_": "a text",
}
_BOUNDS = {"gt": "more than", "ge": "at least", "lt": "less than", "le": "at most"}


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
    if not key:
        reason = str(fault["msg"]).removeprefix("Value error, ")
        files = dict.fromkeys(where[name] for name in where if name in reason)
        origin = Origin(" and ".join(files) or _COMMAND_LINE)
        return Issue(Severity.ERROR, "settings_disagree", f"{reason}.", origin)
    default = Settings.model_fields[key].default
    advice = "Leave it out: it has no default." if default is None else f"The default is {default}."
    if re.fullmatch(r"-?\d+,\d+", str(fault["input"])):
        advice = f"Write it with a point: {str(fault['input']).replace(',', '.')}."
    return Issue(
        Severity.ERROR,
        "setting_not_allowed",
        f"{key} is {_shown(fault['input'])}, which is not allowed: {_wanted(key, fault)}.",
        Origin(where.get(key, _COMMAND_LINE)),
        advice,
    )


def _shown(value: Any) -> str:
    return "empty" if value is None else f'"{str(value)[:80]}"'


def _wanted(key: str, fault: dict[str, Any]) -> str:
    """What a setting may be, with its bounds, in plain words."""
    kind = str(fault["type"])
    if kind == "enum":
        return f"it must be {fault['ctx']['expected']}"
    noun = next((noun for start, noun in _NOUNS.items() if kind.startswith(start)), "")
    metadata = Settings.model_fields[key].metadata
    bounds = [
        f"{words} {getattr(bound, name):g}"
        for bound in metadata
        for name, words in _BOUNDS.items()
        if hasattr(bound, name)
    ]
    if not noun and not bounds:
        reason = str(fault["msg"])
        return reason[:1].lower() + reason[1:]
    return " ".join(["it must be", *([noun] if noun else []), " and ".join(bounds)]).rstrip()
