"""A STEP file copied byte for byte, with statements taken out, one changed and new ones added.

No parser writes the copy: numbers keep their spelling, comments and unknown statements stay, and
nothing that a parser cannot take is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from robuild.model.step_bytes import HEAD, LONGEST_STATEMENT, pieces, stated_schema
from robuild.terms.issues import Origin, input_error

_BODY = rb"[^;']*(?:'[^']*'[^;']*)*"
_STATEMENT = re.compile(rb"#(\d+)\s*=\s*IFC\w+\s*\(" + _BODY + rb"\)\s*;[ \t]*\r?\n?")
_LINE_END = re.compile(rb"\A[ \t]*\r?\n")
_END = re.compile(rb"ENDSEC\s*;")
_CLOSING = b"END-ISO-10303-21"
_TAIL = 1 << 16
_JOINED = 1 << 16


@dataclass(frozen=True, slots=True)
class Edit:
    """What is different in the copy."""

    added: list[str]
    """New statements, without line ends."""
    removed: frozenset[int] = frozenset()
    units: int | None = None
    """Unit assignment that a unit is added to."""
    unit: int | None = None
    schema: str | None = None
    """Name of the schema in the copy, where it is not that of the file."""


def write_edited(source: Path, target: Path, edit: Edit, origin: Origin) -> None:
    """Write the copy.

    Args:
        source: STEP file that ends in `ENDSEC;` and `END-ISO-10303-21;`.
        target: new file; what is there is overwritten.
        edit: what is different.
        origin: the file as the user knows it.

    Raises:
        InputError: a statement that is to be changed or taken out is not where it should be.
        OSError: the system refuses to write.
    """
    copied = _Copied(edit)
    with target.open("wb") as out:
        waiting = b""
        for piece in copied.edited(_whole_statements(source, joined=bool(edit.removed))):
            # the end may lie in two pieces
            data = waiting + piece
            out.write(data[:-_TAIL])
            waiting = data[-_TAIL:]
        end = _last_end(waiting)
        if end is None or copied.taken_out != len(edit.removed) or copied.units_missing:
            raise input_error(
                "not_enriched", "nothing can be added: the end of the file or a statement in it "
                "is not written in a form that robuild knows.",
                origin, "Open and save the model in another program, and try again.",
            )  # fmt: skip
        _write_added(out, waiting[:end], edit.added)
        out.write(waiting[end:])


class _Copied:
    """Goes through the statements and counts what was changed."""

    def __init__(self, edit: Edit) -> None:
        self._edit = edit
        self.taken_out = 0
        self._cut_at_end = False
        self.units_missing = edit.unit is not None

    def edited(self, parts: Iterable[bytes]) -> Iterator[bytes]:
        edit, first = self._edit, True
        for part in parts:
            data = part
            if first and edit.schema is not None:
                found = stated_schema(data[:HEAD])
                if found:
                    data = data[: found[1]] + edit.schema.encode("ascii") + data[found[2] :]
            first = False
            if edit.removed:
                data = _LINE_END.sub(b"", data, count=1) if self._cut_at_end else data
                self._cut_at_end = False
                data = _STATEMENT.sub(self._kept, data)
            if self.units_missing:
                data = self._with_unit(data)
            yield data

    def _kept(self, found: re.Match[bytes]) -> bytes:
        self._cut_at_end = False
        if int(found[1]) not in self._edit.removed:
            return found[0]
        self.taken_out += 1
        # the line end of the last statement of a part begins the next part
        self._cut_at_end = found.end() == len(found.string)
        return b""

    def _with_unit(self, data: bytes) -> bytes:
        form = rb"(#%d\s*=\s*IFCUNITASSIGNMENT\s*\(\s*\()\s*([#\d\s,]*)\)" % (self._edit.units or 0)
        found = re.search(form, data, re.IGNORECASE)
        if found is None:
            return data
        self.units_missing = False
        listed = found[2].rstrip()
        more = b"%s%s#%d)" % (listed, b"," if listed else b"", self._edit.unit or 0)
        return data[: found.start()] + found[1] + more + data[found.end() :]


def _whole_statements(source: Path, *, joined: bool) -> Iterator[bytes]:
    """Pieces; where statements are looked at one by one, none ends within a text."""
    if not joined:
        yield from pieces(source)
        return
    waiting = b""
    for piece in pieces(source):
        data = waiting + piece
        if data.count(b"'") % 2 and len(data) < LONGEST_STATEMENT:
            waiting = data
            continue
        waiting = b""
        yield data
    if waiting:
        yield waiting


def _last_end(tail: bytes) -> int | None:
    """Where the last section ends in the last bytes of a file."""
    closing = tail.rfind(_CLOSING)
    ends = list(_END.finditer(tail, 0, closing if closing >= 0 else len(tail)))
    return ends[-1].start() if ends else None


def _write_added(out: BinaryIO, before: bytes, added: list[str]) -> None:
    out.write(before)
    if before and not before.endswith((b"\n", b"\r")):
        out.write(b"\n")
    line_end = b"\r\n" if b"\r\n" in before[-_JOINED:] else b"\n"
    out.write(b"".join(text.encode("ascii") + line_end for text in added))
