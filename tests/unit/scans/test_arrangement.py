import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.scans.arrangement import (
    NO_HABITS,
    SEPARATOR,
    Arrangement,
    Habits,
    Oddity,
    Part,
    Side,
    arrangement,
)

STACK = Habits(double_sided="stack")
SHEETS = Habits(split="sheets")
CODES = Habits(split="codes", codes=("ASN", "DOC-"))
REMOVE = Habits(blank="remove")


def _sides(kinds: str) -> list[Side]:
    """A page per letter.

    ``t`` is text, ``b`` blank, ``s`` our separator, ``p`` a scanner maker's, ``a`` a code ASN.
    """
    codes = {"s": (SEPARATOR,), "p": ("PATCHT", "other"), "a": ("ASN00012",)}
    return [
        Side(number, kind == "b", codes.get(kind, ())) for number, kind in enumerate(kinds, start=1)
    ]


def _numbers(made: Arrangement) -> list[list[int]]:
    return [list(part.numbers) for part in made.parts]


habits = st.builds(
    Habits,
    blank=st.sampled_from(["keep", "remove"]),
    split=st.sampled_from(["none", "sheets", "codes"]),
    double_sided=st.sampled_from(["none", "stack", "two-files"]),
)
scans = st.text("tbspa", min_size=1, max_size=30).map(_sides)


@given(scans)
def test_without_habits_a_scan_stays_as_it_is(sides: list[Side]) -> None:
    assert arrangement(sides, NO_HABITS) == Arrangement(
        (Part(tuple(side.number for side in sides)),)
    )


@given(scans, habits, st.none() | st.integers(0, 30))
def test_every_page_is_in_one_document_or_left_out_for_a_reason(
    sides: list[Side], habits: Habits, fronts: int | None
) -> None:
    made = arrangement(sides, habits, fronts=fronts)

    published = [number for part in made.parts for number in part.numbers]
    gone = [side for side in sides if side.number not in published]
    assert len(published) == len(set(published))
    assert set(published) <= {side.number for side in sides}
    assert made.parts
    assert all(part.numbers for part in made.parts)
    separators = [side for side in gone if habits.split == "sheets" and side.codes]
    assert all(habits.blank == "remove" and side.blank for side in gone if side not in separators)
    assert sum(part.left_out for part in made.parts) == len(gone) - len(separators)


@given(scans, habits)
def test_pages_keep_their_order_unless_sides_are_put_together(
    sides: list[Side], habits: Habits
) -> None:
    made = arrangement(sides, habits)

    published = [number for part in made.parts for number in part.numbers]
    if habits.double_sided == "none" or Oddity.UNPAIRED in made.oddities:
        assert published == sorted(published)


@given(st.integers(1, 40))
def test_a_stack_that_was_turned_reads_front_back_front_back(sheets: int) -> None:
    made = arrangement(_sides("t" * 2 * sheets), STACK)

    (part,) = made.parts
    assert [
        (front, back) for front, back in zip(part.numbers[::2], part.numbers[1::2], strict=True)
    ] == [(sheet, 2 * sheets + 1 - sheet) for sheet in range(1, sheets + 1)]


def test_a_stack_with_a_page_too_many_stays_as_it_was_scanned() -> None:
    assert arrangement(_sides("ttt"), STACK) == Arrangement((Part((1, 2, 3)),), (Oddity.UNPAIRED,))


def test_a_single_page_lacks_no_other_side() -> None:
    assert arrangement(_sides("t"), STACK) == Arrangement((Part((1,)),))


@pytest.mark.parametrize(
    ("fronts", "order"), [(2, [1, 4, 2, 3]), (1, [1, 2, 3, 4]), (3, [1, 2, 3, 4])]
)
def test_two_files_are_put_together_only_if_they_have_the_same_number_of_pages(
    fronts: int, order: list[int]
) -> None:
    made = arrangement(_sides("tttt"), Habits(double_sided="two-files"), fronts=fronts)

    assert _numbers(made) == [order]
    assert (Oddity.UNPAIRED in made.oddities) == (fronts != 2)


@pytest.mark.parametrize(
    ("kinds", "parts"),
    [
        ("ttstt", [[1, 2], [4, 5]]),
        ("sttst", [[2, 3], [5]]),
        ("ttssts", [[1, 2], [5]]),
        ("tpt", [[1], [3]]),
        ("tat", [[1, 2, 3]]),
    ],
)
def test_separator_sheets_part_documents_and_are_left_out(
    kinds: str, parts: list[list[int]]
) -> None:
    assert _numbers(arrangement(_sides(kinds), SHEETS)) == parts


@pytest.mark.parametrize(
    ("kinds", "parts"), [("atat", [[1, 2], [3, 4]]), ("tat", [[1], [2, 3]]), ("tst", [[1, 2, 3]])]
)
def test_a_page_with_a_code_begins_a_document_and_is_kept(
    kinds: str, parts: list[list[int]]
) -> None:
    assert _numbers(arrangement(_sides(kinds), CODES)) == parts


def test_nothing_but_separators_is_published_whole() -> None:
    assert arrangement(_sides("ss"), SHEETS) == Arrangement(
        (Part((1, 2)),), (Oddity.ONLY_SEPARATORS,)
    )


def test_blank_pages_are_left_out_and_counted() -> None:
    assert arrangement(_sides("tbtb"), REMOVE) == Arrangement((Part((1, 3), 2),))


def test_nothing_but_blank_pages_is_published_whole() -> None:
    assert arrangement(_sides("bb"), REMOVE) == Arrangement((Part((1, 2)),), (Oddity.ALL_BLANK,))


def test_a_document_of_blank_pages_among_others_is_left_out_and_counted_beside_it() -> None:
    both = Habits(blank="remove", split="sheets")

    assert arrangement(_sides("bstbsb"), both) == Arrangement((Part((3,), 3),))


def test_sides_are_put_together_before_a_stack_is_divided() -> None:
    both = Habits(split="sheets", double_sided="stack")

    # Sheets: text and its back, a separator printed on both sides, text and its back.
    assert _numbers(arrangement(_sides("tsttst"), both)) == [[1, 6], [3, 4]]


@pytest.mark.parametrize("oddity", Oddity)
def test_every_oddity_has_a_sentence(oddity: Oddity) -> None:
    assert oddity.sentence.endswith(".")
