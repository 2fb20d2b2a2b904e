"""The words of a recording that a person should look at.

Engines write what they did not understand as words that do not exist, or as numbers that look
right; so what is known of the word weighs as much as the engine's confidence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from pipeline.core.drafts.doubts.judgement import ENOUGH_WORDS, GRAVITY, ILLEGIBLE
from pipeline.core.drafts.doubts.spelled_names import wrong_names
from pipeline.core.drafts.doubts.spoken_numbers import digit_strings, wrong_spoken_numbers
from pipeline.core.drafts.draft import Doubt, Reason
from pipeline.core.drafts.plausibility import implausible_words, proven_words
from pipeline.core.drafts.vocabulary import Standing, Vocabulary
from pipeline.core.model import Moment, SpokenWord, Utterance
from pipeline.core.recordings.repetitions import MISCOUNTED, rows
from pipeline.core.scans.lines import says_something

_HEARD_BOUND, _INVENTED_BOUND, _DIGITS_BOUND = 0.65, 0.95, 0.9
"""Confidence of doubtful words: any, unknown ones, of many digits.

Source: docs/drafts.md. Whisper puts together what it does not understand: of 25 unknown words of
the speech benchmark 22 were wrong. A digit more or less is not seen, and nothing proves it; of
12,000 words of made dictations and meetings that marks nine more.
"""

_NO_WORDS = Vocabulary()


def hardly_intelligible(
    utterances: Iterable[Utterance], doubts: Iterable[Collection[SpokenWord]]
) -> bool:
    """Whether so much of a recording is doubtful that no word can be relied on."""
    words = sum(says_something(word.text) for said in utterances for word in said.words)
    return words >= ENOUGH_WORDS and sum(map(len, doubts)) > ILLEGIBLE * words


def utterance_doubts(
    utterance: Utterance, vocabulary: Vocabulary = _NO_WORDS
) -> dict[SpokenWord, Doubt]:
    """The doubtful words of an utterance, with their moments."""
    found = {}
    miscounted = {
        utterance.words[end - 1]
        for _, end in rows([word.text for word in utterance.words])
        if utterance.words[end - 1].confidence <= MISCOUNTED
    }
    texts = [word.text.strip() for word in utterance.words]
    impossible = implausible_words(texts) | wrong_spoken_numbers(texts, utterance.language)
    proven = proven_words(texts)
    sure = [word.confidence for word in utterance.words]
    digits = {
        at
        for string in digit_strings(texts)
        if min(sure[string.start : string.stop]) < _DIGITS_BOUND
        for at in string
    }
    for at, word in enumerate(utterance.words):
        if at in proven:
            continue
        if at in impossible:
            weight = GRAVITY[Reason.IMPLAUSIBLE] + 1 - word.confidence
            found[word] = Doubt(
                Reason.IMPLAUSIBLE, word.confidence, Moment(word.start, word.end), weight=weight
            )
            continue
        invented = word.confidence < _INVENTED_BOUND and _is_invented(
            word.text.strip(), vocabulary, utterance.language
        )
        unsure = word.confidence < _HEARD_BOUND and says_something(word.text)
        if invented or unsure or at in digits:
            reason = Reason.UNKNOWN if invented else Reason.UNSURE
            reason = Reason.MISCOUNTED if word in miscounted else reason
            weight = GRAVITY[reason] + 1 - word.confidence
            found[word] = Doubt(
                reason, word.confidence, Moment(word.start, word.end), weight=weight
            )
    return found


def recording_doubts(
    utterances: Sequence[Utterance], vocabulary: Vocabulary = _NO_WORDS
) -> tuple[dict[SpokenWord, Doubt], ...]:
    """The doubtful words of each utterance, and names spelled otherwise."""
    spelled = wrong_names(utterances)
    return tuple(
        utterance_doubts(utterance, vocabulary)
        | {
            word: Doubt(
                Reason.SPELLED,
                word.confidence,
                Moment(word.start, word.end),
                spelled[word],
                GRAVITY[Reason.SPELLED] + 1 - word.confidence,
            )
            for word in utterance.words
            if word in spelled
        }
        for utterance in utterances
    )


def _is_invented(text: str, vocabulary: Vocabulary, language: str) -> bool:
    """Whether no dictionary and no glossary has the word."""
    standing = vocabulary.standing(text, language)
    return standing in (Standing.NAME, Standing.UNKNOWN) and not vocabulary.is_foreign(
        text, language
    )
