"""Trains the network that finds suggestions for minutes.

python -m tools.train_cues [--figures]

Learns from the tagged meetings beside this file, and from the whole ones of offices. With
``--figures`` authors are held out in turn, and nothing is written. Seeded: the same meetings
give the same weights on the same machine, in half an hour.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from pipeline.core.wording.cues.talk.choice import chosen, vetoed
from pipeline.engines.minutes.encoder import SentenceEncoder
from pipeline.engines.minutes.network import LANGUAGES, WEIGHTS, Floats
from tools.minutes_lessons import KINDS, Lesson, lessons

NETWORKS, OF_A_GROUP = 5, 2
"""Networks whose scores are averaged: for the program, and where authors are held out."""
EPOCHS = 30
NOISY = 1
"""Noisy copies of each meeting."""
CHANNELS = 64
"""What a sentence is narrowed to. 96 were no better."""
REACH = (4, 2)
"""Sentences to both sides that the two looks around see."""
BATCH = 8
"""Meetings of a step."""
HIDDEN, DROPPED = 0.2, 0.4
"""Shares of the inputs and of the channels that are left out at random."""
RATE, DECAY = 0.003, 0.03
GROUPS = 4
"""Groups of authors, of whom one is held out at a time."""
RIGHT, LEAST = 0.9, 0.85
"""The precision that thresholds are chosen for, of all kinds together and of each at least."""
THRESHOLDS = np.arange(-3, 4.01, 0.1)
LEVELS = (0.95, 0.92, 0.9, 0.85, 0.8)
"""Precisions for which the recall is told."""

Held = Sequence[tuple[Lesson, Floats]]
"""Meetings, with scores of networks that never saw their authors."""
Curve = list[tuple[float, int, int]]
"""By threshold: it, right suggestions, and wrong ones."""


class Network(nn.Module):
    """The network of ``pipeline.engines.minutes``, to be trained."""

    def __init__(self, width: int) -> None:
        """Weights by chance."""
        super().__init__()
        near, far = REACH
        self.narrow = nn.Linear(width, CHANNELS)
        self.wide = nn.Conv1d(CHANNELS, CHANNELS, 2 * near + 1, padding=near)
        self.wider = nn.Conv1d(CHANNELS, CHANNELS, 2 * far + 1, padding=far)
        self.out = nn.Linear(3 * CHANNELS, 2 * len(KINDS))
        self.hidden, self.dropped = nn.Dropout(HIDDEN), nn.Dropout(DROPPED)

    def forward(self, seen: Tensor, mask: Tensor) -> Tensor:
        """The scores of padded meetings; ``mask`` is 1 at sentences."""
        own = functional.relu(self.narrow(self.hidden(seen))) * mask
        around = functional.relu(self.wide(self.dropped(own).transpose(1, 2)))
        around = around.transpose(1, 2) * mask
        further = functional.relu(self.wider(self.dropped(around).transpose(1, 2)))
        together = torch.cat([own, around, further.transpose(1, 2)], -1)
        scores: Tensor = self.out(self.dropped(together))
        return scores


def trained(given: Sequence[Lesson], seed: int, mean: Floats, scale: Floats) -> Network:
    """A network that learned from these meetings."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    chance = np.random.default_rng(seed)
    network = Network(given[0].seen.shape[1])
    steps = EPOCHS * -(-len(given) // BATCH)
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps)
    shown = [torch.from_numpy((each.seen - mean) / scale) for each in given]
    for epoch in range(EPOCHS):
        # Meetings of about one length make a batch: little of it is padding.
        order = sorted(chance.permutation(len(given)), key=lambda at: len(shown[at]) // 12)
        batches = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
        chance.shuffle(batches)
        for batch in batches:
            optimizer.zero_grad()
            known = max(0.1, 0.7 - epoch / EPOCHS)
            loss = _loss(network, [given[at] for at in batch], [shown[at] for at in batch], known)
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    return network.eval()


def _loss(
    network: Network, given: Sequence[Lesson], shown: Sequence[Tensor], known: float
) -> Tensor:
    """How wrong scores are; ``known``: the weight of likely sentences.

    The rest counts by scene: some sentence of a tagged scene should be found, in one without tags
    none, and in none more than there are tags.
    """
    padded = nn.utils.rnn.pad_sequence(list(shown), batch_first=True)
    mask = torch.zeros(padded.shape[:2])
    for row, each in enumerate(shown):
        mask[row, : len(each)] = 1
    found, naming = network(padded, mask[..., None])[mask.bool()].chunk(2, -1)
    offsets = np.cumsum([0, *(len(each.tags) for each in given)])
    scene = torch.cat(
        [torch.tensor(each.scenes) + int(at) for each, at in zip(given, offsets, strict=False)]
    )
    tags = torch.from_numpy(np.concatenate([each.tags for each in given]))
    first = torch.from_numpy(np.concatenate([each.first for each in given]))
    names = torch.from_numpy(np.concatenate([each.names for each in given]))
    nothing = torch.zeros_like(tags).index_add(0, scene, functional.softplus(found))
    expected = torch.zeros_like(tags).index_add(0, scene, torch.sigmoid(found))
    there = -torch.log((1 - torch.exp(-nothing)).clamp(min=1e-6))
    tagged = (tags > 0).float()
    many = (expected - tags).clamp(min=0)
    by_scene = (tagged * (1.5 * there + many) + (1 - tagged) * nothing).sum()
    entropy = functional.binary_cross_entropy_with_logits
    by_sentence = entropy(found, first, reduction="sum")
    near = (names >= 0).float()
    by_sentence = by_sentence + entropy(naming, names.clamp(min=0), weight=near, reduction="sum")
    return (known * by_sentence + (1 - known) * by_scene) / len(found) * 10


def held_out(given: Sequence[Lesson]) -> Held:
    """Meetings by author, scored by networks that never saw their authors."""
    found = []
    authors = sorted({each.author for each in given})
    for number in range(GROUPS):
        unseen = authors[number::GROUPS]
        rest = [each for each in given if each.author not in unseen]
        mean, scale = _normal(rest)
        several = [trained(rest, seed, mean, scale) for seed in range(OF_A_GROUP)]
        found += [
            (each, _scores(several, (each.seen - mean) / scale))
            for each in given
            if each.plain and each.author in unseen
        ]
    return sorted(found, key=lambda one: one[0].author)


def _scores(networks: Sequence[Network], shown: Floats) -> Floats:
    with torch.no_grad():
        mask = torch.ones(1, len(shown), 1)
        found = [each(torch.from_numpy(shown)[None], mask)[0].numpy() for each in networks]
    mean: Floats = np.mean(found, 0)
    return mean


def _normal(given: Sequence[Lesson]) -> tuple[Floats, Floats]:
    """The mean of the inputs, and how far they scatter."""
    seen = np.concatenate([each.seen for each in given])
    return seen.mean(0), seen.std(0) + np.float32(0.3)


def curves(held: Held) -> dict[tuple[str, int], Curve]:
    """What is right and wrong by threshold, for each language and kind."""
    found: dict[tuple[str, int], Curve] = {
        (language, column): [] for language in LANGUAGES for column in range(len(KINDS))
    }
    for threshold in THRESHOLDS:
        right = dict.fromkeys(found, 0)
        wrong = dict.fromkeys(found, 0)
        for one, scores in held:
            for column, is_right in _judged(one, scores[:, : len(KINDS)] - np.float32(threshold)):
                counted = right if is_right else wrong
                counted[one.language, column] += 1
        for key, curve in found.items():
            curve.append((float(threshold), right[key], wrong[key]))
    return found


def _judged(one: Lesson, scores: Floats) -> Iterator[tuple[int, bool]]:
    """By suggestion: its kind's number, and whether it is right."""
    rows = scores.tolist()
    kept = [each for each in one.ruled if not vetoed(rows, each)]
    left = one.tags.copy()
    for kind, at in (*((kind, start) for kind, start, _ in kept), *chosen(rows, kept)):
        column = KINDS.index(kind)
        right = bool(left[one.scenes[at], column] > 0)
        left[one.scenes[at], column] -= right
        yield column, right


def best(curve: Curve, least: float = RIGHT) -> tuple[float, int, int]:
    """The point with most right ones that is precise enough."""
    fine = [point for point in curve if point[1] >= least * (point[1] + point[2])]
    if fine:
        return max(fine, key=lambda point: (point[1], point[0]))
    return max(curve, key=lambda point: point[1] / max(1, point[1] + point[2]))


def together(several: Sequence[Curve]) -> tuple[float, ...]:
    """The thresholds of all kinds at which most is found precisely enough.

    Nine of ten suggestions are right, over all kinds: a kind that is seldom wrong may find more.
    """
    fine = [
        [point for point in curve if point[1] >= LEAST * (point[1] + point[2])]
        or [best(curve, LEAST)]
        for curve in several
    ]
    chosen_points = max(
        product(*fine), key=lambda points: (_enough(points), sum(point[1] for point in points))
    )
    return tuple(point[0] for point in chosen_points)


def _enough(points: Sequence[tuple[float, int, int]]) -> bool:
    right, wrong = (sum(point[at] for point in points) for at in (1, 2))
    return right >= RIGHT * (right + wrong)


def thresholds(held: Held) -> Floats:
    """The scores above which suggestions are precise enough."""
    found = curves(held)
    kinds = range(len(KINDS))
    return np.array(
        [together([found[language, column] for column in kinds]) for language in LANGUAGES],
        np.float32,
    )


def figures(held: Held) -> str:
    """Precision and recall by language and kind, at several thresholds."""
    lines = []
    for (language, column), curve in curves(held).items():
        there = sum(one.tags[:, column].sum() for one, _ in held if one.language == language)
        told = " | ".join(
            f"{threshold:+.1f} {right / max(1, right + wrong):.2f}/{right / max(there, 1):.2f}"
            for threshold, right, wrong in (best(curve, least) for least in LEVELS)
        )
        lines.append(f"{language} {KINDS[column]:9}{there:5.0f} | {told}\n")
    return "".join(lines)


def write_weights(given: Sequence[Lesson], limits: Floats, target: Path = WEIGHTS) -> None:
    """Train on all meetings, and write the weights in half precision."""
    mean, scale = _normal(given)
    stored: dict[str, NDArray[Any]] = {
        "mean": mean,
        "scale": scale,
        "thresholds": limits,
        "count": np.array(NETWORKS),
    }
    for number in range(NETWORKS):
        network = trained(given, number, mean, scale)
        for name, values in network.state_dict().items():
            layer, _, part = name.partition(".")
            turned = values.numpy().transpose(*reversed(range(values.ndim)))
            label = layer if part == "weight" else f"{layer}_bias"
            stored[f"{label}{number}"] = turned.astype(np.float16)
    np.savez_compressed(target, allow_pickle=False, **stored)


def main(arguments: Sequence[str]) -> int:
    """Choose thresholds by author, then learn from all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--figures", action="store_true", help="write nothing")
    options = parser.parse_args(arguments)
    given = tuple(lessons(SentenceEncoder(), noisy=NOISY))
    held = held_out(given)
    sys.stdout.write(figures(held))
    if not options.figures:
        write_weights(given, thresholds(held))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
