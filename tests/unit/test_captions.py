from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.captions import LINE, LONGEST, Caption, captions
from pipeline.core.model import Gap, Recording, SpokenWord, Utterance


@st.composite
def recordings(draw: st.DrawFn) -> Recording:
    """Utterances that follow each other, with words of every length, some of them said in no time."""
    now, found = 0.0, []
    text = st.text("abcäß.,!", min_size=1, max_size=60)
    word = st.tuples(text, st.floats(0, 3), st.floats(0, 9))
    for passage in draw(st.lists(st.lists(word, min_size=1, max_size=30), max_size=5)):
        words = []
        for content, pause, length in passage:
            words.append(SpokenWord(content, now + pause, now + pause + length, 1.0))
            now += pause + length
        found.append(Utterance(tuple(words), "de"))
    return Recording(now, tuple(found), "de")


def spoken(text: str, *, start: float = 0.0, pace: float = 0.3) -> Utterance:
    words = text.split()
    return Utterance(
        tuple(SpokenWord(word, start + n * pace, start + (n + 1) * pace, 1) for n, word in enumerate(words)), "de"
    )


@given(recordings())
def test_every_word_is_shown_once_and_in_order(recording: Recording) -> None:
    shown = [word for caption in captions(recording, unheard="?") for line in caption.lines for word in line.split()]

    assert shown == [word.text for utterance in recording.utterances for word in utterance.words]


@given(recordings())
def test_captions_are_short_enough_to_read(recording: Recording) -> None:
    for caption in captions(recording, unheard="?"):
        assert len(caption.lines) <= 2
        assert all(len(line) <= LINE or " " not in line for line in caption.lines)
        assert caption.end - caption.start <= LONGEST + 1e-9


@given(recordings())
def test_no_caption_hides_the_next(recording: Recording) -> None:
    shown = captions(recording, unheard="?")

    assert all(a.end <= b.start for a, b in pairwise(shown))


def test_a_caption_ends_with_the_sentence_where_it_can() -> None:
    text = (
        "Wir kommen zum zweiten Punkt der Tagesordnung heute. Der Haushalt für das nächste Jahr wurde gestern verteilt."
    )

    first, *_ = captions(Recording(60, (spoken(text),), "de"), unheard="?")

    assert " ".join(first.lines) == "Wir kommen zum zweiten Punkt der Tagesordnung heute."


def test_a_pause_ends_a_caption() -> None:
    words = (SpokenWord("Ja.", 0, 0.5, 1), SpokenWord("Nein.", 3, 3.5, 1))

    shown = captions(Recording(60, (Utterance(words, "de"),), "de"), unheard="?")

    assert [caption.lines for caption in shown] == [("Ja.",), ("Nein.",)]


def test_a_short_word_stays_a_second_unless_the_next_one_comes() -> None:
    first, second = (replace(spoken(text, start=start), speaker=text) for text, start in (("Ja.", 1), ("Nein.", 1.6)))

    shown = captions(Recording(60, (first, second), "de"), unheard="?")

    assert [(caption.start, caption.end) for caption in shown] == [(1.0, 1.6), (1.6, 2.6)]


def test_a_sentence_that_an_engine_parts_is_one_caption() -> None:
    parts = (spoken("Das Protokoll wird"), spoken("genehmigt.", start=1.0))

    (caption,) = captions(Recording(60, parts, "de"), unheard="?")

    assert caption.lines == ("Das Protokoll wird genehmigt.",)


def test_no_word_is_left_over_alone() -> None:
    text = "Inhalte wie Daten und Modelle und Tests und Endpunkte sind im Portal in Projekten organisiert"

    *_, last = captions(Recording(60, (spoken(text),), "de"), unheard="?")

    assert len(" ".join(last.lines).split()) >= 3


def test_another_speaker_gets_another_caption() -> None:
    first, second = spoken("Einverstanden?"), spoken("Ja.", start=0.4)

    shown = captions(Recording(60, (replace(first, speaker="A"), replace(second, speaker="B")), "de"), unheard="?")

    assert [(caption.speaker, *caption.lines) for caption in shown] == [("A", "Einverstanden?"), ("B", "Ja.")]


def test_two_lines_are_about_equally_long() -> None:
    text = "Der Haushalt für das nächste Jahr wurde gestern verteilt."

    (caption,) = captions(Recording(60, (spoken(text, pace=0.2),), "de"), unheard="?")

    assert caption.lines == ("Der Haushalt für das nächste", "Jahr wurde gestern verteilt.")


def test_a_gap_says_so_at_its_time() -> None:
    recording = Recording(60, (spoken("Danke.", start=20),), "de", (Gap(5, 15, "NativeHang"),))

    gap, _ = captions(recording, unheard="[?]")

    assert gap == Caption(5, 12, ("[?]",))


def test_an_empty_caption_is_refused() -> None:
    with pytest.raises(ValueError, match="a caption has text"):
        Caption(0, 1, ())
    with pytest.raises(ValueError, match="lasts a while"):
        Caption(1, 1, ("x",))
