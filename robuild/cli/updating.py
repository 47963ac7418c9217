"""`robuild plan --update`: an earlier workbook is taken over, and never lost."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from robuild.terms.issues import OutputError
from robuild.terms.vocabulary import Language

if TYPE_CHECKING:
    from robuild.earlier import ReadEarlier
    from robuild.plan_result import PlanResult
    from robuild.revisions import Revision
    from robuild.terms.carried import NotCarried

_FREE_TEXT = {"own", "value", "note", "present", "about", "follow_up", "decision", "choice"}
_MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Update:
    """An earlier workbook, and where the new one goes."""

    read: ReadEarlier
    target: Path

    @property
    def in_place(self) -> bool:
        """Whether the new workbook takes the place of the earlier one."""
        return self.target.resolve() == Path(self.read.file).resolve()

    def keep_before(self) -> Path | None:
        """A copy of the earlier workbook beside it, where it is to be replaced by edits of it.

        Raises:
            OutputError: the copy could not be written; nothing has been replaced.
        """
        from robuild.tabular import written_by_robuild_unchanged

        if not self.in_place or written_by_robuild_unchanged(self.target):
            return None
        ends = (f".before{n or ''}.xlsx" for n in range(1000))
        copy = next(path for end in ends if not (path := self.target.with_suffix(end)).exists())
        try:
            shutil.copy2(self.target, copy)
        except OSError as error:
            raise OutputError(
                f"{copy} could not be written ({error.strerror}); {self.target} is as it was. "
                "Close the file in Excel and run again, or give another name with -o."
            ) from error
        return copy


def read_update(path: Path, output: Path | None, template: Path | None = None) -> Update:
    """Read the earlier workbook, and see that nothing in it would be lost.

    Args:
        path: the earlier workbook.
        output: what was asked for with `-o`; without it the earlier workbook is replaced.
        template: an organisation's own workbook, from which its cover comes anew.

    Raises:
        InputError: it is no plan workbook, or cells of it cannot be used.
        OutputError: it holds sheets of others and would be replaced.
    """
    from robuild.earlier import read_earlier

    found = Update(read_earlier(path), _target(path, output))
    foreign = found.read.foreign_sheets
    if template is None:
        foreign = (*found.read.template_sheets, *foreign)
    if foreign and found.in_place:
        names = ", ".join(foreign)
        raise OutputError(
            f"{path} has sheets that robuild did not write and cannot take along: {names}. It was "
            "left as it is. Give the new workbook another name with -o, or the template of a "
            "cover with --template."
        )
    return found


def _target(path: Path, output: Path | None) -> Path:
    if output is None:
        return path
    return output / path.name if output.is_dir() and output.suffix.lower() != ".xlsx" else output


def told_update(
    update: Update,
    result: PlanResult,
    revision: Revision | None,
    left: tuple[NotCarried, ...],
    kept: Path | None,
    language: Language,
) -> list[str]:
    """What came along, what did not, and what changed in the model, in a few lines."""
    from robuild.language import kr, texts

    words, earlier = texts(language), result.earlier
    if earlier is None:
        return []
    answers = len({each.place for each in earlier.cells if each.sheet != "log"})
    logged = len({each.row_id for each in earlier.cells if each.sheet == "log"})
    lines = [
        words.get(
            "cli.update.up", changes=len(earlier.applied), answers=answers, logged=logged,
            file=earlier.file,
        )
    ]  # fmt: skip
    if left:
        sheet = words.get("sheet.not_carried.title")
        lines.append(words.get("cli.update.left", count=len(left), sheet=sheet))
    if revision is not None:
        amount = kr(revision.money["life_cycle_cost_nok"].difference)
        lines.append(words.get("cli.update.model", **revision.counts, amount=amount))
    if personal := _personal(result):
        lines.append(words.get("cli.update.personal", places=", ".join(personal)))
    if update.read.foreign_sheets:
        sheets = ", ".join(update.read.foreign_sheets)
        lines.append(words.get("cli.update.foreign", sheets=sheets, file=earlier.file))
    if kept:
        lines.append(words.get("cli.update.kept", path=str(kept)))
    return lines


def _personal(result: PlanResult) -> list[str]:
    """Cells in which something may be about a person: shown and asked about, never stripped."""
    from robuild.privacy import find_personal_data

    earlier = result.earlier
    cells = earlier.cells if earlier else ()
    free = [each for each in cells if each.column in _FREE_TEXT and isinstance(each.value, str)]
    found = [
        each.place for each in free if find_personal_data([str(each.value)], column=each.column)
    ]
    return list(dict.fromkeys(found))[:_MOST_SHOWN]


def update_json(
    result: PlanResult, revision: Revision | None, left: tuple[NotCarried, ...]
) -> dict[str, object]:
    """The same for machines."""
    earlier = result.earlier
    if earlier is None:
        return {}
    return {
        "updated_from": earlier.file,
        "carried_over": [
            {"what": each.what, "of": each.shown, "before": each.before, "now": each.now}
            for each in earlier.applied
        ],
        "answers": len({each.place for each in earlier.cells}),
        "not_carried": [
            {"place": each.place, "of": each.shown, "value": each.value, "reason": each.reason}
            for each in left
        ],
        "revision": dict(revision.counts) if revision else None,
        "revision_life_cycle_cost_nok": (
            revision.money["life_cycle_cost_nok"].difference if revision else None
        ),
    }
