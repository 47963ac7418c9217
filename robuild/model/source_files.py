"""From a path to a STEP file the parser can read, or one clear message why not."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from robuild.model import step_bytes
from robuild.model.step_bytes import HEAD, Look
from robuild.terms.issues import InputError, Issue, Origin, Severity, input_error

MOST_BYTES = 4_000_000_000
MOST_PARTS = 1_000
MOST_RATIO = 300
"""Unpacked to packed; STEP text reaches 5 to 20."""
_SMALL = 10_000_000
"""Ratio is judged above this size only."""

_EXPORT = "Export it as IFC 2x3 or IFC 4 (.ifc, STEP text) from the design program."


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A model file made ready for the parser."""

    given: Path
    """As the user gave it."""
    path: Path
    """What the parser opens: the file itself, or a repaired or unpacked copy."""
    schema: str
    stated_schema: str
    bytes: int
    """Of the file as given."""
    look: Look
    notes: tuple[Issue, ...]
    folder: Path
    """For copies; gone after the run."""


def prepare(given: Path, folder: Path) -> SourceFile:
    """Check a model file and make it readable.

    Args:
        given: `.ifc` or `.ifczip`.
        folder: a temporary folder for copies; nothing is written beside the model.

    Raises:
        InputError: missing, empty, another format, an unknown schema, or a zip that is not one
            model.
    """
    origin = Origin(file=str(given))
    size = _size(given, origin)
    path = given
    head = _head(given, origin)
    if head.startswith(b"PK"):
        path = _unpacked(given, folder, origin)
        head = _head(path, origin)
    elif given.suffix.lower() == ".ifczip":
        raise input_error(
            "not_a_zip",
            "the file ends in .ifczip but is not a zip file.",
            origin,
            "Get it again, or rename it to .ifc if it is plain IFC text.",
        )
    stated = _schema_in(head, origin)
    schema = step_bytes.known_schema(stated)
    if schema is None:
        raise _unsupported(stated, origin)
    look = step_bytes.look_through(path)
    notes: list[Issue] = []
    if not look.ascii_only:
        notes.append(_raw_letters(look, origin))
    if schema != stated or not look.ascii_only:
        repaired = folder / "repaired.ifc"
        step_bytes.write_repaired(path, repaired, schema, look)
        path = repaired
    return SourceFile(given, path, schema, stated, size, look, tuple(notes), folder)


def with_plain_backslashes(source: SourceFile) -> SourceFile | None:
    """The file with stray backslashes made plain; `None` when it has none.

    One stray backslash, as in a path of Windows, stops the parser.
    """
    target = source.folder / "plain.ifc"
    if not step_bytes.write_plain_backslashes(source.path, target):
        return None
    note = _bad_escapes(Origin(file=str(source.given)))
    return replace(source, path=target, notes=(*source.notes, note))


def _size(given: Path, origin: Origin) -> int:
    if given.is_dir():
        raise input_error(
            "model_is_folder", "this is a folder, not a model file.", origin,
            "Give the .ifc file itself.",
        )  # fmt: skip
    try:
        size = given.stat().st_size
    except FileNotFoundError:
        raise input_error(
            "file_missing", "there is no such file.", origin, "Check the name and the folder."
        ) from None
    except (OSError, ValueError) as error:
        raise _unreadable(origin, error) from None
    if size == 0:
        raise input_error("file_empty", "the file is empty (0 bytes).", origin, "Get it again.")
    return size


def _unreadable(origin: Origin, error: Exception) -> InputError:
    reason = getattr(error, "strerror", None) or type(error).__name__
    return input_error("file_unreadable", f"the file cannot be opened: {reason}.", origin)


def _head(path: Path, origin: Origin) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(HEAD)
    except OSError as error:
        raise _unreadable(origin, error) from None


def _schema_in(head: bytes, origin: Origin) -> str:
    start = head.lstrip()[:400].lower()
    if not start:
        raise input_error("file_empty", "the file is empty (only spaces).", origin, "Get it again.")
    if not start.startswith(b"iso-10303-21"):
        raise _not_step(head, start, origin)
    found = step_bytes.stated_schema(head)
    if found is None:
        raise input_error(
            "bad_header", "the header names no schema (FILE_SCHEMA).", origin, _EXPORT
        )
    return found[0].decode("ascii", "replace")


