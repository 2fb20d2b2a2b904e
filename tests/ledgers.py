"""Made invoices, accounts and tables as pages of words: all add up, or are no sums at all."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from pipeline.core.model import Box, Page, Word

WIDTH, HEIGHT, SIZE = 2480, 3508, 42
_CENT = Decimal("0.01")
_NOUNS = (
    "Beratung", "Aktenordner", "Druckerpapier A4", "Wartung der Anlage", "Anfahrt", "Bürostuhl",
    "Monitor 27 Zoll", "Reinigung", "Fachbuch", "Lizenz 12 Monate", "Schrauben M8", "Montage",
)  # fmt: skip


def cents(value: Decimal) -> Decimal:
    return value.quantize(_CENT, ROUND_HALF_UP)


def german(value: Decimal, places: int = 2) -> str:
    plain = f"{value:,.{places}f}"
    return plain.replace(",", " ").replace(".", ",").replace(" ", ".")


def english(value: Decimal, places: int = 2) -> str:
    return f"{value:,.{places}f}"


@dataclass
class Paper:
    """Pages that are written row by row."""

    rows: list[list[tuple[Word, ...]]] = field(default_factory=lambda: [[]])
    y: float = 300

    def row(self, *cells: tuple[str, float, str], leading: float = 1.6) -> None:
        """A line: text, place (share of the width) and "l" or "r" for the edge that is there."""
        words: list[Word] = []
        number = sum(map(len, self.rows))
        for text, place, edge in cells:
            left = place * WIDTH - (self._width(text) if edge == "r" else 0)
            for part in text.split():
                right = left + self._width(part)
                box = Box(left, self.y, right, self.y + 0.72 * SIZE)
                words.append(Word(part, box, 0.95, number, number, number))
                left = right + 0.28 * SIZE
        if words:
            self.rows[-1].append(tuple(words))
        self.y += leading * SIZE

    def turn(self) -> None:
        self.rows.append([])
        self.y = 300

    def pages(self) -> tuple[Page, ...]:
        return tuple(
            Page(n, WIDTH, HEIGHT, 300, tuple(word for row in rows for word in row))
            for n, rows in enumerate(self.rows, start=1)
        )

    @staticmethod
    def _width(text: str) -> float:
        narrow = sum(letter in ".,:il1 " for letter in text)
        return SIZE * (0.5 * (len(text) - narrow) + 0.3 * narrow)


Amount = Callable[[Decimal], str]


def _price(chance: random.Random, top: int = 400) -> Decimal:
    return Decimal(chance.randrange(100, top * 100)) / 100


def _head(paper: Paper, chance: random.Random, *, english_text: bool = False) -> None:
    paper.row(("Löwe GmbH · Domplatz 1 · 38100 Braunschweig", 0.1, "l"))
    paper.row(("Telefon 0531 12345-67", 0.7, "l"))
    day = f"{chance.randrange(1, 28):02}.{chance.randrange(1, 12):02}.2026"
    words = "Invoice no. 2026-114 dated" if english_text else "Rechnung Nr. 2026-114 vom"
    paper.row((f"{words} {day}", 0.1, "l"), leading=3)


def _foot(paper: Paper) -> None:
    paper.y += 2 * SIZE
    paper.row(("Bitte zahlen Sie bis zum 14.12.2026 auf das Konto", 0.1, "l"))
    paper.row(
        ("IBAN DE89 3704 0044 0532 0130 00 · BIC COBADEFFXXX · Steuernr. 13/204/12345", 0.1, "l")
    )


def _totals(paper: Paper, rows: Iterable[tuple[str, str]], at: float = 0.92) -> None:
    for label, amount in rows:
        paper.row((label, 0.5, "l"), (amount, at, "r"))


def simple(chance: random.Random) -> Paper:
    """Quantity, price, amount; net, 19 %, gross."""
    paper = Paper()
    _head(paper, chance)
    euro = chance.choice(["", " €", "", " EUR"])
    paper.row(
        ("Pos.", 0.1, "l"),
        ("Bezeichnung", 0.15, "l"),
        ("Menge", 0.6, "r"),
        ("Einzelpreis", 0.77, "r"),
        ("Betrag", 0.92, "r"),
    )
    total = Decimal(0)
    for n in range(1, chance.randrange(3, 9)):
        quantity, price = chance.randrange(1, 30), _price(chance)
        amount = quantity * price
        total += amount
        paper.row(
            (str(n), 0.1, "l"),
            (chance.choice(_NOUNS), 0.15, "l"),
            (str(quantity), 0.6, "r"),
            (german(price) + euro, 0.77, "r"),
            (german(amount) + euro, 0.92, "r"),
        )
    tax = cents(total * Decimal("0.19"))
    names = chance.choice(
        [
            ("Nettobetrag", "zuzüglich 19 % USt", "Rechnungsbetrag"),
            ("Zwischensumme", "19 % MwSt.", "Gesamtbetrag"),
            ("Summe netto", "USt 19,00 %", "Summe brutto"),
        ]
    )
    _totals(
        paper,
        zip(
            names,
            (german(total) + euro, german(tax) + euro, german(total + tax) + euro),
            strict=True,
        ),
    )
    _foot(paper)
    return paper


def two_rates(chance: random.Random) -> Paper:
    """Rows at 7 and 19 %, each tax by itself, wrapped texts."""
    paper = Paper()
    _head(paper, chance)
    paper.row(
        ("Artikel", 0.1, "l"),
        ("Anzahl", 0.5, "r"),
        ("Preis", 0.65, "r"),
        ("MwSt.", 0.75, "r"),
        ("Summe", 0.92, "r"),
    )
    base = {7: Decimal(0), 19: Decimal(0)}
    for _n in range(chance.randrange(3, 8)):
        rate = chance.choice([7, 19])
        quantity, price = Decimal(chance.randrange(1, 80)) / 2, _price(chance)
        amount = cents(quantity * price)
        base[rate] += amount
        paper.row(
            (chance.choice(_NOUNS), 0.1, "l"),
            (german(quantity, 1), 0.5, "r"),
            (german(price), 0.65, "r"),
            (f"{rate} %", 0.75, "r"),
            (german(amount), 0.92, "r"),
        )
        if chance.random() < 0.4:
            paper.row(("lt. Angebot vom 12.10.2026, 3 Teile", 0.1, "l"))
    net = sum(base.values(), Decimal(0))
    taxes = {rate: cents(value * rate / 100) for rate, value in base.items() if value}
    rows = [("Summe netto", german(net))]
    rows += [
        (f"{rate} % MwSt. auf {german(base[rate])}", german(tax)) for rate, tax in taxes.items()
    ]
    rows += [("Gesamtsumme", german(net + sum(taxes.values(), Decimal(0))))]
    _totals(paper, rows)
    _foot(paper)
    return paper


def discounted(chance: random.Random) -> Paper:
    """A discount in each row, one at the end, postage, a payment on account."""
    paper = Paper()
    _head(paper, chance)
    paper.row(
        ("Bezeichnung", 0.1, "l"),
        ("Menge", 0.45, "r"),
        ("E-Preis", 0.6, "r"),
        ("Rabatt", 0.72, "r"),
        ("Gesamt", 0.92, "r"),
    )
    total = Decimal(0)
    for _n in range(chance.randrange(3, 7)):
        quantity, price, off = chance.randrange(1, 20), _price(chance), chance.choice([5, 10, 15])
        amount = cents(quantity * price * (100 - off) / 100)
        total += amount
        paper.row(
            (chance.choice(_NOUNS), 0.1, "l"),
            (f"{quantity} Stk", 0.45, "r"),
            (german(price), 0.6, "r"),
            (f"{off} %", 0.72, "r"),
            (german(amount), 0.92, "r"),
        )
    less, postage = cents(total * Decimal("0.05")), _price(chance, 20)
    sign = chance.choice(["-", ""])
    net = total - less + postage
    tax = cents(net * Decimal("0.19"))
    paid = _price(chance, 60)
    _totals(paper, [
        ("Warenwert", german(total)),
        ("abzüglich 5 % Nachlass", f"{sign}{german(less)}"),
        ("Versandkosten", german(postage)),
        ("Nettosumme", german(net)),
        ("zzgl. 19% Umsatzsteuer", german(tax)),
        ("Bruttosumme", german(net + tax)),
        ("bereits gezahlt", f"-{german(paid)}"),
        ("Zahlbetrag", german(net + tax - paid)),
    ])  # fmt: skip
    skonto = cents((net + tax - paid) * Decimal("0.02"))
    paper.row(
        (f"Bei Zahlung bis 03.12.2026 ziehen Sie 2 % Skonto ({german(skonto)} €) ab.", 0.1, "l")
    )
    _foot(paper)
    return paper


def in_english(chance: random.Random) -> Paper:
    """English, with pounds or dollars; VAT 20 %."""
    paper = Paper()
    _head(paper, chance, english_text=True)
    sign = chance.choice(["£", "$", ""])
    paper.row(
        ("Description", 0.1, "l"),
        ("Qty", 0.5, "l"),
        ("Unit price", 0.62, "l"),
        ("Amount", 0.92, "r"),
    )
    total = Decimal(0)
    for _n in range(chance.randrange(2, 9)):
        quantity, price = chance.randrange(1, 120), _price(chance)
        total += quantity * price
        paper.row(
            (chance.choice(_NOUNS), 0.1, "l"),
            (str(quantity), 0.5, "l"),
            (sign + english(price), 0.62, "l"),
            (sign + english(quantity * price), 0.92, "r"),
        )
    tax = cents(total * Decimal("0.20"))
    _totals(
        paper,
        [
            ("Subtotal", sign + english(total)),
            ("VAT at 20%", sign + english(tax)),
            ("Total due", sign + english(total + tax)),
        ],
    )
    paper.row(("Please pay within 30 days to sort code 12-34-56, account 12345678.", 0.1, "l"))
    return paper


def gross_prices(chance: random.Random) -> Paper:
    """Prices with tax; the tax that is in them is named below."""
    paper = Paper()
    _head(paper, chance)
    paper.row(
        ("Menge", 0.1, "l"), ("Artikel", 0.2, "l"), ("Einzel €", 0.75, "r"), ("Gesamt €", 0.92, "r")
    )
    total = Decimal(0)
    for _n in range(chance.randrange(2, 7)):
        quantity, price = chance.randrange(1, 6), _price(chance, 90)
        total += quantity * price
        paper.row(
            (str(quantity), 0.1, "l"),
            (chance.choice(_NOUNS), 0.2, "l"),
            (german(price), 0.75, "r"),
            (german(quantity * price), 0.92, "r"),
        )
    tax = cents(total * 19 / 119)
    _totals(
        paper,
        [
            ("Summe", german(total)),
            ("darin enthaltene MwSt. 19 %", german(tax)),
            ("Nettowert", german(total - tax)),
        ],
    )
    _foot(paper)
    return paper


def carried_over(chance: random.Random) -> Paper:
    """Two or three pages with balances carried over."""
    paper = Paper()
    _head(paper, chance)
    total = Decimal(0)
    for page in range(chance.randrange(2, 4)):
        if page:
            paper.row(("Übertrag", 0.5, "l"), (german(total), 0.92, "r"))
        for _n in range(chance.randrange(4, 12)):
            quantity, price = chance.randrange(1, 30), _price(chance)
            total += quantity * price
            paper.row(
                (chance.choice(_NOUNS), 0.1, "l"),
                (str(quantity), 0.6, "r"),
                (german(price), 0.77, "r"),
                (german(quantity * price), 0.92, "r"),
            )
        paper.row(
            ("Übertrag" if page == 0 else "Zwischensumme", 0.5, "l"), (german(total), 0.92, "r")
        )
        if page == 0:
            paper.turn()
        else:
            break
    tax = cents(total * Decimal("0.19"))
    _totals(paper, [("19 % Mehrwertsteuer", german(tax)), ("Endbetrag", german(total + tax))])
    _foot(paper)
    return paper


def expenses(chance: random.Random) -> Paper:
    """A list of amounts and their sum."""
    paper = Paper()
    paper.row(("Reisekostenabrechnung 2026", 0.1, "l"), leading=3)
    paper.row(("Datum", 0.1, "l"), ("Beleg", 0.25, "l"), ("Betrag in EUR", 0.92, "r"))
    total = Decimal(0)
    for n in range(chance.randrange(3, 12)):
        amount = _price(chance)
        total += amount
        paper.row(
            (f"{n + 3:02}.11.2026", 0.1, "l"),
            (f"Beleg {n + 101} {chance.choice(_NOUNS)}", 0.25, "l"),
            (german(amount), 0.92, "r"),
        )
    paper.row(("Summe", 0.25, "l"), (german(total), 0.92, "r"))
    paper.row(("abzüglich Vorschuss", 0.25, "l"), ("200,00", 0.92, "r"))
    paper.row(("auszuzahlender Betrag", 0.25, "l"), (german(total - 200), 0.92, "r"))
    return paper


def statement(chance: random.Random) -> Paper:
    """An account with an old balance, movements and a new balance."""
    paper = Paper()
    paper.row(("Kontoauszug 11/2026", 0.1, "l"), leading=3)
    balance = _price(chance, 5000)
    paper.row(("alter Kontostand vom 01.11.2026", 0.1, "l"), (german(balance) + " +", 0.92, "r"))
    for n in range(chance.randrange(3, 12)):
        amount = _price(chance, 900)
        out = chance.random() < 0.6
        balance += -amount if out else amount
        paper.row(
            (f"{n + 2:02}.11.", 0.1, "l"),
            (f"Überweisung {chance.choice(_NOUNS)}", 0.2, "l"),
            (german(amount) + (" -" if out else " +"), 0.92, "r"),
        )
    paper.row(("neuer Kontostand vom 30.11.2026", 0.1, "l"), (german(balance) + " +", 0.92, "r"))
    return paper


def rent(chance: random.Random) -> Paper:
    """A rent in its parts, then a share of costs by floor space."""
    paper = Paper()
    paper.row(("Betriebskostenabrechnung 2025 für 68,50 m² von 1.240,00 m²", 0.1, "l"), leading=2)
    paper.row(
        ("Kostenart", 0.1, "l"),
        ("Gesamtkosten", 0.6, "r"),
        ("Umlage", 0.72, "r"),
        ("Ihr Anteil", 0.92, "r"),
    )
    total = mine = Decimal(0)
    for name in ("Grundsteuer", "Wasser", "Müll", "Hausmeister", "Versicherung")[
        : chance.randrange(3, 6)
    ]:
        whole = _price(chance, 9000)
        share = cents(whole * Decimal("68.5") / 1240)
        total, mine = total + whole, mine + share
        paper.row(
            (name, 0.1, "l"),
            (german(whole), 0.6, "r"),
            ("m²", 0.72, "r"),
            (german(share), 0.92, "r"),
        )
    paper.row(("Summe", 0.1, "l"), (german(total), 0.6, "r"), (german(mine), 0.92, "r"))
    paid = Decimal(chance.randrange(10, 200)) * 12
    paper.row(
        ("Ihre Vorauszahlungen 12 x", 0.1, "l"),
        (german(paid / 12), 0.6, "r"),
        (german(paid), 0.92, "r"),
    )
    owed = mine - paid
    paper.row(("Nachzahlung" if owed > 0 else "Guthaben", 0.1, "l"), (german(abs(owed)), 0.92, "r"))
    return paper


def _prices(paper: Paper, chance: random.Random) -> None:
    paper.row(("Preisliste 2026, alle Preise netto", 0.1, "l"), leading=2)
    for _n in range(9):
        price = _price(chance)
        paper.row(
            (chance.choice(_NOUNS), 0.1, "l"),
            (german(price), 0.6, "r"),
            (german(cents(price * Decimal("0.9"))), 0.75, "r"),
            (german(cents(price * Decimal("0.85"))), 0.92, "r"),
        )
    paper.row(("Gesamtkatalog auf Anfrage, Schutzgebühr", 0.1, "l"), ("4,50", 0.92, "r"))


def _results(paper: Paper, chance: random.Random) -> None:
    paper.row(
        ("Jahr", 0.1, "l"),
        ("Einwohner", 0.4, "r"),
        ("Fläche km²", 0.6, "r"),
        ("Steuer je Kopf", 0.92, "r"),
    )
    for year in range(2016, 2026):
        paper.row(
            (str(year), 0.1, "l"),
            (f"{chance.randrange(10, 99)}.{chance.randrange(100, 999)}", 0.4, "r"),
            (german(_price(chance)), 0.6, "r"),
            (german(_price(chance)), 0.92, "r"),
        )
    paper.row(
        ("Gesamt im Mittel", 0.1, "l"),
        (german(_price(chance)), 0.6, "r"),
        (german(_price(chance)), 0.92, "r"),
    )


def _telephones(paper: Paper, chance: random.Random) -> None:
    paper.row(("Telefonliste", 0.1, "l"), leading=2)
    for _n in range(14):
        paper.row(
            (chance.choice(_NOUNS), 0.1, "l"),
            (f"0531 {chance.randrange(10000, 99999)}-{chance.randrange(10, 99)}", 0.5, "l"),
            (f"Raum {chance.randrange(1, 9)}.{chance.randrange(10, 99)}", 0.9, "r"),
        )


def _instalments(paper: Paper, chance: random.Random) -> None:
    paper.row(
        ("Tilgungsplan", 0.1, "l"),
        ("Rate", 0.4, "r"),
        ("Zinsen", 0.55, "r"),
        ("Tilgung", 0.7, "r"),
        ("Restschuld", 0.92, "r"),
    )
    debt, rate = Decimal(chance.randrange(5000, 90000)), Decimal(chance.randrange(300, 900))
    for month in range(1, 13):
        interest = cents(debt * Decimal("0.0025"))
        debt -= rate - interest
        paper.row(
            (f"{month:02}/2026", 0.1, "l"),
            (german(rate), 0.4, "r"),
            (german(interest), 0.55, "r"),
            (german(rate - interest), 0.7, "r"),
            (german(debt), 0.92, "r"),
        )


def _measurements(paper: Paper, chance: random.Random) -> None:
    paper.row(("Messwerte in mm, Gesamtlänge und Toleranz", 0.1, "l"), leading=2)
    for n in range(12):
        paper.row(
            (f"Probe {n + 1}", 0.1, "l"),
            (german(_price(chance, 60)), 0.5, "r"),
            (german(_price(chance, 60)), 0.7, "r"),
            (german(_price(chance, 2)), 0.92, "r"),
        )
    paper.row(("Summe der Abweichungen", 0.1, "l"), (german(_price(chance, 60)), 0.92, "r"))


def no_sums(chance: random.Random) -> Paper:
    """Tables of figures that are no sums: prices, results, telephone numbers, years."""
    paper = Paper()
    chance.choice((_prices, _results, _telephones, _instalments, _measurements))(paper, chance)
    return paper


def offer(chance: random.Random) -> Paper:
    """Sections with totals of their own, an option that does not count, hours at a rate."""
    paper = Paper()
    paper.row(("Angebot Nr. 2026/77", 0.1, "l"), leading=3)
    paper.row(
        ("Pos", 0.1, "l"),
        ("Leistung", 0.18, "l"),
        ("Std.", 0.55, "r"),
        ("Satz €/h", 0.72, "r"),
        ("Gesamt €", 0.92, "r"),
    )
    whole = Decimal(0)
    for section in (1, 2):
        paper.row((f"{section}", 0.1, "l"), (f"Titel {section} Planung", 0.18, "l"))
        part = Decimal(0)
        for n in range(1, chance.randrange(3, 6)):
            hours, rate = (
                Decimal(chance.randrange(2, 60)) / 4,
                Decimal(chance.choice([65, 85, 120])),
            )
            amount = cents(hours * rate)
            part += amount
            paper.row(
                (f"{section}.{n}", 0.1, "l"),
                (chance.choice(_NOUNS), 0.18, "l"),
                (german(hours), 0.55, "r"),
                (german(rate), 0.72, "r"),
                (german(amount), 0.92, "r"),
            )
        if section == 2 and chance.random() < 0.5:
            paper.row(
                ("2.9", 0.1, "l"),
                ("optional: Nachtarbeit", 0.18, "l"),
                ("10,00", 0.55, "r"),
                ("150,00", 0.72, "r"),
                ("1.500,00", 0.92, "r"),
            )
        paper.row((f"Summe Titel {section}", 0.18, "l"), (german(part), 0.92, "r"))
        whole += part
    tax = cents(whole * Decimal("0.19"))
    _totals(
        paper,
        [
            ("Angebotssumme netto", german(whole)),
            ("MwSt 19%", german(tax)),
            ("Angebotssumme brutto", german(whole + tax)),
        ],
    )
    return paper


MAKERS: Sequence[Callable[[random.Random], Paper]] = (
    simple, two_rates, discounted, in_english, gross_prices, carried_over, expenses, statement,
    rent, no_sums, offer,
)  # fmt: skip


def documents(seed: int, count: int) -> list[tuple[str, tuple[Page, ...]]]:
    """Documents of all kinds in turn."""
    found = []
    for n in range(count):
        maker = MAKERS[n % len(MAKERS)]
        chance = random.Random(f"{seed}-{n}")  # noqa: S311 - samples, no secrets
        found.append((f"{maker.__name__}-{seed}-{n}", maker(chance).pages()))
    return found
