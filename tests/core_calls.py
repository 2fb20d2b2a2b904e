"""One call of every function of the core that the other rooms use, with small values.

As a program: prints, as JSON, the files that these calls open.
"""

from __future__ import annotations

import codecs
import importlib
import json
import pkgutil
import sys
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from typing import Any

from pipeline import core
from pipeline.core import model, naming
from pipeline.core.completeness import Ending, ending
from pipeline.core.corrections import learned
from pipeline.core.corrections.alignment import align, guessed_words
from pipeline.core.corrections.corrected_pages import corrected_scan
from pipeline.core.corrections.corrected_talk import corrected_recording
from pipeline.core.corrections.correction_figures import figures, lost_groups
from pipeline.core.corrections.draft_words import draft_words, typed_names, with_names
from pipeline.core.corrections.model import DraftWord, FinalWord, SheetRow, WordPlace
from pipeline.core.corrections.ordered_runs import ordered_pairs
from pipeline.core.corrections.sheet_merging import with_sheet
from pipeline.core.corrections.word_pairs import word_pairs
from pipeline.core.drafts import vocabulary
from pipeline.core.drafts.assembly import draft
from pipeline.core.drafts.conformance import Conformance, conformance_fact
from pipeline.core.drafts.content import ranges
from pipeline.core.drafts.draft import About, Draft, Paragraph, Run
from pipeline.core.drafts.frames import heading_text, release_line
from pipeline.core.drafts.kinds import DraftKind, Form
from pipeline.core.drafts.recording_content import gap_remark
from pipeline.core.drafts.runs import texts_of
from pipeline.core.filetypes import kind_of
from pipeline.core.model import Box, Page, Recognised, Recording, Scan, SpokenWord, Utterance, Word
from pipeline.core.office import events, intake, outbox_names, pairing, records, retries
from pipeline.core.office.releases import is_superseded, owed_drafts, releases_in_force
from pipeline.core.office.tallies import Tally, tallies
from pipeline.core.recordings import (
    hallucinations,
    passages,
    segments,
    spoken_languages,
    truncation,
)
from pipeline.core.recordings.captions import captions
from pipeline.core.recordings.channels.feeds import (
    AudioTrack,
    Feed,
    alternatives,
    interleaved,
    with_parties,
)
from pipeline.core.recordings.channels.parties import Level, parties
from pipeline.core.recordings.file_name import speakers_in, terms_in
from pipeline.core.recordings.loudness import gains
from pipeline.core.recordings.models.forecast import (
    Advice,
    Machine,
    Trial,
    advice,
    advice_text,
    forecasts,
    rounded_time,
)
from pipeline.core.recordings.overlap import Excerpt, with_overlaps
from pipeline.core.recordings.repetitions import counted
from pipeline.core.recordings.speakers import SpeakerTurn, with_speakers
from pipeline.core.recordings.torn_containers import lies_elsewhere, torn_container, torn_transport
from pipeline.core.recordings.voice_activity import VoiceActivity, raised_odds
from pipeline.core.recordings.voice_prints import VoicePrint, speaker_clusters
from pipeline.core.scans import direction, lines, ocr_languages, page_geometry, paragraph_signs
from pipeline.core.scans.arrangement import Habits, Side, arrangement
from pipeline.core.scans.digital import digital_words, mixed_pages
from pipeline.core.scans.digital.redactions import is_redaction, redaction
from pipeline.core.scans.digital.sideways import upright_page
from pipeline.core.scans.e_invoices import EInvoice, with_data
from pipeline.core.scans.e_invoices.comparison import compared, part_of
from pipeline.core.scans.languages import paragraphs
from pipeline.core.scans.languages.english import with_english_i
from pipeline.core.scans.languages.office_words import is_law_word, is_office_word
from pipeline.core.scans.letter import letter_of, title_of
from pipeline.core.scans.opinions import questions, verdicts
from pipeline.core.scans.page_order import in_reading_order
from pipeline.core.scans.page_order.furniture import is_page_number
from pipeline.core.scans.page_order.late_lines import with_late_lines
from pipeline.core.scans.page_order.upright_lines import box_about, with_upright_lines
from pipeline.core.scans.shortcomings import (
    coarsely_read,
    page_remarks,
    shortcomings,
    unread_places,
    with_unread_places,
)
from pipeline.core.scans.signs.bracket_boxes import with_bracket_boxes
from pipeline.core.scans.signs.dashes import dash_suspects, with_dashes
from pipeline.core.scans.signs.long_s import with_long_s
from pipeline.core.scans.signs.marked_zeros import with_zeros, zero_suspects
from pipeline.core.scans.signs.times_signs import with_times_signs
from pipeline.core.scans.spacing.glued_words import Gap, glued_suspects, parted_words
from pipeline.core.scans.spacing.monospaced import pitch_of
from pipeline.core.scans.spacing.split_words import joined_figures, rejoined_words, without_repeats
from pipeline.core.scans.spacing.stray_marks import without_stray_marks
from pipeline.core.wording import cues
from pipeline.core.wording.dictation.examples import dictation_example
from pipeline.core.wording.formatting import clock, time_mark
from pipeline.core.wording.language import language_of
from pipeline.core.wording.printed_days import day_of
from pipeline.i18n import Language

