"""COBie: the template's headings, every component once, links that hold, and nothing made up."""

from __future__ import annotations

import io
import math
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from robuild.exchange.cobie import cobie_book
from robuild.exchange.cobie.book import check_links
from robuild.exchange.cobie.headers import SHEETS
from robuild.exchange.cobie.wording import Cleaner, address_of, unique_names
from robuild.model.structure import read_structure
from robuild.terms.structure import BuildingFacts, ModelStructure, StoreyFacts
from robuild.terms.vocabulary import Language, MatchStatus

ROOT = Path(__file__).resolve().parents[2]
# sheets in the order of the published template, and headings of the two that matter most
ORDER_SAID = (
    "Instruction Contact Facility Floor Space Zone Type Component System Assembly Connection "
    "Spare Resource Job Impact Document Attribute Coordinate Issue PickLists"
)
ORDER = ORDER_SAID.split()
TYPE_SAID = (
    "Name CreatedBy CreatedOn Category Description AssetType Manufacturer ModelNumber "
    "WarrantyGuarantorParts WarrantyDurationParts WarrantyGuarantorLabor WarrantyDurationLabor "
    "WarrantyDurationUnit ExtSystem ExtObject ExtIdentifier ReplacementCost ExpectedLife "
    "DurationUnit WarrantyDescription NominalLength NominalWidth NominalHeight ModelReference "
    "Shape Size Color Finish Grade Material Constituents Features AccessibilityPerformance "
    "CodePerformance SustainabilityPerformance"
)
TYPE = TYPE_SAID.split()
JOB_SAID = (
    "Name CreatedBy CreatedOn Category Status TypeName Description Duration DurationUnit Start "
    "TaskStartUnit Frequency FrequencyUnit ExtSystem ExtObject ExtIdentifier TaskNumber Priors "
    "ResourceNames"
)
JOB = JOB_SAID.split()
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")


def sheets(made, book=None) -> dict[str, list[dict]]:
    book = book or load_workbook(io.BytesIO(made.data))
    found = {}
    for sheet in book.worksheets:
        header, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(header, row, strict=True)) for row in rows]
    return {name: rows if name == "PickLists" else [r for r in rows if any(r.values())]
            for name, rows in found.items()}  # fmt: skip


@pytest.fixture(scope="module")
def made(demo):
    return cobie_book(demo, read_structure(demo.inventory.models), Language.NB, "drift@kommune.no")


@pytest.fixture(scope="module")
def loaded(made):
    return load_workbook(io.BytesIO(made.data))


@pytest.fixture(scope="module")
def book(made, loaded):
    return sheets(made, loaded)


def test_sheets_and_headings_are_the_templates(made, loaded):
    assert loaded.sheetnames == ORDER
    assert [cell.value for cell in loaded["Type"][1]] == TYPE
    assert [cell.value for cell in loaded["Job"][1]] == JOB
    assert made.counts == {
        name: loaded[name].max_row - 1 if loaded[name]["A2"].value else 0 for name in ORDER[1:-1]
    }


def test_every_matched_component_is_there_once(demo, made, book):
    matched = demo.matches[demo.matches["status"] == MatchStatus.MATCHED]["component_id"]
    facts = demo.inventory.components.set_index("component_id")
    assert sorted(row["ExtIdentifier"] for row in book["Component"]) == sorted(
        facts.loc[matched, "global_id"]
    )
    names = [row["Name"].casefold() for row in book["Component"]]
    assert len(set(names)) == len(names) == made.components == len(matched)
    status = demo.matches["status"].value_counts()
    assert made.left_out["unmatched"] == status[MatchStatus.UNMATCHED]
    assert made.elements_read == made.components + sum(
        made.left_out[why] for why in ("rejected", "unmatched", "out_of_scope")
    )


LINKS = [
    ("Space", "FloorName", "Floor"), ("Zone", "SpaceNames", "Space"),
    ("Component", "TypeName", "Type"), ("Component", "Space", "Space"),
    ("System", "ComponentNames", "Component"), ("Assembly", "ParentName", "Component"),
    ("Assembly", "ChildNames", "Component"), ("Spare", "TypeName", "Type"),
    ("Job", "TypeName", "Type"), ("Job", "ResourceNames", "Resource"),
    ("Attribute", "RowName", "Type"),
]  # fmt: skip
PICKED = [
    ("Floor", "Category", "FloorType"), ("Type", "AssetType", "AssetType"),
    ("Type", "Category", "Category-Product"), ("Type", "DurationUnit", "DurationUnit"),
    ("Job", "Category", "JobType"), ("Job", "Status", "JobStatusType"),
    ("Job", "DurationUnit", "DurationUnit"), ("Job", "FrequencyUnit", "DurationUnit"),
    ("Job", "TaskStartUnit", "DurationUnit"), ("Resource", "Category", "ResourceType"),
    ("Spare", "Category", "SpareType"), ("Zone", "Category", "ZoneType"),
    ("Space", "Category", "Category-Space"), ("Contact", "Category", "Category-Role"),
    ("Facility", "LinearUnits", "LinearUnit"), ("Facility", "CurrencyUnit", "CostUnit"),
    ("Component", "ExtObject", "objComponent"), ("Type", "ExtObject", "objType"),
]  # fmt: skip


