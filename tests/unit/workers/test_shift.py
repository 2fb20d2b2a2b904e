"""Who may begin, and what is waited for."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Event, Thread

from workers.shift import Shift


@contextmanager
def _working(
    shift: Shift, room: BoundedSemaphore, order: list[str], name: str, *, suspect: bool
) -> Iterator[Event]:
    """Another thread that wants to work, and works until the event."""
    leave = Event()

    def work() -> None:
        with shift.in_hand(room, suspect=suspect):
            order.append(name)
            leave.wait(30)

    thread = Thread(target=work)
    thread.start()
    try:
        yield leave
    finally:
        leave.set()
        thread.join(30)


def _until(order: list[str], names: list[str]) -> bool:
    waiting = Event()
    return any(order == names or waiting.wait(0.02) for _ in range(1000))


def test_a_suspect_lets_others_go_first() -> None:
    shift, room, order = Shift(), BoundedSemaphore(1), list[str]()

    with _working(shift, room, order, "first", suspect=False) as first:
        assert _until(order, ["first"])
        with (
            _working(shift, room, order, "good", suspect=False) as good,
            _working(shift, room, order, "suspect", suspect=True),
        ):
            first.set()
            assert _until(order, ["first", "good"])
            good.set()
            assert _until(order, ["first", "good", "suspect"])


def test_suspects_leave_a_process_to_those_that_come() -> None:
    shift, room, order = Shift(), BoundedSemaphore(2), list[str]()

    with (
        _working(shift, room, order, "good", suspect=False),
        _working(shift, room, order, "suspect", suspect=True) as suspect,
    ):
        assert _until(order, ["good", "suspect"]) or _until(order, ["suspect", "good"])
        with _working(shift, room, order, "other", suspect=True):
            assert not Event().wait(2)
            assert "other" not in order
            suspect.set()
            assert _until(order, [*order[:2], "other"])


def test_suspects_have_all_processes_where_nobody_else_works() -> None:
    shift, room, order = Shift(), BoundedSemaphore(2), list[str]()

    with (
        _working(shift, room, order, "one", suspect=True),
        _working(shift, room, order, "two", suspect=True),
    ):
        assert _until(order, ["one", "two"]) or _until(order, ["two", "one"])


def test_what_is_in_hand_is_waited_for() -> None:
    shift, room, order = Shift(), BoundedSemaphore(1), list[str]()

    with _working(shift, room, order, "page", suspect=False) as page:
        assert _until(order, ["page"])
        ended = Thread(target=shift.settle, args=(30,))
        ended.start()
        page.set()
        ended.join(30)

    assert not ended.is_alive()
