"""What the building of a plan is called, for people."""

from __future__ import annotations

import re

from robuild.terms.inventory import ModelInventory

_MOST = 3
_GLOBAL_ID = re.compile(r"[0-3][0-9A-Za-z_$]{21}")
"""What stands for a building that nobody named in the model."""


def building_called(inventory: ModelInventory) -> str:
    """Names of the buildings, else of the projects, else of the model files; three at most."""
    buildings = [
        name
        for each in dict.fromkeys(inventory.components["building"].dropna())
        if not _GLOBAL_ID.fullmatch(name := str(each))
    ]
    projects = [
        each
        for each in dict.fromkeys(model.project_name for model in inventory.models)
        if any(letter.isalpha() for letter in each)  # `0001` is what programs fill in
    ]
    files = [model.model_id for model in inventory.models]
    return ", ".join((buildings or projects or files)[:_MOST])
