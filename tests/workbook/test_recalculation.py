"""Two engines that are not robuild recalculate every formula; both must give robuild's figures."""

from __future__ import annotations

import importlib.util
import shutil
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook
from recalculation import (
    by_formualizer,
    by_libreoffice,
    differences,
    formula_cells,
    named,
    set_inputs,
    values,
)
from small_house import small_catalog
from small_plan import small_plan

from robuild.plan_result import PlanResult
from robuild.terms.catalog import Catalog
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Engine, Language, Trade, UseIntensity
from robuild.workbook import write_plan

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
needs_formualizer = pytest.mark.skipif(
    importlib.util.find_spec("formualizer") is None, reason="formualizer is not installed"
)
RESULTS = {
    "out_life_cycle_cost_nok": "life_cycle_cost_nok",
    "out_weighted_cost_nok": "weighted_cost_nok",
    "out_annual_equivalent_nok": "annual_equivalent_nok",
    "out_acquisition_cost_nok": "acquisition_cost_nok",
    "out_outside_pv_nok": "outside_pv_nok",
}


OFFICE_INPUTS = {
    "real_rate_1": 0.06, "period_years": 45, "alpha": 1.3, "intensity_dwelling": "hard",
    "discount_timing": "midt i året", "real_price_growth": 0.01, "residual_share": 0.4,
    "acquisition_years": 3, "factor_extreme": 0.3, "intensity_common": "svært hard",
}  # fmt: skip
OFFICE_KEYS = {
    "intensity_dwelling": "heavy", "discount_timing": "mid_year", "intensity_common": "extreme",
}  # fmt: skip


def mixed(wanted: PlanResult, base: PlanResult) -> pd.DataFrame:
    """Costs by line: expected where life and losses are those of the run, whole numbers else."""
    table, intensities = base.renewals, list(UseIntensity)
    rows = wanted.lcc_by_engine[Engine.EN].copy()
    for at, line in enumerate(wanted.lines.itertuples(index=False)):
        costs, own = wanted.line_costs.iloc[at], wanted.renewals
        column = intensities.index(UseIntensity(line.use_intensity))
        then, now = table.row_of_line[at][column] - 1, own.row_of_line[at][column] - 1
        if then < 0 or now < 0 or wanted.settings.engine is Engine.EN:
            continue
        pairs = (
            (table.esl_years[then], costs["estimated_service_life_years"]),
            (table.losses_per_year[then], own.losses_per_year[now]),
        )
        if all(old == pytest.approx(new, rel=1e-9) for old, new in pairs):
            rows.iloc[at] = wanted.lcc_by_engine[Engine.RENEWAL].iloc[at]
    return rows


def agrees(found: dict, wanted: PlanResult, base: PlanResult) -> pd.DataFrame:
    """The names of the workbook have the figures of a plan that was asked for directly."""
    rows = mixed(wanted, base)
    for name, field in RESULTS.items():
        assert found[name] == pytest.approx(rows[field].sum(), rel=1e-9), name
    en = wanted.totals_by_engine[Engine.EN].life_cycle_cost_nok
    assert found["out_life_cycle_cost_en_nok"] == pytest.approx(en, rel=1e-9)
    return rows


@pytest.fixture(scope="module")
def base() -> PlanResult:
    return small_plan()


@pytest.fixture(scope="module")
def wrong(plan_nb, folder) -> Path:
    """The workbook with a wrong cached value in place of the life-cycle cost."""
    path = folder / "wrong.xlsx"
    right = named(plan_nb, ["out_life_cycle_cost_nok"])["out_life_cycle_cost_nok"]
    needle = f"<v>{right!r}</v>".encode()
    hits = 0
    with zipfile.ZipFile(plan_nb) as source, zipfile.ZipFile(path, "w") as target:
        for part in source.infolist():
            data = source.read(part)
            hits += data.count(needle)
            target.writestr(part, data.replace(needle, b"<v>-777</v>"))
    assert hits
    assert named(path, ["out_life_cycle_cost_nok"]) == {"out_life_cycle_cost_nok": -777}
    return path


