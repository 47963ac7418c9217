"""One variant of one thing, with levels that each test sets, and the two doors of the method."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import settings

from robuild.repair_ease import EventInput
from robuild.terms.catalog import Catalog, CatalogHeader, RepairLevel, RepairWeight, Variant
from robuild.terms.vocabulary import Criterion

settings.register_profile("patient", deadline=None)  # a busy machine is no failure
settings.load_profile("patient")

NAMES = {"name_en": "Thing", "name_nb": "Ting", "name_nn": "Ting"}
WEIGHTS = dict(zip(Criterion, (0.15, 0.15, 0.15, 0.15, 0.05, 0.10, 0.10, 0.05, 0.10), strict=True))

# criterion -> (value, effect) of its levels, best first
LEVELS: dict[str, list[tuple[float, float | None]]] = {
    "C1": [(1.0, 0.10), (0.8, 0.25), (0.6, 0.40), (0.2, 0.75), (0.1, 1.00)],
    "C2": [(1.0, 0.0), (0.8, 0.15), (0.6, 0.30), (0.4, 0.50), (0.1, 1.00)],
    "C3": [(1.0, 0.0), (0.8, 0.05), (0.4, 0.25), (0.1, 0.60)],
    "C4": [(1.0, 0.15), (0.6, 0.40), (0.3, 1.00), (0.1, 1.25)],
    "C5": [(1.0, None), (0.8, None), (0.5, None), (0.2, None), (0.1, None)],
    "C6": [(1.0, None), (0.8, None), (0.5, None), (0.3, None), (0.1, None)],
    "C7": [(1.0, 0.5), (0.8, 3.0), (0.5, 10.0), (0.2, 40.0), (0.1, 60.0)],
    "C8": [(1.0, 0.25), (0.7, 0.5), (0.4, 1.0), (0.1, 2.0)],
    "C9": [(1.0, 0.0), (0.8, 0.05), (0.5, 0.25), (0.2, 1.0), (0.1, 1.0)],
}
FIELDS = dict(
    zip(
        Criterion,
        (
            "c1_connection", "c2_access", "c3_independence", "c4_smallest_part", "c5_tools",
            "c6_skill", "c7_parts", "c8_documentation", "c9_disturbance",
        ),
        strict=True,
    )
)  # fmt: skip
BEST = dict.fromkeys(Criterion, 1.0)

MakeCatalog = Callable[..., Catalog]


def level_key(value: float) -> str:
    return f"level_{value}"


def make_catalog(
    values: dict[Criterion, float | None],
    levels: dict[str, list[tuple[float, float | None]]] = LEVELS,
    weights: dict[Criterion, float] = WEIGHTS,
    **variant: Any,
) -> Catalog:
    """A catalog of one variant whose levels have these values; `None` is not known."""
    known = {
        field: None if values[c] is None else level_key(values[c]) for c, field in FIELDS.items()
    }
    row = {
        "variant_id": "thing.a", "component_key": "thing", "role": "ordinary", **NAMES,
        "price_nok": 1000.0, "price_source_id": "src", "install_hours": 1.0,
        "hours_source_id": "src", "trade": "carpenter", "service_life_low_years": None,
        "service_life_typical_years": 20.0, "service_life_high_years": None,
        "service_life_source_id": "src", **known, "criteria_source_id": "src",
        "lead_time_days": None, "spare_parts_years": None, "parts_source_id": "src",
        "drying_days": 0.0, "disposal_nok": 0.0, "institutional_look": "none",
        "warranty_years": None,
    }  # fmt: skip
    return Catalog(
        header=CatalogHeader(
            catalog_id="small", version="1", price_year=2026, currency="NOK", licence="CC0-1.0",
            language="en",
        ),
        sources=(), components=(), variants=(Variant(**(row | variant)),),
        repair_levels=tuple(
            RepairLevel(
                criterion=criterion, level=level_key(value), value=value, effect=effect, **NAMES,
                source_id="src", valid_from="2026-01-01",
            )
            for criterion, pairs in levels.items()
            for value, effect in pairs
        ),
        repair_weights=tuple(
            RepairWeight(preset="robuild", criterion=c, weight_share=w, source_id="src")
            for c, w in weights.items()
        ),
        tasks=(), rates=(), service_lives=(), gates=(), match_rules=(),
    )  # fmt: skip


@pytest.fixture(scope="session")
def catalog_of() -> MakeCatalog:
    return make_catalog


@pytest.fixture(scope="session")
def weights() -> dict[Criterion, float]:
    return dict(WEIGHTS)


@pytest.fixture
def levels() -> dict[str, list[tuple[float, float | None]]]:
    return dict(LEVELS)


@pytest.fixture
def all_best() -> dict[Criterion, float | None]:
    return dict(BEST)


# The two doors of the method paper, II.4: a hollow leaf in a foamed frame, and a solid one in a
# screwed frame with a kick panel that can be swapped.
@pytest.fixture
def hollow_door_values() -> dict[Criterion, float]:
    return dict(zip(Criterion, (0.2, 0.6, 0.4, 0.3, 0.8, 0.5, 0.8, 0.4, 0.8), strict=True))


@pytest.fixture
def solid_door_values() -> dict[Criterion, float]:
    return dict(zip(Criterion, (0.8, 1.0, 1.0, 1.0, 0.8, 0.8, 1.0, 1.0, 1.0), strict=True))


@pytest.fixture
def hollow_door_event() -> EventInput:
    return EventInput(
        price_nok=2500.0, install_hours=2.8, part_fraction=1.0, dismantling_share=0.75,
        access_share=0.30, collateral_share=0.25, diagnosis_hours=1.0, lead_days=3.0,
        downtime_share=0.05, hourly_rate_nok=650.0, call_out_nok=600.0,
        administrative_delay_days=2.0, rent_nok_per_day=400.0,
    )  # fmt: skip


@pytest.fixture
def solid_door_event() -> EventInput:
    return EventInput(
        price_nok=7500.0, install_hours=2.8, part_fraction=0.15, dismantling_share=0.25,
        access_share=0.0, collateral_share=0.0, diagnosis_hours=0.25, lead_days=0.5,
        downtime_share=0.0, hourly_rate_nok=450.0, administrative_delay_days=2.0,
        rent_nok_per_day=400.0,
    )  # fmt: skip
