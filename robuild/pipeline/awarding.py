"""From the folder of a tender to an award."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from robuild.exchange.bids import bid_files, other_files, read_bids, read_tender, told_apart
from robuild.exchange.ns3459 import read_ns3459
from robuild.pipeline.job import Progress, silent
from robuild.procurement.bids import Award, award, settings_of
from robuild.procurement.price_lists import PriceComparison, compare_prices
from robuild.terms.bids import BidFinding
from robuild.terms.issues import InputError, Issue, Origin, Severity, input_error
from robuild.terms.price_lists import PriceList, PriceListKind
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Language


def award_bids(
    folder: Path,
    settings: Settings | None = None,
    leave_out: Iterable[Path] = (),
    progress: Progress = silent,
) -> Award:
    """Read and evaluate the bids in a folder.

    Args:
        folder: with `tender.json` and the returned workbooks, in `bids` or beside it.
        settings: number of draws, seed and spreads of the robustness; nothing else of it.
        leave_out: workbooks that are no bids, such as an earlier award.
        progress: told of the stage.

    Raises:
        InputError: the folder or the master cannot be used, or no bid can be evaluated.
    """
    tender = read_tender(folder)
    try:
        settings_of(tender.terms)
    except ValueError as error:
        raise input_error(
            "tender_fault", f"the terms cannot be used: {error}.", Origin(str(folder))
        ) from None
    files = bid_files(folder, leave_out)
    bids = []
    for number, bid in enumerate(read_bids(files, tender), start=1):
        bids.append(bid)
        progress("read", number / len(files))
    progress("evaluate", 0.0)
    found = award(tender, told_apart(bids), settings or Settings())
    beside = [
        BidFinding("file_not_read", Severity.INFO, name, name) for name in other_files(folder)
    ]
    return replace(found, findings=(*found.findings, *beside))


def compare_ns3459(paths: Sequence[Path]) -> PriceComparison:
    """Price offers in NS 3459 side by side; a file that cannot be read is listed with its reason.

    Raises:
        InputError: no offer can be compared; the reasons of all files.
    """
    lists: list[PriceList] = []
    faults: list[BidFinding] = []
    issues: list[Issue] = []
    for path in paths:
        try:
            lists.append(read_ns3459(path))
        except InputError as error:
            reason = error.issues[0]
            issues += error.issues
            faults.append(
                BidFinding("unreadable_file", Severity.ERROR, path.stem, path.name,
                           value=reason.message, reservation=True)
            )  # fmt: skip
    if not any(each.kind is PriceListKind.OFFER for each in lists) and issues:
        raise InputError(issues)
    found = compare_prices(lists)
    return replace(found, faulty=(*found.faulty, *faults), findings=(*faults, *found.findings))


def write_price_list_workbook(found: PriceComparison, path: Path, language: Language) -> None:
    """Write the workbook of price lists.

    Raises:
        OutputError: the file could not be written.
    """
    from robuild.workbook.price_list_workbook import write_price_lists

    write_price_lists(found, path, language)


def write_award_workbook(
    found: Award, path: Path, language: Language, progress: Progress = silent
) -> None:
    """Write the award workbook.

    Raises:
        OutputError: the file could not be written.
    """
    from robuild.workbook.award import write_award

    progress("write", 0.0)
    write_award(found, path, language)
