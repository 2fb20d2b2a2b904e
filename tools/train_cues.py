"""Trains the network that finds suggestions for minutes.

python -m tools.train_cues [--figures]

Learns from the tagged meetings beside this file, and from the whole ones of offices. With
``--figures`` each author is held out in turn, and nothing is written. Seeded: the same meetings
give the same weights on the same machine; half an hour on one core.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from pipeline.core.model import Utterance
from pipeline.core.wording.cues import passage_signs, passages
from pipeline.core.wording.cues.candidates import CandidateKind
from pipeline.core.wording.cues.talk.choice import chosen, vetoed
from pipeline.core.wording.cues.talk.ruled import made_by_rules
from pipeline.core.wording.cues.talk.signs import Ruled
from pipeline.core.wording.sentences import Sentence
from pipeline.engines.minutes.encoder import SentenceEncoder
from pipeline.engines.minutes.network import LANGUAGES, WEIGHTS, Floats, inputs
from tools.meetings import Expectation, Meeting, SpokenTurn, office_meetings, tagged_meetings, typed
from tools.samples import chance_of

KINDS = tuple(CandidateKind)
NOISY = 1
CHANNELS = 64
REACH = (4, 2)
EPOCHS = 30
BEFORE = 4
NETWORKS = 3
DROP = 0.4
RATE = 0.003
DECAY = 0.03
BATCH = 8
RIGHT = 0.9
OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Lesson:
    """A meeting as the network sees it, and what is to be found in it."""

    author: str
    language: str
    seen: Floats
    scenes: tuple[int, ...]
    """The scene of each sentence."""
    tags: Floats
    """By scene and kind: how many."""
    first: Floats
    """By sentence and kind: how likely the tag is there, at first."""
    names: Floats
    """By sentence and kind: 1 where it names what is tagged, -1 where that is not known."""
    ruled: tuple[Ruled, ...]
    plain: bool = True
    """As written, without noise."""


def lessons(encoder: SentenceEncoder, *, noisy: int = 0) -> Iterator[Lesson]:
    for language in ("de", "en"):
        known = [(OFFICE, one) for one in office_meetings(language)]
        for author, meeting in (*tagged_meetings(language), *known):
            yield lesson(author, meeting, typed(meeting), encoder)
            for copy in range(noisy):
                heard = noised(meeting, copy)
                yield lesson(author, meeting, heard, encoder, plain=False)


Heard = tuple[tuple[Utterance, ...], tuple[SpokenTurn, ...]]


def noised(meeting: Meeting, copy: int) -> Heard:
    """The meeting with misheard letters, lost stops, and speakers unknown or mixed up."""
    chance = chance_of(copy, f"noise {meeting.name}")
    utterances, turns = typed(meeting)
    nobody = chance.random() < 0.25
    made = []
    speaker = utterances[0].speaker
    for each in utterances:
        words = []
        for word in each.words:
            text = word.text
            if len(text) > 3 and chance.random() < 0.04:
                at = int(chance.integers(1, len(text) - 1))
                text = text[:at] + str(chance.choice(list("aeinrstmlo"))) + text[at + 1 :]
            if text[-1:] in ".,!" and chance.random() < 0.08:
                text = text[:-1] + ("," if chance.random() < 0.5 else "")
            words.append(replace(word, text=text or word.text))
        if chance.random() > 0.05:
            speaker = each.speaker
        made.append(replace(each, words=tuple(words), speaker=None if nobody else speaker))
    return tuple(made), turns


def lesson(
    author: str, meeting: Meeting, heard: Heard, encoder: SentenceEncoder, *, plain: bool = True
) -> Lesson:
    utterances, turns = heard
    said = passages(utterances)
    vectors = encoder.vectors([each.text for each in said])
    at = [_turn_of(each, turns) for each in said]
    scenes = tuple(turns[each].scene for each in at)
    begins: dict[int, int] = {}
    for number, turn in enumerate(turns):
        begins.setdefault(turn.scene, number)
    tags = np.zeros((len(meeting.scenes), len(KINDS)), np.float32)
    first = np.zeros((len(said), len(KINDS)), np.float32)
    names = np.full((len(said), len(KINDS)), -1, np.float32)
    for number, scene in enumerate(meeting.scenes):
        here = [place for place, each in enumerate(scenes) if each == number]
        for expected in scene.expected if here else ():
            column = KINDS.index(CandidateKind(expected.kind))
            tags[number, column] += 1
            around = range(max(0, here[0] - BEFORE), here[-1] + 1)
            hits = {place: _hit(said[place].text, expected) for place in around}
            for place, hit in hits.items():
                names[place, column] = max(names[place, column], hit)
            likely = [
                _likely(
                    expected.kind,
                    hits[place],
                    begins[number] + expected.after - 1 - at[place],
                    place - here[0],
                )
                for place in here
            ]
            odds = np.exp(1.5 * (np.array(likely) - max(likely)))
            first[here, column] += (odds / odds.sum()).astype(np.float32)
    ruled = tuple(made.ruled for made in made_by_rules(said, None, meeting.participants))
    seen = inputs(vectors, passage_signs(said))
    first = np.minimum(first, 1)
    return Lesson(author, meeting.language, seen, scenes, tags, first, names, ruled, plain)


def _hit(text: str, expected: Expectation) -> float:
    """The share of the words that name what is tagged."""
    text, words = text.casefold(), expected.content.casefold().split()
    return sum(word in text for word in words) / max(1, len(words))


def _likely(kind: str, hit: float, back: int, place: int) -> float:
    """How likely a tag is at a sentence: ``back`` turns before the tag's line."""
    late = -1.0 if back < 0 else 0.0
    if kind == "item":
        return late + 2 * hit + (0.7 if back == 0 and hit else 0) - 0.05 * place
    if kind == "decision":
        return late + 0.5 * hit + (1.0 if 0 <= back <= 1 else 0)
    return late + hit + (0.7 if 0 <= back <= 1 else 0)


