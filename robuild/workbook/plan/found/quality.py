"""*Datakvalitet*: what is missing or odd, how much hangs on it, and what the model should say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from robuild.language import figure, method_told, told
from robuild.terms.vocabulary import Criterion, MatchRung, QuantityRung
from robuild.workbook import styles
from robuild.workbook.page import A4, Book, Page
from robuild.workbook.plan.lines.line_numbers import Line
from robuild.workbook.styles import Look

_WIDTHS = (34, 26, 46, 34, 30, 12)
_SMALL = Look(size=9, wrap=True)
_COUNT = styles.number("whole", size=9)
_KR = styles.number("kr", size=9)


def write_quality(book: Book, lines: list[Line]) -> None:
    """Write the sheet: one block for each kind of gap."""
    page = Page(book, "quality", styles.TAB_DATA)
    page.widths(_WIDTHS)
    row = page.heading(money=False)
    blocks = (
        _rejects, _coverage, _unmatched, _rungs, _quantities, _not_modelled, _skips, _ease,
        _documents, _issues,
    )  # fmt: skip
    for block in blocks:
        row = block(book, page, row, lines) + 2
    page.print_setup(paper=A4, landscape=True)


def _block(
    page: Page, row: int, key: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]
) -> int:
    """A headed block; numbers to the right, a word when there is nothing to tell."""
    words = page.words
    for column in range(1, len(_WIDTHS) + 1):
        page.blank(row, column, styles.SECTION)
    page.text(row, 1, words.get(f"quality.{key}.title"), styles.SECTION)
    page.text(row + 1, 1, words.get(f"quality.{key}.what"), styles.NOTE)
    row += 2
    if not rows:
        page.text(row, 1, words.get("quality.nothing"), Look(size=9, italic=True))
        return row
    for column, name in enumerate(columns, start=1):
        numeric = isinstance(rows[0][column - 1], (int, float))
        look = styles.HEADER_RIGHT if numeric else styles.HEADER
        page.text(row, column, words.get(f"quality.column.{name}"), look)
    for cells in rows:
        row += 1
        for column, value in enumerate(cells, start=1):
            if isinstance(value, (int, float)):
                share = columns[column - 1] == "share"
                money = columns[column - 1] == "money"
                look = styles.number("share", size=9) if share else _KR if money else _COUNT
                page.number(row, column, value, look)
            else:
                page.text(row, column, value, _SMALL)
    return row


def _counted(table: pd.DataFrame, keys: list[str]) -> list[dict[str, Any]]:
    if table.empty:
        return []
    filled = table[keys].astype(object).where(table[keys].notna(), "")
    counts = filled.groupby(keys, sort=False).size().reset_index(name="count")
    counts = counts.sort_values("count", ascending=False, kind="stable")
    return [{str(k): v for k, v in row.items()} for row in counts.to_dict("records")]


def _or_nothing(page: Page, value: Any) -> str:
    return str(value) if value else page.words.get("word.nothing")


def _rejects(book: Book, page: Page, row: int, lines: list[Line]) -> int:
    del lines
    rows = [
        (
            book.words.word("reject", each["reason"]),
            each["ifc_class"],
            book.words.word("reject_meaning", each["reason"]),
            each["model_id"],
            int(each["count"]),
        )
        for each in _counted(book.result.inventory.rejects, ["reason", "ifc_class", "model_id"])
    ]
    return _block(page, row, "rejects", ("reason", "ifc_class", "meaning", "model", "count"), rows)


def _coverage(book: Book, page: Page, row: int, lines: list[Line]) -> int:
    del lines
    matched = book.result.matches[book.result.matches["status"] == "matched"]
    rows = []
    for rung in MatchRung:
        mine = matched[matched["rung"] == str(rung)]
        if len(mine):
            sure = mine["confidence"].value_counts()
            split = ", ".join(
                f"{book.words.word('confidence', level)} {int(n)}" for level, n in sure.items()
            )
            rows.append(
                (
                    book.words.word("match_rung", rung),
                    split,
                    book.words.word("match_rung_meaning", rung),
                    len(mine),
                    len(mine) / len(matched),
                )
            )
    return _block(page, row, "coverage", ("rung", "confidence", "meaning", "count", "share"), rows)


def _unmatched(book: Book, page: Page, row: int, lines: list[Line]) -> int:
    del lines
    result = book.result
    mine = result.matches[result.matches["status"] == "unmatched"].merge(
        result.inventory.components[["component_id", "ifc_class", "type_name", "name"]],
        on="component_id",
    )
    mine = mine.assign(called=mine["type_name"].where(mine["type_name"].notna(), mine["name"]))
    rows = [
        (
            _or_nothing(page, each["called"]),
            each["ifc_class"],
            _or_nothing(page, each["candidates"]),
            book.words.word("reason", each["reason"]) if each["reason"] else _or_nothing(page, ""),
            int(each["count"]),
        )
        for each in _counted(mine, ["called", "ifc_class", "candidates", "reason"])
    ]
    return _block(
        page, row, "unmatched", ("called", "ifc_class", "candidates", "reason", "count"), rows
    )


def _quantities(book: Book, page: Page, row: int, lines: list[Line]) -> int:
    del book
    rows = [
        (
            line.cells["component_name"],
            line.cells["place"],
            line.cells["missing"],
            int(line.cells["component_count"]),
            int(line.cells["missing_quantity_count"]),
        )
        for line in lines
        if line.cells["missing_quantity_count"] or not line.cells["known"]
    ]
    columns = ("component", "place", "missing", "components", "without_quantity")
    return _block(page, row, "quantities", columns, rows)


def _rungs(book: Book, page: Page, row: int, lines: list[Line]) -> int:
    """How quantities are known, and how much money rests on each kind of evidence."""
    money = {
        str(line.cells["line_id"]): float(line.cells["life_cycle_cost"])
        for line in lines
        if line.cells["known"]
    }
    table = book.result.line_of_component
    amounts = pd.to_numeric(table["quantity"]).fillna(0.0)
    whole = amounts.groupby(table["line_id"]).transform("sum")
    share = (amounts / whole).where(whole > 0, 0.0)
    worth = share * table["line_id"].map(money).fillna(0.0)
    rows = []
    for rung in QuantityRung:
        mine = table["quantity_rung"] == str(rung)
        if mine.any():
            methods = table.loc[mine, "quantity_method"].dropna().value_counts().index[:3]
            rows.append(
                (
                    book.words.word("quantity_rung", rung),
                    _or_nothing(page, "; ".join(method_told(book.words, str(m)) for m in methods)),
                    book.words.word("quantity_rung_meaning", rung),
                    int(mine.sum()),
                    float(worth[mine].sum()),
                )
            )
    return _block(
        page, row, "rungs", ("quantity_rung", "method", "meaning", "count", "money"), rows
    )


def _not_modelled(book: Book, page: Page, row: int, lines: list[Line]) -> int:
    """What room templates added, by kind of component."""
    result = book.result
    worth: dict[str, float] = {}
    for line in lines:
        if line.cells["known"] and line.cells["basis"] == book.words.get("word.not_modelled"):
            name = line.component.component_key
            worth[name] = worth.get(name, 0.0) + float(line.cells["life_cycle_cost"])
    rows = []
    for (key, discipline), mine in result.not_modelled.groupby(["component_key", "discipline"]):
        component = result.catalog.component_by_key[str(key)]
        rows.append(
            (
                book.name_of(component),
                book.words.word("discipline", discipline),
                _or_nothing(
                    page,
                    method_told(
                        book.words, str(mine["quantity_method"].dropna().iloc[:1].sum() or "")
                    ),
                ),
                len(mine),
                worth.get(str(key), 0.0),
            )
        )
    rows.sort(key=lambda each: -each[4])
    columns = ("component", "discipline", "method", "rooms", "money")
    return _block(page, row, "not_modelled", columns, rows)


def _skips(book: Book, page: Page, row: int, lines: list[Line]) -> int:
    """Why templates added nothing."""
    del lines
    rows = [
        (
            book.words.word("template_skip", each["reason"]),
            book.words.word("template_skip_meaning", each["reason"]),
            int(each["count"]),
        )
        for each in _counted(book.result.template_skips, ["reason"])
    ]
    return _block(page, row, "skips", ("reason", "meaning", "count"), rows)


def _ease(book: Book, page: Page, row: int, lines: list[Line]) -> int:
    money: dict[str, float] = {}
    for line in lines:
        if line.cells["coverage_share"] < 1 and line.cells["known"]:
            key = line.variant.variant_id
            money[key] = money.get(key, 0.0) + float(line.cells["life_cycle_cost"])
    rows = []
    for variant_id, amount in sorted(money.items(), key=lambda pair: -pair[1]):
        variant = book.result.catalog.variant_by_id[variant_id]
        line = next(each for each in lines if each.variant.variant_id == variant_id)
        unknown = [str(each) for each in Criterion if variant.level(each) is None]
        names = ", ".join(book.words.word("criterion", each) for each in unknown)
        interval = book.words.get(
            "quality.interval",
            low=figure(line.cells["rei_low"], book.words.language, 2),
            high=figure(line.cells["rei_high"], book.words.language, 2),
        )
        rows.append((book.name_of(variant), book.name_of(line.component), names, interval, amount))
    columns = ("variant", "component", "unknown_criteria", "interval", "money")
    return _block(page, row, "ease", columns, rows)


def _documents(book: Book, page: Page, row: int, lines: list[Line]) -> int:
    del lines
    result = book.result
    matched = result.matches[result.matches["status"] == "matched"][
        ["component_id", "component_key"]
    ]
    joined = matched.merge(
        result.inventory.components[["component_id", "manufacturer", "article_number"]],
        on="component_id",
    )
    rows: list[tuple[str, str, int, int, int]] = []
    for key, mine in joined.groupby("component_key", sort=True):
        component = result.catalog.component_by_key[str(key)]
        makers, articles = (
            int(mine[field].isna().sum()) for field in ("manufacturer", "article_number")
        )
        rows.append((book.name_of(component), component.element_code, len(mine), makers, articles))
    rows = [each for each in rows if each[3] or each[4]]
    rows.sort(key=lambda each: -each[4])
    columns = ("component", "element_code", "components", "without_maker", "without_article")
    return _block(page, row, "documents", columns, rows)


def _issues(book: Book, page: Page, row: int, lines: list[Line]) -> int:
    del lines
    rows = [
        (
            f"{book.words.word('severity', each.severity)}: {each.code}",
            _or_nothing(page, str(each.origin)),
            message,
            _or_nothing(page, hint),
            each.count,
        )
        for each in book.result.issues
        for message, hint in [told(book.words, each)]
    ]
    return _block(page, row, "issues", ("finding", "origin", "message", "hint", "count"), rows)
