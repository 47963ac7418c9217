"""Property and quantity values as plain words and numbers, lengths, areas and volumes in metres."""

from __future__ import annotations

import math
from typing import Any

from robuild.model.fact_names import POWER_OF_NAME
from robuild.model.texts import Texts, is_placeholder, squeezed, zero_is_missing
from robuild.model.units import POWER_OF_MEASURE, Units, unit_factor
from robuild.terms.inventory import PropertyValue

_POWER_OF_QUANTITY = {"IfcQuantityLength": 1, "IfcQuantityArea": 2, "IfcQuantityVolume": 3}
_MOST_DEPTH = 4
_MOST_PARTS = 200


class ValueReader:
    """Reads values of one file; counts those that only hold a place."""

    def __init__(self, units: Units, texts: Texts) -> None:
        self.placeholders = 0
        self._units = units
        self._texts = texts
        self._power_of_name: dict[str, int] = {}
        self._silent: dict[tuple[str, str], bool] = {}
        self._factors = {
            measure: factor
            for measure, power in POWER_OF_MEASURE.items()
            if (factor := units.factor(power)) != 1.0
        }

    def measure(self, wrapped: Any, unit: Any) -> PropertyValue:
        """A typed value; numbers of length, area and volume in metres.

        Args:
            wrapped: instance of an IfcValue type, or `None`.
            unit: the property's own unit, or `None` for the project's.
        """
        if wrapped is None:
            return None
        return self.typed(wrapped.get_argument(0), wrapped.is_a(), unit)

    def typed(self, value: object, measure: str, unit: Any) -> PropertyValue:
        """A plain value of a measure class; numbers of length, area and volume in metres."""
        if isinstance(value, str):
            return self._texts(value)
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, int | float):
            return self._number(value, measure, unit)
        return self._texts(value)

    def _number(self, value: float, measure: str, unit: Any) -> float | None:
        if not math.isfinite(value):
            return None
        if unit is not None:
            factor = self._own_factor(measure, unit)
        else:
            factor = self._factors.get(measure) if self._factors else None
        return value if factor is None else value * factor

    def _own_factor(self, measure: str, unit: Any) -> float | None:
        if measure not in POWER_OF_MEASURE:
            return None
        own = unit_factor(unit)
        return self._units.factor(POWER_OF_MEASURE[measure]) if own is None else own

    def named(self, name: str, value: PropertyValue, measure: str) -> tuple[PropertyValue, int]:
        """The value unless it only holds a place, and its power of metre if it may be a quantity.

        Args:
            name: name of the property.
            value: as `typed` returns it.
            measure: class of the value; empty where there is none.
        """
        if value is None:
            return None, 0
        power = 0
        if isinstance(value, int | float) and not isinstance(value, bool):
            expected = self._expected_power(name)
            if expected and expected == self._power(measure, expected):
                power = expected
        return self.says_something(name, value), power

    def says_something(self, name: str, value: PropertyValue) -> PropertyValue:
        """The value, or `None` for one that only holds a place; those are counted."""
        if isinstance(value, str):
            key = (name, value)
            silent = self._silent.get(key)
            if silent is None:
                silent = self._silent[key] = is_placeholder(name, value)
            if silent:
                self.placeholders += 1
                return None
        elif value == 0 and not isinstance(value, bool) and zero_is_missing(name):
            self.placeholders += 1
            return None
        return value

    def properties(
        self, entities: Any, depth: int = 0
    ) -> tuple[dict[str, PropertyValue], dict[str, int]]:
        """Values of IfcProperty instances by name, and the power of metre of possible quantities.

        Parts of complex properties are named `Whole.Part`.
        """
        found: dict[str, PropertyValue] = {}
        powers: dict[str, int] = {}
        for entity in entities or ():
            name = self._texts.label(entity.get_argument(0))
            kind = entity.is_a()
            if kind == "IfcPropertySingleValue":
                wrapped = entity.get_argument(2)
                measure = "" if wrapped is None else wrapped.is_a()
                value = self.measure(wrapped, entity.get_argument(3))
                value, power = self.named(name, value, measure)
                if power:
                    powers[name] = power
                found[name] = value
                continue
            if kind == "IfcComplexProperty":
                if depth < _MOST_DEPTH:
                    parts, _ = self.properties(entity[3], depth + 1)
                    found.update({f"{name}.{part}": v for part, v in parts.items()})
                continue
            value = self._other(entity, kind)
            found[name] = None if value is None else self.says_something(name, value)
        return found, powers

    def _expected_power(self, name: str) -> int:
        power = self._power_of_name.get(name)
        if power is None:
            power = self._power_of_name[name] = POWER_OF_NAME.get(squeezed(name), 0)
        return power

    def _power(self, measure: str, expected: int) -> int:
        # a bare number is taken as metres only where metres are the file's own unit
        if measure.upper() in ("IFCREAL", "IFCNUMERICMEASURE"):
            return expected if self._units.factor(expected) == 1.0 else 0
        return POWER_OF_MEASURE.get(measure, 0)

    def _other(self, entity: Any, kind: str) -> PropertyValue:
        if kind == "IfcPropertyEnumeratedValue":
            return self._joined(entity[2], None)
        if kind == "IfcPropertyListValue":
            return self._joined(entity[2], entity[3])
        if kind == "IfcPropertyBoundedValue":
            return self._bounded(entity)
        if kind == "IfcPropertyTableValue":
            keys = [self.measure(v, entity[5]) for v in entity[2] or ()]
            values = [self.measure(v, entity[6]) for v in entity[3] or ()]
            rows = list(zip(keys, values, strict=False))[:_MOST_PARTS]
            return self._texts("; ".join(f"{_words(k)}: {_words(v)}" for k, v in rows))
        if kind == "IfcPropertyReferenceValue":
            return self.reference(entity[3])
        return None

    def _joined(self, wrapped: Any, unit: Any) -> PropertyValue:
        values = [self.measure(v, unit) for v in (wrapped or ())[:_MOST_PARTS]]
        if len(values) == 1:
            return values[0]
        return self._texts("; ".join(_words(v) for v in values if v is not None))

    def _bounded(self, entity: Any) -> PropertyValue:
        unit = entity[4]
        if len(entity) > 5 and entity[5] is not None:
            return self.measure(entity[5], unit)
        low, high = self.measure(entity[3], unit), self.measure(entity[2], unit)
        if low is None or high is None:
            known, sign = (high, "≤") if low is None else (low, "≥")
            return None if known is None else f"{sign} {_words(known)}"
        return low if low == high else f"{_words(low)} – {_words(high)}"

    def reference(self, entity: Any) -> PropertyValue:
        """A word for an instance that a property refers to: a date, else its name."""
        if entity is None:
            return None
        if entity.is_a("IfcCalendarDate"):
            return f"{entity[2]:04d}-{entity[1]:02d}-{entity[0]:02d}"
        if entity.is_a("IfcDateAndTime"):
            return self.reference(entity[0])
        if entity.is_a("IfcMeasureWithUnit"):
            return self.measure(entity[0], entity[1])
        name = getattr(entity, "Name", None)
        return self._texts(name) if isinstance(name, str) else None

    def quantities(
        self, entities: Any, depth: int = 0
    ) -> tuple[dict[str, PropertyValue], dict[str, int]]:
        """Values of IfcPhysicalQuantity instances by name, and the power of metre of each."""
        found: dict[str, PropertyValue] = {}
        powers: dict[str, int] = {}
        for entity in entities or ():
            name = self._texts.label(entity.get_argument(0))
            kind = entity.is_a()
            if kind == "IfcPhysicalComplexQuantity":
                if depth < _MOST_DEPTH:
                    parts, _ = self.quantities(entity[2], depth + 1)
                    found.update({f"{name}.{part}": v for part, v in parts.items()})
                continue
            value = entity.get_argument(3)
            if not isinstance(value, int | float) or not math.isfinite(value):
                found[name] = None
                continue
            power = _POWER_OF_QUANTITY.get(kind, 0)
            if power:
                own = unit_factor(entity.get_argument(2))
                value *= self._units.factor(power) if own is None else own
                powers[name] = power
            found[name] = value
        return found, powers


def _words(value: PropertyValue) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)
