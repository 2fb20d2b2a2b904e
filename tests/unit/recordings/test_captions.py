from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.model import Gap, Recording, SpokenWord, Utterance
from pipeline.core.recordings.caption_lines import LINE
from pipeline.core.recordings.captions import APART, LONGEST, SHORTEST, Caption, captions


@st.composite
def recordings(draw: st.DrawFn, speakers: tuple[str | None, ...] = (None,)) -> Recording:
    """Utterances with words of any length, some said in no time; speakers may overlap."""
    now = 0.0
    found: list[Utterance] = []
    gaps: list[Gap] = []
    text = st.text("abcäß.,!3", min_size=1, max_size=60)
    word = st.tuples(text, st.floats(0, 3), st.floats(0, 9))
    for passage in draw(st.lists(st.lists(word, min_size=1, max_size=30), max_size=5)):
        words = []
        before, speaker = now, draw(st.sampled_from(speakers))
        if found and speaker != found[-1].speaker:  # nobody talks over themselves
            free = max(
                (utterance.end for utterance in found if utterance.speaker == speaker), default=0.0
            )
            before = now = max(now - draw(st.floats(0, 5)), free, found[-1].start)
        for content, pause, length in passage:
            words.append(SpokenWord(content, now + pause, now + pause + length, 1.0))
            now += pause + length
        found.append(Utterance(tuple(words), "de", speaker))
        if len(speakers) == 1 and draw(st.booleans()):
            gaps.append(Gap(before, now, "NativeHang"))
    return Recording(now, tuple(found), "de", tuple(gaps))


SEVERAL = ("Sprecher 1", "Frau  Dr. Anna-Maria Müller-Lüdenscheidt von Oberhausen", None)


def spoken(text: str, *, start: float = 0.0, pace: float = 0.3) -> Utterance:
    words = text.split()
    return Utterance(
        tuple(
            SpokenWord(word, start + n * pace, start + (n + 1) * pace, 1)
            for n, word in enumerate(words)
        ),
        "de",
    )


@given(recordings())
def test_every_word_is_shown_once_and_in_order(recording: Recording) -> None:
    shown = [
        word
        for caption in captions(recording, unheard="?")
        for line in caption.lines
        for word in line.split()
    ]

    assert [word for word in shown if word != "?"] == [
        word.text for utterance in recording.utterances for word in utterance.words
    ]
    assert shown.count("?") == len(recording.gaps)


@given(recordings(SEVERAL))
def test_every_word_is_shown_once_by_its_speaker_also_where_several_speak_at_once(
    recording: Recording,
) -> None:
    shown = captions(recording, unheard="?")

    for speaker in SEVERAL:
        name = "" if speaker is None else f"{' '.join(speaker.split())[:41]}:"
        said = [
            " ".join(caption.lines).removeprefix(name)
            for caption in shown
            if caption.speaker == speaker
        ]
        assert " ".join(said).split() == [
            word.text
            for utterance in recording.utterances
            if utterance.speaker == speaker
            for word in utterance.words
        ]


@given(recordings() | recordings(SEVERAL))
def test_captions_can_be_read(recording: Recording) -> None:
    for caption in captions(recording, unheard="?"):
        assert len(caption.lines) <= 2
        assert all(len(line) <= LINE or " " not in line for line in caption.lines)
        assert caption.end - caption.start + 1e-9 >= SHORTEST
        assert caption.end - caption.start <= LONGEST + 1e-9


@given(recordings() | recordings(SEVERAL))
def test_no_caption_hides_the_next_and_the_eye_sees_it_change(recording: Recording) -> None:
    shown = captions(recording, unheard="?")

    for speaker in {caption.speaker for caption in shown}:
        own = [caption for caption in shown if caption.speaker == speaker]
        assert all(a.end + APART <= b.start + 1e-9 for a, b in pairwise(own))
    if not any(
        min(a.end, b.end) - max(a.start, b.start) >= 1.5
        for a, b in combinations(recording.utterances, 2)
    ):
        assert all(a.end + APART <= b.start + 1e-9 for a, b in pairwise(shown))


def test_who_talk_at_once_have_captions_at_their_times_beside_each_other() -> None:
    long = "Wir müssen über den Haushalt reden, und zwar noch heute und mit allen."
    said = tuple(
        replace(spoken(long, start=start), speaker=speaker)
        for start, speaker in ((0.0, "A"), (0.2, "B"))
    )

    shown = captions(Recording(60, said, "de"), unheard="?")

    for utterance in said:
        own = [caption for caption in shown if caption.speaker == utterance.speaker]
        assert own[0].start == pytest.approx(utterance.start, abs=0.01)
        assert own[-1].start < utterance.end
        assert own[0].lines[0].startswith(f"{utterance.speaker}: ")


