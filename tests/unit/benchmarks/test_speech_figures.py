from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.figures import Pair, Race, Spread
from benchmarks.metering import Cost
from benchmarks.speech_figures import (
    FASTER,
    OURS,
    WHISPER,
    Group,
    Noise,
    Results,
    Score,
    Speakers,
    Starts,
    Word,
    document,
    group_table,
    holes,
    missing_passages,
    noise_table,
    race_table,
    spread,
    start_differences,
    totals,
)
from tools.samples import HIGH, Turn


def cost(cpu: float) -> Cost:
    return Cost(cpu, wall=cpu, peak_bytes=100_000_000, exit_code=0)


def turn(start: float, end: float) -> Turn:
    return Turn(HIGH, "Wort", start, end)


def word(start: float, end: float, text: str = "Wort", *, exact: bool = True) -> Word:
    return Word(text, start, end, exact)


def score(wrong: int, *, words: int = 100, dropped: int = 0) -> Score:
    return Score(words, 5 * words, wrong, wrong, dropped)


def group(name: str, *, language: str = "de", real: bool = False, **scores: Score) -> Group:
    return Group(
        name, language, real, 1, 60, {side.replace("_", "-"): each for side, each in scores.items()}
    )


@given(st.text(alphabet="ab ", max_size=30), st.floats(0, 100), st.floats(0, 100))
def test_words_spread_over_a_line_fill_it_in_order(text: str, start: float, length: float) -> None:
    words = tuple(spread(text, start, start + length))

    assert [each.text for each in words] == text.split()
    assert [each.exact for each in words] == [number == 0 for number in range(len(words))]
    edges = [edge for each in words for edge in (each.start, each.end)]
    assert edges == sorted(edges)
    if words:
        assert edges[0] == start
        assert edges[-1] == pytest.approx(start + length)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], [(10, 20)]),
        ([word(10, 20)], []),
        ([word(12, 14), word(17, 18)], [(14, 17)]),
        ([word(0, 11), word(19, 30)], [(11, 19)]),
        ([word(10, 17.1)], []),
        ([word(0, 5), word(25, 30)], [(10, 20)]),
        ([word(10, 16), word(10, 11)], [(16, 20)]),
    ],
)
def test_three_seconds_of_speech_without_a_word_are_a_hole(
    words: list[Word], expected: list[tuple[float, float]]
) -> None:
    assert list(holes([turn(10, 20)], words)) == expected


def test_silence_between_turns_is_no_hole() -> None:
    assert holes([turn(0, 4), turn(60, 64)], [word(0, 4), word(60, 64)]) == ()


def test_a_passage_without_times_is_missing_if_it_took_three_seconds() -> None:
    truth = "eins zwei drei vier fünf sechs sieben acht neun zehn"

    assert missing_passages(truth, "eins zwei zehn", language="de", seconds=10) == 1
    assert missing_passages(truth, "eins zwei acht neun zehn", language="de", seconds=5) == 0
    assert (
        missing_passages(
            truth,
            "eins zwei x drei x vier x fünf sechs sieben acht neun zehn",
            language="de",
            seconds=10,
        )
        == 0
    )


def test_starts_are_compared_where_both_heard_the_same_word_and_know_when() -> None:
    ours = [
        word(1.0, 2, "Guten"),
        word(2.0, 3, "Tag,"),
        word(3, 4, "Herr", exact=False),
        word(9, 9, "Weg"),
    ]
    reference = [
        word(1.1, 2, "guten"),
        word(2.3, 3, "Tag"),
        word(3.9, 4, "Herr"),
        word(20, 21, "weg"),
    ]

    assert start_differences(ours, reference) == pytest.approx((0.1, 0.3))
    assert Starts.of((0.1, 0.3, 0.2), ()) == Starts(0.2, None, 3)
    assert Starts.of((), (0.1,)) is None


def test_a_score_counts_in_one_spelling_and_long_recordings_weigh_more() -> None:
    good = Score.of("Am 3. März um neun Uhr", "am dritten März um 9 Uhr", language="de")
    bad = Score.of("Nein", "Ja nein", language="de", dropped=1)

    assert (good.wer, good.cer, bad.wer) == (0, 0, 1)
    assert Score.total([good, bad]) == Score(7, good.letters + 4, 1, 2, 1)
    assert Score.total([]).wer == 0


def test_languages_are_judged_apart_and_real_recordings_too() -> None:
    groups = [
        group("letters", ours=score(3), whisper=score(2), faster_whisper=score(4)),
        group("numbers", ours=score(5), whisper=score(4)),
        group("memo", language="en", ours=score(1), whisper=score(2)),
        group("read", real=True, ours=score(0), whisper=score(0)),
    ]

    found = dict(totals(groups))

    assert list(found) == ["German, made", "English, made", "German, real"]
    assert found["German, made"] == {OURS: score(8, words=200), WHISPER: score(6, words=200)}


