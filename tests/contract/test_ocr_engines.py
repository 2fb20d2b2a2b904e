"""Every OcrEngine behaves the same: one suite over all of them."""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.engines import tesseract
from pipeline.errors import DamagedFile, EngineMissing
from pipeline.ports import OcrEngine, PageImage

pytestmark = pytest.mark.engine

LETTER = (
    "Dear Ms Lane,",
    "thank you for your letter of 12 March 2024.",
    "The total of EUR 1,234.56 is due within 14 days.",
    "Please quote the invoice number 4711 when you pay.",
    "Yours sincerely, John Smith",
)


def in_process() -> OcrEngine:
    from pipeline.engines.tesseract_inprocess import TesseractInProcess  # noqa: PLC0415 - a library

    return TesseractInProcess()


def as_program() -> OcrEngine:
    from pipeline.engines.tesseract_cli import TesseractCli  # noqa: PLC0415 - as above

    return TesseractCli()


@pytest.fixture(params=[as_program, in_process])
def engine(request: pytest.FixtureRequest) -> OcrEngine:
    build: Callable[[], OcrEngine] = request.param
    return build()


def a_letter(path: Path, *lines: str, turned: int = 0, dpi: float = 300) -> PageImage:
    picture = Image.new("L", (1700, 900), "white")
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(48)
    for number, line in enumerate(lines):
        pen.text((100, 100 + 90 * number + 100 * (number > 2)), line, font=font, fill="black")
    picture = picture.rotate(-turned, expand=True)
    picture.save(path)
    return PageImage(path, *picture.size, dpi)


def test_words_come_in_reading_order_with_their_lines(engine: OcrEngine, tmp_path: Path) -> None:
    image = a_letter(tmp_path / "a.png", *LETTER)

    (words,) = engine.read([image], languages=("eng",))

    lines: dict[int, list[str]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word.text)
    assert [" ".join(line) for line in lines.values()] == list(LETTER)
    assert list(lines) == list(range(len(LETTER)))
    assert {word.block for word in words} == set(range(max(word.block for word in words) + 1))
    assert all(word.confidence > 0.8 for word in words)
    first = words[0].box
    assert (first.left, first.top) == pytest.approx((100, 112), abs=12)
    assert first.height == pytest.approx(36, abs=10)


def test_each_picture_of_a_batch_has_its_own_words_in_order(
    engine: OcrEngine, tmp_path: Path
) -> None:
    images = [
        a_letter(tmp_path / "a.jpg", "The first page"),
        a_letter(tmp_path / "b.pgm"),
        a_letter(tmp_path / "c.tif", "The third page", dpi=200),
        a_letter(tmp_path / "d.png", "The fourth page"),
    ]

    readings = engine.read(images, languages=("eng",))

    assert [" ".join(word.text for word in words) for words in readings] == [
        "The first page", "", "The third page", "The fourth page",
    ]  # fmt: skip


def test_an_empty_batch_has_no_words(engine: OcrEngine) -> None:
    assert engine.read([], languages=("eng",)) == ()


def test_the_alphabet_is_that_of_the_languages(engine: OcrEngine) -> None:
    german, both = engine.alphabet(("deu",)), engine.alphabet(("deu", "eng"))

    assert {"ß", "€", "7"} <= german
    assert {"§", "²"}.isdisjoint(german)
    assert both == german | engine.alphabet(("eng",))
    assert "§" in both


def test_two_languages_read_together(engine: OcrEngine, tmp_path: Path) -> None:
    image = a_letter(
        tmp_path / "a.png", "Sehr geehrte Damen und Herren", "Dear ladies and gentlemen"
    )

    (words,) = engine.read([image], languages=("deu", "eng"))

    assert {"geehrte", "Herren", "ladies"} <= {word.text for word in words}


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_a_turned_page_is_noticed(engine: OcrEngine, angle: int, tmp_path: Path) -> None:
    image = a_letter(tmp_path / "a.png", *LETTER, turned=(360 - angle) % 360)

    assert engine.angle(image) == angle


def test_a_few_letters_do_not_tell_which_way_is_up(engine: OcrEngine, tmp_path: Path) -> None:
    assert engine.angle(a_letter(tmp_path / "a.png", "Appendix 3", turned=180)) is None


