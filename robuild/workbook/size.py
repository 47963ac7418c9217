"""What costs are divided by: dwellings and floor area."""

from __future__ import annotations

from dataclasses import dataclass

from robuild.workbook.page import Book


@dataclass(frozen=True, slots=True)
class Size:
    """What the cost is divided by; `None` where the models do not say."""

    dwellings: int | None
    floor_area_m2: float | None


def size_of(book: Book) -> Size:
    """Dwellings and indoor floor area, from rooms and components."""
    inventory = book.result.inventory
    codes = set(inventory.components["dwelling_code"].dropna())
    codes |= set(inventory.spaces["dwelling_code"].dropna())
    inside = inventory.spaces[inventory.spaces["is_external"] != "yes"]
    area = float(inside["floor_area_m2"].dropna().sum())
    return Size(len(codes) or None, area or None)
