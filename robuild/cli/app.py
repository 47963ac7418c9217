"""Commands and their options. Heavy imports stay inside the commands so that help is quick."""

from __future__ import annotations

import gc
import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from robuild import __version__, shipped
from robuild.cli.alternatives import alternatives_command
from robuild.cli.bids import bids_command
from robuild.cli.catalog_commands import catalog_app
from robuild.cli.checking import BcfOption, HtmlOption, IdsOption, MoneyOption
from robuild.cli.compare import compare_command
from robuild.cli.contracts import contracts_command
from robuild.cli.drop import drop_command
from robuild.cli.enrich import enrich_command
from robuild.cli.export import export_command
from robuild.cli.jobs import job_of, models_or_register
from robuild.cli.launcher import launcher_command
from robuild.cli.learning import calibrate_command, evaluate_command
from robuild.cli.logs import log_command
from robuild.cli.options import (
    CatalogOption,
    ComponentsOption,
    JsonOption,
    LanguageOption,
    LengthUnitOption,
    ModelsOrRegister,
    NoGeometryOption,
    OutputOption,
    OverridesOption,
    ParticipationOverridesOption,
    QuietOption,
    RegisterOption,
    ReplaceOption,
    SetOption,
    SettingsOption,
    TemplateOption,
    UpdateOption,
)
from robuild.cli.participation import participation_command
from robuild.cli.rolling import roll_command
from robuild.cli.tender import tender_command
from robuild.cli.view import view_command
from robuild.terms.vocabulary import Language

if TYPE_CHECKING:
    import pandas as pd

    from robuild.cli.updating import Update
    from robuild.pipeline import Job
    from robuild.terms.inventory import ModelInventory

app = typer.Typer(
    name="robuild",
    help="What a building's parts cost to live with, how hard they are to repair, and where "
    "residents can join in: from IFC models to an Excel plan.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # half the start-up time
    context_settings={"help_option_names": ["-h", "--help"]},
)
register_app = typer.Typer(help="Registers and room lists, for buildings without a model.")
app.add_typer(register_app, name="register", no_args_is_help=True)
app.add_typer(catalog_app, name="catalog", no_args_is_help=True)


