"""Both engines through one suite: what the port promises, whoever keeps it."""

import unicodedata
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from pipeline import process
from pipeline.core.model import Job, Kind, Utterance
from pipeline.core.recordings.passages import Told
from pipeline.core.recordings.segments import RATE, Segment
from pipeline.errors import ModelMissing
from pipeline.ports import SpeechEngine
from pipeline.recipe import Recipe
from pipeline.recordings.decoding import open_recording
from pipeline.recordings.hearing import hear_segment
from pipeline.recordings.sound import find_speech, samples_of
from tools.samples import BRITISH, HIGH, Sample, record

pytestmark = pytest.mark.engine

ENGINES = {"faster_whisper": "FasterWhisper", "openai_whisper": "OpenAIWhisper"}


def built(engine: str, model: Path) -> SpeechEngine:
    made: SpeechEngine = getattr(import_module(f"pipeline.engines.{engine}"), ENGINES[engine])(
        model, threads=1
    )
    return made


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest, speech_model: Path) -> SpeechEngine:
    return built(request.param, speech_model)


def opened(sample: Sample, folder: Path) -> tuple[Path, tuple[Segment, ...]]:
    pcm = folder / "sound.pcm"
    open_recording(sample.path, pcm)
    return pcm, find_speech(pcm)


@pytest.fixture(scope="module")
def german(
    german_meeting_wav: Sample, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, tuple[Segment, ...]]:
    return opened(german_meeting_wav, tmp_path_factory.mktemp("german"))


@pytest.fixture(scope="module")
def english(
    english_memo_mp3: Sample, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, tuple[Segment, ...]]:
    return opened(english_memo_mp3, tmp_path_factory.mktemp("english"))


def spoken(sentence: str, folder: Path) -> NDArray[np.float32]:
    record([(HIGH, sentence)], folder / "sentence.wav", np.random.default_rng(1))
    open_recording(folder / "sentence.wav", folder / "sentence.pcm")
    return np.fromfile(folder / "sentence.pcm", "<i2").astype(np.float32) / np.float32(32_768)


def plain(text: str) -> list[str]:
    kept = (
        char
        for char in unicodedata.normalize("NFKC", text).casefold()
        if char.isalnum() or char.isspace()
    )
    return "".join(kept).split()


def word_errors(said: str, heard: tuple[Utterance, ...]) -> float:
    wanted, got = plain(said), plain(" ".join(utterance.text for utterance in heard))
    return Levenshtein.distance(wanted, got) / len(wanted)


def test_german_is_heard_nearly_word_for_word(
    engine: SpeechEngine, german: tuple[Path, tuple[Segment, ...]], german_meeting_wav: Sample
) -> None:
    pcm, segments = german

    hearings = [hear_segment(engine, pcm, segment, language="de") for segment in segments]
    heard = tuple(utterance for hearing in hearings for utterance in hearing.utterances)

    assert not any(hearing.gaps for hearing in hearings)
    assert {utterance.language for utterance in heard} == {"de"}
    assert word_errors(german_meeting_wav.text, heard) < 0.4
    words = [word for utterance in heard for word in utterance.words]
    assert all(a.end <= b.start + 1e-6 for a, b in pairwise(words))
    assert segments[0].start - 1e-6 <= words[0].start
    assert words[-1].end <= segments[-1].end + 1e-6
    assert sum(word.confidence for word in words) / len(words) > 0.5


def test_english_is_heard_nearly_word_for_word_and_twice_the_same(
    engine: SpeechEngine, english: tuple[Path, tuple[Segment, ...]], english_memo_mp3: Sample
) -> None:
    pcm, (segment, *_) = english
    beginning = Segment(1, segment.regions[:2])

    hearing = hear_segment(engine, pcm, beginning, language="en")

    heard = hearing.utterances
    count = sum(len(utterance.words) for utterance in heard)
    assert count > 5
    assert word_errors(" ".join(english_memo_mp3.text.split()[:count]), heard) < 0.4
    assert hear_segment(engine, pcm, beginning, language="en") == hearing


def test_the_language_is_a_probability(
    engine: SpeechEngine, english: tuple[Path, tuple[Segment, ...]]
) -> None:
    pcm, (segment, *_) = english
    samples = np.fromfile(pcm, "<i2")[: int(segment.duration * RATE)].astype(
        np.float32
    ) / np.float32(32_768)

    odds = engine.language(samples)

    assert max(odds, key=lambda code: odds[code]) == "en"
    assert sum(odds.values()) == pytest.approx(1, abs=0.01)


@pytest.mark.timeout(300)  # openai-whisper takes a minute, two beside another test
def test_german_and_english_in_one_recording_are_told_apart(
    engine: SpeechEngine, tmp_path: Path
) -> None:
    spoken_in_turn = [
        (HIGH, "Die Heizung im zweiten Stock ist seit Dienstag ausgefallen."),
        (HIGH, "Der Hausmeister hat den Kundendienst schon angerufen."),
        (BRITISH, "Our visitors from London will arrive at a quarter past seven."),
        (BRITISH, "They would like to see the new building before dinner."),
        (HIGH, "Wir treffen uns um halb neun vor dem Rathaus und gehen gemeinsam hinüber."),
    ]
    wav = record(spoken_in_turn, tmp_path / "Besuch.wav", np.random.default_rng(1)).path
    job = Job(f"000001-{'ab' * 6}", Kind.RECORDING, wav.name, "ab" * 32)
    recipe = Recipe(
        tmp_path / "artefacts", "1", "de", "none 1", 1, ("deu",), engine.version, ("de", "en")
    )

    for unit in process.prepare(job, wav, tmp_path, recipe):
        process.hear(engine, job, unit, tmp_path, recipe)
    composed = process.compose(job, tmp_path, recipe)

    text = (tmp_path / "results" / "result.vtt").read_text(encoding="utf-8").replace("\n", " ")
    assert composed.facts.language == "de"
    assert "visitors from London" in text
    assert "see the new building before dinner" in text
    # Some processors hear "Kunden denst" for "Kundendienst": 8-bit arithmetic differs.
    assert "Der Hausmeister hat den Kunden" in text
    assert "gehen gemeinsam" in text


