"""One returned workbook: matched by position id, with everything odd named by cell."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from robuild.exchange.bids.cells import LIMITS, ReadCell, Words, number_in, text_in
from robuild.language import texts_in
from robuild.tabular import (
    NamedCells,
    RawCell,
    RawTable,
    Unreadable,
    other_currencies,
    read_named,
    read_sheets,
    safe_text,
)
from robuild.terms.bids import BidFinding, BidStatus, ReadBid
from robuild.terms.issues import InputError, Severity
from robuild.terms.tables import checked, text_column
from robuild.terms.tender import BID_ANSWERS, BID_LEVELS, Position, Tender
from robuild.terms.vocabulary import Language

KIND = "robuild_bid"
_KEYS = "_robuild"
_KINDS = ("prices", "repair")
_POSITION_ID = re.compile(r"[A-Z0-9][A-Z0-9.\-]{2,39}")
_TEXTS = ("product", "instruction_link")
_EVIDENCE = ("life_evidence", "levels_evidence")
_LOCKED = ("quantity", "unit", "name", "element_code")
_MOST_ROWS = 20_000
_MONEY = frozenset({"unit_price_nok", "material_price_nok", "spare_part_nok"})
ANSWERS = tuple(name for name in BID_ANSWERS.columns if name not in ("bidder", "position_id"))


class _FaultyError(Exception):
    """The workbook cannot be evaluated; carries the finding."""

    def __init__(self, code: str, **words: str) -> None:
        super().__init__(code)
        self.code, self.words = code, words


@dataclass(slots=True)
class _Reading:
    """State of reading one workbook."""

    tender: Tender
    words: Words
    file: str
    bidder: str
    found: list[BidFinding] = field(default_factory=list)
    cells: dict[tuple[str, str], RawCell | Unreadable] = field(default_factory=dict)
    """(position_id, column) -> as written."""
    places: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    def tell(self, code: str, severity: Severity, position: str = "", column: str = "",
             **words: Any) -> None:  # fmt: skip
        sheet, cell = self.places.get((position, column), ("", ""))
        sheet, cell = words.pop("sheet", sheet), words.pop("cell", cell)
        self.found.append(
            BidFinding(code, severity, self.bidder, self.file, sheet, cell, position, column,
                       **words)
        )  # fmt: skip


def read_bid(path: Path, tender: Tender, words: Words | None = None) -> ReadBid:
    """Read one returned workbook; never stops the others.

    Args:
        path: as saved by Excel or LibreOffice; rows may be sorted, sheets and rows added.
        tender: the owner's master, which every locked cell is held against.
        words: levels and evidence by shown word; made from the tender where not given.

    Returns:
        The answers, or a `FAULTY` bid with the reason.
    """
    reading = _Reading(tender, words or Words(tender), path.name, path.stem)
    digest = ""
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        tables = _opened(path, reading)
        _collect(reading, tables)
        answers = _answers(reading)
        _other_currency(path, reading, tables)
    except InputError as error:
        reason = error.issues[0]
        reading.tell("unreadable_file", Severity.ERROR, value=reason.message, reservation=True)
    except OSError as error:
        reading.tell("unreadable_file", Severity.ERROR, value=str(error.strerror),
                     reservation=True)  # fmt: skip
    except _FaultyError as error:
        reading.tell(error.code, Severity.ERROR, reservation=True, **error.words)
    else:
        return ReadBid(
            reading.bidder, path.name, BidStatus.COMPLETE, answers, tuple(reading.found),
            reading.places, digest,
        )  # fmt: skip
    return ReadBid(
        reading.bidder, path.name, BidStatus.FAULTY, None, tuple(reading.found[-1:]), {}, digest
    )


def told_apart(bids: list[ReadBid]) -> list[ReadBid]:
    """Bids with the same name get the name of their file behind it, and a finding."""
    names = [bid.bidder.casefold() for bid in bids]
    found = []
    for bid in bids:
        if names.count(bid.bidder.casefold()) > 1:
            name = f"{bid.bidder} ({bid.file})"
            again = BidFinding("bidder_twice", Severity.WARNING, name, bid.file,
                               value=bid.bidder, reservation=True)  # fmt: skip
            more = tuple(replace(each, bidder=name) for each in bid.findings)
            answers = None if bid.answers is None else bid.answers.assign(bidder=name)
            bid = replace(bid, bidder=name, findings=(*more, again), answers=answers)
        found.append(bid)
    return found


def _opened(path: Path, reading: _Reading) -> dict[str, RawTable]:
    """The sheets that hold answers, after the workbook has said which tender it is for."""
    named = read_named(path, ("bidder_",), _KEYS)
    pairs = named.pairs or {}
    if pairs.get("kind") != KIND:
        raise _FaultyError("not_a_bid")
    _name(reading, named)
    if pairs.get("tender_id") != reading.tender.tender_id:
        raise _FaultyError(
            "other_tender", value=pairs.get("tender_id", ""), allowed=reading.tender.tender_id
        )
    if pairs.get("tender_hash") != reading.tender.hash:
        raise _FaultyError(
            "other_version", value=pairs.get("tender_hash", "")[:12],
            allowed=reading.tender.hash[:12],
        )  # fmt: skip
    for note in named.notes:
        reading.tell(note.code, Severity.INFO)
    wanted = [pairs.get(f"sheet.{kind}", "") for kind in _KINDS]
    tables = read_sheets(path, [name for name in wanted if name], most_rows=_MOST_ROWS)
    kinds = {kind: tables.get(name) for kind, name in zip(_KINDS, wanted, strict=True)}
    if any(not _fits(kind, table) for kind, table in kinds.items()):
        # renamed sheets are still known by the keys in their first row
        everything = read_sheets(path, most_rows=_MOST_ROWS).values()
        kinds = {kind: _only([t for t in everything if _fits(kind, t)]) for kind in _KINDS}
    lost = [kind for kind, table in kinds.items() if table is None]
    if lost:
        raise _FaultyError("layout_changed", value=", ".join(lost))
    return {kind: table for kind, table in kinds.items() if table is not None}


def _only(tables: list[RawTable]) -> RawTable | None:
    """The one table there is; of two that could be meant, neither is taken."""
    if len(tables) > 1:
        titles = ", ".join(table.sheet for table in tables)
        raise _FaultyError("answers_twice", sheet=tables[1].sheet, value=titles)
    return tables[0] if tables else None


def _columns(table: RawTable) -> dict[str, int]:
    """Key -> place of its column; a key that stands twice could hide another answer."""
    columns: dict[str, int] = {}
    for at, name in enumerate(table.header):
        if name in columns:
            raise _FaultyError(
                "answers_twice", sheet=table.sheet, cell=f"{_letter(at)}1", value=name
            )
        if name:
            columns[name] = at
    return columns


def _fits(kind: str, table: RawTable | None) -> bool:
    needed = {"prices": "unit_price_nok", "repair": BID_LEVELS[next(iter(BID_LEVELS))]}[kind]
    return table is not None and {"position_id", needed} <= set(table.header)


def _name(reading: _Reading, named: NamedCells) -> None:
    shown = named.value("bidder_name") if named.has("bidder_name") else None
    text = "" if shown is None or isinstance(shown, Unreadable) else safe_text(shown).strip()
    if text:
        reading.bidder = " ".join(text.split())[:120].rstrip()
    else:
        sheet, cell = "", ""
        if named.has("bidder_name"):
            sheet, _, cell = named.place("bidder_name").rpartition("!")
        reading.tell("bidder_unnamed", Severity.WARNING, sheet=sheet, cell=cell,
                     counted=reading.bidder, reservation=True)  # fmt: skip


def _collect(reading: _Reading, tables: Mapping[str, RawTable]) -> None:
    """Cells by position, and what is wrong with rows."""
    unknown: dict[str, tuple[str, str]] = {}
    for table in tables.values():
        seen = _collect_sheet(reading, table, unknown)
        for position in reading.tender.positions:
            if position.position_id not in seen:
                severity = Severity.ERROR if position.mandatory else Severity.INFO
                reading.tell("row_missing", severity, position.position_id, sheet=table.sheet,
                             reservation=position.mandatory)  # fmt: skip
    for position_id, (sheet, cell) in unknown.items():
        reading.tell("unknown_position", Severity.WARNING, position_id, sheet=sheet, cell=cell,
                     value=position_id)  # fmt: skip


def _collect_sheet(
    reading: _Reading, table: RawTable, unknown: dict[str, tuple[str, str]]
) -> set[str]:
    """Positions of one sheet."""
    columns = _columns(table)
    at_id = columns["position_id"]
    seen: set[str] = set()
    for number, row in table.rows:
        value = row[at_id] if at_id < len(row) else None
        shown = value.strip() if isinstance(value, str) else ""
        where = f"{_letter(at_id)}{number}"
        if not _POSITION_ID.fullmatch(shown):
            if seen:  # above the first position stand titles and the bidder's own sum
                _without_position(reading, table, number, row, columns)
            continue
        if any(first <= number <= last for first, last in table.merged):
            raise _FaultyError("merged_cells", sheet=table.sheet, cell=where, position=shown)
        if shown in seen:
            raise _FaultyError("position_twice", sheet=table.sheet, position=shown, cell=where)
        seen.add(shown)
        position = reading.tender.position_by_id.get(shown)
        if position is None:
            unknown.setdefault(shown, (table.sheet, where))
            continue
        for name, at in columns.items():
            raw, place = row[at] if at < len(row) else None, f"{_letter(at)}{number}"
            if name in ANSWERS:
                reading.places[shown, name] = table.sheet, place
                reading.cells[shown, name] = raw
                if (number, at) in table.live:
                    # what is stored beside a formula need not be what a reader of the file sees
                    reading.tell("formula", Severity.WARNING, shown, name, value=str(raw)[:80],
                                 reservation=name in _MONEY)  # fmt: skip
            elif name in _LOCKED:
                _compare(reading, position, name, raw, (table.sheet, place))
    return seen


def _without_position(
    reading: _Reading, table: RawTable, number: int, row: tuple[Any, ...],
    columns: Mapping[str, int],
) -> None:  # fmt: skip
    """A row somebody added: what is priced in it belongs to nothing."""
    at = columns.get("unit_price_nok")
    if at is None or at >= len(row):
        return
    read = number_in("unit_price_nok", row[at])
    if isinstance(read.value, float):
        reading.tell("row_without_position", Severity.WARNING, sheet=table.sheet,
                     cell=f"{_letter(at)}{number}", value=f"{read.value:.10g}",
                     reservation=True)  # fmt: skip


def _compare(
    reading: _Reading, position: Position, column: str, raw: RawCell | Unreadable,
    place: tuple[str, str],
) -> None:  # fmt: skip
    """A locked cell against the owner's master; what differs was tampered with."""
    allowed = _owner_words(position, column)
    if column != "quantity":
        same = raw is not None and str(raw).strip() in allowed
    elif isinstance(raw, (int, float)) and not isinstance(raw, bool):
        same = math.isclose(float(raw), position.quantity, rel_tol=1e-9, abs_tol=1e-9)
    else:
        # a quantity that nobody knows is a word in the sheet
        same = position.quantity == 0 and not isinstance(raw, Unreadable)
    if not same:
        shown = "" if raw is None else ("?" if isinstance(raw, Unreadable) else str(raw))
        reading.tell("locked_changed", Severity.ERROR, position.position_id, column,
                     value=shown[:80], allowed=allowed[0], counted=allowed[0],
                     sheet=place[0], cell=place[1], reservation=True)  # fmt: skip


