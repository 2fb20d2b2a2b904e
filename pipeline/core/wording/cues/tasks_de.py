"""The German patterns of tasks; see ``core.wording.cues.words``."""

from __future__ import annotations

import re

from pipeline.core.wording.cues.words import TaskWords

_I = re.IGNORECASE

HEDGES = (
    r"\b(?:sagt(?:e|en)?|meint(?:e|en)?|behauptet\w*|angeblich|laut|sei(?:en)?|hieß|heißt es|"
    r"gehört|erzählt\w*|glaube|denke|hoffe|stelle mir|frage mich|ehrlich gesagt|vermute|fürchte|"
    r"finde|schätze|vorschlag wäre|schlage vor|beantrag\w+|empfehl\w+|gehe davon aus|weiß nicht|"
    r"keine ahnung|vielleicht|eventuell|wahrscheinlich|hoffentlich|vermutlich|womöglich)\b"
)
"""Reported speech, opinions and what is not sure."""
_ROLE = (
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
_TITLED = (
    rf"(?:(?i:Herrn?|Frau|Kollege|Kollegin) (?:(?i:Dr\.|Doktor|Prof\.|Professor) )*{_NAME}|"
    rf"(?:Dr\.|Prof\.) {_NAME})"
)
_COMMIT_STEMS = "organisier erledig kümmer besorg"
_ACT_STEMS = """
schick verschick zuschick abschick send versend schreib mach prüf klär bestell bring überbring
bereit erstell leg liefer hol frag geb gib meld bau buch reservier stell überarbeit aktualisier
korrigier druck kauf informier kontaktier sprech sprich setz reich füll trag träg lad läd vereinbar
recherchier sammel formulier entwerf entwirf bezahl überweis teil mail veröffentlich richt räum
reparier leit stimm plan schau fass nehm nimm terminier beauftrag beantwort unterschreib
"""
"""Verbs for what is done once.

``_COMMIT_STEMS`` are those that commit the speaker even without a date.
"""
_COMMIT = (
    rf"(?i:übern(?:ehme|immst|immt|ehmen)|(?:{'|'.join(_COMMIT_STEMS.split())})(?:e|e?st|e?t|e?n))"
)
_ACT = (
    rf"(?:{_COMMIT}|(?i:(?:{'|'.join(_ACT_STEMS.split())})(?:e|e?st|e?t|e?n)?\b|"
    rf"ruf(?:e|st|t|en)(?=.* an\b)))"
)
_TO_DO = (
    r"(?i:(?:\w{2,9})?(?:übernehmen|organisieren|erledigen|kümmern|besorgen|schicken|senden|"
    r"schreiben|machen|prüfen|klären|bestellen|bringen|rufen|bereiten|erstellen|legen|liefern|"
    r"holen|fragen|geben|melden|bauen|buchen|reservieren|stellen|überarbeiten|aktualisieren|"
    r"korrigieren|drucken|kaufen|informieren|kontaktieren|sprechen|setzen|reichen|füllen|laden|"
    r"vereinbaren|recherchieren|sammeln|formulieren|entwerfen|bezahlen|überweisen|mailen|"
    r"veröffentlichen|räumen|reparieren|leiten|stimmen|schauen|fassen|beauftragen|beantworten|"
    r"unterschreiben|einholen|vorlegen|durchführen|koordinieren|ausarbeiten|abgeben|testen|"
    r"veranlassen))"
)
_FILL = (
    r"(?:(?i:dann|bitte|also|ja|jetzt|mal|noch|auch|gerne|gern|mit|doch|das|es|dies|sich|mich|"
    r"dich|euch|Ihnen|uns|dir) )*"
)
_NO_NAME = (
    "Gut|Also|Ja|Nein|So|Danke|Bitte|Okay|Entschuldigung|Moment|Und|Dann|Sorry|Hallo|Leute|Na|"
    "Aber|Super|Ach"
)

_AT_ONCE = (
    r"sagen|erzählen|erklären|wiederholen|hören|sehen|verstehen|bestätigen|weitermachen|anfangen|"
    r"beginnen|zumachen|aufmachen|öffnen|schließen|fortfahren|ergänzen|warten|kommen|gehen|"
    r"vorstellen|sprechen|reden|erinnern|glauben|zeigen|setzen|einschalten|ausschalten|anmachen|"
    r"ausmachen|vorlesen|teilen"
)
"""What people are asked to do in the meeting itself."""

TASKS = TaskWords(
    requests=(
        (
            rf"^(?P<who>{{actor}}|(?!(?:{_NO_NAME})\b){_NAME}), (?i:(?:bitte )?"
            rf"(?:kannst|könntest|würdest) du|(?:bitte )?(?:können|könnten|würden) Sie)"
            rf"\b.*\b{_TO_DO}\b"
        ),
        (
            rf"^(?P<who>{{actor}}|(?!(?:{_NO_NAME})\b){_NAME}),? (?i:bitte )?{_ACT} (?i:du|"
            rf"Sie)\b(?=.*\bbitte\b|.*[§¤])"
        ),
        (
            rf"^(?P<who>{{actor}}|(?!(?:{_NO_NAME})\b){_NAME}),? (?i:bitte) "
            rf"(?:{_ACT} (?i:Sie)\b|§)"
        ),
        (
            rf"^(?P<who>{{actor}}|(?!(?:{_NO_NAME})\b){_NAME}), (?i:du|Sie) (?:{_COMMIT}\b|"
            rf"{_ACT} .*(?:\b(?i:bitte)\b|§))"
        ),
        (
            rf"^(?i:(?:können|könnten|würden) Sie|(?:kannst|könntest|würdest) du)"
            rf"\b.*\b{_TO_DO}\b,? (?P<who>{{actor}})[.?!]?$"
        ),
        (
            rf"^(?:(?i:bitte) {_ACT}|{_ACT}\b(?=.*(?:\b(?i:bitte)\b|§))).*,"
            rf" (?P<who>{{actor}})[.?!]?$"
        ),
        (
            rf"^(?P<who>{{actor}}), {_ACT} (?i:mir|uns|bitte|mal|doch|das|die|den)\b"
            rf"(?=.*(?:\b(?i:bitte)\b|§))"
        ),
        (
            rf"^(?i:(?:kannst|könntest|würdest|magst) du|(?:können|könnten|würden) Sie) (?!.*\b"
            rf"(?i:{_AT_ONCE})\b)(?:\S+ ){{1,9}}?\w+(?:en|ern|eln),? (?P<who>{{actor}})[.?!]?$"
        ),
        (
            rf"^(?P<who>{{actor}}|(?!(?:{_NO_NAME})\b){_NAME}), (?i:(?:kannst|könntest|würdest|"
            rf"magst) du|(?:können|könnten|würden) Sie) (?!.*\b(?i:{_AT_ONCE})\b)(?:\S+ ){{1,9}}?"
            rf"\w+(?:en|ern|eln)[.?!]?$"
        ),
        (
            r"^(?P<who>{actor}) (?!(?i:sagt|meint|hat|ist|war|findet|kommt|geht|bleibt)\b)"
            r"[a-zäöü]+(?:t|et) (?i:(?:das|es|uns|dann|dazu|ihn|sie) )*(?i:bitte)\b"
        ),
    ),
    promises=(
        (
            rf"^(?i:die |eine |nächste )?(?i:aufgabe|arbeitsauftrag|auftrag|to[- ]?do|hausaufgabe|"
            rf"action item)(?: (?i:geht))? (?i:an|für) (?P<who>{{actor}}|{_NAME})\b"
        ),
        rf"^(?P<who>{{actor}}(?: (?i:und) (?:{{actor}}|ich))?) {_FILL}{_COMMIT}\b",
        (
            rf"^(?i:das|dies|die|den|darum|das alles|\w+) (?:\S+ ){{0,4}}?{_ACT} {_FILL}"
            rf"(?P<who>{{actor}}(?: (?i:und) (?:{{actor}}|ich))?)(?: [§¤])?[.!]?$"
        ),
        (
            rf"^(?i:das|dies|die \S+|den \S+|darum) {_ACT} {_FILL}(?P<who>ich|Ich)"
            rf"(?: (?i:gerne|gern|dann|selbst|auch|mit|vor|ab|an|um|rum|weiter|bei))*[.!]?$"
        ),
        rf"^(?P<who>(?i:ich)) {_FILL}{_COMMIT}\b",
        (
            rf"^(?P<who>(?i:ich)) {_FILL}(?i:schicke|sende|maile|bestelle|erstelle|prüfe|kläre|"
            rf"vereinbare|reserviere|buche|recherchiere|informiere|kontaktiere|überarbeite|"
            rf"aktualisiere) {_FILL}(?i:Ihnen|euch|dir|allen|das|die|den|eine?n?)\b"
        ),
        (
            r"^(?P<who>(?i:ich)) (?i:melde mich|nehme (?:\S+ )*Kontakt|spreche (?:\w+ )?mit "
            r"(?:dem|der|den|Herrn|Frau)|gebe (?:\w+ )*Bescheid|rufe (?:\S+ ){1,3}an)\b"
        ),
        rf"^(?P<who>{{actor}}|(?i:ich)) (?i:werde|wird|soll|möge|muss) (?:\S+ )*?{_TO_DO}\b",
        (
            r"^(?P<who>{actor}) (?i:wird|ist|werden) (?:\S+ ){0,2}?(?i:beauftragt|gebeten|"
            r"angewiesen|verpflichtet)\b"
        ),
        r"^(?P<who>{actor}) (?i:erhält|bekommt|hat) (?i:den Auftrag|die Aufgabe)\b",
        (
            r"^(?P<who>{actor}) (?i:hat sich|erklärt sich|haben sich|ist) (?:\S+ )?"
            r"(?i:bereit erklärt|bereit)\b"
        ),
        rf"^(?i:(?:\w+ ){{0,3}}werde) (?P<who>ich) (?:\S+ )*?{_TO_DO}\b",
        rf"^{_COMMIT} (?P<who>ich) (?i:mich|das|den|die)\b",
        rf"^(?i:um) (?:\S+ ){{1,7}}?(?i:kümmer\w*|sorg\w*) {_FILL}(?P<who>{{actor}}|(?i:ich))\b",
        (
            r"^(?P<who>{actor}|(?i:ich)) (?i:erkundig\w* (?:mich|sich)|informier\w* (?:mich|sich)|"
            r"mach\w* (?:mich|sich) (?:\S+ ){0,2}?schlau|hör\w* (?:mich|sich) um|"
            r"hak\w* (?:\S+ ){0,5}?nach|frag\w* (?:\S+ ){0,5}?(?:nach|an)[.!]?$|"
            r"frag\w* (?:\S+ ){0,2}?bei\b|"
            r"schau\w* (?:\S+ ){0,5}?nach|bleib\w* (?:\S+ ){0,3}?dran|"
            r"setz\w* (?:mich|sich) (?:\S+ ){0,6}?in Verbindung)\b"
        ),
        (
            r"^(?P<who>{actor}) (?i:klärt|bespricht|regelt|prüft|organisiert|besorgt|erledigt|"
            r"vereinbart|verhandelt) (?i:das|es|dies|die \S+|den \S+) (?i:mit|bei|noch|bis)\b"
        ),
        r"^(?i:wir|ich) (?i:beauftragen|bitten|beauftrage|bitte) (?P<who>{actor})\b",
    ),
    if_dated=(
        (
            rf"^(?P<who>{{actor}}(?: (?i:und) (?:{{actor}}|ich))?|(?i:ich)) {_FILL}{_ACT}\b"
            rf"(?:[^,]*¤|.*§)"
        ),
        rf"^(?:(?i:das|dies|den|die|da) (?:\S+ )?)?{_ACT} (?P<who>ich)\b(?:[^,]*¤|.*§)",
        r"^§ (?:habe|hab) (?P<who>ich) .*(?:t|en)[.!]?$",
        rf"[§¤](?i:,? dann)? {_ACT} {_FILL}(?P<who>{{actor}}|ich)\b",
    ),
    unsure=re.compile(
        rf"{HEDGES}|\b(?:wenn|falls|sofern|nicht|nie|niemals|nichts|niemand|keine?[nrm]?|seit|"
        rf"immer|meistens?|normalerweise|üblicherweise|gewöhnlich|"
        r"grundsätzlich|jede[nsr]?|oft|ständig|sonst|selten|manchmal|früher|bisher|"
        r"bis (?:heute(?! abend| mittag| nachmittag| \d)|jetzt)|wollte|würde|könnte|hätte|wäre|"
        r"letzte[nsr]?|gestern|damals)\b",
        _I,
    ),
    aside=re.compile(r",? (?:ob|dass|damit|weil|denn|wo|wie|wer|was|wann)\b", _I),
    idle=re.compile(
        r"\bnehme ich (?:gern )?mit[.!]?$|\bmuss (?:\S+ ){0,4}?(?:los|weg|heim)\b|"
        r"\b(?:urlaub|pause|feierabend|spaß|mühe|wort|fenster|tür|licht|mikro\w*|wiederhol\w*|"
        r"lauter|leiser)\b|"
        r"\bübern\w+\b.*\b(?:kosten|schaden|schäden|haftung|verantwortung)\b|\b(?:kosten|schaden|"
        r"schäden|haftung|verantwortung) übern\w+",
        _I,
    ),
    actor=rf"(?:{_TITLED}|{{people}}|{_ROLE})",
    strangers="",
    myself=re.compile(r"\bich\b", _I),
)
