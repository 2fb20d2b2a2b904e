"""The facts of a recording's draft, and its notices."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.core.drafts.content import failure_text, languages_fact, places_by_problem, ranges
from pipeline.core.drafts.draft import About
from pipeline.core.model import Kind, Recording
from pipeline.core.recordings.speakers import TOGETHER, UNKNOWN
from pipeline.core.wording.formatting import clock, date_time_text, duration_text
from pipeline.i18n import N_, Translate

_LANGUAGES = dict.fromkeys(("de", "deu", "ger"), N_("German")) | dict.fromkeys(
    ("en", "eng"), N_("English")
)
"""Names of language tags: ISO 639."""


def recording_facts(
    recording: Recording, about: About, _: Translate
) -> tuple[tuple[str, str], ...]:
    """Labels and values about the recording; the frame has the rest."""
    languages = [utterance.language for utterance in recording.utterances]
    recorded, (track, tracks) = about.recorded, about.track
    numbers = ranges(sorted(about.heard_tracks or (track,)))
    track_said = (
        ((_("Audio track"), _("{number} of {parts}").format(number=numbers, parts=tracks)),)
        if tracks > 1
        else ()
    )
    if about.form.has_frame(about.form.kind_for(Kind.RECORDING)):  # the frame says the rest
        return (*track_said, *languages_fact(languages, _))
    return (
        *(((_("Recorded"), date_time_text(recorded, about.language)),) if recorded else ()),
        (_("Duration"), duration_text(recording.duration)),
        *track_said,
        *languages_fact(languages, _),
        (_("Transcribed with"), about.engine),
    )


def recording_notices(
    recording: Recording, about: About, _: Translate, *, unsure: bool
) -> tuple[str, ...]:
    """What a reader must know before trusting the text; ``unsure``: all of it is."""
    failed = places_by_problem(
        (gap.problem, f"{clock(gap.start)}–{clock(gap.end)}") for gap in recording.gaps
    )
    notices = []
    if unsure:
        notices.append(
            _(
                "The recording is hardly intelligible: more than a third of its words are "
                "doubtful. Please listen to all of it; what was said may be something else."
            )
        )
    for problem, spans in failed.items():
        sentence = (
            _("The passage {passages} could not be transcribed: {reason}.")
            if len(spans) == 1
            else _("The passages {passages} could not be transcribed: {reason}.")
        )
        notices.append(sentence.format(passages=", ".join(spans), reason=_(failure_text(problem))))
    notices += _speaker_notices(recording, about, _)
    notices += _unheard_notices(about, _)
    if about.truncated:
        notices.append(
            _(
                "The recording breaks off: its file is incomplete. The draft holds what "
                "could be heard."
            )
        )
    if about.holes:
        notices.append(
            _(
                "The recording's file is damaged: some sound is missing in it. The draft holds "
                "what could be heard."
            )
        )
    if about.unfinished:
        notices.append(
            _(
                "The recording was not finished properly: its header tells a shorter length. The "
                "draft holds all that could be heard; other programs may play less."
            )
        )
    if not recording.gaps and not recording.utterances:
        notices.append(_("No speech was found in this recording."))
    return tuple(notices)


def _speaker_labels(recording: Recording) -> dict[str, None]:
    """The speakers in the order of their first words."""
    labels = (
        utterance.speaker for utterance in recording.utterances if utterance.speaker is not None
    )
    return dict.fromkeys(one for label in labels for one in label.split(TOGETHER))


def _speaker_notices(recording: Recording, about: About, _: Translate) -> Iterator[str]:
    """The notices that speakers were guessed, or not at all."""
    named = _speaker_labels(recording)
    told = len(named.keys() - {UNKNOWN})
    if about.not_told_apart is not None:
        yield _("The speakers could not be told apart: {reason}.").format(
            reason=_(failure_text(about.not_told_apart))
        )
    elif told and about.told_apart_by == "channels":
        yield _(
            "The speakers are named after the channels of the recording: each party has "
            "one of its own."
        )
    elif told and about.told_apart_by == "tracks":
        yield _(
            "The speakers are named after the audio tracks of the recording: all who speak in "
            "the same one have one name."
        )
    elif told:
        yield _("A machine judged who speaks. The speakers are a suggestion, please check them.")
    if UNKNOWN in named:
        yield _("Where two speak at once, both are named; “?” is one who was not recognised.")
    if recording.utterances and about.told_apart_by and about.expected not in (None, max(told, 1)):
        expected = _("{expected} speakers were expected, {found} told apart.")
        yield expected.format(expected=about.expected, found=max(told, 1))


def _unheard_notices(about: About, _: Translate) -> Iterator[str]:
    """The notices of tracks and channels that are not in the text."""
    parts = about.track[1]
    for track in about.unheard:
        if track.damaged:
            said = _("Audio track {number} of {parts} is damaged and could not be transcribed.")
        elif track.description:
            said = _("Audio track {number} of {parts} ({description}) was not transcribed.")
        else:
            said = _("Audio track {number} of {parts} was not transcribed.")
        description = ", ".join(_(_LANGUAGES.get(word, word)) for word in track.description)
        yield said.format(number=track.number, parts=parts, description=description)
    if about.unheard_channels:
        yield _("The recording has {count} more channels than Schreibstube looks at.").format(
            count=about.unheard_channels
        )
