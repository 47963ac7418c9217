"""What several writers tell of a plan in the same way: pages to print and sheets alike."""

from robuild.telling.gaps import ToldGap, told_gaps
from robuild.telling.homes import Home, HomeThing, Option, common_choices, homes

__all__ = [
    "Home",
    "HomeThing",
    "Option",
    "ToldGap",
    "common_choices",
    "homes",
    "told_gaps",
]
