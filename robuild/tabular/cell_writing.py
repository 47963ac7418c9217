"""Put one value into one cell of a workbook being written.

Dress the cell first (font, fill, number format): `put_text` adds to the style it finds, and a style
given later would take the mark away again.
"""

from __future__ import annotations

import math
import re
from copy import copy
from typing import TYPE_CHECKING, Any

from robuild.tabular.text_rules import is_formula_like, safe_text

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell

CachedValue = float | int | str | bool
"""What a formula gives, as the Python engine says."""

_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def put_text(cell: Cell, value: object) -> None:
    """Write text that is never calculated, whatever it says.

    Control characters and direction overrides are left out, more than 32,767 letters cut off
    (`safe_text`). Text that Excel would calculate after F2 and Enter gets the quote prefix.
    """
    text = escaped(safe_text(value))
    _put(cell, text, "s")
    if is_formula_like(text):
        # style arrays are shared between cells; marking one must not mark the others
        styled: Any = cell
        styled._style = copy(styled._style)
        styled.quotePrefix = True


def put_number(cell: Cell, value: float) -> None:
    """Write a number with all its digits (`save_with_cache` sees to the last one).

    Raises:
        ValueError: not a finite number; missing values are a word in workbooks (conventions §1.1).
    """
    number = value if isinstance(value, int) else float(value)
    if isinstance(value, bool) or not math.isfinite(number):
        raise ValueError(f"{value!r} for cell {cell.coordinate} is not a finite number")
    _put(cell, number, "n")


def put_formula(
    cell: Cell, formula: str, value: CachedValue, cached: dict[str, CachedValue]
) -> None:
    """Write a live formula together with the value it gives.

    Args:
        cell: where.
        formula: own text with `=` in front; nothing from a model or catalog may be in it.
        value: what the formula gives: number, text or yes/no; shown wherever nothing calculates.
        cached: values of this sheet by cell, for `save_with_cache`.

    Raises:
        ValueError: no formula, or a value that is missing or not finite.
    """
    if not formula.startswith("=") or len(formula) < 2:
        raise ValueError(f"{formula!r} for cell {cell.coordinate} is not a formula")
    where = cell.coordinate
    cached[where] = _checked(value, where)
    _put(cell, formula, "f")


def _put(cell: Any, value: CachedValue, data_type: str) -> None:
    # not through `cell.value`, which guesses a type: the type is known, and guessing costs a tenth
    cell._value = value
    cell.data_type = data_type


def _checked(value: CachedValue, where: str) -> CachedValue:
    if isinstance(value, str):
        return safe_text(value)
    if hasattr(value, "item"):  # numpy numbers
        value = value.item()
    if isinstance(value, (bool, int)) or (isinstance(value, float) and math.isfinite(value)):
        return value
    raise ValueError(f"the formula in {where} has no value: {value!r}")


def escaped(text: str) -> str:
    """Text whose `_x0041_` stays as it is; Excel reads such words as escapes.

    >>> escaped("a_x0041_")
    'a_x005F_x0041_'
    """
    if "_x" not in text:
        return text
    return safe_text(_LOOKS_ESCAPED.sub("_x005F_", text))
