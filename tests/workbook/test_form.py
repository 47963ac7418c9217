"""What the workbook is as a file: safe text, keys, languages, protection, print, size."""

from __future__ import annotations

import re
import time
import zipfile

import pytest
from openpyxl import load_workbook
from small_house import HOSTILE, small_catalog
from small_plan import small_plan

from robuild.language import texts
from robuild.tabular import safe_text, written_by_robuild_unchanged
from robuild.terms.settings import Settings, about
from robuild.terms.vocabulary import Language, Trade
from robuild.workbook import write_plan

SHEETS = (
    "summary", "assumptions", "choices", "prices", "work", "lines", "cash_flow", "plan",
    "budget", "alternatives", "uncertainty", "repair", "maintenance", "wheel", "spares", "turnover",
    "dwelling_cards", "log", "participation", "activities", "resident_choices", "rooms",
    "register", "quality", "recommendations", "sources", "renewals", "renewal_rows", "lists",
)  # fmt: skip
MONEY = (
    "summary", "assumptions", "prices", "work", "lines", "cash_flow", "plan", "budget",
    "alternatives", "uncertainty", "repair", "maintenance", "spares", "turnover",
)  # fmt: skip
FUNCTIONS = {
    "SUMPRODUCT", "SUMIFS", "SUM", "COUNTIFS", "INDEX", "MATCH", "IF", "IFERROR", "ROUND", "MIN",
    "MAX", "INT", "EXP", "SUBTOTAL", "AND", "OR", "ABS", "SQRT", "ISNUMBER", "POISSON",
}  # fmt: skip


def titles(language: Language) -> list[str]:
    return [texts(language).get(f"sheet.{key}.title") for key in SHEETS]


def formulas(path, language: Language) -> dict[tuple[str, str], str]:
    """Formulas by sheet key and cell, sheet titles in them turned back into keys."""
    keys = dict(zip(titles(language), SHEETS, strict=True))
    book = load_workbook(path)
    found = {}
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    text = cell.value
                    for title, key in keys.items():
                        text = text.replace(f"'{title}'!", f"{key}!").replace(
                            f"{title}!", f"{key}!"
                        )
                    found[keys[sheet.title], cell.coordinate] = text
    return found


def test_the_sheets_are_there_in_order(plan_nb) -> None:
    book = load_workbook(plan_nb)
    assert book.sheetnames == [*titles(Language.NB), "_robuild"]
    assert book["_robuild"].sheet_state == "veryHidden"
    assert book["Lister"].sheet_state == "hidden"
    assert book.active.title == "Sammendrag"


def test_formulas_are_the_same_in_both_languages(plan_nb, plan_en) -> None:
    nb, en = formulas(plan_nb, Language.NB), formulas(plan_en, Language.EN)
    assert nb == en


def test_english_has_no_decimal_comma(plan_en) -> None:
    def texts_of(path):
        return [
            str(cell.value)
            for sheet in load_workbook(path)
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "s" and re.search(r"\d,\d{1,2}(?!\d)", str(cell.value))
        ]

    assert texts_of(plan_en) == []


def test_formulas_use_only_functions_every_program_knows(plan_nb) -> None:
    for where, formula in formulas(plan_nb, Language.NB).items():
        assert set(re.findall(r"([A-Z]+)\(", formula)) <= FUNCTIONS, where
        assert "&" not in formula, where
        assert '""' not in formula, where


def test_every_setting_and_rate_is_a_named_input(plan_nb) -> None:
    book = load_workbook(plan_nb)
    sheet = book["Forutsetninger"]
    live = {key for key in Settings.model_fields if about(key).live}
    rates = {
        f"rate_{trade}_{what}"
        for trade in Trade
        for what in ("nok_per_hour", "call_out_nok", "minimum_order_nok")
    }
    checked = {
        ref for rule in sheet.data_validations.dataValidation for ref in str(rule.sqref).split()
    }
    for key in [*Settings.model_fields, *rates]:
        ((title, at),) = book.defined_names[key].destinations
        cell = sheet[at.replace("$", "")]
        assert title == "Forutsetninger"
        is_live = key in live or key in rates
        assert cell.protection.locked is not is_live, key
        assert (cell.coordinate in checked) is is_live, key
        assert cell.value is not None
    assert sheet.protection.sheet


def test_hostile_names_stay_text(plan_nb, tmp_path) -> None:
    catalog = small_catalog()
    bad = {f"name_{lang}": HOSTILE[0] for lang in ("nb", "en", "nn")}
    components = tuple(row.model_copy(update=bad) for row in catalog.components)
    bad = {f"name_{lang}": HOSTILE[1] for lang in ("nb", "en", "nn")}
    variants = tuple(row.model_copy(update=bad) for row in catalog.variants)
    tasks = tuple(
        row.model_copy(update=bad | {"instruction_nb": HOSTILE[6]}) for row in catalog.tasks
    )
    hostile = catalog.model_copy(
        update={"components": components, "variants": variants, "tasks": tasks}
    )
    path = tmp_path / "hostile.xlsx"
    write_plan(small_plan(catalog=hostile, names=HOSTILE), path, Language.NB)
    mine, theirs = formulas(plan_nb, Language.NB), formulas(path, Language.NB)
    assert {k: v for k, v in theirs.items() if k[0] != "register"} == mine
    book = load_workbook(path)
    shown = {cell.value for row in book["Register"].iter_rows() for cell in row}
    for name in HOSTILE:
        text = safe_text(name)
        assert text in shown or text.replace("_x0041_", "_x005F_x0041_") in shown, name[:20]
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "e"
                if cell.hyperlink:
                    assert cell.hyperlink.location
                    assert not cell.hyperlink.target
    with zipfile.ZipFile(path) as archive:
        assert not [name for name in archive.namelist() if "externalLink" in name]


