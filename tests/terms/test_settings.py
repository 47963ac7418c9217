"""Settings: presets, limits, and every fault of a file and a command line at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from robuild.settings_file import read_settings
from robuild.terms.issues import InputError
from robuild.terms.settings import Settings, about


def test_every_setting_says_unit_source_and_mark() -> None:
    for key in Settings.model_fields:
        assert about(key).unit
        assert about(key).source


@pytest.mark.parametrize(
    ("preset", "dwelling", "staff"),
    [("municipal", "ordinary", "ordinary"), ("rop", "raised", "ordinary")],
)
def test_preset_fills_intensities(preset: str, dwelling: str, staff: str) -> None:
    settings, changed = read_settings(None, [f"preset={preset}"])
    assert settings.intensity_dwelling == dwelling
    assert settings.intensity_common == dwelling
    assert settings.intensity_staff == staff
    assert changed == {"preset"}


def test_what_the_user_sets_wins_over_the_preset() -> None:
    settings, _ = read_settings(None, ["preset=rop", "intensity_common=ordinary"])
    assert settings.intensity_dwelling == "raised"
    assert settings.intensity_common == "ordinary"


def test_command_line_wins_over_file(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("period_years = 40\nalpha = 1.0\n", encoding="utf-8")
    settings, changed = read_settings(file, ["period_years=50", "build_year=none"])
    assert (settings.period_years, settings.alpha, settings.build_year) == (50, 1.0, None)
    assert changed == {"period_years", "alpha", "build_year"}


def test_all_faults_at_once(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('perod_years = 40\nreal_rate_1 = "four"\n', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_settings(file, ["alpha=7", "nonsense", "preset=prison"])
    text = str(caught.value)
    assert 'no setting is called "perod_years". Did you mean period_years' in text
    assert 'real_rate_1 is "four"' in text
    assert 'alpha is "7"' in text
    assert "at least 0 and at most 2" in text
    assert '"nonsense" is not KEY=VALUE' in text
    assert 'preset is "prison"' in text
    assert "municipal" in text
    assert len(caught.value.issues) == 5


@pytest.mark.parametrize("content", ["= 3", "a = ", "\x00"])
def test_a_file_that_is_not_settings(tmp_path: Path, content: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="not a settings file"):
        read_settings(file, [])


def test_a_settings_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot read the settings file"):
        read_settings(tmp_path / "none.toml", [])


def test_rate_steps_must_be_in_order() -> None:
    with pytest.raises(InputError, match="must be later than real_rate_1_until_year, 40"):
        read_settings(None, ["real_rate_2_until_year=40"])


@pytest.mark.parametrize(
    "assignment",
    ["period_years=0", "period_years=76", "real_rate_1=nan", "alpha=-0.1", "real_rate_1=4"],
)
def test_values_out_of_range_are_refused(assignment: str) -> None:
    with pytest.raises(InputError, match=assignment.split("=")[0]):
        read_settings(None, [assignment])
