"""What holds for every draft and whatever comes back of it."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.corrections.alignment import align, guessed_words
from pipeline.core.corrections.corrected_pages import corrected_scan
from pipeline.core.corrections.corrected_talk import corrected_recording
from pipeline.core.corrections.correction_figures import figures
from pipeline.core.corrections.model import DraftWord, FinalWord
from pipeline.core.model import Recording, Scan
from tests.returned import draft_of, page, recording, texts, unchanged

_WORDS = st.sampled_from(
    ("die", "der", "und", "Haus", "Hauses", "Maus", "Vertrag", "Verträge", "12,50", "–", "§", "la")
)
_LINES = st.lists(st.lists(_WORDS, min_size=1, max_size=8).map(" ".join), max_size=5)
_SCANS = st.lists(_LINES, min_size=1, max_size=3).map(
    lambda pages: Scan(tuple(page(lines, number) for number, lines in enumerate(pages, start=1)))
)
_TALKS = st.lists(
    st.tuples(st.sampled_from(("A", "B")), st.lists(_WORDS, min_size=1).map(" ".join)), max_size=5
).map(lambda said: recording(*said))


@st.composite
def _finals(draw: st.DrawFn, draft: tuple[DraftWord, ...]) -> tuple[FinalWord, ...]:
    """Words kept, changed, deleted, put in and moved."""
    words: list[FinalWord] = []
    for word in unchanged(draft):
        match draw(st.sampled_from("kkkkkkcdisa")):
            case "k":
                words.append(word)
            case "c":
                words.append(FinalWord(draw(_WORDS), word.anchor, speaker=word.speaker))
            case "i":
                words += [FinalWord(draw(_WORDS), paragraph=draw(st.integers(0, 3))), word]
            case "s":
                words.append(FinalWord(word.text, speaker="Frau Weber"))
            case "a":
                words.append(FinalWord(word.text))
            case _:
                pass
    words += [FinalWord(text, page=2) for text in draw(st.lists(_WORDS, max_size=3))]
    if draw(st.booleans()):
        at = draw(st.integers(0, len(words)))
        words = words[at:] + words[:at]
    return tuple(words)


@given(_SCANS)
def test_a_text_that_comes_back_unchanged_gives_the_same_scan(scan: Scan) -> None:
    draft = draft_of(scan)
    final = unchanged(draft)

    found = corrected_scan(scan, draft, final, align(draft, final))

    assert found.scan == scan
    assert found.guessed == 0


@given(_TALKS)
def test_a_text_that_comes_back_unchanged_gives_the_same_recording(recording: Recording) -> None:
    draft = draft_of(recording)
    final = unchanged(draft)

    found = corrected_recording(recording, draft, final, align(draft, final))

    assert found.recording == recording
    assert found.guessed_places == ()


@given(st.data())
def test_each_word_of_the_final_text_is_placed_once_on_the_page(data: st.DataObject) -> None:
    scan = data.draw(_SCANS)
    draft = draft_of(scan)
    final = data.draw(_finals(draft))

    found = corrected_scan(scan, draft, final, align(draft, final))

    assert Counter(texts(found.scan)) == Counter(word.text for word in final)
    for each in found.scan.pages:
        for word in each.words:
            assert 0 <= word.box.left <= word.box.right <= each.width


@given(st.data())
def test_each_word_of_the_final_text_is_said_once(data: st.DataObject) -> None:
    recording = data.draw(_TALKS)
    draft = draft_of(recording)
    final = data.draw(_finals(draft))

    found = corrected_recording(recording, draft, final, align(draft, final))

    assert Counter(texts(found.recording)) == Counter(word.text for word in final)
    said = [len(each.words) for each in found.recording.utterances]
    assert all(place.index < said[place.group - 1] for place in found.guessed_places)


@given(st.data())
def test_each_word_is_in_one_pair_at_most(data: st.DataObject) -> None:
    draft = draft_of(data.draw(_SCANS))
    final = data.draw(_finals(draft))

    pairs = align(draft, final).pairs

    for places in (
        [at for pair in pairs for at in range(*pair.draft)],
        [at for pair in pairs for at in range(*pair.final)],
    ):
        assert len(places) == len(set(places))
    assert all(pair.draft[0] < pair.draft[1] and pair.final[0] < pair.final[1] for pair in pairs)
    assert [pair.final for pair in pairs] == sorted(pair.final for pair in pairs)


@given(st.data())
def test_deleting_words_only_deletes(data: st.DataObject) -> None:
    scan = data.draw(_SCANS)
    draft = draft_of(scan)
    keeps = data.draw(st.lists(st.booleans(), min_size=len(draft), max_size=len(draft)))
    final = tuple(word for word, keep in zip(unchanged(draft), keeps, strict=True) if keep)

    found = corrected_scan(scan, draft, final, align(draft, final))

    assert texts(found.scan) == [word.text for word in final]
    before = Counter(word.box for each in scan.pages for word in each.words)
    assert not Counter(word.box for each in found.scan.pages for word in each.words) - before


@given(st.data())
def test_figures_count_every_word_once(data: st.DataObject) -> None:
    draft = draft_of(data.draw(_SCANS))
    final = data.draw(_finals(draft))
    alignment = align(draft, final)

    found = figures(draft, final, alignment)

    assert found.words == len(draft)
    assert found.wrong <= found.words
    assert found.marked_wrong <= min(found.wrong, found.marked)
    assert found.inserted <= found.guessed == len(guessed_words(alignment, len(final)))
