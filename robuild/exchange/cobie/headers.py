"""Sheets and headings of COBie 2.4, in the order and spelling of the published template."""

from __future__ import annotations

NA = "n/a"
"""What COBie wants in a cell whose value nobody knows."""
LONGEST = 255
"""Most letters of a text."""
LONGEST_IN_LIST = 120
"""Of a name that stands beside another in one cell."""

_MADE = ("Name", "CreatedBy", "CreatedOn")
_EXT = ("ExtSystem", "ExtObject", "ExtIdentifier")

SHEETS: dict[str, tuple[str, ...]] = {
    "Contact": (
        "Email", "CreatedBy", "CreatedOn", "Category", "Company", "Phone", "ExternalSystem",
        "ExternalObject", "ExternalIdentifier", "Department", "OrganizationCode", "GivenName",
        "FamilyName", "Street", "PostalBox", "Town", "StateRegion", "PostalCode", "Country",
    ),
    "Facility": (
        *_MADE, "Category", "ProjectName", "SiteName", "LinearUnits", "AreaUnits", "VolumeUnits",
        "CurrencyUnit", "AreaMeasurement", "ExternalSystem", "ExternalProjectObject",
        "ExternalProjectIdentifier", "ExternalSiteObject", "ExternalSiteIdentifier",
        "ExternalFacilityObject", "ExternalFacilityIdentifier", "Description",
        "ProjectDescription", "SiteDescription", "Phase",
    ),
    "Floor": (*_MADE, "Category", *_EXT, "Description", "Elevation", "Height"),
    "Space": (
        *_MADE, "Category", "FloorName", "Description", *_EXT, "RoomTag", "UsableHeight",
        "GrossArea", "NetArea",
    ),
    "Zone": (*_MADE, "Category", "SpaceNames", *_EXT, "Description"),
    "Type": (
        *_MADE, "Category", "Description", "AssetType", "Manufacturer", "ModelNumber",
        "WarrantyGuarantorParts", "WarrantyDurationParts", "WarrantyGuarantorLabor",
        "WarrantyDurationLabor", "WarrantyDurationUnit", *_EXT, "ReplacementCost", "ExpectedLife",
        "DurationUnit", "WarrantyDescription", "NominalLength", "NominalWidth", "NominalHeight",
        "ModelReference", "Shape", "Size", "Color", "Finish", "Grade", "Material", "Constituents",
        "Features", "AccessibilityPerformance", "CodePerformance", "SustainabilityPerformance",
    ),
    "Component": (
        *_MADE, "TypeName", "Space", "Description", *_EXT, "SerialNumber", "InstallationDate",
        "WarrantyStartDate", "TagNumber", "BarCode", "AssetIdentifier",
    ),
    "System": (*_MADE, "Category", "ComponentNames", *_EXT, "Description"),
    "Assembly": (
        *_MADE, "SheetName", "ParentName", "ChildNames", "AssemblyType", *_EXT, "Description",
    ),
    "Connection": (
        *_MADE, "ConnectionType", "SheetName", "RowName1", "RowName2", "RealizingElement",
        "PortName1", "PortName2", *_EXT, "Description",
    ),
    "Spare": (
        *_MADE, "Category", "TypeName", "Suppliers", *_EXT, "Description", "SetNumber",
        "PartNumber",
    ),
    "Resource": (*_MADE, "Category", *_EXT, "Description"),
    "Job": (
        *_MADE, "Category", "Status", "TypeName", "Description", "Duration", "DurationUnit",
        "Start", "TaskStartUnit", "Frequency", "FrequencyUnit", *_EXT, "TaskNumber", "Priors",
        "ResourceNames",
    ),
    "Impact": (
        *_MADE, "ImpactType", "ImpactStage", "SheetName", "RowName", "Value", "ImpactUnit",
        "LeadInTime", "Duration", "LeadOutTime", *_EXT, "Description",
    ),
    "Document": (
        *_MADE, "Category", "ApprovalBy", "Stage", "SheetName", "RowName", "Directory", "File",
        *_EXT, "Description", "Reference",
    ),
    "Attribute": (
        *_MADE, "Category", "SheetName", "RowName", "Value", "Unit", *_EXT, "Description",
        "AllowedValues",
    ),
    "Coordinate": (
        *_MADE, "Category", "SheetName", "RowName", "CoordinateXAxis", "CoordinateYAxis",
        "CoordinateZAxis", *_EXT, "ClockwiseRotation", "ElevationalRotation", "YawRotation",
    ),
    "Issue": (
        *_MADE, "Type", "Risk", "Chance", "Impact", "SheetName1", "RowName1", "SheetName2",
        "RowName2", "Description", "Owner", "Mitigation", *_EXT,
    ),
}  # fmt: skip
"""All but Instruction, which stands first and has no headings, and PickLists, which stands last."""

