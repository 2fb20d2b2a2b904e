"""What libraries report, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

_COMPLAIN = """
import logging, sys, threading, warnings
from pathlib import Path
from workers.logs import log_to

state = Path(sys.argv[1])
log_to(state)
log_to(state)  # a start that is tried again

from dbos import DBOS, DBOSConfig

DBOS(config=DBOSConfig(name="office", system_database_url=f"sqlite:///{state}/x.db"))
for name in ("dbos", "sqlalchemy.pool", "asyncio", "unheard.of"):
    logging.getLogger(name).error("from %s", name)
warnings.warn("from warnings")

class Stubborn:
    def __del__(self):
        raise OSError("from del")

def fail():
    raise OSError("from thread")

Stubborn()
thread = threading.Thread(target=fail)
thread.start()
thread.join()
print("ours")
"""


def test_nothing_of_a_library_reaches_the_terminal_and_all_is_in_the_log(tmp_path: Path) -> None:
    command = [sys.executable, "-W", "default", "-c", _COMPLAIN, str(tmp_path)]

    ended = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)

    assert (ended.stdout, ended.stderr) == ("ours\n", "")
    lines = (tmp_path / "schreibstube.log").read_text(encoding="utf-8").splitlines()
    told = [json.loads(line) for line in lines]
    events = [line["event"] for line in told]
    for name in ("dbos", "sqlalchemy.pool", "asyncio", "unheard.of"):
        assert events.count(f"from {name}") == 1
    assert sum("from warnings" in event for event in events) == 1
    errors = [line["error"].splitlines()[-1] for line in told if "error" in line]
    assert errors == ["OSError: from del", "OSError: from thread"]
