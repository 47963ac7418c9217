"""What a building is called on the first page."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from robuild.workbook.called import building_called


@pytest.mark.parametrize(
    ("buildings", "projects", "called"),
    [
        (["Bygg A", None, "Bygg A", "Bygg B"], ["P"], "Bygg A, Bygg B"),
        (["1xS3BCk291UvhgP2a6eflK"], ["Duplex"], "Duplex"),  # nobody named it
        (["1xS3BCk291UvhgP2a6eflK", "Hus 2"], ["P"], "Hus 2"),
        ([None], [""], "m0.ifc"),
        ([None], ["0001"], "m0.ifc"),
        (["A", "B", "C", "D"], ["P"], "A, B, C"),
    ],
)
def test_names_before_ids_before_files(buildings, projects, called) -> None:
    inventory = SimpleNamespace(
        components=pd.DataFrame({"building": buildings}),
        models=[
            SimpleNamespace(project_name=name, model_id=f"m{number}.ifc")
            for number, name in enumerate(projects)
        ],
    )
    assert building_called(inventory) == called
