"""The German words by which a chair opens an item freely."""

from __future__ import annotations

import re

from pipeline.core.wording.cues.talk.words import TopicWords

_I = re.IGNORECASE
_PLACE = r"(?:erste|zweite|dritte|vierte|nächste|letzte|weitere|andere)[nrsm]?"
_ORDER = (
    rf"(?:^(?:\S+ ){{0,4}}?(?:zunächst|zuerst|zuletzt|zu beginn|zum (?:ab)?schluss|zu guter letzt|"
    rf"ganz oben|vor allem|als {_PLACE})|"
    rf"{_PLACE} (?:thema|punkt|sache|anliegen|frage|block|stelle)|"
    rf"^(?:(?:und|so|also|gut|dann),? )?(?:das |der |die )?(?:eine|{_PLACE}) (?:\w+ )?(?:ist|"
    rf"wäre|wären|sind|betrifft)|"
    rf"als {_PLACE})"
)
_AGENDA = (
    r"(?:(?:thema|anliegen|stichwort)|(?:diesen|ein|zum|beim) punkt|zur tagesordnung|verschiedenes|"
    r"(?:auf|in) (?:de[rmn]|die|meine[rmn]?|unsere[rmn]?) (?:\w+ )?(?:liste|tagesordnung|programm|"
    r"zettel|agenda|tisch|notizen))"
)
_TALK = (
    r"(?:reden|sprechen|besprechen|besprochen|behandeln|diskutieren|bereden|beraten|anfangen|"
    r"beginnen|beginne|starten|einsteigen|steige|fange|eröffnen|widmen|angehen|"
    r"aufrufen|vornehmen|geht es|kommen wir|wir kommen|bringt mich|bringt uns|"
    r"führt mich|führt uns|(?:haben wir|hätten wir) (?:da|hier|jetzt|nun|noch|dann)|(?:habe ich|"
    r"hab ich) (?:hier )?noch|bleiben wir|(?:steht|stehen) (?:\w+ ){0,2}?(?:noch|an)|"
    r"fehl(?:t|en) (?:nur )?noch|bleibt (?:uns )?(?:nur )?noch|(?:wäre|wären) (?:da |nur "
    r")?noch|weiter geht(?:'s)?)"
)

_TURN = (
    r"(?:^(?:(?:und|jetzt|nun|dann|also|aber|nur|noch|kurz|ein wort|damit|so|gut|ok(?:ay)?),? "
    r"){1,4}"
    r"(?:zu|zur|zum|über)(?!.*\b(?:kaffee|mittagessen|pause|ich|wir|ist|sind|hat|haben|wird|"
    r"kommt|geht|kann|muss)\b))"
)

GERMAN_TOPICS = TopicWords(
    meeting=re.compile(rf"(?:{_ORDER}|{_TURN}|\b{_AGENDA}|\b{_TALK})\b", _I),
    plainly=re.compile(
        rf"\b(?:{_AGENDA}|haben wir noch|hab(?:e)? ich (?:hier )?noch|weiter geht|reden|sprechen|"
        rf"besprechen|behandeln|fehlt noch|bleibt noch)\b",
        _I,
    ),
    names=re.compile(
        r"\b(?i:de[rmn]|die|das|zum|zur|beim|vom|unser\w*|eurer?|ums|einen?|eine[rm]?|zwei|drei|"
        r"(?:thema|punkt|stichwort)(?: de[rs])?)"
        r" (?:[a-zäöü]+(?:en|er|es|e) )?(?P<name>[A-ZÄÖÜ][\w-]{2,})"
    ),
    hollow=re.compile(
        r"Thema|Punkt\w*|Liste|Tagesordnung|Programm|Anliegen|Zettel|Agenda|Sitzung|Treffen|Tisch|"
        r"Reihe|Sache\w*|Frage|Abstimmung|Mal|Ende|Pause|Schluss|Woche|Monat|Jahr|Uhr|Montag|"
        r"Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|Protokoll|Minuten?|Stunden?|"
        r"Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|"
        r"Antrag|Vorschlag|Ergebnis|Stimmen?|Seite|Tag|Moment|Wort|Hand|Herrn?|Frau|Angebot\w*"
    ),
    none=re.compile(
        r"\?$|\b(?:nicht|nie|kein\w*|wenn|falls|ob|weil|würde|würden|könnte\w*|letzte[ns]? (?:mal|"
        r"jahr|woche)|letztes|voriges|gestern|vorgestern|damals|früher|war|waren|hatte\w*|wurde\w*|"
        r"dafür|dagegen|bitte|du|ihr|sie sich|zurück|später|nachher|nächste[nrs]? (?:mal|woche|"
        r"sitzung|"
        r"treffen|jahr)|bis|vertagen|verschieben|entscheiden|stimmen|pause|fertig|erledigt|schon|"
        r"fehlt uns|danke|bedanke|wünsche|begrüße|entschuldigt|protokoll|ich (?:schicke|rufe|mache|"
        r"schreibe|hole|nehme|kümmere|bringe|frage))\b",
        _I,
    ),
)