def expect_links(book):
    for sheet, column, there in LINKS:
        known = {row["Name"] for row in book[there]}
        said = {each for row in book[sheet] for each in str(row[column]).split(",")}
        assert said <= known, (sheet, column)
    mails = {row["Email"] for row in book["Contact"]}
    for name in ORDER[1:-1]:
        assert {row["CreatedBy"] for row in book[name]} <= mails
    for column in ("Manufacturer", "WarrantyGuarantorParts", "WarrantyGuarantorLabor"):
        assert {row[column] for row in book["Type"]} <= mails | {"n/a"}
    for sheet, column, picks in PICKED:
        words = {row[picks] for row in book["PickLists"]} | {"n/a"}
        assert {row[column] for row in book[sheet]} <= words, (sheet, column)
    assert {row["TypeName"] for row in book["Component"]} == {r["Name"] for r in book["Type"]}


def expect_cells(book):
    """No empty cell, at most 255 letters, ISO dates, names once, nothing that calculates."""
    for name in ORDER[1:-1]:
        for row in book[name]:
            assert all(value is not None for value in row.values()), (name, row)
            assert all(len(value) <= 255 for value in row.values() if isinstance(value, str))
            assert DATE.fullmatch(row["CreatedOn"])
        key = "Email" if name == "Contact" else "Name"
        if name not in ("Zone", "System", "Assembly", "Attribute"):
            counts = Counter(row[key].casefold() for row in book[name])
            assert not [each for each, count in counts.items() if count > 1], name
    for row in book["Component"]:
        for column in ("InstallationDate", "WarrantyStartDate"):
            assert row[column] == "n/a" or DATE.fullmatch(row[column])


def test_every_name_that_is_pointed_to_is_there(book):
    expect_links(book)
    expect_cells(book)


def test_a_link_that_leads_nowhere_stops(made):
    rows = {name: [] for name in SHEETS}
    rows["Contact"] = [["drift@kommune.no"] * len(SHEETS["Contact"])]
    floor = ["First", "drift@kommune.no", *["n/a"] * (len(SHEETS["Floor"]) - 2)]
    check_links(rows | {"Floor": [floor]})
    with pytest.raises(AssertionError, match="twice"):
        check_links(rows | {"Floor": [floor, ["FIRST", *floor[1:]]]})
    with pytest.raises(AssertionError, match="is not on Contact"):
        check_links(rows | {"Floor": [["First", "n/a", *floor[2:]]]})


def test_costs_of_the_types_are_those_of_the_lines(demo, book):
    """Cost of a type times its components is what the plan's modelled lines cost to replace."""
    numbers = Counter(row["TypeName"] for row in book["Component"])
    told = sum(row["ReplacementCost"] * numbers[row["Name"]] for row in book["Type"])
    lines = demo.lines.set_index("line_id")
    costs = demo.line_costs.set_index("line_id")["replacement_nok"]
    wanted = costs[lines["modelled"]].sum()
    assert wanted > 0
    assert told == pytest.approx(wanted, rel=1e-6)


