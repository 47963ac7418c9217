"""The door of the room: paths in, one inventory out, every bad file named at once."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from robuild.model.dwellings import compiled_pattern
from robuild.model.joining import joined
from robuild.model.model_reader import ModelRead, read_model
from robuild.model.properties import Properties
from robuild.model.source_files import prepare
from robuild.model.units import given_length_unit
from robuild.terms import tables
from robuild.terms.inventory import ModelInventory
from robuild.terms.issues import InputError, Issue, Origin, Severity
from robuild.terms.settings import Settings

Progress = Callable[[str, float], None]
_MALFORMED = (
    RuntimeError, AttributeError, TypeError, IndexError, KeyError, ValueError, OverflowError,
)  # fmt: skip


def read_models(
    paths: Sequence[Path],
    *,
    settings: Settings,
    length_unit: str | None = None,
    progress: Progress | None = None,
    lazy: bool = True,
) -> ModelInventory:
    """Read the IFC models of one building.

    Args:
        paths: `.ifc` or `.ifczip` files; IFC2X3, IFC4 or IFC4X3.
        settings: `dwelling_pattern` is used.
        length_unit: name of the length unit for files that state none, such as `mm`.
        progress: called with `read` and the share done.
        lazy: parse only what is asked for. The result is the same without, only later.

    Returns:
        Components, rooms, rejects and findings; lengths in m, areas in m².
        `elements_read = components + rejects` (conventions §1.3).

    Raises:
        InputError: at least one file cannot be used; carries one fault per bad file.
    """
    given_m = None if length_unit is None else given_length_unit(length_unit)
    pattern = compiled_pattern(settings.dwelling_pattern)
    faults: list[Issue] = []
    reads: list[ModelRead] = []
    paths = [Path(path) for path in paths]
    if not paths:
        raise InputError(Issue(Severity.ERROR, "no_models", "no model file was given."))
    faults += _given_twice(paths)
    for index, (path, model_id) in enumerate(zip(paths, _model_ids(paths), strict=True)):
        if progress:
            progress("read", index / len(paths))
        with tempfile.TemporaryDirectory(prefix="robuild-", ignore_cleanup_errors=True) as folder:
            try:
                source = prepare(path, Path(folder))
                reads.append(
                    read_model(source, model_id, given_length_m=given_m, pattern=pattern, lazy=lazy)
                )
            except InputError as error:
                faults += error.issues
            except _MALFORMED as error:
                faults.append(_malformed(path, error))
    if faults:
        raise InputError(faults)
    inventory = _inventory(reads)
    if progress:
        progress("read", 1.0)
    return inventory


def _malformed(path: Path, error: Exception) -> Issue:
    # the parser hands on values of the wrong kind, such as a text where an element must stand
    words = (str(error).splitlines() or [""])[0][:160]
    return Issue(
        Severity.ERROR,
        "malformed_model",
        f"a statement has values of the wrong kind ({type(error).__name__}: {words}).",
        Origin(file=str(path)),
        "Check the file with a validator, or export it again.",
    )


def _given_twice(paths: Sequence[Path]) -> list[Issue]:
    counts = Counter(str(path.resolve()) for path in paths)
    return [
        Issue(
            Severity.ERROR,
            "model_given_twice",
            f"the same file was given {count} times.",
            Origin(file=path),
            "Give each model once.",
        )
        for path, count in counts.items()
        if count > 1
    ]


def _model_ids(paths: Sequence[Path]) -> list[str]:
    """File names; where two are equal, as much of the folder as tells them apart.

    >>> _model_ids([Path("a/x.ifc"), Path("b/x.ifc"), Path("y.ifc")])
    ['a/x.ifc', 'b/x.ifc', 'y.ifc']
    """
    for depth in range(1, max(len(path.parts) for path in paths) + 1):
        ids = ["/".join(path.parts[-depth:]) for path in paths]
        names = Counter(path.name for path in paths)
        ids = [i if names[p.name] > 1 else p.name for i, p in zip(ids, paths, strict=True)]
        if len(set(ids)) == len(ids):
            return ids
    return [f"{path.name} ({number})" for number, path in enumerate(paths, 1)]


def _inventory(reads: Sequence[ModelRead]) -> ModelInventory:
    models = tuple(read.facts for read in reads)
    whole = joined(reads)
    inventory = ModelInventory(
        models=models,
        components=_table(tables.COMPONENTS, whole.components),
        spaces=_table(tables.SPACES, whole.spaces),
        rejects=_table(tables.REJECTS, whole.rejects),
        properties=Properties(whole.levels),
        elements_read=sum(model.elements_read for model in models),
        issues=tuple(whole.issues),
    )
    if inventory.elements_read != len(inventory.components) + len(inventory.rejects):
        raise AssertionError("elements read and components + rejects differ")
    return inventory


def _table(schema: Any, rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    # arrays, not Series: pandas would align and copy those one by one
    columns: dict[str, Any] = {}
    for name, column in schema.columns.items():
        values = [row[name] for row in rows]
        kind = str(column.dtype)
        if kind.startswith("float"):
            columns[name] = np.array([np.nan if v is None else v for v in values], dtype="float64")
        else:
            columns[name] = pd.array(values, dtype="str")
    return pd.DataFrame(columns, copy=False)
