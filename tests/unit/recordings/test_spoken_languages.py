from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.model import SpokenWord
from pipeline.core.recordings.segments import RATE, Region, Segment
from pipeline.core.recordings.spoken_languages import (
    average_odds,
    is_mixed,
    language_runs,
    language_sample,
    likely_language,
    only_language,
    stands_out,
)

BOTH = ("de", "en")


def test_a_preferred_language_wins_unless_another_is_clearly_spoken() -> None:
    assert likely_language({"nl": 0.5, "de": 0.3, "en": 0.1}, ("de", "en")) == "de"
    assert likely_language({"fr": 0.97, "de": 0.01}, ("de", "en")) == "fr"
    assert likely_language({"nl": 0.5, "de": 0.3}, ()) == "nl"


def test_a_language_alone_is_sure_and_two_in_one_stretch_are_not() -> None:
    assert only_language({"de": 0.987, "en": 0.006}, 20, BOTH) == "de"
    assert only_language({"de": 0.016, "en": 0.48, "nn": 0.3}, 20, BOTH) is None  # hardly speech
    assert only_language({"de": 0.735, "en": 0.258}, 20, BOTH) is None
    assert only_language({"de": 0.987, "en": 0.006}, 1, BOTH) is None  # too short
    assert only_language({"fr": 0.97, "en": 0.01}, 20, BOTH) is None  # not configured
    assert only_language({"fr": 0.97, "en": 0.01}, 20, ()) == "fr"


def test_only_two_preferred_languages_make_a_mix() -> None:
    assert is_mixed({"de": 0.735, "en": 0.258}, BOTH)
    assert not is_mixed({"de": 0.987, "en": 0.006}, BOTH)
    assert not is_mixed({"fr": 0.9, "en": 0.05, "de": 0.05}, BOTH)


def test_what_is_unsure_goes_with_its_neighbour() -> None:
    assert language_runs((None, "de", None, "en", "en", None), "fr") == ((0, 3, "de"), (3, 6, "en"))
    assert language_runs((None, None), "fr") == ((0, 2, "fr"),)


@given(st.lists(st.sampled_from(("de", "en", None)), min_size=1))
def test_stretches_cover_everything_once_and_neighbours_differ(languages: list[str | None]) -> None:
    found = language_runs(languages, "de")

    assert [place for first, end, _ in found for place in range(first, end)] == list(
        range(len(languages))
    )
    assert all(a[2] != b[2] for a, b in pairwise(found))
    assert all(
        languages[place] in (None, language)
        for first, end, language in found
        for place in range(first, end)
    )


def test_the_odds_of_a_recording_are_weighed_by_seconds() -> None:
    assert average_odds([({"de": 1.0}, 3), ({"de": 0.2, "en": 0.8}, 1)]) == {"de": 0.8, "en": 0.2}


@given(st.integers(1, 400))
def test_the_sample_is_spread_over_the_recording_and_small(count: int) -> None:
    segments = tuple(Segment(n, (Region(n * RATE, (n + 1) * RATE),)) for n in range(1, count + 1))

    numbers = [segment.number for segment in language_sample(segments)]

    assert numbers[0] == 1
    assert numbers[-1] == count
    assert len(numbers) == min(count, 5)
    assert numbers == sorted(set(numbers))


def test_a_word_or_two_are_in_the_first_language_unless_the_other_is_certain() -> None:
    unsure, certain = {"en": 0.70, "de": 0.12}, {"en": 0.93, "de": 0.02}

    assert likely_language(unsure, BOTH, seconds=1.6) == "de"
    assert likely_language(certain, BOTH, seconds=1.6) == "en"
    assert likely_language({"en": 0.77, "de": 0.06}, BOTH, seconds=4.9) == "de"
    assert likely_language(unsure, BOTH, seconds=9) == "en"
    assert likely_language(unsure, ("en", "de"), seconds=1.6) == "en"
    assert likely_language(unsure, (), seconds=1.6) == "en"


def _heard(*confidences: float) -> list[SpokenWord]:
    """A word in each two seconds."""
    return [SpokenWord("x", 2.0 * at, 2.0 * at + 1, sure) for at, sure in enumerate(confidences)]


def _regions(*seconds: int) -> Segment:
    ends = list(accumulate(seconds, initial=0))
    return Segment(1, tuple(Region(begin * RATE, end * RATE) for begin, end in pairwise(ends)))


def test_a_region_that_was_hardly_heard_amid_others_stands_out() -> None:
    assert stands_out(_heard(0.9, 0.4, 0.9), _regions(2, 2, 2))
    assert not stands_out(_heard(0.9, 0.6, 0.9), _regions(2, 2, 2))
    assert not stands_out(_heard(0.4, 0.4, 0.4), _regions(2, 2, 2))  # all of it is bad
    assert not stands_out(_heard(0.9, 0.4), Segment(1, (Region(0, 4 * RATE),)))
    assert not stands_out([SpokenWord("x", 2.0, 2.5, 0.1), *_heard(0.9)], _regions(2, 1, 2))


def test_silence_does_not_stand_out() -> None:
    assert not stands_out([], _regions(2, 2))
