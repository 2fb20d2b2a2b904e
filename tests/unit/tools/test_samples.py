from __future__ import annotations

import hashlib
import json
import wave
from collections.abc import Callable
from pathlib import Path

import av
import pytest
from pikepdf import Pdf
from PIL import Image

from tools import samples
from tools.compare import words
from tools.samples import Sample


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (samples.english_letter, "a.pdf"),
        (samples.german_dictation, "a.wav"),
        (samples.german_dictation, "a.m4a"),
        (samples.german_dictation, "a.mp3"),
    ],
)
def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(
    make: Callable[..., Sample], name: str, tmp_path: Path
) -> None:
    once, again, other = (tmp_path / folder for folder in ("once", "again", "other"))
    for folder in (once, again, other):
        folder.mkdir()

    first = make(once / name, seed=3)
    second = make(again / name, seed=3)
    third = make(other / name, seed=4)

    assert first.text == second.text != third.text
    assert digest(first.path) == digest(second.path) != digest(third.path)


def test_a_german_letter_is_two_pages_of_grey_jpeg_at_300_dpi(german_letter_pdf: Sample) -> None:
    with Pdf.open(german_letter_pdf.path) as pdf:
        images = [next(iter(page.get_images().values())) for page in pdf.pages]

        assert [(int(image.Width), int(image.Height), str(image.Filter)) for image in images] == [
            (2480, 3508, "/DCTDecode")
        ] * 2
        assert float(pdf.pages[0].mediabox[2]) == pytest.approx(595.2)
    assert set("äöüß") <= set(german_letter_pdf.text)
    assert "|" not in german_letter_pdf.text


def test_a_tiff_scan_has_all_pages_in_black_and_white(german_letter_tiff: Sample) -> None:
    with Image.open(german_letter_tiff.path) as picture:
        assert (getattr(picture, "n_frames", 1), picture.mode, picture.info["compression"]) == (
            2,
            "1",
            "group4",
        )
        assert picture.info["dpi"] == (300, 300)


def test_invoices_and_minutes_are_one_page(german_invoice_pdf: Sample, tmp_path: Path) -> None:
    minutes = samples.german_minutes(tmp_path / "Protokoll.png")

    with Pdf.open(german_invoice_pdf.path) as pdf, Image.open(minutes.path) as picture:
        assert (len(pdf.pages), picture.size, picture.mode) == (1, (2480, 3508), "L")
    lines = german_invoice_pdf.text.splitlines()
    assert [
        lines.count(name) for name in ("Nettobetrag", "zuzüglich 19 % USt", "Rechnungsbetrag")
    ] == [1, 1, 1]
    assert "TOP 5: Verschiedenes" in minutes.text


def test_only_pdf_and_tiff_hold_more_than_one_page(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="2 pages"):
        samples.german_letter(tmp_path / "Brief.png")


def test_a_scan_has_exactly_the_pages_asked_for(tmp_path: Path) -> None:
    sample = samples.scan(tmp_path / "scan.tif", pages=3)

    with Image.open(sample.path) as picture:
        assert getattr(picture, "n_frames", 1) == 3


def test_a_recording_lasts_as_long_as_asked_and_says_nothing_twice(tmp_path: Path) -> None:
    sample = samples.recording(tmp_path / "long.wav", minutes=2)

    with wave.open(str(sample.path)) as sound:
        seconds = sound.getnframes() / sound.getframerate()
    assert 120 <= seconds < 135
    sentences = [
        sentence for sentence in sample.text.replace("?", ".").split(". ") if len(sentence) > 20
    ]
    assert len(sentences) == len(set(sentences))


def test_compressed_recordings_hold_one_channel_and_when_they_were_made(
    german_meeting_m4a: Sample,
) -> None:
    with av.open(str(german_meeting_m4a.path)) as container:
        stream = container.streams.audio[0]

        assert (stream.codec_context.name, stream.rate, stream.channels) == ("aac", 44_100, 1)
        assert container.metadata["creation_time"].startswith("2026-03-12T09:00:00")


def test_two_formats_of_a_meeting_say_the_same(
    german_meeting_wav: Sample, german_meeting_m4a: Sample
) -> None:
    assert german_meeting_wav.text == german_meeting_m4a.text


def test_a_dictation_says_its_punctuation(german_dictation_wav: Sample) -> None:
    assert {"komma", "punkt", "absatz"} <= set(words(german_dictation_wav.text))


def test_the_command_keeps_the_truths_of_earlier_calls(tmp_path: Path) -> None:
    assert samples.main([str(tmp_path), "--kind", "pages", "1"]) == 0
    assert samples.main([str(tmp_path), "--kind", "minutes", "0.1"]) == 0

    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    assert sorted(truth) == ["recording-0.1.m4a", "scan-1.pdf"]


@pytest.mark.parametrize("kind", [["films"], ["pages"], ["pages", "many"], ["demo", "twice"]])
def test_the_command_refuses_what_it_does_not_know(
    kind: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        samples.main([str(tmp_path), "--kind", *kind])

    assert "error" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["minutes", "fax"])
def test_pages_of_a_kind_are_the_same_however_many_are_made(kind: str, tmp_path: Path) -> None:
    once, again = tmp_path / "once", tmp_path / "again"
    once.mkdir()
    again.mkdir()

    (alone,) = samples.pages_of(kind, once, count=1, seed=3)
    first, second = samples.pages_of(kind, again, count=2, seed=3)

    assert alone.text == first.text != second.text
    assert digest(alone.path) == digest(first.path) != digest(second.path)


def test_kinds_of_pages_are_what_their_names_say(tmp_path: Path) -> None:
    made = {
        name: samples.pages_of(name, tmp_path, count=1)[0].path
        for name in ("fax", "16-bit PNG", "photo", "100 dpi")
    }

    with (
        Image.open(made["fax"]) as fax,
        Image.open(made["16-bit PNG"]) as deep,
        Image.open(made["photo"]) as photo,
    ):
        assert (fax.mode, fax.size, fax.info["compression"]) == ("1", (1686, 2292), "group4")
        assert fax.info["dpi"] == pytest.approx((204, 196))
        assert deep.mode == "I;16"
        assert (photo.mode, photo.size, "dpi" in photo.info) == ("RGB", (3024, 4032), False)
    with Pdf.open(made["100 dpi"]) as pdf:
        (image,) = pdf.pages[0].get_images().values()
        assert (int(image.Width), int(image.Height)) == (827, 1169)
        assert float(pdf.pages[0].mediabox[2]) == pytest.approx(827 * 72 / 100)


def test_turned_pages_lie_on_their_side_or_stand_on_their_head(tmp_path: Path) -> None:
    sizes = []
    for page in samples.pages_of("rotated", tmp_path, count=3):
        with Pdf.open(page.path) as pdf:
            sizes.append([round(float(side)) for side in pdf.pages[0].mediabox[2:]])

    assert sizes == [[842, 595], [595, 842], [842, 595]]


def test_leaflets_repeat_after_a_while(tmp_path: Path) -> None:
    leaflets = samples.leaflets(tmp_path / "many.pdf", pages=5, distinct=2)

    with Pdf.open(leaflets.path) as pdf:
        images = [next(iter(page.get_images().values())).read_raw_bytes() for page in pdf.pages]
    assert images[0] == images[2] == images[4] != images[1] == images[3]
    lines = leaflets.text.splitlines()
    assert lines[0] == lines[2] != lines[1]
