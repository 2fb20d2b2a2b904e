"""German: how meetings announce, decide and hand out work. What each pattern is for: ``core.wording.cue_words``."""

from __future__ import annotations

import re

from pipeline.core.wording.almanac import MONTH
from pipeline.core.wording.cues.words import LETTERED, TITLED, Words
from pipeline.core.wording.numerals import COUNT, PLACE

_I = re.IGNORECASE


def _re(*parts: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(part, _I) for part in parts)


_NUMBER_DE = rf"(?P<number>\d{{1,2}}{LETTERED}(?!\d)|(?:{COUNT['de']}))"
_POINT_DE = r"(?:tagesordnungs ?|programm)?punkt(?:e[sn]?)?"
_TOP_DE = r"(?:to[pb]p?|tupp?|t\. ?o\. ?p\.?|tagesordnungs ?punkt|tagesordnungs ?punktes)"
_ANY_DE = rf"(?:{_TOP_DE}|{_POINT_DE})(?: nummer)?"
_GO_DE = (
    r"(?:kommen wir|wir kommen|ich komme|komme ich|gehen wir|wir gehen|machen wir|wir machen|"
    r"ich rufe|rufe ich|ich eröffne|eröffne ich|wir beginnen|beginnen wir|wir starten|starten wir|"
    r"fangen wir|wir fangen|sind wir|wir sind|geht es|geht's|es geht|wir steigen|bleibt|"
    r"bleibt uns|hätten wir|haben wir|wir haben|wir hätten|wären wir|wir wären|steigen wir|"
    r"springen wir|fahren wir|wir fahren|behandeln wir|aufgerufen ist|aufruf)"
)
_ORG_DE = (
    r"(?:der|die|das) (?:\w*(?:rat|vorstand|ausschuss|versammlung|gremium|kommission|konferenz|"
    r"beirat|präsidium|fraktion|geschäftsführung|geschäftsleitung|gesellschafter|kuratorium|senat|"
    r"kollegium|gemeinderat|anwesenden))"
)
_MATTER_DE = (
    r"(?:(?:top|tagesordnungspunkt) \d+|(?:der|die|das|dieser|diese|dieses|ihr|unser|dem) "
    r"(?:\w+ ){0,2}?\w*(?:antrag|anträge|vorschlag|vorlage|haushalt|satzung|satzungsänderung|"
    r"protokoll|niederschrift|tagesordnung|punkt|top|plan|entwurf|beschluss|jahresabschluss|"
    r"budget|änderung|auftrag|etat|resolution))"
)
_DONE_DE = (
    r"(?:beschlossen|angenommen|abgelehnt|genehmigt|verabschiedet|entlastet|gewählt|vertagt|"
    r"bestätigt|zurückgestellt|vereinbart|vergeben|gebilligt|abgesetzt|verschoben)"
)
_NOW_DE = r"(?:damit|somit|hiermit|dann|also|einstimmig|mehrheitlich|ergebnis)"

_PAST_DE = (
    r"\b(?:letzte[nmsr]?|vorige[nmsr]?|vergangene[nmsr]?|damals|früher|gestern|vorgestern|"
    r"seinerzeit|neulich|kürzlich|bereits|schon|längst|vor (?:ein|zwei|drei|\d)\w* (?:jahr|monat|"
    r"woche|tag)\w*|(?:im (?:jahr )?)?(?:19|20)\d\d|"
    rf"im (?:{MONTH['de']}|frühjahr|sommer|herbst|winter)|beim letzten mal|hatten?|"
    rf"waren?|wurden?)\b"
)
_SAID_DE = (
    r"\b(?:sagt(?:e|en)?|meint(?:e|en)?|behauptet\w*|angeblich|laut|sei(?:en)?|hieß|heißt es|"
    r"gehört|erzählt\w*|glaube|denke|hoffe|stelle mir|frage mich|ehrlich gesagt|vermute|fürchte|"
    r"finde|schätze|vorschlag wäre|schlage vor|beantrag\w+|empfehl\w+|gehe davon aus|weiß nicht|"
    r"keine ahnung|vielleicht|eventuell|wahrscheinlich|hoffentlich|vermutlich|womöglich)\b"
)
_IF_DE = (
    r"\b(?:wenn|falls|sofern|ob|nehmen wir an|gesetzt|bevor|sobald|solange|damit wir|um zu)\b|"
    r"^angenommen,"
)
_WOULD_DE = (
    r"\b(?:müssen|müssten|sollten|könnten|könnte|würden|würde|wäre|wären|hätte|hätten|möchte[nt]?|"
    r"wollen|wollten|wollte|dürfen|dürften|sollte)\b"
)
_NOT_DE = r"\b(?:nicht|nie|niemals|nichts|kein\w*|niemand|weder|noch)\b"

