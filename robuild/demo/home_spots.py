"""What stands where in the rooms of a dwelling."""

from __future__ import annotations

from robuild.demo.spots import ceiling, row

BATH = (
    *row(
        ("floor_drain", "L", -0.45, 0.0, 0.4),
        ("shower_mixer", "L", -0.45, 1.05),
        ("shower_set", "L", -0.45, 1.25),
        ("shower_screen", "B", 0.95),
        ("wc", "F", 0.55),
        ("wc_seat", "F", 0.55, 0.40),
        ("paper_holder", "L", 0.85, 0.7),
        ("washbasin", "B", 1.65, 0.8),
        ("basin_tap", "B", 1.65, 0.94),
        ("mirror", "B", 1.65, 1.15),
        ("luminaire_mirror", "B", 1.65, 2.0),
        ("towel_hooks", "R", -0.35, 1.6),
        ("socket", "B", 2.15, 1.1),
        ("extract_fan", "F", 1.3, 2.1),
    ),
    ceiling("luminaire", 0.5, 0.4),
    ceiling("air_valve", 0.2, 0.8),
    ceiling("sprinkler", 0.75, 0.6),
)
BATH_ORDINARY = row(("vanity", "B", 1.65, 0.3))
BATH_ADAPTED = row(
    ("grab_bar", "F", 1.2, 0.8),
    ("grab_bar", "L", 1.4, 0.8),
    ("bath_cabinet", "B", 2.5, 0.5),
)
HALL = (
    *row(
        ("wardrobe_hall", "L", -0.35),
        ("handset", "R", 0.4, 1.4),
        ("switch", "F", -0.2, 1.0),
        ("socket", "R", -0.4, 0.3),
    ),
    ceiling("luminaire", 0.5, 0.5),
    ceiling("smoke_alarm", 0.5, 0.75),
    ceiling("sprinkler", 0.3, 0.5),
)
STOREROOM = (
    *row(
        ("shelf", "R", 0.75),
        ("shelf", "F", 0.9),
        ("water_heater", "B", -0.4),
        ("ventilation_unit", "B", 0.55, 1.5),
        ("air_filter", "B", 0.55, 1.5),
        ("board", "L", 0.35, 1.2),
        ("switch", "L", 0.69, 1.0),
        ("socket", "L", -0.3, 1.1),
    ),
    ceiling("luminaire", 0.5, 0.5),
    ceiling("sprinkler", 0.3, 0.5),
)
BEDROOM = (
    *row(
        ("bed", "L", 2.3),
        ("mattress", "L", 2.3, 0.3),
        ("wardrobe", "F", 0.55),
        ("wardrobe", "F", 1.56),
        ("wall_shelf", "L", -0.7, 1.3),
        ("chair", "R", -0.6),
        ("panel_heater", "B", 1.45, 0.15),
        ("switch", "R", 0.25, 1.0),
        ("socket", "L", 1.5, 0.3),
        ("socket", "L", 3.1, 0.3),
        ("socket", "R", 2.4, 0.3),
    ),
    ceiling("luminaire", 0.5, 0.5),
    ceiling("smoke_alarm", 0.7, 0.3),
    ceiling("air_supply", 0.25, 0.85),
    ceiling("sprinkler", 0.5, 0.7),
)
LIVING = (
    *row(
        ("fridge", "R", 0.31),
        ("base_cabinet", "R", 0.92),
        ("base_cabinet", "R", 1.52),
        ("dishwasher", "R", 2.12),
        ("worktop_18", "R", 1.52, 0.87),
        ("kitchen_sink", "R", 1.52, 0.722),
        ("kitchen_tap", "R", 1.52, 0.902),
        ("cooker", "R", 2.73),
        ("wall_cabinet", "R", 0.92, 1.45),
        ("wall_cabinet", "R", 1.52, 1.45),
        ("wall_cabinet", "R", 2.12, 1.45),
        ("cooker_hood", "R", 2.73, 1.7),
        ("hood_filter", "R", 2.73, 1.67),
        ("stove_guard", "R", 2.73, 1.5),
        ("luminaire_bench", "R", 1.52, 1.42),
        ("socket", "R", 0.92, 1.1),
        ("socket", "R", 2.12, 1.1),
        ("sofa", "L", 2.75),
        ("coffee_table", "L", 2.75, 0.0, 1.0),
        ("dining_table", "B", -1.0),
        ("chair", "F", -1.0, 0.0, 2.8),
        ("chair", "L", -0.4, 0.0, 1.72),
        ("panel_heater", "B", 1.35, 0.15),
        ("switch", "L", 0.2, 1.0),
        ("socket", "L", 1.6, 0.3),
        ("socket", "L", 3.85, 0.3),
        ("socket", "F", 2.1, 0.3),
    ),
    ceiling("luminaire", 0.4, 0.3),
    ceiling("luminaire", 0.4, 0.75),
    ceiling("smoke_alarm", 0.5, 0.5),
    ceiling("air_supply", 0.2, 0.9),
    ceiling("air_valve", 0.8, 0.4),
    ceiling("sprinkler", 0.6, 0.3),
    ceiling("sprinkler", 0.6, 0.75),
)
