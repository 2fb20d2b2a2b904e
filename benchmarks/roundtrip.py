"""How well corrected words find back to where they were.

python -m benchmarks.roundtrip [--target FILE]

An editor with a seed changes texts, so that each word's origin is known (``edited_texts``). `make
bench-roundtrip` writes docs/benchmarks/roundtrip.md.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from itertools import groupby
from pathlib import Path

from benchmarks.edited_texts import (
    HEAVY,
    LIGHT,
    LOST,
    Edited,
    Editing,
    Text,
    edited,
    made_text,
    real_texts,
    talks,
    whole_day,
)
from benchmarks.edited_words import words_right
from benchmarks.metering import machine, measure
from benchmarks.pages import DAY, say
from benchmarks.roundtrip_files import files_page
from pipeline.core.corrections.alignment import Alignment, align
from pipeline.core.corrections.corrected_pages import corrected_scan
from pipeline.core.corrections.corrected_talk import corrected_recording
from pipeline.core.corrections.model import FinalWord
from pipeline.core.model import Box, Page, Recording, Scan, SpokenWord, Utterance, Word

_SEEDS = (1, 2, 3)
_HELD_OUT_SEEDS = (1001, 1002)
_WIDTH, _HEIGHT, _DPI = 2480, 3508, 300
_POINT = _DPI / 72
"""Pixels of a point."""
_LONG_PAGES = 2000

_HEAD = """# The way back: where corrected words go

{day}: {machine}. All at once: `make bench-roundtrip`.

The goals: words aligned right ≥ 99.5 % after light editing, ≥ 97.5 % after heavy; words that nobody
changed at most a point from where they stood; 2,000 pages or 10 hours within a minute.

## Words aligned

An editor with a seed changes made letters, true texts of real scans, and meetings; each word's
origin is known (`benchmarks/edited_texts.py`). Light: 2 % of the words misspelt, 1 % exchanged,
split, joined, put in or left out. Heavy: 6 % misspelt, 7 % exchanged, split, joined, put in or left
out, 2 % of the sentences put in and as many left out, 5 % of the paragraphs moved, 8 % of the pages
gone. Touched: words of the draft that were changed, deleted or moved. Right: exactly the words that
it was made of, or none for what was put in or deleted; a word that is not sure counts as none where
there is none. In place: unchanged words within a point of where they were printed. Held out: other
texts and seeds, of which only these numbers were looked at.

| texts | editing | part | words | touched | aligned right | in place |
|---|---|---|--:|--:|--:|--:|
"""
_LONG_HEAD = """
## Long documents

Heavy editing without bookmarks, which is the harder case, and a text of which no word is left.
CPU seconds in a process of its own; memory: all of it, with the draft, the pages and the text.

| document | words | align, CPU | place, CPU | memory |
|---|--:|--:|--:|--:|
"""


@dataclass(frozen=True, slots=True)
class _Score:
    words: int = 0
    right: int = 0
    unchanged: int = 0
    in_place: int = 0
    touched: float = 0
    texts: int = 0

    def __add__(self, other: _Score) -> _Score:
        pairs = zip(astuple(self), astuple(other), strict=True)
        return _Score(*(one + another for one, another in pairs))


def main(arguments: list[str]) -> int:
    """Print or write the page, or run one long document."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", maxsplit=1)[0])
    parser.add_argument("--target", type=Path, help="the page to write; else only printed")
    parser.add_argument("--long", choices=tuple(_LONG), help="only this long document, as JSON")
    options = parser.parse_args(arguments)
    if options.long:
        print(json.dumps(_long(options.long)))
        return 0
    page = _HEAD.format(day=time.strftime(DAY), machine=machine()) + _aligned()
    print(page, flush=True)
    rows = _long_rows() + files_page()
    print(rows)
    if options.target:
        options.target.write_text(page + rows, encoding="utf-8")
    return 0


def _aligned() -> str:
    rows = []
    for name, texts in (
        ("made letters", [made_text(n, 12, held_out=n % 3 == 1) for n in range(9)]),
        ("real scans", real_texts()),
        ("meetings", talks()),
    ):
        for how in (LIGHT, HEAVY, LOST):
            for held_out in (False, True):
                part = [text for text in texts if text.held_out is held_out]
                seeds = _HELD_OUT_SEEDS if held_out else _SEEDS
                score = sum((_score(text, how, seed) for text in part for seed in seeds), _Score())
                rows.append(_row((name, how.name, "held out" if held_out else "known"), score))
        say(name)
    return "\n".join(rows) + "\n"


