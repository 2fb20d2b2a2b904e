"""Letters and invoices in different layouts, with their true metadata.

Senders, layouts, forms of dates and ways to name a subject are drawn from a seed. The paper is
typeset and scanned as in ``tools.samples``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TypeVar

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from pipeline.core.scans.letter import Letter
from pipeline.core.wording.almanac import MONTHS
from tools import samples

_MM = samples.DPI / 25.4
_SIZE = round(210 * _MM), round(297 * _MM)
_LEFT, _RIGHT = 25.0, 190.0
_FONTS = ("LiberationSans", "LiberationSerif", "LiberationSansNarrow")
_LINE = 1.25

_GERMAN_HOUSES = (
    ("Sanitär Brückner GmbH", "Werkstraße 14", "01159 Dresden"),
    ("Schützenverein Altenau e. V.", "Am Schützenhaus 2", "38707 Altenau"),
    ("Stadtwerke Mölln AG", "Hauptstraße 100", "23879 Mölln"),
    ("Kanzlei Dr. Osterloh & Partner mbB", "Königsallee 61", "40215 Düsseldorf"),
    ("Amtsgericht Gießen", "Gutfleischstraße 1", "35390 Gießen"),
    ("Autohaus Lindemann KG", "Hansering 7", "48155 Münster"),
    ("Tischlerei Jürgen Paulsen", "Dorfstraße 3a", "25917 Leck"),
    ("Annegret Möbius", "Lindenallee 22", "04299 Leipzig"),
)
_GERMAN_GUESTS = (
    (
        ("Herrn", "Dr. Matthias Vogel", "Parkstraße 9", "65189 Wiesbaden"),
        "Herrn Dr. Matthias Vogel",
        "Sehr geehrter Herr Dr. Vogel,",
    ),
    (
        ("Frau", "Elke Sommerfeld", "Ringstraße 114", "24103 Kiel"),
        "Frau Elke Sommerfeld",
        "Sehr geehrte Frau Sommerfeld,",
    ),
    (
        ("Möbelwerk Hanke GmbH", "Herrn Peter Lutz", "Industriestraße 40", "32051 Herford"),
        "Möbelwerk Hanke GmbH",
        "Sehr geehrter Herr Lutz,",
    ),
    (
        ("Familie Krämer", "Birkenweg 5", "99425 Weimar"),
        "Familie Krämer",
        "Sehr geehrte Frau Krämer, sehr geehrter Herr Krämer,",
    ),
    (
        ("Einschreiben", "Volksbank Harz eG", "Postfach 12 60", "38642 Goslar"),
        "Volksbank Harz eG",
        "Sehr geehrte Damen und Herren,",
    ),
    (
        ("Hausverwaltung Stein & Co.", "Einkauf", "Marktplatz 1", "90403 Nürnberg"),
        "Hausverwaltung Stein & Co.",
        "Guten Tag,",
    ),
)
_GERMAN_SUBJECTS = (
    ("Angebot über drei Bürostühle und einen Schreibtisch",),
    ("Kündigung",),
    ("Einladung zur Mitgliederversammlung",),
    ("Ihre Anfrage vom 3. März 2026",),
    (
        "Mietvertrag über die Geschäftsräume im Erdgeschoss, Hauptstraße 12, und über die zwei",
        "Stellplätze im Hof",
    ),
    ("Auftrag 2026-1187: Wartung der Heizungsanlage",),
    ("Beschluss in der Sache Brandt ./. Stadtwerke",),
)
_ENGLISH_HOUSES = (
    ("Harrow & Finch Solicitors LLP", "14 Chapel Street", "Bristol BS1 4QT"),
    ("Lakeside Dental Care", "220 Harbor Road", "Madison, WI 53703"),
    ("Oakridge University", "1500 College Avenue", "Springfield, Illinois 62704"),
    ("Pemberton Tools Ltd", "3 Mill Lane", "Leeds LS2 7EW"),
    ("Margaret Ellison", "41 Orchard Close", "Exeter EX4 6PL"),
)
_ENGLISH_GUESTS = (
    (
        ("Mr. Thomas Grant", "18 Victoria Road", "Norwich NR2 3TS"),
        "Mr. Thomas Grant",
        "Dear Mr. Grant,",
    ),
    (
        ("Ms Olivia Carter", "Brightwell Foods Ltd", "77 Market Street", "Derby DE1 2AH"),
        "Ms Olivia Carter",
        "Dear Ms Carter,",
    ),
    (("Steven Moore", "512 Elm Street", "Dayton, OH 45402"), "Steven Moore", "Dear Mr. Moore:"),
    (
        ("Summit Insurance Inc.", "900 Main Street", "Denver, Colorado 80202"),
        "Summit Insurance Inc.",
        "Dear Sir or Madam:",
    ),
)
_ENGLISH_SUBJECTS = (
    ("Renewal of your service contract",),
    ("Your claim of 12 January",),
    ("Annual meeting of the residents of Orchard Close and election of two members",),
    ("Notice to quit",),
)


@dataclass(frozen=True, slots=True)
class Written:
    """A page, and what it plainly says of itself."""

    kind: str
    picture: Image.Image
    truth: Letter


@cache
def _font(family: str, style: str, points: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(f"{family}-{style}.ttf", points / 72 * samples.DPI)


class _Sheet:
    """Paper to write on; positions in millimetres from its top left corner."""

    def __init__(self, family: str) -> None:
        self.picture = Image.new("L", _SIZE, 255)
        self._draw, self._family = ImageDraw.Draw(self.picture), family

    def lines(
        self,
        texts: Sequence[str],
        at: tuple[float, float],
        *,
        points: float = 11,
        bold: bool = False,
        flush: str = "la",
    ) -> float:
        """Draw ``texts`` below one another, and return where the next line goes.

        Flush left (la), right (ra) or centred (ma) at ``x``.
        """
        x, y = at
        for text in texts:
            place = round(x * _MM), round(y * _MM)
            self._draw.text(
                place,
                text,
                fill=25,
                font=_font(self._family, "Bold" if bold else "Regular", points),
                anchor=flush,
            )
            y += points * _LINE / 72 * 25.4
        return y

    def text(self, words: str, y: float) -> float:
        """Draw a paragraph over the type area's width; where the next goes."""
        font, rows = _font(self._family, "Regular", 11), [""]
        for word in words.replace("|", "").split():
            longer = f"{rows[-1]} {word}".strip()
            if font.getlength(longer) > (_RIGHT - _LEFT) * _MM:
                rows.append(word)
            else:
                rows[-1] = longer
        return self.lines([*rows, ""], (_LEFT, y))


