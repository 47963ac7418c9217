"""Questions to people, as an overrides file to fill in; asked again without losing a word."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from robuild.language import Texts, texts
from robuild.matching.suggestion_groups import SuggestionRow
from robuild.register.earlier_suggestions import (
    LISTS,
    OWN_COLUMNS,
    SHEET,
    Answer,
    EarlierRow,
    EarlierSuggestions,
    Word,
    is_workbook,
)
from robuild.tabular import (
    SheetColumn,
    SheetTable,
    is_formula_like,
    safe_text,
    write_sheets,
    write_text,
)
from robuild.terms.catalog import Catalog
from robuild.terms.match_rules import OUT_OF_SCOPE, SUGGESTION_COLUMNS
from robuild.terms.vocabulary import Language, MatchStatus

COLUMNS = (*OWN_COLUMNS, *SUGGESTION_COLUMNS)
_NUMBERS = ("count", "uncertain")
_LONGEST_BESIDE = 500
"""Letters of a text that only informs."""


@dataclass(frozen=True, slots=True)
class SuggestionsWritten:
    """What the file holds now."""

    path: Path
    rows: int
    added: int
    """Rows that were not there before."""
    undecided: int
    """Rows without outcome."""
    gone: int
    """Rows that nothing in the models fits any more; kept with count 0."""


def write_suggestions(
    path: Path,
    rows: Sequence[SuggestionRow],
    earlier: EarlierSuggestions | None,
    catalog: Catalog,
    language: Language,
) -> SuggestionsWritten:
    """Write an overrides file with the groups that people should decide on.

    What is there stays: every row, every word people wrote, their order. Only what robuild tells
    beside is written anew; new groups come last. A row that fits nothing any more has count 0.

    Args:
        path: .xlsx with drop-downs, or CSV.
        rows: of `suggestion_rows`; those of `earlier.answers` among them.
        earlier: what `read_earlier_suggestions` found at the path.
        catalog: whose keys are offered, with their names.
        language: of names and words; columns and keys are the same in all.

    Raises:
        OutputError: the file could not be written; what was there is still there.
    """
    words = _Words(texts(language), catalog)
    by_answer: dict[Answer | None, SuggestionRow] = {row.answer: row for row in rows}
    before = earlier.rows if earlier else ()
    known = {row.answer for row in before}
    kept = [_kept(row, by_answer, words) for row in before]
    new = [row for row in rows if row.answer not in known and (row.count or row.outcome)]
    cells = [*kept, *(_new(row, words) for row in new)]
    if is_workbook(path):
        write_sheets(path, [_sheet(cells, words), _lists(catalog, words)])
    else:
        delimiter = earlier.delimiter if earlier else None
        write_text(path, _csv(cells, delimiter or ("," if language is Language.EN else ";")))
    return SuggestionsWritten(
        path,
        rows=len(cells),
        added=len(new),
        undecided=sum(not row.decided for row in before) + sum(not row.outcome for row in new),
        gone=sum(_is_gone(row, by_answer) for row in before),
    )


class _Words:
    """Keys with their names, in the language of the file."""

    def __init__(self, words: Texts, catalog: Catalog) -> None:
        self.texts = words
        name = f"name_{words.language}"
        self._names = {row.component_key: str(getattr(row, name)) for row in catalog.components}
        self._variants = {row.variant_id: str(getattr(row, name)) for row in catalog.variants}

    def key(self, key: str) -> str:
        """`door_internal – Innerdør`."""
        name: str | None
        if key in (OUT_OF_SCOPE, MatchStatus.UNMATCHED):
            name = self.texts.word("match_status", key)
        else:
            name = self._names.get(key) or self._variants.get(key)
        return f"{key} – {name}" if name else key

    def now(self, row: SuggestionRow) -> str:
        """What the components of a row are taken for now."""
        return "; ".join(f"{self.key(key)} ({count})" for key, count in row.now)


def _is_gone(row: EarlierRow, rows: Mapping[Answer | None, SuggestionRow]) -> bool:
    found = rows.get(row.answer)
    return row.answer is not None and (found is None or found.count == 0)


def _kept(
    row: EarlierRow, rows: Mapping[Answer | None, SuggestionRow], words: _Words
) -> list[Word]:
    own = [row.words[name] for name in OWN_COLUMNS]
    found = rows.get(row.answer)
    if found is not None and found.count:
        return [*own, *_told(found, words)]
    # what it once was helps people to know the row again
    beside: dict[str, Word] = {**row.beside}
    beside |= dict.fromkeys(_NUMBERS, 0 if row.answer else None)
    return [*own, *(beside[name] for name in SUGGESTION_COLUMNS)]


def _new(row: SuggestionRow, words: _Words) -> list[Word]:
    own = [str(row.by), row.pattern, row.outcome, row.variant_id, row.note]
    return [*own, *_told(row, words)]


def _told(row: SuggestionRow, words: _Words) -> list[Word]:
    candidates = [words.key(key) for key in row.candidates]
    told = {
        "count": row.count,
        "uncertain": row.uncertain,
        "ifc_class": row.ifc_class,
        "example": row.example,
        "place": row.place,
        "materials": row.materials,
        "now": words.now(row),
        "rule": row.rule_id,
        "confidence": words.texts.word("confidence", row.confidence) if row.confidence else None,
        "evidence": row.evidence,
        **{f"candidate_{n}": key for n, key in enumerate(candidates, start=1)},
    }
    return [_short(told.get(name)) for name in SUGGESTION_COLUMNS]


def _short(value: Word) -> Word:
    if not isinstance(value, str):
        return value
    text = " ".join(safe_text(value).split())
    return text if len(text) <= _LONGEST_BESIDE else text[: _LONGEST_BESIDE - 1] + "…"


def _sheet(rows: Sequence[Sequence[Word]], words: _Words) -> SheetTable:
    offered = {"outcome": (LISTS, "outcome"), "variant_id": (LISTS, "variant_id")}
    columns = tuple(
        SheetColumn(
            name,
            words.texts.get(f"suggest.column.{name}"),
            "0" if name in _NUMBERS else "@",
            keys_of=offered.get(name),
        )
        for name in COLUMNS
    )
    return SheetTable(SHEET, columns, rows)


def _lists(catalog: Catalog, words: _Words) -> SheetTable:
    keys = [words.key(OUT_OF_SCOPE)]
    keys += sorted(words.key(row.component_key) for row in catalog.components)
    variants = sorted(words.key(row.variant_id) for row in catalog.variants)
    longest = max(len(keys), len(variants))
    rows = [
        (keys[n] if n < len(keys) else None, variants[n] if n < len(variants) else None)
        for n in range(longest)
    ]
    return SheetTable(LISTS, (SheetColumn("outcome"), SheetColumn("variant_id")), rows, hidden=True)


def _csv(rows: Iterable[Sequence[Word]], delimiter: str) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(COLUMNS)
    own = len(OWN_COLUMNS)
    for row in rows:
        # people's own words stay as they are; names from models must not become formulas
        beside = (
            f"'{cell}" if isinstance(cell, str) and is_formula_like(cell) else cell
            for cell in row[own:]
        )
        writer.writerow(["" if cell is None else cell for cell in (*row[:own], *beside)])
    # the mark tells Excel that this is UTF-8
    return "\ufeff" + out.getvalue()
