"""The frame that every part of the building hangs on: project, storeys, rooms, zones, types."""

from __future__ import annotations

from typing import Any

from robuild.demo import furniture_products, technical_products, wet_room_products
from robuild.demo.draft import Draft, PropertySetsInput, areas, lengths, volumes
from robuild.demo.plan import DWELLINGS, ROOM_HEIGHT, STOREY_HEIGHT, STOREYS, Room, rooms
from robuild.demo.product_records import TYPE_RECORDS
from robuild.demo.products import CODE_NAMES, MATERIAL_COLOURS, LayeredProduct, LeafProduct, Product

LOFT = 2
"""Index of the roof storey."""
_PIECES = {
    product.key: product
    for group in (
        wet_room_products.KITCHEN,
        wet_room_products.BATHROOM,
        furniture_products.FURNITURE,
        wet_room_products.LAUNDRY,
        technical_products.HEATING,
        technical_products.VENTILATION,
        technical_products.ELECTRICAL,
        technical_products.SAFETY,
        technical_products.DOOR_PARTS,
        technical_products.WINDOW_PARTS,
    )
    for product in group
}
# the stair takes the rest of the room's floor
_FLOOR_SHARE = {"stair_top": 3.6}


def piece(key: str) -> Product:
    """A product that is counted.

    Raises:
        KeyError: no such product.
    """
    return _PIECES[key]


def floor_area(room: Room) -> float:
    """Floor that can be walked on and covered [m²]."""
    return _FLOOR_SHARE.get(room.kind, room.rect.area)


