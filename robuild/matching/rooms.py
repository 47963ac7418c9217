"""Kinds of rooms and of places, from what rooms are called.

Words in Norwegian (both), Swedish, Danish, English, German, Dutch and French, a few Italian and
Russian. The first kind that holds wins: `kitchen corridor` is a corridor, `bad/wc` a bathroom.
"""

from __future__ import annotations

from collections.abc import Iterator
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
        "takhage*|freisitz|dakterras*|winter garden*|overbygd*|balkong*|balkon*|balcon*|altan*|"
        "terrass*|terrasse*|*terrasse|terras|terrace|veranda|loggia|uteplass*|uteplats*|uterom|"
        "utebod|uteareal*|hage|garden|garten|tuin|jardin|gård|gårdsplass|gårdsrom|patio|hof|"
        "deck|outdoor*|outside|exterior|roof|dach|tak|takterrass*|utvendig*|buiten*|porch|"
        "svalgang*|laubengang|галерея|балкон|терраса|крыльцо",
    ),
    RoomKind(
        "garage",
        _C,
        "garasje*|garage*|*garage|parkering*|parking*|car park*|carport*|parkeergarage|"
        "stellplatz*|гараж*|autorimessa",
    ),
    RoomKind(
        "staff",
        _S,
        "*kontor|ansatt*|expedition|ärztezimmer|*garderobe ansatte|personal*|ansatte*|"
        "ansattrom|staff*|vaktrom*|vakt|miljøpersonal*|nattevakt*|kontor*|office*|büro*|buero*|"
        "kantoor*|bureau|arbetsrum*|møterom*|møte|mødelokale|mødelokaler|mötesrum*|meeting*|"
        "conference*|konferens*|konferanse*|besprechung*|vergader*|samtalerom*|samtalsrum|"
        "medisinrom*|medisin|vaktmester*|caretaker|hausmeister*|resepsjon*|reception|empfang|"
        "receptie|pauserom*|pausenraum|break room|break rm|breakroom|personeel*|docent*|"
        "beheer*|spreekkamer|sekretariat*|salle de réunion|кабинет|ufficio|labor|laboratorium|"
        "lab|laboratory|team rm|team room",
    ),
    RoomKind(
        "cleaning",
        _C,
        "bk|vaskesentral*|schoonmaak*|renhold*|bøttekott|rengjøring*|putzraum*|putzmittel*|"
        "reinigung*|cleaning|cleaner*|janitor*|jan|werkkast*|städ*|rengøring*|local ménage",
    ),
    RoomKind(
        "bath",
        _U,
        "*bad|vollbad|bad|badrum*|baderom*|badeværelse*|badkamer*|badezimmer*|*baderom|bath|"
        "bathroom*|bathrm|bath rm|dusj*|*dusj|dusch*|duschraum|*duschbad|shower*|douche*|du|"
        "wc d|d wc|wc dsj|salle de bain*|salle d eau|sdb|våtrom*|wet room*|wetroom*|natt*celle|"
        "bagno*|ванная|kleedkamer*|changing|umkleide*|garderobe dusj|sauna|badstue|ensuite*|"
        "en suite*|nasszelle|baño|banheiro",
    ),
    RoomKind(
        "laundry",
        _U,
        "waschen*|wasplaats|tørkerom*|tørkerum|vaskerom*|vaskerum*|vaskeri*|*vaskeri|vask|"
        "tvätt*|tvättstuga|bryggers|laundry*|waschküche|waschraum|wasruimte|wasserij|washok|"
        "buanderie|lavanderia|utility*|hauswirtschaft*|hwr|bijkeuken|groventré|grovkjøkken|"
        "постирочная|прачечная",
    ),
    RoomKind(
        "wc",
        _U,
        "toa|ladies|gents|dametoalett|herretoalett|wc|wcs|toalett*|*toalett|toilet*|*toilet|"
        "toilette*|do|w c|lavatory|restroom*|rest room|powder room|rr|klosett|gästewc|gäste wc|"
        "toiletruimte|cabinet de toilette|water closet|туалет|санузел|с у|су|herren|damen|men|"
        "women|mens|womens|sanitair*|sanitær*|hc wc|hcwc|rwc|tualett|miva|urinal*",
    ),
    RoomKind(
        "stair",
        _C,
        "trapp|trappa|trapper|trapperom*|trappe*|trapphus*|trappehus*|trappeoppgang*|*trapp|"
        "treppe*|stair*|stairwell|stairway|trappenhuis*|trap|trh|cage d escalier|escalier*|"
        "лестни*|scala|scale|oppgang*",
    ),
    RoomKind("lift", _C, "heis*|hiss*|elevator*|elev|lift|aufzug*|ascenseur|fahrstuhl*|lifthal*"),
    RoomKind(
        "shaft",
        _C,
        "*sjakt|sjakt*|*schacht|schacht*|*schakt|schakt*|shaft*|gaine technique|gaine|шахта",
    ),
    RoomKind(
        "technical",
        _C,
        "vvs*|hovedtavle*|*sentral|elrum|elt|comms*|stookruimte|varmesentral|teknisk*|tekn|tek|"
        "tavlerom*|el tavle|eltavle|fyrrom*|ventilasjonsrom*|el rom|elrom|ikt*|technik*|"
        "technical|mechanical|mech|electrical|plant|plantroom|hausanschluss*|har|heizung*|"
        "heizraum|boiler|meterkast|techniek*|technische ruimte|local technique|teknik*|"
        "elcentral|undercentral|fläktrum|installatie*|котельная|fagrom|cv ruimte|elec|elec rm|"
        "server*|plenum|mep|chaufferie|tele|telecom*|tele comm*|comm rm|data rom|datarom",
    ),
    RoomKind(
        "corridor",
        _C,
        "fellesgang*|felles gang|felleskorridor*|fælles gang|common corridor|common hallway|"
        "laubengang*|hausflur*|gemeinschaftsflur|portiek*|couloir commun|parties communes",
    ),
    RoomKind(
        "storage",
        _U,
        "bod|boder|sportsbod*|bod m*|pulterrum|bu|berging|bergruimte|kast|*kast",
    ),
    RoomKind(
        "kitchen",
        _C,
        "felleskjøkken*|fælleskøkken*|gemeinschaftsküche*|shared kitchen|common kitchen|"
        "community kitchen|gemensamt kök|cuisine commune",
    ),
    RoomKind(
        "entrance",
        _C,
        "lobby entrance|entrance lobby|main entrance|hovedinngang*|haupteingang*|eingangshalle",
    ),
    RoomKind(
        "common",
        _C,
        "trening*|verksted*|hobby*|trimrom*|bin room|bin storage|cycle*|lekerom*|felles*|"
        "gemeinschaft*|gemensam*|fælles*|common*|community|shared|gemeenschappelijk*|commun|"
        "commune|comune|lounge|kantine*|cafeteria|canteen|speisesaal|aktivitet*|activity|lobby|"
        "atrium|sport*|gym|gymsal*|*zaal|turnhalle|seminar*|hörsaal|bibliothek*|barnevogn*|"
        "sykkel*|cykel*|avfall*|søppel*|soprum|bin store|bicycle*|fahrrad*|fietsen*|refuse|"
        "waste|recycl*|recyc|müll*|poubelles|kinderwagen*",
    ),
    RoomKind(
        "entrance",
        _U,
        "yttergang|ytre gang|indgang*|voorportaal|trappehall|entre|entré|entrée|entree|"
        "entrance*|entry|hall|hal|vindfang*|vf|eingang*|diele|windfang|inngang*|inngangsparti|"
        "vestibyle|vestibul*|foaje|foyer*|forstue|forgang|tambur|прихожая|тамбур|ingresso|"
        "холл|vestibule",
    ),
    RoomKind(
        "corridor",
        _U,
        "*korridor|*gang|svale|landing|*flur|gangzone|korridor*|corridor*|gang|mellomgang|"
        "flur*|hallway*|passage|circulation|couloir*|dégagement|corridoio|коридор|gangareal*|"
        "verkeersruimte|overloop|galerie",
    ),
    RoomKind(
        "studio",
        _D,
        "hybel*|hybler|studio*|ettroms*|einzimmer*|bedsit*|etta|студия|sokkelleilighet",
    ),
    RoomKind(
        "kitchen",
        _D,
        "anretning|kokvrå|kit|minikjøkken|kjøkken*|*kjøkken|kjøken*|*keuken|kjøk|kök*|køkken*|"
        "kitchen*|küche*|*küche|kueche*|keuken*|cuisine*|cucina|cocina*|кухня|kjk|kochen|"
        "pantry|pentry|kitchenette",
    ),
    RoomKind(
        "bedroom",
        _D,
        "*schlafzimmer|*slaapkamer|ungdomsrom*|soverom*|*soverom|sov|sove*|sovrum*|"
        "soveværelse*|*værelse|bedroom*|bed|bedrm|bed rm|schlafzimmer*|schlafen|slaapkamer*|"
        "chambre*|camera|спальня|barnerom*|barnrum*|gästrum*|guest room*|kinderzimmer*|kind|"
        "kinderkamer|zimmer|master|gästezimmer|gjesterom*|værelse*|kamer|комната",
    ),
    RoomKind(
        "living",
        _D,
        "finrum|drawing room|zithoek|pièce de vie|stova|stue*|stove|*stue|*stove|vardagsrum*|"
        "v rum|living*|livingroom|sitting room*|wohnzimmer*|wohnen|wohn*|woonkamer*|woon*|"
        "salon*|séjour|sejour|allrom*|allrum|alrum|opphold*|oppholdsrom|opholdsrum|dining*|"
        "esszimmer|essen|eetkamer|family|spisestue*|salle à manger|soggiorno|гостиная|galerie",
    ),
    RoomKind(
        "storage",
        _U,
        "*bod|*berging|klädvård|skab|skap|cupboard*|placard|inloopkast|sportsbod*|"
        "innvendig bod|lager*|storage*|store|stor|storeroom|closet*|wardrobe*|abstell*|abst|"
        "opslag*|förråd*|depot*|klk|klädkammare|garderobe*|kott|kammer|rangement|cellier|cave|"
        "vorrat*|ankleide*|ripostiglio|кладовая|гардероб*|walk in*|dressing|linen|keller*|"
        "kjeller*|cellar|basement|attic|loft|loftsrom|dachboden|magasin*|archive*|arkiv*|files",
    ),
)
"""Kinds in the order in which their words are looked for."""
LIVING_KITCHEN = RoomKind(
    "living_kitchen",
    _D,
    "wohnküche|essküche|woonkeuken|leefkeuken|køkken alrum|alrumskøkken|pièce de vie cuisine",
)
"""Words of its own, or those of a kitchen and of a living room in one name."""
_COMPILED = tuple((kind, compiled(tuple(kind.words.split("|")))) for kind in ROOM_KINDS)


_JOINED = compiled(tuple(LIVING_KITCHEN.words.split("|")))


@lru_cache(maxsize=16_384)
def room_kind(name: str) -> tuple[RoomKind, str] | None:
    """What a room is by its name, and the word that said so; `None` when no word is known.

    >>> kind, word = room_kind("Kjøkken øst 1")
    >>> kind.room_type, word
    ('kitchen', 'kjøkken')
    >>> room_kind("Stue/kjøkken")[0].room_type
    'living_kitchen'
    """
    text = spellings(name)
    found = list(_kinds(text))
    if not found:
        return None
    first = found[0]
    types = {kind.room_type: word for kind, word in found}
    joined = _JOINED.find(text) if _JOINED else None
    if joined or (
        first[0].room_type in ("kitchen", "living") and {"kitchen", "living"} <= set(types)
    ):
        return LIVING_KITCHEN, joined or f"{types['living']}, {types['kitchen']}"
    return first


def _kinds(text: str) -> Iterator[tuple[RoomKind, str]]:
    for kind, words in _COMPILED:
        found = words.find(text) if words else None
        if found:
            yield kind, found
