"""Feeds: what is heard together, who is called how, and what was heard twice."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.model import SpokenWord, Utterance
from pipeline.core.recordings.channels.feeds import (
    AudioTrack,
    Feed,
    alternatives,
    interleaved,
    with_parties,
)

FEEDS = (Feed(0, 1, title="Mikrofon"), Feed(1, 2, title="Desktop"))


def said(text: str, start: float = 0.0, *, sure: float = 0.9) -> Utterance:
    """A word every 0.4 seconds."""
    return Utterance(
        tuple(
            SpokenWord(word, start + place * 0.4, start + place * 0.4 + 0.3, sure)
            for place, word in enumerate(text.split())
        ),
        "de",
    )


def groups(*tracks: AudioTrack) -> list[list[int]]:
    return [[track.number for track in group] for group in alternatives(tracks)]


def test_tracks_in_one_language_or_in_none_are_heard_together() -> None:
    assert groups(AudioTrack(1), AudioTrack(2), AudioTrack(3, "und")) == [[1, 2, 3]]
    assert groups(AudioTrack(2, "ger"), AudioTrack(1), AudioTrack(3, "GER")) == [[2, 1, 3]]
    assert groups(AudioTrack(1), AudioTrack(2, "ger"), AudioTrack(3, "eng")) == [[1, 2], [3]]


def test_other_languages_and_commentaries_are_alternatives() -> None:
    film = (
        AudioTrack(2, "ger"),
        AudioTrack(1, "eng"),
        AudioTrack(3, "ger", "Audiodeskription"),
        AudioTrack(4, "ger", aside=True),
        AudioTrack(5, "ger", "Stereo"),
    )

    assert groups(*film) == [[2, 5], [1], [3, 4]]


def test_a_track_is_described_by_what_it_says_of_itself() -> None:
    assert AudioTrack(1, "und").description == ()
    assert AudioTrack(1, "Eng", " Director's\x1b[2J\ncommentary ").description == (
        "eng",
        "Director's [2J commentary",
    )


def label(number: int) -> str:
    return f"Sprecher {number}"


def test_parties_are_called_as_their_tracks_or_else_numbered_as_they_appear() -> None:
    pairs = ((1, said("Guten Tag.")), (0, said("Ja.", 5)))

    assert [u.speaker for u in with_parties(pairs, FEEDS, label=label)] == ["Desktop", "Mikrofon"]
    for titles in (("", "Desktop"), ("Audio", "Audio")):
        feeds = [replace(feed, title=title) for feed, title in zip(FEEDS, titles, strict=True)]
        named = with_parties(pairs, feeds, label=label)
        assert [u.speaker for u in named] == ["Sprecher 1", "Sprecher 2"]


def test_one_party_alone_and_unwanted_names_are_none() -> None:
    assert [u.speaker for u in with_parties(((1, said("Ja.")),), FEEDS, label=label)] == [None]
    both = ((0, said("Ja.")), (1, said("Nein.")))
    assert [u.speaker for u in with_parties(both, (), label=label)] == [None, None]


def test_what_was_said_in_all_feeds_comes_in_order_of_time() -> None:
    found = interleaved({0: [said("Guten Tag."), said("Danke.", 9)], 1: [said("Hallo.", 4)]})

    assert [(feed, u.text) for feed, u in found] == [
        (0, "Guten Tag."),
        (1, "Hallo."),
        (0, "Danke."),
    ]


@pytest.mark.parametrize("late", [-0.5, 0.0, 0.3])
def test_what_one_microphone_hears_of_the_other_is_kept_once(late: float) -> None:
    ours = said("Der Haushalt liegt allen vor, und zwar seit Freitag.", 1)
    theirs = said("der Haushalt lebt allen vor und zwar", 1 + late, sure=0.4)

    assert interleaved({0: [ours], 1: [theirs]}) == ((0, ours),)
    assert interleaved({0: [theirs], 1: [ours]}) == ((1, ours),)


def test_what_somebody_says_of_their_own_stays_beside_an_echo() -> None:
    ours = said("Der Haushalt liegt allen vor.", 1)
    theirs = said("Der Haushalt liegt allen vor. Das stimmt so nicht!", 1, sure=0.4)

    found = interleaved({0: [ours], 1: [theirs]})

    assert [(feed, u.text) for feed, u in found] == [
        (0, "Der Haushalt liegt allen vor."),
        (1, "Das stimmt so nicht!"),
    ]


def test_two_who_both_say_yes_have_both_said_it() -> None:
    yes = {0: [said("Ja.", 1)], 1: [said("Ja.", 1.1)]}

    assert len(interleaved(yes)) == 2


def test_the_same_sentence_at_another_time_is_no_echo() -> None:
    again = {0: [said("Ich bin dafür, danke.", 1)], 1: [said("Ich bin dafür, danke.", 3)]}

    assert len(interleaved(again)) == 2


def _one_after_the_other(pieces: list[tuple[list[str], float]]) -> list[Utterance]:
    now, found = 0.0, list[Utterance]()
    for words, pause in pieces:
        found.append(said(" ".join(words), now + pause))
        now = found[-1].end
    return found


utterances = st.lists(
    st.tuples(st.lists(st.sampled_from("abc"), min_size=1, max_size=8), st.floats(0, 5)),
    max_size=5,
).map(_one_after_the_other)


@given(utterances, utterances)
def test_where_somebody_speaks_something_is_kept(
    ours: list[Utterance], theirs: list[Utterance]
) -> None:
    found = interleaved({0: ours, 1: theirs})

    starts = [u.start for _, u in found]
    assert starts == sorted(starts)
    assert interleaved({0: ours}) == tuple((0, u) for u in ours)
    kept = [word for _, u in found for word in u.words]
    for word in (word for u in (*ours, *theirs) for word in u.words):
        assert any(abs(word.start - other.start) < 1.5 for other in kept)
