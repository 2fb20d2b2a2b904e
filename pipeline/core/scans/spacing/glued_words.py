"""Words that the reader glued together although there is a gap: parted.

"das.Haus", "for,to", "p.a.seit", "3Nr.", "ifyou". The picture shows the gaps; where letters meet
letters, a dictionary must know both parts. A mark with a gap before it is a speck and is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.core.model import Box, Word
from pipeline.core.scans.lines import SURE
from pipeline.core.scans.spacing.word_spaces import Known, Spacing, Spacings

_SPACE = 0.6
"""Of the line's space: a gap that parts words."""
_LEAST, _MOST = 0.14, 0.24
"""Of the type size: the same, at least, and what is enough where columns make a line's spaces wide.

A space is 0.25 in most type, and no narrower in justified lines.
"""
_HUGGING = 0.12
"""Of the type size: a mark's distance from its word, at most."""
_OFF = 0.5
"""Type sizes by which a gap may lie beside where it is expected."""
_OUT = 1.5
"""Times the widest other gap of a word that a space between letters is wide."""
_SHORTEST = 4
"""Letters of two words glued together; each has half as many."""

_INNER_MARK = re.compile(
    r"(?<=[^\W\d_])[.,;:!?](?=[^\W\d_]{2}|[^\W_]\b|\d)|(?<=\d)[.,;:!?](?=[^\W\d_]{2})"
    r"|(?<=\d),(?=\d{5}\b)|(?<=\d)(?=(?:Nrn?|Abs|Satz|Buchst)\b|[A-Z][A-Za-z]*[A-Z]\b)"
    r"|(?<=\d)(?=[%€]|(?:k?g|[ckm]?m|kWh|K|C|O)\b)|(?<=%)(?=\d)"
)
"""Where a word may begin: "das.Haus", "4,87435 Kempten", "§ 3Nr. 12", "19%", "7K"."""
_ADDRESS = re.compile(
    r"(?i).*(@|www|://|\.(?:de|com|org|net|eu|at|ch|uk|info|pdf|docx?|xlsx?)\b).*"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_NARROW, _WIDE = frozenset("iljtfrI.,:;'!|()[]„“”\"-1"), frozenset("mwMW")


@dataclass(frozen=True, slots=True)
class Gap:
    """White from top to bottom of a word; pixels from the left of the page."""

    left: float
    right: float

    @property
    def width(self) -> float:
        """Pixels."""
        return self.right - self.left

    @property
    def middle(self) -> float:
        """Pixels from the left of the page."""
        return (self.left + self.right) / 2


def glued_suspects(words: Sequence[Word]) -> tuple[int, ...]:
    """The positions of words that may be two."""
    return tuple(at for at, word in enumerate(words) if not word.digital and any(_places(word)))


def parted_words(
    words: Sequence[Word], gaps: Mapping[int, Sequence[Gap]], known: Known
) -> tuple[Word, ...]:
    """The words, with those parted that are two.

    ``gaps``: of the suspects, by their positions.
    """
    gaps = {
        at: found
        for at, found in gaps.items()
        if any(gap.width >= _LEAST * words[at].box.height for gap in found)
    }
    if not gaps:
        return tuple(words)
    spacings = Spacings(words)
    result: list[Word] = []
    for at, word in enumerate(words):
        found = gaps.get(at, ())
        result += _parts(word, found, spacings.of(word.line), known) if found else (word,)
    return tuple(result)


def _places(word: Word) -> Iterator[int]:
    """The numbers of letters before which another word may begin."""
    if _ADDRESS.fullmatch(word.text):
        return
    yield from (found.end() for found in _INNER_MARK.finditer(word.text))
    if (
        word.confidence < SURE
        and len(word.text) >= _SHORTEST
        and _LETTERS.fullmatch(word.text.strip(".,;:!?"))
    ):
        yield from range(_SHORTEST // 2, len(word.text.rstrip(".,;:!?")) - _SHORTEST // 2 + 1)


def _parts(word: Word, gaps: Sequence[Gap], spacing: Spacing, known: Known) -> tuple[Word, ...]:
    """The words that one is."""
    least = max(min(_SPACE * spacing.space, _MOST * spacing.size), _LEAST * spacing.size)
    wide = [gap for gap in gaps if gap.width >= least]
    for gap in sorted(wide, key=lambda each: (-each.width, -each.left)):
        place = _place_at(word, gap, spacing)
        if place is None:
            continue
        left, right = _halves(word, place, gap, gaps, spacing)
        if word.text[place - 1].isalpha() and not (
            _stands_out(gap, gaps)
            and known(left.text.lstrip("„(\"'"))
            and known(right.text.rstrip('.,;:!?)“"'))
        ):
            continue
        before = [each for each in gaps if each.right < left.box.right]
        after = [each for each in gaps if each.left > gap.right]
        return (*_parts(left, before, spacing, known), *_parts(right, after, spacing, known))
    return (word,)


def _stands_out(gap: Gap, gaps: Sequence[Gap]) -> bool:
    """Whether a gap is wider than those between the letters: spaced letters have wide ones."""
    others = [each.width for each in gaps if each is not gap]
    return gap.width >= _OUT * max(others, default=0)


def _place_at(word: Word, gap: Gap, spacing: Spacing) -> int | None:
    """The number of the letter after a gap, if a word may begin there."""
    widths = [0.5 if each in _NARROW else 1.5 if each in _WIDE else 1.0 for each in word.text]
    whole, box = sum(widths), word.box
    found = [
        (abs(box.left + box.width * sum(widths[:place]) / whole - gap.middle), place)
        for place in _places(word)
    ]
    off, place = min(found, default=(0.0, 0))
    return place if place and off <= _OFF * spacing.size else None


def _halves(
    word: Word, place: int, gap: Gap, gaps: Sequence[Gap], spacing: Spacing
) -> tuple[Word, Word]:
    """The word before a gap and the one after it, without a speck between."""
    box, text = word.box, word.text[:place]
    end = gap.left
    if not text[-1].isalnum() and text[-2:-1].isalpha():
        before = [each for each in gaps if each.right < gap.left]
        nearest = max(before, key=lambda each: each.right, default=None)
        lonely = nearest is not None and (
            nearest.width > _HUGGING * spacing.size and gap.left - nearest.right < spacing.size / 4
        )
        if lonely and nearest is not None:
            text, end = text[:-1], nearest.left
    return (
        replace(word, text=text, box=Box(box.left, box.top, max(end, box.left), box.bottom)),
        replace(
            word,
            text=word.text[place:],
            box=Box(min(gap.right, box.right), box.top, box.right, box.bottom),
        ),
    )
