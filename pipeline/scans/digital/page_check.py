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
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pipeline.core.model import Box, Page
from pipeline.core.scans.arrangement import Text
from pipeline.core.scans.digital.digital_words import doubted_numbers, doubted_words
from pipeline.core.scans.digital.mixed_pages import Area, Spot, joined_areas, lies_level
from pipeline.engines.hunspell import in_a_dictionary
from pipeline.pdf.document import open_pdf
from pipeline.recipe import PageFacts
from pipeline.scans.digital.digit_maps import pages_with_odd_digits
from pipeline.scans.digital.drawn_pages import CannotDraw, drawn_pages
from pipeline.scans.digital.hidden_layers import has_layers, hidden_words
from pipeline.scans.digital.leftover_text import LOOKING_DPI, Place, leftover_text
from pipeline.scans.digital.own_words import OwnWord, own_words
from pipeline.scans.digital.seen_words import looks_of
from pipeline.scans.digital.visible_words import Visibility
from pipeline.scans.drawing.cut_off import has_cut_pictures
from pipeline.scans.drawing.sheets import has_broken_colours

if TYPE_CHECKING:
    from pipeline.scans.digital.pdfium_pages import DrawnPages

_MARGIN, _LOOSE_MARGIN = 0.3, 0.5
"""Heights of a word by which its ink may lie beside its box; that of a text layer's words."""
_SPACE = 1.5
"""Heights between words of a line, where nothing else stands."""
_ASTRAY = 0.3
"""Share of a text layer's words on bare paper that shows it to lie elsewhere."""
_PARTLY, _ALIKE = 0.3, 4
"""Share of a word's place that is filled where the filling begins; steps of grey."""
_FEW = 5
"""Words of a layer that say nothing about all."""
_LARGE = 0.05
"""Share of the page from which an image that is not seen is missed."""
_MOST = 0.25
"""Share of the page from which all of it is read, also signs that stand alone."""
_WHOLE = 0.5
"""Share of the page from which an image is its background, or a scan."""
_TOGETHER = 24.0
"""Points between places that are read as one."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A page's picture, with its own words in pixels."""

    grey: NDArray[np.uint8]
    words: tuple[tuple[OwnWord, Box], ...]
    """Those that the picture shows."""
    layer: bool
    images: tuple[Box, ...]
    lost: bool
    """Whether words of a layer lie beside what they mean."""


def with_own_words(
    pdf: Path, pages: Sequence[PageFacts], *, text: Text = "check"
) -> Iterator[PageFacts]:
    """The pages with what they bring along, and what is to be read.

    Memory: the words of the document, and one page's picture.
    """
    found = dict(own_words(pdf, 1, len(pages)))
    with ExitStack() as opened:
        document = opened.enter_context(open_pdf(pdf))
        hidden_layers = has_layers(document)
        if not hidden_layers and not any(found.values()):
            yield from pages
            return
        odd = pages_with_odd_digits(document)
        try:
            drawn = opened.enter_context(drawn_pages(pdf))
        except CannotDraw:
            drawn = None
        for given in pages:
            fact = given
            own = found.get(fact.number, [])
            if own and has_cut_pictures(document.pages[fact.number - 1]):
                fact = replace(fact, damaged=True)
            checked = _checked(pdf, fact, own, drawn, text) if own else fact
            if fact.number in odd and checked.digital and text == "check":
                checked = _with_numbers(checked, own)
            if drawn is not None and hidden_layers:
                checked = replace(checked, hidden=hidden_words(drawn, fact.number, own))
            yield checked


