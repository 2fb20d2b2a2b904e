import os
import tomllib
from pathlib import Path

import pytest
from pydantic import BaseModel

from pipeline.errors import FolderUnreachable, SettingsWrong
from pipeline.i18n import Language
from pipeline.office.messages import explained
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
    with pytest.raises(SettingsWrong, match=r"speech\.outputs: possible is vtt, srt, txt, json"):
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


def _wrong(file: Path | None = None) -> SettingsWrong:
    with pytest.raises(SettingsWrong) as caught:
        load(file)
    return caught.value


def _said(error: SettingsWrong, language: Language) -> list[str]:
    """The lines of the message, which name all mistakes together."""
    return explained("SettingsWrong", error.details, language)[0].splitlines()


@pytest.mark.parametrize(
    ("content", "english", "german"),
    [
        (
            'langauge = "en"',
            "line 1, langauge: there is no such key, perhaps language is meant",
            "Zeile 1, langauge: diesen Schlüssel gibt es nicht, gemeint ist vielleicht language",
        ),
        (
            "\n[ocr]\nfarbe = 1",
            "line 3, ocr.farbe: there is no such key",
            "Zeile 3, ocr.farbe: diesen Schlüssel gibt es nicht",
        ),
        (
            "[speach]",
            "line 1, speach: there is no such section, perhaps [speech] is meant",
            "Zeile 1, speach: diesen Abschnitt gibt es nicht, gemeint ist vielleicht [speech]",
        ),
        (
            "[fax]",
            "line 1, fax: there is no such section",
            "Zeile 1, fax: diesen Abschnitt gibt es nicht",
        ),
        (
            "settle = 5",
            "line 1, settle: this key belongs into the section [inbox]",
            "Zeile 1, settle: dieser Schlüssel gehört in den Abschnitt [inbox]",
        ),
        (
            'engine = "auto"',
            "line 1, engine: this key belongs into one of the sections [ocr], [speech]",
            "Zeile 1, engine: dieser Schlüssel gehört in einen der Abschnitte [ocr], [speech]",
        ),
        (
            '[ocr]\nlanguage = "en"',
            "line 2, ocr.language: this key belongs above all sections",
            "Zeile 2, ocr.language: dieser Schlüssel gehört über alle Abschnitte",
        ),
        (
            'language = "fr"',
            "line 1, language: possible is de, en",
            "Zeile 1, language: möglich ist de, en",
        ),
        (
            "[speech]\nmodel = 3",
            "line 2, speech.model: a text in quotation marks is expected",
            "Zeile 2, speech.model: hier wird ein Text in Anführungszeichen erwartet",
        ),
        (
            '[ocr]\nlanguages = "deu"',
            "line 2, ocr.languages: a list in square brackets is expected",
            "Zeile 2, ocr.languages: hier wird eine Liste in eckigen Klammern erwartet",
        ),
        (
            "ocr = 3",
            "line 1, ocr: this is a section: its name stands in square brackets, its keys below",
            (
                "Zeile 1, ocr: das ist ein Abschnitt: Sein Name steht in eckigen Klammern, "
                "seine Schlüssel stehen darunter"
            ),
        ),
        (
            '[ocr]\nprocesses = "many"',
            "line 2, ocr.processes: a whole number is expected, without quotation marks",
            "Zeile 2, ocr.processes: hier wird eine ganze Zahl erwartet, ohne Anführungszeichen",
        ),
        (
            "[inbox]\nsettle = true",
            "line 2, inbox.settle: a number is expected, without quotation marks",
            "Zeile 2, inbox.settle: hier wird eine Zahl erwartet, ohne Anführungszeichen",
        ),
        (
            "[inbox]\nsettle = nan",
            "line 2, inbox.settle: a number is expected, without quotation marks",
            "Zeile 2, inbox.settle: hier wird eine Zahl erwartet, ohne Anführungszeichen",
        ),
        (
            "[limits]\nmemory_gb = 0.5",
            "line 2, limits.memory_gb: at least 1",
            "Zeile 2, limits.memory_gb: möglich ist mindestens 1",
        ),
        (
            "[inbox]\npatience = 1e9",
            "line 2, inbox.patience: at most 604800",
            "Zeile 2, inbox.patience: möglich ist höchstens 604800",
        ),
        (
            "[speech]\nlanguages = []",
            "line 2, speech.languages: this is empty",
            "Zeile 2, speech.languages: hier steht nichts",
        ),
        (
            '[folders]\ninbox = ""',
            "line 2, folders.inbox: this is empty",
            "Zeile 2, folders.inbox: hier steht nichts",
        ),
        (
            '[folders]\ninbox = "a\\u0000b"',
            "line 2, folders.inbox: no file or folder can have this name",
            "Zeile 2, folders.inbox: so kann keine Datei und kein Ordner heißen",
        ),
        (
            '[speech]\nlanguages = ["German"]',
            (
                "line 2, speech.languages: "
                'codes of languages with two or three letters are expected, such as "de"'
            ),
            (
                "Zeile 2, speech.languages: "
                'hier werden Kürzel von Sprachen mit zwei oder drei Buchstaben erwartet, etwa "de"'
            ),
        ),
        (
            '[ocr]\nlanguages = ["deu+eng"]',
            (
                "line 2, ocr.languages: "
                'names of languages as Tesseract has them are expected, such as "deu"'
            ),
            (
                "Zeile 2, ocr.languages: "
                'hier werden Namen von Sprachen erwartet, wie Tesseract sie hat, etwa "deu"'
            ),
        ),
        (
            "language = en",
            (
                "line 1, language: this cannot be read: texts stand in quotation marks, "
                "lists in square brackets, true and false in neither"
            ),
            (
                "Zeile 1, language: das lässt sich nicht lesen: Texte stehen in Anführungszeichen, "
                "Listen in eckigen Klammern, true und false ohne beides"
            ),
        ),
        (
            'language = "en"\nlanguage = "de"',
            "line 2, language: this is there twice",
            "Zeile 2, language: das steht zweimal da",
        ),
        (
            'language = "en"'.encode("utf-16"),
            "line 1: this is not UTF-8, please save the file with that encoding",
            "Zeile 1: das ist nicht UTF-8, bitte speichern Sie die Datei in dieser Codierung",
        ),
        (
            "\n# für uns".encode("latin-1"),
            "line 2: this is not UTF-8, please save the file with that encoding",
            "Zeile 2: das ist nicht UTF-8, bitte speichern Sie die Datei in dieser Codierung",
        ),
        (
            "#" * 20_000,
            "line 1: longer than 16384 bytes",
            "Zeile 1: länger als 16384 Bytes",
        ),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_place(
    tmp_path: Path, content: str | bytes, english: str, german: str
) -> None:
    file = tmp_path / "schreibstube.toml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())

    error = _wrong()

    assert _said(error, "en") == [
        "The settings have mistakes:",
        f"schreibstube.toml, {english}",
    ]
    assert _said(error, "de") == [
        "Die Einstellungen enthalten Fehler:",
        f"schreibstube.toml, {german}",
    ]


@pytest.mark.parametrize(
    ("name", "value", "english", "german"),
    [
        ("FOO", "1", "there is no such setting", "diese Einstellung gibt es nicht"),
        (
            "OCR__ENGIN",
            "auto",
            "there is no such setting, perhaps SCHREIBSTUBE_OCR__ENGINE is meant",
            "diese Einstellung gibt es nicht, gemeint ist vielleicht SCHREIBSTUBE_OCR__ENGINE",
        ),
        (
            "ENGINE",
            "auto",
            (
                "there is no such setting, "
                "perhaps SCHREIBSTUBE_OCR__ENGINE / SCHREIBSTUBE_SPEECH__ENGINE is meant"
            ),
            (
                "diese Einstellung gibt es nicht, "
                "gemeint ist vielleicht SCHREIBSTUBE_OCR__ENGINE / SCHREIBSTUBE_SPEECH__ENGINE"
            ),
        ),
        (
            "OCR",
            "{}",
            "this is a section: the name of a key has to follow, as in SCHREIBSTUBE_OCR__ENGINE",
            (
                "das ist ein Abschnitt: Der Name eines Schlüssels muss folgen, "
                "wie in SCHREIBSTUBE_OCR__ENGINE"
            ),
        ),
        ("LANGUAGE", "fr", "possible is de, en", "möglich ist de, en"),
        ("LANGUAGE", "", "this is empty", "hier steht nichts"),
        ("OCR__LANGUAGES", "[]", "this is empty", "hier steht nichts"),
        ("FOLDERS__INBOX", " ", "this is empty", "hier steht nichts"),
        (
            "FOLDERS__INBOX",
            "~nobody-has-this-name/x",
            "no file or folder can have this name",
            "so kann keine Datei und kein Ordner heißen",
        ),
        (
            "OCR__LANGUAGES",
            '["deu"',
            "a list is expected: its entries with commas between them",
            "hier wird eine Liste erwartet: ihre Einträge mit Kommas dazwischen",
        ),
        (
            "OCR__LANGUAGES",
            "[1]",
            "a list is expected: its entries with commas between them",
            "hier wird eine Liste erwartet: ihre Einträge mit Kommas dazwischen",
        ),
        (
            "OCR__LANGUAGES",
            "deu eng",
            'names of languages as Tesseract has them are expected, such as "deu"',
            'hier werden Namen von Sprachen erwartet, wie Tesseract sie hat, etwa "deu"',
        ),
        (
            "OCR__PROCESSES",
            "1.5",
            "a whole number is expected",
            "hier wird eine ganze Zahl erwartet",
        ),
        ("INBOX__SETTLE", "bald", "a number is expected", "hier wird eine Zahl erwartet"),
        ("INBOX__SETTLE", "-1", "at least 0", "möglich ist mindestens 0"),
        ("OCR__PROCESSES", "999", "at most 256", "möglich ist höchstens 256"),
    ],
)
def test_a_mistake_in_the_environment_is_told_with_its_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, english: str, german: str
) -> None:
    monkeypatch.setenv(f"SCHREIBSTUBE_{name}", value)

    error = _wrong()

    assert _said(error, "en")[1:] == [f"SCHREIBSTUBE_{name}: {english}"]
    assert _said(error, "de")[1:] == [f"SCHREIBSTUBE_{name}: {german}"]


def test_all_mistakes_are_told_together_the_file_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text('language = "fr"\n[inbox]\nsettle = -1\nrescan = 0\n')
    monkeypatch.setenv("SCHREIBSTUBE_FOO", "1")
    monkeypatch.setenv("SCHREIBSTUBE_INBOX__RESCAN", "x")

    assert _said(_wrong(file), "en")[1:] == [
        f"{file}, line 1, language: possible is de, en",
        f"{file}, line 3, inbox.settle: at least 0",
        "SCHREIBSTUBE_FOO: there is no such setting",
        "SCHREIBSTUBE_INBOX__RESCAN: a number is expected",
    ]


def test_a_file_with_wrong_syntax_does_not_hide_mistakes_in_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "schreibstube.toml").write_text("[ocr\n")
    monkeypatch.setenv("SCHREIBSTUBE_OCR__ENGINE", "magic")

    first, second = _said(_wrong(), "en")[1:]

    assert first.startswith("schreibstube.toml, line 1: this cannot be read")
    assert second == "SCHREIBSTUBE_OCR__ENGINE: possible is auto, tesserocr, pytesseract"


