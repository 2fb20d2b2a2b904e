"""Tables and goals for office pages, ours beside OCRmyPDF's.

The functions are pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from benchmarks.figures import Verdict, table
from benchmarks.labelling import Marks
from benchmarks.office_figures import Reading

NOISY = "noisy"
"""How the groups with a goal of their own begin."""
_LAYOUTS = "layouts"
_IN_ORDER_GOAL = 1.1
_APART_GOAL = 1.0
_MISSED_GOAL, _IDLE_GOAL = 8.0, 40.0
"""Percent of the wrong words without a mark, and of the marks that are right words."""


@dataclass(frozen=True, slots=True)
class Office:
    """How a group was read: our PDF, our draft, and OCRmyPDF's by its way."""

    name: str
    ours: Reading
    draft: Reading
    theirs: dict[str, Reading]


def office_tables(groups: Sequence[Office]) -> str:
    """Words and their order; then signs, figures, pairs and marks."""
    return f"{_word_table(groups)}\n\n{_sign_table(groups)}"


def _word_table(groups: Sequence[Office]) -> str:
    ways = _ways(groups)
    names = ("ours", *ways)
    heads = [f"{what} {name}" for what in ("missing", "wrong") for name in names]
    heads += [f"in order {name}" for name in ("our draft", *names)]
    rows = []
    for group in groups:
        read = [group.ours, *(group.theirs[way] for way in ways)]
        cells = [_percent(each.missing, each.words) for each in read]
        cells += [_percent(each.wrong, each.words) for each in read]
        cells += [_percent(each.out_of_order, each.words) for each in (group.draft, *read)]
        rows.append((group.name, *cells))
    return table(("pages, percent of the words", *heads), rows)


def _sign_table(groups: Sequence[Office]) -> str:
    ways = _ways(groups)
    names = ("ours", *ways)
    heads = ["§ printed", *names, "figures", *(f"wrong {name}" for name in names), "wrong silently"]
    heads += [f"beside % {name}" for name in ("our draft", *names)]
    heads += ["wrong words marked %", "of misread ones %", "marks that are wrong words %"]
    rows = []
    for group in groups:
        read = [group.ours, *(group.theirs[way] for way in ways)]
        cells = [str(group.ours.signs), *(str(each.signs_found) for each in read)]
        cells += [str(group.ours.figures), *(str(each.figures_wrong) for each in read)]
        cells.append(str(group.draft.figures_silent))
        cells += [_percent(each.pairs_beside, each.pairs) for each in (group.draft, *read)]
        marks = group.draft.marks
        cells += [_percent(marks.caught, marks.wrong)]
        cells += [_percent(marks.misread_caught, marks.misread)]
        cells += [_percent(marks.caught, marks.marked)]
        rows.append((group.name, *cells))
    return table(("pages", *heads), rows)


def _ways(groups: Sequence[Office]) -> list[str]:
    return list(dict.fromkeys(way for group in groups for way in group.theirs))


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}" if whole else "–"


def office_verdicts(groups: Sequence[Office]) -> Iterator[Verdict]:
    """The goals on signs, figures, order, pairs and marks."""
    for group in groups:
        draft = group.draft
        if draft.signs:
            yield Verdict(f"{group.name}: § not read", draft.signs - draft.signs_found, 0, "")
        yield Verdict(f"{group.name}: figures wrong without a mark", draft.figures_silent, 0, "")
        if group.name.startswith(_LAYOUTS):
            yield Verdict(
                f"{group.name}: words wrong in order, draft",
                _share(draft.out_of_order, draft.words),
                _IN_ORDER_GOAL * _share(draft.wrong, draft.words),
                "%",
            )
        if draft.pairs:
            apart = _share(draft.pairs - draft.pairs_beside, draft.pairs)
            yield Verdict(f"{group.name}: values not beside their label", apart, _APART_GOAL, "%")
    yield from _marks(sum_of(group.draft for group in groups).marks)


def _marks(marks: Marks) -> Iterator[Verdict]:
    if marks.wrong:
        missed = _share(marks.wrong - marks.caught, marks.wrong)
        yield Verdict("office pages: wrong words without a mark", missed, _MISSED_GOAL, "%")
    if marks.marked:
        idle = _share(marks.marked - marks.caught, marks.marked)
        yield Verdict("office pages: marks that are right words", idle, _IDLE_GOAL, "%")


def sum_of(readings: Iterable[Reading]) -> Reading:
    """All of them together."""
    return reduce(add, readings, Reading())


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


HOW = """Office pages: `tools/office_pages`, fonts, texts and layouts of offices, seed 1; those of
`--held-out` have others. Missing: true words that were not read, wherever they stand; wrong:
missing or invented ones, whichever are more; in order: words to change so that the true ones stand
in their order, where blocks (address, sidebar, footer) may come in any. Figures: what stands
between spaces and has a digit. Silently: wrong, lost or invented without a mark in the draft.
Beside: in one line or row of the draft, or right after each other in what `pdftotext` finds. Words
of stamps count nowhere. Marks: of the draft's words, that is of what stands between spaces and has
a letter, digit, paragraph sign or box to tick. Such a word is wrong if a proofreader has to change
something in it: letters, digits, capitals, punctuation or spaces (kinds of quotes are no matter); a
mark is right if its word is wrong. Misread: wrong in letters or digits, or invented."""
