"""Which voice prints are the same person's: spectral clustering.

As senko has it, in NumPy alone: scikit-learn takes 1.5 CPU seconds to import. Only k-means, which
ends it, is our own: as many starts as there are to choose from, and the best of them.

Source: senko's module cluster_cpu, from 3D-Speaker (Apache-2.0).
"""

from __future__ import annotations

from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.floating[Any]]
Labels = NDArray[np.intp]

_FEWEST = 10
"""Vectors below which all are one person's."""
_MOST = 15
"""People that are told apart at most."""
_NEAR, _LEAST_NEAR = 0.012, 6
"""Share of the prints, and their least number, that are near to one.

Source: senko.
"""
_LEAST = 4
"""Vectors of a person at least; fewer are somebody else's."""
_STARTS, _ROUNDS = 10, 100
"""Of k-means."""


def clusters(prints: Vectors, *, people: int | None, alike: float) -> Labels:
    """A number for each print, from 0.

    ``people`` is how many there are, if that is known; otherwise those whose mean prints have a
    cosine of ``alike`` are one.
    """
    if len(prints) < _FEWEST:
        return np.zeros(len(prints), np.intp)
    labels = _without_minor(_spectral(prints, people), prints)
    if people is None:
        labels = _merged(labels, prints, alike)
    return np.unique(labels, return_inverse=True)[1]


def _spectral(prints: Vectors, people: int | None) -> Labels:
    """Clusters of a graph in which each print knows those most like it."""
    likeness = _cosines(prints, prints)
    size = len(prints)
    far = min(int((1 - _NEAR) * size), size - _LEAST_NEAR)
    for row in likeness:
        row[np.argsort(row)[:far]] = 0
    likeness = (likeness + likeness.T) / 2
    np.fill_diagonal(likeness, 0)
    values, vectors = np.linalg.eigh(np.diag(np.abs(likeness).sum(axis=1)) - likeness)
    if people is None:
        people = int(np.argmax(np.diff(values[: _MOST + 1]))) + 1
    return _k_means(vectors[:, :people], people)


def _k_means(points: Vectors, number: int) -> Labels:
    """The tightest of several clusterings."""
    chance = np.random.default_rng(0)
    found = [_tightened(points, _far_apart(points, number, chance)) for _ in range(_STARTS)]
    return min(found, key=lambda each: each[0])[1]


def _far_apart(points: Vectors, number: int, chance: np.random.Generator) -> Vectors:
    """Centres to begin with, likely far apart (k-means++)."""
    centres: Vectors = points[chance.integers(len(points))][None]
    while len(centres) < number:
        apart = _distances(points, centres).min(axis=1)
        total = apart.sum()
        odds = apart / total if total > 0 else None
        farther = points[chance.choice(len(points), p=odds)]
        centres = np.vstack((centres, farther))
    return centres


def _tightened(points: Vectors, centres: Vectors) -> tuple[float, Labels]:
    """How far the points are from their centres, and whose they are (Lloyd)."""
    distances = _distances(points, centres)
    for _ in range(_ROUNDS):
        labels = distances.argmin(axis=1)
        for number in range(len(centres)):
            if (own := labels == number).any():
                centres[number] = points[own].mean(axis=0)
        distances = _distances(points, centres)
        if np.array_equal(labels, distances.argmin(axis=1)):
            break
    return float(distances.min(axis=1).sum()), distances.argmin(axis=1)


def _distances(points: Vectors, centres: Vectors) -> Vectors:
    """Squared distances: points × centres."""
    found: Vectors = np.square(points[:, None] - centres[None]).sum(axis=2)
    return found


def _without_minor(labels: Labels, prints: Vectors) -> Labels:
    """The prints of very small clusters go to the most similar large one."""
    numbers, sizes = np.unique(labels, return_counts=True)
    large = numbers[sizes >= _LEAST]
    if not large.size:
        return np.zeros_like(labels)
    strays = np.flatnonzero(~np.isin(labels, large))
    if strays.size:
        nearest = _cosines(prints[strays], _means(labels, prints, large)).argmax(axis=1)
        labels[strays] = large[nearest]
    return labels


def _merged(labels: Labels, prints: Vectors, alike: float) -> Labels:
    """The most similar clusters become one, as long as they are alike."""
    for _ in count():
        numbers = np.unique(labels)
        means = _means(labels, prints, numbers)
        likeness = np.triu(_cosines(means, means), 1)
        one, other = np.unravel_index(np.argmax(likeness), likeness.shape)
        if len(numbers) == 1 or likeness[one, other] < alike:
            break
        labels[labels == numbers[other]] = numbers[one]
    return labels


def _means(labels: Labels, prints: Vectors, numbers: Labels) -> Vectors:
    return np.stack([prints[labels == number].mean(axis=0) for number in numbers])


def _cosines(these: Vectors, those: Vectors) -> Vectors:
    return _unit(these) @ _unit(those).T


def _unit(prints: Vectors) -> Vectors:
    lengths = np.linalg.norm(prints, axis=1, keepdims=True)
    return prints / np.where(lengths > 0, lengths, 1)
