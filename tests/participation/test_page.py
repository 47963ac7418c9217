"""The page for the legal adviser says what the program does."""

from __future__ import annotations

import re
from pathlib import Path

from robuild.language import texts
from robuild.participation import GATE_RULES
from robuild.terms.vocabulary import Language

PAGE = (Path(__file__).parents[2] / "docs" / "participation.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if re.match(r"\| G\d", line)
]


def test_the_table_is_that_of_the_program():
    told = sorted((row[0], row[2], row[3]) for row in ROWS)
    done = sorted(
        (rule.gate_id, str(rule.max_do_level), "yes" if rule.absolute else "no")
        for rule in GATE_RULES
    )
    assert told == done


def test_every_row_says_why_on_what_and_how_it_is_known():
    for row in ROWS:
        assert len(row) == 7
        assert all(len(cell) > 1 for cell in row)
        assert re.search(r"read|memory|second-hand|proposal", row[6]), row


def test_every_gate_has_its_reason_in_three_languages():
    gates = {rule.gate_id for rule in GATE_RULES} | {"G13", "G14"}
    for language in Language:
        words = texts(language)
        for gate in gates:
            assert words.has(f"gate.{gate}.reason")
            assert gate in PAGE
