"""The second look at a page: where to look, in which colours, and what is found."""

from __future__ import annotations

from dataclasses import replace

from PIL import Image

from pipeline.core.model import Box, Word
from pipeline.core.scans.ocr_languages import certainty
from pipeline.scans.deskew import deskewed_picture
from pipeline.scans.drawing.grey_pixels import grey_picture
from pipeline.scans.rendering import HARMLESS, PagePictures, Shot, quarter_turned
from pipeline.scans.unread.colours import LOOKED_AT, coloured_places, without_colour
from pipeline.scans.unread.crossed_words import with_doubts, without_invented
from pipeline.scans.unread.lone_pieces import Ground
from pipeline.scans.unread.lone_signs import anchor_of, with_lone_signs
from pipeline.scans.unread.lost_lines import with_lost_lines
from pipeline.scans.unread.places import unread_places
from pipeline.scans.unread.second_look import Read, SecondLook, second_look, worth_reading
from pipeline.scans.unread.strokes import strokes

_SPOILT, _MANY_SPOILT = 0.5, 3
"""Confidence and number of words that something in colour may lie on."""


def page_look(  # noqa: PLR0913 - a page, and how it was read
    read: Read,
    pictures: PagePictures,
    number: int,
    *,
    shot: Shot,
    words: tuple[Word, ...],
    angle: int,
) -> SecondLook:
    """A page's words with those at other angles, and the places that were not read.

    ``words`` were read in ``shot``, which was turned by ``angle``. Pages on which nothing was
    passed over cost 0.01 s.
    """
    anchor = anchor_of(words)
    if anchor is None:
        return _other_angles(read, pictures, number, shot=shot, words=words, angle=angle)
    grey = grey_picture(shot.image)
    ground = Ground.of(grey, shot.image.dpi)
    lost = with_lost_lines(grey, ground, words, read, height=anchor.box.height, dpi=shot.image.dpi)
    words = lost.words
    seen = strokes(ground, words, anchor.box.height)
    words = with_doubts(words, seen.touched)
    large = (*seen.handwriting, *seen.overprints)
    signs = with_lone_signs(grey, ground, words, read, anchor=anchor, taken=large)
    look = _other_angles(read, pictures, number, shot=shot, words=signs.words, angle=angle)
    stamps = (*look.unread, *(word.box for word in look.words if word.tilt))
    by_hand, across = (
        tuple(box for box in boxes if not any(map(box.meets, stamps)))
        for boxes in (seen.handwriting, seen.overprints)
    )
    return replace(
        look,
        words=without_invented(look.words, by_hand),
        signs=(*signs.unread, *lost.unread),
        handwriting=by_hand,
        overprints=across,
    )


def _other_angles(  # noqa: PLR0913 - as above
    read: Read,
    pictures: PagePictures,
    number: int,
    *,
    shot: Shot,
    words: tuple[Word, ...],
    angle: int,
) -> SecondLook:
    """The words with those at other angles, which are looked for first."""
    size = shot.image.width, shot.image.height
    places = unread_places(pictures.text_cells(shot), size, words)
    if places:
        with Image.open(shot.image.path) as picture:
            dpi = shot.image.dpi
            places = tuple(each for each in places if worth_reading(picture, dpi, words, each))
    spoilt = sum(word.confidence < _SPOILT for word in words) >= _MANY_SPOILT
    coloured = _coloured(pictures, number, shot, angle) if places or spoilt else ()
    if not places and not coloured:
        return SecondLook(words, ())
    seen = _picture(pictures, number, shot, angle)
    if coloured and spoilt and seen.mode == "RGB":
        words = max(words, tuple(read(without_colour(seen), shot.image.dpi)), key=certainty)
    others = [place for place in places if not any(map(place.meets, coloured))]
    return second_look(read, seen, shot.image.dpi, words=words, places=(*coloured, *others))


def _coloured(pictures: PagePictures, number: int, shot: Shot, angle: int) -> tuple[Box, ...]:
    """Where coloured ink stands on the shot; nowhere on pages that are deskewed."""
    if abs(shot.skew) > HARMLESS:
        return ()
    across, down = _displayed_size(shot, angle)
    small = pictures.colours(number, (across // LOOKED_AT, down // LOOKED_AT))
    return coloured_places(quarter_turned(small, angle)) if small is not None else ()


def _picture(pictures: PagePictures, number: int, shot: Shot, angle: int) -> Image.Image:
    """The shot in colours, or in grey if it is not the whole page."""
    colours = pictures.colours(number, _displayed_size(shot, angle))
    if colours is None:
        with Image.open(shot.image.path) as picture:
            return picture.copy()
    upright = quarter_turned(colours, angle)
    if abs(shot.skew) <= HARMLESS:
        return upright
    bands = (deskewed_picture(band, shot.skew) for band in upright.split())
    return Image.merge("RGB", tuple(bands))


def _displayed_size(shot: Shot, angle: int) -> tuple[int, int]:
    return (shot.height, shot.width) if angle in (90, 270) else (shot.width, shot.height)
