"""An owner's own word on who may do a task: lower freely, raise with role, basis and date.

Absolute gates hold against anybody, and so does what is not known: it is filled in, not overridden.
What residents decide is never touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from robuild.participation.evaluation import Participation
from robuild.participation.gates import UNKNOWN_GATE
from robuild.terms.issues import InputError, Issue, Origin, Severity
from robuild.terms.participation_overrides import ParticipationOverride
from robuild.terms.tables import PARTICIPATION_LOG, checked
from robuild.terms.vocabulary import DoLevel, OverrideEffect


@dataclass(frozen=True, slots=True)
class Overridden:
    """Participation after the owner's word, with a row for everything that word was about."""

    participation: Participation
    log: pd.DataFrame
    """`tables.PARTICIPATION_LOG`."""
    issues: tuple[Issue, ...]


def override_participation(
    found: Participation, overrides: Sequence[ParticipationOverride], file: str = ""
) -> Overridden:
    """Participation with an owner's overrides; a line's own row counts before one for all lines.

    Args:
        found: as evaluated.
        overrides: checked rows, in the order of the file; their row number is place + 2.
        file: that they came from, for messages.

    Raises:
        InputError: rows that raise a level without role, basis and date; all at once.
    """
    if not overrides:
        return Overridden(found, _log_table([]), ())
    gates = _holding(found)
    general = {each.task_id: each for each in overrides if not each.line_id}
    special = {(each.line_id, each.task_id): each for each in overrides if each.line_id}
    levels, effects, log, bare = [], [], [], set()
    for row in found.participation.to_dict("records"):
        key = (str(row["line_id"]), str(row["task_id"]))
        asked = special.get(key) or general.get(key[1])
        if asked is None:
            levels.append(row["do_level"])
            effects.append(row["override"])
            continue
        now = DoLevel(row["do_level"])
        if asked.do_level > now and not asked.can_raise:
            bare.add(asked)
        held = [(gate, cap) for gate, cap in gates.get(key, ()) if cap < asked.do_level]
        level = min([asked.do_level, *(cap for _, cap in held)])
        effect = _effect(now, level, asked.do_level)
        levels.append(str(level))
        effects.append(str(effect))
        log.append(_log_row(key, asked, now, level, effect, [gate for gate, _ in held]))
    if bare:
        raise InputError([_not_raised(each, overrides, file) for each in overrides if each in bare])
    table = found.participation.assign(
        do_level=pd.Series(levels, dtype="str"), override=pd.Series(effects, dtype="str")
    )
    return Overridden(
        Participation(found.gates, checked_like(found.participation, table)),
        _log_table(log),
        (*_unused(found, overrides, file), *_held(log, file)),
    )


def checked_like(before: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """The table, which may differ from the one before in what residents do and in nothing else.

    Raises:
        ArithmeticError: it differs elsewhere; an internal fault.
    """
    from robuild.terms.tables import PARTICIPATION

    same = [name for name in before.columns if name not in ("do_level", "override")]
    if not table[same].equals(before[same]):
        raise ArithmeticError("an override changed more than who does the work")
    return checked(PARTICIPATION, table)


def _holding(found: Participation) -> dict[tuple[str, str], list[tuple[str, DoLevel]]]:
    """Gates that hold against overrides, by line and task."""
    table = found.gates
    holding = table[table["absolute"] | (table["gate_id"] == UNKNOWN_GATE)]
    gates: dict[tuple[str, str], list[tuple[str, DoLevel]]] = {}
    for row in holding.to_dict("records"):
        key = (str(row["line_id"]), str(row["task_id"]))
        gates.setdefault(key, []).append((str(row["gate_id"]), DoLevel(row["max_do_level"])))
    return gates


def _effect(now: DoLevel, level: DoLevel, asked: DoLevel) -> OverrideEffect:
    if level < asked:
        return OverrideEffect.HELD
    if level == now:
        return OverrideEffect.SAME
    return OverrideEffect.LOWERED if level < now else OverrideEffect.RAISED


def _log_row(
    key: tuple[str, str],
    asked: ParticipationOverride,
    now: DoLevel,
    level: DoLevel,
    effect: OverrideEffect,
    held_by: list[str],
) -> dict[str, Any]:
    return {
        "line_id": key[0],
        "task_id": key[1],
        "computed_do_level": str(now),
        "asked_do_level": str(asked.do_level),
        "do_level": str(level),
        "effect": str(effect),
        "held_by": "; ".join(held_by) or None,
        "reason": asked.reason,
        "role": asked.role or None,
        "basis": asked.basis or None,
        "date": asked.date or None,
    }


def _log_table(rows: list[dict[str, Any]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=list(PARTICIPATION_LOG.columns))
    types = {name: str(column.dtype) for name, column in PARTICIPATION_LOG.columns.items()}
    return checked(PARTICIPATION_LOG, table.astype(types))


def _not_raised(
    asked: ParticipationOverride, overrides: Sequence[ParticipationOverride], file: str
) -> Issue:
    return Issue(
        Severity.ERROR,
        "override_without_basis",
        f"{asked.task_id} cannot be raised to {asked.do_level} without "
        f"{', '.join(asked.missing_to_raise)}.",
        Origin(file, row=_row(asked, overrides), column=asked.missing_to_raise[0]),
        "To lower a level takes only a reason; to raise one also takes the role that decided, what "
        "it rests on, and the date.",
    )


def _unused(
    found: Participation, overrides: Sequence[ParticipationOverride], file: str
) -> Iterable[Issue]:
    table = found.participation
    pairs = set(zip(table["line_id"], table["task_id"], strict=True))
    tasks = set(table["task_id"])
    for each in overrides:
        used = (each.line_id, each.task_id) in pairs if each.line_id else each.task_id in tasks
        if not used:
            what = f"line {each.line_id!r} has no task" if each.line_id else "no line has task"
            yield Issue(
                Severity.WARNING,
                "participation_override_unused",
                f"{what} {each.task_id!r}; the row changes nothing.",
                Origin(file, row=_row(each, overrides)),
                "Ids stand in the last columns of Beboermedvirkning.",
            )


def _held(log: list[dict[str, Any]], file: str) -> Iterable[Issue]:
    held = [row for row in log if row["effect"] == OverrideEffect.HELD]
    if held:
        yield Issue(
            Severity.WARNING,
            "participation_override_held",
            f"{held[0]['task_id']} was asked to be {held[0]['asked_do_level']} and stays "
            f"{held[0]['do_level']}: {held[0]['held_by']}.",
            Origin(file),
            "Absolute gates cannot be raised by anybody; what is not known is filled in instead.",
            len(held),
        )


def _row(asked: ParticipationOverride, overrides: Sequence[ParticipationOverride]) -> int:
    return list(overrides).index(asked) + 2
