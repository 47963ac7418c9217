"""`robuild bids --ns3459`: price offers in NS 3459 side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from robuild.terms.vocabulary import Language

_NAME, _AMOUNT = 40, 18


def compare_price_lists(
    paths: Sequence[Path], output: Path | None, lang: Language, *, as_json: bool, quiet: bool
) -> None:
    """Read a request and its offers, write the list, and say the sums.

    Raises:
        InputError: a file cannot be read, or nothing can be compared.
        OutputError: the workbook could not be written.
    """
    from robuild import pipeline
    from robuild.cli import reporting
    from robuild.cli.targets import refuse_bad_targets, workbook_path
    from robuild.language import decimal, texts

    target = workbook_path(output, f"{paths[0].stem}-prices.xlsx")
    refuse_bad_targets(paths, workbook=target)
    found = pipeline.compare_ns3459(paths)
    pipeline.write_price_list_workbook(found, target, lang)
    words = texts(lang)
    if as_json:
        reporting.print_json(
            {
                "project": found.project, "currency": found.currency, "request": found.request,
                "posts": len(found.posts),
                "offers": [
                    {"firm": each.firm, "file": each.file, "total": each.total,
                     "known": each.known, "options": each.options, "missing": each.missing}
                    for each in found.offers
                ],
                "findings": [
                    {"code": each.code, "firm": each.bidder, "file": each.file,
                     "post": each.position_id, "value": each.value, "allowed": each.allowed}
                    for each in found.findings
                ],
                "outputs": [str(target)],
            }
        )  # fmt: skip
        return
    if quiet:
        return
    lines = [words.get("cli.prices.title", project=found.project, posts=len(found.posts))]
    for each in found.offers:
        total = (
            words.get("price_list.incomplete")
            if each.total is None
            else f"{decimal(each.total, 2)} {found.currency}"
        )
        if each.missing:
            total = words.get(
                "cli.prices.lacks",
                count=each.missing,
                known=f"{decimal(each.known, 2)} {found.currency}",
            )
        lines.append(f"{each.firm[:_NAME]:<{_NAME}}{total:>{_AMOUNT}}")
    lines += [
        words.get("cli.bids.faulty", bidder=each.bidder, reason=words.get(
            f"bids.finding.{each.code}", value=each.value, allowed=each.allowed, counted=""))
        for each in found.faulty
    ]  # fmt: skip
    lines.append(words.get("cli.prices.findings", count=len(found.findings)))
    reporting.say([*lines, words.get("cli.written", path=str(target))])
