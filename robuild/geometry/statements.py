"""Statements of a STEP file by number, straight from its bytes, and what each amounts to.

Two shapes are equal when their statements are, but for the numbers of the statements. Asking the
parser for every statement would take half as long as meshing them all; the bytes are quicker.
"""

from __future__ import annotations

import hashlib
import mmap
import re
from collections.abc import Collection
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

_REFERENCE = re.compile(rb"#(\d+)")
_SPACES = re.compile(rb"\s+")
_DIGITS = 12
_SPARSE = 8
_SHORT = 40
"""What is shorter stands for itself."""
_PIECE = 1 << 24


class Statements:
    """The statements of one file, open until `close`."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self._bytes = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)
        starts = _line_starts(self._bytes)
        numbers = _numbers(self._bytes, starts)
        ends = np.append(starts[1:], len(self._bytes))
        order = np.argsort(numbers, kind="stable")
        self._numbers = numbers[order]
        self._starts, self._ends = starts[order], ends[order]
        self._dense = _dense(self._numbers)
        self._known: dict[bytes, bytes] = {}

    def __enter__(self) -> Statements:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._bytes.close()
        self._file.close()

    def text(self, number: int) -> bytes | None:
        """What stands behind `#number=`; `None` when no line starts with it."""
        if number < len(self._dense):
            place = int(self._dense[number])
        else:
            place = int(np.searchsorted(self._numbers, number))
        if place >= len(self._numbers) or self._numbers[place] != number:
            return None
        whole = self._bytes[self._starts[place] : self._ends[place]]
        text = whole[whole.find(b"=") + 1 :].strip()
        return _SPACES.sub(b" ", text) if b"\n" in text else text

    def digest(self, number: int) -> bytes:
        """Equal for statements that are equal with all they refer to, whatever their numbers."""
        key = b"%d" % number
        waiting = [key]
        known = self._known
        texts: dict[bytes, tuple[bytes, list[bytes]]] = {}
        while waiting:
            last = waiting[-1]
            if last in known:
                waiting.pop()
                continue
            if last not in texts:
                text = self.text(int(last)) or b"?" + last
                references = _REFERENCE.findall(text)
                texts[last] = (text, references)
                more = self._unknown(references, texts)
                if more:
                    waiting += more
                    continue
            text, references = texts.pop(last)
            known[last] = _summed(text, [known.get(r, b"@") for r in references])
            waiting.pop()
        return known[key]

    def _unknown(self, references: list[bytes], begun: Collection[bytes]) -> list[bytes]:
        """References still to be followed; those that lead no further are taken at once."""
        more = []
        for reference in references:
            # what has begun refers back to itself: left out, so that it ends
            if reference in self._known or reference in begun:
                continue
            text = self.text(int(reference))
            if text is not None and b"#" not in text:
                self._known[reference] = _summed(text, [])
            else:
                more.append(reference)
        return more


def _summed(text: bytes, parts: list[bytes]) -> bytes:
    if parts:
        text = b"#".join([_REFERENCE.sub(b"#", text), *parts])
    return text if len(text) <= _SHORT else hashlib.blake2b(text, digest_size=16).digest()


def _dense(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Place of every number where they lie close together, as they mostly do; else nothing."""
    if len(numbers) == 0 or numbers[-1] > _SPARSE * len(numbers):
        return np.zeros(0, dtype=np.int64)
    dense = np.full(int(numbers[-1]) + 1, len(numbers), dtype=np.int64)
    dense[numbers] = np.arange(len(numbers))
    return dense


def _line_starts(text: mmap.mmap) -> NDArray[np.int64]:
    """Where lines start with `#`."""
    found = []
    for start in range(0, len(text), _PIECE):
        piece = np.frombuffer(text[start : start + _PIECE + 1], dtype=np.uint8)
        ends = (piece[:-1] == 10) | (piece[:-1] == 13)
        found.append(np.flatnonzero(ends & (piece[1:] == 35)) + start + 1)
    return np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)


def _numbers(text: mmap.mmap, starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """The number behind each `#`."""
    numbers = np.zeros(len(starts), dtype=np.int64)
    reading = np.ones(len(starts), dtype=bool)
    whole = np.frombuffer(text, dtype=np.uint8)
    try:
        for digit in range(1, _DIGITS + 1):
            place = np.minimum(starts + digit, len(whole) - 1)
            value = whole[place].astype(np.int64) - 48
            reading &= (value >= 0) & (value <= 9)
            if not reading.any():
                break
            numbers = np.where(reading, numbers * 10 + value, numbers)
    finally:
        del whole  # a map with views on it cannot be closed
    return numbers
