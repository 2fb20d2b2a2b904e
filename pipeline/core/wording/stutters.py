"""Deletes words that were said twice or broken off.

Precision first: only words and phrases that are not doubled on purpose. "die, die" and "that that"
are good grammar; "sehr sehr" and "I know, I know" are meant.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pipeline.core.wording.edits import Edit, Treatment
from pipeline.core.wording.numerals import cardinal, ordinal
from pipeline.core.wording.tokens import Token, deletion_up_to, tokens_in, word_set

_DOUBLED = {
    "de": word_set(
        "ich er wir du man mir mich dir und oder weil wenn dass ob also für von in im am zum zur "
        "vom beim mit bei eine einen einem einer unser unsere unseren mein meine dieser diese "
        "dieses diesen auch nur kein keine"
    ),
    "en": word_set(
        "i we they he she the a an and or but if because of to for from with at this these our "
        "their your when every i'm we're they're he's she's it's there's here's i've we've "
        "they've i'd we'd i'll we'll they'll"
    ),
}
"""Words that are never doubled on purpose or by grammar.

Not among them: pronouns that are articles too ("die, die"), prefixes of verbs ("steigt aus, aus
dem"), verbs ("was ist, ist"), "to" after "listen to", and what is doubled for effect.
"""

_FUNCTION = {
    "de": word_set(
        "ich du er sie es wir ihr man das der die den dem dass und oder aber ist war hat haben "
        "habe hatte in im mit für von wenn weil zu ein eine auf an"
    ),
    "en": word_set(
        "i you he she it we they the a an is was are were have has had in on of to for with if "
        "and that this there"
    ),
}
"""A phrase without one of these is said again for effect."""

_MEANT = word_set(
    "so on again weiter immer noch wieder danke dank thank thanks bye sehr very mehr more "
    "ja nein yes no"
)
_QUESTIONS = word_set(
    "was wer wie wo wann what whatever who whoever how however where wherever when"
)
"""After these a phrase may end one clause and begin the next.

As in "was das ist das ist".
"""

_LONGEST = 4
"""Words of the longest phrase that is looked for."""


def stutter_edits(text: str, language: str, pauses: Collection[int]) -> tuple[Edit, ...]:
    """Deletions of what was said twice or broken off.

    They do not touch each other. ``pauses`` are the positions of words after a long pause: after
    one, words may be said again on purpose.
    """
    if language not in _DOUBLED:
        return ()
    tokens = tokens_in(text)
    edits = []
    at = 0
    while at < len(tokens):
        edit, length = (
            _repetition(tokens, at, language, pauses) or _broken_word(tokens, at) or (None, 1)
        )
        if edit:
            edits.append(edit)
        at += length
    return tuple(edits)


def _repetition(
    tokens: Sequence[Token], at: int, language: str, pauses: Collection[int]
) -> tuple[Edit, int] | None:
    """The edit that deletes a repetition, and the words of both sayings."""
    for size in range(_LONGEST, 0, -1):
        both, following = tokens[at : at + 2 * size], tokens[at + 2 * size : at + 2 * size + 1]
        first, second = both[:size], both[size:]
        if not following or [token.word for token in first] != [token.word for token in second]:
            continue
        if not _in_one_go(both, size) or second[0].start in pauses:
            continue
        before = tokens[at - 1] if at else None
        meant = _word_is_meant if size == 1 else _phrase_is_meant
        if not meant(first, before, following[0], language):
            return Edit(first[-1].core_end, second[-1].core_end, "", Treatment.STUTTER), 2 * size
    return None


def _in_one_go(both: Sequence[Token], size: int) -> bool:
    """Whether only a comma or dots stand between the two sayings."""
    signs = [token.close for token in both]
    between = signs.pop(size - 1)
    same_case = both[size].core == both[0].core or not both[size].capital
    return (
        not any(signs)
        and not any(token.open for token in both)
        and between in ("", ",", "...", "…")
        and same_case
    )


def _word_is_meant(
    said: Sequence[Token], before: Token | None, following: Token, language: str
) -> bool:
    word = said[0].word
    if word not in _DOUBLED[language] or following.word in ("selbst", "selber"):
        return True
    thrice = following.word == word or (before is not None and before.word == word)
    return thrice and word in ("und", "and")


def _phrase_is_meant(
    said: Sequence[Token], before: Token | None, following: Token, language: str
) -> bool:
    words = [token.word for token in said]
    if (
        len(set(words)) == 1
        or not _FUNCTION[language].intersection(words)
        or _MEANT.intersection(words)
    ):
        return True
    chained = following.word == words[0] or (
        before is not None and before.word == words[-1] and not said[-1].close
    )
    if chained or (before is not None and before.word in _QUESTIONS):
        return True  # "more and more and more", "von Haus zu Haus zu Haus"
    noun = language == "de" and said[-1].capital and said[-1].close == ","
    return noun or any(_is_number(word, language) for word in words)


def _is_number(word: str, language: str) -> bool:
    return (
        any(map(str.isdigit, word))
        or cardinal(word, language) is not None
        or ordinal(word, language) is not None
    )


def _broken_word(tokens: Sequence[Token], at: int) -> tuple[Edit, int] | None:
    """The edit that deletes a broken-off word: "Pro- Protokoll"."""
    token, following = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
    begun = token.word.removesuffix("-")
    if (
        following is None
        or token.open
        or following.open
        or token.close not in ("", ",")
        or not begun.isalpha()
    ):
        return None
    if (
        begun == token.word
        or not following.word.startswith(begun)
        or len(following.word) == len(begun)
    ):
        return None
    begins = token.capital and (at == 0 or tokens[at - 1].ends_sentence)
    edit = deletion_up_to(token.start, following, Treatment.STUTTER)
    return (edit if begins else Edit(token.start, following.start, "", Treatment.STUTTER)), 1
