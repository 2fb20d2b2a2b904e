"""No file of a folder ends the office: it holds its folder."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import ProfileWrong
from pipeline.mistakes import clauses
from pipeline.office.profiles.by_folder import FolderProfiles
from pipeline.office.profiles.confined import Rules
from pipeline.office.profiles.schema import Profile
from pipeline.translations import translator


def _held(inbox: Path, text: str) -> str:
    """What is said in German of an inbox that its profile holds."""
    (inbox / "profile.toml").write_text(text)
    wrong = FolderProfiles(inbox).of("Brief.pdf")
    assert isinstance(wrong, ProfileWrong)
    return str(clauses(wrong.details["problems"], translator("de"), between="; "))


def _word(*, compression: int = zipfile.ZIP_DEFLATED, encoding: bytes = b"UTF-8") -> bytes:
    plain, packed = BytesIO(), BytesIO()
    Document().save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(packed, "w", compression) as package:
        for name in source.namelist():
            package.writestr(name, source.read(name).replace(b"UTF-8", encoding))
    return packed.getvalue()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = " + "[" * 5000 + "]" * 5000, "Zeile 1, x: "),
        ("x = " + "{a=" * 3000 + "1" + "}" * 3000, "Zeile 1, x: "),
        ("\n[" + ".".join("a" * 5000) + "]\n", "Zeile 2: das ist zu tief verschachtelt"),
        (".".join("a" * 5000) + " = 1\n", "Zeile 1: das ist zu tief verschachtelt"),
        ("x = " + "1" * 5000, "Zeile 1, x: "),
        ('[draft]\ntemplate = "a\\u0000b.docx"\n', "Zeile 2, draft.template: "),
        ('[recording]\nmodel = "a\\u0000b"\n', "Zeile 2, recording.model: "),
        ('[recording]\nmodel = "~nobody-of-this-name/m"\n', "Zeile 2, recording.model: "),
        ("\nx = {" + " . ".join("a" * 3000) + " = 1}\n", "Zeile 2: das ist zu tief verschachtelt"),
        (".".join(['"a"'] * 3000) + " = 1\n", "Zeile 1, a: "),
        ("".join(f"k{number} = 1\n" for number in range(300)), "und 280 weitere"),
    ],
    ids=[
        "lists",
        "inline",
        "tables",
        "dotted",
        "spaced",
        "quoted",
        "digits",
        "nul",
        "model",
        "home",
        "keys",
    ],
)
def test_a_hostile_profile_holds_its_folder(tmp_path: Path, text: str, said: str) -> None:
    assert said in _held(tmp_path, text)


@pytest.mark.parametrize("encoding", [b"foo-8", b"rot13", b"utf-7"])
def test_a_template_in_an_odd_encoding_holds_its_folder(tmp_path: Path, encoding: bytes) -> None:
    (tmp_path / "a.docx").write_bytes(_word(encoding=encoding))

    assert "Zeile 2, draft.template: " in _held(tmp_path, '[draft]\ntemplate = "a.docx"')


@pytest.mark.parametrize("compression", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
@pytest.mark.parametrize("damaged", range(0, 3000, 300))
def test_a_template_with_a_damaged_entry_holds_its_folder(
    tmp_path: Path, compression: int, damaged: int
) -> None:
    content = bytearray(_word(compression=compression))
    content[damaged : damaged + 40] = b"\xff" * 40
    (tmp_path / "a.docx").write_bytes(content)

    assert "Zeile 2, draft.template: " in _held(tmp_path, '[draft]\ntemplate = "a.docx"')


_PIECES = (
    "[draft]\n", "[paper]\n", "template = ", "model = ", "passwords = ", "kind = ", "blank = ",
    "[", "]", "{", "}", "=", ".", ",", "\n", '"', "'''", '"""', "#", "\\u0000", "1", "1e999",
    "nan", "true", "9999-12-31", "\0", "\ud800", "a.docx",
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(st.sampled_from(_PIECES) | st.text(max_size=3), max_size=40))
def test_any_text_is_a_profile_or_has_mistakes(tmp_path: Path, pieces: list[str]) -> None:
    text = "".join(pieces).encode(errors="surrogatepass")
    (tmp_path / "profile.toml").write_bytes(text)
    (tmp_path / "glossary.txt").write_bytes(text)

    assert isinstance(FolderProfiles(tmp_path).of("Brief.pdf"), Profile | ProfileWrong)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 1 << 15), st.integers(0, 255)), min_size=1, max_size=9))
def test_any_package_is_a_template_or_a_mistake(
    tmp_path: Path, changes: list[tuple[int, int]]
) -> None:
    content = bytearray(_word())
    for place, value in changes:
        content[-1 - place % len(content)] = value
    (tmp_path / "a.docx").write_bytes(content)
    (tmp_path / "profile.toml").write_text('[draft]\ntemplate = "a.docx"')

    assert isinstance(FolderProfiles(tmp_path).of("Brief.pdf"), Profile | ProfileWrong)


@pytest.mark.parametrize("failure", [AttributeError("x"), MemoryError(), RecursionError("x")])
def test_what_no_reader_foresees_holds_the_folder_and_is_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, failure: Exception
) -> None:
    def stumbles(_inbox: Path, folder: str) -> Rules:
        if folder == "Akten":
            raise failure
        return Rules()

    profiles = FolderProfiles(tmp_path, stumbles)

    wrong = profiles.of("Akten/Brief.pdf")
    assert str(wrong) == "The profile Akten/profile.toml has mistakes: it cannot be read."
    assert profiles.of("Brief.pdf") == Profile()
    assert [record.message for record in caplog.records] == ["profile.unforeseen"]
