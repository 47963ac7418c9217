"""Suggested overrides: what is asked, that answers hit just that, that no word is lost."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from robuild.catalog import read_overrides, read_overrides_with_notes
from robuild.matching import match_components, unused_overrides
from robuild.matching.overrides import OverrideIndex
from robuild.matching.suggestion_groups import suggestion_rows
from robuild.register import read_earlier_suggestions, write_suggestions
from robuild.register.suggestions import COLUMNS
from robuild.terms.catalog import Catalog
from robuild.terms.inventory import ModelInventory
from robuild.terms.issues import InputError
from robuild.terms.vocabulary import Language

KINDS = (".csv", ".xlsx")
HOSTILE = [
    "=1+1",
    '=HYPERLINK("http://x")',
    "@SUM(A1)",
    "-Dør",
    " på kanten ",
    "linje\nskift",
    "vogn\rretur",
    "a,b;c",
    'ti" rør',
    '"i hermetegn"',
    "Dør * 9",
    "Dør XX 9",
    "\\back\\slash",
    "x" * 900,
    "skjult\u202etegn",
    "nbsp\u00a0",
    "fam:type:151086",
    "fam:type:151087",
    "fam:900:151086",
    "fam:900",
    "fam:1000",
    "_x0041_",
    "12",
    "TRUE",
    "\ttab",
]


def suggest(
    path: Path, inventory: ModelInventory, catalog: Catalog, language: Language = Language.NB
) -> Any:
    """The command, without its options."""
    overrides = read_overrides(path, catalog) if path.exists() else ()
    matches = match_components(inventory, catalog, overrides)
    earlier = read_earlier_suggestions(path)
    also = earlier.answers if earlier else ()
    rows = suggestion_rows(inventory, matches, catalog, overrides, also)
    return write_suggestions(path, rows, earlier, catalog, language)


def cells(path: Path) -> list[dict[str, Any]]:
    """The rows as another program reads them."""
    if path.suffix == ".xlsx":
        sheet = openpyxl.load_workbook(path)["overrides"]
        header, *rows = sheet.iter_rows(values_only=True)
        return [dict(zip(header, row, strict=True)) for row in rows]
    with path.open(encoding="utf-8-sig", newline="") as stream:
        delimiter = ";" if ";" in stream.readline() else ","
        stream.seek(0)
        return list(csv.DictReader(stream, delimiter=delimiter))


def fill(path: Path, row: int, **words: Any) -> None:
    """What a person does in Excel or an editor; row 0 is the first below the header."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        sheet = book["overrides"]
        header = [cell.value for cell in sheet[1]]
        for name, value in words.items():
            sheet.cell(row + 2, header.index(name) + 1).value = value
        book.save(path)
        return
    rows = cells(path)
    while len(rows) <= row:
        rows.append(dict.fromkeys(COLUMNS, ""))
    rows[row] |= words
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, delimiter=";")
        writer.writeheader()
        writer.writerows(rows)


def overridden(inventory: ModelInventory, catalog: Catalog, path: Path) -> set[str]:
    matches = match_components(inventory, catalog, read_overrides(path, catalog))
    return set(matches.loc[matches["rung"] == "override", "component_id"])


@pytest.mark.parametrize("kind", KINDS)
def test_groups_are_asked_about_once_with_their_number(tmp_path, build, catalog, kind) -> None:
    parts = [{"type_name": "Qwx Zzk"}] * 5 + [{"name": "Vvbn Kkj:151086"}, {"name": "Vvbn Kkj:99"}]
    inventory = build([*parts, {"type_name": "Innerdør", "ifc_class": "IfcDoor"}, {}])
    path = tmp_path / f"overrides{kind}"
    written = suggest(path, inventory, catalog)
    rows = cells(path)
    assert (written.rows, written.added, written.undecided) == (len(rows), 4, 4)
    first, *others = rows
    assert (first["by"], first["pattern"], int(first["count"])) == ("type_name", '"Qwx Zzk"', 5)
    assert not first["outcome"]
    asked = {(row["by"], row["pattern"]) for row in others}
    # a number of two digits is no element number of Revit: another name
    assert asked == {("name", '"Vvbn Kkj"'), ("name", '"Vvbn Kkj:99"'), ("global_id", "c8")}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("field", ["type_name", "name", "global_id"])
def test_a_hostile_name_comes_back_as_it_is(tmp_path, build, catalog, kind, field) -> None:
    inventory = build([{field: name} for name in HOSTILE])
    path = tmp_path / f"o{kind}"
    suggest(path, inventory, catalog)
    asked = cells(path)
    assert sum(int(row["count"]) for row in asked) == len(HOSTILE)
    for row in range(len(asked)):
        fill(path, row, outcome="out_of_scope", note=str(row))
    overrides = read_overrides(path, catalog)
    for override in overrides:
        index = OverrideIndex([override])
        hit = sum(index.first(*row) is not None for row in index.rows(inventory.components))
        assert hit == int(asked[int(override.note)]["count"]), override
    assert not unused_overrides(inventory.components, overrides)


names = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from('*"\\=:19 \n\r;,|'), max_size=30
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example([{"type_name": None, "name": "TABLE"}], ".xlsx", 0)
@given(
    st.lists(
        st.fixed_dictionaries({"type_name": st.none() | names, "name": st.none() | names}),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from(KINDS),
    st.integers(0, 5),
)
def test_an_answer_hits_the_components_that_were_asked_about(
    tmp_path, build, catalog, parts, kind, number
) -> None:
    inventory = build(parts)
    path = tmp_path / f"property{kind}"
    path.unlink(missing_ok=True)
    suggest(path, inventory, catalog)
    # an Excel table has a row even where nobody is asked anything
    asked = [row for row in cells(path) if row["by"]]
    if not asked:
        return
    chosen = number % len(asked)
    fill(path, chosen, outcome="out_of_scope")
    (override,) = read_overrides(path, catalog)
    hit = overridden(inventory, catalog, path)
    assert len(hit) == int(asked[chosen]["count"])
    # by hand: equal type names, or equal names where there is no type name
    mine = {
        f"c{n}"
        for n, part in enumerate(parts)
        if override.by == "global_id" and f"c{n}" == override.pattern
    }
    if override.by == "type_name":
        kept = [part["type_name"] for n, part in enumerate(parts) if f"c{n}" in hit]
        assert len(set(kept)) == 1
        mine = {f"c{n}" for n, part in enumerate(parts) if part["type_name"] == kept[0]}
    if override.by != "name":
        assert hit == mine


@pytest.mark.parametrize("kind", KINDS)
def test_a_second_run_keeps_every_word(tmp_path, build, catalog, kind) -> None:
    path = tmp_path / f"o{kind}"
    first = build([{"type_name": "Qwx"}] * 3 + [{"type_name": "Zzk"}, {"type_name": "Wwq"}])
    suggest(path, first, catalog)
    before = {row["pattern"]: n for n, row in enumerate(cells(path))}
    fill(path, before['"Qwx"'], outcome="door_internal_set", note="  = målt på stedet; se bilde ")
    fill(path, before['"Zzk"'], note="spør driften")
    fill(path, 3, by="name", pattern="*egen*", outcome="out_of_scope", note="+mitt")
    second = build(
        [{"type_name": "Qwx"}] * 2 + [{"type_name": "Wwq"}] * 7 + [{"type_name": "Ny"}]
        + [{"type_name": "t", "name": "en egen ting"}]
    )  # fmt: skip
    written = suggest(path, second, catalog)
    rows = cells(path)
    assert [row["pattern"] for row in rows][:4] == [*before, "*egen*"]
    by_pattern = {row["pattern"]: row for row in rows}
    kept = by_pattern['"Qwx"']
    assert (kept["outcome"], int(kept["count"])) == ("door_internal_set", 2)
    assert kept["note"] == "  = målt på stedet; se bilde "
    assert by_pattern['"Zzk"']["note"] == "spør driften"
    assert int(by_pattern['"Zzk"']["count"]) == 0
    assert int(by_pattern['"Wwq"']["count"]) == 7
    assert (by_pattern["*egen*"]["note"], int(by_pattern["*egen*"]["count"])) == ("+mitt", 1)
    assert '"Ny"' in by_pattern
    assert (written.added, written.gone) == (1, 1)
    again = cells(path)
    suggest(path, second, catalog)
    assert cells(path) == again


def test_what_is_not_decided_is_counted_and_decides_nothing(tmp_path, build, catalog) -> None:
    path = tmp_path / "o.csv"
    suggest(path, build([{"type_name": "Qwx"}, {"type_name": "Zzk"}]), catalog)
    fill(path, 0, outcome="door_internal_set")
    overrides, notes = read_overrides_with_notes(path, catalog)
    assert len(overrides) == 1
    (note,) = notes
    assert (note.code, note.count, note.severity) == ("overrides_undecided", 1, "info")


def test_excel_offers_keys_with_their_names(tmp_path, build, catalog) -> None:
    path = tmp_path / "o.xlsx"
    inventory = build([{"type_name": "Qwx"}])
    suggest(path, inventory, catalog)
    book = openpyxl.load_workbook(path)
    sheet = book["overrides"]
    assert book["lists"].sheet_state == "hidden"
    assert sheet.freeze_panes is not None
    (rule,) = [r for r in sheet.data_validations.dataValidation if "C2" in str(r.sqref)]
    assert rule.formula1.startswith("lists!$A$2")
    offered = [cell.value for cell in book["lists"]["A"]][1:]
    (door,) = [text for text in offered if text and text.startswith("door_internal_set ")]
    assert door == f"door_internal_set – {catalog.component_by_key['door_internal_set'].name_nb}"
    fill(path, 0, outcome=door)
    (override,) = read_overrides(path, catalog)
    assert override.outcome == "door_internal_set"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\n1,2\n", "this is no overrides file"),
        ("by,pattern,outcome,mine\nname,A,,x\n", "'mine' is not a column"),
        ("by,pattern,outcome\nname,A,,surplus\n", "column without header"),
        ("by,by,pattern,outcome\nname,name,A,\n", "column by is there twice"),
    ],
)
def test_a_file_that_would_lose_something_is_left_alone(
    tmp_path, build, catalog, text, words
) -> None:
    path = tmp_path / "o.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=words):
        read_earlier_suggestions(path)
    assert path.read_text(encoding="utf-8") == text


def test_a_workbook_with_more_than_overrides_is_left_alone(tmp_path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "overrides"
    book.worksheets[0].append(["by", "pattern", "outcome"])
    book.create_sheet("Notater").append(["viktig", "tekst"])
    book.save(tmp_path / "o.xlsx")
    with pytest.raises(InputError, match="holds more than overrides: 'Notater'"):
        read_earlier_suggestions(tmp_path / "o.xlsx")


def test_nameless_components_of_one_rule_are_one_group(build, catalog) -> None:
    inventory = build([{"ifc_class": "IfcDoor"} for _ in range(4)])
    matches = match_components(inventory, catalog).assign(confidence="low", rule_id="some_rule")
    matches = matches.assign(status="matched", rung="ifc_class", component_key="door_internal_set")
    (row,) = suggestion_rows(inventory, matches, catalog)
    assert (row.by, row.pattern, row.count) == ("rule", "some_rule", 4)
    assert row.candidates[0] == "door_internal_set"
    assert row.now == (("door_internal_set", 4),)
