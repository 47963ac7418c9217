"""A municipality's own template: its cover and logo come first, its font is on every sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from robuild.plan_result import PlanResult
from robuild.tabular import CachedValue, open_template, put_text
from robuild.terms.issues import InputError, Issue, Origin, Severity
from robuild.workbook import styles
from robuild.workbook.called import building_called

_FIELD = re.compile(r"\{\{\s*(\w+)\s*\}\}")
FIELDS = ("building", "models", "catalog", "price_year", "base_year", "period_years")
"""What `{{…}}` in a cell of the cover may ask for."""
_SIDES = ("left", "center", "right")


@dataclass(slots=True)
class Template:
    """An opened template."""

    workbook: Workbook
    cached: dict[str, dict[str, CachedValue]] = field(default_factory=dict)
    titles: tuple[str, ...] = ()
    font: str = styles.FONT
    header: str = ""
    """Text in the middle of the head of every printed page."""


def no_template() -> Template:
    """An empty workbook in robuild's own style; its one sheet is for the keys."""
    return Template(Workbook())


def read_template(path: Path, result: PlanResult, taken: frozenset[str]) -> Template:
    """A template with its fields filled in.

    Args:
        path: the .xlsx.
        result: what fields are filled with.
        taken: titles that sheets of the plan have.

    Raises:
        InputError: it cannot be read, has sheets or names that a plan has too, or unknown fields.
    """
    book, cached = open_template(path)
    faults = [
        Issue(
            Severity.ERROR, "sheet_taken",
            f"the plan has a sheet of this name too: {sheet.title}.",
            Origin(str(path), sheet.title), "Rename the sheet in the template.",
        )
        for sheet in book.worksheets
        if sheet.title.casefold() in {each.casefold() for each in taken}
    ]  # fmt: skip
    if book.defined_names:
        faults.append(
            Issue(
                Severity.ERROR, "names_in_template",
                f"the template has defined names: {', '.join(list(book.defined_names)[:5])}.",
                Origin(str(path)), "Delete them in Excel (Formulas, Name Manager).",
            )
        )  # fmt: skip
    for sheet in book.worksheets:
        faults += _fill(sheet, str(path), result)
    if faults:
        raise InputError(faults)
    titles = tuple(sheet.title for sheet in book.worksheets)
    return Template(book, cached, titles, _font(book), _head(book))


def _fill(sheet: Any, file: str, result: PlanResult) -> list[Issue]:
    values = field_values(result)
    faults = []
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type != "s" or not isinstance(cell.value, str) or "{{" not in cell.value:
                continue
            unknown = [name for name in _FIELD.findall(cell.value) if name not in values]
            if unknown:
                faults.append(
                    Issue(
                        Severity.ERROR, "unknown_field",
                        f"there is no field {{{{{unknown[0]}}}}}; known are {', '.join(FIELDS)}.",
                        Origin(file, sheet.title, cell.row, cell.coordinate),
                    )
                )  # fmt: skip
                continue
            put_text(cell, _FIELD.sub(lambda found: values[found[1]], cell.value))
    return faults


def field_values(result: PlanResult) -> dict[str, str]:
    """What the fields of a cover say."""
    inventory, settings = result.inventory, result.settings
    return {
        "building": building_called(inventory),
        "models": ", ".join(each.model_id for each in inventory.models),
        "catalog": result.catalog_label,
        "price_year": str(settings.price_year),
        "base_year": str(settings.base_year),
        "period_years": str(settings.period_years),
    }


def _font(book: Any) -> str:
    """Name of the font of ordinary text in the template."""
    fonts = list(book._fonts)
    return str(fonts[0].name) if fonts and fonts[0].name else styles.FONT


def _head(book: Workbook) -> str:
    """What stands in the head of the template's first sheet."""
    for sheet in book.worksheets[:1]:
        for side in _SIDES:
            text = getattr(sheet.oddHeader, side).text
            if text and "&" not in text:
                return str(text)[:100]
    return ""