def _turn_of(sentence: Sentence, turns: Sequence[SpokenTurn]) -> int:
    start, end = sentence.words[0].start, sentence.words[-1].end
    return max(
        range(len(turns)),
        key=lambda at: min(turns[at].end, end) - max(turns[at].start, start),
    )


class Net(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        channels = CHANNELS
        self.narrow = nn.Linear(width, channels)
        self.wide = nn.Conv1d(channels, channels, 2 * REACH[0] + 1, padding=REACH[0])
        self.wider = nn.Conv1d(channels, channels, 2 * REACH[1] + 1, padding=REACH[1])
        self.out = nn.Linear(3 * channels, 2 * len(KINDS))
        self.shown, self.kept = nn.Dropout(0.2), nn.Dropout(DROP)

    def forward(self, seen: Tensor, mask: Tensor) -> Tensor:
        own = F.relu(self.narrow(self.shown(seen))) * mask
        around = F.relu(self.wide(self.kept(own).transpose(1, 2))).transpose(1, 2) * mask
        further = F.relu(self.wider(self.kept(around).transpose(1, 2))).transpose(1, 2)
        return self.out(self.kept(torch.cat([own, around, further], -1)))


def trained(given: Sequence[Lesson], seed: int, mean: Floats, scale: Floats) -> Net:
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    chance = np.random.default_rng(seed)
    net = Net(given[0].seen.shape[1])
    steps = EPOCHS * -(-len(given) // BATCH)
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps)
    shown = [torch.from_numpy((each.seen - mean) / scale) for each in given]
    for epoch in range(EPOCHS):
        order = sorted(chance.permutation(len(given)), key=lambda at: len(shown[at]) // 12)
        batches = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
        chance.shuffle(batches)
        for batch in batches:
            optimizer.zero_grad()
            loss = _loss(net, [given[at] for at in batch], [shown[at] for at in batch], epoch)
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    return net.eval()


def _loss(net: Net, given: Sequence[Lesson], shown: Sequence[Tensor], epoch: int) -> Tensor:
    padded = nn.utils.rnn.pad_sequence(list(shown), batch_first=True)
    mask = torch.zeros(padded.shape[:2])
    for row, each in enumerate(shown):
        mask[row, : len(each)] = 1
    flat, naming = net(padded, mask[..., None])[mask.bool()].chunk(2, -1)
    scenes, offset = [], 0
    for each in given:
        scenes.append(torch.tensor(each.scenes) + offset)
        offset += len(each.tags)
    index = torch.cat(scenes)
    tags = torch.from_numpy(np.concatenate([each.tags for each in given]))
    first = torch.from_numpy(np.concatenate([each.first for each in given]))
    nothing = torch.zeros_like(tags).index_add(0, index, F.softplus(flat))
    expected = torch.zeros_like(tags).index_add(0, index, torch.sigmoid(flat))
    there = -torch.log((1 - torch.exp(-nothing)).clamp(min=1e-6))
    tagged = (tags > 0).float()
    many = (expected - tags).clamp(min=0)
    by_scene = (tagged * (1.5 * there + many) + (1 - tagged) * nothing).sum()
    by_sentence = F.binary_cross_entropy_with_logits(flat, first, reduction="sum")
    names = torch.from_numpy(np.concatenate([each.names for each in given]))
    by_sentence = by_sentence + F.binary_cross_entropy_with_logits(
        naming, names.clamp(min=0), weight=(names >= 0).float(), reduction="sum"
    )
    share = max(0.1, 0.7 - epoch / EPOCHS)
    return (share * by_sentence + (1 - share) * by_scene) / len(flat) * 10


def scored(nets: Sequence[Net], seen: Floats, mean: Floats, scale: Floats) -> Floats:
    with torch.no_grad():
        shown = torch.from_numpy((seen - mean) / scale)[None]
        mask = torch.ones(1, len(seen), 1)
        found = [net(shown, mask)[0].numpy() for net in nets]
    return np.mean(found, 0)


def normal(given: Sequence[Lesson]) -> tuple[Floats, Floats]:
    seen = np.concatenate([each.seen for each in given])
    return seen.mean(0), seen.std(0) + np.float32(0.3)


def judged(one: Lesson, scores: Floats) -> Iterator[tuple[int, bool]]:
    """By suggestion: its kind's number, and whether it is right."""
    kept = [each for each in one.ruled if not vetoed(scores.tolist(), each)]
    found = [*((kind, start) for kind, start, _ in kept), *chosen(scores.tolist(), kept)]
    left = one.tags.copy()
    for kind, at in found:
        column = KINDS.index(kind)
        right = left[one.scenes[at], column] > 0
        left[one.scenes[at], column] -= right
        yield column, bool(right)


Curve = list[tuple[float, int, int]]
"""By threshold: it, right and wrong ones."""


def curves(held: Sequence[tuple[Lesson, Floats]]) -> dict[tuple[str, int], Curve]:
    found: dict[tuple[str, int], Curve] = {}
    held = [(one, scores[:, : len(KINDS)]) for one, scores in held]
    for threshold in np.arange(-3, 4.01, 0.1):
        counts: dict[tuple[str, int, bool], int] = {}
        for one, scores in held:
            for column, right in judged(one, scores - np.float32(threshold)):
                key = (one.language, column, right)
                counts[key] = counts.get(key, 0) + 1
        for language in LANGUAGES:
            for column in range(len(KINDS)):
                found.setdefault((language, column), []).append(
                    (
                        float(threshold),
                        counts.get((language, column, True), 0),
                        counts.get((language, column, False), 0),
                    )
                )
    return found


def best(curve: Curve, least: float = RIGHT) -> tuple[float, int, int]:
    """The point with most right ones of those precise enough; else the most precise one."""
    fine = [point for point in curve if point[1] >= least * (point[1] + point[2])]
    if fine:
        return max(fine, key=lambda point: (point[1], point[0]))
    return max(curve, key=lambda point: point[1] / max(1, point[1] + point[2]))


def held_out(
    given: Sequence[Lesson], networks: int = 1, heard: Sequence[Lesson] = ()
) -> list[tuple[Lesson, Floats]]:
    """The plain meetings, and those ``heard``, scored by networks that never saw their authors."""
    found = []
    for author in sorted({each.author for each in given}):
        rest = [each for each in given if each.author != author]
        mean, scale = normal(rest)
        nets = [trained(rest, seed, mean, scale) for seed in range(networks)]
        found += [
            (each, scored(nets, each.seen, mean, scale))
            for each in (*(one for one in given if one.plain), *heard)
            if each.author == author
        ]
    return found


def figures(held: Sequence[tuple[Lesson, Floats]]) -> str:
    """Precision and recall by language and kind, at several thresholds."""
    lines = []
    for (language, column), curve in curves(held).items():
        there = int(sum(one.tags[:, column].sum() for one, _ in held if one.language == language))
        line = f"{language} {KINDS[column]:9}{there:5}"
        for least in (0.95, 0.92, 0.9, 0.85, 0.8):
            threshold, right, wrong = best(curve, least)
            line += f" | {threshold:+.2f} {right / max(1, right + wrong):.2f}/{right / there:.2f}"
        lines.append(line)
    return "\n".join(lines)


def thresholds(held: Sequence[tuple[Lesson, Floats]]) -> Floats:
    """By language and kind, the score above which suggestions are precise enough."""
    found = curves(held)
    return np.array(
        [
            [best(found[language, column])[0] for column in range(len(KINDS))]
            for language in LANGUAGES
        ],
        np.float32,
    )


def written(given: Sequence[Lesson], limits: Floats, target: Path = WEIGHTS) -> None:
    """Train on all meetings, and write the weights in half precision."""
    mean, scale = normal(given)
    stored: dict[str, NDArray[np.floating[Any]] | int] = {
        "mean": mean,
        "scale": scale,
        "thresholds": limits,
        "count": NETWORKS,
    }
    for number in range(NETWORKS):
        net = trained(given, number, mean, scale)
        for name, layer in (
            ("narrow", net.narrow), ("wide", net.wide), ("wider", net.wider), ("out", net.out)
        ):
            weights = layer.weight.detach().numpy()
            turned = weights.T if weights.ndim == 2 else weights.transpose(2, 1, 0)
            stored[f"{name}{number}"] = turned.astype(np.float16)
            stored[f"{name}_bias{number}"] = layer.bias.detach().numpy().astype(np.float16)
    np.savez_compressed(target, **stored)


def main(arguments: Sequence[str]) -> int:
    """Hold each author out for the thresholds, then learn from all and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--figures", action="store_true", help="write nothing")
    options = parser.parse_args(arguments)
    given = list(lessons(SentenceEncoder(), noisy=NOISY))
    held = held_out(given)
    sys.stdout.write(figures(held) + "\n")
    if not options.figures:
        written(given, thresholds(held))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
