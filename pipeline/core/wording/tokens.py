"""The words of a text with the punctuation that touches them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.core.wording.edits import Edit, Treatment


def word_set(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class Token:
    """A word from ``start`` to ``end`` in a text, with its punctuation.

    ``open`` are the quotes and brackets before ``core``, the word itself; ``close`` the signs after
    it.
    """

    start: int
    end: int
    open: str
    core: str
    close: str

    @property
    def word(self) -> str:
        """The word without punctuation, in small letters."""
        return self.core.casefold().replace("’", "'")

    @property
    def capital(self) -> bool:
        """Whether the word begins with a capital."""
        return self.core[:1].isupper()

    @property
    def core_end(self) -> int:
        """Where the word ends, before its punctuation."""
        return self.end - len(self.close)

    @property
    def ends_sentence(self) -> bool:
        """Whether a full stop, question mark or the like follows."""
        return bool(re.search(r"[.?!…]", self.close))


_TOKEN = re.compile(r"(?P<open>[(\[\"'„“»«]*)(?P<core>\S*?)(?P<close>[,;:.?!…\"'”“’»«)\]]*)")


def tokens_in(text: str) -> list[Token]:
    """The tokens of a text, in order."""
    tokens = []
    for found in re.finditer(r"\S+", text):
        match = _TOKEN.fullmatch(found[0])
        # Every part of the pattern may be empty, and \S*? takes what is left.
        assert match is not None  # noqa: S101 - mypy cannot know that it always matches
        tokens.append(
            Token(found.start(), found.end(), match["open"], match["core"], match["close"])
        )
    return tokens


def deletion_up_to(start: int, following: Token, treatment: Treatment) -> Edit:
    """The deletion up to ``following``, which now begins the sentence."""
    letter = following.core[:1]
    if following.open or not following.core.islower():
        return Edit(start, following.start, "", treatment)
    return Edit(start, following.start + 1, letter.upper(), treatment)