def _owner_words(position: Position, column: str) -> list[str]:
    """What may stand in a locked cell."""
    if column == "quantity":
        return [f"{position.quantity:.10g}"]
    if column == "element_code":
        return [position.element_code.strip()]
    if column == "unit":
        shown = [texts_in(each).get(f"unit.{position.unit}", "") for each in Language]
        return [str(position.unit), *shown]
    return [position.name_nb.strip(), position.name_nn.strip(), position.name_en.strip()]


def _answers(reading: _Reading) -> pd.DataFrame:
    rows = []
    for position in reading.tender.positions:
        row: dict[str, object] = {
            "bidder": reading.bidder, "position_id": position.position_id,
        }  # fmt: skip
        for column in ANSWERS:
            raw = reading.cells.get((position.position_id, column))
            read = _read(reading.words, column, raw)
            if read.code:
                _tell_cell(reading, position, column, raw, read)
            row[column] = read.value
        rows.append(row)
    table = pd.DataFrame(rows, columns=list(BID_ANSWERS.columns))
    numbers = dict.fromkeys(LIMITS, float)
    words = {name: text_column(list(table[name])) for name in table.columns if name not in LIMITS}
    return checked(BID_ANSWERS, table.assign(**words).astype(numbers))


def _other_currency(path: Path, reading: _Reading, tables: Mapping[str, RawTable]) -> None:
    """A number that is shown in euros was meant in euros, whatever the column says."""
    money = {place: where for where, place in reading.places.items() if where[1] in _MONEY}
    for sheet in dict.fromkeys(table.sheet for table in tables.values()):
        for cell, currency in other_currencies(path, sheet).items():
            if (sheet, cell) in money:
                position_id, column = money[sheet, cell]
                raw = reading.cells.get((position_id, column))
                raise _FaultyError(
                    "other_currency", sheet=sheet, cell=cell, value=f"{raw} {currency}",
                    allowed=reading.tender.currency, position=position_id, column=column,
                )  # fmt: skip


