"""Numbers as people in Norway write them, without the locale of the machine."""

from __future__ import annotations

import math

from robuild.terms.vocabulary import Language

NO_BREAK_SPACE = "\u00a0"
_MINUS = "\u2212"


def decimal(value: float, decimals: int = 0) -> str:
    r"""A number with no-break spaces between thousands and a decimal comma.

    Example:
        >>> decimal(1234567.891, 2)
        '1\xa0234\xa0567,89'
    """
    whole, _, part = f"{abs(value):,.{decimals}f}".partition(".")
    shown = whole.replace(",", NO_BREAK_SPACE) + (f",{part}" if part else "")
    is_nought = not any(digit in "123456789" for digit in shown)
    return shown if value >= 0 or is_nought else _MINUS + shown


def kr(amount: float, decimals: int = 0) -> str:
    r"""An amount in NOK, such as `1 234 kr`, with no-break spaces.

    Example:
        >>> kr(-1234.4)
        '−1\xa0234\xa0kr'
    """
    return f"{decimal(amount, decimals)}{NO_BREAK_SPACE}kr"


def figure(value: float, language: Language, decimals: int | None = None) -> str:
    """A number for reading: three significant figures, or so many decimals; a dash for none.

    Example:
        >>> figure(0.0123, Language.NB), figure(12.4, Language.EN, 1), figure(math.nan, Language.EN)
        ('0,0123', '12.4', '–')
    """
    if math.isnan(value):
        return "–"
    if decimals is None and value:
        decimals = max(0, 2 - math.floor(math.log10(abs(value))))
    shown = decimal(value, decimals or 0)
    return shown.replace(",", ".") if language is Language.EN else shown
