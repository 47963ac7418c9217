"""What suppliers say about some products: maker, warranty, expected life. All invented."""

from __future__ import annotations

from robuild.demo.draft import Properties, PropertySetsInput


def _maker(name: str, model: str, article: str) -> dict[str, Properties]:
    return {
        "Pset_ManufacturerTypeInformation": {
            "ArticleNumber": ("IfcIdentifier", article),
            "ModelReference": model,
            "Manufacturer": name,
        }
    }


def _life(low: int, typical: int, high: int) -> dict[str, Properties]:
    years = tuple(f"P{count}Y" for count in (low, typical, high))
    return {"Pset_ServiceLife": {"ServiceLifeDuration": ("bounded", years)}}


def _warranty(years: int) -> dict[str, Properties]:
    return {"Pset_Warranty": {"WarrantyPeriod": ("IfcDuration", f"P{years}Y")}}


TYPE_RECORDS: dict[str, PropertySetsInput] = {
    "door_entrance": _maker("Leverandør A", "Inngangsdør 30/40", "A-1021") | _warranty(5),
    "door_internal": _maker("Leverandør A", "Kompakt 21", "A-0921"),
    "door_wetroom": _maker("Leverandør A", "Våtrom 21", "A-0922"),
    "cooker": _maker("Leverandør B", "K60", "B-600") | _warranty(2),
    "fridge": _maker("Leverandør B", "KF185", "B-185") | _warranty(2),
    "washing_machine": _maker("Leverandør B", "V8", "B-080") | _life(8, 10, 14),
    "wc": _maker("Leverandør C", "Gulv S", "C-315"),
    "washbasin": _maker("Leverandør C", "60", "C-360"),
    "shower_mixer": _maker("Leverandør C", "Termo", "C-410") | _warranty(5),
    "ventilation_unit": _maker("Leverandør D", "R200", "D-200") | _life(15, 20, 25) | _warranty(3),
    "panel_heater": _maker("Leverandør D", "P1000", "D-110"),
    "water_heater": _maker("Leverandør D", "V120", "D-120") | _warranty(10) | _life(15, 20, 30),
    "window_large": _life(30, 40, 50) | _warranty(10),
    "luminaire": _maker("Leverandør E", "Rund slagfast", "E-150") | _warranty(5),
}
