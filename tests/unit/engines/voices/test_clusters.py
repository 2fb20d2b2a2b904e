from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from pipeline.engines.voices.clusters import clusters


def voices(
    sizes: list[int], *, seed: int, spread: float = 0.3
) -> tuple[NDArray[np.float32], list[int]]:
    """Prints around as many directions as there are sizes, in any order, and whose they are."""
    chance = np.random.default_rng(seed)
    whose = [number for number, size in enumerate(sizes) for _ in range(size)]
    chance.shuffle(whose)
    middles = np.linalg.qr(chance.normal(size=(192, len(sizes))))[0].T * 10
    prints = middles[whose] + chance.normal(0, spread, (len(whose), 192))
    return prints.astype(np.float32), whose


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(12, 40), min_size=1, max_size=5), st.integers(0, 99))
def test_those_who_sound_alike_are_one_person(sizes: list[int], seed: int) -> None:
    prints, whose = voices(sizes, seed=seed)

    found = clusters(prints, people=None, alike=0.76)

    assert len(set(zip(whose, found.tolist(), strict=True))) == len(sizes)
    assert set(found.tolist()) == set(range(len(sizes)))


def test_as_many_people_are_found_as_are_expected() -> None:
    prints, _ = voices([20, 20], seed=1)

    assert set(clusters(prints, people=3, alike=0.76).tolist()) == {0, 1, 2}


@pytest.mark.parametrize("count", [1, 9])
def test_a_few_prints_are_one_persons(count: int) -> None:
    prints, _ = voices([count], seed=1)

    assert clusters(prints, people=2, alike=0.76).tolist() == [0] * count


def test_a_cluster_of_very_few_goes_to_the_most_similar_one() -> None:
    prints, whose = voices([30, 30, 2], seed=3)

    found = clusters(prints, people=3, alike=0.76)

    assert set(found.tolist()) == {0, 1}
    assert len(whose) == len(found)


@pytest.mark.engine
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("people", [None, 2, 4])
def test_clusters_are_those_of_senkos_own_program(people: int | None) -> None:
    from senko.cluster.cluster_cpu import CommonClustering  # noqa: PLC0415 - heavy

    prints, _ = voices([30, 25, 20, 15], seed=5, spread=0.5)
    theirs = CommonClustering(
        "spectral",
        mer_cos=0.76 if people is None else None,
        max_num_spks=15,
        pval=0.012,
        oracle_num=people,
    )(prints.copy())

    found = clusters(prints, people=people, alike=0.76)

    if people != 2:
        assert len(set(zip(theirs.tolist(), found.tolist(), strict=True))) == len(set(found))
    assert len(set(found.tolist())) == len(set(theirs.tolist()))
