import pytest

from pipeline.core.drafts.kinds import NO_FORM, DraftKind, Form
from pipeline.core.model import Kind


def test_without_a_wish_scans_become_letters_and_recordings_transcripts_without_a_frame() -> None:
    assert NO_FORM.kind_for(Kind.SCAN) is DraftKind.LETTER
    assert NO_FORM.kind_for(Kind.RECORDING) is DraftKind.TRANSCRIPT
    assert not NO_FORM.has_frame(DraftKind.TRANSCRIPT)


@pytest.mark.parametrize("kind", DraftKind)
def test_a_kind_that_does_not_suit_a_file_gives_way_to_the_usual_one(kind: DraftKind) -> None:
    form = Form(kind)

    made = {file: form.kind_for(file) for file in (Kind.SCAN, Kind.RECORDING)}

    assert made[Kind.SCAN] is (kind if form.suits(Kind.SCAN) else DraftKind.LETTER)
    assert made[Kind.RECORDING] is (kind if form.suits(Kind.RECORDING) else DraftKind.TRANSCRIPT)
    assert form.suits(Kind.SCAN) is (kind in {DraftKind.LETTER, DraftKind.PLAIN})
    assert form.suits(Kind.RECORDING) is (kind is not DraftKind.LETTER)


@pytest.mark.parametrize("kind", DraftKind)
def test_a_correction_suits_no_kind_of_draft(kind: DraftKind) -> None:
    assert not Form(kind).suits(Kind.CORRECTION)


def test_minutes_are_smoothed_and_transcripts_are_not_unless_somebody_says_so() -> None:
    smoothed = {kind for kind in DraftKind if NO_FORM.smooths(kind)}

    assert smoothed == {DraftKind.MINUTES, DraftKind.RESULTS, DraftKind.MEMO}
    assert Form(smooth=True).smooths(DraftKind.TRANSCRIPT)
    assert not Form(smooth=False).smooths(DraftKind.MINUTES)


def test_decisions_are_sought_in_minutes_and_where_somebody_asks_but_never_in_dictations() -> None:
    assert {kind for kind in DraftKind if NO_FORM.wants_candidates(kind)} == {
        DraftKind.MINUTES,
        DraftKind.RESULTS,
    }
    assert Form(candidates=True).wants_candidates(DraftKind.MEMO)
    assert not Form(candidates=False).wants_candidates(DraftKind.MINUTES)
    assert not Form(candidates=True).wants_candidates(DraftKind.DICTATION)
