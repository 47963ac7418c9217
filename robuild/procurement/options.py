"""What can be bought of each kind of component, and what it costs year by year to live with.

One building buys one product of a kind, so a kind's lines are taken together. How execution and
design change service lives is kept as tables at some life factors (`nodes`), linear between them:
a workbook can follow that, and at the factors of the forms themselves it is exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from robuild.choosing import OfferedLines, choice_classes, cost_offers, offers_table
from robuild.costing import Costing, TimeValue
from robuild.costing.discounting import FloatArray
from robuild.repair_ease import repair_ease_class
from robuild.terms.catalog import Catalog
from robuild.terms.column_kinds import count, number, schema, text
from robuild.terms.settings import Settings
from robuild.terms.tables import checked
from robuild.terms.vocabulary import ChoosePer, Engine, RepairEaseClass
from robuild.uncertainty import Case, Factors, case_of, planned_at

EASY = (RepairEaseClass.A, RepairEaseClass.B)
"""Classes of repair ease that count as easy."""
_WIDE_NODES = (0.6, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5)
_DECIMALS = 9
_NEAR = 0.02
"""A wide node so close to a form's own factor is left out."""

CONTRACT_OPTIONS = schema(
    "contract_options",
    {
        "component_key": text(),
        "variant_id": text(),
        "kind_no": count(),  # place of the component among those compared, from 0
        "line_count": count(),
        "component_count": count(),
        "acquisition_nok": number(),  # of all its lines, at the catalog's prices
        "rei": number(),
        "easy": count(),  # 1 in class A or B
        "repair_hours_per_year": number(),
        "corrective_nok_per_year": number(),  # repairs and total losses, in prices of year 0
    },
    ["component_key", "variant_id"],
)


@dataclass(frozen=True, slots=True)
class ContractOptions:
    """Options of every kind of component; arrays follow the rows of the table."""

    table: pd.DataFrame
    """`CONTRACT_OPTIONS`, by kind in the order of the catalog."""
    nodes: FloatArray
    """Life factors that the tables below are made for, rising; 1 is one of them."""
    running_nok: FloatArray
    """Options × years 0 … period: maintenance and damage, in real prices of the year."""
    replaced_nok: FloatArray
    """Nodes × options × years: planned replacement, in real prices of the year."""
    residual_nok: FloatArray
    """Nodes × options: value credited at the end of the period, not discounted."""
    time: TimeValue
    lines_outside: tuple[str, ...]
    """Lines that no variant has all amounts for; they are in no figure."""
    offered: OfferedLines
    option_of_offer: dict[str, int]
    """Row of each line in each variant that is an option."""

    @property
    def kinds(self) -> int:
        """How many kinds of component are compared."""
        return int(self.table["kind_no"].max()) + 1 if len(self.table) else 0

    @property
    def period_years(self) -> int:
        """Years of the analysis."""
        return len(self.time.discount) - 1

    def mix_of(self, life_factor: float) -> FloatArray:
        """Weight of each node for a life factor; the ends hold beyond them.

        Example:
            with nodes 0.9, 1 and 1.1 a factor of 0.925 gives 0.75, 0.25 and 0.
        """
        unit = np.eye(len(self.nodes))
        return np.array([np.interp(life_factor, self.nodes, row) for row in unit])

    def at_nodes(self, nodes: FloatArray) -> ContractOptions:
        """The same with fewer life factors: what a workbook keeps.

        Args:
            nodes: some of those that there are, rising.
        """
        kept = np.searchsorted(self.nodes, nodes)
        return replace(
            self, nodes=nodes, replaced_nok=self.replaced_nok[kept],
            residual_nok=self.residual_nok[kept],
        )  # fmt: skip

    def operation_nok(self, life_factor: float) -> FloatArray:
        """Options × years: what it costs to live with, without the value left at the end."""
        mixed = np.tensordot(self.mix_of(life_factor), self.replaced_nok, axes=1)
        found: FloatArray = self.running_nok + mixed
        return found

    def residual_left_nok(self, life_factor: float) -> FloatArray:
        """Value credited at the end, by option, not discounted."""
        left: FloatArray = self.mix_of(life_factor) @ self.residual_nok
        return left


