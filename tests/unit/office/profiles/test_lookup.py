import zipfile
from pathlib import Path

import pytest
from docx import Document

from pipeline.core.scans.arrangement import Habits
from pipeline.errors import FolderUnreachable, ProfileWrong
from pipeline.office.profiles.lookup import glossary_of, profile_of, template_content, template_of
from pipeline.office.profiles.schema import Profile


def _problems(inbox: Path, text: str | bytes) -> str:
    """What is said about the inbox's profile with this text."""
    (inbox / "profile.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ProfileWrong) as caught:
        profile_of(inbox, "")
    said = str(caught.value)
    assert said.startswith("The profile profile.toml has mistakes: ")
    return said.removeprefix("The profile profile.toml has mistakes: ")


def test_without_a_profile_the_defaults_hold(tmp_path: Path) -> None:
    profile = profile_of(tmp_path, "Akten/2026")

    assert profile == Profile()
    assert profile.paper.habits == Habits()


def test_the_nearest_profile_counts_alone(tmp_path: Path) -> None:
    (tmp_path / "Akten" / "2026").mkdir(parents=True)
    (tmp_path / "profile.toml").write_text('passwords = ["geheim"]')
    (tmp_path / "Akten" / "profile.toml").write_text('languages = ["fra"]')

    assert profile_of(tmp_path, "Akten/2026") == Profile(languages=("fra",))
    assert profile_of(tmp_path, "Briefe") == Profile(passwords=("geheim",))


def test_a_folder_that_is_gone_has_the_profile_of_the_folder_above(tmp_path: Path) -> None:
    (tmp_path / "profile.toml").write_text('languages = ["fra"]')

    assert profile_of(tmp_path, "gone/for/ever").languages == ("fra",)


def test_an_inbox_that_is_gone_is_no_profile_of_defaults(tmp_path: Path) -> None:
    with pytest.raises(FolderUnreachable):
        profile_of(tmp_path / "gone", "Akten")


def test_a_profile_from_a_windows_editor_is_read(tmp_path: Path) -> None:
    (tmp_path / "Profile.TOML").write_bytes('\ufefflanguages = ["fra"]\r\n'.encode())

    assert profile_of(tmp_path, "").languages == ("fra",)


def test_every_mistake_is_named_with_its_line_and_key(tmp_path: Path) -> None:
    text = (
        'langages = ["deu"]\n\n# a comment\nlanguages = [\n  "deu",\n  "no such"\n]\n'
        '[paper]\nsplit = "none"\nblank = true\n'
    )

    problems = _problems(tmp_path, text).split("; ")

    assert [problem.partition(": ")[0] for problem in problems] == [
        "line 1, langages",
        "line 4, languages",
        "line 10, paper.blank",
    ]


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("languages = \n", "line 1, languages: "),
        ('\n[paper]\nblank = "remove\n', "line 3, blank: "),
        ("[paper]\n\n[paper]\n", "line 3"),
        ('languages = ["deu"', "line 1, languages: "),
        ('[paper\nblank = "keep"', "line 1"),
        (b'passwords = ["\xff"]', "line 1: this is not UTF-8"),
        ("#" * 20_000, "line 1: longer than 16384 bytes"),
        ("passwords = 3", "line 1, passwords: "),
        ("paper.codes = []", "line 1, paper.codes: "),
        ("paper = { codes = [] }", "line 1, paper.codes: "),
        ("paper = 3", "line 1, paper: "),
        ('[recording]\noutputs = [\n"srt",\n"doc"]', "line 2, recording.outputs: "),
        ('[recording]\noutputs = "srt"', "line 2, recording.outputs: "),
    ],
)
def test_what_is_no_profile_is_named_with_its_line(
    tmp_path: Path, text: str | bytes, begins: str
) -> None:
    assert _problems(tmp_path, text).startswith(begins)


def test_no_mistake_tells_a_password(tmp_path: Path) -> None:
    texts = [
        'passwords = ["geheim", 3]',
        'passwords = [\n"geheim = x",\n"geheim]\n',
        'passwords = ["geheim"]\nx = 1',
    ]

    assert not any("geheim" in _problems(tmp_path, text) for text in texts)
    assert "geheim" not in repr(Profile(passwords=("geheim",)))


def test_a_link_is_no_profile(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("languages = []")
    (tmp_path / "profile.toml").symlink_to(tmp_path / "secret")

    with pytest.raises(ProfileWrong, match="not a regular file"):
        profile_of(tmp_path, "")


def test_a_profile_that_may_not_be_read_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "profile.toml").mkdir()

    with pytest.raises(ProfileWrong, match="not a regular file"):
        profile_of(tmp_path, "")


def test_a_glossary_holds_one_term_a_line(tmp_path: Path) -> None:
    text = (
        "\ufeff# Namen\r\nGründel-Löwe\r\n\r\n  Kita   Sonnenschein \r\n#Kowalczyk\r\n"
        "Gründel-Löwe\r\nC# Kurs"
    )
    (tmp_path / "Glossary.TXT").write_bytes(text.encode())

    assert glossary_of(tmp_path, "") == ("Gründel-Löwe", "Kita Sonnenschein", "C# Kurs")


def test_the_nearest_glossary_counts_alone_and_without_a_profile(tmp_path: Path) -> None:
    (tmp_path / "Bau" / "2026").mkdir(parents=True)
    (tmp_path / "Bau" / "glossary.txt").write_text("Bebauungsplan")
    (tmp_path / "glossary.txt").write_text("Haushalt")

    assert glossary_of(tmp_path, "Bau/2026") == ("Bebauungsplan",)
    assert glossary_of(tmp_path, "Kasse") == ("Haushalt",)


