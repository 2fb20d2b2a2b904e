"""What drafts of scans and of recordings share: runs and lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple, TypeVar

from pipeline.core.drafts.draft import (
    Block,
    Doubt,
    Run,
)
from pipeline.i18n import N_, Translate

_T = TypeVar("_T")


class Content(NamedTuple):
    """The blocks, facts and notices of a document.

    As in ``core.drafts.draft.Draft``.
    """

    blocks: tuple[Block, ...]
    facts: tuple[tuple[str, str], ...]
    notices: tuple[str, ...]


_REASONS = {
    "DamagedFile": N_("damaged"),
    "NotUnderstood": N_("somebody speaks, but no word could be made out"),
    "TooLarge": N_("too large to process safely"),
    "NativeHang": N_("processing took too long and was stopped"),
    "NativeCrash": N_("processing crashed or ran out of memory"),
}
"""Why a page or passage failed, by error class.

They are those of ``pipeline.errors``.
"""


def failure_text(problem: str) -> str:
    """Why a page or passage could not be read, as a message id.

    ``problem`` is the name of the error class.
    """
    return _REASONS.get(problem, N_("an error that the log explains"))


def places_by_problem(problems: Iterable[tuple[str, _T]]) -> dict[str, list[_T]]:
    """The places of each problem, by its name."""
    grouped: dict[str, list[_T]] = {}
    for problem, where in problems:
        grouped.setdefault(problem, []).append(where)
    return grouped


class MarkedWord(NamedTuple):
    """A word for a draft, with its doubt and its anchor.

    ``apart``: whether a wide gap stands before it.
    """

    text: str
    doubt: Doubt | None
    anchor: str
    apart: bool = False


def runs_of(words: Iterable[MarkedWord], language: str) -> tuple[Run, ...]:
    """Words and what stands between them, in the fewest runs."""
    runs: list[Run] = []
    for word in words:
        between = "" if not runs else "\t" if word.apart else " "
        for run in (
            Run(between, language, anchor=word.anchor),
            Run(word.text, language, word.doubt, anchor=word.anchor),
        ):
            if runs and replace(runs[-1], text=run.text) == run:
                runs[-1] = replace(run, text=runs[-1].text + run.text)
            elif run.text:
                runs.append(run)
    return tuple(runs)


_LANGUAGES = {"de": N_("German"), "en": N_("English")}


def languages_fact(codes: Iterable[str | None], _: Translate) -> tuple[tuple[str, str], ...]:
    """The fact that names each language once, in order of appearance.

    A language that we have no name for is named by its code.
    """
    names = [_(_LANGUAGES.get(code, code)) for code in dict.fromkeys(codes) if code is not None]
    return ((_("Language"), ", ".join(names)),) if names else ()


def ranges(numbers: Iterable[int]) -> str:
    """Ascending numbers as a person writes them: ``1, 3–5``."""
    spans: list[tuple[int, int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], number)
        else:
            spans.append((number, number))
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in spans)
