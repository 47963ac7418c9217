"""From what stands on the command line to a job."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from robuild import shipped

if TYPE_CHECKING:
    from robuild.pipeline import Job


def models_or_register(models: list[Path] | None, register: Path | None) -> list[Path]:
    """The models, when there are some and no register, or the other way round."""
    if bool(models) == bool(register):
        raise typer.BadParameter(
            "give IFC files, or a register with --register and no IFC files"
            if models
            else "give at least one IFC file, or a register with --register"
        )
    return models or []


def job_of(
    models: list[Path],
    catalog: list[Path] | None,
    settings_file: Path | None,
    assignments: list[str] | None,
    overrides: Path | None,
    length_unit: str | None,
    defaults: dict[str, Any] | None = None,
) -> Job:
    """The job, with the settings of file and assignments over some defaults.

    Raises:
        InputError: settings that cannot be used, all faults at once.
    """
    from robuild.pipeline import Job
    from robuild.settings_file import read_settings

    settings, changed = read_settings(settings_file, assignments or [], defaults)
    return Job(
        models=tuple(models),
        catalog=shipped.shipped(shipped.CATALOG),
        layers=tuple(catalog or ()),
        settings=settings,
        changed_settings=changed | frozenset(defaults or {}),
        overrides=overrides,
        length_unit=length_unit,
    )
