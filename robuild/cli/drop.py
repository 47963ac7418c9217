"""`robuild drop`: models dropped on a launcher become the workbook beside them, and it opens.

For whoever has no terminal: the language is the reader's, and what went wrong stays to be read.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from robuild.cli.faults import BAD_INPUT, DONE, INTERNAL_FAULT
from robuild.cli.options import LanguageOption, SetOption
from robuild.terms.issues import InputError, OutputError
from robuild.terms.vocabulary import Language

if TYPE_CHECKING:
    from robuild.language import Texts

DROPPED = "ROBUILD_DROPPED"
"""Environment variable with the command line of Windows, which the launcher hands on whole."""
_MODELS = (".ifc", ".ifczip")
_PARTS = re.compile(r'"([^"]*)"|([^\s"]+)')
_AFTER_LAUNCHER = re.compile(r'\.cmd"?(?=\s|"|$)', re.IGNORECASE)
_MOST_NAMES = 1_000


def drop_command(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE", help="IFC files of one building, or a folder of them."),
    ] = None,
    lang: LanguageOption = Language.NB,
    assignments: SetOption = None,
    no_open: Annotated[
        bool, typer.Option("--no-open", help="Write the files and open none of them.")
    ] = False,
    wait: Annotated[
        bool, typer.Option("--wait", help="Stay until Enter is pressed when something is wrong.")
    ] = False,
) -> None:
    """Plan dropped models into a workbook beside them and open it; made for launchers."""
    from robuild.language import texts

    words = texts(lang)
    code = _dropped(files or [], words, assignments or [], opened=not no_open, ask=wait)
    if wait and code != DONE:
        _wait(words)
    if code != DONE:
        raise typer.Exit(code)


def _dropped(
    files: Sequence[Path], words: Texts, assignments: Sequence[str], *, opened: bool, ask: bool
) -> int:
    models = models_of([*(from_windows(os.environ.get(DROPPED, "")) or files)])
    if not models and not files and ask:
        models = models_of(_asked(words))
    if not models:
        _say(words.get("cli.drop.no_model"))
        return BAD_INPUT
    if len(models) > 1:
        _say(words.get("cli.drop.one_building", count=len(models)))
    workbook = free_name(models[0].with_suffix(".xlsx"))
    first = models[0].with_suffix(".xlsx")
    if workbook != first:
        _say(words.get("cli.drop.kept", path=first.name, new=workbook.name))
    said = [word for each in assignments for word in ("--set", each)]
    given = [*map(str, models), "--lang", str(words.language)]
    code = _run(["plan", *given, "-o", str(workbook), *said], words)
    if code != DONE:
        return code
    made = [workbook]
    if "view" in commands():  # the page with the model in three dimensions
        page = workbook.with_suffix(".html")
        code = _run(["view", *map(str, models), "-o", str(page), *_language("view", words)], words)
        made += [page] if code == DONE and page.is_file() else []
    if opened:
        for path in made:
            show(path, words)
    return code


def from_windows(line: str) -> list[Path]:
    r"""Files on a command line of Windows that starts a `.cmd`; none unless all of them are there.

    Explorer puts no quotes around a name with `&` and no space, and `%*` then loses the rest.

    >>> from_windows(r'cmd.exe /c ""C:\Tools\robuild.cmd" C:\a&b.ifc "C:\c d.ifc""')
    []
    """
    found = _AFTER_LAUNCHER.search(line)
    if not found:
        return []
    names = [quoted or plain for quoted, plain in _PARTS.findall(line[found.end() :])]
    paths = [Path(name) for name in names if name]
    return paths if paths and all(path.exists() for path in paths) else []


def models_of(paths: Sequence[Path]) -> list[Path]:
    """Files as they are, and the models right inside folders; each once, in the order given.

    A file of another kind stays, so that the reader is told what is wrong with it.
    """
    found: dict[Path, None] = {}
    for path in paths:
        inside = [path]
        if path.is_dir():
            inside = [each for each in sorted(path.iterdir()) if each.suffix.casefold() in _MODELS]
        found |= dict.fromkeys(each.absolute() for each in inside)
    return list(found)


def free_name(target: Path) -> Path:
    """The name, or one with a number where a file of that name must not be written over.

    That is one which people have worked in, one of another program, or one that Excel holds open.
    """
    from robuild.tabular import written_by_robuild_unchanged

    for number in range(1, _MOST_NAMES):
        path = target if number == 1 else target.with_stem(f"{target.stem}-{number}")
        if not path.exists():
            return path
        if written_by_robuild_unchanged(path) and not _held(path):
            return path
    raise OutputError(f"{target} and {_MOST_NAMES} names like it are taken. Move some of them.")


def _held(path: Path) -> bool:
    """Whether another program keeps a file from being written."""
    try:
        with path.open("r+b"):
            return False
    except OSError:
        return True


def commands() -> dict[str, set[str]]:
    """Names of the commands that this installation has, with those of their options."""
    from robuild.cli.app import app

    known: dict[str, Any] = getattr(typer.main.get_command(app), "commands", {})
    return {name: {str(each.name) for each in known[name].params} for name in known}


def _language(command: str, words: Texts) -> list[str]:
    return ["--lang", str(words.language)] if "lang" in commands()[command] else []


def _run(arguments: list[str], words: Texts) -> int:
    """Exit code of a command; its faults are told in the reader's language."""
    from robuild.cli.app import app

    try:
        code = app(arguments, standalone_mode=False)
    except InputError as error:
        _tell(error, words)
        return BAD_INPUT
    except (OutputError, OSError) as error:
        _say(words.get("cli.drop.not_written", what=str(error)))
        return BAD_INPUT
    except typer.BadParameter as error:
        _say(error.format_message())
        return BAD_INPUT
    except Exception as error:  # the last door before whoever has no terminal
        _say(words.get("cli.drop.internal", what=f"{type(error).__name__}: {error}"))
        return INTERNAL_FAULT
    return code if isinstance(code, int) else DONE


