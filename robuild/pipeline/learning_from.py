"""Kept logs to a layer over the catalog, and to what was assumed beside what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from robuild.catalog import read_stack, write_layer
from robuild.learning import (
    Calibration,
    Evaluation,
    calibrate,
    evaluate,
    layer_rows,
    paid_off,
)
from robuild.logbook import is_counts, is_kept_log, read_counts, read_kept_log, write_counts
from robuild.pipeline.job import resolve_years
from robuild.terms.catalog import Catalog, LayerHeader
from robuild.terms.issues import InputError, Issue, Origin, Severity, input_error
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Language
from robuild.terms.work_log import KeptLog

EVIDENCE = (
    "what", "component_key", "variant_id", "unit", "prior", "observed", "posterior", "low", "high",
    "weight_share", "events", "expected_events", "exposure_years", "exposure_per",
    "dwelling_years", "not_learned",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Learnt:
    """What logs say of the catalog they were given with."""

    catalog: Catalog
    catalog_label: str
    settings: Settings
    logs: tuple[KeptLog, ...]
    given: int
    """Files of counts from others."""
    calibration: Calibration
    notes: tuple[Issue, ...] = ()


def read_kept(
    paths: Sequence[Path], *, one_building: bool = False
) -> tuple[tuple[KeptLog, ...], tuple[pd.DataFrame, ...]]:
    """Kept logs, and counts that others gave, told apart by what is in the files.

    Args:
        paths: files.
        one_building: they are of one building, and may have one name.

    Raises:
        InputError: every file that is neither, and every fault of the others.
    """
    logs, counts, faults = [], [], []
    for path in paths:
        try:
            if is_counts(path):
                counts.append(read_counts(path))
            elif is_kept_log(path) or path.suffix.lower() == ".json" or not path.exists():
                logs.append(read_kept_log(path))
            else:
                raise input_error(
                    "not_kept", "this is neither a kept log nor counts that others gave.",
                    Origin(str(path)),
                    "Read a log first: robuild log MODEL LOG -o KEPT.json",
                )  # fmt: skip
        except InputError as error:
            faults += list(error.issues)
    names = [log.building for log in logs]
    faults += [
        Issue(
            Severity.ERROR, "building_twice", f"two logs are called {name!r}.",
            hint="Put all logs of a building into one `robuild log`, or name it with --building.",
        )
        for name in sorted({each for each in names if names.count(each) > 1 and not one_building})
    ]  # fmt: skip
    if faults:
        raise InputError(faults)
    return tuple(logs), tuple(counts)


def learn(
    paths: Sequence[Path], shipped: Path, layers: Sequence[Path], settings: Settings
) -> Learnt:
    """What kept logs and counts of others say.

    Raises:
        InputError: a file that cannot be used; a component, variant or way of counting that the
            catalog does not have.
    """
    logs, counts = read_kept(paths)
    stack = read_stack(layers, shipped)
    settings = resolve_years(settings, stack.catalog)
    _known(logs, counts, stack.catalog)
    try:
        calibration = calibrate(stack.catalog, settings, logs, counts)
    except ValueError as error:
        raise input_error(
            "counted_otherwise", f"{error}.", hint="Give counts made with the same catalog."
        ) from None
    return Learnt(stack.catalog, stack.label, settings, logs, len(counts), calibration, stack.notes)


def _known(logs: Sequence[KeptLog], counts: Sequence[pd.DataFrame], catalog: Catalog) -> None:
    tables = [*((log.building, log.exposures) for log in logs), *(("counts", c) for c in counts)]
    faults = []
    for name, table in tables:
        for column, known in (
            ("component_key", catalog.component_by_key), ("variant_id", catalog.variant_by_id)
        ):  # fmt: skip
            strange = sorted(set(table[column]) - set(known))
            if strange:
                faults.append(
                    Issue(
                        Severity.ERROR, "not_in_catalog",
                        f"{name}: {column} {', '.join(strange[:5])} "
                        f"{'are' if len(strange) > 1 else 'is'} not in the catalog.",
                        hint="Give the catalog that the log was read with: --catalog.",
                        count=len(strange),
                    )
                )  # fmt: skip
    if faults:
        raise InputError(faults)


def write_learnt(learnt: Learnt, folder: Path, layer_id: str) -> tuple[Path, ...]:
    """Write what was learnt as a layer, with what each figure stands on beside it.

    Raises:
        OutputError: a file could not be written.
    """
    last = max((log.last_month for log in learnt.logs), default="")
    years = sum(log.dwellings * log.years for log in learnt.logs)
    title = f"Counted in {len(learnt.logs)} buildings, {years:.0f} dwelling-years"
    title += f", with {learnt.given} files of counts from others" if learnt.given else ""
    header = LayerHeader(layer_id=layer_id, version=last or learnt.catalog_label, title=title)
    table = learnt.calibration.learned
    rows = [
        [None if pd.isna(value) else value for value in row]
        for row in table[list(EVIDENCE)].astype(object).itertuples(index=False, name=None)
    ]
    cells = layer_rows(table, learnt.catalog)
    return write_layer(folder, header, cells, (EVIDENCE, rows))


def share(learnt: Learnt, path: Path) -> tuple[int, int]:
    """Write counts that may be given to others.

    Returns:
        Rows written, and rows left out because they cover too few dwellings.

    Raises:
        OutputError: the file could not be written.
    """
    hidden = write_counts(path, learnt.calibration.counts)
    return len(learnt.calibration.counts) - hidden, hidden


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What was assumed and what happened, and which choices have paid off."""

    learnt: Learnt
    evaluation: Evaluation
    paid_off: pd.DataFrame


def write_evaluation_page(found: Evaluated, path: Path, language: Language) -> None:
    """Write what was assumed beside what happened, as one page to print.

    Raises:
        OutputError: the file could not be written.
    """
    from robuild.handouts import write_evaluation

    learnt = found.learnt
    write_evaluation(
        found.evaluation, found.paid_off, learnt.calibration.learned, learnt.logs, learnt.catalog,
        path, language,
    )  # fmt: skip


def write_evaluation_workbook(found: Evaluated, path: Path, language: Language) -> None:
    """Write the same as a workbook, with live ratios, rates and advice.

    Raises:
        OutputError: the file could not be written.
    """
    from robuild.workbook.evaluation import Facts, write_evaluation_book

    learnt = found.learnt
    facts = Facts(
        found.evaluation, learnt.calibration, found.paid_off, learnt.logs, learnt.catalog,
        learnt.catalog_label, learnt.settings, learnt.given,
    )  # fmt: skip
    write_evaluation_book(facts, path, language)


def evaluated(learnt: Learnt) -> Evaluated:
    """Assumed beside actual of the same logs."""
    return Evaluated(
        learnt,
        evaluate(learnt.logs, learnt.catalog),
        paid_off(learnt.calibration.learned, learnt.catalog, learnt.settings),
    )
