"""Atlas and municipal FDV files: exact headings, links that hold, nobody's secrets."""

from __future__ import annotations

import csv
import io
import re

import pytest

from robuild.exchange import atlas_files, fdv_file
from robuild.terms.vocabulary import Language

# templates of Atlas CMMS, headings as published
HEADINGS = {
    "1-locations.csv": "ID,Name,Address,Parent Location,Assigned To,Teams,Vendors,Contractors",
    "2-parts.csv": "ID,Name,Cost,Category,Non Stock,Barcode,Description,Quantity,"
    "Additional Information,Area,Minimum Quantity,Assigned To,Contractors,Vendors,Teams",
    "3-assets.csv": "ID,Name,Description,Status,Archived,Location Name,Parent Asset,Area,Barcode,"
    "Category,Primary User,Warranty Expiration Date,Additional Information,Serial Number,"
    "Assigned To,Teams,Parts,Vendors,Contractors,Acquisition cost",
    "4-preventive-maintenance.csv": "Name,Starts On,Ends On,Frequency,Due Date Delay,"
    "Recurrence Type,Recurrence Based On,Days Of Week,ID,Title,Description,Estimated Hours,"
    "Priority,Category,Assigned To,Primary Worker,Asset Name,Location Name,Team Name,Contractors,"
    "Requires Signature",
}
PEOPLE = ("Assigned To", "Primary User", "Primary Worker", "Teams", "Team Name", "Contractors")


def tables(files):
    return {name: list(csv.DictReader(io.StringIO(text))) for name, text in files.files.items()}


@pytest.mark.parametrize("grouped", [False, True])
def test_headings_and_links(demo, grouped):
    made = atlas_files(demo, Language.NB, grouped=grouped)
    assert {name: text.split("\n", 1)[0] for name, text in made.files.items()} == HEADINGS
    found = tables(made)
    places = [row["Name"] for row in found["1-locations.csv"]]
    above = {""}
    for row in found["1-locations.csv"]:
        assert row["Parent Location"] in above  # what it lies in stands before it
        above.add(row["Name"])
    for rows in found.values():
        names = [row["Name"] for row in rows]
        assert len(set(names)) == len(names)
        assert not any(row[key] for row in rows for key in PEOPLE if key in row)
        assert not any(row["ID"] for row in rows)
    for name in ("3-assets.csv", "4-preventive-maintenance.csv"):
        assert {row["Location Name"] for row in found[name]} <= set(places)
    barcodes = [row["Barcode"] for row in found["3-assets.csv"] if row["Barcode"]]
    assert len(set(barcodes)) == len(barcodes)
    assert all(re.fullmatch(r"[0-9A-Za-z_$]{22}", each) for each in barcodes)


def test_words_and_numbers_are_those_that_atlas_knows(demo):
    found = tables(atlas_files(demo, Language.NN))
    for row in found["4-preventive-maintenance.csv"]:
        assert row["Recurrence Type"] in {"daily", "weekly", "monthly", "yearly"}
        assert row["Recurrence Based On"] == "Scheduled Date"
        assert int(row["Frequency"]) >= 1
        assert row["Priority"] in {"None", "Low", "Medium", "High"}
        assert re.fullmatch(r"20\d\d-\d\d-01", row["Starts On"])
        assert row["Title"]
    for row in found["2-parts.csv"]:
        assert row["Non Stock"] in {"Yes", "No"}
        assert row["Quantity"] == "0"  # nobody has counted the shelf
        assert (int(row["Minimum Quantity"]) > 0) == (row["Non Stock"] == "No")


def test_every_component_is_an_asset(demo):
    made = atlas_files(demo, Language.NB)
    assert made.components == made.assets == len(demo.line_of_component)
    found = tables(made)["3-assets.csv"]
    told = sum(float(row["Acquisition cost"] or 0) for row in found)
    prices = {v.variant_id: v.price_nok for v in demo.catalog.variants}
    wanted = sum(
        prices[row["variant_id"]] * row["quantity"]
        for row in demo.lines.to_dict("records")
        if row["quantity"] and prices[row["variant_id"]] is not None
    )
    assert told == pytest.approx(wanted, rel=1e-6)


