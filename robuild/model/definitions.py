"""Property sets, quantity sets and the like: each read once, however many elements share it."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from robuild.model.classification import Code, code_from_property
from robuild.model.fact_names import CODES, FACTS, POWER_OF_NAME, STANDARD_ONLY
from robuild.model.raw_properties import RawProperties, RawValue, decoded, references
from robuild.model.texts import Texts, squeezed
from robuild.model.units import POWER_OF_MEASURE, Units
from robuild.model.values import ValueReader
from robuild.terms.inventory import PropertySets, PropertyValue

_BESIDE_STANDARD = 100
"""Added to the rank of names found outside `Pset_*` sets."""
_MERGED = 65_536


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity that may become a component's area, length, width or height."""

    slot: str
    """Squeezed name."""
    value: float
    """m or m²."""
    label: str
    """Set and name, for the reader of the plan."""
    from_quantity_set: bool
    standard_set: bool
    """From `Qto_*`, `BaseQuantities` or a quantity set without a name."""


@dataclass(frozen=True, slots=True)
class Definition:
    """One set of properties or quantities, with what it says of facts and quantities."""

    name: str
    values: MappingProxyType[str, PropertyValue]
    facts: tuple[tuple[str, int, PropertyValue], ...] = ()
    """(fact, rank, value)"""
    amounts: tuple[Amount, ...] = ()
    codes: tuple[tuple[int, Code], ...] = ()
    placeholders: int = 0


class Definitions:
    """Reads IfcPropertySetDefinition instances of one file by id."""

    def __init__(
        self, model: Any, schema: Any, units: Units, texts: Texts, raw: RawProperties | None
    ) -> None:
        self.placeholders = 0
        """Values read that only hold a place."""
        self._values = ValueReader(units, texts)
        self._model = model
        self._schema = schema
        self._units = units
        self._texts = texts
        self._raw = raw
        self._known: dict[int, Definition] = {}
        self._alike: dict[tuple[bytes | RawValue, ...], Definition] = {}
        self._singles: dict[RawValue, tuple[str, PropertyValue, int, bool]] = {}
        self._set_names: dict[bytes, str] = {}
        self._fact_of_name: dict[str, tuple[str, int] | None] = {}
        self._code_of_name: dict[str, tuple[str, int] | None] = {}
        self._attributes: dict[str, list[tuple[int, str, int]]] = {}

    def read(self, entity: Any) -> Definition:
        """The definition, read on first use."""
        return self.read_number(entity.id(), entity)

    def read_number(self, number: int, entity: Any = None) -> Definition:
        """The definition with this id, read on first use."""
        found = self._known.get(number)
        if found is None:
            if self._raw is not None and number in self._raw.sets:
                found = self._from_raw(self._raw, number)
            else:
                found = self._read(self._model.by_id(number) if entity is None else entity)
            self._known[number] = found
            self.placeholders += found.placeholders
        return found

    def _read(self, entity: Any) -> Definition:
        kind = entity.is_a()
        name = self._texts.label(entity.get_argument(2))
        if kind == "IfcPropertySet":
            before = self._values.placeholders
            values, powers = self._values.properties(entity.get_argument(4))
            return self._of_properties(name, values, powers, self._values.placeholders - before)
        if kind == "IfcElementQuantity":
            values, powers = self._values.quantities(entity[5])
            amounts = self._amounts(name, values, powers, of_quantity_set=True)
            return Definition(name, MappingProxyType(values), (), amounts)
        return Definition(name or kind, MappingProxyType(self._plain_attributes(entity, kind)))

    def _of_properties(
        self,
        name: str,
        values: dict[str, PropertyValue],
        powers: dict[str, int],
        placeholders: int,
    ) -> Definition:
        facts, codes = self._facts(name, values)
        amounts = self._amounts(name, values, powers, of_quantity_set=False)
        return Definition(name, MappingProxyType(values), facts, amounts, codes, placeholders)

    def _from_raw(self, raw: RawProperties, number: int) -> Definition:
        name_text, reference_text = raw.sets[number]
        name = self._set_names.get(name_text)
        if name is None:
            name = self._set_names[name_text] = self._texts.label(decoded(name_text))
        get = raw.values.get
        numbers = references(reference_text)
        listed = [get(one) for one in numbers]
        singles = [value for value in listed if value is not None]
        if len(singles) < len(listed):
            others = [n for n, value in zip(numbers, listed, strict=True) if value is None]
            return self._filled(name, singles, others)
        # sets alike in every word are one object: copies of a room or a building cost nothing
        key: tuple[bytes | RawValue, ...] = (name_text, *singles)
        found = self._alike.get(key)
        if found is None:
            found = self._alike[key] = self._filled(name, singles, [])
        return found

    def _filled(self, name: str, raw_values: list[RawValue], others: list[int]) -> Definition:
        values: dict[str, PropertyValue] = {}
        powers: dict[str, int] = {}
        placeholders = 0
        for raw in raw_values:
            single = self._singles.get(raw)
            if single is None:
                single = self._singles[raw] = self._single(raw)
            key, value, power, silent = single
            values[key] = value
            if power:
                powers[key] = power
            placeholders += silent
        before = self._values.placeholders
        for number in others:
            entity = self._by_id(number)
            if entity is not None:
                more, _ = self._values.properties((entity,))
                values.update(more)
        placeholders += self._values.placeholders - before
        return self._of_properties(name, values, powers, placeholders)

    def _single(self, raw: RawValue) -> tuple[str, PropertyValue, int, bool]:
        name = self._texts.label(raw.name)
        unit = None if raw.unit is None else self._by_id(raw.unit)
        before = self._values.placeholders
        value = self._values.typed(raw.value, raw.measure, unit)
        value, power = self._values.named(name, value, raw.measure)
        return name, value, power, self._values.placeholders > before

    def _by_id(self, number: int) -> Any:
        try:
            return self._model.by_id(number)
        except RuntimeError:  # refers to nothing
            return None

    def _facts(
        self, set_name: str, values: dict[str, PropertyValue]
    ) -> tuple[tuple[tuple[str, int, PropertyValue], ...], tuple[tuple[int, Code], ...]]:
        facts: list[tuple[str, int, PropertyValue]] = []
        codes: list[tuple[int, Code]] = []
        standard = set_name.startswith(("Pset_", "COBie"))
        for name, value in values.items():
            if value is None:
                continue
            fact = self._fact_of(name)
            if fact is not None:
                if fact[0] in STANDARD_ONLY and fact[1] == 0 and not standard:
                    continue
                facts.append((fact[0], fact[1] + (0 if standard else _BESIDE_STANDARD), value))
            system = self._code_of(name)
            if system is not None:
                code = code_from_property(system[0], name, value)
                if code is not None:
                    codes.append((system[1], code))
        return tuple(facts), tuple(codes)

    def _fact_of(self, name: str) -> tuple[str, int] | None:
        try:
            return self._fact_of_name[name]
        except KeyError:
            found = self._fact_of_name[name] = FACTS.get(squeezed(name))
            return found

    def _code_of(self, name: str) -> tuple[str, int] | None:
        try:
            return self._code_of_name[name]
        except KeyError:
            found = self._code_of_name[name] = CODES.get(squeezed(name))
            return found

    def _amounts(
        self,
        set_name: str,
        values: dict[str, PropertyValue],
        powers: dict[str, int],
        *,
        of_quantity_set: bool,
    ) -> tuple[Amount, ...]:
        if not powers:
            return ()
        base = squeezed(set_name)
        standard = of_quantity_set and (
            not base or base.startswith("qto") or base == "basequantities"
        )
        found = []
        for name, power in powers.items():
            value = values[name]
            slot = squeezed(name)
            # 0 is what exporters write when they could not measure
            if POWER_OF_NAME.get(slot) == power and isinstance(value, float | int) and value > 0:
                label = f"{set_name}.{name}" if set_name else name
                found.append(Amount(slot, float(value), label, of_quantity_set, standard))
        return tuple(found)

    def _plain_attributes(self, entity: Any, kind: str) -> dict[str, PropertyValue]:
        known = self._attributes.get(kind)
        if known is None:
            known = self._attributes[kind] = _own_attributes(self._schema, kind)
        found: dict[str, PropertyValue] = {}
        for index, name, power in known:
            value = entity[index]
            if isinstance(value, str):
                text = self._texts(value)
                found[name] = None if text is None else self._values.says_something(name, text)
            elif isinstance(value, bool | int | float):
                scaled = power and not isinstance(value, bool)
                found[name] = value * self._units.factor(power) if scaled else value
        return found


