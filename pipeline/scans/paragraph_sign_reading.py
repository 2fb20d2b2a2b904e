"""Paragraph signs, read again by a model that knows them.

Only words that may be paragraph signs are cut out and read, with their neighbours: 30 ms each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from PIL import Image

from pipeline.core.model import Box, Word
from pipeline.core.scans.lines import SURE, bounding_box, has_descender, says_something
from pipeline.core.scans.paragraph_signs import SIGN, Suspect, sign_reading, suspects
from pipeline.ports import PageImage
from pipeline.scans.drawing.grey_pixels import cut_out, grey_picture
from pipeline.scans.second_opinion import Look

Read = Callable[[Sequence[PageImage]], Sequence[tuple[Word, ...]] | None]
"""What the other model makes of pictures; None if it is not installed."""

_MOST = 60
"""Words of a page that are read again, at most.

A table of small numbers may have more; what cites a law is marked all the same.
"""
_DEEP = 0.05
"""Share of its height by which a sign stands below the line.

Measured: paragraph signs 0.10 to 0.14, digits up to 0.03.
"""
_MARGIN, _PADDING = 0.2, 0.6
"""Of the word's height: what is cut out with it, and the white about that.

Measured on 21 signs: read with one neighbour on either side 21 are found, with more 17 to 20.
"""
_LARGER = 1.5
_DOUBLE_LETTERS = frozenset(f"Ss${SIGN}")
"""What two signs are read as that cannot be a number."""
_DOUBTFUL = 0.5
"""Confidence of what the two models disagree about."""


@dataclass(frozen=True, slots=True)
class _Found:
    """Signs as the other model reads them, and the number after them."""

    signs: str
    number: str
    confidence: float


def with_paragraph_signs(
    image: PageImage, words: tuple[Word, ...], read: Read, look: Look | None = None
) -> tuple[Word, ...]:
    """The words of German text with the paragraph signs that were misread.

    ``read`` reads with another model, ``look`` is a reader of another kind for what that does not
    find. Where both are missing, what may be a sign is doubtful.
    """
    found = suspects([word.text for word in words])
    below = {each.at for each in found if _below_line(words, each.at)}
    readable = {each.at for each in found if each.cited or each.at in below or _dollar(words, each)}
    likely = [
        (each, each.at in below) for each in found if each.at in readable or _odd(words, each)
    ]
    if not likely:
        return words
    asked = [each for each, _ in likely[:_MOST]]
    answers = _answers(image, words, [each for each in asked if each.at in readable], read)
    if look is not None:
        known = answers or {}
        rest = [each for each in asked if each.at not in known]
        answers = known | _seen(image, words, rest, look)
    changed: dict[int, tuple[Word, ...]] = {}
    for each, deep in likely:
        answer = (answers or {}).get(each.at)
        if answer is None and each.cited and not each.number and (deep or _double(words, each)):
            # Its neighbours and its shape say so, one reader does not.
            answer = _Found(SIGN * each.signs, "", _DOUBTFUL)
        if answer is not None:
            after = words[each.at + 1] if not each.number else None
            changed |= dict(_corrected(words[each.at], after, each, answer))
        elif answers is None or _opens_line(words, each.at):
            changed[each.at] = (_doubted(words[each.at]),)
    return tuple(new for at, word in enumerate(words) for new in changed.get(at, (word,)))


def _answers(
    image: PageImage, words: Sequence[Word], asked: Sequence[Suspect], read: Read
) -> dict[int, _Found] | None:
    """What the other model finds at the suspects' positions; None if it is missing."""
    found: dict[int, _Found] = {}
    grey = grey_picture(image)
    for before, scale in ((1, 1.0), (0, _LARGER)):
        rest = [
            each
            for each in asked
            if each.at not in found and (before or each.cited or _opens_line(words, each.at))
        ]
        cuts = [_cut(image, grey, _beside(words, each, before), scale) for each in rest]
        readings = read([cut for cut, _ in cuts]) if cuts else ()
        if readings is None:
            return None
        for each, (_, left), reading in zip(rest, cuts, readings, strict=True):
            box = words[each.at].box
            place = ((box.left - left) * scale, (box.right - left) * scale)
            answer = _signs_at(reading, place)
            if answer is not None:
                found[each.at] = answer
    return found


def _seen(
    image: PageImage, words: Sequence[Word], asked: Sequence[Suspect], look: Look
) -> dict[int, _Found]:
    """What the reader of another kind finds, which is doubtful if it is not sure."""
    if not asked:
        return {}
    grey = grey_picture(image)
    pictures = []
    for each in asked:
        boxes = [word.box for word in _beside(words, each, 0)]
        pictures.append(cut_out(grey, bounding_box(boxes), _MARGIN * boxes[0].height))
    found = {}
    for each, reading in zip(asked, look(pictures), strict=True):
        signs = sign_reading(reading.text)
        if signs is not None:
            sure = reading.confidence if reading.confidence >= SURE else _DOUBTFUL
            found[each.at] = _Found(*signs, sure)
    return found


