"""Returned bid workbooks as bidders send them, laid out as `robuild tender` does, by openpyxl."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from robuild.terms.tender import BID_LEVELS, Tender

PRICES = ("element_code", "position_id", "name", "unit", "quantity", "minimum", "product",
          "unit_price_nok", "amount_nok", "material_price_nok", "hours", "life_years",
          "life_evidence", "warranty_years", "lead_time_days", "status")  # fmt: skip
REPAIR = ("element_code", "position_id", "name", "minimum_levels", *BID_LEVELS.values(),
          "levels_evidence", "repair_ease", "spare_part_nok", "spare_parts_years",
          "instruction_link", "status")  # fmt: skip
FIRST = 8


def write_bid(path: Path, tender: Tender, bidder: str, answers: list[dict], *, tenderer=None):
    """Write a workbook; returns the openpyxl book before saving when `path` is None."""
    book = bid_book(tender, bidder, answers, tender_id=tenderer)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def bid_book(tender: Tender, bidder: str, answers: list[dict], *, tender_id=None, digest=None):
    book = Workbook()
    start = book.active
    start.title = "Tilbyder"
    start["B4"] = bidder
    book.defined_names["bidder_name"] = DefinedName("bidder_name", attr_text="'Tilbyder'!$B$4")
    keys = book.create_sheet("_robuild")
    for pair in (
        ("kind", "robuild_bid"), ("schema_version", "1"),
        ("tender_id", tender_id or tender.tender_id), ("tender_hash", digest or tender.hash),
        ("language", "nb"), ("sheet.prices", "Priser"), ("sheet.repair", "Reparasjon"),
    ):  # fmt: skip
        keys.append(pair)
    keys.sheet_state = "veryHidden"
    given = {each["position_id"]: each for each in answers}
    for title, columns in (("Priser", PRICES), ("Reparasjon", REPAIR)):
        sheet = book.create_sheet(title)
        sheet.append(list(columns))
        sheet.row_dimensions[1].hidden = True
        sheet["A2"] = title
        for column, key in enumerate(columns, start=1):
            sheet.cell(7, column, key.replace("_", " "))
        for row, position in enumerate(tender.positions, start=FIRST):
            locked = {
                "element_code": position.element_code, "position_id": position.position_id,
                "name": position.name_nb, "unit": "stk", "quantity": position.quantity,
            }  # fmt: skip
            mine = given.get(position.position_id, {})
            for column, key in enumerate(columns, start=1):
                value = locked.get(key, mine.get(key))
                if key.startswith("level_") and value is not None:
                    value = f"{value} nb"
                if value is not None:
                    sheet.cell(row, column, value)
    return book


def cell_of(columns: tuple[str, ...], key: str, row: int = FIRST) -> str:
    from openpyxl.utils import get_column_letter

    return f"{get_column_letter(columns.index(key) + 1)}{row}"
