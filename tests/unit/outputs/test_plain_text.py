import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.drafts.draft import About, Change, Draft, Run, Turn
from pipeline.core.drafts.kinds import DraftKind, Form
from pipeline.core.model import Box, Gap, Page, Recording, Scan, SpokenWord, Utterance, Word
from pipeline.errors import FolderUnreachable
from pipeline.outputs.plain_text import write_txt
from tests.drafts import drafted

ABOUT = About(
    "Sitzung", "Sitzung.mp3", "de", "listener 1", recorded=datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
)


def written(recording: Recording, folder: Path, about: About = ABOUT) -> list[str]:
    """The file's paragraphs, which empty lines part."""
    target = folder / "Sitzung.txt"
    write_txt(drafted(recording, about=about), target)
    text = target.read_bytes().decode()
    assert text.startswith("\ufeff")
    assert text.endswith("\r\n")
    assert text.count("\r") == text.count("\n") == text.count("\r\n")
    return text[1:-2].split("\r\n\r\n")


def said(text: str, *, start: float = 0.0, speaker: str | None = None) -> Utterance:
    words = tuple(
        SpokenWord(word, start + n, start + n + 1, 0.9) for n, word in enumerate(text.split())
    )
    return Utterance(words, "de", speaker)


def test_each_turn_is_a_paragraph_with_its_speaker_and_its_time(tmp_path: Path) -> None:
    utterances = (
        said("Grüß Gott.", start=751, speaker="Sprecher 1"),
        said("Guten Morgen.", start=754, speaker="Sprecher 2"),
    )

    head, notice, *turns = written(Recording(800, utterances, "de"), tmp_path)

    assert head == "Sitzung\r\nEntwurf – maschinell erstellt, ungeprüft"
    assert "ein Vorschlag" in notice
    assert turns == ["Sprecher 1: Grüß Gott. #00:12:33#", "Sprecher 2: Guten Morgen. #00:12:36#"]


def test_who_is_not_known_is_not_named(tmp_path: Path) -> None:
    *_, turn = written(Recording(60, (said("Guten Morgen."),), "de"), tmp_path)

    assert turn == "Guten Morgen. #00:00:02#"


def test_a_gap_is_said_in_its_place_and_nothing_of_ours_looks_like_a_speaker(
    tmp_path: Path,
) -> None:
    utterances = (said("Ja."), said("Nein.", start=30))
    recording = Recording(60, utterances, "de", (Gap(5, 19, "NotUnderstood"),))

    head, notice, *text = written(recording, tmp_path)

    assert text == ["Ja. #00:00:01#", "(unverständlich, 00.00.05–00.00.19)", "Nein. #00:00:31#"]
    assert not any(":" in paragraph for paragraph in (head, notice))
    assert "00.00.05–00.00.19" in notice


def test_what_a_reader_must_know_comes_first(tmp_path: Path) -> None:
    about = About("Meeting", "Meeting.mp3", "en", "listener 1", truncated=True)

    _, notice, *_ = written(Recording(60, (said("Yes."),), "en"), tmp_path, about)

    assert notice.startswith("The recording breaks off – its file is incomplete.")


def test_silence_is_said(tmp_path: Path) -> None:
    assert "(In dieser Aufnahme wird nicht gesprochen.)" in written(Recording(5, ()), tmp_path)


def test_a_frame_is_lines_a_row_has_tabs_and_nothing_of_ours_looks_like_a_speaker(
    tmp_path: Path,
) -> None:
    about = replace(ABOUT, form=Form(DraftKind.RESULTS, place="Rathaus: Saal 2"))
    utterances = (said("Beschluss: Der Rat kauft ein Haus.", speaker="Sprecher 1"),)

    head, *paragraphs = written(Recording(60, utterances, "de"), tmp_path, about)

    assert head.startswith("Ergebnisprotokoll – Sitzung\r\n")
    fields = next(paragraph for paragraph in paragraphs if paragraph.startswith("Anlass"))
    assert "\r\nOrt – Rathaus – Saal 2\r\n" in fields
    table = next(paragraph for paragraph in paragraphs if paragraph.startswith("Nr.\t"))
    assert "1\tBeschluss\tBeschluss – Der Rat kauft ein Haus.\t\t\t00.00.00" in table
    assert any(
        "\r\n☐ Text mit der Aufnahme verglichen\r\n" in paragraph for paragraph in paragraphs
    )
    assert [line for paragraph in paragraphs for line in paragraph.splitlines() if ":" in line] == [
        "Sprecher 1: Beschluss: Der Rat kauft ein Haus. #00:00:06#"
    ]


def test_changes_are_accepted_and_dictated_lines_and_paragraphs_are_kept(tmp_path: Path) -> None:
    runs = (
        Run("Sehr geehrter", "de"),
        Run(" ähm", "de", change=Change.DELETED),
        Run(" Herr\nBär", "de"),
        Run(",\n\n", "de", change=Change.INSERTED),
        Run("anbei das Gewünschte", "de"),
        Run("\n", "de", change=Change.INSERTED),
        Run("Ihre Stadt", "de"),
    )
    target = tmp_path / "Diktat.txt"

    write_txt(Draft("Diktat", "de", (), (), (Turn(runs, 0, 9, timed=False),)), target)

    text = target.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    assert (
        text.split("\n\n", 1)[1] == "Sehr geehrter Herr Bär,\n\nanbei das Gewünschte\nIhre Stadt\n"
    )


@given(st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=9))
def test_every_word_is_there_once_and_in_order(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    words = tuple(SpokenWord(text, n * 2, n * 2 + 1, 0.9) for n, text in enumerate(texts))

    _, *turns = written(
        Recording(60, (Utterance(words, "de"),), "de"), tmp_path_factory.mktemp("txt")
    )

    found = [re.sub(r" #\d\d:\d\d:\d\d#$", "", turn) for turn in turns]
    assert " ".join(found).split() == " ".join(texts).split()


def test_a_scan_is_no_plain_text(tmp_path: Path) -> None:
    page = Page(1, 100, 100, 72, (Word("Brief", Box(0, 0, 10, 10), 1, 0, 0, 0),))

    with pytest.raises(ValueError, match="recordings"):
        write_txt(drafted(Scan((page,)), about=ABOUT), tmp_path / "Brief.txt")


def test_a_folder_that_is_gone_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(FolderUnreachable):
        write_txt(drafted(Recording(5, ()), about=ABOUT), tmp_path / "gone" / "x.txt")
