"""What several writers tell of a plan in the same way: pages to print and sheets alike."""

from robuild.telling.gaps import ToldGap, told_gaps
from robuild.telling.homes import Home, HomeThing, Option, common_choices, homes
from robuild.telling.tender_words import (
    criterion_name,
    functions_told,
    level_names,
    levels_of,
    levels_told,
    name_of,
    promises_told,
    quantity_told,
)

__all__ = [
    "Home",
    "HomeThing",
    "Option",
    "ToldGap",
    "common_choices",
    "criterion_name",
    "functions_told",
    "homes",
    "level_names",
    "levels_of",
    "levels_told",
    "name_of",
    "promises_told",
    "quantity_told",
    "told_gaps",
]
