"""Two alternatives with the same lines, and what they are costed from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from robuild.costing import Costing
from robuild.terms.catalog import Catalog
from robuild.terms.settings import Settings
from robuild.uncertainty.evaluating import Case
from robuild.uncertainty.parts import IntArray


@dataclass(frozen=True, slots=True)
class Pair:
    """Two alternatives with the same lines, in the same order."""

    cases: tuple[Case, Case]
    line_id: tuple[str, ...]
    missing: tuple[str, ...]
    """Lines of either that lack something in one of them, sorted."""

    @classmethod
    def of(cls, first: Costing, second: Costing, catalog: Catalog, settings: Settings) -> Pair:
        """The lines that both have all amounts for, sorted."""
        cases = [case_of(costing, catalog, settings) for costing in (first, second)]
        places = [{line: n for n, line in enumerate(case.parts.line_id)} for case in cases]
        both = tuple(sorted(set(places[0]) & set(places[1])))
        one, other = (
            case.rows(_at(place, both)) for case, place in zip(cases, places, strict=True)
        )
        every = {row.line_id for costing in (first, second) for row in costing.rows}
        return cls((one, other), both, tuple(sorted(every - set(both))))


def case_of(costing: Costing, catalog: Catalog, settings: Settings) -> Case:
    """Lines of a costing with all that their costs depend on."""
    return Case.of(
        costing.rows, costing.line_costs, costing.line_tasks, catalog, settings, costing.time
    )


def _at(places: dict[str, int], line_ids: tuple[str, ...]) -> IntArray:
    return np.array([places[line] for line in line_ids], dtype=np.int64)
