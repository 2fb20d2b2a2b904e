"""Dictations that Whisper really heard: no spoken command is left unnoticed."""

import re
from importlib import import_module
from itertools import chain
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from pipeline.core.drafts.draft import About, Fields
from pipeline.core.drafts.kinds import DraftKind, Form
from pipeline.core.model import Recording, SpokenWord, Utterance
from pipeline.core.wording.dictation import dictation_edits
from pipeline.core.wording.edits import Edit
from pipeline.outputs.draft_docx import write_docx
from pipeline.ports import SpeechEngine
from pipeline.recordings.decoding import open_recording
from pipeline.recordings.hearing import hear_segment
from pipeline.recordings.sound import find_speech
from tests.drafts import drafted
from tools.samples import (
    BRITISH,
    HIGH,
    Voice,
    chance_of,
    german_dictation,
    record_speech,
    speech_of,
)

pytestmark = pytest.mark.engine

_GERMAN = """
Sehr geehrte Damen und Herren | Komma | neuer Absatz | hiermit bestätigen wir den Eingang
Ihres Antrags | Punkt | Der letzte Punkt ist erledigt | Punkt | Der Vertrag | Klammer auf |
Anlage drei | Klammer zu | wird verlängert | Punkt
"""
_ENGLISH = """
Dear Mister Hughes | comma | new paragraph | thank you for your letter | full stop |
The period of notice is three months | period | You owe the rent | semicolon |
the deposit is paid | full stop
"""


@pytest.fixture(scope="module")
def engine(speech_model: Path) -> SpeechEngine:
    made: SpeechEngine = import_module("pipeline.engines.faster_whisper").FasterWhisper(
        speech_model, threads=1
    )
    return made


def _heard(
    engine: SpeechEngine, dictated: str, voice: Voice, folder: Path
) -> tuple[SpokenWord, ...]:
    """The words of a dictation that pauses at every "|"."""
    chance = chance_of(1, dictated)
    parts = [(voice, " ".join(part.split())) for part in dictated.split("|")]
    wav = record_speech(speech_of(parts, chance, (0.3, 0.5)), folder / "dictation.wav", chance).path
    return _heard_in(engine, wav, voice.name[:2])


def _heard_in(engine: SpeechEngine, wav: Path, language: str) -> tuple[SpokenWord, ...]:
    pcm = wav.with_suffix(".pcm")
    open_recording(wav, pcm)
    hearings = (
        hear_segment(engine, pcm, segment, language=language) for segment in find_speech(pcm)
    )
    return tuple(
        chain.from_iterable(said.words for hearing in hearings for said in hearing.utterances)
    )


def _written(words: tuple[SpokenWord, ...], made: tuple[Edit, ...]) -> str:
    text = " ".join(word.text.strip() for word in words)
    for edit in reversed([edit for edit in made if edit.decided]):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def test_a_german_dictation_has_its_signs_and_paragraphs(
    engine: SpeechEngine, tmp_path: Path
) -> None:
    words = _heard(engine, _GERMAN, HIGH, tmp_path)

    text = _written(words, dictation_edits(words, "de"))

    assert text.startswith("Sehr geehrte Damen und Herren,\n\nhiermit bestätigen wir")
    assert "Der letzte Punkt ist erledigt. " in text
    assert text.count(".") == 3
    assert " (Anlage drei) " in text or " (Anlage 3) " in text
    assert not {"komma", "absatz", "klammer"} & set(text.lower().split())


def test_an_english_dictation_has_its_signs_and_paragraphs(
    engine: SpeechEngine, tmp_path: Path
) -> None:
    words = _heard(engine, _ENGLISH, BRITISH, tmp_path)

    text = _written(words, dictation_edits(words, "en"))

    assert text.startswith("Dear Mr. Hughes,\n\nThank you for your letter. ")
    assert "period of notice" in text
    assert text.lower().count("period") == 1
    assert "You owe the rent; the deposit is paid." in text


def test_a_dictation_without_pauses_leaves_no_command_unmarked(
    engine: SpeechEngine, tmp_path: Path
) -> None:
    words = _heard(
        engine,
        "Wir danken für Ihr Schreiben Punkt Neuer Absatz Die Prüfung dauert drei Wochen Punkt",
        HIGH,
        tmp_path,
    )
    text = " ".join(word.text.strip() for word in words)

    made = dictation_edits(words, "de")

    assert (
        sum(text[edit.start : edit.end].lower().count("punkt") for edit in made)
        == text.lower().count("punkt")
        > 0
    )


@pytest.mark.parametrize("seed", [1, 4])
def test_a_letter_dictated_in_whole_sentences_has_its_paragraphs_and_no_command_unnoticed(
    engine: SpeechEngine, tmp_path: Path, seed: int
) -> None:
    words = _heard_in(engine, german_dictation(tmp_path / "letter.wav", seed=seed).path, "de")
    said = " ".join(word.text.strip() for word in words)

    made = dictation_edits(words, "de")

    commands = list(re.finditer("komma|punkt|neuer?|absatz", said, re.IGNORECASE))
    assert len(commands) >= 9
    assert [
        one[0]
        for one in commands
        if not any(e.start <= one.start() < one.end() <= e.end for e in made)
    ] == []
    text = _written(words, made)
    # Some processors hear "kommer", which is marked above: 8-bit arithmetic differs.
    assert re.match(
        r"Sehr geehrte Damen und Herren(,\n\nh| kommer\n\nH)iermit bestätigen wir", text
    )
    assert (
        "\n\nBitte wenden Sie sich bei Fragen an unsere Geschäftsstelle.\n\nMit freundlichen Grüßen"
        in text
    )


def test_the_file_of_a_dictation_says_how_many_words_are_marked_in_it(
    engine: SpeechEngine, tmp_path: Path
) -> None:
    words = _heard_in(engine, german_dictation(tmp_path / "letter.wav", seed=4).path, "de")
    about = About("Brief", "Brief.wav", "de", "Whisper base", form=Form(DraftKind.DICTATION))
    made = drafted(Recording(30, (Utterance(words, "de"),), language="de"), about=about)

    write_docx(made, tmp_path / "letter.docx")

    runs = docx.Document(str(tmp_path / "letter.docx")).element.body.iter(qn("w:r"))
    marked = [
        run.text for run in runs if run.find(f"{qn('w:rPr')}/{qn('w:highlight')}") is not None
    ]
    (fields,) = (block for block in made.blocks if isinstance(block, Fields))
    assert {"Dezember-Punkt", "kommer"} & set(marked)  # which of them, the processor decides
    assert dict(fields.rows)["Zu prüfen"].startswith(f"{len(marked)} von ")


@pytest.mark.parametrize("voice", [HIGH, BRITISH])
def test_speech_without_commands_stays_as_it_is(
    engine: SpeechEngine, tmp_path: Path, voice: Voice
) -> None:
    said = {
        HIGH: "Der letzte Punkt betrifft den zweiten Absatz | "
        "Das Komma an dieser Stelle ist falsch",
        BRITISH: "The accounting period ends in March | The comma after the date is wrong",
    }[voice]

    words = _heard(engine, said, voice, tmp_path)

    assert len(words) > 8
    assert dictation_edits(words, voice.name[:2]) == ()
