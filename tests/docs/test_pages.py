"""The pages say what the product does: settings, gates, commands, columns and links are checked."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest
import typer

from robuild.cli.app import app
from robuild.participation import GATE_RULES
from robuild.settings_file import read_settings
from robuild.terms.catalog import Catalog, Task
from robuild.terms.match_rules import MatchRule, Override
from robuild.terms.settings import Settings, about
from robuild.terms.vocabulary import DecideLevel, DoLevel, MatchRung

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = sorted(DOCS.glob("*.md"))


def text_of(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


def table_rows(page: str, first: str) -> list[list[str]]:
    """Cells of the table whose header begins with a word."""
    text = text_of(page)
    start = text.index(f"| {first} |")
    body = text[start:].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in body]


def fenced(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text_of(page), flags=re.DOTALL)


def commands() -> list[tuple[str, str]]:
    return [
        (page.name, line)
        for page in PAGES
        for block in fenced(page.name, "sh")
        for line in block.splitlines()
        if line.startswith("robuild ")
    ]


@pytest.mark.parametrize(("page", "line"), commands())
def test_every_command_is_one_that_robuild_takes(page: str, line: str) -> None:
    words = shlex.split(line, comments=True)[1:]
    command = typer.main.get_command(app)
    while words and words[0] in getattr(command, "commands", {}):
        command = command.commands[words.pop(0)]
    context = command.make_context("robuild", list(words))
    assignments = context.params.get("assignments")
    read_settings(None, assignments or [])


def test_there_are_commands_to_check() -> None:
    assert len(commands()) > 12


def test_every_setting_is_listed_with_unit_and_default() -> None:
    rows = {row[0].strip("`"): row for row in table_rows("how-to-procurement.md", "Key")}
    assert list(rows) == list(Settings.model_fields)
    for key, (_, unit, default, _what) in rows.items():
        assert unit == about(key).unit, key
        value = Settings.model_fields[key].default
        if value is None:
            assert default in ("not given", "base year", "price year of the catalog"), key
        elif isinstance(value, bool):
            assert default == str(value).lower(), key
        elif isinstance(value, int | float):
            assert float(default) == value, key
        else:
            assert default == value, key


def test_the_settings_file_in_the_page_can_be_used(tmp_path: Path) -> None:
    (block,) = fenced("how-to-procurement.md", "toml")
    file = tmp_path / "assumptions.toml"
    file.write_text(block, encoding="utf-8")
    settings, changed = read_settings(file, [])
    assert changed == frozenset(tomllib.loads(block))
    assert settings.period_years == 40


def test_the_page_lists_every_gate_with_its_cap() -> None:
    listed = [(row[0], row[2], row[3]) for row in table_rows("how-to-operations.md", "Gate")]
    rules = [
        (
            rule.gate_id,
            str(rule.max_do_level),
            "yes" if rule.absolute else "only stricter" if rule.only_lower else "",
        )
        for rule in GATE_RULES
    ]
    assert sorted(listed) == sorted(rules)


def test_the_page_lists_every_level() -> None:
    rows = table_rows("how-to-operations.md", "Decide")
    assert [row[0] for row in rows] == list(DecideLevel)
    assert [row[3] for row in rows] == list(DoLevel)


def test_gates_to_tune_are_those_that_are_not_absolute() -> None:
    sentence = text_of("catalog.md").split("**Tune a gate.**")[1].split("Without a row")[0]
    named = set(re.findall(r"G\d+[a-z]?", sentence))
    assert named == {rule.gate_id for rule in GATE_RULES if not rule.absolute}


def test_the_page_lists_every_table_of_a_catalog() -> None:
    listed = [re.findall(r"`(\w+)`", row[0])[0] for row in table_rows("catalog.md", "Table")]
    tables = [name for name in Catalog.model_fields if name != "header"]
    assert listed == ["catalog", *tables]


def test_columns_and_words_in_the_page_exist() -> None:
    text = text_of("catalog.md")
    rules = text.split("## Match rules")[1].split("| Column |")[1].split("\n\n")[0]
    named = {w for r in rules.splitlines()[2:] for w in re.findall(r"`(\w+)`", r.split("|")[1])}
    assert named | {"fields"} == set(MatchRule.model_fields)
    tasks = [row[0] for row in table_rows("catalog.md", "Column")]
    assert {w for cell in tasks for w in re.findall(r"`(\w+)`", cell)} <= set(Task.model_fields)
    rungs = text.split("then the rungs")[1].split(".")[0]
    by_people = (MatchRung.OVERRIDE, MatchRung.REGISTER, MatchRung.NONE)
    automatic = [rung for rung in MatchRung if rung not in by_people]
    assert re.findall(r"`(\w+)`", rungs) == automatic


def test_the_overrides_in_the_page_can_be_used() -> None:
    (block,) = fenced("how-to-architect.md", "csv")
    header, *rows = (line.split(",") for line in block.strip().splitlines())
    for row in rows:
        values = dict(zip(header, row, strict=True))
        Override.model_validate(values | {"outcome": values["outcome"].lower()})


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target
