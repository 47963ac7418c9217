"""`robuild launcher`: a file to drop models on, for whoever has no terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from robuild.cli.options import LanguageOption
from robuild.terms.issues import OutputError
from robuild.terms.vocabulary import Language

SIGN = "written by robuild launcher"
_NAMES = {"windows": "robuild-drop.cmd", "mac": "robuild-drop.command",
          "linux": "robuild-drop.desktop"}  # fmt: skip
_FOLDERS = ("LOCALAPPDATA", "APPDATA", "USERPROFILE", "ProgramFiles")
"""Variables of Windows that stand for folders; the first that fits a path takes its place."""


def launcher_command(
    folder: Annotated[
        Path, typer.Argument(help="Where to put it, such as the desktop.", file_okay=False)
    ] = Path(),
    lang: LanguageOption = Language.NB,
) -> None:
    """Write a file to drop IFC models on: the plan is made beside them and opens."""
    from robuild.cli import reporting
    from robuild.language import texts
    from robuild.tabular import write_bytes

    system = {"win32": "windows", "darwin": "mac"}.get(sys.platform, "linux")
    target = folder / _NAMES[system]
    data = launcher_text(system, sys.executable, lang, os.environ).encode("utf-8")
    if target.exists() and SIGN.encode() not in target.read_bytes():
        raise OutputError(
            f"{target} is there already and robuild did not write it. It was left as it is. "
            "Give another folder, or move the file."
        )
    write_bytes(target, data)
    if system != "windows":
        target.chmod(0o755)
    words = texts(lang)
    key = "cli.launcher.open" if system == "mac" else "cli.launcher.drop"
    reporting.say([words.get("cli.written", path=str(target)), words.get(key)])


def launcher_text(
    system: str, python: str, language: Language, environment: Mapping[str, str]
) -> str:
    """The file for a system: `windows`, `mac` or `linux`.

    Args:
        system: that it shall run on.
        python: the Python that robuild is installed in.
        language: of what is said.
        environment: variables of the system.
    """
    if system == "windows":
        return _windows(python, language, environment)
    if system == "mac":
        return _mac(python, language)
    return _linux(python, language)


def _windows(python: str, language: Language, environment: Mapping[str, str]) -> str:
    """A batch file: CRLF, UTF-8.

    `-P` keeps Python from taking a module that lies beside the model for its own. The command line
    goes on whole in a variable, because Explorer does not quote names with `&`; `exit`, because
    what stands after such an `&` would be run as a command.
    """
    from robuild.language import texts

    words = texts(language)
    lines = [
        "@echo off",
        f"rem {SIGN}: drop IFC files on this file",
        "chcp 65001 >nul",
        "setlocal EnableExtensions DisableDelayedExpansion",
        f'set "ROBUILD_PYTHON={_in_batch(python, environment)}"',
        'set "PYTHONUTF8=1"',
        'if exist "%ROBUILD_PYTHON%" goto run',
        f"echo {_echoed(words.get('cli.launcher.no_python'))}",
        "echo %ROBUILD_PYTHON%",
        "pause",
        "exit 1",
        ":run",
        "setlocal EnableDelayedExpansion",
        'set "ROBUILD_DROPPED=!CMDCMDLINE!"',
        f'"!ROBUILD_PYTHON!" -P -m robuild drop --wait --lang {language} %*',
        "exit !ERRORLEVEL!",
    ]
    return "\r\n".join(lines) + "\r\n"


def _in_batch(python: str, environment: Mapping[str, str]) -> str:
    """A path in a batch file: its folders by variables where they can be, `%` doubled."""
    for name in _FOLDERS:
        folder = environment.get(name, "")
        if folder and python.casefold().startswith(folder.casefold() + "\\"):
            return f"%{name}%" + python[len(folder) :].replace("%", "%%")
    return python.replace("%", "%%")


def _echoed(text: str) -> str:
    return "".join(f"^{letter}" if letter in "^&|<>()" else letter for letter in text)


def _mac(python: str, language: Language) -> str:
    """A file that Terminal opens; nothing can be dropped on it, so it asks for the model."""
    import shlex

    return (
        f"#!/bin/sh\n# {SIGN}: double-click, then drop an IFC file on the window\n"
        f'exec {shlex.quote(python)} -P -m robuild drop --wait --lang {language} "$@"\n'
    )


def _linux(python: str, language: Language) -> str:
    r"""A desktop entry; quoted as its standard wants, where `%` and `\\` are doubled."""
    quoted = python.replace("\\", "\\\\\\\\").replace("%", "%%")
    for letter in '"`$':
        quoted = quoted.replace(letter, f"\\\\{letter}")
    return (
        f"[Desktop Entry]\n# {SIGN}\nType=Application\nName=robuild\nTerminal=true\n"
        f'Exec="{quoted}" -P -m robuild drop --wait --lang {language} %F\n'
        "MimeType=application/x-step;application/p21;model/ifc;\nCategories=Office;\n"
    )
