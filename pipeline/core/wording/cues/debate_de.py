"""The German words of motions, votes and adjournments."""

from __future__ import annotations

import re
from types import MappingProxyType

from pipeline.core.wording.cues.debate import DebateWords
from pipeline.core.wording.cues.words import ignoring_case
from pipeline.core.wording.numerals import COUNT
from pipeline.core.wording.tokens import word_set

_I = re.IGNORECASE
_NO = (
    r"(?:w[ei]r (?:ist|stimmt)(?: \w+){0,2}? da ?gegen|(?:und )?(?:w[ei]r )?da ?gegen|gegen[- "
    r"]?stimmen|"
    r"(?:n?ein|nein|mein)[- ]?stimmen|w[ei]r (?:ist |stimmt )?(?:nicht|nein)(?: zu| da ?für)?|"
    r"(?:gibt es |irgendwelche )?einwände|"
    r"(?:hat|ist) (?:jemand|wer|irgendwer)(?: \w+){0,2}? da ?gegen|ablehnung(?:en)?|gegenprobe)"
)
_YES = (
    r"(?:w[ei]r dem\b[^?.]{0,60}|w[ei]r (?:ist|wäre|stimmt)(?: \w+){0,3}? (?:da ?für|zu)|w[ei]r "
    r"noch|da ?für|ja[- "
    r"]?stimmen|"
    r"zustimmung(?:en)?|w[ei]r (?:genehmigt|befürwortet|unterstützt|billigt)\b[^?.]{0,60}|(?:hand|"
    r"hände) hoch(?:,? bitte)?|(?:bitte )?(?:um )?(?:das )?handzeichen"
    r"(?:,? bitte)?)"
)
_ABSTAINED = (
    r"(?:(?:stimm)?enthaltung(?:en)?|w[ei]r enthält sich(?: der stimme)?|enthält sich "
    r"jemand)"
)
_FILL = r"(?:(?:das|es) (?:sind|ist)|(?:ich )?(?:sehe|zähle)(?: ich)?|also|ja|hm|okay|so)"
_CLOSED = (
    r"(?:entschieden|beschlossen|geklärt|abgemacht|ausgemacht|durch|angenommen|abgelehnt|"
    r"vereinbart|gebilligt|genehmigt)"
)

_SOMEBODY = r"(?:(?:herr|frau) )?(?-i:[A-ZÄÖÜ])\w+(?:-\w+)?"

