"""The page as a file: what is in it, what is not, and that nothing in a model can change it."""

from __future__ import annotations

import base64
import hashlib
import html as entities
import json
import re

import numpy as np
import pytest
from page_parts import FAR, data_of, drawing_of, part, unpacked

from robuild.language import texts_in
from robuild.terms.drawing import NOTHING_DRAWN
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Language
from robuild.web import NoPicture, view_page
from robuild.web.page import policy

HOSTILE = (
    "</script><img src=x onerror=alert(1)>", "<!--<script>", "{{ 7 * 7 }}", "a\u2028b\u2029c",
    "\u202egnp.exe", "&lt;b&gt;", '"><svg onload=alert(1)>', "x" * 5_000,
)  # fmt: skip


def test_nothing_is_loaded_and_only_our_script_and_style_count(html):
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    assert found
    rules = dict(rule.strip().split(" ", 1) for rule in found[1].split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    script = re.findall(r"<script>(.*?)</script>", html, flags=re.DOTALL)
    style = re.findall(r"<style>(.*?)</style>", html, flags=re.DOTALL)
    assert len(script) == len(style) == 1
    for name, text in (("script-src", script[0]), ("style-src", style[0])):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert rules[name] == f"'sha256-{digest}'"
    outside = html.replace(script[0], "").replace(style[0], "")
    assert not re.search(r"\s(src|style|on\w+)=", re.sub(r">[^<]*<", "><", outside))
    assert "://" not in style[0]
    assert policy("a", "b") != policy("a ", "b")


def test_the_head_says_who_wrote_it_early_enough_to_be_replaced(html):
    assert '<meta name="generator" content="robuild' in html[:1000]


def test_names_of_a_model_stay_text():
    from small_plan import small_plan

    plan = small_plan(Settings(uncertainty_draws=0), names=HOSTILE)
    html = view_page(plan, NOTHING_DRAWN, Language.EN).html.decode()
    assert html.count("<script") == 2  # data and our own; no drawing
    raw = part(html, "data")
    for tag in ("<img", "<svg", "<!--<"):
        assert tag not in html.replace(raw, "").partition("<script>")[0]
    assert not set(raw) & set("<>&\u2028\u2029")
    shown = set(data_of(html)["elements"]["name"])
    plain = {" ".join(name.split()) for name in HOSTILE if len(name) < 100}
    assert shown == plain - {"\u202egnp.exe"} | {"gnp.exe", "x" * 159 + "…"}
    title = re.search(r"<h1>(.*?)</h1>", html)
    assert title
    assert entities.unescape(title[1]) == HOSTILE[1]


def test_codes_of_dwellings_and_rooms_are_not_in_it():
    from small_plan import small_plan

    names = ("Dør B1 kjøkken", "B12 Rom", "AB1", "B2/bad", "Rom 1")
    plan = small_plan(Settings(uncertainty_draws=0), names=names)
    codes = set(plan.inventory.components["dwelling_code"])
    assert {"B1", "B2"} <= codes
    found = data_of(view_page(plan, NOTHING_DRAWN, Language.NB).html.decode())
    assert set(found["elements"]["name"]) == {"Dør … kjøkken", "B12 Rom", "AB1", "…/bad", "Rom 1"}
    assert not {"space", "space_name", "dwelling", "tag"} & set(found["elements"])


def test_classes_count_what_the_tables_of_the_plan_hold(plan, html):
    data = data_of(html)
    ways = {way["key"]: way for way in data["colourings"]}
    counts = {
        key: {mark: way["values"].count(n) for n, mark in enumerate(way["marks"])}
        for key, way in ways.items()
    }
    ids = plan.inventory.components["component_id"]
    lines = plan.lines.merge(plan.repair_ease, on="variant_id").set_index("line_id")
    on_line = plan.line_of_component[plan.line_of_component["component_id"].isin(ids)]
    letters = lines["repair_ease_class"].reindex(on_line["line_id"]).value_counts()
    assert {k: n for k, n in counts["ease"].items() if n} == letters.to_dict()
    do = plan.participation.groupby("line_id")["do_level"].max().reindex(on_line["line_id"])
    assert {k: n for k, n in counts["do"].items() if n} == do.value_counts().to_dict()
    status = plan.matches["status"].value_counts()
    assert counts["gap"]["4"] == status["unmatched"]
    assert ways["gap"]["values"].count(-1) == status["out_of_scope"]
    assert counts["gap"]["3"] >= on_line["quantity"].isna().sum() > 0
    assert sum(counts["gap"].values()) + status["out_of_scope"] == len(ids)
    rungs = on_line["quantity_rung"].value_counts()
    assert sorted(counts["rung"].values()) == sorted(rungs)


def test_shares_of_a_line_add_up_to_its_weighted_cost(plan, html):
    data = data_of(html)
    elements, lines = data["elements"], data["lines"]
    lcc = plan.lcc.set_index("line_id")["weighted_cost_nok"]
    whole = 0
    for number, line_id in enumerate(plan.lines["line_id"]):
        mine = [n for n, line in enumerate(elements["line"]) if line == number]
        if np.isnan(lcc[line_id]):
            assert lines["weighted"][number] is None
            assert all(elements["weighted"][n] is None for n in mine)
            continue
        assert lines["weighted"][number] == pytest.approx(lcc[line_id])
        if mine and not plan.lines["missing_quantity_count"].iloc[number]:
            whole += 1
            shares = sum(elements["weighted"][n] for n in mine)
            assert shares == pytest.approx(lcc[line_id] * len(mine) / lines["quantity"][number])
    assert whole > 2


def test_the_worst_lines_are_those_of_the_lowest_index(plan, html):
    data = data_of(html)
    lowest = sorted(plan.lines.merge(plan.repair_ease, on="variant_id")["rei_low"])[:10]
    assert [data["lines"]["rei"][n] for n in data["worst"]] == pytest.approx(lowest)


def test_missing_is_null_and_what_is_missing_is_listed(html, plan):
    raw = part(html, "data")
    assert "NaN" not in raw
    assert "Infinity" not in raw
    listed = {each["text"]: each["count"] for each in data_of(html)["missing"]}
    words = texts_in(Language.NB)
    unmatched = (plan.matches["status"] == "unmatched").sum()
    assert listed[words["web.missing.unmatched"]] == unmatched
    assert listed[words["web.missing.not_drawn"]] == 1
    assert 0 not in listed.values()


def test_the_drawing_keeps_its_size_and_comes_near_the_origin(html, plan):
    """Read as `packing` describes it, with nothing of it but the description."""
    raw = unpacked(html)
    version, shapes, places, points, triangles, edges, width = np.frombuffer(raw, "<u4", 7)
    count = len(plan.inventory.components) - 1
    assert (version, shapes, places, points, triangles, edges, width) == (1, 1, count, 8, 4, 2, 2)
    at = 28 + 3 * 4
    matrices = np.frombuffer(raw, "<f4", 12 * count, at).reshape(-1, 3, 4)
    at += 48 * count + 4 * count
    assert np.frombuffer(raw, "<u4", count, at).tolist() == list(range(count))
    at += 4 * count + triangles * 3 * 2 + edges * 2 * 2
    grid = np.frombuffer(raw, "<u2", 24, at).reshape(8, 3)
    assert at + 48 == len(raw)
    first = grid @ matrices[0, :, :3].T + matrices[0, :, 3]
    last = grid @ matrices[-1, :, :3].T + matrices[-1, :, 3]
    assert np.ptp(first, axis=0) == pytest.approx([1.0, 2.0, 0.5], abs=1e-4)
    assert (last - first)[0] == pytest.approx([count - 1, 0, 0], abs=1e-3)
    assert np.abs(np.vstack([first, last])).max() < count
    assert np.abs(FAR).max() > 1e6


@pytest.mark.parametrize("language", list(Language))
def test_every_language_has_its_words(plan, language):
    html = view_page(plan, drawing_of(plan), language).html.decode()
    assert f'<html lang="{language}">' in html
    title = texts_in(language)["web.worst"]
    assert f"<h2>{title}</h2>" in html
    assert data_of(html)["words"]["missing"] == texts_in(language)["view.missing"]


def test_the_page_is_written_without_a_picture_and_says_why(plan):
    said = {
        why: data_of(view_page(plan, NOTHING_DRAWN, Language.EN, why).html.decode())
        for why in NoPicture
    }
    assert "could be drawn" in said[NoPicture.NO_SHAPES]["noPicture"]
    assert "--no-geometry" in said[NoPicture.NOT_ASKED]["noPicture"]
    assert "register" in said[NoPicture.NO_MODEL]["noPicture"]
    assert len(said[NoPicture.NO_MODEL]["lines"]["name"]) == len(plan.lines)


def test_the_same_plan_gives_the_same_bytes(plan, drawing, html):
    assert view_page(plan, drawing, Language.NB).html.decode() == html
    assert json.dumps(data_of(html))