EMPTY = ("Connection", "Impact", "Document", "Coordinate", "Issue")
"""Sheets that robuild has nothing true to put on."""

_DURATIONS = ("as required", "day", "minute", "month", "quarter", "week", "year")
PICKS: dict[str, tuple[str, ...]] = {
    "ApprovalBy": ("Owner Approval", "Contractor Certified", "Information Only"),
    "AreaUnit": ("squarefeet", "squaremiles", "squaremeters", "squarekilometers"),
    "AssetType": ("Fixed", "Moveable"),
    "Category-Facility": (), "Category-Space": (), "Category-Element": (),
    "Category-Product": (), "Category-Role": (),
    "CoordinateSheet": ("Component", "Floor", "Space"),
    "ConnectionType": ("Control", "Flow", "Return", "Supply", "Structural"),
    "CoordinateType": ("point", "line-end-one", "line-end-two", "box-lowerleft", "box-upperright"),
    "DocumentType": ("Product Data", "Certificates", "Operation and Maintenance", "Manuals"),
    "DurationUnit": _DURATIONS,
    "FloorType": ("Site", "Floor", "Roof"),
    "IssueCategory": ("Change", "Claim", "Coordination", "Function", "Installation", "Safety"),
    "IssueChance": ("Has Occurred", "High", "Moderate", "Low", "Unknown"),
    "IssueImpact": ("Very High", "High", "Moderate", "Low", "Unknown"),
    "IssueRisk": ("Very High", "High", "Moderate", "Low", "Unknown"),
    "JobStatusType": ("Not Yet Started", "Started", "Completed"),
    "JobType": ("Adjustment", "Calibration", "Emergency", "Inspection", "Operation", "PM",
                "Safety", "ShutDown", "StartUp", "Testing", "Trouble"),
    "objAttribute": ("IfcPropertySingleValue",), "objAttributeType": ("SingleValue",),
    "objComponent": (), "objConnection": ("IfcRelConnectsElements",),
    "objContact": ("IfcOrganization", "IfcPerson", "IfcPersonAndOrganization"),
    "objCoordinate": ("IfcBoundingBox", "IfcCartesianPoint"),
    "objDocument": ("IfcDocumentInformation", "IfcDocumentReference"),
    "objFacility": ("IfcBuilding",), "objFloor": ("IfcBuildingStorey",),
    "objIssue": ("IfcApproval",), "objJob": ("IfcTask",), "objProject": ("IfcProject",),
    "objResource": ("IfcConstructionEquipmentResource", "IfcLaborResource"),
    "objSite": ("IfcSite",), "objSpace": ("IfcSpace",),
    "objSpare": ("IfcConstructionProductResource",), "objSystem": ("IfcSystem",),
    "objType": (), "objWarranty": ("Pset_Warranty",), "objZone": ("IfcZone",),
    "ResourceType": ("Labor", "Material", "Tools", "Training"),
    "SheetType": tuple(SHEETS),
    "SpareType": ("Part", "PartSet", "Lubricant", "Other", "Spare", "SpareSet"),
    "StageType": ("As Built", "Submitted", "Approved", "Exact Requirement",
                  "Maximum Requirement", "Minimum Requirement", "Requirement"),
    "ZoneType": ("Circulation Zone", "Lighting Zone", "Fire Alarm Zone",
                 "Historical Preservation Zone", "Occupancy Zone", "Ventilation Zone"),
    "LinearUnit": ("inches", "feet", "miles", "millimeters", "meters", "kilometers"),
    "VolumeUnit": ("cubicfeet", "cubicmeters"),
    "CostUnit": ("NOK",),
    "AssemblyType": ("Fixed", "Optional", "Included", "Excluded", "Layer", "Patch", "Mix"),
    "ImpactType": ("Cost", "ClimateChange", "PrimaryEnergyConsumption"),
    "ImpactStage": ("Production", "Installation", "Maintenance", "Replacement", "Use", "Reuse"),
    "ImpactUnit": ("currency", "kgCO2e", "MJ"),
    "objAssembly": ("IfcRelAggregates",), "objImpact": ("IfcPropertySet",),
}  # fmt: skip
"""Headings of PickLists with the words of the template; empty ones hold what the file uses."""

