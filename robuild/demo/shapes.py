"""Solids of the demo building: boxes, prisms, panels with holes, cylinders. Metres."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Box = tuple[float, float, float, float, float, float]
"""x, y, z of the low corner, then size along x, y, z."""
Hole = tuple[float, float, float, float]
"""Low and high along a wall, low and high above the floor."""
Ring = Sequence[tuple[float, float]]

_TURNS = {0: (1.0, 0.0), 90: (0.0, 1.0), 180: (-1.0, 0.0), 270: (0.0, -1.0)}


def rounded(value: float) -> float:
    """A coordinate to a tenth of a millimetre; never minus zero."""
    return round(value, 4) + 0.0


class Shapes:
    """Writes geometry into one file; equal points, profiles and solids are shared."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._cache: dict[tuple[Any, ...], Any] = {}
        self._context = self._once("IfcGeometricRepresentationContext", None, "Model", 3, 1e-05)
        self.contexts: tuple[Any, ...] = (self._context,)
        self._body = self._sub_context("Body", "MODEL_VIEW")
        self._axis = self._sub_context("Axis", "GRAPH_VIEW")

    def placement(
        self, parent: Any, x: float = 0.0, y: float = 0.0, z: float = 0.0, turn: int = 0
    ) -> Any:
        """A place relative to another, turned 0, 90, 180 or 270 degrees about the vertical."""
        return self._file.create_entity(
            "IfcLocalPlacement", parent, self._position(x, y, z, turn=turn)
        )

    def box(self, box: Box) -> Any:
        """A box."""
        x, y, z, dx, dy, dz = box
        profile = self._once("IfcRectangleProfileDef", "AREA", None, None, rounded(dx), rounded(dy))
        return self._extrusion(profile, self._position(x + dx / 2, y + dy / 2, z), dz)

    def cylinder(self, x: float, y: float, z: float, radius: float, height: float) -> Any:
        """An upright cylinder standing on (x, y, z)."""
        profile = self._once("IfcCircleProfileDef", "AREA", None, None, rounded(radius))
        return self._extrusion(profile, self._position(x, y, z), height)

    def prism(self, ring: Ring, z: float, height: float) -> Any:
        """An upright prism over a ring of points."""
        return self._extrusion(self._profile(ring, ()), self._position(0, 0, z), height)

    def panel(
        self,
        start: tuple[float, float, float],
        turn: int,
        ring: Ring,
        depth: float,
        holes: Sequence[Ring] = (),
    ) -> Any:
        """A standing panel: a ring in (along, up) from `start`, thickened to the left of `along`.

        `turn` is the direction of *along*: 0 is +x, 90 +y, 180 -x, 270 -y.
        """
        ax, ay = _TURNS[turn]
        position = self._once(
            "IfcAxis2Placement3D",
            self._point(*start),
            self._direction(-ay, ax, 0.0),
            self._direction(-ax, -ay, 0.0),
        )
        # the profile's x runs against `along` so that its y points up
        mirrored = [(-s, z) for s, z in ring]
        return self._extrusion(
            self._profile(mirrored, [[(-s, z) for s, z in hole] for hole in holes]), position, depth
        )

    def slope(
        self,
        start: tuple[float, float, float],
        up: tuple[float, float, float],
        along: tuple[float, float, float],
        size: tuple[float, float, float],
    ) -> Any:
        """A tilted plate: a rectangle from `start` along two directions, thickened along `up`."""
        length, width, thickness = size
        position = self._once(
            "IfcAxis2Placement3D",
            self._point(*start),
            self._direction(*up),
            self._direction(*along),
        )
        ring = [(0.0, 0.0), (length, 0.0), (length, width), (0.0, width)]
        return self._extrusion(self._profile(ring, ()), position, thickness)

    def body(self, *solids: Any) -> Any:
        """The product shape of these solids."""
        return self._file.create_entity(
            "IfcProductDefinitionShape", Representations=[self._representation(solids)]
        )

    def body_with_axis(self, length: float, *solids: Any) -> Any:
        """Solids and a straight axis along local x."""
        line = self._once("IfcPolyline", (self._point(0, 0), self._point(length, 0)))
        axis = self._file.create_entity(
            "IfcShapeRepresentation", self._axis, "Axis", "Curve2D", [line]
        )
        return self._file.create_entity(
            "IfcProductDefinitionShape", Representations=[axis, self._representation(solids)]
        )

    def shared(self, *solids: Any) -> Any:
        """A shape that a type owns and its occurrences show."""
        return self._file.create_entity(
            "IfcRepresentationMap", self._position(0, 0, 0), self._representation(solids)
        )

    def shown(self, shared: Any) -> Any:
        """The product shape of an occurrence that shows its type's shape."""
        target = self._once(
            "IfcCartesianTransformationOperator3D", None, None, self._point(0, 0, 0), None, None
        )
        item = self._once("IfcMappedItem", shared, target)
        # the item may be shared, the representation may not (IfcShapeModel.WR11)
        shape = self._file.create_entity(
            "IfcShapeRepresentation", self._body, "Body", "MappedRepresentation", [item]
        )
        return self._file.create_entity("IfcProductDefinitionShape", Representations=[shape])

    def _representation(self, solids: Sequence[Any]) -> Any:
        return self._file.create_entity(
            "IfcShapeRepresentation", self._body, "Body", "SweptSolid", list(solids)
        )

    def _extrusion(self, profile: Any, position: Any, depth: float) -> Any:
        up = self._direction(0, 0, 1)
        return self._once("IfcExtrudedAreaSolid", profile, position, up, rounded(depth))

    def _profile(self, ring: Ring, holes: Sequence[Ring]) -> Any:
        outer = self._polyline(ring)
        if not holes:
            return self._once("IfcArbitraryClosedProfileDef", "AREA", None, outer)
        inner = tuple(self._polyline(hole) for hole in holes)
        return self._once("IfcArbitraryProfileDefWithVoids", "AREA", None, outer, inner)

    def _polyline(self, ring: Ring) -> Any:
        points = tuple(self._point(x, y) for x, y in [*ring, ring[0]])
        return self._once("IfcPolyline", points)

    def _position(self, x: float, y: float, z: float, turn: int = 0) -> Any:
        reference = self._direction(*_TURNS[turn], 0.0) if turn else None
        up = self._direction(0, 0, 1) if turn else None
        return self._once("IfcAxis2Placement3D", self._point(x, y, z), up, reference)

    def _point(self, *coordinates: float) -> Any:
        return self._once("IfcCartesianPoint", tuple(rounded(value) for value in coordinates))

    def _direction(self, *ratios: float) -> Any:
        return self._once("IfcDirection", tuple(round(float(value), 6) + 0.0 for value in ratios))

    def _sub_context(self, name: str, view: str) -> Any:
        return self._file.create_entity(
            "IfcGeometricRepresentationSubContext",
            ContextIdentifier=name,
            ContextType="Model",
            ParentContext=self._context,
            TargetView=view,
        )

    def _once(self, ifc_class: str, *arguments: Any) -> Any:
        if ifc_class == "IfcGeometricRepresentationContext":
            arguments = (*arguments, self._position(0, 0, 0))
        key = (ifc_class, *(_key(argument) for argument in arguments))
        if key not in self._cache:
            self._cache[key] = self._file.create_entity(ifc_class, *arguments)
        return self._cache[key]


def _key(argument: Any) -> Any:
    if isinstance(argument, tuple):
        return tuple(_key(part) for part in argument)
    return ("#", argument.id()) if hasattr(argument, "id") else argument


def wall_panel(length: float, height: float, holes: Sequence[Hole]) -> tuple[Ring, list[Ring]]:
    """Outline of a face and the holes inside it; holes that reach its foot notch the outline.

    >>> wall_panel(3.0, 2.4, [(1.0, 2.0, 0.0, 2.1)])[0][1:4]
    [(1.0, 0.0), (1.0, 2.1), (2.0, 2.1)]
    """
    ring: list[tuple[float, float]] = [(0.0, 0.0)]
    inner: list[Ring] = []
    for low, high, bottom, top in sorted(holes):
        if bottom <= 0.0:
            ring += [(low, 0.0), (low, top), (high, top), (high, 0.0)]
        else:
            inner.append([(low, bottom), (high, bottom), (high, top), (low, top)])
    ring += [(length, 0.0), (length, height), (0.0, height)]
    return ring, inner
