"""What docstrings, comments and documents name of ours: files, modules, attributes."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDERS = ("pipeline", "workers", "tools", "benchmarks", "tests")
_ROOMS = ("core", "config", "engines", "office", "outputs", "pdf", "recordings", "scans", "stages")
"""Folders of ``pipeline`` that are named without it, in paths of modules."""

_DOCUMENTS = ("README*.md", "CONTRIBUTING.md", "docs/**/*.md", "tests/**/*.md")
"""Not the changelog: it tells of what was."""

_PATH = re.compile(
    # Not the rest of a longer path or an address.
    r"(?<![\w./~:*-])"
    rf"((?:{'|'.join((*_FOLDERS, 'docs'))})/[\w./*-]+"
    rf"|(?:{'|'.join(_ROOMS)})/[\w/]+(?:\.py)?(?!\.\w|-)"
    r"|[\w-]+\.(?:py|md))"
    # Not the beginning of a placeholder or of a foreign path.
    r"(?![\w<{…])"
)
_DOTTED = re.compile(
    rf"(?<![\w./-])((?:core|{'|'.join(_FOLDERS)})(?:\.(?!py\b|md\b)[A-Za-z_]\w*)+)(?![\w*<{{…/])"
)

_THEIRS = frozenset(("Privacy.md", "model-card.md", "utils.py"))
"""Files of others: onnxruntime's, Whisper's."""


@dataclass(frozen=True)
class Reference:
    """A name in a docstring, comment or document."""

    file: str
    line: int
    name: str
    is_path: bool

    def __str__(self) -> str:
        """``file:line: name``, which editors can follow."""
        return f"{self.file}:{self.line}: {self.name}"


def references(root: Path) -> list[Reference]:
    """All references in the source and the documents."""
    modules = [file for folder in _FOLDERS for file in sorted((root / folder).rglob("*.py"))]
    documents = [file for pattern in _DOCUMENTS for file in sorted(root.glob(pattern))]
    return [
        reference
        for file in (*modules, *documents)
        for reference in references_in(
            file.relative_to(root).as_posix(),
            _prose(file) if file.suffix == ".py" else _lines(file),
        )
    ]


def references_in(file: str, texts: Iterable[tuple[int, str]]) -> Iterator[Reference]:
    """The references in texts, each with its line."""
    for line, text in texts:
        for pattern in (_PATH, _DOTTED):
            for found in pattern.finditer(text):
                if (name := found[1].rstrip("./")) not in _THEIRS:
                    yield Reference(file, line, name, is_path=pattern is _PATH)


def leads_somewhere(root: Path, reference: Reference) -> bool:
    """Whether what is named exists."""
    if not reference.is_path:
        return _is_defined(root, reference.name.split("."))
    if "/" not in reference.name:
        return reference.name in _names(root)
    starts = (root, root / "pipeline", root / "docs", (root / reference.file).parent)
    return any(
        any(start.glob(each))
        for start in starts
        for each in (reference.name, f"{reference.name}.py")
    )


def _prose(file: Path) -> Iterator[tuple[int, str]]:
    """Docstrings and comments of a module."""
    source = file.read_text(encoding="utf-8")
    if any(_names_something(line.partition("#")[2]) for line in source.splitlines()):
        for token in tokenize.generate_tokens(io.StringIO(source).readline):  # slow
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.string
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Expr(ast.Constant(str(text))):
                yield node.lineno, text
            case _:
                pass


def _names_something(text: str) -> bool:
    return bool(_PATH.search(text) or _DOTTED.search(text))


def _lines(file: Path) -> Iterator[tuple[int, str]]:
    yield from enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)


@cache
def _names(root: Path) -> frozenset[str]:
    """The names of all modules and documents."""
    folders = (root / folder for folder in (*_FOLDERS, "docs"))
    files = (*root.iterdir(), *(file for folder in folders for file in folder.rglob("*.*")))
    return frozenset(file.name for file in files)


def _is_defined(root: Path, parts: list[str]) -> bool:
    """Whether the path of names leads through folders to a module and through it to a name."""
    at = root / "pipeline" if parts[0] == "core" else root
    while parts and (at / parts[0]).is_dir():
        at, parts = at / parts[0], parts[1:]
    if parts and (at / f"{parts[0]}.py").is_file():
        at, parts = at / f"{parts[0]}.py", parts[1:]
    elif parts:
        at /= "__init__.py"
    if not parts:
        return True
    body = ast.parse(at.read_text(encoding="utf-8")).body if at.is_file() else []
    for name in parts:
        found = next((each for each in body if name in _defined_by(each)), None)
        if found is None:
            return False
        body = getattr(found, "body", [])
    return True


def _defined_by(statement: ast.stmt) -> set[str]:
    match statement:
        case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
            return {name}
        case ast.AnnAssign(target=ast.Name(id=name)):
            return {name}
        case ast.Assign(targets=targets):
            return {name.id for name in targets if isinstance(name, ast.Name)}
        case ast.ImportFrom(names=names) | ast.Import(names=names):
            return {each.asname or each.name for each in names}
        case _:
            return set()
