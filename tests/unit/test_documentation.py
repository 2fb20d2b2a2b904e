"""Every command, setting and reason is documented, and every reference leads somewhere."""

import re
from pathlib import Path

import pytest
import typer

from pipeline.errors import ProfileWrong, UsageError
from pipeline.explained_error import SchreibstubeError
from pipeline.settings import Settings
from tests.references import leads_somewhere, references, references_in
from workers.cli import app

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")


def _leaves(kind: type[SchreibstubeError]) -> set[str]:
    return {name for child in kind.__subclasses__() for name in _leaves(child)} or {kind.__name__}


def test_every_reason_has_a_heading_in_operations_and_every_heading_a_reason() -> None:
    headings = set(re.findall(r"^### (\w+)$", OPERATIONS, re.MULTILINE))

    assert headings == _leaves(SchreibstubeError) | {
        UsageError.__name__,
        ProfileWrong.__name__,
    }  # which are raised themselves, too


def test_every_command_is_in_the_readme_and_has_help() -> None:
    group = typer.main.get_command(app)
    commands = group.commands  # type: ignore[attr-defined]  # a group, as Typer makes it

    assert [name for name, command in commands.items() if not command.help] == []
    assert [name for name in commands if f"`schreibstube {name}" not in README] == []


def test_both_readmes_say_where_the_command_is() -> None:
    german = (ROOT / "README.de.md").read_text(encoding="utf-8")

    assert ".venv/bin/schreibstube" in README.partition("| command |")[0].rpartition("\n\n")[0]
    assert re.findall(r"`schreibstube [a-z]+", german) == []


@pytest.mark.parametrize(
    "file", ["README.md", "README.de.md", "CONTRIBUTING.md", "docs/operations.md"]
)
def test_every_make_target_that_is_named_exists(file: str) -> None:
    targets = set(
        re.findall(
            r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
        )
    )

    text = (ROOT / file).read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|`)make ([a-z-]+)", text, re.MULTILINE))

    assert named - targets == set()


def test_the_makefile_uses_only_options_that_the_commands_have() -> None:
    group = typer.main.get_command(app)
    commands = group.commands  # type: ignore[attr-defined]  # a group, as Typer makes it
    lines = re.findall(
        r"^\t@?\$\(BIN\)/schreibstube (\S+)(.*)$",
        (ROOT / "Makefile").read_text(encoding="utf-8"),
        re.MULTILINE,
    )

    unknown = [
        (name, option)
        for name, rest in lines
        for option in re.findall(r"(?<!\S)--?[a-z][a-z-]*", rest)
        if option not in {known for parameter in commands[name].params for known in parameter.opts}
    ]

    assert [name for name, _rest in lines] == ["batch", "watch", "status"]
    assert unknown == []


def test_every_target_of_the_makefile_says_what_it_does() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    silent = [
        line
        for line in makefile.splitlines()
        if re.match(r"^[a-z][a-z-]*:", line) and "## " not in line
    ]

    assert silent == []


@pytest.mark.parametrize(
    "file",
    [
        *sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/**/*.md")),
        "README.md",
        "README.de.md",
    ],
)
def test_every_link_between_documents_leads_somewhere(file: str) -> None:
    here = ROOT / file
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", here.read_text(encoding="utf-8"))

    assert [link for link in links if not (here.parent / link).exists()] == []


def test_every_setting_says_what_it_is_for() -> None:
    silent = [
        f"{name}.{setting}"
        for name, section in Settings.model_fields.items()
        for setting, info in getattr(section.annotation, "model_fields", {}).items()
        if not info.description
    ]

    assert silent == []


def test_decisions_have_the_five_parts() -> None:
    for file in sorted((ROOT / "docs" / "adr").glob("*.md")):
        text = file.read_text(encoding="utf-8")
        assert re.match(r"# \d+\. .+\n\nStatus: ", text), file.name
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [
            "Context",
            "Decision",
            "Consequences",
        ], file.name


def test_everything_of_ours_that_prose_names_exists() -> None:
    named = references(ROOT)

    assert len(named) > 300
    assert [str(each) for each in named if not leads_somewhere(ROOT, each)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See docs/adr/0001-no.md.", {"docs/adr/0001-no.md": False}),
        ("see docs/operations.md#settings", {"docs/operations.md": True}),
        ("`core/model.py` and `outputs/pdfa.py`", {"core/model.py": True, "outputs/pdfa.py": True}),
        ("(tests/unit/test_none.py)", {"tests/unit/test_none.py": False}),
        ("`settings.py`, `no_module.py`", {"settings.py": True, "no_module.py": False}),
        ("``core.scans.arrangement.Oddity``", {"core.scans.arrangement.Oddity": True}),
        ("``core.scans.arrangement.Odd``", {"core.scans.arrangement.Odd": False}),
        ("``pipeline.errors.EmptyFile.to_do``", {"pipeline.errors.EmptyFile.to_do": True}),
        ("workers.none says so.", {"workers.none": False}),
        ("tools/samples.toml", {"tools/samples.toml": True}),
        ("tests/unit/<room>/test_<module>.py", {"tests/unit": True}),
        ("benchmarks/no_*.py, docs/*.md", {"benchmarks/no_*.py": False, "docs/*.md": True}),
        ("https://example.org/docs/a.md", {}),
        ("python/ctranslate2/model_spec.py", {}),
    ],
)
def test_references_are_found_and_followed(text: str, found: dict[str, bool]) -> None:
    named = list(references_in("docs/x.md", [(1, text)]))

    assert {each.name: leads_somewhere(ROOT, each) for each in named} == found
