"""`robuild check --ids --bcf --html --money`: gaps by money, and files for those who mend models.

A file that cannot be written stops no other: everything else is delivered, then the faults are
told and the exit code is 2.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from robuild.terms.issues import InputError, Issue, OutputError, Severity
from robuild.terms.vocabulary import Language

if TYPE_CHECKING:
    from robuild.pipeline import Findings, Progress
    from robuild.pipeline.checking import Checked
    from robuild.pipeline.ids_checking import IdsChecked

IdsOption = Annotated[
    Path | None,
    typer.Option(
        "--ids",
        metavar="OUT.ids",
        help="Write what the model should carry for this catalog, as IDS 1.0.",
        readable=False,
    ),
]
BcfOption = Annotated[
    Path | None,
    typer.Option(
        "--bcf",
        metavar="OUT.bcfzip",
        help="Write the findings as BCF 2.1 topics; one that is there is brought up to date.",
        readable=False,
    ),
]
HtmlOption = Annotated[
    Path | None,
    typer.Option(
        "--html",
        metavar="OUT.html",
        help="Write a page to read and print: what is missing, by the money on it.",
        readable=False,
    ),
]
MoneyOption = Annotated[
    bool, typer.Option("--money", help="Also tell what is missing by the money that hangs on it.")
]
_BCF_ENDINGS = (".bcfzip", ".bcf")


@dataclass(frozen=True, slots=True)
class Files:
    """What was asked for."""

    ids: Path | None
    bcf: Path | None
    html: Path | None
    money: bool
    replace: bool

    @property
    def priced(self) -> bool:
        """Whether anything needs the money."""
        return self.money or any((self.ids, self.bcf, self.html))


@dataclass
class Delivered:
    """What came of it."""

    outputs: list[Path] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    json: dict[str, object] = field(default_factory=dict)
    faults: list[Issue] = field(default_factory=list)


def deliver(
    found: Findings,
    files: Files,
    inputs: Iterable[Path | None],
    language: Language,
    progress: Progress,
    *,
    of_register: bool = False,
) -> Delivered:
    """Rank what is missing by money and write the files that can be written.

    Args:
        found: models read and matched.
        files: what was asked for.
        inputs: what the run reads or writes besides; no file may take the place of one.
        language: of the files and of what is told.
        progress: told of the stages.
        of_register: whether a register was read, and no model.
    """
    done = Delivered()
    if not files.priced:
        return done
    from robuild.pipeline.checking import priced_gaps

    checked = priced_gaps(found, progress, of_register=of_register)
    _tell_gaps(checked, done, language)
    progress("write", 0.0)
    taken = [path for path in inputs if path]
    ids: list[IdsChecked] = []
    steps: tuple[tuple[Path | None, Callable[[Path], None]], ...] = (
        (files.ids, lambda path: _write_ids(checked, path, files, language, ids, done)),
        (files.bcf, lambda path: _write_bcf(checked, path, language, done)),
        (files.html, lambda path: _write_page(checked, path, language, ids, done)),
    )
    for target, write in steps:
        if target is None:
            continue
        try:
            _refuse_taken(target, taken)
            write(target)
        except InputError as error:
            done.faults += error.issues
        except OutputError as error:
            done.faults.append(Issue(Severity.ERROR, "output", str(error)))
        except OSError as error:  # what is there cannot even be looked at
            said = f"{target} cannot be written: {error.strerror or error}."
            done.faults.append(Issue(Severity.ERROR, "output", said))
        taken.append(target)
    return done


def tell_faults(done: Delivered) -> None:
    """The faults on stderr, then exit code 2; nothing when there are none."""
    import sys

    from robuild.cli.terminal import one_line

    if not done.faults:
        return
    for issue in done.faults:
        sys.stderr.write(f"robuild: {one_line(issue)}\n")
    raise typer.Exit(2)


def _refuse_taken(target: Path, taken: list[Path]) -> None:
    from robuild.cli import targets

    suffix = target.suffix.lower()
    if suffix not in _BCF_ENDINGS:
        targets.require_form(target, suffix)  # refuses folders
    if target.resolve() in {path.resolve() for path in taken}:
        raise OutputError(f"{target} is another file of this run. Give another name.")
    targets.refuse_bad_new_file(target, suffix, [])
    if target.exists() and not os.access(target, os.W_OK):
        raise OutputError(
            f"{target} is there and write-protected. It was left as it is. Give another name."
        )


def _write_ids(
    checked: Checked, target: Path, files: Files, language: Language, kept: list[IdsChecked],
    done: Delivered,
) -> None:  # fmt: skip
    from robuild.cli import reporting, targets
    from robuild.pipeline.ids_checking import ids_of
    from robuild.tabular import write_bytes

    targets.require_form(target, ".ids")
    made = ids_of(checked, language)
    kept.append(made)
    _tell_ids(made, checked, done, language)
    same = target.is_file() and target.read_bytes() == made.content
    if not same:
        aside = reporting.make_room(target, replace=files.replace)
        write_bytes(target, made.content)
        if aside:
            done.told.append(f"{aside} (.old)")
    _tell_written(target, done, language, same=same)


def _write_bcf(checked: Checked, target: Path, language: Language, done: Delivered) -> None:
    from robuild.language import texts
    from robuild.pipeline.bcf_checking import bcf_of
    from robuild.tabular import write_bytes

    if target.suffix.lower() not in _BCF_ENDINGS:
        raise OutputError(
            f"{target} must end in .bcfzip or .bcf: that is what is written. "
            f"Try {target.with_suffix('.bcfzip')}."
        )
    if checked.of_register:
        raise OutputError(
            f"{target} was not written: BCF points at components in a model, and a register has "
            "none. Use --html, or give IFC files."
        )
    now = datetime.now(UTC).isoformat(timespec="seconds")
    made = bcf_of(checked, target, now, language)
    counts = {
        "new": made.new, "updated": made.updated, "unchanged": made.unchanged,
        "closed": made.closed, "kept": made.kept,
    }  # fmt: skip
    same = target.exists() and not (made.new or made.updated or made.closed)
    if not same:
        write_bytes(target, made.content)
    done.json["bcf"] = counts
    done.told.append(texts(language).get("check_said.bcf", **counts))
    _tell_written(target, done, language, same=same)


def _write_page(
    checked: Checked, target: Path, language: Language, ids: list[IdsChecked], done: Delivered
) -> None:
    from robuild.cli import targets
    from robuild.pipeline.check_page import check_page
    from robuild.tabular import write_text

    targets.refuse_bad_page(target, [])
    html = check_page(checked, ids[0] if ids else None, language)
    write_text(target, html)
    _tell_written(target, done, language, same=False)


def _tell_written(target: Path, done: Delivered, language: Language, *, same: bool) -> None:
    from robuild.language import texts

    done.outputs.append(target)
    key = "cli.export.same" if same else "cli.written"
    done.told.append(texts(language).get(key, path=str(target)))


def _tell_gaps(checked: Checked, done: Delivered, language: Language) -> None:
    from robuild.language import kr, texts
    from robuild.telling import told_gaps

    words = texts(language)
    totals = checked.totals
    key = "heading" if checked.gaps else "nothing" if checked.anything_priced else "nothing_priced"
    done.told.append(words.get(f"check_said.{key}", amount=kr(totals.life_cycle_cost_nok)))
    said = told_gaps(checked.gaps, checked.found.catalog, words)
    money = [f"{g.life_cycle_cost} ({g.share})" if g.share else g.life_cycle_cost for g in said]
    width = max(map(len, money), default=0)
    done.told += [
        words.get(
            "check_said.line", money=amount.rjust(width), title=each.title, count=each.count
        )
        for each, amount in zip(said, money, strict=True)
    ]  # fmt: skip
    done.json["known_life_cycle_cost_nok"] = totals.life_cycle_cost_nok
    done.json["complete"] = totals.complete
    done.json["by_rung"] = [
        {"rung": str(each.rung), "components": each.count,
         "life_cycle_cost_nok": each.life_cycle_cost_nok}
        for each in checked.by_rung
    ]  # fmt: skip
    done.json["gaps"] = [
        {
            "kind": str(gap.kind), "count": gap.count, "asked": gap.asked,
            "life_cycle_cost_nok": gap.life_cycle_cost_nok,
            "acquisition_cost_nok": gap.acquisition_cost_nok,
            "life_cycle_share": gap.life_cycle_share, "without_amount": gap.without_amount,
            "tasks_held": gap.tasks_held, "priority": str(gap.priority),
        }
        for gap in checked.gaps
    ]  # fmt: skip


def _tell_ids(made: IdsChecked, checked: Checked, done: Delivered, language: Language) -> None:
    from robuild.language import texts

    words = texts(language)
    done.told.append(words.get("check_said.ids", specifications=len(made.requirements)))
    results = made.results
    if results is None:
        if not checked.of_register:
            done.told.append(words.get("check_said.ids_not_run"))
        done.json["ids"] = {"specifications": len(made.requirements), "run": None}
        return
    failed = sum(not each.outcome.passed for each in results)
    both = sum(each.both for each in results)
    more = sum(len(each.only_ids) for each in results)
    differs = sum(len(each.only_robuild) for each in results)
    done.told.append(
        words.get("check_said.ids_run", failed=failed, run=len(results), both=both, more=more)
    )
    if differs:
        done.told.append(words.get("check_said.ids_differs", count=differs))
    done.json["ids"] = {
        "specifications": len(made.requirements), "run": len(results), "failed": failed,
        "agreed": both, "only_ids": more, "only_robuild": differs,
    }  # fmt: skip