def _tell(error: InputError, words: Texts) -> None:
    from robuild.language import told_line

    _say(words.get("cli.drop.cannot"))
    for issue in error.issues:
        _say(f"- {told_line(words, issue)}")


def show(path: Path, words: Texts) -> None:
    """Open a file in the program that the system has for it; say where it is when it has none."""
    _say(words.get("cli.drop.opens", path=str(path)))
    try:
        _opener()(path)
    except (OSError, subprocess.SubprocessError):
        _say(words.get("cli.drop.open_it", path=str(path)))


def _opener() -> Callable[[Path], Any]:
    start = getattr(os, "startfile", None)
    if start is not None:
        return lambda path: start(str(path))
    program = "open" if sys.platform == "darwin" else "xdg-open"
    return lambda path: subprocess.run([program, str(path)], check=True, timeout=30)  # noqa: S603


def _asked(words: Texts) -> list[Path]:
    """A file that is dropped on the window itself, where nothing was dropped on the launcher."""
    if not sys.stdin or not sys.stdin.isatty():
        return []
    try:
        said = input(f"{words.get('cli.drop.drop_here')} ")
    except EOFError:
        return []
    return typed(said)


def typed(line: str) -> list[Path]:
    r"""Paths as a terminal writes what is dropped on it: in quotes, or with `\ ` for spaces.

    >>> [path.name for path in typed("'/a/b c.ifc' /a/d\\ e.ifc")]
    ['b c.ifc', 'd e.ifc']
    """
    if os.sep == "\\":
        return [Path(quoted or plain) for quoted, plain in _PARTS.findall(line.strip())]
    import shlex

    try:
        return [Path(word) for word in shlex.split(line)]
    except ValueError:  # one quote without its other
        return [Path(line.strip())]


def _wait(words: Texts) -> None:
    if sys.stdin and sys.stdin.isatty():
        try:
            input(f"\n{words.get('cli.drop.enter')} ")
        except EOFError:
            return


def _say(line: str) -> None:
    from robuild.cli import reporting

    reporting.say([line])


def main() -> None:
    """What `robuild-drop` starts: `robuild drop --wait` with the files it was given."""
    from robuild.cli.app import main as whole

    sys.argv[1:1] = ["drop", "--wait"]
    whole()
