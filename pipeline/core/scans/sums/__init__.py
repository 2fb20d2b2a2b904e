"""Sums as check digits for amounts.

Nothing in "12,60" says that it was printed as "12,50". The sum that it belongs to does: quantity
times price, a column and its total, net and tax. Where one other reading of one amount makes a
wrong sum right, it is proposed; where none does, the amounts of that sum are named.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from pipeline.core.model import Page, Word
from pipeline.core.scans.sums.columns import columns_of
from pipeline.core.scans.sums.equations import Broken, Ledger
from pipeline.core.scans.sums.figures import Figure, decimal_of, figure_rows
from pipeline.core.scans.sums.labels import is_total
from pipeline.core.scans.sums.ledger import ledger_of
from pipeline.core.scans.sums.misreadings import LIKELY, RARE, misreading, proper_core
from pipeline.core.scans.sums.sheet import Sheet

_FEWEST = 3
"""Amounts without which there is no sum."""
_AMOUNT = re.compile(r"[.,]\d\d\D{0,4}$")
_BARE = re.compile(r"[-–(]?[€$£]?[\d.,'’]*\d[€$£%)]?")
"""A figure without signs that may be specks."""
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+[.,]\d\d")
_TOGETHER = 6
"""Pages that are checked together."""
_MOST_TRIES = 150
"""Readings that are tried; a page of an invoice with a misread amount takes 5 to 20."""
_SURE = 0.9
"""Confidence below which a figure is the likelier one to be wrong."""
_SHORT_SUM = (3, 4)
"""Figures of a short sum: two or three amounts and what they make."""


@dataclass(frozen=True, slots=True)
class SumCheck:
    """What the sums of a document say of its words; words are keyed by page number."""

    readings: Mapping[tuple[int, Word], tuple[str, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    """Words with the readings that make a sum right."""
    disagreeing: Mapping[tuple[int, Word], tuple[str, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    """Amounts of sums that are wrong, and what each may be if only it is wrong."""
    vouched: frozenset[tuple[int, Word]] = frozenset()
    """Words of sums that are right, as they are written."""


NO_SUMS = SumCheck()


def checked_sums(pages: Sequence[Page]) -> SumCheck:
    """What the sums of a document say of its words.

    Nothing where all words came with the document: then they are what its author wrote.
    """
    found = [_checked(pages[at : at + _TOGETHER]) for at in range(0, len(pages), _TOGETHER)]
    return SumCheck(
        {word: texts for each in found for word, texts in each.readings.items()},
        {word: texts for each in found for word, texts in each.disagreeing.items()},
        frozenset(word for each in found for word in each.vouched),
    )


def _checked(pages: Sequence[Page]) -> SumCheck:
    """The same of a few pages: what a sum is of stands near it."""
    amounts = [
        word for page in pages for word in page.words if _AMOUNT.search(word.text) is not None
    ]
    if len(amounts) < _FEWEST or all(word.digital for word in amounts):
        return NO_SUMS
    rows = figure_rows(pages)
    return _Checking(Sheet(rows, columns_of(rows))).result()


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Another value of a figure that would make a sum right."""

    at: int
    value: int
    text: str
    cost: int
    gain: int
    sums: frozenset[int]
    """The wrong sums that it makes right, by their place in the ledger."""


