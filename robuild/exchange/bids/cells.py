"""What a bidder wrote in one cell: a number, a level, a class of evidence, or nothing usable."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from robuild.language import texts_in
from robuild.tabular import RawCell, Unreadable
from robuild.terms.tender import BID_LEVELS, EvidenceClass, Tender
from robuild.terms.vocabulary import Criterion, Language

LIMITS: Mapping[str, tuple[float, float]] = {
    "unit_price_nok": (0.0, 1e9),
    "material_price_nok": (0.0, 1e9),
    "hours": (0.0, 1_000.0),
    "life_years": (0.1, 200.0),
    "warranty_years": (0.0, 100.0),
    "spare_part_nok": (0.0, 1e9),
    "spare_parts_years": (0.0, 100.0),
    "lead_time_days": (0.0, 3_650.0),
}
"""Lowest and highest value that is read at all."""
_OWN_MONEY = re.compile(r"(?i)^(?:nok|kr\.?)\s*|\s*(?:nok|kr\.?|,-)$")
_OTHER_MONEY = re.compile(r"(?i)[€$£¥]|\b(?:EUR|USD|GBP|SEK|DKK|CHF|ISK|PLN)\b")
_COMMA = re.compile(r"[+-]?(?:\d{1,3}(?:[ .]\d{3})+|\d+),\d+")
_POINT = re.compile(r"[+-]?(?:\d{1,3}(?:[ ,]\d{3})+|\d+)\.\d+")
_WHOLE = re.compile(r"[+-]?(?:\d{1,3}(?: \d{3})+|\d+)")
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?:[.,]\d{3})+")


@dataclass(frozen=True, slots=True)
class ReadCell:
    """A value, or why there is none."""

    value: float | str | None
    code: str = ""
    """Finding, also where there is a value: text that was read as a number."""


def number_in(column: str, raw: RawCell | Unreadable) -> ReadCell:
    """A number within what the column may hold; `None` where nothing was written.

    Example:
        >>> number_in("hours", 2.5), number_in("hours", "1 234,5").code
        (ReadCell(value=2.5, code=''), 'out_of_range')
        >>> number_in("unit_price_nok", "1 234,5")
        ReadCell(value=1234.5, code='decimal_comma')
    """
    read = _number(raw)
    if not isinstance(read.value, float):
        return read
    low, high = LIMITS[column]
    if not low <= read.value <= high:
        return ReadCell(None, "out_of_range")
    return read


def _number(raw: RawCell | Unreadable) -> ReadCell:
    if raw is None:
        return ReadCell(None)
    if isinstance(raw, Unreadable):
        return ReadCell(None, "unreadable_cell")
    if isinstance(raw, (bool, dt.date, dt.time, dt.timedelta)):
        return ReadCell(None, "not_a_number")
    if isinstance(raw, (int, float)):
        return ReadCell(float(raw)) if math.isfinite(raw) else ReadCell(None, "not_a_number")
    return _number_in_text(raw)


def _number_in_text(raw: str) -> ReadCell:
    text = " ".join(raw.replace("\u00a0", " ").replace("\u202f", " ").split())
    if not text:
        return ReadCell(None)
    if _OTHER_MONEY.search(text):
        return ReadCell(None, "other_currency")
    text = _OWN_MONEY.sub("", text).replace("\u2212", "-").strip()
    if _THOUSANDS.fullmatch(text):
        # 1.234 is twelve hundred in one language and one and a bit in another
        return ReadCell(None, "ambiguous_number")
    if _COMMA.fullmatch(text):
        plain = text.replace(" ", "").replace(".", "").replace(",", ".")
        return ReadCell(float(plain), "decimal_comma")
    if _POINT.fullmatch(text):
        return ReadCell(float(text.replace(" ", "").replace(",", "")), "number_as_text")
    if _WHOLE.fullmatch(text):
        return ReadCell(float(text.replace(" ", "")), "number_as_text")
    return ReadCell(None, "not_a_number")


class Words:
    """Levels and classes of evidence by what a drop-down shows, in any language."""

    def __init__(self, tender: Tender) -> None:
        self._levels: dict[str, dict[str, str]] = {column: {} for column in BID_LEVELS.values()}
        for row in tender.levels:
            known = self._levels[BID_LEVELS[Criterion(row.criterion)]]
            for name in (row.level, row.name_en, row.name_nn, row.name_nb):
                known[_plain(name)] = row.level
        self._evidence: dict[str, str] = {}
        for each in EvidenceClass:
            self._evidence[_plain(each.value)] = each.value
            for language in Language:
                shown = texts_in(language).get(f"evidence_class.{each.value}")
                if shown:
                    self._evidence[_plain(shown)] = each.value

    def level(self, column: str, raw: RawCell | Unreadable) -> ReadCell:
        """The level of a criterion."""
        return _word(self._levels[column], raw, "unknown_level")

    def evidence(self, raw: RawCell | Unreadable) -> ReadCell:
        """The class of evidence."""
        return _word(self._evidence, raw, "unknown_evidence")


def text_in(raw: RawCell | Unreadable) -> ReadCell:
    """Free text of a product or link."""
    if isinstance(raw, Unreadable):
        return ReadCell(None, "unreadable_cell")
    shown = "" if raw is None else str(raw).strip()
    return ReadCell(shown[:500] or None)


def _word(known: Mapping[str, str], raw: RawCell | Unreadable, code: str) -> ReadCell:
    if isinstance(raw, Unreadable):
        return ReadCell(None, "unreadable_cell")
    shown = "" if raw is None else str(raw).strip()
    if not shown:
        return ReadCell(None)
    found = known.get(_plain(shown))
    return ReadCell(found) if found else ReadCell(None, code)


def _plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").casefold().split())
