"""The page of what was assumed beside what happened."""

from __future__ import annotations

import html.parser
import sys
from pathlib import Path

import pytest

from robuild.handouts import write_evaluation
from robuild.learning import calibrate, evaluate, paid_off
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Language

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "learning"))
from kept_logs import DOOR, HARD, SOFT, catalog, event, exposure, kept


class Balanced(html.parser.HTMLParser):
    """Every element that is opened is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag, attrs):
        assert not any(name.startswith("on") for name, _ in attrs)
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)


def page(tmp_path, language, building="Huset"):
    lines = [
        exposure("L1", SOFT, 40, events_expected_per_year=2.0),
        exposure("L2", HARD, 40, events_expected_per_year=2.0),
    ]
    events = [event(n, line_id="L1", hours=4.0, cost_nok=9000.0, days=20.0) for n in range(30)]
    log = kept(events, lines, building=building)
    settings = Settings(preset="rop")
    learned = calibrate(catalog(), settings, [log]).learned
    path = tmp_path / "page.html"
    write_evaluation(
        evaluate([log], catalog()), paid_off(learned, catalog(), settings), learned, [log],
        catalog(), path, language,
    )  # fmt: skip
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", list(Language))
def test_it_says_what_to_change_in_three_languages(tmp_path, language):
    text = page(tmp_path, language)
    parser = Balanced()
    parser.feed(text)
    assert not parser.open
    shown = " ".join(" ".join(parser.texts).split())
    name = getattr(catalog().component_by_key[DOOR], f"name_{language}")
    ratio = {"en": "7.50"}.get(str(language), "7,50")  # 30 of 4 expected
    assert f"{name}: " in shown
    assert ratio in shown
    assert getattr(catalog().variant_by_id[HARD], f"name_{language}") in shown
    assert "nan" not in shown.lower().split()
    assert "http:" not in text
    assert "https:" not in text


def test_names_of_buildings_are_text(tmp_path):
    text = page(tmp_path, Language.NB, "<script>alert(1)</script>")
    assert "<script>" not in text
    assert "&lt;script&gt;" in text


def test_several_buildings_stand_side_by_side(tmp_path):
    """The same things in a row, what one building lacks as a dash, and the sums of each."""
    many = exposure("L1", SOFT, 40, events_expected_per_year=2.0)
    first = kept([event(n, line_id="L1") for n in range(30)], [many], building="Huset")
    second = kept(
        [event(n, line_id="L2") for n in range(3)],
        [exposure("L2", HARD, 40, events_expected_per_year=2.0)], building="Garden",
    )  # fmt: skip
    logs, settings = [first, second], Settings(preset="rop")
    learned = calibrate(catalog(), settings, logs).learned
    path = tmp_path / "page.html"
    write_evaluation(
        evaluate(logs, catalog()), paid_off(learned, catalog(), settings), learned, logs,
        catalog(), path, Language.EN,
    )  # fmt: skip
    parsed = Balanced()
    parsed.feed(path.read_text(encoding="utf-8"))
    said = [text.strip() for text in parsed.texts if text.strip()]
    start = said.index("The buildings side by side")
    table = said[start + 2 :]
    assert table[:3] == ["Component", "Huset", "Garden"]
    years = {log.building: log_years(log) for log in logs}
    whole = table.index("The whole building")
    assert table[whole + 1 : whole + 3] == [
        f"30 ({2.0 * years['Huset']:.1f})", f"3 ({2.0 * years['Garden']:.1f})",
    ]  # fmt: skip
    dashes = [text for text in table[whole + 3 : whole + 11] if text == "–"]
    assert len(dashes) == 2


def log_years(log) -> float:
    """Years that a log was kept, months of both ends included."""
    (y1, m1), (y2, m2) = (map(int, month.split("-")) for month in (log.first_month, log.last_month))
    return ((y2 - y1) * 12 + m2 - m1 + 1) / 12
