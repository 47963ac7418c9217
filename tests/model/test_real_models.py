"""Real models from many tools: counts, balances and the two ways of reading."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import ifcopenshell
import ifcopenshell.util.element
import pandas as pd
import pytest

from robuild.model import read_models
from robuild.model.texts import is_placeholder, zero_is_missing
from robuild.terms.inventory import ModelInventory
from robuild.terms.issues import InputError
from robuild.terms.settings import Settings

pytestmark = pytest.mark.external

ELEMENTS = {
    "01_no_grethes_hus_revit2019_ifc2x3.ifc": 117,
    "02_duplex_arch_revit2011_ifc2x3.ifc": 218,
    "02_duplex_cobie_handover_ifc2x3.ifc": 232,
    "02_duplex_electrical_revit2013_ifc2x3.ifc": 103,
    "03_fzk_haus_archicad20_ifc4.ifc": 85,
    "03_fzk_haus_archicad20_ifc4.ifczip": 85,
    "04_nl_schependomlaan_windows_archicad18_ifc2x3.ifczip": 164,
    "05_nl_schependomlaan_frames_tekla20_ifc2x3.ifcZIP": 1978,
    "06_ch_two_flats_allplan2016_ifc2x3.ifc": 334,
    "07_house_blenderbim_ifc4.ifc": 333,
    "08_ru_house_renga2_ifc2x3.ifc": 139,
    "09_nl_gym_revit2020_ifc4.ifc": 492,
    "10_office_revit2011_ifc2x3.ifc": 805,
    "11_us_house_renovation_revit2014_feet_ifc2x3.ifc": 133,
    "12_it_costitems_revit2023_ifc4.ifc": 37,
    "13_pcert_architecture_ifc4x3.ifc": 15,
    "13_pcert_hvac_ifc4x3.ifc": 6,
    "13_pcert_structural_ifc4x3.ifc": 18,
    "14_no_v440_classified_bridge_tekla2020_ifc2x3.ifc": 28,
    "15_de_heating_electrical_ddscad_ifc2x3.ifc": 738,
    "16_de_heatpump_system_revit2021_ifc4.ifc": 92,
    "17_de_institute_archicad11_ifc2x3.ifczip": 702,
    "18_house_freecad_no_types_no_psets_ifc2x3.ifc": 216,
    "19_jp_vectorworks2013_sjis_bytes_ifc2x3.ifc": 22,
}
"""File -> elements as its list (README of the models) says."""
DUPLEX = [name for name in ELEMENTS if name.startswith("02_")]
LARGE = "20_derived_24_duplexes_large_ifc2x3.ifc"


def read(*paths: Path, **more: Any) -> ModelInventory:
    return read_models(list(paths), settings=Settings(), **more)


@pytest.mark.parametrize("name", ELEMENTS)
def test_counts_and_both_ways_of_reading(
    models: Path, name: str, checked: Callable[[ModelInventory], None]
) -> None:
    quick = read(models / name)
    checked(quick)
    assert quick.elements_read == ELEMENTS[name]
    slow = read(models / name, lazy=False)
    pd.testing.assert_frame_equal(quick.components, slow.components)
    pd.testing.assert_frame_equal(quick.spaces, slow.spaces)
    assert quick.issues == slow.issues
    for component_id in slow.properties:
        ours = {k: dict(v) for k, v in quick.properties[component_id].items()}
        assert ours == {k: dict(v) for k, v in slow.properties[component_id].items()}


@pytest.mark.parametrize(
    "name",
    ["02_duplex_arch_revit2011_ifc2x3.ifc", "03_fzk_haus_archicad20_ifc4.ifc",
     "09_nl_gym_revit2020_ifc4.ifc", "10_office_revit2011_ifc2x3.ifc",
     "13_pcert_architecture_ifc4x3.ifc", "15_de_heating_electrical_ddscad_ifc2x3.ifc"],
)  # fmt: skip
def test_values_equal_the_parsers_own(models: Path, name: str) -> None:
    """Texts and switches must be the same; numbers of length and area are compared elsewhere."""
    inventory = read(models / name)
    compared = 0
    model = ifcopenshell.open(models / name)
    for element in model.by_type("IfcElement"):
        ours = inventory.properties.get(element.GlobalId)
        if ours is None:
            continue  # an opening
        for set_name, values in ifcopenshell.util.element.get_psets(element).items():
            for prop, value in values.items():
                if prop == "id" or not isinstance(value, str | bool):
                    continue
                got = ours[set_name][prop]
                compared += 1
                if isinstance(value, str) and is_placeholder(prop, value.strip()):
                    assert got is None
                elif isinstance(value, str):
                    assert got == (" ".join(value.splitlines()).strip() or None)
                else:
                    assert got is value or zero_is_missing(prop)
    assert compared > (4 if "13_" in name else 400)


def test_twenty_four_copies(models: Path) -> None:
    one, many = read(models / DUPLEX[0]), read(models / LARGE)
    assert many.elements_read == 24 * one.elements_read
    assert len(many.spaces) == 24 * len(one.spaces)
    assert many.components["building"].nunique() == 24
    assert (
        many.spaces["dwelling_code"].nunique() == 24 * one.spaces["dwelling_code"].nunique() == 48
    )
    for column in ("ifc_class", "material", "type_name", "space_name", "fire_rating", "storey"):
        once = one.components[column].value_counts(dropna=False)
        often = many.components[column].value_counts(dropna=False)
        assert (24 * once).to_dict() == often.to_dict()
    for column in ("area_m2", "length_m", "width_m", "height_m", "thickness_m"):
        assert many.components[column].sum() == pytest.approx(24 * one.components[column].sum())


def test_zipped_and_plain(models: Path) -> None:
    plain = read(models / "03_fzk_haus_archicad20_ifc4.ifc")
    zipped = read(models / "03_fzk_haus_archicad20_ifc4.ifczip")
    unlike = ["model_id", "space_id", "bordered_space_ids"]  # hold the name of the file
    pd.testing.assert_frame_equal(
        plain.components.drop(columns=unlike), zipped.components.drop(columns=unlike)
    )


def test_three_files_of_one_house(models: Path, checked: Callable[[ModelInventory], None]) -> None:
    inventory = read(*(models / name for name in DUPLEX))
    checked(inventory)
    assert inventory.rejects["reason"].value_counts().to_dict() == {"same_in_other_file": 99 + 86}
    assert set(inventory.components["dwelling_code"].dropna()) == {"Apartment A", "Apartment B"}
    assert (inventory.components["dwelling_confidence"] == "high").sum() > 100


def test_known_facts(models: Path) -> None:
    gym = read(models / "09_nl_gym_revit2020_ifc4.ifc").components
    assert set(gym["classification_system"].dropna()) == {"NL/SfB (named Uniformat)"}
    assert gym.loc[gym["ifc_class"] == "IfcWall", "area_rung"].eq("quantity_set").any()
    feet = read(models / "11_us_house_renovation_revit2014_feet_ifc2x3.ifc").components
    doors = feet[feet["ifc_class"] == "IfcDoor"]
    assert doors["height_m"].between(1.8, 3.5).all()
    swiss = read(models / "06_ch_two_flats_allplan2016_ifc2x3.ifc").spaces
    assert set(swiss["dwelling_code"].dropna()) == {"1-1.11", "1-1.12"}
    office = read(models / "10_office_revit2011_ifc2x3.ifc").spaces
    assert office["dwelling_code"].isna().all()
    fire = read(models / "12_it_costitems_revit2023_ifc4.ifc")
    assert fire.spaces["dwelling_code"].isna().all()
    japan = read(models / "19_jp_vectorworks2013_sjis_bytes_ifc2x3.ifc").components
    texts = [value for value in japan.to_numpy().ravel() if isinstance(value, str)]
    assert all(text.isprintable() for text in texts)


BROKEN = {
    "empty_file.ifc": "file_empty",
    "html_page_saved_as.ifc": "web_page",
    "unknown_schema_IFC99.ifc": "unsupported_schema",
    "unsupported_schema_ifc2x2.ifc": "unsupported_schema",
    "invalid_utf8_with_bom.ifc": "bad_header",
    "errorfile_silent_partial_parse.ifc": "partial_model",
    "truncated_duplex.ifc": "truncated_model",
    "no_lengthunit.ifc": "length_unit_missing",
    "broken_conversion_unit.ifc": "broken_length_unit",
    "fail-pjs101-absent_project.ifc": "project_missing",
}
ODD = {
    "doubleguids.ifc": "duplicate_global_id",
    "latin1_encoded.ifc": "raw_letters",
    "fail-pjs003-guids.ifc": "invalid_global_id",
    "fail-pjs101-multiple_projects.ifc": "several_projects",
}


def test_all_broken_files_of_one_call_at_once(models: Path) -> None:
    paths = [models / "invalid" / name for name in BROKEN]
    with pytest.raises(InputError) as caught:
        read(*paths)
    found = {Path(i.origin.file).name: i.code for i in caught.value.issues}
    assert found == BROKEN


@pytest.mark.parametrize("name", ODD)
def test_odd_files_are_read(
    models: Path, name: str, checked: Callable[[ModelInventory], None]
) -> None:
    inventory = read(models / "invalid" / name)
    checked(inventory)
    assert ODD[name] in {issue.code for issue in inventory.issues}
    assert {p.name for p in (models / "invalid").iterdir()} == {*BROKEN, *ODD}


@pytest.mark.parametrize("name", ["no_lengthunit.ifc", "broken_conversion_unit.ifc"])
def test_a_given_unit_helps(models: Path, name: str) -> None:
    assert read(models / "invalid" / name, length_unit="mm").models[0].length_unit_m == 0.001
