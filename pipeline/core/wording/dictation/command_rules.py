"""The rules that tell a dictated command from a word of the text."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from pipeline.core.wording.dictation.decimals import figures_of
from pipeline.core.wording.dictation.stretch import (
    PAUSE,
    REACH,
    REPEATING,
    CommandCandidate,
    Stretch,
)
from pipeline.core.wording.dictation.tongue import Fit

_LAWS = ("paragraf", "paragraph", "artikel")
"""What Whisper may join to the word before: "Gemäseparagraf"."""
_ADJECTIVES = 2
"""Words that may stand between a determiner and its noun."""


class Verdict(Enum):
    """What a candidate for a command turns out to be."""

    COMMAND = auto()
    """A command, to become its sign."""
    WORD = auto()
    """A word of the text."""
    UNDECIDED = auto()
    """Either: the words are only marked."""


def verdict(stretch: Stretch, candidate: CommandCandidate) -> Verdict:
    """The verdict of the first rule that applies, or else of the pauses."""
    for rule in _RULES:
        if judged := rule(stretch, candidate):
            return judged
    if stretch.in_longer_word(candidate):
        # No pause tells it from a compound that is in no list: "Technik-Punkt".
        sure = stretch.follows_command(candidate) or stretch.precedes_command(candidate)
    else:
        sure = stretch.set_apart(candidate) or (candidate.command.plain and candidate.first > 0)
    return Verdict.COMMAND if sure and not candidate.command.misheard else Verdict.UNDECIDED


def _in_law(stretch: Stretch, candidate: CommandCandidate) -> Verdict | None:
    """As in "§ 573 Absatz 2": however long somebody looks for the number."""
    before, after = stretch.plain(candidate.first - 1), stretch.plain(candidate.last + 1)
    law = stretch.plain(candidate.first - 2)
    of_law = law in stretch.tongue.laws or law.endswith(_LAWS) or before.startswith("§")
    numbers = figures_of(before.lstrip("§ "), stretch.tongue), figures_of(after, stretch.tongue)
    is_part = candidate.command.fit is Fit.BREAKS and of_law and None not in numbers
    return Verdict.WORD if is_part else None


def _in_repetition(stretch: Stretch, candidate: CommandCandidate) -> Verdict | None:
    """As in "Punkt für Punkt"."""
    word = stretch.plain(candidate.first)
    for step in (-1, 1):
        if (
            stretch.plain(candidate.first + step) in REPEATING
            and stretch.plain(candidate.first + 2 * step) == word
        ):
            return Verdict.WORD
    return None


def _before_number(stretch: Stretch, candidate: CommandCandidate) -> Verdict | None:
    """Its number follows at once: "Punkt drei", "Absatz 2"."""
    after = stretch.plain(candidate.last + 1)
    number = after != "ein" and figures_of(after, stretch.tongue) is not None
    if (
        candidate.noun not in stretch.tongue.counted
        or not number
        or not stretch.close_after(candidate)
    ):
        return None
    pause = stretch.at(candidate.first).before >= PAUSE and candidate.command.fit is not Fit.BREAKS
    begins = candidate.first == 0 or stretch.follows_command(candidate)
    return Verdict.UNDECIDED if pause and not begins else Verdict.WORD


def _after_article(stretch: Stretch, candidate: CommandCandidate) -> Verdict | None:
    """An article agrees with it: "der Punkt", "ein wichtiger Punkt".

    Some articles may also end a sentence.
    """
    at = candidate.first - 1
    while at > candidate.first - 1 - _ADJECTIVES and _describes(stretch, at, candidate.noun):
        if stretch.tongue.inflected and not stretch.at(at).small:
            break  # "im Folgenden"
        at -= 1
    if not _agrees(stretch, at, candidate.noun):
        return _after_unknown_adjective(stretch, candidate)
    end = stretch.set_apart_after(candidate)
    if at < candidate.first - 1 and candidate.command.fit is Fit.JOINS:
        following = stretch.at(candidate.last + 1)
        joins = following.small and following.plain not in stretch.tongue.small
        return Verdict.UNDECIDED if joins else Verdict.WORD  # "the long hyphen term plan"
    alone = at == candidate.first - 1 and _stands_alone(stretch, at)
    if stretch.close_before(candidate):
        if alone and stretch.plain(at) in stretch.tongue.prefixed:
            followed = stretch.precedes_command(candidate)  # "gehe … ein Punkt neuer Absatz"
            return Verdict.COMMAND if followed else Verdict.UNDECIDED if end else Verdict.WORD
        return Verdict.UNDECIDED if alone and end else Verdict.WORD
    if alone and end:
        return Verdict.COMMAND
    return Verdict.UNDECIDED if end else Verdict.WORD


def _after_unknown_adjective(stretch: Stretch, candidate: CommandCandidate) -> Verdict | None:
    """As in "ein dickes Fragezeichen".

    "den prüfen" may be something else, and "das prüfen" is no adjective at all.
    """
    tongue, word, article = (
        stretch.tongue,
        stretch.at(candidate.first - 1),
        stretch.plain(candidate.first - 2),
    )
    looks_so = word.small and word.plain.endswith(tongue.declined.get(article, tongue.declined[""]))
    if (
        not looks_so
        or not stretch.close_before(candidate)
        or not _agrees(stretch, candidate.first - 2, candidate.noun)
    ):
        return None
    return (
        Verdict.UNDECIDED
        if article in tongue.definite and word.plain.endswith(tongue.other_ends)
        else Verdict.WORD
    )


def _agrees(stretch: Stretch, at: int, noun: str) -> bool:
    """Whether the word there is an article that may belong to ``noun``."""
    articles = stretch.tongue.articles
    return stretch.plain(at) in articles.get(noun, articles[""])


def _describes(stretch: Stretch, at: int, noun: str) -> bool:
    """Whether the word there is an adjective often used with ``noun``."""
    adjectives = stretch.tongue.adjectives
    return stretch.plain(at) in adjectives[""] or stretch.plain(at) in adjectives.get(noun, ())


def _stands_alone(stretch: Stretch, at: int) -> bool:
    """Whether an article may be a pronoun or part of a verb.

    As in "we confirm that" and "laden … ein".
    """
    tongue, word = stretch.tongue, stretch.plain(at)
    if word not in tongue.pronouns:
        return False
    if verbs := tongue.prefixed.get(word):
        return any(stretch.plain(earlier) in verbs for earlier in range(max(at - REACH, 0), at))
    return at > 0 and stretch.plain(at - 1) not in (
        tongue.loose | tongue.lasting | tongue.leaders[""]
    )


def _after_leader(stretch: Stretch, candidate: CommandCandidate) -> Verdict | None:
    """The word before asks for a noun or verb: "ohne Komma"."""
    leaders = stretch.tongue.leaders
    before = stretch.plain(candidate.first - 1)
    led = before in leaders[""] or before in leaders.get(candidate.noun, ())
    if not led or not stretch.close_before(candidate) or candidate.command.fit is Fit.OPENS:
        return None
    listed = any(
        command.last + 2 == candidate.first for command in stretch.commands
    )  # "Punkt und Absatz"
    return Verdict.UNDECIDED if listed else Verdict.WORD


def _after_adjective(stretch: Stretch, candidate: CommandCandidate) -> Verdict | None:
    """As in "besseren Absatz": an adjective without an article."""
    adjective = (
        _describes(stretch, candidate.first - 1, candidate.noun) and stretch.tongue.inflected
    )
    if not adjective or not stretch.close_before(candidate):
        return None
    articles = stretch.tongue.articles.get(candidate.noun, stretch.tongue.articles[""])
    misfit = "die" not in articles and stretch.plain(candidate.first - 1).endswith("e")
    return None if misfit else Verdict.UNDECIDED  # "Herr Doktor Lange Komma"


def _before_follower(stretch: Stretch, candidate: CommandCandidate) -> Verdict | None:
    """The word after belongs to it: "period of", "colon cancer"."""
    followers = stretch.tongue.followers.get(candidate.noun, ())
    if stretch.plain(candidate.last + 1) not in followers or not stretch.close_after(candidate):
        return None
    separated = candidate.first > 0 and not stretch.close_before(candidate)
    return Verdict.UNDECIDED if separated else Verdict.WORD


def _as_subject(stretch: Stretch, candidate: CommandCandidate) -> Verdict | None:
    """A verb follows a name with an article.

    As in "the defects liability period | has ended".
    """
    after, punctuated = stretch.at(candidate.last + 1), stretch.at(candidate.last).punctuated
    verb = after.plain in stretch.tongue.verbs and after.small and not punctuated
    if (
        candidate.noun not in stretch.tongue.compounded
        or not verb
        or not stretch.close_before(candidate)
    ):
        return None
    article = any(
        _agrees(stretch, candidate.first - 2 - more, candidate.noun) for more in range(_ADJECTIVES)
    )
    return Verdict.WORD if article else None


def _in_compound(stretch: Stretch, candidate: CommandCandidate) -> Verdict | None:
    """As in "the notice period", which may also end a sentence.

    The words before and after both tell.
    """
    tongue, word = stretch.tongue, stretch.plain(candidate.first - 1)
    named = word in tongue.named or word.endswith(tongue.named_ends)
    article = _agrees(stretch, candidate.first - 2, candidate.noun)
    if (
        not tongue.compounded.get(candidate.noun)
        or not stretch.close_before(candidate)
        or not (named or article)
    ):
        return None
    closed = any(
        each.first == candidate.last + 1 and each.command == candidate.command
        for each in stretch.candidates
    )
    lasts = article and stretch.plain(candidate.first - 3) in tongue.lasting
    if closed or lasts or (named and stretch.at(candidate.first - 1).runs_on):
        return Verdict.WORD
    return Verdict.UNDECIDED if named or not stretch.set_apart_after(candidate) else None


def _between_numbers(stretch: Stretch, candidate: CommandCandidate) -> Verdict | None:
    """As in "120 slash 80"."""
    around = (stretch.plain(candidate.first - 1), stretch.plain(candidate.last + 1))
    numbers = all(figures_of(word, stretch.tongue) is not None for word in around)
    return Verdict.COMMAND if numbers and candidate.command.fit is Fit.JOINS else None


def _after_loose_word(stretch: Stretch, candidate: CommandCandidate) -> Verdict | None:
    """A preposition before it, or the last word of a verb.

    As in "vor Punkt und Komma" and "liegt vor Punkt".
    """
    two_words = candidate.command.plain and candidate.first < candidate.last
    loose = stretch.plain(candidate.first - 1) in stretch.tongue.loose and stretch.close_before(
        candidate
    )
    if not loose or two_words or candidate.command.fit is Fit.OPENS:
        return None
    counted = figures_of(stretch.plain(candidate.last + 1), stretch.tongue) is not None
    return None if stretch.set_apart_after(candidate) and not counted else Verdict.UNDECIDED


def _in_list(stretch: Stretch, candidate: CommandCandidate) -> Verdict | None:
    """As in "ohne Punkt und Komma": listed with another plain word."""
    if stretch.plain(
        candidate.first - 1
    ) not in stretch.tongue.conjunctions or not stretch.close_before(candidate):
        return None
    other = next((each for each in stretch.candidates if each.last == candidate.first - 2), None)
    word = other is not None and verdict(stretch, other) is Verdict.WORD
    return Verdict.WORD if word else Verdict.UNDECIDED


def _comma_before_clause(stretch: Stretch, candidate: CommandCandidate) -> Verdict | None:
    """A comma without an article, before a word that goes on: "bestreitet Komma den Vertrag"."""
    tongue, after = stretch.tongue, stretch.at(candidate.last + 1)
    goes_on = after.small and after.plain in tongue.small - tongue.verbs - tongue.conjunctions
    named = any(_agrees(stretch, candidate.first - n, candidate.noun) for n in (1, 2))
    sign = candidate.command.text == "," and not candidate.command.misheard and candidate.first > 0
    plain = figures_of(after.plain, tongue) is None and not stretch.in_longer_word(candidate)
    return Verdict.COMMAND if sign and goes_on and plain and not named else None


_RULES: tuple[Callable[[Stretch, CommandCandidate], Verdict | None], ...] = (
    _in_law,
    _in_repetition,
    _before_number,
    _after_article,
    _after_leader,
    _before_follower,
    _after_adjective,
    _as_subject,
    _in_compound,
    _between_numbers,
    _after_loose_word,
    _in_list,
    _comma_before_clause,
)
"""The rules, from the surest to the least sure."""
