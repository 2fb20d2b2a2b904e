"""Invoices in several layouts, whose amounts add up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tools.office_pages.figures import amount_text, happens, share
from tools.office_pages.fonts import Style
from tools.office_pages.paper import Align, Paper, Stock
from tools.samples import Sheet

_RATES = (7, 19)


@dataclass(frozen=True, slots=True)
class Line:
    """An item: hundredths of pieces, cents each, percent off and of VAT."""

    text: str
    quantity: int
    unit: str
    price: int
    discount: int
    rate: int

    @property
    def net(self) -> int:
        """Its amount in cents after its discount."""
        whole = (self.quantity * self.price + 50) // 100
        return whole - share(whole, self.discount)


@dataclass(frozen=True, slots=True)
class Totals:
    """What stands below the items, in cents."""

    net: int
    discount: int
    percent: int
    taxes: tuple[tuple[int, int, int], ...]
    """Rate, amount that is taxed, tax."""

    @classmethod
    def of(cls, lines: Sequence[Line], percent: int) -> Totals:
        """The sums of ``lines`` with ``percent`` off everything."""
        net = sum(line.net for line in lines)
        taxes, discount = [], 0
        for rate in _RATES:
            base = sum(line.net for line in lines if line.rate == rate)
            if base:
                off = share(base, percent)
                discount += off
                taxes.append((rate, base - off, share(base - off, rate)))
        return cls(net, discount, percent, tuple(taxes))

    @property
    def gross(self) -> int:
        """What is to be paid."""
        return self.net - self.discount + sum(tax for _, _, tax in self.taxes)


def invoice(stock: Stock, chance: np.random.Generator, number: int) -> Sheet:
    """A German invoice, its layout by turns."""
    paper = stock.paper("de", chance, points=(8, 11))
    _top(paper, number)
    lines = _lines(paper)
    totals = Totals.of(lines, int(chance.choice((0, 0, 3, 5, 10))))
    _items(paper, lines, look=number % 4)
    _totals(paper, totals, look=number % 3)
    paper.block()
    paper.paragraph(paper.words.one("invoice_terms"))
    _foot(paper)
    return paper.sheet()


def _top(paper: Paper, number: int) -> None:
    """Sender, recipient, and numbers as labels with values."""
    words = paper.words
    house, right = words.one("company"), number % 2 == 1
    x, align = (paper.right, "right") if right else (paper.left, "left")
    paper.write(house, x, 13, style="bold", points=paper.points + 5, align=_align(align))
    paper.write(f"{words.one('street')}, {words.one('town')}", x, 21, points=8, align=_align(align))
    paper.column((words.one("company"), words.one("street"), words.one("town")), paper.left, 48)
    labels = words.texts["invoice_labels"]
    values = [words.one(name) for name in ("number", "short_date", "large", "short_date", "file")]
    values.append(words.one("short_date"))
    y, left = 46.0, 125.0
    count = int(paper.chance.integers(4, 7))
    for label, value in list(zip(labels, values, strict=True))[:count]:
        paper.draw(label, left, y)
        align_value: Align = "right" if number % 3 == 0 else "left"
        paper.draw(value, paper.right if align_value == "right" else 158, y, align=align_value)
        paper.blocks[-1].append(f"{label} {value}")
        paper.pairs.append((label, value))
        y += paper.line_mm() + 0.6
    paper.block()
    paper.y = 88
    paper.paragraph(words.one("invoice_title"), style="bold")


def _align(name: str) -> Align:
    return "right" if name == "right" else "left"


def _lines(paper: Paper) -> list[Line]:
    chance, words = paper.chance, paper.words
    discounts, two_rates = happens(chance, 0.5), happens(chance, 0.6)
    lines = []
    for text in words.shuffled("goods")[: int(chance.integers(4, 10))]:
        whole = happens(chance, 0.75)
        quantity = int(chance.integers(1, 40)) * 100 if whole else int(chance.integers(25, 4000))
        price = int(10 ** chance.uniform(1.9, 5.2))
        off = int(chance.choice((0, 0, 5, 10, 15))) if discounts else 0
        rate = int(chance.choice(_RATES)) if two_rates else 19
        lines.append(Line(text, quantity, words.one("unit"), price, off, rate))
    return lines


def _quantity(hundredths: int) -> str:
    return amount_text(hundredths) if hundredths % 100 else f"{hundredths // 100}"


def _items(paper: Paper, lines: Sequence[Line], *, look: int) -> None:
    """The table: ruled, shaded heads, no lines at all, or framed."""
    heads = paper.words.texts["invoice_heads"]
    left, right = paper.left, paper.right
    ends: list[tuple[float, Align]] = [(left + 6, "right"), (left + 10, "left")]
    ends += [(right - 74, "right"), (right - 71, "left"), (right - 43, "right")]
    ends += [(right - 30, "right"), (right - 19, "right"), (right - 1, "right")]
    small, paper.points = paper.points, min(paper.points, 9.0)
    discounts = any(line.discount for line in lines)
    paper.block()
    top = paper.y
    paper.row([head if head != "Rabatt" or discounts else "" for head in heads], ends, style="bold")
    if look == 1:
        paper.shade((left, paper.y - 0.8, right, paper.y + paper.line_mm()))
    paper.y += paper.line_mm() + 1.2
    paper.rule(left, right, paper.y - 0.9)
    for position, line in enumerate(lines, 1):
        off = f"{line.discount} %" if line.discount else "-" if discounts else ""
        cells = (
            str(position),
            _fitting(paper, line.text, right - 92 - left),
            _quantity(line.quantity),
        )
        money = (amount_text(line.price), off, f"{line.rate} %", amount_text(line.net))
        paper.row((*cells, line.unit, *money), ends)
        paper.y += paper.line_mm() + (2.4 if look == 0 else 1.2)
        if look == 0:
            paper.rule(left, right, paper.y - 1.4, width=2, grey=120)
    if look == 3:  # noqa: PLR2004 - the fourth look
        paper.frame((left, top - 1, right, paper.y - 0.5))
        for x in (left + 8, right - 92, right - 58, right - 17):
            paper.frame((x, top - 1, x, paper.y - 0.5), width=2)
    paper.points = small
    paper.y += 2


def _fitting(paper: Paper, text: str, width: float) -> str:
    """``text`` without its last words, if it is too long for its column."""
    while paper.length_mm(text) > width and " " in text:
        text = text.rpartition(" ")[0].rstrip(",")
    return text


def _totals(paper: Paper, totals: Totals, *, look: int) -> None:
    """Net, discount, VAT by rate and gross, labels left or beside."""
    net, discount, between, tax, gross = paper.words.texts["sums"]
    rows = [(net, totals.net)]
    if totals.percent:
        rows += [(discount.format(rate=totals.percent), -totals.discount)]
        rows += [(between, totals.net - totals.discount)]
    rows += [
        (tax.format(rate=rate, base=amount_text(base)), cents) for rate, base, cents in totals.taxes
    ]
    rows.append((gross, totals.gross))
    label: tuple[float, Align] = (
        (paper.right - 32, "right") if look == 1 else (paper.right - 85, "left")
    )
    paper.block()
    for number, (name, cents) in enumerate(rows):
        last = number == len(rows) - 1
        text = amount_text(cents) + (" €" if look != 1 else "")
        style: Style = "bold" if last else "regular"
        if last:
            paper.rule(paper.right - 85, paper.right, paper.y - 0.6)
        paper.row((name, text), (label, (paper.right - 1, "right")), style=style)
        paper.pairs.append((name, text))
        paper.y += paper.line_mm() + 0.8
    paper.y += 3


def _foot(paper: Paper) -> None:
    """The house's numbers in three columns."""
    words = paper.words
    paper.rule(paper.left, paper.right, 274)
    columns = (
        (words.one("name"), words.one("street"), words.one("town")),
        (
            f"Tel. {words.one('phone')}",
            f"USt-IdNr. {words.one('vat')}",
            f"HRB {words.one('small')}21",
        ),
        ("Sparkasse", f"IBAN {words.one('iban')}", f"BIC {words.one('bic')}"),
    )
    for number, lines in enumerate(columns):
        paper.column(lines, paper.left + (0, 50, 100)[number], 276, points=7)
