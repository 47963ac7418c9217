"""The calendar, read back by another library."""

from __future__ import annotations

import datetime as dt
import math
import re

import pytest
import vobject

from robuild.exchange import calendar_file
from robuild.exchange.jobs import repeats
from robuild.terms.vocabulary import Answer, Language


def events(data: bytes):
    return vobject.readOne(data.decode("utf-8")).vevent_list


def test_every_recurring_task_is_there_once_with_its_turns_of_ten_years(demo):
    """Turns counted here from the catalog's intervals, and by the other library from the file."""
    found = {event.summary.value: event for event in events(calendar_file(demo, Language.EN))}
    tasks = {task.task_id: task for task in demo.catalog.tasks}
    here = set(demo.line_tasks["task_id"])
    assert len(found) == len(here)
    until = dt.datetime(2037, 1, 1)  # noqa: DTZ001 - as the other library counts
    for task_id in here:
        task = tasks[task_id]
        component = demo.catalog.component_by_key[task.component_key]
        title = f"{component.name_en}: {task.name_en}"
        (event,) = [e for said, e in found.items() if said.endswith(title)]
        assert isinstance(event.dtstart.value, dt.date)
        assert not isinstance(event.dtstart.value, dt.datetime)
        turns = [turn for turn in event.getrruleset(addRDate=True) if turn < until]
        interval = task.interval_years
        if interval <= 1:
            assert abs(len(turns) - 10 / interval) <= 1 / interval, task_id
        else:
            assert [turn.year - 2026 for turn in turns] == [
                math.ceil(n * interval) for n in range(1, 11) if math.ceil(n * interval) <= 10
            ], task_id
        if task.month is not None and interval >= 1 and float(interval).is_integer():
            assert {turn.month for turn in turns} <= {task.month}


def test_what_the_law_asks_for_stands_first_and_is_marked(demo):
    found = events(calendar_file(demo, Language.NB))
    marked = [event.priority.value == "1" for event in found]
    tasks = {task.task_id: task for task in demo.catalog.tasks}
    law = {t for t in set(demo.line_tasks["task_id"]) if tasks[t].statutory is Answer.YES}
    assert sum(marked) == len(law) > 0
    assert marked == sorted(marked, reverse=True)
    assert all("lovkrav" in e.categories.value for e, m in zip(found, marked, strict=True) if m)


def test_the_same_file_at_every_run_and_in_every_language(demo):
    one, two = calendar_file(demo, Language.NB), calendar_file(demo, Language.NB)
    assert one == two
    by_language = [
        {str(e.uid.value) for e in events(calendar_file(demo, language))} for language in Language
    ]
    assert by_language[0] == by_language[1] == by_language[2]
    assert b"2026" in one  # the stamp is of the plan's year, never of the clock


def test_lines_are_folded_and_nothing_is_broken_by_names(hostile):
    data = calendar_file(hostile, Language.NB)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert data.count(b"BEGIN:VEVENT") == data.count(b"\r\nEND:VEVENT\r\n") == len(events(data))


def test_no_dwelling_is_named(demo):
    text = calendar_file(demo, Language.NB).decode()
    codes = set(demo.inventory.components["dwelling_code"].dropna())
    assert codes
    assert not [code for code in codes if re.search(rf"\b{re.escape(code)}\b", text)]


@pytest.mark.parametrize(
    ("interval", "said"),
    [(1 / 365, ("daily", 1)), (1 / 52, ("weekly", 1)), (2 / 52, ("weekly", 2)),
     (1 / 12, ("monthly", 1)), (0.25, ("monthly", 3)), (1.0, ("yearly", 1)),
     (1.5, ("monthly", 18)), (8.0, ("yearly", 8)), (3.33, ("monthly", 40))],
)  # fmt: skip
def test_intervals_as_calendars_count(interval, said):
    assert repeats(interval) == said
