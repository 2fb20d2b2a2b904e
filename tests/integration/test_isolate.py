import errno
import logging
import os
import time
from collections.abc import Iterator
from threading import Thread

import pytest

from pipeline.errors import DamagedFile, EngineMissing, FolderUnreachable, NativeCrash, NativeHang
from pipeline.isolate import Isolated

_GIB = 1 << 30


class _Engine:
    def __init__(self) -> None:
        self.calls = 0


def _broken() -> _Engine:
    raise EngineMissing(what="Tesseract", command="apt install tesseract-ocr")


def _call(engine: _Engine, add: int) -> tuple[int, int]:
    engine.calls += add
    return engine.calls, os.getpid()


def _complain() -> None:
    logging.getLogger("a library").warning("Invalid rotation (0)")
    os.write(2, b"Error in pixScanForForeground: invalid box")
    os.write(1, b"Estimating resolution as 300")


def _reject() -> None:
    raise DamagedFile


def _crash() -> None:
    os.abort()


def _hang() -> None:
    time.sleep(60)


def _share_timed_out() -> None:
    raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT), "/share/Brief.pdf")


def _devour() -> int:
    return len(bytearray(64 * _GIB))


@pytest.fixture
def isolated() -> Iterator[Isolated[_Engine]]:
    isolated = Isolated(_Engine, processes=1, memory_bytes=4 * _GIB)
    yield isolated
    isolated.close()


def test_the_engine_is_built_once_and_kept_in_another_process(isolated: Isolated[_Engine]) -> None:
    first = isolated.call(_call, 20, 1)
    second = isolated.call(_call, 20, 1)

    assert (first[0], second[0]) == (1, 2)
    assert first[1] == second[1] != os.getpid()


def test_an_error_of_the_work_comes_back_as_it_is(isolated: Isolated[_Engine]) -> None:
    with pytest.raises(DamagedFile):
        isolated.run(_reject, 20)


def test_a_crash_is_told_and_the_next_call_works(isolated: Isolated[_Engine]) -> None:
    with pytest.raises(NativeCrash):
        isolated.run(_crash, 20)

    assert isolated.call(_call, 20, 1)[0] == 1


def test_a_hung_child_is_killed_at_its_limit_and_replaced(isolated: Isolated[_Engine]) -> None:
    with pytest.raises(NativeHang):
        isolated.run(_hang, 0.5)

    assert isolated.call(_call, 20, 1)[0] == 1


def test_a_child_that_eats_all_memory_fails_alone(isolated: Isolated[_Engine]) -> None:
    with pytest.raises(NativeCrash):
        isolated.run(_devour, 20)


def test_a_share_that_does_not_answer_is_no_hang(isolated: Isolated[_Engine]) -> None:
    with pytest.raises(FolderUnreachable, match=r"Brief\.pdf"):
        isolated.run(_share_timed_out, 20)


def test_children_outlive_the_thread_that_called_first(isolated: Isolated[_Engine]) -> None:
    thread = Thread(target=isolated.call, args=(_call, 20, 1))
    thread.start()
    thread.join()
    time.sleep(0.5)

    assert isolated.call(_call, 20, 1)[0] == 2


def test_an_engine_that_cannot_be_built_says_so_at_each_call() -> None:
    isolated = Isolated(_broken, processes=1, memory_bytes=4 * _GIB)

    for _ in range(2):
        with pytest.raises(EngineMissing):
            isolated.call(_call, 20, 1)

    isolated.close()


def test_after_closing_the_next_call_starts_anew(isolated: Isolated[_Engine]) -> None:
    isolated.call(_call, 20, 1)
    isolated.close()

    assert isolated.call(_call, 20, 1)[0] == 1


def test_what_libraries_complain_about_does_not_reach_the_terminal(
    isolated: Isolated[_Engine], capfd: pytest.CaptureFixture[str]
) -> None:
    isolated.run(_complain, 30)

    assert capfd.readouterr() == ("", "")
