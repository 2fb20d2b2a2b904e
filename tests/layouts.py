"""Typed pages for tests of the layout, and what it makes of them."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.core.model import Box, Page, Word
from pipeline.core.scans.layout import TextBlock, page_layout
from pipeline.core.scans.lines import Line, line_of

SIZE = 40  # pixels: about 10 points at 300 dpi


def typed_line(
    text: str,
    number: int,
    *,
    at: tuple[float, float] | None = None,
    size: float = SIZE,
    paragraph: int = 0,
) -> list[Word]:
    """Words of a line in type: half a size per letter, a third between words.

    They are as high as their letters. ``at`` is where the line's left and top are, otherwise the
    ``number`` says how far down it stands.
    """
    left, top = at or (100, number * 1.3 * SIZE)
    words = []
    base = top + SIZE
    for part in text.split(" "):
        if not part:  # two spaces: a gap as in a table
            left += 3 * size
            continue
        above = 0.53 if set(part) <= set("acemnorsuvwxz.,:;-–") else 0.72
        below = 0.21 if set(part) & set("gjpqy,;()") else 0
        width = 0.5 * size * len(part)
        box = Box(left, base - above * size, left + width, base + below * size)
        words.append(Word(part, box, 1, paragraph, paragraph, number))
        left += width + 0.3 * size
    return words


def set_line(text: str, left: float, top: float, *, block: int = 0) -> Line:
    """A line in type, as ``typed_line``, of a number that no other place has."""
    number = int(10_000 * top + left)
    return line_of(tuple(typed_line(text, number, at=(left, top), paragraph=block)))


def page_of(*lines: list[Word]) -> Page:
    return Page(1, 2000, 3000, 300, tuple(word for line in lines for word in line))


def typed_page(*texts: str) -> Page:
    return page_of(*(typed_line(text, number) for number, text in enumerate(texts)))


def blocks_on(page: Page) -> tuple[TextBlock, ...]:
    """The page_layout of a page without tables."""
    found = page_layout(page)
    return tuple(part for part in found if isinstance(part, TextBlock))


def texts(found: Iterable[TextBlock]) -> list[str]:
    """Each block in a line, with / for the breaks that were kept and | for gaps."""
    return [
        " / ".join(
            " ".join(f"| {piece.text}" if piece.apart else piece.text for piece in line)
            for line in block.lines
        )
        for block in found
    ]


PROSE = "der Text läuft hier weiter und weiter"


def line_at(text: str, left: float, top: float, *, block: int = 0) -> Line:
    """Words from ``left`` on; two spaces are a gap as wide as between columns."""
    words = []
    for part in text.split(" "):
        if part:
            words.append(
                Word(
                    part,
                    Box(left, top, left + 20 * len(part), top + 0.72 * SIZE),
                    1,
                    block,
                    block,
                    int(top),
                )
            )
        left += 20 * len(part) + 12 if part else 3 * SIZE
    return line_of(tuple(words))


def block_at(
    left: float, top: float, *, block: int, lines: int = 6, text: str = PROSE
) -> list[Line]:
    return [line_at(text, left, top + 52 * at, block=block) for at in range(lines)]
