"""Profiles, glossaries and templates are read by a child, and only when they change."""

import os
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from pipeline.errors import ProfileWrong
from pipeline.isolate import Isolated
from pipeline.office.profiles.confined import ConfinedReader, Rules, rules_with_template
from pipeline.office.profiles.schema import Profile


@pytest.fixture
def reader() -> Iterator[ConfinedReader]:
    reader = ConfinedReader()
    yield reader
    reader.rest()


def _children() -> set[str]:
    return {
        child
        for task in Path("/proc/self/task").iterdir()
        for child in (task / "children").read_text().split()
    }


def _word(body: bytes = b"") -> bytes:
    plain, packed = BytesIO(), BytesIO()
    Document().save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(packed, "w") as package:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml" and body:
                content = content.replace(b"<w:body>", b"<w:body>" + body)
            package.writestr(name, content)
    return packed.getvalue()


def test_without_a_profile_no_child_starts(tmp_path: Path, reader: ConfinedReader) -> None:
    (tmp_path / "Akten").mkdir()
    before = _children()

    assert reader.read(tmp_path, "Akten") == Rules()
    assert _children() == before


def test_what_has_not_changed_is_not_read_again(tmp_path: Path, reader: ConfinedReader) -> None:
    (tmp_path / "profile.toml").write_text('languages = ["fra"]')
    first = reader.read(tmp_path, "")
    reader.rest()
    before = _children()

    assert reader.read(tmp_path, "") is first
    assert first.profile == Profile(languages=("fra",))
    assert _children() == before


@pytest.mark.parametrize("changed", ["profile.toml", "glossary.txt", "Kopf.dotx"])
def test_what_was_mended_is_read_again(
    tmp_path: Path, reader: ConfinedReader, changed: str
) -> None:
    sound = {
        "profile.toml": b'[draft]\ntemplate = "Kopf.dotx"\n',
        "glossary.txt": "Löwe\n".encode(),
        "Kopf.dotx": _word(),
    }
    for name, content in sound.items():
        (tmp_path / name).write_bytes(b"\xff = [" if name == changed else content)
    for _ in range(2):
        with pytest.raises(ProfileWrong):
            reader.read(tmp_path, "")

    (tmp_path / changed).write_bytes(sound[changed])
    rules = reader.read(tmp_path, "")

    assert (rules.glossary, rules.template) == (("Löwe",), "Kopf.dotx")


def test_a_reader_that_hangs_holds_its_folder_only(tmp_path: Path, reader: ConfinedReader) -> None:
    (tmp_path / "Akten").mkdir()
    (tmp_path / "profile.toml").write_text('languages = ["fra"]')
    (tmp_path / "Akten" / "profile.toml").write_text('[draft]\ntemplate = "Kopf.docx"\n')
    template = tmp_path / "Akten" / "Kopf.docx"
    template.write_bytes(_word())
    os.truncate(template, 40 << 30)  # a file with a hole: it has all the time of the world

    with pytest.raises(ProfileWrong, match=r"Akten/profile\.toml"):
        reader.read(tmp_path, "Akten")
    assert reader.read(tmp_path, "").profile.languages == ("fra",)


def test_what_kills_the_reader_is_a_mistake_of_the_folder(tmp_path: Path) -> None:
    child = Isolated(object, processes=1, memory_bytes=100 << 20, writable=())
    (tmp_path / "profile.toml").write_text("languages = []")

    try:
        with pytest.raises(ProfileWrong):
            rules_with_template(child, tmp_path, "")
    finally:
        child.close()


@pytest.mark.parametrize("depth", [100, 300, 20_000])
def test_deep_xml_in_a_template_is_a_template_or_a_mistake(
    tmp_path: Path, reader: ConfinedReader, depth: int
) -> None:
    body = b"<w:sdt><w:sdtContent>" * depth + b"<w:p/>" + b"</w:sdtContent></w:sdt>" * depth
    (tmp_path / "Kopf.docx").write_bytes(_word(body))
    (tmp_path / "profile.toml").write_text('[draft]\ntemplate = "Kopf.docx"\n')

    if depth == 100:
        assert reader.read(tmp_path, "").template == "Kopf.docx"
    else:
        with pytest.raises(ProfileWrong, match="damaged"):
            reader.read(tmp_path, "")