@pytest.mark.parametrize(("ours", "verdict"), [(25, "met"), (35, "missed by 17%")])
def test_ours_may_be_half_a_point_worse_than_the_better_of_both(ours: int, verdict: str) -> None:
    groups = [
        group(
            "a",
            ours=score(ours, words=1000),
            whisper=score(25, words=1000),
            faster_whisper=score(90),
        )
    ]

    (wrong, dropped) = Results(groups=tuple(groups)).verdicts()

    assert (wrong.what, str(wrong)) == ("German, made: wrong words, against the better", verdict)
    assert wrong.goal == pytest.approx(3.0)
    assert (dropped.what, str(dropped)) == ("passages dropped", "met")


def test_every_goal_that_something_was_measured_for_is_judged_and_no_other() -> None:
    results = Results(
        races=(race("minutes", 0.2), race("minutes", None, against="whisper, words")),
        groups=(group("a", ours=score(1, dropped=2)),),
        starts=Starts(0.06, 0.01, 50),
        noises=(
            Noise("white", 5, {OURS: 0, WHISPER: 9}),
            Noise("pink", 5, {OURS: 2}, "Vielen Dank"),
        ),
        memory=((600, 100), (3600, 120)),
        speakers=(
            Speakers("two voices", 0.04, 2, 2, spliced=True),
            Speakers("meeting", 0.5, 3, 4, spliced=False),
        ),
    )

    assert {verdict.what: str(verdict) for verdict in results.verdicts()} == {
        "minutes, against whisper: CPU": "missed by 25%",
        "peak memory, 60 min against 10 min": "missed by 9%",
        "passages dropped": "missed",
        "start of a word against whisper's, median of 50": "missed by 20%",
        "words invented in 2 sounds without speech": "missed",
        "speaker error, two voices": "met",
    }
    assert Results().verdicts() == ()


def race(name: str, goal: float | None, against: str = WHISPER) -> Race:
    return Race(name, 10, goal, (Pair(cost(1), cost(4)),), against=against)


def test_wall_time_has_a_goal_of_its_own() -> None:
    memo = Race("memo", 10, None, (Pair(cost(5), cost(4)),), against=FASTER, wall_goal=1.1)

    assert [(each.what, str(each)) for each in Results(races=(memo,)).verdicts()] == [
        ("memo, against faster-whisper: wall time", "missed by 14%")
    ]


def test_costs_are_shown_per_second_of_sound_with_both_sides() -> None:
    assert (
        "| minutes | whisper | 0.100 | 0.400 | 0.25 | 1.0 | 4.0 | 0.25 | 100 | 100 |"
        in race_table([race("minutes", 0.2)])
    )


def test_tables_show_every_side_and_leave_out_what_is_not_known() -> None:
    groups = [
        group("letters", ours=score(3), whisper=score(2)),
        group("numbers", ours=score(5, dropped=1)),
    ]

    table = group_table(groups).splitlines()

    assert table[0] == (
        "| speech (recordings) | length | WER ours | WER whisper | CER ours | CER whisper | "
        "dropped ours | dropped whisper |"
    )
    assert table[3] == "| numbers (1) | 1 min | 5.00 | – | 1.00 | – | 1 | – |"
    assert table[4] == "| **German, made** |  | 4.00 | – | 0.80 | – | 1 | – |"


def test_what_was_invented_is_shown_in_its_words() -> None:
    table = noise_table(
        [Noise("white", 5, {OURS: 2, FASTER: 0}, "Vielen | Dank"), Noise("pink", 90, {OURS: 0})]
    )

    assert "| white | 5 s | 2 | 0 | Vielen \\| Dank |" in table
    assert "| pink | 2 min | 0 | – |  |" in table


def page(results: Results) -> str:
    return document(
        results, about="2026-11-23: a machine", again="python -m benchmarks.speech", plot="a.svg"
    )


def test_the_page_says_how_to_measure_again_and_holds_only_what_was_measured() -> None:
    empty = page(Results(notes=("No speakers.",)))
    full = page(
        Results(
            races=(race("minutes", 0.2),),
            idle=Spread.of([2.5]),
            groups=(
                Group(
                    "letters",
                    "de",
                    real=False,
                    recordings=2,
                    seconds=60,
                    scores={OURS: score(1)},
                    lost={OURS: 0, WHISPER: 1},
                ),
            ),
            starts=Starts(0.01, 0.02, 9),
            noises=(Noise("white", 5, {OURS: 0}),),
            memory=((600, 100_000_000), (3600, 120_000_000)),
            speakers=(Speakers("two voices", 0.045, 2, 2, spliced=True),),
        )
    )

    assert "a machine" in empty
    assert "(a.svg)" in empty
    assert "No speakers." in empty
    assert "Again: `python -m benchmarks.speech`" in empty
    assert "## Cost" not in empty
    assert "(an empty inbox): 2.50 CPU seconds" in full
    assert "10 min: 100 MB, 60 min: 120 MB" in full
    assert "Without a result: 1 of letters (whisper)." in full
    assert "ours 0.010 s, faster-whisper's 0.020 s" in full
    assert "| two voices | 4.50 | 2 / 2 |" in full
