"""Numbers as people in Norway write them, without the locale of the machine."""

from __future__ import annotations

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
