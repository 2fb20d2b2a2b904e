"""Measures how tidy the source tree is: sizes, docstrings, tests.

    python -m tools.house           the table in docs/architecture.md
    python -m tools.house --list    also each place to mend

Ends with 1 if a goal is missed. All figures are read from the syntax trees; nothing is imported.
"""

from __future__ import annotations

import argparse
import ast
import math
import re
import statistics
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

_ROOT = Path(__file__).parent.parent
_OURS = ("pipeline", "workers", "tools", "benchmarks")
_LARGE, _LARGEST, _FULLEST, _COLUMNS, _MEDIAN, _PERCENTILE = 300, 450, 16, 100, 60, 72
_PRIVATE = re.compile(r"_[^_]\w*")
# Functions whose first argument says what they replace.
_PATCHING = re.compile(
    r"setattr|.*\.(set|del)(attr|item)"  # pytest's
    r"|(.*\.)?patch(\.(object|dict|multiple))?"  # unittest.mock's
)
_FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)
_FIELD = (ast.Assign, ast.AnnAssign)
_DOCUMENTED = (ast.Module, ast.ClassDef, *_FUNCTION, *_FIELD)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place to mend, with its size; line 0 is a whole folder."""

    path: str
    line: int
    what: str
    size: int = 1

    def __str__(self) -> str:
        """``path:line: what``, which editors can follow."""
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {self.what}"


@dataclass(frozen=True, slots=True)
class Figure:
    """A row of the table; ``places`` are to be mended if the goal is missed."""

    name: str
    value: float
    goal: int | None = None
    places: tuple[Place, ...] = ()
    which: str = ""

    @property
    def missed(self) -> bool:
        """True if the value is above the goal."""
        return self.goal is not None and self.value > self.goal


def main(arguments: Sequence[str], root: Path = _ROOT) -> int:
    """Print the table: 0 if every goal is met, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tools.house", description="Measure the tree.")
    parser.add_argument("--list", action="store_true", help="print the places that miss a goal")
    listed = parser.parse_args(arguments).list
    rows = figures(root)
    missed = [row for row in rows if row.missed]
    print("| figure | value | goal | which |\n|---|--:|--:|---|")
    for row in rows:
        goal = "" if row.goal is None else f"≤ {row.goal}" + ", missed" * row.missed
        print(f"| {row.name} | {row.value:g} | {goal} | {row.which} |")
    for row in missed if listed else ():
        print(f"\n{row.name}: {row.value:g}, goal {row.goal}", *row.places, sep="\n")
    return int(bool(missed))


def figures(root: Path) -> tuple[Figure, ...]:
    """All rows of the table for the tree in the folder ``root``."""
    ours, tests = _trees(root, _OURS), _trees(root, ("tests",))
    members = frozenset[str]().union(*map(_private_members, ours.values()))
    texts = {path: (root / path).read_text(encoding="utf-8").split("\n") for path in ours | tests}
    wide = (
        Place(path, number, f"{len(line)} columns")
        for path, lines in texts.items()
        for number, line in enumerate(lines, 1)
        if len(line) > _COLUMNS
    )
    shipped = {path: tree for path, tree in ours.items() if _root_of(path) in _OURS[:2]}
    lengths = {path: len(texts[path]) - 1 for path in shipped}
    patches = (place for path, tree in tests.items() for place in _patches(path, tree, texts[path]))
    reaches = (place for path, tree in tests.items() for place in _reaches(path, tree, members))
    return (
        *_modules(lengths),
        _longest_function(shipped),
        *_docstrings(ours),
        _none("lines over 100 columns", wide),
        _none("patches of our own code in tests", patches),
        _none("private names that tests reach for", reaches),
    )


def _trees(root: Path, folders: Sequence[str]) -> dict[str, ast.Module]:
    files = sorted(file for folder in folders for file in (root / folder).rglob("*.py"))
    return {file.relative_to(root).as_posix(): ast.parse(file.read_bytes()) for file in files}


def _none(name: str, places: Iterable[Place]) -> Figure:
    """A figure that should be 0."""
    found = tuple(sorted(places))
    return Figure(name, len(found), 0, found)


def _modules(lengths: dict[str, int]) -> Iterator[Figure]:
    """Large modules, the largest, and the fullest folder of ``pipeline/``."""
    by_length = sorted(lengths, key=lambda path: (-lengths[path], path))
    sizes = [Place(path, 1, f"{lengths[path]} lines", lengths[path]) for path in by_length]
    large = tuple(place for place in sizes if place.size > _LARGE)
    largest = tuple(place for place in large if place.size > _LARGEST)
    names = ", ".join(f"`{place.path}` {place.size}" for place in large)
    yield Figure("modules over 300 lines", len(large), 10, large, names)
    most, first = (lengths[by_length[0]], f"`{by_length[0]}`") if lengths else (0, "")
    yield Figure("lines of the largest module", most, _LARGEST, largest, first)
    modules = [Path(path) for path in lengths if _root_of(path) == "pipeline"]
    rooms = Counter(path.parent.as_posix() for path in modules if path.stem != "__init__")
    places = [Place(folder, 0, f"{count} modules", count) for folder, count in rooms.most_common()]
    full = tuple(place for place in places if place.size > _FULLEST)
    names = ", ".join(f"`{place.path}` {place.size}" for place in places)
    most = max(rooms.values(), default=0)
    yield Figure("modules in the fullest folder of `pipeline/`", most, _FULLEST, full, names)


