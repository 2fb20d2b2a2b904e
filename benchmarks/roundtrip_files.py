"""How well corrected Word files become finals, through the real stages.

python -m benchmarks.roundtrip_files FOLDER

Drafts of made documents are composed, edited on their XML by an editor with a seed, read again,
and composed as finals. ``benchmarks.roundtrip`` writes the tables.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pydantic import TypeAdapter

from benchmarks.edited_files import edit_file
from benchmarks.edited_texts import (
    HEAVY,
    LIGHT,
    Editing,
    Text,
    made_text,
    real_texts,
    talks,
    whole_day,
)
from benchmarks.file_figures import CameBack, FileScore, file_score
from benchmarks.made_drafts import SHA256, Drafted, drafted
from benchmarks.metering import measure
from benchmarks.pages import say
from pipeline import process
from pipeline.core.corrections.model import Returned
from pipeline.core.model import Job, Kind
from pipeline.recipe import RETURNED, CorrectionOf, DocumentResults

_RETURNS = TypeAdapter(Returned)
_DRAFTS = TypeAdapter(Drafted)
_RETURN = Job(f"000002-{SHA256[:12]}", Kind.CORRECTION, "Brief.docx", SHA256)
_LONG_PAGES = 2000


def came_back(draft: Drafted, how: Editing, seed: int, folder: Path) -> CameBack:
    """The finals of a draft that an editor changed."""
    folder.mkdir()
    made = edit_file(draft.docx, folder / "edited.docx", draft.part.words, how, seed)
    returned, results = bring_back(draft, folder / "edited.docx", folder)
    return CameBack(draft, made, returned, results)


def bring_back(draft: Drafted, edited: Path, folder: Path) -> tuple[Returned, DocumentResults]:
    """What was read of an edited draft, and the finals."""
    returned = process.read_return(edited, folder)
    (folder / RETURNED).write_bytes(_RETURNS.dump_json(returned))
    recipe = replace(draft.recipe, correction=CorrectionOf(draft.job, 1, draft.original, "Brief"))
    if draft.job.kind is Kind.SCAN:
        process.prepare(draft.job, draft.original, folder, recipe)
    return returned, process.compose(_RETURN, folder, recipe)


# Tables

FILES_HEAD = """
## Word files, through the real stages

Drafts of such texts are composed: of pages that show the words, and of turns. The editor changes
the draft's XML: words within their runs, paragraphs moved and deleted, bookmarks kept. The file is
read again, and finals are composed. In place: unchanged words of which no edge is more than a point
from where the draft's PDF has it, as Poppler finds them. Ink: corrected words of five letters whose
box in the final PDF covers at least 90 % of the dark pixels of the printed word. Text: words of the
final pages that Poppler does not find there as they are, or finds besides. In all documents the
words were read as the editor wrote them in {read}, pictures kept their bytes in {pictures}, and
PDF/A was kept in {archived}.

| texts | editing | part | aligned right | in place | ink | text differs |
|---|---|---|--:|--:|--:|--:|
"""
LONG_HEAD = """
## Long Word files

Light editing; reading, opening the original, and composing all finals, in a process of its own.
Memory: all of it.

| document | words | CPU | wall | memory |
|---|--:|--:|--:|--:|
"""
LONG_TAIL = """
Memory grows with the words: at most {growth:.0f} MB for 1,000 such pages. A child process may take
2,147 MB on the smallest machine (`LEAST_BYTES` in `pipeline/sandbox/limits.py`), on others as much
as they have, up to `limits.memory_gb`.
"""


def files_page() -> str:
    """The sections on whole files."""
    rows, total, scans = [], FileScore(), 0
    for name, texts in (
        ("made letters", [made_text(n, 6, held_out=n % 3 == 1) for n in range(6)]),
        ("real scans", real_texts()),
        ("meetings", talks()),
    ):
        for how in (LIGHT, HEAVY):
            for held_out in (False, True):
                part = [text for text in texts if text.held_out is held_out]
                score = sum((_scored(text, how, 1 + 1000 * held_out) for text in part), FileScore())
                rows.append(_row((name, how.name, "held out" if held_out else "known"), score))
                total += score
                scans += score.documents if score.shown else 0
        say(name)
    head = FILES_HEAD.format(
        read=f"{total.read} of {total.documents}",
        pictures=f"{total.pictures} of {scans}",
        archived=f"{total.archived} of {scans}",
    )
    return head + "\n".join(rows) + "\n" + LONG_HEAD + "\n".join(_long_rows()) + "\n"


def _scored(text: Text, how: Editing, seed: int) -> FileScore:
    with tempfile.TemporaryDirectory() as folder:
        draft = drafted(text, Path(folder) / "draft")
        return file_score(came_back(draft, how, seed, Path(folder) / "back"))


def _row(names: Sequence[str], score: FileScore) -> str:
    cells = (
        f"{100 * score.right / score.words:.2f}%",
        f"{score.in_place:,} of {score.unchanged:,}" if score.shown else "–",
        f"{score.covered:,} of {score.names:,}" if score.shown else "–",
        f"{score.differing:,} of {score.shown:,}" if score.shown else "–",
    )
    return f"| {' | '.join((*names, *cells))} |"


def _long_rows() -> Iterator[str]:
    """The rows of the long documents, and what follows from them."""
    growth = 0.0
    for kind, name in (("pages", "2,000 pages"), ("hours", "10 hours of talk")):
        with tempfile.TemporaryDirectory() as place:
            folder, log = Path(place) / "draft", Path(place) / "said.json"
            make_long(kind, folder)
            command = [sys.executable, "-m", "benchmarks.roundtrip_files", str(folder)]
            cost = measure(command, log=log)
            words = json.loads(log.read_text(encoding="utf-8").splitlines()[-1])["words"]
        yield (
            f"| {name} | {words:,} | {cost.cpu:.0f} s | {cost.wall:.0f} s "
            f"| {cost.peak_bytes / 1e9:.1f} GB |"
        )
        growth = growth or cost.peak_bytes / 1e6 / (_LONG_PAGES / 1000)
        say(name)
    yield LONG_TAIL.format(growth=growth).rstrip("\n")


# Long documents


def make_long(kind: str, folder: Path) -> None:
    """Make a long draft, and what an editor leaves of it."""
    text: Text = whole_day() if kind == "hours" else made_text(0, _LONG_PAGES)
    draft = drafted(text, folder, pictures=20)
    edit_file(draft.docx, folder / "edited.docx", draft.part.words, LIGHT, 1)
    (folder / "back").mkdir()
    (folder / "draft.json").write_bytes(_DRAFTS.dump_json(draft))


def main(arguments: list[str]) -> int:
    """Bring a long draft back, and print what that takes."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path, help="as make_long left it")
    folder = parser.parse_args(arguments).folder
    draft = _DRAFTS.validate_json((folder / "draft.json").read_bytes())
    gc.set_threshold(250_000)  # as the command does
    began = time.process_time()
    returned, _ = bring_back(draft, folder / "edited.docx", folder / "back")
    used = time.process_time() - began
    print(json.dumps({"words": len(returned.words), "cpu": used}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
