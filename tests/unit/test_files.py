import errno
import os
from pathlib import Path

import pytest

from pipeline import files
from pipeline.errors import DiskFull, FolderUnreachable


def refuse_links(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def link(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("os.link", link)


@pytest.mark.parametrize("refusal", [None, errno.EPERM, errno.EXDEV, errno.EOPNOTSUPP])
def test_a_file_moves_on_every_kind_of_file_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusal: int | None
) -> None:
    source, target = tmp_path / "a", tmp_path / "deep" / "er" / "b"
    source.write_bytes(b"content")
    link = os.link

    def refusing(linked: Path, name: Path, *, follow_symlinks: bool) -> None:
        if linked == source and refusal:
            raise OSError(refusal, os.strerror(refusal))
        link(linked, name, follow_symlinks=follow_symlinks)

    monkeypatch.setattr("os.link", refusing)
    files.move(source, target)

    assert target.read_bytes() == b"content"
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["b"]


@pytest.mark.parametrize("refusal", [None, errno.EPERM])
def test_a_move_never_replaces_something_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusal: int | None
) -> None:
    source, target = tmp_path / "a", tmp_path / "b"
    source.write_bytes(b"ours")
    target.write_bytes(b"theirs")
    if refusal:
        refuse_links(monkeypatch, refusal)

    with pytest.raises(FileExistsError):
        files.move(source, target)

    assert (source.read_bytes(), target.read_bytes()) == (b"ours", b"theirs")


def test_an_interrupted_move_is_ended_by_the_next(tmp_path: Path) -> None:
    source, linked, copied = tmp_path / "a", tmp_path / "b", tmp_path / "c"
    source.write_bytes(b"content")
    os.link(source, linked)
    copied.write_bytes(b"content")

    files.move(source, linked)
    files.move(linked, copied)

    assert [path.name for path in tmp_path.iterdir()] == ["c"]


def test_a_copy_that_reads_differently_is_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "a"
    source.write_bytes(b"content")
    refuse_links(monkeypatch, errno.EXDEV)

    with pytest.raises(OSError, match="Input/output"):
        files.move(source, tmp_path / "b", reads_back=lambda *_: False)

    assert source.read_bytes() == b"content"
    assert not (tmp_path / "b").exists()


def test_other_refusals_of_links_are_not_hidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"content")
    refuse_links(monkeypatch, errno.EIO)

    with pytest.raises(OSError, match="Input/output"):
        files.move(tmp_path / "a", tmp_path / "b")
    with pytest.raises(OSError, match="Input/output"):
        files.place(tmp_path / "a", tmp_path / "b")


def test_without_links_a_placeholder_keeps_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_links(monkeypatch, errno.EPERM)
    (tmp_path / "t").write_bytes(b"content")
    (tmp_path / "taken").write_bytes(b"")

    with pytest.raises(FileExistsError):
        files.place(tmp_path / "t", tmp_path / "taken")
    files.place(tmp_path / "t", tmp_path / "free")

    assert (tmp_path / "free").read_bytes() == b"content"
    assert not (tmp_path / "t").exists()


def test_new_files_never_replace_and_our_own_are_replaced_whole(tmp_path: Path) -> None:
    files.write_new(tmp_path / "a", b"first")

    with pytest.raises(FileExistsError):
        files.write_new(tmp_path / "a", b"second")
    files.replace(tmp_path / "b", b"1")
    files.replace(tmp_path / "b", b"2")

    assert [(file.name, file.read_bytes()) for file in sorted(tmp_path.iterdir())] == [
        ("a", b"first"),
        ("b", b"2"),
    ]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EFBIG, DiskFull),
        (errno.EIO, FolderUnreachable),
        (errno.EACCES, FolderUnreachable),
        (errno.ESTALE, FolderUnreachable),
    ],
)
def test_refusals_say_whose_turn_it_is(
    tmp_path: Path, number: int, expected: type[Exception]
) -> None:
    with pytest.raises(expected, match=tmp_path.name), files.reaching(tmp_path):
        raise OSError(number, os.strerror(number))


def test_folders_are_removed_only_as_far_as_they_are_empty(tmp_path: Path) -> None:
    (tmp_path / "a" / "b" / "c").mkdir(parents=True)
    (tmp_path / "a" / "kept").write_bytes(b"")

    files.remove_empty(tmp_path / "a" / "b" / "c" / "gone", up_to=tmp_path)

    assert [path.name for path in (tmp_path / "a").iterdir()] == ["kept"]


def test_what_is_no_folder_cannot_be_removed_as_one(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(NotADirectoryError):
        files.remove_empty(tmp_path / "file", up_to=tmp_path)


@pytest.mark.parametrize(("number", "fails"), [(errno.EINVAL, False), (errno.EIO, True)])
def test_a_folder_that_cannot_be_synced_is_left_alone_but_a_failing_disk_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, *, fails: bool
) -> None:
    def fsync(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("os.fsync", fsync)

    if fails:
        with pytest.raises(OSError, match="Input/output"):
            files.sync_folder(tmp_path)
    else:
        files.sync_folder(tmp_path)


def test_only_a_regular_file_holds_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    sha256 = files.sha256_of(tmp_path / "a")

    assert files.holds(tmp_path / "a", sha256)
    assert not files.holds(tmp_path / "a", "0" * 64)
    assert not files.holds(tmp_path / "link", sha256)
    assert not files.holds(tmp_path, sha256)
    assert files.names_in(tmp_path / "nowhere") == []
