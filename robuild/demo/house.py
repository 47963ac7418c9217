"""The whole demo building, part by part."""

from __future__ import annotations

from robuild.demo.dirt import write_dirt
from robuild.demo.draft import Draft
from robuild.demo.exterior import write_exterior
from robuild.demo.finishes import write_finishes
from robuild.demo.fittings import write_fittings
from robuild.demo.frame import Frame
from robuild.demo.leaves import write_openings
from robuild.demo.structure import write_roof, write_slabs, write_stair, write_walls

FILE_NAME = "demo-rop-house.ifc"


def demo_text() -> str:
    """The demo building as STEP text; the same on every run and platform."""
    draft = Draft()
    frame = Frame(draft)
    write_slabs(frame)
    walls = write_walls(frame)
    write_openings(frame, walls)
    plates = write_roof(frame)
    write_stair(frame)
    write_finishes(frame)
    write_fittings(frame)
    write_exterior(frame, plates, walls)
    write_dirt(frame)
    return draft.finish(FILE_NAME)
