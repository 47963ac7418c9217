"""Facts of components: ratings, codes, materials, quantities and the evidence for each."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

from robuild.model.classification import tidy
from robuild.model.fact_values import condition_grade, year, years
from robuild.model.texts import is_placeholder, zero_is_missing

WALL = "#30=IFCWALL('{}',$,'Wall',$,$,$,$,$,$);\n"


def only(small: Any, body: str, **more: Any) -> pd.Series:
    """The one component of a model."""
    components = small.read_text(small.step(body, **more)).components
    assert len(components) == 1
    return components.iloc[0]


def wall(small: Any) -> str:
    return WALL.format(small.guid(30))


def quantity_set(
    small: Any, name: str, *quantities: str, on: str = "#30", number: int = 500
) -> str:
    lines = "".join(
        f"#{number + 2 + i}=IFCQUANTITY{kind}('{label}',$,$,{value},$);\n"
        for i, (kind, label, value) in enumerate(q.split(":") for q in quantities)
    )
    listed = ",".join(f"#{number + 2 + i}" for i in range(len(quantities)))
    return (
        f"{lines}#{number}=IFCELEMENTQUANTITY('{small.guid(number)}',$,{name},$,$,({listed}));\n"
        f"#{number + 1}=IFCRELDEFINESBYPROPERTIES('{small.guid(number + 1)}',$,$,$,"
        f"({on}),#{number});\n"
    )


# --- quantities ---------------------------------------------------------------------------------


def test_net_side_area_before_gross_and_quantity_set_before_property(small: Any) -> None:
    row = only(
        small,
        wall(small)
        + quantity_set(
            small, "'Qto_WallBaseQuantities'", "AREA:GrossSideArea:14.", "AREA:NetSideArea:12.",
            "LENGTH:Width:0.2", "LENGTH:Length:5.", "LENGTH:Height:2.8",
        )
        + small.properties(300, "Dimensions", "#30", "'Area',IFCAREAMEASURE(99.)"),
    )  # fmt: skip
    assert (row["area_m2"], row["area_rung"]) == (12.0, "quantity_set")
    assert row["area_method"] == "Qto_WallBaseQuantities.NetSideArea"
    assert (row["length_m"], row["length_rung"]) == (5.0, "quantity_set")
    assert row["thickness_m"] == 0.2
    assert row["height_m"] == 2.8
    assert math.isnan(row["width_m"])


def test_nameless_quantity_sets_count_too(small: Any) -> None:
    row = only(small, wall(small) + quantity_set(small, "$", "AREA:NetSideArea:7."))
    assert (row["area_m2"], row["area_rung"], row["area_method"]) == (
        7.0,
        "quantity_set",
        "NetSideArea",
    )


def test_properties_of_the_exporter_come_next(small: Any) -> None:
    row = only(
        small,
        wall(small)
        + small.properties(
            300, "Dimensions", "#30", "'Area',IFCAREAMEASURE(9.)", "'Length',IFCLENGTHMEASURE(4.)"
        ),
    )
    assert (row["area_m2"], row["area_rung"]) == (9.0, "exporter_property")
    assert (row["length_m"], row["length_method"]) == (4.0, "Dimensions.Length")


def test_length_times_height_of_a_wall(small: Any) -> None:
    row = only(
        small,
        wall(small)
        + quantity_set(small, "'BaseQuantities'", "LENGTH:Length:5.", "LENGTH:Height:3."),
    )
    assert (row["area_m2"], row["area_rung"]) == (15.0, "dimensions")
    assert "openings not subtracted" in row["area_method"]


def test_doors_by_their_opening_not_by_their_surface(small: Any) -> None:
    row = only(
        small, small.door(30) + small.properties(300, "D", "#30", "'Area',IFCAREAMEASURE(4.2)")
    )
    assert row["area_m2"] == pytest.approx(0.9 * 2.1)
    assert row["area_rung"] == "dimensions"
    assert (row["width_m"], row["height_m"]) == (0.9, 2.1)


@pytest.mark.parametrize("value", ["0.", "-3.", "1.E300"])
def test_nonsense_areas(small: Any, value: str) -> None:
    row = only(
        small, wall(small) + quantity_set(small, "'BaseQuantities'", f"AREA:NetSideArea:{value}")
    )
    assert row["area_rung"] == ("quantity_set" if value == "1.E300" else "missing")


def test_feet_become_metres(small: Any) -> None:
    row = only(
        small,
        small.door(30, last="7.,3.,$,$,$")
        + small.properties(300, "D", "#30", "'Height',IFCLENGTHMEASURE(10.)"),
        units=small.FOOT,
    )
    assert row["height_m"] == pytest.approx(7 * 0.3048)
    assert row["width_m"] == pytest.approx(3 * 0.3048)
    assert row["area_m2"] == pytest.approx(21 * 0.3048**2)
    read = small.read_text(
        small.step(
            wall(small)
            + quantity_set(small, "'BaseQuantities'", "AREA:NetSideArea:100.", "LENGTH:Length:10."),
            units=small.FOOT,
        )
    )
    assert read.models[0].length_unit_m == pytest.approx(0.3048)
    assert read.components["area_m2"].iloc[0] == pytest.approx(9.290304)
    assert read.components["length_m"].iloc[0] == pytest.approx(3.048)


def test_without_an_area_unit_the_length_unit_is_squared(small: Any) -> None:
    units = small.MILLIMETRE.replace(".AREAUNIT.", ".PLANEANGLEUNIT.").replace(
        "SQUARE_METRE", "RADIAN"
    )
    inventory = small.read_text(
        small.step(wall(small) + quantity_set(small, "$", "AREA:NetSideArea:2500000."), units=units)
    )
    assert inventory.components["area_m2"].iloc[0] == pytest.approx(2.5)
    assert "area_unit_missing" in {issue.code for issue in inventory.issues}


# --- facts --------------------------------------------------------------------------------------


def test_facts_from_properties(small: Any) -> None:
    row = only(
        small,
        small.door(30)
        + small.properties(
            300, "Pset_DoorCommon", "#30", "'FireRating',IFCLABEL('EI 30')",
            "'IsExternal',IFCBOOLEAN(.T.)", "'SecurityRating',IFCLABEL('RC2')",
            "'AcousticRating',IFCLABEL('35 dB')",
        )
        + small.properties(
            320, "Eier", "#30", "'Tilstandsgrad',IFCLABEL('TG2')",
            "'Produsent',IFCLABEL('Fabrikk')",
            "'NOBB-nummer',IFCINTEGER(12345678)", "'Installasjonsdato',IFCLABEL('2016-05-01')",
            "'Garantitid',IFCLABEL('P5Y')",
        ),
    )  # fmt: skip
    assert row[["fire_rating", "security_rating", "acoustic_rating"]].tolist() == [
        "EI 30", "RC2", "35 dB",
    ]  # fmt: skip
    assert row["is_external"] == "yes"
    assert row["load_bearing"] == "unknown"
    assert row["condition_grade"] == "TG2"
    assert row["manufacturer"] == "Fabrikk"
    assert row["article_number"] == "12345678"
    assert row["installed_year"] == 2016
    assert row["warranty_years"] == 5


def test_placeholders_are_missing_and_counted(small: Any) -> None:
    values = (
        "'FireRating',IFCLABEL('Fire Rating')", "'Manufacturer',IFCLABEL('Manufacturer')",
        "'SecurityRating',IFCLABEL('NOTKNOWN')", "'AcousticRating',IFCLABEL('-')",
        "'ExpectedLife',IFCREAL(0.)", "'Reference',IFCLABEL('real')",
    )  # fmt: skip
    inventory = small.read_text(
        small.step(small.door(30) + small.properties(300, "Pset_DoorCommon", "#30", *values))
    )
    row = inventory.components.iloc[0]
    assert row[["fire_rating", "manufacturer", "security_rating", "acoustic_rating"]].isna().all()
    issue = next(i for i in inventory.issues if i.code == "placeholder_values")
    assert issue.count == 5
    assert inventory.properties[small.guid(30)]["Pset_DoorCommon"]["Reference"] == "real"


@pytest.mark.parametrize(
    ("word", "reason"),
    [("DEMOLISH", "demolished"), ("TEMPORARY", "temporary"), ("NEW", None), ("EXISTING", None)],
)
def test_status_decides_who_stays(small: Any, word: str, reason: str | None) -> None:
    body = small.door(30) + small.properties(
        300, "Pset_DoorCommon", "#30", f"'Status',IFCLABEL('{word}')"
    )
    inventory = small.read_text(small.step(body))
    assert inventory.rejects["reason"].tolist() == ([reason] if reason else [])
    assert inventory.elements_read == 1


def test_a_status_of_something_else_rejects_nothing(small: Any) -> None:
    body = small.door(30) + small.properties(300, "Alarm", "#30", "'Status',IFCLABEL('DEMOLISH')")
    assert len(small.read_text(small.step(body)).components) == 1


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("P30Y", None, 30.0), ("P1Y6M", None, 1.5), ("P52W", None, 364 / 365.25),
        ("60 mnd", None, 5.0), ("3 years", None, 3.0), (2, None, 2.0), (24.0, "month", 2.0),
        ("1,5 år", None, 1.5), (0, None, None), ("none", None, None), (True, None, None),
        ("P", None, None), ("99999999999999999999", None, None),
    ],
)  # fmt: skip
def test_durations(value: Any, unit: str | None, expected: float | None) -> None:
    found = years(value, unit)
    assert found == (None if expected is None else pytest.approx(expected, abs=5e-4))


def test_grades_and_years() -> None:
    assert [condition_grade(v) for v in ("TG0", "tg 3", 2, 1.0, "TG 1 - slitt", "3")] == [
        "TG0", "TG3", "TG2", "TG1", "TG1", "TG3",
    ]  # fmt: skip
    assert [condition_grade(v) for v in ("TGIU", "good", 4, "30", None, True, "")] == [None] * 7
    assert [year(v) for v in ("12.05.2011", "2011", 2011.0, "B2011x", None, "1900-01-01")] == [
        2011, 2011, 2011, 2011, None, None,
    ]  # fmt: skip


def test_placeholder_words() -> None:
    assert all(is_placeholder("X", v) for v in ("", "n/a", "N/A", "?", "-", "NotDefined", "x"))
    assert not any(is_placeholder("X", v) for v in ("0", "no", "None found", "EI 30"))
    assert zero_is_missing("ReplacementCost")
    assert not zero_is_missing("Offset")


# --- codes --------------------------------------------------------------------------------------


def reference(number: int, code: str, name: str, system: int | str, on: str = "#30") -> str:
    return (
        f"#{number}=IFCCLASSIFICATIONREFERENCE($,{code},{name},{system},$,$);\n"
        f"#{number + 1}=IFCRELASSOCIATESCLASSIFICATION('0{number:021d}',$,$,$,({on}),#{number});\n"
    )


def system(number: int, name: str, edition: str = "$") -> str:
    return f"#{number}=IFCCLASSIFICATION($,{edition},$,'{name}',$,$,$);\n"


def code_of(row: pd.Series) -> list[Any]:
    return row[["classification_system", "classification_code", "classification_name"]].tolist()


def test_ns3451_wins_and_the_others_are_kept(small: Any) -> None:
    body = (
        small.door(30)
        + system(600, "Uniformat") + system(601, "NS 3451", "'2022'")
        + reference(610, "'C1020'", "'Interior Doors'", "#600")
        + reference(620, "'244'", "'Vinduer, d\\X2\\00F8\\X0\\rer'", "#601")
    )  # fmt: skip
    inventory = small.read_text(small.step(body))
    row = inventory.components.iloc[0]
    assert code_of(row) == ["NS 3451:2022", "244", "Vinduer, dører"]
    others = inventory.properties[row["component_id"]]["Other classifications"]
    assert dict(others) == {"Uniformat": "C1020 Interior Doors"}


def test_a_wrongly_named_system(small: Any) -> None:
    body = small.door(30) + system(600, "Uniformat") + reference(610, "'31.30'", "'deuren'", "#600")
    assert code_of(only(small, body)) == ["NL/SfB (named Uniformat)", "31.30", "deuren"]


def test_the_types_code_is_the_fallback(small: Any) -> None:
    kind = (
        f"#50=IFCDOORTYPE('{small.guid(50)}',$,'T',$,$,$,$,$,$,.DOOR.,.NOTDEFINED.,$,$);\n"
        f"#51=IFCRELDEFINESBYTYPE('{small.guid(51)}',$,$,$,(#30),#50);\n"
    )
    body = (
        small.door(30) + kind + system(600, "NS3451") + reference(610, "'234'", "$", "#600", "#50")
    )
    row = only(small, body)
    assert code_of(row)[:2] == ["NS3451", "234"]
    assert (row["type_class"], row["type_name"], row["predefined_type"]) == (
        "IfcDoorType",
        "T",
        "DOOR",
    )


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("NS3451", "'244'", ["NS 3451 (property NS3451)", "244"]),
        ("Bygningsdelsnummer", "'244.1 Innerd'",
         ["NS 3451 (property Bygningsdelsnummer)", "244.1"]),
        ("Assembly Code", "'C1020'", ["Uniformat (property Assembly Code)", "C1020"]),
        ("Assembly Code", "'244'", ["NS 3451 (property Assembly Code)", "244"]),
        ("OmniClass Number", "'23.30.10.00'",
         ["OmniClass (property OmniClass Number)", "23.30.10.00"]),
        ("OmniClass Number", "'23-30 10 00'",
         ["OmniClass (property OmniClass Number)", "23-30 10 00"]),
        ("NS3451", "'see drawing'", [None, None]),
    ],
)  # fmt: skip
def test_codes_in_properties_are_weaker_evidence(
    small: Any, name: str, value: str, expected: list[str | None]
) -> None:
    row = only(
        small, small.door(30) + small.properties(300, "Own", "#30", f"'{name}',IFCLABEL({value})")
    )
    found = [None if pd.isna(v) else v for v in code_of(row)[:2]]
    assert found == expected


def test_codes_inside_names() -> None:
    assert tidy(None, None, "244 Dører") is not None
    found = tidy("NS 3451", None, "244 Dører")
    assert found is not None
    assert (found.code, found.name) == ("244", "Dører")
    assert tidy("Uniformat", "", None) is None


# --- materials ----------------------------------------------------------------------------------


def test_floor_layers_from_the_top(small: Any) -> None:
    slab = f"#30=IFCSLAB('{small.guid(30)}',$,'Dekke',$,$,$,$,$,$);\n"
    layers = (
        "#40=IFCMATERIAL('Betong',$,$);\n#41=IFCMATERIAL('Parkett',$,$);\n"
        "#42=IFCMATERIALLAYER(#40,0.2,$,$,$,$,$);\n#43=IFCMATERIALLAYER(#41,0.014,$,$,$,$,$);\n"
        "#44=IFCMATERIALLAYERSET((#42,#43),$,$);\n"
        "#45=IFCMATERIALLAYERSETUSAGE(#44,.AXIS3.,.POSITIVE.,0.,$);\n"
        f"#46=IFCRELASSOCIATESMATERIAL('{small.guid(46)}',$,$,$,(#30),#45);\n"
    )
    row = only(small, slab + layers)
    assert row["material"] == "Parkett; Betong"
    assert row["thickness_m"] == pytest.approx(0.214)
    downwards = layers.replace(".POSITIVE.", ".NEGATIVE.")
    assert only(small, slab + downwards)["material"] == "Betong; Parkett"
    below_nothing = only(small, slab + layers.replace("#41,0.014", "#41,-0.214"))
    assert below_nothing["material"] == "Parkett; Betong"
    assert math.isnan(below_nothing["thickness_m"])


def test_constituents_lists_and_profiles(small: Any) -> None:
    head = "#40=IFCMATERIAL('A; b',$,$);\n#41=IFCMATERIAL('C',$,$);\n"
    link = f"#46=IFCRELASSOCIATESMATERIAL('{small.guid(46)}',$,$,$,(#30),#45);\n"
    for lines in (
        (
            "#42=IFCMATERIALCONSTITUENT('x',$,#40,$,$);\n"
            "#43=IFCMATERIALCONSTITUENT('y',$,#41,$,$);\n"
            "#45=IFCMATERIALCONSTITUENTSET($,$,(#42,#43));\n"
        ),
        "#45=IFCMATERIALLIST((#40,#41,#40));\n",
        (
            "#42=IFCMATERIALPROFILE('x',$,#40,$,$,$);\n#43=IFCMATERIALPROFILE('x',$,#41,$,$,$);\n"
            "#44=IFCMATERIALPROFILESET($,$,(#42,#43),$);\n"
            "#45=IFCMATERIALPROFILESETUSAGE(#44,$,$);\n"
        ),
    ):
        row = only(small, small.door(30) + head + lines + link)
        assert row["material"] == "A, b; C"
        assert math.isnan(row["thickness_m"])
