"""Whether what the owner chose is there: variants in the catalog, types of dwellings here."""

from __future__ import annotations

from difflib import get_close_matches

import pandas as pd

from robuild.terms.catalog import Catalog
from robuild.terms.issues import InputError, Issue, Origin, Severity
from robuild.terms.own_choices import parse_map
from robuild.terms.settings import Settings
from robuild.terms.settings_of import intensities_by_type

_SETTING = Origin("chosen_variants")


def require_known_variants(catalog: Catalog, settings: Settings) -> None:
    """See that every chosen variant is one of its component key.

    Raises:
        InputError: every key that the catalog lacks, and every variant that is none of its key.
    """
    faults = []
    for key, variant_id in parse_map(settings.chosen_variants or "").items():
        if key not in catalog.component_by_key:
            faults.append(
                Issue(
                    Severity.ERROR, "unknown_key",
                    f'"{key[:80]}" is no component_key of the catalog.',
                    _SETTING, _near(key, list(catalog.component_by_key)),
                )
            )  # fmt: skip
            continue
        allowed = [each.variant_id for each in catalog.variants if each.component_key == key]
        if variant_id not in allowed:
            faults.append(
                Issue(
                    Severity.ERROR, "unknown_variant",
                    f'"{variant_id[:80]}" is not a variant of {key}; variants: '
                    f"{', '.join(allowed)}.",
                    _SETTING, _near(variant_id, allowed),
                )
            )  # fmt: skip
    if faults:
        raise InputError(faults)


def _near(word: str, known: list[str]) -> str:
    near = get_close_matches(word[:200], known, n=1, cutoff=0.6)
    return f"Did you mean {near[0]}?" if near else "See the sheets of the catalog."


def types_not_there(components: pd.DataFrame, settings: Settings) -> list[Issue]:
    """A warning for each dwelling type with a use intensity of its own that no dwelling has."""
    there = set(components["dwelling_type"].dropna())
    return [
        Issue(
            Severity.WARNING, "dwelling_type_not_there",
            f'intensity_by_dwelling_type names "{name[:80]}", but no dwelling is of that type.',
            Origin("intensity_by_dwelling_type"),
            f"Types of dwellings here: {', '.join(sorted(there)) or 'none'}.",
        )
        for name in intensities_by_type(settings)
        if name not in there
    ]  # fmt: skip
