"""What must hold of contract forms: every parameter once, in order and within its limits."""

from __future__ import annotations

from typing import Any

from robuild.catalog.cells import shown
from robuild.catalog.rows import ReadTable
from robuild.terms.contract_forms import LIMITS, NOT_DRAWN, ContractTerm


def check_forms(forms: ReadTable[Any], parameters: ReadTable[Any]) -> None:
    """Add the faults of both tables to them."""
    for number, (term, *values) in parameters.values("parameter", "value", "low", "high"):
        if None not in values and term in set(ContractTerm):
            _check_values(parameters, number, ContractTerm(term), values)
    for column in ("name_en", "name_nb", "name_nn"):
        _check_names(forms, column)
    if not (forms.complete and parameters.complete):
        return
    have = {key for _, key in parameters.values("form_id", "parameter")}
    for number, (form,) in forms.values("form_id"):
        if missing := [str(term) for term in ContractTerm if (form, term) not in have]:
            forms.fault(
                "parameter_missing",
                f"{shown(form)} has no row in contract_parameters for: {', '.join(missing)}.",
                number,
                "form_id",
                "Add the rows; copy them from the form that is most alike and change them.",
            )


def _check_names(forms: ReadTable[Any], column: str) -> None:
    """A sheet finds the form that was picked by its name, whatever the case of its letters."""
    seen: dict[str, str] = {}
    for number, (form, name) in forms.values("form_id", column):
        folded = str(name).casefold().strip()
        if folded in seen:
            forms.fault(
                "form_name_twice",
                f"{shown(form)} is called {shown(name)}, as {shown(seen[folded])} is.",
                number,
                column,
                "Give each form a name of its own; forms are picked by name.",
            )
        seen.setdefault(folded, form)


def _check_values(
    table: ReadTable[Any], number: int, term: ContractTerm, values: list[float]
) -> None:
    limits = LIMITS[term]
    value, low, high = values
    for column, each in zip(("value", "low", "high"), values, strict=True):
        if not limits.lowest <= each <= limits.highest or (limits.whole and each != int(each)):
            whole = "whole numbers " if limits.whole else ""
            table.fault(
                "parameter_out_of_range",
                f"{term} is {shown(each)} {limits.unit}; allowed are {whole}"
                f"{limits.lowest:g} to {limits.highest:g}.",
                number,
                column,
                "Write shares as 0.14 for 14 %.",
            )
    if not low <= value <= high:
        table.fault(
            "parameter_not_in_order",
            f"{term} is {shown(value)}, outside its own range {shown(low)} to {shown(high)}.",
            number,
            "value",
            "low may not be more than value, nor value more than high.",
        )
    elif term in NOT_DRAWN and low != high:
        table.fault(
            "parameter_not_drawn",
            f"{term} decides a choice or counts years and is never drawn; low and high differ.",
            number,
            "low",
            "Write the value in all three columns; change it to see what it does.",
        )
