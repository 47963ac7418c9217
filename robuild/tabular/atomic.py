"""Write a file whole or not at all: beside its place first, then moved there (conventions §8.1)."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from robuild.terms.issues import OutputError


def write_bytes(path: Path, data: bytes) -> None:
    """Write bytes whole or not at all.

    Raises:
        OutputError: the file could not be written; what was there before is still there.
    """
    replace_file(path, lambda temporary: _write(temporary, data))


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def write_text(path: Path, text: str) -> None:
    """Write text as UTF-8 with line feeds, whole or not at all.

    Raises:
        OutputError: the file could not be written; what was there before is still there.
    """
    write_bytes(path, text.encode("utf-8"))


def replace_file(path: Path, write: Callable[[Path], None]) -> None:
    """Let `write` fill a temporary file beside `path`, then move it there. Folders are made.

    Raises:
        OutputError: no permission, no space, or the file is open in Excel.
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(
            prefix=f".{path.stem[:40]}.", suffix=".tmp", dir=path.parent
        )
        os.close(handle)
        temporary = Path(name)
        write(temporary)
        _open_to_group(temporary)
        os.replace(temporary, path)  # noqa: PTH105 - replaces on every system
        temporary = None
    except PermissionError as error:
        raise OutputError(
            f"{path} could not be written ({error.strerror}). "
            "If it is open in Excel, close the file in Excel and run again; else check the rights."
        ) from error
    except OSError as error:
        raise OutputError(f"{path} could not be written: {error.strerror or error}.") from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _open_to_group(path: Path) -> None:
    """Give the rights a new file usually has; mkstemp keeps them to the owner."""
    if os.name == "posix":
        mask = os.umask(0)
        os.umask(mask)
        path.chmod(0o666 & ~mask)
