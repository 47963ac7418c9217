"""Read price requests and price offers in NS 3459 XML, without trusting them.

Names of elements are matched whatever the namespace of the edition (2012, 2023); entities, document
types and outside references are refused. Posts are known by `Post/ID`, never by their number. The
standard itself is not part of this project; the reader follows published descriptions of the format
and skips what it does not know.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from robuild.terms.bids import BidFinding
from robuild.terms.issues import Origin, Severity, input_error
from robuild.terms.price_lists import Post, PriceList, PriceListKind

MOST_BYTES = 100_000_000
MOST_POSTS = 200_000
_MOST_DEPTH = 200
_KINDS = {
    "prisforesporsel": PriceListKind.REQUEST, "prisforespørsel": PriceListKind.REQUEST,
    "pristilbud": PriceListKind.OFFER,
}  # fmt: skip
_NO = frozenset({"", "0", "false", "nei", "no", "nei-opsjon"})
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?")
_LUMP = frozenset({"rs", "rund sum", "rundsum"})


def read_ns3459(path: Path) -> PriceList:
    """Read one file.

    Raises:
        InputError: not there, too large, not XML, with entities, not NS 3459, or the same post
            twice.
    """
    origin = Origin(str(path))
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MOST_BYTES else b""
    except FileNotFoundError:
        raise input_error(
            "file_missing", "there is no such file.", origin, "Check the name and the folder."
        ) from None
    except OSError as error:
        raise input_error(
            "file_unreadable", f"the file cannot be opened: {error.strerror}.", origin
        ) from None
    if size > MOST_BYTES:
        raise input_error(
            "too_large", f"the file has {size // 1_000_000} MB; at most "
            f"{MOST_BYTES // 1_000_000} are read.", origin,
        )  # fmt: skip
    root = _parsed(data, origin)
    return _price_list(root, path, hashlib.sha256(data).hexdigest(), origin)


def _parsed(data: bytes, origin: Origin) -> Any:
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        return fromstring(data, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except DefusedXmlException:
        raise input_error(
            "xml_entities",
            "the file declares a document type or entities; no price file does.",
            origin,
            "Ask for a file written by the program that calculates the price.",
        ) from None
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        told = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
        raise input_error(
            "not_xml", f"the file is not whole XML ({told}).", origin, "Export it again."
        ) from None


def _price_list(root: Any, path: Path, digest: str, origin: Origin) -> PriceList:
    if _name(root) != "ns3459":
        raise input_error(
            "not_ns3459", f"the file begins with <{_name(root)[:40]}>, not with <NS3459>.", origin,
            "Export the price list as NS 3459 XML.",
        )  # fmt: skip
    nodes = list(_walk(root, origin))
    kind = next((k for node in nodes if (k := _KINDS.get(_name(node)))), None)
    if kind is None:
        raise input_error(
            "not_a_price_list", "the file holds neither Prisforespørsel nor Pristilbud.", origin,
            "Other documents of NS 3459, such as settlements, are not compared.",
        )  # fmt: skip
    project = next((node for node in nodes if _name(node) == "prosjektns"), root)
    firm = _firm(nodes) or path.stem
    found: list[BidFinding] = []
    posts = tuple(_posts(nodes, path, firm, found))
    if len(posts) > MOST_POSTS:
        raise input_error("too_many_posts", f"there are {len(posts)} posts.", origin)
    seen: set[tuple[str, bool]] = set()
    for post in posts:
        if post.post_id and (post.post_id, post.option) in seen:
            raise input_error(
                "post_twice", f"the post {post.number} ({post.post_id}) is there twice.", origin,
                "Ask for a file with every post once.",
            )  # fmt: skip
        seen.add((post.post_id, post.option))
    return PriceList(
        path.name, kind, str(root.get("Versjon") or root.get("versjon") or "")[:20],
        _text(project, "id"), _text(project, "navn"), _text(project, "valuta").upper() or "NOK",
        firm, posts, tuple(found), digest,
    )  # fmt: skip


def _walk(root: Any, origin: Origin) -> Iterator[Any]:
    """All elements in order, without recursion."""
    stack = [(root, 0)]
    while stack:
        node, depth = stack.pop()
        if depth > _MOST_DEPTH:
            raise input_error("not_ns3459", "elements stand inside each other too deeply.", origin)
        yield node
        stack.extend((child, depth + 1) for child in reversed(node))


def _posts(nodes: list[Any], path: Path, firm: str, found: list[BidFinding]) -> Iterator[Post]:
    for node in nodes:
        if _name(node) != "post":
            continue
        number, post_id = _text(node, "postnr") or "?", _text(node, "id")
        prices = [child for child in node if _name(child) == "prisinfo"]
        for price in prices:
            if not any(_text(price, key) for key in ("enhet", "mengde", "enhetspris", "sum")):
                continue  # a heading
            if not post_id:
                found.append(_finding("post_without_id", Severity.ERROR, path, firm, number))
            values: dict[str, float | None] = {}
            for key in ("mengde", "enhetspris", "sum"):
                shown = _text(price, key)
                values[key] = _number(shown)
                if shown and values[key] is None:
                    found.append(
                        _finding("post_not_a_number", Severity.ERROR, path, firm, number, key,
                                 shown)
                    )  # fmt: skip
            unit = _text(price, "enhet")
            quantity, each, total = values["mengde"], values["enhetspris"], values["sum"]
            if unit.casefold() in _LUMP and each is None and total is not None:
                quantity, each = 1.0, total
            yield Post(
                post_id, number, _post_text(node), _text(_child(node, "kode"), "id"), unit,
                quantity, each, total, _is_option(price, node),
            )  # fmt: skip


def _finding(
    code: str, severity: Severity, path: Path, firm: str, number: str, field: str = "",
    value: str = "",
) -> BidFinding:  # fmt: skip
    return BidFinding(
        code, severity, firm, path.name, "", "", number, field, value[:80], reservation=True
    )


def _is_option(*nodes: Any) -> bool:
    for node in nodes:
        for key, value in node.attrib.items():
            if key.rpartition("}")[2].casefold() == "opsjon":
                return str(value).strip().casefold() not in _NO
    return False


def _post_text(node: Any) -> str:
    """Heading of the code or the first line of the free text."""
    code = _child(_child(node, "kode"), "kodetekst")
    shown = _text(code, "overskrift") or _text(_child(node, "tekst"), "uformatert")
    return " ".join(shown.split())[:200]


def _firm(nodes: list[Any]) -> str:
    sender = next((node for node in nodes if _name(node) == "avsender"), None)
    return " ".join(_text(_child(sender, "firma"), "navn").split())[:120]


def _number(text: str) -> float | None:
    plain = "".join(text.split())
    if not _NUMBER.fullmatch(plain):
        return None
    value = float(plain.replace(",", "."))
    return value if math.isfinite(value) and abs(value) < 1e13 else None


def _name(node: Any) -> str:
    """Name of an element without its namespace, in small letters."""
    return str(node.tag).rpartition("}")[2].casefold() if isinstance(node.tag, str) else ""


def _child(node: Any, name: str) -> Any:
    if node is None:
        return None
    return next((child for child in node if _name(child) == name), None)


def _text(node: Any, name: str) -> str:
    child = _child(node, name)
    return "" if child is None else "".join(child.itertext()).strip()
