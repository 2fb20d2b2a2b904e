import errno
import io
import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import files
from pipeline.core.model import Kind
from pipeline.core.office.intake import Sighting
from pipeline.core.office.records import Facts, Intent, Output, State
from pipeline.errors import (
    AlreadyDone,
    DamagedFile,
    DiskFull,
    FolderUnreachable,
    OriginalGone,
    OriginalMoved,
    StillInWork,
)
from pipeline.office.arrivals import Arrivals
from pipeline.office.attention import Attention
from pipeline.office.claims import Claims
from pipeline.office.journal import Journal
from pipeline.office.publishing import Publisher

MARCH = datetime(2026, 3, 31, 23, 30, tzinfo=UTC)
PDF = b"%PDF-1.7\n%%EOF\n"
VTT = b"WEBVTT\n"
SRT = b"\xef\xbb\xbf1\r\n00:00:01,000 --> 00:00:02,000\r\nJa.\r\n"
FACTS = Facts(pages=1, language="de")


def docx() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "text")
    return stream.getvalue()


class Room:
    """An inbox and an outbox with a journal between them, and results that wait to be published."""

    def __init__(self, root: Path) -> None:
        self.inbox, self.outbox, self.work = root / "inbox", root / "outbox", root / "work"
        for folder in (self.inbox, self.outbox, self.work):
            folder.mkdir()
        self.journal = Journal(root / "state", clock=lambda: MARCH)
        self.wire()
        self.results = self.written(Brief_pdf=PDF, Brief_docx=docx())

    def wire(
        self,
        *,
        move: Callable[[Path, Path], None] = files.move,
        write_new: Callable[[Path, bytes], None] = files.write_new,
        place: Callable[[Path, Path], None] = files.place,
        holds: Callable[[Path, str], bool] = files.holds,
    ) -> None:
        """Build everything again, with other ways to touch the file system."""
        self.claims = Claims(self.journal, self.inbox, move=move)
        self.attention = Attention(self.journal, self.claims, language="en", write_new=write_new)
        self.publisher = Publisher(self.journal, self.claims, self.outbox, place=place, holds=holds)
        self.arrivals = Arrivals(self.journal, self.claims, self.attention, self.publisher)

    def written(self, **contents: bytes) -> tuple[Path, ...]:
        made = []
        for name, content in contents.items():
            made.append(self.work / ".".join(name.rsplit("_", 1)))
            made[-1].write_bytes(content)
        return tuple(made)

    def claim(self, source: str, content: bytes = b"content") -> str:
        arrival = self.journal.last_arrival() + 1
        file = self.inbox / ".in-work" / f"{arrival:06d}" / source
        file.parent.mkdir(parents=True)
        file.write_bytes(content)
        sha256 = files.sha256_of(file)
        job_id = f"{arrival:06d}-{sha256[:12]}"
        seen = file.stat()
        self.journal.claimed(
            job_id, Kind.SCAN, Sighting(source, seen.st_size, seen.st_mtime_ns), sha256=sha256
        )
        return job_id

    def tree(self) -> list[str]:
        return sorted(
            path.relative_to(root.parent).as_posix()
            for root in (self.inbox, self.outbox)
            for path in root.rglob("*")
            if path.is_file()
        )


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path)
    with closing(made.journal):
        yield made


def test_results_appear_as_one_set_and_the_original_is_kept(room: Room) -> None:
    job_id = room.claim("Akte/Brief.tif", b"original")

    outputs = room.publisher.publish(job_id, room.results, facts=FACTS)

    assert [output.path for output in outputs] == ["Akte/Brief.pdf", "Akte/Brief.docx"]
    assert room.tree() == [
        "outbox/Akte/Brief.docx",
        "outbox/Akte/Brief.pdf",
        "outbox/_originals/2026/03/Akte/Brief.tif",
    ]
    assert (room.outbox / "_originals/2026/03/Akte/Brief.tif").read_bytes() == b"original"
    assert room.journal.job(job_id).facts == FACTS
    assert not (room.inbox / ".in-work" / "000001").exists()


def test_publishing_twice_publishes_once(room: Room) -> None:
    job_id = room.claim("Brief.tif")
    first = room.publisher.publish(job_id, room.results, facts=FACTS)
    before = room.tree()

    assert room.publisher.publish(job_id, (), facts=Facts()) == first
    assert room.tree() == before


