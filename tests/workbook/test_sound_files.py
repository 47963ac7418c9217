"""What makes Excel ask to repair a file: none of it is in a plan workbook, in any language."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from openpyxl import Workbook, load_workbook
from small_plan import small_plan

from robuild.terms.vocabulary import Language
from robuild.workbook import write_plan
from robuild.workbook.plan.residents.dwelling_cards import _WIDTHS, _one_page_each

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetProtection",
    "autoFilter", "mergeCells", "conditionalFormatting", "dataValidations", "hyperlinks",
    "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "drawing",
    "legacyDrawing", "tableParts",
)  # fmt: skip
"""Children of a sheet, in the order of ECMA-376 part 1, 18.3.1.99."""
WIDTHS = _WIDTHS[:6]
PART = re.compile(rf"<({'|'.join(ORDER)})[ >/]")


@pytest.fixture(scope="module", params=list(Language))
def path(request, tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("sound") / f"{request.param}.xlsx"
    write_plan(small_plan(), made, request.param)
    return made


@pytest.fixture(scope="module")
def book(path):
    return load_workbook(path)


def test_headers_of_tables_are_their_columns_each_once(book) -> None:
    for sheet in book:
        for table in sheet.tables.values():
            names = [column.name for column in table.tableColumns]
            assert names == [str(cell.value) for cell in sheet[table.ref][0]], table.name
            assert len({name.lower() for name in names}) == len(names), table.name
            assert sheet.auto_filter.ref is None, table.name


def test_hints_of_input_cells_are_not_too_long(book) -> None:
    for sheet in book:
        for rule in sheet.data_validations.dataValidation:
            for text, most in (
                (rule.promptTitle, 32), (rule.errorTitle, 32), (rule.prompt, 255),
                (rule.error, 255), (rule.formula1, 255), (rule.formula2, 255),
            ):  # fmt: skip
                assert len(str(text or "")) <= most, (sheet.title, text)


def test_names_and_links_lead_to_sheets_that_are_there(book) -> None:
    for name, defined in book.defined_names.items():
        assert "#REF" not in defined.attr_text, name
        assert not re.fullmatch(r"[A-Za-z]{1,3}\d+", name), name
    for sheet in book:
        for link in sheet._hyperlinks:
            title = link.location.rsplit("!", 1)[0].strip("'").replace("''", "'")
            assert title in book.sheetnames, (sheet.title, link.location)


def test_heads_of_printed_pages_fit(book) -> None:
    for sheet in book:
        head = sheet.oddHeader
        texts = [part.text or "" for part in (head.left, head.center, head.right)]
        assert len("".join(texts)) <= 240, sheet.title


@pytest.mark.parametrize(("rows", "wider"), [(40, False), (100, True), (130, True)])
def test_a_card_is_never_taller_than_its_page_at_the_scale_of_its_width(rows, wider) -> None:
    sheet = Workbook().active
    for letter, width in zip("ABCDEF", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for row in range(6, rows):
        sheet.row_dimensions[row].height = 12.5
    _one_page_each(SimpleNamespace(sheet=sheet), [1, rows + 1])
    width = sum(5.25 * sheet.column_dimensions[each].width + 3.75 for each in "ABCDEF")
    tall = sum(sheet.row_dimensions[row].height or 15.0 for row in range(1, rows + 1))
    assert tall * 530 / width < 756  # A4 between its margins [pt]
    assert (sheet.column_dimensions["C"].width > WIDTHS[2]) is wider


def test_parts_of_sheets_stand_in_their_order_and_no_cell_is_empty_or_wrong(path) -> None:
    with zipfile.ZipFile(path) as file:
        sheets = [name for name in file.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) > 20
        for name in sheets:
            text = file.read(name).decode("utf-8")
            places = [ORDER.index(found) for found in PART.findall(text)]
            assert places == sorted(places), name
            assert not re.search(r"</f><v ?/>|</f></c>", text), name
            assert not re.search(r">#(REF|NAME|DIV/0|VALUE|N/A|NUM|NULL)[!?<]", text), name


def test_the_last_table_of_a_sheet_repeats_its_header_in_print(book) -> None:
    looked_at = set()
    for sheet in book:
        ranges = [table.ref for table in sheet.tables.values()]
        ranges += [sheet.auto_filter.ref] if sheet.auto_filter.ref else []
        if sheet.sheet_state != "visible" or len(ranges) != 1:
            continue
        first, last = (int(row) for row in re.findall(r"[0-9]+", ranges[0]))
        if last - first >= 5:
            looked_at.add(sheet.title)
            assert sheet.print_title_rows == f"${first}:${first}", sheet.title
    assert len(looked_at) >= 10
