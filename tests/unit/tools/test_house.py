from __future__ import annotations

from pathlib import Path

import pytest

from tools.house import Figure, figures, main

_IMPORTS = (
    "import os, sys",
    "from pathlib import Path",
    "from unittest import mock",
    "from pipeline import files",
    "from pipeline.journal import Journal",
)
_JOURNAL = (
    "class Journal:",
    "    _LIMIT = 3",
    "    def __init__(self): self._db = None",
    "    def _append(self): ...",
)


class Tree:
    """A small source tree, and the figures of it by their names."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, path: str, *lines: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")

    def figure(self, name: str) -> Figure:
        return {figure.name: figure for figure in figures(self.root)}[name]

    def places(self, name: str) -> list[str]:
        return [str(place) for place in self.figure(name).places]


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path)


def test_large_modules_are_counted_in_what_is_shipped(tree: Tree) -> None:
    for path, lines in (("pipeline/a.py", 451), ("workers/b.py", 301), ("workers/c.py", 300)):
        tree.write(path, *["x = 1"] * lines)
    tree.write("tools/d.py", *["x = 1"] * 500)

    large = tree.figure("modules over 300 lines")
    largest = tree.figure("lines of the largest module")

    assert (large.value, large.missed) == (2, False)
    assert large.which == "`pipeline/a.py` 451, `workers/b.py` 301"
    assert (largest.value, largest.missed) == (451, True)
    assert [str(place) for place in largest.places] == ["pipeline/a.py:1: 451 lines"]


def test_the_fullest_folder_is_named_and_packages_files_do_not_count(tree: Tree) -> None:
    tree.write("pipeline/__init__.py")
    tree.write("pipeline/app.py")
    for number in range(17):
        tree.write(f"pipeline/core/m{number}.py")

    fullest = tree.figure("modules in the fullest folder of `pipeline/`")

    assert (fullest.value, fullest.missed) == (17, True)
    assert fullest.which == "`pipeline/core` 17, `pipeline` 1"
    assert [str(place) for place in fullest.places] == ["pipeline/core: 17 modules"]


def test_the_longest_function_is_named(tree: Tree) -> None:
    tree.write(
        "pipeline/a.py",
        "def short():",
        "    pass",
        "class A:",
        "    async def long(self):",
        "        x = 1",
        "        return x",
    )

    longest = tree.figure("lines of the longest function")

    assert (longest.value, longest.which) == (3, "`long` in `pipeline/a.py`")


def test_first_lines_are_measured_for_all_that_is_documented(tree: Tree) -> None:
    tree.write(
        "benchmarks/a.py",
        '"""One."""',
        "LIMIT = 3",
        '"""Three."""',
        "class A:",
        '    """Four.',
        "",
        "    " + "And much more of it, which does not count. " * 3,
        '    """',
        "    field: int",
        f'    """{"x" * 61}"""',
        "    def method(self):",
        f'        """{"y" * 73}"""',
        "        'No docstring, as it follows nothing that could have one.'",
        "    def bare(self): ...",
    )

    median = tree.figure("first docstring line, median")
    most = tree.figure("first docstring line, 90th percentile")

    assert (median.value, median.which, median.missed) == (6, "of 5", False)
    assert (most.value, most.missed) == (73, True)
    assert [str(place) for place in most.places] == ["benchmarks/a.py:12: 73 characters"]


def test_nine_lines_of_ten_may_not_exceed_the_goal(tree: Tree) -> None:
    tree.write("tools/a.py", *[f'x = 1\n"""{"x" * 72}"""'] * 9, f'x = 1\n"""{"y" * 200}"""')

    assert tree.figure("first docstring line, 90th percentile").value == 72


def test_wide_lines_are_listed_in_tests_too(tree: Tree) -> None:
    tree.write("tests/unit/test_a.py", "# " + "ä" * 98, "# " + "ä" * 99)

    assert tree.places("lines over 100 columns") == ["tests/unit/test_a.py:2: 101 columns"]


