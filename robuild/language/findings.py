"""Findings in the reader's language where somebody has written them, else as they were told."""

from __future__ import annotations

from robuild.language.chain import Texts
from robuild.terms.issues import Issue
from robuild.terms.vocabulary import Language


def told(words: Texts, issue: Issue) -> tuple[str, str]:
    """Message and advice of a finding.

    A translation knows how many like findings there are, but not the names in the message of the
    room. A finding that is useless without its names has no translation; `--json` has them all.
    """
    key = f"finding.{issue.code}"
    if words.language is Language.EN or not words.has(f"{key}.message"):
        return issue.message, issue.hint
    hint = words.get(f"{key}.hint") if words.has(f"{key}.hint") else ""
    return words.get(f"{key}.message", count=issue.count), hint
