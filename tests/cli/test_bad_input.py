"""Careless and hostile users: one clear message each, exit code 2, nothing lost or half written."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import ifcopenshell
import openpyxl
import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "models" / "demo-rop-house.ifc"
CATALOG = ROOT / "catalogs" / "norwegian-housing"
ACTS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What a terminal obeys instead of showing it."""

FOOTING = (
    "#6=IFCFOOTING('3YvctVUKr0kugbFTf53O9L',$,'F',$,$,$,$,$,.STRIP_FOOTING.);\n"
    "#7=IFCRELCONTAINEDINSPATIALSTRUCTURE('20vctVUKr0kugbFTf53O9L',$,$,$,(#6),#4);\n"
)
DOOR = (
    "#6=IFCDOOR('3YvctVUKr0kugbFTf53O9L',$,'{name}',$,'{name}',$,$,$,2100.,900.,.DOOR.,$,$);\n"
    "#7=IFCRELCONTAINEDINSPATIALSTRUCTURE('20vctVUKr0kugbFTf53O9L',$,$,$,(#6),#4);\n"
)


def model(path: Path, elements: str = "") -> Path:
    """A small building in millimetres."""
    path.write_text(
        "ISO-10303-21;\nHEADER;\nFILE_DESCRIPTION((''),'2;1');\n"
        "FILE_NAME('m','2020-01-01T00:00:00',(''),(''),'','','');\nFILE_SCHEMA(('IFC4'));\n"
        "ENDSEC;\nDATA;\n#1=IFCPROJECT('0YvctVUKr0kugbFTf53O9L',$,'P',$,$,$,$,$,#2);\n"
        "#2=IFCUNITASSIGNMENT((#3));\n#3=IFCSIUNIT(*,.LENGTHUNIT.,.MILLI.,.METRE.);\n"
        "#4=IFCBUILDING('1YvctVUKr0kugbFTf53O9L',$,'B',$,$,$,$,$,.ELEMENT.,$,$,$);\n"
        "#5=IFCRELAGGREGATES('2YvctVUKr0kugbFTf53O9L',$,$,$,#1,(#4));\n"
        f"{elements}ENDSEC;\nEND-ISO-10303-21;\n",
        encoding="ascii",
    )
    return path


