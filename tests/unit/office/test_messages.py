from pathlib import Path
from string import Formatter

import pytest

from pipeline import errors
from pipeline.core.office.intake import Waiting
from pipeline.explained_error import SchreibstubeError
from pipeline.i18n import Language
from pipeline.office.messages import explained, note, note_ending, waiting_for
from pipeline.office.profiles.lookup import profile_of


def every_reason() -> list[str]:
    return [
        name
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, SchreibstubeError) and kind.happened
    ]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("reason", every_reason())
def test_every_error_is_explained_from_what_the_journal_keeps(
    reason: str, language: Language
) -> None:
    kind = getattr(errors, reason)
    names = {
        name
        for text in (kind.happened, kind.to_do)
        for _, name, _, _ in Formatter().parse(text)
        if name
    }

    happened, to_do = explained(reason, dict.fromkeys(names, "X"), language)

    assert happened
    assert to_do
    assert "{" not in happened + to_do


@pytest.mark.parametrize("reason", ["NoSuchError", "Any", "translator"])
def test_a_reason_of_another_version_still_gets_a_sentence(reason: str) -> None:
    assert reason in explained(reason, {"some": "detail"}, "en")[1]


def test_a_note_opens_well_in_a_windows_editor() -> None:
    text = note("Mu\u0308ller\n.pdf", "DamagedFile", {}, language="en", file_is_here=True)

    assert text.startswith(b"\xef\xbb\xbf")
    assert text.count(b"\n") == text.count(b"\r\n")
    assert text.decode("utf-8-sig").splitlines()[0] == "M\u00fcller .pdf"


def test_neither_name_nor_details_steer_a_terminal_that_shows_a_note() -> None:
    text = note(
        "a\x1b]52;c;bHM=\x07.pdf",
        "AlreadyDone",
        {"earlier": "b\x9b2J\u202e.pdf"},
        language="en",
        file_is_here=True,
    ).decode("utf-8-sig")

    assert "a<U+001B>]52;c;bHM=<U+0007>.pdf" in text
    assert "b<U+009B>2J<U+202E>.pdf" in text
    assert not set(text) & set("\x1b\x07\x9b\u202e")


def test_a_note_says_what_happened_whether_the_file_is_safe_and_what_to_do() -> None:
    here = note("a.pdf", "DamagedFile", {}, language="en", file_is_here=True).decode("utf-8-sig")
    gone = note("a.pdf", "OriginalGone", {}, language="en", file_is_here=False).decode("utf-8-sig")

    assert "The file is damaged and cannot be opened." in here
    assert "It lies unchanged beside this note" in here
    assert "move the file back into the inbox" in here
    assert "no longer with Schreibstube" in gone
    assert "move the file back" not in gone


def test_notes_are_named_in_the_users_language() -> None:
    assert note_ending("de") == " - Hinweis.txt"
    assert note_ending("en") == " - note.txt"


@pytest.mark.parametrize("reason", list(Waiting))
def test_every_wait_has_a_sentence(reason: Waiting) -> None:
    assert waiting_for(reason, "en").startswith(("It", "Its", "Schreibstube"))


def test_a_profile_with_mistakes_says_where_and_what_to_do_in_the_readers_language(
    tmp_path: Path,
) -> None:
    (tmp_path / "profile.toml").write_text(
        'langages = ["deu"]\n[draft]\nkind = "protocol"\nplace = 3\n'
    )
    with pytest.raises(errors.ProfileWrong) as wrong:
        profile_of(tmp_path, "")

    said = waiting_for(wrong.value, "de")

    assert said.startswith(
        "Das Profil profile.toml enthält Fehler: "
        "Zeile 1, langages: diesen Schlüssel gibt es nicht, gemeint ist vielleicht languages; "
        "Zeile 3, draft.kind: möglich ist letter, transcript, minutes, results, dictation, memo, "
        "plain; "
        "Zeile 4, draft.place: hier wird ein Text in Anführungszeichen erwartet. Bitte"
    )
    assert "warten" in said


def test_mistakes_that_an_earlier_version_wrote_down_are_told_as_they_are() -> None:
    said = waiting_for(
        errors.ProfileWrong(file="Akten/profile.toml", problems="3: langages: unknown"), "de"
    )

    assert "Das Profil Akten/profile.toml enthält Fehler: 3: langages: unknown. " in said
