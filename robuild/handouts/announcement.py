"""The annex of a tender to print: method, every locked figure, what bidders fill in, scoring."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from robuild.handouts.page import environment
from robuild.language import Texts, figure, texts
from robuild.plan_result import PlanResult
from robuild.procurement import Tendered
from robuild.tabular import write_text
from robuild.telling import (
    criterion_name,
    functions_told,
    levels_of,
    levels_told,
    name_of,
    promises_told,
    quantity_told,
)
from robuild.terms.settings import about
from robuild.terms.tender import EvidenceClass, Position, Tender
from robuild.terms.vocabulary import Criterion, Language, Trade

_SETTINGS = (
    "period_years", "base_year", "price_year", "opening_year", "real_rate_1", "real_rate_2",
    "real_rate_3", "real_rate_1_until_year", "real_rate_2_until_year", "total_loss_share",
    "spare_premium", "visits_per_event", "administrative_delay_days", "workday_hours",
)  # fmt: skip
"""Settings that became locked parameters, under their own names."""
_YEARS = {"year"}
_SEAL = "<!-- robuild sha256 {} -->"
_ANSWERS = (
    ("unit_price_nok", "incomplete"), ("material_price_nok", "incomplete"), ("hours", "owner"),
    ("life_years", "owner"), ("life_evidence", "no_evidence"), ("warranty_years", "shown"),
    ("lead_time_days", "shown"), ("levels", "worst"), ("levels_evidence", "no_evidence"),
    ("spare_part_nok", "shown"), ("spare_parts_years", "shown"), ("product", "shown"),
    ("instruction_link", "shown"),
)  # fmt: skip
_RANGES = {
    "unit_price_nok": "0 – 1 000 000 000", "material_price_nok": "0 – 1 000 000 000",
    "hours": "0 – 1 000", "life_years": "0,1 – 200", "warranty_years": "0 – 100",
    "lead_time_days": "0 – 3 650", "spare_part_nok": "0 – 1 000 000 000",
    "spare_parts_years": "0 – 100",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parameter:
    """A locked figure with unit, source and mark."""

    name: str
    value: str
    unit: str
    source: str
    mark: str


@dataclass(frozen=True, slots=True)
class PositionRow:
    """A position in words."""

    row: Position
    name: str
    quantity: str
    asked: str
    uses: tuple[str, ...]
    cells: tuple[str, ...]
    """Life and hours of the owner's, each with its limit, event, disposal, drying."""
    trade: str
    levels: str
    not_modelled: str


def write_announcement(result: PlanResult, made: Tendered, path: Path, language: Language) -> None:
    """Write the page; it needs no network, runs no script and prints on A4.

    Raises:
        OutputError: the file could not be written; what was there is still there.
    """
    write_text(path, _sealed(announcement_html(result, made, language)))


def _sealed(page: str) -> str:
    """The page with its checksum behind it, so that edits of people are seen."""
    return f"{page.rstrip()}\n{_SEAL.format(sha256(page.rstrip().encode()).hexdigest())}\n"


def announcement_edited(path: Path) -> bool:
    """Whether a page that is there is other than `write_announcement` wrote it."""
    page, _, seal = path.read_text(encoding="utf-8", errors="replace").rstrip().rpartition("\n")
    return seal != _SEAL.format(sha256(page.encode()).hexdigest())


def announcement_html(result: PlanResult, made: Tendered, language: Language) -> str:
    """The page as text. Everything from models and catalogs is escaped."""
    words, tender = texts(language), made.tender
    reasons = Counter(made.positions.left_out.values())
    return (
        environment()
        .get_template("announcement.html.j2")
        .render(
            word=words.get,
            one_of=words.word,
            language=str(language),
            tender=tender,
            hash=tender.hash,
            version=tender.robuild_version,
            catalog=result.catalog_label,
            parameters=_parameters(result, tender, words),
            trades=_trades(result, tender, words),
            answers=_answers(words),
            evidence=[
                (
                    words.word("evidence_class", each),
                    _share(tender.terms.evidence_shares[each], words),
                )
                for each in EvidenceClass
            ],
            low_share=_share(tender.terms.low_price_share, words),
            criteria=[_criterion(tender, each, words) for each in Criterion],
            positions=[_position(tender, row, words) for row in tender.positions],
            digests=sorted(tender.model_digests.items()),
            lines=made.line_count,
            in_positions=len(made.positions.position_of_line),
            reasons=[
                (words.get(f"tender.left_out.{why}"), n) for why, n in sorted(reasons.items())
            ],
            left_out=sum(reasons.values()),
            unmatched=int((result.matches["status"] == "unmatched").sum()),
            partly=sum(row.missing_quantity_count for row in tender.positions),
            not_modelled=sum(row.not_modelled_quantity > 0 for row in tender.positions),
            by_price=sum(row.owner_life_years is None for row in tender.positions),
            unsure=[
                row.position_id
                for row in tender.positions
                if any(word.endswith("_unknown") for word in row.minimum_words)
            ],
            brief=any(row.minimum_repair_ease is not None for row in tender.positions),
            alpha=figure(tender.terms.alpha, language, 2),
        )
    )