def test_without_a_glossary_there_are_no_terms(tmp_path: Path) -> None:
    assert glossary_of(tmp_path, "Bau") == ()


def test_an_inbox_that_is_gone_is_no_empty_glossary(tmp_path: Path) -> None:
    with pytest.raises(FolderUnreachable):
        glossary_of(tmp_path / "gone", "")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("Löwe\n" + "x" * 61 + "\nBär", "line 2: longer than 60 characters"),
        (
            "Gründel-Löwe\n" * 20 + "# bis hier\n" + "Kowalczyk\n" * 100,
            "line 32: from here on it is too long",
        ),
        ("Löwe\nBär\n".encode() + "Müller".encode("cp1252"), "line 3: this is not UTF-8"),
        (b"x" * 20_000, "line 1: longer than 16384 bytes"),
    ],
)
def test_a_wrong_glossary_is_named_with_its_line(
    tmp_path: Path, content: str | bytes, said: str
) -> None:
    (tmp_path / "glossary.txt").write_bytes(
        content.encode() if isinstance(content, str) else content
    )

    with pytest.raises(ProfileWrong) as raised:
        glossary_of(tmp_path, "")

    assert "glossary.txt" in str(raised.value)
    assert said in str(raised.value)


def test_participants_are_names(tmp_path: Path) -> None:
    (tmp_path / "profile.toml").write_text(
        '[recording]\nparticipants = ["Frau Gründel-Löwe", "Herr Kowalczyk"]\n'
    )

    assert profile_of(tmp_path, "").recording.participants == (
        "Frau Gründel-Löwe",
        "Herr Kowalczyk",
    )
    assert "recording.participants" in _problems(tmp_path, '[recording]\nparticipants = [""]\n')


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            'kind = "protocol"',
            "draft.kind: possible is letter, transcript, minutes, results, dictation, memo, plain.",
        ),
        ('language = "fr"', "draft.language: possible is de, en."),
        ('smooth = "perhaps"', "draft.smooth: true or false is expected"),
        ("smooth = perhaps", "smooth: this cannot be read"),
        ("place = 3", "draft.place: a text in quotation marks is expected."),
        ('place = "Ort"\nplace = "Saal"', "place: this is there twice."),
        ('recipients = "all"', "draft.recipients: a list in square brackets is expected."),
        ('template = "../Vorlage.dotx"', "draft.template: the name of a .dotx or .docx file"),
        ('template = "Vorlage.doc"', "draft.template: the name of a .dotx or .docx file"),
        ('template = "Vorlage.docm"', "draft.template: the name of a .dotx or .docx file"),
        (
            'template = "Vorlage.dotx"',
            "draft.template: there is no file of this name beside the profile.",
        ),
        ('attendees = ["all"]', "draft.attendees: there is no such key."),
        ('sprache = "de"', "draft.sprache: there is no such key."),
        ('langauge = "de"', "draft.langauge: there is no such key, perhaps language is meant."),
        (
            'participants = ["Frau Löwe"]',
            "draft.participants: this key belongs into the section [recording].",
        ),
        ('passwords = ["geheim"]', "draft.passwords: this key belongs above all sections."),
    ],
)
def test_a_mistake_in_what_drafts_are_to_be_like_is_named_with_its_line(
    tmp_path: Path, line: str, said: str
) -> None:
    assert _problems(tmp_path, f'languages = ["deu"]\n\n[draft]\n# ours\n{line}\n').startswith(
        (f"line 5, {said}", f"line 6, {said}")
    )


def _word(file: Path) -> Path:
    Document().save(str(file))
    return file


def test_a_template_lies_beside_the_profile_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "Rat" / "2026").mkdir(parents=True)
    (tmp_path / "Rat" / "profile.toml").write_text('[draft]\ntemplate = "vorlage.dotx"\n')
    file = _word(tmp_path / "Rat" / "Vorlage.dotx")

    assert template_of(tmp_path, "Rat/2026") == "Rat/Vorlage.dotx"
    assert template_content(tmp_path, "Rat/2026") == file.read_bytes()
    assert template_of(tmp_path, "") is None
    assert template_content(tmp_path, "") is None


def test_what_is_no_word_file_is_no_template(tmp_path: Path) -> None:
    profile = '[draft]\ntemplate = "Vorlage.docx"'
    (tmp_path / "Vorlage.docx").write_text("Sehr geehrte Damen und Herren")
    assert "draft.template: this is not a Word file" in _problems(tmp_path, profile)

    with zipfile.ZipFile(tmp_path / "Vorlage.docx", "w") as package:
        package.writestr("xl/workbook.xml", "")
    assert "draft.template: this is not a Word file" in _problems(tmp_path, profile)

    with zipfile.ZipFile(_word(tmp_path / "Vorlage.docx"), "a") as package:
        package.writestr("word/vbaProject.bin", "")
    assert "draft.template: it holds macros" in _problems(tmp_path, profile)

    (tmp_path / "Vorlage.docx").unlink()
    (tmp_path / "Vorlage.docx").symlink_to(_word(tmp_path / "Elsewhere.docx"))
    assert "draft.template: this is not a regular file" in _problems(tmp_path, profile)


def test_a_small_file_that_becomes_an_enormous_one_is_no_template(tmp_path: Path) -> None:
    file = _word(tmp_path / "Vorlage.docx")
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/image1.png", bytes(11 << 20))

    assert "draft.template: larger than 10 MB" in _problems(
        tmp_path, '[draft]\ntemplate = "Vorlage.docx"'
    )
