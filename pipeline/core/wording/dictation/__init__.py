"""What somebody dictates and does not mean to be written: "Komma", "neuer Absatz", "M wie Martha".

Whisper writes such words down, puts punctuation beside them and a capital after them. A command becomes its sign, takes that
punctuation with it and sets the next letter right. The same words may belong to the text ("der Punkt", "notice period"): what
stands beside them or the pauses around them say so, and where neither does nothing is changed and the word is marked.
Commands that Whisper joins to a word or to each other ("August-Punkt", "Komma-Neuer-Absatz") are judged like words of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise
from math import inf

from pipeline.core.model import SpokenWord
from pipeline.core.wording.dictation.words import LINE, PARAGRAPH, TONGUES, Command, Fit, Tongue
from pipeline.core.wording.edits import Edit, Treatment, together
from pipeline.core.wording.numerals import cardinal

PAUSE = 0.12
"""Seconds of silence beside a command that tell it from a word.

Source: in synthesised dictations Whisper base leaves 0–0.1 s between the words of a phrase (0.14 after "Mr."), and never less
than 0.3 s where the speaker pauses.
"""

_SPELT = 3
"""So many spelling words in a row are letters; two may be names."""
_ADJECTIVES = 2
"""So many words may stand between a determiner and its noun."""
_REACH = 8
"""So many words before its last one does a verb stand that takes it back ("laden Sie herzlich ein")."""

_TEN = 10
"""Tens and a number below this are one number ("twenty five")."""

_SIGNS = ".,;:!?…–—-"
_OUTSIDE = _SIGNS + "\"'„“”\u201a\u2018’»«()[]"
_ENDS = (".", "?", "!")
_REPEATING = frozenset({"für", "um", "zu", "by", "for", "to"})
_JOINT = re.compile(r"(?<=\w)([-.])(?=\w)")
"""What Whisper puts between two words that it takes for one."""
_DIGITS = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d+")
_ORDINAL = re.compile(r"\d{1,2}\.")
_BEFORE_DATES = frozenset({"am", "vom", "zum", "den", "der", "dem", "bis", "ab", "des"})
_UMLAUTS = {"A": "Ä", "O": "Ö", "U": "Ü"}


class _Verdict(Enum):
    COMMAND = auto()
    WORD = auto()
    UNDECIDED = auto()


class _Letter(Enum):
    """How the first letter after commands is written."""

    RAISED = auto()
    LOWERED = auto()
    AS_HEARD = auto()


@dataclass(frozen=True, slots=True)
class _Word:
    """A heard word, where it stands, and the seconds of silence on both sides; ``plain`` has no punctuation and no capitals.

    ``joint`` is the one character behind it: not a space if Whisper made a single word of this one and the next.
    """

    text: str
    start: int
    plain: str
    before: float
    after: float
    joint: str = " "

    @property
    def joined(self) -> bool:
        """Whether Whisper made one word of it and the next."""
        return self.joint != " "

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def inner_start(self) -> int:
        """Where it begins after its quotes and brackets."""
        return self.end - len(self.text.lstrip(_OUTSIDE))

    @property
    def inner_end(self) -> int:
        """Where it ends before its punctuation."""
        return self.start + len(self.text.rstrip(_OUTSIDE))

    @property
    def inner(self) -> str:
        return self.text.strip(_OUTSIDE)

    @property
    def small(self) -> bool:
        return self.inner.islower()

    @property
    def punctuated(self) -> bool:
        """Whether Whisper put a sign behind it."""
        return self.text[-1] in _SIGNS


_NOBODY = _Word(" ", 0, "", inf, inf)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Words that may be a command: the first and last one's number. ``noun`` is the one that articles agree with."""

    first: int
    last: int
    command: Command
    noun: str


