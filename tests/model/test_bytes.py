"""Bytes against the standard: letters survive, schema spellings are known, faults are seen."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from robuild.model import step_bytes
from robuild.model.raw_properties import decoded


def with_name(small: Any, raw: bytes) -> bytes:
    text: str = small.step(small.door(30, "@@") + small.contained("#30"))
    return text.encode("ascii").replace(b"@@", raw)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Dør på gård".encode(), "Dør på gård"),
        ("Dør på gård".encode("cp1252"), "Dør på gård"),
        ("ドア表示".encode("cp932"), "ドア表示"),
        ("Дверь".encode(), "Дверь"),
        ("lås 🔑".encode(), "lås 🔑"),
        (rb"D\X2\00F8\X0\r", "Dør"),
        (rb"D\S\xr", "Dør"),
        (b"it''s", "it's"),
        (rb"C:\temp\new", r"C:\temp\new"),
        (b"a\x07b\x1bc", "abc"),
        ("a\u202eb\u200bc".encode(), "abc"),
        (b" two\n lines ", "two  lines"),
    ],
)
def test_letters_survive_and_control_characters_do_not(small: Any, raw: bytes, name: str) -> None:
    for lazy in (True, False):
        inventory = small.read_text(with_name(small, raw), lazy=lazy)
        assert inventory.components["name"].tolist() == [name]


def test_raw_letters_and_stray_backslashes_are_listed(small: Any) -> None:
    codes = [i.code for i in small.read_text(with_name(small, "ø".encode("cp1252"))).issues]
    assert "raw_letters" in codes
    codes = [i.code for i in small.read_text(with_name(small, rb"a\b")).issues]
    assert "bad_escapes" in codes


@pytest.mark.parametrize(
    "schema",
    ["IFC4", "ifc4", "IFC4_ADD2", "IFC4_ADD2_TC1", "IFC4X1", "IFC4X2", "IFC4X3", "IFC4X3_ADD2",
     "IFC4X3_RC1", "IFC4X3_TC1"],
)  # fmt: skip
def test_spellings_of_schemas(small: Any, schema: str) -> None:
    inventory = small.read_text(small.step(small.door(30) + small.contained("#30"), schema=schema))
    assert inventory.models[0].schema == schema
    assert len(inventory.components) == 1


@pytest.mark.parametrize("schema", ["IFC2X3", "IFC2X3_TC1", "IFC2X3_FINAL"])
def test_spellings_of_ifc2x3(small: Any, schema: str) -> None:
    body = small.door(30, last="2.1,0.9") + small.contained("#30")
    assert len(small.read_text(small.step(body, schema=schema)).components) == 1


def test_a_comment_before_the_schema_does_not_hide_it(small: Any) -> None:
    text = small.step().replace("FILE_SCHEMA", "/* FILE_SCHEMA(('IFC99')); */\nFILE_SCHEMA")
    assert small.read_text(text).models[0].schema == "IFC4"


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", ""),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("=IFC", " = IFC").replace("IFCDOOR", "IfcDoor"),
        lambda text: text.replace("#30=", "/* #35=IFCDOOR(); */ #30="),
        lambda text: text.replace("'Door'", "'a #33=IFCWALL( ; #34= IFCDOOR(''x'');'"),
        lambda text: text.replace("END-ISO-10303-21;\n", ""),
    ],
)
def test_odd_but_right_spellings_are_whole(small: Any, change: Any) -> None:
    text = small.step(small.door(30) + small.contained("#30"))
    for lazy in (True, False):
        assert len(small.read_text(change(text), lazy=lazy).components) == 1


def test_a_second_data_section_is_read_too(small: Any) -> None:
    text = small.step(small.door(30) + small.contained("#30"))
    more = f"ENDSEC;\nDATA;\n{small.door(31)}ENDSEC;\nEND-ISO"
    assert len(small.read_text(text.replace("ENDSEC;\nEND-ISO", more)).components) == 2


def test_classes_the_schema_does_not_have_are_listed(small: Any) -> None:
    inventory = small.read_text(small.step(small.door(30) + "#40=IFCTELEPORTER('x',$);"))
    issue = next(i for i in inventory.issues if i.code == "unknown_class")
    assert issue.count == 1
    assert "IFCTELEPORTER" in issue.message


def plain(text: str) -> str:
    """Letters that a STEP text may hold as they are."""
    return "".join(c for c in text if c not in "'\\" and ord(c) >= 32 and not 127 <= ord(c) < 160)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60).map(plain))
def test_utf8_letters_are_escaped_so_that_they_read_back(text: str) -> None:
    escaped = step_bytes.escaped(f"'{text}'".encode(), "cp1252")
    assert escaped.isascii()
    assert decoded(escaped) == text


@given(st.text("abc ÅÆØåæøéüñß", max_size=60))
def test_latin_letters_are_escaped_so_that_they_read_back(text: str) -> None:
    # none of these letters beside each other happens to be UTF-8
    assert decoded(step_bytes.escaped(f"'{text}'".encode("cp1252"), "cp1252")) == text


@given(st.binary(max_size=300))
def test_any_bytes_become_ascii(data: bytes) -> None:
    assert step_bytes.escaped(data, "cp1252").isascii()
    assert step_bytes.escaped(data, "cp932").isascii()