Call = partial[Any]

_LANGUAGES: tuple[Language, ...] = ("de", "en")

_LETTER = (
    "Löwe GmbH · Domplatz 1 · 38100 Braunschweig",
    "Frau Weiß",
    "38100 Braunschweig",
    "Sehr geehrte Frau Weiß,",
    "die Vor-",
    "und Nachteile sind geprüft. IBAN DE88 3704 0044 0532 0130 00",
    "USt-IdNr. DE136695976, BIC: C0BADEFFXXX, Tel. 12",
    "Montag, 3.11.2026 Steuer-ID: 86095742718 EAN 4006381333932 DE97ZZZ09999999999",
    "Netto 100,00",
    "19 % USt 79,00",
    "Summe 119,00",
)
_SAID = {
    "de": (
        "Ähm, wir kommen zu Tagesordnungspunkt 3, Haushalt.",
        "Der Rat beschließt die Vorlage mit zwölf Ja-Stimmen bei 2 Enthaltungen.",
        "Frau Weber übernimmt das Protokoll bis nächsten Freitag um halb zehn Komma neuer Absatz.",
        "Die IBAN ist DE89370400440532013000, und und es sind zwölftausend Euro.",
    ),
    "en": (
        "Um, we move on to agenda item 3, the budget.",
        "It was resolved to adopt the budget, twelve thousand euros comma new paragraph",
        "Action item for Mary: send the minutes by Friday at half past nine.",
    ),
}


def _page(lines: Sequence[str]) -> Page:
    words = tuple(
        Word(text, Box(at * 100, row * 60, at * 100 + 80, row * 60 + 40), 0.8, 0, row, row)
        for row, line in enumerate(lines)
        for at, text in enumerate(line.split())
    )
    return Page(1, 2000, 3000, 300, words, language="de")


def _recording(language: Language) -> Recording:
    said = []
    for at, text in enumerate(_SAID[language]):
        words = (
            SpokenWord(f" {word}", at * 20 + n / 2, at * 20 + n / 2 + 0.4, 0.6)
            for n, word in enumerate(text.split())
        )
        said.append(Utterance(tuple(words), language, "Sprecher 1"))
    return Recording(900, tuple(said), language=language)


def _known(word: str, _language: str) -> bool:
    return len(word) % 2 == 0


def _drafts() -> Iterator[Call]:
    """A draft of each kind, in each language."""
    for language in _LANGUAGES:
        recording = _recording(language)
        scan = Scan((_page(_LETTER),))
        for kind in DraftKind:
            recognised: Recognised = scan if kind is DraftKind.LETTER else recording
            form = Form(kind, smooth=True, candidates=True)
            about = About("Rat 2026-11-23", "Rat.m4a", language, "engine", form=form)
            yield partial(
                draft,
                recognised,
                about=about,
                translate=str,
                lexicon=_known,
                terms=("Weber",),
            )


