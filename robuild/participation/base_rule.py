"""How far residents may do a task before any gate is asked (conventions §6.1)."""

from __future__ import annotations

from robuild.terms.vocabulary import DoLevel

ALONE_HOURS = 4.0
WITH_HOURS = 8.0
NO_TRADE_SKILL = 1.0
TRADE_SKILL = 0.5
NO_SPECIAL_TOOLS = 0.5
"""C5 of `trade_power_tools`; below it are tools that only the supplier has."""


def base_do_level(
    *,
    skill: float | None,
    hours: float | None,
    power_tool_class: int | None,
    c5_tools: float | None = 1.0,
) -> DoLevel:
    """The base rule: skill, hours and tools of a task.

    W3 takes no trade skill, at most 4 hours and at most simple hand tools; W2 takes at most a trade
    skill and at most 8 hours; everything else is W1. What is not known is read as the worst.

    Whether power tools are used is the task's own answer: a wall that painters spray can be touched
    up with a brush. The variant adds only what no task can do without: the supplier's own tools.

    Args:
        skill: value of criterion C6 of the task, 0.1 to 1.
        hours: of one event; of one unit for recurring tasks.
        power_tool_class: 0 is none or simple hand tools.
        c5_tools: value of criterion C5 of the variant where the task takes it apart, else 1.

    >>> str(base_do_level(skill=1.0, hours=3, power_tool_class=0))
    'W3'
    >>> str(base_do_level(skill=1.0, hours=6, power_tool_class=0))
    'W2'
    >>> str(base_do_level(skill=0.3, hours=1, power_tool_class=0))
    'W1'
    """
    if skill is None or hours is None or power_tool_class is None or c5_tools is None:
        return DoLevel.AROUND
    hand_tools = power_tool_class == 0 and c5_tools >= NO_SPECIAL_TOOLS
    if skill >= NO_TRADE_SKILL and hours <= ALONE_HOURS and hand_tools:
        return DoLevel.ALONE
    if skill >= TRADE_SKILL and hours <= WITH_HOURS:
        return DoLevel.WITH
    return DoLevel.AROUND