def _parameters(result: PlanResult, tender: Tender, words: Texts) -> list[Parameter]:
    settings, lang = result.settings, words.language
    rows = []
    for key in _SETTINGS:
        known, value = about(key), getattr(settings, key)
        share = key.startswith("real_rate") and not key.endswith("_year")
        year = known.unit in _YEARS
        shown = (
            str(value)
            if year
            else _share(value, words)
            if share
            else figure(value, lang, _places(value))
        )
        changed = key in result.changed_settings
        rows.append(
            Parameter(
                words.get(f"setting.{key}.label"),
                shown,
                words.word("unit_of", known.unit.replace("/", "_per_")),
                words.get("announcement.owner") if changed else known.source,
                words.word("mark", "user" if changed else known.mark),
            )
        )
    terms, own = tender.terms, words.get("announcement.method")
    timing = "mid_year" if terms.mid_year else "end_of_year"
    assumed = words.word("mark", "assumption")
    rows += [
        Parameter(words.get("setting.discount_timing.label"), words.word("discount_timing", timing),
                  "", "robuild", words.word("mark", "default")),
        Parameter("alpha", figure(terms.alpha, lang, 2), words.word("unit_of", "share"), own,
                  words.word("mark", "user" if terms.alpha else "default")),
        Parameter(words.get("announcement.term.low_price_share"),
                  _share(terms.low_price_share, words), words.word("unit_of", "share"), own,
                  assumed),
    ]  # fmt: skip
    return rows


def _places(value: float) -> int:
    return 0 if value == int(value) else 2


def _share(value: float, words: Texts) -> str:
    shown = f"{100 * value:.3g} %"
    return shown if words.language is Language.EN else shown.replace(".", ",")


def _answers(words: Texts) -> list[tuple[str, str, str]]:
    rows = []
    for key, without in _ANSWERS:
        heading = words.get(
            "announcement.levels_heading" if key == "levels" else f"column.bid.{key}"
        )
        limits = _RANGES.get(key)
        if limits and words.language is Language.EN:
            limits = limits.replace(",", ".")
        allowed = limits or words.get(
            "announcement.from_list"
            if key in ("levels", "life_evidence", "levels_evidence")
            else "announcement.free_text"
        )
        rows.append((heading, allowed, words.get(f"announcement.without.{without}")))
    return rows


def _criterion(
    tender: Tender, criterion: Criterion, words: Texts
) -> tuple[str, str, list[tuple[str, str, str, str]]]:
    lang = words.language
    rows = [
        (f"{criterion}.{number}", name_of(each, words), figure(each.value, lang, 2),
         "–" if each.effect is None else figure(each.effect, lang, 2))
        for number, each in enumerate(levels_of(tender, criterion), start=1)
    ]  # fmt: skip
    weight = _share(tender.terms.criterion_weights[criterion], words)
    return criterion_name(criterion, words), weight, rows


def _position(tender: Tender, row: Position, words: Texts) -> PositionRow:
    lang = words.language

    def number(value: float | None, decimals: int = 2) -> str:
        if value is None:
            return words.get("word.not_known")
        return figure(value, lang, 0 if value == int(value) else decimals)

    asked: Sequence[str] = (
        *functions_told(row, words), *promises_told(row, words), *levels_told(row, tender, words),
    )  # fmt: skip
    uses = [
        words.get(
            "announcement.use",
            use=words.word("use_intensity", use.use_intensity),
            quantity=number(use.quantity),
            factor=number(use.life_factor),
            events=figure(use.damage_events_per_year, lang),
        )
        for use in row.uses
    ]
    cells = (
        f"{number(row.owner_life_years, 1)} / {number(row.most_life_years, 1)}",
        f"{number(row.owner_hours)} / {number(row.least_hours)}",
        number(row.event_quantity), number(row.disposal_nok), number(row.drying_days),
    )  # fmt: skip
    return PositionRow(
        row, name_of(row, words), quantity_told(row, words),
        "; ".join(asked) or words.get("bid.no_minimum"), tuple(uses), cells,
        words.word("trade", row.trade),
        "-".join(_level_no(tender, criterion, row) for criterion in Criterion),
        number(row.not_modelled_quantity) if row.not_modelled_quantity else "",
    )  # fmt: skip


def _level_no(tender: Tender, criterion: Criterion, row: Position) -> str:
    """Number of the owner's level, as in the table of levels; a question mark for none."""
    keys = [each.level for each in levels_of(tender, criterion)]
    level = row.owner_levels.get(criterion)
    return "?" if level is None else str(keys.index(level) + 1)


def _trades(result: PlanResult, tender: Tender, words: Texts) -> list[tuple[str, ...]]:
    """What an hour costs, of every trade that a position has."""
    lang = words.language
    rows = {
        row.trade: (row.hourly_rate_nok, row.call_out_nok, row.minimum_order_nok)
        for row in tender.positions
    }
    terms = tender.terms
    rows[Trade.CARETAKER] = (
        terms.caretaker_rate_nok, terms.caretaker_call_out_nok, terms.caretaker_minimum_order_nok,
    )  # fmt: skip
    found = []
    for trade in Trade:
        if trade not in rows:
            continue
        source = result.catalog.source_by_id.get(result.catalog.rate_by_trade[trade].source_id)
        found.append(
            (words.word("trade", trade), *(figure(each, lang, 0) for each in rows[trade]),
             source.title if source else "", words.word("mark", source.mark) if source else "")
        )  # fmt: skip
    return found
