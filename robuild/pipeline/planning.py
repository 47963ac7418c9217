"""The main job, room by room: read this as the table of contents of the house."""

from __future__ import annotations

from pathlib import Path

from robuild.choosing import find_alternatives, how_sure
from robuild.costing import cost_lines, renewal_table
from robuild.improving import repair_findings
from robuild.operations import activities, operations_findings, replacement_plan
from robuild.pipeline.finding import Findings, find
from robuild.pipeline.job import Job, Progress, silent
from robuild.pipeline.participating import lines_of, participation_of
from robuild.pipeline.updating import digests_of
from robuild.plan_result import PlanResult
from robuild.repair_ease import detachability_findings, rate_variants
from robuild.revisions import Revision
from robuild.terms.carried import NotCarried
from robuild.terms.vocabulary import Language
from robuild.workbook import write_plan


def plan(job: Job, progress: Progress = silent) -> PlanResult:
    """The main job up to the tables: models and catalog in, every table of the workbook out.

    Raises:
        InputError: as `find`.
    """
    return plan_of(job, find(job, progress), progress)


def plan_of(job: Job, found: Findings, progress: Progress = silent) -> PlanResult:
    """Every table of the workbook, of what was found."""
    settings, catalog = found.settings, found.catalog
    progress("cost", 0.0)
    lines, line_of_component = lines_of(found)
    repair_ease = rate_variants(catalog, settings)
    unmatched = int((found.matches["status"] == "unmatched").sum())
    costing = cost_lines(
        lines, catalog, settings, repair_ease=repair_ease, components_unmatched=unmatched
    )
    progress("choose", 0.0)
    alternatives = find_alternatives(lines, catalog, settings, repair_ease)
    progress("uncertain", 0.0)
    certainty = how_sure(lines, costing, alternatives.choice, catalog, settings, repair_ease)
    participation = participation_of(job, found, lines)
    years = replacement_plan(lines, costing, catalog, settings, repair_ease)
    return PlanResult(
        settings=settings,
        changed_settings=job.changed_settings,
        catalog=catalog,
        catalog_label=found.catalog_label,
        inventory=found.inventory,
        matches=found.matches,
        places=found.places,
        rooms=found.rooms,
        not_modelled=found.not_modelled,
        template_skips=found.template_skips,
        shapes=found.shapes,
        lines=lines,
        line_of_component=line_of_component,
        repair_ease=repair_ease,
        line_costs=costing.line_costs,
        line_tasks=costing.line_tasks,
        cash_flows=costing.cash_flows,
        lcc=costing.lcc,
        totals=costing.totals,
        lcc_by_engine={engine: each.lcc for engine, each in costing.by_engine.items()},
        totals_by_engine={engine: each.totals for engine, each in costing.by_engine.items()},
        renewals=renewal_table(lines, catalog, settings, repair_ease),
        alternatives=alternatives,
        certainty=certainty,
        repair=repair_findings(lines, costing, catalog, settings, repair_ease),
        gates=participation.participation.gates,
        participation=participation.participation.participation,
        participation_log=participation.log,
        activities=activities(
            lines,
            participation.participation.participation,
            participation.participation.gates,
            costing,
            catalog,
            settings,
        ),
        plan=years,
        operations=operations_findings(
            lines,
            years,
            costing,
            catalog,
            settings,
            repair_ease,
            certainty.now.years if certainty else None,
        ),
        earlier=found.earlier,
        model_digests=digests_of(job.models),
        issues=(
            *found.issues,
            *participation.issues,
            *detachability_findings(found.inventory, lines, line_of_component, catalog),
        ),
    )


def write(
    result: PlanResult,
    path: Path,
    language: Language,
    progress: Progress = silent,
    revision: Revision | None = None,
    template: Path | None = None,
) -> tuple[NotCarried, ...]:
    """Write the plan workbook.

    Args:
        result: of `plan`.
        path: the .xlsx to write; what is there is replaced.
        language: of the workbook.
        progress: told of the stage.
        revision: what changed in the model since an earlier workbook.
        template: an organisation's own workbook, whose cover, logo and font are taken.

    Returns:
        What people wrote in an earlier workbook and fits nothing in this one.

    Raises:
        InputError: the template cannot be used.
        OutputError: the file could not be written.
    """
    progress("write", 0.0)
    return write_plan(result, path, language, revision, template)


def write_cards(
    result: PlanResult, path: Path, language: Language, progress: Progress = silent
) -> None:
    """Write task cards, participation catalogue and dwelling cards: one page to print.

    Raises:
        OutputError: the file could not be written.
    """
    from robuild.handouts import write_handouts

    progress("write", 0.0)
    write_handouts(result, path, language)


def write_demo_building(path: Path, progress: Progress = silent) -> None:
    """Write the demo building as IFC.

    Raises:
        OutputError: the file could not be written.
    """
    from robuild.demo import write_demo

    progress("demo", 0.0)
    write_demo(path)
