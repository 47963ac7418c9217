"""The geometry kernel: one body in, points and triangles out. Only the worker imports this."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np

from robuild.geometry.bodies import Body
from robuild.geometry.kernel_names import CAREFUL, QUICK
from robuild.geometry.meshes import Floats, Ints

_OPENINGS_FAILED = re.compile(
    r"opening subtraction failed|error processing openings|openings not supported"
    r"|geometry with openings|more openings than",
    re.IGNORECASE,
)
_FAULTS = (RuntimeError, ValueError, MemoryError, TypeError, AttributeError, IndexError)


@dataclass(frozen=True, slots=True)
class Meshed:
    """What the kernel made."""

    points: Floats
    """(n, 3) in m, in the product's own axes."""
    triangles: Ints
    matrix: Floats
    """Local to world, translation in m."""
    kernel: str
    gross: bool
    """Openings were there and were not subtracted."""


@dataclass(frozen=True, slots=True)
class NotMeshed:
    """Why there is no mesh: `empty` or `failed`."""

    status: str
    detail: str


class Kernels:
    """Both kernels, each made at its first use and kept; `length_m` is metres per unit."""

    def __init__(self, model: Any, length_m: float) -> None:
        self._model, self._length_m = model, length_m
        self._made: dict[tuple[str, bool], tuple[Any, Any]] = {}

    def mesh(self, body: Body) -> Meshed | NotMeshed:
        """Mesh a body: the quick kernel first, then the careful one, at last without openings."""
        tries = [(QUICK, False), (CAREFUL, False)]
        if body.openings:
            tries += [(QUICK, True), (CAREFUL, True)]
        faults: list[str] = []
        spare: Meshed | None = None
        for library, gross in tries:
            if gross and not faults and spare is None:
                break  # both kernels agree that nothing is left
            try:
                found = self._tried(body, library, gross=gross)
            except _FAULTS as error:
                faults.append((str(error).splitlines() or [type(error).__name__])[0][:160])
                continue
            if found is None:
                continue
            if not found.gross:
                return found
            if gross or spare is not None:
                return spare or found
            spare = found  # the other kernel may yet subtract them
        if spare is not None:
            return spare
        return NotMeshed("failed", faults[0]) if faults else NotMeshed("empty", "")

    def _tried(self, body: Body, library: str, *, gross: bool) -> Meshed | None:
        kernel, log = self._kernel(library, gross=gross)
        if log is not None:
            log.clear()
        try:
            shape = kernel.create_shape(body.product, body.representation)
        except RuntimeError as error:
            if not _without_stars(body.product, error):
                raise
            shape = kernel.create_shape(body.product, body.representation)
        messages = str(log.get_log()) if log is not None and body.openings else ""
        triangles = np.array(shape.geometry.faces, dtype=np.int64).reshape(-1, 3)
        if len(triangles) == 0:
            return None
        points = np.array(shape.geometry.verts, dtype=np.float64).reshape(-1, 3) * self._length_m
        matrix = np.array(shape.transformation.matrix, dtype=np.float64).reshape(4, 4).T.copy()
        matrix[:3, 3] *= self._length_m
        failed = gross or bool(_OPENINGS_FAILED.search(messages))
        return Meshed(points, triangles, matrix, library, failed)

    def _kernel(self, library: str, *, gross: bool) -> tuple[Any, Any]:
        made = self._made.get((library, gross))
        if made is None:
            import ifcopenshell
            import ifcopenshell.geom

            geometry: Any = ifcopenshell.geom  # untyped in part
            settings = geometry.settings()
            settings.set("no-normals", True)
            # files that state no unit, or a broken one, are read in the unit the user gave
            settings.set("convert-back-units", True)
            if gross:
                settings.set("disable-opening-subtractions", True)
            log = ifcopenshell.logger() if ifcopenshell.logger is not None else None
            made = geometry.kernel(settings, self._model, geometry_library=library, logger=log), log
            self._made[library, gross] = made
        return made


def _without_stars(product: Any, error: RuntimeError) -> bool:
    """Names written `*`, as one exporter does, stop the kernel: taken away in memory."""
    if "does not match actual type <derived>" not in str(error):
        return False
    for place in (2, 3, 4):
        if product[place] is None:
            product[place] = None
    return True