def _row(names: Iterable[str], score: _Score) -> str:
    place = f"{score.in_place / score.unchanged:.2%}"
    return (
        f"| {' | '.join(names)} | {score.words:,} | {score.touched / score.texts:.0%} "
        f"| {score.right / score.words:.2%} | {place} |"
    )


def _score(text: Text, how: Editing, seed: int) -> _Score:
    made = edited(text, how, seed)
    alignment = align(text.draft, made.final)
    right, words = words_right(text.draft, made, alignment)
    in_place, unchanged = _in_place(text, made, alignment)
    return _Score(words, right, unchanged, in_place, made.touched, 1)


def _in_place(text: Text, made: Edited, alignment: Alignment) -> tuple[int, int]:
    """Unchanged words within a point of their place, and all of them."""
    document = _scan(text)
    found = corrected_scan(document, text.draft, made.final, alignment).scan
    tops: dict[tuple[int, str], list[Box]] = {}
    for page in found.pages:
        for word in page.words:
            tops.setdefault((page.number, word.text), []).append(word.box)
    unchanged = in_place = 0
    for final, origin in zip(made.final, made.origins, strict=True):
        if len(origin) == 1 and text.draft[origin[0]].text == final.text:
            place = text.draft[origin[0]].place
            box = document.pages[place.group - 1].words[place.index].box
            unchanged += 1
            in_place += any(
                abs(box.left - other.left) <= _POINT and abs(box.top - other.top) <= _POINT
                for other in tops.get((place.group, final.text), ())
            )
    return in_place, unchanged


def _scan(text: Text) -> Scan:
    """The pages on which a draft's words are printed, line by line."""
    pages = []
    for number, words in groupby(text.draft, key=lambda word: word.place.group):
        printed: list[Word] = []
        lines = groupby(words, key=lambda word: word.anchor)
        for line, (_, said) in enumerate(lines):
            texts = [word.text for word in said]
            letter = min(20, (_WIDTH - 200) / (sum(map(len, texts)) + len(texts)))
            left, top = 100.0, min(100 + 40 * line, _HEIGHT - 40)
            for each in texts:
                box = Box(left, top, left + letter * len(each), top + 30)
                printed.append(Word(each, box, 0.9, 0, line, line))
                left = box.right + letter
        pages.append(Page(number, _WIDTH, _HEIGHT, _DPI, tuple(printed)))
    return Scan(tuple(pages))


def _recording(text: Text) -> Recording:
    """A recording of a draft's turns, 0.4 seconds a word."""
    utterances = []
    now = 0.0
    for _, words in groupby(text.draft, key=lambda word: word.place.group):
        said = []
        for word in words:
            said.append(SpokenWord(f" {word.text}", now, now + 0.35, 0.9))
            now += 0.4
        utterances.append(Utterance(tuple(said), "de"))
    return Recording(now, tuple(utterances))


# Long documents

_LONG = {
    "pages": "2,000 pages, no bookmarks",
    "replaced": "2,000 pages, every word replaced",
    "hours": "10 hours of talk, no bookmarks",
}


def _long_rows() -> str:
    rows = [_LONG_HEAD.rstrip("\n")]
    for kind, name in _LONG.items():
        with tempfile.TemporaryDirectory() as folder:
            log = Path(folder) / "said.json"
            cost = measure([sys.executable, "-m", "benchmarks.roundtrip", "--long", kind], log=log)
            said = json.loads(log.read_text(encoding="utf-8").splitlines()[-1])
        rows.append(
            f"| {name} | {said['words']:,} | {said['align']:.1f} s | {said['place']:.1f} s "
            f"| {cost.peak_bytes / 1e9:.1f} GB |"
        )
        say(name)
    return "\n".join(rows) + "\n"


def _long(kind: str) -> dict[str, float]:
    """Seconds for one long document."""
    text, made = _long_text(kind)
    document: Scan | Recording = _recording(text) if kind == "hours" else _scan(text)
    began = time.process_time()
    alignment = align(text.draft, made.final)
    aligned = time.process_time()
    match document:
        case Scan():
            corrected_scan(document, text.draft, made.final, alignment)
        case Recording():
            corrected_recording(document, text.draft, made.final, alignment)
    placed = time.process_time()
    return {"words": len(text.draft), "align": aligned - began, "place": placed - aligned}


def _long_text(kind: str) -> tuple[Text, Edited]:
    if kind == "hours":
        text = whole_day()
        return text, edited(text, LOST, 1)
    text = made_text(0, _LONG_PAGES)
    if kind == "pages":
        return text, edited(text, LOST, 1)
    others = tuple(FinalWord(f"{number}x") for number in range(len(text.draft)))
    return text, Edited(others, ((),) * len(others), 1)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
