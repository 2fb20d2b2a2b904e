"""Ratios, scores and verdicts on reading, and the page for docs/.

The functions are pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.figures import Race, Spread, Verdict, percent, race_heads, table, verdict_table
from benchmarks.office_tables import HOW, NOISY, Office, office_tables, office_verdicts
from tools import compare

_WORDS_GOAL, _NOISY_GOAL = 0.5, 0.33
"""Our wrong words as a part of theirs."""
_FLOOR_GOAL, _MEMORY_GOAL, _GROWTH_GOAL_KB = 1.15, 1.2, 6.0
_RATES = {"cer": "CER", "wer": "WER", "in_order": "WER in order"}
KB = 1000
"""What the goal for the size counts in, bytes."""


@dataclass(frozen=True, slots=True)
class Score:
    """How well pages were read.

    ``cer`` and ``wer``: wrong characters and words wherever they stand, per true one. ``in_order``:
    the word error rate in reading order, where only one is right. ``umlauts``: share of the words
    with ä ö ü ß that were found, where there are any.
    """

    cer: float
    wer: float
    in_order: float | None = None
    umlauts: float | None = None

    @classmethod
    def of(cls, read: Sequence[tuple[str, str]], *, ordered: bool) -> Score:
        """The score over pairs of truth and found text; long pages weigh more.

        At least one pair.
        """
        sizes = [max(1, len(compare.words(truth))) for truth, _ in read]
        letters = [max(1, sum(map(len, compare.words(truth)))) for truth, _ in read]
        truths, found = ("\n".join(texts) for texts in zip(*read, strict=True))
        return cls(
            cer=_weighted_mean(
                [compare.loose_character_error_rate(*each) for each in read], letters
            ),
            wer=_weighted_mean([compare.loose_word_error_rate(*each) for each in read], sizes),
            in_order=_weighted_mean([compare.word_error_rate(*each) for each in read], sizes)
            if ordered
            else None,
            umlauts=compare.umlaut_recall(truths, found),
        )


def _weighted_mean(rates: Sequence[float], weights: Sequence[int]) -> float:
    return sum(rate * weight for rate, weight in zip(rates, weights, strict=True)) / sum(weights)


@dataclass(frozen=True, slots=True)
class Group:
    """How one kind of page was read, over the files that every side made.

    Ours over all it made if they made none.

    ``theirs``: by the name of a way to run OCRmyPDF. ``lost``: files without a result, ours and
    theirs; ``reluctant``: files that OCRmyPDF took only after it had been told their resolution.
    ``office``: what is known of made office pages only.
    """

    name: str
    files: int
    ours: Score | None
    theirs: dict[str, Score]
    lost: tuple[int, int] = (0, 0)
    reluctant: int = 0
    office: Office | None = None

    @property
    def best(self) -> Score | None:
        """The better of their ways, by wrong characters, then words in order."""
        return min(
            self.theirs.values(), key=lambda score: (score.cer, score.in_order or 0), default=None
        )


@dataclass(frozen=True, slots=True)
class Speed:
    """All races, and CPU seconds per page of recognition alone by languages."""

    races: tuple[Race, ...]
    floor: dict[str, Spread]
    floor_ratio: dict[str, Spread]
    memory: tuple[tuple[int, int], ...] = ()
    """Pages and peak bytes of the short and the long document."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What we left of one document.

    Growth in KB per page; pages that one image fills, and how many of those changed.
    """

    name: str
    growth: float
    images: int
    changed: int


def verdicts_of_races(races: Iterable[Race]) -> tuple[Verdict, ...]:
    """Verdicts on CPU time, and on wall time for several pages at a time."""
    return tuple(
        Verdict(f"{race.name}: CPU", race.cpu.middle, race.goal)
        if race.jobs == 1
        else Verdict(f"{race.name}: wall time", race.wall.middle, race.goal)
        for race in races
        if race.goal is not None
    )


def verdicts_of_groups(groups: Iterable[Group]) -> tuple[Verdict, ...]:
    """The error rates of each group against the better of their ways.

    In percent; of the wrong words half of theirs is the goal, a third on noisy pages.
    """
    return tuple(
        Verdict(f"{group.name}: {name}", 100 * ours, 100 * theirs * _part(group.name, field), "%")
        for group in groups
        for field, name in _RATES.items()
        if (ours := getattr(group.ours, field, None)) is not None
        and (theirs := getattr(group.best, field, None)) is not None
    )


def _part(group: str, field: str) -> float:
    """Which part of their error rate is our goal."""
    if field != "wer":
        return 1.0
    return _NOISY_GOAL if group.startswith(NOISY) else _WORDS_GOAL


@dataclass(frozen=True, slots=True)
class Results:
    """All measurements; ``speed`` or ``groups`` may be missing."""

    speed: Speed | None
    groups: tuple[Group, ...]
    kept: tuple[Kept, ...]

    def verdicts(self) -> tuple[Verdict, ...]:
        """Every goal that something was measured for."""
        office = office_verdicts(self.office)
        return (*self._of_speed(), *self._of_bytes(), *verdicts_of_groups(self.groups), *office)

    @property
    def office(self) -> tuple[Office, ...]:
        """The groups of office pages."""
        return tuple(group.office for group in self.groups if group.office)

    def _of_speed(self) -> Iterator[Verdict]:
        if self.speed is None:
            return
        yield from verdicts_of_races(self.speed.races)
        for way, ratio in self.speed.floor_ratio.items():
            yield Verdict(
                f"scan, against recognition alone ({way}): CPU", ratio.middle, _FLOOR_GOAL
            )
        if self.speed.memory:
            (short, little), (long, much) = self.speed.memory
            yield Verdict(f"peak memory, {long} pages against {short}", much / little, _MEMORY_GOAL)

    def _of_bytes(self) -> Iterator[Verdict]:
        if self.kept:
            worst = max(self.kept, key=lambda kept: kept.growth)
            yield Verdict(
                f"size, worst of {len(self.kept)}: {worst.name}",
                worst.growth,
                _GROWTH_GOAL_KB,
                "KB/page",
            )
        if images := sum(kept.images for kept in self.kept):
            changed = sum(kept.changed for kept in self.kept)
            yield Verdict(f"images changed, of {images} that fill a page", changed, 0, "")


# Markdown


def race_table(races: Iterable[Race]) -> str:
    """Seconds, memory and ratios of all races."""
    heads = ("document", "at once", *race_heads("page", "OCRmyPDF"))
    return table(heads, ((race.name, str(race.jobs), *race.cells()) for race in races))


def group_table(groups: Sequence[Group], fields: dict[str, str]) -> str:
    """The named fields of all scores in percent, ours beside theirs."""
    ways = list(dict.fromkeys(way for group in groups for way in group.theirs))
    heads = [f"{name} {column}" for name in fields.values() for column in ("ours", *ways)]
    rows = []
    for group in groups:
        scores = [group.ours, *(group.theirs.get(way) for way in ways)]
        rows.append(
            (
                group.name,
                *(percent(getattr(score, field, None)) for field in fields for score in scores),
            )
        )
    return table(("pages", *heads), rows)


def loss_table(groups: Iterable[Group]) -> str:
    """The groups with missing files.

    Files without a result, and those that OCRmyPDF took on a second try.
    """
    rows = [
        (group.name, *map(str, (group.files, *group.lost, group.reluctant)))
        for group in groups
        if any(group.lost) or group.reluctant
    ]
    heads = (
        "pages",
        "files",
        "no result, ours",
        "no result, OCRmyPDF",
        "OCRmyPDF had to be told the dpi",
    )
    return table(heads, rows) if rows else "Both made every file."


def document(results: Results, *, about: str, again: str, plot: str | None = None) -> str:
    """The page for docs/, with all that is needed to measure again.

    ``plot`` lies beside it under this name.
    """
    parts = [
        "# Ours and OCRmyPDF on the same pages",
        about,
        *([f"![CPU seconds per page, wrong characters]({plot})"] if plot else []),
    ]
    parts += ["## Goals", verdict_table(results.verdicts())]
    if results.speed:
        floor = ", ".join(f"{each} ({way})" for way, each in results.speed.floor.items())
        parts += ["## Cost", race_table(results.speed.races)]
        parts += [
            (
                f"Recognition alone, in one process with its models loaded: CPU seconds per "
                f"page {floor}."
            )
        ]
        parts += [_HOW_COST]
    if results.groups:
        rates, texts = (
            {"cer": "CER", "wer": "WER"},
            {"in_order": "WER in order", "umlauts": "ä ö ü ß"},
        )
        parts += [
            "## Accuracy, percent",
            *(group_table(results.groups, fields) for fields in (rates, texts)),
        ]
        parts += [loss_table(results.groups), _HOW_ACCURACY]
    if results.office:
        parts += ["## Office pages", office_tables(results.office), HOW]
    return "\n\n".join((*parts, f"Again: `{again}`")) + "\n"


_HOW_COST = """Scan: a PDF of grey JPEG pages, 300 dpi, German and English. CPU: user and system
time of the command and all its children (`getrusage`), start-up included; both sides are started
for each document. Ratios: median of the pairs, and their range. Peak memory: the largest sum of
proportional set sizes of the whole process tree, ten looks a second. OCRmyPDF: `-l deu+eng -jN`,
else its defaults; ours: `--settle 0`, `processes = N`, else its defaults; it also writes a DOCX
draft and keeps the original."""

_HOW_ACCURACY = """Both PDFs are read with `pdftotext` and scored over the files that all made;
lower case, punctuation dropped, broken words joined. CER and WER: wherever the words stand, each
wrong one against the most similar one left over. A word that `pdftotext` tears apart, as it does in
the sloping layer of a skewed page, is wrong, as it is for somebody who searches for it. WER in
order: what somebody who copies the text gets, for pages with one right order. ä ö ü ß: share of the
words with such a letter that were found. Goals: the better of OCRmyPDF's two ways (`-d -r`:
`--deskew --rotate-pages`), by CER. Made pages: `tools/samples.py`, seed 1; above 300 dpi enlarged
from 300. Real pages: `../shared/data/scans`."""
