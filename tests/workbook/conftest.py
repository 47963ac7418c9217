"""Workbooks of the small house, each written once."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from small_plan import small_plan

from robuild.terms.vocabulary import Language
from robuild.workbook import write_plan


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("workbook")


@pytest.fixture(scope="session")
def plan_nb(folder: Path) -> Path:
    path = folder / "plan_nb.xlsx"
    write_plan(small_plan(), path, Language.NB)
    return path


@pytest.fixture(scope="session")
def plan_en(folder: Path) -> Path:
    path = folder / "plan_en.xlsx"
    write_plan(small_plan(), path, Language.EN)
    return path
