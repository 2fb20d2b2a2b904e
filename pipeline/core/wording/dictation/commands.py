"""Which words are dictated commands, and which belong to the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import Enum, auto

from pipeline.core.wording.dictation.decimals import figures_of
from pipeline.core.wording.dictation.signs import takes_space
from pipeline.core.wording.dictation.spelling import SHORTEST_SPELT
from pipeline.core.wording.dictation.stretch import (
    PAUSE,
    REACH,
    REPEATING,
    CommandCandidate,
    Replacement,
    Stretch,
    replacement,
)
from pipeline.core.wording.dictation.tongue import Fit
from pipeline.core.wording.edits import Treatment

_ADJECTIVES = 2
"""So many words may stand between a determiner and its noun."""


class _Verdict(Enum):
    COMMAND = auto()
    WORD = auto()
    UNDECIDED = auto()


def command_candidates(stretch: Stretch, fixed: set[int]) -> Iterator[CommandCandidate]:
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
                yield CommandCandidate(at, at + size - 1, tongue.commands[phrase], noun)
                at += size
                break
        else:
            at += 1


def commands_in(stretch: Stretch) -> tuple[Stretch, tuple[Replacement, ...]]:
    """The stretch with the commands that are sure, and marks for those that are not."""
    unsure = []
    for candidate in stretch.candidates:
        verdict = _verdict(stretch, candidate)
        if verdict is _Verdict.COMMAND:
            stretch = replace(stretch, commands=(*stretch.commands, candidate))
        elif verdict is _Verdict.UNDECIDED:
            unsure.append(_unsure(stretch, candidate))
    return stretch, tuple(unsure)


def _unsure(stretch: Stretch, candidate: CommandCandidate) -> Replacement:
    """The mark of what may be a command, with the words that Whisper joined to it."""
    command, first, last = candidate.command, candidate.first, candidate.last
    text, before = command.text, stretch.at(first - 1)
    if before.joined and not any(other.last == first - 1 for other in stretch.candidates):
        first -= 1
        point = before.joint == "." and command.fit is Fit.BREAKS
        text = f"{before.inner}{'.' * point}{' ' * (command.fit in {Fit.OPENS, Fit.FREE})}{text}"
    if stretch.at(last).joined and not stretch.precedes_command(candidate):
        last += 1
        text = f"{text}{' ' * (not takes_space(command))}{stretch.at(last).inner}"
    return replacement(stretch, (first, last), text, Treatment.COMMAND)


def _verdict(stretch: Stretch, candidate: CommandCandidate) -> _Verdict:
    """The first rule that has something to say decides; without one the pauses do."""
    for rule in _RULES:
        if verdict := rule(stretch, candidate):
            return verdict
    if stretch.joined(
        candidate
    ):  # no pause tells it from a compound that nobody knows: "Technik-Punkt"
        sure = stretch.follows_command(candidate) or stretch.precedes_command(candidate)
    else:
        sure = stretch.set_apart(candidate) or (candidate.command.plain and candidate.first > 0)
    return _Verdict.COMMAND if sure and not candidate.command.misheard else _Verdict.UNDECIDED


def _repeated(stretch: Stretch, candidate: CommandCandidate) -> _Verdict | None:
    """As in "Punkt für Punkt"."""
    word = stretch.plain(candidate.first)
    for step in (-1, 1):
        if (
            stretch.plain(candidate.first + step) in REPEATING
            and stretch.plain(candidate.first + 2 * step) == word
        ):
            return _Verdict.WORD
    return None


def _counted(stretch: Stretch, candidate: CommandCandidate) -> _Verdict | None:
    """Its number follows at once: "Punkt drei", "Absatz 2"."""
    after = stretch.plain(candidate.last + 1)
    number = after != "ein" and figures_of(after, stretch.tongue) is not None
    if candidate.noun not in stretch.tongue.counted or not number or not stretch.goes_on(candidate):
        return None
    pause = stretch.at(candidate.first).before >= PAUSE and candidate.command.fit is not Fit.BREAKS
    begins = candidate.first == 0 or stretch.follows_command(candidate)
    return _Verdict.UNDECIDED if pause and not begins else _Verdict.WORD


def _with_article(stretch: Stretch, candidate: CommandCandidate) -> _Verdict | None:
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


def _after_strange_adjective(stretch: Stretch, candidate: CommandCandidate) -> _Verdict | None:
    """As in "ein dickes Fragezeichen"; "den prüfen" may be something else, and "das prüfen" is no adjective at all."""
    tongue, word, article = (
        stretch.tongue,
        stretch.at(candidate.first - 1),
        stretch.plain(candidate.first - 2),
    )
    looks_so = word.small and word.plain.endswith(tongue.declined.get(article, tongue.declined[""]))
    if (
        not looks_so
        or not stretch.close(candidate)
        or not _agrees(stretch, candidate.first - 2, candidate.noun)
    ):
        return None
    return (
        _Verdict.UNDECIDED
        if article in tongue.definite and word.plain.endswith(tongue.other_ends)
        else _Verdict.WORD
    )


def _agrees(stretch: Stretch, at: int, noun: str) -> bool:
    """Whether an article stands there that may belong to ``noun``."""
    articles = stretch.tongue.articles
    return stretch.plain(at) in articles.get(noun, articles[""])


def _describes(stretch: Stretch, at: int, noun: str) -> bool:
    """Whether an adjective stands there that is often used with ``noun``."""
    adjectives = stretch.tongue.adjectives
    return stretch.plain(at) in adjectives[""] or stretch.plain(at) in adjectives.get(noun, ())


def _stands_alone(stretch: Stretch, at: int) -> bool:
    """Whether an article may be a pronoun or belong to a verb: "we confirm that", "laden … ein"."""
    tongue, word = stretch.tongue, stretch.plain(at)
    if word not in tongue.pronouns:
        return False
    if verbs := tongue.prefixed.get(word):
        return any(stretch.plain(earlier) in verbs for earlier in range(max(at - REACH, 0), at))
    return at > 0 and stretch.plain(at - 1) not in (
        tongue.loose | tongue.lasting | tongue.leaders[""]
    )


def _led(stretch: Stretch, candidate: CommandCandidate) -> _Verdict | None:
    """The word before asks for it: "ohne Komma", "they will slash"."""
    leaders = stretch.tongue.leaders
    before = stretch.plain(candidate.first - 1)
    led = before in leaders[""] or before in leaders.get(candidate.noun, ())
    if not led or not stretch.close(candidate) or candidate.command.fit is Fit.OPENS:
        return None
    listed = any(
        command.last + 2 == candidate.first for command in stretch.commands
    )  # "Punkt und Absatz"
    return _Verdict.UNDECIDED if listed else _Verdict.WORD


def _described(stretch: Stretch, candidate: CommandCandidate) -> _Verdict | None:
    """As in "besseren Absatz": an adjective without an article."""
    adjective = (
        _describes(stretch, candidate.first - 1, candidate.noun) and stretch.tongue.inflected
    )
    return _Verdict.UNDECIDED if adjective and stretch.close(candidate) else None


def _followed(stretch: Stretch, candidate: CommandCandidate) -> _Verdict | None:
    """The word after belongs to it: "period of", "colon cancer"."""
    followers = stretch.tongue.followers.get(candidate.noun, ())
    if stretch.plain(candidate.last + 1) not in followers or not stretch.goes_on(candidate):
        return None
    separated = candidate.first > 0 and not stretch.close(candidate)
    return _Verdict.UNDECIDED if separated else _Verdict.WORD


def _subject(stretch: Stretch, candidate: CommandCandidate) -> _Verdict | None:
    """As in "the defects liability period | has ended": an article opens a name, and a verb follows it."""
    after = stretch.at(candidate.last + 1)
    verb = (
        after.plain in stretch.tongue.verbs
        and after.small
        and not stretch.at(candidate.last).punctuated
    )
    if candidate.noun not in stretch.tongue.compounded or not verb or not stretch.close(candidate):
        return None
    article = any(
        _agrees(stretch, candidate.first - 2 - more, candidate.noun) for more in range(_ADJECTIVES)
    )
    return _Verdict.WORD if article else None


def _compounded(stretch: Stretch, candidate: CommandCandidate) -> _Verdict | None:
    """It may be "the notice period" or the end of a sentence: what stands behind and before both words tells."""
    tongue, word = stretch.tongue, stretch.plain(candidate.first - 1)
    named = word in tongue.named or word.endswith(tongue.named_ends)
    article = _agrees(stretch, candidate.first - 2, candidate.noun)
    if (
        not tongue.compounded.get(candidate.noun)
        or not stretch.close(candidate)
        or not (named or article)
    ):
        return None
    closed = any(
        each.first == candidate.last + 1 and each.command == candidate.command
        for each in stretch.candidates
    )
    lasts = article and stretch.plain(candidate.first - 3) in tongue.lasting
    if closed or lasts or (named and stretch.at(candidate.first - 1).joined):
        return _Verdict.WORD
    return _Verdict.UNDECIDED if named or not stretch.set_apart_after(candidate) else None


def _between_numbers(stretch: Stretch, candidate: CommandCandidate) -> _Verdict | None:
    """As in "120 slash 80"."""
    around = (stretch.plain(candidate.first - 1), stretch.plain(candidate.last + 1))
    numbers = all(figures_of(word, stretch.tongue) is not None for word in around)
    return _Verdict.COMMAND if numbers and candidate.command.fit is Fit.JOINS else None


def _loose(stretch: Stretch, candidate: CommandCandidate) -> _Verdict | None:
    """A preposition before it ("vor Punkt und Komma"), or the last word of a verb ("liegt vor Punkt")."""
    two_words = candidate.command.plain and candidate.first < candidate.last
    loose = stretch.plain(candidate.first - 1) in stretch.tongue.loose and stretch.close(candidate)
    if not loose or two_words or candidate.command.fit is Fit.OPENS:
        return None
    counted = figures_of(stretch.plain(candidate.last + 1), stretch.tongue) is not None
    return None if stretch.set_apart_after(candidate) and not counted else _Verdict.UNDECIDED


def _listed(stretch: Stretch, candidate: CommandCandidate) -> _Verdict | None:
    """As in "ohne Punkt und Komma": it goes with another word that is none."""
    if stretch.plain(candidate.first - 1) not in stretch.tongue.conjunctions or not stretch.close(
        candidate
    ):
        return None
    other = next((each for each in stretch.candidates if each.last == candidate.first - 2), None)
    word = other is not None and _verdict(stretch, other) is _Verdict.WORD
    return _Verdict.WORD if word else _Verdict.UNDECIDED


_RULES: tuple[Callable[[Stretch, CommandCandidate], _Verdict | None], ...] = (
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


def fused_commands(stretch: Stretch, fixed: set[int]) -> Iterator[Replacement]:
    """Whisper makes a word of two that are said without a pause: "Märzpunkt", even "Zeuginkomma-Frau"."""
    for at, word in enumerate(stretch.words):
        head, hyphen, rest = word.inner.partition("-")
        if at in fixed or head.lower().endswith(stretch.tongue.compounds):
            continue
        for end, command in stretch.tongue.fused.items():
            stem = head.removesuffix(end)
            if stem != head and len(stem) >= SHORTEST_SPELT:
                text = f"{stem}{command.text}{hyphen and ' '}{rest}"
                yield replacement(stretch, (at, at), text, Treatment.COMMAND)
                break
