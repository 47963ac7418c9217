"""Kinds of columns that the table schemas are put together from."""

from __future__ import annotations

from enum import StrEnum

import pandera.pandas as pa

from robuild.terms import vocabulary as v


def text(*, nullable: bool = False, unique: bool = False) -> pa.Column:
    """A text, never empty unless nullable."""
    return pa.Column(str, nullable=nullable, unique=unique)


def words(allowed: type[StrEnum], *, nullable: bool = False) -> pa.Column:
    """One word of a closed set."""
    return pa.Column(str, pa.Check.isin([str(word) for word in allowed]), nullable=nullable)


def number(low: float | None = 0.0, *, nullable: bool = False) -> pa.Column:
    """A number, at least `low`; NaN where nullable."""
    check = None if low is None else pa.Check.ge(low)
    return pa.Column(float, check, nullable=nullable)


def count() -> pa.Column:
    """A whole number, at least 0."""
    return pa.Column(int, pa.Check.ge(0))


def flag() -> pa.Column:
    """True or false."""
    return pa.Column(bool)


def schema(name: str, columns: dict[str, pa.Column], key: list[str] | None) -> pa.DataFrameSchema:
    """A table with exactly these columns in this order; `key` names its unique columns."""
    return pa.DataFrameSchema(columns, name=name, strict=True, ordered=True, unique=key)


def measured(name: str, unit: str | None) -> dict[str, pa.Column]:
    """A quantity with its rung and method; unit `None` when its own column stands elsewhere."""
    columns = {f"{name}_{unit}": number(nullable=True)} if unit else {}
    rung = {f"{name}_rung": words(v.QuantityRung), f"{name}_method": text(nullable=True)}
    return {**columns, **rung}