@given(recordings(), st.floats(0, 9))
def test_no_caption_comes_before_its_first_word(recording: Recording, late: float) -> None:
    later = replace(
        recording,
        utterances=tuple(_moved(utterance, late) for utterance in recording.utterances),
        gaps=(),
    )

    words = iter(word for utterance in later.utterances for word in utterance.words)
    for caption in captions(later, unheard="?"):
        assert caption.start >= round(next(words).start, 3) - 1e-9
        for _ in " ".join(caption.lines).split()[1:]:
            next(words)


def _moved(utterance: Utterance, late: float) -> Utterance:
    words = tuple(
        replace(word, start=word.start + late, end=word.end + late) for word in utterance.words
    )
    return replace(utterance, words=words)


def test_a_caption_ends_with_the_sentence_where_it_can() -> None:
    text = (
        "Wir kommen zum zweiten Punkt der Tagesordnung heute. "
        "Der Haushalt für das nächste Jahr wurde gestern verteilt."
    )

    first, *_ = captions(Recording(60, (spoken(text),), "de"), unheard="?")

    assert " ".join(first.lines) == "Wir kommen zum zweiten Punkt der Tagesordnung heute."


def test_a_pause_ends_a_caption() -> None:
    words = (SpokenWord("Ja.", 0, 0.5, 1), SpokenWord("Nein.", 3, 3.5, 1))

    shown = captions(Recording(60, (Utterance(words, "de"),), "de"), unheard="?")

    assert [caption.lines for caption in shown] == [("Ja.",), ("Nein.",)]


def test_a_short_word_stays_a_second_if_nothing_follows_and_never_flashes() -> None:
    first, second = (
        replace(spoken(text, start=start), speaker=text)
        for text, start in (("Ja.", 1), ("Nein.", 1.6))
    )

    shown = captions(Recording(60, (first, second), "de"), unheard="?")

    assert [(caption.start, caption.end) for caption in shown] == [(1.0, 1.834), (1.914, 2.914)]


def test_a_caption_that_was_late_ends_with_its_words() -> None:
    first, second = (
        replace(spoken("Ja."), speaker="A"),
        replace(spoken("Dann stimmen wir ab.", start=0.5), speaker="B"),
    )

    _, late = captions(Recording(60, (first, second), "de"), unheard="?")

    assert late.start == 0.914
    assert late.end == pytest.approx(0.914 + len("B: Dann stimmen wir ab.") / 17, abs=0.001)


FULL = "Die Verwaltung hat den Haushaltsplan für das kommende Jahr gestern schon verteilt."


def test_a_short_answer_is_shown_with_what_follows_it() -> None:
    first, *_ = captions(Recording(60, (spoken(f"Ja. {FULL}"),), "de"), unheard="?")

    assert first.lines[0].startswith("Ja. Die")


def test_a_short_word_is_shown_with_what_comes_before_it_if_somebody_answers_at_once() -> None:
    asked = spoken(f"{FULL} Gut?", pace=0.45)
    answered = replace(spoken("Gut.", start=asked.end), speaker="B")

    *_, question, _ = captions(Recording(60, (asked, answered), "de"), unheard="?")

    assert question.lines[-1].endswith("verteilt. Gut?")


def test_a_caption_ends_where_the_speaker_breathes() -> None:
    first = spoken("im Portal sind seit heute viele neue und große Projekte erschienen")
    second = spoken("davon haben alle schon gehört", start=first.end + 0.4)

    shown = captions(Recording(60, (first, second), "de"), unheard="?")

    assert [" ".join(caption.lines) for caption in shown] == [first.text, second.text]


def test_who_talks_fast_is_read_in_the_pause_that_follows() -> None:
    text = "Das Protokoll der letzten Sitzung ist genehmigt."

    (caption,) = captions(Recording(60, (spoken(text, pace=0.2),), "de"), unheard="?")

    assert caption.end == pytest.approx(len(text) / 17, abs=0.001)


def test_a_caption_does_not_hang_long_after_speech_has_stopped() -> None:
    (caption,) = captions(Recording(60, (spoken("x" * 40, pace=0.1),), "de"), unheard="?")

    assert caption.end == pytest.approx(0.1 + 1.5)


def test_captions_that_nearly_meet_do_not_flicker() -> None:
    first = spoken("Das Protokoll der letzten Sitzung ist hiermit genehmigt worden.", pace=0.6)
    second = spoken("Wir kommen nun zum Haushalt für das nächste Jahr.", start=first.end + 0.4)

    before, after = captions(Recording(60, (first, second), "de"), unheard="?")

    assert before.end == pytest.approx(second.start - 0.08)
    assert after.start == pytest.approx(second.start)


