"""What a model should carry, as IDS; run by ifctester where it is there, and held against robuild.

The IDS is the stricter of the two: it takes a value only where the standard puts it, robuild also
where exporters put it. So everything robuild lacks must fail the IDS, not the other way round.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from robuild.exchange.model_brief import Requirement, model_brief, model_brief_file
from robuild.gaps import GapKind
from robuild.model.ids_run import IdsOutcome, can_run_ids, run_ids
from robuild.pipeline.checking import Checked
from robuild.terms.vocabulary import Language


@dataclass(frozen=True, slots=True)
class IdsResult:
    """One specification in one model, by ifctester and by robuild."""

    outcome: IdsOutcome
    kind: GapKind | None
    both: int
    """Components that fail the IDS and lack it for robuild."""
    only_robuild: tuple[str, ...]
    """GlobalIds that robuild says lack it and the IDS lets pass; there should be none."""
    only_ids: tuple[str, ...]
    """GlobalIds in the plan that fail the IDS; robuild found the value elsewhere."""


@dataclass(frozen=True, slots=True)
class IdsChecked:
    """An IDS file, and what it came to in the models."""

    content: bytes
    requirements: tuple[Requirement, ...]
    results: tuple[IdsResult, ...] | None
    """`None` where ifctester is not installed."""


def ids_of(checked: Checked, language: Language) -> IdsChecked:
    """The IDS for this catalog and these models, run over them where that can be done.

    Raises:
        InputError: a model is no longer what it was when it was read.
    """
    found = checked.found
    matched = found.matches[found.matches["status"] == "matched"]
    recognised = matched[["component_id", "component_key"]].merge(
        found.inventory.components[["component_id", "ifc_class"]], on="component_id"
    )
    asked = model_brief(found.catalog, found.settings, recognised, language)
    content = model_brief_file(asked, found.catalog, language)
    if checked.of_register or not can_run_ids():
        return IdsChecked(content, asked, None)
    outcomes = run_ids(content, found.inventory)
    by_name = {each.specification.name: each for each in asked}
    return IdsChecked(
        content,
        asked,
        tuple(
            _result(outcome, by_name[outcome.name], checked)
            for outcome in outcomes
            if outcome.for_this_schema
        ),
    )


def _result(outcome: IdsOutcome, asked: Requirement, checked: Checked) -> IdsResult:
    kind = asked.kind
    if kind is None or outcome.fault:
        return IdsResult(outcome, kind, 0, (), ())
    table = _looked_at(outcome, asked, checked)
    lacking = table["component_id"].isin(_lacking(kind, checked))
    failing = table["global_id"].isin(outcome.failed)
    return IdsResult(
        outcome,
        kind,
        int((lacking & failing).sum()),
        tuple(table.loc[lacking & ~failing, "global_id"]),
        tuple(table.loc[failing & ~lacking, "global_id"]),
    )


def _looked_at(outcome: IdsOutcome, asked: Requirement, checked: Checked) -> pd.DataFrame:
    """Components of the model that both look at: of the classes, and in the plan."""
    found = checked.found
    facts = ["component_id", "global_id", "model_id", "ifc_class"]
    table = found.inventory.components[facts].merge(
        found.matches[["component_id", "status", "component_key"]], on="component_id"
    )
    names = asked.specification.entity.names if asked.specification.entity else ()
    mine = (table["model_id"] == outcome.model_id) & table["ifc_class"].str.upper().isin(names)
    if asked.kind is GapKind.PROXY:
        return table[mine & (table["status"] != "out_of_scope")]
    mine &= table["status"] == "matched"
    if asked.unit is not None:
        units = found.catalog.component_by_key
        mine &= table["component_key"].map(
            lambda key: isinstance(key, str) and units[key].unit == asked.unit
        ).astype(bool)  # fmt: skip
    return table[mine]


def _lacking(kind: GapKind, checked: Checked) -> set[str]:
    if kind is GapKind.NO_ROOM:  # the IDS asks for the room itself, not for the kind of place
        table = checked.found.inventory.components
        return set(table.loc[table["space_id"].isna(), "component_id"])
    kinds = {kind}
    if kind is GapKind.WEAK_QUANTITY:
        kinds.add(GapKind.NO_QUANTITY)
    return {key for gap in checked.gaps if gap.kind in kinds for key in gap.component_ids}
