"""*Register*: every component, where it is, what it was matched to and why."""

from __future__ import annotations

from typing import Any

from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.datavalidation import DataValidation

from robuild.matching.line_facts import said_separating
from robuild.matching.lines import variant_of
from robuild.terms.vocabulary import Answer
from robuild.workbook import styles
from robuild.workbook.answers import define_answers
from robuild.workbook.page import A3, Book, Page, is_missing
from robuild.workbook.styles import Look

KEYS = (
    "component_id", "condition_grade", "name", "type_name", "ifc_class", "component_key",
    "component_name", "element_code", "building", "storey", "space_name", "dwelling_code",
    "location", "quantity", "unit", "quantity_rung", "status", "rung", "confidence", "rule_id",
    "evidence", "reason", "candidates", "line_no", "manufacturer", "article_number", "model_id",
    "global_id", "installed_year", "dwelling_type", "fire_rating", "security_rating", "is_external",
    "separating", "variant_id", "space_id",
)  # fmt: skip
"""From `installed_year` on: what a plan from this sheet alone must know to give the same lines."""
_WIDTHS = (
    26, 9, 28, 26, 18, 22, 26, 9, 16, 16, 18, 11, 13, 10, 7, 16, 14, 15, 11, 22, 36, 18, 30, 7, 16,
    16, 24, 26, 9, 14, 12, 12, 10, 10, 26, 26,
)  # fmt: skip
_NUMBERS = {
    "installed_year": styles.number("plain", size=9),
    "quantity": styles.number("#,##0.0#", size=9),
    "line_no": styles.number("plain", size=9),
}
_WORDS = {
    "quantity_rung": "quantity_rung", "status": "match_status", "rung": "match_rung",
    "confidence": "confidence", "reason": "reason", "location": "location_class",
    "is_external": "answer", "separating": "answer",
}  # fmt: skip
_PLAIN = Look(size=9, indent=1)
_NOT_MATCHED = {"component_key", "component_name", "element_code", "unit", "quantity", "line_no",
                "quantity_rung", "rule_id", "confidence", "evidence"}  # fmt: skip
_OPTIONAL = {
    "reason",
    "candidates",
    "dwelling_code",
    "building",
    "confidence",
    "evidence",
    "rule_id",
    "installed_year",
    "dwelling_type",
    "fire_rating",
    "security_rating",
    "is_external",
    "separating",
    "variant_id",
    "space_id",
}


def write_register(book: Book) -> None:
    """Write the sheet."""
    page = Page(book, "register", styles.TAB_DATA)
    page.widths(_WIDTHS)
    header = page.heading(money=False)
    for column, key in enumerate(KEYS, start=1):
        page.text(header, column, book.words.get(f"column.register.{key}"), styles.HEADER)
    page.sheet.row_dimensions[header].height = 32
    row = header
    for cells in _rows(book):
        row += 1
        _write_row(book, page, row, cells)
    if row == header:
        row += 1
        page.text(row, 1, book.words.get("register.nothing"), styles.NOTE)
    else:
        page.table("register", KEYS, header, row)
        _grades(page, header + 1, row)
        define_answers(page, header + 1, row, {"id": 1, "condition_grade": 2, "name": 3})
    page.flag(
        f"A{header + 1}:{letter(len(KEYS))}{row}",
        f'$Q{header + 1}="{book.words.word("match_status", "unmatched")}"',
        styles.AMBER_LIGHT, styles.AMBER, bold=False,
    )  # fmt: skip
    page.sheet.freeze_panes = page.sheet.cell(header + 1, 4)
    page.print_setup(paper=A3, landscape=True, repeat_rows=f"{header}:{header}")
    page.sheet.page_setup.fitToWidth = 2
    page.sheet.print_title_cols = "A:C"
    printed = letter(KEYS.index("model_id") + 1)
    page.sheet.print_area = f"A{header}:{printed}{row}"


def _rows(book: Book) -> list[dict[str, Any]]:
    result = book.result
    numbers = {line_id: n for n, line_id in enumerate(result.lines["line_id"].tolist(), start=1)}
    catalog = result.catalog.component_by_key
    chosen = _chosen_variants(book)
    found_in_model = result.inventory.components.drop(columns="status")
    joined = found_in_model.merge(result.matches, on="component_id", how="left")
    joined = joined.merge(result.line_of_component, on="component_id", how="left")
    joined = joined.merge(
        result.places[["component_id", "location_class"]], on="component_id", how="left"
    )
    found = []
    for row in joined.to_dict("records"):
        cells = {str(key): value for key, value in row.items()}
        component = (
            None if is_missing(cells["component_key"]) else catalog.get(cells["component_key"])
        )
        cells["location"] = cells["location_class"]
        cells["component_name"] = book.name_of(component) if component else None
        cells["element_code"] = component.element_code if component else None
        cells["unit"] = book.words.word("unit", component.unit) if component else None
        cells["line_no"] = None if is_missing(cells["line_id"]) else numbers[cells["line_id"]]
        cells["variant_id"] = chosen.get(cells["line_id"])
        said = said_separating(result.inventory.properties.get(cells["component_id"], {}))
        cells["separating"] = _when_said(said)
        cells["is_external"] = _when_said(cells["is_external"])
        found.append(cells)
    return found


def _chosen_variants(book: Book) -> dict[str, str]:
    """line_id -> variant, where somebody chose another than the usual one."""
    lines, result = book.result.lines, book.result
    rows = zip(lines["line_id"], lines["component_key"], lines["variant_id"], strict=True)
    return {
        line_id: variant_id
        for line_id, key, variant_id in rows
        if variant_id != variant_of(key, result.catalog, result.settings)
    }


def _when_said(answer: str) -> str | None:
    return None if answer == Answer.UNKNOWN else answer


def _write_row(book: Book, page: Page, row: int, cells: dict[str, Any]) -> None:
    matched = cells["status"] == "matched"
    nothing = book.words.get("word.nothing")
    for column, key in enumerate(KEYS, start=1):
        value = cells[key]
        if key == "condition_grade":
            cell = page.blank(row, column, styles.entry("word"))
            if not is_missing(value):
                page.text(row, column, value, styles.entry("word"))
            del cell
            continue
        gone = is_missing(value) or value == ""
        if gone and ((not matched and key in _NOT_MATCHED) or key in _OPTIONAL):
            page.text(row, column, nothing, _PLAIN)
        elif key in _NUMBERS:
            page.number(row, column, value, _NUMBERS[key])
        elif key in _WORDS and not gone:
            page.text(row, column, book.words.word(_WORDS[key], value), _PLAIN)
        else:
            page.text(row, column, value, _PLAIN)


def _grades(page: Page, first: int, last: int) -> None:
    rule = DataValidation(type="list", formula1="=list_condition_grades", allow_blank=True)
    rule.showErrorMessage = rule.showInputMessage = True
    rule.promptTitle = page.words.get("column.register.condition_grade")[:32]
    rule.prompt = page.words.get("register.grade_hint")[:255]
    rule.errorTitle = page.words.get("assumptions.not_allowed")[:32]
    rule.error = "TG0, TG1, TG2, TG3"
    page.sheet.add_data_validation(rule)
    rule.add(f"B{first}:B{last}")
