"""What may be about a person, and which groups of homes may be told of.

In: texts, headings, and tables of groups with how many dwellings they cover. Out: findings with
place, kind and advice; headings that are refused; groups and totals that may be published; words
in robuild's own texts that describe people. A text is never changed here: findings are shown, and
a person decides. What is found, and what is not: docs/privacy.md.
"""

from robuild.privacy.free_text import find_in_table, find_personal_data
from robuild.privacy.headings import RefusedColumn, refused_columns
from robuild.privacy.issues import finding_issues, refusal_issues
from robuild.privacy.kinds import ADVICE, Finding, PersonalKind
from robuild.privacy.person_words import words_about_people
from robuild.privacy.publishing import (
    LEAST_DWELLINGS,
    HiddenReason,
    Publishable,
    publishable_groups,
)

__all__ = [
    "ADVICE",
    "LEAST_DWELLINGS",
    "Finding",
    "HiddenReason",
    "PersonalKind",
    "Publishable",
    "RefusedColumn",
    "find_in_table",
    "find_personal_data",
    "finding_issues",
    "publishable_groups",
    "refusal_issues",
    "refused_columns",
    "words_about_people",
]
