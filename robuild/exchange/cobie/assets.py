"""Type and Component: every matched component once, and what it is one of."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from robuild.costing import component_shares
from robuild.exchange.cobie.facts import OF_COMPONENT, OF_TYPE, date_of, facts_in, one_of
from robuild.exchange.cobie.headers import NA
from robuild.exchange.cobie.places import Places
from robuild.exchange.cobie.source import Row, Source, by_id
from robuild.exchange.cobie.wording import address_of, shown, unique_names
from robuild.exchange.jobs import name_of
from robuild.terms.catalog import Component, Variant
from robuild.terms.inventory import PropertyValue
from robuild.terms.vocabulary import Unit

_LOOSE = frozenset({"67"})
_APPLIANCES = frozenset({"fridge_freezer", "microwave", "dishwasher", "washing_machine",
                         "tumble_dryer"})  # fmt: skip
TypeKey = tuple[str, str, str, str, str]
"""Class and name of the model's type, variant of the catalog, maker, article number."""


@dataclass(slots=True)
class Asset:
    """One matched component."""

    row: dict[Any, Any]
    """Of the inventory."""
    component: Component
    variant: Variant
    quantity: float
    replacement_nok: float
    life_years: float
    line_id: str
    facts: dict[str, PropertyValue]
    name: str = ""
    space: str = ""


@dataclass(slots=True)
class Kind:
    """One Type with its components."""

    key: TypeKey
    assets: list[Asset] = field(default_factory=list)
    name: str = ""

    @property
    def component(self) -> Component:
        """Of the catalog."""
        return self.assets[0].component

    @property
    def variant(self) -> Variant:
        """Of the catalog."""
        return self.assets[0].variant

    def mean(self, what: str) -> float:
        """Mean of a number of its components, of those where it is known; NaN where none is."""
        known = [getattr(each, what) for each in self.assets]
        known = [value for value in known if not math.isnan(value)]
        return math.fsum(known) / len(known) if known else math.nan


def assets_of(source: Source, places: Places) -> list[Asset]:
    """Every matched component, named, in the order of places and names.

    What is left out is counted in the source, with the reason.
    """
    result = source.result
    lines, costs = by_id(result.lines, "line_id"), by_id(result.line_costs, "line_id")
    of_line = result.line_of_component
    placed = by_id(of_line.assign(share=component_shares(of_line)), "component_id")
    status = by_id(result.matches, "component_id")
    source.left_out["not_modelled"] += len(result.not_modelled)
    source.left_out["rejected"] += len(result.inventory.rejects)
    found = []
    for row in result.inventory.components.to_dict("records"):
        component_id = str(row["component_id"])
        if component_id not in placed:
            source.left_out[str(status[component_id]["status"])] += 1
            continue
        part = placed[component_id]
        asset = _asset(row, part, lines[part["line_id"]], costs[part["line_id"]], source)
        asset.space = places.space_of(row, source)
        found.append(asset)
    bases = [_base_name(each, source) for each in found]
    order = sorted(
        range(len(found)),
        key=lambda n: (places.order_of(found[n].space), bases[n], found[n].row["component_id"]),
    )
    ordered = [found[n] for n in order]
    for asset, name in zip(ordered, unique_names([bases[n] for n in order]), strict=True):
        asset.name = name
    return ordered


def _asset(
    row: dict[Any, Any], part: dict[Any, Any], line: dict[Any, Any], cost: dict[Any, Any],
    source: Source,
) -> Asset:  # fmt: skip
    catalog, quantity = source.result.catalog, float(part["quantity"])
    return Asset(
        row=row,
        component=catalog.component_by_key[line["component_key"]],
        variant=catalog.variant_by_id[line["variant_id"]],
        quantity=quantity,
        replacement_nok=float(cost["replacement_nok"]) * float(part["share"]),
        life_years=float(cost["estimated_service_life_years"]),
        line_id=str(line["line_id"]),
        facts=facts_in(
            source.result.inventory.properties.get(str(row["component_id"]), {}), source.clean
        ),
    )


def _base_name(asset: Asset, source: Source) -> str:
    row = asset.row
    said = source.clean(row["name"], row["dwelling_code"])
    said = said or source.clean(row["type_name"], row["dwelling_code"])
    return said or name_of(asset.component, source.words)


def kinds_of(assets: Sequence[Asset], source: Source) -> list[Kind]:
    """Types of the components: one for each type of the model and variant of the catalog."""
    kinds: dict[TypeKey, Kind] = {}
    for asset in assets:
        row = asset.row
        key = (
            shown(row["type_class"]), source.clean(row["type_name"], row["dwelling_code"]),
            asset.variant.variant_id, shown(row["manufacturer"]), shown(row["article_number"]),
        )  # fmt: skip
        kinds.setdefault(key, Kind(key)).assets.append(asset)
    found = sorted(kinds.values(), key=lambda k: (k.component.element_code, k.key))
    for kind, name in zip(found, _type_names(found, source), strict=True):
        kind.name = name
    return found


def _type_names(kinds: Sequence[Kind], source: Source) -> list[str]:
    """The model's name of a type; with the catalog's where that is not enough to tell it."""
    words, short = source.words, source.clean.short
    ours = [f"{name_of(k.component, words)}: {name_of(k.variant, words)}" for k in kinds]
    names = [kind.key[1] or own for kind, own in zip(kinds, ours, strict=True)]
    for more in (ours, [" ".join(filter(None, kind.key[3:])) for kind in kinds]):
        folded = [name.casefold() for name in names]
        names = [
            short(f"{name} - {extra}")
            if folded.count(name.casefold()) > 1 and extra and extra not in name
            else name
            for name, extra in zip(names, more, strict=True)
        ]
    return unique_names(names)


