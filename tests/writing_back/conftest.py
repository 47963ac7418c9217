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


@pytest.fixture(scope="session")
def once(tmp_path_factory):
    """Schema -> a small house, what came of enriching it, and its folder; made once."""
    from enriched_house import Bench, house

    made = {}

    def enriched(schema="IFC4"):
        if schema not in made:
            bench = Bench(tmp_path_factory.mktemp(schema))
            source = bench.write(house(schema))
            made[schema] = (source, bench.enrich(source), bench)
        return made[schema]

    return enriched
