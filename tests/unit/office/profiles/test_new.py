import tomllib
from pathlib import Path

import pytest
from pydantic import BaseModel

from pipeline.core.drafts.kinds import DraftKind
from pipeline.errors import ProfileExists
from pipeline.i18n import Language
from pipeline.office.profiles.lookup import profile_of
from pipeline.office.profiles.new import template, write_profile
from pipeline.office.profiles.schema import Drafts, Paper, Profile, Recordings


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_new_profile_shows_every_key_with_its_default_and_changes_nothing(
    tmp_path: Path, language: Language
) -> None:
    file = write_profile(tmp_path, language)

    text = file.read_text(encoding="utf-8")
    shown = tomllib.loads(
        "\n".join(line.removeprefix("# ") if " = " in line else line for line in text.splitlines())
    )
    assert set(shown) == set(Profile.model_fields)
    for name, info in Profile.model_fields.items():
        if isinstance(info.default, BaseModel):
            assert set(shown[name]) == set(type(info.default).model_fields)
    assert profile_of(tmp_path, "") == Profile()


def test_every_key_says_what_it_is_for_in_german_too() -> None:
    described = [
        info.description
        for section in (Profile, Drafts, Paper, Recordings)
        for info in section.model_fields.values()
    ]

    assert all(described)
    assert set(template("de").splitlines()) & {
        line for line in template("en").splitlines() if "# " in line
    } == {
        '# languages = ["deu", "eng"]',
        '# outputs = ["vtt", "srt", "txt", "json"]',
        '# model = "large-v3-turbo"',
        "# speakers = 4",
        '# kind = "minutes"',
        '# language = "en"',
        '# template = "Vorlage.dotx"',
        "# smooth = true",
        "# candidates = true",
    }


def test_a_profile_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "Profile.toml").write_text("mine")

    with pytest.raises(ProfileExists):
        write_profile(tmp_path, "en")

    assert [file.read_text() for file in tmp_path.iterdir()] == ["mine"]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("kind", DraftKind)
def test_a_new_profile_for_a_kind_of_draft_says_that_kind_and_shows_every_key(
    tmp_path: Path, kind: DraftKind, language: Language
) -> None:
    text = write_profile(tmp_path, language, kind).read_text(encoding="utf-8")

    assert profile_of(tmp_path, "").draft.kind is kind
    assert f"“{kind}”" in text or f"„{kind}“" in text
    assert all(
        f"{key} = " in text
        for key in (*Drafts.model_fields, *Paper.model_fields, *Recordings.model_fields)
    )


def test_a_new_profile_for_dictations_expects_one_speaker_and_wants_no_subtitles(
    tmp_path: Path,
) -> None:
    write_profile(tmp_path, "de", DraftKind.DICTATION)

    recording = profile_of(tmp_path, "").recording
    assert (recording.speakers, recording.outputs) == (1, ())
