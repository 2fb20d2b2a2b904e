"""Signs of symbol fonts: ticks and boxes as Word inserts them."""

from __future__ import annotations

_SIGNS = (range(0x20, 0xD800), range(0xF900, 0x110000))
"""Characters with a meaning of their own, not that of a font."""

_WINGDINGS = {0x6F: "☐", 0x71: "☐", 0xA8: "☐", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"}
_WINGDINGS_2 = {0xA3: "☐", 0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x54: "☒"}
"""Source: Microsoft's tables of the fonts."""

_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}


def symbol(font: str, code: str) -> str:
    """The sign as text; "" where the font alone knows what it shows."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    known = _FONTS.get(font.lower())
    if known is not None:
        return known.get(number % 0x100, "")
    return chr(number) if any(number in signs for signs in _SIGNS) else ""
