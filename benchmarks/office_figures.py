"""How well office pages were read: words, order, signs, figures, doubts.

The functions are pure. Words are compared in the spelling of ``tools.compare``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field, fields, replace

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from benchmarks import labelling
from benchmarks.draft_words import DraftWord, Row
from benchmarks.labelling import Marks
from tools import compare
from tools.samples import Print, Sample

SIGNS = "§€²°×–„“½¼¾☐☒%"
"""What is counted as found or not, beside words."""
_ALIKE = 0.5
"""Share of wrong letters up to which a word is taken for another one."""
_SAME_LABEL, _SAME_VALUE = 70.0, 75.0
"""How alike what was read is to a label and to its value, of 100."""


@dataclass(frozen=True, slots=True)
class Truth:
    """The text of a page and what else is known of it."""

    text: str
    blocks: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    aside: str = ""


def truth_of(sample: Sample) -> Truth:
    """What is known of a made page, for comparing."""
    known = sample.print or Print()
    return Truth(sample.text, known.blocks, known.pairs, known.aside)


@dataclass(frozen=True, slots=True)
class Match:
    """A true word, and what was read for it; None where there is nothing."""

    true: str | None
    read: str | None
    marked: bool = False
    at: int | None = None
    """The place of the true word among all."""
    token: int | None = None
    """The same for what stands between spaces: "E-Mail" is two words."""

    @property
    def right(self) -> bool:
        """Whether it was read as it stands there."""
        return self.true == self.read


def matches(truth: str, words: Iterable[DraftWord]) -> list[Match]:
    """Each true word with what was read for it, then what was invented.

    First in order, then wherever a word is left over, then the most similar ones,
    then what stands in its place, though no letter is the same.
    """
    tokens = [(text, at) for at, token in enumerate(truth.split()) for text in compare.words(token)]
    wanted = [text for text, _ in tokens]
    got = [(text, word.marked) for word in words for text in compare.words(word.text)]
    texts = [text for text, _ in got]
    pairs = _pairs(wanted, texts)
    taken = set(pairs.values())
    nothing: tuple[str | None, bool] = (None, False)
    found = []
    for at, (text, token) in enumerate(tokens):
        read, marked = got[pairs[at]] if at in pairs else nothing
        found.append(Match(text, read, marked, at, token))
    return found + [Match(None, *each) for at, each in enumerate(got) if at not in taken]


def _pairs(wanted: Sequence[str], got: Sequence[str]) -> dict[int, int]:
    """Which word was read for which true one, by their places."""
    pairs: dict[int, int] = {}
    replaced: set[tuple[int, int]] = set()
    opposite: list[tuple[int, int]] = []
    for step in Levenshtein.opcodes(wanted, got):
        here = range(step.src_start, step.src_end)
        there = range(step.dest_start, step.dest_end)
        if step.tag == "equal":
            pairs.update(zip(here, there, strict=True))
        else:
            replaced.update((i, k) for i in here for k in there)
            opposite += zip(here, there, strict=False)
    taken = set(pairs.values())
    missing = [at for at in range(len(wanted)) if at not in pairs]
    left = [at for at in range(len(got)) if at not in taken]
    distances = (
        (
            wanted[i] != got[k] and (i, k) not in replaced,
            _distance(wanted[i], got[k]),
            abs(i - k),
            i,
            k,
        )
        for i in missing
        for k in left
    )
    for _, distance, _, i, k in sorted(distances):
        if distance <= _ALIKE and i not in pairs and k not in taken:
            pairs[i] = k
            taken.add(k)
    for i, k in opposite:  # "I" for "1" has no letter of it, but stands in its place
        if i not in pairs and k not in taken:
            pairs[i] = k
            taken.add(k)
    return pairs


def _distance(wanted: str, got: str) -> float:
    return Levenshtein.normalized_distance(wanted, got)


def without_aside(words: Sequence[DraftWord], truth: str, aside: str) -> tuple[DraftWord, ...]:
    """What was read without the words of stamps that may be left unread."""
    surplus = Counter(compare.words(" ".join(word.text for word in words)))
    surplus.subtract(compare.words(truth))
    free = Counter(compare.words(aside))
    kept = []
    for word in words:
        parts = compare.words(word.text)
        if parts and all(free[part] > 0 and surplus[part] > 0 for part in parts):
            free.subtract(parts)
            surplus.subtract(parts)
        else:
            kept.append(word)
    return tuple(kept)


def text_without_aside(truth: Truth, found: str) -> str:
    """The same for a text, which stays as it is where nothing may be left unread."""
    if not truth.aside:
        return found
    words = without_aside([DraftWord(word) for word in found.split()], truth.text, truth.aside)
    return " ".join(word.text for word in words)


def in_found_order(blocks: Sequence[str], found: str) -> str:
    """The blocks in the order in which ``found`` has them.

    A sidebar may be read before a letter or after it, but not between its lines.
    """
    got = compare.words(found)
    taken: set[int] = set()
    places: list[tuple[int, int]] = []
    for number in sorted(range(len(blocks)), key=lambda number: -len(blocks[number])):
        wanted = compare.words(blocks[number])
        size = max(1, len(wanted))
        spots = range(max(1, len(got) - size + 1))
        cost = {
            at: Levenshtein.distance(wanted, got[at : at + size])
            + len(taken.intersection(range(at, at + size)))
            for at in spots
        }
        best = min(spots, key=lambda at: (cost[at], at))
        taken.update(range(best, best + size))
        places.append((best, number))
    return "\n".join(blocks[number] for _, number in sorted(places))


def beside(pairs: Iterable[tuple[str, str]], rows: Sequence[str]) -> int:
    """For how many pairs a row has the label and right after it the value.

    A wrong letter or two are no matter; neither are spaces.
    """
    plain = [_joined(row) for row in rows]
    return sum(any(_has(row, *map(_joined, pair)) for row in plain) for pair in pairs)


def _joined(text: str) -> str:
    return "".join(compare.words(text))


def _has(row: str, label: str, value: str) -> bool:
    """Whether ``value`` comes right after ``label``, give or take a letter."""
    return any(
        fuzz.ratio(label, row[start : start + len(label)]) >= _SAME_LABEL
        and any(
            fuzz.ratio(value, row[at : at + len(value)]) >= _SAME_VALUE
            for at in range(start + len(label) - 1, start + len(label) + 3)
        )
        for start in range(len(row))
    )


@dataclass(frozen=True, slots=True)
class Figures:
    """What stands between spaces and has a digit: all, wrong ones, silent ones."""

    all: int
    wrong: int
    silent: int
    """Wrong, and nothing that was read for it is marked; lost, and the word before is not, either;
    invented and not marked."""


def figures(found: Sequence[Match]) -> Figures:
    """The amounts, dates and numbers among ``found``."""
    tokens: dict[int, list[Match]] = {}
    for match in found:
        if match.token is not None:
            tokens.setdefault(match.token, []).append(match)
    printed = [parts for parts in tokens.values() if any(_digits(part.true) for part in parts)]
    wrong = [parts for parts in printed if not all(part.right for part in parts)]
    marked = {at for at, parts in tokens.items() if any(part.marked for part in parts)}
    unmarked = sum(not _is_told(parts, marked) for parts in wrong)
    invented = sum(
        match.token is None and _digits(match.read) and not match.marked for match in found
    )
    return Figures(len(printed), len(wrong), unmarked + invented)


def _is_told(parts: Sequence[Match], marked: Container[int]) -> bool:
    """Whether a wrong figure is marked, or the word before a lost one."""
    at = parts[0].token
    lost = all(part.read is None for part in parts)
    return at in marked or (at is not None and lost and at - 1 in marked)


def _digits(word: str | None) -> bool:
    return any(sign.isdigit() for sign in word or "")


@dataclass(frozen=True, slots=True)
class Reading:
    """Counts over some pages; the sum of two is one over both."""

    words: int = 0
    missing: int = 0
    """True words that were not read, wherever they stand."""
    wrong: int = 0
    """Missing or invented ones, whichever are more."""
    out_of_order: int = 0
    """Words to change so that they are the true ones in their order."""
    signs: int = 0
    """Paragraph signs printed."""
    signs_found: int = 0
    figures: int = 0
    """As ``Figures`` counts them."""
    figures_wrong: int = 0
    figures_silent: int = 0
    pairs: int = 0
    pairs_beside: int = 0
    marks: Marks = field(default_factory=Marks)
    """Of the draft's words, as ``labelling`` defines them."""

    def __add__(self, other: Reading) -> Reading:
        """Both together."""
        return Reading(
            *(getattr(self, each.name) + getattr(other, each.name) for each in fields(self))
        )


