"""A small building to write logs of."""

from __future__ import annotations

import csv
from functools import cache

from robuild import shipped
from robuild.catalog import read_catalog
from robuild.logbook import Building, read_logs

DOOR, SOFT, HARD = "door_internal_set", "door_internal_set.hollow", "door_internal_set.solid_hpl"
GUID = "1hqIFTRjfV6AWq_bMtnZwI"
HEADER = ("Måned", "Komponent", "Bolig", "Årsak", "Gjort", "Antall", "Timer", "Kostnad", "Dager",
          "Merknad")  # fmt: skip


@cache
def catalog():
    return read_catalog(shipped.shipped(shipped.CATALOG))


def building():
    return Building(
        catalog(),
        {
            "L-door-soft": (DOOR, SOFT),
            "L-door-hard": (DOOR, HARD),
            "L-wc": ("wc", "wc.floor"),
            "L-light": ("luminaire", "luminaire.ordinary"),
        },
        {GUID: "L-door-soft", "c1": "L-door-soft", "c2": "L-wc"},
        {GUID: "c1"},
        {"c1": 2020},
        frozenset({"H0101", "H0102"}),
        2026,
    )


def csv_of(tmp_path, rows, header=HEADER, name="log.csv", encoding="utf-8-sig", separator=";"):
    path = tmp_path / name
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=separator).writerows([header, *rows])
    return path


def row(**said):
    """A good row, with some cells changed; by the headings of `HEADER` in small letters."""
    cells = {"måned": "2026-03", "komponent": "Klosett", "bolig": "H0101", "årsak": "slitt",
             "gjort": "reparert", "antall": "", "timer": "1,5", "kostnad": "1 250,50",
             "dager": "3", "merknad": "sete løst"} | said  # fmt: skip
    return tuple(cells[name.lower()] for name in HEADER)


def read(path, **options):
    done = read_logs(path if isinstance(path, list) else [path], building(), **options)
    assert done.rows_read == (
        len(done.table) + done.duplicates + done.refused_rows + done.asked_rows
    )
    return done
