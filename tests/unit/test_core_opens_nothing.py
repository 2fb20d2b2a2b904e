"""Core is pure: none of its doors opens a file, a folder included."""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.core_calls import CALLS

_ROOT = Path(__file__).parents[2]


def test_no_function_that_other_rooms_call_opens_a_file() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "tests.core_calls"],
        capture_output=True,
        text=True,
        check=True,
        cwd=_ROOT,
    )

    assert json.loads(ended.stdout) == {}


def test_every_function_that_other_rooms_call_is_tried() -> None:
    tried = {f"{call.func.__module__}.{call.func.__qualname__}" for call in CALLS}

    assert sorted(set(_doors()) - tried) == []


def test_a_function_that_opens_a_file_is_caught() -> None:
    script = (
        "import json; from functools import partial; from tests.core_calls import opened_by;"
        f"print(json.dumps(opened_by((partial(open, {__file__!r}),))))"
    )

    ended = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=_ROOT,
    )

    assert json.loads(ended.stdout) == {"open": [f"open {__file__}"]}


def _doors() -> Iterator[str]:
    """The functions of core that other rooms import, or call by their module."""
    for folder in ("pipeline", "workers"):
        for file in (_ROOT / folder).rglob("*.py"):
            if (_ROOT / "pipeline" / "core") not in file.parents:
                tree = ast.parse(file.read_text(encoding="utf-8"))
                yield from _imported(tree)


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pipeline.core"):
            module = importlib.import_module(node.module or "")
            for alias in node.names:
                found = getattr(module, alias.name)
                if inspect.ismodule(found):
                    names = _attributes(tree, alias.asname or alias.name)
                    called = (getattr(found, name) for name in names)
                    yield from (_name(each) for each in called if inspect.isfunction(each))
                elif inspect.isfunction(found):
                    yield _name(found)


def _attributes(tree: ast.Module, module: str) -> Iterator[str]:
    """The functions that are called as ``module.function(…)``."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=attribute)):
                if name == module:
                    yield attribute
            case _:
                pass


def _name(function: Callable[..., object]) -> str:
    return f"{function.__module__}.{function.__qualname__}"
