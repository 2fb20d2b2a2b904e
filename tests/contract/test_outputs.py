"""What every output promises: whole files, equal bytes, and every word of the document."""

from __future__ import annotations

import errno
import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from pipeline.core.drafts.assembly import draft
from pipeline.core.drafts.draft import About
from pipeline.core.model import Box, Page, Recording, Scan, SpokenWord, Utterance, Word
from pipeline.errors import DiskFull, FolderUnreachable
from pipeline.outputs.draft_docx import write_docx
from pipeline.outputs.formats import FORMATS
from pipeline.outputs.searchable_pdf import write_searchable_pdf
from pipeline.translations import translator
from tests.wordml import findings, text

ABOUT = About("Brief", "Brief.pdf", "de", "engine 1")
WORDS = tuple(f"Wort{number}" for number in range(60))
HARD = (
    "Grüße",
    "e\u0301te\u0301",
    "שלום",
    "مرحبا",
    "\N{WAVING HAND SIGN}",
    "\U0001f44d\U0001f3fd",
    "日本語",
)
"""Umlauts, composed and not; right to left; emoji with a colour of skin; no spaces."""


@dataclass(frozen=True)
class Output:
    """A writer and a reader of one format."""

    suffix: str
    write: Callable[[Sequence[str], Path], None]
    """A document with these words, each in a line or an utterance of its own."""
    read: Callable[[Path], str]

    def written(self, words: Sequence[str], folder: Path) -> Path:
        target = folder / f"result{self.suffix}"
        self.write(words, target)
        return target


def _scan(words: Sequence[str]) -> Scan:
    read = (
        Word(word, Box(100, 50 * number, 400, 50 * number + 30), 0.9, number, number, number)
        for number, word in enumerate(words, start=1)
    )
    return Scan((Page(1, 2479, 3508, 300, tuple(read)),))


def _recording(words: Sequence[str]) -> Recording:
    said = (
        Utterance((SpokenWord(word, 3 * number, 3 * number + 1, 0.9),), "de")
        for number, word in enumerate(words)
    )
    return Recording(3 * len(words), tuple(said), "de")


def _write_pdf(words: Sequence[str], target: Path) -> None:
    source = pikepdf.new()
    source.add_blank_page()
    pages = target.parent.parent / "pages.pdf"
    source.save(pages, deterministic_id=True)
    write_searchable_pdf(pages, _scan(words), target, title="Brief")


def _write_draft_of_a_scan(words: Sequence[str], target: Path) -> None:
    write_docx(draft(_scan(words), about=ABOUT, translate=translator(ABOUT.language)), target)


def _write_draft_of_a_recording(words: Sequence[str], target: Path) -> None:
    write_docx(draft(_recording(words), about=ABOUT, translate=translator(ABOUT.language)), target)


def _write_recording(words: Sequence[str], target: Path) -> None:
    write = FORMATS[target.suffix].write
    assert write is not None
    write(_recording(words), ABOUT, target)


def _pdf_text(file: Path) -> str:
    document = pypdfium2.PdfDocument(file)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def _docx_text(file: Path) -> str:
    assert findings(file) == []
    return text(file)


def _plain_text(file: Path) -> str:
    return file.read_text(encoding="utf-8-sig")


def _json_text(file: Path) -> str:
    content = json.loads(file.read_bytes())
    return "\n".join(
        word["text"] for utterance in content["utterances"] for word in utterance["words"]
    )


OUTPUTS = {
    "searchable PDF": Output(".pdf", _write_pdf, _pdf_text),
    "draft of a scan": Output(".docx", _write_draft_of_a_scan, _docx_text),
    "draft of a recording": Output(".docx", _write_draft_of_a_recording, _docx_text),
    "WebVTT": Output(".vtt", _write_recording, _plain_text),
    "SubRip": Output(".srt", _write_recording, _plain_text),
    "plain text": Output(".txt", _write_recording, _plain_text),
    "words": Output(".json", _write_recording, _json_text),
}


@pytest.fixture(params=list(OUTPUTS.values()), ids=list(OUTPUTS))
def output(request: pytest.FixtureRequest) -> Output:
    found: Output = request.param
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where results go, and nothing else."""
    (tmp_path / "results").mkdir()
    return tmp_path / "results"


def test_every_format_is_in_this_suite() -> None:
    assert {output.suffix for output in OUTPUTS.values()} == set(FORMATS)


def test_no_word_is_lost_and_all_are_in_order(output: Output, folder: Path) -> None:
    target = output.written(WORDS, folder)

    assert tuple(re.findall(r"\bWort\d+\b", output.read(target))) == WORDS


def test_every_script_comes_back(output: Output, folder: Path) -> None:
    target = output.written(HARD, folder)

    found = unicodedata.normalize("NFC", output.read(target))
    assert [word for word in HARD if unicodedata.normalize("NFC", word) not in found] == []


@pytest.mark.parametrize(
    "sign", ["\0", "\x08", "\x1b", "\x7f", "\x9f", "\ufffe", "\udce4", "\u202e"]
)
def test_what_stands_around_signs_that_no_text_should_have_comes_back(
    output: Output, sign: str, folder: Path
) -> None:
    target = output.written(("Anfang", f"vor{sign}nach", "Ende"), folder)

    found = output.read(target)
    assert FORMATS[output.suffix].whole(target)
    assert all(part in found for part in ("Anfang", "vor", "nach", "Ende"))


def test_equal_input_gives_equal_bytes(output: Output, folder: Path) -> None:
    first = output.written((*WORDS, *HARD), folder).read_bytes()

    assert output.written((*WORDS, *HARD), folder).read_bytes() == first


def test_what_was_written_is_whole_and_cut_short_it_is_not(output: Output, folder: Path) -> None:
    target = output.written(WORDS, folder)
    whole, content = FORMATS[output.suffix].whole, target.read_bytes()

    assert whole(target)
    for end in (0, 10, len(content) // 3, len(content) // 2, len(content) - 9):
        # Text that ends with a line is text, whatever is missing.
        target.write_bytes(content[:end].rstrip(b"\n"))
        assert not whole(target), end


def test_a_full_disk_leaves_the_earlier_file_and_no_litter(
    output: Output, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = output.written(WORDS, folder).read_bytes()

    def refuse(_: int) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(DiskFull):
        output.written(HARD, folder)

    (left,) = folder.iterdir()
    assert left.read_bytes() == earlier


def test_a_folder_that_is_gone_is_unreachable(output: Output, folder: Path) -> None:
    folder.rmdir()

    with pytest.raises(FolderUnreachable):
        output.written(WORDS, folder)
    assert not folder.exists()
