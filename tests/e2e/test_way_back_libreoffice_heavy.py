"""Real letters, half rewritten in LibreOffice itself, with changes recorded or not."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e import readers
from tests.e2e.conftest import Drafted, TrialOffice
from tests.e2e.corrected import Placed, placed
from tests.e2e.heavy_edits import lines, other_words, pages, three_letters
from tests.e2e.libre_office import Typist, step
from tests.wordml import text

if TYPE_CHECKING:
    from collections.abc import Iterable

pytestmark = [pytest.mark.engine, pytest.mark.timeout(400), pytest.mark.xdist_group("heavy typing")]

_NOT_TEXT = re.compile(r"p\. \d|\(Handwriting or a drawing, not read\.\)|")
_MOVED = "We regret that"
"""A paragraph of the third page; the person moves it to the first."""
_NEW = "Bring thirteen chairs tomorrow!"
_MARKED = {"scutes": "scales", "policyowners": "policyholders"}
"""Words that the draft marks as doubtful, and what is typed over them."""
_SPLIT_AND_JOINED = {"necessary": "neces sary", "general business": "generalbusiness"}
_SPECKS = "cee mn 1 are"
"""What was read of a stamp; the person deletes it."""
_LEFT_OUT = "without values "
_PUT_IN = "in good time "
_DONE = (
    *(step("Retype", old, new) for old, new in {**_MARKED, **_SPLIT_AND_JOINED}.items()),
    step("PutIn", _PUT_IN, "notices until"),
    step("DeleteWords", _LEFT_OUT),
    step("SplitLine", "to a specific person of"),
    step("JoinLines", "We hope that you"),
    step("PutInLine", _NEW, "We have discontinued"),
    step("MoveLine", "The purpose of", "In accordance"),
    step("MoveLine", _MOVED, "The purpose of"),
    step("DeleteLines", _SPECKS, _SPECKS),
    step("DeleteLines", "The Law Firm Of", "FAX (702)"),
    step("AddComment", "November 29", "Is that the right day?"),
)


@pytest.fixture(scope="module")
def typist(tmp_path_factory: pytest.TempPathFactory) -> Typist:
    return Typist.in_folder(tmp_path_factory.mktemp("typist"))


@pytest.fixture(scope="module")
def letters(typist: Typist, shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Drafted:
    """The draft of three letters, which is made only where somebody can type in it."""
    assert typist.module.parent.is_dir()
    root = tmp_path_factory.mktemp("letters")
    dropped = three_letters(shared_data / "scans", root / "Briefe.pdf")
    return Drafted.of(TrialOffice(root / "office", patience=300), dropped)


@dataclass(frozen=True)
class Rewritten:
    """A draft that somebody rewrote in LibreOffice, and what became of it."""

    draft: Path
    final: Path
    shown: dict[int, list[str]]
    """The lines that LibreOffice showed at the end, by the page whose mark is above them."""
    words: dict[str, str]
    """What was typed over what."""
    item: dict[str, Any]

    @property
    def typed(self) -> set[str]:
        """Every word that the person wrote."""
        others = (*_MARKED.values(), *_SPLIT_AND_JOINED.values(), _PUT_IN, _NEW)
        return {*self.words.values(), *" ".join(others).split()}


def _rewritten(
    office: TrialOffice, typist: Typist, folder: Path, suffix: str, *, recorded: bool
) -> Rewritten:
    draft = office.outbox / "Akte" / "Briefe.docx"
    words = _retyped(draft)
    saved = typist.edit(
        shutil.copyfile(draft, folder / "opened.docx"),
        folder / f"saved{suffix}",
        *(step("Retype", old, new) for old, new in words.items()),
        *_DONE,
        recorded=recorded,
        shown=folder / "shown.txt",
    )
    office.drop(saved, f"Briefe{suffix}")
    code, (item,) = office.batch()
    assert (code, item["outputs"]) == (0, ["Akte/Briefe (final).pdf", "Akte/Briefe (final).docx"])
    office.check()
    shown = _by_page((folder / "shown.txt").read_text("utf-8-sig"))
    return Rewritten(draft, draft.with_name("Briefe (final).docx"), shown, words, item)


def _retyped(draft: Path) -> dict[str, str]:
    """Words that stand once in the draft and in no other step, and what is typed over them."""
    count = Counter(re.findall(r"\w+", f"{text(draft)} {' '.join(_DONE)}"))
    return {old: new for old, new in other_words(draft, 1).items() if count[old] == 1}


def _by_page(shown: str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    whole = f"\n{shown}".partition("\nRelease\n")[0]
    for number, page in enumerate(re.split(r"\np\. \d(?=\n)", whole)[1:], start=1):
        found[number] = list(_spaced(page.split("\n")))
    return found


def _spaced(lines: Iterable[str]) -> Iterable[str]:
    spaced = (" ".join(line.split()) for line in lines)
    return (line for line in spaced if not _NOT_TEXT.fullmatch(line))


@pytest.mark.parametrize(
    ("suffix", "recorded"),
    [
        (".docx", True),
        (".odt", False),
        pytest.param(".docx", False, marks=pytest.mark.slow),
        pytest.param(".odt", True, marks=pytest.mark.slow),
    ],
)
def test_the_finals_say_what_libreoffice_showed(
    letters: Drafted, typist: Typist, tmp_path: Path, suffix: str, *, recorded: bool
) -> None:
    made = _rewritten(letters.again(), typist, tmp_path, suffix, recorded=recorded)

    shown = [line for page in made.shown.values() for line in page]
    final = _spaced(line for each in lines(made.final) for line in each.split("\n"))
    assert list(final) == shown
    printed = readers.poppler(made.final.with_suffix(".pdf"))
    assert [Counter(page.split()) for page in printed] == _where_printed(made.shown)
    assert _strayed(made) == []
    _check_figures(made, shown)
    told = [remark for remark in made.item["remarks"] if "Nachverfolgte" in remark]
    assert bool(told) == recorded
    assert "Kommentare, die nicht in der Endfassung stehen: 1." in made.item["remarks"]
    assert [remark for remark in made.item["remarks"] if "PDF: S. 2." in remark]


def _where_printed(shown: dict[int, list[str]]) -> list[Counter[str]]:
    """The words of each page of the scan: what was moved stays where it is printed."""
    found = {number: Counter(" ".join(page).split()) for number, page in shown.items()}
    (line,) = (line for line in shown[1] if line.startswith(_MOVED))
    found[1] -= Counter(line.split())
    found[3] += Counter(line.split())
    return [found[number] for number in sorted(found)]


def _strayed(made: Rewritten) -> list[Placed]:
    """Words that nobody typed, and whose middle is no longer where they were."""
    now, before = (placed(file.with_suffix(".pdf")) for file in (made.final, made.draft))
    return [
        word
        for new, old in zip(now, before, strict=True)
        for word in new
        if word.text in {each.text for each in old} - made.typed
        and not any(_within(word, each) for each in old)
    ]


def _within(word: Placed, old: Placed) -> bool:
    return (
        word.text == old.text
        and old.left < (word.left + word.right) / 2 < old.right
        and old.top < (word.top + word.bottom) / 2 < old.bottom
    )


def _check_figures(made: Rewritten, shown: Iterable[str]) -> None:
    """No word is lost without a figure that says so."""
    told = made.item["correction"]
    left = set(re.findall(r"\w+", " ".join(shown)))
    retyped = [new for new in made.words.values() if new in left]
    assert told["corrected"] == len([*retyped, *_MARKED, *" ".join(_SPLIT_AND_JOINED).split()])
    assert told["corrected"] >= 0.1 * told["words"]
    assert told["marked_wrong"] == len(_MARKED)
    assert told["inserted"] == len(f"{_PUT_IN} {_NEW}".split())
    assert told["deleted"] == len([*pages(made.draft)[2], *f"{_SPECKS} {_LEFT_OUT}".split()])
