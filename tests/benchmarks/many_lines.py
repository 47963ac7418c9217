"""A large building for benchmarks: no two of its lines alike."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd

from robuild.costing import Costing, cost_lines
from robuild.repair_ease import rate_variants
from robuild.terms.tables import LINES, checked
from robuild.terms.vocabulary import UseIntensity

LINE_COUNT = 500


def costed(catalog, settings, *, other_variant=False) -> Costing:
    """The large building costed."""
    table = many_lines(catalog, other_variant=other_variant)
    return cost_lines(table, catalog, settings, rate_variants(catalog, settings))


def many_lines(catalog, *, other_variant=False) -> pd.DataFrame:
    """Every variant at every use intensity, each of some age: no two lines alike."""
    draw = np.random.default_rng(7)
    variants: dict[str, list[str]] = {}
    for variant in catalog.variants:
        variants.setdefault(variant.component_key, []).append(variant.variant_id)
    rows = []
    for age in range(3):
        for component in catalog.components:
            of_key = variants[component.component_key]
            for intensity in UseIntensity:
                variant_id = of_key[len(rows) % len(of_key)]
                rows.append(
                    {
                        "line_id": f"line-{len(rows):04}",
                        "component_key": component.component_key,
                        "variant_id": of_key[-1] if other_variant else variant_id,
                        "location_class": "dwelling", "dwelling_type": "",
                        "use_intensity": str(intensity),
                        "start_state": "new" if age == 0 else f"age:{draw.integers(1, 12)}",
                        "unit": str(component.unit), "fire": "no", "separating": "no",
                        "security": "no", "quantity": float(draw.integers(1, 200)),
                        "component_count": 1, "missing_quantity_count": 0, "dwelling_count": 1,
                        "place_count": 1, "modelled": True,
                    }
                )  # fmt: skip
    return checked(LINES, pd.DataFrame(rows[:LINE_COUNT], columns=list(LINES.columns)))


def best_of(rounds, run):
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - start)
    return min(seconds)
