"""From the folder of a tender to an award."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from robuild.exchange.bids import bid_files, read_bids, read_tender, told_apart
from robuild.pipeline.job import Progress, silent
from robuild.procurement.bids import Award, award, settings_of
from robuild.terms.issues import Origin, input_error
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
    return award(tender, told_apart(bids), settings or Settings())


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
