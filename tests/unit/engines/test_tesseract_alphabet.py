"""The alphabet of a language's network, out of its file."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from pipeline.engines.tesseract import alphabet_of, alphabets_of


def _trained(path: Path, signs: str, *, number: int = 21) -> Path:
    """A language's file of which only the alphabet is real."""
    text = "".join([f"{len(signs)}\n", *(f"{sign} 3 0,255 Latin 1\n" for sign in signs)]).encode()
    head = 4 + 8 * 24
    places = [-1] * 24
    places[3], places[number], places[22] = head, head + 2, head + 2 + len(text)
    path.write_bytes(struct.pack("<i24q", 24, *places) + b"xx" + text + b"recoder")
    return path


def test_the_signs_are_read_out_of_the_file(tmp_path: Path) -> None:
    assert alphabet_of(_trained(tmp_path / "deu.traineddata", "aß€")) == frozenset("aß€")


def test_languages_that_read_together_know_the_signs_of_all(tmp_path: Path) -> None:
    _trained(tmp_path / "deu.traineddata", "aß")
    _trained(tmp_path / "eng.traineddata", "a§")

    assert alphabets_of(tmp_path, ("deu", "eng")) == frozenset("aß§")


@pytest.mark.parametrize("content", [b"", b"\x18\0\0\0", b"\xff" * 400, b"\0" * 400])
def test_a_file_that_does_not_tell_gives_no_alphabet(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "deu.traineddata"
    file.write_bytes(content)
    _trained(tmp_path / "eng.traineddata", "a§")

    assert alphabet_of(file) == frozenset()
    assert alphabets_of(tmp_path, ("deu", "eng")) == frozenset()


def test_a_language_without_a_network_gives_no_alphabet(tmp_path: Path) -> None:
    assert alphabet_of(_trained(tmp_path / "deu.traineddata", "a", number=20)) == frozenset()
