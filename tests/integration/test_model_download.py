"""Downloads of speech models from a real server that breaks off, lies and is slow."""

import resource
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from pipeline.engines.model_download import Line
from pipeline.engines.speech_models import add_model, list_models, verify_model
from pipeline.errors import DiskFull
from pipeline.i18n import Language
from pipeline.model_errors import DownloadFailed
from pipeline.office.messages import explained
from tests.model_server import CONTENT, Server, model_server, official

WHOLE = len(CONTENT["model.bin"])


@pytest.fixture
def server() -> Iterator[Server]:
    with model_server() as served:
        yield served


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def add(server: Server, cache: Path, *, silence: float = 5) -> Path:
    return add_model("small", cache, source=server.line(silence=silence), official=official())


def refusal(server: Server, cache: Path, language: Language = "en", *, silence: float = 5) -> str:
    """What a person reads when it fails; nothing is ever listed as a model then."""
    with pytest.raises(DownloadFailed) as caught:
        add(server, cache, silence=silence)
    assert [model.name for model in list_models(cache)] == ["base"]
    return explained("DownloadFailed", caught.value.details, language)[0]


def part(cache: Path) -> Path:
    return cache / ".schreibstube-small.part" / "model.bin"


def test_a_model_comes_whole_and_its_progress_is_told(server: Server, cache: Path) -> None:
    told = list[tuple[int, int]]()

    folder = add_model(
        "small",
        cache,
        source=server.line(),
        official=official(),
        progress=lambda done, whole: told.append((done, whole)),
    )

    assert {file.name: file.read_bytes() for file in folder.iterdir() if file.name in CONTENT} == (
        CONTENT
    )
    verify_model("small", cache)
    everything = sum(map(len, CONTENT.values()))
    assert told == sorted(told)
    assert told[-1] == (everything, everything)
    assert {asked for _, asked in server.asked} == {""}
    assert sorted(path.name for path in cache.iterdir() if path.is_dir()) == ["small"]


def test_a_plain_file_server_with_a_folder_of_the_models_name_will_do(
    server: Server, cache: Path
) -> None:
    server.prefix = "/small/"

    assert (add(server, cache) / "model.bin").read_bytes() == CONTENT["model.bin"]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_server_that_sends_us_on_is_followed_and_asked_for_the_rest(
    server: Server, cache: Path, status: int
) -> None:
    server.redirect, server.breaks_after, server.breaks = status, 100_000, 1

    assert (add(server, cache) / "model.bin").read_bytes() == CONTENT["model.bin"]
    assert server.ranges() == ["", "", "bytes=100000-", "bytes=100000-"]


def test_what_broke_off_goes_on_where_it_ended(server: Server, cache: Path) -> None:
    server.breaks_after = 100_000

    folder = add(server, cache)

    assert (folder / "model.bin").read_bytes() == CONTENT["model.bin"]
    assert server.ranges() == ["", "bytes=100000-", "bytes=200000-"]


def test_another_call_goes_on_where_the_first_one_ended(server: Server, cache: Path) -> None:
    part(cache).parent.mkdir(parents=True)
    part(cache).write_bytes(CONTENT["model.bin"][:123_456])

    folder = add(server, cache)

    assert (folder / "model.bin").read_bytes() == CONTENT["model.bin"]
    assert server.ranges()[0] == "bytes=123456-"


def test_a_server_that_stays_away_ends_it_and_what_came_is_kept(
    server: Server, cache: Path
) -> None:
    server.breaks_after, server.breaks = 100_000, 1

    def progress(done: int, _whole: int) -> None:
        if done > 50_000:
            server.statuses = [503] * 3

    with pytest.raises(DownloadFailed) as caught:
        add_model("small", cache, source=server.line(), official=official(), progress=progress)

    assert (
        "refuses model.bin (status 503)"
        in explained("DownloadFailed", caught.value.details, "en")[0]
    )
    assert part(cache).read_bytes() == CONTENT["model.bin"][:100_000]
    server.statuses = []
    assert (add(server, cache) / "model.bin").read_bytes() == CONTENT["model.bin"]
    assert server.ranges()[-1] == "bytes=100000-"


def test_a_server_that_cannot_resume_begins_again(server: Server, cache: Path) -> None:
    server.breaks_after, server.breaks, server.resumes = 100_000, 2, False

    assert (add(server, cache) / "model.bin").read_bytes() == CONTENT["model.bin"]


def test_a_part_from_another_place_than_asked_is_thrown_away(server: Server, cache: Path) -> None:
    server.breaks_after, server.breaks, server.shift = 100_000, 1, 7

    assert (add(server, cache) / "model.bin").read_bytes() == CONTENT["model.bin"]
    assert server.ranges() == ["", "bytes=100000-", ""]


