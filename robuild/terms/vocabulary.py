"""Closed sets of words that the rooms share.

Members are `StrEnum`, parsed once at the edge; the value is the spelling used in catalogs,
tables and workbooks.
"""

from __future__ import annotations

from enum import StrEnum


class Language(StrEnum):
    """Languages of the product."""

    NB = "nb"
    NN = "nn"
    EN = "en"


class Mark(StrEnum):
    """How well a number is known. Every number carries one."""

    READ = "read"
    """Read in the source named."""
    SECONDARY = "secondary"
    """Read in a text that quotes the source."""
    MEMORY = "memory"
    """From memory, still to be verified."""
    DEFAULT = "default"
    """robuild's own choice for a setting."""
    ASSUMPTION = "assumption"
    """robuild's own estimate."""
    USER = "user"
    """Entered by the user."""


class Unit(StrEnum):
    """Unit a component is counted and priced in."""

    PIECE = "stk"
    METRE = "m"
    SQUARE_METRE = "m2"


class QuantityRung(StrEnum):
    """Where a quantity comes from, best evidence first."""

    QUANTITY_SET = "quantity_set"
    EXPORTER_PROPERTY = "exporter_property"
    DIMENSIONS = "dimensions"
    GEOMETRY = "geometry"
    REGISTER = "register"
    """Written by the user in a register or a room list."""
    ROOM = "room"
    """Worked out from the room, for what a model does not hold."""
    COUNT = "count"
    MISSING = "missing"


class MatchStatus(StrEnum):
    """Outcome of matching one component."""

    MATCHED = "matched"
    UNMATCHED = "unmatched"
    OUT_OF_SCOPE = "out_of_scope"


class MatchRung(StrEnum):
    """Steps of the matching cascade, strongest evidence first."""

    OVERRIDE = "override"
    REGISTER = "register"
    """The user's register says what it is."""
    CLASSIFICATION = "classification"
    TYPE_NAME = "type_name"
    PREDEFINED_TYPE = "predefined_type"
    MATERIAL = "material"
    NAME = "name"
    IFC_CLASS = "ifc_class"
    NONE = "none"


class Confidence(StrEnum):
    """How sure a match or a dwelling code is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class RejectReason(StrEnum):
    """Why an element that was read did not become a component."""

    SAME_IN_OTHER_FILE = "same_in_other_file"
    PART_OF_COMPONENT = "part_of_component"
    DEMOLISHED = "demolished"
    TEMPORARY = "temporary"


class LocationClass(StrEnum):
    """Kind of place a component is in; decides use intensity and who may enter."""

    DWELLING = "dwelling"
    COMMON = "common"
    STAFF = "staff"
    EXTERIOR = "exterior"
    UNKNOWN = "unknown"


class UseIntensity(StrEnum):
    """Classes of wear, for places and never for people."""

    ORDINARY = "ordinary"
    RAISED = "raised"
    HEAVY = "heavy"
    EXTREME = "extreme"


class Answer(StrEnum):
    """Three-valued fact: unknown is a state of its own, never a no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class ProjectKind(StrEnum):
    """Whether acquisition is still ahead or already sunk."""

    NEW = "new"
    EXISTING = "existing"


class Preset(StrEnum):
    """Named sets of use intensities."""

    MUNICIPAL = "municipal"
    ROP = "rop"


class Trade(StrEnum):
    """Trades with a rate in the catalog."""

    CARETAKER = "caretaker"
    PAINTER = "painter"
    CARPENTER = "carpenter"
    FLOORING = "flooring"
    PLUMBER = "plumber"
    ELECTRICIAN = "electrician"
    LOCKSMITH = "locksmith"
    VENTILATION = "ventilation"
    SPECIALIST = "specialist"


class VariantRole(StrEnum):
    """What a purchasable option is offered as."""

    ORDINARY = "ordinary"
    CHEAPEST = "cheapest"
    ROBUST = "robust"
    EASY_REPAIR = "easy_repair"


class InstitutionalLook(StrEnum):
    """Whether a variant makes a home look like an institution."""

    NONE = "none"
    SOME = "some"
    STRONG = "strong"


class RateExposure(StrEnum):
    """What a damage rate is counted per, together with one year."""

    PIECE = "piece"
    DWELLING = "dwelling"
    PER_100_M2 = "100_m2"
    PER_100_M = "100_m"


class TaskKind(StrEnum):
    """Kinds of work on a component (EN 13306 sense)."""

    INSPECTION = "inspection"
    CLEANING = "cleaning"
    PLANNED_MAINTENANCE = "planned_maintenance"
    REPAIR = "repair"
    REPLACEMENT = "replacement"


class Module(StrEnum):
    """Life-cycle modules of NS-EN 16627 that robuild books to."""

    ACQUISITION = "A"
    MAINTENANCE = "B2"
    REPAIR = "B3"
    REPLACEMENT = "B4"
    END_OF_LIFE = "C"
    RESIDUAL_VALUE = "RV"
    OUTSIDE = "X"
    """Lost rent and lodging: outside core EN 16627, shown apart."""


