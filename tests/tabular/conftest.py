"""Workbooks made part by part, so that broken and hostile ones can be made too."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

Rebuild = Callable[..., Path]


@pytest.fixture
def rebuild(tmp_path: Path) -> Rebuild:
    """Write a good workbook with some parts replaced (`bytes`), added, or left out (`None`)."""

    def build(name: str = "made.xlsx", **changed: bytes | None) -> Path:
        book = openpyxl.Workbook()
        sheet = book.worksheets[0]
        sheet.title = "rates"
        sheet.append(["trade", "price_nok"])
        sheet.append(["caretaker", 450.5])
        buffer = io.BytesIO()
        book.save(buffer)
        with zipfile.ZipFile(buffer) as archive:
            parts: dict[str, bytes | None] = {n: archive.read(n) for n in archive.namelist()}
        parts |= {n.replace("__", "/").replace("_xml", ".xml"): d for n, d in changed.items()}
        with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, data in parts.items():
                if data is not None:
                    archive.writestr(part, data)
        return tmp_path / name

    return build
