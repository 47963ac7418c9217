"""Flows by year as sources state them, and their present values by robuild."""

from __future__ import annotations

import numpy as np

from robuild.costing.price_terms import Flows, PriceTerms, Rate, present_value


def booked(years: int, **amounts: float) -> np.ndarray:
    """Amounts of years 0 … years from `y3=…` for one year and `y1_15=…` for a run of them."""
    flows = np.zeros(years + 1)
    for span, amount in amounts.items():
        first, _, last = span.removeprefix("y").partition("_")
        flows[int(first) : int(last or first) + 1] += amount
    return flows


def real(years: int, **amounts: float) -> Flows:
    return Flows(booked(years, **amounts), PriceTerms.REAL)


def nominal(years: int, **amounts: float) -> Flows:
    return Flows(booked(years, **amounts), PriceTerms.NOMINAL)


def worth(flows: Flows, share: float) -> float:
    """Present value at a rate in the flows' own terms."""
    return present_value(flows, Rate(share, flows.terms))
