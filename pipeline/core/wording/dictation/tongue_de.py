"""The German words of dictation besides the commands.

Source of the spelling words: DIN 5009:1996 with the postal variants before it, DIN 5009:2022, ICAO.
"""

from __future__ import annotations

from types import MappingProxyType

from pipeline.core.wording.dictation.commands_de import ABSATZ, GERMAN_COMMANDS, KOMMA, PUNKT
from pipeline.core.wording.dictation.tongue import (
    ICAO,
    Tongue,
    letter_table,
)
from pipeline.core.wording.numerals import TENS, UNITS
from pipeline.core.wording.tokens import word_set

_DER = word_set(
    "der den dem des ein einen einem eines kein keinen keinem mein meinen meinem dein deinen "
    "deinem sein seinen seinem unser unseren unserem unserm euer euren eurem ihr ihren ihrem "
    "dieser diesen diesem jeder jeden jedem jener jenen jenem welcher welchen welchem mancher "
    "manchen manchem solcher am im vom zum beim"
)

_DIE = word_set(
    "die der eine einer keine keiner meine meiner deine deiner seine seiner unsere unserer ihre "
    "ihrer diese dieser jede jeder jene jener welche welcher zur"
)

_DAS = word_set(
    "das dem des ein einem eines kein keinem mein meinem dein deinem sein seinem unser unserem "
    "ihr ihrem dieses diesem jedes jedem jenes jenem welches welchem am im vom zum beim ins ans "
    "aufs viele vielen einige einigen mehrere mehreren keine keinen alle allen"
)

_ADJECTIVES = word_set(
    "ander beid besonder besser best bestimmt betreffend blau dritt einzeln einzig entscheidend "
    "erst falsch fehlend fett folgend fraglich früher fünft ganz gelb genannt genau geringer "
    "gewiss groß größer grün gut halb heikel heikl hoh höchst höher jeweilig klein kritisch kurz "
    "lang letzt neu nächst obig offen rechtlich reißend richtig rot schlechter schwarz schwierig "
    "sechst selb siebt sogenannt solch springend später streitig strittig stärker unklar unten "
    "viert vorherig vorig vorletzt weiter weiß wesentlich wichtig wund zentral zusätzlich "
    "zweit überflüssig"
)
"""Without their endings."""

_GERMAN_TOWNS = (
    "aachen berlin chemnitz düsseldorf essen frankfurt goslar hamburg ingelheim jena köln leipzig "
    "münchen nürnberg offenbach potsdam quickborn rostock salzwedel tübingen unna völklingen "
    "wuppertal xanten ypsilon zwickau"
)

_GERMAN_NAMES = (
    "anton ärger berta cäsar caesar dora emil friedrich gustav heinrich ida jakob julius karl "
    "kaufmann konrad ludwig martha marta nathan nordpol otto ökonom paula quelle richard rudolf "
    "samuel siegfried theodor ulrich übermut übel viktor victor wilhelm xaver xanthippe "
    "zacharias zeppelin"
)

