"""The year wheel as a calendar (RFC 5545) that any calendar program reads."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING

import robuild
from robuild.exchange.jobs import Job, interval_said, jobs_of, name_of, repeats
from robuild.language import Texts, figure, source_told, texts
from robuild.plan_result import PlanResult
from robuild.tabular import safe_text
from robuild.terms.vocabulary import Language

if TYPE_CHECKING:
    from icalendar import Event

_SPACE = uuid.UUID("5d1ff1de-8bd0-5a5c-9d0e-2a6f0c2b7b51")
_STATUTORY, _ORDINARY = 1, 5
"""RFC 5545 §3.8.1.9: 1 is the highest."""


def calendar_file(result: PlanResult, language: Language) -> bytes:
    """Recurring jobs, one event each: all day, repeated, the same ids at every run.

    Codes of dwellings and names of people are not in it.

    Args:
        result: a plan; turns begin in the year after its year 0.
        language: of the words.
    """
    from icalendar import Calendar

    words = texts(language)
    calendar = Calendar()
    calendar.add("prodid", f"-//robuild//robuild {robuild.__version__}//{language}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", words.get("exchange.calendar"))
    models = "\n".join(sorted(model.model_id for model in result.inventory.models))
    stamp = dt.datetime(result.settings.base_year or 2000, 1, 1, tzinfo=dt.UTC)
    for job in jobs_of(result):
        calendar.add_component(_event(job, models, stamp, result, words))
    data: bytes = calendar.to_ical()
    return data


def _event(job: Job, models: str, stamp: dt.datetime, result: PlanResult, words: Texts) -> Event:
    from icalendar import Event

    component = result.catalog.component_by_key[job.task.component_key]
    title = f"{name_of(component, words)}: {name_of(job.task, words)}"
    if job.statutory:
        title = f"{words.get('wheel.statutory_yes').capitalize()}: {title}"
    frequency, number = repeats(job.interval_years)
    begins = dt.date(job.first_year, job.month, 1)
    event = Event()
    event.add("uid", f"{uuid.uuid5(_SPACE, f'{models}|{job.task.task_id}')}@robuild")
    event.add("dtstamp", stamp)
    event.add("dtstart", begins)
    event.add("dtend", begins + dt.timedelta(days=1))
    event.add("rrule", {"freq": frequency.upper(), "interval": number})
    event.add("summary", safe_text(title))
    event.add("description", safe_text(_told(job, result, words)))
    trade = words.word("trade", job.task.trade)
    event.add(
        "categories",
        [words.get("wheel.statutory_yes"), trade] if job.statutory else [trade],
    )
    event.add("priority", _STATUTORY if job.statutory else _ORDINARY)
    event.add("transp", "TRANSPARENT")
    return event


def _told(job: Job, result: PlanResult, words: Texts) -> str:
    source = result.catalog.source_by_id[job.task.source_id]
    hours = figure(job.hours, words.language, 1)
    return "\n".join(
        [
            words.get("exchange.interval", interval=interval_said(words, job.interval_years)),
            words.get("exchange.who", trade=words.word("trade", job.task.trade)),
            words.get("exchange.places", places=job.places, hours=hours),
            words.get(
                "exchange.source", source=source_told(words, source.source_id, source.title)[0]
            ),
        ]
    )
