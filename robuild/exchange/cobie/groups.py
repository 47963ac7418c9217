"""System, Assembly, Attribute and Contact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from robuild.exchange.cobie.assets import Asset, Kind
from robuild.exchange.cobie.source import Row, Source, by_id
from robuild.exchange.cobie.wording import company_of, shown, unique_names
from robuild.terms.vocabulary import RepairEaseClass

_TECHNICAL = "3456"
"""First digit of NS 3451 codes of sanitary, electrical, communication and other installations."""
_FILLS = ("IfcDoor", "IfcWindow")
"""They stand in a wall and are no part of it."""


def system_rows(assets: Sequence[Asset], source: Source) -> list[Row]:
    """Systems of the models; technical components in none, by two digits of NS 3451."""
    by_global_id: dict[tuple[str, str], list[Asset]] = {}
    for asset in assets:
        row = asset.row
        by_global_id.setdefault((str(row["model_id"]), str(row["global_id"])), []).append(asset)
    groups: list[tuple[str, Row, list[Asset]]] = []
    placed: set[str] = set()
    for structure in source.structures:
        for system in structure.systems:
            mine = [a for each in system.members
                    for a in by_global_id.get((structure.model_id, each), ())]  # fmt: skip
            if not mine:
                source.left_out["empty_systems"] += 1
                continue
            placed |= {asset.name for asset in mine}
            name = source.clean(system.name) or source.words.get("cobie.system")
            outside = source.outside(structure.model_id, "IfcSystem", system.global_id)
            told = source.clean(system.description) or name
            head = {**source.made(structure.model_id), **outside, "Description": told}
            groups.append((name, head, mine))
    groups += _own_systems([a for a in assets if a.name not in placed], source)
    names = unique_names([name for name, *_ in groups])
    rows: list[Row] = []
    for name, (_, head, mine) in zip(names, groups, strict=True):
        code = Counter(a.component.element_code[:2] for a in mine).most_common(1)[0][0]
        rows += [
            {"Name": name, **head, "Category": _group(code, source), "ComponentNames": asset.name}
            for asset in mine
        ]
    return rows


def _own_systems(assets: Sequence[Asset], source: Source) -> list[tuple[str, Row, list[Asset]]]:
    groups: dict[str, list[Asset]] = {}
    for asset in assets:
        code = asset.component.element_code
        if code[0] in _TECHNICAL and code != "67":
            groups.setdefault(code[:2], []).append(asset)
    return [
        (
            _group(code, source),
            {**source.made(), **source.own("IfcSystem", f"NS3451:{code}"),
             "Description": source.words.get("cobie.system_told")},
            mine,
        )
        for code, mine in sorted(groups.items())
    ]  # fmt: skip


def _group(code: str, source: Source) -> str:
    return f"{code}: {source.words.word('ns3451', code)}"


def assembly_rows(assets: Sequence[Asset], source: Source) -> list[Row]:
    """Parts of components that are matched themselves, one row a part."""
    known = {str(asset.row["component_id"]): asset for asset in assets}
    rows: list[Row] = []
    for asset in assets:
        whole = known.get(shown(asset.row["parent_id"]))
        if whole is None or asset.row["ifc_class"] in _FILLS:
            continue
        rows.append(
            {"Name": whole.name, **source.made(asset.row["model_id"]), "SheetName": "Component",
             "ParentName": whole.name, "ChildNames": asset.name, "AssemblyType": "Fixed",
             **source.outside(asset.row["model_id"], "IfcRelAggregates", None)}
        )  # fmt: skip
    return rows


def attribute_rows(kinds: Sequence[Kind], source: Source) -> list[Row]:
    """The one figure of robuild that no column of COBie has: how easy a type is to repair."""
    ease = by_id(source.result.repair_ease, "variant_id")
    words = source.words
    rows = []
    for kind in kinds:
        found = ease[kind.variant.variant_id]
        told = words.get("cobie.ease_told", rei=f"{float(found['rei']):.2f}",
                         weakest=words.word("criterion", found["weakest_criterion"]))  # fmt: skip
        rows.append(
            {"Name": "RepairEaseClass", **source.made(), "Category": "Submitted",
             "SheetName": "Type", "RowName": kind.name, "Value": str(found["repair_ease_class"]),
             **source.own("IfcPropertySingleValue", kind.variant.variant_id),
             "Description": told, "AllowedValues": ",".join(RepairEaseClass)}
        )  # fmt: skip
    return rows


def contact_rows(source: Source) -> list[Row]:
    """The role that answers for the file, and the firms that models name; never a person."""
    words = source.words
    rows: list[Row] = [
        {"Email": source.contact, **source.made(), "Category": words.get("cobie.role_owner"),
         "Department": words.get("cobie.role_owner"), "ExternalSystem": "robuild"}
    ]  # fmt: skip
    for address, said in sorted(source.firms.items()):
        if address == source.contact:
            continue
        rows.append(
            {"Email": address, **source.made(), "Category": words.get("cobie.role_firm"),
             "Company": source.clean(company_of(said)),
             "ExternalObject": "IfcOrganization"}
        )  # fmt: skip
    return rows
