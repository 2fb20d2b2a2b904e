"""The German words of talk; see ``core.wording.cues.talk.words``."""

from __future__ import annotations

import re

from pipeline.core.wording.almanac import MONTH
from pipeline.core.wording.cues.talk.words import TalkWords
from pipeline.core.wording.cues.words import ignoring_case

_I = re.IGNORECASE
_NOUN = r"(?-i:[A-ZÄÖÜ](?!err\b|errn\b|rau\b|hnen\b|uch\b))[\w-]{2,}"
_PHRASE = (
    rf"(?:(?:de[mrn]|die|das|unser\w*|ein\w*|diese\w*|thema|punkt|frage|[a-zäöü]+e[nrs]?),? "
    rf"){{0,3}}{_NOUN}"
)
_FILL = r"(?:(?:\w+|ähm?),? ){0,3}?"
_PLACE = (
    r"(?:(?:aller)?erste|zweite|dritte|vierte|fünfte|sechste|siebte|nächste|letzte|weitere|andere|"
    r"vorletzte)[nrs]?"
)
_MATTER = r"(?:thema|punkt|tagesordnungspunkt|sache|anliegen|angelegenheit|themenblock|stichwort)"
_ORDER = (
    r"(?:als (?:aller)?(?:erste|zweite|dritte|vierte|nächste|letzte)s|zuerst|zunächst|zu beginn|"
    r"zum (?:ab)?schluss|zuletzt|zu guter letzt|vorab|schließlich)"
)
_VERB = (
    r"\b(?:ich|wir|ihr|sie|du|er|man|ist|sind|war|waren|wird|werden|hat|haben|kann|können|soll|"
    r"muss|müssen|geht|kommt|gibt|macht|will|möchte)\b"
)
_LATER = (
    r"(?:(?:nächste|kommende|übernächste)[nmrs]? (?:mal|sitzung|treffen|besprechung|versammlung|"
    r"termin|woche|monat|jahr|runde|quartal|wochen)|ein (?:ander|anderes )mal|neue[ns]? jahr|"
    r"(?:in|auf) der \w+(?:sitzung|versammlung|konferenz)|"
    rf"(?:im|auf|auf den|bis|bis zum|anfang|mitte|ende) (?:{MONTH['de']}|frühjahr|frühling|"
    r"sommer|herbst|winter))"
)
_PRONOUN = r"(?:das|es|die|den|ihn|sie|dies|darüber|dazu|darauf|davon)"
_GO_ON = (
    r"(?:fangen|beginnen|starten|kommen|sehen|schauen|hören|reden|sprechen|treffen|wären|sind|"
    r"waren|haben|hatten|hätten|müssen|müssten|sollten|sollen|könnten|können|würden|wollen|"
    r"wollten|dürfen|stimmen|schließen|singen|beten|bedanken|danken|wünschen|legen (?:\w+ )?los|"
    r"steigen|"
    r"wenden|hoffen|wissen|brauchen|bräuchten|kriegen|bekommen|werden|gehen|lesen|zählen|"
    r"machen (?:\w+ )?(?:weiter|schluss|pause|feierabend|auf|zu)|warten (?!(?:\w+ )?bis)|"
    r"sitzen|stehen|liegen|fahren (?:\w+ )?fort|abstimmen|verlieren|nehmen (?:\w+ )?(?:platz|an))"
)

