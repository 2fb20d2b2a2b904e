"""Real scans and a real recording, half rewritten: what stays, what goes, and what is told."""

from __future__ import annotations

import json
import re
import wave
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pikepdf
import pytest
from faster_whisper.audio import decode_audio

from tests.e2e import readers
from tests.e2e.conftest import Drafted, TrialOffice
from tests.e2e.corrected import Placed, corrected, deleted, moved, placed, renamed
from tests.e2e.heavy_edits import (
    joined,
    lines,
    other_words,
    page_deleted,
    pages,
    passage_deleted,
    put_in,
    retyped,
    split,
    three_letters,
)

if TYPE_CHECKING:
    from tests.e2e.corrected import Edit

pytestmark = [pytest.mark.engine, pytest.mark.timeout(400), pytest.mark.xdist_group("heavy")]

_SPEECH = (
    *("pv_leichenhalle_de.wav", "wyoming_licht_de.wav", "pv_werbung_de.wav"),
    *("meeting_de_3spk.mp3", "pv_rhino_ctx_de.wav"),
    *("sepia_easy_counting_de.ogg", "thorsten_sample03-gt.wav"),
)
_RATE = 16_000
_PAUSE = 0.085
"""Seconds between two subtitles, at least, and a rounding."""
_NEW = "Bring thirteen chairs tomorrow!"
_PAGE = 2
"""It is deleted."""
_SPECKS = "cee mn"
"""What was read of a stamp; the person deletes it."""


