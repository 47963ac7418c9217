from __future__ import annotations

from fnmatch import fnmatchcase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from robuild.matching.ratings import rated
from robuild.matching.word_index import WordIndex
from robuild.matching.words import compiled, fits, runs_of, spellings, variants, without_revit_id


def found(pattern: str, text: str) -> bool:
    words = compiled(tuple(pattern.split("|")))
    return bool(words and words.find(spellings(text)))


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("*tür", "Schlafzimmertür 88,5/201"),
        ("*tür", "ZIMMERTUER"),
        ("innerdør*", "Innerdør_9x21"),
        ("innerdør*", "INNERDØR-01"),
        ("innerdør*", "innerDør 3"),
        ("innerdør*", "Innerdor"),
        ("innerdør", "Innerdoer"),
        ("veggflis*", "Veggfliser 20x20"),
        ("suspended ceiling", "Suspended_Ceiling-600"),
        ("base cabinet", "M_Base Cabinet-Double Door & 2 Drawer"),
        ("base cabinet", "M_BaseCabinets"),
        ("door handle", "Door-handle"),
        ("gipskarton*", "Gips-Karton-Wand"),
        ("ei 30*", "EI30-CSa"),
        ("béton", "Mur beton armé"),
        ("fönster", "fo\u0308nster 2"),  # decomposed letters
        ("küchen*schrank", "Küchenoberschrank 60"),
        ("раковин*", "Раковина 60"),
    ],
)
def test_a_pattern_finds_what_people_write(pattern: str, text: str) -> None:
    assert found(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("door", "indoor unit"),
        ("wc", "WCS-3"),
        ("bed", "Bedside Table"),
        ("tür", "tur til byen"),
        ("bad", "Badminton"),
        ("base cabinet", "cabinet base"),
        ("stol", "stolpe"),
    ],
)
def test_a_pattern_is_a_whole_word(pattern: str, text: str) -> None:
    assert not found(pattern, text)


def test_a_pattern_does_not_reach_from_one_spelling_into_the_next() -> None:
    text = spellings("InnerDør")
    assert "|" in text
    assert not found("dør innerdør", "InnerDør")


@given(st.text(min_size=1, max_size=30))
def test_any_text_can_be_spelled_and_finds_itself(text: str) -> None:
    form = spellings(text).split("|")[0]
    if form:
        assert found(form, text)
        assert all(character not in form for character in "*\n\t;")


@given(
    st.text("ab ", max_size=12),
    st.text("ab* ", min_size=1, max_size=8),
)
def test_fits_is_the_star_everybody_knows(text: str, pattern: str) -> None:
    assert fits(text, pattern) == fnmatchcase(text, pattern)


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Basic Wall:Interior - Partition:151086", "Basic Wall:Interior - Partition"),
        ("Slab:007", "Slab"),
        ("12:30", "12:30"),
        ("Wall", "Wall"),
    ],
)
def test_the_number_that_revit_adds_is_no_name(name: str, bare: str) -> None:
    assert without_revit_id(name) == bare


@pytest.mark.parametrize("text", ["geen", "Ingen", "not rated", "0", "-", "Keine"])
def test_a_rating_that_says_none_is_no(text: str) -> None:
    assert rated(text) == "no"


@pytest.mark.parametrize("text", ["", "n/a", None, "?", "NOTKNOWN"])
def test_a_rating_that_says_nothing_is_unknown(text: str | None) -> None:
    assert rated(text) == "unknown"


@pytest.mark.parametrize("text", ["EI 30", "REI60-M", "RC2", "30 minuten brandwerend"])
def test_a_rating_class_is_yes(text: str) -> None:
    assert rated(text) == "yes"


PATTERNS = st.text("abö* ", min_size=1, max_size=9).filter(lambda text: text.strip(" *") != "")


@given(
    st.lists(st.lists(PATTERNS, min_size=1, max_size=4), min_size=1, max_size=6),
    st.lists(st.text("abö B-", max_size=14), min_size=1, max_size=4),
)
def test_an_index_answers_as_each_cell_of_words_does(
    cells: list[list[str]], names: list[str]
) -> None:
    words = [made for cell in cells if (made := compiled(tuple(cell)))]
    index = WordIndex(words)
    for text in map(spellings, names):
        holding = {place for place, each in enumerate(words) if each.find(text) is not None}
        assert index.holding(text) == holding


@given(PATTERNS, st.text("abö B-", max_size=14))
def test_words_are_found_as_the_star_everybody_knows(pattern: str, name: str) -> None:
    forms = [form for form in variants(pattern) if form]
    runs = [run for form in forms for run in runs_of(spellings(name), form.count(" ") + 1)]
    stars = any(fnmatchcase(run, form) for form in forms for run in runs)
    plurals = any(fnmatchcase(run, f"{form}s") for form in forms for run in runs)
    words = compiled((pattern,))
    assert words is not None
    found = words.find(spellings(name)) is not None
    assert found == stars or (found and plurals)
