"""Letters for tests, set as DIN 5008 and English offices set them."""

from __future__ import annotations

from pipeline.core.model import Box, Page, Scan, Word
from pipeline.core.scans.letter import Letter, letter_of

MM = 300 / 25.4
POINT = 300 / 72
TEXT = (
    "wir danken für Ihr Schreiben und teilen Ihnen mit, dass wir es mit Interesse gelesen haben und"
)

Printed = tuple[str, float, float, float]
"""Text, left and top in millimetres, type size in points."""

RETURN_ADDRESS: Printed = ("Löwe GmbH, Bleichgasse 8, 99084 Erfurt", 25, 50, 7)
ADDRESS: tuple[Printed, ...] = (
    ("Frau", 25, 63, 11),
    ("Elke Sommerfeld", 25, 68, 11),
    ("Ringstraße 114", 25, 73, 11),
    ("24103 Kiel", 25, 78, 11),
)
DATED: Printed = ("Erfurt, 23. November 2026", 140, 90, 11)
SUBJECT: Printed = ("Angebot über drei Bürostühle", 25, 103, 11)
SALUTATION: Printed = ("Sehr geehrte Frau Sommerfeld,", 25, 116, 11)
BODY: tuple[Printed, ...] = tuple((TEXT, 25, 125 + 5 * number, 11) for number in range(6))


def printed_page(*lines: Printed, unsure: str = "") -> Page:
    """A page in the engine's order; a word of the line ``unsure`` was read badly."""
    words = []
    for number, (text, left, top, points) in enumerate(lines):
        size, x, base = points * POINT, left * MM, top * MM + points * POINT
        for part in text.split():
            above = 0.53 if set(part) <= set("acemnorsuvwxz.,:;-–") else 0.72
            below = 0.21 if set(part) & set("gjpqy,;()ß") else 0
            right = x + 0.5 * size * len(part)
            confidence = 0.3 if text == unsure else 0.96
            words.append(
                Word(
                    part,
                    Box(x, base - above * size, right, base + below * size),
                    confidence,
                    number,
                    number,
                    number,
                )
            )
            x = right + 0.3 * size
    return Page(1, 2480, 3508, 300, tuple(words), language="de")


def letter_on(*lines: Printed, unsure: str = "") -> Letter:
    return letter_of(Scan((printed_page(*lines, unsure=unsure),)))
