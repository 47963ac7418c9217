"""`robuild bids`: returned bids on life-cycle cost, evaluated and ranked."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from robuild.cli.options import JsonOption, LanguageOption, QuietOption
from robuild.terms.vocabulary import Language

if TYPE_CHECKING:
    from robuild.procurement.bids import Award, BidResult

_NAME, _AMOUNT, _SHORT = 32, 18, 11


def bids_command(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="FOLDER | XML…", show_default=False,
            help="Folder with tender.json and the returned workbooks; with --ns3459 XML files.",
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", readable=False,
                     help="Workbook. Without it, exports/<folder>-award.xlsx."),
    ] = None,
    ns3459: Annotated[
        bool,
        typer.Option("--ns3459", help="Compare prices in NS 3459 files instead."),
    ] = False,
    draws: Annotated[
        int, typer.Option(min=0, max=65536, help="Draws for the robustness; 0 for none."),
    ] = 2048,
    seed: Annotated[int, typer.Option(min=0, max=2**31, help="Seed of the draws.")] = 1,
    lang: LanguageOption = Language.NB,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:  # fmt: skip
    """Evaluate returned bids on life-cycle cost: ranking, findings by cell, robustness."""
    from robuild import pipeline
    from robuild.cli import reporting
    from robuild.cli.targets import refuse_bad_targets, workbook_path
    from robuild.terms.issues import Origin, input_error
    from robuild.terms.settings import Settings

    if ns3459:
        from robuild.cli.price_lists import compare_price_lists

        compare_price_lists(paths, output, lang, as_json=as_json, quiet=quiet)
        return
    if len(paths) != 1:
        raise input_error(
            "one_folder", f"{len(paths)} folders are given; bids are evaluated for one.",
            Origin(""), "Give the folder with tender.json, or --ns3459 before XML files.",
        )  # fmt: skip
    folder = paths[0].parent if paths[0].name == "tender.json" else paths[0]
    if folder.is_file():
        raise input_error(
            "folder_missing", "this is a file; bids are evaluated for a folder.",
            Origin(str(folder)), "Give the folder with tender.json and the returned workbooks.",
        )  # fmt: skip
    target = workbook_path(output, f"{folder.resolve().name}-award.xlsx")
    inputs = [*folder.glob("*.json"), *folder.glob("bids/*.xlsx")] if folder.is_dir() else []
    refuse_bad_targets(inputs, workbook=target)
    settings = Settings(uncertainty_draws=draws, seed=seed)
    with reporting.progress(lang, hidden=quiet or as_json) as progress:
        found = pipeline.award_bids(folder, settings, [target], progress)
        pipeline.write_award_workbook(found, target, lang, progress)
    if as_json:
        reporting.print_json(as_data(found, target))
    elif not quiet:
        reporting.say(_told(found, target, lang))


def _told(found: Award, target: Path, lang: Language) -> list[str]:
    from robuild.language import figure, kr, texts
    from robuild.workbook.award import sentence

    words, terms = texts(lang), found.tender.terms
    rate = f"{figure(100 * terms.real_rates[0], lang, 1)} %"
    lines = [
        words.get(
            "cli.bids.title", project=found.tender.project,
            count=len(found.results) + len(found.faulty), ranked=len(found.figures.ranked),
            period=terms.period_years, rate=rate,
        ),
        _row([words.get(f"cli.bids.{key}") for key in
              ("rank", "bidder", "price", "operation", "evaluated", "wins", "rei")]),
    ]  # fmt: skip
    wins = {s.bid: s.win_share for s in found.robustness.spreads} if found.robustness else {}
    nothing = words.get("word.nothing")
    for bid, each in enumerate(found.results):
        whole = not math.isnan(each.rank)
        operation = each.corrective_nok + each.planned_nok + each.preference_nok
        lines.append(
            _row(
                [
                    f"{each.rank:.0f}" if whole else nothing, each.bidder,
                    nothing if math.isnan(each.price_nok) else kr(each.price_nok),
                    kr(operation) if whole else nothing,
                    kr(each.evaluated_nok) if whole else words.get("cli.bids.incomplete"),
                    f"{100 * wins[bid]:.0f} %" if bid in wins else nothing,
                    figure(each.rei_by_value, lang, 2),
                ]
            )
        )  # fmt: skip
    for faulty in found.faulty:
        reason = "; ".join(sentence(words, each) for each in faulty.findings)
        lines.append(words.get("cli.bids.faulty", bidder=faulty.bidder, reason=reason))
    settle = sum(1 for each in found.findings if each.reservation)
    lines.append(words.get("cli.bids.findings", count=len(found.findings), reservations=settle))
    return [*lines, words.get("cli.written", path=str(target))]


def _row(cells: list[str]) -> str:
    rank, name, *amounts, wins, rei = cells
    shown = "".join(cell.rjust(_AMOUNT) for cell in amounts)
    return f"{rank:>5}  {name[:_NAME]:<{_NAME}}{shown}{wins:>{_SHORT}}{rei:>{_SHORT}}"


def as_data(found: Award, target: Path) -> dict[str, object]:
    """The same for machines; what is missing is null."""
    wins = {s.bid: s for s in found.robustness.spreads} if found.robustness else {}
    return {
        "tender_id": found.tender.tender_id,
        "tender_hash": found.tender.hash,
        "method_hash": found.method_hash,
        "bids": [
            _bid(each) | {
                "win_share": wins[bid].win_share if bid in wins else None,
                "mean_nok": wins[bid].total.mean_nok if bid in wins else None,
            }
            for bid, each in enumerate(found.results)
        ],
        "faulty": [
            {"bidder": bid.bidder, "file": bid.file, "code": bid.findings[0].code}
            for bid in found.faulty
        ],
        "findings": [
            {
                name: (str(value) if name == "severity" else value)
                for name in each.__dataclass_fields__
                for value in (getattr(each, name),)
            }
            for each in found.findings
        ],
        "break_evens": [
            {"parameter": str(each.tried), "bidder": found.results[each.bid].bidder,
             "value": each.value}
            for each in found.break_evens
        ],
        "ranks": [
            {"parameter": str(each.tried), "value": each.value,
             "ranks": {found.results[bid].bidder: int(rank)
                       for bid, rank in enumerate(each.ranks) if not math.isnan(rank)}}
            for each in found.tried
        ],
        "draws": found.robustness.draws if found.robustness else 0,
        "seed": found.robustness.seed if found.robustness else None,
        "outputs": [str(target)],
    }  # fmt: skip


def _bid(result: BidResult) -> dict[str, object]:
    found: dict[str, object] = {}
    for name in result.__dataclass_fields__:
        value = getattr(result, name)
        found[name] = None if isinstance(value, float) and math.isnan(value) else value
    found["status"] = str(result.status)
    found["rank"] = None if math.isnan(result.rank) else int(result.rank)
    if found["rank"] is None:
        found["evaluated_nok"] = None
    return found