class CashFlowKind(StrEnum):
    """What a cash flow is for; finer than the module."""

    PURCHASE = "purchase"
    INSPECTION = "inspection"
    CLEANING = "cleaning"
    PLANNED_MAINTENANCE = "planned_maintenance"
    PLANNED_REPLACEMENT = "planned_replacement"
    DAMAGE_REPAIR = "damage_repair"
    DAMAGE_REPLACEMENT = "damage_replacement"
    DOWNTIME_PLANNED = "downtime_planned"
    DOWNTIME_DAMAGE = "downtime_damage"
    RESIDUAL_VALUE = "residual_value"


class RepairEaseClass(StrEnum):
    """Class letter of the repair-ease index."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"


class Criterion(StrEnum):
    """The nine criteria of repair ease (method II.3)."""

    CONNECTION = "C1"
    ACCESS = "C2"
    INDEPENDENCE = "C3"
    SMALLEST_PART = "C4"
    TOOLS = "C5"
    SKILL = "C6"
    PARTS = "C7"
    DOCUMENTATION = "C8"
    DISTURBANCE = "C9"


class RepairEaseMethod(StrEnum):
    """How the nine values are joined."""

    GEOMETRIC = "geometric"
    HARMONIC = "harmonic"
    ARITHMETIC = "arithmetic"
    MINIMUM = "min"


class DecideLevel(StrEnum):
    """How far residents decide."""

    INFORMED = "D0"
    HEARD = "D1"
    CHOOSES = "D2"
    DECIDES = "D3"


class DoLevel(StrEnum):
    """How far residents take part in the work; ordered by the digit."""

    NONE = "W0"
    AROUND = "W1"
    WITH = "W2"
    ALONE = "W3"


class OverrideEffect(StrEnum):
    """What an owner's word on a task came to."""

    LOWERED = "lowered"
    RAISED = "raised"
    HELD = "held"
    """Raised less than asked, or not at all: an absolute gate or something unknown holds it."""
    SAME = "same"


class TenancyDuty(StrEnum):
    """Whose the upkeep is by law where a lease says nothing else; not who may do the work."""

    TENANT = "tenant"
    OWNER = "owner"
    UNKNOWN = "unknown"


class Season(StrEnum):
    """Time of year a task is for."""

    WINTER = "winter"
    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"
    ANY = "any"
    """Whenever it suits."""
    WHEN_NEEDED = "when_needed"
    """After damage, or when it is worn out."""


class ShapeStatus(StrEnum):
    """What came of measuring one shape."""

    MEASURED = "measured"
    NO_SHAPE = "no_shape"
    """The model has no body for it."""
    EMPTY = "empty"
    """No kernel made a body of it."""
    DEGENERATE = "degenerate"
    """A body without extent, or with an extent no building has."""
    TIMED_OUT = "timed_out"
    CRASHED = "crashed"
    """The kernel went down while working on it."""
    FAILED = "failed"
    """The kernel refused it."""


class Discipline(StrEnum):
    """What a room template adds, by who models it."""

    FINISHES = "finishes"
    FITTINGS = "fittings"
    """Doors, kitchens, wardrobes, fixed and loose furniture."""
    PLUMBING = "plumbing"
    ELECTRICS = "electrics"
    VENTILATION = "ventilation"


class TemplateSkip(StrEnum):
    """Why a room template added nothing to a room."""

    SWITCHED_OFF = "switched_off"
    MODELLED_IN_ROOM = "modelled_in_room"
    MODELLED_ELSEWHERE = "modelled_elsewhere"
    """Modelled near by without a room of its own: it may well be this room's."""
    ROOM_REPEATED = "room_repeated"
    """The same room is in another file and counts there."""
    ONCE_PER_DWELLING = "once_per_dwelling"
    """Counted once, in another room of the same dwelling."""


class Engine(StrEnum):
    """How renewals over the years are counted (conventions §3)."""

    RENEWAL = "renewal"
    """Exact expectation of lives that scatter."""
    EN = "en"
    """Whole renewals, each at the end of a service life."""


class Tail(StrEnum):
    """What the integer rule does with the last replacement before the end of the period."""

    RESIDUAL = "residual"
    """It is made, and what is left of it is credited with the residual share."""
    STRICT = "strict"
    """It is made, and nothing is credited."""
    SKIP = "skip"
    """It is left out when little of its service life would be used."""


class DiscountTiming(StrEnum):
    """When in its year a cost is taken to fall."""

    END_OF_YEAR = "end_of_year"
    MID_YEAR = "mid_year"


class Objective(StrEnum):
    """What a choice between variants makes as small as possible."""

    LIFE_CYCLE_COST = "life_cycle_cost"
    WEIGHTED_COST = "weighted_cost"


class ChoosePer(StrEnum):
    """What gets one and the same variant."""

    BUILDING = "building"
    DWELLING_TYPE = "dwelling_type"
    LINE = "line"