_Chance = np.random.Generator
_T = TypeVar("_T")


def _one(chance: _Chance, choices: Sequence[_T]) -> _T:
    return choices[int(chance.integers(len(choices)))]


def _sometimes(chance: _Chance, share: float) -> bool:
    return bool(chance.random() < share)


def _someday(chance: _Chance) -> date:
    return date(2024, 1, 1) + timedelta(days=int(chance.integers(1000)))


def _german_day(day: date, chance: _Chance) -> str:
    month = MONTHS["de"][day.month - 1]
    return _one(
        chance,
        [f"{day:%d.%m.%Y}", f"{day.day}. {month} {day.year}", day.isoformat(), f"{day:%d.%m.%y}"],
    )


def _english_day(day: date, chance: _Chance) -> str:
    month = MONTHS["en"][day.month - 1]
    suffix = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(day.day, "th")
    forms = [
        f"{month} {day.day}, {day.year}",
        f"{day.day} {month} {day.year}",
        f"{day.day}{suffix} {month} {day.year}",
    ]
    return _one(chance, forms)


def _head(sheet: _Sheet, house: tuple[str, str, str], chance: _Chance, *, address: bool) -> str:
    """The letterhead in one of its looks, which is returned."""
    look = _one(chance, ["left", "centred", "right", "plain"])
    name, street, town = house
    if look == "centred":
        y = sheet.lines([name], (107.5, 14), points=18, bold=True, flush="ma")
        sheet.lines([f"{street} · {town}"], (107.5, y + 1), points=9, flush="ma")
    elif look == "right":
        y = sheet.lines([name], (_RIGHT, 12), points=15, bold=True, flush="ra")
        sheet.lines([street, town, "Tel. 0123 45678"], (_RIGHT, y), points=9, flush="ra")
    elif look == "left":
        sheet.lines([name], (_LEFT, 14), points=17, bold=True)
    elif address:
        sheet.lines([name, street, town], (_LEFT, 14))
    return look


