"""The German words of requests and answers."""

from __future__ import annotations

import re

from pipeline.core.wording.cues.talk.words import RequestWords

_I = re.IGNORECASE
_NAME = r"(?:(?-i:Herrn?|Frau) )?(?-i:[A-ZÄÖÜ])[a-zäöüß]{2,}(?:-(?-i:[A-ZÄÖÜ])\w+)?"
_NOBODY = (
    r"(?!(?:Gut|Also|Ja|Nein|So|Danke|Bitte|Okay|Moment|Und|Dann|Sorry|Hallo|Leute|Na|Aber|Super|"
    r"Ach|Klar|Genau|Schön|Prima|Hier|Jetzt|Nun|Da|Das|Was|Wie|Wo|Wann|Warum|Stimmt|Richtig|"
    r"Entschuldigung|Mensch|Freunde)\b)"
)
_AT_ONCE = (
    r"(?:sag\w*|sieh\w*|seh\w*|hör\w*|schau\w*|glaub\w*|mein\w*|find\w*|weiß\w*|wiss\w*|komm\w*|"
    r"geh\w*|bist|seid|hast|habt|warst|wart\w*|denk\w*|kenn\w*|erinner\w*|versteh\w*|setz\w*|"
    r"fang\w*|erzähl\w*|wiederhol\w*|lass\w*|willst|darfst|musst|sollst|hattest|wolltest|"
    r"wiederholen|beruhig\w*|entschuldig\w*|verzeih\w*|trink\w*|nimm dir|greif\w*|stell\w* (?:euch|"
    r"dir)|sei)"
)

