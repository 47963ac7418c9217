"""A municipal FDV import: components and jobs under the headings that operations staff know."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator

from robuild.costing import NS3454_POST_OF
from robuild.exchange.assets import Asset, assets_of
from robuild.exchange.jobs import Job, interval_said, jobs_of, name_of
from robuild.language import Texts, source_told, texts
from robuild.plan_result import PlanResult
from robuild.tabular import csv_text
from robuild.terms.vocabulary import CashFlowKind, Language

HEADER = (
    "Navn", "Merknad", "Prioritet", "Tilstandsgrad", "Konsekvensgrad", "Kostnad", "Ansvarlig",
    "Meldt av", "Fasilitet", "Eiendom", "Bygning", "Opprettet dato", "Registrert", "Utbedret",
    "Fra kontrollplan", "Fag", "Frekvens", "NS 3451", "NS 3454", "Oppgave",
    "Planlagt start oppgave", "Budsjett oppgave", "Avvikstype",
)  # fmt: skip
ENCODING = "iso-8859-1"
_FIRST, _LATER = "1", "3"
_LIKE = {"–": "-", "—": "-", "…": "...", "“": '"', "”": '"', "’": "'", "‘": "'", "€": "EUR"}


def fdv_file(result: PlanResult, language: Language) -> bytes:
    """A row for each component and one for each recurring job: semicolons, ISO-8859-1.

    Headings are Norwegian in every language. Columns about people are empty. What ISO-8859-1 has
    no letter for is written with the nearest it has.

    Args:
        result: a plan.
        language: of names.
    """
    words = texts(Language.NB if language is Language.EN else language)
    rows = [*_components(result, words), *_jobs(result, words)]
    text = csv_text(
        HEADER, ([row.get(name) for name in HEADER] for row in rows), delimiter=";",
        decimal_comma=True,
    )  # fmt: skip
    return "".join(_letter(each) for each in text.replace("\n", "\r\n")).encode(ENCODING, "replace")


def _components(result: PlanResult, words: Texts) -> Iterator[dict[str, object]]:
    post = NS3454_POST_OF[CashFlowKind.PLANNED_REPLACEMENT]
    trades = {
        str(row["variant_id"]): str(row["repair_trade"])
        for row in result.repair_ease.to_dict("records")
    }
    for each in assets_of(result, words):
        trade = trades.get(each.variant.variant_id)
        yield _place(each, result) | {
            "Navn": each.name,
            "Merknad": _remark(each, words),
            "Prioritet": _LATER,
            "Tilstandsgrad": each.grade,
            "Fra kontrollplan": "Nei",
            "Fag": words.word("trade", trade) if trade else "",
            "NS 3451": each.component.element_code,
            "NS 3454": post,
            "Oppgave": words.get("exchange.replace") if each.next_year else "",
            "Planlagt start oppgave": each.next_year,
            "Budsjett oppgave": _money(each.replacement_nok, words) if each.next_year else "",
        }


def _place(each: Asset, result: PlanResult) -> dict[str, object]:
    names = sorted({model.project_name for model in result.inventory.models if model.project_name})
    return {
        "Fasilitet": each.room or each.storey,
        "Eiendom": names[0] if names else "",
        "Bygning": each.building,
    }


def _remark(each: Asset, words: Texts) -> str:
    quantity = words.get("word.not_known") if math.isnan(each.quantity) else f"{each.quantity:g}"
    shown = f"{name_of(each.variant, words)}; {quantity.replace('.', ',')} {each.component.unit}"
    return f"{shown}; {each.global_id}" if each.global_id else shown


def _jobs(result: PlanResult, words: Texts) -> Iterator[dict[str, object]]:
    kinds = dict(zip(result.line_tasks["task_id"], result.line_tasks["kind"], strict=True))
    for job in jobs_of(result):
        component = result.catalog.component_by_key[job.task.component_key]
        yield {
            "Navn": f"{name_of(component, words)}: {name_of(job.task, words)}",
            "Merknad": _source(job, result, words),
            "Prioritet": _FIRST if job.statutory else _LATER,
            "Fra kontrollplan": "Ja",
            "Fag": words.word("trade", job.task.trade),
            "Frekvens": interval_said(words, job.interval_years),
            "NS 3451": component.element_code,
            "NS 3454": NS3454_POST_OF[CashFlowKind(kinds[job.task.task_id])],
            "Oppgave": name_of(job.task, words),
            "Planlagt start oppgave": f"{job.month:02d}.{job.first_year}",
            "Budsjett oppgave": _money(job.cost_nok, words),
        }


def _source(job: Job, result: PlanResult, words: Texts) -> str:
    source = result.catalog.source_by_id[job.task.source_id]
    title, _ = source_told(words, source.source_id, source.title)
    told = words.get("exchange.source", source=title)
    return f"{words.get('wheel.statutory_yes')}; {told}" if job.statutory else told


def _money(amount: float, words: Texts) -> object:
    return words.get("word.not_known") if math.isnan(amount) else round(amount, 2)


def _letter(letter: str) -> str:
    """The nearest that ISO-8859-1 has."""
    if ord(letter) < 256:
        return letter
    if letter in _LIKE:
        return _LIKE[letter]
    plain = unicodedata.normalize("NFKD", letter)
    return "".join(each for each in plain if ord(each) < 256) or "?"