@dataclass(frozen=True, slots=True)
class _Mark:
    """Words from ``first`` to ``last``, and what they become or may become."""

    first: int
    last: int
    edit: Edit


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Everything that is heard, in one language, and what has been found out about it."""

    words: tuple[_Word, ...]
    tongue: Tongue
    candidates: tuple[_Candidate, ...] = ()
    commands: tuple[_Candidate, ...] = ()

    def at(self, number: int) -> _Word:
        """The word of this number; nothing before the first and after the last."""
        return self.words[number] if 0 <= number < len(self.words) else _NOBODY

    def plain(self, number: int) -> str:
        return self.at(number).plain

    def close(self, candidate: _Candidate) -> bool:
        """Whether nothing separates it from the word before."""
        before = self.at(candidate.first - 1)
        return self.at(candidate.first).before < PAUSE and not before.punctuated

    def goes_on(self, candidate: _Candidate) -> bool:
        """Whether nothing separates it from the word after."""
        word = self.at(candidate.last)
        return word.after < PAUSE and not word.punctuated

    def follows_command(self, candidate: _Candidate) -> bool:
        return any(command.last + 1 == candidate.first for command in self.commands)

    def precedes_command(self, candidate: _Candidate) -> bool:
        return any(other.first == candidate.last + 1 for other in self.candidates)

    def joined(self, candidate: _Candidate) -> bool:
        """Whether it is a single part of a longer word."""
        parts = self.at(candidate.first - 1).joined or self.at(candidate.last).joined
        return parts and candidate.first == candidate.last

    def set_apart_after(self, candidate: _Candidate) -> bool:
        """Whether a pause, the end or another command follows."""
        return self.at(candidate.last).after >= PAUSE or self.precedes_command(candidate)

    def set_apart(self, candidate: _Candidate) -> bool:
        """Whether it is separated from the text on a side. At the very beginning only the other side says so."""
        if self.set_apart_after(candidate):
            return True
        signs = self.at(candidate.first - 1).punctuated and self.at(candidate.last).punctuated
        pause = candidate.first > 0 and self.at(candidate.first).before >= PAUSE
        return pause or signs or self.follows_command(candidate)


def edits(words: Sequence[SpokenWord], language: str) -> tuple[Edit, ...]:
    """What to change in ``words`` because it was dictated, in order; positions as ``Edit`` has them.

    The words should be all that one person says in one go, across passages: a sign that begins a stretch
    has nothing to stand beside. ``language`` is an ISO 639-1 code; in others than German and English nothing is changed.
    """
    tongue = TONGUES.get(language)
    if tongue is None:
        return ()
    stretch = _Stretch(tuple(_placed(words, tongue)), tongue)
    spelt = tuple(_spelt(stretch))
    numbers = tuple(_decimals(stretch, _covered(spelt)))
    fixed = _covered((*spelt, *numbers))
    stretch = replace(stretch, candidates=tuple(_candidates(stretch, fixed)))
    stretch, unsure = _judged(stretch)
    fused = tuple(_fused(stretch, fixed | {n for each in stretch.candidates for n in range(each.first, each.last + 1)}))
    marked = (*spelt, *numbers, *unsure, *fused)
    return together(
        (mark.edit for mark in marked),
        _signs(stretch),
        _letters(stretch, frozenset(_covered((*spelt, *unsure, *fused)))),
    )


def _placed(words: Sequence[SpokenWord], tongue: Tongue) -> Iterator[_Word]:
    at = 0
    pauses = [later.start - earlier.end for earlier, later in pairwise(words)]
    texts = [word.text.strip() for word in words]
    for text, following, before, after in zip(texts, (*texts[1:], ""), (inf, *pauses), (*pauses, inf), strict=False):
        parts = _parts(text, following, tongue)
        for number, (part, joint) in enumerate(parts, start=1):
            silence = (before if number == 1 else 0, after if number == len(parts) else 0)
            yield _Word(part, at, _plain(part), *silence, joint)
            at += len(part) + 1


def _plain(text: str) -> str:
    return text.strip(_OUTSIDE).lower()


def _parts(text: str, following: str, tongue: Tongue) -> list[tuple[str, str]]:
    """A heard word in parts, each with the character behind it: the commands in it stand apart from the rest."""
    pieces = _JOINT.split(text)
    texts, joints = pieces[::2], (*pieces[1::2], " ")
    plain = [_plain(piece) for piece in texts]
    found = list(_joined_commands(plain, _plain(following), tongue)) if len(plain) > 1 else []
    starts = {first for first, _ in found}
    ends = {len(plain)}
    for first, end in found:
        alone = end < len(plain) and end not in starts
        if not (alone and (first == 0 or joints[end - 1] == ".")):  # "Punkt-Taste", "www.punkt.de"
            ends.update(range(max(first, 1), end + 1))
    parts, begin = [], 0
    for end in sorted(ends - {len(plain) + 1}):
        inside = zip(texts[begin:end], (*joints[begin : end - 1], ""), strict=True)
        parts.append(("".join(piece + joint for piece, joint in inside), joints[end - 1]))
        begin = end
    return parts


def _joined_commands(plain: Sequence[str], following: str, tongue: Tongue) -> Iterator[tuple[int, int]]:
    """From which to before which of the pieces of a word there is a command that makes no real word with those before it.

    The last one may go on in the ``following`` word.
    """
    after = 0
    for first in range(len(plain)):
        ends = range(len(plain) + 1, first, -1) if first >= after else ()
        end = next((end for end in ends if tuple([*plain, following][first:end]) in tongue.commands), 0)
        compound = "".join(plain[after:end]) if end == first + 1 and first > after else ""
        real = compound.endswith(tongue.compounds) and not plain[first].endswith(tongue.compounds)
        named = compound[:1].isalpha() and len(compound) == len(plain[first]) + 1  # "i-Punkt"
        repeated = first > 0 and plain[first - 1] in _REPEATING
        if end and not (real or named or repeated):
            yield first, end
            after = end


def _covered(marks: Collection[_Mark]) -> set[int]:
    return {number for mark in marks for number in range(mark.first, mark.last + 1)}


def _marked(
    stretch: _Stretch, span: tuple[int, int], text: str, treatment: Treatment, *, decided: bool = False
) -> _Mark:
    """The words from the first to the last of ``span``, without the punctuation around them."""
    first, last = span
    return _Mark(first, last, Edit(stretch.at(first).inner_start, stretch.at(last).inner_end, text, treatment, decided))


# Spelling ---------------------------------------------------------------------------------------------------------


def _spelt(stretch: _Stretch) -> Iterator[_Mark]:
    """Runs of spelling words. They are never decided: "Berlin, Hamburg, Köln" may be a list of towns."""
    at = 0
    while at < len(stretch.words):
        letters, end, count = _run(stretch, at)
        if count >= _SPELT and stretch.plain(end) not in stretch.tongue.lists:
            yield _marked(stretch, (at, end - 1), _as_name(letters), Treatment.SPELLING)
        at = max(end, at + 1)


def _run(stretch: _Stretch, first: int) -> tuple[list[str], int, int]:
    """What is spelt from here: the letters, the number of the word after them, and how many spelling words there are."""
    letters: list[str] = []
    inside: list[str] = []
    at, end, count = first, first, 0
    while at < len(stretch.words):
        if letter := _letter(stretch, at):
            letters += [*inside, letter[0]]
            at = end = at + letter[1]
            inside, count = [], count + 1
        elif count and (digit := _digit(stretch, at)):
            letters += [*inside, digit[0]]
            at = end = at + digit[1]
            inside = []
        elif count and stretch.tongue.inside.get(stretch.plain(at)):
            inside.append(stretch.tongue.inside[stretch.plain(at)])
            at += 1
        else:
            break
    return letters, end, count


def _letter(stretch: _Stretch, at: int) -> tuple[str, int] | None:
    """A letter that is named here, and how many words that takes."""
    tongue, word = stretch.tongue, stretch.plain(at)
    if word == "umlaut" and (letter := _UMLAUTS.get(tongue.spelling.get(stretch.plain(at + 1), ""))):
        return letter, 2
    for like in tongue.like:
        size = len(like)
        if len(word) in {1, 2} and tuple(stretch.plain(at + 1 + n) for n in range(size)) == like:
            named = stretch.plain(at + 1 + size)
            letter = tongue.spelling.get(named) or (word.upper() if named.startswith(word) else "")
            return (letter, size + 2) if letter else None
    letter = tongue.spelling.get(word)
    return (letter, 1) if letter else None


def _digit(stretch: _Stretch, at: int) -> tuple[str, int] | None:
    """A number among letters, and how many words it takes: "Ziffer sieben", "7"."""
    announced = stretch.tongue.inside.get(stretch.plain(at)) == ""
    number = _value(stretch.plain(at + announced), stretch.tongue)
    return None if number is None else (number, 1 + announced)


def _as_name(letters: Sequence[str]) -> str:
    """Letters alone are mostly a name; with digits or signs they are a code."""
    text = "".join(letters)
    return text.capitalize() if text.isalpha() else text


# Decimals ---------------------------------------------------------------------------------------------------------


def _decimals(stretch: _Stretch, fixed: set[int]) -> Iterator[_Mark]:
    """Numbers with their sign between them."""
    tongue = stretch.tongue
    for at, word in enumerate(stretch.words):
        if word.plain != tongue.decimal or at in fixed:
            continue
        whole, first = _whole(stretch, at)
        fraction, last = _fraction(stretch, at)
        if not whole or not fraction:
            continue
        if _one_number(stretch, first, at):
            yield _marked(stretch, (first, last), f"{whole}{tongue.mark}{fraction}", Treatment.NUMBER, decided=True)
        else:
            yield _marked(stretch, (at, at), tongue.mark, Treatment.NUMBER)


def _whole(stretch: _Stretch, at: int) -> tuple[str | None, int]:
    """The number before the sign, and with which word it begins."""
    tongue = stretch.tongue
    ten, unit = tongue.tens.get(stretch.plain(at - 2)), tongue.units.get(stretch.plain(at - 1), 0)
    if ten and 0 < unit < _TEN:
        return str(ten + unit), at - 2
    return _value(stretch.plain(at - 1), tongue), at - 1


def _fraction(stretch: _Stretch, at: int) -> tuple[str | None, int]:
    """The number after the sign, and with which word it ends: "sieben fünf" are two digits."""
    digits = _value(stretch.plain(at + 1), stretch.tongue)
    last = at + 1
    while digits and not stretch.at(last).punctuated and stretch.at(last).after < PAUSE:
        more = _value(stretch.plain(last + 1), stretch.tongue)
        if more is None or len(more) > 1 or len(digits) != last - at:
            break
        digits, last = digits + more, last + 1
    return digits, last


def _one_number(stretch: _Stretch, first: int, at: int) -> bool:
    """Whether the words around the sign are one number, and not a list of them or the end of a longer one."""
    tongue = stretch.tongue
    parted = any(word.punctuated or word.after >= PAUSE for word in (stretch.at(at - 1), stretch.at(at)))
    another = any(
        stretch.plain(at + 2 * step) == tongue.decimal and _value(stretch.plain(at + 3 * step), tongue)
        for step in (-1, 1)
    )
    listed = another or stretch.plain(first - 1) in tongue.plurals
    longer = stretch.plain(first - 1) in {"hundred", "thousand", "hundert", "tausend"} or (
        _value(stretch.plain(first - 1), tongue) is not None
    )
    return not (parted or listed or longer)


def _value(word: str, tongue: Tongue) -> str | None:
    """A number in digits, or None for another word."""
    if _DIGITS.fullmatch(word):
        return word
    number = tongue.units.get(word, cardinal(word, tongue.language))
    return None if number is None else str(number)


# Commands and words -----------------------------------------------------------------------------------------------


def _candidates(stretch: _Stretch, fixed: set[int]) -> Iterator[_Candidate]:
    """Everything that reads like a command, the longest first."""
    tongue = stretch.tongue
    longest = max(map(len, tongue.commands))
    at = 0
    while at < len(stretch.words):
        for size in range(longest, 0, -1):
            phrase = tuple(part for n in range(size) for part in stretch.plain(at + n).split("-"))
            broken = any(stretch.at(at + n).punctuated for n in range(size - 1))
            if phrase in tongue.commands and not broken and fixed.isdisjoint(range(at, at + size)):
                noun = next((word for word in phrase if word in tongue.articles), phrase[-1])
                yield _Candidate(at, at + size - 1, tongue.commands[phrase], noun)
                at += size
                break
        else:
            at += 1


def _judged(stretch: _Stretch) -> tuple[_Stretch, tuple[_Mark, ...]]:
    """The stretch with the commands that are sure, and marks for those that are not."""
    unsure = []
    for candidate in stretch.candidates:
        verdict = _verdict(stretch, candidate)
        if verdict is _Verdict.COMMAND:
            stretch = replace(stretch, commands=(*stretch.commands, candidate))
        elif verdict is _Verdict.UNDECIDED:
            unsure.append(_unsure(stretch, candidate))
    return stretch, tuple(unsure)


def _unsure(stretch: _Stretch, candidate: _Candidate) -> _Mark:
    """The mark of what may be a command, with the words that Whisper joined to it."""
    command, first, last = candidate.command, candidate.first, candidate.last
    text, before = command.text, stretch.at(first - 1)
    if before.joined and not any(other.last == first - 1 for other in stretch.candidates):
        first -= 1
        point = before.joint == "." and command.fit is Fit.BREAKS
        text = f"{before.inner}{'.' * point}{' ' * (command.fit in {Fit.OPENS, Fit.FREE})}{text}"
    if stretch.at(last).joined and not stretch.precedes_command(candidate):
        last += 1
        text = f"{text}{' ' * (not _takes_space(command))}{stretch.at(last).inner}"
    return _marked(stretch, (first, last), text, Treatment.COMMAND)


def _verdict(stretch: _Stretch, candidate: _Candidate) -> _Verdict:
    """The first rule that has something to say decides; without one the pauses do."""
    for rule in _RULES:
        if verdict := rule(stretch, candidate):
            return verdict
    if stretch.joined(candidate):  # no pause tells it from a compound that nobody knows: "Technik-Punkt"
        sure = stretch.follows_command(candidate) or stretch.precedes_command(candidate)
    else:
        sure = stretch.set_apart(candidate) or (candidate.command.plain and candidate.first > 0)
    return _Verdict.COMMAND if sure and not candidate.command.misheard else _Verdict.UNDECIDED


def _repeated(stretch: _Stretch, candidate: _Candidate) -> _Verdict | None:
    """As in "Punkt für Punkt"."""
    word = stretch.plain(candidate.first)
    for step in (-1, 1):
        if stretch.plain(candidate.first + step) in _REPEATING and stretch.plain(candidate.first + 2 * step) == word:
            return _Verdict.WORD
    return None


def _counted(stretch: _Stretch, candidate: _Candidate) -> _Verdict | None:
    """Its number follows at once: "Punkt drei", "Absatz 2"."""
    after = stretch.plain(candidate.last + 1)
    number = after != "ein" and _value(after, stretch.tongue) is not None
    if candidate.noun not in stretch.tongue.counted or not number or not stretch.goes_on(candidate):
        return None
    pause = stretch.at(candidate.first).before >= PAUSE and candidate.command.fit is not Fit.BREAKS
    begins = candidate.first == 0 or stretch.follows_command(candidate)
    return _Verdict.UNDECIDED if pause and not begins else _Verdict.WORD


def _with_article(stretch: _Stretch, candidate: _Candidate) -> _Verdict | None:
    """An article agrees with it: "der Punkt", "ein wichtiger Punkt". Some articles may also end a sentence."""
    at = candidate.first - 1
    while at > candidate.first - 1 - _ADJECTIVES and _describes(stretch, at, candidate.noun):
        if stretch.tongue.inflected and not stretch.at(at).small:
            break  # "im Folgenden"
        at -= 1
    if not _agrees(stretch, at, candidate.noun):
        return _after_strange_adjective(stretch, candidate)
    end = stretch.set_apart_after(candidate)
    alone = at == candidate.first - 1 and _stands_alone(stretch, at)
    if stretch.close(candidate):
        return _Verdict.UNDECIDED if alone and end else _Verdict.WORD
    if alone and end:
        return _Verdict.COMMAND
    return _Verdict.UNDECIDED if end else _Verdict.WORD


def _after_strange_adjective(stretch: _Stretch, candidate: _Candidate) -> _Verdict | None:
    """As in "ein dickes Fragezeichen"; "den prüfen" may be something else, and "das prüfen" is no adjective at all."""
    tongue, word, article = stretch.tongue, stretch.at(candidate.first - 1), stretch.plain(candidate.first - 2)
    looks_so = word.small and word.plain.endswith(tongue.declined.get(article, tongue.declined[""]))
    if not looks_so or not stretch.close(candidate) or not _agrees(stretch, candidate.first - 2, candidate.noun):
        return None
    return (
        _Verdict.UNDECIDED if article in tongue.definite and word.plain.endswith(tongue.other_ends) else _Verdict.WORD
    )


def _agrees(stretch: _Stretch, at: int, noun: str) -> bool:
    """Whether an article stands there that may belong to ``noun``."""
    articles = stretch.tongue.articles
    return stretch.plain(at) in articles.get(noun, articles[""])


def _describes(stretch: _Stretch, at: int, noun: str) -> bool:
    """Whether an adjective stands there that is often used with ``noun``."""
    adjectives = stretch.tongue.adjectives
    return stretch.plain(at) in adjectives[""] or stretch.plain(at) in adjectives.get(noun, ())


def _stands_alone(stretch: _Stretch, at: int) -> bool:
    """Whether an article may be a pronoun or belong to a verb: "we confirm that", "laden … ein"."""
    tongue, word = stretch.tongue, stretch.plain(at)
    if word not in tongue.pronouns:
        return False
    if verbs := tongue.prefixed.get(word):
        return any(stretch.plain(earlier) in verbs for earlier in range(max(at - _REACH, 0), at))
    return at > 0 and stretch.plain(at - 1) not in (tongue.loose | tongue.lasting | tongue.leaders[""])


def _led(stretch: _Stretch, candidate: _Candidate) -> _Verdict | None:
    """The word before asks for it: "ohne Komma", "they will slash"."""
    leaders = stretch.tongue.leaders
    before = stretch.plain(candidate.first - 1)
    led = before in leaders[""] or before in leaders.get(candidate.noun, ())
    if not led or not stretch.close(candidate) or candidate.command.fit is Fit.OPENS:
        return None
    listed = any(command.last + 2 == candidate.first for command in stretch.commands)  # "Punkt und Absatz"
    return _Verdict.UNDECIDED if listed else _Verdict.WORD


def _described(stretch: _Stretch, candidate: _Candidate) -> _Verdict | None:
    """As in "besseren Absatz": an adjective without an article."""
    adjective = _describes(stretch, candidate.first - 1, candidate.noun) and stretch.tongue.inflected
    return _Verdict.UNDECIDED if adjective and stretch.close(candidate) else None


def _followed(stretch: _Stretch, candidate: _Candidate) -> _Verdict | None:
    """The word after belongs to it: "period of", "colon cancer"."""
    followers = stretch.tongue.followers.get(candidate.noun, ())
    if stretch.plain(candidate.last + 1) not in followers or not stretch.goes_on(candidate):
        return None
    separated = candidate.first > 0 and not stretch.close(candidate)
    return _Verdict.UNDECIDED if separated else _Verdict.WORD


def _subject(stretch: _Stretch, candidate: _Candidate) -> _Verdict | None:
    """As in "the defects liability period | has ended": an article opens a name, and a verb follows it."""
    after = stretch.at(candidate.last + 1)
    verb = after.plain in stretch.tongue.verbs and after.small and not stretch.at(candidate.last).punctuated
    if candidate.noun not in stretch.tongue.compounded or not verb or not stretch.close(candidate):
        return None
    article = any(_agrees(stretch, candidate.first - 2 - more, candidate.noun) for more in range(_ADJECTIVES))
    return _Verdict.WORD if article else None


def _compounded(stretch: _Stretch, candidate: _Candidate) -> _Verdict | None:
    """It may be "the notice period" or the end of a sentence: what stands behind and before both words tells."""
    tongue, word = stretch.tongue, stretch.plain(candidate.first - 1)
    named = word in tongue.named or word.endswith(tongue.named_ends)
    article = _agrees(stretch, candidate.first - 2, candidate.noun)
    if not tongue.compounded.get(candidate.noun) or not stretch.close(candidate) or not (named or article):
        return None
    closed = any(each.first == candidate.last + 1 and each.command == candidate.command for each in stretch.candidates)
    lasts = article and stretch.plain(candidate.first - 3) in tongue.lasting
    if closed or lasts or (named and stretch.at(candidate.first - 1).joined):
        return _Verdict.WORD
    return _Verdict.UNDECIDED if named or not stretch.set_apart_after(candidate) else None


def _between_numbers(stretch: _Stretch, candidate: _Candidate) -> _Verdict | None:
    """As in "120 slash 80"."""
    around = (stretch.plain(candidate.first - 1), stretch.plain(candidate.last + 1))
    numbers = all(_value(word, stretch.tongue) is not None for word in around)
    return _Verdict.COMMAND if numbers and candidate.command.fit is Fit.JOINS else None


def _loose(stretch: _Stretch, candidate: _Candidate) -> _Verdict | None:
    """A preposition before it ("vor Punkt und Komma"), or the last word of a verb ("liegt vor Punkt")."""
    two_words = candidate.command.plain and candidate.first < candidate.last
    loose = stretch.plain(candidate.first - 1) in stretch.tongue.loose and stretch.close(candidate)
    if not loose or two_words or candidate.command.fit is Fit.OPENS:
        return None
    counted = _value(stretch.plain(candidate.last + 1), stretch.tongue) is not None
    return None if stretch.set_apart_after(candidate) and not counted else _Verdict.UNDECIDED


def _listed(stretch: _Stretch, candidate: _Candidate) -> _Verdict | None:
    """As in "ohne Punkt und Komma": it goes with another word that is none."""
    if stretch.plain(candidate.first - 1) not in stretch.tongue.conjunctions or not stretch.close(candidate):
        return None
    other = next((each for each in stretch.candidates if each.last == candidate.first - 2), None)
    word = other is not None and _verdict(stretch, other) is _Verdict.WORD
    return _Verdict.WORD if word else _Verdict.UNDECIDED


_RULES: tuple[Callable[[_Stretch, _Candidate], _Verdict | None], ...] = (
    _repeated,
    _counted,
    _with_article,
    _led,
    _followed,
    _described,
    _subject,
    _compounded,
    _between_numbers,
    _loose,
    _listed,
)
"""From what is sure to what is not."""


def _fused(stretch: _Stretch, fixed: set[int]) -> Iterator[_Mark]:
    """Whisper makes a word of two that are said without a pause: "Märzpunkt", even "Zeuginkomma-Frau"."""
    for at, word in enumerate(stretch.words):
        head, hyphen, rest = word.inner.partition("-")
        if at in fixed or head.lower().endswith(stretch.tongue.compounds):
            continue
        for end, command in stretch.tongue.fused.items():
            stem = head.removesuffix(end)
            if stem != head and len(stem) >= _SPELT:
                text = f"{stem}{command.text}{hyphen and ' '}{rest}"
                yield _marked(stretch, (at, at), text, Treatment.COMMAND)
                break


# Signs and letters ------------------------------------------------------------------------------------------------


def _signs(stretch: _Stretch) -> Iterator[Edit]:
    """Each command as its sign, and no punctuation of Whisper beside it."""
    earlier: _Candidate | None = None
    for candidate in stretch.commands:
        if earlier is not None and earlier.last + 1 != candidate.first:
            earlier = None
        yield _sign(stretch, candidate, earlier)
        earlier = candidate


def _sign(stretch: _Stretch, candidate: _Candidate, earlier: _Candidate | None) -> Edit:
    """The sign of a command; ``earlier`` is the one directly before it."""
    command = candidate.command
    spaced = earlier is None or not _takes_space(earlier.command)
    start, kept = _end_of_text(stretch, candidate)
    if earlier is not None:
        start, kept = stretch.at(earlier.last).end + (not spaced), earlier.command.text
    text = command.text
    if command.fit in {Fit.OPENS, Fit.FREE} and spaced and start:
        text = f" {text}"
    if (text == "." and kept.endswith(".") and earlier is None) or (command.fit is Fit.BREAKS and kept.endswith(LINE)):
        text = ""
    if _takes_space(command):
        end = stretch.at(candidate.last).end + (candidate.last < len(stretch.words) - 1)
    elif stretch.at(candidate.last).joined and not stretch.precedes_command(candidate):
        text, end = f"{text} ", stretch.at(candidate.last).end + 1
    else:
        end = stretch.at(candidate.last).end
    return Edit(start, end, text, Treatment.COMMAND)


def _takes_space(command: Command) -> bool:
    """Whether the word after it stands directly beside it."""
    return command.fit in {Fit.OPENS, Fit.JOINS, Fit.BREAKS}


def _end_of_text(stretch: _Stretch, candidate: _Candidate) -> tuple[int, str]:
    """Where the word before ends without what Whisper put behind it, and that word."""
    if candidate.first == 0:
        return 0, ""
    word = stretch.at(candidate.first - 1)
    kept = word.text.rstrip(_SIGNS)
    if not kept:  # a dash alone
        return max(word.start - 1, 0), ""
    sign = word.joint if word.joint == "." else word.text[len(kept) : len(kept) + 1]
    if _meant(stretch, candidate, kept, sign):
        kept += sign
    return word.start + len(kept), kept


def _meant(stretch: _Stretch, candidate: _Candidate, word: str, sign: str) -> bool:
    """Whether a sign that Whisper put behind the ``word`` before a command stays: the point of an abbreviation, for one."""
    ordinal = _ORDINAL.fullmatch(word + sign) and stretch.plain(candidate.first - 2) in _BEFORE_DATES
    if sign == "." and (ordinal or word.lower() in stretch.tongue.abbreviations):
        return True
    if candidate.command.fit is not Fit.BREAKS or word.lower() in stretch.tongue.closings:
        return False
    if sign == ",":
        return _salutes(stretch, candidate.first)
    if stretch.at(candidate.first - 1).joint == ".":  # a spoken "Punkt" of which Whisper made the sign
        return True
    # Who dictates no signs leaves them to Whisper.
    return sign in {*_ENDS, ":"} and all(command.command.fit is Fit.BREAKS for command in stretch.commands)


def _salutes(stretch: _Stretch, end: int) -> bool:
    """Whether the words before ``end`` and after the command before it are a salutation."""
    begin = max((command.last + 1 for command in stretch.commands if command.last < end), default=0)
    return any(stretch.plain(at) in stretch.tongue.salutations for at in range(max(begin, end - _REACH), end))


def _letters(stretch: _Stretch, fixed: frozenset[int]) -> Iterator[Edit]:
    """The first letter after commands: a capital after the end of a sentence, and none of Whisper's after a comma."""
    letter = _Letter.AS_HEARD
    for candidate, later in pairwise((*stretch.commands, None)):
        assert candidate is not None  # noqa: S101 - only the last one is None; mypy cannot know
        if stretch.at(candidate.first - 1).text[-1] == "," and _salutes(stretch, candidate.first):
            letter = _Letter.LOWERED
        letter = _letter_after(candidate.command, letter, stretch.tongue)
        at = candidate.last + 1
        if later is not None and later.first == at:
            continue
        word = stretch.at(at)
        if at not in fixed and (first := _changed(word, letter, stretch.tongue)):
            yield Edit(word.inner_start, word.inner_start + 1, first, Treatment.COMMAND)
        letter = _Letter.AS_HEARD


def _letter_after(command: Command, letter: _Letter, tongue: Tongue) -> _Letter:
    """How the letter after a command is written, if it is written as ``letter`` without it."""
    raised = letter is _Letter.RAISED
    if command.text in _ENDS:
        return _Letter.RAISED
    if command.text == PARAGRAPH:
        return letter if tongue.greeting and letter is _Letter.LOWERED else _Letter.RAISED
    if raised and command.fit in {Fit.OPENS, Fit.CLOSES, Fit.BREAKS}:
        return _Letter.RAISED if command.fit is Fit.OPENS or command.text == LINE else _Letter.AS_HEARD
    if command.text in {":", "„", "“", "…", LINE} and (command.text != "“" or command.fit is Fit.OPENS):
        return _Letter.AS_HEARD
    return _Letter.LOWERED


def _changed(word: _Word, letter: _Letter, tongue: Tongue) -> str:
    """The first letter that ``word`` should have, or nothing if it may stay. Only words that never are names become small."""
    first = word.inner[:1]
    if letter is _Letter.RAISED and first.islower():
        return first.upper()
    if letter is _Letter.LOWERED and word.plain in tongue.small and first.isupper() and not word.inner[1:].isupper():
        return first.lower()
    return ""
