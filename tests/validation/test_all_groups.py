"""Every published vector of the shared oracle file is carried by a test here.

The modules beside this one hold their numbers themselves; here they are compared with the file, so
that none is passed over and none has drifted.
"""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path

import numpy as np
import pytest

pytestmark = pytest.mark.external
HERE = Path(__file__).parent
SHARED = Path(os.environ.get("ROBUILD_SHARED", HERE.parents[2] / "shared"))

# group -> vectors in the file, how many of them a module here carries
GROUPS = {
    "nist_blcc5_federal_financed": (15, 15),
    "nist_blcc5_femp_energy": (10, 10),
    "nist_blcc5_ecip": (13, 13),
    "nist_e3_unit_tests": (13, 13),
    "fram_r109_chain": (7, 7),
    "r109_zero_based": (4, 4),
    "uk_green_book": (5, 5),
    "residual_straight_line": (8, 8),
    "numpy_financial_tests": (6, 6),
    "usace_engecon_r": (5, 5),
    "oemof_annuity_replacement": (3, 3),
    "energyplus_lcc_unit": (4, 3),
    "renewal_weibull_tijms": (20, 20),
    "renewal_closed_forms": (2, 2),
    "renewal_discounted_relife": (12, 12),
    "age_replacement": (2, 2),
    "mckp_small": (7, 7),
    "replacement_count": (10, 10),
    "spares_poisson": (6, 6),
    "weibull_mle_censored": (9, 9),
    "gamma_poisson": (2, 2),
}


def module(path):
    spec = importlib.util.spec_from_file_location(f"published_{path.stem}", path)
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def stated(approx):
    """Printed number and tolerance of one row."""
    tolerance = approx.abs if approx.rel is None else approx.rel
    return approx.expected, tolerance, "abs" if approx.rel is None else "rel"


def renewals(by_program):
    """Vectors whose numbers stand in `test_renewal_published`, tolerances of its own."""
    found = {}
    for cx2, shape in ((0.25, 2.10135), (2.0, 0.72090)):
        for years, printed in by_program.TIJMS[shape].items():
            found["renewal_weibull_tijms", f"c2_{cx2}_t_{years}"] = printed
    for mean, shape, years, rate, printed in by_program.RELIFE:
        name = f"{'disc' if rate else 'm'}_{mean}_{float(shape)}_{years}"
        found["renewal_discounted_relife", name] = printed
    text = Path(by_program.__file__).read_text(encoding="utf-8")
    assert "approx(2.09311, abs=1e-5)" in text
    assert "approx(50 / 15, abs=1e-5)" in text
    found["renewal_discounted_relife", "aged_10y_T30"] = 2.09311
    found["renewal_closed_forms", "exponential"] = 50 / 15
    return found


@pytest.fixture(scope="module")
def vectors():
    file = SHARED / "data" / "lcc-oracles.json"
    if not file.is_file():
        pytest.skip("the oracle file is not beside the project")
    groups = json.loads(file.read_text(encoding="utf-8"))["groups"]
    return {(group["id"], row["id"]): row for group in groups for row in group["vectors"]}


@pytest.fixture(scope="module")
def modules():
    return [module(path) for path in sorted(HERE.glob("test_*.py")) if path != Path(__file__)]


@pytest.fixture(scope="module")
def carried(modules):
    found = {}
    for each in modules:
        for group, rows in getattr(each, "CARRIED", {}).items():
            for name, (_, printed) in rows.items():
                assert (group, name) not in found
                found[group, name] = stated(printed)
    return found


@pytest.fixture(scope="module")
def by_other_programs(modules):
    return renewals(next(each for each in modules if hasattr(each, "RELIFE")))


def test_numbers_and_tolerances_are_those_of_the_file(vectors, carried, by_other_programs):
    wrong = [
        key
        for key, (printed, tolerance, kind) in carried.items()
        if not np.array_equal(printed, vectors[key]["expected"])
        or (tolerance, kind) != (vectors[key]["tol"], vectors[key]["tol_type"])
    ]
    wrong += [
        key for key, printed in by_other_programs.items() if printed != vectors[key]["expected"]
    ]
    assert not wrong


def test_every_vector_is_carried_or_named(vectors, modules, carried, by_other_programs):
    done = {*carried, *by_other_programs}
    assert len(done) == len(carried) + len(by_other_programs)  # nothing twice
    table = {
        group: (sum(key[0] == group for key in vectors), sum(key[0] == group for key in done))
        for group, _ in vectors
    }
    assert table == GROUPS
    named = set().union(*(getattr(each, "NOT_CARRIED", {}) for each in modules))
    assert {name for group, name in vectors.keys() - done} == named