@pytest.fixture(scope="module")
def office(plan_nb, wrong, folder) -> Path:
    """Folder with what LibreOffice makes of three workbooks, in one start."""
    if shutil.which("soffice") is None:
        pytest.skip("no LibreOffice")
    changed = set_inputs(plan_nb, folder / "changed.xlsx", OFFICE_INPUTS)
    (folder / "office").mkdir()
    return by_libreoffice([plan_nb, wrong, changed], folder / "office")


def assert_cached(written: Path, calculated: Path) -> None:
    cells = formula_cells(written)
    assert len(cells) > 2000
    cached = values(written, cells)
    assert None not in cached.values()
    assert differences(cached, values(calculated, cells)) == []


@needs_formualizer
def test_every_cached_value_is_what_its_formula_gives(plan_nb, tmp_path) -> None:
    assert_cached(plan_nb, by_formualizer(plan_nb, tmp_path / "calculated.xlsx"))


def test_libreoffice_gives_every_cached_value_too(plan_nb, office) -> None:
    assert_cached(plan_nb, office / plan_nb.name)


def with_rates(catalog: Catalog, trade: Trade, nok_per_hour: float) -> Catalog:
    rates = tuple(
        rate.model_copy(update={"hourly_rate_nok": nok_per_hour}) if rate.trade is trade else rate
        for rate in catalog.rates
    )
    return catalog.model_copy(update={"rates": rates})


CHANGES = {
    "rates": {
        "real_rate_1": 0.06, "real_rate_2": 0.01, "real_rate_1_until_year": 7,
        "real_rate_2_until_year": 19,
    },
    "one_year": {"period_years": 1},
    "long_without_lodging": {
        "period_years": 75, "rent_nok_per_month": 9000.0, "lodging_nok_per_day": 0.0,
    },
    "ends_at_a_renewal_alpha_0": {"period_years": 45, "alpha": 0.0},
    "hard_use_other_events": {
        "intensity_dwelling": "heavy", "intensity_common": "extreme", "extreme_damage_factor": 3.0,
        "administrative_delay_days": 0.0, "visits_per_event": 2.0, "workday_hours": 6.0,
        "temporary_tolerance_days": 40.0, "temporary_measure_nok": 900.0,
    },
    "raised_use": {"intensity_dwelling": "raised", "factor_raised": 0.62},
    "total_loss_and_residual": {
        "total_loss_share": 0.9, "spare_premium": 1.4, "residual_share": 0.7, "period_years": 33,
    },
    "no_total_loss": {"total_loss_share": 0.0},
    "whole_numbers": {"engine": "en"},
    "mid_year_growth_and_phases": {
        "discount_timing": "mid_year", "real_price_growth": 0.015, "acquisition_years": 4,
        "residual_share": 0.5, "intensity_common": "extreme",
    },
    "strict_tail": {"tail": "strict", "residual_share": 0.5},
    "skipped_tail": {
        "tail": "skip", "tail_skip_share": 0.7, "engine": "en", "residual_share": 0.5,
        "real_price_growth": -0.02,
    },
}  # fmt: skip


@needs_formualizer
@pytest.mark.parametrize("change", CHANGES)
def test_changed_inputs_give_what_the_engine_gives(change, plan_nb, base, tmp_path) -> None:
    changed = set_inputs(plan_nb, tmp_path / "changed.xlsx", CHANGES[change])
    calculated = load_workbook(
        by_formualizer(changed, tmp_path / "calculated.xlsx"), data_only=True
    )
    wanted = small_plan(Settings(**CHANGES[change]))
    found = named(calculated, [*NAMES, "out_inputs_changed"])
    rows = agrees(found, wanted, base)
    assert found["out_inputs_changed"] == len(CHANGES[change])
    compare_lines(calculated, wanted, rows)


