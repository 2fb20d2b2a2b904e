"""Pictures of any mode as 1-bit, grey or RGB."""

from __future__ import annotations

import numpy as np
from PIL import Image


def plain_picture(picture: Image.Image) -> Image.Image:
    """The picture as 1-bit, grey or RGB, alpha on white.

    16 bits are brought to 8 by their range.
    """
    if picture.mode.startswith(("I", "F")):
        return _eight_bits(picture)
    if picture.mode == "La":
        picture = picture.convert("LA")
    if picture.mode in ("LA", "La", "PA", "RGBA", "RGBa") or "transparency" in picture.info:
        opaque = _with_eight_bit_key(picture).convert("RGBA")
        white = Image.new("RGBA", opaque.size, "white")
        return Image.alpha_composite(white, opaque).convert(
            "L" if picture.mode in ("LA", "La") else "RGB"
        )
    return picture if picture.mode in ("1", "L", "RGB") else picture.convert("RGB")


def _with_eight_bit_key(picture: Image.Image) -> Image.Image:
    """The picture, its transparent colour in 8 bits as its pixels are.

    That of an RGB picture of 16 bits stays in 16 when Pillow reads the rest in 8.
    """
    key = picture.info.get("transparency")
    if isinstance(key, tuple) and max(key) > 255:  # noqa: PLR2004 - the largest of 8 bits
        picture = picture.copy()
        picture.info["transparency"] = tuple(value >> 8 for value in key)
    return picture


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Grey of 8 bits from 12 or 16, or from fractions between 0 and 1.

    Values up to 4095 are taken as 12 bits, and so on. Pillow's own conversion cuts everything above
    255 off and turns 16-bit pages white.
    """
    values = np.nan_to_num(np.asarray(picture).astype(np.float32)).clip(min=0)
    unseen = picture.info.get("transparency")  # one shade, as in PNG
    brightest = float(values.max(initial=0))
    full = (
        1.0
        if picture.mode == "F" and brightest <= 1
        else 2.0 ** max(8, int(brightest).bit_length()) - 1
    )
    grey = (values * (255 / full)).astype(np.uint8)
    return Image.fromarray(grey if unseen is None else np.where(values == unseen, 255, grey))
