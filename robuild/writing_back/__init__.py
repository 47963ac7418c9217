"""robuild's results written into a copy of the model they came from.

In: a `PlanResult` and the file of one of its models. Out: the same file with statements added at
its end. Not one statement of the author's is touched, but for the unit assignment, which gets a
currency where it has none. What an earlier run added is taken out first. Codes of dwellings are
never written.
"""

from robuild.writing_back.enriching import write_enriched
from robuild.writing_back.told import Enriched, LeftAlone

__all__ = ["Enriched", "LeftAlone", "write_enriched"]
