import pickle
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from pipeline import errors
from pipeline.errors import Rejected, Unavailable, UsageError
from pipeline.explained_error import SchreibstubeError

ROOT = Path(__file__).parents[2]


def _leaves(kind: type[SchreibstubeError]) -> Iterator[type[SchreibstubeError]]:
    children = kind.__subclasses__()
    if not children:
        yield kind
    for child in children:
        yield from _leaves(child)


LEAVES = sorted({*_leaves(SchreibstubeError), UsageError}, key=lambda kind: kind.__name__)
"""Everything that is raised: ``UsageError`` itself, too, with a text of its own."""


@pytest.mark.parametrize("kind", LEAVES)
def test_every_error_says_what_happened_and_what_to_do(kind: type[SchreibstubeError]) -> None:
    assert kind.happened
    assert kind.to_do


@pytest.mark.parametrize("kind", LEAVES)
def test_every_error_belongs_to_a_family_and_stands_in_the_drawing(
    kind: type[SchreibstubeError],
) -> None:
    assert issubclass(kind, Rejected | Unavailable | UsageError)
    assert f" {kind.__name__} " in (errors.__doc__ or "")


@pytest.mark.parametrize("kind", LEAVES)
def test_an_error_travels_between_processes_with_its_details(kind: type[SchreibstubeError]) -> None:
    names = {
        name
        for text in (kind.happened, kind.to_do)
        for _, name, _, _ in Formatter().parse(text)
        if name
    }
    error = kind(**dict.fromkeys(names, "x"))

    arrived = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes

    assert type(arrived) is kind
    assert arrived.details == error.details
    assert str(arrived) == kind.happened.format(**error.details)
