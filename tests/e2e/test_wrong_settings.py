"""Mistakes in ``schreibstube.toml`` and in the environment, as the command tells them."""

from tests.e2e.conftest import TrialOffice


def _status(office: TrialOffice, **environment: str) -> tuple[int, str]:
    """Exit code and what is on the terminal; nothing of it is a result."""
    ended = office.run("status", environment={"LANG": "de_DE.UTF-8", **environment})
    assert ended.stdout == ""
    return ended.returncode, ended.stderr


def test_mistakes_are_told_together_with_their_places(office: TrialOffice) -> None:
    (office.root / "schreibstube.toml").write_text('langauge = "de"\n[inbox]\nsettle = -1\n')

    assert _status(office, SCHREIBSTUBE_FOO="1") == (
        2,
        (
            "Die Einstellungen enthalten Fehler:\n"
            "schreibstube.toml, Zeile 1, langauge: "
            "diesen Schlüssel gibt es nicht, gemeint ist vielleicht language\n"
            "schreibstube.toml, Zeile 3, inbox.settle: möglich ist mindestens 0\n"
            "SCHREIBSTUBE_FOO: diese Einstellung gibt es nicht\n"
            "Bitte berichtigen Sie das und starten Sie erneut.\n"
        ),
    )


def test_mistakes_are_told_in_the_language_of_the_settings(office: TrialOffice) -> None:
    (office.root / "schreibstube.toml").write_text('language = "en"\n[ocr\n')

    assert _status(office) == (
        2,
        (
            "The settings have mistakes:\n"
            "schreibstube.toml, line 2: this cannot be read: texts stand in quotation marks, "
            "lists in square brackets, true and false in neither\n"
            "Please correct them and start again.\n"
        ),
    )


def test_where_the_language_itself_is_wrong_the_locale_decides(office: TrialOffice) -> None:
    told = _status(office, SCHREIBSTUBE_LANGUAGE="fr", LANG="en_GB.UTF-8")

    assert told == (
        2,
        (
            "The settings have mistakes:\n"
            "SCHREIBSTUBE_LANGUAGE: possible is de, en\n"
            "Please correct them and start again.\n"
        ),
    )


def test_a_folder_in_place_of_the_file_is_told(office: TrialOffice) -> None:
    (office.root / "schreibstube.toml").mkdir()

    assert _status(office) == (
        2,
        (
            "Die Einstellungen enthalten Fehler:\n"
            "schreibstube.toml: das ist ein Ordner, keine Datei\n"
            "Bitte berichtigen Sie das und starten Sie erneut.\n"
        ),
    )


def test_a_list_in_the_environment_needs_no_brackets(office: TrialOffice) -> None:
    ended = office.run("status", environment={"SCHREIBSTUBE_OCR__LANGUAGES": "deu"})

    assert (ended.returncode, ended.stderr) == (0, "")
