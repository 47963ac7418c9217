"""The page to print: every task explained, cards for what residents do, nothing unsafe in it."""

from __future__ import annotations

import re
import tomllib
from html.parser import HTMLParser
from importlib import resources

import pytest
from small_house import small_catalog
from small_plan import small_plan

from robuild.handouts import write_handouts
from robuild.handouts.page import handouts_html
from robuild.handouts.tasks import steps_of, task_entries
from robuild.language import texts
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Language

HOSTILE = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)",
    "\u202egnp.exe", "x" * 400, "{{ 7 * 7 }}", "=HYPERLINK(1)",
)  # fmt: skip


class Page(HTMLParser):
    """Tags, attributes and texts of a page."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.texts, self.open = [], [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.append((tag, dict(attrs)))
        if tag not in {"meta", "br", "link", "img"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if data.strip():
            self.texts.append(data.strip())

    @property
    def text(self):
        return " ".join(self.texts)


@pytest.fixture(scope="module")
def result():
    return small_plan(Settings(uncertainty_draws=0, build_year=1995))


@pytest.mark.parametrize("language", Language)
def test_a_card_for_each_task_that_residents_do(result, language):
    page = Page(handouts_html(result, language))
    assert not page.open
    table = result.participation
    done = table[table["do_level"].isin(["W2", "W3"])]
    wanted = set(zip(done["task_id"], done["do_level"], strict=True))
    assert page.tags.count("article") == len(wanted) > 0
    words = texts(language)
    for gate in set(result.gates["gate_id"]):
        assert words.word("gate", f"{gate}.reason") in page.text
    for number in range(1, 10):
        assert words.get(f"condition.{number}") in page.text


def test_every_task_stands_in_the_catalogue_with_its_reasons(result):
    entries = task_entries(result, texts(Language.NB))
    table = result.participation
    assert {(e.task_id, str(e.do)) for e in entries} == set(
        zip(table["task_id"], table["do_level"], strict=True)
    )
    assert all(entry.reasons and entry.places for entry in entries)
    with_someone = [entry for entry in entries if entry.do == "W2"]
    assert all(entry.people == 2 for entry in with_someone)


@pytest.mark.parametrize("language", Language)
def test_nothing_leaves_the_page_and_nothing_runs(result, language):
    html = handouts_html(result, language)
    page = Page(html)
    assert "script" not in page.tags
    assert not {"img", "link", "iframe", "object", "form"} & set(page.tags)
    links = [a["href"] for tag, a in page.attributes if tag == "a"]
    assert links
    assert all(link.startswith("#") for link in links)
    assert "default-src 'none'" in html
    assert "http" not in re.sub(r'http-equiv="', "", html)


def test_hostile_names_stay_text(result):
    catalog = small_catalog()
    for bad in HOSTILE:
        names = {f"name_{lang}": bad for lang in ("nb", "nn", "en")}
        components = tuple(row.model_copy(update=names) for row in catalog.components)
        variants = tuple(row.model_copy(update=names) for row in catalog.variants)
        tasks = tuple(
            row.model_copy(update=names | {"instruction_nb": f"1. {bad} 2. Stopp."})
            for row in catalog.tasks
        )
        hostile = catalog.model_copy(
            update={"components": components, "variants": variants, "tasks": tasks}
        )
        plan = small_plan(Settings(uncertainty_draws=0), catalog=hostile)
        page = Page(handouts_html(plan, Language.NB))
        assert not page.open
        assert not {"script", "img"} & set(page.tags)
        assert "49" not in [text for text in page.texts if "{{" in bad and text == "49"]


def test_steps_are_told_one_by_one():
    assert steps_of("1. Åpne døra. 2. Bruk 2.5 mm bits. 3. Stopp.") == (
        "Åpne døra.", "Bruk 2.5 mm bits.", "Stopp.",
    )  # fmt: skip
    assert steps_of("") == ()
    assert steps_of("Bare gjør det.") == ("Bare gjør det.",)


def test_homes_are_types_and_names_have_no_place(result):
    html = handouts_html(result, Language.NB)
    kinds = set(result.lines.loc[result.lines["location_class"] == "dwelling", "dwelling_type"])
    codes = set(result.inventory.components["dwelling_code"].dropna())
    page = Page(html)
    assert kinds
    for code in codes:
        assert not re.search(rf"(?<!\w){re.escape(code)}(?!\w)", page.text)


def test_the_file_is_replaced_whole(result, tmp_path):
    path = tmp_path / "cards.html"
    write_handouts(result, path, Language.EN)
    first = path.read_bytes()
    write_handouts(result, path, Language.EN)
    assert path.read_bytes() == first
    assert first.startswith(b"<!doctype html>")
    assert [each.name for each in tmp_path.iterdir()] == ["cards.html"]


def test_three_languages_have_the_same_words():
    keys = []
    for language in Language:
        file = resources.files("robuild.language") / f"handouts.{language}.toml"
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
        keys.append({(group, key) for group, words in tables.items() for key in words})
    assert keys[0] == keys[1] == keys[2]
