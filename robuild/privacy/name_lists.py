"""Words that tell a person's name from the name of a thing, a firm or a place.

Given names are those most in use in Norway, in any of its languages; the list knows no person.
Names that are words as well stand apart, since `per`, `tom` and `stein` are in every work log.
"""

from __future__ import annotations

from robuild.privacy.word_sets import word_set

_NORWEGIAN = word_set(
    "aase aksel albert aleksander alexander alf alfred alma amalie amanda anders andrea andreas",
    "ane anette anita ann anna anne annette anniken anton arild arne arnfinn arnt arthur arve",
    "asbjørn ask aslak asle astrid atle audun aurora axel beate benedikte benjamin benny bente",
    "berit bernt birger birgit birgitte birthe bjarne bjarte bjørg bjørnar bodil borghild brage",
    "britt brit brynjar camilla carina carl caroline casper cathrine cato cecilie charlotte",
    "christian christina christine christoffer christopher dagfinn dagny dagrun daniel david",
    "edith edvard edvin egil eilif einar eirik eivind elin elisabeth elise ella elias ellen",
    "elling else elsa emil emilie emma endre erik erika erlend erling espen ester eva eystein",
    "eskil filip finn fredrik frida frode gabriel geir georg gerd gina gjermund grete grethe",
    "gro gudrun gunn gunnar gunhild guro gustav guttorm hallgeir halvard halvor hanna hanne",
    "hannah hans harald harry haakon hedda hege heidi helen helena helene helga helge hedvig",
    "henning henriette henrik herman hilda hilde hildegunn håkon håvard ida idar inga inge",
    "ingeborg inger ingrid ingunn ingvar ingvild irene iselin isabella isak ivar iver jakob jan",
    "janne jannicke jarle jeanette jens jenny jesper joakim johan johanna johanne johannes john",
    "johnny jon jonas jonathan jorunn josefine julia julie julian jostein jøran jørgen jørn kai",
    "kaia kamilla karen kari karianne karin karina karl karoline kasper katarina katrine",
    "kenneth kevin kim kine kirsten kirsti kjartan kjell kjersti kjetil klara klaus knut",
    "kolbjørn konrad kristian kristin kristina kristine kristoffer lars lasse laila leif lena",
    "lene leo leon lillian lina linda line linn linnea lise lisbeth liss lisa lucas lukas maja",
    "magne magnhild magnus maiken malin maren margit margrethe mari maria mariann marianne",
    "marie marit marius markus marte martha martin martine mathea mathias mathilde mats merete",
    "mette mia michael mikael mikkel mona monica monika morten nikolai nils nina nora odin odd",
    "oddbjørn oddvar ola olaf olav ole oline olivia oliver oscar oskar otto peder per pernille",
    "peter petter petra philip pål ragna ragnar ragnhild randi rebecca reidar reidun renate",
    "roald roar robert robin roger rolf ronny rune ruth rut sander sandra sara sarah sebastian",
    "selma sigbjørn sigmund signe sigrid sigrun sigurd silje silja simen simon sindre siri siv",
    "sivert snorre sofia sofie solfrid solveig sondre steffen steinar stian stig sture sunniva",
    "susanne svanhild svein sverre synne synnøve tale tarjei tellef terje thea theo theodor",
    "therese thomas thor thorbjørn tina tobias tom tomas tomine tommy tone tonje toralf",
    "torbjørn tore torgeir torill torstein tord torunn torvald trine trond trude trygve turid",
    "tuva ulf ulrik unni unn vebjørn vegard vegar vera veronica vetle vibeke victor victoria",
    "vidar vigdis viktor viktoria vilde vilma vivian wenche werner wilhelm yngvar yngve yvonne",
    "øistein øivind øyvind øystein åge ådne åse åshild åsmund",
)
_LESS_FREQUENT = word_set(
    "aina arvid asta aud audhild bernhard birk dagmar dina eldbjørg eldrid ellinor evy frøydis",
    "gerda gjertrud gudmund gunnlaug gunvor herdis hjørdis ingvald jorid jorun kjellaug",
    "kjellfrid kåre leiv marita målfrid norunn oddny oddrun oddveig olaug olve reidunn rigmor",
    "rolv ruben sigfrid sigve sissel solbjørg sølve sølvi tarald tormod torgunn torhild toril",
    "ulla vemund ylva åslaug åsta",
)
_FURTHER = word_set(
    "abdi abdullah abdul abdullahi adam adnan agnieszka ahmad ahmed aisha aleksandra alem ali",
    "amal amin amina amir anastasia andrzej anh anwar asad asha ayan ayse aziz bartosz bashir",
    "bilal charles chris claire dariusz denis dmitri elena elizabeth emily fadumo farah farhad",
    "fatima fatma fatuma george gintaras grzegorz habiba hamid hamza hassan hawa helmut hodan",
    "hussain hussein ibrahim idris igor ilhan iman ismail ivan iwona jakub jama james jane",
    "jennifer jessica joe jose joseph jolanta juan katarzyna khadija khadra khalid krzysztof",
    "layla leila linh louise lucia lucy maciej magdalena mahad mahmoud malik marcin marek",
    "margaret mariam mary maryam mateusz mehmet michal minh mohamed mohammad mohammed mohamud",
    "muhammad mustafa nadia naima nasra nasir natalia nguyen nimo olga oleksandr omar osman",
    "ousman parisa patricia paul paulina paweł pawel piotr rachel rahma raisa reza richard",
    "ryszard sadia said salma samir samira samuel sergei shirin solomon sophie stanislaw",
    "stephen steve steven susan svetlana sylwia tadeusz tatiana tesfay thanh tomasz usman",
    "vladimir wiktor william yasin yasmin yohannes yonas yosef youssef yusuf zahra zainab",
    "zbigniew",
)
_WORDS_TOO = word_set(
    "ane bo dag eli else even frank gard gro hans hope inge jo kaia kim liv lone mark may mats odd",
    "per rune rut said siv sol stig tage tale tom tor tone una unn unni vår will",
)
THING_NAMES = word_set(
    "ask aurora bjørn edel ivar jan lin line linn mai nora odin pål rose siri stein storm"
)
"""Given names that are things or makes too: only a family name behind them makes them a name."""
WORD_NAMES = _WORDS_TOO | THING_NAMES
"""Given names that are other words too: no names in small letters."""
GIVEN_NAMES = _NORWEGIAN | _LESS_FREQUENT | _FURTHER | WORD_NAMES

