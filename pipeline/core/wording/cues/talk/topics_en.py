"""The English words by which a chair opens an item freely."""

from __future__ import annotations

import re

from pipeline.core.wording.cues.talk.words import TopicWords

_I = re.IGNORECASE
_PLACE = r"(?:first|second|third|fourth|next|last|final|other|further|another|main)"
_ORDER = (
    rf"(?:^(?:\S+ ){{0,4}}?(?:firstly|first of all|first up|lastly|finally|to begin with|to start "
    rf"with|last but not least|at the top of|number (?:one|two|three|four)|mainly)|"
    rf"{_PLACE} (?:topic|item(?! of (?!business))|point|matter|subject|thing|question|business)|"
    rf"^(?:\w+,? )?(?:the )?(?:one|{_PLACE}) (?:one )?(?:is|would be|are|concerns))"
)
_AGENDA = (
    r"(?:topic|any other business|this (?:point|item)|(?:on|at|of|under|to) (?:the|my|our|today's) "
    r"(?:\w+ )?(?:list|agenda|programme|notes|business))"
)
_TALK = (
    r"(?:talk about|talk through|discuss|look at|consider|deal with|come to|coming to|turn to|"
    r"move on|moving on|go on to|on to|start with|starting with|begin with|beginning with|open "
    r"with|dive in with|kick off|dive|"
    r"tackle|address|raise|cover|leaves|leaves us|brings (?:me|us)|takes (?:me|us)|"
    r"now for|stay with|let's stay with|then there's|there's also|what else|also (?:got|have)|"
    r"we've had|it's about|"
    r"mainly about|and then|on we go)"
)

_TURN = (
    r"(?:^(?!moving on)(?:(?:and|now|then|so|but|just|right|well|okay|a word|quickly),? "
    r"){1,4}(?:to|about|on|for|over to)"
    r"(?!.*\b(?:i|we|is|are|has|have|will|can|must|you)\b))"
)

ENGLISH_TOPICS = TopicWords(
    meeting=re.compile(rf"(?:{_ORDER}|{_TURN}|\b{_AGENDA}|\b{_TALK})\b", _I),
    plainly=re.compile(
        r"\b(?:topic|item|agenda|business|talk about|discuss|consider|what else|move on|moving on|"
        r"now for|stay with|let's stay with|brings (?:me|us)|on we go|to begin with|number "
        r"(?:one|two|three|four))\b",
        _I,
    ),
    names=re.compile(
        r"(?:^|\b(?i:the|our|a|an|to|these|those|some|on|about|with|discuss|for) (?:[a-z]+ )??)"
        r"(?P<name>[A-Za-z][\w-]{3,})"
    ),
    hollow=re.compile(
        r"(?i:topic|item|items|list|agenda|business|matter|point|programme|meeting|thing|things|"
        r"question|vote|time|end|break|lunch|close|week|month|year|morning|evening|afternoon|"
        r"minutes?|hour|monday|tuesday|wednesday|thursday|friday|saturday|sunday|proposal|motion|"
        r"result|page|day|moment|word|hand|hands|next|first|second|third|last|other|about|with|"
        r"that|this|what|which|there|then|them|they|today|tonight|tomorrow|start|beginning|whole|"
        r"what|then|well|right|okay|once|here|some|many|most|"
        r"list|going|have|half|quick|short|welcome|warm|brief)"
    ),
    none=re.compile(
        r"\?$|\bpoint i want|\bwithout\b|\bmoving on, then|\b(?:not|never|no|if|whether|because|"
        r"would(?! "
        r"be\b)|could|last (?:time|week|year|"
        r"month)|yesterday|was|were|had|used to|in favour|against|you|please|back|later|next "
        r"(?:time|"
        r"week|month|year|meeting)|until|by (?:\w+day|the)|put off|postpone|decide|vote|break|done|"
        r"finished|already|thanks?|welcome|apologies|\w+n't|i'll|he|she|objections?|agreed|so "
        r"we)\b",
        _I,
    ),
)
