"""Texts by identifier, with a chain of languages to fall back on."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from robuild.terms.vocabulary import Language

_CHAIN = {
    Language.NB: (Language.NB, Language.EN),
    Language.NN: (Language.NN, Language.NB, Language.EN),
    Language.EN: (Language.EN,),
}


class Texts:
    """The texts of one language and of those it falls back on."""

    def __init__(self, language: Language, chain: tuple[Mapping[str, str], ...]) -> None:
        self.language = language
        self._chain = chain

    def get(self, key: str, **values: object) -> str:
        """The text of a key with `{name}` filled in.

        Raises:
            KeyError: no language of the chain has the key, or a value of the text is not given.
        """
        for known in self._chain:
            if key in known:
                return known[key].format(**values)
        raise KeyError(f"no text {key!r} in {self.language} or the languages it falls back on")

    def has(self, key: str) -> bool:
        """Whether any language of the chain has the key."""
        return any(key in known for known in self._chain)

    def word(self, group: str, value: object) -> str:
        """The shown word of a closed value, `group.value`; the value itself when nobody named it.

        Words made by other rooms (reasons, codes) may be newer than the language files: a reader
        is better served by the key than by a stop.
        """
        key = f"{group}.{value}"
        return self.get(key) if self.has(key) else str(value).replace("_", " ")


@cache
def texts(language: Language) -> Texts:
    """The texts of a language, falling back nn to nb to en."""
    return Texts(language, tuple(texts_in(each) for each in _CHAIN[Language(language)]))


@cache
def texts_in(language: Language) -> Mapping[str, str]:
    """All texts written in exactly this language, keyed by dotted identifier.

    Raises:
        ValueError: two files give the same key.
        TypeError: a value is not text.
    """
    found: dict[str, str] = {}
    folder = resources.files("robuild.language")
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if file.name != f"{language}.toml" and not file.name.endswith(f".{language}.toml"):
            continue
        for key, text in _flat(tomllib.loads(file.read_text(encoding="utf-8"))):
            if key in found:
                raise ValueError(f"{file.name}: text {key!r} is given twice")
            found[key] = text
    return found


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        elif isinstance(value, str):
            yield f"{prefix}{key}", value
        else:
            raise TypeError(f"text {prefix}{key} is {value!r}; write it as text")
