"""Real scans and a real recording, corrected a little and a lot."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from tests.e2e import readers
from tests.e2e.conftest import Drafted, TrialOffice
from tests.e2e.corrected import Placed, corrected, ink, pictures, placed
from tests.wordml import body, said, text

if TYPE_CHECKING:
    from collections.abc import Sequence

pytestmark = [
    pytest.mark.engine,
    pytest.mark.slow,
    pytest.mark.timeout(3000),
    pytest.mark.xdist_group("way back, real"),
]

SCANS = (
    "docspell_letter_en_scan300.jpg",
    "scan300_rechnungskorrektur.pdf",
    "unlv_bus_8583_001.tif",
)
MEETING = "meeting_de_3spk.mp3"
LIGHT, HEAVY = 12, 2
"""Of the long words that stand once, each twelfth or second is another one afterwards."""
_PLAIN = re.compile(r"[A-Za-zÄÖÜäöüß]{5,}")
_PRINTED = re.compile(r"_p[0-9]+_l[0-9]+|_u[0-9]+")


@pytest.fixture(scope="module")
def real(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Drafted:
    """Drafts of real files."""
    files = [shared_data / "scans" / name for name in SCANS]
    office = TrialOffice(tmp_path_factory.mktemp("real") / "office", patience=2400)
    return Drafted.of(office, *files, shared_data / "audio" / MEETING)


@dataclass
class Retyped:
    """Types over long words that stand once in the text; keeps what it typed."""

    every: int
    once: frozenset[str]
    typed: dict[str, str]

    def __call__(self, root: BaseOxmlElement) -> None:
        """Put another letter in each word that is due."""
        count = 0
        for paragraph in _recognised(root):
            for piece in paragraph.iter(qn("w:t")):
                for word in _PLAIN.findall(piece.text or ""):
                    count += word in self.once
                    if word in self.once and count % self.every == 0:
                        self.typed[word] = f"{word[:-2]}q{word[-1]}"
                        pattern = rf"\b{word}\b"
                        piece.text = re.sub(pattern, self.typed[word], piece.text or "", count=1)


def _recognised(root: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """The paragraphs with something that was read or heard."""
    for paragraph in root.iter(qn("w:p")):
        names = [each.get(qn("w:name"), "") for each in paragraph.iter(qn("w:bookmarkStart"))]
        if any(map(_PRINTED.fullmatch, names)):
            yield paragraph


def moved_and_deleted(root: BaseOxmlElement) -> None:
    """Moves the fourth last paragraph before the third, and deletes the second."""
    every = list(_recognised(root))
    if len(every) > 6:
        every[2].addprevious(every[-4])
        above = every[1].getparent()
        assert above is not None
        above.remove(every[1])


def retyped(office: TrialOffice, name: str, target: Path, every: int) -> dict[str, str]:
    """Correct a draft; what was typed over what."""
    draft = office.outbox / "Akte" / f"{name}.docx"
    edit = Retyped(every, _once(draft), {})
    edits = (edit,) if every == LIGHT else (edit, moved_and_deleted)
    corrected(draft, target, *edits)
    return edit.typed


def _once(draft: Path) -> frozenset[str]:
    counted = Counter(re.findall(r"\w+", said(body(draft))))
    return frozenset(word for word, times in counted.items() if times == 1)


def stem(name: str) -> str:
    return name.rsplit(".", 1)[0]


@pytest.mark.parametrize("name", SCANS)
@pytest.mark.parametrize("every", [LIGHT, HEAVY], ids=["light", "heavy"])
def test_a_real_scan_has_the_corrected_words_at_their_places(
    real: Drafted, tmp_path: Path, name: str, every: int
) -> None:
    office = real.again()
    typed = retyped(office, stem(name), tmp_path / "c.docx", every)
    office.drop(tmp_path / "c.docx", "c.docx")

    code, (item,) = office.batch()

    assert (code, item["status"]) == (0, "published"), item
    pdf = office.outbox / "Akte" / f"{stem(name)} (final).pdf"
    was = office.outbox / "Akte" / f"{stem(name)}.pdf"
    left = text(pdf.with_suffix(".docx"))
    typed = {wrong: right for wrong, right in typed.items() if right in left}
    assert len(typed) >= (3 if every == LIGHT else 0.07 * len(left.split()))
    old, new = placed(was), placed(pdf)
    if every == LIGHT:
        assert [Counter(page.split()) for page in readers.poppler(pdf)] == [
            Counter(_with(page, typed).split()) for page in readers.poppler(was)
        ]
    shown = " ".join(readers.poppler(pdf))
    missing = [right for right in typed.values() if right not in shown]
    assert len(missing) <= 0.025 * len(typed), missing
    strayed = []
    drawn = pictures(pdf, tmp_path)
    for page, word in _retyped(typed, new):
        share = ink(drawn[page - 1], word)
        there = _overlapping(word, old[page - 1], typed)
        if share < 0.03 or not there:
            strayed.append((word, share))
    assert len(strayed) <= 0.025 * len(typed), strayed
    kept = [
        (page, word)
        for page, words in enumerate(new, start=1)
        for word in words
        if word.text in {each.text for each in old[page - 1]}
    ]
    far = [(page, word) for page, word in kept if not _near(word, old[page - 1])]
    assert len(far) <= (0 if every == LIGHT else 0.025 * len(kept)), far


def _with(page: str, typed: dict[str, str]) -> str:
    """The page's text with each word as it was typed."""
    for wrong, right in typed.items():
        page = re.sub(rf"\b{wrong}\b", right, page)
    return page


