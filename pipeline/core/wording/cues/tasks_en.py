"""The English patterns of tasks; see ``core.wording.cues.words``."""

from __future__ import annotations

import re

from pipeline.core.wording.almanac import MONTHS, WEEKDAYS
from pipeline.core.wording.cues.words import TaskWords

_I = re.IGNORECASE

_NAME = r"[A-Z][a-z]+(?:[-'][A-Z][a-z]+)*"
_TITLED = (
    rf"(?:(?i:Mr|Mrs|Ms|Miss|Dr|Doctor|Councillor|Councilman|Councilwoman|Councilmember|Professor)"
    rf"\.? (?:{_NAME} )?{_NAME})"
)
_ROLE = (
    r"(?i:the) (?i:town clerk|city clerk|clerk|treasurer|secretary|board|chair|chairman|"
    r"chairwoman|chairperson|president|vice president|committee|subcommittee|manager|"
    r"project manager|city manager|office|staff|administration|caretaker|director|officers?|team|"
    r"working group|finance team|marketing team|engineer|architect|accountant|webmaster|"
    r"events team|IT team)"
)
_NO_NAME = (
    "It|That|This|There|They|We|You|Who|What|Which|He|She|I|Everyone|Everybody|Nobody|Someone|"
    "Somebody|Anyone|Anybody|One|The|These|Those|All|Today|Tomorrow|Yes|No|So|Okay|Well|Now|And|"
    "But|If|When|Then|Please|Rain|Time|People|Members|Nothing|Everything|Something|Christmas|"
    "Easter|Dinner|Lunch|Work|Residents|Parents|Children|Perfect|Great|Sure|Alright|Right|Exactly|"
    "Absolutely|Hello|Hi|Morning|Cool|Fine|Good|Also|Maybe|Perhaps|Actually|Sorry|Thanks"
)
_NO_NAME += "".join(
    f"|{name}" for name in (*WEEKDAYS["en"], *MONTHS["en"]) if name != "May"
)  # who may be a woman
_ACT = (
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
"""What is done after a meeting.

"ask you" and "call the meeting to order" are done in it.
"""
HEDGES = (
    r"\b(?:said|says|told|thinks?|thought|believe|hope|heard|claims?|apparently|supposedly|"
    r"suggest|propose|move that|recommend|guess|suppose|assume|maybe|perhaps|probably|might|wish|"
    r"wonder|not sure|don't know|according to)\b"
)
"""Reported speech, opinions and what is not sure."""

_AT_ONCE = (
    r"say|tell|repeat|explain|hear|see|speak|show|confirm|go|come|wait|open|close|start|begin|"
    r"continue|turn|share|mute|unmute|read|introduce|remind|believe|imagine|hold|stop|let|sit|"
    r"stand|move|second|clarify|elaborate|like|mind|care|want|be|have|prefer|agree|think|know|pass"
)
"""What people are asked to do in the meeting itself."""

TASKS = TaskWords(
    requests=(
        (
            rf"^(?P<who>{{actor}}|(?!(?:{_NO_NAME})\b){_NAME}), (?i:(?:can|could|would|will) "
            rf"you(?: mind)?) {_ACT}\b"
        ),
        (
            rf"^(?P<who>{{actor}}|(?!(?:{_NO_NAME})\b){_NAME}),"
            rf" (?i:(?:can|could|would|will) you) .*§"
        ),
        (
            rf"^(?P<who>{{actor}}|(?!(?:{_NO_NAME})\b){_NAME}), (?i:you're going to|"
            rf"you are going to|you'll|you will) {_ACT}\b"
        ),
        rf"^(?P<who>{{actor}}|(?!(?:{_NO_NAME})\b){_NAME}),? (?i:please )?{_ACT}\b",
        (
            rf"^(?i:please |can you |could you |would you |will you ){_ACT}\b.*,"
            rf" (?P<who>{{actor}}|{_NAME})[.?!]?$"
        ),
        (
            rf"^(?i:can you |could you |would you |will you )(?!(?i:please )?(?i:{_AT_ONCE})\b)"
            rf"[a-z]+ (?:\S+ ){{1,9}}?\S+, (?P<who>{{actor}}|(?!(?:{_NO_NAME})\b){_NAME})[.?!]?$"
        ),
        (
            rf"^(?P<who>{{actor}}|(?!(?:{_NO_NAME})\b){_NAME}), (?i:can|could|would|will) (?i:you) "
            rf"(?!(?i:please )?(?i:{_AT_ONCE})\b)[a-z]+ (?:\S+ ){{1,9}}?\S+[.?!]?$"
        ),
    ),
    promises=(
        (
            rf"^(?i:an? )?(?i:action(?: item| point)?s?|to[- ]?do|task)(?: (?i:number \d+))?,? "
            rf"(?i:for|to|on|4) (?P<who>{{actor}}|{_NAME}(?: and {_NAME})?)\b"
        ),
        (
            rf"^(?i:that's|that is|this is) an? (?i:action|task|job)(?: (?i:item|point))? (?i:for)"
            rf" (?P<who>{{actor}}|{_NAME})\b"
        ),
        (
            rf"^(?P<who>{{named}}) (?i:will|'ll|is going to|are going to|needs to|has to|is to|"
            rf"are to|to|must|shall) {_ACT}\b"
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
        rf"^(?P<who>(?i:I'll|I will|I'm going to|I am going to|I shall)) {_ACT}\b",
        rf"^(?P<who>(?i:let me)) {_ACT}\b",
        r"^(?i:you can )?(?i:leave) (?i:that|it|this) (?i:with|to) (?P<who>me)\b",
        r"^(?i:we|I) (?i:instruct|direct|ask) (?P<who>{actor}) (?i:to)\b",
    ),
    if_dated=(
        (
            r"^(?P<who>(?i:I))(?i:'m| am) (?!(?i:going|being|having|leaving|coming|staying|"
            r"waiting|living|visiting)\b)\w+ing .*§"
        ),
        rf"^(?P<who>(?i:I)) (?i:can|must|need to|have to) {_ACT}\b",
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
    unsure=re.compile(
        (
            rf"{HEDGES}|\b(?:if|unless|whether|not|never|nothing|always|usually|normally|"
            rf"generally|every|often|sometimes|used to|supposed to|would have|should have|\w+n't|"
            rf"since|while|right now|for years)\b"
        ),
        _I,
    ),
    aside=re.compile(r",? (?:whether|so that|because|to see if)\b", _I),
    idle=re.compile(r"\b(?:the floor|a break|a few words|a minute|a moment|a second)\b", _I),
    actor=rf"(?:{_TITLED}|{{people}}|{_ROLE})",
    strangers=rf"(?!(?:{_NO_NAME})\b){_NAME}(?: {_NAME})?",
    myself=re.compile(r"\b(?:I'll|I will|I'm going to|I am going to|I shall|I|let me|me)\b", _I),
)
