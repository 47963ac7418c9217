"""The demo building: in comes a path, out goes an IFC4 file, the same bytes on every run.

An invented municipal house, "Kommunale boliger Furulia, bygg A": two storeys, six dwellings
H0101 to H0203, shared rooms, staff rooms. Quantities follow from the geometry. No real place,
maker or person.

Deliberately wrong, as in models from real projects (`DIRT`, by Tag):

* `D05` a door without type, code and properties
* `D08` a fire rating that is the placeholder "FireRating"
* `102/washing_machine/2` a maker that is the placeholder "Manufacturer"
* `H0103/living/dishwasher/1` a dishwasher drawn as a proxy
* `208/floor_vinyl` a floor covering without quantities
* `208/panel_heater/1` status DEMOLISH
* `105/water_heater/1` status EXISTING, condition TG2
* `207/shelf/1` a name that begins with "="
* `208` a room in no zone
* `105/objekt-17` a proxy that nobody can identify
* `205/luminaire_long/1` a NS 3451 code, 441, that the 2009 edition does not have
* `tre/1` a tree drawn as a proxy
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from robuild.terms.issues import OutputError

__all__ = ["put_text_file", "write_demo"]


def write_demo(path: Path) -> None:
    """Write the demo building as an IFC4 file (conventions §8.1).

    Args:
        path: File to write; replaced when it exists. Its folder is made when missing.

    Raises:
        OutputError: the file cannot be written there; what was there is untouched.
    """
    from robuild.demo.house import demo_text

    put_text_file(path, demo_text())


def put_text_file(path: Path, text: str) -> None:
    """Write a model's text, whole or not at all (conventions §8.1).

    Raises:
        OutputError: the file cannot be written there; what was there is untouched.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(text.encode("ascii"))
        temporary.replace(path)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        # gone already when it was moved; its folder may be what could not be made
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
