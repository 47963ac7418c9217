"""A municipality's own template: cover, logo and font in the plan workbook."""

from __future__ import annotations

import importlib.util
import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.drawing.image import Image
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from PIL import Image as Picture
from recalculation import by_formualizer, differences, formula_cells, values
from small_plan import small_plan

from robuild.earlier import read_earlier
from robuild.terms.issues import InputError
from robuild.terms.vocabulary import Language
from robuild.workbook import write_plan


@pytest.fixture
def template(tmp_path):
    """A cover with a logo, fields, a font of its own and a head for every page."""

    def made(change=lambda book: None):
        book = Workbook()
        book._fonts[0] = Font(name="Georgia", size=11)
        cover = book.worksheets[0]
        cover.title = "Forside"
        cover["B2"] = "Vedlikeholdsplan for {{building}}"
        cover["B3"] = "{{ period_years }} år fra {{base_year}}, katalog {{catalog}}"
        cover["B4"] = "=1+1 er ikke en formel her"
        cover["B4"].data_type = "s"
        cover.oddHeader.left.text = "Storvik kommune"
        logo = io.BytesIO()
        Picture.new("RGB", (40, 20), "navy").save(logo, "png")
        cover.add_image(Image(logo), "E2")
        change(book)
        path = tmp_path / "template.xlsx"
        book.save(path)
        return path

    return made


def test_cover_logo_font_and_head_are_taken(template, tmp_path) -> None:
    path = tmp_path / "plan.xlsx"
    write_plan(small_plan(), path, Language.NB, template=template())
    book = load_workbook(path)
    assert book.sheetnames[:2] == ["Forside", "Sammendrag"]
    cover = book["Forside"]
    assert cover["B2"].value == "Vedlikeholdsplan for Bygg A"
    assert cover["B3"].value.startswith("60 år fra 2025")
    assert cover["B4"].data_type == "s"
    assert len(cover._images) == 1
    assert book["Linjer"]["A1"].font.name == "Georgia"
    assert book["Linjer"].oddHeader.center.text == "Storvik kommune"
    with zipfile.ZipFile(path) as archive:
        assert [name for name in archive.namelist() if name.startswith("xl/media/")]
    read = read_earlier(path)
    assert (read.template_sheets, read.foreign_sheets) == (("Forside",), ())


@pytest.mark.skipif(importlib.util.find_spec("formualizer") is None, reason="not installed")
def test_the_plan_lives_behind_a_cover_too(template, tmp_path) -> None:
    path = tmp_path / "plan.xlsx"
    write_plan(small_plan(), path, Language.NB, template=template())
    cells = formula_cells(path)
    done = by_formualizer(path, tmp_path / "done.xlsx")
    assert differences(values(path, cells), values(done, cells)) == []


def _same_title(book) -> None:
    book.create_sheet("linjer")


def _named(book) -> None:
    book.defined_names["alpha"] = DefinedName("alpha", attr_text="Forside!$A$1")


def _formula(book) -> None:
    book["Forside"]["A9"] = "=1+1"


def _field(book) -> None:
    book["Forside"]["A9"] = "{{resident}}"


@pytest.mark.parametrize(
    ("change", "code"),
    [(_same_title, "sheet_taken"), (_named, "names_in_template"), (_field, "unknown_field"),
     (_formula, "formula_not_calculated")],
)  # fmt: skip
def test_what_a_template_cannot_have_is_told(template, tmp_path, change, code) -> None:
    path = tmp_path / "plan.xlsx"
    with pytest.raises(InputError) as caught:
        write_plan(small_plan(), path, Language.NB, template=template(change))
    assert [issue.code for issue in caught.value.issues] == [code]
    assert not path.exists()


def test_what_is_no_workbook_is_told(tmp_path) -> None:
    (tmp_path / "t.xlsx").write_bytes(b"PK no")
    with pytest.raises(InputError, match="not a whole"):
        write_plan(small_plan(), tmp_path / "p.xlsx", Language.NB, template=tmp_path / "t.xlsx")
