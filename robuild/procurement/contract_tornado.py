"""Which parameter of two contract forms decides the difference between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from robuild.procurement.amounts import amounts_of
from robuild.procurement.forms import Form
from robuild.procurement.options import ContractOptions
from robuild.procurement.simulation import DRAWN, Ranges
from robuild.terms.contract_forms import ContractTerm
from robuild.terms.settings import Settings


@dataclass(frozen=True, slots=True)
class ContractBar:
    """Total of the compared form less the reference's, with one parameter low and high [NOK]."""

    form_id: str
    parameter: ContractTerm
    low: float
    high: float
    low_nok: float
    high_nok: float

    @property
    def width_nok(self) -> float:
        """How much the parameter moves the difference."""
        return abs(self.high_nok - self.low_nok)


def contract_tornado(
    options: ContractOptions,
    reference: Form,
    compared: Form,
    ranges: Ranges,
    settings: Settings,
) -> tuple[ContractBar, ...]:
    """Bars of every parameter with a range in either form, widest first."""
    base = {form.form_id: amounts_of(options, form, settings).total_nok
            for form in (reference, compared)}  # fmt: skip
    bars = [
        _bar(options, form, term, ranges, base, (reference.form_id, compared.form_id), settings)
        for form in (reference, compared)
        for term in DRAWN
        if ranges[form.form_id, term][0] < ranges[form.form_id, term][1]
    ]
    return tuple(sorted(bars, key=lambda bar: (-bar.width_nok, bar.form_id, bar.parameter)))


def end_factors(forms: Sequence[Form], ranges: Ranges) -> list[float]:
    """B·C of forms with one of the two low or high: where bars need exact service lives."""
    found = []
    for form in forms:
        for term in (ContractTerm.DESIGN_FACTOR, ContractTerm.EXECUTION_FACTOR):
            found += [
                form.changed({term: value}).life_factor for value in ranges[form.form_id, term]
            ]
    return found


def _bar(
    options: ContractOptions,
    form: Form,
    term: ContractTerm,
    ranges: Ranges,
    base: dict[str, float],
    pair: Sequence[str],
    settings: Settings,
) -> ContractBar:
    low, high = ranges[form.form_id, term]
    ends = []
    for value in (low, high):
        changed = amounts_of(options, form.changed({term: value}), settings).total_nok
        first, second = ({**base, form.form_id: changed}[form_id] for form_id in pair)
        ends.append(second - first)
    return ContractBar(form.form_id, term, low, high, ends[0], ends[1])