def _beside(words: Sequence[Word], suspect: Suspect, before: int) -> list[Word]:
    """The word and its neighbours in its line, itself first."""
    word = words[suspect.at]
    near = words[max(0, suspect.at - before) : suspect.at + 2]
    return [word, *(each for each in near if each.line == word.line and each is not word)]


def _cut(
    image: PageImage, grey: Image.Image, words: Sequence[Word], scale: float
) -> tuple[PageImage, float]:
    """A picture of these words, and where its left edge lies on the page's."""
    height, box = words[0].box.height, bounding_box(word.box for word in words)
    margin, padding = round(_MARGIN * height), round(_PADDING * height)
    left, top = max(0, round(box.left) - margin), max(0, round(box.top) - margin)
    right, bottom = round(box.right) + margin, round(box.bottom) + margin
    part = grey.crop((left, top, min(right, grey.width), min(bottom, grey.height)))
    paper = part.getextrema()[1]
    drawn = Image.new("L", (part.width + 2 * padding, part.height + 2 * padding), paper)
    drawn.paste(part, (padding, padding))
    size = round(drawn.width * scale), round(drawn.height * scale)
    drawn = drawn.resize(size, Image.Resampling.LANCZOS) if scale != 1 else drawn
    path = image.path.with_name(f"{image.path.stem}-sign-{left}-{top}-{round(10 * scale)}.pgm")
    drawn.save(path)
    return PageImage(path, *drawn.size, image.dpi * scale), left - padding


def _signs_at(reading: Sequence[Word], place: tuple[float, float]) -> _Found | None:
    """The signs read at a place from left to right, if any."""
    for at, word in enumerate(reading):
        signs = sign_reading(word.text)
        if signs is not None and word.box.left < place[1] and word.box.right > place[0]:
            following = reading[at + 1].text if at + 1 < len(reading) else ""
            return _Found(signs[0], signs[1] or following, word.confidence)
    return None


def _corrected(
    word: Word, after: Word | None, suspect: Suspect, found: _Found
) -> Iterator[tuple[int, tuple[Word, ...]]]:
    """The word, and the number after it, by their positions."""
    agreed = len(found.signs) == suspect.signs
    sure = found.confidence if agreed else min(found.confidence, _DOUBTFUL)
    sign = replace(word, text=suspect.before + found.signs, confidence=sure)
    if after is not None:
        yield suspect.at, (sign,)
        if _digits(found.number) != _digits(after.text):
            text = after.text if _digits(after.text) else found.number or after.text
            yield suspect.at + 1, (_doubted(replace(after, text=text)),)
        return
    share = len(sign.text) / len(word.text)
    middle = word.box.left + share * word.box.width
    left = Box(word.box.left, word.box.top, middle, word.box.bottom)
    right = Box(middle, word.box.top, word.box.right, word.box.bottom)
    number = replace(word, text=suspect.number, box=right)
    if _digits(found.number) != _digits(suspect.number):
        number = _doubted(number)
    yield suspect.at, (replace(sign, box=left), number)


def _doubted(word: Word) -> Word:
    return replace(word, confidence=min(word.confidence, _DOUBTFUL))


def _opens_line(words: Sequence[Word], at: int) -> bool:
    """Whether a word is its line's first, as in a contract's headings."""
    return not at or words[at - 1].line != words[at].line


def _dollar(words: Sequence[Word], suspect: Suspect) -> bool:
    return "$" in words[suspect.at].text


def _double(words: Sequence[Word], suspect: Suspect) -> bool:
    """Whether it looks like two signs: "SS 187 bis 193 AO"."""
    sign = words[suspect.at].text.removeprefix(suspect.before)
    return suspect.signs > 1 and _DOUBLE_LETTERS.issuperset(sign)


def _odd(words: Sequence[Word], suspect: Suspect) -> bool:
    """Whether it is unsure and opens its line, as headings of contracts do."""
    return words[suspect.at].confidence < SURE and _opens_line(words, suspect.at)


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _below_line(words: Sequence[Word], at: int) -> bool:
    """Whether a word reaches below the line that its neighbours stand on."""
    word = words[at]
    beside = [
        (abs(other - at), each.box.bottom)
        for other, each in enumerate(words[max(0, at - 6) : at + 7], start=max(0, at - 6))
        if other != at
        and each.line == word.line
        and says_something(each.text)
        and not has_descender(each.text)
    ]
    return bool(beside) and word.box.bottom - min(beside)[1] >= _DEEP * word.box.height
