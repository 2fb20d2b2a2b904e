from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.metering import cpu_seconds, measure, memory_bytes, tree

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/smaps").exists(),
    reason="only Linux tells proportional set sizes",
)

_BURN = "import time\nheld = bytearray(b'x' * 60_000_000)\nwhile time.process_time() < 0.5: pass"
_CHILD = f"subprocess.run([sys.executable, '-c', {_BURN!r}])"
_PARENT = f"import subprocess, sys; sys.exit({_CHILD}.returncode + 3)"


def test_a_child_of_a_child_is_measured_too() -> None:
    cost = measure([sys.executable, "-c", _PARENT])

    assert cost.exit_code == 3
    assert cost.cpu >= 0.5
    assert cost.wall >= 0.5
    assert cost.peak_bytes > 60_000_000


def test_what_a_command_says_goes_into_the_log(
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    log = tmp_path / "said.txt"
    says = "import sys; print('out', flush=True); print('err', file=sys.stderr)"

    measure([sys.executable, "-c", says], log=log)

    assert log.read_text().split() == ["out", "err"]
    assert capfd.readouterr() == ("", "")


def test_a_tree_holds_a_process_and_what_it_started() -> None:
    busy = [sys.executable, "-c", _PARENT.replace("0.5", "30")]
    with subprocess.Popen(busy, stdout=subprocess.PIPE) as process:
        try:
            while len(pids := tree(process.pid)) < 2:
                pass

            assert pids[0] == process.pid
            assert memory_bytes(pids) > 0
            assert cpu_seconds(pids) >= 0
        finally:
            process.kill()
            for child in pids[1:]:
                subprocess.run(["kill", "-9", str(child)], check=True)


def test_a_process_that_has_ended_costs_nothing() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()

    assert tree(process.pid) == (process.pid,)
    assert memory_bytes([process.pid]) == 0
    assert cpu_seconds([process.pid]) == 0
