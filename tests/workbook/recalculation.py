# ruff: noqa: E501
"""Recalculate a workbook with an engine that is not robuild, and compare every formula."""

from __future__ import annotations

import math
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from openpyxl import Workbook, load_workbook

Cells = dict[tuple[str, str], object]

_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>"""


def formula_cells(path: Path) -> set[tuple[str, str]]:
    book = load_workbook(path)
    return {
        (sheet.title, cell.coordinate)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def values(path: Path, wanted: set[tuple[str, str]]) -> Cells:
    book = load_workbook(path, data_only=True)
    return {(title, at): book[title][at].value for title, at in wanted}


def by_formualizer(path: Path, target: Path) -> Path:
    import formualizer

    formualizer.recalculate_xlsx_file(str(path), str(target))
    return target


def by_libreoffice(paths: list[Path], folder: Path, form: str = "") -> Path:
    office = shutil.which("soffice")
    assert office
    with tempfile.TemporaryDirectory() as profile:
        user = Path(profile) / "user"
        user.mkdir()
        (user / "registrymodifications.xcu").write_text(_RECALCULATE, encoding="utf-8")
        subprocess.run(
            [office, "--headless", f"-env:UserInstallation={Path(profile).as_uri()}", "--convert-to",
             form or "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder), *map(str, paths)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    made = [path.with_suffix(f".{form or 'xlsx'}").name for path in paths]
    assert all((folder / name).exists() for name in made)
    return folder


def differences(left: Mapping, right: Mapping, tolerance: float = 1e-9) -> list[str]:
    found = []
    for key, a in left.items():
        b = right[key]
        if isinstance(a, (int, float)) and isinstance(b, (int, float)):
            same = math.isclose(a, b, rel_tol=tolerance, abs_tol=1e-7)
        else:
            same = a == b
        if not same:
            found.append(f"{key[0]}!{key[1]}: {a!r} != {b!r}")
    return found


_workbook = cache(load_workbook)


def set_inputs(path: Path, target: Path, inputs: Mapping[str, object]) -> Path:
    """Change input cells by their defined name; caches are lost, so only engines can answer."""
    book = _workbook(path)
    before = {}
    for name, value in inputs.items():
        ((title, at),) = book.defined_names[name].destinations
        before[name] = book[title][at.replace("$", "")], book[title][at.replace("$", "")].value
        before[name][0].value = value
    book.save(target)
    for cell, value in before.values():
        cell.value = value
    return target


def named(where: Path | Workbook, names: list[str]) -> dict[str, object]:
    book = load_workbook(where, data_only=True) if isinstance(where, Path) else where
    found = {}
    for name in names:
        ((title, at),) = book.defined_names[name].destinations
        found[name] = book[title][at.replace("$", "")].value
    return found