def _read(words: Words, column: str, raw: RawCell | Unreadable) -> ReadCell:
    if column in LIMITS:
        return number_in(column, raw)
    if column in _EVIDENCE:
        return words.evidence(raw)
    return text_in(raw) if column in _TEXTS else words.level(column, raw)


def _tell_cell(
    reading: _Reading, position: Position, column: str, raw: RawCell | Unreadable, read: ReadCell
) -> None:
    shown = "?" if isinstance(raw, Unreadable) else str(raw)[:80]
    sheet, cell = reading.places.get((position.position_id, column), ("", ""))
    if read.code == "other_currency":
        raise _FaultyError(
            "other_currency", sheet=sheet, cell=cell, value=shown, allowed=reading.tender.currency,
            position=position.position_id, column=column,
        )  # fmt: skip
    allowed = ""
    if read.code == "out_of_range":
        allowed = "{:g} – {:g}".format(*LIMITS[column])
    if read.value is not None:
        reading.tell(read.code, Severity.INFO, position.position_id, column, value=shown,
                     counted=f"{read.value:.10g}")  # fmt: skip
        return
    reading.tell(read.code, Severity.ERROR, position.position_id, column, value=shown,
                 allowed=allowed, reservation=True)  # fmt: skip


def _letter(place: int) -> str:
    letters, column = "", place + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def read_bids(paths: list[Path], tender: Tender) -> Iterator[ReadBid]:
    """Read returned workbooks, one by one."""
    words = Words(tender)
    for path in paths:
        yield read_bid(path, tender, words)
