"""The results of a recording: the draft, and what is wanted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.core.drafts.assembly import draft
from pipeline.core.drafts.draft import About
from pipeline.core.model import Job, Kind, Recording, Utterance
from pipeline.core.office.records import Facts
from pipeline.core.recordings.channels.feeds import MOST_CHANNELS, interleaved, with_parties
from pipeline.core.recordings.models.forecast import advice_text
from pipeline.core.recordings.segments import Segment
from pipeline.core.recordings.speakers import with_speakers
from pipeline.engines import minutes_model
from pipeline.engines.hunspell import lexicon
from pipeline.errors import NothingReadable, NotUnderstood
from pipeline.i18n import N_
from pipeline.outputs.draft_docx import write_docx
from pipeline.outputs.formats import FORMATS
from pipeline.recipe import DocumentResults, Recipe, RecordingFacts
from pipeline.stages.document_artefacts import (
    Diarization,
    DocumentArtefacts,
    HeardSegment,
    required,
)
from pipeline.stages.published import PublishedDrafts, part_of_recording
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
    segments = known.segments
    heard = [required(known.heard(segment)) for segment in segments]
    gaps = tuple(
        sorted((gap for piece in heard for gap in piece.gaps), key=lambda gap: (gap.start, gap.end))
    )
    failed = sum(
        any(gap.problem != NotUnderstood.__name__ for gap in piece.gaps) for piece in heard
    )
    if failed and failed == len(heard):
        raise NothingReadable
    utterances = tuple(utterance for piece in heard for utterance in piece.utterances)
    language = _most_spoken(utterances)
    voices = known.voices or Diarization()
    translate = translator(known.frame(language))

    def label(number: int) -> str:
        return translate(_SPEAKER).format(number=number)

    if facts.feeds:
        named = facts.feeds if recipe.diarizer else ()
        utterances = with_parties(_said_in_feeds(segments, heard), named, label=label)
    else:
        utterances = with_speakers(utterances, voices.turns, label=label)
    recording = Recording(facts.duration, utterances, language=language, gaps=gaps)
    about = _about(known, recording, voices)
    made = draft(recording, about=about, translate=translate, lexicon=lexicon(), terms=recipe.terms)
    if recipe.advice is not None:
        better = advice_text(recipe.model, recipe.advice, translate)
        made = replace(made, notices=(*made.notices, better))
    write_docx(made, results / "result.docx", template=known.template(folder))
    PublishedDrafts(job, recipe).save((part_of_recording(made, recording, about, recipe.outputs),))
    return DocumentResults(
        (results / "result.docx", *_write_renditions(recording, about, recipe, results)),
        Facts(
            audio_seconds=round(facts.duration, 1),
            language=recording.language,
            # sound that is missing was not heard either
            problems=len(gaps) + (facts.damaged or facts.truncated),
        ),
    )


def _said_in_feeds(
    segments: Sequence[Segment], heard: Sequence[HeardSegment]
) -> tuple[tuple[int, Utterance], ...]:
    """What was said in each feed, in order of time."""
    said: dict[int, list[Utterance]] = {}
    for segment, piece in zip(segments, heard, strict=True):
        said.setdefault(segment.feed, []).extend(piece.utterances)
    return interleaved(said)


def _about(known: DocumentArtefacts, recording: Recording, voices: Diarization) -> About:
    """What the draft says of its origin."""
    facts, recipe = known.recording, known.recipe
    return replace(
        known.about(recording.language, recipe.speech),
        recorded=facts.recorded,
        truncated=facts.truncated,
        holes=facts.damaged,
        unfinished=facts.unfinished,
        track=facts.track,
        heard_tracks=tuple(dict.fromkeys(feed.track for feed in facts.feeds)),
        unheard=facts.unheard,
        unheard_channels=max(0, facts.channels - MOST_CHANNELS),
        told_apart_by=_told_apart_by(facts, voices, recipe),
        not_told_apart=voices.problem,
        expected=recipe.speakers,
        minutes=_minutes_scores(known, recording),
    )


def _minutes_scores(
    known: DocumentArtefacts, recording: Recording
) -> tuple[tuple[float, ...], ...]:
    """The scores of passages, if minutes are suggested."""
    form = known.recipe.form
    if not form.wants_candidates(form.kind_for(Kind.RECORDING)):
        return ()
    model = minutes_model()
    return model.scores(recording.utterances) if model else ()


def _told_apart_by(facts: RecordingFacts, voices: Diarization, recipe: Recipe) -> str:
    """What told the speakers apart; empty if that is not wanted."""
    if not facts.feeds or not recipe.diarizer:
        return voices.by
    return "channels" if any(feed.channel for feed in facts.feeds) else "tracks"


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