GERMAN_REQUESTS = RequestWords(
    bare_task=re.compile(
        r"^(?:(?:ja|gut|ok(?:ay)?|klar|also)[,.]? )?(?:das|die|den|es) \w+ (?:ich|wir)\b|"
        r"^(?:(?-i:[A-ZÄÖÜ])\w+,? ){1,3}(?:\w+ ){1,2}(?:du|sie) (?:das|ihm|ihr|ihnen|da|ihn|es|die|"
        r"den)?(?: bitte| dann| mal)*[?.]$|\bich (?:das|es|ihn)\b(?!.*(?-i: [A-ZÄÖÜ]))",
        _I,
    ),
    added=re.compile(
        r"^(?:das|die|den|es|ihr|du|sie|der|am besten|möglichst|und zwar|bis|spätestens)\b.*\b"
        r"(?:bis|spätestens|vor|heute|morgen|montag|dienstag|mittwoch|donnerstag|freitag|woche)\b",
        _I,
    ),
    asked=(
        re.compile(
            rf"^(?P<who>{_NOBODY}{_NAME}), (?!(?i:{_AT_ONCE})\b)[a-zäöü]+(?:st|en) (?:du|Sie)\b"
        ),
        re.compile(
            rf"^(?P<who>{_NOBODY}{_NAME}), (?:du|Sie) (?!(?i:{_AT_ONCE})\b)[a-zäöü]+(?:st|en)\b"
        ),
        re.compile(
            rf"^(?P<who>{_NOBODY}{_NAME}) (?!(?i:{_AT_ONCE}|ist|hat|war|kann|will)\b)[a-zäöü]+t\b"
            r".*, (?:ja|oder|ok(?:ay)?|nicht wahr|richtig|gell)\?$"
        ),
        re.compile(
            rf"(?:^|[,.] )(?:[Dd]as|[Dd]en|[Dd]ie|[Dd]arum)(?: [A-ZÄÖÜ]\w+)? "
            rf"(?!(?i:{_AT_ONCE})\b)[a-zäöü]+(?:st|"
            rf"en) "
            rf"(?:du|Sie)(?: \w+){{0,2}}?, (?P<who>{_NOBODY}{_NAME})\b"
        ),
        re.compile(
            rf"^(?!(?i:{_AT_ONCE})\b)[A-ZÄÖÜ][a-zäöü]+(?:st|en) (?:du|Sie)\b.*, "
            rf"(?P<who>{_NOBODY}{_NAME})\?$"
        ),
    ),
    named=(
        re.compile(
            r"^(?P<who>[A-ZÄÖÜ][a-zäöü]+ und [A-ZÄÖÜ][a-zäöü]+) (?!(?:sind|haben|"
            r"waren)\b)[a-zäöü]+en\b.*[¤§]"
        ),
        re.compile(rf"^(?P<who>{_NOBODY}{_NAME}), denkst du (?:bitte )?(?:an|dran)\b"),
        re.compile(
            r"^(?:\S+ ){1,6}?(?!(?:ist|hat|war|sagt|meint|kommt|bleibt|fehlt)\b)[a-zäöü]+t "
            r"(?P<who>(?:Herr|Frau|Kollege|Kollegin) [A-ZÄÖÜ]\w+)\b"
        ),
        re.compile(
            r"^(?P<who>(?:Herr|Frau|Kollege|Kollegin) [A-ZÄÖÜ]\w+) "
            r"(?!(?:ist|hat|war|sagt|meint|kommt|bleibt|fehlt)\b)[a-zäöü]+t\b"
        ),
    ),
    open_asked=(
        re.compile(
            rf"^(?i:(?:und|ja|dann|also|so|ok(?:ay)?|gut),? )*(?i:kannst|könntest|würdest|magst|"
            rf"können|"
            rf"könnten|würden) (?:du|Sie|ihr) (?!.*\b(?i:{_AT_ONCE})\b)(?:\S+ ){{1,12}}?\w+(?:en|"
            rf"ern|"
            rf"eln)\?$"
        ),
        re.compile(
            rf"^(?!(?i:{_AT_ONCE})\b)(?:Bitte [a-zäöü]+|[A-ZÄÖÜ][a-zäöü]+)(?:en|ern|eln) Sie "
            rf"(?=.*\bbitte\b|(?<=Bitte ).*)"
        ),
        re.compile(
            r"^(?i:(?:und|dann|also) )*(?:du|Du|Sie) (?!(?i:"
            + _AT_ONCE
            + r")\b)[a-zäöü]+(?:st|en) "
            r"(?:\S+ ){0,3}?bitte\b"
        ),
    ),
    told=(
        re.compile(rf"^(?P<who>{_NOBODY}{_NAME}) (?:soll|möge|sollte) (?:\S+ ){{0,2}}?bitte\b"),
        re.compile(
            r"^(?:[A-ZÄÖÜ]\w+ )?(?:[A-ZÄÖÜ]\w+ |(?:das|dies|es|die|den) ){0,3}(?:wird|werden) "
            r"(?:\S+ ){0,4}?"
            r"(?:vom|von|durch) (?P<who>(?:Herrn?|Frau) [A-ZÄÖÜ]\w+)\b"
        ),
        re.compile(
            rf"^(?P<who>{_NOBODY}{_NAME}), (?:du|Sie) (?!(?i:{_AT_ONCE})\b)[a-zäöü]+(?:st|en)\b"
            r"(?=.*\bbitte\b)"
        ),
        re.compile(
            rf"(?:^|, )(?:[Dd]as|[Dd]en|[Dd]ie|[Dd]arum)(?: [A-ZÄÖÜ]\w+)? "
            rf"(?!(?i:{_AT_ONCE})\b)[a-zäöü]+(?:st|en) "
            rf"(?:du|Sie)(?: \w+){{0,2}}?, (?P<who>{_NOBODY}{_NAME})\b"
        ),
        re.compile(
            rf"\b(?!(?i:{_AT_ONCE})\b)[a-zäöü]+t (?:uns |mir |sich )?bitte (?P<who>jede[rs]?|"
            rf"alle)\b"
        ),
        re.compile(
            rf"^(?i:(?:und |so |dann )*)(?P<who>ihr|Ihr|alle|Alle|jeder|Jeder) "
            rf"(?!(?i:{_AT_ONCE})\b)[a-zäöü]+t (?:\S+ ){{0,2}}?bitte\b"
        ),
        re.compile(
            r"\b(?:ist|sind) (?:vom|von|durch) (?P<who>(?:Büro|Firma|(?:de[rm] )?[A-ZÄÖÜ]\w+)"
            r"(?: [A-ZÄÖÜ]\w+)?) (?:\S+ ){0,8}?(?:zu [a-zäöü]+(?:en|ern|eln)|\w+zu[a-zäöü]+en)\b"
        ),
        re.compile(
            r"\b(?:wird|werden) (?:vom|von|durch) (?P<who>(?:Herrn?|Frau|Büro|Firma|Kolleg\w+) "
            r"[A-ZÄÖÜ]\w+) (?:\S+ ){0,8}?(?:ge\w+|\w+(?:iert|ellt|olt|egt|asst|ickt))\b"
        ),
    ),
    dated=(
        re.compile(
            r"^(?:\w+ )?(?P<who>[Ii]ch) (?!(?i:merke|rufe alle|fordere|appelliere|erinnere|frage "
            r"mich|komme|gehe|fahre|fliege|bleibe|bin|habe|hatte|arbeite|wohne|"
            r"reise|besuche|feiere|heirate|schlafe|warte|esse|spiele|brauche|hoffe|denke|glaube|"
            r"finde|"
            r"weiß|sehe|freue|muss|möchte|würde|kann|wette|lese|höre|treffe|war|wollte|will)\b)"
            r"[a-zäöü]+e\b.*[¤§]"
        ),
        re.compile(
            r"^(?:[Uu]nd |[Dd]ann )?(?:[Bb]itte,? |(?=.*\bbitte\b))(?!(?i:ich|wir|das|die|der|es|"
            r"er)\b)(?!(?i:setzt|wartet|kommt|bleibt|seid)\b)[a-zäöü]+t\b.*§"
        ),
        re.compile(
            rf"^(?i:(?:und |dann |so )*)(?:[Bb]itte (?!(?i:{_AT_ONCE})\b)[a-zäöü]+t |"
            rf"(?!(?i:{_AT_ONCE})\b)[A-ZÄÖÜ]?[a-zäöü]+t (?=.{{0,24}}\bbitte\b)(?!ihr\b))"
            r".*[§¤]"
        ),
        re.compile(
            rf"\b(?!(?i:{_AT_ONCE})\b)[a-zäöü]+e (?P<who>ich)\b.*§|"
            r"^§.*\b[a-zäöü]+e ich\b"
        ),
        re.compile(
            rf"^(?P<who>[Ii]ch) (?!(?i:{_AT_ONCE}|habe|arbeite|bleibe|warte|brauche|wohne|hoffe|"
            r"wette|muss|möchte|würde|kann|bin|war)\b)[a-zäöü]+e\b.*§"
        ),
        re.compile(r"^(?:\S+ ){1,8}?[a-zäöü]+t (?P<who>(?:Herrn?|Frau) [A-ZÄÖÜ]\w+)\b.*§"),
        re.compile(
            r"^(?P<who>(?:Herrn?|Frau) [A-ZÄÖÜ]\w+) (?!(?:ist|hat|war|kann|will|bleibt|wohnt|"
            r"arbeitet|fährt|wartet|braucht|verreist|kommt|geht|hofft|meint|sagt)\b)[a-zäöü]+t\b.*§"
        ),
    ),
    no_task=re.compile(
        r"\b(?:nicht mehr|wenn|falls|nie|immer|jede[nm] (?:tag|woche|monat)|früher|letzte[nsr]?|"
        r"gestern|damals|würde|könnte|hätte|wäre|vielleicht|eigentlich|"
        r"ehrlich gesagt|stelle mir|schwierig|urlaub|träume?|lotto|meinte|sagte|angeblich|"
        r"hoffe\w*|glaube\w*|fürchte\w*|freue\w*|heißt)\b",
        _I,
    ),
    accepted=re.compile(
        r"^(?:(?:ja|jo|klar|ok(?:ay)?|gut|gern|gerne|genau|natürlich|sicher|alles klar|"
        r"selbstverständlich|"
        r"in ordnung|kein problem|logisch|sehr gern|na gut|ist gut|jawohl|passt|einverstanden|"
        r"geht klar|notiert|verstanden|gemerkt)\b|(?:das |ja )?(?:mache?|kriege?|übernehme?|"
        r"erledige?|schaffe?) ich\b|"
        r"(?:das )?(?:wird|ist) (?:erledigt|gemacht)\b|das (?:kann|geht|übernehme?|mache?)\b"
        r"|wird gemacht\b)",
        _I,
    ),
)
