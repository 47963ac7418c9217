"""Text of strangers on its way to a terminal: letters that would act there are spelled out."""

from __future__ import annotations

import json
import re

_ACTS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def one_line(text: object) -> str:
    r"""One line that a terminal shows and never obeys: no escapes, line breaks or new direction.

    >>> one_line("door\x1b[2J")
    'door\\x1b[2J'
    """
    return _ACTS.sub(lambda found: ascii(found.group())[1:-1], str(text))


def json_text(data: object, *, indent: int | None = None) -> str:
    r"""JSON as people read it; letters that would act on a terminal stand as `\u` escapes.

    >>> json_text({"name": "dør\x9b1m"})
    '{"name": "dør\\u009b1m"}'
    """
    text = json.dumps(data, ensure_ascii=False, indent=indent, allow_nan=False)
    return _ACTS.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    # line feeds between the parts of the object are its own
    return found.group() if found.group() == "\n" else f"\\u{ord(found.group()):04x}"