_SHEET = _page(_LETTER)
_SCAN = Scan((_SHEET,))
_E_INVOICE = EInvoice("UBL", number="4711", day=date(2026, 3, 5), gross=Decimal("119.00"))
_SIGHTING = intake.Sighting("inbox/Brief.pdf", 4, 1)
_WATCHED = intake.WatchedFile(_SIGHTING, since=0)
_NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
_REGIONS = (segments.Region(0, 320_000), segments.Region(400_000, 640_000))
_SEGMENTS = segments.pack(_REGIONS, longest=30)
_TURNS = (SpeakerTurn(0, 5, 0), SpeakerTurn(6, 9, 1))
_FULL = (0.0, 0.0, 595.0, 842.0)
_HEARD = passages.RawPassage(
    (passages.RawWord(" Guten", 0, 1, 0.9), passages.RawWord(" Tag.", 1, 2, 0.9))
)
_SPOKEN = passages.spoken_passages((_HEARD,), language="de", start=0, end=2)
_VOICE = VoiceActivity((0.9,) * 200)
_WEIGHED = hallucinations.judgement(_SPOKEN, _VOICE, start=0, end=6)

_CLAIMED = {"source": "Brief.pdf", "sha256": "ab" * 32, "kind": "scan", "size": 4, "modified_ns": 1}
_FRONTS = events.first_record(
    "000001-abababababab", _NOON, {**_CLAIMED, "fronts": "000001-abababababab"}
)
_BACKS = events.first_record(
    "000002-abababababab", _NOON, {**_CLAIMED, "fronts": "000001-abababababab"}
)
_INTENT = records.Intent((".t.pdf",), (records.Output("Brief.pdf", "cd" * 32),), records.Facts())

_OFFICE: tuple[Call, ...] = (
    partial(events.first_record, "000001-abababababab", _NOON, _CLAIMED),
    partial(events.record_after, _FRONTS, "publishing", _NOON, events.plain_intent(_INTENT)),
    partial(events.plain_intent, _INTENT),
    partial(events.plain_outputs, _INTENT.outputs),
    partial(pairing.lone_fronts, (_FRONTS, _BACKS), ""),
    partial(pairing.backs_of, (_FRONTS, _BACKS), _FRONTS.id),
    partial(pairing.end_of_backs, _BACKS, _FRONTS),
    partial(pairing.claim_order, (_SIGHTING,), lacks_other_side=bool, alone={}),
    partial(intake.watched_files, {}, (_SIGHTING,), now=1),
    partial(intake.settled, _WATCHED, now=9, settle=1),
    partial(intake.waits, _WATCHED, Ending.COMPLETE, now=9, settle=1, patience=60),
    partial(intake.next_look, (_WATCHED,), now=1, settle=3),
    *(partial(ignored, "~$Brief.docx") for ignored in (intake.ignored_folder, intake.ignored_file)),
    partial(intake.steering_file, "profile.toml"),
    partial(intake.refusal, PermissionError()),
    partial(intake.urgent, "eilt/Brief.pdf"),
    partial(intake.priority, "eilt/Brief.pdf", 3),
    partial(retries.next_attempt, retries.Failure.MACHINE, attempt=1),
    partial(retries.exhausted, unfinished_starts=1),
    partial(retries.patience, failed=1),
    partial(retries.usual_share, 1, limit=1.0),
    partial(retries.Patience.FIRST.seconds, 1.0, usual=1.0),
    partial(model.folder_of, "Akte/Brief.pdf"),
    partial(model.name_of, "Akte/Brief.pdf"),
    partial(naming.companion_name, "Brief.pdf", " - Hinweis.txt"),
    partial(naming.numbered_suffixes, (".pdf", ".docx", ".pdf")),
    partial(naming.comparison_key, "Brief"),
    partial(naming.free_name, "Brief.pdf", {"Brief.pdf"}),
    partial(naming.free_stem, "Brief", {"Brief.pdf"}),
    partial(naming.free_final, "Brief", {"Brief.pdf"}),
    partial(outbox_names.results_folder, "_final/Akte"),
    partial(outbox_names.is_word_file, "Brief.docx"),
    partial(outbox_names.lock_names, "Brief.docx"),
    partial(owed_drafts, (_FRONTS,)),
    partial(releases_in_force, (_FRONTS,), _FRONTS.id),
    partial(is_superseded, _FRONTS, (_BACKS,)),
    partial(tallies, (_FRONTS,), date(2026, 3, 1), UTC),
    partial(Tally().with_tally, Tally(1)),
    partial(naming.portable_folder, "Akte:1/CON"),
    partial(naming.readable, "Brie\udcfc"),
    partial(naming.harmless, "Brief\x1b[2J"),
    partial(naming.steers, "\x1b"),
    partial(naming.stem_of, "Brief.pdf"),
    partial(kind_of, b"%PDF-1.7", "Brief.pdf"),
    partial(ending, lambda offset, length: b"%PDF-1.7 %%EOF"[offset : offset + length], 14),
)

