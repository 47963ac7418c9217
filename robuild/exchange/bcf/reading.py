"""A BCF file that is there already: read with suspicion, kept as it is where it is not ours."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from defusedxml import ElementTree as SafeET
from defusedxml.common import DefusedXmlException

from robuild.terms.issues import InputError, Origin, input_error

MARKUP = "markup.bcf"
VERSION = "bcf.version"
_MOST_BYTES = 400_000_000
_MOST_ENTRIES = 100_000
_DAMAGED = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError,
    RuntimeError, ValueError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EarlierBcf:
    """Everything in the file, and its topics parsed."""

    entries: Mapping[str, bytes]
    """Name -> content, in the order of the file."""
    folders: Mapping[str, str]
    """GUID of a topic -> its folder in the file."""
    markups: Mapping[str, ET.Element]
    """GUID of a topic -> its markup."""


def read_bcf(path: Path) -> EarlierBcf:
    """Read a BCF 2.1 file.

    Raises:
        InputError: it is none, or is damaged; nothing was changed.
    """
    origin = Origin(file=str(path))
    entries = _entries(path, origin)
    _require_version(entries, origin)
    folders: dict[str, str] = {}
    markups: dict[str, ET.Element] = {}
    for name, content in entries.items():
        folder, _, file = name.rpartition("/")
        if file.casefold() != MARKUP or not folder:
            continue
        root = _parsed(content, name, origin)
        topic = root.find("Topic")
        guid = (topic.get("Guid") if topic is not None else None) or folder
        folders[guid.lower()] = folder
        markups[guid.lower()] = root
    return EarlierBcf(entries, folders, markups)


def _entries(path: Path, origin: Origin) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = [part for part in archive.infolist() if not part.is_dir()]
            if len(parts) > _MOST_ENTRIES or sum(p.file_size for p in parts) > _MOST_BYTES:
                raise _broken("it is far larger than a BCF file ever is", origin)
            return {part.filename: archive.read(part) for part in parts}
    except InputError:
        raise
    except (*_DAMAGED, OSError) as error:
        raise _broken((str(error).splitlines() or [""])[0][:120], origin) from None


def _require_version(entries: Mapping[str, bytes], origin: Origin) -> None:
    if VERSION not in entries:
        raise _broken(f"it has no {VERSION}", origin)
    stated = _parsed(entries[VERSION], VERSION, origin).get("VersionId", "")
    if not stated.startswith("2.1"):
        raise input_error(
            "bcf_version",
            f"the BCF file that is there is of version {stated[:20] or '(none)'}; robuild writes "
            "2.1 and keeps what is in such a file.",
            origin,
            "Give another name for --bcf; nothing was changed.",
        )


def _parsed(content: bytes, name: str, origin: Origin) -> ET.Element:
    try:
        root: ET.Element = SafeET.fromstring(content)
    except (ET.ParseError, DefusedXmlException, ValueError) as error:
        text = str(error).splitlines()[0][:100] if str(error) else type(error).__name__
        raise _broken(f"{name} cannot be read ({text})", origin) from None
    return root


def _broken(why: str, origin: Origin) -> InputError:
    return input_error(
        "bcf_broken",
        f"the file that is there is no BCF file that can be added to: {why}.",
        origin,
        "Give another name for --bcf, or move the file; nothing was changed.",
    )
