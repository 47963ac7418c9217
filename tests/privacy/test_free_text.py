"""Findings: where, what, and never a whole number; tables as Excel hands them over."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from robuild.language import texts, told
from robuild.privacy import (
    ADVICE,
    Finding,
    PersonalKind,
    find_in_table,
    find_personal_data,
    finding_issues,
)
from robuild.privacy.numbers import is_personal_number
from robuild.terms.vocabulary import Language

PUBLISHED = [
    # Skatteetaten's page on the numbers of 2032: by today's rule, with the rests 0 and 1
    "02013299997",
    "30108299920",
    "30108299939",
    # examples of public validators: an ordinary, a D-, an H- and a made-up number
    "31129956715",
    "01010750160",
    "41010199946",
    "13527248013",
    "10915596784",
]


@pytest.mark.parametrize("number", PUBLISHED)
def test_published_examples_are_personal_numbers(number: str) -> None:
    assert is_personal_number(number)


@pytest.mark.parametrize("number", PUBLISHED)
def test_one_wrong_digit_is_no_personal_number(number: str) -> None:
    """The second check digit sees every change of one digit; so it does not here."""
    for at in range(11):
        for step in range(1, 10):
            other = f"{number[:at]}{(int(number[at]) + step) % 10}{number[at + 1 :]}"
            assert not is_personal_number(other), other


@pytest.mark.parametrize("other", ["", "0201329999", "020132999970", "0201329999x", "32013299997"])
def test_other_texts_are_none(other: str) -> None:
    assert not is_personal_number(other)


def test_a_finding_says_where_what_and_what_to_do() -> None:
    found = find_personal_data(
        ["Malt vegg", None, "tlf 912 34 567, spør Kari Nordmann"], column="Notat"
    )
    assert found == [
        Finding("Notat", 4, PersonalKind.PHONE, "••• •• •67"),
        Finding("Notat", 4, PersonalKind.NAME, "Kari Nordmann"),
    ]
    assert [each.what_to_do for each in found] == [
        ADVICE[PersonalKind.PHONE],
        ADVICE[PersonalKind.NAME],
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("02013299997", "•••••••••97"),
        ("020132 99997", "•••••• •••97"),
        ("+47 912 34 567", "+•• ••• •• •67"),
        ("født 12.03.1970", "••.••.••••"),
        ("kari.nordmann@example.no", "k•••@example.no"),
    ],
)
def test_numbers_and_addresses_are_blotted_out(text: str, shown: str) -> None:
    assert [each.shown for each in find_personal_data([text], column="a")] == [shown]


@given(st.text(alphabet="0123456789 .-+,kr tlfnbeoødhs@", max_size=60))
def test_never_more_than_two_digits_are_shown(text: str) -> None:
    for found in find_personal_data([text], column="note"):
        assert len(re.findall(r"\d", found.shown.partition("@")[0])) <= 2


@given(st.text(max_size=80))
def test_any_text_can_be_looked_through(text: str) -> None:
    for found in find_personal_data([text], column="note"):
        assert found.row == 2
        assert found.shown


def test_eight_digits_under_a_heading_for_products_are_products() -> None:
    values = ["91234567", "912 34 567", "tlf 91234567", "+47 91234567"]
    assert [each.row for each in find_personal_data(values, column="Notat")] == [2, 3, 4, 5]
    for column in ("NOBB", "article_number", "Varenr.", "Serienummer"):
        assert [each.row for each in find_personal_data(values, column=column)] == [4, 5]


def test_the_same_text_is_found_in_every_row() -> None:
    found = find_personal_data(["hos Ola", "ok", "hos Ola"], column="a", first_row=10)
    assert [(each.row, each.shown) for each in found] == [(10, "Ola"), (12, "Ola")]


def test_letters_in_two_parts_and_hidden_letters_make_no_difference() -> None:
    texts_ = ["A\u030ase\u200b Nordmann", "hos \u00c5se", "r\u00adus"]
    assert [each.row for each in find_personal_data(texts_, column="a")] == [2, 3, 4]


def test_a_table_as_excel_hands_it_over() -> None:
    table = pd.DataFrame(
        {
            "note": ["hos Ola", np.nan, None, "ok"],
            "mixed": [91234567.0, 12.5, "ok", True],
            "quantity": [91234567, 1, 2, 3],
            "when": pd.to_datetime(["2024-01-31"] * 4),
        }
    )
    found = find_in_table(table)
    assert [(each.column, each.row, each.kind) for each in found] == [
        ("note", 2, PersonalKind.NAME),
        ("mixed", 2, PersonalKind.PHONE),
    ]
    named = find_in_table(table, columns=["quantity"])
    assert [(each.column, each.row) for each in named] == [("quantity", 2)]
    with pytest.raises(KeyError, match="street"):
        find_in_table(table, columns=["street"])


def test_texts_are_left_as_they_are() -> None:
    table = pd.DataFrame({"note": ["hos Ola", "tlf 91234567"]})
    before = table.copy(deep=True)
    find_in_table(table)
    pd.testing.assert_frame_equal(table, before)


def test_like_findings_become_one_warning() -> None:
    found = find_personal_data(["hos Ola"] * 7 + ["hos Kari", "tlf 91234567"], column="Notat")
    names, phones = finding_issues(found, file="logg.csv")
    assert (names.code, names.count, names.origin.row) == ("personal_name", 8, 2)
    assert str(names) == (
        "logg.csv, row 2, column Notat: 'Ola', 'Kari' looks like the name of a person "
        "(rows 2, 3, 4, 5, 6 and 3 more). Write the dwelling code or the role, such as A102 or "
        "caretaker."
    )
    assert phones.message == "'••••••67' looks like a telephone number (rows 10)."


@pytest.mark.parametrize("language", [Language.NB, Language.NN])
def test_warnings_are_told_in_both_norwegians(language: Language) -> None:
    found = [Finding("a", 2, kind, "x") for kind in PersonalKind]
    issues = finding_issues(found)
    assert len(issues) == len(PersonalKind)
    for issue in issues:
        message, hint = told(texts(language), issue)
        assert message.endswith(f": {issue.count}).")
        assert message != issue.message
        assert hint
        assert hint != issue.hint
