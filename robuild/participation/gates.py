"""The gates: what limits the doing, how far, and whether an owner may tune it.

`GATE_RULES` is the table; read it from the top. A rule whose trigger finds nothing does not apply.
Triggers treat what is not known as the most dangerous value.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from robuild.participation.facts import HARMLESS_SUBSTANCES, Facts
from robuild.terms.catalog import Catalog
from robuild.terms.issues import Issue, Origin, Severity
from robuild.terms.vocabulary import DoLevel

Evidence = tuple[tuple[str, str], ...]
"""Attributes that triggered a gate, with their values; empty when it did not trigger."""
Trigger = Callable[[Facts], Evidence]

W0, W1, W2, W3 = DoLevel.NONE, DoLevel.AROUND, DoLevel.WITH, DoLevel.ALONE
UNKNOWN_GATE = "G16"
NOT_EVALUATED = frozenset({"G13", "G14"})
"""Other residents' dwellings and the defects period: conditions in words (see the room)."""


@dataclass(frozen=True, slots=True)
class GateRule:
    """One gate."""

    gate_id: str
    max_do_level: DoLevel
    """The cap; for gates that are not absolute, what counts when the catalog has no row."""
    absolute: bool
    """Fixed here: no catalog and no person raises it."""
    trigger: Trigger
    milder_gate_id: str = ""
    """Gate on a less dangerous value of the same attribute: this cap is never above that one."""
    only_lower: bool = False
    """A catalog may make it stricter, never milder."""


def _shown(value: object) -> str:
    if value is None:
        return "unknown"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def _yes(*attributes: str) -> Trigger:
    """Any of these is true or not known."""

    def trigger(facts: Facts) -> Evidence:
        values = ((name, getattr(facts, name)) for name in attributes)
        return tuple((name, _shown(value)) for name, value in values if value is not False)

    return trigger


def _word(attribute: str, *dangerous: str | None) -> Trigger:
    """The word is one of these; `None` among them stands for not known."""

    def trigger(facts: Facts) -> Evidence:
        value = getattr(facts, attribute)
        return ((attribute, _shown(value)),) if value in dangerous else ()

    return trigger


def _above(attribute: str, limit: float) -> Trigger:
    """The number is above the limit or not known."""

    def trigger(facts: Facts) -> Evidence:
        value = getattr(facts, attribute)
        return ((attribute, _shown(value)),) if value is None or value > limit else ()

    return trigger


def _whitelist(*, own: bool) -> Trigger:
    def trigger(facts: Facts) -> Evidence:
        if facts.electrical != "whitelist" or facts.own_dwelling is not own:
            return ()
        where = _shown(facts.location_class)
        return (("electrical", "whitelist"), ("location_class", where))

    return trigger


def _fire(facts: Facts) -> Evidence:
    # the one exception: testing, cleaning or a new battery in an alarm that stands alone
    if facts.alarm_stand_alone and facts.fire_task in {"none", "test", "battery"}:
        return ()
    task = () if facts.fire_task == "none" else (("fire_task", _shown(facts.fire_task)),)
    # a fire door hands its function on to its handle, closer, seal and kick plate
    return _yes("fire")(facts) + task


def _steps(facts: Facts) -> Evidence:
    height = facts.fall_height_m
    within = height is not None and STEPS_M <= height <= WORK_AT_HEIGHT_M
    return (("fall_height_m", _shown(height)),) if within else ()


def _health(facts: Facts) -> Evidence:
    words = facts.substances or ("unknown",)
    found = tuple(("substances", word) for word in words if word not in HARMLESS_SUBSTANCES)
    if facts.asbestos_possible:
        drilling = _shown(facts.drilling_or_demolition)
        year = "unknown" if facts.build_year is None else str(facts.build_year)
        found = (*found, ("drilling_or_demolition", drilling), ("build_year", year))
    return found


def _not_known(facts: Facts) -> Evidence:
    return tuple((name, "unknown") for name in facts.unknown)


STEPS_M = 0.5
WORK_AT_HEIGHT_M = 2.0
TWO_PEOPLE_KG = 15.0
AIDS_KG = 25.0

