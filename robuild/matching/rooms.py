"""Kinds of rooms and of places, from what rooms are called.

Words in Norwegian (both), Swedish, Danish, English, German, Dutch and French, a few Italian and
Russian. The first kind that holds wins: `kitchen corridor` is a corridor, `bad/wc` a bathroom.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from robuild.matching.words import compiled, spellings
from robuild.terms.vocabulary import LocationClass


@dataclass(frozen=True, slots=True)
class RoomKind:
    """One kind of room, what it is called, and where it is when nothing else is known."""

    room_type: str
    location: LocationClass
    """What the word alone says; rooms of a home that also exist elsewhere say `unknown`."""
    words: str


_D, _C, _S, _E, _U = (
    LocationClass.DWELLING,
    LocationClass.COMMON,
    LocationClass.STAFF,
    LocationClass.EXTERIOR,
    LocationClass.UNKNOWN,
)

ROOM_KINDS = (
    RoomKind(
        "outdoors",
        _E,
        "balkong*|balkon*|balcon*|altan*|terrass*|terrasse*|terrace|veranda|loggia|uteplass*|"
        "uterom|utebod|uteareal*|hage|garden|garten|tuin|jardin|gård|gårdsplass|gårdsrom|patio|"
        "hof|deck|outdoor*|outside|exterior|roof|dach|tak|takterrass*|carport|utvendig*|buiten*|"
        "porch|svalgang*|laubengang|галерея|балкон|терраса|крыльцо",
    ),
    RoomKind(
        "staff",
        _S,
        "personal*|ansatte*|ansattrom|staff*|vaktrom*|vakt|miljøpersonal*|nattevakt*|kontor*|"
        "office*|büro*|buero*|kantoor*|bureau|arbetsrum*|møterom*|møte|mødelokale|meeting*|"
        "conference*|besprechung*|vergader*|samtalerom*|medisinrom*|medisin|vaktmester*|"
        "caretaker|hausmeister*|resepsjon*|reception|empfang|receptie|pauserom*|"
        "break room|breakroom|personeel*|docent*|beheer*|кабинет|ufficio",
    ),
    RoomKind(
        "cleaning",
        _C,
        "renhold*|bøttekott|rengjøring*|putzraum*|putzmittel*|reinigung*|cleaning|cleaner*|"
        "janitor*|werkkast*|städ*|rengøring*|local ménage",
    ),
    RoomKind(
        "laundry",
        _U,
        "vaskerom*|vaskeri*|tvätt*|tvättstuga|bryggers|laundry|waschküche|waschraum|wasruimte|"
        "wasserij|washok|buanderie|lavanderia|utility|hauswirtschaft*|hwr|bijkeuken|groventré|"
        "grovkjøkken|постирочная|прачечная",
    ),
    RoomKind(
        "wc",
        _U,
        "wc|toalett*|toilet*|gjestetoalett|do|w c|lavatory|restroom*|rest room|klosett|"
        "gästewc|toiletruimte|cabinet de toilette|water closet|туалет|санузел|herren|damen|"
        "men|women|mens|womens|sanitair*|sanitær*|hc wc|hcwc|rwc|tualett",
    ),
    RoomKind(
        "bath",
        _U,
        "bad|baderom*|badrum*|badeværelse|badkamer|badezimmer*|bath|bathroom*|bathrm|dusj*|dusch*|"
        "shower*|douche*|du|salle de bain*|salle d eau|sdb|våtrom*|natt*celle|bagno|ванная|"
        "kleedkamer*|changing|umkleide*|garderobe dusj|sauna|badstue|ensuite|en suite|nasszelle",
    ),
    RoomKind(
        "stair",
        _C,
        "trapp|trapper|trapperom*|trappe*|trapphus*|trappehus*|trappeoppgang*|treppe*|stair*|"
        "stairwell|stairway|trappenhuis*|trap|cage d escalier|escalier*|лестни*|scala|oppgang*",
    ),
    RoomKind("lift", _C, "heis*|hiss*|elevator*|lift|aufzug*|ascenseur|fahrstuhl*|lifthal*"),
    RoomKind(
        "technical",
        _C,
        "teknisk*|tekn|tavlerom*|fyrrom*|sjakt*|ventilasjonsrom*|el rom|technik*|technical|"
        "mechanical|electrical|plant|plantroom|hausanschluss*|heizung*|heizraum|boiler|shaft|"
        "schacht|meterkast|techniek*|technische ruimte|local technique|teknik*|undercentral|"
        "installatie*|котельная|fagrom|cv ruimte|elec|elec rm|server*|plenum|mep",
    ),
    RoomKind(
        "corridor",
        _C,
        "fellesgang*|felleskorridor*|fælles gang|common corridor|common hallway|laubengang*|"
        "hausflur*|gemeinschaftsflur|portiek*|couloir commun|parties communes",
    ),
    RoomKind(
        "common",
        _C,
        "felles*|gemeinschaft*|gemensam*|fælles*|common*|community|shared|gemeenschappelijk*|"
        "commun|lounge|kantine*|cafeteria|canteen|speisesaal|aktivitet*|activity|lobby|atrium|"
        "sport*|gym|gymsal*|*zaal|turnhalle|seminar*|hörsaal|bibliothek*|foyer|barnevogn*|sykkel*|avfall*|"
        "søppel*|bicycle|fahrrad*|refuse|waste|müll*|kinderwagen*|garasje*|garage*|parkering*",
    ),
    RoomKind(
        "corridor",
        _U,
        "korridor*|corridor*|gang|mellomgang|flur*|hallway*|passage|circulation|couloir*|"
        "corridoio|коридор|gangareal*|fellesgang|verkeersruimte|overloop|galerie",
    ),
    RoomKind(
        "entrance",
        _U,
        "entre|entré|entrée|entrance*|entry|hall|hal|vindfang*|eingang*|diele|windfang|inngang*|"
        "inngangsparti|vestibyle|vestibul*|foaje|tambur|прихожая|тамбур|ingresso|холл|vestibule",
    ),
    RoomKind(
        "kitchen",
        _D,
        "kjøkken*|kjøken*|kök*|køkken*|kitchen*|küche*|kueche*|keuken*|cuisine*|cucina|кухня|"
        "kjk|tekjøkken*|kochen|pantry|kitchenette",
    ),
    RoomKind(
        "bedroom",
        _D,
        "soverom*|sov|sovrum*|soveværelse*|bedroom*|schlafzimmer*|schlafen|slaapkamer*|chambre*|"
        "camera|спальня|barnerom*|kinderzimmer*|kinderkamer|zimmer|master|gästezimmer|"
        "gjesterom*|værelse*|kamer",
    ),
    RoomKind(
        "living",
        _D,
        "stue*|stove|vardagsrum*|living*|wohnzimmer*|wohnen|wohn*|woonkamer*|woon*|salon|séjour|"
        "allrom*|allrum|opphold*|oppholdsrom|dining*|esszimmer|essen|eetkamer|family|spisestue*|"
        "soggiorno|гостиная|galerie",
    ),
    RoomKind(
        "storage",
        _U,
        "bod|boder|sportsbod*|innvendig bod|lager*|storage*|store|closet|abstell*|berging|"
        "opslag*|*berging|förråd*|klk|klädkammare|garderobe*|kott|kammer|rangement|cellier|vorrat*|"
        "ripostiglio|кладовая|гардероб*|walk in|dressing|linen|keller*|kjeller*|cellar|"
        "basement|attic|loft|loftsrom|dachboden|magasin*",
    ),
)
_COMPILED = tuple((kind, compiled(tuple(kind.words.split("|")))) for kind in ROOM_KINDS)


@lru_cache(maxsize=16_384)
def room_kind(name: str) -> tuple[RoomKind, str] | None:
    """What a room is by its name, and the word that said so; `None` when no word is known.

    >>> kind, word = room_kind("Kjøkken øst 1")
    >>> kind.room_type, word
    ('kitchen', 'kjøkken')
    """
    text = spellings(name)
    for kind, words in _COMPILED:
        found = words.find(text) if words else None
        if found:
            return kind, found
    return None