_SCANS: tuple[Call, ...] = (
    partial(letter_of, _SCAN),
    partial(title_of, letter_of(_SCAN)),
    partial(in_reading_order, _SHEET),
    partial(is_page_number, "Seite 2 von 3"),
    partial(with_late_lines, _SHEET.words, (_SHEET.words,)),
    partial(with_upright_lines, _SHEET.words, (2000, 3000)),
    partial(box_about, (50, 50), (20, 10), (100, 100)),
    partial(lines.line_of, _SHEET.words),
    partial(arrangement, (Side(1), Side(2, blank=True)), Habits(blank="remove")),
    partial(direction.visual_order, "שלום"),
    partial(direction.bidi_order, ("שלום", "עולם"), str),
    partial(ocr_languages.certainty, _SHEET.words),
    partial(ocr_languages.elected_languages, {"deu": _SHEET.words, "eng": ()}, ("deu", "eng")),
    partial(ocr_languages.needs_all_languages, _SHEET.words, ("deu",), ("deu", "eng")),
    partial(paragraphs.foreign_language, _SHEET.words, ("deu",), ("deu", "eng")),
    partial(paragraphs.second_languages, "en", ("deu", "eng")),
    partial(paragraphs.with_paragraphs, _SHEET.words, _SHEET.words, "en"),
    partial(with_english_i, _SHEET.words),
    partial(is_office_word, "BauNVO"),
    partial(is_law_word, "Abs"),
    partial(page_geometry.matrix_product, (1, 0, 0, 1, 0, 0), (1, 0, 0, 1, 5, 5)),
    partial(page_geometry.reading_dpi, 595.0, 842.0),
    partial(page_geometry.placement, _FULL, turn=90, columns=1000, rows=2000),
    partial(page_geometry.visible_part, _FULL, None),
    partial(page_geometry.size_on_paper, 2480, 3508, (300, 300)),
    partial(page_geometry.asks_for_letters, 1080, 17_000, (1, 1)),
    partial(page_geometry.rotation_matrix, 3, x=1, y=1),
    partial(shortcomings, (_SHEET,), 2, str, ranges=str),
    partial(compared, _E_INVOICE, (_SHEET,), letter_of(_SCAN)),
    partial(part_of, _E_INVOICE, ((_SHEET,), (_SHEET,))),
    partial(with_data, letter_of(_SCAN), _E_INVOICE),
    partial(unread_places, _SHEET),
    partial(with_unread_places, (), _SHEET),
    partial(page_remarks, _SHEET, str),
    partial(conformance_fact, Conformance("2b"), str),
    partial(coarsely_read, (_SHEET,)),
    partial(mixed_pages.complete_page, _SHEET, ()),
    partial(mixed_pages.joined_areas, (Box(0, 0, 9, 9), Box(5, 5, 20, 20)), touching=2),
    partial(mixed_pages.lies_level, "ENTWURF", 300, 300),
    partial(mixed_pages.page_with_short_texts, _SHEET, ()),
    partial(digital_words.doubted_numbers, ("87,40", "Euro")),
    partial(digital_words.same_shape, "87,40", "67,10"),
    partial(digital_words.other_digits, (digital_words.Reading("87,40", "67,10", 0.95),)),
    partial(digital_words.plain_text, "Büroﬂäche"),
    partial(digital_words.doubted_words, ("Kdxvyhu", "Ehwulhe"), bool, layer=True),
    partial(digital_words.contradicted, (digital_words.Reading("Haus", "Maus", 0.9),), bool),
    partial(ranges, (1, 3, 4)),
    partial(digital_words.undecided, (digital_words.Reading("Haus", "Maus", 0.9),)),
    partial(digital_words.known_share, ("Haus", "Maus"), bool),
    partial(digital_words.letters_of, "Straße."),
    partial(digital_words.own_text_sentences, str, covered=1, unseen=2, replaced="4", renewed="1"),
    partial(redaction, _SHEET.words[:1]),
    partial(is_redaction, _SHEET.words[0]),
    partial(digital_words.confirmed, (digital_words.Reading("Haus", "Haus", 0.9),), bool),
    partial(lines.has_descender, "§"),
    partial(lines.has_digit, "§ 3"),
    partial(lines.says_something, "§"),
    partial(paragraph_signs.suspects, ("nach", "8", "19", "BauNVO")),
    partial(paragraph_signs.sign_reading, "§19"),
    partial(questions.asked_about, _SHEET.words, frozenset("²")),
    partial(questions.ends_in_a_one, "Seitel", bool),
    partial(questions.is_dirty, _SHEET.words),
    partial(vocabulary.bare_word, "(Wort)."),
    partial(learned.active, (), date(2026, 11, 12)),
    partial(learned.expire, (), date(2026, 11, 12)),
    partial(learned.unlearn, (), "000001-abababababab"),
    partial(learned.verdicts, (("Wort", "Ort"),), (), ("Wort",), ("Ort",)),
    partial(
        learned.learn,
        (),
        (("Rathrnann", "Rathmann"),),
        (),
        learned.Source(date(2026, 11, 12), "000001-abababababab"),
    ),
    partial(verdicts.second_opinion, _SHEET.words[0], verdicts.Reading("m²", 0.9), frozenset("²")),
    partial(without_stray_marks, _page(("| Das Haus",)).words),
    partial(joined_figures, _page(("25.", "712,06")).words),
    partial(without_repeats, _page(("25.", "712,06")).words),
    partial(rejoined_words, _page(("E-Mail- Adresse", "18 ,08")).words, bool),
    partial(glued_suspects, _page(("das.Haus",)).words),
    partial(parted_words, _page(("das.Haus",)).words, {0: (Gap(40, 60),)}, bool),
    partial(with_bracket_boxes, _page(("[ 1 ja", "[lja")).words, bool),
    partial(with_long_s, _page(("fich ift", "Mens", "fchen")).words, bool),
    partial(dash_suspects, _page(("12-14",)).words),
    partial(with_dashes, _page(("12-14",)).words, {0: (20,)}),
    partial(with_times_signs, _page(("2 x 4",)).words),
    partial(pitch_of, _SHEET.words),
    partial(zero_suspects, _page(("1998",)).words),
    partial(with_zeros, _page(("1998",)).words[0], (False, True, False, True)),
    partial(upright_page, _SHEET),
    partial(lines.next_places, _SHEET.words),
    partial(lines.bounding_box, (Box(0, 0, 1, 1),)),
    partial(language_of, ("der", "Vertrag", "und", "die", "Anlage")),
)

