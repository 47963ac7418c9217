"""Numbers that are shown in a currency of their own: `500` formatted as `500 €` is still 500."""

from __future__ import annotations

import re
import warnings
import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import unescape

from robuild.tabular.csv_files import MOST_COLUMNS, MOST_ROWS
from robuild.tabular.sheets import parsing, workbook

_MONEY = re.compile(
    r"(?i)\[\$([^\-\]]{1,8})(?:-[0-9A-F]+)?\]|([€$£¥])|\b(EUR|USD|GBP|SEK|DKK|CHF)\b"
)
_OWN = frozenset({"kr", "nok", "kr."})


def other_currencies(path: Path, sheet: str) -> dict[str, str]:
    """Cells with a number whose format shows another currency than Norwegian kroner.

    Args:
        path: .xlsx that has been guarded (`guard`, `read_sheets`).
        sheet: title of the sheet.

    Returns:
        Address -> currency as shown. Formats are looked at only where the workbook has such a one.
    """
    with parsing(path), warnings.catch_warnings(), zipfile.ZipFile(path) as archive:
        warnings.simplefilter("ignore")
        styles = archive.read("xl/styles.xml") if "xl/styles.xml" in archive.namelist() else b""
        if not any(_currency(text) for text in _formats(styles)):
            return {}
        with workbook(path, data_only=True) as book:
            if sheet not in book.sheetnames:
                return {}
            page: Any = book[sheet]
            page.reset_dimensions()
            found = {}
            for row in page.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS):
                for cell in row:
                    if isinstance(cell.value, (int, float)):
                        shown = _currency(str(cell.number_format))
                        if shown:
                            found[str(cell.coordinate)] = shown
            return found


def _formats(styles: bytes) -> list[str]:
    text = styles.decode("utf-8", errors="replace")
    return [unescape(code, {"&quot;": '"'}) for code in re.findall(r'formatCode="([^"]*)"', text)]


def _currency(number_format: str) -> str:
    """Currency that a number format shows, other than Norwegian kroner.

    >>> _currency('#,##0.00 [$€-407]'), _currency('#,##0" kr"'), _currency('[$kr-414] #,##0')
    ('€', '', '')
    >>> _currency('"$"#,##0'), _currency('[$-414]d. mmm')
    ('$', '')
    """
    plain = re.sub(r"\[\$-[0-9A-Fa-f]+\]", "", number_format)
    for found in _MONEY.finditer(plain):
        shown = next(part for part in found.groups() if part).strip()
        if shown.casefold() not in _OWN:
            return shown
    return ""
