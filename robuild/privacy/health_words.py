"""Words for health, substance use and behaviour, and where the same words tell of things."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from robuild.privacy.kinds import PersonalKind, Span
from robuild.privacy.word_sets import word_set

_BY_LANGUAGE: Mapping[str, str] = {
    "nb": (
        "rus rusen rusa ruset rusede ruser rusmiddel rusmidler rusmiddelet rusmisbruk rusmisbruker"
        " rusmisbrukere rusproblem rusproblemer rusproblematikk ruspåvirket rusavhengig"
        " rusavhengige rusavhengighet rusbehandling rusrelatert russykdom ruslidelse ruslidelser"
        " beruset berusede alkoholiker alkoholikere alkoholisert alkoholisme alkoholmisbruk"
        " alkoholpåvirket fyllik narkotika narkoman narkomane heroin kokain amfetamin metadon"
        " subutex overdose overdoser avrusning avrusing abstinens abstinenser tilbakefall"
        " psykose psykoser psykosen psykotisk psykotiske psykisk psykiske psykiatri psykiatrien"
        " psykiatrisk psykiater psykolog schizofreni schizofren bipolar depresjon depresjoner"
        " deprimert angst angsten angstanfall panikkanfall paranoid paranoia vrangforestilling"
        " vrangforestillinger hallusinasjon hallusinasjoner hallusinerer selvmord selvmordsforsøk"
        " suicidal selvskading selvskader demens dement adhd autisme autist autistisk epilepsi"
        " diabetes hepatitt hiv astma allergi allergisk diagnose diagnosen diagnoser diagnosene"
        " diagnostisert medisin medisinen medisiner medisinene medisinering medisinert medikament"
        " medikamenter sykdom sykdommen sykdommer syk sykemeldt sykmeldt lidelse lidelser"
        " tvangsinnlagt tvangsinnleggelse tvangsinnlegges atferd adferd atferdsproblem"
        " atferdsproblemer adferdsproblemer utagerer utagerte utagerende utagering aggressiv"
        " aggressivt aggressive aggresjon voldelig voldelige vold truende trusler trussel kriminell"
        " kriminelle funksjonshemmet funksjonshemmede utviklingshemmet utviklingshemmede"
        " gravid gravide"
    ),
    "nn": (
        "rusmidlar rusmiddelet rusproblema ruspåverka rusavhengigheit rusmisbrukar rusmisbrukarar"
        " rusliding ruslidingar rusa rusar alkoholikar alkoholikarar avrusing psykosar"
        " sjølvmord sjølvskading vrangførestilling vrangførestillingar hallusinasjonar"
        " diagnosar diagnosane medisinar medisinane medikamenta sjukdom sjukdommen sjukdommar sjuk"
        " sjukmeld sjukmeldt liding lidingar tvangsinnlagd åtferd åtferda åtferdsproblem"
        " utagerande utagerar aggressivitet valdeleg valdelege trugande trugsmål funksjonshemma"
        " utviklingshemma"
    ),
    "en": (
        "drunk drunken intoxicated intoxication drugs drug addict addicts addicted addiction"
        " alcoholic alcoholism heroin cocaine amphetamine methadone overdosed relapse withdrawal"
        " psychosis psychotic psychiatric psychiatrist psychologist schizophrenia schizophrenic"
        " depressed anxiety suicide suicidal dementia autism autistic epilepsy hepatitis asthma"
        " allergy allergic diagnosis diagnoses diagnosed medication medications medicine medicines"
        " illness illnesses sickness disease diseases behaviour behavior aggressively aggression"
        " violent violence threatening criminal disabled disability hallucinating hallucinations"
        " delusions delusional pregnant"
    ),
}

HEALTH_WORDS = word_set(*_BY_LANGUAGE.values())

_ABOUT_THINGS = re.compile(
    # faults of a plant are diagnosed; the levels of criterion C8 call it so
    r"\b(?:feil|fukt|skade|bygnings?|teknisk|automatisk|remote|fault|technical|damp|system|self)"
    r"[ -]?diagnos\w+"
    r"|\bdiagnos\w+ (?:av|på|for|of) (?:feil|skad|anlegg|heis|pump|ventil|lekkasj|fukt|årsak"
    r"|the fault"
    r"|fault|damage|leak|the leak|lift|equipment|system|the system)\w*"
    r"|\bdiagnos\w+ \(?(?:time|hours|tid|timar|timer|verktøy|code|tool|kode)\b"
    r"|\b(?:drug|rus)[- ]fr(?:ee|i)\w*"
    # furniture and rooms
    r"|\b(?:medisin|medicine|medication|drug|medikament)s?[ -](?:skap|rom|kjøleskap|cabinet"
    r"|cupboard|room|fridge|refrigerator|store|storage)\w*"
    # what eats metal, what a material does under load, what ground sinks into
    r"|\baggressi\w+ (?:miljø|vann|vatn|grunn|jord|kjemikali|stoff|reingjer|rengjør|klima|atmosfære"
    r"|environment|water|soil|chemical|clean|detergent|agent|climate|atmosphere|medi|substance|fluid|midl"
    r"|liquid|condition)\w*"
    r"|\b(?:kjemisk|chemically) aggressi\w+"
    r"|\bdepre\w+ (?:i|in|of) (?:the )?(?:golv|gulv|terreng|floor|ground|slab|screed)\w*"
    r"|\bdepressed (?:slab|floor|ceiling|button|area)\w*"
    r"|\bbipolar\w* (?:transistor|stepper|plug|kontakt|bryter|motor)\w*"
    # labels of low-emission paint, access for wheelchairs, how structures and controls behave
    r"|\b(?:astma|asthma|allergi|allergy|allergic)\w*[- /]*(?:(?:og|and) )?(?:[\w]+[- ])?"
    r"\w*?(?:forbund|merk|vennlig|venleg|label|approved|friendly|certified|association)\w*"
    r"|\b(?:disabled|disability) (?:access|toilet|wc|bath|parking|ramp|refuge)\w*"
    r"|\b(?:brann|bruks|konstruksjons|fire|structural|thermal|seismic|time|system|default|switching"
    r"|material|hydraulic) ?(?:behaviou?r|atferd|åtferd)\b"
    r"|\bbehaviou?r of (?:the )?(?:valve|pump|door|lock|system|alarm|fan|heat|wall|material"
    r"|concrete"
    r"|timber|steel|paint)\w*"
    r"|\b(?:alarm|sensor|function|button|input|output|circuit|zone|relay)s?"
    r" (?:is |was |are )?disabled"
    r"|\bdisabled (?:alarm|sensor|function|button|input|output|circuit|zone|relay)s?"
    r"|\bwithdrawal (?:of|from|spring|strength|force|handle)\b"
    r"|\btilbakefall(?:s)?(?:ventil|sikring)\w*"
    r"|\btrus(?:sel|ler) mot (?:bygning|konstruksjon|drift)\w*"
    r"|\b(?:råte|sopp|plante|tre|legionella)[ -]?sykdom\w*|\blegion\w+ disease|\bsyke? bygg\w*",
    re.IGNORECASE,
)
_PHRASES = re.compile(
    r"\b(?:mental (?:health|illness|disorder|state)|mentally ill|substance (?:use|abuse)"
    r"|(?:inn?lagt|innlagd|lagt inn) på (?:sykehus|sjukehus|avdeling|psykiatrisk|dps)\w*"
    r"|admitted to hospital|in hospital)\b",
    re.IGNORECASE,
)
PHRASE_WORDS = word_set("mental mentally substance innlagt innlagd lagt hospital")
"""Words of the phrases, without which none is looked for."""
WHOLE_WORD = re.compile(r"(?<![\w$])[^\W\d_]+(?![\w$])")
"""Not within a GlobalId or a code."""


def health(text: str) -> Iterator[Span]:
    """Whole words of health and behaviour, unless the words around them tell of a thing."""
    things = [found.span() for found in _ABOUT_THINGS.finditer(text)]
    for found in _PHRASES.finditer(text):
        yield Span(PersonalKind.HEALTH, *found.span(), found.group())
    for found in WHOLE_WORD.finditer(text):
        if found.group().casefold() not in HEALTH_WORDS:
            continue
        if any(start <= found.start() and found.end() <= end for start, end in things):
            continue
        yield Span(PersonalKind.HEALTH, found.start(), found.end(), found.group())