GERMAN_TALK = TalkWords(
    items=ignoring_case(
        rf"^(?:der |das |die |unser\w* |ein\w* )?{_PLACE} {_MATTER}(?: \w+){{0,3}}?(?:[,.:]"
        rf"(?: und zwar| das (?:ist|sind|wäre)| da(?:s)? (?:geht|ginge) es um)?| (?:ist|wäre|sind|"
        rf"betrifft|heißt|lautet|gilt))(?!,? (?:dass|wie|wo|ob|was|wer|warum|noch)\b)"
        rf"(?: \w+){{0,2}}? (?:dass? thema )?{_PHRASE}",
        rf"^das (?:nächste|letzte) (?:ist|wäre|sind)(?: \w+){{0,2}}? {_PHRASE}",
        rf"^(?:ich rufe|rufe ich) {_FILL}{_PHRASE}.{{0,50}} auf[.!]?$",
        rf"\b(?:fehlt|bleibt|steht|wäre|haben wir|hätten wir)(?: \w+){{0,2}}? noch (?:das thema|"
        rf"der punkt|der tagesordnungspunkt|die frage) (?:\w+ )?{_NOUN}",
        rf"^(?:weiter im text|weiter geht(?:'s| es)|dann weiter)[,:.]? (?:mit |zu\w? )?{_PHRASE}",
    ),
    chaired=ignoring_case(
        rf"^(?:wir |dann |lasst uns |ich |damit )*(?:fang|beginn|start|leg|steig)\w*(?: wir| ich)? "
        rf"{_FILL}(?:mit|bei|in) {_PHRASE}",
        rf"\b(?:anfangen|beginnen|starten|loslegen|einsteigen|eröffnen) {_FILL}(?:mit|bei) "
        rf"{_PHRASE}",
        rf"\bmit {_PHRASE}.{{0,40}} (?:anfangen|beginnen|starten|fangen wir an|beginnen wir)[.!]?$",
        rf"^(?:dann |jetzt |nun )*(?:gehen wir|wir gehen) {_FILL}(?:zum|zur) {_PHRASE}.{{0,40}} "
        rf"(?:über|weiter)[.!]$",
        rf"\b(?:reden|sprechen|diskutieren|beraten) wir {_FILL}über {_PHRASE}",
        rf"^(?:wir )?(?:besprechen|behandeln)(?: wir)? {_FILL}(?:de[nr]|die|das|unser\w*) "
        rf"{_PHRASE}",
        rf"\bwir (?:müssen|sollten|müssten|wollten|wollen) {_FILL}über {_PHRASE}.{{0,40}} (?:reden|"
        rf"sprechen|beraten)\b",
        rf"^(?:können|wollen|sollen) wir,? {_FILL}(?:über|zu[rm]?) {_PHRASE}.{{0,40}} (?:reden|"
        rf"sprechen|kommen)\?$",
        rf"^(?:damit |dann |jetzt |nun |so |und )*(?:kommen wir|wir kommen|ich komme|komme ich|"
        rf"käme ich|ich käme|wären wir|wäre ich|sind wir|bin ich|wechseln wir|springen wir) "
        rf"{_FILL}(?:zu|zur|zum|bei|beim) (?!ihnen|euch|dir|mir|uns|hause|ende\b|schluss)"
        rf"{_PHRASE}",
        rf"^(?:(?:und|jetzt|nun|dann|weiter|noch|kurz|also|so|{_ORDER})[,:]? )+(?:zu|zur|zum|"
        rf"noch|mit) "
        rf"(?!.*{_VERB}){_PHRASE}(?:,? [^\s,]+){{0,6}}[.!]?$",
        rf"^(?:dann |jetzt |nun |da |es |uns )*(?:bleib\w*|steht|wäre|ist|hätten wir|haben "
        rf"wir) (?:\w+ )?noch (?:(?:de[rn]|die|das|unser\w*) )(?:\w+ )?{_NOUN}(?: \S+){{0,4}}"
        rf"[.!]?$",
        rf"^{_ORDER},? (?:dann |noch )?(?:de[rn]|die|das) (?!.*{_VERB})(?:\w+ )?{_NOUN}(?: "
        rf"\S+){{0,6}}"
        rf"[.!]$",
        rf"\b(?:auf|in) (?:der|unserer|meiner|dem|unserem) (?:tagesordnung|agenda|programm|zettel) "
        rf"(?:steht|stehen|ist|haben wir|habe ich)\b(?!.*punkte\b).* {_NOUN}",
        rf"^(?:stichwort|thema)[:,]? (?!.*{_VERB}){_PHRASE}(?: \S+){{0,4}}[.!]$",
        rf"^was {_PHRASE}(?: \S+){{0,3}}? (?:angeht|betrifft|anbelangt)\b",
        rf"\b(?:(?:möchte|will|würde) ich|ich (?:möchte|will|würde)) {_FILL}{_PHRASE}.{{0,30}} "
        rf"(?:ansprechen|besprechen|"
        rf"behandeln|"
        rf"aufrufen|vorstellen)[.!]$",
        rf"^(?:dann |jetzt |nun )*(?:schauen wir(?: uns)?|nehmen wir uns|werfen wir einen blick "
        rf"auf) "
        rf"{_FILL}(?:de[nr]|die|das) {_PHRASE}.{{0,30}}(?: an| vor|{_NOUN})[.!]$",
        rf"^(?:jetzt |nun |dann |hier |heute |und )*(?:geht es|es geht|geht's) {_FILL}um {_PHRASE}",
        rf"^{_ORDER} (?:geht|liegt|steht|kommt|gibt|brauchen|müssen|schauen|nehmen|machen|haben|"
        rf"hätten|reden|sprechen|wäre|möchte|will|würde)\b.{{0,40}}? {_PHRASE}",
    ),
    named=re.compile(
        rf"^(?:(?:so|also|gut|ok(?:ay)?|ja,? und|ähm?|hm|nun|jetzt|und|dann|ach ja|na|dann noch|"
        rf"noch)[,.]? )+"
        rf"(?:de[rn]|die|das) (?!.*{_VERB})(?:[a-zäöü]+ )?{_NOUN}(?: [^\s,]+){{0,4}}[.!]$",
        _I,
    ),
    leads=re.compile(
        r"^(?:weiter|dann weiter|eins noch|noch eins|noch etwas|(?:noch eine|eine letzte) sache|"
        r"weiter geht(?:'s| es)|nächster punkt|nächstes thema|und weiter|"
        r"gehen wir weiter|machen wir weiter)[.!]$",
        _I,
    ),
    no_item=re.compile(
        r"^(?!(?:\w+,? )?(?:können|wollen|sollen) wir\b).*\?$|\b(?:nicht|später|nachher|"
        r"letzte[sn] mal|besprochen|zurück|hatten|gestern|wenn|falls|pause|"
        r"schluss|ende|abstimmung|hause|vertagt|erledigt|frage an|rückfrage|um (?:den|einen) "
        r"(?:\w+ )?(?:antrag|vorschlag)|"
        r"entscheidung|ergebnis|"
        r"lösung|begrüßung|kaffee|bier|essen)\b",
        _I,
    ),
    consent=re.compile(
        r"^(?!.*\b(?:du|warum|wenn|was spricht|wieso|weil)\b)(?=.*\b(?:einverstanden|dagegen|"
        r"einwände|einwand|bedenken|widerspruch|widersprechen|gegenrede|andere[rn]? "
        r"(?:meinung\w*|vorschläge|ansicht\w*)|"
        r"anders(?: sieht| sehen| haben|(?=\?))|passt das|so (?:ok(?:ay)?|recht|in ordnung|machen|"
        r"festhalten|"
        r"beschließen)|geht das klar|ok(?:ay)? so|in ordnung|"
        r"ok(?:ay)? für|recht so|seid ihr dabei|sind sie dabei|ja oder nein|alle dafür|einig|"
        r"zufrieden)\b)(?:\S+ ){0,11}\S+\?$",
        _I,
    ),
    agreed=re.compile(
        r"^(?:(?:also|na|und|so|oh|dann|da|das|ist|mir|auch) )*(?:ja|jo|jawohl|jau|klar|ok(?:ay)?|"
        r"gern|gerne|einverstanden|passt|genau|richtig|abgemacht|in ordnung|meinetwegen|"
        r"von mir aus|gut|gute idee|sehr gut|prima|super|schön|perfekt|wunderbar|"
        r"finde ich (?:auch|gut|richtig)|sehe ich (?:auch|genauso)|sehr vernünftig|vernünftig|"
        r"so machen wir|machen wir|dafür|geht klar|besser so|für mich auch|"
        r"meine stimme|klingt (?:gut|vernünftig)|das (?:klingt|wäre|ist|fände|"
        r"finde)(?: \w+)? (?:gut|super|vernünftig|ok(?:ay)?|richtig|besser)|ich auch|kein problem|"
        r"nein|nö|nee|keine?[rs]?|niemand|nichts dagegen|kein einwand|das ist (?:offenbar |wohl )?"
        r"nicht der fall|offenbar nicht|sieht nicht so aus|auf keinen fall|bestimmt nicht|"
        r"auf jeden fall|endlich|ich fände das auch|ich bin (?:auch )?dafür|nur zu|damit "
        r"(?:könnte|kann) ich (?:gut )?leben|das sehe ich nicht|ich sehe keinen|wäre mir "
        r"recht|(?:\w+ )?gefällt mir|mag ich|nichts einzuwenden|das leuchtet|"
        r"leuchtet|einleuchtend|muss ja|kann ich|von mir aus|ebenfalls|ich ebenfalls|so soll es "
        r"sein|dagegen habe ich nichts|dem stimme)\b",
        _I,
    ),
    nobody=frozenset({"Nein?", "Keiner?", "Niemand?", "Keine?", "Nicht?"}),
    contrary=re.compile(
        r"\b(?:aber|doch (?:nicht|noch)|dagegen bin|bin dagegen|moment|halt mal|eigentlich nicht|"
        r"ich (?:weiß|finde|will|möchte|sehe) (?:\w+ )?nicht|anderer meinung|lieber)\b|\?$",
        _I,
    ),
    resolved=ignoring_case(
        r"^(?:[^,.]{1,24}[,.] )?(?:(?:gut|ok(?:ay)?|also|ja|so|prima|na)[,.]? )*(?:dann|also|damit|"
        r"somit),? "
        rf"(?!{_GO_ON})[a-zäöü]+(?:en|ern|eln) wir\b",
        r"^(?:[^,.]{1,24}[,.] )?(?:dann|also|damit|somit) (?:bleib(?:t|en)|wird|werden|gilt|"
        r"gelten|kommt|kriegt|bekommt)\b(?! wir)",
        rf"^(?:also|ok(?:ay)?|gut|na gut)[,.] (?:also |dann )?wir (?!{_GO_ON})[a-zäöü]+(?:en|ern|"
        rf"eln)\b",
        r"^(?:also|dann|demnach|somit) (?:(?:doch|eben|lieber|erst|nur|vor|nach|bis|ab|mit|ohne|im|"
        r"in|an|am|bei|kein\w*|de[rmn]|die|das|ein\w*) )+(?:\S+ ){0,3}\S+[.!]$",
        r"^[^?,]{3,40} also[.!]$",
        rf"^wir (?!{_GO_ON})[a-zäöü]+(?:en|ern|eln) (?:also|dann|demnach|es so|das so)\b",
    ),
    intended=ignoring_case(
        r"^(?:(?:gut|ok(?:ay)?|also|dann|na gut|prima|schön|fein|super)[,.]? )+"
        r"(?!.*\b(?:ich|du|ihr|möchte|will|würde|kann|nicht|stimmen|abstimm\w*|hand|hände|danke|"
        r"weiter|"
        r"punkt|thema)\b)(?:\S+ ){0,4}\S+[.!]$",
        rf"^(?:(?:gut|ok(?:ay)?|also|ja|so|prima|na gut|schön|fein)[,.]? )*wir (?!{_GO_ON})"
        rf"[a-zäöü]+(?:en|ern|eln)\b",
        r"\b(?:wird|werden) (?:\S+ ){0,6}?(?:ge\w+(?:t|en)|\w+(?:iert|stellt|legt|kauft|schlossen|"
        r"geben|nommen|tragen))[.!]$",
        r"^(?:(?:gut|ok(?:ay)?|also|ja|so|prima|na gut|schön)[,.]? )+(?:de[rn]|die|das|ein\w*|"
        r"kein\w*) "
        r"(?:\S+ ){1,5}?(?:geht|kommt|bleibt|steht|gilt|reicht)\b",
    ),
    everybody=re.compile(
        r"\b(?:alle[nrs]?|jede[mnrs]?|jemand\w*|einer|keiner|niemand|irgendwer|irgendjemand|wer|"
        r"ihr|"
        r"euch|sie|ihnen|das so|so)\b",
        _I,
    ),
    undecided=re.compile(
        r"\?$|\b(?:vielleicht|wenn|falls|sofern|ob|würden?|könnten?|müssten?|hätten?|wäre|wären|"
        r"früher|letzte[ns]? (?:mal|jahr|woche)|damals|gestern|immer|jedes jahr|haben wir|nie|"
        r"angeblich|sagt|meint|glaube|denke|hoffentlich)\b",
        _I,
    ),
    refused=ignoring_case(
        r"\b(?:das|die|den|dies|es) lehnen wir (?:\w+ )?ab\b|^(?:\w+,? )?wir lehnen (?:das|es|die|"
        r"den)(?: \w+)? ab\b",
        r"\b(?:das|so was|so etwas|die|den) (?:machen|tun|wollen|nehmen|kaufen|erlauben|dulden|"
        r"brauchen) wir (?:\w+ )?nicht\b",
        r"\b(?:das|es) kommt (?:\w+ )?nicht (?:in frage|infrage)\b",
        r"\b(?:das|die|den|es|ihn) lassen wir (?:\S+ ){0,3}?(?:sein|bleiben|weg|fallen)\b",
        r"\blassen wir (?:das|die|den|es|ihn) (?:\S+ ){0,3}?(?:sein|bleiben|weg|fallen)\b",
        r"\b(?:das|es|alles|(?-i:[A-ZÄÖÜ])\w+) bleibt (?:\w+ )?(?:offen|dabei|so|wie (?:es|bisher)|"
        r"beim alten)\b",
        rf"\b(?:das|es|die|der) (?:kann|muss|soll|hat) (?:\S+ ){{0,2}}?(?:(?:zeit|warten) )?bis "
        rf"(?:zum |zur |in den )?(?:{MONTH['de']}|frühjahr|sommer|herbst|winter|nächste\w*)\b",
        r"\b(?:das|es) (?:geht|können wir) (?:\w+ ){0,2}?nicht(?: machen)?, (?:und )?(?:das )?"
        r"(?:dabei )?bleibt\b",
    ),
    wished=re.compile(
        r"\b(?:frage|gefragt|anfrage|bitte[tn]?|wunsch|wünsch\w*|will|wollen|möchte\w*|hätte\w* "
        r"gern\w*|ob wir|anregung|idee|verlangt|fordert|dass wir|vorschlag)\b|\?$",
        _I,
    ),
    put_off=ignoring_case(
        rf"\b(?:schieben|verschieben|vertagen|nehmen|setzen|stellen|heben|parken) wir (?:\S+ )"
        rf"{{0,6}}?(?:{_LATER}|zurück|die (?:nächste )?tagesordnung)\b",
        rf"\bwir (?:schieben|verschieben|vertagen|nehmen|setzen|stellen|heben|parken) {_PRONOUN} "
        rf"(?:\S+ ){{0,6}}?(?:{_LATER}|zurück|(?:die|der) tagesordnung|auf eis)\b",
        rf"\b{_PRONOUN} (?:\S+ ){{0,2}}?(?:klären|besprechen|entscheiden|reden|sprechen|beraten|"
        rf"behandeln|kommen|machen|sehen|holen|beschließen|diskutieren) wir (?:\S+ ){{0,4}}?"
        rf"{_LATER}",
        rf"\bwir (?:klären|besprechen|entscheiden|reden|sprechen|beraten|behandeln|kommen|holen) "
        rf"{_PRONOUN} (?:\S+ ){{0,4}}?{_LATER}",
        rf"\b(?:klären|besprechen|entscheiden|reden|sprechen|beraten|beschließen) wir {_PRONOUN} "
        rf"(?:\S+ ){{0,4}}?{_LATER}",
        r"^(?:also |dann |nein,? )?(?:heute|jetzt) (?:noch )?nicht[.!]?$",
        r"\bnicht (?:entscheidungsreif|spruchreif|beschlussreif)\b|\bkönnen wir (?:\S+ ){0,3}?"
        r"(?:noch )?nicht (?:entscheiden|beschließen|abstimmen)\b",
        rf"\b(?:darauf|hierauf) kommen wir (?:\S+ ){{0,3}}?(?:zurück|{_LATER})|\bwir kommen "
        rf"(?:\S+ ){{0,2}}?darauf zurück\b",
        r"\b(?:entscheiden|beschließen|klären|lösen|schaffen|finden|vergeben|regeln) wir (?:\S+ "
        r"){0,3}?"
        r"heute (?:\w+ )?(?:nicht|keine?)\b|\bwir (?:entscheiden|beschließen|klären|lösen|finden) "
        r"(?:\S+ ){0,3}?heute (?:\w+ )?(?:nicht|keine?)\b",
        r"\b(?:nehme|nehmen|setze|setzen) (?:ich|wir)? ?(?:\S+ ){0,4}?von der tagesordnung\b|"
        r"\bich (?:nehme|setze) (?:\S+ ){1,4}?von der tagesordnung\b",
        r"\b(?:das|es|die|der) (?:bleibt|ruht) (?:\S+ ){0,3}?(?:bis|vorerst|erst ?mal|heute)\b|"
        r"\bwarten wir (?:\S+ ){1,4}?ab\b",
        r"\b(?:das|es|die sache|der punkt) bleibt (?:\S+ ){0,2}?offen, bis\b|"
        r"\bwarten wir (?:\S+ ){0,3}?bis (?:\S+ ){1,6}?(?:ist|hat|haben|sind|vorliegt|da)\b",
    ),
    not_put_off=re.compile(
        r"\?$|^(?:wenn|falls)\b|\b(?:sollten|könnten|müssten|würden|wollten|hatten|haben wir|"
        r"letzte[snr]?|"
        r"immer|warum|gestern|damals|schon wieder|vor uns her|kaffee|bier|glaube|denke|finde|"
        r"fände|vielleicht|sollte|würde|nicht (?:schon wieder|noch einmal))\b",
        _I,
    ),
    asked_after=re.compile(
        r"^(?:(?:und|aber|ja|gut|also|dann|so)[,.]? )*(?:was ist (?:eigentlich )?mit|was wird "
        r"(?:aus|mit)|"
        r"wie (?:steht|sieht|ist) es (?:\w+ )?(?:um|mit|bei)|wie machen wir|was machen wir mit|"
        r"und (?:der|die|das))\b.*\?$|\b(?:die frage|gefragt|anfrage|offen),? (?:war |ist )?"
        r"(?:\w+ ){0,2}?(?:ob|wie|wann|wer)\b",
        _I,
    ),
    pronoun=re.compile(
        r"\b(?:das|es|dies|ihn|darüber|dazu|davon|damit|so)\b(?! (?:\w+ )?(?-i:[A-ZÄÖÜ]))|"
        r"\b(?:den|die) (?:\w+en wir|wir|erst|lassen|lehnen)\b|\bwir (?:den|die)\b(?! (?:\w+ )?"
        r"(?-i:[A-ZÄÖÜ]))",
        _I,
    ),
)
