"""A page of the small house, with a drawing of it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "workbook"))

from page_parts import drawing_of

from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Language
from robuild.web import view_page


@pytest.fixture(scope="session")
def plan():
    from small_plan import small_plan

    return small_plan(Settings(uncertainty_draws=0))


@pytest.fixture(scope="session")
def drawing(plan):
    return drawing_of(plan)


@pytest.fixture(scope="session")
def html(plan, drawing):
    return view_page(plan, drawing, Language.NB).html.decode()
