import tomllib
from pathlib import Path

import pytest
from pydantic import BaseModel

from pipeline.errors import UsageError
from pipeline.settings import Settings, load

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _an_empty_folder_as_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_without_a_file_the_defaults_hold_and_folders_lie_in_the_current_folder(
    tmp_path: Path,
) -> None:
    settings = load()

    assert settings.language == "de"
    assert settings.folders.inbox == tmp_path / "inbox"
    assert settings.ocr.languages == ("deu", "eng")


def test_the_file_of_the_current_folder_is_found(tmp_path: Path) -> None:
    (tmp_path / "schreibstube.toml").write_text('language = "en"\n[folders]\ninbox = "drop"\n')

    settings = load()

    assert settings.language == "en"
    assert settings.folders.inbox == tmp_path / "drop"


def test_relative_folders_start_at_the_settings_file(tmp_path: Path) -> None:
    file = tmp_path / "office" / "schreibstube.toml"
    file.parent.mkdir()
    file.write_text('[folders]\ninbox = "drop"\nstate = "state"\n')

    settings = load(file)

    assert settings.folders.inbox == file.parent / "drop"
    assert settings.state == file.parent / "state"


def test_the_environment_wins_over_the_file_without_losing_its_neighbours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "schreibstube.toml").write_text('[ocr]\nengine = "tesserocr"\nprocesses = 3\n')
    monkeypatch.setenv("SCHREIBSTUBE_OCR__ENGINE", "pytesseract")

    settings = load()

    assert settings.ocr.engine == "pytesseract"
    assert settings.ocr.processes == 3


def test_what_recordings_become_is_a_choice_of_what_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "schreibstube.toml").write_text('[speech]\noutputs = ["srt", "docx"]\n')
    with pytest.raises(UsageError, match=r"speech\.outputs\.1: .*'vtt', 'srt', 'txt' or 'json'"):
        load()

    monkeypatch.setenv("SCHREIBSTUBE_SPEECH__OUTPUTS", '["srt", "txt"]')

    assert load().speech.outputs == ("srt", "txt")


def test_the_command_line_wins_over_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCHREIBSTUBE_INBOX__SETTLE", "20")

    settings = load(inbox=Path("mine"), settle=1.5)

    assert settings.inbox.settle == 1.5
    assert settings.folders.inbox == tmp_path / "mine"


def test_all_mistakes_are_reported_together_with_their_places(tmp_path: Path) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text('language = "fr"\nlanguag = 1\n[inbox]\nsettle = -1\n')

    with pytest.raises(UsageError) as caught:
        load(file)

    message = str(caught.value)
    assert all(place in message for place in ("language", "languag:", "inbox.settle", "wrong.toml"))


@pytest.mark.parametrize("content", ["language = ", "\xff"])
def test_a_file_that_is_not_toml_is_a_usage_error(tmp_path: Path, content: str) -> None:
    file = tmp_path / "broken.toml"
    file.write_bytes(content.encode("latin-1"))

    with pytest.raises(UsageError, match=r"broken\.toml"):
        load(file)


def test_a_missing_file_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        load(tmp_path / "nowhere.toml")


def test_every_inbox_has_a_state_folder_of_its_own() -> None:
    first, second = load(inbox=Path("a/inbox")), load(inbox=Path("b/inbox"))

    assert first.state != second.state
    assert load(inbox=Path("a/inbox")).state == first.state


def test_the_example_file_shows_every_setting_with_its_default() -> None:
    text = (ROOT / "schreibstube.example.toml").read_text(encoding="utf-8")
    example = tomllib.loads(
        "\n".join(line.removeprefix("# ") if " = " in line else line for line in text.splitlines())
    )

    sections = {
        name: info.default
        for name, info in Settings.model_fields.items()
        if isinstance(info.default, BaseModel)
    }
    for name, defaults in sections.items():
        assert set(example[name]) == set(type(defaults).model_fields)
    shown = Settings(**tomllib.loads(text))
    assert shown == Settings(folders={"inbox": "inbox", "outbox": "outbox"})
