"""Dictations that Whisper really heard: whatever it makes of the commands, none is left unnoticed."""

from importlib import import_module
from itertools import chain
from pathlib import Path

import pytest

from pipeline.core.dictation import edits
from pipeline.core.edits import Edit
from pipeline.core.model import SpokenWord
from pipeline.listening import hear_segment
from pipeline.ports import SpeechEngine
from pipeline.recordings import find_speech, open_recording
from tools.samples import BRITISH, HIGH, Voice, chance_of, spoken, taped

pytestmark = pytest.mark.engine

_GERMAN = """
Sehr geehrte Damen und Herren | Komma | neuer Absatz | hiermit bestätigen wir den Eingang Ihres Antrags | Punkt |
Der letzte Punkt ist erledigt | Punkt | Der Vertrag | Klammer auf | Anlage drei | Klammer zu |
wird verlängert | Punkt
"""
_ENGLISH = """
Dear Mister Hughes | comma | new paragraph | thank you for your letter | full stop | The period of notice is three months |
period | You owe the rent | semicolon | the deposit is paid | full stop
"""


@pytest.fixture(scope="module")
def engine(speech_model: Path) -> SpeechEngine:
    made: SpeechEngine = import_module("pipeline.engines.faster_whisper").FasterWhisper(speech_model, threads=1)
    return made


def _heard(engine: SpeechEngine, dictated: str, voice: Voice, folder: Path) -> tuple[SpokenWord, ...]:
    """The words of a dictation that pauses at every "|"."""
    chance = chance_of(1, dictated)
    parts = [(voice, " ".join(part.split())) for part in dictated.split("|")]
    wav = taped(spoken(parts, chance, (0.3, 0.5)), folder / "dictation.wav", chance).path
    pcm = folder / "dictation.pcm"
    open_recording(wav, pcm)
    hearings = (hear_segment(engine, pcm, segment, language=voice.name[:2]) for segment in find_speech(pcm))
    return tuple(chain.from_iterable(said.words for hearing in hearings for said in hearing.utterances))


def _written(words: tuple[SpokenWord, ...], made: tuple[Edit, ...]) -> str:
    text = " ".join(word.text.strip() for word in words)
    for edit in reversed([edit for edit in made if edit.decided]):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def test_a_german_dictation_has_its_signs_and_paragraphs(engine: SpeechEngine, tmp_path: Path) -> None:
    words = _heard(engine, _GERMAN, HIGH, tmp_path)

    text = _written(words, edits(words, "de"))

    assert text.startswith("Sehr geehrte Damen und Herren,\n\nhiermit bestätigen wir")
    assert "Der letzte Punkt ist erledigt. " in text
    assert text.count(".") == 3
    assert " (Anlage drei) " in text or " (Anlage 3) " in text
    assert not {"komma", "absatz", "klammer"} & set(text.lower().split())


def test_an_english_dictation_has_its_signs_and_paragraphs(engine: SpeechEngine, tmp_path: Path) -> None:
    words = _heard(engine, _ENGLISH, BRITISH, tmp_path)

    text = _written(words, edits(words, "en"))

    assert text.startswith("Dear Mr. Hughes,\n\nThank you for your letter. ")
    assert "period of notice" in text
    assert text.lower().count("period") == 1
    assert "You owe the rent; the deposit is paid." in text


def test_a_dictation_without_pauses_leaves_no_command_unmarked(engine: SpeechEngine, tmp_path: Path) -> None:
    words = _heard(
        engine, "Wir danken für Ihr Schreiben Punkt Neuer Absatz Die Prüfung dauert drei Wochen Punkt", HIGH, tmp_path
    )
    text = " ".join(word.text.strip() for word in words)

    made = edits(words, "de")

    assert sum(text[edit.start : edit.end].lower().count("punkt") for edit in made) == text.lower().count("punkt") > 0


@pytest.mark.parametrize("voice", [HIGH, BRITISH])
def test_speech_without_commands_stays_as_it_is(engine: SpeechEngine, tmp_path: Path, voice: Voice) -> None:
    said = {
        HIGH: "Der letzte Punkt betrifft den zweiten Absatz | Das Komma an dieser Stelle ist falsch",
        BRITISH: "The accounting period ends in March | The comma after the date is wrong",
    }[voice]

    words = _heard(engine, said, voice, tmp_path)

    assert len(words) > 8
    assert edits(words, voice.name[:2]) == ()