_RECORDINGS: tuple[Call, ...] = (
    partial(captions, _recording("de"), unheard="(unverständlich)"),
    partial(
        hallucinations.judgement, _SPOKEN, _VOICE, start=0, end=6, told=passages.Told(("Guten",))
    ),
    *(partial(hallucinations.final_judgement, hole, _WEIGHED, _VOICE) for hole in _WEIGHED.holes),
    partial(terms_in, "Rat Haushalt.m4a"),
    partial(speakers_in, "Rat (3 Sprecher).m4a"),
    partial(spoken_languages.only_language, {"de": 0.9, "en": 0.1}, 20, ("de", "en")),
    partial(spoken_languages.stands_out, (), segments.Segment(1, (segments.Region(0, 9),))),
    partial(spoken_languages.average_odds, (({"de": 0.9}, 3), ({"en": 0.9}, 2))),
    partial(raised_odds, (0.5,) * 400),
    partial(spoken_languages.likely_language, {"de": 0.9, "en": 0.1}, ("de", "en")),
    partial(spoken_languages.is_mixed, {"de": 0.5, "en": 0.5}, ("de", "en")),
    partial(spoken_languages.language_sample, _SEGMENTS),
    partial(spoken_languages.language_runs, ("de", None, "en"), "de"),
    partial(gains, (-30.0, -50.0, -20.0)),
    partial(with_overlaps, _TURNS, (Excerpt(0, ((0.9,) * 7,) * 9),)),
    partial(parties, (Level(0.1, 0.0, 0.1),) * 20),
    partial(cues.passages, _recording("de").utterances),
    partial(cues.passage_signs, cues.passages(_recording("de").utterances)),
    partial(
        cues.candidates,
        _recording("de").utterances,
        day=None,
        scores=[(9.0,) * 6] * len(cues.passages(_recording("de").utterances)),
    ),
    partial(passages.spoken_passages, (_HEARD,), language="de", start=0, end=2),
    partial(passages.utterances, _SPOKEN, _SEGMENTS[0], language="de"),
    partial(passages.Told(("Weber", "Löwe"), "Guten Tag Komma").prompt, len),
    partial(dictation_example, "de"),
    partial(alternatives, (AudioTrack(1, "ger"), AudioTrack(2, "eng"))),
    partial(interleaved, {0: _recording("de").utterances, 1: _recording("de").utterances}),
    partial(with_parties, ((0, _recording("de").utterances[0]),), (Feed(0, 1),), label=str),
    partial(segments.pack, _REGIONS, longest=30),
    partial(segments.bursts, (0.9,) * 40, samples=40 * segments.WINDOW),
    partial(segments.speech_regions, (0.9,) * 40, samples=40 * segments.WINDOW, longest=30),
    partial(with_speakers, _recording("de").utterances, _TURNS, label=str),
    partial(
        speaker_clusters, (VoicePrint(0, 5, (1.0, 0.0)), VoicePrint(1, 5, (0.0, 1.0))), expected=2
    ),
    partial(truncation.torn_frame, "mp3", b"\xff\xfb\x90\x64"),
    partial(truncation.torn_ogg, b"OggS\0\x04"),
    partial(torn_transport, b"G" * 188, 188),
    partial(truncation.lost_ogg_pages, lambda _offset, _length: b"", 0),
    partial(truncation.ogg_links, lambda _offset, _length: b"", 0),
    partial(truncation.matroska_faults, lambda _offset, _length: b"\x1a\x45\xdf\xa3", 4),
    partial(torn_container, lambda _offset, _length: b"FWS\x05\x09\0\0\0", 8),
    partial(lies_elsewhere, lambda _offset, _length: b"\0\0\0\x09moov", 9),
    partial(counted, _SPOKEN, _VOICE, end=6),
    partial(forecasts, Machine(4, 1 << 34, 1), Trial("base", 1.0)),
    partial(advice, Machine(4, 1 << 34, 1), Trial("base", 1.0), current="base"),
    partial(advice_text, "base", Advice("small", 600.0), str),
    partial(rounded_time, 600.0),
    partial(truncation.torn_boxes, lambda _offset, _length: b"\0\0\0\x10ftyp", 9),
    partial(truncation.torn_windows_media, b"\x30\x26\xb2\x75", 4),
    partial(clock, 75),
    partial(time_mark, 75),
    partial(day_of, "den 1. Dezember 2026"),
    partial(release_line, Draft("Brief", "de", (), (), ()), str),
    partial(heading_text, DraftKind.MINUTES, About("Sitzung", "Sitzung.mp3", "de", "test"), str),
)