def _body(sheet: _Sheet, language: samples.Language, chance: _Chance, y: float) -> None:
    words = samples.words_of(language, chance)
    for text in words.shuffled("paragraphs")[: int(chance.integers(2, 4))]:
        y = sheet.text(words.fill(text), y)
    y = sheet.lines([words.texts["farewell"]], (_LEFT, y))
    sheet.lines(["A. Petersen"], (_LEFT, y + 14))


def _foot(sheet: _Sheet, house: tuple[str, str, str], chance: _Chance) -> None:
    if _sometimes(chance, 0.7):
        columns = (
            (house[0], house[1], house[2]),
            ("Sparkasse Nordhausen", "IBAN DE12 8205 4052 0300 0001 23", "BIC HELADEF1NOR"),
            ("USt-IdNr. DE123456789", "Registergericht HRB 4711", "www.beispiel.example"),
        )
        for number, column in enumerate(columns):
            sheet.lines(column, (_LEFT + 58 * number, 275), points=7)


def german(chance: _Chance) -> Written:
    """A letter after DIN 5008, form B, or an office's variant of it."""
    house, (guest, name, salutation) = _one(chance, _GERMAN_HOUSES), _one(chance, _GERMAN_GUESTS)
    day, sheet = _someday(chance), _Sheet(_one(chance, _FONTS))
    truth = Letter(sender=house[0], recipient=name, day=day, salutation=salutation)
    _head(sheet, house, chance, address=False)
    between = _one(chance, [", ", " · ", " | ", " – ", " • "])
    sheet.lines([between.join(house)], (_LEFT, 50), points=_one(chance, [6.5, 7, 8]))
    sheet.lines(guest, (_LEFT, 63))
    written = _german_day(day, chance)
    dating = _one(chance, ["block", "row", "line", "alone"])
    if dating == "block":
        reference = f"PT/{chance.integers(100, 999)}-26"
        truth = replace(truth, reference=reference)
        block = [
            f"Unser Zeichen: {reference}",
            "Ihre Nachricht vom: 02.01.2026",
            "Name: Petra Thiel",
            "Telefon: 0123 45678-12",
            f"Datum: {written}",
        ]
        sheet.lines(block, (125, 50), points=9)
    elif dating == "row":
        labels = ("Ihr Zeichen", "Ihre Nachricht vom", "Telefon", "Datum")
        for number, (label, value) in enumerate(
            zip(labels, ("kr-ab", "05.01.2026", "45678-12", written), strict=True)
        ):
            sheet.lines([label], (_LEFT + 45 * number, 91), points=8)
            sheet.lines([value], (_LEFT + 45 * number, 95), points=10)
    elif dating == "line":
        town = house[2].split(" ", 1)[1]
        sheet.lines([f"{town}, {_one(chance, ['', 'den '])}{written}"], (_RIGHT, 88), flush="ra")
    else:
        sheet.lines([written], (_RIGHT, 88), flush="ra")
    subject = _one(chance, [*_GERMAN_SUBJECTS, ()])
    y = 104.0
    if subject:
        label = _one(chance, ["", "", "Betreff: ", "Betr.: "])
        truth = replace(truth, subject=" ".join(subject))
        y = (
            sheet.lines(
                [label + subject[0], *subject[1:]], (_LEFT, y), bold=_sometimes(chance, 0.8)
            )
            + 9
        )
    y = sheet.lines([salutation], (_LEFT, y)) + 4.5
    _body(sheet, "de", chance, y)
    _foot(sheet, house, chance)
    return Written("German letter", sheet.picture, truth)


def english(chance: _Chance) -> Written:
    """A British or American letter.

    Fully blocked, or with the date on the right.
    """
    house, (guest, name, salutation) = _one(chance, _ENGLISH_HOUSES), _one(chance, _ENGLISH_GUESTS)
    day, sheet = _someday(chance), _Sheet(_one(chance, _FONTS))
    truth = Letter(sender=house[0], recipient=name, day=day, salutation=salutation)
    look = _head(sheet, house, chance, address=True)
    if look == "left":
        sheet.lines([f"{house[1]}, {house[2]}"], (_LEFT, 23), points=9)
    written = _english_day(day, chance)
    if _sometimes(chance, 0.5):
        sheet.lines([written], (_LEFT, 50))
    else:
        sheet.lines([_one(chance, ["", "Date: "]) + written], (_RIGHT, 50), flush="ra")
    y = sheet.lines(guest, (_LEFT, 62)) + 8
    if _sometimes(chance, 0.3):
        reference = f"HF/{chance.integers(1000, 9999)}"
        truth = replace(truth, reference=reference)
        y = sheet.lines([f"Our ref: {reference}"], (_LEFT, y)) + 5
    subject, label = (
        _one(chance, [*_ENGLISH_SUBJECTS, (), ()]),
        _one(chance, ["Re: ", "Subject: ", "RE: ", "", "below"]),
    )
    if subject:
        truth = replace(truth, subject=" ".join(subject))
    if subject and label != "below":
        y = sheet.lines([label + subject[0]], (_LEFT, y), bold=not label) + 5
    y = sheet.lines([salutation], (_LEFT, y)) + 4.5
    if subject and label == "below":
        y = sheet.lines(subject, (_LEFT, y), bold=True) + 4.5
    _body(sheet, "en", chance, y)
    return Written("English letter", sheet.picture, truth)