def _longest_function(trees: dict[str, ast.Module]) -> Figure:
    lengths = [
        ((node.end_lineno or node.lineno) - node.lineno + 1, f"`{node.name}` in `{path}`")
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, _FUNCTION)
    ]
    lines, which = max(lengths, default=(0, ""))
    return Figure("lines of the longest function", lines, which=which)


def _docstrings(trees: dict[str, ast.Module]) -> Iterator[Figure]:
    """Median and 90th percentile of first docstring lines, in characters."""
    firsts = sorted(
        Place(path, statement.lineno, f"{len(first)} characters", len(first))
        for path, tree in trees.items()
        for statement, first in _first_lines(tree)
    )
    lengths = sorted(place.size for place in firsts) or [0]
    median, most = statistics.median(lengths), lengths[math.ceil(0.9 * len(lengths)) - 1]
    over = [tuple(each for each in firsts if each.size > size) for size in (_MEDIAN, _PERCENTILE)]
    yield Figure("first docstring line, median", median, _MEDIAN, over[0], f"of {len(firsts)}")
    yield Figure("first docstring line, 90th percentile", most, _PERCENTILE, over[1])


def _first_lines(tree: ast.Module) -> Iterator[tuple[ast.stmt, str]]:
    """Each docstring's statement and first line, attributes included."""
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        for before, statement in pairwise([node, *body] if isinstance(body, list) else ()):
            match statement:
                case ast.Expr(ast.Constant(str(text))) if isinstance(before, _DOCUMENTED):
                    yield statement, text.strip().partition("\n")[0].rstrip()
                case _:
                    pass


def _patches(path: str, tree: ast.Module, lines: Sequence[str]) -> Iterator[Place]:
    """The places where a test replaces something of ours.

    What comes from the stdlib or a third party may be replaced.
    """
    foreign = _imported(tree, ours=False)
    for node in ast.walk(tree):
        match node:
            case ast.Call(func, [target, *_]) if _PATCHING.fullmatch(ast.unparse(func)):
                owner = _root_of(ast.unparse(target).strip("'"))
                text = isinstance(target, ast.Constant)
                replaces = owner in _OURS if text else owner not in foreign
            case ast.Assign(targets=[ast.Attribute()]):
                # A method is assigned to, says the comment that mypy demands.
                replaces = "[method-assign" in lines[(node.end_lineno or node.lineno) - 1]
            case _:
                continue
        if replaces:
            yield Place(path, node.lineno, ast.unparse(node))


def _reaches(path: str, tree: ast.Module, members: frozenset[str]) -> Iterator[Place]:
    """The places where a test reaches for a private name of ours."""
    imported, theirs = _imported(tree, ours=True), members - _private_members(tree)
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(module=str(module)) if _root_of(module) in _OURS:
                names = [name.name for name in node.names if _PRIVATE.fullmatch(name.name)]
                yield from (Place(path, node.lineno, f"{module}.{name}") for name in names)
            case ast.Attribute(value=value, attr=name) if _PRIVATE.fullmatch(name):
                owner = _root_of(ast.unparse(value))
                own = isinstance(value, ast.Name) and owner in {"self", "cls"}
                if not own and (name in theirs or owner in imported):
                    yield Place(path, node.lineno, ast.unparse(node))
            case _:
                pass


def _private_members(tree: ast.Module) -> frozenset[str]:
    """Private names of methods, class fields and attributes on ``self``."""
    names: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.ClassDef(body=body):
                names |= {each.name for each in body if isinstance(each, _FUNCTION)}
                fields = [each for each in body if isinstance(each, _FIELD)]
                parts = [part for each in fields for part in ast.walk(each)]
                bound = [name for name in parts if isinstance(name, ast.Name)]
                names |= {name.id for name in bound if isinstance(name.ctx, ast.Store)}
            case ast.Attribute(value=ast.Name(id="self" | "cls"), attr=name, ctx=ast.Store()):
                names.add(name)
            case _:
                pass
    return frozenset(filter(_PRIVATE.fullmatch, names))


def _imported(tree: ast.Module, *, ours: bool) -> frozenset[str]:
    """Names that a module imports, either from us or from others."""
    names: list[tuple[str, str]] = []
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(module=str(module)):
                names += [(module, each.asname or each.name) for each in node.names]
            case ast.Import():
                names += [(each.name, each.asname or _root_of(each.name)) for each in node.names]
            case _:
                pass
    return frozenset(name for module, name in names if (_root_of(module) in _OURS) is ours)


def _root_of(dotted: str) -> str:
    """The first name of a path or an expression."""
    return re.split(r"\W", dotted, maxsplit=1)[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