def refused(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """Exit code 2, all the words, no traceback, nothing that acts on a terminal."""
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert "internal fault" not in done.stderr
    assert not ACTS.search(done.stdout + done.stderr)
    for word in words:
        assert word in done.stderr


@pytest.fixture
def quick(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """The same commands without a process of their own: a second saved each."""
    from robuild.cli.app import app
    from robuild.cli.faults import guarded

    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        monkeypatch.setattr("sys.argv", ["robuild", *map(str, arguments)])
        capsys.readouterr()
        code = guarded(app)
        return subprocess.CompletedProcess(arguments, code, *capsys.readouterr())

    return run


def change(folder: Path, table: str, row: int, column: str, value: str) -> None:
    """Change one cell of a catalog; rows as the user counts them."""
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[row - 1][rows[0].index(column)] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def test_every_fault_of_a_catalog_is_told_at_once(robuild: Run, tmp_path: Path) -> None:
    folder = tmp_path / "catalog"
    shutil.copytree(CATALOG, folder)
    change(folder, "variants", 2, "price_nok", "-5")
    change(folder, "variants", 3, "price_nok", "ca. 2500 kr")
    change(folder, "variants", 4, "service_life_typical_years", "0")
    change(folder, "variants", 6, "variant_id", "door_internal_set.hollow")
    change(folder, "components", 2, "unit", "\x1b[31mpieces")
    change(folder, "components", 3, "unit", "pieces")
    change(folder, "rates", 1, "call_out_nok", "\x1b[2Jcall")
    (folder / "gates.csv").unlink()
    (folder / "service_lives.csv").write_bytes(b"")
    done = robuild("plan", DEMO, "-c", folder, "-o", "out.xlsx")
    for words in (
        ("variants.csv, row 2, column price_nok", "-5", "at least 0"),
        ("variants.csv, row 3, column price_nok", "'ca. 2500 kr' is not a number", "digits only"),
        ("variants.csv, row 4, column service_life_typical_years", "0", "more than 0"),
        ("variants.csv, row 6, column variant_id", "already in row 2", "Delete one"),
        ("components.csv, row 2, column unit", "U+001B"),
        ("components.csv, row 3, column unit", "'pieces' is not one of stk, m, m2"),
        ("rates.csv, row 1", "column call_out_nok of rates is missing", "Add it"),
        ("gates.csv", "missing", "Add the file"),
        ("service_lives.csv, row 1", "no header row"),
    ):
        line = next((x for x in done.stderr.splitlines() if words[0] in x and words[1] in x), "")
        assert all(word in line for word in words), (words, done.stderr)
    refused(done)
    assert {path.name for path in tmp_path.iterdir()} == {"catalog"}


def test_what_is_no_catalog_says_what_it_is(tmp_path: Path) -> None:
    from robuild.catalog import check_catalog

    (tmp_path / "empty").mkdir()
    (tmp_path / "text.dat").write_bytes(b"hello")
    (tmp_path / "old.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (tmp_path / "zero.xlsx").write_bytes(b"")
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/workbook.xml", "<workbook/>")
        bomb.writestr("xl/worksheets/sheet1.xml", bytes(30_000_000))
    for name, words in {
        "empty": "holds no catalog",
        "text.dat": "not a whole .xlsx",
        "old.xlsx": "old .xls",
        "zero.xlsx": "not a whole .xlsx",
        "bomb.xlsx": "zip bombs",
        "nowhere": "no such file",
    }.items():
        (issue,) = check_catalog(tmp_path / name)
        assert words in issue.message
        assert name in issue.origin.file
        assert issue.hint


def test_a_formula_nobody_calculated_is_not_a_price(quick: Run, tmp_path: Path) -> None:
    assert quick("catalog", "to-xlsx", CATALOG, "c.xlsx").returncode == 0
    book = openpyxl.load_workbook(tmp_path / "c.xlsx")
    sheet = book["variants"]
    column = next(cell.column for cell in sheet[1] if cell.value == "price_nok")
    sheet.cell(2, column).value = "=1000+5"
    sheet.cell(3, column).value = "abc"
    del book["tasks"]
    book.save(tmp_path / "c.xlsx")
    refused(
        quick("catalog", "check", "c.xlsx"),
        "sheet variants, row 2, column price_nok: the formula '=1000+5' has never been calculated",
        "sheet variants, row 3, column price_nok: 'abc' is not a number",
        "sheet tasks is missing",
    )
    # another name promises another format
    refused(quick("catalog", "to-xlsx", CATALOG, "c.xls"), "must end in .xlsx")


def test_what_the_reader_passed_over_is_told(quick: Run, tmp_path: Path) -> None:
    folder = tmp_path / "c"
    shutil.copytree(CATALOG, folder)
    (folder / "my_prices.csv").write_text("a,b\n", encoding="utf-8")
    done = quick("catalog", "check", folder)
    assert done.returncode == 0
    assert "my_prices.csv" in done.stdout
    assert "was not read" in done.stdout


def test_models_that_cannot_be_used_are_all_named(quick: Run, tmp_path: Path) -> None:
    (tmp_path / "folder.ifc").mkdir()
    model(tmp_path / "plain.ifczip", DOOR.format(name="D"))
    inner = (tmp_path / "plain.ifczip").read_bytes()
    with zipfile.ZipFile(tmp_path / "two.ifczip", "w") as two:
        two.writestr("a.ifc", inner)
        two.writestr("\x1b[31mb.ifc", inner)
    with zipfile.ZipFile(tmp_path / "bomb.ifczip", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("a.ifc", b"ISO-10303-21;" + b" " * 30_000_000)
    faults = {
        "folder.ifc": "this is a folder",
        "plain.ifczip": "not a zip",
        "two.ifczip": "holds 2",
        "bomb.ifczip": "zip bombs",
        "no\x1b[2J.ifc": "no such file",
        "n" * 300 + ".ifc": "too long",
    }
    for name, words in list(faults.items())[-1:]:
        refused(quick("check", name), words)
    done = quick("check", *list(faults)[:-1])
    refused(done, *list(faults.values())[:-1])


def test_zips_are_read_whatever_they_are_called(quick: Run, tmp_path: Path) -> None:
    model(tmp_path / "m.ifc", DOOR.format(name="Innerdor"))
    with zipfile.ZipFile(tmp_path / "zipped.ifc", "w") as packed:
        packed.write(tmp_path / "m.ifc", "../../escaped.ifc")
    done = quick("check", "zipped.ifc", "m.ifc", "--json")
    assert done.returncode == 0, done.stderr
    data = json.loads(done.stdout)
    # the same door in two files counts once
    assert (data["elements_read"], data["components"]) == (2, 1)
    assert not (tmp_path.parent.parent / "escaped.ifc").exists()
    refused(quick("check", "m.ifc", tmp_path / "m.ifc"), "given 2 times")


def test_nothing_to_cost_is_said_and_not_taken_for_a_plan(robuild: Run, tmp_path: Path) -> None:
    model(tmp_path / "empty.ifc")
    model(tmp_path / "footing.ifc", FOOTING)
    empty = robuild("check", "empty.ifc", "--lang", "en", "--fail-on", "warning")
    assert empty.returncode == 3
    assert "there are no components" in empty.stdout
    name = "Plan æøå 2/blåbær plan.xlsx"
    done = robuild("plan", "footing.ifc", "-o", name, "--json")
    assert done.returncode == 0, done.stderr
    data = json.loads(done.stdout)
    assert (data["lines"], data["out_of_scope"], data["life_cycle_cost_nok"]) == (0, 1, 0)
    assert data["issues"]["warning"] == 1
    assert data["outputs"] == [str(Path(name))]
    book = openpyxl.load_workbook(tmp_path / name)
    texts = {str(cell.value) for row in book["Datakvalitet"].iter_rows() for cell in row}
    assert any("all components are out of scope" in text for text in texts)


HOSTILE = (
    "=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)", "-2+3", "\x1b[31m\x1b]0;owned\x07", "\x9b31m",
    "A" * 40_000, "\u202egnp.exe", "😀👩‍👧", "<script>alert(1)</script>", "a\nb\tc", "\t=1+1",
    "\r=1+1", "_x0041_", "]]>&\"'", "\uffff",
    "=HYPERLINK(\"http://x\")", "=WEBSERVICE(\"http://x\")",
)  # fmt: skip


def hostile_model(path: Path) -> None:
    """The demo building with a hostile name, then a hostile beginning, everywhere in turn."""
    building = ifcopenshell.open(DEMO)
    number = 0
    for kind in ("IfcRoot", "IfcMaterial", "IfcMaterialLayerSet", "IfcClassification"):
        for each in building.by_type(kind):
            for field in ("Name", "LongName", "ObjectType", "Description", "Tag", "ElementType"):
                if hasattr(each, field):
                    number += 1
                    old = getattr(each, field) if number % 2 else ""
                    # a single long text is enough; a thousand only cost time
                    text = HOSTILE[number % len(HOSTILE)]
                    setattr(each, field, (text[:200] if number > 400 else text) + (old or ""))
    for place, each in enumerate(building.by_type("IfcPropertySingleValue")):
        if each.NominalValue is not None and isinstance(each.NominalValue.wrappedValue, str):
            each.NominalValue.wrappedValue = HOSTILE[place % len(HOSTILE)][:200]
        if not place % 5:
            each.Name = HOSTILE[place % len(HOSTILE)][:200]
    building.write(str(path))


def formulas_and_texts(path: Path) -> tuple[list[str], set[str]]:
    formulas, texts = [], set()
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    formulas.append(str(getattr(cell.value, "text", cell.value)))
                elif isinstance(cell.value, str):
                    texts.add(cell.value)
                    assert cell.quotePrefix or not cell.value.startswith(("=", "+", "@", "\t"))
                assert cell.hyperlink is None or cell.hyperlink.target is None
    return formulas, texts


def test_hostile_names_are_harmless_everywhere(robuild: Run, tmp_path: Path) -> None:
    hostile_model(tmp_path / "h.ifc")
    done = robuild("plan", "h.ifc", "-o", "h.xlsx", "--components", "h.csv")
    assert done.returncode == 0, done.stderr
    assert not ACTS.search(done.stdout + done.stderr)
    formulas, texts = formulas_and_texts(tmp_path / "h.xlsx")
    assert formulas
    for formula in formulas:
        assert not re.search(r"cmd|WEBSERVICE|HYPERLINK|owned|script|^=\s*1\+1|^\+|^@", formula)
    assert any("=cmd|' /C calc'!A0" in text for text in texts)
    assert any("owned" in text for text in texts)
    for text in texts:
        assert not ACTS.search(text)
        assert len(text) <= 32_767
    listing = (tmp_path / "h.csv").read_text(encoding="utf-8")
    assert not ACTS.search(listing)
    for row in csv.reader(listing.splitlines()):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


def test_no_output_replaces_an_input_or_a_strangers_file(quick: Run, tmp_path: Path) -> None:
    model(tmp_path / "m.ifc", DOOR.format(name="Innerdor"))
    (tmp_path / "m.csv").write_text("by,pattern,outcome\nname,*,out_of_scope\n", encoding="utf-8")
    (tmp_path / "notes.csv").write_text("my own,notes\n", encoding="utf-8")
    (tmp_path / "dir.xlsx").mkdir()
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "demo-rop-house.ifc").write_bytes((tmp_path / "m.ifc").read_bytes())
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    plan = ("plan", "m.ifc", "--overrides", "m.csv")
    for arguments, words in (
        ((*plan, "--components", "m.ifc"), "must end in .csv"),
        ((*plan, "--components", "m.csv"), "is one of the files this run reads"),
        (("check", "m.ifc", "--components", "notes.csv"), "robuild did not write it"),
        ((*plan, "-o", "x.xls"), "Try x.xlsx"),
        ((*plan, "-o", "dir.xlsx"), "is a folder"),
        ((*plan, "-o", "file/x.xlsx"), "is a file, not a folder"),
        (("demo", "-o", "x.xlsx"), "robuild did not write it"),
        ((*plan, "-o", "x" * 300 + ".xlsx"), "too long"),
    ):
        refused(quick(*arguments), words)
    assert before == {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="rights do not bind here")
def test_a_folder_without_rights_is_told_before_the_work(quick: Run, tmp_path: Path) -> None:
    model(tmp_path / "m.ifc", DOOR.format(name="D"))
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    refused(quick("plan", "m.ifc", "-o", "closed/x.xlsx"), "no right to write")
    refused(quick("plan", "m.ifc", "-o", "x.xlsx", "--components", "closed/c.csv"), "no right")
    assert not (tmp_path / "x.xlsx").exists()
    (tmp_path / "m.ifc").chmod(0)
    refused(quick("check", "m.ifc", "gone.ifc"), "m.ifc: the file cannot be opened", "gone.ifc")
    (tmp_path / "c").mkdir(mode=0)
    refused(quick("catalog", "check", "c"), "Permission denied")


def test_every_fault_of_the_settings_is_told_at_once(robuild: Run, tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_bytes(
        b"\xef\xbb\xbf" + b'period_years = 76\npreset = ["rop"]\nx = 1\nintensity_staff = "hot"\n'
    )
    values = ("alpha=2.1", "real_rate_1=0,04", "variant_role=best", "rubbish", "\x1b[31m=1",
              "residual_share=2", "base_year=", "workday_hours=nan", "peroid_years=9")  # fmt: skip
    done = robuild(
        "check", DEMO, "--settings", "s.toml", *(p for v in values for p in ("--set", v))
    )
    refused(
        done,
        's.toml: period_years is "76", which is not allowed: it must be a',
        "at least 1 and at most 75",
        "preset is \"['rop']\"",
        's.toml: no setting is called "x"',
        "'ordinary', 'raised', 'heavy' or 'extreme'",
        'alpha is "2.1"', "at least 0 and at most 2",
        'real_rate_1 is "0,04"', "Write it with a point: 0.04",
        "'ordinary', 'cheapest', 'robust' or 'easy_repair'",
        '"rubbish" is not KEY=VALUE',
        'no setting is called "\\x1b[31m"',
        'residual_share is "2"',
        'workday_hours is "nan"',
        "Did you mean period_years",
    )  # fmt: skip
    assert "base_year" not in done.stderr


def test_presets_and_patterns_name_what_is_allowed(quick: Run, tmp_path: Path) -> None:
    model(tmp_path / "m.ifc", DOOR.format(name="Innerdor"))
    refused(
        quick("plan", "m.ifc", "-o", "x.xlsx", "--set", "repair_ease_preset=zzz"),
        "'zzz'", "robuild", "detachability",
    )  # fmt: skip
    refused(quick("check", "m.ifc", "--set", "dwelling_pattern=abc"), "{code}")
    refused(quick("check", "m.ifc", "--length-unit", "parsec"), "parsec", "inch, foot")
    assert not (tmp_path / "x.xlsx").exists()


def test_settings_at_the_edge_make_a_plan(tmp_path: Path) -> None:
    from robuild.pipeline import Job, plan
    from robuild.terms.settings import Settings

    path = model(tmp_path / "m.ifc", DOOR.format(name="Innerdor"))

    def cost(**settings: object) -> float:
        result = plan(Job((path,), CATALOG, Settings.model_validate(settings)))
        assert len(result.lines) == 1
        totals = result.totals
        assert totals.weighted_cost_nok is not None
        assert totals.life_cycle_cost_nok is not None
        assert totals.weighted_cost_nok >= totals.life_cycle_cost_nok
        if not settings.get("alpha", 1):
            assert totals.weighted_cost_nok == totals.life_cycle_cost_nok
        return totals.life_cycle_cost_nok

    usual = cost()
    assert cost(period_years=1) < usual < cost(period_years=75)
    assert cost(real_rate_1=-0.02) > cost(real_rate_1=0) > usual
    assert cost(alpha=0) == usual == cost(alpha=2)
    assert cost(residual_share=1) <= usual
    assert cost(project_kind="existing") < usual
    assert cost(intensity_unknown="extreme") > usual
    for role in ("ordinary", "cheapest", "robust", "easy_repair"):
        assert cost(variant_role=role) > 0


def test_overrides_are_used_or_told(quick: Run, tmp_path: Path) -> None:
    model(tmp_path / "m.ifc", DOOR.format(name="Xyz 9"))
    header = "by,pattern,outcome,variant_id,note\n"
    good = {
        "id": "global_id,3YvctVUKr0kugbFTf53O9L,window,window.pvc,",
        "star": "name,*yz*,window,,",
    }
    for row in good.values():
        (tmp_path / "o.csv").write_text(f"{header}{row}\nname,Abc*,window,,\n", encoding="utf-8")
        done = quick("check", "m.ifc", "--overrides", "o.csv", "--components", "c.csv")
        assert done.returncode == 0, done.stderr
        assert 'no component took the override name "Abc*"' in done.stdout
        with (tmp_path / "c.csv").open(encoding="utf-8", newline="") as file:
            assert [r["key"] for r in csv.DictReader(file)] == ["window"]
    bad = (
        "name,*,nokey,,\nname,*,window,door_internal_set.hollow,\nsize,1,window,,\nname,,window,,\n"
    )
    (tmp_path / "o.csv").write_text(header + bad, encoding="utf-8")
    refused(
        quick("check", "m.ifc", "--overrides", "o.csv"),
        "row 2, column outcome: 'nokey'", "row 3, column variant_id", "row 4, column by",
        "row 5, column pattern",
    )  # fmt: skip
    (tmp_path / "o.csv").write_bytes(b"")
    refused(quick("check", "m.ifc", "--overrides", "o.csv"), "no header row")


def test_json_is_one_object_with_the_promised_keys(robuild: Run, tmp_path: Path) -> None:
    model(tmp_path / "m.ifc", DOOR.format(name="Innerdor"))
    done = robuild("plan", "m.ifc", "--json", "--components", "c.csv")
    assert done.returncode == 0
    assert done.stderr == ""

    def no_nan(word: str) -> None:
        raise AssertionError(word)

    data = json.loads(done.stdout, parse_constant=no_nan)
    assert set(data) >= {
        "elements_read", "components", "rejects", "matched", "unmatched", "out_of_scope",
        "not_modelled", "lines", "dwellings", "period_of_analysis_years", "acquisition_cost_nok",
        "life_cycle_cost_nok", "weighted_cost_nok", "annual_equivalent_nok", "complete", "issues",
        "outputs",
    }  # fmt: skip
    assert [Path(path).name for path in data["outputs"]] == ["m.xlsx", "c.csv"]
    assert all((tmp_path / path).is_file() for path in data["outputs"])
    quiet = robuild("check", "m.ifc", "--quiet", "--fail-on", "unmatched", "--fail-on", "error")
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")


def test_a_run_that_dies_while_writing_leaves_the_old_file_whole(
    robuild: Run, tmp_path: Path
) -> None:
    model(tmp_path / "m.ifc", DOOR.format(name="Innerdor"))
    assert robuild("plan", "m.ifc", "-o", "x.xlsx", "-q").returncode == 0
    before = (tmp_path / "x.xlsx").read_bytes()
    script = (
        "import os, sys\nfrom pathlib import Path\nwrite = Path.write_bytes\n"
        "def half(path, data):\n    write(path, data[: len(data) // 2])\n    os._exit(9)\n"
        "Path.write_bytes = half\nfrom robuild.cli import main\n"
        "sys.argv = ['robuild', 'plan', 'm.ifc', '-o', 'x.xlsx', '--set', 'period_years=9']\nmain()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == 9
    assert (tmp_path / "x.xlsx").read_bytes() == before


def test_what_acts_on_a_terminal_is_spelled_out() -> None:
    from robuild.cli.terminal import json_text, one_line

    assert one_line("dør 😀\x1b[2J\r\nx\x9b\u202e") == "dør 😀\\x1b[2J\\r\\nx\\x9b\\u202e"
    data = {"name": "dør\x1b\x9b\u202e\n\u2028", "more": [1.5, None]}
    for indent in (None, 2):
        text = json_text(data, indent=indent)
        assert json.loads(text) == data
        assert "dør" in text
        assert not ACTS.search(text)
    with pytest.raises(ValueError, match="JSON"):
        json_text(float("nan"))


def test_many_faults_are_cut_on_the_terminal_and_whole_in_json(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from robuild.cli.faults import guarded
    from robuild.terms.issues import InputError, Issue, Severity

    def many() -> None:
        raise InputError([Issue(Severity.ERROR, "x", f"fault {n}.") for n in range(1_000)])

    monkeypatch.setattr("sys.argv", ["robuild", "check", "--json"])
    assert guarded(many) == 2
    told = capsys.readouterr()
    assert len(told.err.splitlines()) == 201
    assert "800 more faults" in told.err
    assert len(json.loads(told.out)["errors"]) == 1_000


def test_what_the_system_refuses_is_no_fault_of_robuild(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from robuild.cli.faults import guarded

    def full() -> None:
        raise OSError(28, "No space left on device", "/tmp/x")

    def stopped() -> None:
        raise SystemExit(130)

    assert guarded(full) == 2
    assert "/tmp/x: the system refused this: No space left" in capsys.readouterr().err
    assert guarded(stopped) == 130
    assert "nothing was half written" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--budget", "100000"), r"costs at least [\d,]+ NOK to buy. Set budget_nok to [\d,]+"),
        (("--budget", "abc"), 'budget_nok is "abc", which is not allowed: it must be a number'),
        (("--budget", "1e6", "--set", "project_kind=existing"), "project_kind is existing"),
        (("--max-institutional", "0"), "look strongly institutional in any choice"),
        (("--set", "engine=mean"), "it must be 'renewal' or 'en'"),
        (("--set", "period_years=2", "--set", "acquisition_years=9"), "it can be 3 at most"),
        (("--set", "real_rate_1=-1"), "it must be more than -0.5"),
        (("--set", "period_years=0"), "it must be at least 1"),
    ],
)  # fmt: skip
def test_what_cannot_be_chosen_or_counted_is_told(robuild, arguments, told) -> None:
    done = robuild("alternatives", DEMO, "--no-geometry", *arguments)
    assert done.returncode == 2
    assert re.search(told, done.stderr), done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_language_that_is_none_is_told(quick: Run) -> None:
    refused(quick("check", DEMO, "--lang", "xx"), "'xx' is none of nb, nn, en")


def test_a_file_that_is_neither_log_nor_model_is_named(quick: Run, tmp_path: Path) -> None:
    (tmp_path / "log.txt").write_text("x", encoding="utf-8")
    refused(quick("log", DEMO, tmp_path / "log.txt"), "log.txt is neither a log nor a model")
