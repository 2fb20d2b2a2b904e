"""Where the network of PP-OCR is looked for."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pipeline.engines.pp_ocr_network import FILE, SIZE, place, pp_ocr_network


def _put(file: Path, size: int) -> Path:
    file.parent.mkdir(parents=True)
    with file.open("wb") as written:
        written.truncate(size)
    return file


@pytest.fixture(name="elsewhere")
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment and a folder of packages with nothing in them."""
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "venv"))
    monkeypatch.syspath_prepend(str(tmp_path / "packages"))
    return tmp_path


def test_without_the_file_there_is_no_second_reader(elsewhere: Path) -> None:
    assert elsewhere.is_dir()
    assert pp_ocr_network() is None


def test_the_file_beside_the_packages_is_found(elsewhere: Path) -> None:
    file = _put(place(), SIZE)

    assert file.is_relative_to(elsewhere)
    assert pp_ocr_network() == file


def test_a_file_of_another_size_is_none(elsewhere: Path) -> None:
    assert _put(place(), SIZE - 1).is_relative_to(elsewhere)
    assert pp_ocr_network() is None


def test_an_installed_rapidocr_serves_as_well(elsewhere: Path) -> None:
    package = elsewhere / "packages" / "rapidocr"
    file = _put(package / "models" / FILE, SIZE)
    (package / "__init__.py").touch()

    assert pp_ocr_network() == file
