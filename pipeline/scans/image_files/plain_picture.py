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
    if picture.mode in ("LA", "La", "PA", "RGBA", "RGBa") or "transparency" in picture.info:
        opaque = picture.convert("RGBA")
        white = Image.new("RGBA", opaque.size, "white")
        return Image.alpha_composite(white, opaque).convert(
            "L" if picture.mode in ("LA", "La") else "RGB"
        )
    return picture if picture.mode in ("1", "L", "RGB") else picture.convert("RGB")


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Grey of 8 bits from 12 or 16, or from fractions between 0 and 1.

    Values up to 4095 are taken as 12 bits, and so on. Pillow's own conversion cuts everything above
    255 off and turns 16-bit pages white.
    """
    values = np.nan_to_num(np.asarray(picture).astype(np.float32)).clip(min=0)
    brightest = float(values.max(initial=0))
    full = (
        1.0
        if picture.mode == "F" and brightest <= 1
        else 2.0 ** max(8, int(brightest).bit_length()) - 1
    )
    return Image.fromarray((values * (255 / full)).astype(np.uint8))
