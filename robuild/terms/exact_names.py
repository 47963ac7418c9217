"""Names to be taken letter by letter: how they are written in a cell and read back.

A pattern in quotation marks means exactly this name. Inside stand the escapes of JSON, so that a
name with `*`, line breaks, quotation marks, hidden characters or spaces at its ends comes back as
it is, and never begins a cell with what a spreadsheet would calculate.
"""

from __future__ import annotations

import json
import unicodedata


def exactly(name: str) -> str:
    r"""The pattern that means this name and no other.

    >>> print(exactly('Dør 9"*'), exactly(" =1+1\n"))
    "Dør 9\"*" " =1+1\n"
    """
    return '"' + "".join(_escaped(letter) for letter in name) + '"'


def exact_name(pattern: str) -> str | None:
    r"""The name that a pattern in quotation marks means; `None` for other patterns.

    >>> exact_name(r'"Dør \u002a"'), exact_name("Dør *"), exact_name('"')
    ('Dør *', None, None)

    Raises:
        ValueError: it stands in quotation marks, but what is between them cannot be read.
    """
    text = pattern.strip()
    if len(text) < 2 or text[0] != '"' or text[-1] != '"':
        return None
    try:
        name = json.loads(text, strict=False)
    except ValueError:
        raise ValueError(
            'what stands between the outer quotation marks must be written with \\" for " and '
            "\\\\ for \\"
        ) from None
    return str(name)


def _escaped(letter: str) -> str:
    # everything that is neither letter, mark, digit, sign nor space: controls, hidden, surrogates
    hidden = unicodedata.category(letter)[0] == "C" or unicodedata.category(letter) in ("Zl", "Zp")
    return json.dumps(letter, ensure_ascii=hidden)[1:-1]
