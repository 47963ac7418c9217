"""Nothing that was there is lost: targets, faults half way, and what the command says."""

from __future__ import annotations

import errno
import json
import os
import shutil
from pathlib import Path

import pytest
from enriched_house import guid, house
from typer.testing import CliRunner

from robuild.cli.app import app
from robuild.terms.issues import OutputError


def run(*arguments: object):
    return CliRunner().invoke(app, ["enrich", *map(str, arguments)])


def test_a_target_that_says_something_else_stays_unless_asked(bench):
    source = bench.write(house())
    target = bench.write("ISO-10303-21; mine", "house-new.ifc")
    with pytest.raises(OutputError, match="--replace"):
        bench.enrich(source)
    assert target.read_text("ascii") == "ISO-10303-21; mine"
    told = bench.enrich(source, replace_them=True).models[0]
    assert told.kept is not None
    assert told.kept.name == "house-new.ifc.old"
    assert told.kept.read_text("ascii") == "ISO-10303-21; mine"
    again = bench.enrich(source).models[0]
    assert not again.changed


@pytest.mark.parametrize("where", ["copy", "move"])
def test_a_disk_that_is_full_half_way_leaves_the_old_file(bench, monkeypatch, where):
    source = bench.write(house())
    target = bench.write("the old one", "house-new.ifc")

    def half(_, there):
        Path(there).write_bytes(b"ISO-10303-21; half a")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def refuse(*_):
        raise PermissionError(errno.EACCES, "open elsewhere")

    if where == "copy":
        monkeypatch.setattr(shutil, "copyfile", half)
    else:
        monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OutputError, match="could not be written"):
        bench.enrich(source, replace_them=True)
    assert target.read_text("ascii") == "the old one"
    assert sorted(path.name for path in bench.folder.iterdir()) == ["house-new.ifc", "house.ifc"]


def test_one_model_of_several_that_may_not_be_written_stops_all(bench):
    first, second = bench.write(house(), "a.ifc"), bench.write(house(start=100), "b.ifc")
    bench.write("mine", "b-new.ifc")
    with pytest.raises(OutputError, match=r"b-new\.ifc"):
        bench.enrich(first, second)
    assert not (bench.folder / "a-new.ifc").exists()


def test_the_command_tells_what_it_did(bench, monkeypatch):
    monkeypatch.chdir(bench.folder)
    first = bench.write(house(), "a.ifc")
    second = bench.write(house("IFC2X3", start=100), "b.ifc")
    done = run(first, second, "-o", "out", "--json", "--no-geometry")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert [Path(each["output"]).as_posix() for each in told["models"]] == [
        "out/a.ifc",
        "out/b.ifc",
    ]
    assert [each["sets"]["Robuild_LifeCycle"] for each in told["models"]] == [4, 4]
    assert told["models"][1]["left_alone"]["sets_only"] == 1
    shown = run(first, "-o", "new.ifc", "--lang", "en", "--no-geometry")
    assert shown.exit_code == 0
    assert "Pset_ServiceLife: 4 elements" in shown.stdout
    assert "Got none: 1 elements that no rule recognised" in shown.stdout
    assert run(first).exit_code == 0
    assert Path("exports/a-robuild.ifc").is_file()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("a.ifc", "-o", "a.ifc"), "one of the files this run reads"),
        (("a.ifc", "-o", "."), "one of the files this run reads"),
        (("a.ifc", "-o", "a.xlsx"), "must end in .ifc"),
        (("a.ifc", "b.ifc", "-o", "c.ifc"), "give a folder"),
        (("a.ifc", "sub/a.ifc", "-o", "out"), "both become a.ifc"),
        (("a.ifc", "-o", "b.ifc/c.ifc"), "is a file, not a folder"),
        (("none.ifc", "-o", "c.ifc"), "no such file"),
    ],
)
def test_bad_requests_write_nothing(bench, monkeypatch, capfd, arguments, said):
    from robuild.cli.faults import guarded

    monkeypatch.chdir(bench.folder)
    for name in ("a.ifc", "b.ifc"):
        bench.write(house(), name)
    before = sorted(bench.folder.rglob("*"))
    monkeypatch.setattr("sys.argv", ["robuild", "enrich", *arguments])
    assert guarded(app) == 2
    assert said in " ".join(capfd.readouterr().err.split())
    assert sorted(bench.folder.rglob("*")) == before


def test_codes_of_dwellings_are_not_written(bench):
    homes = "\n".join(
        f"#{n}=IFCZONE('{guid(n)}',$,'H0{n}',$,'Leilighet 2-roms',$);\n"
        f"#{n + 10}=IFCSPACE('{guid(n + 10)}',$,'{n}','',$,$,$,'Stue',.ELEMENT.,$,$);\n"
        f"#{n + 20}=IFCRELASSIGNSTOGROUP('{guid(n + 20)}',$,$,$,(#{n + 10}),$,#{n});\n"
        f"#{n + 30}=IFCRELAGGREGATES('{guid(n + 30)}',$,$,$,#12,(#{n + 10}));\n"
        f"#{n + 40}=IFCRELSPACEBOUNDARY('{guid(n + 40)}',$,$,$,#{n + 10},#{door},$,"
        ".PHYSICAL.,.INTERNAL.);"
        for n, door in ((101, 31), (102, 32))
    )
    source = bench.write(house(body=homes))
    done = bench.enrich(source)
    codes = set(done.plan.inventory.components["dwelling_code"].dropna())
    assert len(codes) == 2  # otherwise this proves nothing
    before = set(source.read_text("ascii").splitlines())
    added = [
        line for line in done.models[0].target.read_text("ascii").splitlines() if line not in before
    ]
    assert added
    assert not [line for line in added for code in codes if code in line]