def test_life_warranty_and_size_are_those_of_catalog_and_model(demo, book):
    catalog = {variant.variant_id: variant for variant in demo.catalog.variants}
    parts = demo.line_of_component.set_index("component_id")
    lines = demo.lines.set_index("line_id")
    lives = demo.line_costs.set_index("line_id")["estimated_service_life_years"]
    facts = demo.inventory.components.set_index("global_id")
    types = {row["Name"]: row for row in book["Type"]}
    mine: dict[str, list] = {}
    for row in book["Component"]:
        mine.setdefault(row["TypeName"], []).append(facts.loc[row["ExtIdentifier"]])
    for name, rows in mine.items():
        line_ids = [parts.loc[row["component_id"], "line_id"] for row in rows]
        variant = catalog[lines.loc[line_ids[0], "variant_id"]]
        assert {lines.loc[each, "variant_id"] for each in line_ids} == {variant.variant_id}
        mean = sum(lives[each] for each in line_ids) / len(line_ids)
        assert types[name]["ExpectedLife"] == pytest.approx(mean, abs=0.051)
        stated = {row["warranty_years"] for row in rows if not math.isnan(row["warranty_years"])}
        wanted = stated.pop() if len(stated) == 1 else variant.warranty_years
        assert types[name]["WarrantyDurationParts"] == ("n/a" if wanted is None else wanted)
        widths = {round(row["width_m"], 3) for row in rows if not math.isnan(row["width_m"])}
        expected = widths.pop() if len(widths) == 1 else "n/a"
        assert types[name]["NominalWidth"] == expected
        component = demo.catalog.component_by_key[variant.component_key]
        assert types[name]["Category"].startswith(f"{component.element_code}: ")
        if component.component_key in ("bed", "sofa", "washing_machine", "bathtub", "window"):
            loose = component.component_key in ("bed", "sofa", "washing_machine")
            assert types[name]["AssetType"] == ("Moveable" if loose else "Fixed")


def test_jobs_lose_no_word_and_no_turn(demo, book):
    tasks = {task.task_id: task for task in demo.catalog.tasks}
    told: dict[tuple[str, str], list[dict]] = {}
    for row in book["Job"]:
        told.setdefault((row["TypeName"], row["ExtIdentifier"]), []).append(row)
    assert any(len(rows) > 1 for rows in told.values())
    per_year = {"year": 1, "month": 12, "week": 52, "day": 365}
    for (_, task_id), rows in told.items():
        task = tasks[task_id]
        text = " ".join(row["Description"] for row in rows)
        assert text == (task.instruction_nb or task.name_nb)
        numbers = [row["TaskNumber"] for row in rows]
        assert numbers == list(range(numbers[0], numbers[0] + len(rows)))
        assert [row["Priors"] for row in rows] == ["n/a", *numbers[:-1]]
        first = rows[0]
        if task.interval_years is not None:
            years = first["Frequency"] / per_year[first["FrequencyUnit"]]
            assert years == pytest.approx(task.interval_years, rel=0.05)
            assert DATE.fullmatch(first["Start"])
        elif task.kind == "repair":
            assert (first["Frequency"], first["FrequencyUnit"]) == ("n/a", "as required")
    keys = {row["ExtIdentifier"] for row in book["Job"]}
    used = {row["component_key"] for row in demo.lines[demo.lines["modelled"]].to_dict("records")}
    assert keys == {task.task_id for task in demo.catalog.tasks if task.component_key in used}


def test_minutes_are_for_one_component_of_the_type(demo, book):
    tasks = {task.task_id: task for task in demo.catalog.tasks}
    ids = demo.inventory.components.set_index("global_id")["component_id"]
    quantity = demo.line_of_component.set_index("component_id")["quantity"]
    mine: dict[str, list[float]] = {}
    for row in book["Component"]:
        mine.setdefault(row["TypeName"], []).append(quantity[ids[row["ExtIdentifier"]]])
    seen = 0
    for row in book["Job"]:
        task = tasks[row["ExtIdentifier"]]
        if row["Priors"] != "n/a" or task.hours is None:
            continue
        amounts = mine[row["TypeName"]]
        each = sum(amounts) / len(amounts) if task.interval_years is not None else 1.0
        assert row["Duration"] == pytest.approx(task.hours * 60 * each, abs=0.051)
        seen += each != 1.0
    assert seen > 10


def test_spares_have_the_article_number_that_the_model_states(demo, book):
    numbers = {row["Name"]: row["ModelNumber"] for row in book["Type"]}
    whole = [row for row in book["Spare"] if row["Category"] == "Spare"]
    assert {row["PartNumber"] for row in book["Spare"] if row["Category"] == "Part"} == {"n/a"}
    assert all(row["PartNumber"] == numbers[row["TypeName"]] for row in whole)
    assert sum(row["PartNumber"] != "n/a" for row in whole) > 5
    keys = {
        (row["variant_id"], row["spare"]) for row in demo.operations.spares.parts.to_dict("records")
    }
    modelled = set(demo.lines[demo.lines["modelled"]]["variant_id"])
    assert {tuple(row["ExtIdentifier"].split("/")) for row in book["Spare"]} == {
        key for key in keys if key[0] in modelled
    }


