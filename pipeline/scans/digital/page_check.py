"""What a page that brings words still needs: the page decides.

Each such page is drawn once, small, and compared with its words: those that are not seen do not
count, ink that looks like text and is none of them is read, and doubtful words are compared with
the picture when the page is read. A page without words is a scan, and is not drawn here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.core.model import Box, Page
from pipeline.core.scans.arrangement import Text
from pipeline.core.scans.digital.digital_words import doubted_words
from pipeline.core.scans.digital.mixed_pages import Area, joined_areas, lies_level
from pipeline.engines.hunspell import in_a_dictionary
from pipeline.pdf.document import open_pdf
from pipeline.recipe import PageFacts
from pipeline.scans.digital.drawn_pages import CannotDraw, DrawnPages, drawn_pages
from pipeline.scans.digital.glyph_pictures import glyph_pictures
from pipeline.scans.digital.leftover_text import LOOKING_DPI, Place, leftover_text
from pipeline.scans.digital.own_words import OwnWord, own_words
from pipeline.scans.digital.visible_words import Visibility, visibility
from pipeline.scans.drawing.cut_off import has_cut_pictures

_MARGIN, _LOOSE_MARGIN = 0.3, 0.5
"""Heights of a word by which its ink may lie beside its box; that of a text layer's words."""
_SPACE = 1.5
"""Heights between words of a line, where nothing else stands."""
_ASTRAY = 0.3
"""Share of a text layer's words on bare paper that shows it to lie elsewhere."""
_BARE = 0.95
"""Share of a row of pixels that has one shade where a picture is missing."""
_PARTLY, _ALIKE = 0.3, 4
"""Share of a word's place that is filled where the filling begins; steps of grey."""
_GREYS = range(64, 240)
"""Shades that are neither paper nor a black bar."""
_FEW = 5
"""Words of a layer that say nothing about all."""
_LARGE = 0.05
"""Share of the page from which an image that is not seen is missed."""
_MOST = 0.25
"""Share of the page from which all of it is read, also signs that stand alone."""
_TOGETHER = 24.0
"""Points between places that are read as one."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A page's picture, with its own words in pixels."""

    grey: NDArray[np.uint8]
    words: tuple[tuple[OwnWord, Box], ...]
    """Those that the picture shows."""
    layer: bool
    missing: tuple[Box, ...]
    """Where an image lies and nothing is seen."""


def with_own_words(
    pdf: Path, pages: Sequence[PageFacts], *, text: Text = "check"
) -> Iterator[PageFacts]:
    """The pages with what they bring along, and what is to be read.

    Memory: the words of the document, and one page's picture.
    """
    found = dict(own_words(pdf, 1, len(pages)))
    hidden_layers = _has_hidden_layers(pdf)
    if not hidden_layers and not any(found.values()):
        yield from pages
        return
    with ExitStack() as opened:
        try:
            drawn = opened.enter_context(drawn_pages(pdf))
        except CannotDraw:
            drawn = None
        document = opened.enter_context(open_pdf(pdf))
        for given in pages:
            fact = given
            own = found.get(fact.number, [])
            if own and has_cut_pictures(document.pages[fact.number - 1]):
                fact = replace(fact, damaged=True)
            checked = _checked(fact, own, drawn, text) if own else fact
            if drawn is not None and hidden_layers:
                checked = replace(checked, hidden=_hidden_words(drawn, fact.number, own))
            yield checked


def with_findings(page: Page, fact: PageFacts) -> Page:
    """The page as it was read, with what is to be told of its own words."""
    if fact.damaged and page.problem is None:
        page = replace(page, cut_off=True)
    kept = any(word.digital for word in page.words)
    renewed = fact.renewed and not kept and page.problem is None
    if renewed and fact.layer:
        return replace(page, unseen=fact.hidden, renewed="layer")
    return replace(
        page,
        covered=fact.covered,
        unseen=len(fact.unseen) - fact.covered + fact.hidden,
        renewed="text" if renewed else "",
    )


def _checked(
    fact: PageFacts, own: Sequence[OwnWord], drawn: DrawnPages | None, text: Text
) -> PageFacts:
    """The page with what its picture says of its ``own`` words."""
    outside = [word for word in own if not _on_page(word, fact)]
    inside = [word for word in own if _on_page(word, fact)]
    fact = replace(fact, unseen=tuple(Area(*word.place) for word in outside))
    if not inside:
        return fact
    if drawn is None:
        return replace(fact, digital=True)
    try:
        grey, layer = (
            drawn.picture(fact.number, LOOKING_DPI * fact.unit),
            drawn.has_layer(fact.number),
        )
    except CannotDraw:
        return replace(fact, digital=True)
    boxes = [_in_pixels(word, fact, grey) for word in inside]
    missing = fact.damaged and layer
    looks = _looks(grey, inside, boxes, missing=missing)
    together = list(zip(inside, boxes, looks, strict=True))
    fact = replace(
        fact,
        unseen=(*fact.unseen, *(Area(*word.place) for word, _, look in together if not look.seen)),
        covered=sum(look.covered for look in looks),
        layer=layer,
    )
    seen = _Seen(
        grey,
        tuple((word, box) for word, box, look in together if look.seen),
        layer,
        tuple(_missing_images(drawn, fact.number, grey)),
    )
    astray = layer and len(inside) >= _FEW and len(seen.words) < (1 - _ASTRAY) * len(inside)
    if text == "new" or (astray and text == "check"):
        return replace(fact, renewed=True)
    if missing and seen.words:
        return replace(fact, digital=True)  # the picture is no judge of these words
    return _completed(fact, seen, text) if seen.words else fact


