"""Feeds mutated real files to our parsers and to what we call, in child processes.

    python -m tools.fuzz [--minutes 10] [--seed N] [--only TARGET …] [--data FOLDER …]
        [--keep FOLDER]

Bounded and seeded: the same seed, files and number of tries give the same mutations. A finding is
an exception that the product does not know, a try that hangs, or one that a child does not survive;
its file is kept in ``--keep`` (.cache/fuzz). Exit code 1 if there are findings. Files of 400 KB at
most are taken from FOLDER, by default ../shared/data.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from pipeline.errors import NativeCrash, NativeHang
from pipeline.explained_error import SchreibstubeError
from pipeline.isolate import Isolated
from tools.fuzz_targets import Feed, Target, targets

_ROOT = Path(__file__).parents[1]
_DATA = _ROOT.parent / "shared" / "data"
_KEEP = _ROOT / ".cache" / "fuzz"
HANG = 20.0
"""Seconds after which a try is stopped; it hangs if it takes three times that, too.

Small files take milliseconds.
"""
_MEMORY = 4 << 30
"""Bytes of address space of a child."""
_ODD = (
    0,
    1,
    0x7F,
    0x80,
    0xFF,
    0x7FFF,
    0xFFFF,
    0x7FFFFFFF,
    0x80000000,
    0xFFFFFFFF,
    2**63,
    2**64 - 1,
)
"""Lengths, counts and offsets that readers trip over."""
_ORDERS: tuple[Literal["little", "big"], ...] = ("little", "big")
_TAKEN, _REFUSED, _HANGS = "taken", "refused", "hangs"
_NUMBER = re.compile(rb"\d+")
_WRAPPERS = ("isolate.py", "child_process.py")
"""Modules that only pass the work on."""
_FRAME = re.compile(r'File "(.*?)", line \d+, in (\S+)')


Mutation = Callable[[bytes, bytes, random.Random], bytes]
"""Makes of a file's bytes, another's and chance what is fed."""

# Mutations: each takes the bytes, another file's bytes, and chance.


def _flip(content: bytearray, _: bytes, chance: random.Random) -> bytearray:
    for _number in range(chance.randint(1, 8)):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return content


def _set(content: bytearray, _: bytes, chance: random.Random) -> bytearray:
    content[chance.randrange(len(content))] = chance.choice((0, 0x7F, 0x80, 0xFF))
    return content


def _run(content: bytearray, _: bytes, chance: random.Random) -> bytearray:
    at, length = chance.randrange(len(content)), chance.randint(1, 512)
    length = min(length, len(content) - at)
    content[at : at + length] = bytes([chance.choice((0, 0xFF))]) * length
    return content


def _length(content: bytearray, _: bytes, chance: random.Random) -> bytearray:
    width, order = chance.choice((2, 4, 8)), chance.choice(_ORDERS)
    near = chance.choice((64, 1024, len(content)))
    at = chance.randrange(min(near, len(content)))
    number = chance.choice((*_ODD, len(content), len(content) - at)) % (1 << 8 * width)
    content[at : at + width] = number.to_bytes(width, order)
    return content


def _cut(content: bytearray, _: bytes, chance: random.Random) -> bytearray:
    near_end = chance.random() < 0.5  # noqa: PLR2004 - half of them
    kept = len(content) - chance.randint(1, 64) if near_end else chance.randrange(len(content))
    return content[: max(1, kept)]


def _splice(content: bytearray, other: bytes, chance: random.Random) -> bytearray:
    return content[: chance.randrange(len(content))] + other[chance.randrange(len(other)) :]


def _remove(content: bytearray, _: bytes, chance: random.Random) -> bytearray:
    at = chance.randrange(len(content))
    del content[at : at + chance.randint(1, 256)]
    return content


def _repeat(content: bytearray, _: bytes, chance: random.Random) -> bytearray:
    at, times = chance.randrange(len(content)), chance.choice((2, 8, 64, 3000))
    block = content[at : at + chance.randint(1, 16)]
    return content[:at] + block * times + content[at:]


def _number(content: bytearray, _: bytes, chance: random.Random) -> bytearray:
    """Another number in the place of one in figures, as texts and PDFs have them."""
    places = [found.span() for found in _NUMBER.finditer(content[:50_000])]
    if not places:
        return content
    start, end = chance.choice(places)
    odd = (b"-1", b"0", b"99999999999", b"1e400", b"9" * 5000, str(chance.choice(_ODD)).encode())
    return content[:start] + chance.choice(odd) + content[end:]


_MUTATIONS: tuple[Callable[[bytearray, bytes, random.Random], bytearray], ...] = (
    *(_flip, _set, _run, _length, _cut, _splice, _remove, _repeat, _number),
)


def mutated(content: bytes, other: bytes, chance: random.Random) -> bytes:
    """A few random changes to ``content``, in a ZIP inside a member as often as outside."""
    if content[:2] == b"PK" and chance.random() < 0.7:  # noqa: PLR2004 - else the ZIP itself
        return _member_mutated(content, other, chance)
    changed = bytearray(content)
    for _number in range(chance.choice((1, 1, 1, 2, 4))):
        if changed:
            changed = chance.choice(_MUTATIONS)(changed, other or b"\0", chance)
    return bytes(changed)


def _member_mutated(content: bytes, other: bytes, chance: random.Random) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(packed, "w") as target:
        names = source.namelist()
        wanted = chance.choice(names)
        for name in names:
            held = source.read(name)
            target.writestr(name, mutated(held, other, chance) if name == wanted else held)
    return packed.getvalue()


@dataclass(frozen=True, slots=True)
class Finding:
    """A try that the product does not know what to do with."""

    target: str
    seed_file: str
    what: str
    """The exception and where it came from, or that it hung or died."""
    content: bytes

    def __str__(self) -> str:
        """One line."""
        return f"{self.target}: {self.what} ({self.seed_file}, {len(self.content)} bytes)"


@dataclass(slots=True)
class Outcome:
    """What a run of the fuzzer tried and found."""

    tries: Counter[str]
    """How often each target was fed."""
    refused: Counter[str]
    """How often each target said no, as it should."""
    findings: dict[tuple[str, str], Finding]
    """One for each target and kind of failure."""


def fuzz(
    aims: Mapping[str, Target],
    chance: random.Random,
    *,
    more: Callable[[int], bool],
    limit: float = HANG,
    mutate: Mutation = mutated,
) -> Outcome:
    """Feed the targets mutated files while ``more`` of the number of tries says so."""
    outcome = Outcome(Counter(), Counter(), {})
    weighted = [name for name, aim in aims.items() for _ in range(aim.weight)]
    children: Isolated[dict[str, str]] = Isolated(dict, processes=1, memory_bytes=_MEMORY)
    tried = 0
    try:
        while more(tried):
            tried += 1
            name = chance.choice(weighted)
            seeds = aims[name].seeds
            seed_file, other = (chance.choice(list(seeds)) for _ in range(2))
            content = mutate(seeds[seed_file], seeds[other], chance)
            outcome.tries[name] += 1
            what = _try(children, aims[name].feed, content, limit)
            if what == _HANGS:  # perhaps the machine was busy
                what = _try(children, aims[name].feed, content, limit * 3)
            outcome.refused[name] += what == _REFUSED
            if what not in {_TAKEN, _REFUSED}:
                outcome.findings.setdefault((name, what), Finding(name, seed_file, what, content))
    finally:
        children.close()
    return outcome


def _try(children: Isolated[dict[str, str]], feed: Feed, content: bytes, limit: float) -> str:
    """What became of one try: taken, refused, or what is wrong."""
    with TemporaryDirectory(prefix="schreibstube-fuzz-") as folder:
        try:
            children.run(feed, limit, content, Path(folder))
        except NativeHang:
            return _HANGS
        except NativeCrash as error:
            return f"its child dies ({type(error.__cause__).__name__})"
        except SchreibstubeError:
            return _REFUSED
        except Exception as error:  # noqa: BLE001 - to find such is what this is for
            trace = "".join(getattr(error, "__notes__", ()))
            frames = [(file, function) for file, function in _FRAME.findall(trace)]
            frames = [place for place in frames if not place[0].endswith(_WRAPPERS)]
            ours = [place for place in frames if "/pipeline/" in place[0]] or frames
            file, function = ours[-1] if ours else ("?", "?")
            return f"{type(error).__name__} in {Path(file).stem}.{function}: {str(error)[:80]!r}"
    return _TAKEN


def _files(folders: Iterable[Path]) -> list[Path]:
    """All files below the folders, sorted."""
    return sorted(file for folder in folders for file in folder.rglob("*") if file.is_file())


def _keep(findings: Iterable[Finding], folder: Path) -> None:
    for number, finding in enumerate(findings, start=1):
        folder.mkdir(parents=True, exist_ok=True)
        kept = folder / f"{finding.target}-{number}{Path(finding.seed_file).suffix}"
        kept.write_bytes(finding.content)
        print(f"  {kept}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Fuzz for some minutes; 0 only if nothing was found."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="+", default=[], metavar="TARGET")
    parser.add_argument("--data", nargs="+", type=Path, default=[_DATA], metavar="FOLDER")
    parser.add_argument("--keep", type=Path, default=_KEEP, metavar="FOLDER")
    options = parser.parse_args(arguments)
    aims = targets(_files(options.data))
    unknown = set(options.only) - set(aims)
    if unknown:
        parser.error(f"no such target, or nothing to mutate: {', '.join(sorted(unknown))}")
    aims = {name: aim for name, aim in aims.items() if not options.only or name in options.only}
    until = time.monotonic() + options.minutes * 60
    chance = random.Random(options.seed)  # noqa: S311 - a draw that can be repeated
    outcome = fuzz(aims, chance, more=lambda _: time.monotonic() < until)
    for name, tries in sorted(outcome.tries.items()):
        print(f"{name:<14} {tries:>7} tries, {outcome.refused[name]:>7} refused")
    print(f"Seed {options.seed}: {len(outcome.findings)} findings.")
    for finding in outcome.findings.values():
        print(finding)
    _keep(outcome.findings.values(), options.keep)
    return int(bool(outcome.findings))


if __name__ == "__main__":
    sys.exit(main())