_ROLE_DE = (
    r"(?i:der|die|das|den|dem) (?i:neue[rn]? )?(?:(?:Stadt|Gemeinde|Vereins|Kreis|Bezirks)?"
    r"(?:Verwaltung|Vorstand|Kassenwart(?:in)?|Schatzmeister(?:in)?|Schriftführer(?:in)?|Bauhof|"
    r"Bauamt|Ordnungsamt|Geschäftsführung|Geschäftsführer(?:in)?|Geschäftsstelle|Sekretariat|"
    r"Hausmeister(?:in)?|Hausverwaltung|Bürgermeister(?:in)?|Vorsitzende[rn]?|"
    r"Protokollführer(?:in)?|Festausschuss|Arbeitsgruppe|Projektleiter(?:in)?|Projektleitung|"
    r"Buchhaltung|Personalabteilung|Marketingabteilung|IT-Abteilung|IT|Technik|Jugendwart(?:in)?|"
    r"Sportwart(?:in)?|Platzwart(?:in)?|Kämmerer|Kämmerin|Architekt(?:in)?|Bauausschuss|"
    r"Finanzausschuss|Trainer(?:in)?))"
)
_NAME = r"[A-ZÄÖÜ][\wäöüß]+(?:-[A-ZÄÖÜ][\wäöüß]+)*"
_TITLED_DE = (
    rf"(?:(?i:Herrn?|Frau|Kollege|Kollegin) (?:(?i:Dr\.|Doktor|Prof\.|Professor) )*{_NAME}|"
    rf"(?:Dr\.|Prof\.) {_NAME})"
)

_COMMIT_STEMS = "organisier erledig kümmer besorg"
_ACT_STEMS = """
schick verschick zuschick abschick send versend schreib mach prüf klär bestell bring überbring bereit erstell leg liefer hol frag
geb gib meld bau buch reservier stell überarbeit aktualisier korrigier druck kauf informier kontaktier sprech sprich setz reich füll
trag träg lad läd vereinbar recherchier sammel formulier entwerf entwirf bezahl überweis teil mail veröffentlich richt räum reparier
leit stimm plan schau fass nehm nimm terminier beauftrag beantwort unterschreib
"""
"""Verbs for what is done once. Those that commit whoever says them, even without a date, stand before them."""
_COMMIT_DE = (
    rf"(?i:übern(?:ehme|immst|immt|ehmen)|(?:{'|'.join(_COMMIT_STEMS.split())})(?:e|e?st|e?t|e?n))"
)
_ACT_DE = (
    rf"(?:{_COMMIT_DE}|(?i:(?:{'|'.join(_ACT_STEMS.split())})(?:e|e?st|e?t|e?n)?\b|"
    rf"ruf(?:e|st|t|en)(?=.* an\b)))"
)
_TO_DO_DE = (
    r"(?i:(?:\w{2,9})?(?:übernehmen|organisieren|erledigen|kümmern|besorgen|schicken|senden|"
    r"schreiben|machen|prüfen|klären|bestellen|bringen|rufen|bereiten|erstellen|legen|liefern|"
    r"holen|fragen|geben|melden|bauen|buchen|reservieren|stellen|überarbeiten|aktualisieren|"
    r"korrigieren|drucken|kaufen|informieren|kontaktieren|sprechen|setzen|reichen|füllen|laden|"
    r"vereinbaren|recherchieren|sammeln|formulieren|entwerfen|bezahlen|überweisen|mailen|"
    r"veröffentlichen|räumen|reparieren|leiten|stimmen|schauen|fassen|beauftragen|beantworten|"
    r"unterschreiben|einholen|vorlegen|durchführen|koordinieren|ausarbeiten|abgeben|testen|"
    r"veranlassen))"
)
_FILL_DE = (
    r"(?:(?i:dann|bitte|also|ja|jetzt|mal|noch|auch|gerne|gern|mit|doch|das|es|dies|sich|mich|"
    r"dich|euch|Ihnen|uns|dir) )*"
)
_NOBODY_DE = (
    "Gut|Also|Ja|Nein|So|Danke|Bitte|Okay|Entschuldigung|Moment|Und|Dann|Sorry|Hallo|Leute|Na|"
    "Aber|Super|Ach"
)

