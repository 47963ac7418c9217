"""From exceptions to exit codes: one clear message each, no traceback for bad input."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from typing import Any

from robuild.cli.terminal import json_text, one_line
from robuild.terms.issues import InputError, Issue, Origin, OutputError, Severity

DONE, INTERNAL_FAULT, BAD_INPUT, STOPPED = 0, 1, 2, 130
_MOST_FAULTS = 200
"""On a terminal; whoever has more mends these first."""


def guarded(run: Callable[..., Any]) -> int:
    """Exit code of a command; faults are told on stderr and, with `--json`, on stdout too."""
    try:
        run()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else DONE
        if code == STOPPED:  # typer turns Ctrl-C into this
            sys.stderr.write("robuild: stopped; nothing was half written.\n")
        said = getattr(end.__context__, "format_message", None)
        if callable(said):  # a fault of the command line, which typer has told on stderr
            _json_errors((Issue(Severity.ERROR, "usage", str(said())),))
        return code
    except InputError as error:
        _tell(error.issues)
        return BAD_INPUT
    except OutputError as error:
        _tell((Issue(Severity.ERROR, "output", str(error)),))
        return BAD_INPUT
    except KeyboardInterrupt:
        sys.stderr.write("robuild: stopped; nothing was half written.\n")
        return STOPPED
    except OSError as error:  # the system refused: a name too long, a disk that is full or gone
        _tell((_refused(error),))
        return BAD_INPUT
    except Exception as error:  # the last door before the user
        _tell_internal(error)
        return INTERNAL_FAULT
    return DONE


def _tell(issues: tuple[Issue, ...]) -> None:
    for issue in issues[:_MOST_FAULTS]:
        sys.stderr.write(f"robuild: {one_line(issue)}\n")
    if len(issues) > _MOST_FAULTS:
        left = len(issues) - _MOST_FAULTS
        sys.stderr.write(f"robuild: and {left} more faults; --json lists all of them.\n")
    _json_errors(issues)


def _json_errors(issues: tuple[Issue, ...]) -> None:
    if "--json" in sys.argv:
        errors = [
            {
                "code": issue.code,
                "message": issue.message,
                "where": str(issue.origin),
                "hint": issue.hint,
            }
            for issue in issues
        ]
        sys.stdout.write(json_text({"complete": False, "errors": errors}) + "\n")


def _refused(error: OSError) -> Issue:
    reason = f"the system refused this: {error.strerror or error}."
    return Issue(Severity.ERROR, "system_refused", reason, Origin(str(error.filename or "")))


def _tell_internal(error: Exception) -> None:
    if os.environ.get("ROBUILD_DEBUG"):
        traceback.print_exception(error)
    sys.stderr.write(
        f"robuild: internal fault, not your input: {type(error).__name__}: {one_line(error)}\n"
        "Nothing was half written. Set ROBUILD_DEBUG=1 and run again to see where it happened.\n"
    )
