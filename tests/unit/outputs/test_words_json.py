"""The file of words keeps to its schema, which is part of the documentation."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError

from pipeline.core.drafts.draft import About
from pipeline.core.model import Gap, Recording, SpokenWord, Utterance
from pipeline.errors import FolderUnreachable
from pipeline.outputs.words_json import write_words

DOCS = Path(__file__).parents[3] / "docs"
SCHEMA = Draft202012Validator(json.loads((DOCS / "words.schema.json").read_text(encoding="utf-8")))
ABOUT = About("Sitzung", "Sitzung.mp3", "de", "faster-whisper 1.2.1 base")

Spoken = TypeVar("Spoken", SpokenWord, Utterance)


def in_order(spoken: list[Spoken]) -> tuple[Spoken, ...]:
    return tuple(sorted(spoken, key=lambda each: each.start))


seconds = st.floats(0, 1e6)
words = st.builds(
    lambda text, start, lasts, sure: SpokenWord(text, start, start + lasts, sure),
    st.text(min_size=1).filter(str.strip), seconds, st.floats(0, 9), st.floats(0, 1),
)  # fmt: skip
utterances = st.builds(
    lambda said, language, speaker: Utterance(in_order(said), language, speaker),
    st.lists(words, min_size=1, max_size=5),
    st.sampled_from(("de", "yue")),
    st.none() | st.text(min_size=1),
)  # fmt: skip
gaps = st.builds(lambda start, lasts: Gap(start, start + lasts, "NativeHang"), seconds, seconds)
recordings = st.builds(
    lambda duration, said, language, missed: Recording(
        duration, in_order(said), language, tuple(missed)
    ),
    seconds,
    st.lists(utterances, max_size=4),
    st.none() | st.just("en"),
    st.lists(gaps, max_size=3),
)  # fmt: skip
moments = (
    st.none()
    | st.datetimes()
    | st.datetimes(timezones=st.just(UTC) | st.just(timezone(timedelta(hours=-3.5))))
)


def written(recording: Recording, folder: Path, about: About = ABOUT) -> dict[str, Any]:
    """The file, read back."""
    write_words(recording, about, folder / "Sitzung.json")
    content: dict[str, Any] = json.loads((folder / "Sitzung.json").read_bytes())
    return content


@given(recordings, moments, st.booleans())
def test_whatever_was_heard_the_file_keeps_to_the_schema(
    tmp_path_factory: pytest.TempPathFactory,
    recording: Recording,
    recorded: datetime | None,
    truncated: bool,  # noqa: FBT001 - Hypothesis's
) -> None:
    about = replace(ABOUT, recorded=recorded, truncated=truncated)

    content = written(recording, tmp_path_factory.mktemp("json"), about)

    SCHEMA.validate(content)
    assert [word["text"].split() for said in content["utterances"] for word in said["words"]] == [
        word.text.split() for said in recording.utterances for word in said.words
    ]
    assert set(content["speakers"]) == {said["speaker"] for said in content["utterances"]} - {None}
    for ordered in (
        content["utterances"],
        content["gaps"],
        *(said["words"] for said in content["utterances"]),
    ):
        assert ordered == sorted(ordered, key=lambda entry: entry["start"])


def test_a_file_says_what_was_said_when_by_whom_and_what_was_not_understood(tmp_path: Path) -> None:
    said = Utterance(
        (SpokenWord("Grüß", 0, 0.30004, 0.98765), SpokenWord("Gott.", 0.5, 1, 0.5)),
        "de",
        "Sprecher 1",
    )
    recorded = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)

    content = written(
        Recording(59.91839, (said,), "de", (Gap(9, 12, "NotUnderstood"), Gap(4, 5, "NativeHang"))),
        tmp_path,
        replace(ABOUT, recorded=recorded),
    )  # fmt: skip

    assert content == {
        "format": "schreibstube-words",
        "version": 1,
        "file": "Sitzung.mp3",
        "duration": 59.918,
        "language": "de",
        "engine": "faster-whisper 1.2.1 base",
        "recorded": "2026-03-12T09:30:00+00:00",
        "truncated": False,
        "speakers": ["Sprecher 1"],
        "utterances": [
            {
                "start": 0.0,
                "end": 1.0,
                "language": "de",
                "speaker": "Sprecher 1",
                "words": [
                    {"text": "Grüß", "start": 0.0, "end": 0.3, "confidence": 0.988},
                    {"text": "Gott.", "start": 0.5, "end": 1.0, "confidence": 0.5},
                ],
            }
        ],
        "gaps": [
            {"start": 4.0, "end": 5.0, "reason": "NativeHang"},
            {"start": 9.0, "end": 12.0, "reason": "NotUnderstood"},
        ],
    }
    assert "Grüß" in (tmp_path / "Sitzung.json").read_text(encoding="utf-8")


def test_equal_recordings_give_equal_bytes(tmp_path: Path) -> None:
    recording = Recording(9, (Utterance((SpokenWord("Ja.", 0, 1, 0.9),), "de"),), "de")

    for name in ("a.json", "b.json"):
        write_words(recording, ABOUT, tmp_path / name)

    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_the_example_in_the_documentation_keeps_to_the_schema() -> None:
    (example,) = re.findall(
        r"```json\n(.*?)```", (DOCS / "formats.md").read_text(encoding="utf-8"), re.DOTALL
    )

    SCHEMA.validate(json.loads(example))


def test_the_schema_refuses_what_nobody_described(tmp_path: Path) -> None:
    Draft202012Validator.check_schema(SCHEMA.schema)
    content = written(Recording(9, (), None), tmp_path)

    mistakes: tuple[dict[str, object], ...] = (
        {"version": 2},
        {"mood": "good"},
        {"duration": -1},
        {"gaps": [{}]},
    )
    for wrong in mistakes:
        with pytest.raises(ValidationError):
            SCHEMA.validate(content | wrong)


def test_a_folder_that_is_gone_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(FolderUnreachable):
        write_words(Recording(5, ()), ABOUT, tmp_path / "gone" / "x.json")
