"""Input cells of *Forutsetninger* and the drop-downs of *Variantvalg*."""

from __future__ import annotations

import json
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin

from pydantic import ValidationError

from robuild.earlier.faults import Faults
from robuild.language import texts
from robuild.register.cells import CellError, nearest, number_of, shown, text_of
from robuild.register.spoken import listed, plain
from robuild.tabular import NamedCells, RawCell
from robuild.terms.carried import OwnChange
from robuild.terms.own_choices import map_text, parse_map
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Language, Trade, UseIntensity

_TYPE = "intensity_dwelling_type_"
_RATES = {
    "nok_per_hour": "hourly_rate_nok",
    "call_out_nok": "call_out_nok",
    "minimum_order_nok": "minimum_order_nok",
}
_PICKED_ELSEWHERE = ("chosen_variants", "intensity_by_dwelling_type")


def read_inputs(book: NamedCells, keys: Mapping[str, str], faults: Faults) -> dict[str, Any]:
    """Settings that the owner set: before the workbook was written, or in it."""
    set_before = set(json.loads(keys.get("changed_settings", "[]")))
    found: dict[str, Any] = {}
    for key in Settings.model_fields:
        if f"input.{key}" not in keys:
            continue  # a setting that is newer than the workbook
        if faults.gone(book, key, _sheet_of(book)):
            continue
        before = json.loads(keys[f"input.{key}"])
        raw = book.value(key)
        if key not in set_before and raw == before:
            continue
        number = len(faults.found)
        value = faults.read(book, key, None, lambda cell, key=key: _setting(key, cell))  # type: ignore[misc]
        if len(faults.found) > number or not _allowed(book, key, value, faults):
            continue
        found[key] = value
    budget = _budget(book, keys, faults)
    if budget is not None:
        found["budget_nok"] = budget
    by_type = _by_type(book, keys, faults)
    if by_type is not None:
        found["intensity_by_dwelling_type"] = by_type or None
    return found


def _sheet_of(book: NamedCells) -> str:
    span = book.names.get("period_years")
    return span.sheet if span else ""


def _allowed(book: NamedCells, key: str, value: Any, faults: Faults) -> bool:
    try:
        Settings.model_validate({key: value})
    except ValidationError as error:
        own = [each for each in error.errors() if each["loc"] and each["loc"][0] == key]
        if not own:
            return True  # told together with the setting it disagrees with
        reason = str(own[0]["msg"]).removeprefix("Value error, ")
        faults.add(
            "setting_not_allowed",
            f"{key} is {str(value)[:80]}, which is not allowed: {reason[:1].lower()}{reason[1:]}.",
            book.origin(key),
            "Write a value within the limits that the cell shows.",
        )
        return False
    return True


def _setting(key: str, raw: RawCell) -> Any:
    """The value of a setting as its cell says it."""
    kind = _kind(Settings.model_fields[key].annotation)
    if isinstance(raw, str) and plain(raw) in _not_given():
        return None
    if kind is bool:
        return _word(raw, _answers())
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _word(raw, _words_of(kind))
    if kind in (int, float):
        value = number_of(raw)
        if value is None:
            raise CellError(
                "setting_empty", "the cell is empty; a number is needed.",
                "Write the number; the default stands beside it.",
            )  # fmt: skip
        return int(value) if kind is int and value == int(value) else value
    return text_of(raw)


def _kind(annotation: Any) -> Any:
    if get_origin(annotation) in (Union, types.UnionType):
        return next(_kind(each) for each in get_args(annotation) if each is not type(None))
    if get_origin(annotation) is not None and get_args(annotation):
        return _kind(get_args(annotation)[0])
    return annotation


def _word(raw: RawCell, words: Mapping[str, Any]) -> Any:
    text = text_of(raw)
    if text is not None and plain(text) in words:
        return words[plain(text)]
    allowed = sorted(set(words))
    raise CellError(
        "unknown_word",
        f"{shown(text or '')} is not one of {listed(allowed, 12)}.",
        nearest(plain(text or ""), allowed) or "Choose from the list in the cell.",
    )


@cache
def _words_of(kind: type[StrEnum]) -> Mapping[str, str]:
    """Words of three languages, and the keys themselves, to keys."""
    group = "".join(f"_{c.lower()}" if c.isupper() else c for c in kind.__name__).lstrip("_")
    found = {str(each): str(each) for each in kind}
    for language in Language:
        found |= {plain(texts(language).word(group, each)): str(each) for each in kind}
    return found


@cache
def _answers() -> Mapping[str, bool]:
    found = {"true": True, "false": False}
    for language in Language:
        found |= {plain(texts(language).get("word.yes")): True}
        found |= {plain(texts(language).get("word.no")): False}
    return found


@cache
def _not_given() -> frozenset[str]:
    return frozenset(plain(texts(each).get("word.not_given")) for each in Language)


