"""What a child may do, tried by real children, and what of them stays when somebody dies."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.core.office.retries import BusySeconds
from pipeline.errors import NativeCrash, NativeHang
from pipeline.isolate import Isolated
from pipeline.sandbox.limits import LARGEST_FILE, ram_bytes
from tests.bombs import billion_forms

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the walls are Linux's")

_GIB = 1 << 30

_OFFICE = """
import sys
from pathlib import Path
from pipeline.isolate import Isolated
from pipeline.sandbox.limits import LARGEST_FILE, ram_bytes
from tests.integration.test_sandbox import read_bomb

if __name__ == "__main__":
    Isolated(object, processes=1, memory_bytes=4 << 30).run(read_bomb, 60, Path(sys.argv[1]))
"""


def read_bomb(pdf: Path) -> None:
    subprocess.run(["pdftotext", str(pdf), "-"], check=False, stdout=subprocess.DEVNULL)


def read_bomb_and_crash(pdf: Path) -> None:
    subprocess.Popen(["pdftotext", str(pdf), "-"], stdout=subprocess.DEVNULL)
    os.abort()


def write(place: Path) -> int:
    return place.write_bytes(b"x")


def rename(place: Path, target: Path) -> None:
    place.rename(target)


def connect(port: int) -> None:
    socket.create_connection(("127.0.0.1", port), timeout=5).close()


def signal_somebody(process: int) -> None:
    os.kill(process, signal.SIGTERM)


def touch(file: Path) -> None:
    file.touch()


def fill(place: Path) -> None:
    with place.open("wb") as file:
        file.truncate(LARGEST_FILE)
        file.seek(0, os.SEEK_END)
        file.write(b"x")
        file.flush()


def run_program(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def spend(seconds: float) -> None:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def _readers_of(pdf: Path) -> list[int]:
    """The processes that were started with this file, but for zombies."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            started = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if started[0] == b"pdftotext" and os.fsencode(pdf) in started:
            found.append(int(folder.name))
    return found


def _wait_for(pdf: Path, *, there: bool) -> bool:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if bool(_readers_of(pdf)) is there:
            return True
        time.sleep(0.02)
    return False


@pytest.fixture
def bomb(tmp_path: Path) -> Path:
    pdf = tmp_path / "bomb.pdf"
    pdf.write_bytes(billion_forms())
    return pdf


@pytest.fixture
def boxed(tmp_path: Path) -> Iterator[Isolated[object]]:
    boxed = Isolated(object, processes=1, memory_bytes=4 * _GIB, writable=(tmp_path / "work",))
    yield boxed
    boxed.close()


def test_a_program_of_a_child_that_hangs_ends_with_it(bomb: Path, boxed: Isolated[object]) -> None:
    with pytest.raises(NativeHang):
        boxed.run(read_bomb, 2, bomb)

    assert _wait_for(bomb, there=False)


def test_a_folder_that_is_made_anew_can_be_written_in(
    tmp_path: Path, boxed: Isolated[object]
) -> None:
    boxed.run(touch, 20, tmp_path / "work" / "first")

    shutil.rmtree(tmp_path / "work")
    boxed.run(touch, 20, tmp_path / "work" / "second")

    assert [file.name for file in (tmp_path / "work").iterdir()] == ["second"]


def test_a_program_of_a_child_that_crashes_ends_with_it(
    bomb: Path, boxed: Isolated[object]
) -> None:
    with pytest.raises(NativeCrash):
        boxed.run(read_bomb_and_crash, 20, bomb)

    assert _wait_for(bomb, there=False)


@pytest.mark.parametrize("victim", ["office", "child"])
def test_a_program_of_a_child_ends_when_somebody_kills(bomb: Path, victim: str) -> None:
    office = subprocess.Popen([sys.executable, "-c", _OFFICE, str(bomb)], stderr=subprocess.DEVNULL)
    assert _wait_for(bomb, there=True)
    program = _readers_of(bomb)[0]
    child = int(Path(f"/proc/{program}/stat").read_text().rpartition(")")[2].split()[1])

    os.kill(office.pid if victim == "office" else child, signal.SIGKILL)

    assert _wait_for(bomb, there=False)
    office.wait(30)


def test_a_limit_of_cpu_time_is_stretched_where_others_work(boxed: Isolated[object]) -> None:
    boxed.run(time.sleep, BusySeconds(0.2, most=20), 1)
    with pytest.raises(NativeHang):
        boxed.run(time.sleep, BusySeconds(0.2, most=0.5), 20)
    with pytest.raises(NativeHang):
        boxed.run(spend, BusySeconds(0.5, most=60), 60)


def test_a_limit_of_cpu_time_counts_the_programs(bomb: Path, boxed: Isolated[object]) -> None:
    with pytest.raises(NativeHang):
        boxed.run(read_bomb, BusySeconds(1, most=200), bomb)


def test_a_child_has_no_network(boxed: Isolated[object]) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        pytest.raises(OSError, match=r"unreachable|denied"),
    ):
        boxed.run(connect, 20, listener.getsockname()[1])


def test_a_child_writes_in_its_own_folders_only(tmp_path: Path, boxed: Isolated[object]) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-")

    assert boxed.run(write, 20, tmp_path / "work" / "page.ppm") == 1
    for place in (tmp_path / "letter.pdf", tmp_path / "new.pdf", Path.home() / ".profile-of-ours"):
        with pytest.raises(PermissionError):
            boxed.run(write, 20, place)
    with pytest.raises(OSError, match=r"denied|cross-device"):
        boxed.run(rename, 20, tmp_path / "letter.pdf", tmp_path / "work" / "mine.pdf")

    assert (tmp_path / "letter.pdf").read_bytes() == b"%PDF-"


def test_a_program_of_a_child_is_in_the_same_box(tmp_path: Path, boxed: Isolated[object]) -> None:
    boxed.run(run_program, 20, "touch", str(tmp_path / "touched"))

    assert not (tmp_path / "touched").exists()
    assert "NoNewPrivs:\t1" in boxed.run(run_program, 20, "cat", "/proc/self/status")


def test_a_child_signals_nobody_but_its_own(boxed: Isolated[object]) -> None:
    other = subprocess.Popen(["sleep", "60"])

    with pytest.raises(PermissionError):
        boxed.run(signal_somebody, 20, other.pid)

    assert other.poll() is None
    other.kill()
    other.wait()


def test_a_child_fills_no_disk(tmp_path: Path, boxed: Isolated[object]) -> None:
    with pytest.raises(OSError, match="File too large"):
        boxed.run(fill, 20, tmp_path / "work" / "large")


def test_each_call_has_its_own_cpu_time(boxed: Isolated[object]) -> None:
    for _ in range(3):
        boxed.run(spend, 20, 0.5)


def test_a_limit_never_exceeds_the_memory_that_there_is() -> None:
    assert 0 < ram_bytes() <= os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
