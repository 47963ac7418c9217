"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from robuild.terms.vocabulary import Language

Models = Annotated[
    list[Path],
    typer.Argument(
        metavar="MODEL",
        help="IFC files of one building: .ifc or .ifczip; several disciplines may be given.",
        show_default=False,
        readable=False,  # robuild's own message says more, and names every model
    ),
]
ModelsOrRegister = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="MODEL",
        help="IFC files of one building: .ifc or .ifczip; several disciplines may be given. "
        "None with --register.",
        show_default=False,
        readable=False,
    ),
]
RegisterOption = Annotated[
    Path | None,
    typer.Option(
        "--register",
        help="A register of components or a list of rooms (.xlsx, .csv), where there is no model.",
        readable=False,
    ),
]
CatalogOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--catalog",
        "-c",
        help="Catalog: a folder or an .xlsx; repeat it for layers over it. Without a catalog, the "
        "shipped one.",
        readable=False,
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        help="File or folder to write to. Without it, exports/<model>.xlsx.",
        readable=False,
    ),
]


def _language(word: str) -> Language:
    known = {str(each): each for each in Language} | {"no": Language.NB}
    if word.lower() not in known:
        raise typer.BadParameter(f"{word[:20]!r} is none of {', '.join(map(str, Language))}.")
    return known[word.lower()]


LanguageOption = Annotated[
    Language,
    typer.Option(
        "--lang", parser=_language, metavar="{nb|nn|en}", help="Language of what is written."
    ),
]
SettingsOption = Annotated[
    Path | None,
    typer.Option("--settings", help="TOML file with settings, key = value.", readable=False),
]
SetOption = Annotated[
    list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="One setting; repeat it.")
]
OverridesOption = Annotated[
    Path | None,
    typer.Option("--overrides", help="CSV or xlsx that says what components are.", readable=False),
]
ParticipationOverridesOption = Annotated[
    Path | None,
    typer.Option(
        "--participation-overrides",
        help="CSV or xlsx: who may do which task, by an owner's own word.",
        readable=False,
    ),
]
ComponentsOption = Annotated[
    Path | None,
    typer.Option(
        "--components",
        help="Also write a CSV: what each component was matched to.",
        readable=False,
    ),
]
LengthUnitOption = Annotated[
    str | None,
    typer.Option("--length-unit", help="Length unit of files that have none: mm, cm, m, foot …"),
]
NoGeometryOption = Annotated[
    bool,
    typer.Option(
        "--no-geometry",
        help="Do not measure shapes: quicker, but what the model states nowhere stays missing.",
    ),
]
UpdateOption = Annotated[
    Path | None,
    typer.Option(
        "--update",
        metavar="OLD.xlsx",
        help="Take over what people changed and wrote in this plan workbook. Without -o the new "
        "plan takes its place, and the old one is kept beside it.",
        readable=False,
    ),
]
TemplateOption = Annotated[
    Path | None,
    typer.Option(
        "--template",
        metavar="T.xlsx",
        help="Your own workbook: its cover and logo come first, its font is on every sheet.",
        readable=False,
    ),
]
ReplaceOption = Annotated[
    bool,
    typer.Option("--replace", help="The target may exist; the old one is kept beside as .old."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")]
