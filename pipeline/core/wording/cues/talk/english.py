"""The English words of talk; see ``core.wording.cues.talk.words``."""

from __future__ import annotations

import re

from pipeline.core.wording.almanac import MONTH
from pipeline.core.wording.cues.talk.words import TalkWords
from pipeline.core.wording.cues.words import ignoring_case

_I = re.IGNORECASE
_PHRASE = (
    r"(?:(?:the|our|a|an|this|that|these|those) )?(?!(?:you|me|us|him|her|them|it|i|we|he|she|they|"
    r"what|who|how|if|that|this|there|here|now|then|not|be|do|say|see|go|get|home|lunch|coffee|"
    r"bed|to|no|about|something|anything|nothing|start)\b)(?:(?:mr|mrs|ms|dr)\.? )?[\w'-]{3,}"
)
_PLACE = (
    r"(?:(?:very )?first|second|third|fourth|fifth|sixth|next|last|final|other|another|further|"
    r"following|number (?:one|two|three|four|five|six|\d))"
)
_MATTER = r"(?:topic|thing|item|matter|point|subject|issue|business|question|one|big one)"
_ORDER = (
    r"(?:first(?:ly)?|first (?:up|off|of all)|second(?:ly)?|third(?:ly)?|next(?: up)?|last(?:ly)?|"
    r"finally|to (?:begin|start|finish)(?: with)?)"
)
_VERB = (
    r"\b(?:i|we|you|he|she|they|it|is|are|was|were|will|would|has|have|had|can|could|should|may|"
    r"might|must|do|does|did|don't|goes|comes|gets|i'm|i'd|i'll|i've|we'd|we're|we'll|we've|it's|"
    r"that's|there's|they're)\b"
)
_LATER = (
    r"(?:next (?:time|meeting|week|month|year|session|round|quarter)|another (?:time|day|meeting)|"
    r"(?:the|our|our next|the next) (?:\w+ )?(?:meeting|session|get[- ]together|gathering|"
    r"committee)|the new year|"
    rf"(?:in|until|till|to) (?:{MONTH['en']}|spring|summer|autumn|winter|the (?:spring|summer|"
    r"autumn|winter)))"
)
_THIS = r"(?:that|it|this|them|those|these|the \w+)"
_WE = r"(?:we(?:'ll| will| shall| can)?|let's|let us|i(?:'ll| will))"
_GO_ON = (
    r"(?:see|start|begin|move|go on|come|turn|look|hear|talk|speak|have to|need|be|meet|stop|"
    r"make a|"
    r"continue|carry on|get|wait (?!until|till)|find out|know|discuss|vote|close|crack|think|"
    r"want|never|always|probably|try (?!that|it|this)|do quickly|take a)"
)

