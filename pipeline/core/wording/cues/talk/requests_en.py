"""The English words of requests and answers."""

from __future__ import annotations

import re

from pipeline.core.wording.cues.talk.words import RequestWords

_I = re.IGNORECASE
_NOBODY = (
    r"(?!(?:It|That|This|There|They|We|You|Who|What|Which|He|She|Everyone|Nobody|One|The|These|All|"
    r"Yes|No|So|Okay|Well|Now|And|But|If|When|Then|Please|Right|Sure|Great|Fine|Good|Sorry|Thanks|"
    r"Oh|Look|Listen|Actually|Alright|Exactly|Morning|Hello|Hi|Today|Tomorrow|Perhaps|Maybe|Anyway|"
    r"Really|Honestly|Also|Otherwise)\b)"
)
_OTHERS = "Yes|No|Oh|Well|So|And|But|That|This|It|The|If|Could|Would|Can|May|Coffee|Tea|One"
_NAME = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Doctor|Professor|Councillor)\.? ?)?[A-Z][a-z]{2,}(?:-[A-Z]\w+)?"
_AT_ONCE = (
    r"(?:say|see|hear|look|believe|mean|think|know|come|go|wait|remember|understand|sit|start|tell|"
    r"repeat|let|be|agree|mind|imagine|hold|stop|excuse|forgive|help|like|want|have|speak|continue|"
    r"explain|read|show|open|close)"
)

