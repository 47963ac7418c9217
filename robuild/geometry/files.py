"""One file through its workers: made readable first, repaired once where the parser stops."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from robuild.geometry.asked import Asked
from robuild.geometry.crew import Crew, FileShapes
from robuild.geometry.worker import Job
from robuild.terms.inventory import ModelFacts


def shapes_of_file(
    facts: ModelFacts,
    asked: Sequence[Asked],
    *,
    draw: bool = False,
    timeout_s: float,
    until: float | None,
    advanced: Callable[[int], None],
) -> FileShapes:
    """What the workers say of items of one file.

    Args:
        facts: the file; it must still be where it was.
        asked: items in it.
        draw: meshes instead of measures.
        timeout_s: how long a worker may be silent before the shape in hand is given up.
        until: when all is given up, in the time of `time.monotonic`.
        advanced: told of bodies that are done.

    Raises:
        InputError: the file is not there any more, or cannot be read.
    """
    from robuild.model.source_files import prepare, with_plain_backslashes

    def crew(path: Path) -> FileShapes:
        job = Job(
            path=str(path),
            model_id=facts.model_id,
            length_m=facts.length_unit_m,
            components=[each.in_file for each in asked if not each.room],
            spaces=[each.in_file for each in asked if each.room],
            done=[],
            draw=draw,
        )
        return Crew(job, timeout_s=timeout_s, until=until, advanced=advanced).run()

    with tempfile.TemporaryDirectory(prefix="robuild-", ignore_cleanup_errors=True) as folder:
        source = prepare(Path(facts.file), Path(folder))
        found = crew(source.path)
        if found.unreadable:
            # one stray backslash stops the parser
            repaired = with_plain_backslashes(source)
            if repaired is not None:
                found = crew(repaired.path)
        return found
