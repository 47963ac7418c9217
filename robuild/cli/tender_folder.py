"""Whether a tender package may be written to a folder: nothing handed in or edited is lost."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from robuild import listing as listings
from robuild.cli.targets import refuse_bad_new_file
from robuild.terms.issues import OutputError

MASTER, BIDS, REHEARSAL = "tender.json", "bids", "rehearsal"
_OWN = b"<simpleValue>Robuild_Requirements</simpleValue>"
_SAID = re.compile(rb'<meta name="robuild-tender" content="([0-9a-f]{64})">')


def refuse_bad_target(target: Path, inputs: Iterable[Path | None]) -> None:
    """Stop before anything is worked out.

    Args:
        target: folder of the package, or the .xlsx of the requirements alone.
        inputs: everything the run reads.

    Raises:
        OutputError: every file that must not be replaced, and what to do.
    """
    if target.suffix.lower() == ".xlsx":
        refuse_bad_new_file(target, ".xlsx", inputs)
        faults = [fault for path in (target, target.with_suffix(".ids")) if (fault := _kept(path))]
        if faults:
            raise OutputError("\n".join(faults))
        return
    if target.exists() and not target.is_dir():
        raise OutputError(f"{target} is a file; a package is a folder. Give another name with -o.")
    refuse_bad_new_file(target / MASTER, ".json", inputs)
    faults = [fault for path in _of_package(target) if (fault := _kept(path))]
    if (target / MASTER).exists() and (fault := _edited(target)):
        faults.insert(0, fault)
    if faults:
        raise OutputError("\n".join(faults))


def of_another_tender(folder: Path, new_hash: str) -> list[Path]:
    """Files of an earlier package for another version, unless bids were already made for it.

    Returns:
        Nothing where there is no earlier package, or it is of the same version.

    Raises:
        OutputError: bids lie there, and what is locked would be another.
    """
    if _hash_of(folder) in (None, new_hash):
        return []
    bids = _handed_in(folder / BIDS)
    if bids:
        raise OutputError(
            f"{folder / BIDS} holds {len(bids)} bids for another version of this tender. What was "
            "announced is not changed under bids. Give another folder with -o."
        )
    return [*_of_package(folder), *folder.glob(f"{REHEARSAL}/{MASTER}")]


def _handed_in(folder: Path) -> list[Path]:
    """Whatever bidders sent, of any kind; not what systems and open programs keep there."""
    if not folder.is_dir():
        return []
    return [path for path in folder.iterdir() if not path.name.startswith(("~$", "."))]


def remove_old(earlier: Iterable[Path], written: Iterable[Path]) -> list[Path]:
    """Take away what an earlier version left: two versions side by side would be announced as one.

    Only files that robuild wrote and nobody has edited come here.
    """
    left = sorted(set(earlier) - set(written))
    for path in left:
        path.unlink(missing_ok=True)
    return left


def _of_package(folder: Path) -> list[Path]:
    """Files of an earlier package that this one would take the place of."""
    patterns = ("announcement-*.html", "bid-*.xlsx", "requirements-*.xlsx",
                "requirements.ids",
                f"{REHEARSAL}/{BIDS}/example-*.xlsx")  # fmt: skip
    return [path for pattern in patterns for path in sorted(folder.glob(pattern))]


def _kept(path: Path) -> str | None:
    try:
        if path.suffix == ".html":
            listings.refuse_foreign_page(path)
            return _edited_page(path)
        if path.suffix == ".ids":
            return _foreign_ids(path)
        listings.refuse_to_lose_edits(path)
    except OutputError as error:
        return str(error)
    return None


def _edited_page(path: Path) -> str | None:
    from robuild.handouts import announcement_edited

    if not path.exists() or not announcement_edited(path):
        return None
    return (
        f"{path} has been edited since robuild wrote it. It was left as it is. Give another "
        "folder with -o, or move the file."
    )


def _foreign_ids(path: Path) -> str | None:
    if not path.exists() or _OWN in path.read_bytes()[:100_000]:
        return None
    return (
        f"{path} is there already and robuild did not write it. It was left as it is. "
        "Give another name, or move the file."
    )


def _edited(folder: Path) -> str | None:
    """What is wrong with a master that is there."""
    said = {
        found.group(1).decode()
        for page in folder.glob("announcement-*.html")
        if (found := _SAID.search(page.read_bytes()[:2_000]))
    }
    found_hash = _hash_of(folder)
    if found_hash is None:
        return (
            f"{folder / MASTER} is there already and is no master that robuild wrote. It was left "
            "as it is. Give another folder with -o, or move the file."
        )
    if said and found_hash not in said:
        return (
            f"{folder / MASTER} has been edited, or a run was stopped half way: its checksum is "
            "not the one announced. It was left as it is. Give another folder with -o, or move the "
            "file."
        )
    return None


def _hash_of(folder: Path) -> str | None:
    from pydantic import ValidationError

    from robuild.terms.tender import Tender

    try:
        data = json.loads((folder / MASTER).read_text(encoding="utf-8"))
        return Tender.model_validate(data).hash
    except (OSError, ValueError, ValidationError):
        return None