@pytest.mark.timeout(300)  # openai-whisper takes a minute, two beside another test
def test_whatever_is_asked_in_between_the_answers_are_the_same(
    engine: SpeechEngine,
    german: tuple[Path, tuple[Segment, ...]],
    english: tuple[Path, tuple[Segment, ...]],
) -> None:
    german_sound, english_sound = (
        samples_of(german[0], german[1][0]),
        samples_of(english[0], english[1][0])[: 9 * RATE],
    )

    odds, passages = engine.language(german_sound), engine.transcribe(english_sound, language="en")
    engine.language(english_sound)
    odds_again, passages_again = (
        engine.language(german_sound),
        engine.transcribe(english_sound, language="en"),
    )

    assert odds_again == pytest.approx(
        odds, abs=1e-4
    )  # PyTorch's threads add up in another order each time
    assert [[word.text for word in each.words] for each in passages_again] == [
        [word.text for word in each.words] for each in passages
    ]


@pytest.mark.timeout(300)  # openai-whisper takes a minute, two beside another test
def test_names_to_expect_are_spelled_so_and_no_others_are_heard(
    engine: SpeechEngine, tmp_path: Path
) -> None:
    with_name = spoken("Frau Gründel-Löwe hat heute angerufen.", tmp_path)
    terms = ("Gründel-Löwe", "Kowalczyk", *(f"Vierneisel{number}" for number in range(200)))

    heard = engine.transcribe(with_name, language="de", told=Told(terms))

    text = "".join(word.text for passage in heard for word in passage.words)
    assert "Gründel-Löwe" in text
    assert "Kowalczyk" not in text


def test_silence_is_known_as_such(engine: SpeechEngine) -> None:
    noise = np.random.default_rng(1).normal(0, 0.05, 3 * RATE).astype(np.float32)

    heard = engine.transcribe(noise, language="en", told=Told(("Kowalczyk", "Schreibstube")))

    assert all(passage.no_speech > 0.6 for passage in heard)


def test_hearing_otherwise_is_hearing_too(engine: SpeechEngine, tmp_path: Path) -> None:
    heard = engine.transcribe(
        spoken("Die Sitzung beginnt um neun Uhr.", tmp_path), language="de", otherwise=True
    )

    assert "beginnt" in "".join(word.text for passage in heard for word in passage.words)
    assert all(passage.no_speech < 0.6 for passage in heard)


def test_the_version_names_program_and_model(engine: SpeechEngine) -> None:
    program, number, model, *_ = engine.version.split()

    assert program in {"faster-whisper", "openai-whisper"}
    assert number[0].isdigit()
    assert model == "base"


@pytest.mark.parametrize("engine_name", ENGINES)
def test_a_missing_model_is_said_to_be_missing(engine_name: str, tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        built(engine_name, tmp_path / "nowhere")


@pytest.mark.parametrize("engine_name", ENGINES)
def test_a_damaged_model_is_said_to_be_damaged(
    engine_name: str, speech_model: Path, tmp_path: Path
) -> None:
    for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
        (tmp_path / name).symlink_to(speech_model / name)
    (tmp_path / "model.bin").write_bytes((speech_model / "model.bin").read_bytes()[:1_000_000])

    with pytest.raises(ModelMissing):
        built(engine_name, tmp_path)


def test_a_missing_tokenizer_does_not_send_anybody_to_the_internet(
    speech_model: Path, tmp_path: Path
) -> None:
    for name in ("config.json", "model.bin", "vocabulary.txt"):
        (tmp_path / name).symlink_to(speech_model / name)

    with pytest.raises(ModelMissing):
        built("faster_whisper", tmp_path)


def test_a_file_that_is_no_checkpoint_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "base.pt").write_bytes(b"not a checkpoint")

    with pytest.raises(ModelMissing):
        built("openai_whisper", tmp_path / "base.pt")


def test_a_checkpoint_of_openai_hears_as_the_folder_does(
    english: tuple[Path, tuple[Segment, ...]], speech_model: Path, tmp_path: Path
) -> None:
    torch, ct2 = import_module("torch"), import_module("pipeline.engines.ct2")
    weights = ct2.read_weights(speech_model)
    state = {name: torch.from_numpy(np.array(array)) for name, array in weights.state.items()}
    torch.save({"dims": dict(weights.dimensions), "model_state_dict": state}, tmp_path / "base.pt")
    samples = np.fromfile(english[0], "<i2")[: 9 * RATE].astype(np.float32) / np.float32(32_768)

    from_file = built("openai_whisper", tmp_path / "base.pt").language(samples)

    assert from_file == pytest.approx(
        built("openai_whisper", speech_model).language(samples), abs=1e-4
    )
