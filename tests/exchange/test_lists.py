"""Work lists and orders: nothing of the plan is lost, and no amount is made up."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest

from robuild.exchange import check_year, order_list, work_list, work_rows
from robuild.operations import month_for, week_of, weeks_of
from robuild.terms.issues import InputError
from robuild.terms.vocabulary import Language


def rows_of(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")  # Excel on Windows reads æøå
    return list(csv.reader(io.StringIO(text[1:]), delimiter=";"))


@pytest.mark.parametrize("year", [2027, 2030, 2036])
def test_hours_of_a_year_are_those_of_the_plan(demo, year):
    plan = demo.plan[demo.plan["calendar_year"] == year]
    by_trade: dict[str, float] = {}
    for row in work_rows(demo, year):
        by_trade[row.trade] = by_trade.get(row.trade, 0.0) + row.hours
    wanted = plan.groupby("trade")["hours"].sum()
    assert set(by_trade) == set(wanted[wanted > 0].index) | (set(by_trade) & set(wanted.index))
    for trade, hours in wanted.items():
        assert by_trade.get(trade, 0.0) == pytest.approx(hours), trade


def test_every_task_of_the_year_is_on_the_list(demo):
    plan = demo.plan[(demo.plan["calendar_year"] == 2030) & demo.plan["task_id"].notna()]
    assert {row.what for row in work_rows(demo, 2030)} - {"replace", "reserve"} == set(
        plan["task_id"]
    )


def test_weeks_are_of_the_year_and_holidays_have_no_planned_replacement(demo):
    found = work_rows(demo, 2030)
    assert all(1 <= row.week <= 53 for row in found)
    assert not [row for row in found if row.what == "replace" and 27 <= row.week <= 31]
    assert [row.week for row in found] == sorted(row.week for row in found)


@pytest.mark.parametrize("language", list(Language))
def test_lists_read_as_a_spreadsheet_does(demo, language):
    header, *rows = rows_of(work_list(demo, 2027, language))
    assert len(header) == len(set(header)) == 9
    assert rows
    for row in rows:
        week, monday = int(row[0]), dt.date.fromisoformat(row[1])
        assert monday.isocalendar()[:2] == (2027, week)
        assert "." not in row[7] if language != "en" else "," not in row[7]
    header, *orders = rows_of(order_list(demo, 2027, language))
    assert len(header) == 11
    assert orders


def test_orders_come_before_the_work_and_sums_are_right(demo):
    _, *rows = rows_of(order_list(demo, 2027, Language.EN))
    for row in rows:
        assert float(row[6]) * float(row[9]) == pytest.approx(float(row[10]), abs=0.01)
        assert dt.date.fromisoformat(row[0]) < dt.date(2028, 1, 1)
        assert row[2] == "not known"  # suppliers are in no catalog yet, and none is made up
    pieces = [row for row in rows if row[7] == "stk"]
    assert all(float(row[6]).is_integer() and float(row[6]) >= 1 for row in pieces)


def test_planned_numbers_of_ten_years_keep_up_with_what_is_expected(demo):
    from robuild.exchange.work_lists import replaced_in

    got: dict[str, float] = {}
    expected: dict[str, float] = {}
    for year in range(2027, 2037):
        for each in replaced_in(demo, year):
            got[each.component_key] = got.get(each.component_key, 0) + each.planned
            expected[each.component_key] = expected.get(each.component_key, 0) + each.expected
    for key, number in expected.items():
        assert abs(got[key] - number) <= 0.5 * 3 + 1e-6, key  # at most three trades a component


def test_a_price_that_nobody_knows_is_a_word(small):
    from dataclasses import replace

    catalog = small.catalog
    variants = tuple(row.model_copy(update={"price_nok": None, "lead_time_days": None})
                     for row in catalog.variants)  # fmt: skip
    unpriced = type(catalog).model_construct(
        None, **{name: getattr(catalog, name) for name in type(catalog).model_fields}
        | {"variants": variants},
    )  # fmt: skip
    result = replace(small, catalog=unpriced)
    years = sorted(set(small.plan["calendar_year"]))
    rows = [
        row for year in years[1:] for row in rows_of(order_list(result, year, Language.NB))[1:]
        if row[5] == "til planlagt utskifting"
    ]  # fmt: skip
    assert rows
    assert {(row[0], row[8], row[9], row[10]) for row in rows} == {("ikke kjent",) * 4}


def test_a_year_outside_the_plan_is_told(demo):
    assert check_year(demo, None) == 2027
    with pytest.raises(InputError, match=r"2027 to 2036|2026 to 2036"):
        check_year(demo, 2050)


def test_names_do_no_harm(hostile):
    for text in (work_list(hostile, 2026, Language.NB), order_list(hostile, 2026, Language.NB)):
        for row in rows_of(text):
            assert not [cell for cell in row if cell[:1] in "=+@" and cell]


@pytest.mark.parametrize("year", range(2024, 2032))
def test_weeks_against_the_calendar(year):
    for month in range(1, 13):
        monday = dt.date.fromisocalendar(year, week_of(year, month), 1)
        assert (monday.year, monday.month) == (year, month)
        assert monday.day <= 7
    assert len(weeks_of(1 / 12, "x", None, year)) == 12
    assert len(weeks_of(1 / 52, "x", None, year)) == 52
    assert weeks_of(1.0, "x", 5, year) == [week_of(year, 5)]


def test_months_nobody_has_said_are_spread_and_never_july():
    months = [month_for(f"task.{n}", None) for n in range(2000)]
    assert set(months) == set(range(1, 13)) - {7}
    assert max(months.count(month) for month in set(months)) < 1.4 * 2000 / 11