def test_a_taken_name_gives_the_whole_set_a_new_one(room: Room) -> None:
    (room.outbox / "BRIEF.VTT").write_bytes(b"a person's")

    outputs = room.publisher.publish(room.claim("Brief.tif"), room.results, facts=FACTS)

    assert [output.path for output in outputs] == ["Brief (2).pdf", "Brief (2).docx"]
    assert (room.outbox / "BRIEF.VTT").read_bytes() == b"a person's"


def test_the_parts_of_a_document_appear_as_one_set_and_are_numbered(room: Room) -> None:
    job_id = room.claim("Akte/Stapel.tif")

    outputs = room.publisher.publish(job_id, room.results * 2, facts=FACTS)

    parts = ["Akte/Stapel-1.pdf", "Akte/Stapel-1.docx", "Akte/Stapel-2.pdf", "Akte/Stapel-2.docx"]
    assert [output.path for output in outputs] == parts
    assert room.tree() == [
        *(f"outbox/{part}" for part in sorted(parts)),
        "outbox/_originals/2026/03/Akte/Stapel.tif",
    ]


def test_a_taken_name_gives_all_parts_a_new_one(room: Room) -> None:
    (room.outbox / "stapel-2.PDF").write_bytes(b"a person's")

    outputs = room.publisher.publish(room.claim("Stapel.tif"), room.results[:1] * 2, facts=FACTS)

    assert [output.path for output in outputs] == ["Stapel (2)-1.pdf", "Stapel (2)-2.pdf"]


@pytest.mark.parametrize("taken", ["docx", "vtt", "srt", "txt", "json"])
def test_all_that_a_recording_becomes_stays_one_set_whichever_name_is_taken(
    room: Room, taken: str
) -> None:
    results = room.written(a_docx=docx(), a_vtt=VTT, a_srt=SRT, a_txt=b"text\n", a_json=b"{}")
    (room.outbox / f"Sitzung.{taken}").write_bytes(b"a person's")

    outputs = room.publisher.publish(room.claim("Sitzung.mp3"), results, facts=FACTS)

    names = [f"Sitzung (2).{suffix}" for suffix in ("docx", "vtt", "srt", "txt", "json")]
    assert [output.path for output in outputs] == names
    assert sorted(room.tree()) == sorted(
        [
            "outbox/_originals/2026/03/Sitzung.mp3",
            f"outbox/Sitzung.{taken}",
            *(f"outbox/{name}" for name in names),
        ]
    )
    assert (room.outbox / f"Sitzung.{taken}").read_bytes() == b"a person's"


@pytest.mark.parametrize("placed", range(6))
def test_a_set_of_many_files_that_a_crash_left_half_published_is_completed(
    room: Room, placed: int
) -> None:
    results = room.written(a_docx=docx(), a_vtt=VTT, a_srt=SRT, a_txt=b"text\n", a_json=b"{}")
    job_id, place = room.claim("Sitzung.mp3"), files.place
    begun: list[Path] = []

    def crash(temporary: Path, target: Path) -> None:
        if len(begun) == placed:
            raise KeyboardInterrupt
        begun.append(target)
        place(temporary, target)

    room.wire(place=crash)
    if placed < len(results):
        with pytest.raises(KeyboardInterrupt):
            room.publisher.publish(job_id, results, facts=FACTS)
    else:
        room.publisher.publish(job_id, results, facts=FACTS)
    room.wire()
    room.arrivals.recover()

    names = sorted(f"outbox/Sitzung.{suffix}" for suffix in ("docx", "vtt", "srt", "txt", "json"))
    assert room.tree() == [*names, "outbox/_originals/2026/03/Sitzung.mp3"]


