"""Edits of spoken words: as small as they are written, and what they delete can be had back."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.drafts.draft import Change, Doubt, Reason, Run
from pipeline.core.drafts.runs import with_edits
from pipeline.core.model import Moment
from pipeline.core.wording.edits import Edit, Treatment, without_collisions

UNDECIDED = Doubt(Reason.UNDECIDED, 1, Moment(0, 1))
SAID = "Sehr geehrte Frau Weiß Komma wir bitten"


def _edit(start: int, end: int, text: str = "", *, decided: bool = True) -> Edit:
    return Edit(start, end, text, Treatment.COMMAND, decided)


def _applied(runs: tuple[Run, ...], *edits: Edit) -> tuple[Run, ...]:
    return with_edits(runs, edits, lambda _edit: UNDECIDED)


def _kept(runs: tuple[Run, ...], without: Change) -> str:
    return "".join(run.text for run in runs if run.change is not without)


def test_a_command_is_deleted_and_its_sign_inserted() -> None:
    made = _applied((Run(SAID, "de", anchor="u1"),), _edit(22, 28, ","))

    assert made == (
        Run("Sehr geehrte Frau Weiß", "de", anchor="u1"),
        Run(" Komma", "de", change=Change.DELETED, anchor="u1"),
        Run(",", "de", change=Change.INSERTED, anchor="u1"),
        Run(" wir bitten", "de", anchor="u1"),
    )


def test_what_is_deleted_is_no_longer_doubtful_and_its_neighbours_stay_so() -> None:
    doubt = Doubt(Reason.UNSURE, 0.2, Moment(1, 2))
    runs = (Run("also ", "de"), Run("ähm", "de", doubt), Run(" ", "de"), Run("Weiß", "de", doubt))

    made = _applied(runs, _edit(4, 8))

    assert [(run.text, run.doubt, run.change) for run in made] == [
        ("also", None, None),
        (" ", None, Change.DELETED),
        ("ähm", None, Change.DELETED),
        (" ", None, None),
        ("Weiß", doubt, None),
    ]


def test_a_number_written_otherwise_is_as_doubtful_as_it_was_heard() -> None:
    doubt = Doubt(Reason.UNSURE, 0.2, Moment(1, 2))

    made = _applied((Run("zwölftausend", "de", doubt), Run(" Euro", "de")), _edit(0, 12, "12.000"))

    assert [(run.text, run.doubt) for run in made] == [
        ("zwölftausend", None),
        ("12.000", doubt),
        (" Euro", None),
    ]


def test_an_undecided_edit_only_marks_the_words() -> None:
    made = _applied((Run(SAID, "de"),), _edit(23, 28, ",", decided=False))

    assert _kept(made, Change.INSERTED) == SAID
    assert [run.text for run in made if run.doubt == UNDECIDED] == ["Komma"]
    assert not any(run.change for run in made)


def test_of_two_edits_that_collide_the_earlier_lot_wins() -> None:
    command, number, far = _edit(5, 9), _edit(8, 12), _edit(20, 22)

    assert without_collisions([command], [far, number]) == (command, far)
    assert without_collisions([number], [command]) == (number,)


EDITS = st.lists(
    st.tuples(
        st.integers(0, len(SAID) - 1),
        st.integers(0, 8),
        st.sampled_from(["", ",", "\n\n", "12.000 Euro"]),
        st.booleans(),
    )
)


@given(EDITS, st.lists(st.integers(1, 38), unique=True))
def test_whatever_is_edited_rejecting_everything_gives_back_what_was_said(
    places: list[tuple[int, int, str, bool]], cuts: list[int]
) -> None:
    edges = [0, *sorted(cuts), len(SAID)]
    runs = tuple(Run(SAID[a:b], "de") for a, b in pairwise(edges))
    edits = [
        _edit(start, min(start + length, len(SAID)), text or " " * (length == 0), decided=decided)
        for start, length, text, decided in places
    ]

    made = _applied(runs, *without_collisions(edits))

    assert _kept(made, Change.INSERTED) == SAID