@pytest.mark.parametrize(
    "line",
    [
        "monkeypatch.setattr(files, 'place', never)",
        "monkeypatch.setattr(Journal, 'claimed', never)",
        "monkeypatch.setattr(office.door, 'look', never)",
        "monkeypatch.setattr('pipeline.files.place', never)",
        "monkeypatch.setitem(files.ALL, 'place', never)",
        "monkeypatch.delattr(files, 'place')",
        "with mock.patch('workers.watch.look'): ...",
        "with mock.patch.object(files, 'place'): ...",
        "setattr(files, 'place', never)",
        "office.journal.claimed = never  # type: ignore[method-assign]",
    ],
)
def test_replacing_our_own_code_is_a_patch(tree: Tree, line: str) -> None:
    tree.write("tests/test_a.py", *_IMPORTS, line)

    assert tree.figure("patches of our own code in tests").value == 1


@pytest.mark.parametrize(
    "line",
    [
        "monkeypatch.setenv('PATH', '')",
        "monkeypatch.chdir(tmp_path)",
        "monkeypatch.setattr('os.link', never)",
        "monkeypatch.setattr(Path, 'open', never)",
        "monkeypatch.setitem(sys.modules, 'pipeline', never)",
        "with mock.patch('os.link'): ...",
        "with monkeypatch.context() as patch: patch.chdir(tmp_path)",
        "office.now = 3",
    ],
)
def test_replacing_the_environment_is_no_patch_of_ours(tree: Tree, line: str) -> None:
    tree.write("tests/test_a.py", *_IMPORTS, line)

    assert tree.figure("patches of our own code in tests").value == 0


@pytest.mark.parametrize(
    ("line", "reached"),
    [
        ("from pipeline.journal import _SCHEMA", "pipeline.journal._SCHEMA"),
        ("files._copy(a, b)", "files._copy"),
        ("Journal._append", "Journal._append"),
        ("office.journal._db.execute()", "office.journal._db"),
        ("made()._append()", "made()._append"),
        ("journal._LIMIT", "journal._LIMIT"),
    ],
)
def test_private_names_of_ours_are_reached_for(tree: Tree, line: str, reached: str) -> None:
    tree.write("pipeline/office/journal.py", *_JOURNAL)
    tree.write("tests/test_a.py", line, *_IMPORTS)

    assert tree.places("private names that tests reach for") == [f"tests/test_a.py:1: {reached}"]


@pytest.mark.parametrize(
    "line",
    [
        "row._tr.find('w:tblHeader')",
        "os._exit(1)",
        "from pipeline.i18n import _",
        "from docx.oxml import _Cell",
        "files.__name__",
        "class Fake:\n    def run(self): return self._append()",
        "class Fake:\n    def _append(self): ...\n\nFake()._append()",
    ],
)
def test_private_names_of_others_and_of_the_tests_are_free(tree: Tree, line: str) -> None:
    tree.write("pipeline/office/journal.py", *_JOURNAL)
    tree.write("tests/test_a.py", *_IMPORTS, line)

    assert tree.places("private names that tests reach for") == []


def test_a_tidy_tree_ends_with_0(tree: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    tree.write("pipeline/a.py", '"""Nothing."""')

    code = main(["--list"], tree.root)

    table = capsys.readouterr().out.splitlines()
    assert code == 0
    assert table[:2] == ["| figure | value | goal | which |", "|---|--:|--:|---|"]
    assert table[2] == "| modules over 300 lines | 0 | ≤ 10 |  |"
    assert all(line.startswith("| ") for line in table[2:])


def test_a_missed_goal_ends_with_1_and_its_places_are_printed_when_asked_for(
    tree: Tree, capsys: pytest.CaptureFixture[str]
) -> None:
    tree.write("tools/a.py", "x" * 101)

    code = main([], tree.root)
    table = capsys.readouterr().out
    code_with_list = main(["--list"], tree.root)
    more = capsys.readouterr().out.removeprefix(table)

    assert (code, code_with_list) == (1, 1)
    assert "| lines over 100 columns | 1 | ≤ 0, missed |  |" in table
    assert more == "\nlines over 100 columns: 1, goal 0\ntools/a.py:1: 101 columns\n"
