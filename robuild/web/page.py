"""The page put together: data as JSON, the drawing, script and style, and a strict policy."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from typing import Any

import robuild
from robuild.language import Texts, decimal, texts, texts_in
from robuild.plan_result import PlanResult
from robuild.terms.drawing import Drawing
from robuild.terms.vocabulary import DecideLevel, DoLevel, Language, MatchStatus
from robuild.web.colourings import Coloured, colourings
from robuild.web.overview import missing, totals_said, worst_lines
from robuild.web.packing import packed
from robuild.web.rows import Plain, Row, Rows, columns, rows_of

_UNNAMED = re.compile(
    r"\W*|\d*|project( (number|name))?|default project|undefined|unnamed", re.IGNORECASE
)
"""What programs call a project that nobody has named."""
_INNER = ("component_id", "confidence", "rung", "quantityRung")
_SHORTCUTS = (
    (("1", "–", "7"), "colour"), (("F",), "fit"), (("I",), "isolate"), (("H",), "hide"),
    (("A",), "all"), (("Esc",), "escape"), (("/",), "search"), (("↑", "↓"), "rows"),
    (("← → ↑ ↓", "+", "−"), "turn"), (("?",), "help"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """A page, and how much is in it."""

    html: bytes
    elements: int
    drawn: int
    lines: int


class NoPicture(StrEnum):
    """Why a page has no picture."""

    NO_MODEL = "no_model"
    NOT_ASKED = "not_asked"
    NO_SHAPES = "no_shapes"


def view_page(
    result: PlanResult,
    drawing: Drawing,
    language: Language,
    why_not: NoPicture = NoPicture.NO_SHAPES,
) -> Page:
    """The page of a plan.

    Args:
        result: of `plan`.
        drawing: of the same models; may be empty.
        language: of the page.
        why_not: what is said where nothing is drawn.
    """
    words = texts(language)
    rows = rows_of(result, drawing, words)
    ways = colourings(result, rows, words)
    no_picture = "" if drawing.drawn else words.get(f"web.{why_not}")
    data = _data(result, rows, ways, words, no_picture)
    numbers = {str(each["component_id"]): n for n, each in enumerate(rows.elements)}
    html = _filled(
        result, words, data=_json(data),
        drawing=packed(drawing, numbers) if drawing.drawn else "",
    )  # fmt: skip
    drawn = sum(bool(each["drawn"]) for each in rows.elements)
    return Page(html.encode("utf-8"), len(rows.elements), drawn, len(rows.lines))


def _data(
    result: PlanResult, rows: Rows, ways: list[Coloured], words: Texts, no_picture: str
) -> Row:
    elements = [_shown(each, words) for each in rows.elements]
    lines = [{**each, "lacks": _lacks(each, words)} for each in rows.lines]
    return {
        "point": "." if words.language is Language.EN else ",",
        "words": {
            key.removeprefix("view."): text
            for key, text in texts_in(words.language).items()
            if key.startswith("view.")
        },
        "levels": {
            str(level): words.word(group, level)
            for group, levels in (("do_level", DoLevel), ("decide_level", DecideLevel))
            for level in levels
        },
        "storeys": rows.storeys,
        "models": rows.models,
        "lines": columns(lines),
        "elements": columns(elements, _INNER),
        "colourings": [
            {"key": way.key, "title": way.title, "note": way.note, "marks": way.marks,
             "labels": way.labels, "values": way.values, "ofLine": way.of_line}
            for way in ways
        ],
        "worst": worst_lines(rows),
        "missing": missing(result, rows, ways, words),
        "noPicture": no_picture,
    }  # fmt: skip


def _shown(element: Row, words: Texts) -> Row:
    """What a person reads of an element."""
    confidence, rung = element["confidence"], element["quantityRung"]
    return {
        **element,
        "status": str(element["status"]),
        "recognised": words.word("match_rung", element["rung"]),
        "sure": words.word("confidence", confidence) if confidence else "",
        "quantityFrom": words.word("quantity_rung", rung) if rung else "",
    }


def _lacks(line: Row, words: Texts) -> list[str]:
    return [words.word("word", f"missing_{each}") for each in line["lacks"]]


def _filled(result: PlanResult, words: Texts, *, data: str, drawing: str) -> str:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    folder = resources.files("robuild.web")
    script = "\n" + (folder / "viewer.min.js").read_text(encoding="utf-8").replace("\r\n", "\n")
    style = "\n" + (folder / "page.css").read_text(encoding="utf-8").replace("\r\n", "\n")
    made = Environment(
        loader=PackageLoader("robuild.web", "."), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return made.get_template("page.html.j2").render(
        word=lambda key, **values: words.get(f"web.{key}", **values),
        language=str(words.language),
        version=robuild.__version__,
        policy=Markup(policy(script, style)),  # noqa: S704 - our own hashes, quotes as they are
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file; a test says it does not end itself
        data=Markup(data),  # noqa: S704 - escaped by `_json`
        drawing=Markup(drawing),  # noqa: S704 - base64
        title=_title(result),
        subtitle=_subtitle(result, words),
        balance=_balance(result, words),
        totals=totals_said(result, words),
        totals_note=_totals_note(result, words),
        worst_note=words.get("web.worst.note" if len(result.lines) else "web.worst.nothing"),
        shortcuts=[(keys, words.get(f"web.shortcut.{what}")) for keys, what in _SHORTCUTS],
    )


def policy(script: str, style: str) -> str:
    """Nothing is loaded from anywhere; only this script and this style count."""
    return (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode()


def _json(data: Any) -> str:
    """JSON that cannot end the element it stands in, whatever a model is called."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def _title(result: PlanResult) -> str:
    plain = Plain(result)
    names = [plain(model.project_name) for model in result.inventory.models]
    named = [name for name in dict.fromkeys(names) if not _UNNAMED.fullmatch(name)]
    files = [model.model_id.rpartition(".")[0] for model in result.inventory.models]
    return ", ".join(named) or ", ".join(files) or result.catalog_label


def _subtitle(result: PlanResult, words: Texts) -> str:
    models = ", ".join(model.model_id for model in result.inventory.models)
    years = words.get(
        "web.subtitle", years=result.settings.period_years, base=result.settings.base_year,
        catalog=result.catalog_label,
    )  # fmt: skip
    return f"{models} · {years}" if models else years


def _balance(result: PlanResult, words: Texts) -> list[dict[str, str]]:
    status = result.matches["status"].value_counts()
    rejects = result.inventory.rejects["reason"].value_counts()
    why = ", ".join(f"{words.word('reject', reason)}: {n}" for reason, n in rejects.items())
    shown = [
        ("read", result.inventory.elements_read),
        ("components", len(result.inventory.components)),
        ("rejects", len(result.inventory.rejects)),
        ("matched", int(status.get(str(MatchStatus.MATCHED), 0))),
        ("unmatched", int(status.get(str(MatchStatus.UNMATCHED), 0))),
        ("out_of_scope", int(status.get(str(MatchStatus.OUT_OF_SCOPE), 0))),
        ("not_modelled", len(result.not_modelled)),
    ]
    return [
        {"number": decimal(number), "label": words.get(f"web.balance.{key}"),
         "note": why if key == "rejects" and why else words.get(f"web.balance.{key}.note")}
        for key, number in shown
    ]  # fmt: skip


def _totals_note(result: PlanResult, words: Texts) -> str:
    key = "web.whole.complete" if result.totals.complete else "web.whole.incomplete"
    return words.get(key)
