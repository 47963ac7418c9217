"""CSV to catalog to CSV, and through Excel, without loss."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from robuild.catalog import read_catalog, write_folder, write_xlsx
from robuild.shipped import CATALOG, shipped
from robuild.tabular import harmful_character, written_by_robuild_unchanged

Tables = dict[str, list[dict[str, str]]]
Write = Callable[..., Path]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def full_rules(tables: Tables) -> Tables:
    """Match rules with all their columns, as robuild writes them."""
    more = (
        "reason", "ifc_classes", "predefined_types", "code_systems", "codes", "fields", "words",
        "also_words", "exclude_words", "materials", "tests", "note",
    )  # fmt: skip
    for row in tables["match_rules"]:
        cells = {column: row.pop(column, "") for column in more}
        row.update(cells)
    return tables


def test_csv_comes_back_byte_for_byte(tables: Tables, write: Write, tmp_path: Path) -> None:
    folder = write(full_rules(tables))
    write_folder(read_catalog(folder), tmp_path / "again")
    assert contents(tmp_path / "again") == contents(folder)


def test_excel_gives_the_same_catalog(tables: Tables, write: Write, tmp_path: Path) -> None:
    catalog = read_catalog(write(tables))
    write_xlsx(catalog, tmp_path / "c.xlsx")
    assert read_catalog(tmp_path / "c.xlsx") == catalog
    assert written_by_robuild_unchanged(tmp_path / "c.xlsx")
    write_xlsx(read_catalog(tmp_path / "c.xlsx"), tmp_path / "d.xlsx")
    assert (tmp_path / "c.xlsx").read_bytes() == (tmp_path / "d.xlsx").read_bytes()


def test_hostile_text_stays_text(tables: Tables, write: Write, tmp_path: Path) -> None:
    hostile = (
        "=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(A1)", "#N/A", "1e5", "_x0041_", "007", "TRUE",
    )  # fmt: skip
    columns = ("name_en", "name_nb", "name_nn")
    for number, name in enumerate(hostile):
        tables["variants"][number // 3][columns[number % 3]] = name
    catalog = read_catalog(write(tables))
    assert tuple(getattr(v, column) for v in catalog.variants for column in columns) == hostile
    write_xlsx(catalog, tmp_path / "c.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "c.xlsx")["variants"]
    assert not [c for row in sheet.iter_rows() for c in row if c.data_type in ("f", "e")]
    assert read_catalog(tmp_path / "c.xlsx") == catalog
    write_folder(catalog, tmp_path / "again")
    assert read_catalog(tmp_path / "again") == catalog


def test_the_sheet_is_made_for_people(tables: Tables, write: Write, tmp_path: Path) -> None:
    write_xlsx(read_catalog(write(tables)), tmp_path / "c.xlsx")
    book = openpyxl.load_workbook(tmp_path / "c.xlsx")
    assert book.sheetnames == ["catalog", *tables]
    sheet = book["variants"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref.endswith("4")
    columns = {cell.value: cell for cell in sheet[1]}
    assert "NOK ex VAT" in columns["price_nok"].comment.text
    assert "material only" in columns["price_nok"].comment.text
    assert "Empty: not known." in columns["price_nok"].comment.text
    assert sheet.cell(2, columns["price_nok"].column).number_format == "#,##0.00"
    assert sheet.cell(2, columns["name_nb"].column).number_format == "@"
    assert all(9 <= dimension.width <= 60 for dimension in sheet.column_dimensions.values())
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    role = columns["role"].column_letter
    offered = next(rule for ref, rule in rules.items() if ref.startswith(f"{role}2:"))
    assert offered.formula1 == '"ordinary,cheapest,robust,easy_repair"'
    key = columns["component_key"].column_letter
    offered = next(rule for ref, rule in rules.items() if ref.startswith(f"{key}2:"))
    assert offered.formula1.startswith("components!$A$2:$A$")


letters = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=40
).filter(lambda text: text.strip() == text and not harmful_character(text))
names = st.builds("{}{}".format, letters, st.sampled_from(["", "\n=1", ' "x"', ",;", "\tæ"])).map(
    str.strip
)
money = st.none() | st.floats(0, 1e9, allow_nan=False) | st.integers(0, 10**9).map(float)
answers = st.sampled_from(["yes", "no", "unknown"])


def _in_order(three: list[float | None]) -> list[float | None]:
    known = iter(sorted(value for value in three if value is not None))
    return [None if value is None else next(known) for value in three]


lives = st.lists(st.none() | st.floats(1e-3, 500), min_size=3, max_size=3).map(_in_order)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_any_catalog_comes_back(
    tables: Tables, write: Write, tmp_path: Path, data: st.DataObject
) -> None:
    catalog = read_catalog(write(tables))
    low, typical, high = data.draw(lives)
    update: dict[str, Any] = {
        "name_nb": data.draw(names),
        "price_nok": data.draw(money),
        "install_hours": data.draw(money),
        "drying_days": data.draw(money.filter(lambda value: value is not None)),
        "service_life_low_years": low,
        "service_life_typical_years": typical,
        "service_life_high_years": high,
        "minimum_spec": data.draw(st.just("") | names),
        "c1_connection": data.draw(st.sampled_from([None, "best", "worst"])),
    }
    variant = catalog.variants[0].model_copy(update=update)
    task = catalog.tasks[0].model_copy(
        update={
            "structural": data.draw(answers),
            "month": data.draw(st.none() | st.integers(1, 12)),
            "instruction_nb": data.draw(st.just("") | names),
        }
    )
    header = catalog.header.model_copy(
        update={"version": data.draw(names), "licence": data.draw(names)}
    )
    changed = catalog.model_copy(
        update={
            "variants": (variant, *catalog.variants[1:]),
            "tasks": (task, *catalog.tasks[1:]),
            "header": header,
        }
    )
    write_folder(changed, tmp_path / "out")
    assert read_catalog(tmp_path / "out") == changed
    write_xlsx(changed, tmp_path / "out.xlsx")
    assert read_catalog(tmp_path / "out.xlsx") == changed


def test_the_shipped_catalog_comes_back(tmp_path: Path) -> None:
    catalog = read_catalog(shipped(CATALOG))
    write_folder(catalog, tmp_path / "folder")
    assert read_catalog(tmp_path / "folder") == catalog
    write_xlsx(catalog, tmp_path / "c.xlsx")
    assert read_catalog(tmp_path / "c.xlsx") == catalog
    write_folder(read_catalog(tmp_path / "c.xlsx"), tmp_path / "through_excel")
    assert contents(tmp_path / "through_excel") == contents(tmp_path / "folder")


def test_reading_tables_brings_neither_excel_nor_pandas(tables: Tables, write: Write) -> None:
    code = (
        "import sys; from pathlib import Path; from robuild.catalog import read_catalog; "
        "read_catalog(Path(sys.argv[1])); "
        "heavy = {'openpyxl', 'pandas', 'numpy', 'ifcopenshell'} & set(sys.modules); "
        "assert not heavy, heavy"
    )
    folder = str(write(tables))
    done = subprocess.run(
        [sys.executable, "-c", code, folder], capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
