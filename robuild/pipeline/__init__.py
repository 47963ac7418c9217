"""The one place that composes rooms: what a command does, from files to files."""

from robuild.pipeline.finding import Findings, find
from robuild.pipeline.job import Job, Progress, resolve_years
from robuild.pipeline.participating import WhoMayDo, who_may_do
from robuild.pipeline.planning import plan, write, write_cards, write_demo_building

__all__ = [
    "Findings",
    "Job",
    "Progress",
    "WhoMayDo",
    "find",
    "plan",
    "resolve_years",
    "who_may_do",
    "write",
    "write_cards",
    "write_demo_building",
]
