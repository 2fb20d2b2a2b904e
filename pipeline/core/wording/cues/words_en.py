"""English: how meetings announce, decide and hand out work. What each pattern is for: ``core.wording.cue_words``."""

from __future__ import annotations

import re

from pipeline.core.wording.almanac import MONTH, MONTHS, WEEKDAYS
from pipeline.core.wording.cues.words import LETTERED, TITLED, Words
from pipeline.core.wording.numerals import COUNT, PLACE

_I = re.IGNORECASE


def _re(*parts: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(part, _I) for part in parts)


_NUMBER_EN = rf"(?P<number>\d{{1,2}}{LETTERED}(?!\d)|(?:{COUNT['en']}))"
_POINT_EN = r"(?:agenda )?(?:item|point|topic)"
_NO_EN = r"(?: (?:number|no\.?))?"
_GO_EN = (
    r"(?:let's|let us|we|we'll|we will|i|i'll|i will|i'd like to|i would like to|"
    r"(?:that|this|which) (?:brings|takes|leads)|moving|turning|going|on|now|can we|could we|"
    r"shall we|proceeding|coming|next)"
)
_MOVE_EN = (
    r"(?:move|moving|go|going|come|coming|turn|turning|proceed|proceeding|get|start|begin|"
    r"continue|call|open|on to|us to|take)"
)
_THING_EN = (
    r"(?:item \d+|(?:the|this|that|our|your) (?:\w+ ){0,3}?(?:motion|amendment|minutes|budget|"
    r"proposal|resolution|item|application|report|accounts|agenda|recommendation|bylaws|plan|"
    r"ordinance|bill))"
)
_DONE_EN = (
    r"(?:carried|carries|passed|passes|approved|adopted|rejected|defeated|fails|failed|deferred|"
    r"postponed|tabled|refused|granted|denied|dismissed|endorsed|accepted|agreed|lost|"
    r"resolved|ratified)"
)
_ORG_EN = (
    r"(?:the|this) (?:\w+ )?(?:committee|council|board|meeting|assembly|members|cabinet|trustees|"
    r"commission|panel|group|team)"
)
_NAME_EN = r"[A-Z][a-z]+(?:[-'][A-Z][a-z]+)*"
_TITLED_EN = (
    rf"(?:(?i:Mr|Mrs|Ms|Miss|Dr|Doctor|Councillor|Councilman|Councilwoman|Councilmember|Professor)"
    rf"\.? (?:{_NAME_EN} )?{_NAME_EN})"
)
_ROLE_EN = (
    r"(?i:the) (?i:town clerk|city clerk|clerk|treasurer|secretary|board|chair|chairman|"
    r"chairwoman|chairperson|president|vice president|committee|subcommittee|manager|"
    r"project manager|city manager|office|staff|administration|caretaker|director|officers?|team|"
    r"working group|finance team|marketing team|engineer|architect|accountant|webmaster|"
    r"events team|IT team)"
)
_NOBODY_EN = (
    "It|That|This|There|They|We|You|Who|What|Which|He|She|I|Everyone|Everybody|Nobody|Someone|"
    "Somebody|Anyone|Anybody|One|The|These|Those|All|Today|Tomorrow|Yes|No|So|Okay|Well|Now|And|"
    "But|If|When|Then|Please|Rain|Time|People|Members|Nothing|Everything|Something|Christmas|"
    "Easter|Dinner|Lunch|Work|Residents|Parents|Children|Perfect|Great|Sure|Alright|Right|Exactly|"
    "Absolutely|Hello|Hi|Morning|Cool|Fine|Good|Also|Maybe|Perhaps|Actually|Sorry|Thanks"
)
_NOBODY_EN += "".join(
    f"|{name}" for name in (*WEEKDAYS["en"], *MONTHS["en"]) if name != "May"
)  # who may be a woman
_ACT_EN = (
    r"(?i:(?:also |then |please |just |quickly )*(?:send|draft|write (?!this)|prepare|contact|"
    r"email|e-mail|book|order|organi[sz]e|arrange|circulate|update|finish|complete|review|"
    r"get back|get (?:\S+ ){0,3}?quotes?|get in touch|get hold|follow up|look into|look after|"
    r"take care|take (?:that|this|it)\b|set up|find (?:out|a|an|us|somebody|someone)|"
    r"talk to (?:the|him|her|them|mr|mrs|ms)|chase|fix|deliver|submit|pay|buy|collect|"
    r"do (?:that|this|it)\b|provide|confirm|schedule|invite|report back|investigate|research|"
    r"compile|design|publish|print|sign|forward|distribute|handle|clarify|coordinate|liaise|"
    r"put together|draw up|sort out|sort (?:that|this|it) out|work on|upload|obtain|cancel|"
    r"register|reply|respond|hand out|type up|write up|repair|install|purchase|notify|inform|"
    r"take on|reach out|monitor|adjust|deploy|test (?:the|it|that)|lead (?:this|that|it|the)|"
    r"share (?:the|it|that)|set (?:something|that|it) up|check (?:with|whether|if|on|the|that|up)|"
    r"(?:call|phone|ring) (?!the meeting|the roll|for|on|it|this|item|you)|ask (?:the|him|her|"
    r"them|mr|mrs|ms|if|around)|bring (?:the|some|a)|make sure|(?:chas|send|check|book|call|updat|"
    r"writ|prepar|organi[sz]|arrang|order)ing)\b)"
)
"""What is done after a meeting; what is done in it, "ask you", "call the meeting to order", is not."""
_PAST_EN = (
    r"\b(?:last (?:year|week|month|time|meeting|night|spring|summer|autumn|winter|january|\w+day)|"
    r"previous(?:ly)?|already|yesterday|ago|back then|"
    rf"in (?:{MONTH['en']}|(?:19|20)\d\d)|had|were|was(?! resolved)|used to)\b"
)
_SAID_EN = (
    r"\b(?:said|says|told|thinks?|thought|believe|hope|heard|claims?|apparently|supposedly|"
    r"suggest|propose|move that|recommend|guess|suppose|assume|maybe|perhaps|probably|might|wish|"
    r"wonder|not sure|don't know|according to)\b"
)
_IF_EN = r"\b(?:if|unless|whether|when|once|until|before|in case|provided)\b"
_WOULD_EN = (
    r"\b(?:should|could|would|can|must|need to|have to|want to|let's|may|shall|ought|going to|"
    r"still|ready to|happy to)\b"
)
_NOT_EN = r"\b(?:not|never|nothing|nobody|no one|yet|\w+n't)\b"

