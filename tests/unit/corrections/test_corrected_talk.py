"""When the words of the final text are said, and by whom."""

from __future__ import annotations

from pipeline.core.corrections.alignment import align
from pipeline.core.corrections.corrected_talk import CorrectedRecording, corrected_recording
from pipeline.core.corrections.model import DraftWord, FinalWord, WordPlace
from pipeline.core.model import Recording, SpokenWord
from tests.returned import draft_of, final, named, recording, texts


def _corrected(
    document: Recording, words: tuple[FinalWord, ...], draft: tuple[DraftWord, ...] | None = None
) -> CorrectedRecording:
    draft = draft_of(document) if draft is None else draft
    return corrected_recording(document, draft, words, align(draft, words))


def _times(found: CorrectedRecording) -> dict[str, tuple[float, float]]:
    return {
        word.text.strip(): (word.start, word.end)
        for each in found.recording.utterances
        for word in each.words
    }


def test_a_corrected_word_keeps_its_time() -> None:
    found = _corrected(recording(("A", "Herr Meier kommt")), final("Herr Maier kommt", "A"))

    assert found.recording.utterances[0].words[1] == SpokenWord(" Maier", 1, 1.5, 1.0)
    assert found.guessed_places == ()


def test_split_words_share_the_time_and_joined_ones_have_both() -> None:
    document = recording(("A", "das Haus amSee ist ver kauft worden"))

    times = _times(_corrected(document, final("das Haus am See ist verkauft worden", "A")))

    assert [times[word] for word in ("am", "See", "verkauft")] == [(2, 2.2), (2.2, 2.5), (4, 5.5)]


def test_words_put_in_have_times_between_their_neighbours_and_are_guesses() -> None:
    document = recording(("A", "das war gut"), ("B", "nein doch"))
    words = (*final("Ja das war sehr gut Leute", "A"), *final("nein doch", "B"))

    found = _corrected(document, words)

    assert _times(found)["sehr"] == (1.5, 2)
    assert _times(found)["Ja"] == (0, 0)
    assert _times(found)["Leute"] == (2.5, 2.8)
    assert found.guessed_places == (WordPlace(1, 0), WordPlace(1, 3), WordPlace(1, 5))
    assert found.guessed == 3


def test_another_speaker_within_an_utterance_parts_it() -> None:
    document = recording(("A", "das ist gut nein niemals"))
    words = (*final("das ist gut", "A"), *final("nein niemals", "Frau Weber"))

    found = _corrected(document, words).recording.utterances

    assert [(each.speaker, each.text) for each in found] == [
        ("A", "das ist gut"),
        ("Frau Weber", "nein niemals"),
    ]


def test_a_renamed_speaker_says_the_whole_utterance() -> None:
    document = recording(("A", "ähm das ist gut"), ("B", "nein"))
    draft = tuple(word for word in draft_of(document) if word.text != "ähm")
    words = (*final("das ist gut", "Frau Weber"), *final("nein", "B"))

    found = _corrected(document, words, draft).recording.utterances

    assert [(each.speaker, each.text) for each in found] == [
        ("Frau Weber", "ähm das ist gut"),
        ("B", "nein"),
    ]


def test_moved_turns_keep_their_time_and_empty_ones_vanish() -> None:
    document = recording(
        ("A", "wir beginnen heute etwas später als sonst"),
        ("B", "hm"),
        ("A", "der Haushalt ist schon seit März beschlossen"),
    )
    words = final(
        "der Haushalt ist schon seit März beschlossen\nwir beginnen heute etwas später als sonst",
        "A",
    )

    found = _corrected(document, words).recording.utterances

    assert found == (document.utterances[0], document.utterances[2])


def test_a_word_formed_of_several_is_corrected_as_one() -> None:
    document = recording(("A", "es sind zwölf tausend Euro"))
    draft = named(("es", 1, 0), ("sind", 1, 1), ("12.000", 1, 2), ("Euro", 1, 4))

    found = _corrected(document, final("es sind 13.000 Euro"), draft)
    same = _corrected(document, final("es sind 12.000 Euro"), draft)

    assert texts(found.recording) == ["es", "sind", "13.000", "Euro"]
    assert _times(found)["13.000"] == (2, 3.5)
    assert same.recording == document


def test_two_words_of_the_draft_at_one_place_are_corrected_together() -> None:
    document = recording(("A", "um halb zehn Ende"))
    draft = named(("um", 1, 0), ("9:30", 1, 1), ("Uhr", 1, 1), ("Ende", 1, 3))

    found = _corrected(document, final("um 9:45 Uhr Ende"), draft)

    assert texts(found.recording) == ["um", "9:45", "Uhr", "Ende"]


def test_words_typed_where_nobody_speaks_are_said_at_the_end() -> None:
    found = _corrected(Recording(8, ()), final("niemand da"))

    assert texts(found.recording) == ["niemand", "da"]
    assert found.recording.utterances[0].end == 8
    assert found.guessed_places == (WordPlace(1, 0), WordPlace(1, 1))


def test_a_word_whose_place_was_never_said_is_not_lost() -> None:
    document = recording(("A", "da"))

    found = _corrected(document, final("da weg"), named(("da", 1, 0), ("weg", 1, 7)))

    assert texts(found.recording) == ["da", "weg"]


def test_a_paragraph_typed_without_a_name_has_no_label_that_was_renamed() -> None:
    document = recording(("A", "das war gut"), ("B", "nein doch"))
    words = (
        *final("das war gut", "Frau Meier"),
        *final("Herr Lang kommt später"),
        *final("nein doch", "B"),
    )
    draft = draft_of(document)

    found = corrected_recording(
        document, draft, words, align(draft, words), {"A": "Frau Meier", "B": "B"}
    )

    assert {each.speaker for each in found.recording.utterances} == {"Frau Meier", "B"}
