"""Keep what native libraries print to stdout out of ours.

The solver of scipy now and then prints a line of its own, which no option turns off; it would end
up in front of the JSON that a machine reads. What goes through Python is not touched.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def native_output_hidden() -> Iterator[None]:
    """Send file descriptor 1 nowhere for a while; Python's own stdout must not be used meanwhile.

    Does nothing where there is no such descriptor.
    """
    with suppress(OSError, ValueError):
        sys.stdout.flush()
    try:
        kept = os.dup(1)
    except OSError:
        yield
        return
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.close(nowhere)
        yield
    finally:
        _flush_native()
        os.dup2(kept, 1)
        os.close(kept)


def _flush_native() -> None:
    """Native libraries keep lines back when stdout is no terminal; now they go nowhere."""
    name = "ucrtbase" if sys.platform == "win32" else None
    with suppress(OSError, AttributeError):
        ctypes.CDLL(name).fflush(None)
