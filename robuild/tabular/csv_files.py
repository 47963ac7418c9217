"""CSV: read what people and Excel save, write what git compares well.

Written files are UTF-8 without byte order mark, `,` between cells and a line feed after each row.
A CSV file has no way to say that a text is not a formula, so `write_csv` puts an apostrophe before
texts that Excel would calculate, unless the caller says that the file is data that must come back
letter by letter (`formulas_are_text=True`).
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Sequence
from pathlib import Path

from robuild.tabular.atomic import write_text
from robuild.tabular.raw_table import RawTable
from robuild.tabular.text_rules import is_formula_like
from robuild.terms.issues import Issue, Origin, Severity, input_error

MOST_BYTES = 50_000_000
MOST_ROWS = 200_000
MOST_COLUMNS = 78
_LONGEST_CELL = 1_000_000


def read_csv(path: Path, *, most_rows: int = MOST_ROWS) -> RawTable:
    """Read one CSV file with a header row.

    UTF-8 with or without byte order mark; text that is not UTF-8 is read as Windows-1252 and said
    so in `notes`. Cells are separated by `,` or `;`, whichever the header has more of.

    Raises:
        InputError: no such file, too large, not text, or broken quotes.
    """
    text, notes = _decoded(path)
    delimiter = _delimiter(text)
    limit = csv.field_size_limit(_LONGEST_CELL)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        records = [record for _, record in zip(range(most_rows + 2), reader, strict=False)]
    except csv.Error as error:
        raise input_error(
            "csv_broken",
            f"the file cannot be read as CSV ({error}), near line {reader.line_num}.",
            Origin(file=str(path), row=reader.line_num),
            "Look for a quotation mark that is opened and not closed.",
        ) from None
    finally:
        csv.field_size_limit(limit)
    if len(records) > most_rows + 1:
        raise too_many_rows(Origin(file=str(path)), most_rows)
    header = tuple(cell.strip() for cell in records[0]) if records else ()
    if len(header) > MOST_COLUMNS:
        raise too_many_columns(Origin(file=str(path)))
    returns = "\r" in text
    rows = tuple(
        (number, tuple(map(_with_line_feeds, record) if returns else record))
        for number, record in enumerate(records[1:], start=2)
        if any(map(str.strip, record))
    )
    return RawTable(str(path), "", header, rows, notes=notes, decimal_comma=delimiter == ";")


def too_many_rows(origin: Origin, most_rows: int) -> Exception:
    """The fault of a table longer than robuild reads."""
    return input_error(
        "too_many_rows",
        f"there are more than {most_rows} rows; at most {most_rows} are read.",
        origin,
        "Delete rows that are not used, also blank ones at the end.",
    )


def too_many_columns(origin: Origin) -> Exception:
    """The fault of a table wider than robuild reads."""
    return input_error(
        "too_many_columns",
        f"there are more than {MOST_COLUMNS} columns; at most {MOST_COLUMNS} are read.",
        origin,
        "Delete the columns that do not belong to the table.",
    )


def _decoded(path: Path) -> tuple[str, tuple[Issue, ...]]:
    origin = Origin(file=str(path))
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise input_error(
            "file_missing", "there is no such file.", origin, "Check the name and the folder."
        ) from None
    except OSError as error:
        raise input_error(
            "file_unreadable", f"the file cannot be opened: {error.strerror}.", origin
        ) from None
    if len(data) > MOST_BYTES:
        raise input_error(
            "file_too_large",
            f"the file is larger than {MOST_BYTES // 1_000_000} MB.",
            origin,
            "Check that this is the right file.",
        )
    if b"\0" in data:
        raise input_error(
            "not_text",
            "this is not a CSV file in UTF-8.",
            origin,
            "In Excel choose Save as, CSV UTF-8; or give the .xlsx file itself.",
        )
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    note = Issue(
        Severity.WARNING,
        "not_utf8",
        "the file is not UTF-8 and was read as Windows-1252; letters such as æ, ø, å may be wrong.",
        origin,
        "Save it as CSV UTF-8.",
    )
    return text, (note,)


def _delimiter(text: str) -> str:
    header = text.lstrip("\r\n").split("\n", 1)[0]
    return ";" if header.count(";") > header.count(",") else ","


def number_text(value: float) -> str:
    """A number as CSV text: every digit that matters, and no more.

    >>> number_text(12.0), number_text(0.1), number_text(1e-7)
    ('12', '0.1', '1e-07')
    """
    if isinstance(value, int) or (value.is_integer() and abs(value) < 1e15):
        return str(int(value))
    return repr(float(value))


def csv_text(
    header: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    formulas_are_text: bool = False,
    delimiter: str = ",",
    decimal_comma: bool = False,
) -> str:
    """A table as CSV text; `None` and NaN become empty cells."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([_cell(value, formulas_are_text, decimal_comma) for value in row])
    return out.getvalue()


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _cell(value: object, formulas_are_text: bool, decimal_comma: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        shown = "" if math.isnan(value) else number_text(value)
        return shown.replace(".", ",") if decimal_comma else shown
    text = _with_line_feeds(str(value))
    return text if formulas_are_text or not is_formula_like(text) else "'" + text


def write_csv(
    path: Path,
    header: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    formulas_are_text: bool = False,
) -> None:
    """Write a table as CSV, whole or not at all (conventions §8.1).

    Args:
        path: file to write; replaced when it exists.
        header: column names.
        rows: cells; `None` and NaN are written as empty cells.
        formulas_are_text: leave `=…` as it is: for files robuild reads back, never for files made
            from untrusted names to be opened in Excel.

    Raises:
        OutputError: the file could not be written.
    """
    write_text(path, csv_text(header, rows, formulas_are_text=formulas_are_text))
