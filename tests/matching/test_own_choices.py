"""What the owner chose must be in the catalog and in the building."""

from __future__ import annotations

import pandas as pd
import pytest

from robuild import shipped
from robuild.catalog import read_stack
from robuild.matching import require_known_variants, types_not_there
from robuild.matching.lines import variant_of
from robuild.terms.issues import InputError
from robuild.terms.settings import Settings


@pytest.fixture(scope="module")
def catalog():
    return read_stack((), shipped.shipped(shipped.CATALOG)).catalog


def several(catalog):
    """A key with several variants, and one that is not its default."""
    for component in catalog.components:
        ids = [v.variant_id for v in catalog.variants if v.component_key == component.component_key]
        others = [each for each in ids if each != component.default_variant_id]
        if others:
            return component.component_key, others[0]
    raise AssertionError


def test_the_own_choice_goes_before_role_and_default(catalog) -> None:
    key, variant_id = several(catalog)
    settings = Settings(chosen_variants=f"{key}={variant_id}", variant_role="ordinary")
    require_known_variants(catalog, settings)
    assert variant_of(key, catalog, settings) == variant_id


def test_every_fault_is_told_at_once_with_what_is_near(catalog) -> None:
    key, variant_id = several(catalog)
    settings = Settings(chosen_variants=f"{key}x={variant_id}; {key}={variant_id}x")
    with pytest.raises(InputError) as caught:
        require_known_variants(catalog, settings)
    first, second = caught.value.issues
    assert (first.code, second.code) == ("unknown_key", "unknown_variant")
    assert key in first.hint
    assert variant_id in second.message
    assert variant_id in second.hint
    assert str(first.origin) == "chosen_variants"


def test_a_type_that_no_dwelling_has_is_told(catalog) -> None:
    components = pd.DataFrame({"dwelling_type": ["2-roms", None]})
    settings = Settings(intensity_by_dwelling_type="2-roms=heavy; hybel=raised")
    (issue,) = types_not_there(components, settings)
    assert "hybel" in issue.message
    assert "2-roms" in issue.hint
