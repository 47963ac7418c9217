"""Files that cannot be used: one clear message each, all of them at once."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from robuild.model import source_files
from robuild.terms.issues import InputError, Severity


def codes(error: InputError) -> list[str]:
    return [issue.code for issue in error.issues]


def refused(small: Any, *paths: Path, **more: Any) -> InputError:
    with pytest.raises(InputError) as caught:
        small.read(*paths, **more)
    for issue in caught.value.issues:
        assert issue.severity is Severity.ERROR
        assert issue.message.endswith(".")
    return caught.value


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.ifc", b"", "file_empty"),
        ("a.ifc", b"  \n ", "file_empty"),
        ("a.ifc", b"<!DOCTYPE html><html></html>", "web_page"),
        ("a.ifc", b"\xef\xbb\xbfISO-10303-21;", "bad_header"),
        ("a.ifc", b"ISO-10303-21;HEADER;ENDSEC;", "bad_header"),
        ("a.ifc", b"hello", "not_ifc"),
        ("a.ifcxml", b"<?xml version='1.0'?><ifc/>", "ifc_xml"),
        ("a.ifcXML", b"<iso_10303_28/>", "ifc_xml"),
        ("a.ifcx", b'{"header": {}}', "ifc_json"),
        ("a.ifczip", b"ISO-10303-21;", "not_a_zip"),
        ("a.ifczip", b"PK\x03\x04 cut", "broken_zip"),
    ],
)
def test_what_is_no_model(small: Any, name: str, content: bytes, code: str) -> None:
    error = refused(small, small.write(content, name))
    assert codes(error) == [code]
    assert name in str(error)


@pytest.mark.parametrize("schema", ["IFC99", "IFC2X2_FINAL", "IFC5", "IFC2X_FINAL", "AP214", ""])
def test_schemas_that_cannot_be_read(small: Any, schema: str) -> None:
    error = refused(small, small.write(small.step(schema=schema)))
    assert codes(error) == ["unsupported_schema"]
    assert (schema or "(empty)") in str(error)


def test_missing_file_and_folder(small: Any) -> None:
    error = refused(small, small.folder / "none.ifc", small.folder)
    assert codes(error) == ["file_missing", "model_is_folder"]


def test_all_bad_files_at_once_with_their_names(small: Any) -> None:
    good = small.write(small.step(), "good.ifc")
    bad = [small.write(b"", "empty.ifc"), small.write(small.step(schema="IFC99"), "odd.ifc")]
    error = refused(small, bad[0], good, bad[1])
    assert codes(error) == ["file_empty", "unsupported_schema"]
    assert [issue.origin.file for issue in error.issues] == [str(path) for path in bad]


def test_no_models_and_one_model_twice(small: Any) -> None:
    assert codes(refused(small)) == ["no_models"]
    path = small.write(small.step())
    assert codes(refused(small, path, path)) == ["model_given_twice"]


def test_garbage_in_the_middle_stops_the_parser_but_not_silently(small: Any) -> None:
    text = small.step(small.door(30) + small.contained("#30"))
    broken = text.replace("#12=IFCBUILDINGSTOREY", "*//*\n#12=IFCBUILDINGSTOREY")
    for lazy in (True, False):
        assert codes(refused(small, small.write(broken), lazy=lazy)) == ["partial_model"]


def test_a_cut_off_file(small: Any) -> None:
    text = small.step(small.door(30) + small.contained("#30"))
    assert codes(refused(small, small.write(text[:-40]))) == ["truncated_model"]
    late = text.index("IFCRELAGGREGATES")
    assert codes(refused(small, small.write(text[: late + 10]))) == ["truncated_model"]


def test_a_number_used_by_two_statements(small: Any) -> None:
    text = small.step(small.door(30) + small.door(30, "Other").replace(small.guid(30), "x" * 22))
    assert codes(refused(small, small.write(text))) == ["statement_number_twice"]


def test_no_project(small: Any) -> None:
    text = small.step().replace("IFCPROJECT(", "IFCPROJECTLIBRARY(")
    error = refused(small, small.write(text))
    assert codes(error) == ["project_missing"]
    assert "IfcProject" in str(error)


def test_values_of_the_wrong_kind_are_told_as_such(small: Any) -> None:
    text = small.step(small.contained("'#30'"))
    with pytest.raises(InputError) as caught:
        small.read_text(text)
    assert "malformed_model" in codes(caught.value)


def zipped(small: Any, parts: dict[str, bytes], name: str = "a.ifczip") -> Path:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return small.write(data.getvalue(), name)


def test_zips_with_no_model_or_several(small: Any) -> None:
    text = small.step().encode()
    assert codes(refused(small, zipped(small, {"readme.txt": b"x"}))) == ["refused_zip"]
    error = refused(small, zipped(small, {"a.ifc": text, "b.ifc": text}))
    assert codes(error) == ["refused_zip"]
    assert "it holds 2" in str(error)


@pytest.mark.parametrize("name", ["a.ifczip", "a.ifcZIP", "A.IFCZIP", "a.zip"])
def test_zips_are_read_whatever_the_case(small: Any, name: str) -> None:
    text = small.step(small.door(30) + small.contained("#30")).encode()
    path = zipped(small, {"folder/": b"", "folder/Model.IFC": text, "notes.txt": b"x"}, name)
    assert len(small.read(path).components) == 1


def test_paths_inside_a_zip_lead_nowhere(small: Any) -> None:
    text = small.step().encode()
    small.read(zipped(small, {"../../escaped.ifc": text}))
    assert not list(small.folder.parent.rglob("escaped.ifc"))


def test_zip_bombs(small: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zipped(small, {"a.ifc": b" " * 11_000_000})
    error = refused(small, bomb)
    assert codes(error) == ["refused_zip"]
    assert "zip bomb" in str(error)
    text = small.step().encode()
    monkeypatch.setattr(source_files, "MOST_BYTES", len(text) - 1)
    assert "unpacks to" in str(refused(small, zipped(small, {"a.ifc": text})))
    monkeypatch.setattr(source_files, "MOST_PARTS", 1)
    assert "parts" in str(refused(small, zipped(small, {"a.ifc": text, "b.txt": b""})))


def test_a_zip_that_lies_about_its_size(small: Any) -> None:
    text = small.step().encode()
    path = zipped(small, {"a.ifc": text})
    data = path.read_bytes()
    size = len(text).to_bytes(4, "little")
    assert data.count(size) >= 1
    path.write_bytes(data.replace(size, (10).to_bytes(4, "little")))
    assert codes(refused(small, path))[0] in ("refused_zip", "broken_zip")


def test_nothing_is_left_behind(small: Any) -> None:
    path = small.write(small.step(schema="IFC4X3"))
    before = sorted(small.folder.iterdir())
    small.read(path)
    assert sorted(small.folder.iterdir()) == before
