"""Workbooks of contract forms for a few lines of the shipped catalog, and changes in them.

`python tests/workbook/contracts_book.py` prints the largest relative error of each change and
recalculating program; with MODEL … for the lines of real models.
"""

from __future__ import annotations

import math
import shutil
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import pandas as pd
from openpyxl import load_workbook
from recalculation import by_formualizer, by_libreoffice, formula_cells, set_inputs, values
from small_plan import small_plan

from robuild.catalog import read_catalog
from robuild.plan_result import PlanResult
from robuild.procurement import (
    ContractComparison,
    compare_contracts,
    compare_forms,
    contract_options,
    contract_tornado,
    forms_of,
)
from robuild.repair_ease import rate_variants
from robuild.shipped import CATALOG, shipped
from robuild.terms.catalog import Catalog
from robuild.terms.contract_forms import Selector
from robuild.terms.settings import Settings
from robuild.terms.tables import LINES, checked
from robuild.terms.vocabulary import Language
from robuild.workbook.contracts import write_contracts

KINDS = {
    "door_internal_set": ("heavy", 12.0), "wardrobe": ("raised", 6.0), "window": ("ordinary", 20.0),
    "paint_wall": ("heavy", 300.0), "sofa": ("raised", 6.0),
}  # fmt: skip
PAIR = ("design_build", "design_build_required")
SELECTOR_WORDS = {
    Selector.MIN_CAPEX: "billigst å kjøpe som holder minstekravet",
    Selector.MIN_LCC: "som byggherren ville valgt",
    Selector.MIN_LCC_HORIZON: "billigst over entreprenørens egne år",
    Selector.MIX: "noe som byggherren, resten billigst å kjøpe",
}


@dataclass(frozen=True)
class Change:
    """Cells by defined name, and what the same is for the engine."""

    cells: Mapping[str, object]
    parameters: Mapping[tuple[str, str], float] = field(default_factory=dict)
    selectors: Mapping[str, Selector] = field(default_factory=dict)
    settings: Mapping[str, object] = field(default_factory=dict)
    reference: str = PAIR[0]


def of_parameters(**changes: float) -> Change:
    """`form__parameter=value`."""
    split = {tuple(name.split("__")): value for name, value in changes.items()}
    return Change({f"form_{form}_{term}": value for (form, term), value in split.items()}, split)


def of_selectors(**changes: Selector) -> Change:
    cells = {f"form_{form}_selector": SELECTOR_WORDS[each] for form, each in changes.items()}
    return Change(cells, selectors=changes)


RATES = {"real_rate_1": 0.055, "real_rate_1_until_year": 25, "real_rate_2": 0.035,
         "real_rate_2_until_year": 35, "real_rate_3": 0.01, "alpha": 1.4}  # fmt: skip
CHANGES = {
    "owner-fixed shares": of_parameters(
        design_build__owner_fixed_share=0.6, separate__owner_fixed_share=0.0,
        with_operation__owner_fixed_share=1.0,
    ),
    "mark-up, growth, owner's cost": of_parameters(
        design_build__markup_share=0.22, general__growth_share=0.17,
        partnering__owner_cost_share=0.03,
    ),
    "selectors": of_selectors(
        separate=Selector.MIN_CAPEX, design_build=Selector.MIX, general=Selector.MIN_LCC_HORIZON,
        partnering=Selector.MIN_LCC,
    ),
    "minimum repair ease": of_parameters(
        design_build__minimum_repair_ease=0.7, general__minimum_repair_ease=0.55,
        design_build_required__minimum_repair_ease=0.0, with_operation__minimum_repair_ease=0.99,
    ),
    "rates and alpha": Change(RATES, settings=RATES),
    "reference form": Change({"contract_reference": "Generalentreprise"}, reference="general"),
    "contractor's years and rate": of_parameters(
        with_operation__horizon_years=8, with_operation__contractor_rate_share=0.12,
        partnering__mix_share=0.9,
    ),
    "operation and follow-up": of_parameters(
        with_operation__operation_years=12, with_operation__operation_premium_share=0.25,
        general__operation_years=7, general__operation_premium_share=0.4,
        with_operation__follow_up_share=0.011, with_operation__follow_up_years=9,
    ),
    "defects": of_parameters(
        design_build__defects_share=0.12, design_build__liability_years=2,
        general__defects_years=3, separate__recovered_share=0.0, partnering__defects_years=30,
    ),
    "factors B and C": of_parameters(
        design_build__design_factor=0.82, general__execution_factor=1.07,
        with_operation__design_factor=1.5, with_operation__execution_factor=1.5,
    ),
}  # fmt: skip


def some_lines(catalog: Catalog) -> pd.DataFrame:
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


@cache
def shipped_catalog() -> Catalog:
    return read_catalog(shipped(CATALOG))


