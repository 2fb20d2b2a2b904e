"""The German patterns of agenda items and decisions.

What each is for: ``core.wording.cues.words``.
"""

from __future__ import annotations

import re

from pipeline.core.wording.almanac import MONTH
from pipeline.core.wording.cues.tasks_de import HEDGES, TASKS
from pipeline.core.wording.cues.words import LETTERED, TITLED, CueWords, ignoring_case
from pipeline.core.wording.numerals import COUNT, PLACE

_I = re.IGNORECASE

_NUMBER = rf"(?P<number>\d{{1,2}}{LETTERED}(?!\d)|(?:{COUNT['de']}))"
_POINT = r"(?:tagesordnungs ?|programm)?punkt(?:e[sn]?)?"
_TOP = r"(?:to[pb]p?|tupp?|t\. ?o\. ?p\.?|tagesordnungs ?punkt|tagesordnungs ?punktes)"
_ANY = rf"(?:{_TOP}|{_POINT})(?: nummer)?"
_GO = (
    r"(?:kommen wir|wir kommen|ich komme|komme ich|gehen wir|wir gehen|machen wir|wir machen|"
    r"ich rufe|rufe ich|ich eröffne|eröffne ich|wir beginnen|beginnen wir|wir starten|starten wir|"
    r"fangen wir|wir fangen|sind wir|wir sind|geht es|geht's|es geht|wir steigen|bleibt|"
    r"bleibt uns|hätten wir|haben wir|wir haben|wir hätten|wären wir|wir wären|steigen wir|"
    r"springen wir|fahren wir|wir fahren|behandeln wir|aufgerufen ist|aufruf)"
)
_ORG = (
    r"(?:der|die|das) (?:\w*(?:rat|vorstand|ausschuss|versammlung|gremium|kommission|konferenz|"
    r"beirat|präsidium|fraktion|geschäftsführung|geschäftsleitung|gesellschafter|kuratorium|senat|"
    r"kollegium|gemeinderat|anwesenden))"
)
_MATTER = (
    r"(?:(?:top|tagesordnungspunkt) \d+|(?:der|die|das|dieser|diese|dieses|ihr|unser|dem) "
    r"(?:\w+ ){0,2}?\w*(?:antrag|anträge|vorschlag|vorlage|haushalt|satzung|satzungsänderung|"
    r"protokoll|niederschrift|tagesordnung|punkt|top|plan|entwurf|beschluss|jahresabschluss|"
    r"budget|änderung|auftrag|etat|resolution))"
)
_DONE = (
    r"(?:beschlossen|angenommen|abgelehnt|genehmigt|verabschiedet|entlastet|gewählt|vertagt|"
    r"bestätigt|zurückgestellt|vereinbart|vergeben|gebilligt|abgesetzt|verschoben)"
)
_NOW = r"(?:damit|somit|hiermit|dann|also|einstimmig|mehrheitlich|ergebnis)"
_PAST = (
    r"\b(?:letzte[nmsr]?|vorige[nmsr]?|vergangene[nmsr]?|damals|früher|gestern|vorgestern|"
    r"seinerzeit|neulich|kürzlich|bereits|schon|längst|vor (?:ein|zwei|drei|\d)\w* (?:jahr|monat|"
    r"woche|tag)\w*|(?:im (?:jahr )?)?(?:19|20)\d\d|"
    rf"im (?:{MONTH['de']}|frühjahr|sommer|herbst|winter)|beim letzten mal|hatten?|"
    rf"waren?|wurden?)\b"
)
_IF = (
    r"\b(?:wenn|falls|sofern|ob|nehmen wir an|gesetzt|bevor|sobald|solange|damit wir|um zu)\b|"
    r"^angenommen,"
)
_WOULD = (
    r"\b(?:müssen|müssten|sollten|könnten|könnte|würden|würde|wäre|wären|hätte|hätten|möchte[nt]?|"
    r"wollen|wollten|wollte|dürfen|dürften|sollte)\b"
)
_NOT = r"\b(?:nicht|nie|niemals|nichts|kein\w*|niemand|weder|noch)\b"
_NO_TOPIC = (
    r"(?!(?:bitte|danke|dann|also|so|und|aber|da|dazu|damit|hierzu|wenn|falls|weil|dass|ob|wo|was|"
    r"wer|wie|jetzt|nun|gut|okay|ja|nein|herrn?|frau|kolleg\w+|meine|liebe\w*|verehrte\w*)\b)"
    r"(?!.*\b(?:ich|wir|sie|ihr|du|es|man|uns|ist|sind|war|waren|wird|werden|hat|haben|kann|"
    r"können|soll|sollen|muss|müssen|möchte\w*|würde\w*|geht|kommt|steht|liegt|gibt|"
    r"bitte|danke)\b)"
)
"""No name of an item begins so or has such words.

Behind "TOP 3," stands its name, or something said to somebody.
"""

