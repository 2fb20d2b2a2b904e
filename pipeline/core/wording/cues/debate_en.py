"""The English words of motions, votes and adjournments."""

from __future__ import annotations

import re
from types import MappingProxyType

from pipeline.core.wording.cues.debate import DebateWords
from pipeline.core.wording.cues.words import ignoring_case
from pipeline.core.wording.numerals import COUNT
from pipeline.core.wording.tokens import word_set

_I = re.IGNORECASE
_NO = (
    r"(?:who(?:'s| is)?(?: \w+)? (?:against(?: it)?|not|opposed)|(?:and )?(?:(?:all )?(?:those )?"
    r"|anyone |anybody )?(?:against|opposed)|no votes?|nays?|noes|any objections?|objections?|"
    r"does (?:anybody|anyone) (?:object|disagree)|any(?:one|body) not|those who (?:don't|do not|"
    r"disagree)|(?:anybody|anyone) (?:against|opposed|object\w*))"
)
_YES = (
    r"(?:who(?:'s| is)?(?: \w+)? (?:for (?:it|that|this)|in favou?r|for|else)|who else|(?:all "
    r")?(?:those )?in "
    r"favou?r|yes votes?|ayes?|those who agree\b[^?.]{0,30}|quick vote|do we (?:accept|approve|"
    r"adopt|endorse)\b[^?.]{0,60}|(?:show of "
    r")?hands(?: up)?(?:,? please)?)"
)
_ABSTAINED = (
    r"(?:(?:any )?[ao]bst[ea]n[ts]ions?|who (?:is )?abstain(?:s|ing)|abstaining|"
    r"(?:anyone|anybody) abstaining)"
)
_FILL = r"(?:(?:that|there|it) (?:is|are|makes)|that's|there's|i (?:see|count)|so|okay|right|well)"
_CLOSED = (
    r"(?:carried|decided|settled|agreed|adopted|approved|passed|resolved|rejected|lost|unanimous|"
    r"defeated)"
)

