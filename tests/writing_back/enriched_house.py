"""Small houses as STEP text, in the three schemas, and what came of enriching them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import ifcopenshell
import ifcopenshell.validate

from robuild import pipeline, shipped
from robuild.pipeline import Job
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Language

SCHEMAS = ("IFC2X3", "IFC4", "IFC4X3_ADD2")
SETTINGS = Settings(uncertainty_draws=0, room_templates="none")


def guid(number: int) -> str:
    return f"0{number:021d}"


def house(schema: str = "IFC4", *, body: str = "", units: str = "(#3,#4)", start: int = 0) -> str:
    """Project, building and storey with three inner doors, a window and a thing nobody knows.

    Args:
        schema: stated in the header.
        body: more statements.
        units: of the assignment; empty for none at all.
        start: added to the numbers in GlobalIds, for a second file of one building.
    """
    old = schema == "IFC2X3"
    owner = "#90" if old else "$"
    last = "" if old else ",.NOTDEFINED.,$,$"

    def root(kind: str, number: int, *rest: str) -> str:
        shift = 0 if kind == "IFCPROJECT" else start
        return f"#{number}={kind}('{guid(number + shift)}',{owner},{','.join(rest)});"

    lines = [
        "ISO-10303-21;", "HEADER;",
        "FILE_DESCRIPTION(('ViewDefinition [CoordinationView]'),'2;1');",
        "FILE_NAME('house.ifc','2026-01-01T00:00:00',(''),(''),'','','');",
        f"FILE_SCHEMA(('{schema}'));", "ENDSEC;", "DATA;",
        root("IFCPROJECT", 1, "'Small project'", "$", "$", "$", "$", "(#7)",
             "#2" if units else "$"),
        f"#2=IFCUNITASSIGNMENT({units});" if units else "",
        "#3=IFCSIUNIT(*,.LENGTHUNIT.,$,.METRE.);", "#4=IFCSIUNIT(*,.AREAUNIT.,$,.SQUARE_METRE.);",
        "#5=IFCCARTESIANPOINT((0.,0.,1.50000000000000E+00));", "#6=IFCAXIS2PLACEMENT3D(#5,$,$);",
        "#7=IFCGEOMETRICREPRESENTATIONCONTEXT($,'Model',3,1.E-05,#6,$);",
        root("IFCBUILDING", 11, "'House'", "$", "$", "$", "$", "$", ".ELEMENT.", "$", "$", "$"),
        root("IFCBUILDINGSTOREY", 12, "'1. etasje'", "$", "$", "$", "$", "$", ".ELEMENT.", "0."),
        root("IFCRELAGGREGATES", 21, "$", "$", "#1", "(#11)"),
        root("IFCRELAGGREGATES", 22, "$", "$", "#11", "(#12)"),
        *(root("IFCDOOR", number, f"'Innerd\\X2\\00F8\\X0\\r {number}'", "$", "$", "$", "$", "$",
               f"2.1,0.9{last}") for number in (31, 32, 33)),
        root("IFCWINDOW", 34, "'Vindu'", "$", "$", "$", "$", "$", f"1.2,1.2{last}"),
        root("IFCBUILDINGELEMENTPROXY", 35, "'Qwxz'", "$", "$", "$", "$", "$", "$"),
        root("IFCRELCONTAINEDINSPATIALSTRUCTURE", 23, "$", "$", "(#31,#32,#33,#34,#35)", "#12"),
        "/* a comment; with #36=IFCWALL in it */",
        body,
        _history() if old else "",
        "ENDSEC;", "END-ISO-10303-21;", "",
    ]  # fmt: skip
    return "\n".join(line for line in lines[:-1] if line) + "\n"


def _history() -> str:
    return (
        "#91=IFCORGANIZATION($,'office',$,$,$);\n#92=IFCPERSON('x',$,$,$,$,$,$,$);\n"
        "#93=IFCPERSONANDORGANIZATION(#92,#91,$);\n#94=IFCAPPLICATION(#91,'1','tool','tool');\n"
        "#90=IFCOWNERHISTORY(#93,#94,$,.ADDED.,$,$,$,1700000000);"
    )


def property_set(number: int, name: str, on: str, *values: str) -> str:
    """A set with values such as `'Tilstandsgrad',$,IFCLABEL('TG2'),$`."""
    singles = "\n".join(
        f"#{number + 2 + k}=IFCPROPERTYSINGLEVALUE({value});" for k, value in enumerate(values)
    )
    listed = ",".join(f"#{number + 2 + k}" for k in range(len(values)))
    return (
        f"{singles}\n#{number}=IFCPROPERTYSET('{guid(number)}',$,'{name}',$,({listed}));\n"
        f"#{number + 1}=IFCRELDEFINESBYPROPERTIES('{guid(number + 1)}',$,$,$,({on}),#{number});"
    )


class Bench:
    """Writes, enriches and reads houses in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, text: str | bytes, name: str = "house.ifc") -> Path:
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("ascii"))
        return path

    def job(self, *models: Path, **settings: Any) -> Job:
        return Job(
            models, shipped.shipped(shipped.CATALOG), SETTINGS.model_copy(update=settings),
            geometry=False, length_unit="m",
        )  # fmt: skip

    def enrich(self, *models: Path, replace_them: bool = False, ending: str = "-new.ifc"):
        """The models enriched beside themselves."""
        targets = {each: each.with_name(each.stem + ending) for each in models}
        return pipeline.enrich(self.job(*models), targets, Language.NB, replace_them=replace_them)

    def enriched(self, text: str | bytes, name: str = "house.ifc"):
        """What was told of one model, and the new model open."""
        told = self.enrich(self.write(text, name)).models[0]
        return told, ifcopenshell.open(told.target)


def statements(path: Path) -> dict[int, str]:
    """Number -> statement, as another program reads it."""
    return {entity.id(): str(entity) for entity in ifcopenshell.open(path)}


def faults(path: Path) -> Counter[str]:
    """What a validator says; the rules of the schema take it ten seconds and more."""
    log = ifcopenshell.validate.json_logger()
    ifcopenshell.validate.validate(ifcopenshell.open(path), log)
    return Counter(re.sub(r"#\d+", "#", str(each.get("message"))) for each in log.statements)


def sets_of(model: Any, number: int) -> dict[str, dict[str, Any]]:
    """Own property sets of an element by name; two of one name are a fault."""
    found: dict[str, dict[str, Any]] = {}
    for relation in model.by_id(number).IsDefinedBy:
        if relation.is_a() == "IfcRelDefinesByProperties":
            each = relation.RelatingPropertyDefinition
            assert each.Name not in found
            found[each.Name] = {one.Name: one for one in each.HasProperties}
    return found


def value(one: Any) -> Any:
    return None if one.NominalValue is None else one.NominalValue.wrappedValue
