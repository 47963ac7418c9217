"""One page to print: the participation catalogue, task cards, dwelling cards, meeting record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import robuild
from robuild.handouts.tasks import TaskEntry, task_entries
from robuild.language import Texts, texts
from robuild.plan_result import PlanResult
from robuild.tabular import safe_text, write_text
from robuild.telling import common_choices, homes
from robuild.terms.vocabulary import DecideLevel, DoLevel, Language

if TYPE_CHECKING:
    from jinja2 import Environment

_CONDITIONS = (*(str(n) for n in range(1, 10)), "defects_period", "other_dwelling")
_STOPS = 5
_MEETING_ROWS = 10


def write_handouts(result: PlanResult, path: Path, language: Language) -> None:
    """Write the page; it needs no network, runs no script and prints on A4.

    Raises:
        OutputError: the file could not be written; what was there is still there.
    """
    write_text(path, handouts_html(result, language))


def handouts_html(result: PlanResult, language: Language) -> str:
    """The page as text. Everything from models and catalogs is escaped."""
    words = texts(language)
    entries = task_entries(result, words)
    names = [model.model_id for model in result.inventory.models]
    return (
        environment()
        .get_template("handouts.html.j2")
        .render(
            word=words.get,
            one_of=words.word,
            language=str(language),
            version=robuild.__version__,
            models=", ".join(names) or result.catalog_label,
            by_component=_by_component(entries),
            cards=[entry for entry in entries if entry.on_card],
            homes=homes(result, words),
            common=common_choices(result, words),
            counts=_counts(entries),
            do_levels=[str(level) for level in reversed(DoLevel)],
            decide_levels=[str(level) for level in reversed(DecideLevel)],
            conditions=_CONDITIONS,
            stops=range(1, _STOPS + 1),
            meeting_rows=range(_MEETING_ROWS),
        )
    )


def environment() -> Environment:
    """Templates of this room; what is put in is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("robuild.handouts"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters["plain"] = lambda value: safe_text(str(value))
    return made


def _by_component(entries: list[TaskEntry]) -> list[tuple[str, list[TaskEntry]]]:
    groups: dict[str, list[TaskEntry]] = {}
    for entry in entries:
        groups.setdefault(entry.component, []).append(entry)
    return sorted(groups.items())


def _counts(entries: list[TaskEntry]) -> dict[str, int]:
    return {str(level): sum(each.do is level for each in entries) for level in DoLevel}


__all__ = ["Texts", "handouts_html", "write_handouts"]
