import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.completeness import Ending
from pipeline.core.naming import comparison_key
from pipeline.core.office.ignored_names import FILES, FOLDERS
from pipeline.core.office.intake import (
    Sighting,
    Waiting,
    WatchedFile,
    ignored_file,
    ignored_folder,
    next_look,
    priority,
    settled,
    steering_file,
    urgent,
    waits,
    watched_files,
)

SETTLE, PATIENCE = 10.0, 900.0


def seen(size: int = 5, modified: int = 1, source: str = "a.pdf") -> Sighting:
    return Sighting(source, size, modified)


def reason(watched: WatchedFile, now: float, end: Ending = Ending.COMPLETE) -> Waiting | None:
    return waits(watched, end, now=now, settle=SETTLE, patience=PATIENCE)


def test_a_file_that_stays_the_same_for_the_quiet_time_has_arrived() -> None:
    first = watched_files({}, [seen()], now=0)
    second = watched_files(first, [seen()], now=SETTLE)

    assert reason(first["a.pdf"], 0) is Waiting.CHANGING
    assert reason(second["a.pdf"], SETTLE) is None


def test_one_look_is_never_enough_however_long_ago_it_was() -> None:
    once = watched_files({}, [seen()], now=0)["a.pdf"]

    assert not settled(once, now=10_000, settle=0)


def test_a_change_of_size_or_time_starts_the_quiet_time_anew() -> None:
    watching = watched_files({}, [seen(size=5)], now=0)
    watching = watched_files(watching, [seen(size=6)], now=9)
    watching = watched_files(watching, [seen(size=6, modified=2)], now=18)

    assert watching["a.pdf"].since == 18


def test_a_file_that_left_is_forgotten() -> None:
    assert watched_files(watched_files({}, [seen()], now=0), [], now=1) == {}


def test_an_empty_file_waits_for_its_content_and_is_taken_only_after_the_patience() -> None:
    empty = WatchedFile(seen(size=0), since=0, looks=3)

    assert reason(empty, 100) is Waiting.EMPTY
    assert reason(empty, PATIENCE) is None


def test_a_missing_end_lengthens_the_wait_but_never_rejects() -> None:
    cut = WatchedFile(seen(), since=0, looks=3)

    assert reason(cut, 100, Ending.INCOMPLETE) is Waiting.UNFINISHED
    assert reason(cut, 100, Ending.UNKNOWN) is None
    assert reason(cut, PATIENCE, Ending.INCOMPLETE) is None


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 2), st.floats(0.1, 30)), min_size=1, max_size=30
    ),
)
def test_no_file_is_taken_before_it_was_quiet_long_enough(
    looks: list[tuple[int, int, float]],
) -> None:
    watching: dict[str, WatchedFile] = {}
    now, changed, before = 0.0, 0.0, None

    for size, modified, pause in looks:
        now += pause
        if (size, modified) != before:
            changed, before = now, (size, modified)
        watching = watched_files(watching, [seen(size, modified)], now=now)
        if settled(watching["a.pdf"], now=now, settle=SETTLE):
            assert now - changed >= SETTLE


def test_the_next_look_is_when_the_first_file_can_have_settled() -> None:
    early, late = WatchedFile(seen(), since=3), WatchedFile(seen(source="b.pdf"), since=6)
    done = WatchedFile(seen(source="c.pdf"), since=-50, looks=9)

    assert next_look([early, late, done], now=7, settle=SETTLE) == 6
    assert next_look([early], now=100, settle=SETTLE) == 0
    assert next_look([done], now=7, settle=SETTLE) is None