def reading_of_text(truth: Truth, found: str) -> Reading:
    """Words, order, signs, figures and pairs of what a PDF holds.

    A pair is beside if its value follows the label, be it on the next line.
    """
    found = text_without_aside(truth, found)
    words = [DraftWord(word) for word in found.split()]
    return _common(truth, found, [" ".join(found.split())], matches(truth.text, words))


def reading_of_draft(truth: Truth, rows: Sequence[Row]) -> tuple[Reading, list[Match]]:
    """The same of a draft, with its marks; a pair is beside in one row."""
    words = without_aside([word for row in rows for word in row], truth.text, truth.aside)
    found = matches(truth.text, words)
    lines = [" ".join(word.text for word in row) for row in rows]
    text = " ".join(word.text for word in words)
    labels = labelling.read(truth.text, [word.text for word in words], aside=truth.aside)
    marks = labelling.marks(zip(labels, (word.marked for word in words), strict=True))
    return replace(_common(truth, text, lines, found), marks=marks), found


def _common(truth: Truth, found: str, rows: Sequence[str], pairs: Sequence[Match]) -> Reading:
    wanted, got = Counter(compare.words(truth.text)), Counter(compare.words(found))
    missing, invented = wanted - got, got - wanted
    ordered = in_found_order(truth.blocks, found) if truth.blocks else truth.text
    numbers = figures(pairs)
    return Reading(
        words=wanted.total(),
        missing=missing.total(),
        wrong=max(missing.total(), invented.total()),
        out_of_order=Levenshtein.distance(compare.words(ordered), compare.words(found)),
        signs=truth.text.count("§"),
        signs_found=min(truth.text.count("§"), found.count("§")),
        figures=numbers.all,
        figures_wrong=numbers.wrong,
        figures_silent=numbers.silent,
        pairs=len(truth.pairs),
        pairs_beside=beside(truth.pairs, rows),
    )


def signs_found(truth: str, found: str) -> dict[str, tuple[int, int]]:
    """Of each sign that was printed, how many were found and printed."""
    return {
        sign: (min(truth.count(sign), found.count(sign)), truth.count(sign))
        for sign in SIGNS
        if sign in truth
    }
