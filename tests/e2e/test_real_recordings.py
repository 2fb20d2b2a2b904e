"""Recordings from outside, in one run: what becomes of them, and what is heard in them.

A few of them are done with every ``make test``; all, which takes minutes, with ``make test-all``.
"""

import csv
import re
import shutil
from pathlib import Path

import pytest

from pipeline import errors
from tests.e2e.conftest import Paperwork, TrialOffice
from tools import batch
from tools.compare import word_error_rate, words

pytestmark = [
    pytest.mark.engine,
    pytest.mark.timeout(3000),
    pytest.mark.xdist_group("real recordings"),
]

WRONG = {
    "austen_0870.wav": 0.10, "austen_0890.wav": 0.05, "az_de_projekte.wav": 0.10,
    "az_en_projects.wav": 0.08, "jfk.flac": 0.05, "jfk.mp3": 0.05, "jfk_441.m4a": 0.05,
    "meeting_de_3spk.mp3": 0.10, "projekte.m4a": 0.10, "projekte.ogg": 0.12,
    "pv_leichenhalle_de.wav": 0.40, "pv_platforms_en.wav": 0.25, "pv_quilter_en.wav": 0.07,
    "pv_rhino_ctx_de.wav": 0.50, "pv_werbung_de.wav": 0.20, "thorsten_sample01-gt.wav": 0.50,
    "thorsten_sample03-gt.wav": 0.30, "transcribee_sample.mp3": 0.15, "vosk_numbers.wav": 1.0,
    "watson_de_8khz_wien.wav": 0.08, "wyoming_licht_de.wav": 0.40,
}  # fmt: skip
"""The largest share of wrong words: as measured, and about one word more.

Digits where the truth has words are wrong words.
"""

REFUSED = {
    "header_only.wav": errors.NoAudio,
    "mutagen_emptyfile.mp3": errors.EmptyFile,
    "ps_bad.wav": errors.DamagedFile,
    "pydub_test1_empty.wav": errors.NoAudio,
    "zero_byte.wav": errors.EmptyFile,
}
"""What cannot be processed, and what the note says; everything else is published."""

SILENT = {
    "docling_silent_1s.wav",
    "dtmf_tones.mp3",
    "lt_empty.mp3",
    "pv_empty.wav",
    "pydub_bach.ogg",
    "sb_noise5.wav",
}
"""In these nobody says a word."""

FEW = (
    *REFUSED, *SILENT, "austen_0890.wav", "docling_sample_10s_video-mp4.mp4", "jfk.flac", "jfk.mp3",
    "jfk_441.m4a", "mutagen_bad-xing.mp3", "pv_leichenhalle_de.wav", "pydub_test5.webm",
    "sr_audio-mono-8-bit-44100Hz.wav", "sr_audio-stereo-16-bit-44100Hz.aiff",
    "watson_de_8khz_wien.wav",
)  # fmt: skip
"""One of each sort that is quickly done."""


@pytest.fixture(scope="module", params=["a few", pytest.param("all", marks=pytest.mark.slow)])
def real(
    request: pytest.FixtureRequest, shared_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Paperwork:
    """Real recordings, done in one run."""
    there = [
        file
        for file in sorted((shared_data / "audio").iterdir())
        if file.suffix not in {".txt", ".rttm"}
    ]
    chosen = [file for file in there if request.param == "all" or file.name in FEW]
    root = tmp_path_factory.mktemp("real")
    (root / "dropped").mkdir()
    for file in chosen:
        shutil.copyfile(file, root / "dropped" / file.name)
    return Paperwork.of(TrialOffice(root / "office", patience=2400), root / "dropped")


def _heard(real: Paperwork, source: str) -> str:
    """What the subtitles say."""
    return batch.text_of(real.output(source, ".vtt"))


def _manifest(shared_data: Path) -> dict[str, str]:
    """The kind of each recording, as whoever collected them says."""
    with (shared_data / "MANIFEST.tsv").open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {
            row["name"].removeprefix("audio/"): row["kind"]
            for row in rows
            if row["name"].startswith("audio/")
        }


def test_every_real_recording_is_published_or_refused_with_its_reason(real: Paperwork) -> None:
    real.check_outcomes(REFUSED)
    real.office.check()


def test_no_word_is_invented_where_nobody_speaks(real: Paperwork) -> None:
    silent = {source: words(_heard(real, source)) for source in SILENT if source in real.items}

    assert silent == dict.fromkeys(silent, ())
    assert silent


def test_what_the_manifest_calls_speech_has_words(real: Paperwork, shared_data: Path) -> None:
    kinds = _manifest(shared_data)
    spoken = {
        source: len(words(_heard(real, source)))
        for source, item in real.items.items()
        if item["status"] == "published"
        and kinds[source].startswith(("speech", "meeting", "telephone"))
    }

    assert spoken
    assert [source for source, count in spoken.items() if not count] == []


def test_the_words_of_real_recordings_are_right(real: Paperwork, shared_data: Path) -> None:
    wrong = {
        source: word_error_rate(_truth(shared_data, source), _heard(real, source))
        for source in WRONG
        if source in real.items
    }

    assert wrong
    assert {
        source: round(share, 3) for source, share in wrong.items() if share > WRONG[source]
    } == {}


def _truth(shared_data: Path, source: str) -> str:
    """The true words; where times stand in brackets, without them."""
    text = (shared_data / "audio" / f"{source}.gt.txt").read_text(encoding="utf-8")
    return re.sub(r"\[[^\]]*\]", " ", text)


def test_the_same_recording_in_another_container_is_heard_alike(real: Paperwork) -> None:
    first, *others = [_heard(real, source) for source in ("jfk.flac", "jfk.mp3", "jfk_441.m4a")]

    assert max(word_error_rate(first, other) for other in others) <= 0.1
