"""The English patterns of agenda items and decisions.

What each is for: ``core.wording.cues.words``.
"""

from __future__ import annotations

import re

from pipeline.core.wording.almanac import MONTH
from pipeline.core.wording.cues.tasks_en import HEDGES, TASKS
from pipeline.core.wording.cues.words import LETTERED, TITLED, CueWords, ignoring_case
from pipeline.core.wording.numerals import COUNT, PLACE

_I = re.IGNORECASE

_NUMBER = rf"(?P<number>\d{{1,2}}{LETTERED}(?!\d)|(?:{COUNT['en']}))"
_POINT = r"(?:agenda )?(?:item|point|topic)"
_NO = r"(?: (?:number|no\.?))?"
_GO = (
    r"(?:let's|let us|we|we'll|we will|i|i'll|i will|i'd like to|i would like to|"
    r"(?:that|this|which) (?:brings|takes|leads)|moving|turning|going|on|now|can we|could we|"
    r"shall we|proceeding|coming|next)"
)
_MOVE = (
    r"(?:move|moving|go|going|come|coming|turn|turning|proceed|proceeding|get|start|begin|"
    r"continue|call|open|on to|us to|take)"
)
_THING = (
    r"(?:item \d+|(?:the|this|that|our|your) (?:\w+ ){0,3}?(?:motion|amendment|minutes|budget|"
    r"proposal|resolution|item|application|report|accounts|agenda|recommendation|bylaws|plan|"
    r"ordinance|bill))"
)
_DONE = (
    r"(?:carried|carries|passed|passes|approved|adopted|rejected|defeated|fails|failed|deferred|"
    r"postponed|tabled|refused|granted|denied|dismissed|endorsed|accepted|agreed|lost|"
    r"resolved|ratified)"
)
_ORG = (
    r"(?:the|this) (?:\w+ )?(?:committee|council|board|meeting|assembly|members|cabinet|trustees|"
    r"commission|panel|group|team)"
)
_PAST = (
    r"\b(?:last (?:year|week|month|time|meeting|night|spring|summer|autumn|winter|january|\w+day)|"
    r"previous(?:ly)?|already|yesterday|ago|back then|"
    rf"in (?:{MONTH['en']}|(?:19|20)\d\d)|had|were|was(?! resolved)|used to)\b"
)
_IF = r"\b(?:if|unless|whether|when|once|until|before|in case|provided)\b"
_WOULD = (
    r"\b(?:should|could|would|can|must|need to|have to|want to|let's|may|shall|ought|going to|"
    r"still|ready to|happy to)\b"
)
_NOT = r"\b(?:not|never|nothing|nobody|no one|yet|\w+n't)\b"
_NO_TOPIC = (
    r"(?!(?:please|thanks?|then|so|and|but|if|when|where|what|who|which|that|this|now|okay|ok|yes|"
    r"no|mr|mrs|ms|dr|madam|councillor)\b)(?!.*\b(?:i|we|you|he|she|it|they|us|is|are|was|were|"
    r"has|have|had|will|would|can|could|should|may|must|please|thanks?|i'\w+|we'\w+|it's|that's|"
    r"let's|there's)(?!\w|'))"
)
"""As in German: no name of an item begins so or has such words."""

_ORDER = (
    r"first(?:ly)?(?: of all)?|second(?:ly)?|third(?:ly)?|next(?: up)?|last(?:ly)?(?: but not "
    r"least)?|"
    r"finally|to begin with|to start with"
)
_NOWHERE = (
    r"(?!.{0,24}\b(?:break|lunch|dinner|vote|voting|next slide|slide|question of whether|point|"
    r"order|home|coffee|end|close|conclusion|you|him|her|them)\b)"
)
"""Where people go without a new item: to lunch, to the vote, to the point."""
_UNNUMBERED = (
    (
        rf"^(?:and |so |then )*(?:{_ORDER})[,:]? (?:we|let us|let's|there)(?:'ll| will| can| "
        rf"should| "
        rf"shall)? ?(?:have|talk about|discuss|look at|deal with|consider|turn to|is|are|need to "
        rf"(?:discuss|talk about)) "
    ),
    rf"^(?:{_ORDER}) on (?:the|our|today's) (?:list|agenda)[,:]? ",
    (
        r"^(?:now |then |so |and )*(?:on to|over to|now for|moving on to|turning to|coming to) "
        r"(?:the|our) (?:first|second|third|fourth|fifth|sixth|next|last|other) (?:topic|item|"
        r"point|"
        r"subject|issue)\b"
    ),
    (
        rf"^(?:and |so |then |now )*(?:let us|let's|we'll|we will|shall we|we can|we now|now we)"
        rf"(?: now| then| can)* (?:move on|move(?= onto)|turn|come|go on|proceed|get|carry on|"
        rf"continue)(?: now| then| over)* (?:to|onto|with) "
        rf"{_NOWHERE}(?:the|our|a|an|some|\w+)\b"
    ),
    (
        rf"^(?:and |so |then )*(?:we|now we) (?:now )?(?:move on|come|carry on|continue|go on) "
        rf"(?:to|onto|with) {_NOWHERE}(?:the|our)\b"
    ),
    rf"^(?:that|this|which) (?:brings|takes|leads) us (?:on )?to {_NOWHERE}",
    (
        r"^(?:the|our) (?:next|second|third|fourth|last|final|following) (?:thing|topic|subject|"
        r"issue|"
        r"matter|question)\b(?: \S+){0,6}? (?:is|concerns|are)\b(?! that\b)"
    ),
    (
        r"^i(?:'ll| will)? (?:now )?call (?:the|our) (?:first|second|third|fourth|fifth|next|last) "
        r"(?:item|point)\b"
    ),
    r"^number (?:\d+|one|two|three|four|five|six|seven|eight|nine|ten),? (?:the|our)\b",
)