def type_row(kind: Kind, source: Source) -> Row:
    """A row of Type."""
    component, variant = kind.component, kind.variant
    type_class, type_name, _, maker, article = kind.key
    model_id = kind.assets[0].row["model_id"]
    ids = {each.model_id: each.type_ids for each in source.structures}
    facts = {name: one_of(each.facts.get(name) for each in kind.assets) for name in OF_TYPE}
    outside = source.own("IfcTypeProduct", variant.variant_id)
    if type_name:
        raw = shown_type(kind)
        outside = source.outside(model_id, type_class, ids.get(model_id, {}).get(raw, NA))
    cost, life = kind.mean("replacement_nok"), kind.mean("life_years")
    row: Row = {
        "Name": kind.name, **source.made(model_id if type_name else None),
        "Category": category(component, source),
        "Description": _described(kind, source),
        "AssetType": _asset_type(facts["AssetType"], component),
        "Manufacturer": firm(maker, source), "ModelNumber": source.clean(article),
        **_warranty(kind, facts, source), **outside,
        "ReplacementCost": None if math.isnan(cost) else round(cost, 2),
        "ExpectedLife": None if math.isnan(life) else round(life, 1), "DurationUnit": "year",
    }  # fmt: skip
    row |= {name: facts[name] for name in OF_TYPE if name not in row}
    row["Material"] = _materials(kind, source) or facts["Material"]
    return row | _sizes(kind, facts)


def shown_type(kind: Kind) -> tuple[str, str]:
    """Class and name of the model's type as the model has them."""
    row = kind.assets[0].row
    return (str(row["type_class"]), str(row["type_name"]))


def category(component: Component, source: Source) -> str:
    """Code of NS 3451 with robuild's own short words; the standard's text is not copied."""
    return f"{component.element_code}: {name_of(component, source.words)}"


def firm(said: object, source: Source) -> str:
    """Address of a firm that a model names; `n/a` where it names none."""
    text = shown(said)
    if not text:
        return NA
    address = address_of(text)
    source.firms.setdefault(address, text)
    return address


def _described(kind: Kind, source: Source) -> str:
    """What the model says of a type, and what its cost and life are those of."""
    ours = f"{name_of(kind.component, source.words)}: {name_of(kind.variant, source.words)}"
    row = kind.assets[0].row
    said = source.clean(row["type_description"], row["dwelling_code"])
    return source.clean.short(f"{said} ({ours})" if said else ours)


def _asset_type(said: object, component: Component) -> str:
    word = shown(said).casefold()
    if word in ("fixed", "moveable", "movable"):
        return "Fixed" if word == "fixed" else "Moveable"
    return "Moveable" if _moves(component) else "Fixed"


def _moves(component: Component) -> bool:
    return component.element_code in _LOOSE or component.component_key in _APPLIANCES


def _warranty(kind: Kind, facts: dict[Any, Any], source: Source) -> Row:
    years = one_of(float(each.row["warranty_years"]) for each in kind.assets)
    years = kind.variant.warranty_years if years is None else years
    return {
        "WarrantyGuarantorParts": firm(facts["WarrantyGuarantorParts"], source),
        "WarrantyGuarantorLabor": firm(facts["WarrantyGuarantorLabor"], source),
        "WarrantyDurationParts": years, "WarrantyDurationUnit": "year",
        "WarrantyDurationLabor": facts["WarrantyDurationLabor"],
        "WarrantyDescription": facts["WarrantyDescription"],
    }  # fmt: skip


def _materials(kind: Kind, source: Source) -> str:
    known = dict.fromkeys(shown(each.row["material"]) for each in kind.assets)
    return source.clean("; ".join(each for each in known if each))


def _sizes(kind: Kind, facts: dict[Any, Any]) -> Row:
    """Width, height and length where all components of a type share them [m]."""
    found: Row = {}
    for heading, column in (("NominalWidth", "width_m"), ("NominalHeight", "height_m"),
                            ("NominalLength", "length_m")):  # fmt: skip
        stated = facts[heading]
        if isinstance(stated, float | int) and stated > 0:
            found[heading] = round(float(stated), 4)
        elif heading == "NominalLength" and kind.component.unit is not Unit.PIECE:
            found[heading] = None  # how long a run is, which is of no type
        else:
            found[heading] = one_of(round(float(each.row[column]), 3) for each in kind.assets)
    return found


def component_row(asset: Asset, type_name: str, source: Source) -> Row:
    """A row of Component."""
    row, facts, words = asset.row, asset.facts, source.words
    code = row["dwelling_code"]
    described = source.clean(row["description"], code) or source.clean(row["object_type"], code)
    texts = {name: facts.get(name) for name in OF_COMPONENT}
    return {
        "Name": asset.name, **source.made(row["model_id"]), "TypeName": type_name,
        "Space": asset.space,
        "Description": described or name_of(asset.component, words),
        **source.outside(row["model_id"], row["ifc_class"], row["global_id"]),
        **texts,
        "InstallationDate": date_of(texts["InstallationDate"], row["installed_year"]),
        "WarrantyStartDate": date_of(texts["WarrantyStartDate"]),
        "TagNumber": source.clean(texts["TagNumber"]) or source.clean(row["tag"], code),
    }  # fmt: skip
