"""A folder to enrich small houses in."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))


@pytest.fixture
def bench(tmp_path):
    from enriched_house import Bench

    return Bench(tmp_path)
