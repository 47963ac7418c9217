"""Save a workbook whole, with the value of every formula, and know it again later.

openpyxl writes formulas without values, so that previews, phones and Protected View show nothing.
The sheets are therefore saved in memory, every formula gets its value, and the parts are packed
anew: the same workbook always gives the same bytes, with no clock in them.
"""

from __future__ import annotations

import hashlib
import io
import math
import re
import zipfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from robuild.tabular.atomic import write_bytes
from robuild.tabular.cell_writing import CachedValue, escaped
from robuild.tabular.number_blocks import NumberBlock, with_block
from robuild.tabular.workbook_guard import guard
from robuild.terms.issues import InputError

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

DIGEST = "robuild_digest"
"""Custom document property with the hash of all parts as written."""

_BLANK_DIGEST = "robuild-digest-goes-here"
_NOT_HASHED = frozenset({"docProps/core.xml", "docProps/custom.xml"})
_EPOCH = (1980, 1, 1, 0, 0, 0)
_PACKING = 3
"""Of 1 to 9: half the time of the usual 6 for a tenth more bytes."""

# no `.*`: each part of the pattern ends at a character it cannot hold, so time stays linear
_FORMULA = re.compile(
    r'<c r="([A-Z]+\d+)"((?: s="\d+")?)>(<f(?: [^>]*)?>[^<]*</f>)<v(?: ?/>|></v>)'
)
_NUMBER = re.compile(r'<c r="([A-Z]+\d+)"((?: s="\d+")?) t="n"><v>[^<]*</v>')
_WRITTEN_AT = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_DIGEST_READ = re.compile(
    rb'name="' + DIGEST.encode() + rb'"[^>]*>\s*<(?:\w+:)?lpwstr[^>]*>([0-9a-f]{64})<'
)


def save_with_cache(
    workbook: Workbook,
    path: Path,
    cached: Mapping[str, Mapping[str, CachedValue]],
    blocks: Mapping[str, NumberBlock] | None = None,
) -> None:
    """Save a workbook with the value of every formula, whole or not at all (conventions §8.1).

    Args:
        workbook: ordinary openpyxl workbook (not write_only).
        path: .xlsx to write; what is there is replaced.
        cached: sheet title -> cell -> value, filled by `put_formula`.
        blocks: sheet title -> plain numbers that stand to the right of its other cells.

    Raises:
        ValueError: a formula has no value, or a value belongs to no formula.
        OutputError: the file could not be written; what was there is still there.
    """
    write_bytes(path, workbook_bytes(workbook, cached, blocks))


def workbook_bytes(
    workbook: Workbook,
    cached: Mapping[str, Mapping[str, CachedValue]],
    blocks: Mapping[str, NumberBlock] | None = None,
) -> bytes:
    """The bytes that `save_with_cache` writes.

    Raises:
        ValueError: a formula has no value, or a value belongs to no formula.
    """
    unknown = (set(cached) | set(blocks or {})) - {sheet.title for sheet in workbook.worksheets}
    if unknown:
        raise ValueError(f"values for sheets that are not there: {sorted(unknown)}")
    exact = [_long_numbers(sheet, cached.get(sheet.title, {})) for sheet in workbook.worksheets]
    parts = _parts(workbook)
    for place, sheet in enumerate(workbook.worksheets, start=1):
        name = f"xl/worksheets/sheet{place}.xml"
        values = cached.get(sheet.title, {})
        if values or exact[place - 1]:
            parts[name] = _filled(parts[name], values, exact[place - 1], sheet.title)
        if blocks and sheet.title in blocks:
            parts[name] = with_block(parts[name], blocks[sheet.title], sheet.title)
    parts["docProps/core.xml"] = _WRITTEN_AT.sub(b"", parts["docProps/core.xml"])
    digest = _digest(parts)
    parts["docProps/custom.xml"] = parts["docProps/custom.xml"].replace(
        _BLANK_DIGEST.encode(), digest.encode()
    )
    return _packed(parts)