ENGLISH = CueWords(
    opening=re.compile(
        (
            r"^(?:(?:so|yes|yeah|okay|ok|right|all right|alright|well|now|then|and|good|great|"
            r"thank you|thanks|very well|um|uh|fine|next|with that(?: \w+)?|"
            r"hearing no objections?|sure|perfect|absolutely|of course|cool|(?:okay |so |right )?"
            r"(?:everyone|everybody|folks|all|ladies and gentlemen)|(?:madam|mister|mr\.?) "
            r"(?:mayor|chair\w*|president|clerk)|clerk|[§¤])[,.!]? )+"
        ),
        _I,
    ),
    heading=re.compile(
        (
            r"^(?:(?:the )?decision|resolved|approved|resolution|action(?: item| point)?s?"
            r"(?: (?:for|to|4) [^,:]*)?|to[- ]?do(?: for [^,:]*)?)[.:,]?$"
        ),
        _I,
    ),
    items=ignoring_case(
        rf"^{_POINT}{_NO} {_NUMBER}{TITLED}",
        (
            rf"^{_POINT}{_NO} {_NUMBER},? (?:this (?:morning|afternoon|evening)|today|"
            rf"tonight),? is\b"
        ),
        rf"^(?:number|item) {_NUMBER} on (?:the|our|today's) agenda\b",
        (
            rf"^{_GO}(?: \S+){{0,2}}? {_MOVE}(?: (?:us|on|now|to|onto|with|up|over|the|"
            rf"start|start with|begin with))* {_POINT}{_NO} {_NUMBER}(?!\w)"
        ),
        (
            rf"^(?:on|moving on|move on|turning|going|over)(?: now| on)? (?:to|onto) "
            rf"{_POINT}{_NO} {_NUMBER}(?!\w)"
        ),
        (
            rf"^(?:{_GO}(?: \S+){{0,2}}? )?{_MOVE}(?: (?:us|on|now|to|onto|with|up|over))* "
            rf"(?:the|our) (?:(?P<number>{PLACE['en']})|next|last|final|following) {_POINT}\b"
        ),
        (
            rf"^(?:the|our) (?:next|last|final) {_POINT}(?: (?:on|the|our|today's|for|agenda|"
            rf"today|tonight|of|business))*(?:[,.:]| is (?!that\b))"
        ),
        (
            rf"^(?:the|our) (?P<number>{PLACE['en']}) {_POINT} (?:on (?:the|our|today's) "
            rf"agenda(?: today| tonight)?|today|tonight|this evening)(?:[,.:]| is (?!that\b))"
        ),
        rf"^we(?:'re| are)(?: now)? (?:on|at|up to) {_POINT}{_NO} {_NUMBER}(?!\w)",
        rf"^that(?:'s| is) {_POINT}{_NO} {_NUMBER}, (?:the|our)\b",
        rf"\bplease (?:read|call) {_POINT}{_NO} {_NUMBER}(?!\w)",
        (
            r"^(?:moving on(?: to)?,? |finally,? |(?:let's )?(?:move|go) on to )?any other "
            r"business[.,]?$"
        ),
        r"^(?:next up|up next)(?:,| is| we have)\b",
        (
            r"^(?:next|(?P<number>first|second|third)|last|up next)(?: up)? on (?:the|our|today's)"
            r" agenda(?: today| tonight)?(?:[,.:]| is| we have)"
        ),
        (
            rf"^i(?:'d like to| would like to|'ll|'ll now| now| will now| will)? (?:call|open|"
            rf"take)(?: now)? {_POINT}{_NO} {_NUMBER}(?!\w)"
        ),
        *_UNNUMBERED,
    ),
    no_item=re.compile(
        r"^(?!(?:\w+,? )?(?:can|could|shall|may) (?:we|i)\b).*\?$|\b(?:back to|later|last time|"
        r"last week|talked|discussed|questions|closes?|concludes|belongs|under|already|done with|"
        r"finished|skip|not|\w+n't|cannot|until|we had|we were|you gave|(?<!on the )(?<!on our "
        r")list|defer\w*|"
        r"sold|broken)\b",
        _I,
    ),
    conditional=re.compile(
        r"\b(?:if|unless|before|after|once|when|while|whether|that|because|said|says|suggest|"
        r"propose|could|should|would|until)\b",
        _I,
    ),
    topic=re.compile(
        (
            rf"(?: {_POINT})?(?: (?:on|the|our|agenda|today|tonight|now))*[,:] "
            rf"(?P<topic>{_NO_TOPIC}(?=\w)(?:\S+ ){{0,9}}?\S*\w)[.!]?"
        ),
        _I,
    ),
    decisions=ignoring_case(
        (
            r"^(?:the )?decision(?: is)?[,.:]|^(?:resolved|decided|approved|resolution)[,.:]|"
            r"^agreed[,:] (?:we will|we'll|we are|then|the)\b|^carried(?: unanimously)?[.!]?$|"
            r"^motion (?:carried|carries|passe[sd]|approved|fails|failed|defeated|adopted)\b"
        ),
        (
            r"\bit (?:was|is|has been) (?:hereby )?(?:unanimously )?(?:resolved|agreed|decided)"
            r"(?: unanimously)? (?:that|to)\b"
        ),
        rf"^{_THING} (?:is|are|has been|have been|stands?)? ?(?:\S+ ){{0,4}}?{_DONE}\b",
        (
            r"^(?:so |then )?(?:it's|it is|that's|that is|this is)(?: \w+)? (?:decided|agreed|"
            r"settled|resolved|carried|unanimous|approved)\b(?=[,.]|$| then| that| we|"
            r" unanimously)"
        ),
        r"\b(?:that's|that is) (?:decided|agreed|settled)[.!]?$",
        (
            r"^we(?:'ve| have|(?= (?:now|hereby|unanimously|therefore) ))"
            r"(?: (?:all|now|just|hereby|unanimously|therefore|then|both))* (?:agreed|decided|"
            r"resolved)(?: unanimously)? (?:that|to|on (?!th(?:at|is)\b|it\b))"
        ),
        (
            r"^we(?: (?:all|now|hereby|therefore|unanimously))* (?:agree|resolve|decide)"
            r"(?: unanimously)? (?:that|to|on (?!th(?:at|is)\b))"
        ),
        r"^(?:so |then )?we(?:'re| are) all (?:of one mind|in favou?r)\b|"
        r"^we(?:'re| are)(?: \w+)? agreed\b|^(?:so )?(?:we are|we're) all in agreement\b",
        (
            r"^the (?:trustees|directors|governors|members|councillors)(?: \w+ly)? (?:hereby )?"
            r"(?:resolve|approve|adopt|reject|agree (?:to|that)|decide|accept|elect)\b"
        ),
        (
            rf"^{_ORG}(?: \w+ly)? (?:hereby |therefore |unanimously )?(?:resolves|approves|"
            rf"adopts|rejects|agrees (?:to|that)|decides|accepts|elects|has (?:hereby |now |"
            rf"therefore )?(?:decided|resolved|agreed|approved|adopted))\b"
        ),
        r"^the (?:ayes|nays|noes|yeas) have it\b",
        (
            r"^(?:so |then )(?:we(?:'re| are) (?:going (?:with|for)|taking|choosing)|"
            r"we(?:'ll| will) (?:go (?:with|for)|take|choose)) (?:the|that|this)\b"
        ),
        (
            r"^(?-i:[A-Z])\S+ (?:\S+ ){0,3}?is (?:hereby |duly |unanimously )*"
            r"(?:elected|re-elected|appointed)\b"
        ),
        rf"^let the record (?:show|reflect)(?: \w+)* {_DONE}\b",
    ),
    undecided=re.compile(
        (
            rf"\?$|{_PAST}|{HEDGES}|{_IF}|{_WOULD}|{_NOT}|\busually\b|\balways\b|"
            rf"\bevery\b|\bto be\b"
        ),
        _I,
    ),
    past=re.compile(
        (
            r"\b(?:last (?:year|week|month|time|meeting)|yesterday|ago|back then|there were|"
            r"(?:was|were) (?:\w+ ){0,3}(?:carried|passed|approved|adopted|rejected|defeated|"
            r"accepted|agreed)|had|if)\b"
        ),
        _I,
    ),
    result=re.compile(rf"\b{_DONE}\b", _I),
    reported=re.compile(HEDGES, _I),
    minutes=re.compile(r" (?:of|from) (?:the|our) (?:last|previous) (?:meeting|session)", _I),
    tasks=TASKS,
)