@cache
def plan() -> PlanResult:
    """A plan that knows the shipped catalog and a few lines of it."""
    catalog = shipped_catalog()
    year = catalog.header.price_year
    settings = Settings(
        base_year=year, opening_year=year, price_year=year, period_years=16, uncertainty_draws=64
    )
    return replace(small_plan(), catalog=catalog, settings=settings, lines=some_lines(catalog))


def with_settings(result: PlanResult, **changes: object) -> PlanResult:
    return replace(result, settings=result.settings.model_copy(update=changes))


def compared(result: PlanResult, reference: str = PAIR[0]) -> ContractComparison:
    ease = rate_variants(result.catalog, result.settings)
    pair = (reference, next(each for each in PAIR[::-1] if each != reference))
    return compare_contracts(result.lines, result.catalog, result.settings, ease, pair)


def rerun(result: PlanResult, base: ContractComparison, change: Change) -> tuple:
    """What the engine says when it is asked for the change, with the nodes of the workbook."""
    catalog = result.catalog
    parameters = tuple(
        row.model_copy(update={"value": value})
        if (value := change.parameters.get((row.form_id, str(row.parameter)))) is not None
        else row
        for row in catalog.contract_parameters
    )
    forms = tuple(
        row.model_copy(update={"selector": change.selectors.get(row.form_id, row.selector)})
        for row in catalog.contract_forms
    )
    catalog = catalog.model_copy(
        update={"contract_parameters": parameters, "contract_forms": forms}
    )
    settings = result.settings.model_copy(update=dict(change.settings))
    changed = replace(result, catalog=catalog, settings=settings)
    options = contract_options(
        result.lines, catalog, settings, rate_variants(catalog, settings), base.options.nodes
    )
    made, by_id = forms_of(catalog), {form.form_id: form for form in forms_of(catalog)}
    other = next(each for each in PAIR[::-1] if each != change.reference)
    tornado = contract_tornado(
        options, by_id[change.reference], by_id[other], base.ranges, settings
    )
    found = ContractComparison(
        options, compare_forms(options, made, change.reference, settings), base.ranges,
        change.reference, other, base.spread, tornado,
    )  # fmt: skip
    return changed, found


def written(result: PlanResult, comparison: ContractComparison, path: Path) -> Path:
    write_contracts(result, comparison, path, Language.NB)
    return path


def of_the_run(path: Path) -> set[tuple[str, str]]:
    """Formula cells that tell whether something was changed: those have to differ."""
    book = load_workbook(path)
    found = set()
    for name in ("contract_inputs_changed", "contract_state", "contract_approximate",
                 "contract_changed"):  # fmt: skip
        for title, at in book.defined_names[name].destinations:
            cells = book[title][at.replace("$", "")]
            rows = cells if isinstance(cells, tuple) else ((cells,),)
            found |= {(title, cell.coordinate) for row in rows for cell in row}
    return found


def largest_error(left: Mapping, right: Mapping) -> tuple[float, str]:
    """Largest relative difference (absolute below 1); infinite for other words or none at all."""
    worst = (0.0, "")
    for key, a in left.items():
        b = right[key]
        if isinstance(a, int | float) and isinstance(b, int | float):
            error = abs(a - b) / max(abs(a), abs(b), 1.0)
        else:
            error = 0.0 if a == b and a is not None else math.inf
        worst = max(worst, (error, f"{key[0]}!{key[1]}: {a!r}, {b!r}"))
    return worst


def _told(result: PlanResult, folder: Path) -> None:
    base = compared(result)
    path = written(result, base, folder / "base.xlsx")
    cells = formula_cells(path) - of_the_run(path)
    print(f"{len(cells)} formulas, {len(base.options.table)} options")
    print(f"{'':32} unchanged, formualizer, LibreOffice")
    books = {name: set_inputs(path, folder / f"change{n}.xlsx", change.cells)
             for n, (name, change) in enumerate(CHANGES.items())}  # fmt: skip
    office = None
    if shutil.which("soffice"):
        (folder / "office").mkdir()
        office = by_libreoffice(list(books.values()), folder / "office")
    for name, change in CHANGES.items():
        wanted = values(written(*rerun(result, base, change), folder / "wanted.xlsx"), cells)
        done = by_formualizer(books[name], folder / "done.xlsx")
        one = largest_error(wanted, values(done, cells))
        two = largest_error(wanted, values(office / books[name].name, cells)) if office else None
        control = largest_error(wanted, values(path, cells))
        figures = (control[0], one[0], two[0] if two else math.nan)
        print(f"{name:32} " + "  ".join(f"{figure:.1e}" for figure in figures))


def _main(models: list[str]) -> None:
    from robuild import pipeline
    from robuild.cli.jobs import job_of

    results = {"a few lines": plan()}
    for model in models:
        job = job_of([Path(model)], None, None, None, None, None)
        results[model] = pipeline.contracts(job, None, None).plan
    for name, result in results.items():
        print(name)
        with tempfile.TemporaryDirectory() as folder:
            _told(result, Path(folder))


if __name__ == "__main__":
    _main(sys.argv[1:])
