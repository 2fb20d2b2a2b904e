"""Fonts that call a digit another one.

A font says which letter each of its codes is (ToUnicode). Where its encoding says another digit,
nobody can copy an amount rightly, and no dictionary notices: the numbers of the page are compared
with its picture. Codes of composite fonts mean nothing by themselves, and are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pikepdf

_FIRST, _LAST = ord("0"), ord("9")
_NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_LONGEST = 100_000
"""Bytes of a map that are looked at; one of 256 codes has some thousand."""
_CODE = rb"<\s*([0-9A-Fa-f]+)\s*>\s*"
_CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_CHAR, _RANGE = re.compile(_CODE * 2), re.compile(_CODE * 3)


def pages_with_odd_digits(document: pikepdf.Pdf) -> frozenset[int]:
    """The numbers of the pages that have such a font."""
    known: dict[tuple[int, int], bool] = {}
    return frozenset(
        number
        for number, page in enumerate(document.pages, 1)
        if any(_is_odd(font, known) for font in _fonts(page))
    )


def _fonts(page: pikepdf.Page) -> Iterator[Any]:
    """The fonts of a page and of its forms."""
    with suppress(pikepdf.PikepdfError, AttributeError, KeyError, TypeError, ValueError):
        opened: Any = page
        fonts: Any = opened.resources.get("/Font") or {}
        yield from fonts.values()
        for form in opened.get_form_xobjects().values():
            inner: Any = form.get("/Resources") or {}
            fonts = inner.get("/Font") or {}
            yield from fonts.values()


def _is_odd(font: Any, known: dict[tuple[int, int], bool]) -> bool:  # noqa: ANN401 - of a PDF
    with suppress(pikepdf.PikepdfError, AttributeError, KeyError, TypeError, ValueError):
        key = font.objgen
        if key not in known or key == (0, 0):
            known[key] = _calls_digits_otherwise(font)
        return known[key]
    return False


def _calls_digits_otherwise(font: Any) -> bool:  # noqa: ANN401 - an object of a PDF
    if str(font.get("/Subtype")) == "/Type0" or "/ToUnicode" not in font:
        return False
    said = _mapped(font.ToUnicode.read_bytes()[:_LONGEST])
    meant = _encoded(font.get("/Encoding"))
    return any(
        meant.get(code, digit) != digit for code, digit in said.items() if "0" <= digit <= "9"
    )


def _mapped(table: bytes) -> dict[int, str]:
    """What a ToUnicode map says of codes."""
    found: dict[int, str] = {}
    for part in _CHARS.findall(table):
        for code, sign in _CHAR.findall(part):
            found[int(code, 16)] = chr(min(int(sign, 16), 0xFFFF))
    for part in _RANGES.findall(table):
        for first, last, sign in _RANGE.findall(part):
            start = int(first, 16)
            for code in range(start, min(int(last, 16), start + 255) + 1):
                found[code] = chr(min(int(sign, 16) + code - start, 0xFFFF))
    return found


def _encoded(encoding: Any) -> dict[int, str]:  # noqa: ANN401 - an object of a PDF
    """The digits of an encoding; a digit's code is its own in all that have a name."""
    digits = {code: chr(code) for code in range(_FIRST, _LAST + 1)}
    if isinstance(encoding, pikepdf.Dictionary):
        code = 0
        differences: Any = encoding.get("/Differences") or []
        for each in differences:
            if isinstance(each, pikepdf.Name):
                name = str(each).removeprefix("/")
                digits.pop(code, None)
                if name in _NAMES:
                    digits[code] = str(_NAMES.index(name))
                code += 1
            else:
                code = int(each)
    return digits
