"""A short round of the fuzzer over files made here, and over the real ones where they are.

`make fuzz` goes on for minutes. The draws are seeded: what fails here fails again.
"""

import random
import time
from pathlib import Path

import pytest
from PIL import Image

from pipeline.errors import DamagedFile
from tools import fuzz, samples
from tools.fuzz_targets import Target, targets

pytestmark = pytest.mark.timeout(300)

TRIES = 250


@pytest.fixture
def made(tmp_path: Path) -> list[Path]:
    """A small file of each sort."""
    picture = Image.new("1", (200, 120), 1)
    for name, options in (
        ("a.tif", {"compression": "group4"}),
        ("b.tif", {"compression": "jpeg"}),
        ("c.png", {}),
        ("d.jpg", {}),
        ("e.pdf", {}),
        ("f.gif", {}),
    ):
        picture.convert("L" if name[0] in "bde" else "1").save(tmp_path / name, **options)
    samples.german_meeting(tmp_path / "g.mp3", sentences=1)
    samples.german_meeting(tmp_path / "h.wav", sentences=1)
    return sorted(tmp_path.iterdir())


def test_no_mutation_is_more_than_refused(made: list[Path]) -> None:
    chance = random.Random(1)  # noqa: S311 - a draw that can be repeated

    outcome = fuzz.fuzz(targets(made), chance, more=lambda tried: tried < TRIES)

    assert list(map(str, outcome.findings.values())) == []
    assert set(outcome.tries) == set(targets(made))
    assert outcome.refused.total() > TRIES / 20


def test_equal_seeds_make_equal_mutations() -> None:
    content, other = b"PDF 12 and more", b"other"

    first, again = (
        [fuzz.mutated(content, other, chance) for _ in range(50)]
        for chance in (random.Random(3), random.Random(3))  # noqa: S311 - as above
    )

    assert first == again
    assert len(set(first)) > 30


def _fails(content: bytes, folder: Path) -> None:  # noqa: ARG001 - as targets are
    if content == b"hang":
        time.sleep(60)
    if content == b"refuse":
        raise DamagedFile
    raise ArithmeticError(content.decode())


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"hang", "hangs"),
        (b"refuse", None),
        (b"odd", "ArithmeticError in test_fuzz._fails: 'odd'"),
    ],
)
def test_what_the_product_does_not_know_is_a_finding(content: bytes, found: str | None) -> None:
    outcome = fuzz.fuzz(
        {"fails": Target(_fails, {"a": content})},
        random.Random(1),  # noqa: S311 - as above
        more=lambda tried: tried < 1,
        limit=5,
        mutate=lambda given, _other, _chance: given,
    )

    assert [finding.what for finding in outcome.findings.values()] == ([found] if found else [])


def test_a_run_names_its_findings_and_keeps_their_files(
    tmp_path: Path, made: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    data = str(made[0].parent)

    code = fuzz.main(["--minutes", "0.02", "--data", data, "--keep", str(tmp_path / "kept")])

    assert code == 0
    assert "Seed 1: 0 findings." in capsys.readouterr().out
    assert not (tmp_path / "kept").exists()
    with pytest.raises(SystemExit):
        fuzz.main(["--only", "nothing", "--data", data])
