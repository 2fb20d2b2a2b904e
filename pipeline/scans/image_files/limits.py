"""Limits of pictures and documents, and how decoders fail."""

from __future__ import annotations

import struct

from pipeline.errors import TooLarge

PILLOW_FAILS = (
    AttributeError, EOFError, IndexError, KeyError, OSError, OverflowError, RuntimeError,
    struct.error, SyntaxError, TypeError, ValueError,
)  # fmt: skip
"""What a damaged picture makes Pillow's many decoders raise."""
_MAX_PIXELS = 178_956_970
"""Of one picture that is decoded whole.

Source: Pillow's limit against decompression bombs, half a gigabyte of RGB.
"""
_MAX_BILEVEL_PIXELS = 600_000_000
"""Of one black and white picture: A0 at 600 dpi has 558 million."""
_MAX_PAGES = 10_000


def refuse_bombs(width: int, height: int, *, bilevel: bool = False) -> None:
    """Raise TooLarge for a picture whose pixels would fill the memory.

    ``bilevel``: it is black and white, or decoded line by line at a smaller scale.
    """
    limit = _MAX_BILEVEL_PIXELS if bilevel else _MAX_PIXELS
    if width * height > limit:
        raise TooLarge(found=f"{width} × {height} px", limit=f"{limit // 1_000_000} MP")


def refuse_page_floods(count: int) -> None:
    """Raise TooLarge for a document with more pages than a person scans."""
    if count > _MAX_PAGES:
        raise TooLarge(found=f"{count} S./p.", limit=f"{_MAX_PAGES} S./p.")
