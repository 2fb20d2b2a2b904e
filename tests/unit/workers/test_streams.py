"""Printing to a full disk or a closed pipe, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_PRINT = """
import sys
from workers.streams import Streams
streams = Streams()
for number in range(20_000):
    print("Zeile", number, "ü")
print("zuletzt", file=sys.stderr)
streams.flush()
sys.exit(3 if streams.lost else 0)
"""


def _run(stdout: int | None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-c", _PRINT],
        stdout=stdout,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )


def test_everything_arrives_where_there_is_room() -> None:
    ended = _run(subprocess.PIPE)

    assert (ended.returncode, ended.stderr) == (0, "zuletzt\n")
    assert ended.stdout.splitlines()[-1] == "Zeile 19999 ü"


def test_a_full_disk_is_borne_and_known() -> None:
    with Path("/dev/full").open("wb") as full:
        ended = _run(full.fileno())

    assert (ended.returncode, ended.stderr) == (3, "zuletzt\n")


def test_who_closes_the_pipe_has_seen_enough() -> None:
    with subprocess.Popen(["/bin/true"], stdin=subprocess.PIPE) as reader:
        reader.wait()
        assert reader.stdin is not None
        ended = _run(reader.stdin.fileno())

    assert (ended.returncode, ended.stderr) == (0, "zuletzt\n")


def test_a_service_may_have_no_streams() -> None:
    code = "import sys; sys.stdout = sys.stderr = None\n" + _PRINT
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)

    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")


@pytest.mark.parametrize("command", [["--help"], ["models", "--help"]])
def test_help_that_nobody_can_read_is_no_success(command: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-c", "from workers.cli import main; main()", *command],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert (ended.returncode, ended.stderr) == (1, b"")
