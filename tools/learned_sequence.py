"""Documents of one folder whose names are misread again and again, made by seed.

``python -m tools.learned_sequence`` corrects the first two of each folder, drafts the third and
control documents, and prints what was proposed (docs/drafts.md, "What corrections teach").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from pipeline.core.corrections.learned import LearnedPair, Source, active, learn, verdicts
from pipeline.core.drafts.assembly import draft
from pipeline.core.drafts.draft import About, Change
from pipeline.core.drafts.kinds import Form
from pipeline.core.drafts.runs import texts_of
from pipeline.core.drafts.vocabulary import Lexicon
from pipeline.core.model import Box, Page, Scan, Word
from pipeline.engines.hunspell import lexicon
from pipeline.translations import translator

_FIRST = (
    *("Grün", "Lüh", "Rath", "Wies", "Bram", "Stöl", "Hag", "Oster"),
    *("Krö", "Denz", "Möll", "Thies", "Quer", "Vol", "Jant"),
)
_LAST = (
    *("delow", "mann", "kamp", "rich", "nert", "busch", "lien", "feldt"),
    *("ning", "hoop", "bein", "grin"),
)
_CONFUSED = (
    *(("ü", "u"), ("ö", "o"), ("rn", "m"), ("m", "rn"), ("li", "h"), ("h", "b")),
    *(("cl", "d"), ("e", "c"), ("n", "u"), ("u", "n")),
)
_COMMON = (("Haas", "Haus"), ("Maurer", "Mauer"), ("Brandl", "Brand"), ("Lehrl", "Lehre"))
"""Names and words of the dictionary that are misread for each other, in both directions."""
_SENTENCES = (
    "Die Kanzlei {name} hat den Vertrag geprüft.",
    "Bitte senden Sie die Unterlagen an {name} zurück.",
    "Wir haben mit {name} gesprochen, der Termin steht.",
    "Das Schreiben von {name} liegt der Akte bei.",
)
_CONTROLS = (
    "Das {name} wurde im Jahr verkauft und neu gebaut.",
    "Vor dem Eingang steht eine {name} aus Stein.",
)
_MISREAD = 0.9
"""How often a name is misread."""


@dataclass(frozen=True)
class Made:
    """A document: its words as they were read, and as they are right."""

    read: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True)
class Folder:
    """Three documents with the same names, and others with words that look like them."""

    documents: tuple[Made, ...]
    controls: tuple[Made, ...]


def folder_of_seed(seed: int) -> Folder:
    """The documents of one folder."""
    chance = Random(seed)  # noqa: S311 - made documents
    names = list(dict.fromkeys(chance.choice(_FIRST) + chance.choice(_LAST) for _ in range(10)))
    pairs = [*((_misread(name, chance), name) for name in names), _common(chance)]
    documents = tuple(_document(pairs, chance) for _ in range(3))
    alike = [word for pair in _COMMON for word in pair]
    others = [_other(name, chance) for name in names]
    controls = (
        _control([*alike, *names], chance),
        _control(others, chance),
    )
    return Folder(documents, controls)


def _common(chance: Random) -> tuple[str, str]:
    one, other = chance.choice(_COMMON)
    return (one, other) if chance.random() < 1 / 2 else (other, one)


def _misread(name: str, chance: Random) -> str:
    ways = [name.replace(right, read, 1) for right, read in _CONFUSED if right in name[1:]]
    return chance.choice([way for way in ways if way != name])


def _other(name: str, chance: Random) -> str:
    """Another name, one letter away."""
    at = chance.randrange(2, len(name))
    return name[:at] + chance.choice("aeiorstl") + name[at + 1 :]


def _document(pairs: Sequence[tuple[str, str]], chance: Random) -> Made:
    read, right = [], []
    for wrong, name in chance.sample(pairs, len(pairs)):
        sentence = chance.choice(_SENTENCES)
        seen = wrong if chance.random() < _MISREAD else name
        right += sentence.format(name=name).split()
        read += sentence.format(name=seen).split()
    return Made(tuple(read), tuple(right))


def _control(words: Sequence[str], chance: Random) -> Made:
    said = [chance.choice(_CONTROLS + _SENTENCES).format(name=word).split() for word in words]
    text = tuple(word for sentence in said for word in sentence)
    return Made(text, text)


def drafted(made: Made, pairs: tuple[tuple[str, str], ...], words: Lexicon) -> tuple[str, ...]:
    """The words of the draft, all its proposals accepted."""
    box = [(100 * (at % 8), 100 * (at // 8)) for at in range(len(made.read))]
    read = tuple(
        Word(text, Box(x, y, x + 90, y + 40), 0.9, 0, 0, at // 8)
        for at, (text, (x, y)) in enumerate(zip(made.read, box, strict=True))
    )
    scan = Scan((Page(1, 900, 100 * len(read), 300, read, "de"),))
    form = Form(corrections=pairs)
    done = draft(
        scan,
        about=About("", "Brief.pdf", "de", "", form=form),
        translate=translator("de"),
        lexicon=words,
        terms=[right for _, right in pairs],
    )
    runs = [run for block in done.blocks for line in texts_of(block) for run in (*line, None)]
    text = "".join(
        " " if run is None else run.text
        for run in runs
        if run is None or run.change is not Change.DELETED
    )
    return tuple(text.split())


def taught(folder: Folder, known: tuple[LearnedPair, ...] = ()) -> tuple[LearnedPair, ...]:
    """What the corrections of the first two documents teach."""
    for number, made in enumerate(folder.documents[:2]):
        pairs = [
            (read.strip(".,"), right.strip(".,"))
            for read, right in zip(made.read, made.right, strict=True)
            if read != right
        ]
        source = Source(date(2026, 3, 2) + timedelta(number), f"{number:06}-{'ab' * 6}")
        told = verdicts((), known, made.read, made.right)
        known = learn(known, pairs, told, source)
    return known


def counted(seed: int, words: Lexicon) -> Counter[str]:
    """The third document's words that both earlier ones had misread, proposals, new mistakes."""
    folder = folder_of_seed(seed)
    pairs = active(taught(folder), date(2026, 4, 1))
    found = Counter[str]()
    for kind, read, right, shown in _compared(folder, pairs, words):
        if kind == "third" and read != right and _read_wrong(folder, right):
            sort = "in the dictionary" if _is_common(right) else "names"
            found[f"misread, {sort}"] += 1
            found[f"proposed, {sort}"] += right == shown
        found[f"new mistakes, {kind}"] += read == right != shown
        found[f"words, {kind}"] += 1
    return found


def _compared(
    folder: Folder, pairs: tuple[tuple[str, str], ...], words: Lexicon
) -> Iterator[tuple[str, str, str, str]]:
    lots = [("third", folder.documents[2]), *(("control", made) for made in folder.controls)]
    for kind, made in lots:
        shown = drafted(made, pairs, words)
        for read, right, seen in zip(made.read, made.right, shown, strict=True):
            yield kind, read, right, seen


def _misreadings(folder: Folder, number: int) -> Iterator[tuple[str, str]]:
    made = folder.documents[number]
    yield from (pair for pair in zip(made.read, made.right, strict=True) if pair[0] != pair[1])


def _is_common(word: str) -> bool:
    return any(word.strip(".,") in pair for pair in _COMMON)


def _read_wrong(folder: Folder, right: str) -> bool:
    """Whether both earlier documents had the word misread."""
    bare = right.strip(".,")
    return all(
        bare in {name.strip(".,") for _, name in _misreadings(folder, number)} for number in (0, 1)
    )


def main() -> None:
    """Print the figures of 200 folders."""
    total = sum((counted(seed, lexicon()) for seed in range(200)), Counter[str]())
    for name, number in sorted(total.items()):
        print(f"{name}: {number}")


if __name__ == "__main__":
    main()
