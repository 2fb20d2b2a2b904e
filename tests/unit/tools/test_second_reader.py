"""The one file that is taken out of a wheel."""

from __future__ import annotations

import hashlib
from pathlib import Path
from zipfile import ZipFile

import pytest

from pipeline.engines.pp_ocr_network import FILE
from tools.second_reader import NetworkUnknown, unpack

_NETWORK = b"weights"


def _wheel(folder: Path) -> Path:
    wheel = folder / "rapidocr.whl"
    with ZipFile(wheel, "w") as archive:
        archive.writestr(f"rapidocr/models/{FILE}", _NETWORK)
        archive.writestr("rapidocr/main.py", "import cv2")
        archive.writestr("rapidocr-1.dist-info/licenses/LICENSE", "Apache")
    return wheel


def test_the_network_and_its_licence_are_taken_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "share" / FILE

    unpack(_wheel(tmp_path), target, sha256=hashlib.sha256(_NETWORK).hexdigest())

    assert target.read_bytes() == _NETWORK
    assert sorted(file.name for file in target.parent.iterdir()) == [
        f"{target.stem}-LICENSE",
        FILE,
    ]


def test_another_network_is_not_taken(tmp_path: Path) -> None:
    target = tmp_path / "share" / FILE

    with pytest.raises(NetworkUnknown):
        unpack(_wheel(tmp_path), target)

    assert not target.exists()
