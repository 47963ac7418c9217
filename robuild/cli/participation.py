"""`robuild participation`: who may take part in which work, how far, and every reason why."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from robuild.cli.jobs import job_of, models_or_register
from robuild.cli.options import (
    CatalogOption,
    JsonOption,
    LanguageOption,
    LengthUnitOption,
    ModelsOrRegister,
    NoGeometryOption,
    OverridesOption,
    ParticipationOverridesOption,
    QuietOption,
    RegisterOption,
    SetOption,
    SettingsOption,
)
from robuild.terms.vocabulary import Language

if TYPE_CHECKING:
    from robuild.language import Texts
    from robuild.pipeline import WhoMayDo

_MOST_REASONS = 5
_ATTRIBUTES = (
    "skill", "electrical", "fire_task", "alarm_stand_alone", "water", "gas_or_refrigerant",
    "fall_height_m", "substances", "drilling_or_demolition", "structural", "machinery",
    "lock_or_access", "biohazard", "power_tool_class", "weight_kg", "urgent", "hours",
)  # fmt: skip


def participation_command(
    models: ModelsOrRegister = None,
    register: RegisterOption = None,
    catalog: CatalogOption = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", readable=False,
            help="Write task cards, catalogue and dwelling cards for printing: an .html file.",
        ),
    ] = None,
    lang: LanguageOption = Language.NB,
    settings: SettingsOption = None,
    assignments: SetOption = None,
    overrides: OverridesOption = None,
    participation_overrides: ParticipationOverridesOption = None,
    length_unit: LengthUnitOption = None,
    no_geometry: NoGeometryOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:  # fmt: skip
    """Say who may take part in which work, with every reason; with -o, cards to print."""
    from robuild import pipeline
    from robuild.cli import reporting
    from robuild.cli.targets import refuse_bad_page

    given = models_or_register(models, register)
    inputs = [*given, register, *(catalog or ()), settings, overrides, participation_overrides]
    if output is not None:
        refuse_bad_page(output, inputs)
    job = job_of(given, catalog, settings, assignments, overrides, length_unit)
    job = replace(
        job, geometry=not no_geometry, register=register,
        participation_overrides=participation_overrides,
    )  # fmt: skip
    with reporting.progress(lang, hidden=quiet or as_json) as progress:
        if output is None:
            found = pipeline.who_may_do(job, progress)
        else:
            result = pipeline.plan(job, progress)
            pipeline.write_cards(result, output, lang, progress)
            found = pipeline.WhoMayDo.of(result)
    outputs = [output] if output is not None else []
    if as_json:
        reporting.print_json(as_data(found, lang, outputs))
    elif not quiet:
        reporting.say(_told(found, lang, outputs))


def as_data(found: WhoMayDo, lang: Language, outputs: list[Path]) -> dict[str, Any]:
    """One list, a row per line × task; attributes that nobody knows are null."""
    from robuild.language import texts
    from robuild.summary import issue_counts

    words = texts(lang)
    return {
        "complete": True,
        "tasks": list(_rows(found, words)),
        "levels": _levels(found),
        "overrides": [
            {str(k): _known(v) for k, v in row.items()} for row in found.log.to_dict("records")
        ],
        "issues": issue_counts(found.issues),
        "outputs": [str(path) for path in outputs],
    }


def _rows(found: WhoMayDo, words: Texts) -> Any:
    catalog = found.catalog
    tasks = {task.task_id: task for task in catalog.tasks}
    lines = {str(row["line_id"]): row for row in found.lines.to_dict("records")}
    gates: dict[tuple[str, str], list[dict[str, Any]]] = {}
    done = found.participation
    for row in done.gates.to_dict("records"):
        gates.setdefault((row["line_id"], row["task_id"]), []).append(
            {
                "id": row["gate_id"],
                "reason": words.word("gate", f"{row['gate_id']}.reason"),
                "most": row["max_do_level"],
                "absolute": bool(row["absolute"]),
                "because": dict(
                    zip(row["attribute"].split("; "), row["value"].split("; "), strict=False)
                ),
            }
        )
    for row in done.participation.to_dict("records"):
        task, line = tasks[row["task_id"]], lines[row["line_id"]]
        facts = asdict_of(task)
        yield {
            "line_id": row["line_id"],
            "task_id": row["task_id"],
            "component_key": line["component_key"],
            "task_name": getattr(task, f"name_{words.language}"),
            "location_class": line["location_class"],
            "decide": row["decide_level"],
            "do": row["do_level"],
            "base": row["base_do_level"],
            "override": _known(row["override"]),
            "duty": row["duty"],
            "gates": gates.get((row["line_id"], row["task_id"]), []),
            "attributes": {
                **{name: facts[name] for name in _ATTRIBUTES},
                **{name: line[name] for name in ("fire", "separating", "security")},
                "build_year": found.settings.build_year,
            },
        }


def asdict_of(task: Any) -> dict[str, Any]:
    """Fields of a catalog row as plain values."""
    return {str(key): value for key, value in task.model_dump(mode="json").items()}


def _known(value: object) -> object:
    return value if isinstance(value, str) else None


def _levels(found: WhoMayDo) -> dict[str, dict[str, int]]:
    from robuild.participation import summary

    counted = asdict(summary(found.participation))
    return {
        axis: {str(level): number for level, number in counted[axis].items()}
        for axis in ("do", "decide")
    }


def _told(found: WhoMayDo, lang: Language, outputs: list[Path]) -> list[str]:
    from robuild.language import texts

    words, done = texts(lang), found.participation
    names = ", ".join(model.model_id for model in found.inventory.models)
    rows = [words.get("cli.participation.head", name=names or "-", tasks=len(done.participation))]
    for axis, counts in _levels(found).items():
        for level, number in sorted(counts.items(), reverse=True):
            name = words.word(f"{axis}_level", level)
            rows.append(f"  {level} {name:<28} {number:>6}")
    reasons = Counter(done.gates["gate_id"]).most_common(_MOST_REASONS)
    if reasons:
        rows.append(words.get("cli.participation.reasons"))
        rows += [
            f"  {number:>6}  {gate}: {words.word('gate', f'{gate}.reason')}"
            for gate, number in reasons
        ]
    if len(found.log):
        rows.append(words.get("cli.participation.overridden", number=len(found.log)))
    rows.append(words.get("participation.dignity_rule"))
    return [*rows, *(words.get("cli.written", path=str(path)) for path in outputs)]