def contract_options(
    lines: pd.DataFrame,
    catalog: Catalog,
    settings: Settings,
    repair_ease: pd.DataFrame,
    life_factors: Sequence[float] = (),
    more_factors: Sequence[float] = (),
) -> ContractOptions:
    """Options of every kind of component in these lines.

    Args:
        lines: `tables.LINES`.
        catalog: what is offered.
        settings: with years resolved.
        repair_ease: `tables.REPAIR_EASE` of the same catalog and settings.
        life_factors: those of the contract forms, for which the tables shall be exact.
        more_factors: others for which they shall be so too, in between.
    """
    offered = cost_offers(lines, catalog, settings, repair_ease)
    offers = offers_table(offered, catalog, repair_ease, Engine.RENEWAL)
    classes = choice_classes(offers, ChoosePer.BUILDING)
    table, option_of_offer = _table(offers, offered.of_line, classes.options, catalog)
    case = case_of(offered.costing, catalog, settings)
    rows, options = rows_of_options(case, option_of_offer)
    some, time = case.rows(rows), case.time
    size = len(table)
    running = _sums(_running(some), options, size) * time.price
    nodes = np.union1d(nodes_for(life_factors), np.round(more_factors, _DECIMALS))
    replaced = np.empty((len(nodes), size, len(time.price)))
    residual = np.empty((len(nodes), size))
    once = some.parts.replacement_nok.sum(axis=1)[:, np.newaxis]
    end_nok = some.parts.material_nok * some.residual_share * time.end_price
    for at, factor in enumerate(nodes):
        planned = planned_at(some, Factors(life=factor))
        replaced[at] = _sums(once * planned.per_year, options, size) * time.price
        residual[at] = _sums((end_nok * planned.value_share)[:, np.newaxis], options, size)[:, 0]
    return ContractOptions(
        checked(CONTRACT_OPTIONS, _with_events(table, offered.costing, option_of_offer)),
        nodes,
        running,
        replaced,
        residual,
        time,
        tuple(sorted(classes.lines_not_choosable)),
        offered,
        option_of_offer,
    )


def rows_of_options(case: Case, option_of_offer: dict[str, int]) -> tuple[np.ndarray, np.ndarray]:
    """Rows of a case that are options, and which option each is."""
    found = [(at, option_of_offer[o]) for at, o in enumerate(case.parts.line_id)
             if o in option_of_offer]  # fmt: skip
    pairs = np.array(found, dtype=np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def nodes_for(life_factors: Sequence[float]) -> FloatArray:
    """Life factors that tables are made for: these, 1, and some on both sides of them."""
    exact = sorted({1.0, *(round(factor, _DECIMALS) for factor in life_factors)})
    wide = [n for n in _WIDE_NODES if all(abs(n - each) > _NEAR for each in exact)]
    return np.array(sorted([*exact, *wide]))


def _sums(amounts: FloatArray, options: np.ndarray, size: int) -> FloatArray:
    found = np.zeros((size, amounts.shape[1]))
    np.add.at(found, options, amounts)
    return found


def _running(case: Case) -> FloatArray:
    parts = case.parts
    running = np.concatenate([[0.0], np.ones(case.settings.period_years)])
    found: FloatArray = parts.maintenance_nok.sum(axis=1) + np.outer(
        parts.damage_nok.sum(axis=1), running
    )
    return found


def _table(
    offers: pd.DataFrame, of_line: pd.DataFrame, options: pd.DataFrame, catalog: Catalog
) -> tuple[pd.DataFrame, dict[str, int]]:
    place = {component.component_key: at for at, component in enumerate(catalog.components)}
    order = {variant.variant_id: at for at, variant in enumerate(catalog.variants)}
    table = options.assign(
        at=options["component_key"].map(place), by=options["variant_id"].map(order)
    ).sort_values(["at", "by"], ignore_index=True)
    number_of = {key: n for n, key in enumerate(dict.fromkeys(table["component_key"]))}
    found = pd.DataFrame(
        {
            "component_key": table["component_key"],
            "variant_id": table["variant_id"],
            "kind_no": table["component_key"].map(number_of).astype(int),
            "line_count": table["line_count"],
            "component_count": table["component_count"],
            "acquisition_nok": table["acquisition_cost_nok"],
            "rei": table["repair_ease"],
            "easy": np.array([repair_ease_class(rei) in EASY for rei in table["repair_ease"]], int),
        }
    )
    at = {
        (key, variant): row
        for row, (key, variant) in enumerate(
            zip(found["component_key"], found["variant_id"], strict=True)
        )
    }
    pairs = zip(offers["component_key"], offers["variant_id"], of_line["offer_id"], strict=True)
    return found, {offer: at[key, variant] for key, variant, offer in pairs if (key, variant) in at}


def _with_events(
    table: pd.DataFrame, costing: Costing, option_of_offer: dict[str, int]
) -> pd.DataFrame:
    costs = costing.line_costs
    known = costs["line_id"].isin(list(option_of_offer)) & costs["missing"].isna()
    some = costs[known]
    lost = some["total_loss_share"]
    events = some["damage_events_per_year"]
    option = some["line_id"].map(option_of_offer)

    def by_option(repair: str, loss: str) -> pd.Series:
        each = events * ((1.0 - lost) * some[repair] + lost * some[loss])
        return each.groupby(option).sum().reindex(range(len(table)), fill_value=0.0)

    return table.assign(
        repair_hours_per_year=by_option("repair_event_hours", "total_loss_event_hours"),
        corrective_nok_per_year=by_option("repair_event_nok", "total_loss_event_nok"),
    )
