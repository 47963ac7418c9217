"""Whether the outputs of a run may be written, asked before any work: nothing is lost for them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from robuild import listing as listings
from robuild.terms.issues import OutputError


def refuse_bad_targets(
    inputs: Iterable[Path | None],
    *,
    workbook: Path | None = None,
    listing: Path | None = None,
    demo_model: Path | None = None,
) -> None:
    """Stop when an output would replace an input, another output or the work of a person.

    Args:
        inputs: everything the run reads.
        workbook: the plan; an earlier one is replaced only as robuild wrote it.
        listing: the CSV of `--components`; an earlier one is replaced, another file never.
        demo_model: the demo building; another file of its name is never replaced.

    Raises:
        OutputError: which output, why, and what to do.
    """
    taken = {_place(path): "is one of the files this run reads" for path in inputs if path}
    for target, suffix in ((demo_model, ".ifc"), (workbook, ".xlsx"), (listing, ".csv")):
        if target is None:
            continue
        require_form(target, suffix)
        if _place(target) in taken:
            raise OutputError(f"{target} {taken[_place(target)]}. Give another name.")
        taken[_place(target)] = "is another output of this run"
        _require_folder(target)
    if demo_model is not None:
        listings.refuse_foreign_demo(demo_model)
    if workbook is not None:
        listings.refuse_to_lose_edits(workbook)
    if listing is not None:
        listings.refuse_foreign_listing(listing)


def refuse_bad_page(target: Path, inputs: Iterable[Path | None]) -> None:
    """Stop before a page for printing is written over something that is no such page.

    Raises:
        OutputError: which file, and what to do.
    """
    refuse_bad_new_file(target, ".html", inputs)
    listings.refuse_foreign_page(target)


def refuse_bad_evaluation(target: Path, inputs: Iterable[Path | None]) -> None:
    """Stop before an evaluation takes the place of anything but an earlier, unedited one.

    Raises:
        OutputError: which file, and what to do.
    """
    suffix = target.suffix.lower()
    if suffix not in (".html", ".xlsx") and not target.is_dir():
        raise OutputError(
            f"{target} must end in .xlsx (a workbook) or .html (a page to print): that is what is "
            f"written. Try {target.with_suffix('.xlsx') if target.name else 'evaluation.xlsx'}."
        )
    if suffix != ".xlsx":
        refuse_bad_page(target, inputs)
        return
    refuse_bad_new_file(target, suffix, inputs)
    listings.refuse_to_lose_edits(target)


def refuse_bad_new_file(target: Path, suffix: str, inputs: Iterable[Path | None]) -> None:
    """Stop before a new file takes the place of one that the run reads, or cannot be written.

    Raises:
        OutputError: which file, and what to do.
    """
    require_form(target, suffix)
    if _place(target) in {_place(path) for path in inputs if path}:
        raise OutputError(f"{target} is one of the files this run reads. Give another name.")
    _require_folder(target)


def workbook_path(output: Path | None, name: str) -> Path:
    """Where the workbook goes: what was asked for, in a folder its usual name, else in exports.

    Args:
        output: file or folder that was asked for.
        name: what the workbook is called when nobody says.
    """
    if output is None:
        return Path("exports") / name
    return output / name if output.is_dir() and output.suffix.lower() != ".xlsx" else output


def refuse_bad_suggestions(target: Path, others: Iterable[Path | None]) -> None:
    """Stop before questions are written over another file of the run.

    Raises:
        OutputError: which file, and what to do.
    """
    if target.suffix.lower() not in (".csv", ".xlsx"):
        raise OutputError(f"{target} must end in .csv or .xlsx: that is what is written.")
    if _place(target) in {_place(path) for path in others if path}:
        raise OutputError(f"{target} is another file of this run. Give another name.")
    _require_folder(target)


def require_form(target: Path, suffix: str) -> None:
    """Refuse a folder, and a name that promises another format than is written.

    Raises:
        OutputError: what is written instead.
    """
    if target.is_dir():
        raise OutputError(
            f"{target} is a folder. Give the name of a file, such as {target / f'plan{suffix}'}."
        )
    if target.suffix.lower() != suffix:
        better = target.with_suffix(suffix) if target.name else f"plan{suffix}"
        raise OutputError(f"{target} must end in {suffix}: that is what is written. Try {better}.")


def _place(path: Path) -> str:
    return os.path.normcase(path.resolve())


def _require_folder(target: Path) -> None:
    folder = next(place for place in target.absolute().parents if place.exists())
    if not folder.is_dir():
        raise OutputError(
            f"{target} cannot be written: {folder} is a file, not a folder. Give another name."
        )
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OutputError(
            f"{target} cannot be written: no right to write in {folder}. Give another folder."
        )
