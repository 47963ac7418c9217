"""Who may take part in which work, with every reason.

In: lines, a catalog (tasks, variants, repair levels, tunable gates) and settings. Out: for each
line × task of its component how far residents decide and do, and one row per gate that triggers.
Rule: conventions §6. Gates only ever limit the doing; nothing here changes what residents decide,
and nothing here enters a cost.

Other residents' dwellings are not evaluated (gate G13): a line in a dwelling is read as work in
the resident's own. The defects period of a contract (G14) is a condition in words, since the plan
covers the long run and no contract is known here.
"""

from robuild.participation.base_rule import base_do_level
from robuild.participation.evaluation import Participation, evaluate
from robuild.participation.gates import GATE_RULES, GateRule, caps_of, gate_findings
from robuild.participation.overriding import Overridden, override_participation
from robuild.participation.overview import Overview, dignity_breaches, summary
from robuild.participation.tenancy import tenancy_duty

__all__ = [
    "GATE_RULES",
    "GateRule",
    "Overridden",
    "Overview",
    "Participation",
    "base_do_level",
    "caps_of",
    "dignity_breaches",
    "evaluate",
    "gate_findings",
    "override_participation",
    "summary",
    "tenancy_duty",
]
