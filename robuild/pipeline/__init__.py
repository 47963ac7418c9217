"""The one place that composes rooms: what a command does, from files to files."""

from robuild.logbook import write_kept_log
from robuild.pipeline.awarding import (
    award_bids,
    compare_ns3459,
    write_award_workbook,
    write_price_list_workbook,
)
from robuild.pipeline.contracting import Contracts, contracts, write_contract_workbook
from robuild.pipeline.enriching import EnrichedModels, enrich
from robuild.pipeline.finding import Findings, find
from robuild.pipeline.handing_over import cobie
from robuild.pipeline.job import Job, Progress, resolve_years
from robuild.pipeline.keeping import Kept, building_of, keep, write_form
from robuild.pipeline.learning_from import (
    Evaluated,
    Learnt,
    evaluated,
    learn,
    share,
    write_evaluation_page,
    write_evaluation_workbook,
    write_learnt,
)
from robuild.pipeline.participating import WhoMayDo, who_may_do
from robuild.pipeline.planning import (
    plan,
    write,
    write_cards,
    write_demo_building,
)
from robuild.pipeline.rolling import roll
from robuild.pipeline.since import revision_since
from robuild.pipeline.tendering import (
    TenderMade,
    TenderWish,
    tender,
    write_brief,
    write_package,
)
from robuild.pipeline.viewing import Viewed, view

__all__ = [
    "Contracts",
    "EnrichedModels",
    "Evaluated",
    "Findings",
    "Job",
    "Kept",
    "Learnt",
    "Progress",
    "TenderMade",
    "TenderWish",
    "Viewed",
    "WhoMayDo",
    "award_bids",
    "building_of",
    "cobie",
    "compare_ns3459",
    "contracts",
    "enrich",
    "evaluated",
    "find",
    "keep",
    "learn",
    "plan",
    "resolve_years",
    "revision_since",
    "roll",
    "share",
    "tender",
    "view",
    "who_may_do",
    "write",
    "write_award_workbook",
    "write_brief",
    "write_cards",
    "write_contract_workbook",
    "write_demo_building",
    "write_evaluation_page",
    "write_evaluation_workbook",
    "write_form",
    "write_kept_log",
    "write_learnt",
    "write_package",
    "write_price_list_workbook",
]
