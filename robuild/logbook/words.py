"""What columns, causes and actions are called, in robuild's form and in other systems' exports."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import TypeVar

from robuild.language import texts, texts_in
from robuild.register.spoken import plain
from robuild.terms.vocabulary import Language
from robuild.terms.work_log import DamageCause, LoggedAction

Word = TypeVar("Word", bound=StrEnum)


class LogKind(StrEnum):
    """Where a log is from."""

    ROBUILD = "robuild"
    ATLAS = "atlas"
    FDV = "fdv"


COLUMNS = (
    "month", "component", "dwelling", "cause", "action", "quantity", "age_years", "hours",
    "cost_nok", "days", "note", "variant", "task", "component_id", "line_id", "log_id",
)  # fmt: skip
"""Of robuild's own form, in its order."""

_ATLAS = {
    "id": "log_id", "title": "title", "created_at": "month", "created at": "month",
    "created on": "month", "createdat": "month", "completed_on": "until", "completed on": "until",
    "completedon": "until", "asset_name": "component", "asset name": "component",
    "asset": "component",
    "location_name": "dwelling", "location name": "dwelling", "category": "what",
    "description": "note", "feedback": "feedback", "labor time": "hours", "cost": "cost_nok",
}  # fmt: skip
_ATLAS_PASSED = {
    "status", "priority", "due date", "due_date", "estimated hours", "estimated_hours",
    "requires signature", "requires_signature", "team name", "team_name", "archived",
}  # fmt: skip
_FDV = {
    "navn": "title", "merknad": "note", "kostnad": "cost_nok", "opprettet dato": "month",
    "registrert": "registered", "utbedret": "until", "fasilitet": "dwelling",
    "avvikstype": "what", "oppgave": "task", "ns 3451": "element_code",
}  # fmt: skip
_FDV_PASSED = {
    "prioritet", "tilstandsgrad", "konsekvensgrad", "eiendom", "bygning", "fra kontrollplan", "fag",
    "frekvens", "ns 3454", "planlagt start oppgave", "budsjett oppgave",
}  # fmt: skip
_ABOUT_PEOPLE = {
    LogKind.ATLAS: {
        "primary user", "primary_user", "assigned to", "assigned_to", "completed by",
        "completed_by", "contractors", "created by", "created_by",
    },
    LogKind.FDV: {"ansvarlig", "meldt av"},
}  # fmt: skip
_OTHERS = {LogKind.ATLAS: (_ATLAS, _ATLAS_PASSED), LogKind.FDV: (_FDV, _FDV_PASSED)}
_FEWEST = {LogKind.ATLAS: 3, LogKind.FDV: 4}

_CAUSES = {
    DamageCause.WEAR: "slitasje slitt slite utslitt utsliten wear worn elde alder",
    DamageCause.SUDDEN: (
        "plutselig brått braatt brå sudden skade skadd skadet støt slag sprukket sprukke knust "
        "broken impact uhell ytre"
    ),
    DamageCause.WATER: "vann vatn fukt lekkasje vannskade vasskade water leak leakage moisture",
    DamageCause.DEFECT: "feil produktfeil materialfeil defekt defect fabrikkfeil monteringsfeil",
    DamageCause.UNKNOWN: "ukjent ukjend unknown",
}
_ACTIONS = {
    LoggedAction.WHOLE: (
        "hele heile alt hel heil whole utskiftet utskifta utskifting ny nytt nye "
        "replaced replacement"
    ),
    LoggedAction.PART: "del delen delar deler part parts byttet bytta skiftet skifta bytte skifte",
    LoggedAction.REPAIR: (
        "reparert reparasjon reparer repair repaired justert justering fikset fiksa fixed lappet "
        "strammet limt adjusted utbedret utbetra"
    ),
}
_WORD = re.compile(r"[^\W\d_]+")


@cache
def own_columns() -> Mapping[str, str]:
    """Plain heading -> column, of robuild's form in every language, and the keys themselves."""
    found = {column: column for column in COLUMNS}
    found |= {"component_key": "component", "variant_id": "variant", "dwelling_code": "dwelling",
              "task_id": "task"}  # fmt: skip
    for language in Language:
        for key, text in texts_in(language).items():
            if key.startswith(prefix := "logbook.column."):
                found.update((plain(name), key.removeprefix(prefix)) for name in text.split("|"))
    return found


def heading(column: str, language: Language) -> str:
    """What a column is called in a form."""
    return texts(language).get(f"logbook.column.{column}").split("|", 1)[0]


@cache
def sheet_titles() -> tuple[str, ...]:
    """What the sheet of a log is called."""
    told = [texts(language).get("logbook.sheet") for language in Language]
    return tuple(dict.fromkeys([*told, "Logg", "Log"]))


def kind_of(headings: list[str]) -> LogKind | None:
    """Which sort of log has such headings; `None` where none of them is it."""
    given = [plain(each) for each in headings]
    own = {own_columns()[each] for each in given if each in own_columns()}
    if {"month", "component"} <= own or {"month", "component_id"} <= own or {
        "month", "line_id"
    } <= own:  # fmt: skip
        return LogKind.ROBUILD
    scores = {
        kind: len({known[each] for each in given if each in known})
        for kind, (known, _) in _OTHERS.items()
    }
    best = max(scores, key=lambda kind: scores[kind])
    has_month = any(_OTHERS[best][0].get(each) in ("month", "registered") for each in given)
    return best if scores[best] >= _FEWEST[best] and has_month else None


def column_of(title: str, kind: LogKind) -> str | None:
    """Column that a heading is of; `None` where it is none."""
    if kind is LogKind.ROBUILD:
        return own_columns().get(plain(title))
    return _OTHERS[kind][0].get(plain(title))


def passed_over(title: str, kind: LogKind) -> bool:
    """Whether a heading of another system is known and not needed."""
    return kind is not LogKind.ROBUILD and plain(title) in _OTHERS[kind][1]


def about_people(title: str, kind: LogKind) -> bool:
    """Whether another system has persons in this column: it is not read."""
    return kind is not LogKind.ROBUILD and plain(title) in _ABOUT_PEOPLE[kind]


@cache
def cause_of(text: str) -> DamageCause | None:
    """Cause that the words of a cell name; `None` where they name none, or several."""
    return _only(text, _said("logbook.cause", DamageCause), _CAUSES)


@cache
def action_of(text: str) -> LoggedAction | None:
    """Action that the words of a cell name; `None` where they name none, or several."""
    return _only(text, _said("logbook.action", LoggedAction), _ACTIONS)


def _said(group: str, words: type[Word]) -> Mapping[str, Word]:
    """What forms say, letter by letter, in every language; and the words of the table."""
    found: dict[str, Word] = {str(word): word for word in words}
    for language in Language:
        found |= {plain(texts(language).get(f"{group}.{word}")): word for word in words}
    return found


def _only(text: str, said: Mapping[str, Word], more: Mapping[Word, str]) -> Word | None:
    exact = said.get(plain(text))
    if exact is not None:
        return exact
    there = {word.casefold() for word in _WORD.findall(text)}
    named = [word for word, known in more.items() if there & set(known.split())]
    return named[0] if len(named) == 1 else None
