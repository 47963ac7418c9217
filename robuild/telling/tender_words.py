"""What a position asks, in words: the same in workbook, announcement and list."""

from __future__ import annotations

from robuild.language import Texts, figure
from robuild.terms.tender import Position, Tender, TenderLevel
from robuild.terms.vocabulary import Criterion


def name_of(row: Position | TenderLevel, words: Texts) -> str:
    """Name of a position or level."""
    return str(getattr(row, f"name_{words.language}"))


def level_names(tender: Tender, criterion: Criterion, words: Texts) -> list[str]:
    """Levels of a criterion, best first."""
    return [name_of(level, words) for level in levels_of(tender, criterion)]


def levels_of(tender: Tender, criterion: Criterion) -> list[TenderLevel]:
    """Levels of a criterion, best first."""
    own = [level for level in tender.levels if level.criterion is criterion]
    return sorted(own, key=lambda level: -level.value)


def functions_told(position: Position, words: Texts) -> list[str]:
    """Functional minimum, a phrase each."""
    return [words.word("tender_function", word) for word in position.minimum_words]


PROMISES = ("warranty", "lead_time", "spare_parts")


def promises_told(position: Position, words: Texts, kinds: tuple[str, ...] = PROMISES) -> list[str]:
    """Warranty, lead time and spare parts that are asked for, a phrase each."""
    asked = (
        ("warranty", position.least_warranty_years),
        ("lead_time", position.most_lead_time_days),
        ("spare_parts", position.least_spare_parts_years),
    )
    return [
        words.get(f"tender.asked.{name}", value=figure(value, words.language, 0))
        for name, value in asked
        if value is not None and name in kinds
    ]


def levels_told(position: Position, tender: Tender, words: Texts) -> list[str]:
    """Least levels and least index that are asked for, a phrase each."""
    told = []
    for criterion, level in position.minimum_levels.items():
        row = next(each for each in levels_of(tender, criterion) if each.level == level)
        told.append(
            words.get(
                "tender.asked.level",
                criterion=criterion_name(criterion, words),
                level=name_of(row, words),
            )
        )
    if position.minimum_repair_ease is not None:
        value = figure(position.minimum_repair_ease, words.language, 2)
        told.append(words.get("tender.asked.index", value=value))
    return told


def criterion_name(criterion: Criterion, words: Texts) -> str:
    """Number and name, as everywhere else."""
    return words.word("criterion", criterion)


def quantity_told(position: Position, words: Texts) -> str:
    """Amount with unit; whole pieces without decimals."""
    decimals = 0 if position.quantity == int(position.quantity) else 2
    amount = figure(position.quantity, words.language, decimals)
    return f"{amount} {words.word('unit', position.unit)}"
