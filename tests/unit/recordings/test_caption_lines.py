import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.recordings.caption_lines import LINE, balanced_lines, fits


def test_two_lines_are_about_equally_long() -> None:
    text = "Der Haushalt für das nächste Jahr wurde gestern verteilt."

    assert balanced_lines(text.split()) == (
        "Der Haushalt für das nächste",
        "Jahr wurde gestern verteilt.",
    )


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (
            "Folgen Sie den Anweisungen des Assistenten zum Erstellen Ihres Projekts.",
            "Folgen Sie den Anweisungen des Assistenten",
        ),
        (
            "Nachdem Sie ein Projekt erstellt haben, sehen Sie vier Registerkarten.",
            "Nachdem Sie ein Projekt erstellt haben,",
        ),
        (
            "Der Ausschuss tagt das nächste Mal am 3. Dezember im Saal des Rathauses.",
            "Der Ausschuss tagt das nächste Mal",
        ),
        (
            "And Mr. John Dashwood had then leisure to consider how much.",
            "And Mr. John Dashwood had then",
        ),
    ],
)
def test_a_line_ends_where_a_speaker_could_pause(text: str, first: str) -> None:
    assert balanced_lines(text.split())[0] == first


def test_a_word_longer_than_a_line_stands_alone_in_it() -> None:
    long = "x" * (LINE + 1)

    assert fits(["a", long])
    assert not fits(["a", long, "b"])
    assert balanced_lines(["a", long]) == ("a", long)


@given(st.lists(st.text("ab,.", min_size=1, max_size=LINE), min_size=1, max_size=20))
def test_pieces_that_fit_are_shown_whole_in_at_most_two_lines(texts: list[str]) -> None:
    if fits(texts):
        lines = balanced_lines(texts)

        assert len(lines) <= 2
        assert " ".join(lines) == " ".join(texts)
        assert all(len(line) <= LINE for line in lines)
