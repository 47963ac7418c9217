"""The better brief: what to ask of a component so that hard repairs are not bought.

Of the variants in the catalog those that reach the minimum index are accepted. Levels are asked for
where they keep the others out, as few and as low as do it: a list of demands that everything meets
is no list, and one that only one thing meets names a product. Whatever meets the words is as good.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from robuild.repair_ease import levels_of
from robuild.terms.catalog import Catalog, Variant
from robuild.terms.contract_forms import ContractTerm
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Answer, Criterion

WITH_REQUIREMENTS = "design_build_required"
"""The contract form whose minimum the list asks for."""
_LEAD_DAYS = (3.0, 10.0, 20.0, 40.0, 60.0)
_SPARE_YEARS = (20.0, 15.0, 10.0, 5.0, 2.0)
_WARRANTY_YEARS = (10.0, 5.0, 3.0, 2.0, 1.0)
"""Round figures, so that a demand fits a kind of product and not one product."""
_FROM_FUNCTION = ("fire", "separating", "security")
_SAID_OF_VARIANTS = {"fire", "security"}
"""Functions that the catalog says of variants; what separates, drawings decide."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """What repair asks of a position; empty where nothing is asked."""

    index: float | None = None
    """Least index of repair ease."""
    levels: Mapping[Criterion, str] = field(default_factory=dict)
    most_lead_time_days: float | None = None
    least_spare_parts_years: float | None = None
    least_warranty_years: float | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """What repair asks for, by the catalog's own variants."""

    minimum: float | None
    """Least index; `None` asks nothing."""
    index: Mapping[str, float]
    """variant_id -> index, unknown levels at their lowest."""
    worth: Mapping[tuple[Criterion, str], float]
    """Value of each level."""

    def of(self, variants: Sequence[Variant]) -> Requirement:
        """What to ask of a position that these variants fit.

        Nothing is asked where no variant is easy enough: a demand that nobody meets buys nothing.
        """
        if self.minimum is None:
            return Requirement()
        accepted = self.accepted(variants)
        if not accepted:
            return Requirement()
        return Requirement(
            index=self.minimum,
            levels=self._levels(variants, accepted),
            most_lead_time_days=_step(_LEAD_DAYS, _end(max, [v.lead_time_days for v in accepted])),
            least_spare_parts_years=_step(
                _SPARE_YEARS, _end(min, [v.spare_parts_years for v in accepted])
            ),
            least_warranty_years=_step(
                _WARRANTY_YEARS, _end(min, [v.warranty_years for v in accepted])
            ),
        )

    def enough(self, variant: Variant) -> bool:
        """Whether a variant is easy enough; all are where nothing is asked."""
        return self.minimum is None or self.index[variant.variant_id] >= self.minimum - 1e-12

    def accepted(self, variants: Sequence[Variant]) -> list[Variant]:
        """Variants that are easy enough."""
        return [variant for variant in variants if self.enough(variant)]

    def _levels(
        self, variants: Sequence[Variant], accepted: Sequence[Variant]
    ) -> dict[Criterion, str]:
        """As few levels as keep out what the accepted variants are better than.

        Each is half-way between the two, or next above. What no level keeps out, the index does.
        """
        inside = {variant.variant_id for variant in accepted}
        left = [variant for variant in variants if variant.variant_id not in inside]
        least = {criterion: self._least(accepted, criterion) for criterion in Criterion}
        chosen: dict[Criterion, str] = {}
        while left:
            out = {each: [v for v in left if self._value(v, each) < least[each]] for each in least}
            best = max(out, key=lambda each: len(out[each]))  # the first of equals: C1 to C9
            if not out[best]:
                break
            over = max(self._value(variant, best) for variant in out[best])
            chosen[best] = self._lowest_from(best, (over + least[best]) / 2)
            left = [variant for variant in left if variant not in out[best]]
        return {criterion: chosen[criterion] for criterion in Criterion if criterion in chosen}

    def _value(self, variant: Variant, criterion: Criterion) -> float:
        level = variant.level(criterion)
        return 0.0 if level is None else self.worth[criterion, level]

    def _least(self, accepted: Sequence[Variant], criterion: Criterion) -> float:
        return min(self._value(variant, criterion) for variant in accepted)

    def _lowest_from(self, criterion: Criterion, value: float) -> str:
        enough = [(v, level) for (each, level), v in self.worth.items()
                  if each is criterion and v >= value]  # fmt: skip
        return min(enough)[1]


def asking_of(catalog: Catalog, repair_ease: pd.DataFrame, minimum: float | None) -> Asking:
    """What repair asks for.

    Args:
        catalog: variants and levels.
        repair_ease: `tables.REPAIR_EASE` of the same catalog.
        minimum: least index; `None` asks nothing.

    Raises:
        InputError: the catalog's levels lack effects.
    """
    return Asking(
        minimum,
        {
            str(variant): float(rei)
            for variant, rei in zip(repair_ease["variant_id"], repair_ease["rei"], strict=True)
        },
        {at: row.value for at, row in levels_of(catalog).rows.items()},
    )


def minimum_asked(catalog: Catalog, settings: Settings) -> float | None:
    """Least index of the requirement list: the owner's own, else that of the contract form.

    Returns:
        `None` where neither says one above 0.
    """
    of_form = [
        row.value
        for row in catalog.contract_parameters
        if (row.form_id, row.parameter) == (WITH_REQUIREMENTS, ContractTerm.MINIMUM_REPAIR_EASE)
    ]
    own = settings.minimum_repair_ease
    found = own if own is not None else next(iter(of_form), None)
    return found or None


def functional_words(
    variants: Sequence[Variant], *, fire: Answer, separating: Answer, security: Answer
) -> tuple[str, ...]:
    """Functional minimum: what the building asks, and what every variant of the kind is made for.

    A function that nobody knows of is said as such: `fire_unknown`.
    """
    words = []
    for word, answer in zip(_FROM_FUNCTION, (fire, separating, security), strict=True):
        if answer is not Answer.NO:
            words.append(word if answer is Answer.YES else f"{word}_unknown")
    specs = [set(variant.minimum_spec.split(";")) - {""} for variant in variants]
    shared = set.intersection(*specs) if specs else set()
    return (*words, *sorted(shared - set(words) - _SAID_OF_VARIANTS))


def meeting(variants: Sequence[Variant], words: Sequence[str]) -> tuple[tuple[Variant, ...], bool]:
    """Variants that are said to have the functions; all of them where none is, and which it was."""
    needed = _SAID_OF_VARIANTS & set(words)
    found = tuple(v for v in variants if needed <= set(v.minimum_spec.split(";")))
    return (found, True) if found else (tuple(variants), False)


def _end(pick: Callable[[list[float]], float], values: Sequence[float | None]) -> float | None:
    """The loosest that all have; nothing where one of them is not known."""
    known = [value for value in values if value is not None]
    return pick(known) if len(known) == len(values) else None


def _step(steps: Sequence[float], value: float | None) -> float | None:
    """A round figure that is no harder to meet; the first of the steps is the hardest."""
    if value is None:
        return None
    hardest_first = steps[0] < steps[-1]
    meets = [each for each in steps if (each >= value if hardest_first else each <= value)]
    return meets[0] if meets else None
