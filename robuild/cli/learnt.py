"""What logs have taught, for the terminal and for machines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from robuild.terms.vocabulary import Language

if TYPE_CHECKING:
    import pandas as pd

    from robuild.language import Texts
    from robuild.pipeline import Evaluated, Learnt
    from robuild.terms.catalog import Catalog

_MOST = 12
_LEAST_WEIGHT_SHARE = 0.005


def calibration_told(
    learnt: Learnt, folder: Path, old: Path | None, shared: tuple[int, int] | None, lang: Language
) -> list[str]:
    """What was held, seen and is held now, with the weight of the log; what was not learnt."""
    from robuild.language import figure, texts

    words, table = texts(lang), learnt.calibration.learned
    used = table[table["not_learned"].isna()]
    years = sum(log.dwellings * log.years for log in learnt.logs)
    lines = [
        words.get("cli.calibrate.title", buildings=len(learnt.logs), years=figure(years, lang, 1),
                  given=learnt.given, catalog=learnt.catalog_label),
        "",
    ]  # fmt: skip
    for what in dict.fromkeys(used["what"]):
        rows = used[used["what"] == what].sort_values("weight_share", ascending=False)
        rows = rows[rows["weight_share"] >= _LEAST_WEIGHT_SHARE]
        if not len(rows):
            continue
        lines.append(words.get(f"learned.{what}"))
        lines += [_learned_line(row, learnt.catalog, words) for row in records(rows.head(_MOST))]
        if len(rows) > _MOST:
            lines.append(words.get("cli.more", count=len(rows) - _MOST))
    rest = table[table["not_learned"].notna()]
    for (what, why), rows in rest.groupby(["what", "not_learned"], sort=True):
        lines.append(
            words.get(
                "cli.calibrate.not_learned", what=words.get(f"learned.{what}"), count=len(rows),
                why=words.get(f"not_learned.{why}"),
            )
        )  # fmt: skip
    if shared is not None:
        lines.append(words.get("cli.calibrate.shared", rows=shared[0], hidden=shared[1]))
    lines.append(words.get("cli.written", path=str(folder)))
    lines.append(words.get("cli.calibrate.use", folder=str(folder)))
    return lines + ([f"{old} (.old)"] if old else [])


def _learned_line(row: dict[str, Any], catalog: Catalog, words: Texts) -> str:
    from robuild.handouts import thing
    from robuild.language import figure

    lang = words.language
    return words.get(
        "cli.calibrate.row",
        name=thing(row, catalog, words).ljust(44)[:60],
        prior=figure(row["prior"], lang).rjust(7),
        posterior=figure(row["posterior"], lang).rjust(7),
        low=figure(row["low"], lang),
        high=figure(row["high"], lang),
        weight=f"{100 * row['weight_share']:.0f}".rjust(3),
        events=figure(row["events"], lang, 0),
    )


def records(table: Any) -> list[dict[str, Any]]:
    """Rows, with `None` where something is missing."""
    return [{str(key): value for key, value in row.items()} for row in table.to_dict("records")]


def known(row: dict[str, Any]) -> dict[str, object]:
    """A row for machines: what is missing is `null`."""
    import pandas as pd

    return {key: None if pd.isna(value) else value for key, value in row.items()}


def calibration_json(learnt: Learnt, outputs: Sequence[Path]) -> dict[str, object]:
    """The same for machines."""
    return {
        "catalog": learnt.catalog_label,
        "buildings": [
            {"building": log.building, "first_month": log.first_month,
             "last_month": log.last_month, "dwellings": log.dwellings, "rows": len(log.events)}
            for log in learnt.logs
        ],
        "files_of_others": learnt.given,
        "learned": [known(row) for row in records(learnt.calibration.learned)],
        "outputs": [str(path) for path in outputs],
    }  # fmt: skip


def evaluation_told(found: Evaluated, output: Path | None, lang: Language) -> list[str]:
    """Building by building, what was far from the assumption; what to change; what paid off."""
    from robuild.handouts import change_told, paid_off_told
    from robuild.language import texts

    words, catalog = texts(lang), found.learnt.catalog
    lines = []
    for building, rows in found.evaluation.table.groupby("building", sort=False):
        lines += _building(str(building), rows, catalog, words)
    for title, table, told in (
        ("change_before", found.evaluation.changes, change_told),
        ("paid_off", found.paid_off, paid_off_told),
    ):
        if len(table):
            lines += ["", words.get(f"evaluation.{title}")]
            lines += [f"  {told(row, catalog, words)}" for row in records(table.head(_MOST))]
    if output is not None:
        lines.append(words.get("cli.written", path=str(output)))
    return lines


def _building(name: str, rows: pd.DataFrame, catalog: Catalog, words: Texts) -> list[str]:
    from robuild.handouts import thing
    from robuild.language import figure, kr

    lang = words.language
    title = words.get(
        "cli.evaluate.building", building=name,
        events=figure(float(rows["events"].sum()), lang, 0),
        expected=figure(float(rows["events_expected"].sum()), lang, 1),
        extra=kr(float(rows["extra_nok_per_year"].sum())),
    )  # fmt: skip
    far = rows[rows["verdict"].isin(["more", "fewer"])]
    return [
        title,
        *(
            words.get(
                f"cli.evaluate.{row['verdict']}", name=thing(row, catalog, words),
                events=figure(row["events"], lang, 0),
                expected=figure(row["events_expected"], lang, 1),
                low=figure(row["events_low"], lang, 0), high=figure(row["events_high"], lang, 0),
            )
            for row in records(far.sort_values("extra_nok_per_year", ascending=False).head(_MOST))
        ),
    ]  # fmt: skip


def evaluation_json(found: Evaluated, output: Path | None) -> dict[str, object]:
    """The same for machines."""
    return {
        "evaluation": [known(row) for row in records(found.evaluation.table)],
        "changes": [known(row) for row in records(found.evaluation.changes)],
        "paid_off": [known(row) for row in records(found.paid_off)],
        "outputs": [str(output)] if output else [],
    }