_DRAFTED = tuple(
    DraftWord(word.text, WordPlace(1, at), "p1_l1") for at, word in enumerate(_SHEET.words)
)
_RETURNED = (FinalWord("Lowe", "p1_l1"), *(FinalWord(word.text) for word in _DRAFTED[1:]))
_ALIGNED = align(_DRAFTED, _RETURNED)

_PLAIN_DRAFT = Draft("Rat", "de", (), (), (Paragraph(((Run("Ja.", "de", anchor="u1"),),)),))

_CORRECTIONS: tuple[Call, ...] = (
    partial(align, _DRAFTED, _RETURNED),
    partial(_ALIGNED.single),
    partial(ordered_pairs, (1, 2, 3), (1, 3)),
    partial(guessed_words, _ALIGNED, len(_RETURNED)),
    partial(corrected_scan, _SCAN, _DRAFTED, _RETURNED, _ALIGNED),
    partial(corrected_recording, _recording("de"), _DRAFTED, _RETURNED, _ALIGNED),
    partial(with_sheet, _RETURNED, (SheetRow(1, "Lowe", "Löwe", (0,)),)),
    partial(figures, _DRAFTED, _RETURNED, _ALIGNED),
    partial(lost_groups, _DRAFTED, _ALIGNED),
    partial(
        word_pairs,
        *(_DRAFTED, _RETURNED, _ALIGNED),
        recognised=_SCAN,
        vocabulary=vocabulary.Vocabulary(),
    ),
    partial(draft_words, _PLAIN_DRAFT, _recording("de")),
    partial(typed_names, _DRAFTED, _RETURNED),
    partial(with_names, _RETURNED, {"Sprecher 1": "Frau Weiß"}),
    partial(gap_remark, model.Gap(1, 2, "NotUnderstood"), str),
)

