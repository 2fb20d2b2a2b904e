import pytest

from pipeline.core.model import (
    Box,
    Gap,
    Job,
    Kind,
    Page,
    Recording,
    Scan,
    SpokenWord,
    Utterance,
    Word,
)

SHA = "ab" * 32
BOX = Box(0, 0, 10, 10)


def _word(**changes: object) -> Word:
    return Word(
        **{  # type: ignore[arg-type]
            "text": "Wort",
            "box": BOX,
            "confidence": 0.5,
            "block": 0,
            "paragraph": 0,
            "line": 0,
            **changes,
        }
    )


def _spoken(start: float, end: float, text: str = "Wort") -> SpokenWord:
    return SpokenWord(text, start, end, 0.5)


def test_a_job_knows_its_name_and_its_folder() -> None:
    inside = Job(f"000001-{SHA[:12]}", Kind.SCAN, "Klient/Akte/Brief.pdf", SHA)
    outside = Job(f"000001-{SHA[:12]}", Kind.SCAN, "Brief.pdf", SHA)

    assert (inside.folder, inside.name) == ("Klient/Akte", "Brief.pdf")
    assert (outside.folder, outside.name) == ("", "Brief.pdf")


def test_a_box_has_a_size() -> None:
    assert (Box(1, 2, 4, 8).width, Box(1, 2, 4, 8).height) == (3, 6)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (Box(9, 9, 20, 20), True),
        (Box(2, 2, 3, 3), True),
        (Box(10, 0, 20, 10), False),
        (Box(0, 10, 10, 20), False),
    ],
)
def test_boxes_meet_where_they_share_a_part(
    other: Box,
    expected: bool,  # noqa: FBT001 - a table's
) -> None:
    assert BOX.meets(other) is expected
    assert other.meets(BOX) is expected


def test_what_two_boxes_share_is_an_area() -> None:
    assert BOX.shared(Box(8, 7, 20, 20)) == Box(8, 7, 20, 20).shared(BOX) == 6
    assert BOX.shared(Box(10, 0, 20, 10)) == 0
    assert BOX.shared(Box(12, 12, 20, 20)) == 0


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (Box(2, 2, 30, 3), False),
        (Box(-5, -5, 20, 20), True),
        (Box(0, 0, 20, 20), True),
        (Box(8, 20, 9, 30), False),
    ],
)
def test_a_box_has_the_middle_of_what_mostly_lies_in_it(
    other: Box,
    expected: bool,  # noqa: FBT001 - a table's
) -> None:
    assert BOX.has_middle_of(other) is expected


def test_an_utterance_spans_its_words() -> None:
    utterance = Utterance((_spoken(1, 2, "Guten"), _spoken(2, 3, " Tag.")), "de")

    assert (utterance.start, utterance.end, utterance.text) == (1, 3, "Guten Tag.")


@pytest.mark.parametrize("box", [(5, 0, 4, 9), (0, 5, 9, 4)])
def test_a_box_does_not_end_before_it_begins(box: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="ends before"):
        Box(*box)


@pytest.mark.parametrize(
    "changes", [{"text": ""}, {"text": "zwei Worte"}, {"confidence": 1.5}, {"confidence": -0.1}]
)
def test_a_word_has_text_without_spaces_and_a_confidence(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"word|confidence"):
        _word(**changes)


def test_a_job_belongs_to_its_bytes() -> None:
    with pytest.raises(ValueError, match="does not belong"):
        Job("000001-000000000000", Kind.SCAN, "Brief.pdf", SHA)


@pytest.mark.parametrize(
    ("number", "width", "height", "dpi"), [(0, 9, 9, 9), (1, 0, 9, 9), (1, 9, 0, 9), (1, 9, 9, 0)]
)
def test_a_page_has_a_number_a_size_and_a_resolution(
    number: int, width: int, height: int, dpi: int
) -> None:
    with pytest.raises(ValueError, match="a page has"):
        Page(number, width, height, dpi)


@pytest.mark.parametrize(
    "box", [Box(0, 0, 101, 5), Box(0, 0, 5, 101), Box(-1, 0, 5, 5), Box(0, -1, 5, 5)]
)
def test_words_lie_on_their_page(box: Box) -> None:
    with pytest.raises(ValueError, match="beside page"):
        Page(1, 100, 100, 300, (_word(box=box),))


@pytest.mark.parametrize("numbers", [[], [2], [1, 3], [2, 1]])
def test_a_scan_has_all_its_pages(numbers: list[int]) -> None:
    with pytest.raises(ValueError, match="numbered"):
        Scan(tuple(Page(number, 9, 9, 300) for number in numbers))


@pytest.mark.parametrize(("start", "end", "text"), [(2, 1, "Wort"), (-1, 1, "Wort"), (1, 2, " ")])
def test_a_spoken_word_has_text_and_ordered_times(start: float, end: float, text: str) -> None:
    with pytest.raises(ValueError, match="spoken word"):
        _spoken(start, end, text)


@pytest.mark.parametrize("words", [(), (_spoken(2, 3), _spoken(1, 2))])
def test_an_utterance_holds_words_in_time_order(words: tuple[SpokenWord, ...]) -> None:
    with pytest.raises(ValueError, match="time order"):
        Utterance(words, "de")


@pytest.mark.parametrize(("start", "end", "problem"), [(2, 1, "NativeCrash"), (1, 2, "")])
def test_a_gap_has_ordered_times_and_a_reason(start: float, end: float, problem: str) -> None:
    with pytest.raises(ValueError, match="a gap has"):
        Gap(start, end, problem)


def test_a_recordings_utterances_are_in_time_order() -> None:
    later, earlier = Utterance((_spoken(2, 3),), "de"), Utterance((_spoken(1, 2),), "de")

    with pytest.raises(ValueError, match="time order"):
        Recording(9, (later, earlier))


@pytest.mark.parametrize("turned", [{"angle": 45}, {"skew": 45.0}, {"skew": -60.0}])
def test_a_page_is_turned_by_right_angles_and_then_by_less_than_half_of_one(
    turned: dict[str, float],
) -> None:
    with pytest.raises(ValueError, match=r"right angles|crooked"):
        Page(1, 9, 9, 9, **turned)  # type: ignore[arg-type]  # fields by name
