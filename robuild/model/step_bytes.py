"""The bytes of a STEP file, before any parser sees them.

The parser drops raw letters outside ASCII, refuses most spellings of a schema's name and stops
silently at a fault. So the bytes are looked through first, in pieces, and a repaired copy is
written only when something had to change.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PIECE = 1 << 22
HEAD = 1 << 20
LONGEST_STATEMENT = 1 << 28

_STATEMENT = re.compile(rb"=\s*([A-Za-z]\w*)")
_CAREFUL_STATEMENT = re.compile(rb"#(\d+)\s*=\s*([A-Za-z]\w*)\s*\(")
_TEXTS_AND_COMMENTS = re.compile(rb"'(?:[^']|'')*'|/\*.*?\*/", re.DOTALL)
_COMMENT = re.compile(rb"/\*.*?\*/", re.DOTALL)
_SCHEMA = re.compile(rb"FILE_SCHEMA\s*\(\s*\(\s*'([^']*)'", re.IGNORECASE)
_HIGH = re.compile(rb"[\x80-\xff]+")
_HIGH_TEXT = re.compile(rb"'[^']*[\x80-\xff][^']*'")
_ESCAPE = re.compile(
    rb"\\(?:X2\\(?:[0-9A-Fa-f]{4})*\\X0\\|X4\\(?:[0-9A-Fa-f]{8})*\\X0\\"
    rb"|X\\[0-9A-Fa-f]{2}|S\\.|P[A-I]\\|\\)|(\\)"
)
"""Every escape there is; the group holds a backslash that is none."""
_SAMPLES = 200


@dataclass(frozen=True, slots=True)
class Look:
    """What the bytes say."""

    statements: Counter[str]
    """Upper-case class name -> statements in the file."""
    ascii_only: bool
    encoding: str
    """Of raw letters that are not UTF-8: `cp1252` or `cp932`."""
    ends: bool
    """Whether the file has its closing line."""


def stated_schema(head: bytes) -> tuple[bytes, int, int] | None:
    """Schema name as written, and where it stands; `None` when there is none."""
    found = _SCHEMA.search(_without_comments(head))
    return (found[1].strip(), found.start(1), found.end(1)) if found else None


def _without_comments(head: bytes) -> bytes:
    return _COMMENT.sub(lambda found: b" " * len(found[0]), head)


def known_schema(name: str) -> str | None:
    """The parser's name of a schema; `None` for one it cannot read.

    >>> known_schema("IFC4X3"), known_schema("ifc2x3_tc1"), known_schema("IFC2X2_FINAL")
    ('IFC4X3_ADD2', 'IFC2X3', None)
    """
    upper = name.strip().upper()
    if re.match(r"IFC4X[1-3]", upper):
        return "IFC4X3_ADD2"
    if re.fullmatch(r"IFC4(_\w+)?", upper):
        return "IFC4"
    if re.fullmatch(r"IFC2X3(_\w+)?", upper):
        return "IFC2X3"
    return None


def pieces(path: Path) -> Iterator[bytes]:
    """The file in pieces that end between statements."""
    rest = b""
    with path.open("rb") as stream:
        while read := stream.read(PIECE):
            data = rest + read if rest else read
            cut = data.rfind(b";") + 1
            if cut == 0 and len(data) > LONGEST_STATEMENT:
                break
            if cut:
                yield data[:cut]
            rest = data[cut:]
    if rest:
        yield rest


def look_through(path: Path) -> Look:
    """Count statements by class and find raw letters; memory stays at one piece."""
    counts: Counter[bytes] = Counter()
    ascii_only = True
    samples: list[bytes] = []
    tail = b""
    for piece in pieces(path):
        counts.update(_STATEMENT.findall(piece))
        if not piece.isascii():
            ascii_only = False
            if len(samples) < _SAMPLES:
                samples += [text for text in _HIGH_TEXT.findall(piece) if not _is_utf8(text)]
        tail = (tail + piece)[-4096:]
    statements: Counter[str] = Counter()
    for name, count in counts.items():
        statements[name.decode("ascii").upper()] += count
    ends = b"END-ISO-10303-21" in tail or tail.rstrip().endswith(b"ENDSEC;")
    return Look(statements, ascii_only, _encoding(samples), ends)


def careful_count(path: Path) -> tuple[Counter[str], int]:
    """Statements by class outside texts and comments, and how many reuse a number.

    Slower than `look_through`; asked only when the parser's count differs.
    """
    counts: Counter[bytes] = Counter()
    seen: set[bytes] = set()
    again = 0
    # texts may hold `;`, so pieces are joined until their quotes are even
    waiting = b""
    for piece in pieces(path):
        data = waiting + piece
        if data.count(b"'") % 2 and len(data) < LONGEST_STATEMENT:
            waiting = data
            continue
        waiting = b""
        for number, name in _CAREFUL_STATEMENT.findall(_TEXTS_AND_COMMENTS.sub(b"''", data)):
            counts[name.upper()] += 1
            again += number in seen
            seen.add(number)
    for _, name in _CAREFUL_STATEMENT.findall(waiting):
        counts[name.upper()] += 1
    return Counter({name.decode("ascii"): n for name, n in counts.items()}), again


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _encoding(samples: list[bytes]) -> str:
    """Code page of raw letters that are not UTF-8: Japanese when all of it reads as Japanese."""
    if not samples:
        return "cp1252"
    try:
        text = "".join(sample.decode("cp932") for sample in samples)
    except UnicodeDecodeError:
        return "cp1252"
    far = [letter for letter in text if ord(letter) > 0x7F]
    japanese = sum("\u3040" <= c <= "\u30ff" or "\u4e00" <= c <= "\u9fff" for c in far)
    return "cp932" if japanese > 0.8 * len(far) else "cp1252"


def write_repaired(path: Path, target: Path, schema: str, look: Look) -> None:
    """A copy with the schema's name as the parser knows it and raw letters escaped."""
    first = True
    with target.open("wb") as out:
        for piece in pieces(path):
            data = piece
            if first:
                # the schema may lie beyond the first statement, never beyond the head
                found = stated_schema(data[:HEAD])
                if found:
                    data = data[: found[1]] + schema.encode("ascii") + data[found[2] :]
                first = False
            if not data.isascii():
                data = escaped(data, look.encoding)
            out.write(data)