NAMES = [*RESULTS, "out_life_cycle_cost_en_nok"]


def compare_lines(book: Workbook, wanted: PlanResult, rows: pd.DataFrame) -> None:
    """Every line's present values by module and the yearly totals, not only the sums."""
    by_engine = wanted.lcc_by_engine
    pairs = {
        "lines_pv_maintenance": "maintenance_pv_nok", "lines_pv_repair": "repair_pv_nok",
        "lines_pv_replacement": "replacement_pv_nok", "lines_pv_residual": "residual_pv_nok",
        "lines_pv_outside": "outside_pv_nok", "lines_weighted_cost": "weighted_cost_nok",
        "lines_life_cycle_cost": "life_cycle_cost_nok",
    }  # fmt: skip
    tables = [(name, rows[column]) for name, column in pairs.items()]
    tables.append(("lines_life_cycle_cost_en", by_engine[Engine.EN]["life_cycle_cost_nok"]))
    for name, amounts in tables:
        ((title, at),) = book.defined_names[name].destinations
        found = [cell[0].value for cell in book[title][at.replace("$", "")]]
        for shown, amount in zip(found, amounts, strict=True):
            if amount != amount:
                assert shown == "mangler"
            else:
                assert shown == pytest.approx(amount, rel=1e-9, abs=1e-6), name
    if rows["life_cycle_cost_nok"].equals(wanted.lcc["life_cycle_cost_nok"]):
        compare_years(book, wanted)


def compare_years(book: Workbook, wanted: PlanResult) -> None:
    flows = wanted.cash_flows
    core = flows[flows["module"] != "X"].groupby("year")["real_cost_nok"].sum()
    sheet = book["Kontantstrøm"]
    row = next(r for r in range(1, 30) if sheet.cell(r, 1).value == "Livssykluskostnad")
    for year in range(76):
        assert sheet.cell(row, 8 + year).value == pytest.approx(core.get(year, 0.0), abs=1e-6)


@needs_formualizer
def test_a_changed_life_falls_back_on_whole_numbers_and_is_counted(plan_nb, base, tmp_path) -> None:
    catalog = small_catalog()
    key = base.lines["component_key"].iloc[0]
    place = next(n for n, v in enumerate(catalog.variants) if v.component_key == key)
    variants = list(catalog.variants)
    life = variants[place].service_life_typical_years + 3.0
    variants[place] = variants[place].model_copy(update={"service_life_typical_years": life})
    wanted = small_plan(catalog=small_catalog(variants=tuple(variants)))
    variant_id = variants[place].variant_id
    touched = [n for n, v in enumerate(wanted.lines["variant_id"], 1) if v == variant_id]
    path = _entry(plan_nb, tmp_path / "life.xlsx", "prices", variant_id, "life", life)
    calculated = load_workbook(by_formualizer(path, tmp_path / "c.xlsx"), data_only=True)
    agrees(named(calculated, NAMES), wanted, base)
    ((title, at),) = calculated.defined_names["lines_falls_back"].destinations
    flags = [cell[0].value for cell in calculated[title][at.replace("$", "")]]
    known = [not isinstance(m, str) for m in wanted.line_costs["missing"]]
    assert [n for n, flag in enumerate(flags, 1) if flag] == [n for n in touched if known[n - 1]]
    texts = [cell.value for row in calculated[title].iter_rows() for cell in row]
    assert "kjør robuild på nytt" in texts


def test_libreoffice_follows_changed_inputs(office, base) -> None:
    wanted = small_plan(Settings(**OFFICE_INPUTS | OFFICE_KEYS))
    agrees(named(office / "changed.xlsx", NAMES), wanted, base)


@needs_formualizer
def test_a_changed_trade_rate_reaches_every_amount(plan_nb, base, tmp_path) -> None:
    changed = set_inputs(plan_nb, tmp_path / "c.xlsx", {"rate_carpenter_nok_per_hour": 999.0})
    found = named(by_formualizer(changed, tmp_path / "d.xlsx"), NAMES)
    agrees(found, small_plan(catalog=with_rates(small_catalog(), Trade.CARPENTER, 999.0)), base)