def _with_numbers(fact: PageFacts, own: Sequence[OwnWord]) -> PageFacts:
    """The page with some of its numbers to compare."""
    unseen = set(fact.unseen)
    seen = [word for word in own if Area(*word.place) not in unseen]
    numbers = (Area(*seen[at].place) for at in doubted_numbers([word.given for word in seen]))
    return replace(fact, sampled=tuple(dict.fromkeys((*fact.sampled, *numbers))))


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
    pdf: Path, fact: PageFacts, own: Sequence[OwnWord], drawn: DrawnPages | None, text: Text
) -> PageFacts:
    """The page with what its picture says of its ``own`` words.

    Where colours are broken, words that are only not seen are believed: they may be white on what
    was to be a dark bar.
    """
    outside = [word for word in own if not _on_page(word, fact)]
    inside = [word for word in own if _on_page(word, fact)]
    fact = replace(fact, unseen=tuple(Area(*word.place) for word in outside))
    if not inside:
        return fact
    if drawn is None:
        return replace(fact, digital=True)
    try:
        grey = drawn.picture(fact.number, LOOKING_DPI * fact.unit)
        layer = drawn.has_layer(fact.number)
    except CannotDraw:
        return replace(fact, digital=True)
    boxes = [_in_pixels(word, fact, grey) for word in inside]
    missing = fact.damaged and layer
    looks, broken = looks_of(
        grey,
        inside,
        boxes,
        missing=missing,
        broken_colours=lambda: has_broken_colours(pdf, fact.number),
    )
    fact = replace(fact, broken_colours=broken)
    together = list(zip(inside, boxes, looks, strict=True))
    fact = replace(
        fact,
        unseen=(*fact.unseen, *(Area(*word.place) for word, _, look in together if not look.seen)),
        covered=sum(look.covered for look in looks),
        redacted=tuple(Area(*word.place) for word, _, look in together if look.covered),
        layer=layer,
    )
    seen = _Seen(
        grey,
        tuple((word, box) for word, box, look in together if look.seen),
        layer,
        tuple(drawn.image_boxes(fact.number, grey.shape[1], grey.shape[0])),
        layer and _lies_beside(together),
    )
    astray = layer and len(inside) >= _FEW and len(seen.words) < (1 - _ASTRAY) * len(inside)
    if text == "new" or (astray and text == "check"):
        return replace(fact, renewed=True, astray=text == "check")
    if missing and seen.words:
        return replace(fact, digital=True)  # the picture is no judge of these words
    return _completed(fact, seen, text) if seen.words else fact


def _lies_beside(words: Sequence[tuple[OwnWord, Box, Visibility]]) -> bool:
    """Whether a layer's word is on bare paper though others of its line are seen.

    Its widths do not fit: what it means is shown, beside it.
    """
    shown = {word.line for word, _, look in words if look.seen}
    return any(
        not look.seen and not look.covered and word.line in shown and _letters(word) > 1
        for word, _, look in words
    )


def _letters(word: OwnWord) -> int:
    return sum(map(str.isalnum, word.text))


def _completed(fact: PageFacts, seen: _Seen, text: Text) -> PageFacts:
    """The page with places to read, and with words to compare."""
    scanned = sum(box.width * box.height for box in seen.images) >= _WHOLE * seen.grey.size
    if seen.lost and scanned and text == "check":
        return replace(fact, renewed=True, astray=True)
    blots = list(_blots(seen))
    whole = seen.grey.size * _WHOLE
    images = [box for box in seen.images if box.width * box.height <= whole]
    found = leftover_text(seen.grey, blots, images)
    places = (
        *(place for place in found if place.sure),
        *(Place(box, letters=0) for box in _missing_images(seen)),
    )
    sampled: tuple[Area, ...] = ()
    if text == "check":
        given = [word.given for word, _ in seen.words]
        doubted = doubted_words(given, in_a_dictionary, layer=seen.layer, incomplete=bool(places))
        if doubted:
            doubted = tuple(sorted({*doubted, *doubted_numbers(given)}))
        sampled = tuple(Area(*seen.words[at][0].place) for at in doubted)
    letters = sum(len(word.text) for word, _ in seen.words)
    pictures = _pictures(fact, seen.grey, places, whole=sum(p.letters for p in places) >= letters)
    short = [
        place
        for place in found
        if not place.sure and not (seen.layer and any(_beside(place, blot) for blot in blots))
    ]
    return replace(
        fact,
        digital=not pictures,
        pictures=pictures,
        sampled=sampled,
        spots=tuple(_spot(place, fact, seen.grey) for place in short),
    )


def _beside(place: Place, blot: Box) -> bool:
    """Whether it may be a part of a word whose box is too small."""
    return len(joined_areas([place.box, blot], touching=0)) == 1


def _spot(place: Place, fact: PageFacts, grey: NDArray[np.uint8]) -> Spot:
    across, down = grey.shape[1] / fact.width_pt, grey.shape[0] / fact.height_pt
    box = place.box
    area = Area(box.left / across, box.top / down, box.right / across, box.bottom / down)
    return Spot(area, place.turn, place.height / down, place.letters)


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


def _missing_images(seen: _Seen) -> Iterator[Box]:
    """Large images of which nothing is seen: a broken one is told when it is read."""
    for box in seen.images:
        part = seen.grey[int(box.top) : int(box.bottom), int(box.left) : int(box.right)]
        if part.size >= _LARGE * seen.grey.size and part.min() == part.max():
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
            max(0, left - margin), max(0, box.top - margin), box.right + margin, box.bottom + margin
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
