"""Who waits for a piece of work hears of its end."""

from __future__ import annotations

from threading import Thread

from workers.endings import Endings


def test_what_ended_before_is_told_at_once() -> None:
    endings = Endings()
    endings.tell("000001-ab:1")

    assert endings.wait("000001-ab:1", seconds=0)


def test_an_end_is_told_once() -> None:
    endings = Endings()
    endings.tell("000001-ab:1")
    endings.wait("000001-ab:1", seconds=0)

    assert not endings.wait("000001-ab:1", seconds=0)


def test_another_end_wakes_nobody() -> None:
    endings = Endings()
    endings.tell("000001-ab:2")

    assert not endings.wait("000001-ab:1", seconds=0.01)


def test_who_waits_is_woken() -> None:
    endings, woken = Endings(), list[bool]()
    waiting = Thread(target=lambda: woken.append(endings.wait("000001-ab:1", seconds=30)))
    waiting.start()

    endings.tell("000001-ab:1")
    waiting.join(30)

    assert woken == [True]
