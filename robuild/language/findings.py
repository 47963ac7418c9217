"""Findings in the reader's language where somebody has written them, else as they were told."""

from __future__ import annotations

import re

from robuild.language.chain import Texts
from robuild.terms.issues import Issue, Origin
from robuild.terms.vocabulary import Language

_VALUE = "\0"
_NEAREST = re.compile(r"Did you mean (.+)\?")
"""Advice that knows what may have been meant."""


def told(words: Texts, issue: Issue) -> tuple[str, str]:
    """Message and advice of a finding.

    A translation knows how many like findings there are and the one value that the finding is
    about, but no other names in the message of the room. A finding that is useless without them
    has no translation; `--json` has them all.
    """
    key = f"finding.{issue.code}"
    if words.language is Language.EN or not words.has(f"{key}.message"):
        return issue.message, issue.hint
    message = words.get(f"{key}.message", count=issue.count, value=_VALUE)
    if _VALUE in message and not issue.value:
        return issue.message, issue.hint
    hint = words.get(f"{key}.hint") if words.has(f"{key}.hint") else ""
    if near := _NEAREST.fullmatch(issue.hint):
        hint = f"{words.get('hint.nearest', name=near[1])} {hint}".rstrip()
    return message.replace(_VALUE, issue.value), hint


def told_line(words: Texts, issue: Issue) -> str:
    """A finding in one line: where, what, what to do."""
    message, hint = told(words, issue)
    where = _place(words, issue.origin)
    return f"{where}: {message} {hint}".rstrip() if where else f"{message} {hint}".rstrip()


def _place(words: Texts, origin: Origin) -> str:
    parts = {"sheet": origin.sheet, "row": origin.row, "column": origin.column}
    named = [words.get(f"origin.{key}", name=part) for key, part in parts.items() if part]
    identity = f"GlobalId {origin.global_id}" if origin.global_id else ""
    return ", ".join(part for part in (origin.file, *named, identity) if part)
