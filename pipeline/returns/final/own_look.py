"""Makes the look of a draft that of a letter to send: title, remarks, lines, frames of ours."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from zlib import crc32

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from pipeline.core.model import Unread
from pipeline.core.scans.shortcomings import SHOWN
from pipeline.returns.final.accepting import remove_paragraph
from pipeline.returns.our_words import RELEASED, Parted, without_box, without_box_before
from pipeline.scans.line_pictures import FRAME, PALETTE
from pipeline.translations import translator

_SEEN = tuple(SHOWN[kind] for kind in (Unread.STAMP, Unread.HANDWRITING))
"""Remarks that say no more than their picture; that on an overprint warns of missing words."""
_ABOVE = 480
"""Between the text and the line of the release, in twentieths of a point."""
_CHECKBOX = "{http://schemas.microsoft.com/office/word/2010/wordml}checkbox"
_LINE = "A6A6A6"
"""The colour of the line below our header (``tools/make_template.py``)."""
_COUNTED = "5", "continuous"
"""How our paper counts lines."""
_CHUNK = b"PLTE"
_PAPER = b"\xff\xff\xff"


def remove_title(parts: Parted, titles: Collection[str]) -> None:
    """Take our title out of the text; one that a person changed stays.

    ``titles``: as the draft had it; none if the final keeps it.
    """
    known = {" ".join(title.split()) for title in titles}
    for each in parts.ours:
        is_title = each.cell is None and " ".join(each.text.split()) in known
        if is_title and each.element is not None:
            remove_paragraph(each.element)
            return


def remove_title_in_footer(footer: BaseOxmlElement, titles: Collection[str]) -> None:
    """Take our title out of a footer of ours; the page's number stays where it is."""
    for each in footer.iter(qn("w:p")):
        first = next(each.iter(qn("w:t"), qn("w:tab"), qn("w:br")), None)
        fields = (*each.iter(qn("w:fldSimple")), *each.iter(qn("w:instrText")))
        is_ours = first is not None and first.tag == qn("w:t") and first.text in titles
        if is_ours and fields and first is not None:
            first.getparent().remove(first)


def set_release_apart(parts: Parted) -> None:
    """Set the line of the release apart, and take its box away."""
    for each in parts.ours:
        line = without_box(" ".join(each.text.split()))
        kept = each.element is not None and each.element.getparent() is not None
        if kept and each.cell is None and each.element is not None and RELEASED.match(line):
            properties = each.element.get_or_add_pPr()
            properties.get_or_add_spacing().set(qn("w:before"), str(_ABOVE))
            if _remove_box(each.element):
                indent = properties.get_or_add_ind()  # the line needs no room for a box
                for edge in ("left", "hanging"):
                    indent.set(qn(f"w:{edge}"), "0")
            return


def _remove_box(line: BaseOxmlElement) -> bool:
    """Take the box out before the words of a line, whatever it is made of."""
    found = False
    for each in list(line.iter(qn("w:sdt"), qn("w:t"), qn("w:sym"), qn("w:tab"))):
        if each.tag == qn("w:sdt"):
            box = next((part for part in each.iter() if part.tag == _CHECKBOX), None)
            if box is None:
                continue
        elif each.getparent() is None or each.getparent().tag != qn("w:r"):
            continue  # where tabs are set, or gone with its control
        elif each.tag == qn("w:t"):
            text = f"{each.text or ''} "
            words = without_box_before(text)
            if words:
                found = found or words != text
                each.text = words[:-1]
                return found
        found = True
        each.getparent().remove(each)
    return found


def remove_remarks_on_pictures(parts: Parted) -> None:
    """Take out what is said below pictures of handwriting and stamps; without one it stays."""
    known = _in_all_languages(_SEEN)
    for each in parts.ours:
        element = each.element
        if element is None or each.cell is not None or " ".join(each.text.split()) not in known:
            continue
        before = element.getprevious()
        if (
            before is not None
            and next(before.iter(qn("w:drawing"), qn("w:pict")), None) is not None
        ):
            for keep in list(before.iter(qn("w:keepNext"))):
                keep.getparent().remove(keep)
            remove_paragraph(element)


def remove_line_numbers(body: BaseOxmlElement) -> None:
    """Take away the draft's numbers of lines; an office's own stay."""
    for each in list(body.iter(qn("w:lnNumType"))):
        if (each.get(qn("w:countBy")), each.get(qn("w:restart"))) == _COUNTED:
            each.getparent().remove(each)


def remove_header_line(styles: BaseOxmlElement) -> None:
    """Take the line of our paper from the style of headers; an office's own stays."""
    for style in styles.iter(qn("w:style")):
        name = style.find(qn("w:name"))
        if name is None or str(name.get(qn("w:val"))).lower() != "header":
            continue
        for border in list(style.iter(qn("w:pBdr"))):
            bottom = border.find(qn("w:bottom"))
            if len(border) == 1 and bottom is not None and bottom.get(qn("w:color")) == _LINE:
                border.getparent().remove(border)


def has_content(margin: BaseOxmlElement) -> bool:
    """Whether a header has words or pictures."""
    shown = (qn("w:drawing"), qn("w:pict"), qn("w:fldSimple"))
    return bool(
        "".join(each.text or "" for each in margin.iter(qn("w:t"))).strip()
        or next(margin.iter(*shown), None) is not None
    )


def without_frame(picture: bytes) -> bytes:
    """The PNG with our frame as white as the paper; any other picture as it is.

    Our pictures have a palette of their own, in which only the frame has its colour.
    """
    ours = _CHUNK + bytes(PALETTE)
    if not picture.startswith(b"\x89PNG") or ours not in picture:
        return picture
    at, colour = picture.index(ours), len(_CHUNK) + 3 * FRAME
    chunk = ours[:colour] + _PAPER + ours[colour + 3 :]
    end = at + len(ours)
    return picture[:at] + chunk + crc32(chunk).to_bytes(4) + picture[end + 4 :]


def _in_all_languages(sentences: Iterable[str]) -> frozenset[str]:
    return frozenset(
        " ".join(translate(each).split())
        for translate in (translator("de"), translator("en"))
        for each in sentences
    )
