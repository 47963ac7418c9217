"""What stands where in shared, staff and technical rooms."""

from __future__ import annotations

from robuild.demo.spots import ceiling, row

COMMON = (
    *row(
        ("fridge", "L", -0.35),
        ("base_cabinet", "L", -0.96),
        ("base_cabinet", "L", -1.56),
        ("base_cabinet", "L", -2.16),
        ("dishwasher", "L", -2.76),
        ("worktop_24", "L", -1.86, 0.87),
        ("kitchen_sink", "L", -1.56, 0.722),
        ("kitchen_tap", "L", -1.56, 0.902),
        ("hob", "L", -2.16, 0.90),
        ("wall_cabinet", "L", -0.96, 1.45),
        ("wall_cabinet", "L", -1.56, 1.45),
        ("cooker_hood", "L", -2.16, 1.7),
        ("stove_guard", "L", -2.16, 1.5),
        ("long_table", "F", 3.7, 0.0, 0.9),
        *(("chair", "F", x, 0.0, 0.4) for x in (3.05, 3.7, 4.35)),
        *(("chair", "B", x, 0.0, 2.2) for x in (3.05, 3.7, 4.35)),
        ("sofa", "R", 1.2),
        ("sofa_small", "R", 2.9),
        ("coffee_table", "R", 1.2, 0.0, 1.0),
        ("radiator", "F", 2.2, 0.15),
        ("thermostat", "F", 1.6, 0.2),
        ("radiator", "F", 5.2, 0.15),
        ("thermostat", "F", 4.6, 0.2),
        ("switch", "B", -1.75, 1.0),
        ("socket", "B", 3.0, 0.3),
        ("socket", "L", 1.0, 0.3),
        ("extinguisher", "B", 4.9, 0.6),
    ),
    *(ceiling("luminaire_long", x, y) for x in (0.2, 0.5, 0.8) for y in (0.3, 0.7)),
    *(ceiling("sprinkler", x, 0.5) for x in (0.25, 0.75)),
    ceiling("fire_detector", 0.5, 0.5),
    ceiling("air_supply", 0.35, 0.85),
    ceiling("air_valve", 0.1, 0.6),
)
LAUNDRY = (
    *row(
        *(("washing_machine", "R", along) for along in (0.5, 1.15, 1.8)),
        *(("tumble_dryer", "R", along, 0.9) for along in (0.5, 1.15)),
        ("utility_sink", "R", 2.6, 0.6),
        ("floor_drain", "R", 1.15, 0.0, 0.9),
        ("shelf", "L", 1.2),
        ("extract_fan", "F", 2.6, 2.1),
        ("switch", "B", -0.7, 1.0),
        ("socket", "R", 3.2, 1.1),
    ),
    ceiling("luminaire_long", 0.5, 0.3),
    ceiling("luminaire_long", 0.5, 0.7),
    ceiling("fire_detector", 0.3, 0.5),
    ceiling("sprinkler", 0.7, 0.5),
)
PORCH = (
    *row(
        *(("mailbox", "L", along, up) for up in (1.0, 1.2, 1.4) for along in (1.6, 1.95)),
        ("fire_panel", "R", 2.5, 1.3),
        ("reader", "B", 0.12, 1.0),
        ("radiator", "R", 1.2, 0.15),
        ("thermostat", "R", 1.8, 0.2),
        ("emergency_light", "F", 1.3, 2.2),
        ("switch", "F", 2.3, 1.0),
    ),
    ceiling("luminaire_long", 0.5, 0.5),
    ceiling("fire_detector", 0.5, 0.8),
)
STAIR = (*row(("switch", "B", 1.6, 1.0)), ceiling("luminaire", 0.5, 0.9))
STAIR_TOP = (
    *row(("switch", "B", 1.6, 1.0), ("emergency_light", "B", 2.3, 2.2)),
    ceiling("luminaire", 0.3, 0.5),
    ceiling("fire_detector", 0.6, 0.5),
)
TECHNICAL = (
    *row(
        ("main_board", "L", 1.0, 0.2),
        ("boiler", "R", 0.6),
        ("water_heater", "R", 1.8),
        ("floor_drain", "R", 2.5, 0.0, 0.6),
        ("switch", "B", 0.25, 1.0),
        ("socket", "L", 2.2, 1.1),
        ("extinguisher", "R", 3.2, 0.6),
    ),
    ceiling("luminaire_long", 0.5, 0.5),
    ceiling("fire_detector", 0.5, 0.8),
)
WASTE = (
    *row(
        *(("bin", "L", along) for along in (1.4, 2.1, 2.8)),
        ("floor_drain", "R", 3.0, 0.0, 0.4),
        ("switch", "F", 0.4, 1.0),
    ),
    ceiling("luminaire", 0.5, 0.5),
    ceiling("fire_detector", 0.5, 0.7),
)
CORRIDOR = (
    *(ceiling("luminaire_long", x, 0.5) for x in (0.07, 0.22, 0.37, 0.52, 0.67, 0.82, 0.95)),
    *(ceiling("fire_detector", x, 0.3) for x in (0.15, 0.45, 0.75)),
    *(ceiling("sprinkler", x, 0.7) for x in (0.1, 0.3, 0.5, 0.7, 0.9)),
    *(ceiling("air_supply", x, 0.7) for x in (0.2, 0.6)),
    *row(
        ("emergency_light", "L", 0.9, 2.2),
        ("emergency_light", "R", 0.9, 2.2),
        ("emergency_light", "F", 13.9, 2.2),
        ("hose_reel", "F", 14.4, 0.9),
        ("switch", "F", 13.9, 1.0),
        ("switch", "B", 6.0, 1.0),
        ("socket", "B", 8.4, 0.3),
        ("socket", "B", 15.0, 0.3),
    ),
)
DUTY = (
    *row(
        ("sofa", "L", 1.6),
        ("coffee_table", "L", 1.6, 0.0, 1.0),
        ("desk", "R", 1.2),
        ("chair", "L", 1.2, 0.0, 3.3),
        ("shelf", "R", 3.0),
        ("radiator", "F", 2.2, 0.15),
        ("thermostat", "F", 1.6, 0.2),
        ("switch", "B", -0.5, 1.0),
        ("socket", "R", 2.2, 0.3),
        ("socket", "L", 3.2, 0.3),
    ),
    ceiling("luminaire_long", 0.3, 0.5),
    ceiling("luminaire_long", 0.7, 0.5),
    ceiling("fire_detector", 0.5, 0.5),
    ceiling("air_supply", 0.5, 0.85),
)
OFFICE = (
    *row(
        ("desk", "L", 1.2),
        ("chair", "R", 1.2, 0.0, 1.9),
        ("desk", "L", 3.0),
        ("chair", "R", 3.0, 0.0, 1.9),
        ("shelf", "R", 2.4),
        ("radiator", "F", 1.6, 0.15),
        ("thermostat", "F", 1.0, 0.2),
        ("switch", "B", -0.35, 1.0),
        ("socket", "L", 2.1, 0.3),
        ("socket", "L", 3.95, 0.3),
    ),
    ceiling("luminaire_long", 0.5, 0.3),
    ceiling("luminaire_long", 0.5, 0.7),
    ceiling("fire_detector", 0.5, 0.5),
)
LOCKERS = (
    *row(
        ("shower_cabinet", "R", -0.42),
        ("locker", "R", 0.32),
        ("towel_hooks", "B", 0.5, 1.6),
        ("switch", "L", 0.5, 1.0),
        ("floor_drain", "B", -0.4, 0.0, 0.85),
    ),
    ceiling("luminaire", 0.4, 0.5),
)
STAFF_WC = (
    *row(
        ("wc", "F", 0.5),
        ("wc_seat", "F", 0.5, 0.40),
        ("paper_holder", "L", 0.85, 0.7),
        ("washbasin", "R", 0.6, 0.8),
        ("basin_tap", "R", 0.6, 0.94),
        ("mirror", "R", 0.6, 1.15),
        ("extract_fan", "F", 1.4, 2.1),
        ("switch", "B", 0.35, 1.0),
    ),
    ceiling("luminaire", 0.5, 0.5),
)
TALK = (
    *row(
        ("sofa_small", "L", 1.4),
        ("sofa_small", "L", 2.6),
        ("sofa_small", "R", 2.0),
        ("coffee_table", "L", 2.0, 0.0, 1.05),
        ("radiator", "F", 1.3, 0.15),
        ("thermostat", "F", 0.7, 0.2),
        ("switch", "B", -0.25, 1.0),
        ("socket", "L", 3.4, 0.3),
    ),
    ceiling("luminaire_long", 0.5, 0.35),
    ceiling("luminaire_long", 0.5, 0.7),
    ceiling("fire_detector", 0.3, 0.5),
)
CLEANING = (
    *row(
        ("utility_sink", "R", 1.0, 0.5),
        ("shelf", "L", 1.2),
        ("shelf", "R", 2.2),
        ("switch", "B", 0.3, 1.0),
    ),
    ceiling("luminaire", 0.5, 0.5),
)
STORE = (
    *row(
        ("shelf", "L", 0.8),
        ("shelf", "L", 1.8),
        ("shelf", "R", 0.8),
        ("panel_heater", "F", 1.2, 0.15),
        ("switch", "B", 0.4, 1.0),
    ),
    ceiling("luminaire", 0.5, 0.5),
)
