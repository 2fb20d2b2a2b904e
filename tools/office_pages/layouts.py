"""Pages whose order is not simply from top to bottom.

Sidebars, forms, labels, tables without lines, footers in columns, stamps and handwriting.
"""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from tools.office_pages.figures import amount_text, happens
from tools.office_pages.fonts import face
from tools.office_pages.letters import body, close, fill, head
from tools.office_pages.paper import BOTTOM, Align, Paper, Stock
from tools.samples import DPI, Language, Sheet

_MM = DPI / 25.4


def sidebar(stock: Stock, chance: np.random.Generator, number: int) -> Sheet:
    """A letter with a column of board members and bank details beside it."""
    paper = stock.paper("de", chance, points=(9, 11))
    at_left = number % 2 == 0
    paper.left, paper.right = (66, 190) if at_left else (22, 140)
    head(paper)
    paper.block()
    body(paper, bottom=BOTTOM - 32)
    close(paper)
    x, y = (20.0 if at_left else 148.0), float(chance.choice((48, 90)))
    words = paper.words
    small = 7.0 if number % 3 else 8.0
    for _ in range(int(chance.integers(1, 3))):
        lines = [words.one("board_head")]
        for role in words.shuffled("board_role")[: int(chance.integers(2, 6))]:
            lines += [words.one("name"), role]
        y = paper.column(lines, x, y, points=small) + 4
    account = words.one("iban").rpartition(" ")[0]
    head_line = words.texts["bank_head"]
    bank = [head_line, "Sparkasse", account[:14].strip(), account[14:].strip(), words.one("bic")]
    y = paper.column(bank, x, y, points=small) + 4
    contact = [f"Tel. {words.one('phone')}", words.one("street"), words.one("town")]
    paper.column(contact, x, y, points=small)
    if number % 4 == 1:
        paper.frame((x - 3, 44, x - 3, 270))
    return paper.sheet()


def form(stock: Stock, chance: np.random.Generator, number: int) -> Sheet:
    """Labels and values with wide gaps, plain, shaded, dotted or doubled."""
    language: Language = "en" if number % 4 == 3 else "de"  # noqa: PLR2004 - every fourth page
    paper = stock.paper(language, chance, points=(8.5, 11))
    words = paper.words
    paper.paragraph(words.one("form_title"), style="bold")
    paper.paragraph(f"{words.one('company')}, {words.one('street')}, {words.one('town')}")
    paper.block()
    labels, values = words.texts["labels"], words.texts["values"]
    picked = sorted(chance.permutation(len(labels))[: int(chance.integers(9, 15))])
    rows = [(labels[at], words.fill(values[at])) for at in picked]
    step = paper.line_mm() + float(chance.uniform(1.5, 5))
    gap = float(chance.uniform(60, 105))
    for row, (label, value) in enumerate(rows):
        colon = ":" if number % 3 else ""
        paper.draw(label + colon, paper.left, paper.y)
        paper.draw(value, paper.left + gap, paper.y)
        if number % 4 == 1 and row % 2:
            paper.shade((paper.left - 1, paper.y - 1, paper.right, paper.y + paper.line_mm()))
        if number % 4 == 2:  # noqa: PLR2004 - the third look
            paper.rule(paper.left, paper.right, paper.y + paper.line_mm() + 0.8, width=2)
        paper.blocks[-1].append(f"{label}{colon} {value}")
        paper.pairs.append((label, value))
        paper.y += step
    _pairs_beside_each_other(paper)
    fill(paper, ("prose",), bottom=BOTTOM, most=1)
    return paper.sheet()


def _pairs_beside_each_other(paper: Paper) -> None:
    """Two labels with their values on each of three lines."""
    words = paper.words
    paper.y += 4
    paper.block()
    labels, values = words.texts["labels"], words.texts["values"]
    for first, second in ((0, 1), (2, 6), (7, len(labels) - 1)):
        x = paper.left
        for at, width in ((first, 42), (second, 45)):
            value = words.fill(values[at].replace("{date}", "{short_date}"))
            paper.write(labels[at], x, paper.y)
            paper.write(value, x + width, paper.y)
            paper.pairs.append((labels[at], value))
            x += 86
        paper.y += paper.line_mm() + 2
    paper.y += 4
    paper.block()