class Frame:
    """What parts are attached to."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._types: dict[str, Any] = {}
        self._maps: dict[str, Any] = {}
        self._materials: dict[str, Any] = {}
        self._references: dict[str, Any] = {}
        self.spaces: dict[str, Any] = {}
        self._project()
        self._storeys()
        self._rooms()
        self._zones()

    def material(self, name: str) -> Any:
        """The material with this name, with its colour."""
        if name not in self._materials:
            file = self.draft.file
            material = file.create_entity("IfcMaterial", Name=name)
            colour = file.create_entity("IfcColourRgb", None, *MATERIAL_COLOURS[name])
            shading = file.create_entity("IfcSurfaceStyleShading", colour)
            style = file.create_entity("IfcSurfaceStyle", name, "BOTH", [shading])
            item = file.create_entity("IfcStyledItem", Styles=[style])
            shown = file.create_entity(
                "IfcStyledRepresentation",
                self.draft.shapes.contexts[0],
                "Style",
                "Material",
                [item],
            )
            file.create_entity(
                "IfcMaterialDefinitionRepresentation",
                Representations=[shown],
                RepresentedMaterial=material,
            )
            self._materials[name] = material
        return self._materials[name]

    def classify(self, code: str | None, *objects: Any, name: str | None = None) -> None:
        """Give objects a NS 3451 code; `None` is none."""
        if code is None:
            return
        if code not in self._references:
            self._references[code] = self.draft.file.create_entity(
                "IfcClassificationReference",
                Identification=code,
                Name=name or CODE_NAMES[code],
                ReferencedSource=self._classification,
            )
        self.draft.link("IfcRelAssociatesClassification", self._references[code], *objects)

    def piece_type(self, key: str) -> Any:
        """The IFC type of a counted product, with its shape."""
        if key not in self._types:
            product = piece(key)
            shapes = self.draft.shapes
            solids = [shapes.box(box) for box in product.boxes]
            solids += [shapes.cylinder(*cylinder) for cylinder in product.cylinders]
            self._maps[key] = shapes.shared(*solids)
            attributes = _type_attributes(product.ifc_class)
            made = self._type(product, **attributes, RepresentationMaps=[self._maps[key]])
            self.draft.link("IfcRelAssociatesMaterial", self.material(product.material), made)
        return self._types[key]

    def layered_type(self, product: LayeredProduct) -> Any:
        """The IFC type of a wall, slab or covering, with its layers."""
        if product.key not in self._types:
            made = self._type(product)
            layers = [
                self.draft.file.create_entity(
                    "IfcMaterialLayer", Material=self.material(name), LayerThickness=thickness
                )
                for name, thickness in product.layers
            ]
            layer_set = self.draft.file.create_entity(
                "IfcMaterialLayerSet", MaterialLayers=layers, LayerSetName=product.name
            )
            self.draft.link("IfcRelAssociatesMaterial", layer_set, made)
        return self._types[product.key]

    def leaf_type(self, product: LeafProduct, *solids: Any) -> Any:
        """The IFC type of a door or window; its shape is made of these solids the first time."""
        if product.key not in self._types:
            self._maps[product.key] = self.draft.shapes.shared(*solids)
            door = product.ifc_class == "IfcDoor"
            made = self._type(
                product,
                **{("OperationType" if door else "PartitioningType"): product.operation},
                RepresentationMaps=[self._maps[product.key]],
            )
            self.draft.link("IfcRelAssociatesMaterial", self.material(product.leaf), made)
        return self._types[product.key]

    def shape_of(self, key: str) -> Any:
        """The shape an occurrence borrows from its type."""
        return self.draft.shapes.shown(self._maps[key])

    def element(
        self,
        type_object: Any | None,
        ifc_class: str,
        key: str,
        name: str,
        container: Any,
        **attributes: Any,
    ) -> Any:
        """A component: typed, tagged and put in a room or storey."""
        made = self.draft.rooted(ifc_class, key, Name=name, Tag=key, **attributes)
        if type_object is not None:
            self.draft.link("IfcRelDefinesByType", type_object, made)
        if container is not None:
            self.draft.link("IfcRelContainedInSpatialStructure", container, made)
        return made

    def placed(self, storey: int, x: float, y: float, z: float = 0.0, turn: int = 0) -> Any:
        """A place on a storey."""
        return self.draft.shapes.placement(self.places[storey], x, y, z, turn)

    def _type(self, product: Product | LayeredProduct | LeafProduct, **attributes: Any) -> Any:
        predefined = getattr(product, "predefined", product.ifc_class[3:].upper())
        made = self.draft.rooted(
            f"{product.ifc_class}Type",
            product.key,
            Name=product.name,
            PredefinedType=predefined,
            ElementType=getattr(product, "object_type", "") or None,
            Tag=product.key,
            **attributes,
        )
        self._types[product.key] = made
        self.draft.define_type(made, {**product.sets, **TYPE_RECORDS.get(product.key, {})})
        self.draft.link("IfcRelDeclares", self.project, made)
        self.classify(product.code, made)
        return made

    def _project(self) -> None:
        draft = self.draft
        self.project = draft.rooted(
            "IfcProject",
            "project",
            Name="Kommunale boliger Furulia",
            Description="Demonstrasjonsbygg for robuild; ikke et virkelig prosjekt",
            RepresentationContexts=draft.shapes.contexts,
            UnitsInContext=draft.units,
        )
        self._classification = draft.file.create_entity(
            "IfcClassification", Source="Standard Norge", Edition="2009", Name="NS 3451:2009"
        )
        place = draft.shapes.placement(None)
        self.site = draft.rooted(
            "IfcSite", "site", Name="Tomt", ObjectPlacement=place, CompositionType="ELEMENT"
        )
        self.building = draft.rooted(
            "IfcBuilding",
            "building",
            Name="Bygg A",
            LongName="Kommunale boliger Furulia, bygg A",
            ObjectPlacement=draft.shapes.placement(place),
            CompositionType="ELEMENT",
        )
        draft.link("IfcRelAggregates", self.project, self.site)
        draft.link("IfcRelAggregates", self.site, self.building)

    def _storeys(self) -> None:
        self.places, self.storeys = [], []
        for index, name in enumerate((*STOREYS, "03 Loft og tak")):
            elevation = index * STOREY_HEIGHT
            place = self.draft.shapes.placement(self.building.ObjectPlacement, z=elevation)
            storey = self.draft.rooted(
                "IfcBuildingStorey",
                name,
                Name=name,
                ObjectPlacement=place,
                CompositionType="ELEMENT",
                Elevation=elevation,
            )
            self.places.append(place)
            self.storeys.append(storey)
            self.draft.link("IfcRelAggregates", self.building, storey)

    def _rooms(self) -> None:
        for room in rooms():
            box = self.draft.shapes.box(
                (room.rect.x0, room.rect.y0, 0.0, room.rect.width, room.rect.depth, ROOM_HEIGHT)
            )
            space = self.draft.rooted(
                "IfcSpace",
                room.key,
                Name=room.number,
                LongName=room.name,
                ObjectPlacement=self.placed(room.storey, 0.0, 0.0),
                Representation=self.draft.shapes.body(box),
                CompositionType="ELEMENT",
                PredefinedType="INTERNAL",
            )
            self.spaces[room.key] = space
            self.draft.link("IfcRelAggregates", self.storeys[room.storey], space)
            self.draft.define(_space_sets(room), space)
            self.draft.measure("Qto_SpaceBaseQuantities", _space_quantities(room), space)

    def _zones(self) -> None:
        zones: dict[str, Any] = {}
        for room in rooms():
            if room.zone is None:
                continue
            if room.zone not in zones:
                dwelling = DWELLINGS.get(room.zone)
                kind = dwelling.kind if dwelling else room.zone
                zones[room.zone] = self.draft.rooted(
                    "IfcZone",
                    room.zone,
                    Name=room.zone,
                    ObjectType=kind,
                    LongName=f"Bolig {room.zone}, {kind}" if dwelling else room.zone,
                )
            self.draft.link("IfcRelAssignsToGroup", zones[room.zone], self.spaces[room.key])


def _type_attributes(ifc_class: str) -> dict[str, str]:
    return {"AssemblyPlace": "FACTORY"} if ifc_class == "IfcFurniture" else {}


def _space_sets(room: Room) -> PropertySetsInput:
    return {
        "Pset_SpaceCommon": {
            "Reference": ("IfcIdentifier", room.number),
            "IsExternal": False,
            "PubliclyAccessible": False,
            "HandicapAccessible": room.storey == 0,
        }
    }


def _space_quantities(room: Room) -> dict[str, tuple[str, float]]:
    floor = floor_area(room)
    perimeter = 2 * (room.rect.width + room.rect.depth)
    return (
        lengths(Height=ROOM_HEIGHT, GrossPerimeter=perimeter)
        | areas(GrossFloorArea=room.rect.area, NetFloorArea=floor, GrossCeilingArea=room.rect.area)
        | volumes(GrossVolume=room.rect.area * ROOM_HEIGHT)
    )
