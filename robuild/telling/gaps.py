"""What models lack, in words: what it is, how much hangs on it, what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

from robuild.gaps import Gap, GapKind, Priority
from robuild.language import Texts, kr
from robuild.terms.catalog import Catalog

_MOST_GROUPS = 6


@dataclass(frozen=True, slots=True)
class ToldGroup:
    """A kind of component in a gap."""

    name: str
    count: int
    money: str


@dataclass(frozen=True, slots=True)
class ToldGap:
    """A gap for people. Names are those of catalogs and classes, never of rooms or dwellings."""

    kind: GapKind
    title: str
    why: str
    count: str
    life_cycle_cost: str
    """An amount, or a word where nobody can tell."""
    acquisition: str
    share: str
    """Of the known life-cycle cost; empty where there is none."""
    notes: tuple[str, ...]
    revit: str
    archicad: str
    groups: tuple[ToldGroup, ...]
    more_groups: int
    priority: Priority
    priority_word: str


def told_gaps(gaps: tuple[Gap, ...], catalog: Catalog, words: Texts) -> tuple[ToldGap, ...]:
    """The gaps, in their order."""
    return tuple(_told(gap, catalog, words) for gap in gaps)


def _told(gap: Gap, catalog: Catalog, words: Texts) -> ToldGap:
    notes = []
    if gap.without_amount and gap.life_cycle_cost_nok is not None:
        notes.append(words.get("gap_word.without", count=gap.without_amount))
    if gap.tasks_held:
        notes.append(words.get("gap_word.held", count=gap.tasks_held))
    added = gap.kind is GapKind.NOT_MODELLED
    count = words.get(
        "gap_word.added" if added else "gap_word.count", count=gap.count, asked=gap.asked
    )
    rooms = gap.kind is GapKind.ROOM_KIND
    shown = gap.groups[:_MOST_GROUPS]
    return ToldGap(
        kind=gap.kind,
        title=words.get(f"gap.{gap.kind}.title"),
        why=words.get(f"gap.{gap.kind}.why"),
        count=f"{count} {words.get('gap_word.rooms')}" if rooms else count,
        life_cycle_cost=_money(gap.life_cycle_cost_nok, words),
        acquisition=_money(gap.acquisition_cost_nok, words),
        share=_percent(gap.life_cycle_share),
        notes=tuple(notes),
        revit=words.get(f"gap.{gap.kind}.revit"),
        archicad=words.get(f"gap.{gap.kind}.archicad"),
        groups=tuple(
            ToldGroup(
                _name(each.component_key, each.ifc_class, catalog, words),
                each.count,
                _money(each.life_cycle_cost_nok, words),
            )
            for each in shown
        ),
        more_groups=len(gap.groups) - len(shown),
        priority=gap.priority,
        priority_word=words.word("gap_priority", gap.priority),
    )


def _money(amount_nok: float | None, words: Texts) -> str:
    return words.get("gap_word.money_unknown") if amount_nok is None else kr(amount_nok)


def _percent(share: float | None) -> str:
    if share is None:
        return ""
    return "< 1 %" if 0 < share < 0.005 else f"{100 * share:.0f} %"


def _name(key: str | None, ifc_class: str, catalog: Catalog, words: Texts) -> str:
    called = (
        words.get("gap_word.not_recognised")
        if key is None
        else str(getattr(catalog.component_by_key[key], f"name_{words.language}"))
    )
    return f"{called} ({ifc_class})" if ifc_class else called
