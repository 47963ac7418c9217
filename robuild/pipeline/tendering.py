"""A plan becomes a tender package: what is published, what bidders fill in, what is required."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import robuild
from robuild.language import texts
from robuild.pipeline.finding import find
from robuild.pipeline.job import Job, Progress, silent
from robuild.pipeline.planning import plan_of
from robuild.plan_result import PlanResult
from robuild.procurement import (
    TenderAsked,
    Tendered,
    example_bids,
    minimum_asked,
    rehearsal_of,
    tender_of,
)
from robuild.tabular import write_bytes, write_text
from robuild.terms.issues import Origin, input_error
from robuild.terms.tender import Tender
from robuild.terms.vocabulary import Language, ProjectKind

TENDER_FILE = "tender.json"
BIDS, REHEARSAL = "bids", "rehearsal"
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._\-]{2,63}")


@dataclass(frozen=True, slots=True)
class TenderWish:
    """What the owner wants of a tender."""

    tender_id: str | None = None
    """`None`: the name of the first model and the base year."""
    project: str | None = None
    """`None`: the names of the models."""
    alpha: float = 0.0
    brief: bool = False
    """With a list of requirements."""


@dataclass(frozen=True, slots=True)
class TenderMade:
    """A plan and its tender."""

    plan: PlanResult
    made: Tendered

    @property
    def tender(self) -> Tender:
        """The owner's master."""
        return self.made.tender

    @property
    def unmatched(self) -> int:
        """Components that nobody recognised; they are in no line."""
        return int((self.plan.matches["status"] == "unmatched").sum())


def tender(job: Job, wish: TenderWish, progress: Progress = silent) -> TenderMade:
    """Make the tender of a new building.

    Raises:
        InputError: as `plan`; the building stands, nothing can be tendered, the id cannot be used,
            or a list of requirements is asked for and nothing says what to require.
    """
    if wish.tender_id is not None and not _ID.fullmatch(wish.tender_id):
        raise input_error(
            "tender_id",
            f"--id is {wish.tender_id!r}; it is 3 to 64 letters, digits, dots, hyphens and "
            "underscores, the first a letter or digit.",
            Origin(""),
            "For example 2026-school-street.",
        )
    found = find(job, progress)
    settings = found.settings
    if settings.project_kind is not ProjectKind.NEW:
        raise input_error(
            "existing_building",
            "project_kind is existing: what stands is not bought, so there is nothing to tender.",
            Origin(""),
            "Leave project_kind out, or set it to new, to tender all of it as new.",
        )
    minimum = minimum_asked(found.catalog, settings) if wish.brief else None
    if wish.brief and minimum is None:
        raise input_error(
            "no_minimum",
            f"--brief: neither minimum_repair_ease nor the catalog {found.catalog_label} says how "
            "easy to repair is easy enough.",
            Origin(""),
            "Set one, for example --set minimum_repair_ease=0.5.",
        )
    undrawn = settings.model_copy(update={"uncertainty_draws": 0})
    plan = replace(plan_of(job, replace(found, settings=undrawn), progress), settings=settings)
    names = [path.stem for path in (*job.models, *([job.register] if job.register else []))]
    asked = TenderAsked(
        tender_id=wish.tender_id or _slug(f"{names[0]}-{settings.base_year}"),
        project=wish.project or ", ".join(names),
        alpha=wish.alpha,
        minimum=minimum,
        robuild_version=robuild.__version__,
    )
    made = tender_of(
        plan.lines, plan.catalog, settings, plan.repair_ease, asked, plan.model_digests
    )
    if not made.tender.positions:
        raise input_error(
            "nothing_to_tender",
            f"no line can be a position ({made.line_count} lines, none with a quantity).",
            Origin(""),
            "See what is missing with robuild check.",
        )
    return TenderMade(plan, made)


def _slug(name: str) -> str:
    plain = re.sub(r"[^A-Za-z0-9._\-]+", "-", name).strip("-._")[:64]
    return plain if _ID.fullmatch(plain) else f"tender-{plain}".rstrip("-")[:64]


def tender_text(tender: Tender) -> str:
    """The master as it stands in `tender.json`."""
    data = tender.model_dump(mode="json")
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def write_package(
    done: TenderMade,
    folder: Path,
    languages: Sequence[Language],
    *,
    rehearse: bool = False,
    progress: Progress = silent,
) -> list[Path]:
    """Write the package; the master comes last, so that what is half written is seen.

    Raises:
        OutputError: a file could not be written.
    """
    from robuild.handouts import write_announcement
    from robuild.workbook.tender import write_bid_form

    progress("tender", 0.0)
    written = []
    for language in languages:
        page, form = folder / f"announcement-{language}.html", folder / f"bid-{language}.xlsx"
        write_announcement(done.plan, done.made, page, language)
        write_bid_form(done.plan, done.tender, form, language)
        written += [page, form]
        if _asks(done.tender):
            written.append(folder / f"requirements-{language}.xlsx")
            _write_list(done, written[-1], language)
    if _asks(done.tender):
        written.append(_write_ids(done, folder / "requirements.ids", languages[0]))
    if rehearse:
        written += _rehearse(done, folder / REHEARSAL, languages[0])
    (folder / BIDS).mkdir(parents=True, exist_ok=True)
    master = folder / TENDER_FILE
    write_text(master, tender_text(done.tender))
    return [master, *written]


def write_brief(
    done: TenderMade, path: Path, language: Language, progress: Progress = silent
) -> list[Path]:
    """Write the list of requirements alone.

    Raises:
        OutputError: the file could not be written.
    """
    progress("tender", 0.0)
    _write_list(done, path, language)
    return [path, _write_ids(done, path.with_suffix(".ids"), language)]


def _write_list(done: TenderMade, path: Path, language: Language) -> None:
    from robuild.workbook.tender import write_requirements

    write_requirements(done.plan, done.tender, path, language)


def _write_ids(done: TenderMade, path: Path, language: Language) -> Path:
    from robuild.exchange.tender_ids import requirement_ids

    write_bytes(path, requirement_ids(done.tender, done.plan.catalog, language))
    return path


def _asks(tender: Tender) -> bool:
    return any(row.minimum_repair_ease is not None for row in tender.positions)


def _rehearse(done: TenderMade, folder: Path, language: Language) -> list[Path]:
    """A folder that can be evaluated like the real one, with example bids in it."""
    from robuild.workbook.tender import write_bid_form

    words, own = texts(language), rehearsal_of(done.tender)
    plan = done.plan
    bids = example_bids(
        own, plan.lines, done.made.positions.position_of_line, plan.catalog, plan.repair_ease
    )
    written = []
    for number, bid in enumerate(bids, start=1):
        path = folder / BIDS / f"example-{number}-{bid.key.replace('_', '-')}.xlsx"
        answers = {
            position: {
                **given,
                "product": getattr(
                    plan.catalog.variant_by_id[bid.variants[position]], f"name_{language}"
                ),
            }
            for position, given in bid.answers.items()
        }
        write_bid_form(
            plan, own, path, language, bidder=words.get(f"rehearsal.{bid.key}"), filled=answers
        )
        written.append(path)
    write_text(folder / TENDER_FILE, tender_text(own))
    return [folder / TENDER_FILE, *written]