ENGLISH_REQUESTS = RequestWords(
    bare_task=re.compile(
        r"^(?:(?:yes|ok(?:ay)?|sure|well)[,.]? )?(?:i|i'll|i will|i can)\b(?: \w+){0,2} (?:it|that|"
        r"them)\b"
        r"|, (?:are you able to|can you|will you|that's one for you|you'll do it)\b|"
        r"^\w+(?: \w+)?, (?:\w+ ){2,3}(?:to )?(?:it|that|them|those)[?.]$|^that's one for you\b",
        _I,
    ),
    added=re.compile(
        r"^(?:you'll|you can|you will|it'll|it will|i'll have|by|before|ideally|preferably|"
        r"and)\b.*\b"
        r"(?:by|before|until|today|tomorrow|tonight|\w+day|week|month)\b",
        _I,
    ),
    asked=(
        re.compile(
            rf"^(?P<who>{_NOBODY}{_NAME}), (?i:can|could|would|will) (?i:you)(?: \w+ly)? "
            rf"(?i:please )?"
            rf"(?!(?i:{_AT_ONCE})\b)[a-z]+\b"
        ),
        re.compile(
            rf"^(?P<who>{_NOBODY}{_NAME}), (?i:are you able|do you (?:want|mind)|can you|will you|"
            rf"could you|would you)\b"
        ),
        re.compile(
            rf"^(?P<who>{_NOBODY}{_NAME}), (?i:you(?:'ll| will|'re going to)) (?!(?i:{_AT_ONCE})\b)"
            rf"[a-z]+\b"
        ),
        re.compile(
            rf"\b(?i:that's|that is) (?:one|a job|something) for you(?:, "
            rf"(?P<who>{_NOBODY}{_NAME}))?"
        ),
        re.compile(
            rf"^(?P<who>{_NOBODY}{_NAME}), (?i:that's|that is) (?:one|a job|something) for you\b"
        ),
        re.compile(
            rf"^(?i:don't|please|do) (?!(?i:{_AT_ONCE})\b)[a-z]+ .*, "
            rf"(?P<who>{_NOBODY}{_NAME})[.!?]$"
        ),
    ),
    named=(
        re.compile(
            r"^(?P<who>[A-Z][a-z]+ and [A-Z][a-z]+) (?:are|will)\b (?!(?:be|away|here|in|out|"
            r"off)\b)\w+.*[¤§]"
        ),
        re.compile(
            rf"^(?P<who>{_NOBODY}{_NAME}), (?:please remember|don't forget|please don't "
            rf"forget)\b"
        ),
        re.compile(
            r"^(?:\w+ ){0,3}?(?P<who>(?:Mr|Mrs|Ms|Miss|Dr)\.? ?[A-Z]\w+) (?:will|is going to|'ll) "
            r"(?!(?:be|have|come|go|stay|leave|arrive)\b)[a-z]+\b"
        ),
        re.compile(
            rf"^(?P<who>{_NOBODY}{_NAME}), you (?!(?i:{_AT_ONCE}|are|were|did|"
            rf"do)\b)[a-z]+\b"
        ),
        re.compile(rf"^(?P<who>{_NOBODY}{_NAME}), (?:may|can|could) I have\b"),
    ),
    open_asked=(
        re.compile(
            rf"^(?i:(?:and|so|then|ok(?:ay)?|right),? )*(?i:can|could|would|will) you (?i:please |"
            rf"kindly )?"
            rf"(?!(?i:{_AT_ONCE})\b)[a-z]+ (?:\S+ ){{1,14}}?\S+[?.]$"
        ),
        re.compile(
            rf"^(?!(?i:{_AT_ONCE})\b)(?:(?:Please|Do|Kindly) [a-z]+|"
            rf"(?!(?:{_OTHERS})\b)[A-Z][a-z]+)\b(?!,)"
            rf"(?=.*\bplease\b|(?<=lease ).*)"
        ),
        re.compile(
            rf"^(?i:(?:and|then|so) )*(?:you|You)(?:'ll| will) (?!(?i:{_AT_ONCE})\b)[a-z]+ "
            rf".*please\b"
        ),
    ),
    told=(
        re.compile(rf"^(?P<who>{_NOBODY}{_NAME}) should .*\bplease\b"),
        re.compile(rf"^(?P<who>{_NOBODY}{_NAME}), I need .*\bfrom you\b"),
        re.compile(
            r"\b(?P<who>everybody|everyone|all of you),? (?!(?:is|are|has|was|were|knows|thinks|"
            r"says|can|could|"
            r"will|would)\b)[a-z]+ .*\bplease\b"
        ),
        re.compile(
            r"\b(?:will be|is being|gets|is to be) [a-z]+(?:ed|en|t) by (?P<who>(?:Mr|Mrs|Ms|"
            r"Miss|Dr)\.? ?[A-Z]\w+)\b"
        ),
        re.compile(
            rf"^(?P<who>{_NOBODY}{_NAME}), (?i:please|kindly) (?!(?i:{_AT_ONCE})\b)[a-z]+\b"
        ),
        re.compile(
            rf"\b(?P<who>{_NOBODY}[A-Z][a-z]+), (?i:that's|that is) (?:one|a job|something) for "
            rf"you\b"
        ),
        re.compile(
            rf"^(?:and |now |so )*(?i:i need|i want|i'd like|we need) (?P<who>the (?:two|three|"
            rf"both) of"
            rf" you|you(?: all| both| two)|everyone|everybody) to (?!(?i:{_AT_ONCE})\b)[a-z]+\b"
        ),
        re.compile(
            rf"\b(?i:(?:please )?(?:can|could|would|will)) (?P<who>everyone|everybody|you all|"
            rf"all of you) "
            rf"(?:please )?(?!(?i:{_AT_ONCE})\b)[a-z]+\b.*(?:please|by|before|¤|§)"
        ),
        re.compile(
            r"\b(?:is|are|ought|has|have|needs?) to be [a-z]+(?:ed|en|t|ied) (?:\S+ ){0,3}?by "
            r"(?P<who>(?:(?:Mr|Mrs|Ms|"
            r"Miss|"
            r"Dr)\.? )?[A-Z]\w+(?:'s)?|the [a-z]+)\b"
        ),
    ),
    dated=(
        re.compile(
            r"^(?:\w+,? )?(?P<who>I)(?:'ll| will|'m going to|'m) (?!(?i:be|come|go|stay|leave|"
            r"arrive|miss|see|"
            r"know|have|need|want|away|out|off|in|on|at|free|busy|going|coming|leaving|staying|"
            r"working|"
            r"living|getting married|not|visiting|afraid|sure|hoping|looking)\b)[a-z]+ .*[§¤]"
        ),
        re.compile(
            rf"^(?!(?:{_OTHERS}|I|We|They|He|She|You|There|These|Those|What|When|Who|How)\b)"
            rf"(?!(?i:{_AT_ONCE})\b)[A-Z][a-z]+ (?:\S+ ){{0,12}}?§.{{0,12}}\bplease\b"
        ),
        re.compile(
            rf"^(?i:(?:and |so |then |please |do |kindly |make sure "
            rf")+)(?!(?i:{_AT_ONCE})\b)[a-z]+ .*[§¤]"
        ),
        re.compile(r"\b(?i:make sure|see to it|remember to) .*[§¤]"),
        re.compile(
            rf"^(?P<who>I)(?:'ll| will|'m going to) (?!(?i:{_AT_ONCE}|leave|miss|stay|"
            rf"arrive)\b)[a-z]+ "
            r".*§"
        ),
    ),
    no_task=re.compile(
        r"\b(?:if(?! possible)|unless|never|always|every (?:day|week|month|year)|last (?:time|"
        r"year|week)|"
        r"yesterday|might|maybe|perhaps|really could|used to|said|says|told|hope|wish|holiday|"
        r"afraid|champagne|the floor|a break|a minute)\b",
        _I,
    ),
    accepted=re.compile(
        r"^(?:(?:oh |well )?(?:yes|yeah|yep|yup|sure|ok(?:ay)?|right|fine|of course|certainly|"
        r"gladly|"
        r"absolutely|no problem|got it|aye|(?:will|we'll) do|all right|happy to|i'd be glad|i'd be "
        r"happy|"
        r"with pleasure|my pleasure|leave it|i can|i will|i'll|done|noted|consider it|understood|"
        r"with you|fine by me|that's fine|suits)\b|me[.!]?$)",
        _I,
    ),
)