def test_technical_components_are_in_one_system_by_their_code(demo, book):
    """The demo building has no systems of its own."""
    codes = {row["Name"]: row["Category"].split(":")[0] for row in book["Type"]}
    technical = {
        row["Name"]: codes[row["TypeName"]] for row in book["Component"]
        if codes[row["TypeName"]][0] in "3456" and codes[row["TypeName"]] != "67"
    }  # fmt: skip
    assert len(technical) > 100
    assert sorted(row["ComponentNames"] for row in book["System"]) == sorted(technical)
    for row in book["System"]:
        assert row["Name"].startswith(f"{technical[row['ComponentNames']][:2]}: ")


def test_a_door_is_in_both_rooms_it_lies_between(demo, book):
    names = {row["ExtIdentifier"]: row["Name"] for row in book["Space"]}
    rooms = demo.inventory.spaces.set_index("space_id")["global_id"]
    facts = demo.inventory.components.set_index("global_id")
    between = 0
    for row in book["Component"]:
        component = facts.loc[row["ExtIdentifier"]]
        if component["ifc_class"] != "IfcDoor" or not isinstance(
            component["bordered_space_ids"], str
        ):
            continue
        wanted = {names[rooms[each]] for each in component["bordered_space_ids"].split("\n")}
        if isinstance(component["space_id"], str):
            wanted.add(names[rooms[component["space_id"]]])
        if len(wanted) == 2:
            assert set(row["Space"].split(",")) == wanted
            between += 1
    assert between > 10


def test_codes_of_dwellings_are_nowhere(demo, made, loaded):
    codes = set(demo.inventory.spaces["dwelling_code"].dropna())
    assert len(codes) == 6
    cells = [str(c.value) for s in loaded.worksheets for r in s.iter_rows() for c in r if c.value]
    assert not [cell for cell in cells if any(code in cell for code in codes)]
    named = demo.inventory.spaces["name"].str.contains("|".join(codes))
    assert made.renamed_rooms == named.sum() == 30


def test_rooms_are_those_of_the_model_and_zones_name_no_dwelling(demo, made, book):
    ids = {row["ExtIdentifier"] for row in book["Space"]} - {"n/a"}
    assert ids == set(demo.inventory.spaces["global_id"])
    assert len(book["Space"]) == len(ids) + made.rooms_made_up
    areas = demo.inventory.spaces.set_index("global_id")["floor_area_m2"]
    for row in book["Space"]:
        if row["ExtIdentifier"] != "n/a":
            assert row["NetArea"] == pytest.approx(areas[row["ExtIdentifier"]])
    zones = Counter(row["Name"] for row in book["Zone"])
    kinds = demo.rooms["dwelling_type"].dropna().value_counts()
    for kind, count in kinds.items():
        assert zones[f"bolig: {kind}"] == count
    assert zones["bolig"] == (demo.rooms["location_class"] == "dwelling").sum()


def test_made_when_the_model_was_and_the_same_at_every_run(demo, made):
    head = (ROOT / "models" / "demo-rop-house.ifc").read_text(encoding="utf-8")[:2000]
    assert f"'{made.created_on}'" in head
    structures = read_structure(demo.inventory.models)
    assert cobie_book(demo, structures, Language.NB, "drift@kommune.no").data == made.data
    undated = cobie_book(demo, (), Language.EN)
    assert undated.created_on == "2026-01-01T00:00:00"
    assert undated.contact.endswith(".invalid")


def test_what_nobody_knows_is_no_number(small):
    variants = tuple(
        row.model_copy(
            update={"price_nok": None, "warranty_years": None, "service_life_typical_years": None}
        )
        for row in small.catalog.variants
    )
    fields = {name: getattr(small.catalog, name) for name in type(small.catalog).model_fields}
    catalog = type(small.catalog).model_construct(None, **fields | {"variants": variants})
    costs = small.line_costs.assign(replacement_nok=math.nan, estimated_service_life_years=math.nan)
    lacking = replace(small, catalog=catalog, line_costs=costs)
    book = sheets(cobie_book(lacking, (), Language.EN))
    assert book["Type"]
    for row in book["Type"]:
        cells = (row["ReplacementCost"], row["ExpectedLife"], row["WarrantyDurationParts"])
        assert set(cells) == {"n/a"}
    again = [row for row in book["Job"] if row["ExtIdentifier"].endswith("replacement")]
    assert all(row["Frequency"] == "n/a" for row in again)


