"""Which words a person should look at: few, and each for a reason.

A draft in which every third word is marked is read twice as slowly as one without marks, so the
bounds are the measured ones and nothing that a reader would not call a word is ever marked.
"""

from __future__ import annotations

from typing import assert_never

from pipeline.core.draft import Doubt, Moment, Reason, Spot
from pipeline.core.lines import lines_of
from pipeline.core.model import Page, SpokenWord, Utterance, Word

OCR_BOUND = 0.90
"""Below this a recognised word is doubtful.

Source: measured on 20 scanned pages at 300 dpi: marks 3.2 % of the words and 66 % of the wrong ones.
"""

SPEECH_BOUND = 0.50
"""Below this a heard word is doubtful. Source: measured with Whisper base on German and English speech."""


def doubtful(word: Word | SpokenWord) -> bool:
    """Whether a proofreader should compare this word with the page or the sound.

    Marks without a letter or digit (specks read as dots and dashes) never are, nor words that the
    document brought along.
    """
    match word:
        case Word(digital=True):
            return False
        case Word():
            bound = OCR_BOUND
        case SpokenWord():
            bound = SPEECH_BOUND
        case _:
            assert_never(word)
    return word.confidence < bound and any(character.isalnum() for character in word.text)


def page_doubts(page: Page) -> dict[Word, Doubt]:
    """The doubtful words of a page, each with its line as evidence."""
    return {
        word: Doubt(Reason.UNSURE, word.confidence, Spot(page.number, word.box, line.box), weight=1 - word.confidence)
        for line in lines_of(page)
        for word in line.words
        if doubtful(word)
    }


def utterance_doubts(utterance: Utterance) -> dict[SpokenWord, Doubt]:
    """The doubtful words of an utterance, each with the moment when it was said."""
    return {
        word: Doubt(Reason.UNSURE, word.confidence, Moment(word.start, word.end), weight=1 - word.confidence)
        for word in utterance.words
        if doubtful(word)
    }