def labels(stock: Stock, chance: np.random.Generator, number: int) -> Sheet:
    """A sheet of addresses for envelopes in two to four columns."""
    paper = stock.paper("de", chance, points=(7.5, 10))
    columns = 2 + number % 3
    words, width = paper.words, 194 / columns
    paper.points = min(paper.points, 8.5) if columns > 3 else paper.points  # noqa: PLR2004
    for row in range(int(chance.integers(6, 9))):
        for column in range(columns):
            lines = [
                words.one("company"),
                words.one("name"),
                words.one("street"),
                words.one("town"),
            ]
            lines = [_cut(paper, line, width - 6) for line in lines[int(chance.integers(0, 2)) :]]
            paper.column(lines, 10 + column * width, 14 + row * 33)
    return paper.sheet()


def _cut(paper: Paper, text: str, width: float) -> str:
    while paper.length_mm(text) > width and " " in text:
        text = text.rpartition(" ")[0]
    return text


def table(stock: Stock, chance: np.random.Generator, number: int) -> Sheet:
    """A statement without lines between prose, some cells empty."""
    paper = stock.paper("de", chance, points=(8.5, 11))
    words = paper.words
    paper.paragraph(words.one("subject"), style="bold")
    fill(paper, ("prose",), bottom=90, most=2)
    count = 2 + number % 4
    xs: list[tuple[float, Align]] = [(paper.left, "left")]
    xs += [(paper.right - 27 * (count - 1 - column), "right") for column in range(count)]
    paper.points = min(paper.points, 9.5)
    paper.block()
    first = int(chance.integers(2018, 2022))
    paper.row(("", *(str(first + column) for column in range(count))), xs, style="bold")
    paper.y += paper.line_mm() + 2
    sums = [0] * count
    for name in words.shuffled("rows")[: int(chance.integers(6, 11))]:
        cents = [int(10 ** chance.uniform(3, 6.8)) * happens(chance, 0.85) for _ in range(count)]
        sums = [total + each for total, each in zip(sums, cents, strict=True)]
        cells = [_cut(paper, name, paper.right - 27 * count - paper.left)]
        paper.row(
            (*cells, *(amount_text(int(each)) if each else "" for each in cells_of(cents))), xs
        )
        paper.y += paper.line_mm() + 1
    paper.row(("Summe", *(amount_text(int(total)) for total in sums)), xs, style="bold")
    paper.y += paper.line_mm() * 2
    paper.block()
    fill(paper, ("prose",), bottom=BOTTOM, most=3)
    return paper.sheet()


def cells_of(cents: list[int]) -> list[int]:
    """Plain numbers, whatever NumPy made of them."""
    return [int(each) for each in cents]


def two_pages(stock: Stock, chance: np.random.Generator, number: int) -> tuple[Sheet, ...]:
    """A letter over two pages with a footer in three or four columns."""
    first = stock.paper("de", chance, points=(9.5, 12))
    head(first)
    body(first, bottom=BOTTOM - 10)
    footer = _footer_columns(first, columns=3 + number % 2)
    second = first.another()
    page = first.words.texts["page"]
    second.write(first.words.one("date"), second.left, 14)
    second.write(f"{page} 2", second.right, 14, align="right")
    second.block()
    second.y = 30
    fill(second, ("law", "prose"), bottom=160)
    close(second)
    ruled = happens(chance, 0.7)
    for paper in (first, second):
        _footer(paper, footer, ruled=ruled)
    return first.sheet(), second.sheet()


def _footer_columns(paper: Paper, *, columns: int) -> list[list[str]]:
    words = paper.words
    account = words.one("iban")
    all_lines = (
        (words.one("company"), words.one("street"), words.one("town")),
        (f"Tel. {words.one('phone')}", f"Fax {words.one('phone')}", words.one("role")),
        (words.one("bic"), account[:14].strip(), account[14:].strip()),
        (words.one("name"), f"HRB {words.one('small')}07", words.one("vat")),
    )
    width = _footer_width(paper, columns) - 3
    return [[_short(paper, line, width) for line in lines] for lines in all_lines[:columns]]


def _footer_width(paper: Paper, columns: int) -> float:
    return (paper.right - paper.left + 6) / columns


