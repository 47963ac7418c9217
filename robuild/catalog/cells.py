"""From a raw cell to the value a field wants, or to a sentence that says what is wrong."""

from __future__ import annotations

import datetime as dt
import math
import re
from difflib import get_close_matches
from typing import Any

from robuild.catalog.columns import Column, Kind
from robuild.tabular import RawCell, harmful_character, number_text

_POINT = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")
_COMMA = re.compile(r"[+-]?(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:,\d+)?")
_LONGEST = 32_767
_LONGEST_SHOWN = 80


class CellError(Exception):
    """A cell that cannot be read: code, sentence, what to do."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


def read_cell(
    raw: RawCell, column: Column, *, decimal_comma: bool = False, in_sheet: bool = False
) -> Any:
    """Value of a cell as its column wants it; `None` when it is empty and may be.

    Args:
        raw: cell as it stands in the file.
        column: what the field wants.
        decimal_comma: numbers may be written `1 234,5`.
        in_sheet: the cell is in a workbook; only the advice differs.

    Raises:
        CellError: what is wrong with the cell.
    """
    text = _text(raw)
    if text == "":
        return _empty(column)
    if column.kind in (Kind.NUMBER, Kind.WHOLE):
        try:
            return _number(raw, text, column, decimal_comma)
        except CellError as error:
            if in_sheet and error.code == "not_a_number":
                error.hint = "Format the cell as a number, not as text, and type the number anew."
            raise
    if found := harmful_character(text):
        raise CellError(
            "hidden_character",
            f"{shown(text)} holds the hidden character U+{ord(found):04X}.",
            "Type the text anew without it.",
        )
    if 2 * len(text) > _LONGEST and len(text.encode("utf-16-le")) > 2 * _LONGEST:
        raise CellError(
            "text_too_long", f"the text has {len(text)} letters; at most {_LONGEST}.", "Shorten it."
        )
    if column.words and text not in column.words:
        raise CellError(
            "unknown_word",
            f"{shown(text)} is not one of {', '.join(column.words)}.",
            nearest_hint(text, column.words),
        )
    return text


def write_cell(value: Any) -> str | float | int | None:
    """Cell of a field's value; `None` becomes an empty cell.

    The opposite of `read_cell`, except that the answer `unknown` is always spelled out.
    """
    if value is None or isinstance(value, (int, float)):
        return value
    return str(value)


def shown(value: object) -> str:
    r"""A value for a message: texts quoted, hidden characters spelled out, not too long.

    >>> shown("a\x07")
    "'a\\x07'"
    """
    text = value if isinstance(value, str) else _text_of_other(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return text
    return repr(text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…")


def nearest_hint(word: str, words: tuple[str, ...] | list[str] | set[str]) -> str:
    """`Did you mean …?`, or nothing when no word is near.

    >>> nearest_hint("yess", ("yes", "no"))
    "Did you mean 'yes'?"
    """
    near = get_close_matches(word[:200].lower(), sorted(words), n=1, cutoff=0.6)
    return f"Did you mean {near[0]!r}?" if near else ""


def _text(raw: RawCell) -> str:
    if raw is None:
        return ""
    return raw.strip() if isinstance(raw, str) else _text_of_other(raw)


def _text_of_other(raw: object) -> str:
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if isinstance(raw, float):
        return number_text(raw) if math.isfinite(raw) else str(raw)
    if isinstance(raw, dt.datetime):
        return raw.date().isoformat() if raw.time() == dt.time() else raw.isoformat(sep=" ")
    return str(raw)


def _empty(column: Column) -> Any:
    if column.may_be_empty:
        return None
    if column.empty_word is not None:
        return column.empty_word
    if column.kind in (Kind.NUMBER, Kind.WHOLE):
        raise CellError("empty_cell", f"the cell is empty; a {column.kind.value} is needed.")
    if column.words:
        allowed = ", ".join(column.words)
        raise CellError("empty_cell", f"the cell is empty; needed is one of {allowed}.")
    return ""


def _number(raw: RawCell, text: str, column: Column, decimal_comma: bool) -> float | int:
    value: float | int
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        value = raw
    elif isinstance(raw, str) and _POINT.fullmatch(text):
        # a whole number of many digits must not pass through a float
        value = int(text) if re.fullmatch(r"[+-]?\d{1,18}", text) else float(text)
    elif isinstance(raw, str) and decimal_comma and _COMMA.fullmatch(text):
        value = float(re.sub(r"[ \u00a0\u202f]", "", text).replace(",", "."))
    else:
        comma = _COMMA.fullmatch(text) is not None
        raise CellError(
            "not_a_number",
            f"{shown(raw)} is not a number.",
            f"Write it with a point: {re.sub('[^0-9,+-]', '', text).replace(',', '.')}."
            if comma
            else "Write digits only, without unit or spaces; leave the cell empty if not known."
            if column.may_be_empty
            else "Write digits only, without unit or spaces.",
        )
    if column.kind is Kind.WHOLE and isinstance(value, float):
        if not value.is_integer():
            raise CellError("not_whole", f"{shown(raw)} is not a whole number.")
        value = int(value)
    return value