def _looks(
    grey: NDArray[np.uint8], words: Sequence[OwnWord], boxes: Sequence[Box], *, missing: bool
) -> list[Visibility]:
    """Which words are seen; where the picture is ``missing``, they count as seen."""
    looks = visibility(grey, [word.given for word in words], boxes)
    shown = [at for at, look in enumerate(looks) if look.seen]
    for at in glyph_pictures(grey, [words[at].given for at in shown], [boxes[at] for at in shown]):
        looks[shown[at]] = Visibility(seen=False)  # not what the file calls it
    if missing:
        unseen = [at for at, look in enumerate(looks) if not look.seen]
        for at in _in_filling(grey, [boxes[at] for at in unseen]):
            looks[unseen[at]] = Visibility(seen=True)
    return looks


def _in_filling(grey: NDArray[np.uint8], boxes: Sequence[Box]) -> list[int]:
    """The boxes that a decoder's filling covers, by number.

    It is as wide as the page and begins amid a line; what blackens words is no such filling.
    """
    shades: dict[int, int] = {}
    for at, box in enumerate(boxes):
        rows = grey[_rows(box)]
        if rows.size and float((rows == np.median(rows)).mean()) >= _BARE:
            shades[at] = int(np.median(rows))
    greys = [shade for shade in set(shades.values()) if shade in _GREYS]
    return [
        at
        for at, box in enumerate(boxes)
        if at in shades or any(_share_of(grey, box, shade) >= _PARTLY for shade in greys)
    ]


def _rows(box: Box) -> slice:
    return slice(int(box.top), int(box.bottom) + 1)


def _share_of(grey: NDArray[np.uint8], box: Box, shade: int) -> float:
    part = grey[_rows(box), int(box.left) : int(box.right) + 1].astype(np.int16)
    return float((np.abs(part - shade) <= _ALIKE).mean()) if part.size else 0.0


def _completed(fact: PageFacts, seen: _Seen, text: Text) -> PageFacts:
    """The page with places to read, and with words to compare."""
    places = (
        *leftover_text(seen.grey, _blots(seen)),
        *(Place(box, letters=0) for box in seen.missing),
    )
    sampled: tuple[Area, ...] = ()
    if text == "check":
        given = [word.given for word, _ in seen.words]
        doubted = doubted_words(given, in_a_dictionary, layer=seen.layer, incomplete=bool(places))
        sampled = tuple(Area(*seen.words[at][0].place) for at in doubted)
    letters = sum(len(word.text) for word, _ in seen.words)
    pictures = _pictures(fact, seen.grey, places, whole=sum(p.letters for p in places) >= letters)
    return replace(fact, digital=not pictures, pictures=pictures, sampled=sampled)


def _pictures(
    fact: PageFacts, grey: NDArray[np.uint8], places: Sequence[Place], *, whole: bool
) -> tuple[Area, ...]:
    """The places in points; around all of them, or the page, where most text is left."""
    across, down = grey.shape[1] / fact.width_pt, grey.shape[0] / fact.height_pt
    boxes = [place.box for place in places]
    if whole and boxes:
        (hull,) = joined_areas(boxes, touching=max(grey.shape))
        if hull.width * hull.height >= _MOST * grey.size:
            return (Area(0, 0, fact.width_pt, fact.height_pt),)
        boxes = [hull]
    return tuple(
        Area(box.left / across, box.top / down, box.right / across, box.bottom / down)
        for box in joined_areas(boxes, touching=_TOGETHER * min(across, down))
    )


def _missing_images(drawn: DrawnPages, number: int, grey: NDArray[np.uint8]) -> Iterator[Box]:
    """Large images of which nothing is seen: a broken one is told when it is read."""
    down, across = grey.shape
    for box in drawn.image_boxes(number, across, down):
        part = grey[int(box.top) : int(box.bottom), int(box.left) : int(box.right)]
        if part.size >= _LARGE * grey.size and part.min() == part.max():
            yield box


def _blots(seen: _Seen) -> Iterator[Box]:
    """What the words cover, with the spaces between them."""
    before: tuple[int, Box] | None = None
    for word, box in seen.words:
        if not lies_level(word.given, box.width, box.height):
            continue
        height = min(box.width, box.height)
        margin = height * (_LOOSE_MARGIN if seen.layer else _MARGIN)
        left = box.left
        if before is not None and before[0] == word.line:
            gap = box.left - before[1].right
            left = before[1].right if 0 < gap <= _SPACE * height else left
        before = word.line, box
        yield Box(
            max(0, left - margin),
            max(0, box.top - margin),
            box.right + margin,
            box.bottom + margin,
        )


def _on_page(word: OwnWord, fact: PageFacts) -> bool:
    left, top, right, bottom = word.place
    return max(left, 0) < min(right, fact.width_pt) and max(top, 0) < min(bottom, fact.height_pt)


def _in_pixels(word: OwnWord, fact: PageFacts, grey: NDArray[np.uint8]) -> Box:
    across, down = grey.shape[1] / fact.width_pt, grey.shape[0] / fact.height_pt
    left, top, right, bottom = word.place
    return Box(
        max(0, left * across), max(0, top * down), max(0, right * across), max(0, bottom * down)
    )


def _has_hidden_layers(pdf: Path) -> bool:
    """Whether the document has layers of which some may be off."""
    with open_pdf(pdf) as document:
        root: Any = document.Root
        return "/OCProperties" in root


def _hidden_words(drawn: DrawnPages, number: int, own: Sequence[OwnWord]) -> int:
    """How many words lie on hidden layers, which Poppler leaves out."""
    told = "".join(word.given for word in own)
    try:
        words = drawn.text(number).split()
    except CannotDraw:
        return 0
    return sum(word not in told for word in words if len(word) > 1)
