"""Whose upkeep is by law, where a lease says nothing else (husleieloven § 5-3).

A duty is not a task: the law may lay upkeep of a socket on the tenant that only a registered firm
may do. Nothing here touches what residents may do or decide, nor who pays.
"""

from __future__ import annotations

from robuild.terms.catalog import Component, Task
from robuild.terms.vocabulary import Answer, LocationClass, TaskKind, TenancyDuty


def tenancy_duty(component: Component, task: Task, location: LocationClass) -> TenancyDuty:
    """The law's starting point for one task on a component.

    Replacement is the owner's, and so is everything outside a dwelling. Repair after an accident
    is no upkeep; whether damage was one, no plan can know, so a repair is answered as upkeep.

    Args:
        component: says whether its upkeep is the tenant's.
        task: what is done.
        location: an unknown place may be a dwelling.
    """
    if task.kind is TaskKind.REPLACEMENT:
        return TenancyDuty.OWNER
    if location not in (LocationClass.DWELLING, LocationClass.UNKNOWN):
        return TenancyDuty.OWNER
    if component.tenant_maintains is Answer.NO:
        return TenancyDuty.OWNER
    if component.tenant_maintains is Answer.YES and location is LocationClass.DWELLING:
        return TenancyDuty.TENANT
    return TenancyDuty.UNKNOWN
