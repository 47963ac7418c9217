"""The listing of components, and what must not be replaced by an output."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from robuild.tabular import write_csv, written_by_robuild_unchanged
from robuild.terms.inventory import ModelInventory
from robuild.terms.issues import OutputError

LISTING_COLUMNS = ["component_id", "global_id", "class", "key", "rule", "rung", "confidence"]
"""Header of the CSV that `write_components` writes."""


def write_components(inventory: ModelInventory, matches: pd.DataFrame, path: Path) -> Path:
    """Write what each component was matched to and why, as CSV (`--components`).

    Raises:
        OutputError: the file could not be written.
    """
    joined = inventory.components[["component_id", "global_id", "ifc_class"]].merge(
        matches, on="component_id", how="left", validate="one_to_one"
    )
    table = joined[["component_id", "global_id"]].assign(
        **{"class": joined["ifc_class"]},
        key=joined["component_key"].mask(joined["status"] == "out_of_scope", "out_of_scope"),
        rule=joined["rule_id"],
        rung=joined["rung"],
        confidence=joined["confidence"],
    )
    write_csv(path, LISTING_COLUMNS, table[LISTING_COLUMNS].itertuples(index=False, name=None))
    return path


def refuse_foreign_listing(path: Path) -> None:
    """Stop before a file that is no listing of components is replaced by one.

    Raises:
        OutputError: the file is there and does not start as `write_components` writes it.
    """
    _refuse_foreign(path, ",".join(LISTING_COLUMNS).encode(), at_the_start=True)


def refuse_foreign_demo(path: Path) -> None:
    """Stop before a model that robuild did not write is replaced by the demo building.

    Raises:
        OutputError: the file is there and its header does not name robuild as its writer.
    """
    _refuse_foreign(path, b"'robuild demo building'", at_the_start=False)


def refuse_foreign_page(path: Path) -> None:
    """Stop before a page that robuild did not write is replaced.

    Raises:
        OutputError: the file is there and its head does not name robuild as its writer.
    """
    _refuse_foreign(path, b'<meta name="generator" content="robuild', at_the_start=False)


def _refuse_foreign(path: Path, sign: bytes, *, at_the_start: bool) -> None:
    if not path.exists():
        return
    with path.open("rb") as stream:
        head = stream.read(1_000).removeprefix(b"\xef\xbb\xbf")
    if not (head.startswith(sign) if at_the_start else sign in head):
        raise OutputError(
            f"{path} is there already and robuild did not write it. It was left as it is. "
            "Give another name, or move the file."
        )


def refuse_to_lose_edits(path: Path) -> None:
    """Stop before an output that people have edited is replaced (conventions §8).

    Raises:
        OutputError: the file is there and is not as robuild wrote it.
    """
    if path.exists() and not written_by_robuild_unchanged(path):
        raise OutputError(
            f"{path} is there already and has been edited since robuild wrote it, or robuild did "
            "not write it. It was left as it is. Give another name with -o, or move the file."
        )