IDS = {"prices": "variant_id", "choices": "component_key"}


def _entry(path: Path, target: Path, sheet: str, row_id: str, key: str, value: object) -> Path:
    """Fill in one cell, found by the id of its row."""
    book = load_workbook(path)

    def column(name: str) -> list:
        ((title, at),) = book.defined_names[f"{sheet}_{name}"].destinations
        return [cell[0] for cell in book[title][at.replace("$", "")]]

    ids = [cell.value for cell in column(IDS[sheet])]
    column(key)[ids.index(row_id)].value = value
    book.save(target)
    return target


def _name_of(catalog: Catalog, variant_id: str) -> str:
    return next(v.name_nb for v in catalog.variants if v.variant_id == variant_id)


@needs_formualizer
def test_another_variant_gives_what_the_engine_gives(plan_nb, base, tmp_path) -> None:
    """Each kind with several variants in turn, every one of them."""
    catalog, tried = small_catalog(), 0
    for key in dict.fromkeys(base.lines["component_key"]):
        of_key = [v.variant_id for v in catalog.variants if v.component_key == key]
        now = base.lines.loc[base.lines["component_key"] == key, "variant_id"].iloc[0]
        for variant_id in of_key:
            if variant_id == now:
                continue
            wanted = small_plan(Settings(chosen_variants=f"{key}={variant_id}"))
            assert variant_id in set(wanted.lines["variant_id"])
            name = _name_of(catalog, variant_id)
            path = _entry(plan_nb, tmp_path / "v.xlsx", "choices", key, "chosen", name)
            calculated = by_formualizer(path, tmp_path / "w.xlsx")
            found = named(calculated, [*NAMES, "out_line_inputs_changed"])
            for field, column in RESULTS.items():
                amount = wanted.lcc[column].sum()
                assert found[field] == pytest.approx(amount, rel=1e-9), (variant_id, field)
            assert found["out_line_inputs_changed"] == 1
            tried += 1
    assert tried >= 2


@needs_formualizer
def test_a_choice_that_is_not_offered_says_so_and_changes_nothing(plan_nb, base, tmp_path) -> None:
    key = base.lines["component_key"].iloc[0]
    path = _entry(plan_nb, tmp_path / "v.xlsx", "choices", key, "chosen", "Gulldør")
    calculated = by_formualizer(path, tmp_path / "w.xlsx")
    assert named(calculated, NAMES) == pytest.approx(named(plan_nb, NAMES), rel=1e-12)
    sheet = load_workbook(calculated, data_only=True)["Variantvalg"]
    assert any(cell.value == "finnes ikke" for row in sheet.iter_rows() for cell in row)


@needs_formualizer
def test_a_changed_damage_rate_is_what_the_engine_gives(plan_nb, base, tmp_path) -> None:
    catalog = small_catalog()
    place, component = next(
        (n, c) for n, c in enumerate(catalog.components)
        if c.damage_rate_raised_per_year and c.component_key in set(base.lines["component_key"])
    )  # fmt: skip
    rate = 3.5 * component.damage_rate_raised_per_year
    components = list(catalog.components)
    components[place] = component.model_copy(update={"damage_rate_raised_per_year": rate})
    changed = catalog.model_copy(update={"components": tuple(components)})
    use = {"intensity_dwelling": "raised", "intensity_common": "raised"}
    wanted = small_plan(Settings(**use), catalog=changed)
    key = component.component_key
    path = _entry(plan_nb, tmp_path / "v.xlsx", "choices", key, "rate_raised", rate)
    path = set_inputs(path, tmp_path / "u.xlsx", use)
    found = named(by_formualizer(path, tmp_path / "w.xlsx"), NAMES)
    agrees(found, wanted, small_plan(Settings(**use)))


