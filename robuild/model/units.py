"""Metres per unit of length, area and volume, as the file's project states them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from robuild.terms.issues import Issue, Origin, Severity, input_error

LENGTH_UNITS_M = {
    "mm": 0.001, "cm": 0.01, "dm": 0.1, "m": 1.0, "km": 1000.0, "millimetre": 0.001,
    "centimetre": 0.01, "metre": 1.0, "meter": 1.0, "inch": 0.0254, "in": 0.0254,
    "foot": 0.3048, "feet": 0.3048, "ft": 0.3048, "yard": 0.9144,
}  # fmt: skip
"""What `--length-unit` accepts; metres each."""

_PREFIX = {
    "EXA": 1e18, "PETA": 1e15, "TERA": 1e12, "GIGA": 1e9, "MEGA": 1e6, "KILO": 1e3,
    "HECTO": 1e2, "DECA": 1e1, "DECI": 1e-1, "CENTI": 1e-2, "MILLI": 1e-3, "MICRO": 1e-6,
    "NANO": 1e-9, "PICO": 1e-12, "FEMTO": 1e-15, "ATTO": 1e-18,
}  # fmt: skip
_SI_POWER = {"METRE": 1, "SQUARE_METRE": 2, "CUBIC_METRE": 3, "SECOND": 1}
_POWER = {"LENGTHUNIT": 1, "AREAUNIT": 2, "VOLUMEUNIT": 3}
_MOST_LINKS = 8

_MEASURES = {
    "IfcLengthMeasure": 1,
    "IfcPositiveLengthMeasure": 1,
    "IfcNonNegativeLengthMeasure": 1,
    "IfcAreaMeasure": 2,
    "IfcVolumeMeasure": 3,
}
POWER_OF_MEASURE = {**_MEASURES, **{name.upper(): power for name, power in _MEASURES.items()}}
"""Measure class, in both spellings met, -> power of metre."""


@dataclass(frozen=True, slots=True)
class Units:
    """Factors of one file: value in the file × factor = value in m, m², m³."""

    length_m: float
    area_m2: float
    volume_m3: float
    second: float = 1.0

    def factor(self, power: int) -> float:
        """Factor for metres to this power.

        >>> Units(0.001, 1.0, 1.0).factor(1)
        0.001
        """
        return (1.0, self.length_m, self.area_m2, self.volume_m3)[power]


def given_length_unit(text: str) -> float:
    """Metres of a unit named by the user.

    >>> given_length_unit("mm")
    0.001

    Raises:
        InputError: the name is not known.
    """
    try:
        return LENGTH_UNITS_M[text.strip().lower()]
    except KeyError:
        raise input_error(
            "unknown_length_unit",
            f"the length unit “{text[:40]}” is not known; allowed are "
            f"{', '.join(list(LENGTH_UNITS_M)[:5])}, inch, foot and yard.",
            hint="Give for example --length-unit mm.",
        ) from None


def unit_factor(unit: Any, links: int = 0) -> float | None:
    """SI value of one unit instance; `None` when it is broken or not a plain unit."""
    if unit is None or links > _MOST_LINKS:
        return None
    kind = unit.is_a()
    if kind == "IfcSIUnit":
        power = _SI_POWER.get(unit[3])
        prefix = unit[2]
        if power is None or (prefix is not None and prefix not in _PREFIX):
            return None
        return float(_PREFIX[prefix] ** power) if prefix else 1.0
    if kind.startswith("IfcConversionBasedUnit"):
        return _converted(unit[3], links)
    return None


def _converted(measure: Any, links: int) -> float | None:
    if measure is None or not measure.is_a("IfcMeasureWithUnit") or measure[0] is None:
        return None
    value, base = measure[0][0], unit_factor(measure[1], links + 1)
    if not isinstance(value, int | float) or base is None:
        return None
    factor = float(value) * base
    return factor if math.isfinite(factor) and factor > 0 else None


def read_units(project: Any, given_m: float | None, origin: Origin) -> tuple[Units, list[Issue]]:
    """Units of a project.

    Args:
        project: the IfcProject.
        given_m: metres per length unit by the user's word, for files that do not say.
        origin: the file.

    Returns:
        The factors, and what was found odd.

    Raises:
        InputError: no length unit, or a broken one, and none given.
    """
    stated = _stated(project)
    issues: list[Issue] = []
    length = unit_factor(stated.get("LENGTHUNIT"))
    if length is None:
        if given_m is None:
            broken = "LENGTHUNIT" in stated
            raise input_error(
                "broken_length_unit" if broken else "length_unit_missing",
                "the length unit is broken." if broken else "the file states no length unit.",
                origin,
                "Say which it is, for example --length-unit mm, or export the model again.",
            )
        length = given_m
        issues.append(
            Issue(Severity.WARNING, "length_unit_given",
                  f"the file states no usable length unit; {given_m:g} m was taken as told.",
                  origin)
        )  # fmt: skip
    elif given_m is not None and not math.isclose(given_m, length, rel_tol=1e-6):
        issues.append(
            Issue(Severity.INFO, "length_unit_ignored",
                  f"the file states its own length unit ({length:g} m), which was used.", origin)
        )  # fmt: skip
    factors = {1: length}
    for name in ("AREAUNIT", "VOLUMEUNIT"):
        factor = unit_factor(stated.get(name))
        if factor is None:
            # programs that leave the unit out write coherent values (40,000 for 200 × 200 mm)
            factor = length ** _POWER[name]
            issues.append(
                Issue(Severity.INFO, f"{name.lower()[:-4]}_unit_missing",
                      f"the file states no {name.lower()[:-4]} unit; the length unit's power was "
                      "taken.", origin)
            )  # fmt: skip
        factors[_POWER[name]] = factor
    second = unit_factor(stated.get("TIMEUNIT")) or 1.0
    return Units(factors[1], factors[2], factors[3], second), issues


def _stated(project: Any) -> dict[str, Any]:
    assignment = project[8]
    units = (assignment[0] if assignment is not None else None) or ()
    stated: dict[str, Any] = {}
    for unit in units:
        if unit.is_a("IfcNamedUnit"):
            stated.setdefault(unit[1], unit)
    return stated
