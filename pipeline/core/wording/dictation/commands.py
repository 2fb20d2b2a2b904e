"""Finds dictated commands among the words of a stretch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from pipeline.core.wording.dictation.command_rules import Verdict, verdict
from pipeline.core.wording.dictation.signs import takes_space
from pipeline.core.wording.dictation.spelling import SHORTEST_SPELT
from pipeline.core.wording.dictation.stretch import (
    PAUSE,
    CommandCandidate,
    Replacement,
    Stretch,
    replacement,
)
from pipeline.core.wording.dictation.tongue import Fit, Tongue
from pipeline.core.wording.edits import Treatment
from pipeline.core.wording.phonetics.codes import likeness, sound_code, sounds_like

_LONG, _ALIKE = 7, 0.8
"""Letters of a word that may sound like a command, and the share they have in common.

Of 370,000 German and 200,000 English words one does that is none: "Bindestrick".
"""


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
            sounded = _sounded(stretch, at, fixed)
            if sounded is not None:
                yield sounded
                at = sounded.last
            at += 1


def _sounded(stretch: Stretch, at: int, fixed: set[int]) -> CommandCandidate | None:
    """A command that one or two words sound like: "Seemikolon", "aus Rufezeichen".

    One that is not quite the same sound is never decided.
    """
    if at in fixed:
        return None
    word, following = stretch.plain(at), stretch.plain(at + 1)
    for name in sorted(stretch.tongue.distinctive):
        command = stretch.tongue.commands[(name,)]
        if _is_alike(word, name):
            exact = sound_code(word) == sound_code(name)
            return CommandCandidate(at, at, replace(command, misheard=not exact), name)
        together = not stretch.at(at).punctuated and stretch.at(at).after < PAUSE
        whole = word + following
        if (
            together
            and at + 1 not in fixed
            and abs(len(whole) - len(name)) <= 1
            and _is_alike(whole, name)
            and sound_code(whole) == sound_code(name)
            and sound_code(following) != sound_code(name)
        ):
            return CommandCandidate(at, at + 1, command, name)
    return None


def _is_alike(word: str, name: str) -> bool:
    plain = word.replace("-", "")
    return len(plain) >= _LONG and sounds_like(plain, name) and likeness(plain, name) >= _ALIKE


def commands_in(stretch: Stretch) -> tuple[Stretch, tuple[Replacement, ...]]:
    """The stretch with its sure commands, and marks for unsure ones."""
    unsure = []
    for candidate in stretch.candidates:
        match judged := verdict(stretch, candidate):
            case Verdict.COMMAND:
                stretch = replace(stretch, commands=(*stretch.commands, candidate))
            case Verdict.UNDECIDED:
                unsure.append(_unsure(stretch, candidate))
            case Verdict.WORD:
                pass
            case _:
                assert_never(judged)
    return stretch, tuple(unsure)


def _unsure(stretch: Stretch, candidate: CommandCandidate) -> Replacement:
    """The mark of an unsure command and the words that Whisper joined to it."""
    command, first, last = candidate.command, candidate.first, candidate.last
    text, before = command.text, stretch.at(first - 1)
    if before.runs_on and not any(other.last == first - 1 for other in stretch.candidates):
        first -= 1
        point = before.joint == "." and command.fit is Fit.BREAKS
        text = f"{before.inner}{'.' * point}{' ' * (command.fit in {Fit.OPENS, Fit.FREE})}{text}"
    if stretch.at(last).runs_on and not stretch.precedes_command(candidate):
        last += 1
        text = f"{text}{' ' * (not takes_space(command))}{stretch.at(last).inner}"
    return replacement(stretch, (first, last), text, Treatment.COMMAND)


def fused_commands(stretch: Stretch, fixed: set[int]) -> Iterator[Replacement]:
    """Commands at the end of a word that Whisper made: "Märzpunkt".

    Even "Zeuginkomma-Frau": Whisper joins what is said without a pause.
    """
    for at, word in enumerate(stretch.words):
        head = word.inner.partition("-")[0]
        if at in fixed or head.lower().endswith(stretch.tongue.compounds):
            continue
        if (read := _two_words(stretch, at, fixed)) is not None:
            yield replacement(stretch, (at, at + 1), read, Treatment.COMMAND)
        elif (read := _taken_apart(word.inner, stretch.tongue)) is not None:
            yield replacement(stretch, (at, at), read, Treatment.COMMAND)


def _taken_apart(word: str, tongue: Tongue) -> str | None:
    """The word with the sign of a command at the end of its first part, or before it."""
    head, hyphen, rest = word.partition("-")
    for end, command in tongue.fused.items():
        stem = head.removesuffix(end)
        if stem != head and len(stem) >= SHORTEST_SPELT:
            return f"{stem}{command.text}{hyphen and ' '}{rest}"
        after = head.lower().removeprefix(end)
        if end in tongue.distinctive and after != head.lower() and len(after) > len(end) // 2:
            return f"{command.text} {after.capitalize()}"
    return None


def _two_words(stretch: Stretch, at: int, fixed: set[int]) -> str | None:
    """The same of a command of two words: "Ansichtklammer auf"."""
    head, following = stretch.at(at).inner, stretch.plain(at + 1)
    for words, command in stretch.tongue.commands.items():
        if len(words) == len(("Klammer", "auf")) and words[1] == following and at + 1 not in fixed:
            stem = head[: -len(words[0])] if head.lower().endswith(words[0]) else ""
            if len(words[0]) >= _LONG - 1 and len(stem) >= SHORTEST_SPELT:
                return f"{stem}{' ' * (command.fit is Fit.OPENS)}{command.text}"
    return None