def test_names_do_no_harm(hostile):
    """All names equal, far too long, or formulas: still every one once, and nothing calculates."""
    made = cobie_book(hostile, (), Language.NB)
    loaded = load_workbook(io.BytesIO(made.data))
    book = sheets(made, loaded)
    assert made.components == len(hostile.line_of_component) - len(hostile.not_modelled)
    expect_links(book)
    expect_cells(book)
    for sheet in loaded.worksheets:
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_storeys_of_one_name_in_two_buildings_are_two_floors(small):
    rooms = small.inventory.components["storey"].dropna()
    storey = rooms.iloc[0] if len(rooms) else "1"
    buildings = tuple(BuildingFacts(f"id{n}", f"House {n}", "", "") for n in (1, 2))
    storeys = tuple(StoreyFacts(f"s{n}", storey, f"House {n}", 3.0) for n in (1, 2))
    model_id = small.inventory.models[0].model_id
    both = ModelStructure(model_id, "", "p", "s", "Site", buildings, storeys, (), {})
    floors = sheets(cobie_book(small, (both,), Language.EN))["Floor"]
    assert {f"House 1 - {storey}", f"House 2 - {storey}"} <= {row["Name"] for row in floors}
    one = replace(both, storeys=storeys[:1])
    other = replace(both, model_id="second.ifc", storeys=storeys[1:])
    floors = sheets(cobie_book(small, (one, other), Language.EN))["Floor"]
    assert [row["Name"] for row in floors].count(storey) == 1


def test_rooms_that_a_register_only_names_are_rooms(small):
    components = small.inventory.components.assign(
        space_id=None, bordered_space_ids=None, space_name="Kjøkken, H0101", dwelling_code="H0101"
    )
    inventory = replace(small.inventory, components=components)
    made = cobie_book(replace(small, inventory=inventory), (), Language.EN)
    book = sheets(made)
    assert {row["Space"] for row in book["Component"]} <= {row["Name"] for row in book["Space"]}
    assert all("Kjøkken" in row["Space"] for row in book["Component"])
    assert not any("H0101" in row["Space"] for row in book["Component"])
    assert made.rooms_made_up == 0
    expect_links(book)


@pytest.mark.parametrize(
    ("said", "left"),
    [("Soverom Kari Hemmeligsen", "Soverom"), ("H0101 Per Hemmeligsen", ""),
     ("Bad, ring 998 87 766", ""), ("Stue kari.hemmeligsen@firma.no", ""),
     ("HC-bad 2. etasje", "HC-bad 2. etasje"), ("Vaktmester", "Vaktmester")],
)  # fmt: skip
def test_a_room_is_not_called_by_who_lives_there(said, left):
    assert Cleaner(["H0101"]).place(said) == left


def test_names_of_people_in_rooms_are_nowhere(small):
    spaces = small.inventory.spaces.assign(name="Kari Hemmeligsen", long_name="Bad Per Hemmeligsen")
    components = small.inventory.components.assign(space_name="Kari Hemmeligsen")
    inventory = replace(small.inventory, spaces=spaces, components=components)
    made = cobie_book(replace(small, inventory=inventory), (), Language.NB)
    loaded = load_workbook(io.BytesIO(made.data))
    cells = [str(c.value) for sheet in loaded for row in sheet.iter_rows() for c in row if c.value]
    assert not [cell for cell in cells if "Hemmelig" in cell]
    assert made.renamed_rooms == len(spaces)
    expect_links(sheets(made, loaded))


@given(st.lists(st.sampled_from(["Door", "door", "Door - 01", "a,b", "x" * 255, "Lamp"])))
def test_names_are_unique_whatever_they_are(names):
    found = unique_names(names)
    assert len({name.casefold() for name in found}) == len(found) == len(names)
    assert all(len(name) <= 255 and "," not in name for name in found)


@pytest.mark.parametrize(
    ("text", "own", "left"),
    [("Dør H0101", None, "Dør"), ("H0101-1 Bad", None, "1 Bad"), ("XH0101", None, "XH0101"),
     ("Bygg A", None, "Bygg A"), ("Stue A", "A", "Stue"), ("h0101", None, ""), ("A101", "A", "101"),
     ("Alrom A", "A", "Alrom"), ("B101", "A", "B101")],
)  # fmt: skip
def test_codes_are_taken_out_as_words(text, own, left):
    assert Cleaner(["H0101", "A"])(text, own) == left


def test_addresses_are_a_roles_or_nobodys():
    assert address_of("Sales@Maker.no") == "sales@maker.no"
    for said in ("kari.hansen@maker.no", "Kari Hansen AS", "x@y"):
        assert address_of(said).endswith("@firm.invalid")
        assert "kari.hansen@" not in address_of(said)
