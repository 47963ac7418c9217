"""Schemas of the tables on shapes, rooms and what rooms hold that no model shows."""

from __future__ import annotations

from robuild.terms import vocabulary as v
from robuild.terms.column_kinds import measured, number, schema, text, words

SHAPES = schema(
    "shapes",
    {
        "item_id": text(unique=True),  # component_id or space_id
        "model_id": text(),  # the file whose shape was measured
        "status": words(v.ShapeStatus),
        "kernel": text(nullable=True),
        "shape_key": text(nullable=True),  # equal for equal shapes
        "side_area_m2": number(nullable=True),  # one side of what stands, net of openings
        "top_area_m2": number(nullable=True),  # faces that look up, sloping ones in full
        "bottom_area_m2": number(nullable=True),  # faces that look down
        "footprint_area_m2": number(nullable=True),  # seen from above
        "face_area_m2": number(nullable=True),  # larger side of a sheet of any position
        "volume_m3": number(nullable=True),  # only of closed bodies
        "length_m": number(nullable=True),  # longest extent
        "thickness_m": number(nullable=True),
        "height_m": number(nullable=True),  # vertical extent
        "perimeter_m": number(nullable=True),  # of the footprint
        "x_m": number(None, nullable=True),  # middle of the box around it, in the world
        "y_m": number(None, nullable=True),
        "z_m": number(None, nullable=True),
        "size_x_m": number(nullable=True),
        "size_y_m": number(nullable=True),
        "size_z_m": number(nullable=True),
    },
    None,
)

ROOMS = schema(
    "rooms",
    {
        "space_id": text(unique=True),
        "model_id": text(),
        "room_name": text(nullable=True),
        "building": text(nullable=True),
        "storey": text(nullable=True),
        "dwelling_code": text(nullable=True),
        "dwelling_type": text(nullable=True),
        "location_class": words(v.LocationClass),
        "room_type": text(nullable=True),
        "room_type_evidence": text(nullable=True),
        "repeats": text(nullable=True),  # space_id of the same room in another file, or around it
        **measured("floor_area", "m2"),
        **measured("wall_area", "m2"),  # net of openings, else the method says so
        **measured("ceiling_area", "m2"),
        **measured("skirting_length", "m"),  # perimeter less doors, else the method says so
        **measured("height", "m"),
    },
    None,
)

NOT_MODELLED = schema(
    "not_modelled",
    {
        "addition_id": text(unique=True),
        "template_id": text(),
        "discipline": words(v.Discipline),
        "component_key": text(),
        "space_id": text(),
        "model_id": text(),
        "room_name": text(nullable=True),
        "room_type": text(),
        "building": text(nullable=True),
        "storey": text(nullable=True),
        "dwelling_code": text(nullable=True),
        "dwelling_type": text(nullable=True),
        "location_class": words(v.LocationClass),
        "quantity": number(nullable=True),  # in the unit of the key; NaN when the room lacks it
        "quantity_rung": words(v.QuantityRung),
        "quantity_method": text(nullable=True),
        "installed_year": number(nullable=True),  # where a log says that it was replaced
    },
    None,
)

TEMPLATE_SKIPS = schema(
    "template_skips",
    {
        "space_id": text(),
        "template_id": text(),
        "reason": words(v.TemplateSkip),
        "detail": text(nullable=True),
    },
    ["space_id", "template_id"],
)