_ORDER = (
    r"als (?:aller)?(?:erstes|zweites|drittes|viertes|fünftes|sechstes|nächstes|letztes)|"
    r"zunächst|zuerst|zum (?:ab)?schluss|zu guter letzt|erstens|zweitens|drittens"
)
_TURNED = (
    r"(?:(?:kommen|wenden|springen|schreiten) wir|wir (?:kommen|wenden|schreiten)|"
    r"(?:(?:gehen|machen) wir|wir (?:gehen|machen))(?= (?:\w+ )?weiter)|weiter|das (?:bringt|"
    r"führt) uns|(?:dann )?(?:geht es|geht's|es geht))"
)
_NOWHERE = (
    r"(?!.{0,24}\b(?:pause|schluss|ende|abstimmung|wahl(?:gang)?|ergebnis|frage, ob|sache|hause|"
    r"tür|essen|mittagessen|kaffee|kern|entscheidung|lösung|einigung|ihnen|euch|dir|mir|uns zurück)"
    r"\b)"
)
"""Where people go without a new item: to lunch, to the vote, to the point."""
_UNNUMBERED = (
    (
        rf"^(?:dann |und |so |gut )*(?:{_ORDER}) (?:\w+ )?(?:sprechen|reden|behandeln|besprechen|"
        rf"beraten|diskutieren|steht|stehen|kommt|geht es|haben|hätten|befassen|schauen) "
        rf"(?:wir )?(?:uns )?(?!.*\b(?:pause|bitten|danken|bedanken|begrüßen)\b)"
    ),
    (
        rf"^(?:{_ORDER}),? (?:noch )?(?:das thema|der punkt|die frage|der bericht|das) "
        rf"(?-i:[A-ZÄÖÜ])"
    ),
    (
        r"^(?:und )?(?:nun |jetzt |dann |weiter )*zum (?:ersten|zweiten|dritten|vierten|fünften|"
        r"sechsten|nächsten|letzten|anderen) (?:thema|punkt|tagesordnungspunkt|themenblock)[,.:] "
    ),
    (
        rf"^(?:und |damit |dann |nun |jetzt |so |somit )*{_TURNED}(?: (?:nun|jetzt|dann|damit|uns|"
        rf"gleich|direkt|weiter|also|einmal|mal|noch|als nächstes|über))* "
        rf"(?:zu|zur|zum|mit|dem|auf) {_NOWHERE}(?:(?:dem|der|den|die|das|thema|punkt|unserem|"
        rf"unserer|neuen|nächsten|\w+en) )*(?-i:[A-ZÄÖÜ](?!err|errn|rau|olleg))[\w-]{{4}}"
    ),
    (
        rf"^(?:und |so )*(?:jetzt|nun|als nächstes|im folgenden) (?:geht es|geht's|sprechen wir|"
        rf"reden wir) (?:nun |jetzt |dann |noch )*(?:um|über) {_NOWHERE}"
    ),
    (
        r"^(?:dann |jetzt |nun |so )*(?:hätten|haben|behandeln|besprechen) wir (?:nun |jetzt |noch "
        r"|"
        r"dann )*als (?:erstes|zweites|drittes|nächstes|letztes)\b"
    ),
    (
        r"^(?:dann |jetzt |nun )?wenden wir uns (?:\w+ ){0,2}?(?:dem|der|den)\b|"
        r"^wir wenden uns (?:\w+ ){0,2}?(?:dem|der|den)\b"
    ),
    (
        r"^(?:unser|das|ein) (?:nächste|zweite|dritte|vierte|letzte|weitere)[rs]? (?:thema|punkt)"
        r"(?: heute| nun)? (?:ist|wäre|betrifft|sind)(?!,? dass)"
    ),
)