@needs_formualizer
def test_a_type_of_dwelling_has_a_use_intensity_of_its_own(plan_nb, base, tmp_path) -> None:
    kind = next(each for each in base.lines["dwelling_type"] if each)
    book = load_workbook(plan_nb)
    ((title, at),) = book.defined_names["intensity_dwelling_type_1"].destinations
    row = book[title][at.replace("$", "")].row
    assert book[title].cell(row, 8).value == kind
    assert book[title].cell(row, 2).value == "som andre boliger"
    changed = set_inputs(plan_nb, tmp_path / "c.xlsx", {"intensity_dwelling_type_1": "hard"})
    found = named(by_formualizer(changed, tmp_path / "d.xlsx"), NAMES)
    wanted = small_plan(Settings(intensity_by_dwelling_type=f"{kind}=heavy"))
    assert wanted.totals.life_cycle_cost_nok != base.totals.life_cycle_cost_nok
    agrees(found, wanted, base)


@needs_formualizer
def test_an_emptied_price_is_missing_and_not_free(plan_nb, base, tmp_path) -> None:
    variant_id = base.lines["variant_id"].iloc[0]
    path = _entry(plan_nb, tmp_path / "v.xlsx", "prices", variant_id, "price", None)
    calculated = load_workbook(by_formualizer(path, tmp_path / "w.xlsx"), data_only=True)
    ((title, at),) = calculated.defined_names["lines_missing"].destinations
    first = calculated[title][at.replace("$", "")][0][0].value
    assert first == "mangler pris"


@needs_formualizer
def test_a_missing_price_filled_in_brings_the_line_to_life(plan_nb, base, tmp_path) -> None:
    """The rail lacks a price; with one typed in, the plan is that of a catalog that knew it."""
    catalog = small_catalog()
    number = next(n for n, v in enumerate(catalog.variants) if v.price_nok is None)
    variants = list(catalog.variants)
    variants[number] = variants[number].model_copy(update={"price_nok": 640.0})
    wanted = small_plan(catalog=small_catalog(variants=tuple(variants)))
    variant_id = variants[number].variant_id
    filled = _entry(plan_nb, tmp_path / "f.xlsx", "prices", variant_id, "price", 640.0)
    calculated = by_formualizer(filled, tmp_path / "g.xlsx")
    found = named(calculated, [*NAMES, "out_line_inputs_changed"])
    agrees(found, wanted, base)
    assert found["out_line_inputs_changed"] == 1
    sheet = load_workbook(calculated, data_only=True)["Plan 10 år"]
    assert any("UTDATERT" in str(sheet.cell(row, 2).value) for row in range(1, 10))


def corrected(path: Path, right: Path) -> bool:
    found, wanted = (named(p, ["out_life_cycle_cost_nok"]) for p in (path, right))
    return found == pytest.approx(wanted, rel=1e-12)


@needs_formualizer
def test_a_wrong_cached_value_is_corrected(plan_nb, wrong, tmp_path) -> None:
    """Negative control: an engine that only read robuild's numbers back would pass the others."""
    assert not corrected(wrong, plan_nb)
    assert corrected(by_formualizer(wrong, tmp_path / "calculated.xlsx"), plan_nb)


def test_libreoffice_corrects_a_wrong_cached_value(plan_nb, office) -> None:
    assert corrected(office / "wrong.xlsx", plan_nb)


@needs_formualizer
def test_nothing_matched_still_makes_a_workbook(tmp_path) -> None:
    path = tmp_path / "empty.xlsx"
    write_plan(small_plan(copies=0), path, Language.NB)
    cells = formula_cells(path)
    calculated = by_formualizer(path, tmp_path / "calculated.xlsx")
    assert differences(values(path, cells), values(calculated, cells)) == []
    assert named(path, ["out_life_cycle_cost_nok"]) == {"out_life_cycle_cost_nok": 0.0}
