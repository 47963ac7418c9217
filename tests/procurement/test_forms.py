"""Contract forms against a recomputation that knows nothing of tables, weights or nodes."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from robuild.costing import cost_lines, time_value
from robuild.procurement import (
    NoShare,
    amounts_of,
    compare_forms,
    contract_options,
    free_picks,
    meets_minimum,
    owner_picks,
)
from robuild.repair_ease import rate_variants
from robuild.terms.contract_forms import ContractTerm as T
from robuild.terms.contract_forms import Selector
from robuild.terms.vocabulary import Engine, Objective

YEARS = ("service_life_low_years", "service_life_typical_years", "service_life_high_years")


def lives_times(catalog, factor):
    """The catalog with every service life longer or shorter."""
    variants = tuple(
        row.model_copy(update={name: getattr(row, name) * factor for name in YEARS})
        for row in catalog.variants
    )
    fields = {name: getattr(catalog, name) for name in type(catalog).model_fields}
    return type(catalog).model_construct(None, **(fields | {"variants": variants}))


class ByHand:
    """Every line in every variant costed on its own, and forms added up from that."""

    def __init__(self, lines, catalog, settings):
        self.lines, self.catalog, self.settings = lines, catalog, settings
        self.ease = rate_variants(catalog, settings).set_index("variant_id")["rei"]
        self.of_key = {
            key: [v.variant_id for v in catalog.variants if v.component_key == key]
            for key in dict.fromkeys(lines["component_key"])
        }
        self.discount = time_value(settings).discount

    def cost(self, variant_id, factor=1.0):
        """Acquisition and cash flows by year of all lines of a kind in a variant."""
        catalog = lives_times(self.catalog, factor)
        key = self.catalog.variant_by_id[variant_id].component_key
        some = self.lines[self.lines["component_key"] == key].reset_index(drop=True)
        some = some.assign(variant_id=variant_id)
        costing = cost_lines(some, catalog, self.settings, rate_variants(catalog, self.settings))
        found = costing.by_engine[Engine.RENEWAL]
        flows = found.cash_flows
        flows = flows[(flows["module"] != "X") & (flows["kind"] != "purchase")]
        by_year = (
            flows.groupby("year")["real_cost_nok"]
            .sum()
            .reindex(range(self.settings.period_years + 1), fill_value=0.0)
        )
        events = costing.line_costs["damage_events_per_year"]
        lost = costing.line_costs["total_loss_share"]
        hours = (
            events * (1 - lost) * costing.line_costs["repair_event_hours"]
            + events * lost * costing.line_costs["total_loss_event_hours"]
        ).sum()
        return float(found.lcc["acquisition_cost_nok"].sum()), by_year.to_numpy(), float(hours)

    def pick(self, key, cost, least_ease=0.0):
        enough = [v for v in self.of_key[key] if self.ease[v] >= least_ease] or self.of_key[key]
        return min(enough, key=lambda v: (round(cost(v), 2), self.of_key[key].index(v)))

    def total(self, form):
        v = form.values
        contract = operation = premium = bought_easy = all_bought = hours = 0.0
        for key in self.of_key:

            def lcc(variant_id):
                bought, flows, _ = self.cost(variant_id)
                return bought + flows @ self.discount

            def horizon(variant_id):
                bought, flows, _ = self.cost(variant_id)
                return bought + sum(
                    flow / (1 + v[T.CONTRACTOR_RATE_SHARE]) ** year
                    for year, flow in enumerate(flows) if year <= v[T.HORIZON_YEARS]
                )  # fmt: skip

            owner = self.pick(key, lcc)
            free = {
                Selector.MIN_LCC: lambda key=key, owner=owner: owner,
                Selector.MIN_CAPEX: lambda key=key: self.pick(
                    key, lambda o: self.cost(o)[0], v[T.MINIMUM_REPAIR_EASE]
                ),
                Selector.MIX: lambda key=key: self.pick(key, lambda o: self.cost(o)[0]),
                Selector.MIN_LCC_HORIZON: lambda key=key, horizon=horizon: self.pick(key, horizon),
            }[form.selector]()
            share = v[T.OWNER_FIXED_SHARE]
            if form.selector is Selector.MIX:
                share += (1 - share) * v[T.MIX_SHARE]
            for variant_id, weight in ((owner, share), (free, 1 - share)):
                bought, _, of_year = self.cost(variant_id)
                factor = v[T.DESIGN_FACTOR] * v[T.EXECUTION_FACTOR]
                _, flows, _ = self.cost(variant_id, factor)
                contract += weight * bought * (1 + v[T.MARKUP_SHARE]) * (1 + v[T.GROWTH_SHARE])
                operation += weight * float(flows @ self.discount)
                while_operated = int(v[T.OPERATION_YEARS])
                premium += (
                    weight
                    * v[T.OPERATION_PREMIUM_SHARE]
                    * float((flows * self.discount)[1 : while_operated + 1].sum())
                )
                all_bought += weight * bought
                bought_easy += weight * bought * (self.ease[variant_id] >= 0.65)
                hours += 10 * weight * of_year
        follow_up = sum(
            v[T.FOLLOW_UP_SHARE] * contract * self.discount[year]
            for year in range(1, int(v[T.FOLLOW_UP_YEARS]) + 1)
        )
        defects = 0.0
        for year in range(1, int(v[T.DEFECTS_YEARS]) + 1):
            net = 1 - v[T.RECOVERED_SHARE] if year <= v[T.LIABILITY_YEARS] else 1.0
            defects += (
                v[T.DEFECTS_SHARE] / v[T.DEFECTS_YEARS] * contract * net * self.discount[year]
            )
        return {
            "contract_nok": contract, "owner_nok": v[T.OWNER_COST_SHARE] * contract,
            "follow_up_nok": follow_up, "operation_nok": operation,
            "premium_nok": premium, "defects_nok": defects, "easy_share": bought_easy / all_bought,
            "repair_hours": hours,
        }  # fmt: skip


@pytest.fixture(scope="module")
def by_hand(lines, catalog, settings):
    return ByHand(lines, catalog, settings)


@pytest.mark.parametrize("place", range(6))
def test_every_amount_of_every_form(place, forms, options, settings, by_hand) -> None:
    form = forms[place]
    found = amounts_of(options, form, settings)
    for name, expected in by_hand.total(form).items():
        assert getattr(found, name) == pytest.approx(expected, rel=1e-9, abs=1e-6), name
    assert found.total_nok == pytest.approx(float(found.by_year_nok.sum()), rel=1e-12)


def test_effects_sum_to_the_difference_and_the_brief_is_only_the_brief(
    forms, options, settings
) -> None:
    found = compare_forms(options, forms, "design_build", settings)
    reference = next(each for each in found if each.form.form_id == "design_build")
    assert (reference.form_effect_nok, reference.brief_effect_nok) == (0.0, 0.0)
    for each in found:
        difference = each.own.total_nok - reference.own.total_nok
        assert each.form_effect_nok + each.brief_effect_nok == pytest.approx(difference, abs=1e-6)
        brief = {T.OWNER_FIXED_SHARE: reference.form.values[T.OWNER_FIXED_SHARE],
                 T.MINIMUM_REPAIR_EASE: reference.form.values[T.MINIMUM_REPAIR_EASE]}  # fmt: skip
        at_brief = amounts_of(options, each.form.changed(brief), settings)
        assert at_brief.total_nok == each.at_reference_brief.total_nok
    lcc = next(each for each in found if each.form.form_id == "separate")
    assert lcc.brief_effect_nok == pytest.approx(0.0, abs=1e-6)  # picks by LCC either way


def test_at_its_break_even_share_the_reference_costs_the_same(forms, options, settings) -> None:
    found = compare_forms(options, forms, "design_build", settings)
    reference = next(form for form in forms if form.form_id == "design_build")
    tested = 0
    for each in found:
        if isinstance(each.break_even_share, NoShare):
            ends = [
                amounts_of(options, reference.changed({T.OWNER_FIXED_SHARE: s}), settings).total_nok
                for s in (0.0, 1.0)
            ]
            assert not min(ends) <= each.own.total_nok <= max(ends)
        else:
            at = reference.changed({T.OWNER_FIXED_SHARE: each.break_even_share})
            total = amounts_of(options, at, settings).total_nok
            assert total == pytest.approx(each.own.total_nok, rel=1e-12)
            tested += 1
    assert tested


def test_payback_is_the_year_it_is_never_dearer_again(forms, options, settings) -> None:
    found = compare_forms(options, forms, "design_build", settings)
    cheapest = min(found, key=lambda each: each.own.bought_nok)
    assert (cheapest.extra_bought_nok, cheapest.payback_year) == (0.0, 0)
    years = []
    for each in found:
        more = [
            math.fsum(each.own.by_year_nok[: n + 1]) - math.fsum(cheapest.own.by_year_nok[: n + 1])
            for n in range(settings.period_years + 1)
        ]
        if each.payback_year is None:
            assert more[-1] > 0
        elif each is not cheapest:
            assert max(more[each.payback_year :]) <= 0.01
            assert each.payback_year == 0 or more[each.payback_year - 1] > 0
            years.append(each.payback_year)
    assert years


def test_a_minimum_that_nothing_reaches_leaves_every_option(forms, options, settings) -> None:
    form = forms[2].changed({T.MINIMUM_REPAIR_EASE: 1.0})
    kind = options.table["kind_no"].to_numpy()
    allowed = meets_minimum(options, form)
    assert allowed.all() or set(kind[allowed]) == set(kind)
    picks = free_picks(options, form, owner_picks(options, settings))
    assert list(kind[picks]) == list(range(options.kinds))


def test_weighted_cost_may_decide_what_the_owner_picks(options, settings) -> None:
    much = settings.model_copy(update={"objective": Objective.WEIGHTED_COST, "alpha": 1.0})
    ease = options.table["rei"].to_numpy()
    plain, weighted = owner_picks(options, settings), owner_picks(options, much)
    assert ease[weighted].sum() >= ease[plain].sum()


def test_between_the_nodes_the_tables_are_close_to_the_engine(
    lines, catalog, settings, forms, options
) -> None:
    """What a sheet shows after B or C was edited, against tables made for the edited form."""
    worst = 0.0
    for design in (0.87, 0.93, 1.02, 1.07):
        form = forms[2].changed({T.DESIGN_FACTOR: design})
        exact = contract_options(
            lines, catalog, settings, rate_variants(catalog, settings), [form.life_factor]
        )
        near, right = (amounts_of(o, form, settings).total_nok for o in (options, exact))
        worst = max(worst, abs(near / right - 1))
    assert 1e-9 < worst < 0.004
    for low, high in pairwise(options.nodes):
        assert options.mix_of((low + high) / 2).sum() == pytest.approx(1.0)
    assert np.array_equal(options.mix_of(9.9), np.eye(len(options.nodes))[-1])


def test_lines_without_amounts_are_outside_and_named(lines, catalog, settings, forms) -> None:
    empty = lines.assign(quantity=lines["quantity"].where(lines["line_id"] != "sofa-common"))
    found = contract_options(empty, catalog, settings, rate_variants(catalog, settings))
    assert found.lines_outside == ("sofa-common",)
    assert amounts_of(found, forms[0], settings).total_nok > 0