class FailOn(StrEnum):
    """What makes `check` end with exit code 3."""

    ERROR = "error"
    WARNING = "warning"
    UNMATCHED = "unmatched"
    REJECTED = "rejected"


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        typer.echo(f"robuild {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit(2)


@app.command("plan")
def plan_command(
    models: ModelsOrRegister = None,
    register: RegisterOption = None,
    catalog: CatalogOption = None,
    output: OutputOption = None,
    lang: LanguageOption = Language.NB,
    settings: SettingsOption = None,
    assignments: SetOption = None,
    overrides: OverridesOption = None,
    participation_overrides: ParticipationOverridesOption = None,
    components: ComponentsOption = None,
    update: UpdateOption = None,
    template: TemplateOption = None,
    length_unit: LengthUnitOption = None,
    no_geometry: NoGeometryOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Make the plan workbook from IFC models, or from a register: the main job."""
    from robuild.cli.targets import refuse_bad_targets, workbook_path
    from robuild.cli.updating import read_update

    given = models_or_register(models, register)
    inputs = [*given, register, *(catalog or ()), settings, overrides, participation_overrides]
    inputs.append(template)
    name = f"{register.stem}-plan.xlsx" if register else f"{given[0].stem}.xlsx"
    earlier = read_update(update, output, template) if update else None
    target = earlier.target if earlier else workbook_path(output, name)
    refuse_bad_targets(
        inputs, workbook=None if earlier and earlier.in_place else target, listing=components
    )
    before = earlier.read.settings if earlier else None
    job = job_of(given, catalog, settings, assignments, overrides, length_unit, before)
    job = replace(
        job, geometry=not no_geometry, register=register,
        participation_overrides=participation_overrides, earlier=earlier.read if earlier else None,
    )  # fmt: skip
    _run_plan(job, target, lang, components, as_json=as_json, quiet=quiet, update=earlier,
              template=template)  # fmt: skip


@app.command("check")
def check_command(
    models: ModelsOrRegister = None,
    register: RegisterOption = None,
    catalog: CatalogOption = None,
    lang: LanguageOption = Language.NB,
    settings: SettingsOption = None,
    assignments: SetOption = None,
    overrides: OverridesOption = None,
    components: ComponentsOption = None,
    length_unit: LengthUnitOption = None,
    no_geometry: NoGeometryOption = False,
    suggest: Annotated[
        Path | None,
        typer.Option(
            "--suggest",
            help="Write what nobody is sure of to this overrides file (.csv, .xlsx), to fill in.",
            readable=False,
        ),
    ] = None,
    ids: IdsOption = None,
    bcf: BcfOption = None,
    html: HtmlOption = None,
    money: MoneyOption = False,
    replace_it: ReplaceOption = False,
    fail_on: Annotated[
        list[FailOn] | None,
        typer.Option("--fail-on", help="End with exit code 3 when there is any; repeat it."),
    ] = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Say what is in the models and what is missing; costs are worked out only when asked for."""
    from robuild import pipeline
    from robuild.cli import checking, reporting, targets
    from robuild.cli import suggest as suggesting

    given = models_or_register(models, register)
    kept = overrides if overrides != suggest else None
    inputs = [*given, register, *(catalog or ()), settings, kept]
    targets.refuse_bad_targets(inputs, listing=components)
    if suggest:
        targets.refuse_bad_suggestions(suggest, [*inputs, components])
    job = job_of(given, catalog, settings, assignments, overrides, length_unit)
    job = replace(job, geometry=not no_geometry, register=register)
    with reporting.progress(lang, hidden=quiet or as_json) as progress:
        found = pipeline.find(job, progress)
        files = checking.Files(ids, bcf, html, money, replace_it)
        taken = [*inputs, components, suggest]
        done = checking.deliver(
            found, files, taken, lang, progress, of_register=register is not None
        )
    outputs = _listing(found.inventory, found.matches, components)
    told = []
    if suggest:
        asked = suggesting.suggest(
            suggest, found.inventory, found.matches, found.catalog, found.overrides, lang
        )
        told.append(suggesting.told(asked, lang))
        outputs += [suggest] if asked.rows else []
    if as_json:
        told_json = reporting.check_json(found, [*outputs, *done.outputs]) | done.json
        errors = [reporting.issue_json(issue) for issue in done.faults]
        reporting.print_json(told_json | ({"errors": errors} if errors else {}))
    elif not quiet:
        reporting.print_check(found, [path for path in outputs if path != suggest], lang)
        reporting.say([*told, *done.told])
    checking.tell_faults(done)
    if fail_on and reporting.fails(found, frozenset(str(word) for word in fail_on)):
        raise typer.Exit(3)


app.command("alternatives")(alternatives_command)
app.command("contracts")(contracts_command)
app.command("tender")(tender_command)
app.command("bids")(bids_command)
app.command("participation")(participation_command)
app.command("compare")(compare_command)
app.command("enrich")(enrich_command)
app.command("export")(export_command)
app.command("view")(view_command)
app.command("log")(log_command)
app.command("roll")(roll_command)
app.command("calibrate")(calibrate_command)
app.command("evaluate")(evaluate_command)
app.command("drop")(drop_command)
app.command("launcher")(launcher_command)


@app.command("demo")
def demo_command(
    output: OutputOption = None,
    lang: LanguageOption = Language.NB,
    settings: SettingsOption = None,
    assignments: SetOption = None,
    components: ComponentsOption = None,
    revision: Annotated[
        bool,
        typer.Option("--revision", help="Also write a second revision, for `robuild compare`."),
    ] = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write the demo building, a small municipal house, and plan it with the shipped catalog."""
    from robuild import pipeline
    from robuild.cli import reporting, targets

    target = targets.workbook_path(output, "demo-rop-house.xlsx")
    model = target.with_name("demo-rop-house.ifc")
    targets.refuse_bad_targets([settings], workbook=target, listing=components, demo_model=model)
    job = job_of([model], None, settings, assignments, None, None, {"preset": "rop"})
    with reporting.progress(lang, hidden=quiet or as_json) as progress:
        pipeline.write_demo_building(model, progress)
    also = (model, _second_revision(model)) if revision else (model,)
    _run_plan(job, target, lang, components, as_json=as_json, quiet=quiet, also=also)


def _second_revision(model: Path) -> Path:
    from robuild.demo.second_revision import FILE_NAME, write_second_revision
    from robuild.listing import refuse_foreign_demo

    path = model.with_name(FILE_NAME)
    refuse_foreign_demo(path)
    write_second_revision(path)
    return path


@register_app.command("new")
def register_new(
    target: Annotated[Path, typer.Argument(help="New .xlsx file.", show_default=False)],
    catalog: CatalogOption = None,
    lang: LanguageOption = Language.NB,
    replace_it: ReplaceOption = False,
) -> None:
    """Write an empty register and room list to fill in, with choices from the catalog."""
    from robuild.catalog import read_stack
    from robuild.cli import reporting, targets
    from robuild.register import write_register_template

    targets.require_form(target, ".xlsx")
    found = read_stack(catalog or (), shipped.shipped(shipped.CATALOG)).catalog
    kept = reporting.make_room(target, replace=replace_it)
    write_register_template(target, found, lang)
    reporting.print_converted(target, kept)


def _listing(inventory: ModelInventory, matches: pd.DataFrame, path: Path | None) -> list[Path]:
    if path is None:
        return []
    from robuild.listing import write_components

    return [write_components(inventory, matches, path)]


def _run_plan(
    job: Job,
    target: Path,
    lang: Language,
    components: Path | None,
    *,
    as_json: bool,
    quiet: bool,
    also: tuple[Path, ...] = (),
    update: Update | None = None,
    template: Path | None = None,
) -> None:
    from robuild import pipeline
    from robuild.cli import reporting
    from robuild.cli.updating import told_update, update_json
    from robuild.summary import summary

    with reporting.progress(lang, hidden=quiet or as_json) as progress:
        result = pipeline.plan(job, progress)
        revision = pipeline.revision_since(job, result, progress)
        # the small file first: when it cannot be written, no workbook is left without it
        listing = _listing(result.inventory, result.matches, components)
        kept = update.keep_before() if update else None
        left = pipeline.write(result, target, lang, progress, revision, template)
    outputs = [target, *also, *listing]
    if as_json:
        reporting.print_json(summary(result, outputs) | update_json(result, revision, left))
    elif not quiet:
        reporting.print_plan(result, outputs, lang)
        if update:
            reporting.say(told_update(update, result, revision, left, kept, lang))


def main() -> None:
    """Run the command line and end the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    # imports and models make hundreds of thousands of objects that stay: looking among them for
    # garbage every 700 took a twentieth of the time
    gc.set_threshold(50_000, 20, 20)
    from robuild.cli.faults import guarded

    sys.exit(guarded(app))