def _own_attributes(schema: Any, kind: str) -> list[tuple[int, str, int]]:
    attributes = schema.declaration_by_name(kind).all_attributes()
    found = []
    for index, attribute in enumerate(attributes):
        if index < 4:
            continue
        declared = attribute.type_of_attribute().as_named_type()
        measure = declared.declared_type().name() if declared else ""
        found.append((index, attribute.name(), POWER_OF_MEASURE.get(measure, 0)))
    return found


def merged(levels: tuple[tuple[Definition, ...], ...]) -> PropertySets:
    """Property sets of several levels, the first level on top.

    Sets of one definition are shared, not copied.
    """
    sets: dict[str, MappingProxyType[str, PropertyValue] | dict[str, PropertyValue]] = {}
    for definitions in reversed(levels):
        for definition in definitions:
            below = sets.get(definition.name)
            if below is None:
                sets[definition.name] = definition.values
            else:
                sets[definition.name] = {**below, **definition.values}
    return sets


def chosen_facts(levels: tuple[tuple[Definition, ...], ...]) -> dict[str, PropertyValue]:
    """The best value of every fact: the first level that has it, there the lowest rank."""
    chosen: dict[str, PropertyValue] = {}
    for definitions in levels:
        ranks: dict[str, int] = {}
        of_level: dict[str, PropertyValue] = {}
        for definition in definitions:
            for fact, rank, value in definition.facts:
                if rank < ranks.get(fact, _MERGED):
                    ranks[fact] = rank
                    of_level[fact] = value
        for fact, value in of_level.items():
            chosen.setdefault(fact, value)
    return chosen