@pytest.mark.parametrize("status", [408, 429, 500, 503])
def test_a_busy_server_is_asked_again(server: Server, cache: Path, status: int) -> None:
    server.statuses = [status, status]
    waited = list[float]()

    add_model(
        "small",
        cache,
        source=Line(server.address, silence=5, pause=waited.append),
        official=official(),
    )

    assert waited == [2, 4]


def test_a_wrong_byte_is_refused(server: Server, cache: Path) -> None:
    wrong = bytearray(CONTENT["model.bin"])
    wrong[150_000] ^= 1
    server.content["model.bin"] = bytes(wrong)

    assert refusal(server, cache) == (
        "The speech model small could not be downloaded: model.bin has other bytes than the "
        "published one."
    )
    assert not part(cache).exists()


def test_a_wrong_byte_that_was_here_before_is_fetched_again(server: Server, cache: Path) -> None:
    part(cache).parent.mkdir(parents=True)
    part(cache).write_bytes(b"x" + CONTENT["model.bin"][1:1000])

    assert (add(server, cache) / "model.bin").read_bytes() == CONTENT["model.bin"]
    assert server.ranges() == ["bytes=1000-", ""]


def test_more_bytes_than_there_can_be_are_thrown_away(server: Server, cache: Path) -> None:
    part(cache).parent.mkdir(parents=True)
    part(cache).write_bytes(CONTENT["model.bin"] + b"x")

    assert (add(server, cache) / "model.bin").read_bytes() == CONTENT["model.bin"]


@pytest.mark.parametrize("size", [WHOLE - 1, WHOLE + 1, 0])
def test_a_file_of_another_size_is_refused_before_it_is_fetched(
    server: Server, cache: Path, size: int
) -> None:
    server.content["model.bin"] = bytes(size)

    assert "model.bin has another size than the published one" in refusal(server, cache)
    assert len(server.ranges()) == 1


def test_a_length_that_is_a_lie_does_not_fill_the_disk(server: Server, cache: Path) -> None:
    server.content["model.bin"] = bytes(10 * WHOLE)
    server.announced = lambda length: min(length, WHOLE)

    assert "model.bin has other bytes than the published one" in refusal(server, cache)


def test_a_login_page_is_no_model(server: Server, cache: Path) -> None:
    server.login = True

    assert refusal(server, cache, "de") == (
        "Das Modell small für die Spracherkennung konnte nicht heruntergeladen werden: "
        "127.0.0.1 hat statt config.json eine Webseite geschickt, vielleicht die Anmeldung dieses "
        "Netzes oder eines Proxys."
    )


def test_a_server_that_says_nothing_is_told(server: Server, cache: Path) -> None:
    server.silent = 1.5

    assert "127.0.0.1 sent nothing for 0.2 seconds" in refusal(server, cache, silence=0.2)
    assert part(cache).stat().st_size == 1000


@pytest.mark.parametrize("status", [401, 403, 407])
def test_a_server_that_refuses_is_not_asked_again(server: Server, cache: Path, status: int) -> None:
    server.statuses = [status]

    assert f"refuses model.bin (status {status})" in refusal(server, cache)


def test_a_mirror_without_the_model_is_told(server: Server, cache: Path) -> None:
    server.prefix = "/other/"

    assert "127.0.0.1 does not have config.json" in refusal(server, cache)
    assert server.asked == [("config.json", ""), ("config.json", "")]


def test_a_server_that_is_not_there_is_told(cache: Path) -> None:
    with model_server() as gone:
        pass

    assert "127.0.0.1" in refusal(gone, cache)


def test_a_disk_without_room_is_told_before_anything_is_fetched(
    server: Server, cache: Path
) -> None:
    enormous = official({**CONTENT, "model.bin": b"x"})["small"]
    files = {
        name: type(file)(1 << 60 if name == "model.bin" else file.size_bytes, file.sha256)
        for name, file in enormous.files.items()
    }
    table = {"small": type(enormous)(enormous.repository, enormous.revision, files)}

    with pytest.raises(DiskFull):
        add_model("small", cache, source=server.line(), official=table)

    assert server.asked == []


def test_a_disk_that_fills_up_is_told_and_what_came_is_kept(server: Server, cache: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
    try:
        with pytest.raises(DiskFull):
            add(server, cache)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert part(cache).stat().st_size == 200_000
    assert (add(server, cache) / "model.bin").read_bytes() == CONTENT["model.bin"]
    assert server.ranges()[-1] == "bytes=200000-"


def test_two_at_once_fetch_it_once(server: Server, cache: Path) -> None:
    threads = [Thread(target=add, args=(server, cache)) for _ in range(2)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    verify_model("small", cache)
    assert server.ranges() == [""]