def test_a_sentence_that_an_engine_parts_is_one_caption() -> None:
    parts = (spoken("Das Protokoll wird"), spoken("genehmigt.", start=1.0))

    (caption,) = captions(Recording(60, parts, "de"), unheard="?")

    assert caption.lines == ("Das Protokoll wird genehmigt.",)


def test_no_word_is_left_over_alone() -> None:
    text = (
        "Inhalte wie Daten und Modelle und Tests und Endpunkte sind im Portal "
        "in Projekten organisiert"
    )

    *_, last = captions(Recording(60, (spoken(text),), "de"), unheard="?")

    assert len(" ".join(last.lines).split()) >= 3


def test_another_speaker_gets_another_caption_that_names_them() -> None:
    texts = (("Einverstanden?", "A"), ("Ja.", "B"), ("Gut.", "B"), ("Danke.", None))
    said = tuple(
        replace(spoken(text, start=2 * n), speaker=who) for n, (text, who) in enumerate(texts)
    )

    shown = captions(Recording(60, said, "de"), unheard="?")

    assert [(caption.speaker, *caption.lines) for caption in shown] == [
        ("A", "A: Einverstanden?"), ("B", "B: Ja."), ("B", "Gut."), (None, "Danke."),
    ]  # fmt: skip


def test_there_is_always_room_for_the_name_of_who_begins() -> None:
    said = (
        replace(spoken("Bitte."), speaker="A"),
        replace(spoken(FULL, start=0.5), speaker="Frau Dr. Weber"),
    )

    _, first, *_ = captions(Recording(60, said, "de"), unheard="?")

    assert first.lines[0].startswith("Frau Dr. Weber: Die Verwaltung")


def test_who_goes_on_while_somebody_else_speaks_is_named_where_there_is_room() -> None:
    said = (
        replace(spoken(f"{FULL} {FULL}"), speaker="A"),
        replace(spoken(f"{FULL} {FULL}", start=1), speaker="Frau Weber"),
    )

    shown = captions(Recording(60, said, "de"), unheard="?")

    for before, caption in pairwise(shown):
        named = caption.lines[0].startswith(f"{caption.speaker}:")
        full = len(f"{caption.speaker}: {' '.join(caption.lines)}") > 2 * LINE - 10
        assert named or full or before.speaker == caption.speaker
        assert len(caption.lines) <= 2
    assert any(
        before.speaker != caption.speaker and ":" not in caption.lines[0]
        for before, caption in pairwise(shown)
    )


def test_who_is_interrupted_is_named_again() -> None:
    long = replace(
        spoken("Wir müssen über den Haushalt reden, und zwar noch heute und mit allen."),
        speaker="A",
    )
    said = (long, replace(spoken("Genau.", start=1.4), speaker="B"))

    shown = captions(Recording(60, said, "de"), unheard="?")

    assert [caption.lines[0].split()[0] for caption in shown] == ["A:", "B:", "A:"]


def test_who_speaks_alone_is_not_named() -> None:
    (caption,) = captions(Recording(60, (replace(spoken("Ja."), speaker="A"),), "de"), unheard="?")

    assert (caption.speaker, caption.lines) == ("A", ("Ja.",))


def test_a_caption_does_not_end_with_an_article() -> None:
    text = (
        "In diesem Jahr hat der Verein zum ersten Mal in seiner langen Geschichte "
        "mehr als das Doppelte eingenommen"
    )

    first, _ = captions(Recording(60, (spoken(text),), "de"), unheard="?")

    assert first.lines[-1].split()[-1] not in {"in", "seiner", "mehr", "als", "das"}


def test_what_was_said_before_a_gap_is_not_shown_in_its_place() -> None:
    words = (
        SpokenWord("Ich", 0, 0.3, 1),
        SpokenWord("meine", 0.3, 0.6, 1),
        SpokenWord("nicht.", 1.4, 2, 1),
    )

    shown = captions(
        Recording(60, (Utterance(words, "de"),), "de", (Gap(0.7, 1.3, "NotUnderstood"),)),
        unheard="[?]",
    )

    assert [caption.lines for caption in shown] == [("Ich meine",), ("[?]",), ("nicht.",)]


def test_a_gap_says_so_at_its_time() -> None:
    recording = Recording(60, (spoken("Danke.", start=20),), "de", (Gap(5, 15, "NativeHang"),))

    gap, _ = captions(recording, unheard="[?]")

    assert gap == Caption(5, 12, ("[?]",))


def test_an_empty_caption_is_refused() -> None:
    with pytest.raises(ValueError, match="a caption has text"):
        Caption(0, 1, ())
    with pytest.raises(ValueError, match="lasts a while"):
        Caption(1, 1, ("x",))