ENGLISH_DEBATE = DebateWords(
    hollow=word_set(
        "then so that this it is are was will be been the a an and but we us our i you all good "
        "great fine right okay ok yes no not well now let let's lets motion proposal decision item "
        "point matter question issue carried decided settled agreed adopted approved passed "
        "resolved rejected lost unanimous unanimously defeated done put off leave come back to "
        "postpone postponed defer deferred table next meeting time another until later take "
        "return what do does did who for against in favour favor of abstentions abstention "
        "obstensions abstensions abstantions obstentions any "
        "objections objection anybody anyone object everybody everyone hands up please hand show "
        "vote votes voting those else there has have on with as minutes one two three four five "
        "six seven eight nine ten eleven twelve none nobody that's it's we'll we're i'm happy "
        "today alright once more again somebody someone make makes going go ahead way how like "
        "everybody's discuss decide at talk about hear see objection resistance deal can't will'll "
        "count our my them they those these get would"
    ),
    motion=re.compile(
        r"\b(?:i|we)(?:'d| would)?(?: like to)? (?:suggest|propose|move|recommend)\b|"
        r"\b(?:my|our|the|his|her) (?:suggestion|proposal|motion|idea) (?:is|would be)\b|"
        r"^(?:shall|should|could|can|do) we (?!.*\b(?:vote|begin|start|move on|continue)\b)|"
        r"^(?:what|how) (?:if|about)\b|^why (?:don't|not)\b|"
        r"^let(?:'s| us) (?!(?:vote|move|turn|begin|start|go on|see|talk|postpone|put)\b)|"
        r"\b(?:i|we)(?: am|'m| are| would be|'d be) (?:all )?(?:in favou?r of|for)\b|"
        r"\b(?:i|we) (?:would|'d) (?:rather|like (?:us|to see))\b|"
        r"^(?:maybe |perhaps )?(?:we|one|you) (?:could|should|might)\b|"
        r"^do we (?:accept|approve|adopt|agree to|endorse)\b|\bput(?:ting)? (?:\w+ )?to (?:the|"
        r"a) vote\b|"
        r"\bi(?:'d| would) (?:go for|be for|say|argue|opt|plead|vote)\b|\bit(?:'d| would) be "
        r"(?:good|better|nice) if\b|\bput (?:that|it|this) forward\b|\b(?:is|are) keen to\b|"
        r"\bwhat i had in mind\b|"
        r"\b(?:i think|i feel|i reckon|i believe),? we (?:should|could|ought)\b|\bwe should\b|"
        r"\bi(?:'d| would) like to move\b|\bi'd be in favour\b|"
        r"\bvot(?:e|ing) (?:is )?on\b|\bwe ought to\b",
        _I,
    ),
    ballot=re.compile(
        rf"^(?:(?:so|right|well|then|and|okay|now|good|would)[,.]? )*(?:{_YES}|{_NO}|"
        rf"{_ABSTAINED})\b|"
        rf"[.?!,:] (?:{_YES}|{_NO})[?:.]?$|"
        r"^(?:(?:so|right|well|then|okay|now)[,.]? )*(?:let(?:'s| us) (?:take a )?vote|"
        r"we (?:will |now |'ll )*vote)\b",
        _I,
    ),
    asks=MappingProxyType({"yes": _YES, "no": _NO, "abstentions": _ABSTAINED}),
    count=(
        rf"(?:[^.?!:]{{0,40}}?[?:.,!])? ?(?:{_FILL},? )*"
        rf"(?P<count>{COUNT['en']}|nobody|no one|no|none|zero|all|everybody|everyone|all of us)"
        r"(?: (?:votes?|people|hands|of us))?(?=[.,!?;]|$| (?:and|for|who|against|in|abst))"
    ),
    nobody=re.compile(r"nobody|no one|no|none|zero", _I),
    everybody=re.compile(r"all|everybody|everyone|all of us", _I),
    closings=ignoring_case(
        r"^(?:so |then |that is |that's )*unanimous\b",
        rf"^(?:then |so |and )*(?:it|that|the motion|this)(?:'s| is)(?: now| then)* {_CLOSED}"
        r"(?=[.,!]|$| then| now| by)",
        r"^(?:then |so |and )*(?:that|this)(?:'s| is) what we(?:'ll| will| are going to|'re going "
        r"to)(?: do)?\b",
        rf"^(?:so )?{_CLOSED}(?:,? then)?[.!]?$",
        r"^(?:then |so )?(?:let(?:'s| us)|we(?:'ll| will)) do (?:it|that|so)(?: then)?[.!]?$",
        r"^we(?:'ll| will) (?:put|note|record|minute) (?:that|it|this)(?: down)?(?: \S+){0,4}?"
        r"(?: as agreed)?[.!]?$",
        r"^(?:that's|that is) fixed\b|^all (?:\w+ )?(?:in favou?r|for it)\b(?!.*\?)",
        r"^i see (?:\S+ ){0,2}?nod\w*\b|^(?:that's|that is)(?: that)? (?:sorted|settled|decided|"
        r"done)(?=[.,!]|$| then)",
        r"^(?:very well, |so |then |right, )?that's how we(?:'ll| will) (?:do it|proceed|go "
        r"ahead|go|play it)\b",
        r"^(?:so |then )?(?:we're|we are) all (?:of one mind|agreed|for it|in favour)\b",
        r"^(?:tick|deal|it's a deal|job done|sold|done deal)[.!]?$",
        r"^(?:so |then )*(?:it|that|the motion|this) (?:falls|fails|carries|passes|stands)\b",
        r"^(?:let's |i'll |please |we'll )?(?:put|write|note|record) (?:that|it|this) (?:down|in "
        r"the"
        r" minutes)\b",
        r"^(?:that|there) (?:is|are) (?:everybody|everyone|all of us)\b",
    ),
    adjourned=ignoring_case(
        r"\b(?:let us|let's|we(?:'ll| will| shall| can)?)(?: \w+)? (?:postpone|defer|adjourn|"
        r"table|put off)\b",
        r"\bwe(?:'ll| will| shall| can)? (?:\w+ )?(?:leave|come back to|return to|take up|discuss|"
        r"decide(?: on)?|put off|keep) (?:\S+ ){1,5}?(?:next (?:time|meeting|week|month)|"
        r"another (?:time|day|meeting)|at a later)",
        r"\b(?:let us|let's) (?:leave|keep|discuss|decide|come back to) (?:\S+ ){1,5}?"
        r"(?:next (?:time|meeting|week|month)|another (?:time|day|meeting))",
        r"\b(?:take|taking|drop|strike|remove) (?:\S+ ){1,5}?(?:off|from) (?:the|today's|our) "
        r"(?:agenda|list)\b",
    ),
    denied=re.compile(
        r"\b(?:not|never|if|unless|whether|should|could|would|why|last (?:time|year|week)|"
        r"always|yesterday|suggest|propose)\b",
        _I,
    ),
    wanted=re.compile(
        r"^(?:(?:and|so|but|now|okay|right)[,]? )*(?:who(?:'ll|'s going to|'s \w+ing| will| can| "
        r"could| would"
        r"(?: like to)?| wants to| is going to| takes| looks after)\b"
        r"(?! (?:win|be|know|have|remember|speak)\b)|(?:can|could|would|will) "
        r"(?:somebody|someone|anybody|anyone)\b|any volunteers\b).*\?$|"
        r"^(?:\S+ )?we (?:\w+ )?need (?:somebody|someone|a volunteer)\b",
        _I,
    ),
    accepted=ignoring_case(
        r"^(?:(?:yes|sure|okay|ok|well|right|fine)[,.]? )*(?P<who>i)(?:'ll| will| can| could)"
        r"(?: (?:do|take|handle|manage|see to|look after) (?:that|it|this|them)(?: on)?)?[.!]?$",
        r"^(?:(?:yes|sure|okay|ok|well)[,.]? )*(?:leave (?:it|that) (?:to|with) "
        r")?(?P<who>me)[.!]?$",
        r"^(?P<who>i)(?:'m| am) happy to(?: do (?:that|it|so))?[.!]?$",
    ),
)
