"""A sheet that is written on block by block, and the texts and fonts for it.

Positions are in millimetres from the top left corner.
"""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy as np
from PIL import Image, ImageDraw

from tools.office_pages.figures import figures
from tools.office_pages.fonts import SYMBOLS, Style, face, symbols
from tools.samples import DPI, Language, Print, Sheet, Words, broken_lines

WIDTH, HEIGHT = 210.0, 297.0
BOTTOM = 272.0
_MM = DPI / 25.4
_INK = 25
_SPACING = 1.22
_TEXTS: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("texts.toml").read_text(encoding="utf-8")
)

Align = Literal["left", "right", "centre"]


@dataclass(frozen=True, slots=True)
class Stock:
    """The fonts and texts that pages are made of; ``held_out``: those kept apart."""

    families: tuple[str, ...]
    held_out: bool = False

    def paper(
        self, language: Language, chance: np.random.Generator, *, points: tuple[float, float]
    ) -> Paper:
        """An empty sheet with texts, a family and a size between ``points``."""
        family = self.families[int(chance.integers(len(self.families)))]
        size = round(float(chance.uniform(*points)) * 2) / 2
        return Paper(Words(self._texts(language) | figures(language, chance), chance), family, size)

    def _texts(self, language: Language) -> dict[str, Any]:
        texts = _flat(_TEXTS[language])
        return texts | _flat(_TEXTS["held_out"][language]) if self.held_out else texts


def _flat(texts: dict[str, Any]) -> dict[str, Any]:
    layout: dict[str, Any] = texts.get("layout", {})
    return {name: each for name, each in texts.items() if name != "layout"} | layout


@dataclass(slots=True)
class Paper:
    """What has been written on a sheet, and where the next paragraph goes."""

    words: Words
    family: str
    points: float
    y: float = 25.0
    left: float = 25.0
    right: float = 190.0
    picture: Image.Image = field(
        default_factory=lambda: Image.new("L", (round(WIDTH * _MM), round(HEIGHT * _MM)), 255)
    )
    blocks: list[list[str]] = field(default_factory=lambda: [[]])
    pairs: list[tuple[str, str]] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)
    """Where paragraphs end and white begins."""

    @property
    def chance(self) -> np.random.Generator:
        """The random stream of this page."""
        return self.words.chance

    def another(self) -> Paper:
        """The next sheet of the same document."""
        return Paper(self.words, self.family, self.points, left=self.left, right=self.right)

    def line_mm(self, points: float | None = None) -> float:
        """From one line to the next."""
        return (points or self.points) * _SPACING / 72 * 25.4

    def length_mm(self, text: str, style: Style = "regular", points: float | None = None) -> float:
        """How wide a line gets."""
        return face(self.family, style, points or self.points).getlength(text) / _MM

    def block(self) -> None:
        """What follows is another stretch of text."""
        if self.blocks[-1]:
            self.blocks.append([])

    def write(  # noqa: PLR0913 - a place and a look
        self,
        text: str,
        x: float,
        y: float,
        *,
        style: Style = "regular",
        points: float | None = None,
        align: Align = "left",
    ) -> None:
        """One line that begins, ends or has its middle at ``x``."""
        self.draw(text, x, y, style=style, points=points, align=align)
        self.blocks[-1].append(text)

    def draw(  # noqa: PLR0913 - as write
        self,
        text: str,
        x: float,
        y: float,
        *,
        style: Style = "regular",
        points: float | None = None,
        align: Align = "left",
    ) -> None:
        """The ink of a line without its truth."""
        size = points or self.points
        font = face(self.family, style, size)
        width = font.getlength(text) / _MM
        at = (x - {"left": 0.0, "right": width, "centre": width / 2}[align]) * _MM
        base = y * _MM + font.getmetrics()[0]
        pen = ImageDraw.Draw(self.picture)
        for known, run in itertools.groupby(text, key=lambda sign: sign not in SYMBOLS):
            part, look = "".join(run), font if known else symbols(size)
            pen.text((at, base), part, fill=_INK, font=look, anchor="ls")
            at += look.getlength(part)

    def lines(self, text: str, *, width: float | None = None) -> list[str]:
        """``text`` in lines of at most ``width``, by default of the type area."""
        font = face(self.family, "regular", self.points)
        return list(broken_lines(text, font, (width or self.right - self.left) * _MM))

    def paragraph(self, text: str, *, style: Style = "regular", space: float = 0.6) -> None:
        """``text`` over the type area, and ``space`` lines of white after it."""
        for line in self.lines(text):
            self.draw(line, self.left, self.y, style=style)
            self.y += self.line_mm()
        self.gaps.append(self.y)
        self.y += self.line_mm() * space
        self.blocks[-1].append(text.replace("|", ""))

    def has_room(self, text: str, *, bottom: float = BOTTOM) -> bool:
        """Whether a paragraph ends above ``bottom``."""
        return self.y + len(self.lines(text)) * self.line_mm() <= bottom

    def column(
        self, lines: Iterable[str], x: float, y: float, *, points: float | None = None
    ) -> float:
        """Lines under each other, a stretch of its own; where they end."""
        self.block()
        for line in lines:
            self.write(line, x, y, points=points)
            y += self.line_mm(points)
        self.block()
        return y

    def row(
        self, cells: Sequence[str], xs: Sequence[tuple[float, Align]], *, style: Style = "regular"
    ) -> None:
        """One line of a table; empty cells stay empty."""
        for text, (x, align) in zip(cells, xs, strict=True):
            if text:
                self.draw(text, x, self.y, style=style, align=align)
        self.blocks[-1].append(" ".join(text for text in cells if text))

    def rule(self, left: float, right: float, y: float, *, width: int = 3, grey: int = 60) -> None:
        """A thin horizontal line."""
        pen = ImageDraw.Draw(self.picture)
        pen.line((left * _MM, y * _MM, right * _MM, y * _MM), fill=grey, width=width)

    def shade(self, box: tuple[float, float, float, float], *, grey: int = 225) -> None:
        """Grey under what is there: left, top, right, bottom."""
        left, top, right, bottom = (round(each * _MM) for each in box)
        area = self.picture.crop((left, top, right, bottom))
        self.picture.paste(area.point(lambda value: value * grey // 255), (left, top))

    def frame(self, box: tuple[float, float, float, float], *, width: int = 3) -> None:
        """A rectangle: left, top, right, bottom."""
        pen = ImageDraw.Draw(self.picture)
        pen.rectangle(tuple(each * _MM for each in box), outline=60, width=width)

    def sheet(self) -> Sheet:
        """What has been written, and its text."""
        blocks = tuple("\n".join(lines) for lines in self.blocks if lines)
        known = Print(blocks, tuple(self.pairs), "\n".join(self.aside))
        return Sheet(self.picture, "\n".join(blocks), known)
