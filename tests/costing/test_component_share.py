"""What part of its line a component is."""

from __future__ import annotations

import math

import pandas as pd

from robuild.costing import component_shares


def test_known_parts_of_a_line_sum_to_one_and_unknown_ones_stay_unknown() -> None:
    table = pd.DataFrame(
        {
            "line_id": ["wall", "door", "wall", "wall", "nought"],
            "quantity": [30.0, 2.0, 10.0, math.nan, 0.0],
        }
    )
    shares = component_shares(table).tolist()
    assert shares[:3] == [0.75, 1.0, 0.25]
    assert math.isnan(shares[3])
    assert math.isnan(shares[4])