def _retyped(
    typed: dict[str, str], pages: Sequence[Sequence[Placed]]
) -> Iterator[tuple[int, Placed]]:
    for page, words in enumerate(pages, start=1):
        for word in words:
            if any(right in word.text for right in typed.values()):
                yield page, word


def _overlapping(word: Placed, old: Sequence[Placed], typed: dict[str, str]) -> bool:
    """Whether the word that it was typed over stood there."""
    wrong = {right: each for each, right in typed.items()}
    (right,) = (each for each in wrong if each in word.text)
    return any(
        wrong[right] in each.text
        and each.left < (word.left + word.right) / 2 < each.right
        and each.top < (word.top + word.bottom) / 2 < each.bottom
        for each in old
    )


def _near(word: Placed, old: Sequence[Placed]) -> bool:
    return any(
        each.text == word.text and abs(each.left - word.left) <= 1 and abs(each.top - word.top) <= 1
        for each in old
    )


@pytest.mark.parametrize("every", [LIGHT, HEAVY], ids=["light", "heavy"])
def test_a_real_recording_keeps_the_times_of_its_words(
    real: Drafted, tmp_path: Path, every: int
) -> None:
    office = real.again()
    typed = retyped(office, stem(MEETING), tmp_path / "c.docx", every)
    office.drop(tmp_path / "c.docx", "c.docx")

    code, (item,) = office.batch()

    assert (code, item["status"]) == (0, "published"), item
    assert typed
    folder = office.outbox / "Akte"
    heard = _words(json.loads((folder / f"{stem(MEETING)}.json").read_bytes()))
    final = _words(json.loads((folder / f"{stem(MEETING)} (final).json").read_bytes()))
    times = {(each["text"], each["start"], each["end"]) for each in heard}
    strayed = [
        each
        for each in final
        if "heard" not in each and (each["text"], each["start"], each["end"]) not in times
    ]
    assert len(strayed) <= (0 if every == LIGHT else 0.025 * len(final)), strayed
    said_now = {re.sub(r"\W", "", each["text"]) for each in final if "heard" in each}
    lost = [right for right in typed.values() if right not in said_now]
    assert len(lost) <= 0.025 * len(typed), lost
    shown = (folder / f"{stem(MEETING)} (final).vtt").read_text(encoding="utf-8")
    assert [right for right in typed.values() if right not in lost and right not in shown] == []


def _words(told: dict[str, Any]) -> list[dict[str, Any]]:
    return [word for talk in told["utterances"] for word in talk["words"]]
