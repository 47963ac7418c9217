"""The workbook of contract forms: every formula follows a change as the engine does.

The whole table, with LibreOffice and the lines of real models, is printed by `contracts_book.py`.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
from pathlib import Path

import pytest
from contracts_book import (
    CHANGES,
    compared,
    largest_error,
    of_the_run,
    plan,
    rerun,
    with_settings,
    written,
)
from openpyxl import load_workbook
from recalculation import (
    by_formualizer,
    by_libreoffice,
    formula_cells,
    named,
    set_inputs,
    values,
)

from robuild.terms.contract_forms import ContractTerm
from robuild.terms.vocabulary import DiscountTiming, Language, Objective
from robuild.workbook.contracts import write_contracts

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
needs_formualizer = pytest.mark.skipif(
    importlib.util.find_spec("formualizer") is None, reason="formualizer is not installed"
)
OTHER_SETTINGS = {
    "period_years": 14, "discount_timing": DiscountTiming.MID_YEAR, "residual_share": 0.6,
    "acquisition_years": 3, "real_price_growth": 0.012, "objective": Objective.WEIGHTED_COST,
    "alpha": 0.9, "real_rate_1_until_year": 9,
}  # fmt: skip
FUNCTIONS = {"ABS", "IF", "INDEX", "ISNUMBER", "MATCH", "MAX", "MIN", "OR", "ROUND", "SQRT", "SUM",
             "SUMPRODUCT"}  # fmt: skip
TOLERANCE = 1e-9
BY_OFFICE = ("selectors", "minimum repair ease", "rates and alpha", "factors B and C")
"""The rest of them are recalculated by `contracts_book.py`."""


@pytest.fixture(scope="module")
def base():
    return compared(plan())


@pytest.fixture(scope="module")
def book(base, tmp_path_factory) -> Path:
    return written(plan(), base, tmp_path_factory.mktemp("contracts") / "contracts.xlsx")


@pytest.fixture(scope="module")
def cells(book):
    return formula_cells(book) - of_the_run(book)


@pytest.fixture(scope="module")
def wanted(base, book, cells):
    """What the engine says to each change, asked for once."""
    found = {}

    def of(name):
        if name not in found:
            path = book.parent / "wanted.xlsx"
            found[name] = values(written(*rerun(plan(), base, CHANGES[name]), path), cells)
        return found[name]

    return of


@needs_formualizer
@pytest.mark.parametrize("name", CHANGES)
def test_every_formula_follows_a_change_as_the_engine_does(name, book, cells, wanted) -> None:
    changed = set_inputs(book, book.parent / "changed.xlsx", CHANGES[name].cells)
    done = values(by_formualizer(changed, book.parent / "done.xlsx"), cells)
    error, where = largest_error(wanted(name), done)
    assert error < TOLERANCE, where
    said = named(book.parent / "done.xlsx", ["contract_inputs_changed", "contract_state"])
    draws_hold = name == "reference form"  # a comparison, not an assumption
    assert (said["contract_inputs_changed"] == 0) == draws_hold
    assert (said["contract_state"] == "gjelder verdiene som står her") == draws_hold


@pytest.mark.parametrize("name", CHANGES)
def test_without_the_change_the_engine_is_not_met(name, book, cells, wanted) -> None:
    """Negative control: the comparison sees that the workbook was not changed."""
    error, _ = largest_error(wanted(name), values(book, cells))
    assert error > 1e-4


def test_libreoffice_follows_too(book, cells, wanted) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("no LibreOffice")
    folder = book.parent / "office"
    folder.mkdir()
    paths = [
        set_inputs(book, book.parent / f"change{at}.xlsx", CHANGES[name].cells)
        for at, name in enumerate(BY_OFFICE)
    ]
    by_libreoffice(paths, folder)
    for name, path in zip(BY_OFFICE, paths, strict=True):
        error, where = largest_error(wanted(name), values(folder / path.name, cells))
        assert error < TOLERANCE, f"{name}: {where}"


@needs_formualizer
def test_what_is_written_is_what_a_recalculation_gives_under_other_settings(tmp_path) -> None:
    result = with_settings(plan(), **OTHER_SETTINGS)
    path = written(result, compared(result), tmp_path / "other.xlsx")
    every = formula_cells(path)
    cached = values(path, every)
    assert len(every) > 1500
    error, where = largest_error(
        cached, values(by_formualizer(path, tmp_path / "done.xlsx"), every)
    )
    assert error < TOLERANCE, where


def test_every_formula_has_a_value_and_no_function_that_is_not_everywhere(book) -> None:
    every = formula_cells(book)
    for key, value in values(book, every).items():
        assert value is not None, key
        assert not str(value).startswith("#"), key
    formulas = load_workbook(book)
    used = {
        name
        for title, at in every
        for name in re.findall(r"([A-Z][A-Z.]*)\(", formulas[title][at].value)
    }
    assert used <= FUNCTIONS


@needs_formualizer
def test_a_factor_between_the_nodes_is_said_to_be_approximate(book) -> None:
    done = book.parent / "factor.xlsx"
    by_formualizer(set_inputs(book, done, {"form_general_execution_factor": 0.93}), done)
    assert told(done, "contract_approximate") == [["nei", "ja", "nei", "nei", "nei", "nei"]]
    changed = told(done, "contract_changed")
    assert sum(row[1] == "ja" for row in changed) == 1
    by_formualizer(set_inputs(book, done, {"form_general_execution_factor": 1.4}), done)
    assert [row for row in told(done, "contract_changed") if row[1] != "nei"] == [
        [1.4, "utenfor området"]
    ]


def told(path: Path, name: str) -> list[list]:
    book = load_workbook(path, data_only=True)
    ((title, at),) = book.defined_names[name].destinations
    return [[cell.value for cell in row] for row in book[title][at.replace("$", "")]]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (Language.NB, "Rekkefølgen gjelder bare for disse forutsetningene."),
        (Language.NN, "Rekkjefølgja gjeld berre for desse føresetnadene."),
        (Language.EN, "The ranking holds only for these assumptions."),
    ],
)
def test_the_sentence_stands_on_the_sheet_and_on_every_printed_page(
    language, sentence, base, tmp_path
) -> None:
    path = tmp_path / "book.xlsx"
    write_contracts(plan(), base, path, language)
    book = load_workbook(path)
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    first = shown[0]
    stands = [
        row for (row, column), cell in first._cells.items()
        if column == 1 and str(cell.value).startswith(sentence)
    ]  # fmt: skip
    assert len(stands) == 1
    assert stands[0] < 8
    assert not first.print_area  # so that all of it is printed
    for sheet in shown[:-1]:  # the last one is the sources, which has no figure
        foot = sheet.oddFooter
        assert foot.center.text.startswith(sentence), sheet.title
        parts = (foot.left, foot.center, foot.right)
        assert sum(len(part.text) + 8 for part in parts) < 255  # Excel's limit


def test_every_parameter_is_a_yellow_cell_with_limits_and_has_range_unit_and_source(book) -> None:
    opened = load_workbook(book)
    sheet = opened["Kontraktsformer"]
    limited = [str(rule.sqref) for rule in sheet.data_validations.dataValidation]
    forms = [form.form_id for form in plan().catalog.contract_forms]
    for term in ("selector", *ContractTerm):
        for form in forms:
            ((_, at),) = opened.defined_names[f"form_{form}_{term}"].destinations
            cell = sheet[at.replace("$", "")]
            assert not cell.protection.locked
            assert any(cell.coordinate in area for area in map(_cells_of, limited)), (form, term)
    rows = list(opened["Vilkår og parametere"].iter_rows(values_only=True))
    head = next(at for at, row in enumerate(rows) if row[0] == "Parameter")
    told_of = [row[:10] for row in rows[head + 1 :] if row[0]]
    assert len(told_of) == len(forms) * len(ContractTerm)
    assert not any(cell in (None, "") for row in told_of for cell in row)


def _cells_of(reference: str) -> set[str]:
    from openpyxl.utils import get_column_letter, range_boundaries

    left, top, right, bottom = range_boundaries(reference)
    return {
        f"{get_column_letter(column)}{row}"
        for column in range(left, right + 1)
        for row in range(top, bottom + 1)
    }