class _Checking:
    """Repairs one figure after the other until nothing more adds up."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._grouped = any(_GROUPED.match(figure.core) for figure in sheet.figures.values())
        self._values: dict[int, int] = {}
        self._readings: dict[int, str] = {}
        self._tied: dict[int, list[str]] = {}
        self._chance: set[int] = set()
        self._less_likely: dict[int, list[str]] = {}
        self._tries = _MOST_TRIES

    def result(self) -> SumCheck:
        ledger = ledger_of(self._sheet, {})
        proved = {at for equation in ledger.held for at in equation.proved or equation.figures}
        while best := self._best(candidates := list(self._candidates(ledger))):
            weak = best[0].gain == 1 and best[0].cost > LIKELY
            if weak or len({each.at for each in best}) > 1:
                self._note(self._tied, best)
                if all(self._is_chance(ledger.broken[number]) for number in best[0].sums):
                    self._chance.update(each.at for each in best)
                continue
            self._values[best[0].at] = best[0].value
            self._readings[best[0].at] = best[0].text
            if not self._is_unsure(best[0]):
                self._note(self._less_likely, _rivals(best[0], candidates))
            ledger = ledger_of(self._sheet, self._values)
        return self._told(ledger, proved)

    def _best(self, candidates: Sequence[_Candidate]) -> list[_Candidate]:
        """The likeliest repair; several if nothing tells those of one sum apart."""
        first = max(candidates, key=lambda each: (each.gain, -each.cost), default=None)
        if first is None:
            return []
        best = [
            each
            for each in candidates
            if (each.gain, each.cost) == (first.gain, first.cost) and each.sums & first.sums
        ]
        unsure = [each for each in best if self._is_unsure(each)]
        return unsure if len({each.at for each in unsure}) == 1 else best

    def _is_unsure(self, candidate: _Candidate) -> bool:
        return self._sheet.figures[candidate.at].word.confidence < _SURE

    def _is_chance(self, broken: Broken) -> bool:
        """Whether it is a short sum without a label, of amounts that were read surely.

        Of shares below each other ("44,00", "31,00", "78,00") one or two are nearly the sum of
        others: on the law pages of two seeds all six amounts that were marked so were right.
        """
        figures = [self._sheet.figures[at] for at in broken.figures]
        label = self._sheet.row_of(figures[-1].at).label
        return (
            not broken.certain
            and not is_total(label)
            and not any(figure.word.confidence < _SURE for figure in figures)
            and len({figure.row for figure in figures}) == len(figures)
            and len(figures) in _SHORT_SUM
        )

    def _candidates(self, ledger: Ledger) -> Iterator[_Candidate]:
        """Repairs that make more sums right than wrong."""
        certain = {each for broken in ledger.broken if broken.certain for each in broken.wanted}
        tried = sorted(self._wanted(ledger), key=lambda each: each[1][0])[: self._tries]
        self._tries -= len(tried)
        for (at, value), (cost, text), sums in tried:
            after = ledger_of(self._sheet, {**self._values, at: value}).held
            gain = len(after - ledger.held) - len(ledger.held - after)
            if gain > 0 and (cost < RARE or gain > 1 or (at, value) in certain):
                yield _Candidate(at, value, text, cost, gain, frozenset(sums))

    def _wanted(
        self, ledger: Ledger
    ) -> Iterator[tuple[tuple[int, int], tuple[int, str], list[int]]]:
        """Figures and values that make wrong sums right, as misread, and which sums these are."""
        wanted: dict[tuple[int, int], list[int]] = {}
        for number, broken in enumerate(ledger.broken):
            if self._tied.keys() & set(broken.figures):
                continue
            for at, value in broken.wanted:
                if at not in self._values and not self._sheet.figures[at].word.digital:
                    wanted.setdefault((at, value), []).append(number)
        for (at, value), sums in wanted.items():
            found = misreading(self._sheet.figures[at], value)
            if found is not None:
                yield (at, value), found, sums

    @staticmethod
    def _note(where: dict[int, list[str]], candidates: Iterable[_Candidate]) -> None:
        for each in candidates:
            where.setdefault(each.at, []).append(each.text)

    def _told(self, ledger: Ledger, proved: Collection[int]) -> SumCheck:
        right = {at for equation in ledger.held for at in equation.figures}
        certain = (broken for broken in ledger.broken if broken.certain)
        wrong = {at for broken in certain for at in broken.figures} - right
        readings: dict[tuple[int, Word], tuple[str, ...]] = {}
        vouched = set()
        for at in sorted(set(proved) - self._readings.keys()):
            figure = self._sheet.figures[at]
            odd = self._grouped and _lacks_groups(figure)  # or printed so, if it was read surely
            if not self._is_proper(figure) or (odd and figure.word.confidence < _SURE):
                if figure.lead is None:
                    readings[figure.page, figure.word] = (_reading(figure, proper_core(figure)),)
            elif not odd and _BARE.fullmatch(figure.word.text):
                vouched.add((figure.page, figure.word))
        for at, text in self._readings.items():
            figure = self._sheet.figures[at]
            readings[figure.page, figure.word] = (_reading(figure, text),)
        disagreeing = {}
        others = {**self._less_likely, **self._tied}
        for at in sorted(wrong | (others.keys() - self._chance)):
            figure = self._sheet.figures[at]
            if not figure.word.digital and at not in self._readings:
                texts = dict.fromkeys(_reading(figure, text) for text in others.get(at, ()))
                disagreeing[figure.page, figure.word] = tuple(texts)
        return SumCheck(readings, disagreeing, frozenset(vouched - disagreeing.keys()))

    def _is_proper(self, figure: Figure) -> bool:
        """Whether it is written as its page writes its amounts."""
        mark = decimal_of(figure.core)
        return figure.clean and (not figure.is_amount or mark in ("", figure.decimal))


def _lacks_groups(figure: Figure) -> bool:
    """Whether thousands are not parted in an amount."""
    return figure.is_amount and re.match(r"\d{4}", figure.core) is not None


def _rivals(best: _Candidate, candidates: Iterable[_Candidate]) -> Iterator[_Candidate]:
    """Less likely repairs of the same sums."""
    return (each for each in candidates if each.gain == best.gain and each.sums & best.sums)


def _reading(figure: Figure, text: str) -> str:
    """The figure's word with these digits instead of those read."""
    if figure.lead is not None:
        return text
    return figure.word.text.replace(figure.core, text, 1)
