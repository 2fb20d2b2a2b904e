"""Drafts of each kind, in German and in English: what a Word file has to be able to hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from io import BytesIO

from PIL import Image

from pipeline.core.drafts.assembly import draft
from pipeline.core.drafts.draft import (
    OPEN_FIELD,
    About,
    Block,
    Change,
    Checklist,
    Doubt,
    Draft,
    Fields,
    Heading,
    PageMark,
    Paragraph,
    Reason,
    Remark,
    Run,
    Table,
    TableCell,
    TableColumn,
    Turn,
)
from pipeline.core.drafts.kinds import DraftKind, Form
from pipeline.core.drafts.vocabulary import Lexicon
from pipeline.core.model import Box, Moment, Recognised, Recording, SpokenWord, Spot, Utterance
from pipeline.i18n import Language
from pipeline.translations import translator

LINE = Box(200, 480, 1900, 530)


def spot(left: float, *, page: int = 1) -> Spot:
    return Spot(page, Box(left, 485, left + 160, 525), LINE)


def letter(language: Language) -> Draft:
    german = language == "de"
    unsure = Doubt(Reason.UNSURE, 0.41, spot(600), ("geehrte",) if german else ("Dear",), 0.59)
    wrong = Doubt(Reason.IMPLAUSIBLE, 0.87, spot(900, page=2), (), 0.9)
    blocks: tuple[Block, ...] = (
        PageMark(1, "S. 1" if german else "p. 1"),
        Heading(1, (Run("Löwe GmbH", "de", anchor="p1_l0"),)),
        Paragraph(
            (
                (Run("Frau Weiß", "de", anchor="p1_l1"),),
                (Run("38100 Braunschweig", "de", anchor="p1_l2"),),
            )
        ),
        Heading(2, (Run("Übergabe" if german else "Handover", language, anchor="p1_l3"),)),
        Paragraph(
            (
                (
                    Run("Sehr " if german else "", language, anchor="p1_l4"),
                    Run("geehrie" if german else "Deer", language, unsure, anchor="p1_l4"),
                    Run(
                        " Frau Weiß, wir bitten " if german else " Mrs Weiß, we ask ",
                        language,
                        anchor="p1_l4",
                    ),
                    Run("um Geduld." if german else "for patience.", language, anchor="p1_l5"),
                ),
            )
        ),
        Paragraph(
            ((Run("1. Ein Punkt" if german else "1. One item", language, anchor="p1_l6"),),),
            item=True,
        ),
        PageMark(2, "S. 2" if german else "p. 2"),
        Paragraph(
            ((Run("IBAN DE12 ", "de", anchor="p2_l0"), Run("3456", "de", wrong, anchor="p2_l0")),)
        ),
        Remark(
            "(Auf dieser Seite steht kein Text.)" if german else "(There is no text on this page.)"
        ),
    )
    facts = (
        (("Quelle", "Brief.pdf"), ("Seiten", "2"))
        if german
        else (("Source", "Letter.pdf"), ("Pages", "2"))
    )
    return Draft("Brief" if german else "Letter", language, facts, (), blocks, *_ORIGIN)


def invoice(language: Language) -> Draft:
    german = language == "de"
    doubt = Doubt(Reason.UNSURE, 0.55, spot(1500), ("249,82",), 0.45)
    names = ("Pos.", "Bezeichnung", "Betrag") if german else ("Item", "Description", "Amount")
    table = Table(
        (TableColumn(0.1), TableColumn(0.6), TableColumn(0.3, flush_right=True)),
        (
            tuple(_cell(name, language, anchor="p1_l1") for name in names),
            (
                _cell("1", language, anchor="p1_l2"),
                TableCell(
                    (
                        (
                            Run(
                                "Drehstuhl," if german else "Office chair,",
                                language,
                                anchor="p1_l2",
                            ),
                        ),
                        (
                            Run(
                                "höhenverstellbar" if german else "adjustable",
                                language,
                                anchor="p1_l3",
                            ),
                        ),
                    )
                ),
                _cell("249,62", language, anchor="p1_l2"),
            ),
            (
                TableCell(
                    ((Run("Summe" if german else "Total", language, anchor="p1_l4"),),), span=2
                ),
                TableCell(((Run("249,62", language, doubt, anchor="p1_l4"),),)),
            ),
        ),
        header=True,
    )
    blocks: tuple[Block, ...] = (
        PageMark(1, "S. 1" if german else "p. 1"),
        Heading(1, (Run("Rechnung", "de", anchor="p1_l0"),)),
        table,
    )
    facts = (("Quelle", "Rechnung.pdf"),) if german else (("Source", "Invoice.pdf"),)
    notice = "Die Datei war beschädigt." if german else "The file was damaged."
    return Draft("Rechnung" if german else "Invoice", language, facts, (notice,), blocks, *_ORIGIN)


def _cell(text: str, language: Language, *, anchor: str) -> TableCell:
    return TableCell(((Run(text, language, anchor=anchor),),))


def transcript(language: Language) -> Draft:
    german = language == "de"
    first, second = (f"{'Sprecher' if german else 'Speaker'} {number}" for number in (1, 2))
    doubt = Doubt(Reason.UNSURE, 0.32, Moment(13.2, 13.6), (), 0.68)
    blocks: tuple[Block, ...] = (
        Turn(
            (Run("Guten Tag." if german else "Good morning.", language, anchor="u1"),),
            0,
            12.5,
            first,
        ),
        Turn(
            (
                Run("Ja, " if german else "Yes, ", language, anchor="u2"),
                Run("Freitag" if german else "Friday", language, doubt, anchor="u2"),
                Run(".", language, anchor="u2"),
            ),
            13,
            14.5,
            f"{first} + {second}",
        ),
        Remark(
            "(unverständlich, 00:00:15–00:00:18)" if german else "(inaudible, 00:00:15–00:00:18)"
        ),
        Turn(
            (Run("Danke." if german else "Thanks.", language, anchor="u3"),),
            19,
            3725,
            f"{second} + ?",
        ),
    )
    facts = (("Quelle", "Sitzung.m4a"),) if german else (("Source", "Meeting.m4a"),)
    title = "Sitzung" if german else "Meeting"
    return Draft(title, language, facts, (), blocks, *_ORIGIN, kind=DraftKind.TRANSCRIPT)


def minutes(language: Language) -> Draft:
    """With a frame, a suggested heading, and a table whose places lead to what was said."""
    german = language == "de"
    _ = translator(language)
    item = "TOP 1: " if german else "Item 1: "
    suggestion = Run(f" ({_('suggestion')}, 00:00:00)", language)
    text = "Wir kommen zu TOP 1, die " if german else "We move on to item 1, the "
    misheard = Run(
        "Fenster." if german else "windows.",
        language,
        Doubt(Reason.UNSURE, 0.5, Moment(3, 4)),
        anchor="u1",
    )
    decided = "Der Antrag ist angenommen." if german else "The motion is carried."
    topic = "die Fenster" if german else "the windows"
    header = tuple(_cell(_(name), language, anchor="") for name in ("No.", "What", "Position"))
    place = TableCell(((Run("00:00:05", language, target="u2"),),))
    columns = TableColumn(0.1), TableColumn(0.7), TableColumn(0.2)
    row = _cell("1", language, anchor=""), _cell(decided, language, anchor=""), place
    blocks: tuple[Block, ...] = (
        Fields(_("Discussion minutes"), ((_("Occasion"), OPEN_FIELD), (_("Venue"), OPEN_FIELD))),
        Heading(2, (Run(item, language), Run(topic, language), suggestion), suggested=True, at=0),
        Turn((Run(text, language, anchor="u1"), misheard), 0, 4),
        Turn((Run(decided, language, anchor="u2"),), 5, 8),
        Heading(1, (Run(_("Decisions and tasks (suggestions)"), language),)),
        Table(columns, (header, row), header=True),
        Fields(_("Conclusion"), ((_("Enclosures"), OPEN_FIELD), (_("Date issued"), OPEN_FIELD))),
        Checklist(
            _("Check and release"), (_("Text compared with the recording"), _("Released on … by …"))
        ),
    )
    title = "Sitzung" if german else "Meeting"
    heading = _("Discussion minutes")
    return Draft(title, language, (), (), blocks, *_ORIGIN, kind=DraftKind.MINUTES, heading=heading)


def dictation(language: Language) -> Draft:
    """With changes to reject: filler words, spoken punctuation, spoken paragraphs."""
    german = language == "de"
    undecided = Doubt(Reason.UNDECIDED, 0.9, Moment(4.1, 4.4), (".",), 0.5)
    said = (
        (
            "Ähm ",
            "Wir bitten um Geduld",
            " Komma",
            ",",
            " bis bald",
            " neuer Absatz",
            "Mit Gruß",
            " Punkt",
        )
        if german
        else (
            "Um ",
            "We ask for patience",
            " comma",
            ",",
            " until soon",
            " new paragraph",
            "Yours",
            " period",
        )
    )
    filler, words, comma, sign, bye, paragraph, greeting, period = said
    deleted, inserted = Change.DELETED, Change.INSERTED
    runs = (
        Run(filler, language, change=deleted, anchor="u1"),
        Run(words, language, anchor="u1"),
        Run(comma, language, change=deleted, anchor="u1"),
        Run(sign, language, change=inserted),
        Run(bye, language, anchor="u1"),
        Run(paragraph, language, change=deleted, anchor="u1"),
        Run("\n\n", language, change=inserted),
        Run(greeting, language, anchor="u1"),
        Run(period, language, undecided, anchor="u1"),
        Run("\n", language, change=inserted),
        Run("Anna Löwe", language, anchor="u2"),
    )
    facts = (("Quelle", "Diktat.ds2"),) if german else (("Source", "Dictation.ds2"),)
    return Draft(
        "Diktat" if german else "Dictation",
        language,
        facts,
        (),
        (Turn(runs, 0, 9.5),),
        *_ORIGIN,
        kind=DraftKind.DICTATION,
    )


GERMAN = (
    ("Guten Morgen, ich eröffne die Sitzung.", "Sprecher 1"),
    ("Wir kommen zu Tagesordnungspunkt 3, Haushalt.", "Sprecher 1"),
    ("Der Rat beschließt die Vorlage mit 12 Ja-Stimmen bei 2 Enthaltungen.", "Sprecher 1"),
    ("Frau Weber übernimmt das Protokoll bis zum 30. November.", "Sprecher 2"),
)
ENGLISH = (
    ("Good morning, I open the meeting.", "Speaker 1"),
    ("We move on to agenda item 3, the budget.", "Speaker 1"),
    ("It was resolved to adopt the budget.", "Speaker 1"),
    ("Action item for Mary: send the minutes by Friday.", "Speaker 2"),
)


def conversation(texts: tuple[tuple[str, str | None], ...], language: str) -> Recording:
    """Each text in an utterance of its own, three seconds apart."""
    utterances, at = [], 0.0
    for text, speaker in texts:
        words = tuple(
            SpokenWord(f" {word}", at + n / 2, at + (n + 1) / 2, 0.9)
            for n, word in enumerate(text.split())
        )
        utterances.append(Utterance(words, language, speaker))
        at = words[-1].end + 3
    return Recording(900, tuple(utterances), language=language)


def drafted(recognised: Recognised, *, about: About, lexicon: Lexicon | None = None) -> Draft:
    """The draft as the stages make it, but without a dictionary unless one is given."""
    translate = translator(about.language)
    return draft(recognised, about=about, translate=translate, lexicon=lexicon)


_NAMES = ("Anna Löwe", "Jana Weber")


def _drafted(kind: DraftKind, language: Language) -> Draft:
    """As the core drafts a small meeting for this kind, its frame and all."""
    german = language == "de"
    name = "Rat 2026-11-23 09-30" if german else "Council 2026-11-23 09-30"
    about = About(
        name,
        f"{name}.m4a",
        language,
        "Whisper base",
        form=Form(kind, participants=_NAMES),
        job=_ORIGIN[0],
        sha256=_ORIGIN[1],
    )
    recording = conversation(GERMAN if german else ENGLISH, language)
    first, *others = recording.utterances
    misheard = replace(first, words=(replace(first.words[0], confidence=0.4), *first.words[1:]))
    recording = replace(recording, utterances=(misheard, *others))
    return drafted(recording, about=about)


def results(language: Language) -> Draft:
    return _drafted(DraftKind.RESULTS, language)


def memo(language: Language) -> Draft:
    return _drafted(DraftKind.MEMO, language)


def plain(language: Language) -> Draft:
    return _drafted(DraftKind.PLAIN, language)


_ORIGIN = ("000042-0123456789ab", "0123456789ab" + 52 * "0")
_KINDS: Iterable[Callable[[Language], Draft]] = (
    letter,
    invoice,
    transcript,
    minutes,
    results,
    dictation,
    memo,
    plain,
)
_LANGUAGES: tuple[Language, ...] = ("de", "en")

DRAFTS = {
    f"{kind.__name__}.{language}": kind(language) for kind in _KINDS for language in _LANGUAGES
}
"""Each kind in each language.

Another kind is a function and a name in ``_KINDS``; then ``pytest --renew-golden``.
"""


def grey_line(_spot: Spot) -> bytes:
    """A picture of a line, as small as pictures are."""
    picture = BytesIO()
    Image.new("L", (600, 48), 200).save(picture, "PNG", dpi=(300, 300))
    return picture.getvalue()