def _footer(paper: Paper, columns: list[list[str]], *, ruled: bool) -> None:
    if ruled:
        paper.rule(paper.left, paper.right, 276)
    width = _footer_width(paper, len(columns))
    for number, lines in enumerate(columns):
        paper.column(lines, paper.left + number * width, 278, points=7)


def _short(paper: Paper, text: str, width: float) -> str:
    while paper.length_mm(text, points=7) > width and " " in text:
        text = text.rpartition(" ")[0]
    return text


def stamped(stock: Stock, chance: np.random.Generator, number: int) -> Sheet:
    """A letter with a stamp at an angle and notes by hand between its lines."""
    paper = stock.paper("de", chance, points=(9.5, 12))
    head(paper)
    body(paper, bottom=BOTTOM - 34, most=3 + number % 3)
    below = paper.y
    close(paper)
    _scrawl(paper, paper.left + 2, below + paper.line_mm() * 3.1, 42, big=True)
    for y in chance.permutation(paper.gaps[1:])[: int(chance.integers(1, 4))]:
        _scrawl(paper, float(chance.uniform(40, 145)), float(y) + 2.0, 35, big=False)
    _scrawl(paper, 30, min(paper.y + 12, 268), float(chance.uniform(50, 110)), big=False)
    _stamp(paper, float(chance.uniform(112, 138)), float(chance.uniform(18, 60)))
    return paper.sheet()


def _scrawl(paper: Paper, x: float, y: float, width: float, *, big: bool) -> None:
    """A line of loops as a pen leaves them."""
    chance = paper.chance
    height = float(chance.uniform(2.6, 4.2) if big else chance.uniform(1.5, 2.4))
    letters = max(4, int(width / (height * 1.1)))
    steps = 24
    widths = np.repeat(chance.uniform(0.5, 1.6, letters), steps)
    tall = np.repeat(chance.choice((0.7, 1.0, 1.0, 1.3, 2.2, -1.2), letters), steps)
    loop = np.repeat(chance.uniform(-0.2, 0.75, letters), steps)
    turn = 2 * np.pi * np.tile(np.linspace(0, 1, steps, endpoint=False), letters)
    slant = float(chance.uniform(0.1, 0.5))
    ups = height * tall * (1 - np.cos(turn)) / 2
    xs = x + np.cumsum(widths) * width / widths.sum() + loop * height * np.sin(turn) + slant * ups
    drift = np.cumsum(np.repeat(chance.normal(0, 0.12, letters) / steps, steps))
    ys = y - ups + height * drift
    pen = ImageDraw.Draw(paper.picture)
    ends = np.flatnonzero(chance.random(letters) < (0.08 if big else 0.22)) * steps
    for part in np.split(np.arange(letters * steps), ends):
        stroke = [(float(xs[at] * _MM), float(ys[at] * _MM)) for at in part]
        if stroke:
            pen.line(
                stroke, fill=int(chance.integers(55, 110)), width=4 if big else 5, joint="curve"
            )


def _stamp(paper: Paper, x: float, y: float) -> None:
    """A framed stamp, turned by 6° to 25°."""
    chance, words = paper.chance, paper.words
    lines = (words.one("stamp"), words.one("short_date"), words.one("last"))
    picture = Image.new("L", (round(58 * _MM), round(27 * _MM)), 0)
    pen = ImageDraw.Draw(picture)
    grey = int(chance.integers(120, 185))
    size = picture.size
    pen.rectangle((6, 6, size[0] - 7, size[1] - 7), outline=grey, width=8)
    for row, line in enumerate(lines):
        font = face(paper.family, "bold", (16, 12, 9)[row])
        pen.text(
            (size[0] / 2, (12 + (0, 95, 175)[row]) + 50), line, fill=grey, font=font, anchor="mm"
        )
    angle = float(chance.uniform(6, 25) * chance.choice((-1, 1)))
    turned = picture.rotate(angle, Image.Resampling.BICUBIC, expand=True)
    at = (round(x * _MM), round(y * _MM))
    area = (*at, at[0] + turned.width, at[1] + turned.height)
    under = np.asarray(paper.picture.crop(area), np.int16)
    inked = np.clip(under - np.asarray(turned, np.int16), 0, 255).astype(np.uint8)
    paper.picture.paste(Image.fromarray(inked), at)
    paper.aside += lines