@pytest.mark.parametrize(
    "name",
    [
        "~$Brief.docx", ".~lock.Brief.docx#", "a.pdf.part", "a.filepart", "a.CRDOWNLOAD",
        "a.tmp", ".DS_Store", "._a.pdf",
        "thumbs.db", "README.md", "LIESMICH.md", "profile.toml", "Glossary.txt",
        "a.pdf - note.txt", "a.pdf - Hinweis.txt",
        "b.pd~", "Brief.pdf~", "#Brief#", "a.lftp", "a.InProgress", "a.opdownload", "a.writing",
        "a.uploading", "a.!ut", ".Brief.swp", "a.swp", "Brief.pdf.bak", "a.lock", "~WRL0001.tmp",
        "a.aria2", "a.nextcloud", "a.owncloud", "a.!sync", "Brief.pdf.sb-1a2b3c4d-XyZ123",
        "Brief.pdf:Zone.Identifier", "Brief.pdf\uf03aZone.Identifier", "Icon\r", "Desktop.ini",
        "a.incomplete", "a.pdf.crswap", "Brief.$$$", "a.pdf.baiduyun.p.downloading",
        "übergabe.PDF.BAK", "u\u0308bergabe.pdf:zone.identifier",
    ],
)  # fmt: skip
def test_files_that_nobody_means_for_us_are_ignored(name: str) -> None:
    assert ignored_file(name)


@pytest.mark.parametrize("name", [
        "Brief.pdf", "!Brief.pdf", "part", "Anhang.txt", "partitur.pdf", "BRIEF~1.PDF", "#1.pdf",
        "Brief (Conflicted copy 2026-03-01).pdf", "Brief_conflict-20260301.pdf", "Brief.bak",
        "Brief (Konflikt).pdf", "Icon.png", "Icon", "lock.pdf", "Zone.Identifier.pdf", "#",
        "Brief.pdf.old", "Brief\n.pdf", "Preis in $$$.pdf", "incomplete",
    ],
)  # fmt: skip
def test_everything_else_is_looked_at(name: str) -> None:
    assert not ignored_file(name)


@pytest.mark.parametrize("name", [
        ".in-work", "_needs-attention", "@eaDir", ".git", "#recycle", "@Recycle", "$RECYCLE.BIN",
        ".Trash-1000", ".stversions", ".snapshot", "~snapshot", "#snapshot", "@Recently-Snapshot",
        ".zfs", "lost+found", ".@__thumb", "Network Trash Folder", "Temporary Items", "RECYCLER",
        "_NAS_Recycle_RAID", "System Volume Information", "@GMT-2026.03.01-12.00.00", "__MACOSX",
        "Brief.pdf.download", "FOUND.000", "~latest",
    ],
)  # fmt: skip
def test_folders_of_the_system_and_our_own_are_ignored(name: str) -> None:
    assert ignored_folder(name)


@pytest.mark.parametrize("name", ["Mandant", "Recycling", "Snapshots", "@Eingang", "#1", "found"])
def test_every_other_folder_is_entered(name: str) -> None:
    assert not ignored_folder(name)


def test_every_ignored_name_says_who_makes_it() -> None:
    assert all(source for source in (FOLDERS | FILES).values())
    assert all(comparison_key(pattern) == pattern for pattern in FOLDERS | FILES)


@pytest.mark.parametrize(
    "source", ["!a.pdf", "x/EILT_a.pdf", "Urgent_a.pdf", "_eilt/a.pdf", "x/_Urgent/y/a.pdf"]
)
def test_names_and_folders_ask_for_haste(source: str) -> None:
    assert urgent(source)
    assert not urgent("x/eilig.pdf")


@given(st.integers(1, 10_000), st.integers(1, 10_000))
def test_urgent_work_overtakes_but_never_starves_the_rest(arrival: int, later: int) -> None:
    assert 1 <= priority("!a.pdf", arrival) < priority("a.pdf", arrival)
    assert priority("a.pdf", arrival) < priority("!a.pdf", arrival + 50 + later)


def test_waiting_helps_unless_a_person_has_to_act() -> None:
    assert Waiting.CHANGING.passes
    assert not Waiting.UNREADABLE.passes
    assert not Waiting.OTHER_SIDE.passes
    assert not Waiting.LINK.passes
    assert not Waiting.SPECIAL.passes


def test_what_steers_a_folder_is_never_claimed() -> None:
    assert [
        name for name in ("profile.toml", "Glossary.TXT", "Brief.toml") if steering_file(name)
    ] == [
        "profile.toml",
        "Glossary.TXT",
    ]
    assert ignored_file("Profile.toml")