def invoice(chance: _Chance) -> Written:
    """A German invoice without salutation.

    Its number and day are in the heading or in the information block.
    """
    house, (guest, name, _) = _one(chance, _GERMAN_HOUSES), _one(chance, _GERMAN_GUESTS)
    day, sheet = _someday(chance), _Sheet(_one(chance, _FONTS))
    number = f"RE-{day.year}-{chance.integers(1000, 9999)}"
    _head(sheet, house, chance, address=False)
    sheet.lines([" · ".join(house)], (_LEFT, 50), points=7)
    sheet.lines(guest, (_LEFT, 63))
    subject: str | None = None
    if _sometimes(chance, 0.5):
        subject = f"Rechnung Nr. {number} vom {day:%d.%m.%Y}"
        sheet.lines([subject], (_LEFT, 104), bold=True)
    else:
        rows = (
            ("Rechnungsnummer:", number),
            ("Kundennummer:", "10482"),
            ("Rechnungsdatum:", f"{day:%d.%m.%Y}"),
            ("Lieferdatum:", "01.02.2026"),
        )
        for at, (label, value) in enumerate(rows):
            sheet.lines([label], (125, 50 + 5 * at), points=10)
            sheet.lines([value], (_RIGHT, 50 + 5 * at), points=10, flush="ra")
        sheet.lines(["Rechnung"], (_LEFT, 104), bold=True, points=14)
        subject = "Rechnung"
    y = 116.0
    for row in (("Pos.", "Bezeichnung", "Menge", "Betrag"), *_items(chance)):
        for x, flush, cell in zip(
            (_LEFT, 40, 150, _RIGHT), ("la", "la", "ra", "ra"), row, strict=True
        ):
            sheet.lines([cell], (x, y), flush=flush)
        y += 7
    sheet.text(
        (
            "Bitte überweisen Sie den Betrag innerhalb von 14 Tagen ohne Abzug auf das unten "
            "genannte Konto."
        ),
        y + 6,
    )
    _foot(sheet, house, chance)
    return Written("invoice", sheet.picture, Letter(house[0], name, day, subject, None, number))


def _items(chance: _Chance) -> list[tuple[str, str, str, str]]:
    words = samples.words_of("de", chance)
    order = chance.permutation(len(words.texts["items"]))[:5]
    return [
        (
            str(at),
            words.texts["items"][index][0],
            str(chance.integers(1, 9)),
            f"{chance.integers(10, 900)},50",
        )
        for at, index in enumerate(order, 1)
    ]


def no_letter(chance: _Chance) -> Written:
    """Prose or minutes: nothing is to be found on it."""
    printing: Callable[[], samples.Sheet] = _one(
        chance,
        [
            lambda: samples.report("de", chance),
            lambda: samples.report("en", chance),
            lambda: samples.minutes(chance)[0],
        ],
    )
    return Written("no letter", printing().picture, Letter())


_KINDS = (german, english, german, invoice, english, no_letter)


def correspondence(folder: Path, *, count: int, seed: int) -> tuple[tuple[Path, Written], ...]:
    """Write ``count`` scans of one page to ``folder``, the kinds in turn.

    A larger count leaves the first ones as they are.
    """
    found = []
    for number in range(count):
        chance = samples.chance_of(seed, f"correspondence {number}")
        written = _KINDS[number % len(_KINDS)](chance)
        target = folder / f"correspondence-{seed}-{number + 1:02}.png"
        sheet = samples.Sheet(written.picture, "")
        samples.scanned(sheet, chance).save(
            target, compress_level=1, dpi=(samples.DPI, samples.DPI)
        )
        found.append((target, written))
    return tuple(found)