@pytest.fixture(scope="module")
def heavy(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> TrialOffice:
    """Drafts of three letters in one PDF, and of 95 seconds of speech."""
    root = tmp_path_factory.mktemp("heavy")
    letters = three_letters(shared_data / "scans", root / "Briefe.pdf")
    pause = np.zeros(_RATE, np.float32)
    said = [
        part for name in _SPEECH for part in (decode_audio(shared_data / "audio" / name), pause)
    ]
    with wave.open(str(root / "Sitzung.wav"), "wb") as sound:
        sound.setparams((1, 2, _RATE, 0, "NONE", ""))
        sound.writeframes((np.concatenate(said) * 32767).astype("<i2").tobytes())
    office = TrialOffice(root / "office", patience=300)
    return Drafted.of(office, letters, root / "Sitzung.wav").again()


@dataclass(frozen=True)
class Rewritten:
    """A draft that somebody half rewrote, and what became of it."""

    draft: Path
    """As it was; its results lie beside it."""
    edited: Path
    """As the person left it."""
    pages: dict[int, list[str]]
    """What the person left of each page, wherever it stands in the text now."""
    words: dict[str, str]
    """What was typed over what."""
    item: dict[str, Any]

    @property
    def final(self) -> Path:
        return self.draft.with_name(f"{self.draft.stem} (final).docx")


def _rewritten(office: TrialOffice, name: str, folder: Path, in_place: list[Edit]) -> Rewritten:
    """The draft with words retyped, edited in its places, and then moved."""
    draft = office.outbox / "Akte" / f"{name}.docx"
    words = other_words(corrected(draft, folder / "shortened.docx", in_place[0]), 2)
    in_place = [*in_place, retyped(words)]
    edited = corrected(draft, folder / "edited.docx", *_MOVES[name], *in_place)
    left = pages(corrected(draft, folder / "in place.docx", *in_place))
    office.drop(edited, f"{name} von Frau Weber.docx")
    code, (item,) = office.batch()
    assert (code, item["status"]) == (0, "published"), item
    office.check()
    return Rewritten(draft, edited, left, words, item)


_MOVES = {
    "Briefe": (
        moved("The purpose of this meeting", "In accordance"),
        moved("We regret that", "The purpose of this meeting"),
    ),
    "Sitzung": (
        moved("Schalte das", "Der hinter"),
        moved("Die Werbung", "alle Licht"),
    ),
}


@pytest.fixture(scope="module")
def letters(heavy: TrialOffice, tmp_path_factory: pytest.TempPathFactory) -> Rewritten:
    """The letters: a page deleted, paragraphs moved, split, joined and typed."""
    edits = [
        page_deleted(_PAGE),
        deleted(_SPECKS),
        split(" to a specific"),
        joined("We hope that you will"),
        put_in(_NEW, "We have discontinued"),
    ]
    return _rewritten(heavy, "Briefe", tmp_path_factory.mktemp("letters"), edits)


def test_a_tenth_of_the_words_were_changed_and_the_figures_say_so(letters: Rewritten) -> None:
    told = letters.item["correction"]

    assert told["corrected"] >= 0.1 * sum(map(len, letters.pages.values()))
    assert told["moved"] >= 60
    assert told["inserted"] == told["guessed"] == len(_NEW.split())


def test_the_final_word_file_says_exactly_what_the_person_wrote(letters: Rewritten) -> None:
    assert lines(letters.final) == lines(letters.edited)


def test_each_page_of_the_pdf_says_exactly_what_is_left_of_it(letters: Rewritten) -> None:
    found = readers.poppler(letters.final.with_suffix(".pdf"))

    assert [Counter(page.split()) for page in found] == [
        Counter(letters.pages.get(number, [])) for number in (1, 2, 3)
    ]


def test_words_that_nobody_changed_are_where_they_were(letters: Rewritten) -> None:
    old = placed(letters.draft.with_suffix(".pdf"))
    new = placed(letters.final.with_suffix(".pdf"))

    typed = {*letters.words.values(), *_NEW.split()}
    far = [
        word
        for here, there in zip(new, old, strict=True)
        for word in here
        if word.text in {each.text for each in there} - typed and not _near(word, there)
    ]
    assert far == []


def _near(word: Placed, old: list[Placed]) -> bool:
    return any(
        each.text == word.text and abs(each.left - word.left) <= 1 and abs(each.top - word.top) <= 1
        for each in old
    )


def test_every_picture_is_byte_identical_and_the_emptied_page_is_told(letters: Rewritten) -> None:
    assert _images(letters.final) == _images(letters.draft)
    assert [remark for remark in letters.item["remarks"] if "PDF: S. 2." in remark]
    assert any(each.endswith("stark geändert sind: 4.") for each in letters.item["remarks"])


def _images(word_file: Path) -> list[bytes]:
    """The pictures of the PDF beside it, as they are stored."""
    with pikepdf.open(word_file.with_suffix(".pdf")) as pdf:
        return [
            image.read_raw_bytes() for page in pdf.pages for image in page.get_images().values()
        ]


@pytest.fixture(scope="module")
def meeting(heavy: TrialOffice, tmp_path_factory: pytest.TempPathFactory) -> Rewritten:
    """The recording: over half a minute deleted, turns moved, split, joined and typed."""
    edits = [
        passage_deleted("Folgen Sie", "Seitwärts"),
        split(" Jedes Projekt"),
        joined("alle Licht"),
        put_in("Frau Kunze kommt um zwölf.", "alle Licht"),
        renamed("Sprecher 2", "Frau Meier"),
    ]
    return _rewritten(heavy, "Sitzung", tmp_path_factory.mktemp("meeting"), edits)


def test_the_transcript_says_exactly_what_the_person_wrote(meeting: Rewritten) -> None:
    everywhere = (line.replace("Sprecher 2:", "Frau Meier:") for line in lines(meeting.edited))
    assert lines(meeting.final) == list(everywhere)


def test_words_that_nobody_changed_are_said_when_they_were(meeting: Rewritten) -> None:
    heard = {_timed(word) for word in _words(meeting.draft)}
    final = _words(meeting.final)

    other = {word["text"].strip(".,") for word in final if _timed(word) not in heard}
    assert other == {*meeting.words.values(), "Frau", "Kunze", "kommt", "um", "zwölf"} & {
        word["text"].strip(".,") for word in final
    }
    assert meeting.item["correction"]["corrected"] >= 0.1 * len(final)


def test_the_subtitles_say_the_final_words_when_they_were_said(meeting: Rewritten) -> None:
    shown = meeting.final.with_suffix(".vtt").read_text(encoding="utf-8")
    starts = [word["start"] for word in _words(meeting.final)]

    cues = re.findall(r"(\S+) -->.*\n((?:.+\n)+)", shown)
    before = meeting.draft.with_suffix(".vtt").read_text(encoding="utf-8")
    others = [begun for begun, _ in cues if f"\n{begun} -->" not in before]
    assert [begun for begun in others if min(_far(begun, start) for start in starts) > _PAUSE] == []
    said = re.sub(
        r"<v .*?>(?:(?:Sprecher 1|Frau Meier): )?", "", " ".join(each for _, each in cues)
    )
    assert Counter(said.split()) == Counter(word["text"] for word in _words(meeting.final))
    assert "Sprecher 2" not in shown


def _far(begun: str, start: float) -> float:
    hours, minutes, seconds = begun.split(":")
    return abs(3600 * int(hours) + 60 * int(minutes) + float(seconds) - start)


def test_the_deleted_passage_and_guessed_times_are_told(meeting: Rewritten) -> None:
    told = " ".join(meeting.item["remarks"])

    assert "Alle Wörter einer halben Minute oder mehr wurden gelöscht: 00:00:26–00:01:03." in told
    guessed = [word for word in _words(meeting.final) if word.get("guessed")]
    assert f"neu oder stark geändert sind: {len(guessed)}." in told


def _words(word_file: Path) -> list[dict[str, Any]]:
    told = json.loads(word_file.with_suffix(".json").read_bytes())
    return [word for talk in told["utterances"] for word in talk["words"]]


def _timed(word: dict[str, Any]) -> tuple[str, float, float]:
    return word["text"], word["start"], word["end"]
