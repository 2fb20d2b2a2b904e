"""From words with their doubts to the runs of a draft."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from pipeline.core.drafts.draft import Doubt, Run


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
