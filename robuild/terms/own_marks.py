"""How what robuild writes into a model is told from what its author put there.

Results that are written back must not become evidence of the next plan, and must be found again
when they are to be replaced: the reader and the writer share these marks.
"""

from __future__ import annotations

MARK = "[robuild "
"""Every set, relation and schedule of robuild's own has a Description that begins so."""
OWN_SETS = "Robuild_"
"""Property sets whose names begin so are robuild's, whatever has become of their Description."""


def is_marked(description: object) -> bool:
    """Whether a Description says that robuild wrote the thing.

    >>> is_marked("[robuild 0.1.0] line door"), is_marked("robuild")
    (True, False)
    """
    return isinstance(description, str) and description.startswith(MARK)


def is_own_set(name: object, description: object) -> bool:
    """Whether a property set is robuild's own.

    >>> is_own_set("Robuild_LifeCycle", None), is_own_set("Pset_ServiceLife", "measured")
    (True, False)
    """
    return (isinstance(name, str) and name.startswith(OWN_SETS)) or is_marked(description)
