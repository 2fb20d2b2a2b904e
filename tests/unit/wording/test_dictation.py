"""Dictated signs and letters, and the words that only look like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.drafts_dictation import (
    Outcome,
    Part,
    Sentence,
    made_of,
    outcome,
    outcome_counts,
    section,
    sentences,
)
from pipeline.core.drafts.draft import Change, Doubt, Reason, Run
from pipeline.core.drafts.runs import with_edits
from pipeline.core.model import Moment, SpokenWord
from pipeline.core.wording.dictation import dictation_edits
from pipeline.core.wording.edits import Treatment
from tests.spoken_words import heard

_DOUBT = Doubt(Reason.UNDECIDED, 1, Moment(0, 1))
_SAID = [
    "Komma.",
    "Punkt",
    "neuer",
    "Absatz,",
    "Klammer",
    "auf",
    "drei",
    "der",
    "Müller,",
    "Märzpunkt",
    "Wochen-Punkt-Neuer-Absatz.",
    "Stelle.neue-Zeile",
    "M",
    "wie",
    "Anton",
]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("part", Part)
def test_nearly_all_sentences_come_out_right_and_none_is_wrong_in_silence(
    language: str, part: Part
) -> None:
    count = outcome_counts(language, part)

    assert count.total() >= 40
    assert count[Outcome.RIGHT] / count.total() >= 0.95
    assert count[Outcome.SILENT] == 0


def test_of_all_sentences_97_in_100_come_out_right() -> None:
    counts = [outcome_counts(language, part) for language in ("de", "en") for part in Part]

    assert sum(count[Outcome.RIGHT] for count in counts) >= 0.97 * sum(
        count.total() for count in counts
    )


@pytest.mark.parametrize("language", ["de", "en"])
def test_four_in_ten_sentences_have_nothing_to_change(language: str) -> None:
    known = list(sentences(language))

    assert len(known) >= 130
    assert sum(
        sentence.right == " ".join(sentence.said.replace("|", "").split()) for sentence in known
    ) >= 0.4 * len(known)


@pytest.mark.parametrize(
    ("said", "right", "expected"),
    [
        ("Wir danken Punkt wir zahlen.", "Wir danken {Punkt} wir zahlen.", Outcome.RIGHT),
        ("Wir danken Punkt wir zahlen.", "Wir danken. Wir zahlen.", Outcome.ASKED),
        ("Wir danken, | Punkt.", "Wir danken, {Punkt}.", Outcome.SILENT),
        ("Wir danken, | Punkt.", "Wir danken, Punkt.", Outcome.SILENT),
        ("Wir danken Punkt wir zahlen.", "Wir {danken Punkt wir} zahlen.", Outcome.SILENT),
        ("Wir danken Punkt wir zahlen.", "Wir danken Ihnen.", Outcome.SILENT),
    ],
)
def test_what_is_wrong_and_not_asked_counts_as_silent(
    said: str, right: str, expected: Outcome
) -> None:
    assert outcome(Sentence(said, right, "de")) is expected


def test_the_section_has_a_line_for_each_part() -> None:
    assert section().count("| German |") == section().count("| English |") == 2


@pytest.mark.parametrize("language", ["fr", "", "de-AT"])
def test_other_languages_are_left_alone(language: str) -> None:
    assert dictation_edits(heard(("fin", 0, 0.4), ("Komma", 1, 1.4)), language) == ()


def test_nothing_said_is_nothing_to_change() -> None:
    assert dictation_edits((), "de") == ()


@given(said=st.lists(st.tuples(st.sampled_from(_SAID), st.sampled_from([0.0, 0.3])), max_size=8))
def test_edits_lie_in_the_text_in_order_and_touch_no_other_letter(
    said: list[tuple[str, float]],
) -> None:
    words, at = [], 0.0
    for text, pause in said:
        words.append(SpokenWord(text, at + pause, at + pause + 0.3, 0.9))
        at += pause + 0.3
    text = " ".join(word.text for word in words)

    made = dictation_edits(words, "de")

    ends = [0, *(edit.end for edit in made)]
    assert all(
        0 <= end <= edit.start < edit.end <= len(text)
        for end, edit in zip(ends, made, strict=False)
    )
    kept = {"Müller", "Märzpunkt", "wie", "Anton", "drei", "der"}
    for edit in made:
        gone = {word.strip(".,") for word in text[edit.start : edit.end].split()}
        assert edit.treatment is not Treatment.COMMAND or not edit.decided or gone.isdisjoint(kept)


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_draft_can_show_every_edit_and_take_it_back(language: str) -> None:
    for sentence in sentences(language):
        said = " ".join(word.text.strip() for word in sentence.words)

        runs = with_edits(
            (Run(said, language),), dictation_edits(sentence.words, language), lambda _: _DOUBT
        )

        accepted = "".join(run.text for run in runs if run.change is not Change.DELETED)
        assert accepted.replace("\n\n", "¶").replace("\n", "⏎") == made_of(sentence)[0]
        assert "".join(run.text for run in runs if run.change is not Change.INSERTED) == said


@given(
    words=st.lists(
        st.text(st.characters(exclude_categories=("Z", "C")), min_size=1, max_size=6), max_size=9
    )
)
@pytest.mark.parametrize("language", ["de", "en"])
def test_whatever_is_said_edits_lie_in_it(words: list[str], language: str) -> None:
    spoken = [SpokenWord(word, second, second + 1, 0.9) for second, word in enumerate(words)]

    assert all(edit.end <= len(" ".join(words)) for edit in dictation_edits(spoken, language))
