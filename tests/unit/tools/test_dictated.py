"""Dictations that are spoken from a seed."""

from __future__ import annotations

from pathlib import Path

import av
import pytest

from tools.dictated import CLIPS, Clip, Manner, Sign, clips, speak
from tools.samples import Language
from tools.spoken_values import Value


@pytest.mark.parametrize("language", ["de", "en"])
def test_there_are_sixty_clips_and_a_third_is_held_out(language: Language) -> None:
    made = list(clips(language))

    assert len(made) == CLIPS
    assert sum(clip.held_out for clip in made) == CLIPS / 3
    assert {clip.manner for clip in made} == set(Manner)
    assert len({(clip.reader, clip.speed) for clip in made}) >= 4
    assert {clip.name.split("-")[2] for clip in made} == {
        "letters",
        "opinions",
        "files",
        "invoices",
    }


@pytest.mark.parametrize("language", ["de", "en"])
def test_held_out_clips_have_sentences_of_their_own(language: Language) -> None:
    def sentences(*, held_out: bool) -> set[str]:
        return {
            piece
            for clip in clips(language)
            if clip.held_out is held_out
            for piece in clip.pieces
            if isinstance(piece, str) and len(piece.split()) > 5
        }

    assert sentences(held_out=True).isdisjoint(sentences(held_out=False))


def test_the_same_seed_says_the_same_and_another_one_does_not() -> None:
    assert next(clips("de")) == next(clips("de"))
    assert next(clips("de", seed=2)) != next(clips("de"))


def test_what_is_said_has_the_words_of_signs_and_values() -> None:
    clip = Clip(
        "x",
        "de",
        ("Guten Tag", Sign(",", "Komma"), Value("count", "dreizehn", "13")),
        next(clips("de")).reader,
        1.0,
        Manner.FLOWING,
        held_out=False,
    )

    assert clip.said == "Guten Tag Komma dreizehn"


def test_a_clip_with_pauses_is_longer(tmp_path: Path) -> None:
    clip = next(clip for clip in clips("de") if clip.manner is Manner.PAUSED)
    hurried = Clip(
        clip.name, "de", clip.pieces, clip.reader, clip.speed, Manner.FLOWING, held_out=False
    )

    speak(clip, tmp_path / "paused.wav")
    speak(hurried, tmp_path / "flowing.wav")

    with av.open(tmp_path / "paused.wav") as one, av.open(tmp_path / "flowing.wav") as other:
        assert (one.duration or 0) > (other.duration or 0) > 5_000_000
