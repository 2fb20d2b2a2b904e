"""Words that were corrected before, to be proposed where they are misread again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from pipeline.core.drafts.doubts.judgement import GRAVITY
from pipeline.core.drafts.draft import Doubt, Reason
from pipeline.core.drafts.kinds import DraftKind, Form
from pipeline.core.drafts.vocabulary import Standing, Vocabulary, bare_word
from pipeline.core.model import Kind, Moment, Page, Spot
from pipeline.core.scans.layout import WholeWord
from pipeline.core.scans.lines import lines_of
from pipeline.core.wording.edits import Edit, Treatment

_NO_WORDS = Vocabulary()


@dataclass(frozen=True, slots=True)
class LearnedWords:
    """Pairs of a misread word and the right one.

    ``vocabulary`` has the words that are right in themselves: the dictionary's and the office's,
    not those of the document, in which a mistake may stand often.
    """

    pairs: tuple[tuple[str, str], ...] = ()
    vocabulary: Vocabulary = _NO_WORDS

    @classmethod
    def of(cls, form: Form, file: Kind, vocabulary: Vocabulary) -> LearnedWords:
        """Those of a folder; none for plain text, in which nothing is proposed."""
        plain = form.kind_for(file) is DraftKind.PLAIN
        return cls(() if plain else form.corrections, vocabulary)

    def edits(self, texts: Sequence[str], language: str) -> tuple[Edit, ...]:
        """The corrections of ``texts``, the words of a line or a turn.

        Never of a word that a dictionary or the glossary has, nor of a name for a word of the
        dictionary: it may be right here. Without a dictionary nothing is proposed.
        """
        return tuple(self._edits(texts, language)) if self.pairs else ()

    def _edits(self, texts: Sequence[str], language: str) -> Iterator[Edit]:
        rights = dict(self.pairs)
        start = taken = 0
        for at, text in enumerate(texts):
            for words in (texts[at : at + 2], texts[at : at + 1]):
                phrase = " ".join(words)
                wrong = bare_word(phrase)
                right = rights.get(wrong)
                begin = start + phrase.find(wrong)
                if right is not None and begin >= taken and self._is_wrong(wrong, right, language):
                    taken = begin + len(wrong)
                    yield Edit(begin, taken, right, Treatment.LEARNED)
            start += len(text) + 1

    def _is_wrong(self, phrase: str, right: str, language: str) -> bool:
        """Whether it has a word that nobody knows.

        One that is written like a name counts only if the right one is no word of a dictionary:
        "Haas" was misread for "Haus", and is somebody's name all the same.
        """
        known, plain = self.vocabulary, replace(self.vocabulary, terms=frozenset())
        is_name = not all(plain.is_listed(word, language) for word in right.split())
        wanted = {Standing.NAME, Standing.UNKNOWN} if is_name else {Standing.UNKNOWN}
        return any(
            known.standing(word, language) in wanted and not known.is_foreign(word, language)
            for word in phrase.split()
        )


NOTHING_LEARNED = LearnedWords()


def learned_doubt(read: str, confidence: float, evidence: Spot | Moment) -> Doubt:
    """Why a proposal is to be looked at; ``read`` is what was recognised instead."""
    weight = GRAVITY[Reason.LEARNED] + 1 - confidence
    return Doubt(Reason.LEARNED, confidence, evidence, (read,), weight)


def printed_doubt(
    edit: Edit, texts: Sequence[str], words: Sequence[WholeWord], page: Page
) -> Doubt:
    """The same for an edit of ``words`` of a page, which the draft writes as ``texts``."""
    starts = accumulate((len(text) + 1 for text in texts), initial=0)
    concerned = [
        (text, word)
        for text, word, start in zip(texts, words, starts, strict=False)
        if start < edit.end and start + len(text) > edit.start
    ]
    printed = [piece for _, word in concerned for piece in word.words]
    first = printed[0]
    box = next((line.box for line in lines_of(page) if first in line.words), first.box)
    spot = Spot(page.number, first.box, first.box if first.tilt else box, first.tilt)
    read = " ".join(text for text, _ in concerned)
    return learned_doubt(read, min(piece.confidence for piece in printed), spot)
