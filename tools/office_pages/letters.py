"""Running text as offices print it: letters, prose, law, figures."""

from __future__ import annotations

import itertools

import numpy as np

from tools.office_pages.figures import amount_text, share
from tools.office_pages.paper import BOTTOM, Align, Paper, Stock
from tools.samples import Language, Sheet

_YEARS = 5


def _language(number: int) -> Language:
    return "en" if number % 3 == 2 else "de"  # noqa: PLR2004 - every third page


def head(paper: Paper) -> None:
    """Letterhead, address and date; the text begins below."""
    words = paper.words
    house = words.one("company")
    paper.write(house, paper.left, 14, style="bold", points=paper.points + 6)
    small = max(7.0, paper.points - 2)
    paper.write(
        f"{house} · {words.one('street')} · {words.one('town')}", paper.left, 44, points=small
    )
    top = 50.0
    to = (words.one("company"), words.one("name"), words.one("street"), words.one("town"))
    paper.column(to, paper.left, top)
    paper.write(words.one("date"), paper.right, 82, align="right")
    paper.y = 90


def letter(stock: Stock, chance: np.random.Generator, number: int) -> Sheet:
    """A short letter."""
    paper = stock.paper(_language(number), chance, points=(8, 12))
    head(paper)
    body(paper, bottom=BOTTOM - 30)
    close(paper)
    return paper.sheet()


def body(paper: Paper, *, bottom: float, most: int = 99) -> None:
    """Subject, greeting and paragraphs down to ``bottom``."""
    words = paper.words
    paper.paragraph(words.one("subject"), style="bold")
    paper.paragraph(words.one("greeting"))
    fill(paper, ("prose",), bottom=bottom, most=most)


def fill(paper: Paper, names: tuple[str, ...], *, bottom: float, most: int = 99) -> None:
    """Paragraphs of these lists in turn, as many as fit."""
    lists = [paper.words.shuffled(name) for name in names]
    turns = [text for turn in itertools.zip_longest(*lists) for text in turn if text]
    for text in itertools.islice(map(paper.words.fill, turns), most):
        if paper.has_room(text, bottom=bottom):
            paper.paragraph(text)


def close(paper: Paper) -> None:
    """Farewell, name and role."""
    paper.write(paper.words.one("farewell"), paper.left, paper.y)
    paper.y += paper.line_mm() * 4
    paper.write(paper.words.one("name"), paper.left, paper.y)
    paper.y += paper.line_mm()
    paper.write(paper.words.one("role"), paper.left, paper.y)


def prose(stock: Stock, chance: np.random.Generator, number: int) -> Sheet:
    """A page of prose in 7 to 14 pt."""
    paper = stock.paper(_language(number), chance, points=(7, 14))
    paper.y = 22
    paper.paragraph(paper.words.one("subject"), style="bold")
    fill(paper, ("prose",), bottom=BOTTOM)
    return paper.sheet()


def small_print(stock: Stock, chance: np.random.Generator, number: int) -> Sheet:
    """A letter, prose, law or figures in 7 to 12 pt, as copiers get them."""
    makers = (letter, _dense, law)
    return makers[number % len(makers)](stock, chance, number // 2)


def _dense(stock: Stock, chance: np.random.Generator, number: int) -> Sheet:
    paper = stock.paper(_language(number + 1), chance, points=(7, 12))
    paper.y, paper.left = 20, 22
    paper.paragraph(paper.words.one("subject"), style="bold")
    fill(paper, ("prose", "office"), bottom=BOTTOM)
    return paper.sheet()


def law(stock: Stock, chance: np.random.Generator, number: int) -> Sheet:
    """Citations, signs and figures, with a ruled table of years."""
    language: Language = "en" if number % 4 == 3 else "de"  # noqa: PLR2004 - every fourth page
    paper = stock.paper(language, chance, points=(8, 12))
    paper.y = 22
    paper.paragraph(paper.words.one("subject"), style="bold")
    fill(paper, ("law", "office"), bottom=200)
    years(paper, ruled=number % 2 == 0)
    fill(paper, ("office",), bottom=BOTTOM, most=3)
    return paper.sheet()


def years(paper: Paper, *, ruled: bool) -> None:
    """A table of sums by year that adds up."""
    xs: list[tuple[float, Align]] = [(paper.left + 2, "left")]
    width = (paper.right - paper.left) / 5
    xs += [(paper.left + width * column - 2, "right") for column in (2, 3, 4, 5)]
    language: Language = "de" if "Jahr" in paper.words.texts["table_heads"] else "en"
    top = paper.y
    paper.row(paper.words.texts["table_heads"], xs, style="bold")
    paper.y += paper.line_mm() + 1.5
    first = int(paper.chance.integers(2014, 2021))
    for year in range(first, first + _YEARS):
        income, costs = (int(each) for each in paper.chance.integers(90_000, 99_000_000, 2))
        part = share(10_000, int(costs * 100 / (income + costs)))
        cells = [income, costs, income - costs, part]
        paper.row((str(year), *(amount_text(each, language) for each in cells)), xs)
        paper.y += paper.line_mm() + 1.5
        if ruled:
            paper.rule(paper.left, paper.right, paper.y - 1)
    if ruled:
        paper.frame((paper.left, top - 1, paper.right, paper.y - 1))
    paper.y += paper.line_mm()
