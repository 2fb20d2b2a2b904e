"""What a real SQLite complains of, as DBOS gets to see it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import OperationalError

from workers.engine_waits import wait_for_disks


@pytest.fixture
def tight(tmp_path: Path) -> Iterator[Engine]:
    """A database without room for one more page."""
    engine = create_engine(f"sqlite:///{tmp_path / 'engine.sqlite3'}")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE note (words TEXT)"))
    wait_for_disks()
    yield engine
    engine.dispose()


def _write(engine: Engine) -> OperationalError | None:
    try:
        with engine.begin() as connection:
            connection.execute(text("PRAGMA max_page_count = 1"))
            connection.execute(text("INSERT INTO note VALUES (:w)"), {"w": "x" * 100_000})
    except OperationalError as error:
        return error
    return None


def test_a_thread_of_the_engine_waits_for_room(tight: Engine) -> None:
    with ThreadPoolExecutor(1) as threads:
        error = threads.submit(_write, tight).result()

    assert error is not None
    assert str(error.orig) == "database is locked: database or disk is full"


def test_whoever_hands_documents_over_is_told_at_once(tight: Engine) -> None:
    error = _write(tight)

    assert error is not None
    assert str(error.orig) == "database or disk is full"


def test_a_fault_of_ours_is_none_of_the_disk(tight: Engine) -> None:
    def ask() -> None:
        with tight.begin() as connection:
            connection.execute(text("SELECT words FROM nowhere"))

    with ThreadPoolExecutor(1) as threads, pytest.raises(OperationalError, match="no such table"):
        threads.submit(ask).result()