SURNAMES = word_set(
    "nordmann berg dahl dal haugen hagen bakken bakke lie moen moe strand lund solberg iversen",
    "sørensen eide solheim haugland sandvik myhre lien knutsen ali nguyen ahmed mohamed hassan",
    "aas ås berge sæther breivik hauge helland fossum ruud tangen rønning sunde viken vik ness",
    "nordby nygård nygaard bråten løken engen holm amundsen aune gulbrandsen hovland tveit",
    "øverland svendsen myklebust kowalski kowalska nowak hussein khan singh yilmaz omar osman",
    "smith jones brown taylor wilson johnson williams miller davis doe",
    "stokke skogen haaland fjeld thorsen sunde kvam kvale aasen rød mæland sletten",
)
"""Frequent family names that do not end in -sen."""

NOT_NAMES = word_set(  # rooms and places in a house
    "leilighet leilegheit bolig bustad bolignummer hybel rom rommet romma bad badet kjøkken",
    "soverom stue stova gang gangen entre entré bod boden balkong terrasse kjeller loft etasje",
    "plan bygg bygning blokk hus huset oppgang trapp heis fellesareal fellesrom vaskerom",
    "avdeling seksjon fløy nord sør øst aust vest sentrum adresse nummer apartment flat dwelling",
    "room bedroom bathroom kitchen living lounge hall corridor storage store storey floor level",
    "unit block wing entrance garden balcony area laundry toilet shower office north south east",
    # things
    "dør dører dørblad vindu vegg golv gulv tak lås nøkkel panel lampe dusj servant toalett wc",
    "vask seng sofa bord stol skap komfyr ovn door window wall lock key panel lamp sink bed",
    "chair table cabinet type modell model tilstand status",
    # work and roles
    "rørlegger røyrleggjar elektriker elektrikar maler målar snekker snikkar tømrer tømrar",
    "låsesmed glassmester vaktmester vaktmeister renholder reinhaldar driftsleder driftsleiar",
    "personalet personale ansatt tilsett vekter vaktar leverandør entreprenør firma plumber",
    "electrician painter carpenter locksmith caretaker cleaner staff kommune kommunen",
    # beginnings of sentences and of lists
    "jeg eg du han hun ho vi de dei det den dette denne en ei et ein eit og eller men når da",
    "ved hos på av til fra frå om alle ingen ikke ikkje har er var skal kan vil må blir vert ble",
    "blei ønsker ønskjer ønske valgte valde velger vel melder melde meldte sier seier the a an is",
    "was has will can and or if when no not all new ny nye nytt ja nei ok se sjå jf ca merk obs",
    "januar februar mars april mai juni juli august september oktober november desember mandag",
    "måndag tirsdag tysdag onsdag torsdag fredag lørdag laurdag søndag monday tuesday wednesday",
    "thursday friday january february march june july october december",
    # places
    "oslo bergen trondheim stavanger kristiansand tromsø drammen fredrikstad sandnes bodø ålesund",
    "sandefjord skien haugesund tønsberg moss hamar lillehammer molde norge noreg norway",
    # makes
    "muscle proper",
)
"""Words that may stand where a name would, with a capital letter, and are none."""
