"""Writes commands as signs and sets the letters after them right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from itertools import pairwise

from pipeline.core.wording.dictation.stretch import (
    REACH,
    SIGNS,
    CommandCandidate,
    HeardWord,
    Stretch,
)
from pipeline.core.wording.dictation.tongue import LINE, PARAGRAPH, Command, Fit, Tongue
from pipeline.core.wording.edits import Edit, Treatment

_ENDS = (".", "?", "!")

_ORDINAL = re.compile(r"\d{1,2}\.")

_BEFORE_DATES = frozenset({"am", "vom", "zum", "den", "der", "dem", "bis", "ab", "des"})


class _LetterCase(Enum):
    """How the first letter after commands is written."""

    UPPER = auto()
    LOWER = auto()
    AS_HEARD = auto()


def sign_edits(stretch: Stretch) -> Iterator[Edit]:
    """The edits that put signs in place of commands.

    The punctuation that Whisper put beside them goes.
    """
    earlier: CommandCandidate | None = None
    for candidate in stretch.commands:
        if earlier is not None and earlier.last + 1 != candidate.first:
            earlier = None
        yield _sign_edit(stretch, candidate, earlier)
        earlier = candidate


def _sign_edit(
    stretch: Stretch, candidate: CommandCandidate, earlier: CommandCandidate | None
) -> Edit:
    """The edit for one command; ``earlier`` is the one directly before it."""
    command = candidate.command
    spaced = earlier is None or not takes_space(earlier.command)
    start, kept = _end_of_text(stretch, candidate)
    if earlier is not None:
        start, kept = stretch.at(earlier.last).end + (not spaced), earlier.command.text
    text = command.text
    if command.fit in {Fit.OPENS, Fit.FREE} and spaced and start:
        text = f" {text}"
    if (text == "." and kept.endswith(".") and earlier is None) or (
        command.fit is Fit.BREAKS and kept.endswith(LINE)
    ):
        text = ""
    if takes_space(command):
        end = stretch.at(candidate.last).end + (candidate.last < len(stretch.words) - 1)
    elif stretch.at(candidate.last).runs_on and not stretch.precedes_command(candidate):
        text, end = f"{text} ", stretch.at(candidate.last).end + 1
    else:
        end = stretch.at(candidate.last).end
    return Edit(start, end, text, Treatment.COMMAND)


def takes_space(command: Command) -> bool:
    """Whether the word after a command stands directly beside it."""
    return command.fit in {Fit.OPENS, Fit.JOINS, Fit.BREAKS}


def _end_of_text(stretch: Stretch, candidate: CommandCandidate) -> tuple[int, str]:
    """The end of the word before a command, and that word.

    Both without the punctuation that Whisper added.
    """
    if candidate.first == 0:
        return 0, ""
    word = stretch.at(candidate.first - 1)
    kept = word.text.rstrip(SIGNS)
    if not kept:  # a dash alone
        return max(word.start - 1, 0), ""
    sign = word.joint if word.joint == "." else word.text[len(kept) : len(kept) + 1]
    if _stays(stretch, candidate, kept, sign):
        kept += sign
    return word.start + len(kept), kept


def _stays(stretch: Stretch, candidate: CommandCandidate, word: str, sign: str) -> bool:
    """Whether Whisper's ``sign`` after ``word``, before a command, stays.

    The point of an abbreviation does, for example.
    """
    ordinal = (
        _ORDINAL.fullmatch(word + sign) and stretch.plain(candidate.first - 2) in _BEFORE_DATES
    )
    if sign == "." and (ordinal or word.lower() in stretch.tongue.abbreviations):
        return True
    if candidate.command.fit is not Fit.BREAKS or word.lower() in stretch.tongue.closings:
        return False
    if sign == ",":
        return _is_salutation(stretch, candidate.first)
    if (
        stretch.at(candidate.first - 1).joint == "."
    ):  # a spoken "Punkt" of which Whisper made the sign
        return True
    # Who dictates no signs leaves them to Whisper.
    return sign in {*_ENDS, ":"} and all(
        command.command.fit is Fit.BREAKS for command in stretch.commands
    )


def _is_salutation(stretch: Stretch, end: int) -> bool:
    """Whether the words since the last command are a salutation."""
    begin = max((command.last + 1 for command in stretch.commands if command.last < end), default=0)
    return any(
        stretch.plain(at) in stretch.tongue.salutations
        for at in range(max(begin, end - REACH), end)
    )


def capital_edits(stretch: Stretch, fixed: frozenset[int]) -> Iterator[Edit]:
    """The edits of the first letters after commands.

    A capital stands after the end of a sentence, and none of Whisper's after a comma.
    """
    letter = _LetterCase.AS_HEARD
    for candidate, later in pairwise((*stretch.commands, None)):
        assert candidate is not None  # noqa: S101 - only the last one is None; mypy cannot know
        if stretch.at(candidate.first - 1).text[-1] == "," and _is_salutation(
            stretch, candidate.first
        ):
            letter = _LetterCase.LOWER
        letter = _letter_after(candidate.command, letter, stretch.tongue)
        at = candidate.last + 1
        if later is not None and later.first == at:
            continue
        word = stretch.at(at)
        if at not in fixed and (first := _changed_letter(word, letter, stretch.tongue)):
            yield Edit(word.inner_start, word.inner_start + 1, first, Treatment.COMMAND)
        letter = _LetterCase.AS_HEARD


def _letter_after(command: Command, letter: _LetterCase, tongue: Tongue) -> _LetterCase:
    """How a letter after ``command`` is written; ``letter`` is how without it."""
    raised = letter is _LetterCase.UPPER
    if command.text in _ENDS:
        return _LetterCase.UPPER
    if command.text == PARAGRAPH:
        return letter if tongue.greeting and letter is _LetterCase.LOWER else _LetterCase.UPPER
    if raised and command.fit in {Fit.OPENS, Fit.CLOSES, Fit.BREAKS}:
        return (
            _LetterCase.UPPER
            if command.fit is Fit.OPENS or command.text == LINE
            else _LetterCase.AS_HEARD
        )
    if command.text in {":", "„", "“", "…", LINE} and (
        command.text != "“" or command.fit is Fit.OPENS
    ):
        return _LetterCase.AS_HEARD
    return _LetterCase.LOWER


def _changed_letter(word: HeardWord, letter: _LetterCase, tongue: Tongue) -> str:
    """The first letter that ``word`` should have; empty if it may stay.

    Only words that are never names become small.
    """
    first = word.inner[:1]
    if letter is _LetterCase.UPPER and first.islower():
        return first.upper()
    if (
        letter is _LetterCase.LOWER
        and word.plain in tongue.small
        and first.isupper()
        and not word.inner[1:].isupper()
    ):
        return first.lower()
    return ""
