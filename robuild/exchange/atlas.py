"""Import files of Atlas CMMS: locations, parts, assets and preventive maintenance, in that order.

Headings are those of its templates. Its links go by name, the first hit wins and misses are
dropped without a word, so every name is unique and every link is checked here.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from robuild.exchange.assets import Asset, assets_of, shortened
from robuild.exchange.jobs import Job, interval_said, jobs_of, name_of, repeats
from robuild.language import Texts, texts
from robuild.operations import Keep
from robuild.plan_result import PlanResult
from robuild.tabular import csv_text
from robuild.terms.vocabulary import Language

LOCATION = ("ID", "Name", "Address", "Parent Location", "Assigned To", "Teams", "Vendors",
            "Contractors")  # fmt: skip
PART = ("ID", "Name", "Cost", "Category", "Non Stock", "Barcode", "Description", "Quantity",
        "Additional Information", "Area", "Minimum Quantity", "Assigned To", "Contractors",
        "Vendors", "Teams")  # fmt: skip
ASSET = ("ID", "Name", "Description", "Status", "Archived", "Location Name", "Parent Asset", "Area",
         "Barcode", "Category", "Primary User", "Warranty Expiration Date",
         "Additional Information", "Serial Number", "Assigned To", "Teams", "Parts", "Vendors",
         "Contractors", "Acquisition cost")  # fmt: skip
MAINTENANCE = ("Name", "Starts On", "Ends On", "Frequency", "Due Date Delay", "Recurrence Type",
               "Recurrence Based On", "Days Of Week", "ID", "Title", "Description",
               "Estimated Hours", "Priority", "Category", "Assigned To", "Primary Worker",
               "Asset Name", "Location Name", "Team Name", "Contractors",
               "Requires Signature")  # fmt: skip
MOST_ASSETS, MOST_LOCATIONS, MOST_JOBS = 50, 10, 10
"""What Atlas takes without a licence."""
_GUID_LENGTH = 22
_YES, _NO = "Yes", "No"
Cells = dict[str, object]


@dataclass(frozen=True, slots=True)
class AtlasFiles:
    """Texts of the files, by name, and how much is in them."""

    files: dict[str, str]
    components: int
    assets: int
    locations: int
    parts: int
    jobs: int


def atlas_files(result: PlanResult, language: Language, *, grouped: bool = False) -> AtlasFiles:
    """All import files; numbers in the file names are the order to import them in.

    Args:
        result: a plan.
        language: of the words.
        grouped: stay below what Atlas takes without a licence: components of one kind become one
            asset, and jobs of one interval one job. Nothing is left out.
    """
    words = texts(language)
    found = assets_of(result, words)
    places = _Places(found, grouped=grouped)
    assets = list(_grouped(found, places, words) if grouped else _single(found, places, words))
    jobs = list(_jobs(result, words, places.top, grouped=grouped))
    parts = list(_parts(result, words))
    tables = (
        ("1-locations.csv", LOCATION, places.rows()), ("2-parts.csv", PART, parts),
        ("3-assets.csv", ASSET, assets), ("4-preventive-maintenance.csv", MAINTENANCE, jobs),
    )  # fmt: skip
    _check_links(places.rows(), parts, assets, jobs)
    return AtlasFiles(
        {name: _csv(header, rows) for name, header, rows in tables},
        len(found), len(assets), len(places.rows()), len(parts), len(jobs),
    )  # fmt: skip


def _csv(header: Sequence[str], rows: Iterable[Cells]) -> str:
    return csv_text(header, ([row.get(name) for name in header] for row in rows))


class _Places:
    """Buildings, storeys and rooms as locations with unique names."""

    def __init__(self, assets: Sequence[Asset], *, grouped: bool) -> None:
        self._rows: dict[str, str] = {}
        """Name -> name of what it lies in; the order of the file."""
        self._of: dict[tuple[str, str, str], str] = {}
        buildings = list(dict.fromkeys(each.building for each in assets))
        self.top = buildings[0] if buildings else "robuild"
        self._rows[self.top] = ""
        storeys = list(dict.fromkeys((a.building, a.storey) for a in assets if a.storey))
        deep = not grouped
        wide = len(buildings) + len(storeys) <= MOST_LOCATIONS
        for asset in assets:
            key = (asset.building, asset.storey, asset.room)
            if key in self._of:
                continue
            name = asset.building if not grouped or len(buildings) <= MOST_LOCATIONS else self.top
            self._rows.setdefault(name, "")
            if asset.storey and (deep or wide):
                name = self._within(name, asset.storey)
            if asset.room and deep:
                name = self._within(name, asset.room)
            self._of[key] = name

    def _within(self, parent: str, name: str) -> str:
        """Name of a place within another; made unique by what it lies in."""
        name = shortened(name)
        full = name if self._rows.get(name, parent) == parent else f"{parent} / {name}"
        while self._rows.get(full, parent) != parent:
            full += "'"
        self._rows.setdefault(full, parent)
        return full

    def of(self, asset: Asset) -> str:
        """Where an asset is."""
        return self._of[asset.building, asset.storey, asset.room]

    def rows(self) -> list[Cells]:
        return [{"Name": name, "Parent Location": parent} for name, parent in self._rows.items()]


def _single(assets: Sequence[Asset], places: _Places, words: Texts) -> Iterator[Cells]:
    used: set[str] = set()
    for each in assets:
        barcode = each.global_id if len(each.global_id) == _GUID_LENGTH else ""
        if barcode in used:
            barcode = ""  # one barcode twice stops the whole import
        used.add(barcode)
        yield {
            "Name": each.name,
            "Description": name_of(each.variant, words),
            "Status": "Operational",
            "Archived": _NO,
            "Location Name": places.of(each),
            "Barcode": barcode,
            "Category": each.component.element_code,
            "Additional Information": _more(each, words),
            "Acquisition cost": _money(each.cost_nok),
        }


def _more(each: Asset, words: Texts) -> str:
    quantity = words.get("word.not_known") if math.isnan(each.quantity) else f"{each.quantity:g}"
    told = [f"{quantity} {each.component.unit}", f"robuild {each.line_id}"]
    if each.next_year is not None:
        told.insert(1, words.get("exchange.next", year=each.next_year))
    if each.grade:
        told.append(each.grade)
    return "; ".join(told)


def _grouped(assets: Sequence[Asset], places: _Places, words: Texts) -> Iterator[Cells]:
    """As few assets as are allowed, as finely divided as that lets them be."""
    divisions: tuple[Callable[[Asset], tuple[str, str]], ...] = (
        lambda a: (places.of(a), a.component.component_key),
        lambda a: ("", a.component.component_key),
        lambda a: ("", a.component.element_code[:3]),
        lambda a: ("", a.component.element_code[:2]),
        lambda a: ("", a.component.element_code[:1]),
    )
    groups: dict[tuple[str, str], list[Asset]] = {}
    for division in divisions:
        groups = {}
        for each in assets:
            groups.setdefault(division(each), []).append(each)
        if len(groups) <= MOST_ASSETS:
            break
    for (place, what), mine in sorted(groups.items()):
        keys = {each.component.component_key for each in mine}
        name = name_of(mine[0].component, words) if len(keys) == 1 else f"NS 3451 {what}"
        ids = sorted({each.global_id for each in mine if each.global_id})
        costs = [each.cost_nok for each in mine]
        yield {
            "Name": f"{place} - {shortened(name)}" if place else shortened(name),
            "Description": words.get("exchange.group", number=len(mine)),
            "Status": "Operational",
            "Archived": _NO,
            "Location Name": place or places.top,
            "Category": mine[0].component.element_code[:2],
            "Additional Information": " ".join(ids),
            "Acquisition cost": _money(sum(costs)),
        }


def _parts(result: PlanResult, words: Texts) -> Iterator[Cells]:
    for row in result.operations.spares.parts.to_dict("records"):
        variant = result.catalog.variant_by_id[row["variant_id"]]
        component = result.catalog.component_by_key[row["component_key"]]
        kept = row["keep"] == str(Keep.STOCK)
        yield {
            "Name": shortened(f"{name_of(component, words)}: {name_of(variant, words)}")
            + f" ({words.word('spare', row['spare'])}) [{row['variant_id']}]",
            "Cost": _money(float(row["unit_nok"])),
            "Category": component.element_code,
            "Non Stock": _NO if kept else _YES,
            "Description": words.word("keep", row["keep"]),
            "Quantity": 0,
            "Minimum Quantity": int(row["stock"]) if kept else 0,
        }


def _jobs(result: PlanResult, words: Texts, top: str, *, grouped: bool) -> Iterator[Cells]:
    jobs = jobs_of(result)
    if not grouped or len(jobs) <= MOST_JOBS:
        for job in jobs:
            yield _job_row([job], result, words, top, _title(job, result, words))
        return
    by_turn: dict[tuple[bool, str, int], list[Job]] = {}
    for job in jobs:
        by_turn.setdefault((job.statutory, *repeats(job.interval_years)), []).append(job)
    turns = sorted(by_turn.values(), key=lambda mine: (not mine[0].statutory,
                                                       mine[0].interval_years))  # fmt: skip
    while len(turns) > MOST_JOBS:
        # the two rarest become one, at the interval of the more frequent
        last = turns.pop()
        turns[-1] = [*turns[-1], *last]
    for mine in turns:
        said = interval_said(words, mine[0].interval_years)
        title = words.get("exchange.jobs_together", interval=said, number=len(mine))
        if mine[0].statutory:
            title = f"{words.get('wheel.statutory_yes').capitalize()}: {title}"
        yield _job_row(mine, result, words, top, title)


def _title(job: Job, result: PlanResult, words: Texts) -> str:
    component = result.catalog.component_by_key[job.task.component_key]
    return f"{name_of(component, words)}: {name_of(job.task, words)}"


def _job_row(jobs: Sequence[Job], result: PlanResult, words: Texts, top: str, title: str) -> Cells:
    frequency, number = repeats(min(job.interval_years for job in jobs))
    first = min(jobs, key=lambda job: (job.first_year, job.month))
    hours = sum(job.hours for job in jobs)
    told = [
        f"{_title(job, result, words)} ({interval_said(words, job.interval_years)}; "
        f"{words.word('trade', job.task.trade)})"
        for job in jobs
    ]
    return {
        "Name": f"{shortened(title)} [{jobs[0].task.task_id}]",
        "Starts On": dt.date(first.first_year, first.month, 1).isoformat(),
        "Frequency": number,
        "Recurrence Type": frequency,
        "Recurrence Based On": "Scheduled Date",
        "Title": shortened(title),
        "Description": "\n".join(told),
        "Estimated Hours": None if math.isnan(hours) else round(hours, 2),
        "Priority": "High" if jobs[0].statutory else "Low",
        "Location Name": top,
        "Requires Signature": _NO,
    }


def _money(amount: float) -> object:
    """Empty where it is not known: Atlas takes no words in a cost."""
    return None if math.isnan(amount) else round(amount, 2)


def _check_links(
    locations: Sequence[Cells], parts: Sequence[Cells], assets: Sequence[Cells],
    jobs: Sequence[Cells],
) -> None:  # fmt: skip
    """Links go by name: a name twice, or one that is not there, would be lost silently."""
    places = [row["Name"] for row in locations]
    for rows in (locations, parts, assets, jobs):
        names = [str(row["Name"]) for row in rows]
        if len(set(names)) < len(names):
            raise ValueError("two rows of one import file have the same name")
    linked = [row["Location Name"] for rows in (assets, jobs) for row in rows]
    linked += [row["Parent Location"] for row in locations if row["Parent Location"]]
    if not set(linked) <= set(places):
        raise ValueError(f"{sorted(set(map(str, linked)) - set(map(str, places)))[:3]} is no place")