def _budget(book: NamedCells, keys: Mapping[str, str], faults: Faults) -> float | None:
    """A budget written on *Alternativer*."""
    name = "alternatives_budget_nok"
    if not book.has(name):
        return None
    raw = book.value(name)
    if raw is None or (isinstance(raw, str) and plain(raw) in _not_given()):
        return None
    value = faults.read(book, name, None, number_of)
    before = json.loads(keys.get("input.budget_nok", "null"))
    if value is None or value == before or not _allowed(book, "budget_nok", value, faults):
        return None
    return float(value)


def _by_type(book: NamedCells, keys: Mapping[str, str], faults: Faults) -> str | None:
    """Use intensity of types of dwelling; `None` where nobody changed any."""
    found: dict[str, str] = {}
    changed = False
    as_others = {plain(texts(each).get("word.as_others")) for each in Language}
    for key, kind in keys.items():
        if not key.startswith("dwelling_type."):
            continue
        name = _TYPE + key.removeprefix("dwelling_type.")
        if faults.gone(book, name, _sheet_of(book)):
            continue
        raw = book.value(name)
        changed |= raw != json.loads(keys[f"input.{name}"])
        if isinstance(raw, str) and plain(raw) in as_others:
            continue
        word = faults.read(book, name, None, lambda cell: _word(cell, _words_of(UseIntensity)))
        if word is not None:
            found[kind] = word
    return map_text(found) if changed else None


def read_rates(book: NamedCells, keys: Mapping[str, str], faults: Faults) -> Iterator[OwnChange]:
    """Trade rates that differ from those the workbook was written with."""
    for trade in Trade:
        for what, column in _RATES.items():
            name = f"rate_{trade}_{what}"
            if f"input.{name}" not in keys or faults.gone(book, name, _sheet_of(book)):
                continue
            if book.value(name) == json.loads(keys[f"input.{name}"]):
                continue
            value = faults.read(book, name, None, needed_number)
            if value is not None:
                yield OwnChange(
                    "trade_rate", str(trade), column, value, book.place(name), str(trade)
                )


def needed_number(raw: RawCell) -> float | None:
    """A number that is not negative.

    Raises:
        CellError: the cell is empty, no number, or negative.
    """
    value = number_of(raw)
    if value is None:
        raise CellError(
            "number_missing", "the cell is empty; a number is needed.",
            "Write the number; 0 only where it costs nothing.",
        )  # fmt: skip
    if value < 0:
        raise CellError("negative", f"{value:g} is negative; 0 or more is allowed.")
    return value


@dataclass(frozen=True, slots=True)
class Choices:
    """Variants chosen on *Variantvalg*."""

    chosen: str | None = None
    """With those chosen before, as a setting; `None` where nobody chose."""
    places: Mapping[str, str] = field(default_factory=dict)
    """component_key -> its cell."""


def read_choices(book: NamedCells, keys: Mapping[str, str], faults: Faults) -> Choices:
    """Variants chosen on *Variantvalg*, with those chosen before."""
    names = [f"choices_{each}" for each in ("chosen", "at_run", "component_key")]
    if faults.any_gone(book, names, "choices"):
        return Choices()
    before = json.loads(keys.get("input.chosen_variants", "null"))
    given = set(json.loads(keys.get("changed_settings", "[]")))
    chosen = dict(parse_map(before)) if before and "chosen_variants" in given else {}
    offered = _offered(book)
    places: dict[str, str] = {}
    for row in sorted({row for name in names for row in book.rows(name)}):
        key = str(book.at("choices_component_key", row))
        picked, at_run = (book.at(f"choices_{each}", row) for each in ("chosen", "at_run"))
        if picked == at_run:
            continue
        component = str(book.at("choices_component_name", row))
        if key == "None":
            faults.no_id(book, "choices_chosen", row)
            continue
        variant_id = offered.get((component, str(picked)))
        if variant_id is None:
            allowed = [name for of, name in offered if of == component]
            faults.add(
                "unknown_variant",
                f"{shown(str(picked or ''))} is no variant of {component}; "
                f"variants: {listed(allowed, 8)}.",
                book.origin("choices_chosen", row),
                nearest(str(picked or ""), allowed) or "Choose from the list in the cell.",
            )
            continue
        chosen[key] = variant_id
        places[key] = book.place("choices_chosen", row)
    return Choices(map_text(chosen) if places else None, places)


def _offered(book: NamedCells) -> dict[tuple[str, str], str]:
    """Names of component and variant, as *Priser* shows them -> variant_id."""
    found: dict[tuple[str, str], str] = {}
    if not all(book.has(f"prices_{each}") for each in ("variant_id", "variant_name")):
        return found
    for row in book.rows("prices_variant_id"):
        variant_id = str(book.at("prices_variant_id", row))
        component = str(book.at("prices_component_name", row))
        name = str(book.at("prices_variant_name", row))
        found.setdefault((component, name), variant_id)
        found[component, f"{name} ({variant_id})"] = variant_id
    return found
