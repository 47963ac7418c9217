"""Plans to export: a small one with names from models, and the demo building."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "workbook"))

from robuild import pipeline, shipped
from robuild.terms.settings import Settings

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def demo():
    settings = Settings(preset="rop", uncertainty_draws=0)
    return pipeline.plan(
        pipeline.Job(
            models=(ROOT / "models" / "demo-rop-house.ifc",),
            catalog=shipped.shipped(shipped.CATALOG),
            settings=settings,
        )
    )


@pytest.fixture(scope="session")
def small():
    from small_plan import small_plan

    return small_plan(Settings(uncertainty_draws=0))


HOSTILE = ("=cmd|'/c calc'!A0", 'a\r\nEND:VEVENT;b,"c\u202e', "x" * 300)


@pytest.fixture(scope="session", params=HOSTILE)
def hostile(request):
    """Names of models and of the catalog that mean harm."""
    from small_plan import small_plan

    made = small_plan(Settings(uncertainty_draws=0), names=(request.param,) * 8)
    catalog = made.catalog
    named = {
        group: tuple(
            row.model_copy(update={f"name_{each}": request.param for each in ("nb", "nn", "en")})
            for row in getattr(catalog, group)
        )
        for group in ("components", "variants", "tasks")
    }
    fields = {name: getattr(catalog, name) for name in type(catalog).model_fields}
    return replace(made, catalog=type(catalog).model_construct(None, **fields | named))
