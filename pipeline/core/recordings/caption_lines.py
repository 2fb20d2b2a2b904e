"""The lines of a caption: how many fit, and where a line may break."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.core.wording.sentences import ends_clause, ends_sentence

LINE = 42
"""Characters in a line."""
LINES = 2
"""Lines in a caption."""

_LEADING_ON = frozenset(
    """der die das den dem des ein eine einen einem einer eines kein keine keinen mein meine meiner
    seine seiner seinem ihre ihrer ihrem unser unsere unserer dieser diese dieses diesem und
    oder aber sondern denn dass weil wenn ob als wie zu zum zur in im an am auf aus bei beim mit
    nach von vom vor für über unter durch gegen ohne um bis seit zwischen mehr sehr nicht ich du
    er sie es wir ihr frau herr herrn dr. the a an this these my your his her its our their and
    or but nor that which if to into of on at by for from with about as than is are was were be
    have has had do does will would can could should not i you he she it we they mr mrs ms mr.
    mrs. ms. very no""".split()  # noqa: SIM905 - easier to read than a hundred pairs of quotes
)
"""Articles, prepositions, pronouns and the like: a line seldom ends so."""


def leads_on(text: str) -> bool:
    """Whether a word leads on: an article, the day in "3. Mai"."""
    return text.strip().casefold() in _LEADING_ON or (text[-1] == "." and text[:-1].isdigit())


def fits(texts: Sequence[str]) -> bool:
    """Whether the pieces fit in two lines.

    One that is longer than a line has its own.
    """
    lines, filled = 1, -1
    for text in texts:
        filled += 1 + len(text)
        if filled > LINE and filled > len(text):
            lines, filled = lines + 1, len(text)
    return lines <= LINES


def balanced_lines(texts: Sequence[str]) -> tuple[str, ...]:
    """One line, or two of even length with a good break between them.

    The pieces must fit in two lines.
    """
    if _is_line(texts):
        return (" ".join(texts),)
    pairs = [(texts[:place], texts[place:]) for place in range(1, len(texts))]
    first, second = min(
        (pair for pair in pairs if _is_line(pair[0]) and _is_line(pair[1])),
        key=lambda pair: max(len(" ".join(line)) for line in pair) + _line_break_cost(pair[0][-1]),
    )
    return " ".join(first), " ".join(second)


def _line_break_cost(text: str) -> int:
    """The cost of a line break after ``text``: characters of evenness."""
    return 12 if leads_on(text) else -6 if ends_sentence(text) or ends_clause(text) else 0


def _is_line(texts: Sequence[str]) -> bool:
    return len(texts) == 1 or len(" ".join(texts)) <= LINE
