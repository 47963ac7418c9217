"""The launcher: a dropped model gets its workbook beside it, and faults stay to be read."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from robuild.cli import drop
from robuild.cli.app import app
from robuild.cli.launcher import SIGN, launcher_text
from robuild.tabular import write_text, written_by_robuild_unchanged
from robuild.terms.vocabulary import Language

MODEL = Path(__file__).resolve().parents[2] / "models" / "demo-rop-house.ifc"
QUICK = ("--set", "uncertainty_draws=0", "--set", "room_templates=none")


@pytest.fixture
def opened(monkeypatch):
    """What was opened, instead of opening it."""
    found: list[Path] = []
    monkeypatch.setattr(drop, "_opener", lambda: found.append)
    return found


def dropped(*arguments: object):
    return CliRunner().invoke(app, ["drop", *map(str, arguments), *QUICK])


def test_the_workbook_lies_beside_the_model_and_opens(tmp_path, opened, monkeypatch):
    assert "view" in drop.commands()
    monkeypatch.setattr(drop, "commands", lambda: {"plan": {"lang"}})  # the page has its own tests
    folder = tmp_path / "Bygg æøå & co (2)"
    folder.mkdir()
    model = folder / "hus 100% ferdig!.ifc"
    shutil.copy(MODEL, model)
    done = dropped(model)
    assert done.exit_code == 0, done.output
    workbook = folder / "hus 100% ferdig!.xlsx"
    assert written_by_robuild_unchanged(workbook)
    assert opened == [workbook]
    assert drop.free_name(workbook) == workbook  # as robuild wrote it: may be made anew
    workbook.write_bytes(b"somebody's work")
    assert drop.free_name(workbook).name == "hus 100% ferdig!-2.xlsx"
    (folder / "hus 100% ferdig!-2.xlsx").write_bytes(b"another's")
    assert drop.free_name(workbook).name == "hus 100% ferdig!-3.xlsx"


def test_a_page_is_made_too_where_there_is_such_a_command(tmp_path, opened, monkeypatch):
    ran: list[list[str]] = []

    def run(arguments, words):
        ran.append(arguments)
        write_text(Path(arguments[arguments.index("-o") + 1]), "made")
        return 0

    monkeypatch.setattr(drop, "_run", run)
    known = {"plan": {"lang"}, "view": {"lang", "models"}}
    monkeypatch.setattr(drop, "commands", lambda: known)
    models = [tmp_path / "a.ifc", tmp_path / "b.ifc"]
    for model in models:
        model.write_text("x")
    done = dropped(*models, "--lang", "nn")
    assert done.exit_code == 0, done.output
    assert "2 filer" in done.output  # one building, and it says so
    assert [each[0] for each in ran] == ["plan", "view"]
    assert all(str(model) in each for each in ran for model in models)
    assert all(each[each.index("--lang") + 1] == "nn" for each in ran)
    assert opened == [tmp_path / "a.xlsx", tmp_path / "a.html"]
    known.pop("view")
    opened.clear()
    assert dropped(tmp_path).exit_code == 0  # a folder: the models in it
    assert ran[-1][:3] == ["plan", *map(str, models)]
    assert [path.name for path in opened] == ["a-2.xlsx"]


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"hello", "ikke en IFC-fil"), (b"", "tom"), (b"<ifcXML/>", "ifcXML"), (None, "finnes ikke")],
)
def test_what_is_wrong_is_told_in_plain_words(tmp_path, opened, content, said):
    model = tmp_path / "rar.ifc"
    if content is not None:
        model.write_bytes(content)
    done = dropped(model)
    assert done.exit_code == 2
    assert said in done.output
    assert "rar.ifc" in done.output
    assert "Traceback" not in done.output
    assert not opened
    assert not list(tmp_path.glob("*.xlsx"))


def test_nothing_dropped_and_faults_of_robuild_are_told(tmp_path, opened, monkeypatch):
    assert "Drop an IFC file" in dropped("--lang", "en").output
    empty = tmp_path / "empty"
    empty.mkdir()
    assert dropped(empty).exit_code == 2
    (tmp_path / "x.ifc").write_text("x")

    def breaks(*_, **__):
        raise RuntimeError("something broke")

    monkeypatch.setattr("robuild.pipeline.plan", breaks)
    done = dropped(tmp_path / "x.ifc")
    assert done.exit_code == 1
    assert "something broke" in done.output


def test_it_waits_only_when_something_is_wrong(tmp_path, opened, monkeypatch):
    waited = []
    monkeypatch.setattr(drop, "_wait", waited.append)
    monkeypatch.setattr(drop, "_run", lambda arguments, words: 0)
    (tmp_path / "x.ifc").write_text("x")
    assert dropped(tmp_path / "x.ifc", "--wait").exit_code == 0
    assert not waited
    monkeypatch.setattr(drop, "_run", lambda arguments, words: 2)
    assert dropped(tmp_path / "x.ifc", "--wait").exit_code == 2
    assert len(waited) == 1


def test_a_system_without_a_program_for_workbooks_says_where_it_is(tmp_path, monkeypatch):
    def refuses():
        def start(path):
            raise OSError("no program")

        return start

    monkeypatch.setattr(drop, "_opener", refuses)
    monkeypatch.setattr(drop, "_run", lambda arguments, words: 0)
    (tmp_path / "x.ifc").write_text("x")
    done = dropped(tmp_path / "x.ifc")
    assert done.exit_code == 0
    assert f"Åpne selv: {tmp_path / 'x.xlsx'}" in done.output


@pytest.mark.skipif(os.sep == "\\", reason="paths of the other systems")
def test_the_whole_command_line_of_windows_is_read(tmp_path, monkeypatch):
    """As Explorer writes it: quotes only around names with spaces, none around `&`."""
    plain, spaced = tmp_path / "a&b%PATH%^!.ifc", tmp_path / "c d.ifc"
    line = (
        f'C:\\Windows\\system32\\cmd.exe /c ""C:\\Tøy & mer\\robuild-drop.cmd" {plain} "{spaced}""'
    )
    assert drop.from_windows(line) == []  # they are not there
    plain.write_text("x")
    spaced.write_text("x")
    assert drop.from_windows(line) == [plain, spaced]
    assert drop.from_windows(f'cmd.exe /c "C:\\T\\robuild-drop.cmd {plain}"') == [plain]
    assert drop.from_windows('cmd.exe /c ""C:\\T\\robuild-drop.cmd" "') == []
    assert drop.from_windows("C:\\Windows\\system32\\cmd.exe") == []
    ran: list[list[str]] = []
    monkeypatch.setattr(drop, "_run", lambda arguments, words: ran.append(arguments) or 2)
    monkeypatch.setenv(drop.DROPPED, line)
    dropped(tmp_path / "a")  # what `%*` is left with
    assert ran[0][1:3] == [str(plain), str(spaced)]


WINDOWS = {"LOCALAPPDATA": r"C:\Users\Bjørn\AppData\Local", "USERPROFILE": r"C:\Users\Bjørn"}


def test_the_batch_file_is_one_that_cmd_reads():
    python = r"c:\users\bjørn\AppData\Local\Programs\100%\python.exe"
    text = launcher_text("windows", python, Language.NN, WINDOWS)
    assert text.count("\n") == text.count("\r\n") == len(text.splitlines())
    assert not text.startswith("\ufeff")
    lines = text.split("\r\n")
    assert lines[:3] == ["@echo off", f"rem {SIGN}: drop IFC files on this file", "chcp 65001 >nul"]
    assert r'set "ROBUILD_PYTHON=%LOCALAPPDATA%\Programs\100%%\python.exe"' in lines
    assert '"!ROBUILD_PYTHON!" -P -m robuild drop --wait --lang nn %*' in lines
    # names with `!` are eaten while they are looked for, so they are only handed on after this
    assert lines.index("setlocal EnableDelayedExpansion") < lines.index(
        'set "ROBUILD_DROPPED=!CMDCMDLINE!"'
    ) < lines.index('"!ROBUILD_PYTHON!" -P -m robuild drop --wait --lang nn %*')  # fmt: skip
    assert lines[-2].startswith("exit ")
    assert "exit /b" not in text
    elsewhere = launcher_text("windows", r"D:\Pyton æ\python.exe", Language.NB, WINDOWS)
    assert r'set "ROBUILD_PYTHON=D:\Pyton æ\python.exe"' in elsewhere


def test_the_launchers_of_other_systems(tmp_path):
    text = launcher_text("linux", "/opt/my $py/100%/python", Language.EN, {})
    (line,) = [line for line in text.splitlines() if line.startswith("Exec=")]
    assert line.startswith('Exec="/opt/my \\\\$py/100%%/python" -P -m robuild drop')
    assert line.endswith(" %F")
    made = launcher_text("mac", sys.executable, Language.EN, {})
    script = tmp_path / "robuild-drop.command"
    script.write_text(made)
    script.chmod(0o755)
    if os.name == "posix":
        done = subprocess.run([script], stdin=subprocess.DEVNULL, capture_output=True, text=True)
        assert done.returncode == 2
        assert "Drop an IFC file" in done.stdout


def test_a_launcher_is_written_again_but_never_over_another_file(tmp_path):
    for _ in range(2):
        done = CliRunner().invoke(app, ["launcher", str(tmp_path)])
        assert done.exit_code == 0, done.output
    (written,) = tmp_path.iterdir()
    assert SIGN in written.read_text(encoding="utf-8")
    written.write_text("mine")
    refused = CliRunner().invoke(app, ["launcher", str(tmp_path)])
    assert refused.exit_code != 0
    assert written.read_text() == "mine"
