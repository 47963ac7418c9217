"""Personal numbers, dates of birth and telephone numbers in a text.

A building's papers are full of other numbers: amounts, sizes, dates, GlobalIds, NOBB and serial
numbers. A personal number is therefore known by its date and check digits, a telephone number by
how its digits are grouped and by the words before and after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from robuild.privacy.kinds import PersonalKind, Span, masked
from robuild.privacy.name_lists import GIVEN_NAMES, SURNAMES
from robuild.privacy.word_sets import WORD, any_of, word_set

BIRTH_WORDS = word_set("født fødd born birth dob fødselsdato fødseldato fdato dato")
"""Words without which no date is looked at."""
NUMBER_WORDS = word_set(
    "fødselsnummer fødselnummer fødselsnr fødselnr fnr f personnummer personnr nummer social",
    "personal national ssn",
)
"""Words without which no number is taken for what it is called."""
SOME_DIGITS = re.compile(r"\d(?:[ ().-]{0,2}\d){7}")
"""What every text with a number of interest has, unless it says what the number is."""

_FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_FIRST_RESTS = range(4)  # 0 today; 1 to 3 too for numbers given from 2032 on
_DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ELEVEN = re.compile(
    r"(\d(?<![^\W_]\d)(?<!\d[.,]\d)\d[ .]?\d\d[ .]?"
    r"(?:(?:19|20)(?=\d\d[ -]?\d{5}(?!\d)))?\d\d[ -]?\d{3} ?\d\d)"
    r"(?![^\W_]|[.,]\d)"
)
_ELEVEN_DIGITS = re.compile(r"\d(?:[ .-]?\d){10}")
_NAMED = re.compile(
    r"\b(?:fødsels?nummer|fødsels?nr|fnr|f\.nr|personnummer|personnr|d-nummer"
    r"|social security number"
    r"|personal (?:identity )?number|national id(?:entity)?(?: number)?|ssn)\.?\W{0,3}"
    r"(?:er |is )?(\d[\d .-]{3,14}\d)",
    re.IGNORECASE,
)
_BIRTH = re.compile(
    r"\b(?:født|fødd|born|fødsels?dato|f\.? ?dato|date of birth|dob)\b\W{0,3}(?:den |on |er |is )?"
    r"(\d{1,2}[./ -]\d{1,2}[./ -]\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}\.? [a-zå]{3,9} \d{4})",
    re.IGNORECASE,
)

_BEFORE = r"(?<![\w$/+,.-].)(?<!\d .)"  # behind the first digit: a search for digits is quick
_AFTER = (
    r"(?! ?\d|[\w$/-]|[.,]\d)"
    r"(?!\s?(?:kr|nok|eur|,-|stk|st|pcs|mm|cm|m|m2|m3|kg|g|kw|kwh|w|v|l|liter|litre|%|lux|hz"
    r"|timer|timar|hours|år|years)\b)"
)
_WITH_CODE = re.compile(
    r"(?<![\w+])\(?(?:"
    r"(?:\+|00) ?47\)?[ .-]?[2-9](?:[ .-]?\d){7}"
    r"|\+(?:45|46|358|354|298|44|49|48|31|32|33|34|39|351|353|40|370|371|372|380|90|92|93|98|251"
    r"|252|291|963|964)\)?[ .-]?\(?\d(?:[ ().-]{0,2}\d){6,10}"
    rf"){_AFTER}",
    re.IGNORECASE,
)
CALL_WORDS = word_set(
    "tlf telefon telefonen telefonnummer telefonnr tel mob mobil mobilen mobilnummer mobilnr",
    "mobiltelefon kontakt kontakte kontaktes kontaktperson contact ring ringe ringer ringt sms",
    "phone call cell mobile text",
)
"""Words before a telephone number."""
_CALL = any_of(CALL_WORDS)
_LABELLED = re.compile(
    rf"(?<![\w-]){_CALL}\.?(?:\s?(?:nr|nummer|no|number))?\W{{0,3}}(?:på |til |on |er |is )?"
    rf"([2-9](?:[ .]?\d){{7}}){_AFTER}",
    re.IGNORECASE,
)
_GROUPED = re.compile(
    rf"[2-9]{_BEFORE}(?:(?<=[49])\d\d \d\d \d{{3}}|\d \d\d \d\d \d\d){_AFTER}", re.IGNORECASE
)
_BARE = re.compile(rf"[49]{_BEFORE}\d{{7}}{_AFTER}", re.IGNORECASE)
_OF_THINGS = word_set(
    "nobb nrf efo gtin ean sku guid id nr no number nummer art artikkel artikler artiklar el",
    "elnr elnummer gnr bnr kote pos tag lot batch kr nok eur usd sak account rom rommet rommene",
    "romma room rooms case",
)
"""Words right before a number that tell it is none of a telephone."""
_STEMS_OF_THINGS = tuple(
    word_set(
        "artikkel article vare produkt product item part model type serie serial ordre order",
        "faktura invoice saks ref bilag konto org prosjekt project dok doc tegning drawing dør",
        "door leilighet leilegheit bolig bustad unit kurs",
    )
)
_OF_PERSONS = word_set(
    "beboer beboeren bebuar bebuaren leietaker leigetakar tenant resident vaktmester vaktmesteren",
    "vaktmeister vaktmeisteren caretaker hos",
)
_BEFORE_PHONES = GIVEN_NAMES | SURNAMES | _OF_PERSONS
_BETWEEN = " \t.,:;()/\"'-"
_FAR_ENOUGH = 24


def is_personal_number(digits: str) -> bool:
    """Whether eleven digits are a Norwegian personal number.

    Counts: ordinary numbers, D-numbers (day + 40), H-numbers (month + 40), made-up test numbers
    (month + 80), and numbers given from 2032 on, whose first check digit has four right values.

    >>> is_personal_number("02013299997"), is_personal_number("02013299998")
    (True, False)
    """
    if len(digits) != 11 or not digits.isdecimal():
        return False
    values = [int(digit) for digit in digits]
    day, month = int(digits[:2]), int(digits[2:4])
    day -= 40 if day > 40 else 0
    month -= 80 if month > 80 else 40 if month > 40 else 0
    if not 1 <= month <= 12 or not 1 <= day <= _DAYS_IN_MONTH[month - 1]:
        return False
    first = sum(w * value for w, value in zip(_FIRST_WEIGHTS, values, strict=False)) % 11
    second = sum(w * value for w, value in zip(_SECOND_WEIGHTS, values, strict=True)) % 11
    return first in _FIRST_RESTS and second == 0


def personal_numbers(text: str) -> Iterator[Span]:
    """Personal numbers, with or without spaces, and what is called one."""
    ends = [0]
    for found in _ELEVEN.finditer(text) if _ELEVEN_DIGITS.search(text) else ():
        digits = re.sub(r"\D", "", found.group())
        if len(digits) == 13:  # the year was written in full
            digits = digits[:4] + digits[6:]
        if is_personal_number(digits):
            ends.append(found.end())
            yield _span(PersonalKind.PERSONAL_NUMBER, found, 1)
    for found in _NAMED.finditer(text):
        if found.end(1) not in ends:
            yield _span(PersonalKind.PERSONAL_NUMBER, found, 1)


def birth_dates(text: str) -> Iterator[Span]:
    """Dates that are said to be those of a birth."""
    for found in _BIRTH.finditer(text):
        shown = masked(found.group(1), 0)
        yield Span(PersonalKind.BIRTH_DATE, found.start(1), found.end(1), shown)


def phones(text: str, column: str, words: frozenset[str]) -> Iterator[Span]:
    """Telephone numbers; in a column of product numbers only those with a code or a label.

    `words` are the small-lettered words of the text.
    """
    if "+" in text or "00" in text:
        yield from (_span(PersonalKind.PHONE, found) for found in _WITH_CODE.finditer(text))
    if not CALL_WORDS.isdisjoint(words):
        yield from (_span(PersonalKind.PHONE, found, 1) for found in _LABELLED.finditer(text))
    if any(map(_is_of_things, WORD.findall(column.casefold()))):
        return
    for found in (*_GROUPED.finditer(text), *_BARE.finditer(text)):
        before = _word_before(text, found.start())
        if _is_of_things(before) or text[: found.start()].rstrip().endswith("#"):
            continue
        if not _may_be_a_product(found.group(), text, before, words):
            yield _span(PersonalKind.PHONE, found)


def _word_before(text: str, start: int) -> str:
    """The word right before a place, in small letters; empty when there is none."""
    before = text[max(0, start - _FAR_ENOUGH) : start].casefold().rstrip(_BETWEEN)
    words = WORD.findall(before)
    return words[-1] if words and before.endswith(words[-1]) else ""


def _is_of_things(word: str) -> bool:
    return word in _OF_THINGS or word.startswith(_STEMS_OF_THINGS)


def _may_be_a_product(number: str, text: str, before: str, words: frozenset[str]) -> bool:
    """Eight digits in one go that begin with 4 are as often an article number in a trade's list."""
    if not number.isdecimal() or number[0] == "9" or number == text.strip():
        return False
    return CALL_WORDS.isdisjoint(words) and before not in _BEFORE_PHONES


def _span(kind: PersonalKind, found: re.Match[str], group: int = 0) -> Span:
    return Span(kind, found.start(group), found.end(group), masked(found.group(group)))
