"""The office's own words where Whisper nearly wrote them.

A prompt makes Whisper write most names of the glossary. What it still mishears is no word of any
dictionary ("Gründellöwe") and sounds like one of the glossary: then that is proposed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate

from pipeline.core.model import SpokenWord
from pipeline.core.wording.edits import Edit, Treatment
from pipeline.core.wording.phonetics.codes import likeness, sound_code, sounds_like

Known = Callable[[str], bool]
"""Whether a dictionary or the office knows a word, as it is written."""

_MARKS = ".,;:!?…–—-\"'„“”»«()[]"
_SHORTEST, _CODES = 5, 3
"""Letters of a term, and sounds: of shorter ones too many words are alike."""
_SAME, _NEAR = 0.6, 0.8
"""Letters in common where the sounds are the same, and where one of them differs."""
_ENDINGS = ("s", "es", "n", "en", "e", "'s", "’s")
"""What a term may have more, or less, as another form of itself."""


def term_edits(words: Sequence[SpokenWord], terms: Iterable[str], known: Known) -> tuple[Edit, ...]:
    """The edits that write the terms that ``words`` nearly are, in order.

    Only what ``known`` does not know is changed, and only if one term alone is near.
    """
    texts = [word.text.strip() for word in words]
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    parts = {part for term in terms for part in (term, *term.split())}
    wanted = {term for term in parts if len(term) >= _SHORTEST and len(sound_code(term)) >= _CODES}
    return tuple(_edits(texts, starts, sorted(wanted), known)) if wanted else ()


def _edits(
    texts: Sequence[str], starts: Sequence[int], terms: Sequence[str], known: Known
) -> Iterator[Edit]:
    at = 0
    while at < len(texts):
        for size in (2, 1):
            bare = [text.strip(_MARKS) for text in texts[at : at + size]]
            if len(bare) < size or not all(bare) or any(map(str.isdigit, "".join(bare))):
                continue
            if _parted(texts[at : at + size]) or any(known(word) for word in bare):
                continue
            near = {term for term in terms if _is_near(" ".join(bare), term)}
            if len(near) == 1:
                start = starts[at] + texts[at].index(bare[0])
                end = starts[at + size - 1] + texts[at + size - 1].rindex(bare[-1]) + len(bare[-1])
                yield Edit(start, end, near.pop(), Treatment.TERM)
                at += size - 1
                break
        at += 1


def _parted(texts: Sequence[str]) -> bool:
    """Whether a sign stands between two words."""
    return any(text != text.rstrip(_MARKS) for text in texts[:-1])


def _is_near(said: str, term: str) -> bool:
    """Whether it sounds like the term and is written differently."""
    plain, other = _plain(said), _plain(term)
    if plain == other:
        return said.casefold() != term.casefold()
    if abs(len(plain) - len(other)) > len(other) // 3:
        return False
    if term[0].isupper() and not said[0].isupper():
        return False
    if any(plain in (other + end, other.removesuffix(end)) for end in _ENDINGS):
        return False
    alike = likeness(plain, other)
    if sound_code(plain) == sound_code(other):
        return alike >= _SAME
    return alike >= _NEAR and sounds_like(plain, other)


def _plain(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalpha())
