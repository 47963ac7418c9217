"""One page for those who mend models: the balance, and what is missing by the money on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import robuild
from robuild.gaps import Gap, RungMoney
from robuild.handouts.page import environment
from robuild.language import kr, texts
from robuild.telling import told_gaps
from robuild.terms.catalog import Catalog
from robuild.terms.results import Totals
from robuild.terms.vocabulary import Language


@dataclass(frozen=True, slots=True)
class IdsRow:
    """One specification of the IDS, run over a model."""

    name: str
    model: str
    passed: bool
    applicable: int
    failed: int
    fault: str


@dataclass(frozen=True, slots=True)
class CheckPage:
    """All that the page tells; names of models, kinds and classes, none of rooms or dwellings."""

    models: tuple[str, ...]
    catalog: Catalog
    catalog_label: str
    balance: dict[str, Any]
    """Of `summary.balance`."""
    by_rung: tuple[RungMoney, ...]
    gaps: tuple[Gap, ...]
    totals: Totals
    period_years: int
    ids: tuple[IdsRow, ...] | None
    """`None` where no IDS was run."""
    anything_priced: bool = True
    of_register: bool = False
    """Then nothing is said of design programs."""


def check_html(page: CheckPage, language: Language) -> str:
    """The page as text: no script, no network; everything from models is escaped."""
    words = texts(language)
    matched = page.balance["matched"]
    nothing = "nothing" if page.anything_priced else "nothing_priced"
    told = told_gaps(page.gaps, page.catalog, words)
    shares = [gap.life_cycle_share for gap in page.gaps]
    return (
        environment()
        .get_template("check.html.j2")
        .render(
            word=words.get,
            one_of=words.word,
            language=str(language),
            version=robuild.__version__,
            page=page,
            nothing=words.get(f"check_page.{nothing}"),
            models=", ".join(page.models),
            rejects=sum(page.balance["rejects"].values()),
            rungs=[
                (
                    str(each.rung), each.count, each.count / matched,
                    words.get("gap_word.money_unknown")
                    if each.life_cycle_cost_nok is None
                    else kr(each.life_cycle_cost_nok),
                )
                for each in page.by_rung
            ],
            life_cycle_cost=kr(page.totals.life_cycle_cost_nok),
            acquisition=kr(page.totals.acquisition_cost_nok),
            outside=[each for each, share in zip(told, shares, strict=True) if share is None],
            inside=[
                (each, share)
                for each, share in zip(told, shares, strict=True)
                if share is not None
            ],
        )
    )  # fmt: skip