def write_plain_backslashes(path: Path, target: Path) -> bool:
    """A copy in which backslashes that are no escapes are doubled; whether there were any."""
    found_one = False
    with target.open("wb") as out:
        for piece in pieces(path):
            data = piece
            if b"\\" in data:
                data = _ESCAPE.sub(lambda found: found[0] * 2 if found[1] else found[0], data)
                found_one = found_one or len(data) > len(piece)
            out.write(data)
    return found_one


def escaped(data: bytes, encoding: str) -> bytes:
    r"""Raw letters as STEP escapes: UTF-8 where the bytes are UTF-8, else the code page.

    >>> escaped("'på'".encode("utf-8"), "cp1252")
    b"'p\\X2\\00E5\\X0\\'"
    """
    if encoding == "cp932":
        data = _HIGH_TEXT.sub(lambda found: _whole_text(found[0]), data)
    return _HIGH.sub(lambda found: _x2(_decoded(found[0], "cp1252")), data)


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(encoding, "replace")


def _whole_text(text: bytes) -> bytes:
    # second bytes of Shift-JIS letters may be ASCII, so the whole text is decoded at once
    decoded = _decoded(text, "cp932")
    return re.sub(r"[^\x00-\x7f]+", lambda found: _x2(found[0]).decode("ascii"), decoded).encode(
        "ascii", "replace"
    )


def _x2(text: str) -> bytes:
    four = text.encode("utf-16-be", "replace").hex().upper().encode("ascii")
    if all(ord(letter) < 0x10000 for letter in text):
        return b"\\X2\\" + four + b"\\X0\\"
    eight = text.encode("utf-32-be", "replace").hex().upper().encode("ascii")
    return b"\\X4\\" + eight + b"\\X0\\"
