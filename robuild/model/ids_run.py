"""An IDS file run over models by ifctester, where that is installed (extra `ids`)."""

from __future__ import annotations

import importlib.util
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from robuild.model.source_files import prepare
from robuild.terms.inventory import ModelInventory


@dataclass(frozen=True, slots=True)
class IdsOutcome:
    """What one specification came to in one model."""

    model_id: str
    name: str
    for_this_schema: bool
    """False: it is for other schemas and was not run."""
    passed: bool
    applicable: int
    """Elements it is for."""
    failed: frozenset[str]
    """GlobalIds of those that do not meet it."""
    reasons: tuple[tuple[str, int], ...]
    """What ifctester says, most often first."""
    fault: str = ""
    """Why ifctester could not run it on this model; empty when it could."""


def can_run_ids() -> bool:
    """Whether ifctester is installed."""
    return importlib.util.find_spec("ifctester") is not None


def run_ids(content: bytes, inventory: ModelInventory) -> tuple[IdsOutcome, ...]:
    """Outcome of every specification in every model, in the order of the file.

    Args:
        content: of an .ids file; checked against the schema of IDS 1.0 first.
        inventory: models as they were read.

    Raises:
        InputError: a model is no longer what it was when it was read.
        ValueError: the content is not IDS 1.0; a fault of its writer.
    """
    import ifcopenshell
    from ifctester import ids

    found: list[IdsOutcome] = []
    for facts in inventory.models:
        with tempfile.TemporaryDirectory(prefix="robuild-", ignore_cleanup_errors=True) as folder:
            file = Path(folder) / "asked.ids"  # from text it reads no restriction
            file.write_bytes(content)
            try:
                read = ids.open(str(file), validate=True)
            except ids.IdsXmlValidationError as error:
                raise ValueError(str(error)) from error
            source = prepare(Path(facts.file), Path(folder))
            model: Any = ifcopenshell.open(source.path, ".ifc")
            ids.get_pset.cache_clear()
            ids.get_psets.cache_clear()
            found += [_outcome(each, model, facts.model_id) for each in read.specifications]
            del model
    return tuple(found)


def _outcome(specification: Any, model: Any, model_id: str) -> IdsOutcome:
    specification.reset_status()
    if not specification.check_ifc_version(model):
        return IdsOutcome(model_id, specification.name, False, True, 0, frozenset(), ())
    try:
        specification.validate(model)
    except Exception as error:  # ifctester stumbles over odd values, such as one without a type
        fault = f"{type(error).__name__}: {str(error)[:120]}"
        return IdsOutcome(model_id, specification.name, True, False, 0, frozenset(), (), fault)
    prohibited = specification.maxOccurs == 0
    bad = specification.applicable_entities if prohibited else specification.failed_entities
    reasons = Counter(
        str(failure["reason"]) for facet in specification.requirements for failure in facet.failures
    )
    return IdsOutcome(
        model_id=model_id,
        name=specification.name,
        for_this_schema=True,
        passed=bool(specification.status),
        applicable=len(specification.applicable_entities),
        failed=frozenset(str(entity[0]) for entity in bad),
        reasons=tuple(reasons.most_common(5)),
    )