_NO_TOPIC_EN = (
    r"(?!(?:please|thanks?|then|so|and|but|if|when|where|what|who|which|that|this|now|okay|ok|yes|"
    r"no|mr|mrs|ms|dr|madam|councillor)\b)(?!.*\b(?:i|we|you|he|she|it|they|us|is|are|was|were|"
    r"has|have|had|will|would|can|could|should|may|must|please|thanks?|i'\w+|we'\w+|it's|that's|"
    r"let's|there's)(?!\w|'))"
)
"""As in German: behind "item 3," stands its name, or something said to somebody."""

ENGLISH = Words(
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
    items=_re(
        rf"^{_POINT_EN}{_NO_EN} {_NUMBER_EN}{TITLED}",
        (
            rf"^{_POINT_EN}{_NO_EN} {_NUMBER_EN},? (?:this (?:morning|afternoon|evening)|today|"
            rf"tonight),? is\b"
        ),
        rf"^(?:number|item) {_NUMBER_EN} on (?:the|our|today's) agenda\b",
        (
            rf"^{_GO_EN}(?: \S+){{0,2}}? {_MOVE_EN}(?: (?:us|on|now|to|onto|with|up|over|the|"
            rf"start|start with|begin with))* {_POINT_EN}{_NO_EN} {_NUMBER_EN}(?!\w)"
        ),
        (
            rf"^(?:on|moving on|move on|turning|going|over)(?: now| on)? (?:to|onto) "
            rf"{_POINT_EN}{_NO_EN} {_NUMBER_EN}(?!\w)"
        ),
        (
            rf"^(?:{_GO_EN}(?: \S+){{0,2}}? )?{_MOVE_EN}(?: (?:us|on|now|to|onto|with|up|over))* "
            rf"(?:the|our) (?:(?P<number>{PLACE['en']})|next|last|final|following) {_POINT_EN}\b"
        ),
        (
            rf"^(?:the|our) (?:next|last|final) {_POINT_EN}(?: (?:on|the|our|today's|for|agenda|"
            rf"today|tonight|of|business))*(?:[,.:]| is (?!that\b))"
        ),
        (
            rf"^(?:the|our) (?P<number>{PLACE['en']}) {_POINT_EN} (?:on (?:the|our|today's) "
            rf"agenda(?: today| tonight)?|today|tonight|this evening)(?:[,.:]| is (?!that\b))"
        ),
        rf"^we(?:'re| are)(?: now)? (?:on|at|up to) {_POINT_EN}{_NO_EN} {_NUMBER_EN}(?!\w)",
        rf"^that(?:'s| is) {_POINT_EN}{_NO_EN} {_NUMBER_EN}, (?:the|our)\b",
        rf"\bplease (?:read|call) {_POINT_EN}{_NO_EN} {_NUMBER_EN}(?!\w)",
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
            rf"take)(?: now)? {_POINT_EN}{_NO_EN} {_NUMBER_EN}(?!\w)"
        ),
    ),
    no_item=re.compile(
        r"^(?!(?:\w+,? )?(?:can|could|shall|may) (?:we|i)\b).*\?$|\b(?:back to|later|last time|"
        r"last week|talked|discussed|questions|closes?|concludes|belongs|under|already|done with|"
        r"finished|skip|not|\w+n't|cannot|until|we had|we were|you gave|list|defer\w*|"
        r"sold|broken)\b",
        _I,
    ),
    topic=re.compile(
        (
            rf"(?: {_POINT_EN})?(?: (?:on|the|our|agenda|today|tonight|now))*[,:] "
            rf"(?P<topic>{_NO_TOPIC_EN}(?=\w)(?:\S+ ){{0,9}}?\S*\w)[.!]?"
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
    decisions=_re(
        (
            r"^(?:the )?decision(?: is)?[,.:]|^(?:resolved|decided|approved|resolution)[,.:]|"
            r"^agreed[,:] (?:we will|we'll|we are|then|the)\b|^carried(?: unanimously)?[.!]?$|"
            r"^motion (?:carried|carries|passe[sd]|approved|fails|failed|defeated|adopted)\b"
        ),
        (
            r"\bit (?:was|is|has been) (?:hereby )?(?:unanimously )?(?:resolved|agreed|decided)"
            r"(?: unanimously)? (?:that|to)\b"
        ),
        rf"^{_THING_EN} (?:is|are|has been|have been|stands?)? ?(?:\S+ ){{0,4}}?{_DONE_EN}\b",
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
        r"^we(?:'re| are)(?: \w+)? agreed\b|^(?:so )?(?:we are|we're) all in agreement\b",
        (
            r"^the (?:trustees|directors|governors|members|councillors)(?: \w+ly)? (?:hereby )?"
            r"(?:resolve|approve|adopt|reject|agree (?:to|that)|decide|accept|elect)\b"
        ),
        (
            rf"^{_ORG_EN}(?: \w+ly)? (?:hereby |therefore |unanimously )?(?:resolves|approves|"
            rf"adopts|rejects|agrees (?:to|that)|decides|accepts|elects|has (?:hereby |now |"
            rf"therefore )?(?:decided|resolved|agreed|approved|adopted))\b"
        ),
        r"^the (?:ayes|nays|noes|yeas) have it\b",
        (
            r"^(?-i:[A-Z])\S+ (?:\S+ ){0,3}?is (?:hereby |duly |unanimously )*"
            r"(?:elected|re-elected|appointed)\b"
        ),
        rf"^let the record (?:show|reflect)(?: \w+)* {_DONE_EN}\b",
    ),
    result=re.compile(rf"\b{_DONE_EN}\b", _I),
    undecided=re.compile(
        (
            rf"\?$|{_PAST_EN}|{_SAID_EN}|{_IF_EN}|{_WOULD_EN}|{_NOT_EN}|\busually\b|\balways\b|"
            rf"\bevery\b|\bto be\b"
        ),
        _I,
    ),
    reported=re.compile(_SAID_EN, _I),
    minutes=re.compile(r" (?:of|from) (?:the|our) (?:last|previous) (?:meeting|session)", _I),
    aside=re.compile(r",? (?:whether|so that|because|to see if)\b", _I),
    past=re.compile(
        (
            r"\b(?:last (?:year|week|month|time|meeting)|yesterday|ago|back then|there were|"
            r"(?:was|were) (?:\w+ ){0,3}(?:carried|passed|approved|adopted|rejected|defeated|"
            r"accepted|agreed)|had|if)\b"
        ),
        _I,
    ),
    unsure=re.compile(
        (
            rf"{_SAID_EN}|\b(?:if|unless|whether|not|never|nothing|always|usually|normally|"
            rf"generally|every|often|sometimes|used to|supposed to|would have|should have|\w+n't|"
            rf"since|while|right now|for years)\b"
        ),
        _I,
    ),
    idle=re.compile(r"\b(?:the floor|a break|a few words|a minute|a moment|a second)\b", _I),
    requests=(
        (
            rf"^(?P<who>{{actor}}|(?!(?:{_NOBODY_EN})\b){_NAME_EN}), (?i:(?:can|could|would|will) "
            rf"you(?: mind)?) {_ACT_EN}\b"
        ),
        (
            rf"^(?P<who>{{actor}}|(?!(?:{_NOBODY_EN})\b){_NAME_EN}),"
            rf" (?i:(?:can|could|would|will) you) .*§"
        ),
        (
            rf"^(?P<who>{{actor}}|(?!(?:{_NOBODY_EN})\b){_NAME_EN}), (?i:you're going to|"
            rf"you are going to|you'll|you will) {_ACT_EN}\b"
        ),
        rf"^(?P<who>{{actor}}|(?!(?:{_NOBODY_EN})\b){_NAME_EN}),? (?i:please )?{_ACT_EN}\b",
        (
            rf"^(?i:please |can you |could you |would you |will you ){_ACT_EN}\b.*,"
            rf" (?P<who>{{actor}}|{_NAME_EN})[.?!]?$"
        ),
    ),
    tasks=(
        (
            rf"^(?i:an? )?(?i:action(?: item| point)?s?|to[- ]?do|task)(?: (?i:number \d+))?,? "
            rf"(?i:for|to|on|4) (?P<who>{{actor}}|{_NAME_EN}(?: and {_NAME_EN})?)\b"
        ),
        (
            rf"^(?i:that's|that is|this is) an? (?i:action|task|job)(?: (?i:item|point))? (?i:for)"
            rf" (?P<who>{{actor}}|{_NAME_EN})\b"
        ),
        (
            rf"^(?P<who>{{named}}) (?i:will|'ll|is going to|are going to|needs to|has to|is to|"
            rf"are to|to|must|shall) {_ACT_EN}\b"
        ),
        (
            r"^(?P<who>{named}) (?i:is|are) (?:\S+ )?(?i:asked|instructed|directed|requested|"
            r"tasked|authori[sz]ed|charged)\b"
        ),
        (
            r"^(?P<who>{named}) (?i:(?:has |have )?(?:agreed|volunteered|offered) to|"
            r"volunteers to) \w+"
        ),
        (
            r"^(?P<who>{named}) (?i:takes on|takes care of|takes over|is responsible for|"
            r"volunteers for|handles|looks after)\b"
        ),
        rf"^(?P<who>(?i:I'll|I will|I'm going to|I am going to|I shall)) {_ACT_EN}\b",
        rf"^(?P<who>(?i:let me)) {_ACT_EN}\b",
        r"^(?i:you can )?(?i:leave) (?i:that|it|this) (?i:with|to) (?P<who>me)\b",
        r"^(?i:we|I) (?i:instruct|direct|ask) (?P<who>{actor}) (?i:to)\b",
    ),
    dated=(
        rf"^(?P<who>(?i:I)) (?i:can|must|need to|have to) {_ACT_EN}\b",
        (
            r"^(?P<who>{named}|(?i:I)) ?(?i:will|'ll|is going to|are going to|am going to|"
            r"'m going to|has to|needs to) (?!(?i:be|have|know|stay|still|not|never|arrive|leave|"
            r"go|come|see|retire|turn|return)\b)\S+ .*§"
        ),
        (
            r"^(?P<who>{named}|(?i:I)) ?(?i:will|'ll|is going to|am going to|'m going to) "
            r"(?!(?i:be|have|know|stay|still|not|never|arrive|leave|go|come|see|retire|turn|"
            r"return|say|talk|speak|tell|show|start|begin|try|keep|give|make|get|take|let|just|"
            r"also|miss|join|attend|listen|add|read|call|present|chair)\b)\S+ [^,]*¤"
        ),
        (
            r"^(?P<who>{named}|(?i:I)) ?(?i:will|'ll) (?i:have) (?!to\b).*\b(?i:ready|done|"
            r"finished|with|for|to you)\b.*§"
        ),
    ),
    actor=rf"(?:{_TITLED_EN}|{{people}}|{_ROLE_EN})",
    strangers=rf"(?!(?:{_NOBODY_EN})\b){_NAME_EN}(?: {_NAME_EN})?",
    myself=re.compile(r"\b(?:I'll|I will|I'm going to|I am going to|I shall|I|let me|me)\b", _I),
)
