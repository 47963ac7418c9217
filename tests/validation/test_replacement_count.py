"""Number of replacements by EN 15978 and EN 16627, as explained at eebguide.eu p=2030.

Whole numbers, rounded up unless justified: read in the source. The formula ceil(T / ESL) − 1, first
purchase not counted and none at the end, is from memory.
"""

from __future__ import annotations

import pytest

from robuild.costing import number_of_replacements, replacement_times, replacement_years, times_due

# period, life -> replacements
PRINTED = {
    "50_15": (50, 15, 3), "50_25": (50, 25, 1), "50_50": (50, 50, 0), "50_60": (50, 60, 0),
    "60_20": (60, 20, 2), "50_12.5": (50, 12.5, 3), "60_8": (60, 8, 7), "30_20": (30, 20, 1),
    "50_3": (50, 3, 16), "60_15": (60, 15, 3),
}  # fmt: skip
VECTORS = {
    name: (
        lambda period=period, life=life: int(number_of_replacements(life, life, period)),
        pytest.approx(printed, abs=0),
    )
    for name, (period, life, printed) in PRINTED.items()
}
CARRIED = {"replacement_count": VECTORS}


@pytest.mark.parametrize("name", VECTORS)
def test_number(name):
    found, printed = VECTORS[name]
    assert found() == printed


@pytest.mark.parametrize(("period", "life", "printed"), PRINTED.values(), ids=PRINTED)
def test_as_many_are_booked(period, life, printed):
    assert len(replacement_times(life, period)) == printed
    assert len(replacement_years(life, period)) == printed
    assert times_due(life, life, period).sum() == printed
