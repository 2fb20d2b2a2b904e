from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.recordings.voice_prints import VoicePrint, speaker_clusters


def voice(part: int, *values: float, seconds: float = 60) -> VoicePrint:
    return VoicePrint(part, seconds, values)


def test_voices_that_are_alike_are_one_person_across_parts() -> None:
    voices = [voice(0, 1, 0), voice(0, 0, 1), voice(1, 0.1, 1), voice(1, 1, 0.1), voice(2, -1, 0)]

    assert speaker_clusters(voices, expected=None) == (0, 1, 1, 0, 2)


def test_voices_of_one_part_stay_apart_however_alike() -> None:
    assert speaker_clusters([voice(0, 1, 0.1), voice(0, 1, 0)], expected=None) == (0, 1)
    assert speaker_clusters([voice(0, 1, 0.1), voice(0, 1, 0), voice(1, 1, 0)], expected=None) == (
        0,
        1,
        1,
    )


def test_where_too_many_are_found_the_likest_are_joined() -> None:
    voices = [voice(0, 1, 0), voice(0, 0.9, 0.3), voice(0, 0, 1)]

    assert speaker_clusters(voices, expected=2) == (0, 0, 1)
    assert speaker_clusters(voices, expected=1) == (0, 0, 0)
    assert speaker_clusters(voices, expected=5) == (0, 1, 2)
    assert speaker_clusters(voices, expected=0) == (0, 0, 0)


def test_a_voice_without_a_print_is_like_nobody() -> None:
    assert speaker_clusters([voice(0, 0, 0), voice(1, 0, 0, seconds=0)], expected=None) == (0, 1)
    assert speaker_clusters([], expected=2) == ()


prints = st.tuples(*[st.sampled_from((-1.0, 0.0, 0.5, 1.0))] * 3)


@given(
    st.lists(
        st.builds(VoicePrint, st.integers(0, 2), st.sampled_from((0.0, 1.0, 9.0)), prints),
        max_size=7,
    ),
    st.integers(1, 4),
)
def test_never_more_people_than_expected_and_their_numbers_have_no_gaps(
    voices: list[VoicePrint], expected: int
) -> None:
    people = speaker_clusters(voices, expected=expected)

    assert len(people) == len(voices)
    assert len(set(people)) <= expected
    assert set(people) == set(range(len(set(people))))
    free = speaker_clusters(voices, expected=None)
    assert (
        max(
            Counter(
                (voice.part, person) for voice, person in zip(voices, free, strict=True)
            ).values(),
            default=1,
        )
        == 1
    )
