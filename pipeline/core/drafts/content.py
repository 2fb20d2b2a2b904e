"""The content of a draft, and what scans and recordings say alike in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from pipeline.core.drafts.draft import Block
from pipeline.core.model import UnreadPlace
from pipeline.i18n import N_, Translate

_T = TypeVar("_T")


class Content(NamedTuple):
    """What a scan or a recording adds to the fields of its ``Draft``."""

    blocks: tuple[Block, ...]
    facts: tuple[tuple[str, str], ...]
    notices: tuple[str, ...]
    unread: tuple[UnreadPlace, ...] = ()


_REASONS = {
    "DamagedFile": N_("damaged"),
    "NotUnderstood": N_("somebody speaks, but no word could be made out"),
    "TooLarge": N_("too large to process safely"),
    "NativeHang": N_("processing took too long and was stopped"),
    "NativeCrash": N_("processing crashed or ran out of memory"),
}
"""Why a page or passage failed, by error class of ``pipeline.errors``."""


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