GERMAN_DEBATE = DebateWords(
    hollow=word_set(
        "damit dann also somit hiermit so das dies es ist sind war wird werden wäre gilt gut prima "
        "ja nein okay ok in ordnung einverstanden alle alles klar schön super beschlossen "
        "angenommen abgelehnt entschieden vereinbart genehmigt verabschiedet vertagt verschoben "
        "zurückgestellt abgemacht ausgemacht geklärt gebilligt durch einstimmig mehrheitlich "
        "einstimmige der die den dem des ein eine einen einer antrag vorschlag beschluss punkt "
        "thema sache frage angelegenheit machen wir uns halten fest stellen zurück vertagen "
        "verschieben auf nächste nächsten nächstes sitzung treffen mal später heute noch einmal "
        "wieder wer was dafür dagegen enthaltung enthaltungen enthält sich stimmen gegenstimmen "
        "stimmt zu zustimmung ja-stimmen nein-stimmen keine keiner niemand hand hände hoch bitte "
        "jemand etwas hat haben gibt gegen einwände mehrheit von für mit nehmen setzen ab kommen "
        "dazu darüber darauf und aber auch noch jetzt nun genau genauso ich sehe zähle stimme ab "
        "abstimmung abstimmen hier da doch mal erst einmal protokoll ins zu drauf einig weg gern "
        "klären besprechen entscheiden beraten sprechen reden behandeln beim lassen kommen "
        "widerspruch keinen gegenprobe handzeichen folgen liste tagesordnung zwei drei vier fünf "
        "sechs sieben acht neun zehn elf zwölf eins nicht lassen offen"
    ),
    motion=re.compile(
        r"\b(?:ich|wir) (?:schlage[n]?|beantrage[n]?|stelle[n]? (?:hier ?mit )?den antrag|"
        r"würde[n]? (?:vorschlagen|sagen|beantragen)|rege[n]? an|plädiere[n]?|empfehle[n]?)\b|"
        r"\bschlage ich vor\b|\bbeantrage ich\b|\bstelle ich (?:\w+ )?(?:den|folgenden) antrag\b|"
        r"\bmein vorschlag:|\b(?:mein|unser|der|sein|ihr) (?:vorschlag|antrag|gedanke|idee)(?: "
        r"\w+ \w+ \w+)? "
        r"(?:ist|wäre|war|lautet)\b|"
        r"\b(?:ich|wir) (?:bin|wäre|wären|sind|würde) (?:\w+ )?(?:da ?für,|für)\b|"
        r"\bda ?für (?:bin|wäre) ich\b|^wie wäre es\b|^was haltet ihr\b|^was halten sie\b|"
        r"^(?:sollen|sollten|wollen|wollten|können|könnten) wir (?!.*\b(?:anfangen|beginnen|"
        r"weitermachen|abstimmen)\b)|^(?:lasst|lass) uns (?!(?:anfangen|beginnen|abstimmen)\b)|"
        r"\bum den (?:\w+ )?(?:antrag|vorschlag)\b|\bliegt (?:\w+ ){0,3}(?:antrag|vorschlag) vor\b|"
        r"^wir (?:könnten|sollten)\b|^man (?:könnte|sollte)\b|\babstimmung über\b|"
        r"\bstimmen (?:wir )?(?:\w+ )?über (?!das ab)\b|"
        r"\bich (?:fände (?!das\b)|hätte gern\w*|möchte (?:vorschlagen|beantragen|anregen))\b|"
        r"^warum \w+en wir (?:\S+ ){0,4}?nicht\b|\b(?:wir sollten|sollten wir)\b|"
        r"\bmöchte(?:n)?(?: gern\w*)?, dass\b|\bwas halte[tn] (?:ihr|sie) davon\b|"
        r"\bstelle (?:ich )?(?:das |es )?zur abstimmung\b|\bso (?:hätte|würde) ich es\b|"
        r"^(?:dann |\w+ )?\w+en wir doch\b|\b(?:wäre|bin) (?:\w+ )?dafür, dass\b|\bwäre (?:\w+ "
        r")?dafür\b|"
        r"^wer (?:genehmigt|stimmt|befürwortet|unterstützt|entlastet|folgt|billigt) (?!zu\b|"
        r"da ?für\b|"
        r"da ?gegen\b|nicht\b)|"
        r"^(?:der|die|das) (?:antrag|vorlage|vorschlag) (?:von .* )?(?:lautet|sieht vor|von)\b",
        _I,
    ),
    ballot=re.compile(
        rf"^(?:(?:so|gut|also|dann|und|okay|ja|gibt es|bitte)[,.]? )*(?:{_YES}|{_NO}|"
        rf"{_ABSTAINED})\b|"
        rf"[.?!,:] (?:{_YES}|{_NO})[?:.]?$|"
        r"^(?!.*\bich (?:möchte|will|hatte)\b).*\b(?:um (?:das|ihr|euer|ein) handzeichen|lasse "
        r"(?:\w+ )?"
        r"(?:darüber )?abstimmen)\b|"
        r"^(?:(?:so|gut|also|dann|kommen wir)[,.]? )*(?:zur abstimmung|abstimmung|stimmen wir ab|"
        r"wir stimmen ab|dann stimmen wir ab|ich lasse abstimmen)\b",
        _I,
    ),
    asks=MappingProxyType({"yes": _YES, "no": _NO, "abstentions": _ABSTAINED}),
    count=(
        rf"(?:[^.?!:]{{0,40}}?[?:.,!])? ?(?:{_FILL},? )*"
        rf"(?P<count>{COUNT['de']}|niemand|nein|null|alle|jeder|sonst niemand)"
        r"(?: (?:stimmen|personen|leute|hände|mal))?(?=[.,!?;]|$| (?:und|wer|da ?gegen|gegen|ent|"
        r"nein))"
    ),
    nobody=re.compile(r"niemand|sonst niemand|nein|null", _I),
    everybody=re.compile(r"alle|jeder", _I),
    closings=ignoring_case(
        r"^(?:also |dann |damit |das ist |das war )*einstimmig\b(?!.*\bnicht\b)",
        rf"^(?:dann|damit|somit|also|so)? ?(?:ist|wäre) (?:das|es|die sache|der punkt|er|sie) "
        rf"(?:also |so |damit |jetzt )*{_CLOSED}(?=[.,!]|$)",
        rf"^(?:das|es|der antrag|der vorschlag) (?:ist|wäre) (?:also |so |damit |somit "
        rf")*{_CLOSED}(?=[.,!]|"
        rf"$)",
        r"^(?:dann|so|also)? ?(?:machen|verfahren|handhaben|halten|tun) wir (?:das|es)?"
        r"(?: dann| genau| auch)* ?so\b",
        r"^(?:dann |so )?(?:machen|halten) wir (?:das|es)(?: fest)?[.!]?$",
        r"^so (?:machen|halten|verfahren|handhaben|tun|regeln) wir(?:'s| das| es)?(?: fest)?[.!]?$",
        rf"^(?:so |damit |also |somit |dann )?{_CLOSED}[.!]?$",
        r"^(?:alle )?einverstanden[.!]$|^(?:das sind|da sind) (?:alle|wir uns einig)\b",
        r"^(?:das |es )?(?:ist |sei )?(?:hier ?mit |damit |also |so )*(?:festgelegt|festgehalten|"
        r"gebongt|"
        r"abgehakt)[.!]?$|^haken dran[.!]?$",
        r"^(?:(?:gut|okay|ja|so),? )?(?:machen|nehmen|tun) wir(?:'s| das| es)?[.!]$",
        r"^so wird(?:'s| es| das) gemacht\b|^(?:dann |also )(?:ist|bleibt|wird) (?:das|es) (?:so|"
        r"dabei)\b",
        r"^(?:dabei bleibt(?: es|'s)|es bleibt dabei|beschlossene sache|so beschlossen)\b",
        r"^(?:das |es )?steht[.!]$|^(?:das sind |da sind )?alle (?:\w+ )?(?:da ?für|"
        r"einverstanden)\b",
        r"^ich sehe (?:\S+ )?(?:nicken|zustimmung|einigkeit)\b",
        r"^die mehrheit ist (?:da ?für|da ?gegen)\b",
    ),
    adjourned=ignoring_case(
        r"\b(?:vertagen|verschieben) wir\b",
        r"^wir (?:vertagen|verschieben)\b",
        r"\bstellen wir (?:\S+ ){0,6}?zurück\b|^wir stellen (?:\S+ ){1,6}?zurück\b",
        r"\bnehmen wir (?:\S+ ){1,7}?(?:von|aus) der (?:tagesordnung|liste)\b|"
        r"^wir nehmen (?:\S+ ){1,7}?von der tagesordnung\b|\bsetzen wir (?:\S+ ){1,5}?ab\b",
        r"\b(?:dazu|darauf|darüber|damit) (?:kommen|sprechen|entscheiden|beraten|befassen) "
        r"wir (?:\S+ ){0,4}?(?:nächste[nsr]? (?:mal|sitzung|woche|monat)|beim nächsten mal|"
        r"ein andermal|ein anderes mal)",
        r"\b(?:entscheiden|besprechen|klären|behandeln|beraten) wir (?:\S+ ){0,4}?"
        r"(?:nächste[nsr]? (?:mal|sitzung|woche|monat)|beim nächsten mal|ein andermal)",
        r"\blassen wir (?:\S+ ){0,5}?(?:ruhen|liegen|offen)\b",
        r"\bkommt (?:\S+ ){0,3}?(?:in|auf) die nächste (?:sitzung|tagesordnung)\b",
    ),
    denied=re.compile(
        r"\b(?:nicht|nie|wenn|falls|ob|sollten|könnten|müssten|würden|wollten|letzte[snr]?|"
        r"immer|warum|gestern|damals)\b",
        _I,
    ),
    wanted=re.compile(
        r"^(?:(?:und|aber|nur|so|gut|dann|also)[,]? )*(?:(?:wer|wir(?= \w+t\b)) (?!(?:hat|hatte|"
        r"war|ist|sind|weiß|"
        r"meint|sagt|findet|stimmt|enthält|noch)\b)"
        r"(?!(?:kann|könnte|will|würde|mag|möchte)\b(?!.*\w(?:en|ern|eln)\?$)|möchte (?:dazu|"
        r"etwas)\b)|"
        r"(?:kann|könnte|will|würde|mag|möchte) (?:jemand|einer|wer)\b).*\?$|"
        r"^(?:\S+ )?(?:wir (?:brauchen|suchen) (?:noch )?jemand\w*)\b",
        _I,
    ),
    accepted=ignoring_case(
        r"^(?:(?:ja|gut|okay|klar|gerne?|na gut|also)[,.]? )*(?:das|die|den|dies|es|da) "
        r"(?:kann|könnte|mache?|übernehme?|erledige?|kümmere) (?P<who>ich)\b",
        r"^(?:(?:ja|gut|okay|klar|gerne?|na gut|also)[,.]? )*(?P<who>ich)"
        r"(?: (?:mache?|übernehme?|kann|erledige?)(?: (?:das|es|die|den))?(?: gern| gerne)?"
        r"(?: machen| übernehmen| tun)?)?[.!]?$",
        r"^(?:(?:ja|gut|okay|klar|gerne?)[,.]? )*(?:mache?|übernehme?|kann|erledige?) (?P<who>ich)"
        r"(?: \w+){0,2}[.!]?$",
        rf"^(?:das )?(?:macht|übernimmt|erledigt) (?P<who>{_SOMEBODY})[.!]?$",
        rf"^(?P<who>{_SOMEBODY}) (?:macht|übernimmt|erledigt) (?:das|es)\b",
        r"^(?:das|es|die|den) würde (?P<who>ich) (?:\w+ )?(?:machen|übernehmen|erledigen|tun)\b",
        r"^(?P<who>ich) (?:würde|kümmere|kann mich|bin)\b(?: (?:mich|das|darum|"
        r"gern))*[^,]{0,20}[.!]?$",
    ),
)