def written_by_robuild_unchanged(path: Path) -> bool:
    """Whether a workbook is still as robuild wrote it (conventions §8.2).

    Compared is the content of its parts. Saving in Excel rewrites them, so that a file which has
    been saved by a person counts as edited, whatever was changed.
    """
    try:
        guard(path)
        with zipfile.ZipFile(path) as archive:
            parts = {part.filename: archive.read(part) for part in archive.infolist()}
    except (InputError, OSError, zipfile.BadZipFile):
        return False
    found = _DIGEST_READ.search(parts.get("docProps/custom.xml", b""))
    return found is not None and found.group(1).decode() == _digest(parts)


def _long_numbers(sheet: Worksheet, cached: Mapping[str, CachedValue]) -> dict[str, float]:
    """Numbers that openpyxl would cut to 16 digits; checks formulas against values by the way."""
    exact: dict[str, float] = {}
    formulas: set[str] = set()
    for cell in sheet._cells.values():
        value = cell.value
        if cell.data_type == "f":
            formulas.add(cell.coordinate)
        elif isinstance(value, float):
            if not math.isfinite(value):
                raise ValueError(f"{sheet.title}!{cell.coordinate} is {value!r}, not a number")
            if float(f"{value:.16g}") != value:
                exact[cell.coordinate] = float(value)
    if missing := formulas - cached.keys():
        raise ValueError(
            f"{len(missing)} formulas without value on sheet {sheet.title}: {_some(missing)}"
        )
    if extra := cached.keys() - formulas:
        raise ValueError(
            f"{len(extra)} values without formula on sheet {sheet.title}: {_some(extra)}"
        )
    return exact


def _some(cells: set[str]) -> str:
    return ", ".join(sorted(cells)[:5])


def _parts(workbook: Workbook) -> dict[str, bytes]:
    from openpyxl.packaging.custom import StringProperty
    from openpyxl.writer.excel import ExcelWriter

    properties: Any = workbook.custom_doc_props  # type: ignore[attr-defined]
    if DIGEST in properties.names:
        del properties[DIGEST]
    properties.append(StringProperty(name=DIGEST, value=_BLANK_DIGEST))
    buffer = io.BytesIO()
    # stored, not packed: it is unpacked again at once
    ExcelWriter(workbook, zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED)).save()
    with zipfile.ZipFile(buffer) as archive:
        return {part.filename: archive.read(part) for part in archive.infolist()}


def _filled(
    data: bytes, values: Mapping[str, CachedValue], exact: Mapping[str, float], title: str
) -> bytes:
    text = data.decode("utf-8")
    if values:
        text, count = _FORMULA.subn(partial(_with_value, values), text)
        if count != len(values):
            raise ValueError(f"{len(values) - count} formulas of sheet {title} were not filled")
    if exact:
        text = _NUMBER.sub(partial(_with_all_digits, exact), text)
    return text.encode("utf-8")


def _with_value(values: Mapping[str, CachedValue], found: re.Match[str]) -> str:
    cell, style, formula = found.groups()
    value = values[cell]
    if isinstance(value, bool):
        return f'<c r="{cell}"{style} t="b">{formula}<v>{int(value)}</v>'
    if isinstance(value, str):
        return f'<c r="{cell}"{style} t="str">{formula}<v>{escape(escaped(value))}</v>'
    return f'<c r="{cell}"{style}>{formula}<v>{value!r}</v>'


def _with_all_digits(exact: Mapping[str, float], found: re.Match[str]) -> str:
    cell, style = found.groups()
    value = exact.get(cell)
    return found.group() if value is None else f'<c r="{cell}"{style} t="n"><v>{value!r}</v>'


def _digest(parts: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name in sorted(parts.keys() - _NOT_HASHED):
        digest.update(f"{name}\0{len(parts[name])}\0".encode())
        digest.update(parts[name])
    return digest.hexdigest()


def _packed(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=_PACKING) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, date_time=_EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # the same bytes on every system
            archive.writestr(info, data)
    return buffer.getvalue()
