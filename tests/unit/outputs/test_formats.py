"""The one list of output formats, and what has to agree with it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from pipeline.core.model import Rendition
from pipeline.core.naming import RESULT_SUFFIXES
from pipeline.i18n import Language
from pipeline.office.profiles.new import template
from pipeline.outputs.formats import FORMATS, check_whole, choices
from pipeline.settings import Speech
from pipeline.translations import translator

ROOT = Path(__file__).parents[3]


def test_formats_results_and_what_can_be_wanted_are_the_same() -> None:
    wanted = tuple(suffix[1:] for suffix, known in FORMATS.items() if known.write)

    assert tuple(FORMATS) == RESULT_SUFFIXES
    assert wanted == get_args(Rendition)


def test_what_can_be_wanted_says_what_it_is_for() -> None:
    assert [bool(known.use) for known in FORMATS.values()] == [
        known.write is not None for known in FORMATS.values()
    ]
    assert choices(translator("de")) == (
        'Untertitel ("vtt", "srt"), reiner Text ("txt"), jedes Wort mit seiner Zeit für Programme'
        ' ("json")'
    )


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_new_profile_names_all_that_can_be_wanted(language: Language) -> None:
    said = " ".join(template(language).replace("\n# ", " ").split())

    assert f": {choices(translator(language))}; []" in said
    assert "{formats}" not in said


def test_the_settings_and_their_example_name_all_that_can_be_wanted() -> None:
    example = (ROOT / "schreibstube.example.toml").read_text(encoding="utf-8").replace("\n# ", " ")
    said = Speech.model_fields["outputs"].description

    assert f"besides the Word draft: {choices(translator('en'))}." in example
    assert said == 'What is written besides the draft: "vtt", "srt", "txt", "json".'


def test_the_documentation_has_a_row_for_all_that_can_be_wanted() -> None:
    text = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")

    assert re.findall(r'^\| `"(\w+)"`', text, re.MULTILINE) == [*get_args(Rendition)]


def test_files_of_other_kinds_are_not_judged(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_bytes(b"")

    check_whole(tmp_path / "note.md")
