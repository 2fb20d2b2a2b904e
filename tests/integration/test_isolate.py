import errno
import gc
import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing import active_children
from pathlib import Path
from threading import Thread, Timer

import pytest

from pipeline.child_process import afterwards
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


class _DiesOnTheWayBack:
    def __reduce__(self) -> tuple[type, tuple[()]]:
        os.kill(os.getpid(), signal.SIGKILL)
        return _DiesOnTheWayBack, ()


class _DiesOnArrival:
    def __reduce__(self) -> tuple[Callable[[], None], tuple[()]]:
        return _die, ()


class _StaysAtHome(Exception):
    def __reduce__(self) -> str:
        return "nowhere"


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _stay_at_home() -> None:
    raise _StaysAtHome


def _devour() -> int:
    return len(bytearray(64 * _GIB))


def _until_gone(child: int) -> None:
    """A killed process can still be seen for a moment; then it is a zombie."""
    while Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
        time.sleep(0.01)


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


def test_a_child_that_is_killed_while_it_takes_work_or_gives_it_back_holds_up_no_other() -> None:
    isolated = Isolated(_Engine, processes=2, memory_bytes=4 * _GIB)

    for work, argument in ((_DiesOnTheWayBack, ()), (bool, (_DiesOnArrival(),))):
        with pytest.raises(NativeCrash):
            isolated.run(work, 20, *argument)
        assert isolated.run(bool, 20, "next")

    isolated.close()


def test_children_end_with_what_holds_them() -> None:
    held = Isolated(_Engine, processes=1, memory_bytes=4 * _GIB)
    child = held.run(os.getpid, 20)

    del held
    gc.collect()

    assert child not in {process.pid for process in active_children()}


def test_a_child_that_was_killed_while_it_waited_is_replaced_unnoticed(
    isolated: Isolated[_Engine],
) -> None:
    _calls, child = isolated.call(_call, 20, 1)
    os.kill(child, signal.SIGKILL)
    _until_gone(child)

    assert isolated.call(_call, 20, 1)[0] == 1


def test_closing_ends_a_call_that_is_under_way(isolated: Isolated[_Engine]) -> None:
    isolated.call(_call, 20, 1)
    Timer(0.2, isolated.close).start()

    with pytest.raises(NativeCrash):
        isolated.run(_hang, 50)


def test_an_error_that_cannot_travel_is_told_by_what_it_says(isolated: Isolated[_Engine]) -> None:
    with pytest.raises(RuntimeError, match="_StaysAtHome"):
        isolated.run(_stay_at_home, 20)


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


def _count_one(engine: _Engine) -> None:
    engine.calls += 1


def _loaded(module: str) -> bool:
    return module in sys.modules


def _fail(engine: _Engine) -> None:
    raise RuntimeError(engine.calls)


def test_what_is_expected_is_done_before_the_first_call() -> None:
    isolated = Isolated(_Engine, processes=1, memory_bytes=_GIB)
    isolated.expect_engine(1, _count_one)

    calls, _pid = isolated.call(_call, 30, 1)
    isolated.close()

    assert calls == 2


def test_what_is_expected_needs_no_engine(tmp_path: Path) -> None:
    isolated = Isolated(_broken, processes=1, memory_bytes=_GIB)
    isolated.expect(1, (tmp_path / "ready").touch)

    isolated.run(bool, 30, "anything")
    isolated.close()

    assert (tmp_path / "ready").exists()


def test_a_module_for_later_is_imported_once_the_answer_is_out() -> None:
    isolated = Isolated(_Engine, processes=1, memory_bytes=_GIB)

    isolated.run(afterwards, 30, "wave")
    isolated.run(afterwards, 30, "no.such.module")
    loaded = isolated.run(_loaded, 30, "wave")
    isolated.close()

    assert loaded


def test_an_expectation_that_fails_harms_no_call() -> None:
    isolated = Isolated(_Engine, processes=1, memory_bytes=_GIB)
    isolated.expect_engine(1, _fail)

    calls, _pid = isolated.call(_call, 30, 1)
    isolated.close()

    assert calls == 1


def test_a_missing_engine_is_told_by_the_call_not_by_what_is_expected() -> None:
    isolated = Isolated(_broken, processes=1, memory_bytes=_GIB)
    isolated.expect_engine(1, _count_one)

    with pytest.raises(EngineMissing):
        isolated.call(_call, 30, 1)
    isolated.close()
