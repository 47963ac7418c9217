"""Small maps in settings: read, written, refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from robuild.terms.own_choices import map_text, parse_map
from robuild.terms.settings import Settings
from robuild.terms.settings_of import intensity_in
from robuild.terms.vocabulary import UseIntensity

NAMES = st.text(min_size=1).filter(lambda each: each == each.strip() and "%" not in each)


@given(st.dictionaries(NAMES, st.sampled_from([str(each) for each in UseIntensity])))
def test_what_is_written_is_read_again(values) -> None:
    assert dict(parse_map(map_text(values))) == values


def test_the_last_equals_sign_divides() -> None:
    assert dict(parse_map(" a=b = heavy ;; c%3Bd=raised")) == {"a=b": "heavy", "c;d": "raised"}
    assert dict(parse_map("")) == {}


@pytest.mark.parametrize("text", ["door", "=heavy", "2-roms=", "a=heavy; a=raised"])
def test_what_is_no_map_is_refused(text) -> None:
    with pytest.raises(ValueError, match=r"NAME=VALUE|stands twice"):
        parse_map(text)
    with pytest.raises(ValidationError):
        Settings(chosen_variants=text)
    with pytest.raises(ValidationError):
        Settings(intensity_by_dwelling_type=text)


def test_an_intensity_that_is_none_is_refused() -> None:
    with pytest.raises(ValidationError, match="ordinary, raised, heavy, extreme"):
        Settings(intensity_by_dwelling_type="2-roms=wild")


def test_a_type_counts_in_dwellings_only() -> None:
    settings = Settings(intensity_by_dwelling_type="2-roms=heavy", intensity_common="raised")
    assert intensity_in(settings, "dwelling", "2-roms") is UseIntensity.HEAVY
    assert intensity_in(settings, "dwelling", "hybel") is UseIntensity.ORDINARY
    assert intensity_in(settings, "dwelling") is UseIntensity.ORDINARY
    assert intensity_in(settings, "common", "2-roms") is UseIntensity.RAISED