def test_tables_have_ascii_keys_and_are_listed_for_reading_back(plan_nb) -> None:
    book = load_workbook(plan_nb)
    keys = {row[0].value: row[1].value for row in book["_robuild"].iter_rows()}
    names = [table for sheet in book.worksheets for table in sheet.tables]
    sheets = (
        "choices prices work plan alternatives maintenance participation resident_choices rooms "
        "register sources log"
    )
    assert set(names) == set(sheets.split())
    for name in names:
        assert name.isascii()
        assert f"table.{name}" in keys
    assert keys["language"] == "nb"


def test_print_and_freeze(plan_nb) -> None:
    book = load_workbook(plan_nb)
    for key, title in zip(SHEETS[:-3], titles(Language.NB), strict=False):
        sheet = book[title]
        assert sheet.page_setup.fitToWidth >= 1
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "&P" in sheet.oddFooter.right.text
        assert sheet.sheet_properties.tabColor is not None
        if key in MONEY:
            assert "2025" in sheet.oddHeader.right.text
            values = [str(sheet.cell(row, 1).value) for row in range(1, 8)]
            assert "=period_years" in values, title
            assert any("uten mva." in value for value in values), title
        if key not in ("summary", "quality"):
            assert sheet.freeze_panes, title
    assert (book["Sammendrag"].page_setup.paperSize, book["Linjer"].page_setup.paperSize) == (9, 8)
    assert book["Sammendrag"].page_setup.fitToHeight == 1


def test_participation_can_only_be_lowered(plan_nb) -> None:
    sheet = load_workbook(plan_nb)["Beboermedvirkning"]
    allowed = {}
    for rule in sheet.data_validations.dataValidation:
        for ref in str(rule.sqref).split():
            allowed[ref] = rule.formula1
    header = next(r for r in range(1, 30) if sheet.cell(r, 7).value == "Gjøre")
    rows = [
        r
        for r in range(header + 1, sheet.max_row + 1)
        if str(sheet.cell(r, 7).value).startswith("W")
    ]
    assert rows
    for row in rows:
        level = sheet.cell(row, 7).value.lower()
        areas = [f for ref, f in allowed.items() if _within(ref, row)]
        assert areas == [f"list_do_up_to_{level}"] or areas == [f"=list_do_up_to_{level}"]


def _within(reference: str, row: int) -> bool:
    first, _, last = reference.partition(":")
    return int(first[1:]) <= row <= int((last or first)[1:])


def test_missing_is_a_word_and_never_zero_or_blank(plan_nb) -> None:
    sheet = load_workbook(plan_nb, data_only=True)["Linjer"]
    header = next(r for r in range(1, 30) if sheet.cell(r, 2).value == "Komponent")
    columns = {sheet.cell(header, c).value: c for c in range(1, sheet.max_column + 1)}
    row = next(
        r
        for r in range(header + 1, header + 20)
        if sheet.cell(r, columns["Mangler"]).value == "mangler pris"
    )
    for title in ("Livssykluskostnad", "Vektet kostnad", "Årskostnad", "Anskaffelse", "Rang"):
        assert sheet.cell(row, columns[title]).value == "mangler"
    assert sheet.cell(row, columns["Pris per enhet"]).value == "mangler"
    assert all(
        sheet.cell(r, c).value is not None
        for r in range(header, header + 9)
        for c in columns.values()
    )


def test_the_file_knows_that_nobody_edited_it(plan_nb, tmp_path) -> None:
    assert written_by_robuild_unchanged(plan_nb)
    book = load_workbook(plan_nb)
    book["Register"]["B8"].value = "TG3"
    book.save(tmp_path / "edited.xlsx")
    assert not written_by_robuild_unchanged(tmp_path / "edited.xlsx")


def test_the_same_plan_gives_the_same_bytes(plan_nb, tmp_path) -> None:
    write_plan(small_plan(), tmp_path / "again.xlsx", Language.NB)
    assert (tmp_path / "again.xlsx").read_bytes() == plan_nb.read_bytes()


@pytest.mark.benchmark
def test_500_lines_and_5000_components_in_a_few_seconds(tmp_path) -> None:
    result = small_plan(copies=64)
    start = time.perf_counter()
    write_plan(result, tmp_path / "large.xlsx", Language.NB)
    seconds = time.perf_counter() - start
    assert len(result.lines) == 512
    assert seconds < 12
    assert (tmp_path / "large.xlsx").stat().st_size < 5_000_000
