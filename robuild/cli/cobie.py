"""`robuild export cobie`: what is told of the hand-over workbook."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from robuild.exchange import Cobie
    from robuild.terms.vocabulary import Language

_ADDRESS = re.compile(r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+")
_LONGEST = 254

ContactOption = Annotated[
    str | None,
    typer.Option(
        "--contact",
        metavar="EMAIL",
        help="Of cobie: address of the role that answers for the file, such as drift@kommune.no; "
        "never a person's.",
    ),
]


def contact_of(said: str | None) -> str:
    """The address, or a placeholder that cannot be anybody's."""
    from robuild.exchange import PLACEHOLDER

    if said is None:
        return PLACEHOLDER
    if len(said) > _LONGEST or not _ADDRESS.fullmatch(said):
        raise typer.BadParameter(
            f"{said[:80]!r} is no e-mail address; give a role's, such as drift@kommune.no",
            param_hint="--contact",
        )
    _refuse_person(said)
    return said


def _refuse_person(said: str) -> None:
    """Stop where the address is that of a person: the file goes far, and stays long."""
    from robuild.privacy import PersonalKind, find_personal_data

    words = re.split(r"[^A-Za-z]+", said.split("@")[0])
    found = find_personal_data([" ".join(words).title()], column="contact")
    if any(each.kind is PersonalKind.NAME for each in found):
        raise typer.BadParameter(
            f"{said!r} looks like a person's address; give a role's, such as drift@kommune.no",
            param_hint="--contact",
        )


def as_data(made: Cobie) -> dict[str, object]:
    """For machines."""
    return {
        "sheets": made.counts,
        "elements_read": made.elements_read,
        "components": made.components,
        "left_out": made.left_out,
        "not_known": made.not_known,
        "renamed_rooms": made.renamed_rooms,
        "rooms_made_up": made.rooms_made_up,
        "shortened_texts": made.shortened,
        "contact": made.contact,
        "created_on": made.created_on,
    }


def told(made: Cobie, lang: Language) -> list[str]:
    """For people: rows of each sheet, the balance, what nobody knows."""
    from robuild.exchange import IN_BALANCE, PLACEHOLDER
    from robuild.language import texts

    words = texts(lang)
    left = {why: words.get(f"cobie.why.{why}") for why in made.left_out}
    inside = [f"{made.left_out[why]} {left[why]}" for why in left if why in IN_BALANCE]
    filled = ", ".join(f"{sheet} {count}" for sheet, count in made.counts.items() if count)
    empty = ", ".join(sheet for sheet, count in made.counts.items() if not count)
    lines = [
        words.get("cli.cobie.sheets", sheets=filled),
        words.get(
            "cli.cobie.balance", elements=made.elements_read, components=made.components,
            left="".join(f" + {each}" for each in inside),
        ),
    ]  # fmt: skip
    for why, said in left.items():
        if why not in IN_BALANCE:
            lines.append(words.get("cli.cobie.also", count=made.left_out[why], why=said))
    if empty:
        lines.append(words.get("cli.cobie.empty", sheets=empty))
    if made.not_known:
        known = ", ".join(f"{column} {count}" for column, count in made.not_known.items())
        lines.append(words.get("cli.cobie.unknown", unknown=known))
    if made.renamed_rooms:
        lines.append(words.get("cli.cobie.renamed", count=made.renamed_rooms))
    lines.append(words.get("cli.cobie.created", stamp=made.created_on))
    if made.contact == PLACEHOLDER:
        lines.append(words.get("cli.cobie.contact", contact=made.contact))
    return lines
