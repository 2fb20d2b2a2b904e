"""What waiting costs: `schreibstube watch` on an empty inbox.

In percent of one core.

python -m benchmarks.idle [--command COMMAND] [--seconds N] [--after N]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.metering import cpu_seconds, memory_bytes, tree
from tools import batch

_PATIENCE = 30  # seconds that `watch` has to leave after SIGTERM


def main(arguments: Sequence[str]) -> int:
    """Watch for a while and print the share of a core.

    1 if it ended by itself or did not leave properly when asked.
    """
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.idle", description="Measure what waiting costs."
    )
    parser.add_argument(
        "--command", default=batch.default_command(), help="another command instead of schreibstube"
    )
    parser.add_argument("--seconds", type=float, default=120, help="how long to look")
    parser.add_argument("--after", type=float, default=15, help="how long to let it start first")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="schreibstube-idle-") as folder:
        office = batch.Office(Path(folder))
        with subprocess.Popen(office.arguments(options.command, "watch")) as process:
            time.sleep(options.after)
            used = cpu_seconds(tree(process.pid))
            time.sleep(options.seconds)
            pids = tree(process.pid)
            used, memory = cpu_seconds(pids) - used, memory_bytes(pids)
            if process.poll() is not None:
                print(f"It ended by itself with {process.returncode}.", file=sys.stderr)
                return 1
            process.terminate()
            asked = time.perf_counter()
            try:
                exit_code = process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                print(f"It did not leave within {_PATIENCE} s of SIGTERM.", file=sys.stderr)
                return 1
            left = time.perf_counter() - asked
    print(
        f"idle: {used / options.seconds:.2%} of a core over {options.seconds:g} s, "
        f"{len(pids)} processes,"
    )
    print(f"{memory / 1e6:.0f} MB; left {left:.1f} s after SIGTERM with exit code {exit_code}")
    return int(exit_code != 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