def _not_step(head: bytes, start: bytes, origin: Origin) -> InputError:
    if head.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        what = "starts with a byte-order mark; IFC files must start with ISO-10303-21"
        return input_error(
            "bad_header", f"the file {what}.", origin,
            "Save it again as plain text without a byte-order mark, or export it again.",
        )  # fmt: skip
    if b"<html" in start or b"<!doctype html" in start:
        return input_error(
            "web_page", "this is an HTML page saved under the name of a model.", origin,
            "Download the raw file instead of the page that shows it.",
        )  # fmt: skip
    if start.startswith(b"<") or origin.file.lower().endswith("xml"):
        return input_error("ifc_xml", "ifcXML cannot be read.", origin, _EXPORT)
    if start.startswith((b"{", b"[")) or origin.file.lower().endswith((".ifcx", ".json")):
        return input_error("ifc_json", "IFC 5 and IFC JSON cannot be read yet.", origin, _EXPORT)
    return input_error(
        "not_ifc", "this is not an IFC file; IFC files start with ISO-10303-21.", origin, _EXPORT
    )


def _unsupported(stated: str, origin: Origin) -> InputError:
    name = "".join(c for c in stated if c.isprintable())[:40] or "(empty)"
    return input_error(
        "unsupported_schema",
        f"the schema is {name}; IFC2X3, IFC4 and IFC4X3 can be read.",
        origin,
        "Export the model again as IFC 2x3 or IFC 4.",
    )


def _raw_letters(look: Look, origin: Origin) -> Issue:
    return Issue(
        Severity.INFO,
        "raw_letters",
        "letters outside ASCII stand unescaped in the file; they were read as UTF-8 where they "
        f"are UTF-8, else as {look.encoding}.",
        origin,
        "Look at names with accents; the exporting program writes texts against the standard.",
    )


def _bad_escapes(origin: Origin) -> Issue:
    return Issue(
        Severity.INFO,
        "bad_escapes",
        "texts hold backslashes that are no escapes; they were read as plain backslashes.",
        origin,
        "Nothing to do unless names look wrong.",
    )


def _unpacked(given: Path, folder: Path, origin: Origin) -> Path:
    try:
        with zipfile.ZipFile(given) as archive:
            part = _the_model(archive, origin)
            target = folder / "unpacked.ifc"
            _extract(archive, part, target, origin)
            return target
    except InputError:
        raise
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, OSError, EOFError, ValueError,
            NotImplementedError, RuntimeError) as error:  # fmt: skip
        text = (str(error).splitlines() or [""])[0][:120]
        raise input_error(
            "broken_zip", f"the zip file cannot be unpacked ({text}).", origin,
            "Get it again, or unpack it yourself and give the .ifc file.",
        ) from None  # fmt: skip


def _the_model(archive: zipfile.ZipFile, origin: Origin) -> zipfile.ZipInfo:
    parts = [part for part in archive.infolist() if not part.is_dir()]
    if len(parts) > MOST_PARTS:
        raise _refused_zip(f"has {len(parts)} parts; at most {MOST_PARTS} are allowed", origin)
    models = [p for p in parts if PurePosixPath(p.filename).suffix.lower() == ".ifc"]
    if len(models) != 1:
        names = ", ".join(PurePosixPath(p.filename).name[:60] for p in (models or parts)[:5])
        raise _refused_zip(
            f"must hold exactly one .ifc file; it holds {len(models)} ({names})", origin
        )
    part = models[0]
    if part.flag_bits & 0x1:
        raise _refused_zip("is protected by a password", origin)
    if part.file_size > MOST_BYTES:
        raise _refused_zip(_too_large(part.file_size), origin)
    ratio = part.file_size / max(part.compress_size, 1)
    if part.file_size > _SMALL and ratio > MOST_RATIO:
        raise _refused_zip(
            f"is packed {ratio:.0f} to 1, as zip bombs are; at most {MOST_RATIO} to 1 is allowed",
            origin,
        )
    return part


def _too_large(size: int) -> str:
    return f"unpacks to {size // 1_000_000} MB; at most {MOST_BYTES // 1_000_000} MB are allowed"


def _refused_zip(what: str, origin: Origin) -> InputError:
    return input_error(
        "refused_zip", f"the zip file {what}.", origin, "Unpack it and give one .ifc file."
    )


def _extract(archive: zipfile.ZipFile, part: zipfile.ZipInfo, target: Path, origin: Origin) -> None:
    # never under the name inside the zip, which may point anywhere; and the stated size may lie
    written = 0
    with archive.open(part) as stream, target.open("wb") as out:
        while data := stream.read(1 << 20):
            written += len(data)
            if written > min(part.file_size, MOST_BYTES):
                raise _refused_zip("holds more than it says", origin)
            out.write(data)
