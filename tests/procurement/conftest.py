"""A few lines of the shipped catalog, and contract forms in full."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "workbook"))
sys.path.insert(0, str(Path(__file__).parent))

from robuild.catalog import read_catalog
from robuild.procurement import contract_options, forms_of
from robuild.repair_ease import rate_variants
from robuild.shipped import CATALOG, shipped
from robuild.terms.settings import Settings
from robuild.terms.tables import LINES, checked

KINDS = {
    "door_internal_set": ("heavy", 12.0), "wardrobe": ("raised", 6.0), "window": ("ordinary", 20.0),
    "paint_wall": ("heavy", 300.0), "sofa": ("raised", 6.0),
}  # fmt: skip


@pytest.fixture(scope="session")
def catalog():
    return read_catalog(shipped(CATALOG))


@pytest.fixture(scope="session")
def settings(catalog):
    year = catalog.header.price_year
    return Settings(
        base_year=year, opening_year=year, price_year=year, period_years=40,
        uncertainty_draws=2048,
    )  # fmt: skip


def some_lines(catalog) -> pd.DataFrame:
    rows = []
    for key, (intensity, quantity) in KINDS.items():
        component = catalog.component_by_key[key]
        for part, place in ((0.7, "dwelling"), (0.3, "common")):
            rows.append(
                {
                    "line_id": f"{key}-{place}", "component_key": key,
                    "variant_id": component.default_variant_id, "location_class": place,
                    "dwelling_type": "", "use_intensity": intensity, "start_state": "new",
                    "unit": str(component.unit), "fire": "no", "separating": "no",
                    "security": "no", "quantity": quantity * part, "component_count": 3,
                    "missing_quantity_count": 0, "dwelling_count": 2, "place_count": 2,
                    "modelled": True,
                }
            )  # fmt: skip
    return checked(LINES, pd.DataFrame(rows, columns=list(LINES.columns)))


@pytest.fixture(scope="session")
def lines(catalog):
    return some_lines(catalog)


@pytest.fixture(scope="session")
def forms(catalog):
    return forms_of(catalog)


@pytest.fixture(scope="session")
def options(lines, catalog, settings, forms):
    factors = [form.life_factor for form in forms]
    return contract_options(
        lines, catalog, settings, rate_variants(catalog, settings), factors
    )  # fmt: skip