def test_asking_for_the_angle_of_nothing_does_no_harm(engine: OcrEngine, tmp_path: Path) -> None:
    (tmp_path / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n nothing")

    angles = [
        engine.angle(a_letter(tmp_path / "a.png")),
        engine.angle(PageImage(tmp_path / "b.png", 100, 100, 300)),
        engine.angle(PageImage(tmp_path / "c.png", 100, 100, 300)),
    ]

    assert angles == [None, None, None]


def test_a_missing_language_says_how_to_install_it(engine: OcrEngine, tmp_path: Path) -> None:
    image = a_letter(tmp_path / "a.png", "Text")

    with pytest.raises(EngineMissing) as caught:
        engine.read([image], languages=("eng", "chi_sim_vert"))

    assert caught.value.details == {
        "what": "Tesseract (chi_sim_vert)",
        "command": "sudo apt install tesseract-ocr-chi-sim-vert",
    }


@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff\xe0 no picture", b"%PDF-1.4"])
def test_a_picture_that_cannot_be_opened_is_damaged(
    engine: OcrEngine, content: bytes, tmp_path: Path
) -> None:
    good, bad = a_letter(tmp_path / "a.png", "Text"), tmp_path / "b.jpg"
    bad.write_bytes(content)

    with pytest.raises(DamagedFile):
        engine.read([good, PageImage(bad, 100, 100, 300)], languages=("eng",))


def test_absurd_resolutions_do_no_harm(engine: OcrEngine, tmp_path: Path) -> None:
    images = [a_letter(tmp_path / f"{dpi}.png", "The same page", dpi=dpi) for dpi in (1, 5000)]

    readings = engine.read(images, languages=("eng",))

    assert [" ".join(word.text for word in words) for words in readings] == ["The same page"] * 2


def test_nothing_is_left_behind(engine: OcrEngine, tmp_path: Path) -> None:
    image = a_letter(tmp_path / "a.png", "Text")

    engine.read([image], languages=("eng",))

    assert list(tmp_path.iterdir()) == [image.path]


@pytest.mark.parametrize(
    "engine", ["tesseract_inprocess.TesseractInProcess", "tesseract_cli.TesseractCli"]
)
def test_engines_use_one_thread(engine: str) -> None:
    module = f"pipeline.engines.{engine.partition('.')[0]}"
    script = (
        f"import os, {module}; pipeline.engines.{engine}(); print(os.environ['OMP_THREAD_LIMIT'])"
    )

    # In a process of its own: an engine of speech lifts the limit in its process.
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert told.stdout.strip() == "1"


def test_the_memory_of_a_page_serves_the_next() -> None:
    script = """if 1:
        import resource, sys, tempfile
        from pathlib import Path
        from PIL import Image
        from pipeline.engines.tesseract_inprocess import TesseractInProcess
        from pipeline.ports import PageImage

        with tempfile.TemporaryDirectory() as folder:
            page = Image.new("L", (2480, 3508), 255)
            page.save(path := Path(folder, "a.pgm"))
            engine, counts = TesseractInProcess(), []
            for _ in range(4):
                engine.read([PageImage(path, 2480, 3508, 300)], languages=("eng",))
                counts.append(resource.getrusage(resource.RUSAGE_SELF).ru_minflt)
        print(counts[-1] - counts[-2])
    """

    # In a process of its own: what an allocator does is decided once.
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    # Pages of memory that were asked for: 4 KB each; the picture alone has 2,124.
    assert int(told.stdout) < 500


READS_A_PICTURE = """if 1:
    import sys
    from pathlib import Path

    sys.prefix = sys.argv[1]
    from pipeline.engines.tesseract_inprocess import TesseractInProcess
    from pipeline.ports import PageImage

    image = PageImage(Path(sys.argv[2]), 1700, 900, 300)
    print(TesseractInProcess().read([image], languages=("deu", "eng")))
"""


def read_beside(library: Path, image: PageImage) -> tuple[str, str]:
    """What a process reads that looks for this library, and who writes its lines' pictures."""
    script = [sys.executable, "-c", READS_A_PICTURE, str(library.parents[2]), str(image.path)]

    # The loader tells on the other channel whose functions it takes.
    told = subprocess.run(["env", "LD_DEBUG=bindings", *script], capture_output=True, check=True)

    taken = re.search(rb"/libtesseract\S+ .* to (\S+) .*`pixWriteMem'", told.stderr)
    assert taken is not None
    return told.stdout.decode(), Path(taken[1].decode()).name


@pytest.fixture(name="library")
def _library(tmp_path: Path) -> Path:
    """Where the library of unpacked lines would be, in an environment of its own."""
    library = tmp_path / "venv" / "share" / "schreibstube" / "unpacked_lines.so"
    library.parent.mkdir(parents=True)
    return library


on_glibc = pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="the loader of glibc tells")


@on_glibc
@pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler")
def test_lines_that_are_not_packed_are_read_the_same_to_the_bit(
    library: Path, tmp_path: Path
) -> None:
    image = a_letter(tmp_path / "a.pgm", *LETTER)
    without, packed_by = read_beside(library, image)
    source = Path(tesseract.__file__).with_name("unpacked_lines.c")
    subprocess.run(["cc", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)

    unpacked, unpacked_by = read_beside(library, image)

    assert "'Smith'" in without
    assert unpacked == without
    assert packed_by.startswith("liblept")
    assert unpacked_by == library.name


@on_glibc
@pytest.mark.parametrize("content", [b"", b"no library", b"\x7fELF\x02\x01\x01"])
def test_a_broken_library_of_unpacked_lines_does_no_harm(
    library: Path, content: bytes, tmp_path: Path
) -> None:
    library.write_bytes(content)

    words, packed_by = read_beside(library, a_letter(tmp_path / "a.pgm", *LETTER))

    assert "'Smith'" in words
    assert packed_by.startswith("liblept")


def test_engines_say_what_they_are(engine: OcrEngine) -> None:
    assert engine.version.split()[0] in ("tesseract", "tesserocr")
    assert engine.version.split()[1][0].isdigit()
    assert engine.batch >= 1


def test_both_engines_read_the_same(tmp_path: Path) -> None:
    image = a_letter(tmp_path / "a.png", *LETTER)

    readings = [
        Counter(word.text for word in build().read([image], languages=("eng",))[0])
        for build in (as_program, in_process)
    ]

    assert (readings[0] & readings[1]).total() >= 0.98 * readings[0].total()


def test_without_the_program_the_engine_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(EngineMissing) as caught:
        as_program()

    assert caught.value.details["command"] == "sudo apt install tesseract-ocr"


def test_the_languages_are_found_where_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "xyz.traineddata").write_bytes(b"")
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))

    with pytest.raises(EngineMissing) as caught:
        in_process().read([a_letter(tmp_path / "a.png", "Text")], languages=("eng",))

    assert caught.value.details["what"] == "Tesseract (eng)"
