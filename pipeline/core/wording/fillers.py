"""Deletes filler words, and mends the commas and capitals around them.

Precision first: a filler is one of a language's own list. "Um" is a filler in English and a word in
German. What may be an answer ("Mhm.") stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.core.wording.edits import Edit, Treatment
from pipeline.core.wording.tokens import Token, deletion_up_to, tokens_in, word_set

_SOUNDS = {
    "de": word_set("äh ähh äähm ähm ähem ähmm öh öhm öhh hm hmm hmmm mhm"),
    "en": word_set("uh uhh uhm um umm er erm hm hmm hmmm mhm"),
}
_ANSWERS = word_set("hm hmm hmmm mhm")
"""What may be an answer where it stands alone.

``mhm`` even at the beginning of a sentence.
"""

_PHRASES = {
    "de": (("also", "ja"), ("ja", "also")),
    "en": (("you", "know"),),
}
"""Fillers of several words.

The German ones only before a comma at the beginning of a sentence, the English one between commas.
"""

_MENTIONED = {
    "de": word_set("das dem des ein kein jedes viele wort sagte sagt"),
    "en": word_set("an the of word say says said saying every"),
}
"""After these the sound itself is meant, as in "ein langes Äh"."""

_AGREES = word_set("das stimmt genau richtig gern gerne natürlich klar sicher einverstanden ich")
"""Before these "also ja" answers."""

_NEEDS_COMMA = {
    "de": word_set("dass ob weil wenn aber sondern denn damit obwohl sodass falls bevor nachdem"),
    "en": word_set("but because although though which unless"),
}
_OPENING = word_set(
    "ja nein doch gut also so okay nun na danke bitte well yes no right now okay fine sure "
    "thanks sorry"
)
"""After these at the beginning of a sentence, a comma belongs to it."""

_DASHES = ("–", "—", "-")


def filler_edits(text: str, language: str) -> tuple[Edit, ...]:
    """Deletions of fillers that also mend the signs around them.

    They do not touch each other.
    """
    if language not in _SOUNDS:
        return ()
    tokens = tokens_in(text)
    edits = []
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and (length := _filler(tokens, end, language)):
            end += length
            if tokens[end - 1].ends_sentence:
                break
        if end > at and (edit := _removal(tokens, at, end, language)):
            edits.append(edit)
        at = max(end, at + 1)
    return tuple(edits)


def _filler(tokens: Sequence[Token], at: int, language: str) -> int:
    """The length in tokens of the filler that begins at ``at``, or 0."""
    token = tokens[at]
    before = tokens[at - 1] if at else None
    if token.word in _SOUNDS[language]:
        return int(_is_sound(token, before, language))
    for phrase in _PHRASES[language]:
        said = tokens[at : at + len(phrase)]
        if tuple(part.word for part in said) == phrase and _is_phrase(
            tokens, at, at + len(phrase), language
        ):
            return len(phrase)
    return 0


def _is_sound(token: Token, before: Token | None, language: str) -> bool:
    plain = not token.open and not re.search(r"[^,.…]", token.close) and not token.core.isupper()
    mentioned = before is not None and not before.close and before.word in _MENTIONED[language]
    begins = before is None or before.ends_sentence
    answers = (
        token.word in _ANSWERS
        and begins
        and (token.word == "mhm" or token.ends_sentence or not token.close)
    )
    # Between "the" and a noun a sound is one; as a noun, or in English, it is spoken of.
    return plain and not answers and not (mentioned and (token.capital or language == "en"))


def _is_phrase(tokens: Sequence[Token], at: int, end: int, language: str) -> bool:
    before = tokens[at - 1] if at else None
    last, following = tokens[end - 1], tokens[end] if end < len(tokens) else None
    begins = before is None or before.ends_sentence
    if any(part.open for part in tokens[at:end]) or any(
        part.close not in ("", ",") for part in tokens[at : end - 1]
    ):
        return False
    if language == "de":
        asked = before is not None and "?" in before.close
        return (
            begins
            and not asked
            and last.close == ","
            and following is not None
            and following.word not in _AGREES
        )
    if begins:
        return last.close == ","
    knows = any(token.word in ("know", "if", "when") for token in _sentence_before(tokens, at))
    return before is not None and before.close == "," and last.close in (",", ".") and not knows


def _sentence_before(tokens: Sequence[Token], at: int) -> Iterator[Token]:
    for token in reversed(tokens[:at]):
        if token.ends_sentence:
            return
        yield token


def _removal(tokens: Sequence[Token], at: int, end: int, language: str) -> Edit | None:
    """The edit that deletes the fillers; None if nothing would be left."""
    before = tokens[at - 1] if at else None
    following = tokens[end] if end < len(tokens) else None
    begins = before is None or before.ends_sentence or before.close.endswith(":")
    if before is None or (begins and tokens[at].capital):
        return _at_beginning(before, tokens[at], tokens[end - 1], following)
    if following is None or (tokens[end - 1].ends_sentence and following.capital):
        return _at_end(before, tokens[end - 1])
    if before.core in _DASHES and following.core in _DASHES and at > 1 and end + 1 < len(tokens):
        return _deletion(before.start - 1, following.end)
    opens = before.word in _OPENING and (at == 1 or tokens[at - 2].ends_sentence)
    needed = opens or following.word in _NEEDS_COMMA[language]
    return _within(before, tokens[end - 1], needed=needed)


def _at_beginning(
    before: Token | None, first: Token, last: Token, following: Token | None
) -> Edit | None:
    if following is None:
        return _deletion(before.end, last.end) if before else None
    if first.capital:
        return deletion_up_to(first.start, following, Treatment.FILLER)
    return _deletion(first.start, following.start)  # a paragraph that begins within a sentence


def _at_end(before: Token, last: Token) -> Edit:
    """The edit at the end of a sentence: it keeps its full stop.

    The comma before the filler goes.
    """
    if before.ends_sentence:
        return _deletion(before.end, last.end)
    start = before.end - (1 if before.close.endswith(",") else 0)
    mark = re.search(r"[.…]+$", last.close)
    return _deletion(start, last.end - (len(mark[0]) if mark else 0))


def _within(before: Token, last: Token, *, needed: bool) -> Edit:
    """The edit within a sentence.

    One comma before the filler belongs to the sentence; two enclose it, and a sign after it is its
    own.
    """
    comma_before, sign_after = before.close.endswith(","), bool(last.close)
    keeps = (comma_before and not sign_after) or (sign_after and needed)
    if comma_before and not keeps:
        return _deletion(before.end - 1, last.end)
    comma = "," if keeps and not comma_before else ""
    return Edit(before.end, last.end, comma, Treatment.FILLER)


def _deletion(start: int, end: int) -> Edit:
    return Edit(start, end, "", Treatment.FILLER)
