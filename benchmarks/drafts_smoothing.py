"""How well spoken words are smoothed.

On sentences with a typist's version; half of them must stay as they are.

Beside Schreibstube stand two ways that others go: text2num, which writes numbers in words as
figures, and a list of fillers of both languages deleted together with every word that is said
twice.

python -m benchmarks.drafts_smoothing [--wrong]
"""

from __future__ import annotations

import csv
import re
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from text_to_num import alpha2digit

from benchmarks.mistakes import Mistake, print_figures
from pipeline.core.model import SpokenWord
from pipeline.core.wording.smoothing import smoothing_edits

_RESOURCES = Path(__file__).parents[1] / "tests" / "resources"
_LANGUAGES = {"de": "German", "en": "English"}
_KINDS = {
    "filler": "fillers",
    "stutter": "stutters",
    "amount": "amounts, percentages",
    "number": "other numbers",
    "time": "times",
    "date": "dates",
    "iban": "IBANs",
    "keep": "look-alikes that stay",
}
_RECORDED = date(2026, 11, 26)
_SPEEDS = 20
"""Times that all sentences are smoothed to measure the speed."""


class Sentence(NamedTuple):
    """A sentence as Whisper writes it, and as a typist writes it.

    ``part`` and ``kind`` are explained in tests/resources/README.md.
    """

    language: str
    part: str
    kind: str
    said: str
    written: str


def section() -> str:
    """The section of docs/benchmarks/drafts.md, in Markdown."""
    every = [sentence for language in _LANGUAGES for sentence in sentences(language)]
    words = sum(len(sentence.said.split()) for sentence in every)
    ways = (
        ("Schreibstube", _ours),
        ("text2num alone", _text2num),
        ("a list of fillers, all doublings", _blunt),
    )
    rows = "\n".join(_way(name, way, every) for name, way in ways)
    return f"""## Smoothing

Sentences that read as a typist would write them, of all:

{_by_kind(every)}

The same sentences, both parts, and other ways:

| way | to change, right | look-alikes, left alone |
|---|--:|--:|
{rows}

{len(every)} sentences as Whisper base writes them (`tests/resources/smoothing_*.tsv`). What was
held out has taught the rules something since; what it showed at first sight stands in
[drafts.md](../drafts.md#smoothing). A sentence counts only if every character is right. text2num is
made for numbers only, and groups no figures. CPU: {_speed(every) / words * 1e6:.0f} microseconds a
word.
"""


def sentences(language: str) -> list[Sentence]:
    """The sentences of a language, in the order of writing."""
    with (_RESOURCES / f"smoothing_{language}.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Sentence(language, row["part"], row["kind"], row["said"], row["written"])
            for row in rows
        ]


def mistakes() -> Iterator[Mistake]:
    """The sentences that do not read as a typist would write them.

    Those that were held out have taught the rules something since, and are shown like the others.
    """
    for language in _LANGUAGES:
        for sentence in sentences(language):
            if (made := _ours(sentence)) != sentence.written:
                label = f"{language}, {sentence.part}, {sentence.kind}"
                yield Mistake(label, sentence.said, sentence.written, made)


def _by_kind(sentences: Sequence[Sentence]) -> str:
    columns = [(language, part) for language in _LANGUAGES for part in ("tuning", "held")]
    names = {"tuning": "", "held": ", held out"}
    head = "".join(f" | {_LANGUAGES[language]}{names[part]}" for language, part in columns)
    lines = [f"| {head} |", "|---" + "|--:" * len(columns) + "|"]
    for kinds, name in [
        *(((kind,), name) for kind, name in _KINDS.items()),
        (tuple(_KINDS), "**all**"),
    ]:
        cells = [
            _share(
                [
                    one
                    for one in sentences
                    if (one.language, one.part) == column and one.kind in kinds
                ],
                _ours,
            )
            for column in columns
        ]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _way(name: str, way: Callable[[Sentence], str], sentences: Sequence[Sentence]) -> str:
    alike = [sentence for sentence in sentences if sentence.kind == "keep"]
    others = [sentence for sentence in sentences if sentence.kind != "keep"]
    return f"| {name} | {_share(others, way)} | {_share(alike, way)} |"


def _share(sentences: Sequence[Sentence], way: Callable[[Sentence], str]) -> str:
    if not sentences:
        return "–"
    return f"{sum(way(sentence) == sentence.written for sentence in sentences)} of {len(sentences)}"


def _ours(sentence: Sentence) -> str:
    text = sentence.said
    for edit in reversed(smoothing_edits(_words_of(text), sentence.language, day=_RECORDED)):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _words_of(text: str) -> list[SpokenWord]:
    """The words, one after the other without a pause."""
    return [
        SpokenWord(word, 0.3 * at, 0.3 * at + 0.25, 1.0) for at, word in enumerate(text.split())
    ]


def _text2num(sentence: Sentence) -> str:
    return str(alpha2digit(sentence.said, sentence.language))


_FILLERS = re.compile(r"\b(?:äh|ähm|öhm|hm|hmm|mhm|uh|um|er|erm|you know)\b[,.]*\s*", re.IGNORECASE)
_TWICE = re.compile(r"\b(\w+)\b(?:[,.…]*\s+\1\b)+", re.IGNORECASE)


def _blunt(sentence: Sentence) -> str:
    text = _TWICE.sub(r"\1", _FILLERS.sub("", sentence.said))
    return text[:1].upper() + text[1:]


def _speed(sentences: Sequence[Sentence]) -> float:
    """Seconds of CPU that one round through all sentences takes."""
    before = time.process_time()
    for _ in range(_SPEEDS):
        for sentence in sentences:
            smoothing_edits(_words_of(sentence.said), sentence.language, day=_RECORDED)
    return (time.process_time() - before) / _SPEEDS


if __name__ == "__main__":
    print_figures(section, mistakes)
