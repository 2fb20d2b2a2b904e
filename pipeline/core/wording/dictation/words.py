"""The words of dictation, German and English: commands, what stands beside them when they are none, spelling words, numbers.

Everything is in small letters and without punctuation, as ``dictation`` compares it.

Source: the spoken forms of Dragon NaturallySpeaking in both languages and of T-Pro in English, what else German typists say
("Strichpunkt", "Beistrich", "Zeilenumbruch"), and a few that Whisper base makes of them ("Klamme auf", "Semiculon"). Spelling
words: DIN 5009:1996 with the postal variants before it, DIN 5009:2022, ICAO.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from pipeline.core.wording.numerals import PROTECTED_SPACE, TENS, UNITS


class Fit(Enum):
    """How a sign stands between its neighbours."""

    CLOSES = "closes"
    """Beside the word before it: a comma."""
    OPENS = "opens"
    """Beside the word after it: an opening bracket."""
    JOINS = "joins"
    """Between two words without a space: a hyphen."""
    FREE = "free"
    """Between two spaces: a dash."""
    BREAKS = "breaks"
    """Begins a line or paragraph."""


@dataclass(frozen=True, slots=True)
class Command:
    """What is written for a command.

    One that is ``plain`` is hardly ever said as a mere word without an article. ``misheard``: what Whisper makes of one,
    and a word of its own, so that it is never decided.
    """

    text: str
    fit: Fit
    plain: bool = False
    misheard: bool = False


@dataclass(frozen=True, slots=True)
class Tongue:
    """The tables of one language.

    Attributes:
        language: its ISO 639-1 code.
        commands: by their words.
        articles: determiners that agree with the last word of a command, by that word; "" for all others.
        pronouns: determiners that also stand alone, so that they can end a sentence.
        prefixed: for a pronoun, the verbs whose last word it may be instead ("laden … ein").
        adjectives: words between a determiner and its noun, by that noun; "" for all. ``inflected``: they show
            that a noun follows.
        declined: how other adjectives end, by the article before them; "" for all others.
        definite: articles after which verbs ("den prüfen") or nouns ("the table") may have such ends, too: ``other_ends``.
        leaders: words that make the next one a noun or verb when there is no pause, by that word; "" for all.
        loose: words that may end a clause or not; after them nothing is decided without a pause.
        conjunctions: words that go on; after them, too.
        followers: words that go on with the word before them, by that word.
        compounded: what forms names together with the word before it ("the Tudor period"); True if with any word.
        named: words that make such names and end sentences, too (so do others that end in
            ``named_ends``); ``lasting``: prepositions before such names.
        verbs: what shows that the word before it is a subject.
        counted: what may be followed by its number ("Punkt drei").
        fused: ends of words that Whisper makes of a command, and the command; ``compounds`` are real words, also at
            the end of others.
        small: words that are written small unless they begin a sentence.
        abbreviations: words that keep their point; ``closings`` end a letter and lose it.
        decimal, mark: how the decimal sign is said and written.
        plurals: nouns before lists of numbers.
        units, tens: the numbers below twenty and the tens by their words.
        spelling: letters by their words; ``like``: what stands between a letter and its word.
        inside: what may stand between spelling words, and what is written for it; "" for words that only announce a digit.
        lists: words that make names a list.
        salutations: what a salutation has in it.
        greeting: whether a text goes on small after the comma of its salutation.
    """

    language: str
    commands: Mapping[tuple[str, ...], Command]
    articles: Mapping[str, frozenset[str]]
    pronouns: frozenset[str]
    prefixed: Mapping[str, frozenset[str]]
    adjectives: Mapping[str, frozenset[str]]
    inflected: bool
    declined: Mapping[str, tuple[str, ...]]
    definite: frozenset[str]
    other_ends: tuple[str, ...]
    leaders: Mapping[str, frozenset[str]]
    loose: frozenset[str]
    conjunctions: frozenset[str]
    followers: Mapping[str, frozenset[str]]
    compounded: Mapping[str, bool]
    named: frozenset[str]
    named_ends: tuple[str, ...]
    lasting: frozenset[str]
    verbs: frozenset[str]
    counted: frozenset[str]
    fused: Mapping[str, Command]
    compounds: tuple[str, ...]
    small: frozenset[str]
    abbreviations: frozenset[str]
    closings: frozenset[str]
    decimal: str
    mark: str
    plurals: frozenset[str]
    units: Mapping[str, int]
    tens: Mapping[str, int]
    spelling: Mapping[str, str]
    like: frozenset[tuple[str, ...]]
    inside: Mapping[str, str]
    lists: frozenset[str]
    salutations: frozenset[str]
    greeting: bool


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _said(command: Command, *ways: str) -> dict[tuple[str, ...], Command]:
    return {tuple(way.split()): command for way in ways}


def _letters(text: str) -> dict[str, str]:
    """Spelling words by their first letters."""
    return {word: word[0].upper() for word in text.split()}


PARAGRAPH, LINE = "\n\n", "\n"

# German -----------------------------------------------------------------------------------------------------------

_PUNKT, _KOMMA = Command(".", Fit.CLOSES), Command(",", Fit.CLOSES)
_ABSATZ = Command(PARAGRAPH, Fit.BREAKS)
_DER = _words(
    "der den dem des ein einen einem eines kein keinen keinem mein meinen meinem dein deinen deinem sein seinen seinem "
    "unser unseren unserem unserm euer euren eurem ihr ihren ihrem dieser diesen diesem jeder jeden jedem jener jenen "
    "jenem welcher welchen welchem mancher manchen manchem solcher am im vom zum beim"
)
_DIE = _words(
    "die der eine einer keine keiner meine meiner deine deiner seine seiner unsere unserer ihre ihrer diese dieser jede "
    "jeder jene jener welche welcher zur"
)
_DAS = _words(
    "das dem des ein einem eines kein keinem mein meinem dein deinem sein seinem unser unserem ihr ihrem dieses diesem "
    "jedes jedem jenes jenem welches welchem am im vom zum beim ins ans aufs viele vielen einige einigen mehrere mehreren "
    "keine keinen alle allen"
)
_ADJECTIVES = _words(
    "ander beid besonder besser best bestimmt betreffend blau dritt einzeln einzig entscheidend erst falsch "
    "fehlend fett folgend fraglich früher fünft ganz gelb genannt genau geringer gewiss groß größer grün gut halb "
    "heikel heikl hoh höchst höher jeweilig klein kritisch kurz lang letzt neu nächst obig offen rechtlich "
    "reißend richtig rot schlechter schwarz schwierig sechst selb siebt sogenannt solch springend später streitig "
    "strittig stärker unklar unten viert vorherig vorig vorletzt weiter weiß wesentlich wichtig wund zentral "
    "zusätzlich zweit überflüssig"
)
"""Without their endings."""

_GERMAN_COMMANDS: dict[tuple[str, ...], Command] = {
    **_said(_PUNKT, "punkt"),
    **_said(_KOMMA, "komma", "beistrich", "kommar"),
    **_said(Command(",", Fit.CLOSES, misheard=True), "koma"),
    **_said(Command(";", Fit.CLOSES, plain=True), "semikolon", "semiculon", "strichpunkt"),
    **_said(Command(":", Fit.CLOSES, plain=True), "doppelpunkt"),
    **_said(Command("?", Fit.CLOSES, plain=True), "fragezeichen", "frage zeichen"),
    **_said(
        Command("!", Fit.CLOSES, plain=True), "ausrufezeichen", "ausrufe zeichen", "ausrufungszeichen", "rufzeichen"
    ),
    **_said(Command("-", Fit.JOINS, plain=True), "bindestrich", "windestrich", "binde strich"),
    **_said(Command("–", Fit.FREE, plain=True), "gedankenstrich", "gedanken strich"),
    **_said(Command("/", Fit.JOINS, plain=True), "schrägstrich", "schräg strich"),
    **_said(Command("(", Fit.OPENS, plain=True), "klammer auf", "klamme auf", "klammer öffnen", "runde klammer auf"),
    **_said(Command(")", Fit.CLOSES, plain=True), "klammer zu", "klamme zu", "klammer schließen", "runde klammer zu"),
    **_said(Command("[", Fit.OPENS, plain=True), "eckige klammer auf"),
    **_said(Command("]", Fit.CLOSES, plain=True), "eckige klammer zu"),
    **{
        (quotes, where): command
        for quotes in ("anführungszeichen", "anführungsstriche", "gänsefüßchen")
        for command, places in (
            (Command("„", Fit.OPENS, plain=True), ("unten", "auf", "öffnen", "anfang")),
            (Command("“", Fit.CLOSES, plain=True), ("oben", "zu", "schließen", "ende")),
        )
        for where in places
    },
    **_said(_ABSATZ, "absatz"),
    **_said(
        Command(PARAGRAPH, Fit.BREAKS, plain=True), "neuer absatz", "neue absatz", "nächster absatz", "neuer abschnitt"
    ),
    **_said(Command(LINE, Fit.BREAKS, plain=True), "neue zeile", "nächste zeile", "zeilenumbruch", "zeilenschaltung"),
    **_said(Command(f"{PROTECTED_SPACE}%", Fit.CLOSES, plain=True), "prozentzeichen"),
    **_said(Command(f"{PROTECTED_SPACE}€", Fit.CLOSES, plain=True), "eurozeichen", "eurosymbol"),
    **_said(
        Command(f"§{PROTECTED_SPACE}", Fit.OPENS, plain=True),
        "paragrafzeichen",
        "paragraphzeichen",
        "paragrafenzeichen",
        "paragraphenzeichen",
    ),
    **_said(Command("&", Fit.FREE, plain=True), "kaufmännisches und", "und zeichen"),
    **_said(Command("@", Fit.JOINS, plain=True), "at zeichen", "klammeraffe"),
    **_said(Command("\\", Fit.JOINS, plain=True), "backslash"),
    **_said(Command("…", Fit.FREE, plain=True), "auslassungspunkte"),
}

_GERMAN_TOWNS = (
    "aachen berlin chemnitz düsseldorf essen frankfurt goslar hamburg ingelheim jena köln leipzig münchen nürnberg "
    "offenbach potsdam quickborn rostock salzwedel tübingen unna völklingen wuppertal xanten ypsilon zwickau"
)
_GERMAN_NAMES = (
    "anton ärger berta cäsar caesar dora emil friedrich gustav heinrich ida jakob julius karl kaufmann konrad ludwig "
    "martha marta nathan nordpol otto ökonom paula quelle richard rudolf samuel siegfried theodor ulrich übermut "
    "übel viktor victor wilhelm xaver xanthippe zacharias zeppelin"
)
_ICAO = (
    "alfa alpha bravo charlie delta echo foxtrot golf hotel india juliett juliet kilo lima mike november oscar papa "
    "quebec romeo sierra tango uniform victor whiskey whisky x-ray xray yankee zulu"
)

GERMAN = Tongue(
    language="de",
    commands=MappingProxyType(_GERMAN_COMMANDS),
    articles=MappingProxyType(
        {
            "": _DAS,
            **dict.fromkeys(
                ("punkt", "strichpunkt", "doppelpunkt", "absatz", "abschnitt", "beistrich", "zeilenumbruch"), _DER
            ),
            **dict.fromkeys(("bindestrich", "gedankenstrich", "schrägstrich", "backslash", "klammeraffe"), _DER),
            **dict.fromkeys(
                ("fragezeichen", "ausrufezeichen", "ausrufungszeichen", "anführungszeichen", "anführungsstriche"),
                _DAS | _words("die der den diese dieser diesen beide beiden"),
            ),
            **dict.fromkeys(("zeile", "zeilenschaltung", "klammer", "klamme"), _DIE),
        }
    ),
    pronouns=_words("ein"),
    prefixed=MappingProxyType(
        {
            "ein": _words(
                "lade laden lädt lud luden reiche reichen reicht reichte reichten räume räumen räumt stelle stellen "
                "stellt stellte stellten halte halten hält tritt treten trete trifft treffen trat traf traten gehe gehen "
                "geht ging gingen zahle zahlen zahlt zahlte zahlten setze setzen setzt schließe schließen schließt lege "
                "legen legt legte legten sende senden sendet willige willigen willigt willigte weise weisen weist leite "
                "leiten leitet leitete leiteten nehme nehmen nimmt nahm fordere fordern fordert bringe bringen bringt"
            )
        }
    ),
    adjectives=MappingProxyType(
        {"": frozenset(stem + end for stem in _ADJECTIVES for end in ("e", "er", "en", "es", "em"))}
    ),
    inflected=True,
    declined=MappingProxyType(
        {
            "": ("e", "er", "en", "es", "em"),
            **dict.fromkeys(("das", "dieses", "jedes", "welches"), ("e",)),
            **dict.fromkeys(("den", "dem", "des", "einen", "einem", "am", "im", "vom", "zum", "beim"), ("en",)),
            **dict.fromkeys(("der", "die", "diese", "dieser", "alle"), ("e", "en")),
            **dict.fromkeys(("ein", "kein", "mein", "sein", "ihr", "unser"), ("er", "es")),
        }
    ),
    definite=_words("der den dem des die das alle allen"),
    other_ends=("en",),
    leaders=MappingProxyType(
        {
            "": _words(
                "ohne für gegen von per als statt zwischen in seit wegen trotz jeder anderer letzter nächster "
                "erster zweiter weiterer wichtiger offener strittiger einziger"
            ),
            "absatz": _words(
                "und oder reißenden guten hohen höheren geringen nach gemäß laut vgl siehe s. unter zu aus"
            ),
            "punkt": _words("gemäß laut siehe"),
            **dict.fromkeys(("bindestrich", "schrägstrich", "fragezeichen", "ausrufezeichen"), _words("mit")),
        }
    ),
    loose=_words("ab an auf aus bei mit nach vor zu um unter über durch hinter"),
    conjunctions=_words("und oder sowie"),
    followers=MappingProxyType({"punkt": _words("nummer"), "absatz": _words("nummer")}),
    compounded=MappingProxyType({}),
    named=frozenset(),
    named_ends=(),
    lasting=frozenset(),
    verbs=frozenset(),
    counted=_words("punkt absatz"),
    fused=MappingProxyType({"punkt": _PUNKT, "komma": _KOMMA, "kommar": _KOMMA, "absatz": _ABSATZ}),
    compounds=tuple(
        _words(
            "abschlusspunkt akupunkturpunkt angelpunkt angriffspunkt anhaltspunkt anklagepunkt anknüpfungspunkt "
            "ansatzpunkt ansprechpunkt auftragspunkt aufzählungspunkt ausgangspunkt auslandsabsatz aussichtspunkt "
            "beitragspunkt beratungspunkt berührungspunkt beschwerdepunkt bezugspunkt bierabsatz bilanzpunkt "
            "blickpunkt bonuspunkt brennpunkt debattenpunkt dezimalkomma diskussionspunkt doppelpunkt drehpunkt "
            "druckpunkt eckpunkt einhängepunkt einstiegspunkt endpunkt entgeltpunkt extrapunkt felsabsatz "
            "fixpunkt fluchtpunkt folgeabsatz fußabsatz fußpunkt gasabsatz gefrierpunkt gegenpunkt gesamtabsatz "
            "gesichtspunkt gipfelpunkt gliederungspunkt grenzpunkt haltepunkt hauptpunkt hochpunkt höhepunkt "
            "inlandsabsatz interferenzpunkt kernpunkt klagepunkt knackpunkt knotenpunkt kontaktpunkt kontrapunkt "
            "kontrollpunkt kostenpunkt kreuzungspunkt kristallisationspunkt kritikpunkt kulminationspunkt "
            "leistungspunkt messpunkt minuspunkt mittelpunkt mittelpunktskomma nebenpunkt nullpunkt ordnungspunkt "
            "orientierungspunkt pluspunkt produktabsatz programmpunkt prozentpunkt prüfpunkt prüfungspunkt "
            "referenzpunkt rentenpunkt ruhepunkt sammelpunkt scheidepunkt scheitelpunkt schlussabsatz "
            "schlusspunkt schmelzpunkt schmerzpunkt schnittpunkt schuhabsatz schwachpunkt schwerpunkt siedepunkt "
            "siegpunkt spiegelpunkt standpunkt startpunkt stichpunkt strafpunkt streitpunkt strichpunkt "
            "stromabsatz stückabsatz stützpunkt tagesordnungspunkt taupunkt themenpunkt tiefpunkt tiefstpunkt "
            "trefferpunkt treffpunkt treppenabsatz triggerpunkt umkehrpunkt unterabsatz unterpunkt "
            "verbesserungspunkt verhandlungspunkt verknüpfungspunkt vertragspunkt vorabsatz vorteilspunkt "
            "warenabsatz wendepunkt wertungspunkt zeitpunkt zielpunkt zusatzpunkt übergabepunkt"
        )
    ),
    small=_words(
        "aber allenfalls alle allein anbei anderenfalls anschließend ausschließlich beziehungsweise bezüglich dennoch derzeit "
        "ebenfalls ebenso einerseits entsprechend folglich gegebenenfalls gern gerne gleichwohl heute hierzu hinsichtlich "
        "insoweit lediglich leider letztlich mithin möglichst nachdem nochmals somit sonst sowie umgehend ungeachtet "
        "unverzüglich vielmehr vorab vorliegend weiterhin weiter wunschgemäß zuletzt zunächst zusätzlich "
        "allerdings als also am an auch auf aufgrund aus außerdem bei beim bevor bis bitte bzw da dabei dadurch "
        "daher damit danach dann daran darauf darin darüber das dass dazu dem den denen denn der deren des deshalb dessen "
        "die dies diese diesem diesen dieser dieses doch durch ein eine einem einen einer eines er es etwa falls für gegen "
        "gemäß hat hatte haben hiermit hier ich im in indem ins insbesondere ist jedoch kann können laut mit muss müssen "
        "nach nachdem nicht nie noch nun nur ob obwohl oder ohne seit sind so sobald sofern solange soll sollen sondern "
        "sowie sowohl spätestens statt trotz um und uns unser unsere unseren unserem unter über vielen vom von vor war waren was "
        "wegen weil welche welchem welchen welcher welches wenn wer werden wie wir wird wo wobei wodurch worauf wurde "
        "wurden während zu zudem zum zur zwar zwischen zwei drei vier fünf sechs sieben acht neun zehn elf zwölf"
    ),
    abbreviations=_words(
        "usw bzw etc ca co dr prof nr abs art str inkl zzgl ggf evtl vgl sog geb verh e.v z.b d.h u.a i.a i.v o.ä u.ä "
        "mio mrd std st tel jr sen dipl ing hrsg"
    ),
    closings=_words("grüßen grüße gruß hochachtungsvoll empfehlungen"),
    decimal="komma",
    mark=",",
    plurals=_words(
        "paragrafen paragraphen nummern ziffern seiten artikel punkte absätze zimmer zeilen blätter teile jahre"
    ),
    units=MappingProxyType(UNITS["de"]),
    tens=MappingProxyType(TENS["de"]),
    spelling=MappingProxyType(
        {
            **_letters(_ICAO),
            **_letters(_GERMAN_TOWNS),
            **_letters(_GERMAN_NAMES),
            "charlotte": "Ch",
            "schule": "Sch",
            "eszett": "ß",
        }
    ),
    like=frozenset({("wie",)}),
    inside=MappingProxyType(
        {
            "schrägstrich": "/",
            "bindestrich": "-",
            "windestrich": "-",
            "punkt": ".",
            "leerzeichen": " ",
            "ziffer": "",
            "zahl": "",
        }
    ),
    lists=_words("und oder sowie bis nach"),
    salutations=_words("geehrte geehrter geehrten liebe lieber hallo"),
    greeting=True,
)

# English ----------------------------------------------------------------------------------------------------------

_ENGLISH_COMMANDS: dict[tuple[str, ...], Command] = {
    **_said(Command(".", Fit.CLOSES), "period"),
    **_said(Command(".", Fit.CLOSES, plain=True), "full stop", "fullstop"),
    **_said(Command(",", Fit.CLOSES), "comma"),
    **_said(Command(",", Fit.CLOSES, misheard=True), "coma"),
    **_said(Command(f",{PARAGRAPH}", Fit.BREAKS, misheard=True), "common new paragraph", "come a new paragraph"),
    **_said(Command(f",{LINE}", Fit.BREAKS, misheard=True), "common new line", "come a new line"),
    **_said(Command(":", Fit.CLOSES), "colon"),
    **_said(Command(";", Fit.CLOSES, plain=True), "semicolon", "semi colon"),
    **_said(Command("?", Fit.CLOSES, plain=True), "question mark"),
    **_said(Command("!", Fit.CLOSES, plain=True), "exclamation mark", "exclamation point"),
    **_said(Command("-", Fit.JOINS, plain=True), "hyphen"),
    **_said(Command("–", Fit.FREE), "dash"),
    **_said(Command("/", Fit.JOINS), "slash"),
    **_said(Command("/", Fit.JOINS, plain=True), "forward slash"),
    **_said(Command("\\", Fit.JOINS, plain=True), "backslash"),
    **{
        (side, *bracket.split()): Command(sign, fit, plain=side in {"open", "close"})
        for sides, signs, fit in ((("open", "left"), "([", Fit.OPENS), (("close", "right"), ")]", Fit.CLOSES))
        for side in sides
        for sign, names in zip(
            signs, (("bracket", "brackets", "parenthesis", "parentheses", "paren"), ("square bracket",)), strict=True
        )
        for bracket in names
    },
    **_said(
        Command("“", Fit.OPENS, plain=True),
        *("open quote", "open quotes", "begin quote", "open quotation marks", "open quotation mark"),
        *("open inverted commas", "open double quotes"),
    ),
    **_said(
        Command("”", Fit.CLOSES, plain=True),
        *("close quote", "close quotes", "end quote", "unquote", "close quotation marks", "close quotation mark"),
        *("close inverted commas", "close double quotes"),
    ),
    **_said(Command(PARAGRAPH, Fit.BREAKS, plain=True), "new paragraph", "next paragraph"),
    **_said(Command(LINE, Fit.BREAKS), "new line", "next line", "newline"),
    **_said(Command("%", Fit.CLOSES, plain=True), "percent sign", "per cent sign"),
    **_said(Command(f"§{PROTECTED_SPACE}", Fit.OPENS, plain=True), "section sign"),
    **_said(Command("&", Fit.FREE, plain=True), "ampersand"),
    **_said(Command("@", Fit.JOINS, plain=True), "at sign"),
    **_said(Command("…", Fit.FREE, plain=True), "ellipsis", "dot dot dot"),
}
_MODALS = _words("to will would must can could should may might shall not cannot")

ENGLISH = Tongue(
    language="en",
    commands=MappingProxyType(_ENGLISH_COMMANDS),
    articles=MappingProxyType(
        {
            "": _words(
                "a an the this that these those each every no any some my your his her its our their one another which "
                "what whose either neither"
            )
        }
    ),
    pronouns=_words("this that these those each any some his her one another either neither"),
    prefixed=MappingProxyType({}),
    adjectives=MappingProxyType(
        {
            "": _words(
                "additional bad big busy common considerable critical crucial early easy hard important late quiet recent usual certain clear current difficult double extra final first further good healthy inflamed large last "
                "long missing misplaced new next normal abnormal perforated unnecessary "
                "original other previous relevant same second short single small third whole wrong"
            ),
            "period": _words(
                "accounting agreed billing brief cretaceous entire extended financial fixed "
                "georgian grace incubation initial interim jurassic latter limitation limited longer maximum minimum "
                "prescribed prior probation probationary qualifying reasonable rental reporting roman shorter "
                "specified statutory transitional triassic trying tudor "
                "victorian waiting"
            ),
        }
    ),
    inflected=False,
    declined=MappingProxyType(
        {
            "": (
                "-year",
                "-month",
                "-week",
                "-day",
                "-hour",
                "-minute",
                "-term",
                "-metre",
                "-off",
                "ous",
                "ful",
                "ible",
                "less",
                "able",
            )
        }
    ),
    definite=_words("a an the this that my your his her its our their"),
    other_ends=("able",),
    leaders=MappingProxyType(
        {
            "": _words("with without of per between into"),
            "colon": _words(
                "ascending descending transverse sigmoid spastic proximal distal left right entire irritable"
            ),
            "dash": _MODALS,
            "slash": _MODALS,
        }
    ),
    conjunctions=_words("and or"),
    loose=_words("by in on at for from after before to as than about over under"),
    followers=MappingProxyType(
        {
            "period": _words(
                "of from for covered between during until when which that starting beginning ending prior"
            ),
            "colon": _words(
                "cancer cancers carcinoma surgery resection biopsy polyp polyps tumour tumor cleansing screening wall disease"
            ),
            "dash": _words("of off for to"),
            "line": _words("of manager managers management"),
            "bracket": _words("of"),
        }
    ),
    compounded=MappingProxyType({"period": True, "colon": False, "dash": False, "slash": False, "line": False}),
    named=_words(
        "assessment base budget contract delivery employment engagement guarantee holiday insurance lease mourning notice "
        "payment peak project rent retention review service settlement study subscription tax tenancy term time training "
        "transition treatment trial war warranty"
    ),
    named_ends=("ing",),
    lasting=_words("during within throughout"),
    verbs=_words(
        "is was are were has had will would must may might can could shall should ends ended begins began starts started "
        "expires expired runs ran lasts lasted covers covered follows followed does did"
    ),
    counted=_words("period"),
    fused=MappingProxyType({}),
    compounds=(),
    small=_words(
        "a an the and but or nor so yet for if in on at by to of from with without as than that this these those which who "
        "whom whose when where while because although though since until unless before after we you he she it they our "
        "your his her its their is are was were has have had not be been being do does did can could would should shall "
        "must might then there one two three four five six seven eight nine ten"
    ),
    abbreviations=_words("etc co inc ltd mr mrs ms dr prof no vs st jr sr a.m p.m e.g i.e u.s u.k approx ext encl"),
    closings=_words("sincerely faithfully truly regards wishes"),
    decimal="point",
    mark=".",
    plurals=frozenset(),
    units=MappingProxyType(UNITS["en"] | {"oh": 0, "nought": 0, "nil": 0}),
    tens=MappingProxyType(TENS["en"]),
    spelling=MappingProxyType(_letters(_ICAO)),
    like=frozenset({("for",), ("as", "in"), ("like",)}),
    inside=MappingProxyType(
        {"slash": "/", "hyphen": "-", "dash": "-", "dot": ".", "space": " ", "figure": "", "number": "", "digit": ""}
    ),
    lists=_words("and or to"),
    salutations=_words("dear hello"),
    greeting=False,
)

TONGUES: Mapping[str, Tongue] = MappingProxyType({"de": GERMAN, "en": ENGLISH})
"""By ISO 639-1 code."""
