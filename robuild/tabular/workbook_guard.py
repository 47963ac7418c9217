"""What a workbook from a stranger is looked at for before any parser sees it."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from robuild.terms.issues import InputError, Issue, Origin, Severity, input_error

MOST_PARTS = 2_000
MOST_BYTES = 400_000_000
"""Unpacked, all parts together."""
MOST_BYTES_A_PART = 200_000_000
MOST_RATIO = 200
"""Unpacked to packed; honest sheets reach 7 to 17. Only parts above 1 MB are judged."""
LONGEST_COMMENT = 65_536
"""XML comments cost parsers time that grows with the square of their length."""

_OLE = b"\xd0\xcf\x11\xe0"
_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_CHUNK = 1 << 20


def guard(path: Path) -> tuple[Issue, ...]:
    """Refuse files that are no workbook, or are built to break the reader.

    Returns:
        Notes on what will be ignored: macros, links to other workbooks.

    Raises:
        InputError: not a zip, password or old .xls, damaged, packed beyond reason, no workbook
            inside, or XML that no spreadsheet program writes.
    """
    origin = Origin(file=str(path))
    try:
        with path.open("rb") as stream:
            head = stream.read(8)
    except FileNotFoundError:
        raise input_error(
            "file_missing", "there is no such file.", origin, "Check the name and the folder."
        ) from None
    except OSError as error:
        raise input_error(
            "file_unreadable", f"the file cannot be opened: {error.strerror}.", origin
        ) from None
    if head.startswith(_OLE):
        raise input_error(
            "password_or_old_xls",
            "the file is protected by a password or is an old .xls.",
            origin,
            "Save it in Excel as .xlsx without a password.",
        )
    try:
        with zipfile.ZipFile(path) as archive:
            return _looked_through(archive, origin)
    except InputError:
        raise
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, EOFError, ValueError,
            NotImplementedError, RuntimeError, zlib_error()) as error:  # fmt: skip
        raise damaged(origin, error) from None


def zlib_error() -> type[Exception]:
    """The exception of broken compressed data."""
    import zlib

    return zlib.error


def damaged(origin: Origin, error: Exception) -> InputError:
    """The fault of a file that is not a whole workbook."""
    return input_error(
        "not_a_workbook",
        f"the file is not a whole .xlsx workbook ({_words(error)}).",
        origin,
        "Open it in Excel and save it again as .xlsx.",
    )


def _words(error: Exception) -> str:
    text = str(error).strip().splitlines()
    return (text[0] if text else type(error).__name__)[:160]


def _looked_through(archive: zipfile.ZipFile, origin: Origin) -> tuple[Issue, ...]:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    reason = _too_large(parts)
    if reason:
        raise input_error(
            "too_large", f"the file {reason}.", origin,
            "Check that this is the right file; copy the cells you need to a new workbook.",
        )  # fmt: skip
    if "xl/workbook.xml" not in names:
        what = "xl/workbook.xml is missing"
        if "mimetype" in names or "xl/workbook.bin" in names:
            what = "it is another spreadsheet format"
        raise damaged(origin, ValueError(what))
    if len(names) < len(parts):
        raise damaged(origin, ValueError("two parts have the same name"))
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels", ".vml")):
            _harmless_xml(archive, part, origin)
    return tuple(_notes(names, origin))


def _too_large(parts: list[zipfile.ZipInfo]) -> str:
    if len(parts) > MOST_PARTS:
        return f"has {len(parts)} parts; at most {MOST_PARTS} are allowed"
    if (total := sum(part.file_size for part in parts)) > MOST_BYTES:
        return f"unpacks to {total // 1_000_000} MB; at most {MOST_BYTES // 1_000_000} are allowed"
    for part in parts:
        if part.file_size > MOST_BYTES_A_PART:
            most = MOST_BYTES_A_PART // 1_000_000
            return f"has a part of {part.file_size // 1_000_000} MB; at most {most} are allowed"
        ratio = part.file_size / max(part.compress_size, 1)
        if part.file_size > 1_000_000 and ratio > MOST_RATIO:
            return (
                f"has a part packed {ratio:.0f} to 1, as zip bombs are; at most {MOST_RATIO} to 1 "
                "is allowed"
            )
    return ""


def _harmless_xml(archive: zipfile.ZipFile, part: zipfile.ZipInfo, origin: Origin) -> None:
    with archive.open(part) as stream:
        data = stream.read()
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:256]:
        raise damaged(origin, ValueError(f"{part.filename} is not UTF-8"))
    if _ENTITY.search(data):
        raise damaged(origin, ValueError(f"{part.filename} declares entities"))
    at = data.find(b"<!--")
    while at >= 0:
        end = data.find(b"-->", at)
        if end < 0 or end - at > LONGEST_COMMENT:
            raise damaged(origin, ValueError(f"{part.filename} holds an endless comment"))
        at = data.find(b"<!--", end)


def _notes(names: set[str], origin: Origin) -> list[Issue]:
    notes = []
    if any(name.endswith("vbaProject.bin") for name in names):
        notes.append(
            Issue(Severity.INFO, "macros_ignored", "the file has macros; they are ignored.", origin)
        )
    if any(name.startswith("xl/externalLinks/") for name in names):
        notes.append(
            Issue(
                Severity.INFO, "links_ignored",
                "the file has links to other workbooks; their last values are used.", origin,
            )
        )  # fmt: skip
    return notes