def test_grouped_stays_below_the_limits_and_leaves_nothing_out(demo):
    full, few = atlas_files(demo, Language.NB), atlas_files(demo, Language.NB, grouped=True)
    assert few.assets <= 50
    assert few.locations <= 10
    assert few.jobs <= 10
    assert few.components == full.components
    one, two = (tables(each) for each in (full, few))
    ids = set(" ".join(row["Additional Information"] for row in two["3-assets.csv"]).split())
    assert {row["Barcode"] for row in one["3-assets.csv"] if row["Barcode"]} <= ids
    told = "\n".join(row["Description"] for row in two["4-preventive-maintenance.csv"])
    assert all(row["Title"] in told for row in one["4-preventive-maintenance.csv"])
    hours = [
        sum(float(row["Estimated Hours"]) for row in each["4-preventive-maintenance.csv"])
        for each in (one, two)
    ]
    assert hours[0] == pytest.approx(hours[1], abs=0.5)


FDV = (
    "Navn;Merknad;Prioritet;Tilstandsgrad;Konsekvensgrad;Kostnad;Ansvarlig;Meldt av;Fasilitet;"
    "Eiendom;Bygning;Opprettet dato;Registrert;Utbedret;Fra kontrollplan;Fag;Frekvens;NS 3451;"
    "NS 3454;Oppgave;Planlagt start oppgave;Budsjett oppgave;Avvikstype"
)


def test_municipal_file(demo):
    data = fdv_file(demo, Language.NB)
    text = data.decode("iso-8859-1")
    assert text.split("\r\n", 1)[0] == FDV
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    parts = [row for row in rows if row["Fra kontrollplan"] == "Nei"]
    jobs = [row for row in rows if row["Fra kontrollplan"] == "Ja"]
    assert len(parts) == len(demo.line_of_component)
    assert len(jobs) == demo.line_tasks["task_id"].nunique()
    assert len(rows) == len(parts) + len(jobs)
    assert not any(row["Ansvarlig"] or row["Meldt av"] for row in rows)
    assert all(row["Fag"] for row in jobs)
    assert "?" not in text.replace("\r\n", "")
    starts = [row["Planlagt start oppgave"] for row in parts if row["Planlagt start oppgave"]]
    assert starts
    assert all(2026 <= int(year) <= 2086 for year in starts)
    budget = sum(float(row["Budsjett oppgave"].replace(",", ".")) for row in parts
                 if row["Budsjett oppgave"] not in ("", "ikke kjent"))  # fmt: skip
    with_life = demo.line_costs[demo.line_costs["replacement_nok"].notna()]
    assert 0 < budget <= with_life["replacement_nok"].sum() + 1


def test_names_do_no_harm(hostile):
    made = atlas_files(hostile, Language.NB)
    assert made.components == len(hostile.line_of_component)
    for text in [*made.files.values(), fdv_file(hostile, Language.NB).decode("iso-8859-1")]:
        for row in csv.reader(io.StringIO(text), delimiter=";" if text.startswith("Navn") else ","):
            assert not [cell for cell in row if cell[:1] in ("=", "+", "@")]
    for rows in tables(made).values():
        for row in rows:
            assert len(row["Name"]) <= 255


def test_codes_of_dwellings_stay_here(demo):
    codes = set(demo.inventory.components["dwelling_code"].dropna())
    text = "".join(atlas_files(demo, Language.NB).files.values())
    text += fdv_file(demo, Language.NB).decode("iso-8859-1")
    rooms = set(demo.inventory.components["space_name"].dropna())
    for code in codes:  # a room may have a code in its own name; nothing else may
        named = any(code in room for room in rooms)
        assert named or not re.search(rf"\b{re.escape(code)}\b", text)


def test_the_same_bytes_at_every_run(demo):
    assert atlas_files(demo, Language.NB) == atlas_files(demo, Language.NB)
    assert fdv_file(demo, Language.NN) == fdv_file(demo, Language.NN)
