"""The setting `room_templates`: which disciplines templates may add, in all models or in one.

`all`, `none`, or disciplines joined by commas; parts for single models follow after `;`, as in
`finishes,electrics; el.ifc=none`. Models that are not named take the part without a name, and
`all` when there is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from robuild.terms.vocabulary import Discipline

ALL, NONE = "all", "none"
_EVERY = frozenset(Discipline)


@dataclass(frozen=True, slots=True)
class TemplateSwitch:
    """The setting, read."""

    others: frozenset[Discipline]
    """For models that are not named."""
    by_model: dict[str, frozenset[Discipline]]
    """Model file name, small letters -> disciplines."""

    def of(self, model_id: str) -> frozenset[Discipline]:
        """Disciplines that templates may add to rooms of this model."""
        return self.by_model.get(model_id.casefold(), self.others)


@lru_cache(maxsize=64)
def parse_switch(text: str) -> TemplateSwitch:
    """Read the setting.

    Raises:
        ValueError: a word is no discipline, or a model or the rest is named twice.

    >>> sorted(parse_switch("finishes; el.ifc=none").of("arch.ifc"))
    [<Discipline.FINISHES: 'finishes'>]
    """
    others: frozenset[Discipline] | None = None
    by_model: dict[str, frozenset[Discipline]] = {}
    for part in (each.strip() for each in text.split(";")):
        model, equals, words = (each.strip() for each in part.rpartition("="))
        if not part:
            continue
        if equals and not model:
            raise ValueError(f"{part!r} names no model before the =")
        if equals and model.casefold() in by_model:
            raise ValueError(f"the model {model!r} is named twice")
        if not equals and others is not None:
            raise ValueError(f"{part!r} is a second part that names no model")
        if equals:
            by_model[model.casefold()] = _disciplines(words)
        else:
            others = _disciplines(words)
    if others is None and not by_model:
        raise ValueError(f"the text is empty; {_allowed()}")
    return TemplateSwitch(_EVERY if others is None else others, by_model)


def _disciplines(text: str) -> frozenset[Discipline]:
    words = [word.strip().casefold() for word in text.split(",")]
    if words == [ALL]:
        return _EVERY
    if words == [NONE]:
        return frozenset()
    known = [str(each) for each in Discipline]
    for word in words:
        if word in (ALL, NONE):
            raise ValueError(f"{word!r} stands alone, not beside other words: {text!r}")
        if word not in known:
            near = get_close_matches(word, [*known, ALL, NONE], n=1, cutoff=0.6)
            meant = f"; did you mean {near[0]!r}" if near else ""
            raise ValueError(f"{word!r} is no discipline: {_allowed()}{meant}")
    return frozenset(Discipline(word) for word in words)


def _allowed() -> str:
    known = ", ".join(Discipline)
    return f"write all, none or some of {known} with commas between, or MODEL=these after a ;"
