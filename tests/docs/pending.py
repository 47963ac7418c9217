"""Commands that pages tell of and that another branch brings: tried as soon as they are there."""

from __future__ import annotations

import typer

from robuild.cli.app import app

PENDING = {"enrich": (), "view": (), "check": ("--ids", "--bcf", "--html")}
"""Command -> options of it that are on their way; none: the whole command."""


def is_pending(words: list[str]) -> bool:
    """Whether a command line, without `robuild`, needs what is not there yet."""
    known = getattr(typer.main.get_command(app), "commands", {})
    if words[0] not in PENDING:
        return False
    if words[0] not in known:
        return True
    there = {option for each in known[words[0]].params for option in each.opts}
    return any(option in words and option not in there for option in PENDING[words[0]])
