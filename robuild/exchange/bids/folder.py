"""The folder of a tender: the owner's master, and which files are bids."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from robuild.tabular import written_by_robuild_unchanged
from robuild.terms.issues import InputError, Issue, Origin, Severity, input_error
from robuild.terms.tender import FORMAT, Tender

MASTER = "tender.json"
BIDS = "bids"
MOST_BYTES = 50_000_000
MOST_BIDS = 200
_MOST_FAULTS = 20


def read_tender(path: Path) -> Tender:
    """The owner's master.

    Args:
        path: `tender.json`, or the folder it lies in.

    Raises:
        InputError: not there, not JSON, of another format, or with faults; all of them at once.
    """
    file = path / MASTER if path.is_dir() else path
    origin = Origin(str(file))
    try:
        if file.stat().st_size > MOST_BYTES:
            raise input_error("too_large", "the file is too large for a tender.", origin)
        data = json.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise input_error(
            "tender_missing",
            f"there is no {MASTER}: the owner's master is not known.",
            origin,
            "Give the folder that robuild tender wrote.",
        ) from None
    except OSError as error:
        raise input_error(
            "file_unreadable", f"the file cannot be opened: {error.strerror}.", origin
        ) from None
    except (ValueError, RecursionError):
        raise input_error(
            "not_json", "the file is not whole JSON.", origin, "Take the one robuild tender wrote."
        ) from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        got = data.get("format") if isinstance(data, dict) else None
        raise input_error(
            "tender_format", f"the format is {got!r}; this robuild reads {FORMAT}.", origin,
            "Use the robuild that wrote it, or write the tender anew.",
        )  # fmt: skip
    return _checked(data, origin)


def _checked(data: dict[str, object], origin: Origin) -> Tender:
    try:
        tender = Tender.model_validate(data)
    except ValidationError as error:
        raise InputError(
            [
                Issue(
                    Severity.ERROR, "tender_fault",
                    f"{'.'.join(map(str, each['loc']))}: {each['msg']}.", origin,
                )
                for each in error.errors()[:_MOST_FAULTS]
            ]
        ) from None  # fmt: skip
    faults = list(_faults(tender, origin))
    if faults:
        raise InputError(faults[:_MOST_FAULTS])
    return tender


def _faults(tender: Tender, origin: Origin) -> Iterable[Issue]:
    seen: set[str] = set()
    levels = {(row.criterion, row.level) for row in tender.levels}
    criteria = {row.criterion for row in tender.levels}

    def fault(message: str) -> Issue:
        return Issue(Severity.ERROR, "tender_fault", message, origin, "Write the tender anew.")

    for criterion, weight in tender.terms.criterion_weights.items():
        if weight > 0 and criterion not in criteria:
            yield fault(f"criterion {criterion} has a weight, but no levels.")
    until = tender.terms.real_rate_until_years
    if until[1] <= until[0]:
        yield fault(f"real_rate_until_years is {until}; the second must be later than the first.")
    for row in tender.positions:
        if row.position_id in seen:
            yield fault(f"position {row.position_id} is there twice.")
        seen.add(row.position_id)
        for criterion, level in (*row.minimum_levels.items(), *row.owner_levels.items()):
            if (criterion, level) not in levels:
                yield fault(f"{row.position_id}: {criterion} has no level {level!r}.")


def bid_files(folder: Path, leave_out: Iterable[Path] = ()) -> list[Path]:
    """Workbooks that may be bids: those in the folder `bids`, else beside the master.

    What robuild wrote and nobody has touched is no answer, and neither is what Excel keeps while a
    file is open (`~$…`).

    Raises:
        InputError: no folder, no workbook, or more than can be meant.
    """
    if not folder.is_dir():
        raise input_error(
            "folder_missing", "there is no such folder.", Origin(str(folder)),
            "Give the folder with tender.json and the returned workbooks.",
        )  # fmt: skip
    inner = folder / BIDS
    others = {path.resolve() for path in leave_out}
    found = _workbooks(inner) if inner.is_dir() else []
    if not found:
        found = [path for path in _workbooks(folder) if not written_by_robuild_unchanged(path)]
    found = [path for path in found if path.resolve() not in others]
    if not found:
        raise input_error(
            "no_bid", f"there is no returned workbook (.xlsx) in {BIDS} or beside {MASTER}.",
            Origin(str(folder)), "Put the bidders' workbooks in the folder bids.",
        )  # fmt: skip
    if len(found) > MOST_BIDS:
        raise input_error(
            "too_many_bids", f"there are {len(found)} workbooks; at most {MOST_BIDS} are read.",
            Origin(str(folder)),
        )  # fmt: skip
    return found


def other_files(folder: Path) -> list[str]:
    """Names of files beside the returned workbooks that are no workbooks, such as letters."""
    inner = folder / BIDS
    if not inner.is_dir():
        return []
    read = set(_workbooks(inner))
    return sorted(
        path.name for path in inner.iterdir()
        if path not in read and path.is_file() and not path.name.startswith(("~$", "."))
    )  # fmt: skip


def _workbooks(folder: Path) -> list[Path]:
    return sorted(
        (
            path for path in folder.iterdir()
            if path.suffix.lower() in (".xlsx", ".xls", ".xlsm", ".ods")
            and not path.name.startswith(("~$", "."))
        ),
        key=lambda path: path.name.casefold(),
    )  # fmt: skip
