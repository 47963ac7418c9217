"""The page of `robuild check`: what was found, gathered for the room that writes it."""

from __future__ import annotations

from robuild.handouts.check_page import CheckPage, IdsRow, check_html
from robuild.pipeline.checking import Checked
from robuild.pipeline.ids_checking import IdsChecked
from robuild.summary import balance
from robuild.terms.vocabulary import Language


def check_page(checked: Checked, ids: IdsChecked | None, language: Language) -> str:
    """The page as text.

    Args:
        checked: what was found and what it lacks.
        ids: an IDS that was run over the models; `None` where none was asked for.
        language: of the page.
    """
    found = checked.found
    names = tuple(model.model_id for model in found.inventory.models)
    page = CheckPage(
        models=names or (found.catalog_label,),
        catalog=found.catalog,
        catalog_label=found.catalog_label,
        balance=balance(found.inventory, found.matches),
        by_rung=checked.by_rung,
        gaps=checked.gaps,
        totals=checked.totals,
        period_years=found.settings.period_years,
        ids=_rows(ids),
        anything_priced=checked.anything_priced,
        of_register=checked.of_register,
    )
    return check_html(page, language)


def _rows(ids: IdsChecked | None) -> tuple[IdsRow, ...] | None:
    if ids is None or ids.results is None:
        return None
    done = [each.outcome for each in ids.results]
    return tuple(
        IdsRow(each.name, each.model_id, each.passed, each.applicable, len(each.failed), each.fault)
        for each in done
        if each.applicable or not each.passed
    )