_NO_TOPIC_DE = (
    r"(?!(?:bitte|danke|dann|also|so|und|aber|da|dazu|damit|hierzu|wenn|falls|weil|dass|ob|wo|was|"
    r"wer|wie|jetzt|nun|gut|okay|ja|nein|herrn?|frau|kolleg\w+|meine|liebe\w*|verehrte\w*)\b)"
    r"(?!.*\b(?:ich|wir|sie|ihr|du|es|man|uns|ist|sind|war|waren|wird|werden|hat|haben|kann|"
    r"können|soll|sollen|muss|müssen|möchte\w*|würde\w*|geht|kommt|steht|liegt|gibt|"
    r"bitte|danke)\b)"
)
"""Behind "TOP 3," stands what it is about, or something said to somebody: no name of an item begins so, or has such words."""

GERMAN = Words(
    opening=re.compile(
        (
            r"^(?:(?:so|ja|gut|okay|ok|also|dann|und|nun|jetzt|na|äh|ähm|genau|prima|super|danke|"
            r"vielen dank|schön|damit|somit|alles klar|meine damen und herren|liebe \w+|"
            r"als (?:erstes|zweites|nächstes|letztes)|zunächst|zuerst|weiter)[,.!]? )+"
        ),
        _I,
    ),
    items=_re(
        rf"^(?:zu |zum )?{_TOP_DE}(?: nummer)?[ -]?{_NUMBER_DE}{TITLED}",
        rf"\bzu {_ANY_DE}[ -]?{_NUMBER_DE} (?:über|weiter)?(?:gehen|kommen)[.!]?$",
        (
            rf"^(?P<number>{PLACE['de']}) {_POINT_DE}[,.:](?!.*\b(?:ich|wir|es|man|ist|sind|haben|"
            rf"hat|wird)\b)"
        ),
        (
            r"^(?:das |unser )?(?:nächste|letzte)s? thema(?: (?:heute|nun|jetzt|dann))*"
            r"(?:[,.:](?! (?:das|wo|was|dass)\b)| (?:ist|wäre|lautet)(?!,? dass))"
        ),
        rf"^thema nummer {_NUMBER_DE}\b",
        (
            rf"^{_POINT_DE}(?: nummer)? {_NUMBER_DE}{TITLED}(?!.*\b(?:ich|wir|es|man|ist|sind|"
            rf"haben|hat|wird)\b)"
        ),
        (
            rf"(?:^|, )(?:\w+ ){{0,3}}{_GO_DE}(?: \w+){{0,4}}? (?:(?:zu|zum|zur|mit|bei|beim|an|"
            rf"auf|in|den|dem|der|noch|nun|jetzt) )*{_ANY_DE}[ -]?{_NUMBER_DE}(?!\w)"
        ),
        (
            rf"^(?:\w+ ){{0,3}}{_GO_DE}(?: \w+){{0,3}}? (?:zum|mit dem|beim|den|in den) "
            rf"(?:(?P<number>{PLACE['de']})|nächsten|letzten|folgenden|vorletzten) {_POINT_DE}\b"
        ),
        (
            rf"^(?:zum|beim) (?:(?P<number>{PLACE['de']})|nächsten|letzten) {_POINT_DE}\b"
            rf"(?!(?: auf der tagesordnung)? (?:möchte|will|würde|hätte|habe|muss|kann|noch|"
            rf"wollte|ist|fällt))"
        ),
        (
            rf"^(?:der )?(?:nächster?|letzter?|folgender?) {_POINT_DE}"
            rf"(?: (?:auf|der|unserer|für|von|tagesordnung|heute|nun|jetzt|dann))*"
            rf"(?:[,.:](?! (?:der|die|das|den|dem|wo|was|dass)\b)| (?:ist|wäre|lautet|heißt)"
            rf"(?!,? dass))"
        ),
        (
            rf"^(?:der )?(?P<number>{PLACE['de']}) {_POINT_DE}(?: (?:auf|der|unserer))* "
            rf"tagesordnung(?: (?:heute|nun))*(?:[,.:]| (?:ist|wäre|lautet|heißt)(?!,? dass))"
        ),
        (
            rf"^(?:\w+ ){{0,3}}{_GO_DE}(?: \w+){{0,2}}? (?:zu|zum|mit) (?:punkt )?"
            rf"(?:verschieden ?e[mns]|sonstige[mns])\b"
        ),
    ),
    no_item=re.compile(
        r"\?$|\b(?:zurück|später|nachher|gleich noch|letztes mal|letzten mal|besprochen|"
        r"gesprochen|geredet|gehabt|schließe[n]?|abgeschlossen|fertig mit|fragen zu|frage zu|"
        r"unter (?:to[pb]|tup|t\. ?o\. ?p|punkt)|gehört|haben wir (?:schon|bereits)|"
        r"wir haben (?:schon|bereits)|waren wir|hatten|entfällt|nicht|vertagt|abgesetzt|erledigt|"
        r"wollte ich|möchte ich|hätte ich|habe ich)\b",
        _I,
    ),
    topic=re.compile(
        (
            rf"(?: {_POINT_DE})?(?: (?:auf|der|unserer|heutigen|tagesordnung|heute|nun|"
            rf"jetzt))*[,:] (?P<topic>{_NO_TOPIC_DE}(?=\w)(?:\S+ ){{0,9}}?\S*\w)[.!]?"
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
    decisions=_re(
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
        + _DONE_DE,
        (
            r"^(?:\w+ ){0,2}?(?:wir halten|halten wir|ich halte|halte ich) (?:(?:also|somit|damit|"
            r"hiermit|jetzt|mal|das|so|im protokoll) )*fest\b(?=[,.:]| dass)"
        ),
        rf"\b(?:{_NOW_DE}|hiermit|es) (?:ist|sind|wird|werden|gilt) (?:\S+ ){{0,9}}?{_DONE_DE}\b",
        rf"^{_MATTER_DE} (?:ist|sind|wird|werden) (?:\S+ ){{0,12}}?{_DONE_DE}\b",
        rf"\b(?:ist|sind|wird) {_MATTER_DE} (?:\S+ ){{0,8}}?{_DONE_DE}\b",
        rf"^{_MATTER_DE} (?:\S+ ){{0,6}}?{_DONE_DE}[.!]?$",
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
            rf"^(?:hiermit )?{_ORG_DE} (?:beschließt|genehmigt|entlastet|verabschiedet|billigt|"
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
    result=re.compile(rf"\b{_DONE_DE}\b", _I),
    undecided=re.compile(
        rf"\?$|{_PAST_DE}|{_SAID_DE}|{_IF_DE}|{_WOULD_DE}|{_NOT_DE}|\bjedes\b|\bimmer\b|\bhat\b", _I
    ),
    reported=re.compile(_SAID_DE, _I),
    minutes=re.compile(
        (
            r" (?:de[rs]|von der|vom|aus der) (?:letzten|vorigen|vergangenen) (?:sitzung|"
            r"versammlung|treffens|mal)(?: vom [\w. ]+?(?=ist|wird))?"
        ),
        _I,
    ),
    aside=re.compile(r",? (?:ob|dass|damit|weil|denn|wo|wie|wer|was|wann)\b", _I),
    past=re.compile(
        (
            rf"\b(?:hat|haben|wurde) (?:\S+ ){{0,9}}?{_DONE_DE}|\b(?:letzte[nmsr]?|vorige[nmsr]?|"
            rf"vergangene[nmsr]?|damals|gestern|vorgestern|seinerzeit|neulich|beim letzten mal|"
            rf"hatten|gab es|wenn|falls)\b"
        ),
        _I,
    ),
    unsure=re.compile(
        rf"{_SAID_DE}|\b(?:wenn|falls|sofern|nicht|nie|niemals|nichts|niemand|keine?[nrm]?|seit|"
        rf"immer|meistens?|normalerweise|üblicherweise|gewöhnlich|"
        r"grundsätzlich|jede[nsr]?|oft|ständig|sonst|selten|manchmal|früher|bisher|"
        r"bis (?:heute(?! abend| mittag| nachmittag| \d)|jetzt)|wollte|würde|könnte|hätte|wäre|"
        r"letzte[nsr]?|gestern|damals)\b",
        _I,
    ),
    idle=re.compile(
        r"\b(?:urlaub|pause|feierabend|spaß|mühe|wort|fenster|tür|licht|mikro\w*)\b|"
        r"\bübern\w+\b.*\b(?:kosten|schaden|schäden|haftung|verantwortung)\b|\b(?:kosten|schaden|"
        r"schäden|haftung|verantwortung) übern\w+",
        _I,
    ),
    requests=(
        (
            rf"^(?P<who>{{actor}}|(?!(?:{_NOBODY_DE})\b){_NAME}), (?i:(?:bitte )?"
            rf"(?:kannst|könntest|würdest) du|(?:bitte )?(?:können|könnten|würden) Sie)"
            rf"\b.*\b{_TO_DO_DE}\b"
        ),
        (
            rf"^(?P<who>{{actor}}|(?!(?:{_NOBODY_DE})\b){_NAME}),? (?i:bitte )?{_ACT_DE} (?i:du|"
            rf"Sie)\b(?=.*\bbitte\b|.*[§¤])"
        ),
        (
            rf"^(?P<who>{{actor}}|(?!(?:{_NOBODY_DE})\b){_NAME}),? (?i:bitte) "
            rf"(?:{_ACT_DE} (?i:Sie)\b|§)"
        ),
        (
            rf"^(?P<who>{{actor}}|(?!(?:{_NOBODY_DE})\b){_NAME}), (?i:du|Sie) (?:{_COMMIT_DE}\b|"
            rf"{_ACT_DE} .*(?:\b(?i:bitte)\b|§))"
        ),
        (
            rf"^(?i:(?:können|könnten|würden) Sie|(?:kannst|könntest|würdest) du)"
            rf"\b.*\b{_TO_DO_DE}\b,? (?P<who>{{actor}})[.?!]?$"
        ),
        (
            rf"^(?:(?i:bitte) {_ACT_DE}|{_ACT_DE}\b(?=.*(?:\b(?i:bitte)\b|§))).*,"
            rf" (?P<who>{{actor}})[.?!]?$"
        ),
        (
            rf"^(?P<who>{{actor}}), {_ACT_DE} (?i:mir|uns|bitte|mal|doch|das|die|den)\b"
            rf"(?=.*(?:\b(?i:bitte)\b|§))"
        ),
    ),
    tasks=(
        (
            rf"^(?i:die |eine |nächste )?(?i:aufgabe|arbeitsauftrag|auftrag|to[- ]?do|hausaufgabe|"
            rf"action item)(?: (?i:geht))? (?i:an|für) (?P<who>{{actor}}|{_NAME})\b"
        ),
        rf"^(?P<who>{{actor}}(?: (?i:und) (?:{{actor}}|ich))?) {_FILL_DE}{_COMMIT_DE}\b",
        (
            rf"^(?i:das|dies|die|den|darum|das alles|\w+) (?:\S+ ){{0,4}}?{_ACT_DE} {_FILL_DE}"
            rf"(?P<who>{{actor}}(?: (?i:und) (?:{{actor}}|ich))?)(?: [§¤])?[.!]?$"
        ),
        (
            rf"^(?i:das|dies|die \S+|den \S+|darum) {_ACT_DE} {_FILL_DE}(?P<who>ich|Ich)"
            rf"(?: (?i:gerne|gern|dann|selbst|auch|mit|vor|ab|an|um|rum|weiter|bei))*[.!]?$"
        ),
        rf"^(?P<who>(?i:ich)) {_FILL_DE}{_COMMIT_DE}\b",
        (
            rf"^(?P<who>(?i:ich)) {_FILL_DE}(?i:schicke|sende|maile|bestelle|erstelle|prüfe|kläre|"
            rf"vereinbare|reserviere|buche|recherchiere|informiere|kontaktiere|überarbeite|"
            rf"aktualisiere) {_FILL_DE}(?i:Ihnen|euch|dir|allen|das|die|den|eine?n?)\b"
        ),
        (
            r"^(?P<who>(?i:ich)) (?i:melde mich|nehme (?:\S+ )*Kontakt|spreche (?:\w+ )?mit "
            r"(?:dem|der|den|Herrn|Frau)|gebe (?:\w+ )*Bescheid|rufe (?:\S+ ){1,3}an)\b"
        ),
        rf"^(?P<who>{{actor}}|(?i:ich)) (?i:werde|wird|soll|möge|muss) (?:\S+ )*?{_TO_DO_DE}\b",
        (
            r"^(?P<who>{actor}) (?i:wird|ist|werden) (?:\S+ ){0,2}?(?i:beauftragt|gebeten|"
            r"angewiesen|verpflichtet)\b"
        ),
        r"^(?P<who>{actor}) (?i:erhält|bekommt|hat) (?i:den Auftrag|die Aufgabe)\b",
        (
            r"^(?P<who>{actor}) (?i:hat sich|erklärt sich|haben sich|ist) (?:\S+ )?"
            r"(?i:bereit erklärt|bereit)\b"
        ),
        rf"^(?i:(?:\w+ ){{0,3}}werde) (?P<who>ich) (?:\S+ )*?{_TO_DO_DE}\b",
        rf"^{_COMMIT_DE} (?P<who>ich) (?i:mich|das|den|die)\b",
        r"^(?i:wir|ich) (?i:beauftragen|bitten|beauftrage|bitte) (?P<who>{actor})\b",
    ),
    dated=(
        (
            rf"^(?P<who>{{actor}}(?: (?i:und) (?:{{actor}}|ich))?|(?i:ich)) {_FILL_DE}{_ACT_DE}\b"
            rf"(?:[^,]*¤|.*§)"
        ),
        rf"^(?:(?i:das|dies|den|die|da) (?:\S+ )?)?{_ACT_DE} (?P<who>ich)\b(?:[^,]*¤|.*§)",
        r"^§ (?:habe|hab) (?P<who>ich) .*(?:t|en)[.!]?$",
        rf"[§¤](?i:,? dann)? {_ACT_DE} {_FILL_DE}(?P<who>{{actor}}|ich)\b",
    ),
    actor=rf"(?:{_TITLED_DE}|{{people}}|{_ROLE_DE})",
    strangers="",
    myself=re.compile(r"\bich\b", _I),
)