def test_a_key_of_a_section_that_is_none_is_one_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "schreibstube.toml").write_text("ocr = 3\n")
    monkeypatch.setenv("SCHREIBSTUBE_OCR__ENGINE", "pytesseract")

    (said,) = _said(_wrong(), "en")[1:]

    assert said.startswith("schreibstube.toml, line 1, ocr: this is a section")


def test_a_file_that_is_not_there_or_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "schreibstube.toml").mkdir()

    assert _said(_wrong(), "en")[1:] == ["schreibstube.toml: this is a folder, not a file"]
    assert _said(_wrong(), "de")[1:] == ["schreibstube.toml: das ist ein Ordner, keine Datei"]
    nowhere = _wrong(Path("nowhere.toml"))
    assert _said(nowhere, "en")[1:] == ["nowhere.toml: there is no such file"]
    assert _said(nowhere, "de")[1:] == ["nowhere.toml: diese Datei gibt es nicht"]


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "schreibstube.toml").symlink_to("schreibstube.toml")

    assert _said(_wrong(), "en")[1:] == ["schreibstube.toml: it cannot be read"]


def test_the_settings_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.toml").write_text('language = "en"')
    (tmp_path / "schreibstube.toml").symlink_to("real.toml")

    assert load().language == "en"


def test_a_folder_that_leads_in_circles_cannot_be_reached(tmp_path: Path) -> None:
    (tmp_path / "circle").symlink_to("circle")

    with pytest.raises(FolderUnreachable, match="circle"):
        load(inbox=tmp_path / "circle")