PICKED = {
    ("Contact", "Category"): "Category-Role", ("Facility", "Category"): "Category-Facility",
    ("Facility", "LinearUnits"): "LinearUnit", ("Facility", "AreaUnits"): "AreaUnit",
    ("Facility", "VolumeUnits"): "VolumeUnit", ("Facility", "CurrencyUnit"): "CostUnit",
    ("Floor", "Category"): "FloorType", ("Space", "Category"): "Category-Space",
    ("Zone", "Category"): "ZoneType", ("Type", "Category"): "Category-Product",
    ("Type", "AssetType"): "AssetType", ("Type", "WarrantyDurationUnit"): "DurationUnit",
    ("Type", "DurationUnit"): "DurationUnit", ("Type", "ExtObject"): "objType",
    ("Component", "ExtObject"): "objComponent", ("System", "Category"): "Category-Element",
    ("Assembly", "SheetName"): "SheetType", ("Assembly", "AssemblyType"): "AssemblyType",
    ("Spare", "Category"): "SpareType", ("Resource", "Category"): "ResourceType",
    ("Job", "Category"): "JobType", ("Job", "Status"): "JobStatusType",
    ("Job", "DurationUnit"): "DurationUnit", ("Job", "TaskStartUnit"): "DurationUnit",
    ("Job", "FrequencyUnit"): "DurationUnit", ("Attribute", "Category"): "StageType",
    ("Attribute", "SheetName"): "SheetType",
}  # fmt: skip
"""Sheet and column -> heading of PickLists that its words are on."""

LINKS = {
    ("Space", "FloorName"): "Floor", ("Zone", "SpaceNames"): "Space",
    ("Component", "TypeName"): "Type", ("Component", "Space"): "Space",
    ("System", "ComponentNames"): "Component", ("Assembly", "ParentName"): "Component",
    ("Assembly", "ChildNames"): "Component", ("Spare", "TypeName"): "Type",
    ("Spare", "Suppliers"): "Contact", ("Job", "TypeName"): "Type",
    ("Job", "ResourceNames"): "Resource", ("Type", "Manufacturer"): "Contact",
    ("Type", "WarrantyGuarantorParts"): "Contact", ("Type", "WarrantyGuarantorLabor"): "Contact",
    **{(sheet, "CreatedBy"): "Contact" for sheet in SHEETS},
}  # fmt: skip
"""Sheet and column -> sheet whose first column it must be on; commas part several."""
MAY_BE_UNKNOWN = frozenset(
    {("Spare", "Suppliers"), ("Type", "Manufacturer"), ("Type", "WarrantyGuarantorParts"),
     ("Type", "WarrantyGuarantorLabor")}
)  # fmt: skip
"""Links that may say `n/a`: nobody knows the firm."""
