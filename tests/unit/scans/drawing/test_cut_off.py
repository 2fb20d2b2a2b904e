"""Pictures whose data end before their pixels do."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw

from pipeline.scans.drawing.cut_off import (
    draws_what_is_gone,
    ends_in_filling,
    has_cut_pictures,
    jpeg_is_cut_off,
)

SIZE = (400, 600)
END = b"\xff\xd9"


def a_letter(mode: str = "L", foot: int = 255) -> Image.Image:
    """Lines as of print; ``foot`` is the shade of the lowest sixth."""
    picture = Image.new("L", SIZE, "white")
    draw = ImageDraw.Draw(picture)
    for line in range(20):
        draw.text((30, 20 + 24 * line), f"Zeile {line}: Der Termin steht fest.", fill=0)
    draw.rectangle((0, 500, *SIZE), fill=foot)
    return picture.convert(mode)


def jpeg(picture: Image.Image, **options: Any) -> bytes:  # noqa: ANN401 - Pillow's
    file = BytesIO()
    picture.save(file, "JPEG", **options)
    return file.getvalue()


def fax(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.convert("1").save(file, "TIFF", compression="group4", tiffinfo={278: SIZE[1]})
    with Image.open(BytesIO(file.getvalue())) as tiff:
        tags: Any = getattr(tiff, "tag_v2")  # noqa: B009 - mypy does not know of it
        (start,), (length,) = tags[273], tags[279]
    return file.getvalue()[start : start + length]


def jpeg_2000(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.save(file, "JPEG2000")
    return file.getvalue()


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


FAX = {"/K": -1, "/Columns": SIZE[0], "/Rows": SIZE[1], "/BlackIs1": True}
KINDS: dict[str, tuple[bytes, dict[str, Any]]] = {
    "JPEG": (jpeg(a_letter()), {"Filter": Name.DCTDecode}),
    "packed": (zlib.compress(a_letter().tobytes()), {"Filter": Name.FlateDecode}),
    "packed JPEG": (
        zlib.compress(jpeg(a_letter())),
        {"Filter": [Name.FlateDecode, Name.DCTDecode]},
    ),
    "JPEG 2000": (jpeg_2000(a_letter()), {"Filter": Name.JPXDecode}),
    "fax": (
        fax(a_letter()),
        {"Filter": Name.CCITTFaxDecode, "DecodeParms": FAX, "BitsPerComponent": 1},
    ),
    "plain": (a_letter().tobytes(), {}),
}


def on_a_page(data: bytes, given: dict[str, Any], *, form: bool = False) -> pikepdf.Pdf:
    """A document whose page draws the picture, directly or by a form."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=SIZE)
    about = {"Width": SIZE[0], "Height": SIZE[1], "BitsPerComponent": 8}
    image = document.make_stream(
        data, Type=Name.XObject, Subtype=Name.Image,
        **{**about, "ColorSpace": Name.DeviceGray, **given},
    )  # fmt: skip
    drawn = Dictionary(XObject=Dictionary(I=image))
    if form:
        inner = document.make_stream(b"/I Do", Type=Name.XObject, Subtype=Name.Form)
        inner.BBox, inner.Resources = Array([0, 0, 1, 1]), drawn
        drawn = Dictionary(XObject=Dictionary(I=inner))
    page.obj.Resources = drawn
    page.obj.Contents = document.make_stream(b"q 400 0 0 600 0 0 cm /I Do Q")
    return document


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", [False, True], ids=["on the page", "in a form"])
def test_half_a_picture_is_cut_off_and_a_whole_one_is_not(
    kind: str,
    form: bool,  # noqa: FBT001
) -> None:
    data, about = KINDS[kind]

    half, whole = (on_a_page(each, about, form=form) for each in (cut(data), data))

    assert has_cut_pictures(half.pages[0])
    assert not has_cut_pictures(whole.pages[0])


@pytest.mark.parametrize(
    "options",
    [{}, {"optimize": True}, {"progressive": True}, {"restart_marker_rows": 1}, {"quality": 20}],
    ids=str,
)
@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize(
    "damaged",
    [cut, lambda data: cut(data) + bytes(len(data) // 2), lambda data: cut(data) + END],
    ids=["cut", "zeros", "end mark"],
)
def test_half_a_jpeg_is_cut_off(
    damaged: Callable[[bytes], bytes], mode: str, options: dict[str, Any]
) -> None:
    whole = jpeg(a_letter(mode), **options)
    mended = options.get("progressive") and damaged(whole).endswith(END)  # coarse, but whole

    assert jpeg_is_cut_off(damaged(whole)) or mended
    assert not jpeg_is_cut_off(whole)


def test_zeros_before_the_end_mark_are_no_data() -> None:
    whole = jpeg(a_letter())

    assert jpeg_is_cut_off(cut(whole) + bytes(len(whole) // 2) + END, thorough=False)


@pytest.mark.parametrize("foot", [0, 128, 255])
@pytest.mark.parametrize("optimize", [False, True])
def test_a_foot_of_one_shade_is_no_loss(foot: int, optimize: bool) -> None:  # noqa: FBT001
    assert not jpeg_is_cut_off(jpeg(a_letter(foot=foot), optimize=optimize))


@pytest.mark.parametrize("added", [b"", END + bytes(300), END + b"a film behind the photograph"])
def test_a_missing_end_mark_and_what_follows_it_lose_no_pixels(added: bytes) -> None:
    assert not jpeg_is_cut_off(jpeg(a_letter()).removesuffix(END) + added)


@given(st.binary(max_size=200), st.integers(min_value=0, max_value=4000))
def test_any_bytes_have_an_answer(noise: bytes, at: int) -> None:
    whole = jpeg(a_letter())

    assert jpeg_is_cut_off(whole[:at] + noise + whole[at:]) in (True, False)


def test_small_pictures_are_not_looked_at() -> None:
    data, about = KINDS["JPEG"]
    small = on_a_page(cut(data), {**about, "Width": 100, "Height": 100})

    assert not has_cut_pictures(small.pages[0])


def test_an_edge_of_middle_grey_may_be_filling() -> None:
    whole = a_letter()
    cut_off = a_letter(foot=128)

    assert not ends_in_filling(whole)
    assert ends_in_filling(cut_off)
    assert ends_in_filling(cut_off.transpose(Image.Transpose.ROTATE_90))


def test_a_page_without_content_or_with_a_picture_that_is_gone_has_lost_something() -> None:
    data, about = KINDS["JPEG"]
    documents = [on_a_page(data, about) for _ in range(3)]
    whole, without_picture, empty = (document.pages[0] for document in documents)
    del without_picture.obj.Resources.XObject["/I"]
    del empty.obj["/Contents"]

    lost = [draws_what_is_gone(page) for page in (whole, without_picture, empty)]

    assert lost == [False, True, True]