@pytest.mark.parametrize(
    ("content", "variable", "language"),
    [
        ('language = "en"\nx = 1', "", "en"),
        ('language = "en"\nx = ', "", "en"),
        ('language = "en"\nx = 1', "de", "de"),
        ('language = "en"\nx = 1', "fr", "en"),
        ('language = "fr"', "", None),
        ("language = [1]", "", None),
    ],
)
def test_mistakes_are_told_in_the_language_that_the_settings_ask_for(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    content: str,
    variable: str,
    language: Language | None,
) -> None:
    (tmp_path / "schreibstube.toml").write_text(content)
    if variable:
        monkeypatch.setenv("SCHREIBSTUBE_LANGUAGE", variable)

    assert _wrong().language == language


@pytest.mark.parametrize("value", ["deu", "deu,eng", '["deu", "eng"]'])
def test_a_list_in_the_environment_has_commas_or_is_json(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("SCHREIBSTUBE_OCR__LANGUAGES", value)

    assert load().ocr.languages in {("deu",), ("deu", "eng")}


def test_nothing_besides_the_draft_is_an_empty_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCHREIBSTUBE_SPEECH__OUTPUTS", "[]")

    assert load().speech.outputs == ()


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


def test_the_state_folder_of_an_inbox_that_is_no_utf_8_has_a_path_in_utf_8(tmp_path: Path) -> None:
    state = load(inbox=tmp_path / os.fsdecode(b"B\xfcro")).state

    assert state.name.startswith("B\ufffdro-")
    assert str(state).encode()
