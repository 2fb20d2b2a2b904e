import errno
from pathlib import Path

import pytest

from pipeline.core.model import Box, Page, SpokenWord, Utterance, Word
from pipeline.errors import DiskFull
from pipeline.stages.artefacts import Artefacts

SHA = "ab" * 32
PAGE = Page(1, 100, 200, 300.5, (Word("Grüße", Box(1, 2, 30.25, 4), 0.1, 0, 0, 0),), language="de")
SPEECH = (Utterance((SpokenWord("ja", 0.1, 0.30000000000000004, 1),), "de"),)


def test_what_is_saved_is_loaded_again_bit_by_bit(tmp_path: Path) -> None:
    artefacts = Artefacts(tmp_path / "artefacts")

    artefacts.save(SHA, "page-1", PAGE, settings="deu")
    artefacts.save(SHA, "speech", SPEECH, settings="base")

    assert Artefacts(tmp_path / "artefacts").load(SHA, "page-1", Page, settings="deu") == PAGE
    assert artefacts.load(SHA, "speech", tuple[Utterance, ...], settings="base") == SPEECH


def test_other_settings_never_meet(tmp_path: Path) -> None:
    artefacts = Artefacts(tmp_path)
    artefacts.save(SHA, "page-1", PAGE, settings="deu")

    assert artefacts.load(SHA, "page-1", Page, settings="eng") is None
    assert artefacts.load("cd" * 32, "page-1", Page, settings="deu") is None


@pytest.mark.parametrize(
    "content", [b"", b"{", b"null", b'{"number": 0}', b"\xff\xfe", b'{"number":1,"width":1}']
)
def test_what_cannot_be_read_back_is_missing(tmp_path: Path, content: bytes) -> None:
    artefacts = Artefacts(tmp_path)
    artefacts.save(SHA, "page-1", PAGE, settings="deu")
    next(artefacts.folder(SHA).iterdir()).write_bytes(content)

    assert artefacts.load(SHA, "page-1", Page, settings="deu") is None


def test_an_interrupted_write_leaves_the_earlier_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    artefacts = Artefacts(tmp_path)
    artefacts.save(SHA, "page-1", PAGE, settings="deu")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(DiskFull):
        artefacts.save(SHA, "page-1", Page(1, 1, 1, 1), settings="deu")
    assert artefacts.load(SHA, "page-1", Page, settings="deu") == PAGE


def test_what_is_kept_already_is_not_written_again(tmp_path: Path) -> None:
    artefacts = Artefacts(tmp_path)
    artefacts.save(SHA, "page-1", PAGE, settings="deu")
    (file,) = artefacts.folder(SHA).iterdir()
    before = file.stat()

    artefacts.save(SHA, "page-1", PAGE, settings="deu")

    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_what_a_killed_process_was_writing_is_removed(tmp_path: Path) -> None:
    artefacts = Artefacts(tmp_path)
    artefacts.save(SHA, "page-1", PAGE, settings="deu")
    (artefacts.folder(SHA) / ".schreibstube-0123456789abcdef.part").write_bytes(b'{"number"')

    artefacts.remove_unfinished(SHA)

    assert [file.suffix for file in artefacts.folder(SHA).iterdir()] == [".json"]
    assert artefacts.load(SHA, "page-1", Page, settings="deu") == PAGE


def test_forgetting_takes_everything_and_may_be_repeated(tmp_path: Path) -> None:
    artefacts = Artefacts(tmp_path)
    artefacts.save(SHA, "page-1", PAGE, settings="deu")
    (artefacts.folder(SHA) / "sound.pcm").write_bytes(b"work file")

    artefacts.forget(SHA)
    artefacts.forget(SHA)

    assert artefacts.load(SHA, "page-1", Page, settings="deu") is None
    assert list(artefacts.folder(SHA).iterdir()) == []
