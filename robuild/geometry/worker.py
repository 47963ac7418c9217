"""The process that meshes: `python -m robuild.geometry.worker`, a job on its standard input.

The kernel can crash, hang or eat all memory, so nobody else touches it. One line of JSON goes in
(`Job`), lines of JSON come out, each saying what it is under `say`:

* `listed`: which bodies each item consists of, by the number of the statement
* `start`: bodies that will be meshed next; what has begun and is not told of later was the fault
* `shape`: measures or the mesh of one shape, with the place of each body that has it
* `none`: bodies without a shape, with the status and why
* `unreadable`: the file cannot be read; nothing more comes
* `end`: everything has been said
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TextIO

from robuild.geometry.bodies import Bodies, Body, bodies_of, parts_by_whole
from robuild.geometry.statements import Statements

_MEMORY_SHARE = 0.8
MALFORMED = (
    RuntimeError, AttributeError, TypeError, IndexError, KeyError, ValueError, OverflowError,
    AssertionError,
)  # fmt: skip
"""What statements with values of the wrong kind raise."""
_LEFT_OUT = (
    "IfcPropertySingleValue", "IfcPropertyEnumeratedValue", "IfcPropertySet", "IfcElementQuantity",
    "IfcRelDefinesByProperties", "IfcQuantityLength", "IfcQuantityArea", "IfcQuantityVolume",
    "IfcStyledItem",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Job:
    """What one worker is asked to do."""

    path: str
    model_id: str
    length_m: float
    """Metres per unit of the file."""
    components: list[str]
    """component_ids within the file."""
    spaces: list[str]
    """space_ids within the file."""
    done: list[int]
    """Bodies that have been told of before, or given up."""
    share: int = 0
    """This worker takes the shapes whose key falls to it."""
    shares: int = 1
    draw: bool = False
    """Tell of meshes instead of measures."""

    def line(self) -> str:
        """The job as a line of JSON."""
        return json.dumps(asdict(self)) + "\n"


def main() -> None:
    """Do the job that stands on standard input."""
    out = _own_output()
    _limit_memory()
    job = Job(**json.loads(sys.stdin.readline()))

    def say(what: str, **facts: Any) -> None:
        out.write(json.dumps({"say": what, **facts}) + "\n")
        out.flush()

    try:
        model = opened(job.path)
    except Exception as error:  # the parser raises many kinds, some of them bare Exception
        say("unreadable", detail=_words(error))
        return
    with Statements(Path(job.path)) as statements:
        work(job, model, statements, say)
    say("end")


def _own_output() -> TextIO:
    """Standard output for the lines alone: what libraries print goes nowhere."""
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    return os.fdopen(kept, "w", encoding="utf-8", newline="\n")


def _limit_memory() -> None:
    """Most of the machine's memory and no more, where the system can be told so."""
    try:
        import resource

        pages, page = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
        most = int(pages * page * _MEMORY_SHARE)
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        if hard == resource.RLIM_INFINITY or most < hard:
            resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    except (ImportError, OSError, ValueError, AttributeError):  # not on every system
        return


def opened(path: str) -> Any:
    """The model, read lazily and without properties, which shapes do not need."""
    import ifcopenshell

    read: Any = ifcopenshell.open  # its stubs do not know `lazy` and `bypass_types` yet
    return read(path, ".ifc", lazy=True, bypass_types=_LEFT_OUT)


def work(job: Job, model: Any, statements: Statements, say: Callable[..., None]) -> None:
    """Say what each item consists of, and the measures of every shape."""
    listed, products, broken = _listed(job, model)
    say("listed", items=listed)
    done = set(job.done)
    bodies = Bodies(model, statements, job.length_m)
    by_key: dict[str, list[Body]] = {}
    for number, (product, room) in products.items():
        if number not in done:
            try:
                body = bodies.body(product, room=room)
            except MALFORMED as error:
                broken[number] = _words(error)
                continue
            if int(body.key[:8], 16) % job.shares == job.share:
                by_key.setdefault(body.key, []).append(body)
    for number, detail in broken.items():
        say("none", numbers=[number], status="failed", detail=detail)
    from robuild.geometry.drawing import drawn_of
    from robuild.geometry.kernel import Kernels
    from robuild.geometry.meshing import shape_of

    kernels = Kernels(model, job.length_m)
    for alike in by_key.values():
        numbers = [body.number for body in alike]
        say("start", numbers=numbers)
        if job.draw:
            say(**drawn_of(alike, kernels, job.length_m))
        else:
            say(**shape_of(alike, kernels, products[numbers[0]][1], job.length_m))


def _listed(
    job: Job, model: Any
) -> tuple[dict[str, list[int]], dict[int, tuple[Any, bool]], dict[int, str]]:
    """Bodies of every item, the product of every body with whether it is a room, and the broken."""
    broken: dict[int, str] = {}
    parts = parts_by_whole(model)
    listed: dict[str, list[int]] = {}
    products: dict[int, tuple[Any, bool]] = {}
    for item_id, item, room in _items(job, model):
        try:
            bodies = list(bodies_of(item, parts))
        except MALFORMED as error:
            bodies, broken[item.id()] = [], _words(error)
            listed[item_id] = [item.id()]
            continue
        listed[item_id] = [body.id() for body in bodies]
        products.update({body.id(): (body, room) for body in bodies})
    return listed, products, broken


def _words(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:160]


def _items(job: Job, model: Any) -> Iterator[tuple[str, Any, bool]]:
    from robuild.model.identity import component_ids, elements_of, space_ids
    from robuild.model.texts import Texts

    texts = Texts()
    if job.components:
        wanted = set(job.components)
        elements = elements_of(model)
        for number, component_id in component_ids(elements, job.model_id, texts)[0].items():
            if component_id in wanted:
                yield component_id, elements[number], False
    if job.spaces:
        wanted = set(job.spaces)
        for space_id, space in space_ids(model, job.model_id, texts).values():
            if space_id in wanted:
                yield space_id, space, True


if __name__ == "__main__":
    main()