CALLS: tuple[Call, ...] = (
    *_drafts(),
    partial(texts_of, Paragraph(((Run("Ja.", "de"),),))),
    *_OFFICE,
    *_SCANS,
    *_RECORDINGS,
    *_CORRECTIONS,
)
"""Each as a function without arguments."""


@contextmanager
def _opened() -> Generator[list[str]]:
    """The files that are opened meanwhile.

    An audit hook cannot be removed: this is for a process of its own.
    """
    files: list[str] = []
    listening = True

    def hook(event: str, arguments: Sequence[object]) -> None:
        if listening and event in {"open", "os.listdir", "os.scandir"}:
            files.append(f"{event} {arguments[0]}")

    sys.addaudithook(hook)
    yield files
    listening = False


def opened_by(calls: Iterable[Call]) -> dict[str, list[str]]:
    """By name, the functions that opened something, and what."""
    for module in pkgutil.walk_packages(core.__path__, "pipeline.core."):
        importlib.import_module(module.name)
    codecs.lookup("cp1252")  # a module of Python that is only loaded once it is used
    found = {}
    for call in calls:
        with _opened() as files:
            result = call()
            if isinstance(result, Iterator):
                list(result)
        if files:
            found[call.func.__qualname__] = files
    return found


if __name__ == "__main__":
    print(json.dumps(opened_by(CALLS)))  # noqa: T201 - the answer of a child process