GERMAN = CueWords(
    opening=re.compile(
        (
            r"^(?:(?:so|ja|gut|okay|ok|also|dann|und|nun|jetzt|na|äh|ähm|genau|prima|super|danke|"
            r"vielen dank|schön|damit|somit|alles klar|meine damen und herren|liebe \w+|"
            r"als (?:erstes|zweites|nächstes|letztes)|zunächst|zuerst|weiter)[,.!]? )+"
        ),
        _I,
    ),
    heading=re.compile(
        (
            r"^(?:(?:der )?beschluss(?: lautet)?|entscheidung|beschlossen|aufgabe[^,:]*|"
            r"arbeitsauftrag[^,:]*|to[- ]?do[^,:]*)[.:,]?$"
        ),
        _I,
    ),
    items=ignoring_case(
        rf"^(?:zu |zum )?{_TOP}(?: nummer)?[ -]?{_NUMBER}{TITLED}",
        rf"\bzu {_ANY}[ -]?{_NUMBER} (?:über|weiter)?(?:gehen|kommen)[.!]?$",
        (
            rf"^(?P<number>{PLACE['de']}) {_POINT}[,.:](?!.*\b(?:ich|wir|es|man|ist|sind|haben|"
            rf"hat|wird)\b)"
        ),
        (
            r"^(?:das |unser )?(?:nächste|letzte)s? thema(?: (?:heute|nun|jetzt|dann))*"
            r"(?:[,.:](?! (?:das|wo|was|dass)\b)| (?:ist|wäre|lautet)(?!,? dass))"
        ),
        rf"^thema nummer {_NUMBER}\b",
        (
            rf"^{_POINT}(?: nummer)? {_NUMBER}{TITLED}(?!.*\b(?:ich|wir|es|man|ist|sind|"
            rf"haben|hat|wird)\b)"
        ),
        (
            rf"(?:^|, )(?:\w+ ){{0,3}}{_GO}(?: \w+){{0,4}}? (?:(?:zu|zum|zur|mit|bei|beim|an|"
            rf"auf|in|den|dem|der|noch|nun|jetzt) )*{_ANY}[ -]?{_NUMBER}(?!\w)"
        ),
        (
            rf"^(?:\w+ ){{0,3}}{_GO}(?: \w+){{0,3}}? (?:zum|mit dem|beim|den|in den) "
            rf"(?:(?P<number>{PLACE['de']})|nächsten|letzten|folgenden|vorletzten) {_POINT}\b"
        ),
        (
            rf"^(?:zum|beim) (?:(?P<number>{PLACE['de']})|nächsten|letzten) {_POINT}\b"
            rf"(?!(?: auf der tagesordnung)? (?:möchte|will|würde|hätte|hatte|habe|muss|kann|noch|"
            rf"wollte|ist|fällt))"
        ),
        (
            rf"^(?:der )?(?:nächster?|letzter?|folgender?) {_POINT}"
            rf"(?: (?:auf|der|unserer|für|von|tagesordnung|heute|nun|jetzt|dann))*"
            rf"(?:[,.:](?! (?:der|die|das|den|dem|wo|was|dass)\b)| (?:ist|wäre|lautet|heißt)"
            rf"(?!,? dass))"
        ),
        (
            rf"^(?:der )?(?P<number>{PLACE['de']}) {_POINT}(?: (?:auf|der|unserer))* "
            rf"tagesordnung(?: (?:heute|nun))*(?:[,.:]| (?:ist|wäre|lautet|heißt)(?!,? dass))"
        ),
        (
            rf"^(?:\w+ ){{0,3}}{_GO}(?: \w+){{0,2}}? (?:zu|zum|mit) (?:punkt )?"
            rf"(?:verschieden ?e[mns]|sonstige[mns])\b"
        ),
        *_UNNUMBERED,
    ),
    no_item=re.compile(
        r"\?$|\b(?:zurück|später|nachher|gleich noch|letztes mal|letzten mal|besprochen|"
        r"gesprochen|geredet|gehabt|schließe[n]?|abgeschlossen|fertig mit|fragen zu|frage zu|"
        r"unter (?:to[pb]|tup|t\. ?o\. ?p|punkt)|gehört|haben wir (?:schon|bereits)|"
        r"wir haben (?:schon|bereits)|waren wir|hatten|entfällt|nicht|vertagt|abgesetzt|erledigt|"
        r"wollte ich|möchte ich|hätte ich|habe ich)\b",
        _I,
    ),
    conditional=re.compile(
        r"\b(?:wenn|falls|sofern|bevor|nachdem|sobald|solange|ob|dass|weil|damit wir|sagt|meint|"
        r"schlage|vorschlag|könnten|sollten|würde|möchte)\b",
        _I,
    ),
    topic=re.compile(
        (
            rf"(?: {_POINT})?(?: (?:auf|der|unserer|heutigen|tagesordnung|heute|nun|"
            rf"jetzt))*[,:] (?P<topic>{_NO_TOPIC}(?=\w)(?:\S+ ){{0,9}}?\S*\w)[.!]?"
        ),
        _I,
    ),
    decisions=ignoring_case(
        (
            r"^(?:(?:der|unser|folgender) )?beschluss(?: lautet(?: wie folgt)?| ist)?[,.:]"
            r"(?! (?:vorlage|ja|nein))"
        ),
        (
            r"^(?:es ist |ist )?(?:einstimmig |mehrheitlich |so )?beschlossen[,.:]|^beschlossen "
            r"(?:ist|wird)(?: hiermit| damit| also)?[,:]|^(?:das|dies) ist (?:damit |also |"
            r"somit )?einstimmig\b|^entscheidung[,.:]|^(?:abgemacht|entschieden)[,:]|"
            r"^(?:\w+ )?nehmen wir (?:\S+ )?(?:ins|zu) protokoll\b|^(?:(?:dann |also )?machen wir "
            r"(?:das|es) so|(?:das|so) machen wir(?: das)? so|so machen wir (?:das|es))[,.:!]|"
            r"^(?:einstimmig|mehrheitlich) (?:so )?"
        )
        + _DONE,
        (
            r"^(?:\w+ ){0,2}?(?:wir halten|halten wir|ich halte|halte ich) (?:(?:also|somit|damit|"
            r"hiermit|jetzt|mal|das|so|im protokoll) )*fest\b(?=[,.:]| dass)"
        ),
        rf"\b(?:{_NOW}|hiermit|es) (?:ist|sind|wird|werden|gilt) (?:\S+ ){{0,9}}?{_DONE}\b",
        rf"^{_MATTER} (?:ist|sind|wird|werden) (?:\S+ ){{0,12}}?{_DONE}\b",
        rf"\b(?:ist|sind|wird) {_MATTER} (?:\S+ ){{0,8}}?{_DONE}\b",
        rf"^{_MATTER} (?:\S+ ){{0,6}}?{_DONE}[.!]?$",
        (
            r"^(?:das|dies|so) (?:ist|wird) (?:\S+ ){0,10}?(?:so |damit |somit |hiermit |"
            r"einstimmig )(?:\S+ ){0,2}?(?:beschlossen|vereinbart|angenommen|genehmigt|"
            r"abgelehnt)\b"
        ),
        (
            r"^wir (?:beschließen|vertagen|vereinbaren|genehmigen|verabschieden)"
            r"(?: (?:hiermit|also|somit|damit|jetzt|nun|heute|einstimmig))*(?=,| \w)|^(?:\w+ )?"
            r"(?:hiermit|somit|damit|also) beschließen wir\b"
        ),
        (
            rf"^(?:hiermit )?{_ORG} (?:beschließt|genehmigt|entlastet|verabschiedet|billigt|"
            rf"stimmt (?:\S+ ){{1,6}}?zu\b|lehnt (?:\S+ ){{1,6}}?ab\b|nimmt (?:\S+ ){{1,"
            rf"6}}?an\b|wählt)"
        ),
        (
            r"^wir (?:haben uns (?:\S+ ){0,2}?(?:darauf |auf \S+ )(?:\S+ ){0,3}?(?:geeinigt|"
            r"verständigt)|haben (?:(?:jetzt|heute|also|damit|gerade|soeben|hiermit|gemeinsam|"
            r"einstimmig) )+(?:\S+ ){0,8}?(?:beschlossen|entschieden|vereinbart)|"
            r"haben (?:beschlossen|entschieden|vereinbart))\b"
        ),
        r"^(?:\w+ )?beschließt (?:der|die|das) (?-i:[A-ZÄÖÜ])",
        (
            r"^(?:wir nehmen|nehmen wir|wir entscheiden uns|entscheiden wir uns) "
            r"(?:also|dann|damit|somit|nun) (?:für )?(?:das|den|die) (?!\w+ (?:mit|ab|auf)\b)"
        ),
        (
            r"^(?:wir (?:einigen|verständigen) uns|(?:also |damit )?(?:einigen|verständigen) wir "
            r"uns) (?:\w+ )?(?:auf|darauf)\b"
        ),
        (
            r"^(?:wir sind uns|sind wir uns|da sind wir uns) (?:(?:also|damit|somit|alle) )*einig"
            r"(?:[,.]| dass)"
        ),
        r"^(?:wir )?verbleiben(?: wir)?(?: \w+)? so\b",
        (
            r"^(?:\w+ ){0,2}?(?:gewählt (?:ist|sind)|(?:ist|sind) (?:(?-i:[A-ZÄÖÜ]\S+|und) ){1,6}?"
            r"(?:\S+ ){0,4}?(?:zu[mr]? \S+ )?gewählt)\b"
        ),
    ),
    undecided=re.compile(
        rf"\?$|{_PAST}|{HEDGES}|{_IF}|{_WOULD}|{_NOT}|\bjedes\b|\bimmer\b|\bhat\b", _I
    ),
    past=re.compile(
        (
            rf"\b(?:hat|haben|wurde) (?:\S+ ){{0,9}}?{_DONE}|\b(?:letzte[nmsr]?|vorige[nmsr]?|"
            rf"vergangene[nmsr]?|damals|gestern|vorgestern|seinerzeit|neulich|beim letzten mal|"
            rf"hatten|gab es|wenn|falls)\b"
        ),
        _I,
    ),
    result=re.compile(rf"\b{_DONE}\b", _I),
    reported=re.compile(HEDGES, _I),
    minutes=re.compile(
        (
            r" (?:de[rs]|von der|vom|aus der) (?:letzten|vorigen|vergangenen) (?:sitzung|"
            r"versammlung|treffens|mal)(?: vom [\w. ]+?(?=ist|wird))?"
        ),
        _I,
    ),
    tasks=TASKS,
)
