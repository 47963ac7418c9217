"""Contract forms compared for the building of a job."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from robuild.pipeline.finding import find
from robuild.pipeline.job import Job, Progress, silent
from robuild.pipeline.planning import plan_of
from robuild.plan_result import PlanResult
from robuild.procurement import ContractComparison, compare_contracts
from robuild.repair_ease import rate_variants
from robuild.terms.catalog import Catalog
from robuild.terms.issues import InputError, Issue, Origin, Severity, input_error
from robuild.terms.vocabulary import Language, ProjectKind

REFERENCE, COMPARED = "design_build", "design_build_required"
"""The two that only a requirement list separates."""


@dataclass(frozen=True, slots=True)
class Contracts:
    """A plan, and every contract form for it."""

    plan: PlanResult
    comparison: ContractComparison


def contracts(
    job: Job, reference: str | None, compared: str | None, progress: Progress = silent
) -> Contracts:
    """Compare every contract form of the catalog.

    Args:
        job: models and catalog.
        reference: form_id that the others are compared with; `None`: design and build.
        compared: form_id that the tornado sets against it; `None`: with a requirement list.
        progress: told of the stage.

    Raises:
        InputError: as `plan`; the catalog has no forms, a form is unknown, the building stands, or
            nothing in it has amounts.
    """
    found = find(job, progress)
    pair = _pair(found.catalog, found.catalog_label, reference, compared)
    if found.settings.project_kind is not ProjectKind.NEW:
        raise input_error(
            "existing_building",
            "project_kind is existing: what stands is not bought, so contract forms cannot be "
            "compared.",
            Origin(""),
            "Leave project_kind out, or set it to new, to see what building it would cost.",
        )
    undrawn = found.settings.model_copy(update={"uncertainty_draws": 0})
    plan = plan_of(job, replace(found, settings=undrawn), progress)
    plan = replace(plan, settings=found.settings)
    progress("contracts", 0.0)
    ease = rate_variants(found.catalog, found.settings)
    comparison = compare_contracts(plan.lines, found.catalog, found.settings, ease, pair)
    if not comparison.options.kinds:
        raise input_error(
            "nothing_to_compare",
            "no line has quantity and price, so there is nothing to compare.",
            Origin(""),
            "See what is missing with robuild check.",
        )
    return Contracts(plan, comparison)


def _pair(
    catalog: Catalog, label: str, reference: str | None, compared: str | None
) -> tuple[str, str]:
    known = [form.form_id for form in catalog.contract_forms]
    if len(known) < 2:
        raise input_error(
            "no_contract_forms",
            f"the catalog {label} has {len(known)} contract forms; at least two are compared.",
            Origin(""),
            "Copy contract_forms and contract_parameters from the catalog that came with robuild.",
        )
    first = reference or (REFERENCE if REFERENCE in known else known[0])
    others = [form for form in known if form != first]
    second = compared or (COMPARED if COMPARED in others else others[0])
    faults = [
        Issue(
            Severity.ERROR, "unknown_contract_form",
            f"{form!r} is no contract form of the catalog; it has {', '.join(known)}.",
            Origin("", column=option), "Choose one of these.",
        )
        for option, form in (("--reference", first), ("--compare", second))
        if form not in known
    ]  # fmt: skip
    if first == second:
        faults.append(
            Issue(Severity.ERROR, "same_contract_form",
                  f"--reference and --compare are both {first}.", Origin(""),
                  "Choose two different forms.")
        )  # fmt: skip
    if faults:
        raise InputError(faults)
    return first, second


def write_contract_workbook(
    done: Contracts, path: Path, language: Language, progress: Progress = silent
) -> None:
    """Write the workbook of contract forms.

    Raises:
        OutputError: the file could not be written.
    """
    from robuild.workbook.contracts import write_contracts

    progress("write", 0.0)
    write_contracts(done.plan, done.comparison, path, language)
