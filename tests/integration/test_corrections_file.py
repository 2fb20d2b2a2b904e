"""The file with what corrections taught: read, written, refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.core.corrections.learned import Source
from pipeline.engines.hunspell import lexicon
from pipeline.folder_errors import CorrectionsWrong
from pipeline.office.profiles.confined import ConfinedReader, rules_of
from pipeline.office.profiles.corrections_file import (
    corrections_of,
    forget,
    remember,
    remembered,
)
from tools.learned_sequence import counted

ONE = Source(date(2026, 11, 12), "000012-abababababab")
TWO = Source(date(2026, 11, 13), "000013-cdcdcdcdcdcd")
PAIR = ("Rathrnann", "Rathmann")


def _told(folder: Path, source: Source, *pairs: tuple[str, str]) -> None:
    remember(folder, (pairs, ()), source, "de")


def test_what_is_remembered_is_read_again(tmp_path: Path) -> None:
    odd = ('O’Har"a\\x', "O’Hara")
    _told(tmp_path, ONE, PAIR, odd)
    _told(tmp_path, TWO, PAIR)

    found = {pair.words: pair.confirmed for pair in remembered(tmp_path)}

    assert found == {PAIR: (ONE, TWO), odd: (ONE,)}


def test_the_file_explains_itself_and_has_days_and_jobs(tmp_path: Path) -> None:
    _told(tmp_path, ONE, PAIR)

    text = (tmp_path / "corrections.toml").read_text()

    assert text.startswith("# ")
    assert 'confirmed = ["2026-11-12 000012-abababababab"]' in text


def test_learning_the_same_job_again_leaves_the_file_alone(tmp_path: Path) -> None:
    _told(tmp_path, ONE, PAIR)
    before = (tmp_path / "corrections.toml").stat()

    _told(tmp_path, ONE, PAIR)

    assert (tmp_path / "corrections.toml").stat() == before


def test_nothing_to_learn_makes_no_file(tmp_path: Path) -> None:
    _told(tmp_path, ONE)
    _told(tmp_path / "gone", ONE, PAIR)

    assert list(tmp_path.iterdir()) == []


def test_a_correction_that_is_withdrawn_is_unlearned(tmp_path: Path) -> None:
    _told(tmp_path, ONE, PAIR)

    forget(tmp_path, ONE.job, "de")

    assert remembered(tmp_path) == ()


def test_what_stands_above_the_first_pair_stays(tmp_path: Path) -> None:
    _told(tmp_path, ONE, PAIR)
    file = tmp_path / "corrections.toml"
    file.write_text(f"# Von Frau Löwe geprüft\n{file.read_text()}")

    _told(tmp_path, TWO, PAIR)

    assert file.read_text().startswith("# Von Frau Löwe geprüft\n")
    assert file.read_text().count("[[pair]]") == 1


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ('[[pair]]\nwrong = "a"\nright = "b"\nconfirmed = ["gestern"]\n', "line 4, pair.confirmed"),
        ('[[pair]]\nwrong = "a"\nright = "b"\n', "line 1, pair.confirmed"),
        ('[[pair]]\nwrong = "a"\n', "line 1, pair.right"),
        ('[[pair]]\nwrong = "a"\nwrog = "b"\n', "line 3, pair.wrog"),
        ("[[pair]\n", "line 1"),
        ("\0", "line 1"),
    ],
)
def test_a_file_with_a_mistake_is_told_and_never_written_to(
    tmp_path: Path, content: str, place: str
) -> None:
    file = tmp_path / "corrections.toml"
    file.write_text(content)

    with pytest.raises(CorrectionsWrong, match=place):
        _told(tmp_path, ONE, PAIR)
    with pytest.raises(CorrectionsWrong, match=r"Akten/corrections\.toml"):
        remembered(tmp_path, "Akten")

    assert file.read_text() == content


def test_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("")
    (tmp_path / "corrections.toml").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(CorrectionsWrong):
        _told(tmp_path, ONE, PAIR)


def test_a_folder_does_not_learn_from_the_one_above(tmp_path: Path) -> None:
    (tmp_path / "Akten").mkdir()
    _told(tmp_path, ONE, PAIR)

    assert corrections_of(tmp_path, "Akten") == ()
    assert rules_of(tmp_path, "Akten").learned == ()
    assert len(rules_of(tmp_path, "").learned) == 1


def test_a_confined_reader_sees_what_was_learned_since(tmp_path: Path) -> None:
    reader = ConfinedReader()
    try:
        first = reader.read(tmp_path, "").learned
        _told(tmp_path, ONE, PAIR)
        second = reader.read(tmp_path, "").learned
    finally:
        reader.rest()

    assert (len(first), len(second)) == (0, 1)


def test_made_folders_get_their_names_proposed_and_no_new_mistake() -> None:
    found = sum((counted(seed, lexicon()) for seed in range(8)), counted(8, lexicon()))

    assert found["proposed, names"] > 0.9 * found["misread, names"] > 50
    assert found["new mistakes, control"] == found["new mistakes, third"] == 0
