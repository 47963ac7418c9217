"""What the commands say: progress on stderr, a short summary or one JSON object on stdout."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from robuild.cli.native_output import native_output_hidden
from robuild.cli.terminal import json_text, one_line
from robuild.language import Texts, kr, texts, told_line
from robuild.summary import balance, issue_counts, measured
from robuild.terms.issues import Issue, OutputError, Severity
from robuild.terms.vocabulary import Language

if TYPE_CHECKING:
    from robuild.pipeline import Findings, Progress
    from robuild.plan_result import PlanResult
    from robuild.terms.catalog import Catalog

_MOST_ISSUES = 8
_MOST_REASONS = 5


@contextmanager
def progress(language: Language, *, hidden: bool) -> Iterator[Progress]:
    """A progress bar on stderr when a person looks at a terminal; silence otherwise.

    What native libraries print on stdout meanwhile goes nowhere.
    """
    with native_output_hidden(), _bar(language, hidden=hidden) as show:
        yield show


@contextmanager
def _bar(language: Language, *, hidden: bool) -> Iterator[Progress]:
    if hidden or not sys.stderr.isatty():
        yield lambda stage, share: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    words = texts(language)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=1.0)

        def show(stage: str, share: float) -> None:
            label = words.get(f"cli.stage.{stage}") if words.has(f"cli.stage.{stage}") else stage
            bar.update(task, description=label, completed=share)

        yield show


def print_json(data: dict[str, object]) -> None:
    """One object on stdout."""
    sys.stdout.write(json_text(data, indent=2) + "\n")


def print_plan(result: PlanResult, outputs: Sequence[Path], language: Language) -> None:
    """The summary of a plan in a few lines."""
    words = texts(language)
    totals = result.totals
    lines = [words.get("cli.plan.title", models=_names(result.inventory.models))]
    lines += _balance_lines(balance(result.inventory, result.matches), words)
    lines += _measured_lines(result, words)
    lines += [
        words.get("cli.plan.lines", lines=len(result.lines), years=result.settings.period_years),
        words.get("cli.plan.acquisition", amount=kr(totals.acquisition_cost_nok)),
        words.get("cli.plan.life_cycle_cost", amount=kr(totals.life_cycle_cost_nok)),
        *_other_engines(result, words),
        *(
            [words.get("cli.plan.not_modelled", amount=kr(totals.not_modelled_life_cycle_cost_nok))]
            if len(result.not_modelled)
            else []
        ),
        words.get(
            "cli.plan.weighted_cost",
            amount=kr(totals.weighted_cost_nok),
            alpha=_number(result.settings.alpha, language),
        ),
        words.get("cli.plan.annual_equivalent", amount=kr(totals.annual_equivalent_nok)),
    ]
    if not totals.complete:
        lines.append(
            words.get(
                "cli.plan.incomplete",
                unmatched=totals.components_unmatched,
                no_quantity=totals.components_missing_quantity,
                no_amount=totals.lines_missing,
            )
        )
    lines += _issue_lines(result.issues, words)
    lines += [words.get("cli.written", path=str(path)) for path in outputs]
    say(lines)


def _other_engines(result: PlanResult, words: Texts) -> list[str]:
    """Life-cycle cost by the engines that are not shown."""
    return [
        words.get(f"cli.plan.by_{engine}", amount=kr(totals.life_cycle_cost_nok))
        for engine, totals in result.totals_by_engine.items()
        if engine is not result.settings.engine
    ]


def print_check(found: Findings, outputs: Sequence[Path], language: Language) -> None:
    """What is in the models and what is missing."""
    words = texts(language)
    lines = [words.get("cli.check.title", models=_names(found.inventory.models))]
    lines += _balance_lines(balance(found.inventory, found.matches), words)
    lines += _measured_lines(found, words)
    matches = found.matches
    for rung, count in matches.loc[matches["status"] == "matched", "rung"].value_counts().items():
        lines.append(words.get("cli.check.rung", rung=rung, count=int(count)))
    unmatched = matches.loc[matches["status"] == "unmatched", "reason"].value_counts()
    for reason, count in unmatched.head(_MOST_REASONS).items():
        lines.append(words.get("cli.check.unmatched", reason=reason, count=int(count)))
    lines += _issue_lines(found.issues, words, most=50)
    lines += [words.get("cli.written", path=str(path)) for path in outputs]
    say(lines)


def check_json(found: Findings, outputs: Sequence[Path]) -> dict[str, object]:
    """The same for machines."""
    matches = found.matches
    matched = matches[matches["status"] == "matched"]
    return {
        **balance(found.inventory, matches),
        **measured(found.shapes, found.not_modelled),
        "matched_by_rung": {str(k): int(n) for k, n in matched["rung"].value_counts().items()},
        "unmatched_reasons": {
            str(k): int(n)
            for k, n in matches.loc[matches["status"] == "unmatched", "reason"]
            .value_counts()
            .items()
        },
        "issues": issue_counts(found.issues),
        "findings": [issue_json(issue) for issue in found.issues],
        "outputs": [str(path) for path in outputs],
    }


def fails(found: Findings, words: frozenset[str]) -> bool:
    """Whether `--fail-on` is met."""
    counts: dict[str, int] = dict(issue_counts(found.issues))
    counts["warning"] += counts["error"]
    counts["unmatched"] = int((found.matches["status"] == "unmatched").sum())
    counts["rejected"] = len(found.inventory.rejects)
    return any(counts[word] for word in words)


def print_catalog(
    path: Path, catalog: Catalog, findings: Sequence[Issue], *, as_json: bool
) -> None:
    """A catalog without faults: what it holds, and its gaps."""
    counts = {
        "components": len(catalog.components),
        "variants": len(catalog.variants),
        "tasks": len(catalog.tasks),
        "match_rules": len(catalog.match_rules),
        "sources": len(catalog.sources),
    }
    if as_json:
        print_json(
            {
                "catalog": catalog.header.catalog_id,
                "version": catalog.header.version,
                "price_year": catalog.header.price_year,
                **counts,
                "findings": [issue_json(issue) for issue in findings],
            }
        )
        return
    held = ", ".join(f"{count} {table.replace('_', ' ')}" for table, count in counts.items())
    say([f"{path}: {catalog.header.catalog_id} {catalog.header.version}, no faults", held])
    say([str(issue) for issue in findings])


def make_room(target: Path, *, replace: bool) -> Path | None:
    """Move an existing target aside when asked to.

    Returns:
        Where the old one is kept, or `None` when there was none.

    Raises:
        OutputError: the target exists and `replace` is false.
    """
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return None
    if not replace:
        raise OutputError(
            f"{target} is there already and was left as it is. "
            "Give another name, or --replace to keep the old one beside it as .old."
        )
    numbers = (f".old{n}" if n else ".old" for n in range(1000))
    kept = next(
        path for end in numbers if not (path := target.with_name(target.name + end)).exists()
    )
    target.rename(kept)
    return kept


def print_converted(target: Path, kept: Path | None) -> None:
    """Where a catalog went, and where the one before it is kept."""
    say([str(target)] + ([f"{kept} (the one before)"] if kept else []))


def _balance_lines(counts: dict[str, Any], words: Texts) -> list[str]:
    rejects = counts["rejects"]
    reasons = ", ".join(f"{words.get(f'reject.{k}')}: {n}" for k, n in rejects.items())
    return [
        words.get(
            "cli.balance.elements",
            elements=counts["elements_read"],
            components=counts["components"],
            rejects=sum(rejects.values()),
            reasons=f" ({reasons})" if reasons else "",
        ),
        words.get(
            "cli.balance.components",
            components=counts["components"],
            matched=counts["matched"],
            unmatched=counts["unmatched"],
            out_of_scope=counts["out_of_scope"],
        ),
    ]


def _measured_lines(found: Findings | PlanResult, words: Texts) -> list[str]:
    """What was measured on shapes, and what room templates added; nothing where there is none."""
    lines = []
    tally, added = found.shapes, found.not_modelled
    if tally.asked:
        failed = tally.asked - tally.measured
        said = words.get("cli.balance.shapes_failed", count=failed) if failed else ""
        lines.append(
            words.get(
                "cli.balance.shapes",
                measured=tally.measured,
                asked=tally.asked,
                meshed=tally.meshed,
                reused=tally.reused,
                failed=said,
            )
        )
    if len(added):
        lacking = int(added["quantity"].isna().sum())
        said = words.get("cli.balance.not_modelled_lacking", count=lacking) if lacking else ""
        rooms = added["space_id"].nunique()
        lines.append(
            words.get("cli.balance.not_modelled", count=len(added), rooms=rooms, lacking=said)
        )
    return lines


def _issue_lines(issues: Sequence[Issue], words: Texts, most: int = _MOST_ISSUES) -> list[str]:
    order = [Severity.ERROR, Severity.WARNING, Severity.INFO]
    ranked = sorted(issues, key=lambda issue: order.index(issue.severity))
    lines = [
        f"  {words.get(f'severity.{issue.severity}')}: {told_line(words, issue)}"
        for issue in ranked[:most]
    ]
    if len(ranked) > most:
        lines.append(words.get("cli.more_issues", count=len(ranked) - most))
    return lines


def _number(value: float, language: Language) -> str:
    return f"{value:g}" if language is Language.EN else f"{value:g}".replace(".", ",")


def issue_json(issue: Issue) -> dict[str, object]:
    """A finding for machines."""
    return {
        "severity": str(issue.severity),
        "code": issue.code,
        "message": issue.message,
        "where": str(issue.origin),
        "hint": issue.hint,
        "count": issue.count,
    }


def _names(models: Sequence[Any]) -> str:
    return ", ".join(model.model_id for model in models)


def say(lines: Sequence[str]) -> None:
    """Lines on stdout, each safe for a terminal."""
    for line in lines:
        sys.stdout.write(f"{one_line(line)}\n")
