"""The results of a recording: the draft, and what is wanted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from pipeline.core.drafts.assembly import draft
from pipeline.core.drafts.draft import About
from pipeline.core.model import Job, Recording, Utterance
from pipeline.core.office.records import Facts
from pipeline.core.recordings.speakers import with_speakers
from pipeline.engines.hunspell import lexicon
from pipeline.errors import NothingReadable, NotUnderstood
from pipeline.i18n import N_
from pipeline.outputs.draft_docx import write_docx
from pipeline.outputs.formats import FORMATS
from pipeline.recipe import DocumentResults, Recipe
from pipeline.stages.document_artefacts import Diarization, DocumentArtefacts, required
from pipeline.translations import translator

_SPEAKER = N_("Speaker {number}")


def compose(job: Job, folder: Path, recipe: Recipe) -> DocumentResults:
    """Write the draft, and what the recipe wants besides.

    Raises:
        NothingReadable: no passage could be heard.
        TemplateWrong: the office's own Word template cannot be used.
        DiskFull, FolderUnreachable: the system refuses to write.
    """
    known, results = DocumentArtefacts(job, recipe), folder / "results"
    results.mkdir(exist_ok=True)
    facts = known.recording
    heard = [required(known.heard(segment.number)) for segment in known.segments]
    gaps = tuple(gap for piece in heard for gap in piece.gaps)
    failed = sum(
        any(gap.problem != NotUnderstood.__name__ for gap in piece.gaps) for piece in heard
    )
    if failed and failed == len(heard):
        raise NothingReadable
    utterances = tuple(utterance for piece in heard for utterance in piece.utterances)
    language = _most_spoken(utterances)
    voices = known.voices or Diarization()
    translate = translator(known.frame(language))
    utterances = with_speakers(
        utterances, voices.turns, label=lambda number: translate(_SPEAKER).format(number=number)
    )
    recording = Recording(facts.duration, utterances, language=language, gaps=gaps)
    about = known.about(recording.language, recipe.speech)
    about = replace(about, recorded=facts.recorded, truncated=facts.truncated, track=facts.track)
    about = replace(about, holes=facts.damaged, unfinished=facts.unfinished)
    about = replace(
        about, told_apart_by=voices.by, not_told_apart=voices.problem, expected=recipe.speakers
    )
    made = draft(recording, about=about, translate=translate, lexicon=lexicon(), terms=recipe.terms)
    write_docx(made, results / "result.docx", template=known.template(folder))
    return DocumentResults(
        (results / "result.docx", *_write_renditions(recording, about, recipe, results)),
        Facts(
            audio_seconds=round(facts.duration, 1), language=recording.language, problems=len(gaps)
        ),
    )


def _write_renditions(
    recording: Recording, about: About, recipe: Recipe, results: Path
) -> list[Path]:
    """Write what the recipe wants besides the draft; return the files."""
    written = []
    for suffix, output in FORMATS.items():
        if output.write is not None and suffix[1:] in recipe.outputs:
            written.append(results / f"result{suffix}")
            output.write(recording, about, written[-1])
    return written


def _most_spoken(utterances: Iterable[Utterance]) -> str | None:
    """The language in which most words are said."""
    words: Counter[str] = Counter()
    for utterance in utterances:
        words[utterance.language] += len(utterance.words)
    return words.most_common(1)[0][0] if words else None