GERMAN = Tongue(
    language="de",
    commands=MappingProxyType(GERMAN_COMMANDS),
    distinctive=word_set(
        "semikolon strichpunkt doppelpunkt fragezeichen ausrufezeichen bindestrich schrägstrich "
        "gedankenstrich"
    ),
    articles=MappingProxyType(
        {
            "": _DAS,
            **dict.fromkeys(
                (
                    "punkt",
                    "strichpunkt",
                    "doppelpunkt",
                    "absatz",
                    "abschnitt",
                    "beistrich",
                    "zeilenumbruch",
                ),
                _DER,
            ),
            **dict.fromkeys(
                ("bindestrich", "gedankenstrich", "schrägstrich", "backslash", "klammeraffe"), _DER
            ),
            **dict.fromkeys(
                (
                    "fragezeichen",
                    "ausrufezeichen",
                    "ausrufungszeichen",
                    "anführungszeichen",
                    "anführungsstriche",
                ),
                _DAS | word_set("die der den diese dieser diesen beide beiden"),
            ),
            **dict.fromkeys(("zeile", "zeilenschaltung", "klammer", "klamme"), _DIE),
        }
    ),
    pronouns=word_set("ein"),
    prefixed=MappingProxyType(
        {
            "ein": word_set(
                "lade laden lädt lud luden reiche reichen reicht reichte reichten räume räumen "
                "räumt stelle stellen stellt stellte stellten halte halten hält tritt treten "
                "trete trifft treffen trat traf traten gehe gehen geht ging gingen zahle zahlen "
                "zahlt zahlte zahlten setze setzen setzt schließe schließen schließt lege legen "
                "legt legte legten sende senden sendet willige willigen willigt willigte weise "
                "weisen weist leite leiten leitet leitete leiteten nehme nehmen nimmt nahm "
                "fordere fordern fordert bringe bringen bringt"
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
            **dict.fromkeys(
                ("den", "dem", "des", "einen", "einem", "am", "im", "vom", "zum", "beim"), ("en",)
            ),
            **dict.fromkeys(("der", "die", "diese", "dieser", "alle"), ("e", "en")),
            **dict.fromkeys(("ein", "kein", "mein", "sein", "ihr", "unser"), ("er", "es")),
        }
    ),
    definite=word_set("der den dem des die das alle allen"),
    other_ends=("en",),
    leaders=MappingProxyType(
        {
            "": word_set(
                "ohne für gegen von per als statt zwischen in seit wegen trotz jeder anderer "
                "letzter nächster erster zweiter weiterer wichtiger offener strittiger einziger"
            ),
            "absatz": word_set(
                "und oder reißenden guten hohen höheren geringen nach gemäß laut vgl siehe s. "
                "unter zu aus"
            ),
            "punkt": word_set("gemäß laut siehe"),
            **dict.fromkeys(
                ("bindestrich", "schrägstrich", "fragezeichen", "ausrufezeichen"), word_set("mit")
            ),
        }
    ),
    loose=word_set("ab an auf aus bei mit nach vor zu um unter über durch hinter"),
    conjunctions=word_set("und oder sowie"),
    followers=MappingProxyType({"punkt": word_set("nummer"), "absatz": word_set("nummer")}),
    compounded=MappingProxyType({}),
    named=frozenset(),
    named_ends=(),
    lasting=frozenset(),
    verbs=frozenset(),
    counted=word_set("punkt absatz"),
    laws=word_set("§ §§ paragraf paragraph paragrafen paragraphen artikel art"),
    fused=MappingProxyType(
        {
            **{
                name: GERMAN_COMMANDS[(name,)]
                for name in (
                    "doppelpunkt",
                    "strichpunkt",
                    "semikolon",
                    "fragezeichen",
                    "ausrufezeichen",
                    "schrägstrich",
                    "bindestrich",
                )
            },
            "punkt": PUNKT,
            **dict.fromkeys(("komma", "kommar", "kommag", "kommah"), KOMMA),
            "absatz": ABSATZ,
        }
    ),
    compounds=tuple(
        word_set(
            "abschlusspunkt akupunkturpunkt angelpunkt angriffspunkt anhaltspunkt anklagepunkt "
            "anknüpfungspunkt ansatzpunkt ansprechpunkt auftragspunkt aufzählungspunkt "
            "ausgangspunkt auslandsabsatz aussichtspunkt beitragspunkt beratungspunkt "
            "berührungspunkt beschwerdepunkt bezugspunkt bierabsatz bilanzpunkt blickpunkt "
            "bonuspunkt brennpunkt debattenpunkt dezimalkomma diskussionspunkt doppelpunkt "
            "drehpunkt druckpunkt eckpunkt einhängepunkt einstiegspunkt endpunkt entgeltpunkt "
            "extrapunkt felsabsatz fixpunkt fluchtpunkt folgeabsatz fußabsatz fußpunkt gasabsatz "
            "gefrierpunkt gegenpunkt gesamtabsatz gesichtspunkt gipfelpunkt gliederungspunkt "
            "grenzpunkt haltepunkt hauptpunkt hochpunkt höhepunkt inlandsabsatz interferenzpunkt "
            "kernpunkt klagepunkt knackpunkt knotenpunkt kontaktpunkt kontrapunkt kontrollpunkt "
            "kostenpunkt kreuzungspunkt kristallisationspunkt kritikpunkt kulminationspunkt "
            "leistungspunkt messpunkt minuspunkt mittelpunkt mittelpunktskomma nebenpunkt "
            "nullpunkt ordnungspunkt orientierungspunkt pluspunkt produktabsatz programmpunkt "
            "prozentpunkt prüfpunkt prüfungspunkt referenzpunkt rentenpunkt ruhepunkt sammelpunkt "
            "scheidepunkt scheitelpunkt schlussabsatz schlusspunkt schmelzpunkt schmerzpunkt "
            "schnittpunkt schuhabsatz schwachpunkt schwerpunkt siedepunkt siegpunkt spiegelpunkt "
            "standpunkt startpunkt stichpunkt strafpunkt streitpunkt strichpunkt stromabsatz "
            "stückabsatz stützpunkt tagesordnungspunkt taupunkt themenpunkt tiefpunkt tiefstpunkt "
            "trefferpunkt treffpunkt treppenabsatz triggerpunkt umkehrpunkt unterabsatz "
            "unterpunkt verbesserungspunkt verhandlungspunkt verknüpfungspunkt vertragspunkt "
            "vorabsatz vorteilspunkt warenabsatz wendepunkt wertungspunkt zeitpunkt zielpunkt "
            "zusatzpunkt übergabepunkt"
        )
    ),
    small=word_set(
        "aber allenfalls alle allein anbei anderenfalls anschließend ausschließlich "
        "beziehungsweise bezüglich dennoch derzeit ebenfalls ebenso einerseits entsprechend "
        "folglich gegebenenfalls gern gerne gleichwohl heute hierzu hinsichtlich insoweit "
        "lediglich leider letztlich mithin möglichst nachdem nochmals somit sonst sowie umgehend "
        "ungeachtet unverzüglich vielmehr vorab vorliegend weiterhin weiter wunschgemäß zuletzt "
        "zunächst zusätzlich allerdings als also am an auch auf aufgrund aus außerdem bei beim "
        "bevor bis bitte bzw da dabei dadurch daher damit danach dann daran darauf darin darüber "
        "das dass dazu dem den denen denn der deren des deshalb dessen die dies diese diesem "
        "diesen dieser dieses doch durch ein eine einem einen einer eines er es etwa falls für "
        "gegen gemäß hat hatte haben hiermit hier ich im in indem ins insbesondere ist jedoch "
        "kann können laut mit muss müssen nach nachdem nicht nie noch nun nur ob obwohl oder ohne "
        "seit sind so sobald sofern solange soll sollen sondern sowie sowohl spätestens statt "
        "trotz um und uns unser unsere unseren unserem unter über vielen vom von vor war waren "
        "was wegen weil welche welchem welchen welcher welches wenn wer werden wie wir wird wo "
        "wobei wodurch worauf wurde wurden während zu zudem zum zur zwar zwischen zwei drei vier "
        "fünf sechs sieben acht neun zehn elf zwölf"
    ),
    abbreviations=word_set(
        "usw bzw etc ca co dr prof nr abs art str inkl zzgl ggf evtl vgl sog geb verh e.v z.b d.h "
        "u.a i.a i.v o.ä u.ä mio mrd std st tel jr sen dipl ing hrsg"
    ),
    closings=word_set("grüßen grüße gruß hochachtungsvoll empfehlungen"),
    decimal_word="komma",
    decimal_mark=",",
    plurals=word_set(
        "paragrafen paragraphen nummern ziffern seiten artikel punkte absätze zimmer zeilen "
        "blätter teile jahre"
    ),
    units=MappingProxyType(UNITS["de"]),
    tens=MappingProxyType(TENS["de"]),
    spelling=MappingProxyType(
        {
            **letter_table(ICAO),
            **letter_table(_GERMAN_TOWNS),
            **letter_table(_GERMAN_NAMES),
            "charlotte": "Ch",
            "schule": "Sch",
            "eszett": "ß",
        }
    ),
    spelling_links=frozenset({("wie",)}),
    spelling_signs=MappingProxyType(
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
    lists=word_set("und oder sowie bis nach"),
    salutations=word_set("geehrte geehrter geehrten liebe lieber hallo"),
    greeting=True,
)
