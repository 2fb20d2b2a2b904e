"""Recordings of many channels and tracks, from the inbox to the draft and its subtitles."""

import shutil
from pathlib import Path

import pytest

from tests.e2e.conftest import Paperwork, TrialOffice
from tests.feeds import Track, side_by_side, spoken, written
from tests.wordml import text
from tools import batch

pytestmark = [
    pytest.mark.engine,
    pytest.mark.timeout(1200),
    pytest.mark.xdist_group("channels and tracks"),
]

CASES = (
    "32_acht_kanaele_nur_7.wav",
    "33b_mischpult_32_kanaele.wav",
    "33c_sechs_kanaele_ohne_maske.wav",
    "44_obs_zwei_spuren.mkv",
)


@pytest.fixture(scope="module")
def heard(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Paperwork:
    """The cases, and a clip in which left and right say different things, done in one run."""
    root = tmp_path_factory.mktemp("channels")
    (root / "dropped").mkdir()
    for name in CASES:
        shutil.copyfile(shared_data / "cases" / name, root / "dropped" / name)
    left = spoken("Der Haushalt für das kommende Jahr liegt allen vor.")
    right = spoken("Im Garten des Rathauses stehen zwei alte Linden.", pitch=0.75)
    clip = Track(side_by_side(left, right), codec="pcm_s16le")
    written(root / "dropped" / "Gleichzeitig.wav", clip)
    return Paperwork.of(TrialOffice(root / "office", patience=1000), root / "dropped")


def test_the_one_channel_that_speaks_is_heard(heard: Paperwork) -> None:
    assert "Bauamt" in batch.text_of(heard.output("33c_sechs_kanaele_ohne_maske.wav", ".vtt"))
    assert "Bauamt" in batch.text_of(heard.output("32_acht_kanaele_nur_7.wav", ".vtt"))
    assert "guten" in batch.text_of(heard.output("33b_mischpult_32_kanaele.wav", ".vtt")).lower()


def test_both_tracks_of_a_screen_recording_are_heard_with_their_names(heard: Paperwork) -> None:
    said = text(heard.output("44_obs_zwei_spuren.mkv", ".docx"))

    assert "Mikrofon: Guten Tag" in said
    assert "Desktop: Ich bin dagegen" in said
    assert "1–2 von 2" in said


def test_who_speak_at_once_in_two_channels_are_both_in_draft_and_subtitles(
    heard: Paperwork,
) -> None:
    for suffix in (".docx", ".vtt"):
        file = heard.output("Gleichzeitig.wav", suffix)
        said = text(file) if suffix == ".docx" else batch.text_of(file)
        assert "Jahr liegt allen vor" in said
        assert "zwei alte Linden" in said
    starts = [
        line.split(" --> ")[0]
        for line in heard.output("Gleichzeitig.wav", ".vtt").read_text("utf-8").splitlines()
        if " --> " in line
    ]
    assert starts[1] < "00:00:01.000"  # beside each other, not one after the other
