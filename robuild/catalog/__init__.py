"""The catalog: what can be bought, how long it lasts, what work it takes, who says so.

In: a folder of CSV tables with `catalog.toml`, or one .xlsx with the same tables as sheets. Out: a
`Catalog` in which every reference holds, or all faults at once. Rules: unknown is an empty cell and
never 0; what is written is read back without loss.
"""

from __future__ import annotations

from robuild.catalog.folder import write_folder
from robuild.catalog.gaps import catalog_gaps
from robuild.catalog.layer_files import is_layer, read_layer, write_layer
from robuild.catalog.layers import Stack, read_stack, with_layer
from robuild.catalog.overrides import read_overrides, read_overrides_with_notes
from robuild.catalog.own_changes import with_own_changes
from robuild.catalog.participation_overrides import read_participation_overrides
from robuild.catalog.reading import check_catalog, read_catalog, read_catalog_with_notes
from robuild.catalog.spreadsheet import write_xlsx

__all__ = [
    "Stack",
    "catalog_gaps",
    "check_catalog",
    "is_layer",
    "read_catalog",
    "read_catalog_with_notes",
    "read_layer",
    "read_overrides",
    "read_overrides_with_notes",
    "read_participation_overrides",
    "read_stack",
    "with_layer",
    "with_own_changes",
    "write_folder",
    "write_layer",
    "write_xlsx",
]
