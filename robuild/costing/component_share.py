"""What part of its line a component is."""

from __future__ import annotations

import pandas as pd


def component_shares(line_of_component: pd.DataFrame) -> pd.Series:
    """Part of each component in the quantity of its line, and so in the line's amounts [share].

    Args:
        line_of_component: `tables.LINE_OF_COMPONENT`.

    Returns:
        In the order of the rows; NaN where the component has no quantity. Those of a line that
        are known sum to 1.
    """
    quantity = line_of_component["quantity"]
    whole = quantity.groupby(line_of_component["line_id"]).transform("sum")
    return (quantity / whole).where(whole > 0)
