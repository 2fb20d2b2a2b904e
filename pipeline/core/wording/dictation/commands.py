"""Finds dictated commands among the words of a stretch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from pipeline.core.wording.dictation.command_rules import Verdict, verdict
from pipeline.core.wording.dictation.signs import takes_space
from pipeline.core.wording.dictation.spelling import SHORTEST_SPELT
from pipeline.core.wording.dictation.stretch import (
    CommandCandidate,
    Replacement,
    Stretch,
    replacement,
)
from pipeline.core.wording.dictation.tongue import Fit
from pipeline.core.wording.edits import Treatment


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
        head, hyphen, rest = word.inner.partition("-")
        if at in fixed or head.lower().endswith(stretch.tongue.compounds):
            continue
        for end, command in stretch.tongue.fused.items():
            stem = head.removesuffix(end)
            if stem != head and len(stem) >= SHORTEST_SPELT:
                text = f"{stem}{command.text}{hyphen and ' '}{rest}"
                yield replacement(stretch, (at, at), text, Treatment.COMMAND)
                break
