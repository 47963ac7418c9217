"""Commands that keep a catalog. Heavy imports stay inside them so that help is quick."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from robuild import shipped
from robuild.cli.options import JsonOption, ReplaceOption

catalog_app = typer.Typer(help="Check a catalog, or move it between folder and Excel.")


@catalog_app.command("check")
def catalog_check(
    path: Annotated[
        Path | None,
        typer.Argument(help="Folder or .xlsx; without it, the shipped catalog.", readable=False),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Find every fault and every gap of a catalog; a layer is laid over the shipped one."""
    from robuild.catalog import catalog_gaps, read_stack
    from robuild.cli import reporting

    where = path or shipped.shipped(shipped.CATALOG)
    stack = read_stack([path] if path else [], shipped.shipped(shipped.CATALOG))
    findings = (*stack.notes, *catalog_gaps(stack.catalog))
    reporting.print_catalog(where, stack.catalog, findings, as_json=as_json)


@catalog_app.command("to-xlsx")
def catalog_to_xlsx(
    source: Annotated[Path, typer.Argument(help="Catalog folder or .xlsx.", show_default=False)],
    target: Annotated[Path, typer.Argument(help="New .xlsx file.", show_default=False)],
    replace: ReplaceOption = False,
) -> None:
    """Write a catalog as one Excel file, a sheet for each table."""
    from robuild.catalog import read_catalog, write_xlsx
    from robuild.cli import reporting, targets

    targets.require_form(target, ".xlsx")
    catalog = read_catalog(source)
    kept = reporting.make_room(target, replace=replace)
    write_xlsx(catalog, target)
    reporting.print_converted(target, kept)


@catalog_app.command("from-xlsx")
def catalog_from_xlsx(
    source: Annotated[Path, typer.Argument(help="Catalog .xlsx.", show_default=False)],
    target: Annotated[Path, typer.Argument(help="Folder for the tables.", show_default=False)],
    replace: ReplaceOption = False,
) -> None:
    """Write a catalog from Excel as a folder of CSV tables."""
    from robuild.catalog import read_catalog, write_folder
    from robuild.cli import reporting

    catalog = read_catalog(source)
    kept = reporting.make_room(target, replace=replace)
    write_folder(catalog, target)
    reporting.print_converted(target, kept)
