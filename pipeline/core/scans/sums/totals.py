"""Columns: sums of what stands above, net and taxes, balances carried over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.core.scans.sums.columns import Column
from pipeline.core.scans.sums.equations import Broken, Equation, Values
from pipeline.core.scans.sums.figures import CENT, UNIT
from pipeline.core.scans.sums.labels import is_carried, is_inside, is_minus, is_tax, is_total
from pipeline.core.scans.sums.rounding import RATES, bases, portion, rounded
from pipeline.core.scans.sums.sheet import Sheet

_LONGEST = 60
"""Amounts of a sum, at most."""
_NEAR = 6
"""Amounts above a share among which its base is."""


@dataclass(frozen=True, slots=True)
class _Item:
    """An amount of a column, with the sign that its label gives it."""

    at: int
    value: int
    minus: bool


def column_sums(
    sheet: Sheet, values: Values, lines: frozenset[int]
) -> tuple[list[Equation], list[Broken]]:
    """The sums in the columns that are right, and those that are not.

    ``lines`` are the amounts of rows with quantity and price.
    """
    held: list[Equation] = []
    broken: list[Broken] = []
    for column in sheet.columns:
        right, wrong = _Summing(sheet, values, lines).down(column)
        held += right
        broken += wrong
    results = {equation.figures[-1] for equation in held if equation.kind == "sum"}
    return held, [each for each in broken if each.figures[-1] not in results]


class _Summing:
    """Goes down a column and finds the sums of what stands above."""

    def __init__(self, sheet: Sheet, values: Values, lines: frozenset[int]) -> None:
        self._sheet, self._values, self._lines = sheet, values, lines
        self._start = 0
        self._torn = sheet.rows[0].page > 1  # what stands above may be missing
        self._open: list[_Item] = []  # a found sum stands here for its parts
        self._all: list[_Item] = []
        self._held: list[Equation] = []
        self._broken: list[Broken] = []

    def down(self, column: Column) -> tuple[list[Equation], list[Broken]]:
        """The sums of a column that are right, and those that are not."""
        above: int | None = None
        for at in column.figures:
            if above is not None and not column.named:
                self._part(above, at)
            self._look_at(at)
            above = at
        return self._held, self._broken

    def _part(self, above: int, at: int) -> None:
        """Begin another table where a heading or a page stands between two amounts."""
        if self._sheet.parted(above, at):
            self._start = len(self._open)
            self._torn = self._sheet.row_of(above).page != self._sheet.row_of(at).page

    def _look_at(self, at: int) -> None:
        """Note what an amount is: a sum, a wrong one, a share, or an item."""
        label = self._sheet.row_of(at).label
        minus = is_minus(label) or is_inside(label)
        item = _Item(at, self._sheet.value(at, self._values), minus)
        taken = self._taken(item, label)
        if taken is None:
            self._look_further(item, label)
        else:
            self._held.append(Equation((*(part.at for part in taken), at), "sum"))
            self._close(taken)
        self._open.append(item)
        self._all.append(item)

    def _close(self, taken: Sequence[_Item]) -> None:
        parts = {part.at for part in taken}
        while self._open and self._open[-1].at in parts:
            self._open.pop()

    def _taken(self, item: _Item, label: str) -> tuple[_Item, ...] | None:
        """The amounts above whose sum it is."""
        if not item.value:
            return None
        again = is_carried(label) or is_total(label) or not _says_something(label)
        if again and self._open and self._open[-1].value == item.value:
            return (self._open[-1],)
        for above in (self._open, self._all):
            for negative in (False, True)[: 1 + any(map(_is_turned, above))]:
                found = _suffix(above, item.value, negative=negative)
                if found is not None:
                    return found
        return None

    def _look_further(self, item: _Item, label: str) -> None:
        """Note a share of an amount above, or a sum that is wrong."""
        row = self._sheet.row_of(item.at)
        rates = [figure.at for figure in row.figures if figure.percent]
        if len(rates) == 1 and len([f for f in row.figures if f.is_amount]) == 1:
            self._look_at_share(item, rates[0])
        elif (is_total(label) or not _says_something(label)) and not is_minus(label):
            self._broken += self._wrong_sums(item)

    def _look_at_share(self, item: _Item, rate: int) -> None:
        part = self._sheet.value(rate, self._values)
        if not 0 < part < 100 * UNIT or not item.value:
            return
        for base in (*reversed(self._open[-_NEAR:]), *reversed(self._all[-_NEAR:])):
            inside = rounded(base.value * part, CENT * (100 * UNIT + part))
            if abs(item.value) in (abs(portion(base.value, part)), abs(inside)):
                self._held.append(Equation((base.at, rate, item.at), "share", (item.at,)))
                return
        taxed = is_tax(self._sheet.row_of(item.at).label)
        if taxed and self._open and not is_tax(self._sheet.row_of(self._open[-1].at).label):
            self._broken += self._wrong_share(item, rate, self._open[-1])

    def _wrong_share(self, item: _Item, rate: int, base: _Item) -> Iterator[Broken]:
        """What makes a tax right that is more than the rounding of each row off."""
        part = self._sheet.value(rate, self._values)
        if part in RATES and abs(portion(base.value, part) - item.value) > 2 * CENT:
            wanted = [(item.at, portion(base.value, part))]
            wanted += [(base.at, each) for each in bases(item.value, part)]
            wanted += [(rate, each) for each in RATES if portion(base.value, each) == item.value]
            yield Broken((base.at, rate, item.at), tuple(wanted), certain=False)

    def _wrong_sums(self, item: _Item) -> Iterator[Broken]:
        """The sums that the total may have been meant to be."""
        certain = self._taxed()
        least = 1 if self._may_repeat(item) else 2
        runs = {tuple(run): None for run in (certain, *self._runs()) if len(run) >= least}
        for run in runs:
            signed = [-part.value if _is_turned(part) else part.value for part in run]
            total = sum(signed)
            wanted = [(item.at, total)]
            for part, value in zip(run, signed, strict=True):
                needed = item.value - (total - value)
                wanted.append((part.at, -needed if _is_turned(part) else needed))
            yield Broken(
                (*(part.at for part in run), item.at), tuple(wanted),
                certain=run == tuple(certain) or self._is_table(run),
            )  # fmt: skip

    def _may_repeat(self, item: _Item) -> bool:
        """Whether it may be the sum of one amount, which stands right above.

        Its row says nothing and has no other amounts, or one that is repeated: it is no row of a
        table of figures.
        """
        row = self._sheet.row_of(item.at)
        if _says_something(row.label):
            return False
        others = self._amounts(item.at)
        return not others or bool(self._open and others & self._amounts(self._open[-1].at))

    def _amounts(self, at: int) -> frozenset[int]:
        """The values of the other amounts of a figure's row."""
        return frozenset(
            self._sheet.value(figure.at, self._values)
            for figure in self._sheet.row_of(at).figures
            if figure.is_amount and figure.at != at
        )

    def _runs(self) -> Iterator[Sequence[_Item]]:
        """Amounts that may belong together: all, those since the last sum, with it."""
        here = self._open[self._start :]
        yield here[-_LONGEST:]
        sums = {equation.figures[-1] for equation in self._held if equation.kind == "sum"}
        last = max((n for n, part in enumerate(here) if part.at in sums), default=None)
        if last is not None:
            yield here[last + 1 :]
            yield here[last:]
        yield here[-1:]
        yield from (run for run in (here[-2:], here[-3:]) if any(map(self._is_named, run)))

    def _is_named(self, part: _Item) -> bool:
        """Whether its row says that it is a sum, a tax or something taken away."""
        label = self._sheet.row_of(part.at).label
        return part.minus or is_total(label) or is_tax(label)

    def _taxed(self) -> Sequence[_Item]:
        """A net amount and the taxes below it, at the end of what stands above."""
        taxes, here = 0, self._open[self._start :]
        for part in reversed(here):
            label = self._sheet.row_of(part.at).label
            if is_tax(label) and not is_total(label.replace("betrag", "")):
                taxes += 1
            else:
                return here[-taxes - 1 :] if taxes and is_total(label) else ()
        return ()

    def _is_table(self, run: Sequence[_Item]) -> bool:
        """Whether it is all that stands above, and each amount is a product."""
        whole = len(run) == len(self._open) - self._start
        return (
            whole
            and not self._torn
            and len(run) > 1
            and all(part.at in self._lines for part in run)
        )


def _is_turned(part: _Item) -> bool:
    """Whether only the label says that an amount is taken away."""
    return part.minus and part.value > 0


def _says_something(label: str) -> bool:
    return any(map(str.isalpha, label))


def _suffix(above: Sequence[_Item], total: int, *, negative: bool) -> tuple[_Item, ...] | None:
    """The last amounts above whose sum is ``total``; at least two."""
    found = 0
    for count, part in enumerate(reversed(above[-_LONGEST:]), start=1):
        found += -part.value if negative and _is_turned(part) else part.value
        if count > 1 and found == total:
            return tuple(above[-count:])
    return None