def test_a_name_that_is_snatched_away_at_the_last_moment_is_left_to_its_owner(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = os.link

    def rival(source: Path, target: Path, *, follow_symlinks: bool) -> None:
        if target.name == "Brief.docx":
            target.write_bytes(b"a rival's")
        link(source, target, follow_symlinks=follow_symlinks)

    monkeypatch.setattr("os.link", rival)
    outputs = room.publisher.publish(room.claim("Brief.tif"), room.results, facts=FACTS)

    assert [output.path for output in outputs] == ["Brief (2).pdf", "Brief (2).docx"]
    assert (room.outbox / "Brief.docx").read_bytes() == b"a rival's"
    assert not (room.outbox / "Brief.pdf").exists()


def no_links(*_: object, **__: object) -> None:
    raise OSError(errno.EPERM, os.strerror(errno.EPERM))


def test_it_works_without_hard_links(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.link", no_links)

    room.publisher.publish(room.claim("Brief.tif"), room.results, facts=FACTS)

    assert room.tree() == [
        "outbox/Brief.docx",
        "outbox/Brief.pdf",
        "outbox/_originals/2026/03/Brief.tif",
    ]


def test_without_hard_links_too_a_snatched_name_is_left_to_its_owner(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = files.place

    def rival(temporary: Path, final: Path) -> None:
        if final.name == "Brief.docx":
            final.write_bytes(b"a rival's")
        place(temporary, final)

    monkeypatch.setattr("os.link", no_links)
    room.wire(place=rival)
    room.publisher.publish(room.claim("Brief.tif"), room.results, facts=FACTS)

    assert (room.outbox / "Brief.docx").read_bytes() == b"a rival's"
    assert room.tree()[:3] == ["outbox/Brief (2).docx", "outbox/Brief (2).pdf", "outbox/Brief.docx"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Brief_pdf", b"%PDF-1.7 cut"),
        ("Brief_docx", b"PK broken"),
        ("Brief_vtt", b"no header"),
        ("Brief_json", b"{"),
        ("Brief_srt", SRT[:-1]),
        ("Brief_srt", b""),
        ("Brief_srt", VTT),
        ("Brief_txt", b"\xef\xbb\xbf\r\n"),
        ("Brief_txt", "ü".encode("latin-1")),
    ],
)
def test_a_result_that_does_not_open_is_not_published(
    room: Room, name: str, content: bytes
) -> None:
    job_id = room.claim("Brief.tif")

    with pytest.raises(ValueError, match="not a whole"):
        room.publisher.publish(job_id, room.written(**{name: content}), facts=FACTS)

    assert room.tree() == ["inbox/.in-work/000001/Brief.tif"]


def test_every_kind_of_result_can_be_published(room: Room) -> None:
    results = room.written(
        a_pdf=PDF,
        a_docx=docx(),
        a_vtt=VTT,
        a_srt=SRT,
        a_json=b"{}",
        a_txt="\ufeffGrüße\r\n".encode(),
    )

    assert len(room.publisher.publish(room.claim("a.mp3"), results, facts=FACTS)) == 6


def test_what_reads_differently_from_the_outbox_is_not_published(room: Room) -> None:
    job_id = room.claim("Brief.tif")
    room.wire(holds=lambda *_: False)

    with pytest.raises(ValueError, match="reads differently"):
        room.publisher.publish(job_id, room.results, facts=FACTS)


def test_a_full_disk_leaves_everything_in_work(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    job_id = room.claim("Brief.tif")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "no room")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(DiskFull):
            room.publisher.publish(job_id, room.results, facts=FACTS)
    room.publisher.publish(job_id, room.results, facts=FACTS)

    assert room.tree() == [
        "outbox/Brief.docx",
        "outbox/Brief.pdf",
        "outbox/_originals/2026/03/Brief.tif",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "M\udcfcller.tif",
        "Mu\u0308ller.tif",
        "M\u00fcller.tif",
        "zwei\nZeilen.tif",
        "\u202efit.tif",
        "CON.tif",
        "Punkt..tif",
    ],
)
def test_any_name_finds_its_way_with_its_bytes_untouched(room: Room, name: str) -> None:
    room.publisher.publish(room.claim(f"Akte \udcfc/{name}"), room.results, facts=FACTS)

    assert (room.outbox / "_originals/2026/03/Akte \u00fc" / name).is_file()
    assert len(list((room.outbox / "Akte \u00fc").iterdir())) == 2


def test_the_longest_names_fit(room: Room) -> None:
    name = "ä" * 125 + ".jpg"
    for content in (b"1", b"2"):
        room.publisher.publish(room.claim(name, content), room.results, facts=FACTS)
        room.attention.reject(room.claim(name, content + b"3"), DamagedFile())

    assert len(room.tree()) == 4 + 2 + 4


def test_originals_of_the_same_name_lie_side_by_side(room: Room) -> None:
    for content in (b"one", b"one", b"two"):
        room.publisher.publish(room.claim("Brief.tif", content), room.results, facts=FACTS)

    kept = sorted((room.outbox / "_originals/2026/03").iterdir())
    assert sorted(file.read_bytes() for file in kept) == [b"one", b"one", b"two"]


def test_a_lost_original_does_not_hold_up_its_results(room: Room) -> None:
    job_id = room.claim("Brief.tif")
    room.claims.original(job_id).unlink()
    with pytest.raises(OriginalGone):
        room.claims.original(job_id)

    room.publisher.publish(job_id, room.results, facts=FACTS)
    room.publisher.keep_original(job_id)

    assert room.journal.job(job_id).original is None
    assert room.tree() == ["outbox/Brief.docx", "outbox/Brief.pdf"]


def test_a_file_that_grows_after_the_claim_is_noticed_and_goes_back(room: Room) -> None:
    job_id = room.claim("Akte/Brief.tif")
    assert not room.claims.changed(job_id)
    with room.claims.original(job_id).open("ab") as stream:
        stream.write(b"page 2")
    assert room.claims.changed(job_id)

    room.claims.put_back(job_id)
    room.claims.put_back(job_id)

    assert room.tree() == ["inbox/Akte/Brief.tif"]
    assert room.journal.job(job_id).state is State.RETURNED


def test_a_file_that_goes_back_makes_way_for_one_that_came_meanwhile(room: Room) -> None:
    job_id = room.claim("Brief.tif")
    (room.inbox / "Brief.tif").write_bytes(b"newer")

    room.claims.put_back(job_id)

    assert room.tree() == ["inbox/Brief (2).tif", "inbox/Brief.tif"]


def test_a_rejected_file_lies_untouched_beside_its_note(room: Room) -> None:
    job_id = room.claim("Akte/Brief.pdf", b"damaged")

    room.attention.reject(job_id, DamagedFile())
    room.attention.reject(job_id, DamagedFile())

    folder = room.inbox / "_needs-attention" / "Akte"
    assert sorted(file.name for file in folder.iterdir()) == ["Brief.pdf", "Brief.pdf - note.txt"]
    assert (folder / "Brief.pdf").read_bytes() == b"damaged"
    assert "damaged" in (folder / "Brief.pdf - note.txt").read_text(encoding="utf-8-sig")


def test_files_and_notes_of_the_same_name_lie_side_by_side(room: Room) -> None:
    for content in (b"one", b"two"):
        room.attention.reject(room.claim("Brief.pdf", content), DamagedFile())

    assert sorted(file.name for file in (room.inbox / "_needs-attention").iterdir()) == [
        "Brief (2).pdf", "Brief (2).pdf - note.txt", "Brief.pdf", "Brief.pdf - note.txt",
    ]  # fmt: skip


def test_a_file_that_was_taken_away_leaves_a_note(room: Room) -> None:
    job_id = room.claim("Brief.pdf")
    room.claims.original(job_id).unlink()

    room.attention.reject(job_id, OriginalGone())

    assert room.tree() == ["inbox/_needs-attention/Brief.pdf - note.txt"]


@pytest.mark.parametrize("lost", ["inbox", "inbox/.in-work", "inbox/.in-work/000001"])
def test_a_share_that_goes_away_makes_a_document_wait(
    room: Room, tmp_path: Path, lost: str
) -> None:
    job_id = room.claim("Akte/Brief.pdf")
    (tmp_path / lost).rename(tmp_path / "away")
    work = (
        lambda: room.claims.original(job_id),
        lambda: room.claims.changed(job_id),
        lambda: room.attention.reject(job_id, OriginalGone()),
        lambda: room.attention.refuse_duplicate(job_id, AlreadyDone(earlier="x"), of="000000-x"),
        lambda: room.attention.park(job_id),
    )

    for refused in work:
        with pytest.raises(FolderUnreachable):
            refused()

    assert room.journal.job(job_id).state is State.WORKING
    (tmp_path / "away").rename(tmp_path / lost)
    assert room.tree() == ["inbox/.in-work/000001/Akte/Brief.pdf"]
    assert not room.claims.changed(job_id)


@pytest.mark.parametrize("state", [State.PUBLISHED, State.NEEDS_ATTENTION])
def test_a_share_that_goes_away_before_the_last_step_is_waited_for(
    room: Room, tmp_path: Path, state: State
) -> None:
    job_id = room.claim("Brief.pdf")
    if state is State.PUBLISHED:
        room.journal.publishing(job_id, Intent((".t",), (Output("gone.pdf", "0" * 64),), FACTS))
        room.journal.published(job_id)
        end = room.publisher.keep_original
    else:
        room.journal.rejected(job_id, DamagedFile())
        end = room.attention.park
    room.inbox.rename(tmp_path / "away")

    with pytest.raises(FolderUnreachable):
        end(job_id)
    (tmp_path / "away").rename(room.inbox)
    end(job_id)

    assert not list((room.inbox / ".in-work").iterdir())
    assert any(file.endswith("/Brief.pdf") for file in room.tree())


def test_a_note_does_not_promise_a_file_that_was_taken_away_meanwhile(room: Room) -> None:
    job_id = room.claim("Brief.pdf")

    def taken(source: Path, _: Path) -> None:
        source.unlink()
        raise FileNotFoundError

    room.wire(move=taken)
    with pytest.raises(FolderUnreachable):
        room.attention.reject(job_id, DamagedFile())
    room.wire()
    room.attention.reject(job_id, DamagedFile())

    note = room.inbox / "_needs-attention" / "Brief.pdf - note.txt"
    assert "no longer with Schreibstube" in note.read_text(encoding="utf-8-sig")
    assert room.tree() == ["inbox/_needs-attention/Brief.pdf - note.txt"]


def test_a_file_that_was_moved_beside_its_note_before_a_crash_is_here(room: Room) -> None:
    job_id = room.claim("Brief.pdf")
    box = room.inbox / ".in-work/000001"
    room.attention.reject(job_id, DamagedFile())
    before = {file: (room.inbox.parent / file).read_bytes() for file in room.tree()}
    box.mkdir()  # as if the crash had come before the last step

    room.attention.park(job_id)

    assert {file: (room.inbox.parent / file).read_bytes() for file in room.tree()} == before
    assert not box.exists()


def test_a_rival_in_the_needs_attention_folder_is_not_overwritten(room: Room) -> None:
    job_id = room.claim("Brief.pdf")
    write_new, move, rivals = files.write_new, files.move, iter((True,))

    def write(target: Path, content: bytes) -> None:
        if next(rivals, False):
            target.write_bytes(b"theirs")
        write_new(target, content)

    moves = iter((True,))

    def moving(source: Path, target: Path) -> None:
        if next(moves, False):
            target.write_bytes(b"theirs")
        move(source, target)

    room.wire(write_new=write, move=moving)
    room.attention.reject(job_id, DamagedFile())

    folder = room.inbox / "_needs-attention"
    assert {
        file.name: file.read_bytes() for file in folder.iterdir() if file.stat().st_size < 10
    } == {
        "Brief.pdf - note.txt": b"theirs",
        "Brief (2).pdf": b"theirs",
        "Brief (3).pdf": b"content",
    }


def test_the_note_goes_when_the_file_has_left_it(room: Room) -> None:
    job_id = room.claim("Akte/Brief.pdf")
    room.attention.reject(job_id, DamagedFile())
    sha256, folder = room.journal.job(job_id).sha256, room.inbox / "_needs-attention" / "Akte"

    room.attention.forget_note(sha256)
    assert (folder / "Brief.pdf - note.txt").exists()
    (folder / "Brief.pdf").rename(room.inbox / "Brief.pdf")
    room.attention.forget_note(sha256)

    assert not folder.exists()


def test_a_note_that_somebody_wrote_on_stays(room: Room) -> None:
    job_id = room.claim("Brief.pdf")
    room.attention.reject(job_id, DamagedFile())
    note = room.inbox / "_needs-attention" / "Brief.pdf - note.txt"
    note.write_text("called Mrs Miller")
    (note.parent / "Brief.pdf").unlink()

    room.attention.forget_note(room.journal.job(job_id).sha256)

    assert note.read_text() == "called Mrs Miller"


def test_a_duplicate_is_parked_with_the_names_of_the_earlier_results(room: Room) -> None:
    job_id = room.claim("Brief.pdf")

    for _ in range(2):
        room.attention.refuse_duplicate(
            job_id, AlreadyDone(earlier="Akte/Brief.docx"), of="000000-x"
        )

    note = room.inbox / "_needs-attention" / "Brief.pdf - note.txt"
    assert "Akte/Brief.docx" in note.read_text(encoding="utf-8-sig")


def test_redo_brings_the_original_back_into_the_inbox_and_keeps_it_too(room: Room) -> None:
    job_id = room.claim("Akte/Brief.tif", b"original")
    room.publisher.publish(job_id, room.results, facts=FACTS)

    room.claims.redo(job_id, outbox=room.outbox)

    assert (room.inbox / "Akte/Brief.tif").read_bytes() == b"original"
    assert (room.outbox / "_originals/2026/03/Akte/Brief.tif").read_bytes() == b"original"
    assert room.journal.job(job_id).redone
    assert not list((room.inbox / ".in-work").iterdir())


def test_redo_takes_a_rejected_file_from_its_note(room: Room) -> None:
    job_id = room.claim("Brief.pdf", b"damaged")
    room.attention.reject(job_id, DamagedFile())

    room.claims.redo(job_id, outbox=room.outbox)

    assert room.tree() == ["inbox/Brief.pdf", "inbox/_needs-attention/Brief.pdf - note.txt"]


def test_redo_needs_the_original(room: Room) -> None:
    job_id = room.claim("Brief.pdf")
    room.attention.reject(job_id, DamagedFile())
    (room.inbox / "_needs-attention" / "Brief.pdf").unlink()

    with pytest.raises(OriginalMoved, match=r"original of Brief\.pdf is no longer where"):
        room.claims.redo(job_id, outbox=room.outbox)


def test_what_is_still_in_work_cannot_be_redone(room: Room) -> None:
    job_id = room.claim("Akte/Brief.pdf")

    with pytest.raises(StillInWork, match=r"Akte/Brief\.pdf is still in work"):
        room.claims.redo(job_id, outbox=room.outbox)
    assert not room.journal.job(job_id).redone


def test_redo_forgets_before_the_file_can_be_found_again(room: Room) -> None:
    job_id = room.claim("Brief.tif", b"original")
    room.publisher.publish(job_id, room.results, facts=FACTS)
    forgotten = []

    def forget(sha256: str) -> None:
        assert not (room.inbox / "Brief.tif").exists()
        forgotten.append(sha256)

    room.claims.redo(job_id, outbox=room.outbox, forget=forget)

    assert forgotten == [room.journal.job(job_id).sha256]


def test_redo_forgets_nothing_on_which_another_job_works(room: Room) -> None:
    job_id = room.claim("A/Brief.tif", b"original")
    room.publisher.publish(job_id, room.results, facts=FACTS)
    room.claim("B/Brief.tif", b"original")
    forgotten: list[str] = []

    room.claims.redo(job_id, outbox=room.outbox, forget=forgotten.append)

    assert forgotten == []
    assert (room.inbox / "A/Brief.tif").exists()


def begun(room: Room, source: str = "Brief.tif") -> tuple[str, list[Path], list[Path]]:
    """A publication that stopped after its intent: job, temporaries and final names."""
    job_id = room.claim(source)
    temporaries = [room.outbox / f".schreibstube-{job_id}{suffix}" for suffix in (".pdf", ".docx")]
    finals = [room.outbox / f"Brief{suffix}" for suffix in (".pdf", ".docx")]
    for temporary, result in zip(temporaries, room.results, strict=True):
        temporary.write_bytes(result.read_bytes())
    outputs = tuple(
        Output(final.name, files.sha256_of(result))
        for final, result in zip(finals, room.results, strict=True)
    )
    room.journal.publishing(
        job_id, Intent(tuple(file.name for file in temporaries), outputs, FACTS)
    )
    return job_id, temporaries, finals


def test_an_interrupted_publication_is_ended_at_the_next_start(room: Room) -> None:
    job_id, temporaries, finals = begun(room)
    os.link(temporaries[0], finals[0])

    room.arrivals.recover()

    assert room.journal.job(job_id).state is State.PUBLISHED
    assert room.tree() == [
        "outbox/Brief.docx",
        "outbox/Brief.pdf",
        "outbox/_originals/2026/03/Brief.tif",
    ]


def test_a_placeholder_of_an_interrupted_publication_is_filled(room: Room) -> None:
    _, _, finals = begun(room)
    finals[0].write_bytes(b"")

    room.arrivals.recover()

    assert finals[0].read_bytes() == PDF
    assert finals[1].exists()


def test_a_result_that_was_edited_before_the_restart_belongs_to_the_person(room: Room) -> None:
    job_id, temporaries, finals = begun(room)
    os.link(temporaries[0], finals[0])
    finals[1].write_bytes(b"edited")

    room.arrivals.recover()

    assert finals[1].read_bytes() == b"edited"
    assert room.journal.job(job_id).state is State.PUBLISHED
    assert len([file for file in room.tree() if file.startswith("outbox/Brief")]) == 2


def test_a_result_that_was_edited_in_place_before_the_restart_counts_as_published(
    room: Room,
) -> None:
    job_id, temporaries, finals = begun(room)
    for temporary, final in zip(temporaries, finals, strict=True):
        os.link(temporary, final)
        with final.open("ab") as stream:
            stream.write(b"edited")

    room.arrivals.recover()

    assert room.journal.job(job_id).state is State.PUBLISHED
    assert all(final.read_bytes().endswith(b"edited") for final in finals)


@pytest.mark.parametrize("lost", ["temporaries", "names"])
def test_a_publication_that_cannot_be_ended_begins_anew(room: Room, lost: str) -> None:
    job_id, temporaries, finals = begun(room)
    if lost == "temporaries":
        temporaries[0].unlink()
    else:
        finals[1].write_bytes(b"somebody else's")

    room.arrivals.recover()
    assert room.journal.job(job_id).state is State.WORKING
    assert not list(room.outbox.glob(".schreibstube-*"))

    outputs = room.publisher.publish(job_id, room.results, facts=FACTS)
    assert outputs[0].path == ("Brief.pdf" if lost == "temporaries" else "Brief (2).pdf")


def test_everything_that_is_owed_at_the_start_is_done(room: Room) -> None:
    published, rejected, returned, open_job = (room.claim(name, name.encode()) for name in "abcd")
    outputs = (Output("gone.pdf", "0" * 64),)
    room.journal.publishing(published, Intent((".t",), outputs, FACTS))
    room.journal.published(published)
    room.journal.rejected(rejected, DamagedFile())
    room.journal.returned(returned)
    (room.inbox / ".in-work" / "redo-x").write_bytes(b"half a copy")
    (room.inbox / ".in-work" / "000009").mkdir()

    room.arrivals.recover()

    assert room.tree() == [
        "inbox/.in-work/000004/d",
        "inbox/_needs-attention/b",
        "inbox/_needs-attention/b - note.txt",
        "inbox/c",
        "outbox/_originals/2026/03/a",
    ]
    assert room.journal.job(open_job).state is State.WORKING


def test_what_somebody_put_beside_a_claimed_file_goes_to_the_inbox(room: Room) -> None:
    job_id = room.claim("Akte/Brief.tif")
    (room.inbox / ".in-work/000001/Akte/extra.pdf").write_bytes(b"extra")

    room.publisher.publish(job_id, room.results, facts=FACTS)

    assert (room.inbox / "Akte/extra.pdf").read_bytes() == b"extra"


def test_a_folder_where_every_name_is_snatched_away_is_given_up(room: Room) -> None:
    job_id = room.claim("Brief.tif")

    def never(*_: object) -> None:
        raise FileExistsError(errno.EEXIST, "taken")

    room.wire(place=never)
    with pytest.raises(FolderUnreachable):
        room.publisher.publish(job_id, room.results, facts=FACTS)
    room.wire(move=never, write_new=never)
    with pytest.raises(FolderUnreachable):
        room.attention.reject(job_id, DamagedFile())
    with pytest.raises(FolderUnreachable):
        room.claims.put_back(job_id)
    assert room.claims.original(job_id).exists()