ENGLISH_TALK = TalkWords(
    items=ignoring_case(
        rf"^(?:so |and |now )*(?:the |our |my )?{_PLACE} {_MATTER}(?:,? (?:on|for|today|tonight|"
        rf"this|"
        rf"the|our|today's|list|agenda|evening|morning|of business|of the day)){{0,4}}(?:[,.:]| "
        rf"is| are| would be|"
        rf" concerns|'s)(?: (?:now|then|simply|just|really|on))?,? "
        rf"(?!(?:that|how|whether|if|who|why|when|to|not|about|i|we)\b){_PHRASE}",
        rf"^(?:the )?(?:next|last) (?:is|would be|are) {_PHRASE}",
        r"^number (?:one|two|three|four|five|six|seven|\d+)(?: on| for| of)?(?: \w+){0,3}?(?: is|"
        r"[,:])",
        rf"^(?:next|first|last|now|then),? (?:we've got|we have(?: got)?|there's|there is|comes|is|"
        rf"up (?:is|we have|there's)) (?!no\b)(?:\w+ )?{_PHRASE}",
        rf"^(?:that|this|which) (?:brings|takes|leads|gets) (?:me|us)(?: \w+)? (?:to|onto) "
        rf"{_PHRASE}",
    ),
    chaired=ignoring_case(
        rf"^(?:so |then |let's |let us |we(?:'ll| will| can| shall)? |i(?:'ll| will| want to| "
        rf"should like to|'d "
        rf"like "
        rf"to| would like to)? |we |can we |shall we )*(?:start|begin|kick off|open|get going|get "
        rf"started|lead off)(?: \w+){{0,2}}? (?:with|on|by) (?!a (?:vote|break|welcome|prayer))"
        rf"{_PHRASE}",
        rf"^(?:so |then |well |ok(?:ay)? |now )*(?:let's|let us|we(?:'ll| will)|can we|could we|"
        rf"shall "
        rf"we|"
        rf"i(?:'d like| would like| want) (?:us )?to|we (?:need|have|ought|should|must)(?: "
        rf"to)?)(?: "
        rf"\w+)? (?:talk about|discuss|do|cover|deal with|look at|turn to|move (?:on )?to|"
        rf"go (?:on )?to|come to|consider|tackle) (?!(?:it|this|that|so|them)\b){_PHRASE}",
        rf"^{_ORDER},? (?:i(?:'d| would) like to (?:talk about|discuss|look at|raise)|let's "
        rf"(?:talk|"
        rf"look|do|take)|we(?:'ve| have| need| should)|there's|there is|it's|comes|"
        rf"up)\b.*{_PHRASE}",
        rf"^(?:(?:and|now|then|so|moving|right|ok(?:ay)?),? )*(?:on|over|moving on|turning|"
        rf"coming|on ?)(?: now)? ?"
        rf"(?:to|onto|with) (?!.*{_VERB}){_PHRASE}(?: \S+){{0,6}}[.!]?$",
        rf"^(?:{_ORDER}|then|now|next|also)(?: then)?[,:] (?!.*{_VERB})(?:the|our) {_PHRASE}"
        rf"(?: \S+){{0,6}}[.!]?$",
        rf"^(?:one (?:more|last|other) thing|any other business|last but not least|still to do|"
        rf"what's left)[,:] (?!.*{_VERB}){_PHRASE}",
        r"^(?:one (?:more|last|other) thing|last but not least)[,:] (?:the|our) \w+",
        rf"^as (?:for|regards|to) {_PHRASE}",
        rf"\bon (?:the|our|my|today's) (?:agenda|programme|sheet)(?: \w+){{0,3}}? (?:is|are|we "
        rf"have|there's)"
        rf" {_PHRASE}",
        rf"^(?:now |next |then )*it's (?:all )?about {_PHRASE}",
        rf"^(?:let's|let us|now let's|so let's|we'll) (?:now |just |quickly )?(?:take|have) (?:a "
        rf"look at|"
        rf"{_PHRASE} next)",
        rf"^(?:that|which) leaves(?: us)?(?: with| only)? {_PHRASE}",
        rf"\b(?:the )?(?:first|next|last|other) (?:\w+ )?(?:thing|topic|matter|point|item|"
        rf"one)(?! of (?!business))"
        rf"(?: \w+){{0,4}}? is (?!(?:that|how|whether|if|who|why|when|to|not|about)\b){_PHRASE}",
    ),
    named=re.compile(
        rf"^(?:(?:so|right|now|now then|well|ok(?:ay)?|um|uh|and|then|yes|oh yes|anyway)[,.]? )*"
        rf"(?!.*(?:{_VERB}|\b\w+(?:ed|ly)\b))(?:(?:the|our) [\w'-]+(?: [^\s,]+){{0,3}}|"
        rf"[a-z-]{{4,}}s)[.]$",
        _I,
    ),
    leads=re.compile(
        r"^(?:moving on|one (?:more|last|other) thing|next|onwards|let's move on|right|ok(?:ay)?|"
        r"next up|next item)(?:,? "
        r"then)?[.!]$",
        _I,
    ),
    no_item=re.compile(
        r"^(?!(?:\w+,? )?(?:can|could|shall|may) (?:we|i)\b.*\b(?:talk about|discuss|look at|"
        r"turn to|"
        r"deal with|cover)\b).*\?$|\b(?:not|never|decision|conclusion|agreement|later|last time|"
        r"discussed|if|unless|break|vote|go home|lunch|coffee|done|"
        r"finished|quick question|\w+n't|objections?|apologies|back to|was|were|had|most of|some "
        r"of|those|both|agreed|settled)\b",
        _I,
    ),
    consent=re.compile(
        r"^(?!.*\b(?:why|because|you got|do you mind)\b)(?=.*\b(?:against|objects?|objections?|"
        r"happy with|ok(?:ay)? with|agreed?|disagrees?|differently|opposed|other views?|other "
        r"opinions?|"
        r"all for it|all agreed|on board|yes or no|live with|all right with|alright with|in "
        r"favou?r|happy to|fine "
        r"with|everyone happy|"
        r"comfortable with)\b)(?:\S+ ){0,15}\S+\?$",
        _I,
    ),
    agreed=re.compile(
        r"^(?:(?:oh|well|that's|that|is|so|then|i'm|i am|and) )*(?:yes|yeah|yep|yup|aye|sure|"
        r"ok(?:ay)?|"
        r"agreed|agree|fine|right|good|great|lovely|perfect|absolutely|certainly(?: not)?|"
        r"of course|by all means|me too|same here|so would i|works for me|happy|happily|happy with|"
        r"go on|i suppose so|i'd be in favour|i'd be happy|in favour|very sensible|sensible|"
        r"makes sense|sounds (?:good|fair|sensible|fine)|good idea|no|nope|nah|none|nobody|no one|"
        r"not at all|apparently not|no objections?|i like that|i'm for|with you|done|please|"
        r"all right|definitely|seconded|go for it|suits me|better (?:that way|so)|"
        r"exactly|quite|go ahead|doesn't look like it|i can't see any|i wouldn't mind|i like|"
        r"that'd suit|that would suit|that'd be "
        r"(?:good|nice|lovely)|i've nothing against|nothing against|i'll have to|i can|i could "
        r"live|"
        r"that makes sense|that's how i'd|i'm with|with pleasure|suits)\b",
        _I,
    ),
    nobody=frozenset({"No?", "Nobody?", "None?", "No one?"}),
    contrary=re.compile(
        r"\b(?:but|i'm against|i disagree|hang on|hold on|not sure|i don't|rather not|however|"
        r"no way|over my dead)\b|\?$",
        _I,
    ),
    resolved=ignoring_case(
        rf"^(?:[^,.]{{1,24}}[,.] )?(?:so|then|right|ok(?:ay)?|good|fine|well|all right)?,? ?(?:so|"
        rf"then),? "
        rf"(?:we(?:'ll| will| shall)|we(?:'re| are) (?:going to )?|let's) ?(?:just |all "
        rf")?(?!{_GO_ON}\b)"
        rf"[a-z]+",
        rf"^(?:all right|ok(?:ay)?|right|good|fine|well|very well)[,.] (?:we(?:'ll| will| shall)|"
        rf"let's) "
        rf"(?:just |all )?(?!{_GO_ON}\b)[a-z]+",
        rf"^(?:well,? |so )?(?:let's|we(?:'ll| will)) (?!{_GO_ON}\b)[a-z]+ [^?]*,? then[.!]$",
        r"^[^,?]{3,40},? it is(?:,? then)?[.!]$|^[^,?]{3,40} it is, then\b",
        r"^(?:the )?[^,?]{3,40}, then[.!]$",
        r"^(?:the )?[\w -]{3,30} it is[.!]?$",
        r"^so (?:no|only|just|from|before|after|at|on|in|by|the|with|without) (?:\S+ "
        r"){0,5}\S+[.!]$",
    ),
    intended=ignoring_case(
        r"^(?:(?:right|ok(?:ay)?|then|so|good|fine|well|lovely|great)[,.]? )+"
        r"(?!.*\b(?:i|i'm|i'll|you|vote|votes|voting|hands|not|thanks|thank|next|point|item|"
        r"moving|start)\b)"
        r"(?:\S+ ){0,4}\S+[.!]$",
        rf"^(?:(?:so|then|right|ok(?:ay)?|fine|good|very well|lovely|great|all right|well)[,.]? )*"
        rf"(?:we(?:'ll| will| shall| shan't| won't)|let's) (?:just |all )?(?!{_GO_ON}\b)[a-z]+",
        rf"^(?:(?:so|right|ok(?:ay)?|fine|good|very well|lovely)[,.]? )*(?:so )?we "
        rf"(?!(?:(?:still |also |just )?{_GO_ON}|will|shall|'ll|\w+n't|are|have|had|"
        rf"were|could|should|would|can|can't|must|might|do|did|don't|didn't|always|usually|'ve|"
        rf"'re)\b)"
        rf"[a-z]+\b",
        r"^(?:(?:so|right|ok(?:ay)?|fine|good|very well|lovely)[,.]? )+(?:so )?the (?:\S+ "
        r"){1,4}?(?:goes|go|"
        r"stays?|will|wins?|comes?)\b",
        r"\b(?:will|is going to) (?:be \w+(?:ed|en|t)|close|open|stay|go|stop)\b(?: \S+){0,5}[.!]$",
    ),
    everybody=re.compile(
        r"\b(?:all|everybody|everyone|anybody|anyone|nobody|no one|somebody|you|both|that|we)\b", _I
    ),
    undecided=re.compile(
        r"\?$|\b(?:if (?!nobody|no one)|unless|whether|might|maybe|perhaps|could|would|used to|"
        r"last (?:time|year|week)|yesterday|always|every|never|said|says|think|hope|\w+dn't)\b",
        _I,
    ),
    refused=ignoring_case(
        r"\b(?:we're|we are)(?: \w+)? not (?:doing|having|buying|allowing|going (?:there|to do)|"
        r"paying|going for) (?:that|it|this|any)\b",
        r"\b(?:we won't|we will not|we shan't) (?:do|have|buy|allow|accept|take) (?:that|it|"
        r"this)\b",
        r"\b(?:we're|we are|we'll|we will|i'm)(?: \w+)? (?:turn(?:ing)?|vot(?:e|ing)) (?:that|it|"
        r"this"
        r"|them) down\b|\bwe reject (?:that|it|this)\b",
        r"\b(?:that's|it's|that is) (?:out of the question|not happening|a no)\b",
        r"\b(?:we'll|we will|let's|then we'll) (?:drop|scrap|forget|skip) (?:it|that|this|them)\b",
        r"\b(?:we're|we are) (?:staying|sticking|keeping)\b|\b(?:we'll|we will) (?:stay|stick) "
        r"(?:with|to|as)\b|\b(?:it|that|everything) stays (?:as|the way) it is\b",
    ),
    wished=re.compile(
        r"\b(?:ask(?:s|ed|ing)?|question|request\w*|wish\w*|want(?:s|ed)?|would like|'d like|"
        r"whether|"
        r"demand\w*|propos\w*|idea)\b|\?$",
        _I,
    ),
    put_off=ignoring_case(
        rf"\b{_WE}(?: \w+)? (?:leave|put|push|move|hold|park|shelve|take|pick|bring|defer|"
        rf"postpone|keep|come back to|return to|revisit|decide|discuss|settle|sort) (?:\S+ "
        rf"){{0,5}}?"
        rf"(?:off |over |back |up |again )*(?:for |until |till |to |at |in |on )?{_LATER}",
        r"\bwe (?:won't|can't|shan't|will not|cannot) (?:\w+ )?(?:decide|crack|settle|solve|"
        r"agree on|"
        r"vote on|sort|fix) (?:\S+ ){0,3}?(?:today|tonight|now|this (?:evening|morning))\b",
        r"\bwe(?:'ll| will) (?:put|push|set) (?:it|that|this|them) (?:off|back|aside)\b",
        r"\b(?:it|that|this) (?:stays|rests|waits) (?:\S+ ){0,4}?(?:until|till)\b",
        r"^(?:so |then |no,? )?not (?:today|tonight|now)[.!]?$",
        r"\b(?:we can't|we cannot) (?:\w+ )?(?:decide|settle|vote on) (?:that|this|it)\b",
        rf"\b{_WE}(?: \w+)? (?:hold|put|leave|park|shelve|defer|postpone) (?:\S+ "
        rf"){{0,4}}?(?:over|off|"
        rf"open|back|it|that|this)?(?: for now)? ?(?:until|till) ",
        rf"\b(?:that|it|this|{_THIS}) (?:can|will have to|must|has to|should) wait (?:until|till|"
        rf"for)"
        r"\b",
        r"\bwait (?:until|till) (?:\S+ ){1,6}?(?:has|have|is|are|replied|answered|here|back)\b",
    ),
    not_put_off=re.compile(
        r"\?$|\b(?:if|unless|should we|could we|would|why|last (?:time|year|week)|always|yesterday|"
        r"never|had|was|were(?!,)|can't|cannot)\b",
        _I,
    ),
    asked_after=re.compile(
        r"^(?:(?:and|but|so|well|then|now|ok(?:ay)?)[,.]? )*(?:what about|how about|what's "
        r"happening "
        r"with|"
        r"what (?:do|are) we (?:do|doing) (?:about|with)|where are we (?:with|on)|and the)\b.*\?$|"
        r"\b(?:question of|question is|asked|wondering) (?:whether|if|how|when|who|\w+ing)\b",
        _I,
    ),
    pronoun=re.compile(r"\b(?:that|it|this|them|so)\b", _I),
)