GATE_RULES: tuple[GateRule, ...] = (
    # fixed installation: registered firms only; cover plates and plugs in the own dwelling
    GateRule("G1", W1, True, _word("electrical", "fixed", None), milder_gate_id="G1w"),
    GateRule("G1w", W3, False, _whitelist(own=True)),
    GateRule("G1w", W1, True, _whitelist(own=False), milder_gate_id="G1w"),
    # parts that detect or hold back fire: the owner's duty to keep working
    GateRule("G2", W0, True, _fire),
    # water: leaks, insurance, separation
    GateRule("G3c", W3, False, _word("water", "consumable")),
    GateRule("G3b", W2, False, _word("water", "tap"), milder_gate_id="G3c"),
    GateRule("G3", W1, True, _word("water", "membrane", "pipe", None), milder_gate_id="G3b"),
    GateRule("G4", W0, True, _yes("gas_or_refrigerant")),
    # falls: 0.5 to 2 m on approved steps and not alone; above is work at height
    GateRule("G5b", W2, False, _steps),
    GateRule("G5", W0, True, _above("fall_height_m", WORK_AT_HEIGHT_M)),
    # health: asbestos where an older building is drilled, and harmful substances
    GateRule("G6", W0, True, _health),
    GateRule("G7", W0, True, _yes("structural", "separating")),
    GateRule("G8", W0, True, _yes("machinery")),
    GateRule("G9", W0, True, _yes("lock_or_access", "security")),
    GateRule("G10", W0, True, _yes("biohazard")),
    # power tools: drill and driver; then saw, sander, grinder
    GateRule("G11", W2, False, _above("power_tool_class", 0)),
    GateRule("G11b", W1, False, _above("power_tool_class", 1)),
    # weight: two people; then lifting aids
    GateRule("G12", W2, False, _above("weight_kg", TWO_PEOPLE_KG)),
    GateRule("G12b", W1, False, _above("weight_kg", AIDS_KG)),
    # a repair is never held back so that somebody can join in
    GateRule("G15", W1, False, _yes("urgent")),
    GateRule(UNKNOWN_GATE, W1, False, _not_known, only_lower=True),
)


def caps_of(catalog: Catalog) -> tuple[DoLevel, ...]:
    """The cap of each rule of `GATE_RULES`, with the owner's values where the catalog has them.

    A more dangerous value is never allowed more than a milder one: an owner who lowers G3b (taps)
    to W0 lowers G3 (pipes) with it.
    """
    own: dict[str, DoLevel] = {}
    for gate in catalog.gates:
        own[gate.gate_id] = min(gate.max_do_level, own.get(gate.gate_id, W3))
    of_gate: dict[str, DoLevel] = {}
    for rule in GATE_RULES:
        if not rule.absolute:
            of_gate[rule.gate_id] = _own_cap(rule, own)
    return tuple(_cap(rule, of_gate) for rule in GATE_RULES)


def _own_cap(rule: GateRule, own: dict[str, DoLevel]) -> DoLevel:
    cap = own.get(rule.gate_id, rule.max_do_level)
    return min(cap, rule.max_do_level) if rule.only_lower else cap


def _cap(rule: GateRule, of_gate: dict[str, DoLevel]) -> DoLevel:
    cap = rule.max_do_level if rule.absolute else of_gate[rule.gate_id]
    milder = rule.milder_gate_id
    while milder:
        cap = min(cap, of_gate[milder])
        milder = next(r.milder_gate_id for r in GATE_RULES if r.gate_id == milder)
    return cap


def gate_findings(catalog: Catalog) -> tuple[Issue, ...]:
    """Rows of `gates` that do nothing or less than they say, and tunable gates without a row."""
    tunable = {rule.gate_id: rule for rule in GATE_RULES if not rule.absolute}
    fixed = {rule.gate_id for rule in GATE_RULES} - set(tunable)
    findings = []
    for row, gate in enumerate(catalog.gates, start=2):
        where = Origin(sheet="gates", row=row, column="gate_id")
        if gate.gate_id in NOT_EVALUATED:
            text = (
                f"gate {gate.gate_id} is printed as a condition; no task is evaluated against it."
            )
            findings.append(Issue(Severity.INFO, "gate_not_evaluated", text, where))
        elif gate.gate_id in fixed:
            text = f"gate {gate.gate_id} is absolute; a catalog cannot change it."
            findings.append(_warning("gate_is_absolute", text, where, "Take the row out."))
        elif gate.gate_id not in tunable:
            text = f"{gate.gate_id} is no gate that can be tuned ({', '.join(sorted(tunable))})."
            findings.append(_warning("gate_unknown", text, where, "Correct or take out the row."))
        elif (rule := tunable[gate.gate_id]).only_lower and gate.max_do_level > rule.max_do_level:
            text = f"{gate.gate_id} is {gate.max_do_level}; it counts as {rule.max_do_level}."
            hint = "This gate can be made stricter, not milder."
            findings.append(_warning("gate_not_raised", text, where, hint))
    missing = sorted(set(tunable) - {gate.gate_id for gate in catalog.gates})
    if missing:
        used = ", ".join(f"{name} {tunable[name].max_do_level}" for name in missing)
        text = f"no row for these gates; robuild's own caps count: {used}."
        findings.append(Issue(Severity.INFO, "gate_default", text, Origin(sheet="gates")))
    return tuple(findings)


def _warning(code: str, message: str, origin: Origin, hint: str) -> Issue:
    return Issue(Severity.WARNING, code, message, origin, hint)
