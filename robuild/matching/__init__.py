"""Which catalog key each component is, where it is, and which lines that makes.

In come the inventory, the catalog with its match rules and the user's overrides; out go one row
per component (`MATCHES`, `PLACES`) and the lines with their quantities (`LINES`,
`LINE_OF_COMPONENT`). Rules: conventions §1.1, §1.2, §7.2.
"""

from robuild.matching.cascade import match_components
from robuild.matching.lines import group_lines
from robuild.matching.needed import missing_quantities
from robuild.matching.overrides import unused_overrides
from robuild.matching.own_choices import require_known_variants, types_not_there
from robuild.matching.places import locate_components, locate_spaces

__all__ = [
    "group_lines",
    "locate_components",
    "locate_spaces",
    "match_components",
    "missing_quantities",
    "require_known_variants",
    "types_not_there",
    "unused_overrides",
]
