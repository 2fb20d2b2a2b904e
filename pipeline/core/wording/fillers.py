"""Sounds without meaning and words said twice, and the punctuation and capitals around them.

Precision first: a filler is one of a language's own list, a doubling one of the words or phrases that are not doubled
on purpose. "Um" is a filler in English and a word in German; "die, die" and "that that" are good grammar, "sehr sehr"
and "I know, I know" are meant. What may be an answer ("Mhm.") stays.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from pipeline.core.wording.edits import Edit, Treatment
from pipeline.core.wording.numerals import cardinal, ordinal


@dataclass(frozen=True, slots=True)
class _Token:
    """A word with what is written close to it: ``core`` is the word, ``close`` the signs after it."""

    start: int
    end: int
    open: str
    core: str
    close: str

    @property
    def word(self) -> str:
        return self.core.casefold().replace("’", "'")

    @property
    def capital(self) -> bool:
        return self.core[:1].isupper()

    @property
    def core_end(self) -> int:
        return self.end - len(self.close)

    @property
    def ends_sentence(self) -> bool:
        return bool(re.search(r"[.?!…]", self.close))


_TOKEN = re.compile(r"(?P<open>[(\[\"'„“»«]*)(?P<core>\S*?)(?P<close>[,;:.?!…\"'”“’»«)\]]*)")


def _tokens(text: str) -> list[_Token]:
    tokens = []
    for found in re.finditer(r"\S+", text):
        match = _TOKEN.fullmatch(found[0])
        assert match is not None  # noqa: S101 - every part of the pattern may be empty, and \S*? takes what is left
        tokens.append(
            _Token(found.start(), found.end(), match["open"], match["core"], match["close"])
        )
    return tokens


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Fillers

_SOUNDS = {
    "de": _words("äh ähh äähm ähm ähem ähmm öh öhm öhh hm hmm hmmm mhm"),
    "en": _words("uh uhh uhm um umm er erm hm hmm hmmm mhm"),
}
_ANSWERS = _words("hm hmm hmmm mhm")
"""What may be an answer where it stands alone, ``mhm`` even at the beginning of a sentence."""

_PHRASES = {
    "de": (("also", "ja"), ("ja", "also")),
    "en": (("you", "know"),),
}
"""Fillers of several words: the German ones only before a comma at the beginning of a sentence, the English one between commas."""

_MENTIONED = {
    "de": _words("das dem des ein kein jedes viele wort sagte sagt"),
    "en": _words("an the of word say says said saying every"),
}
"""After these the sound itself is spoken of."""

_AGREES = _words("das stimmt genau richtig gern gerne natürlich klar sicher einverstanden ich")
"""Before these "also ja" answers."""

_NEEDS_COMMA = {
    "de": _words("dass ob weil wenn aber sondern denn damit obwohl sodass falls bevor nachdem"),
    "en": _words("but because although though which unless"),
}
_OPENING = _words(
    "ja nein doch gut also so okay nun na danke bitte well yes no right now okay fine sure "
    "thanks sorry"
)
"""Where a sentence begins with one of these, the comma after it is the sentence's."""

_DASHES = ("–", "—", "-")


def fillers(text: str, language: str) -> tuple[Edit, ...]:
    """Deletions of the fillers in ``text``, which mend what stands around them; they do not touch each other."""
    if language not in _SOUNDS:
        return ()
    tokens = _tokens(text)
    edits = []
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and (length := _filler(tokens, end, language)):
            end += length
            if tokens[end - 1].ends_sentence:
                break
        if end > at and (edit := _without(tokens, at, end, language)):
            edits.append(edit)
        at = max(end, at + 1)
    return tuple(edits)


def _filler(tokens: Sequence[_Token], at: int, language: str) -> int:
    """How many tokens from there on are a filler; 0 if none."""
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


def _is_sound(token: _Token, before: _Token | None, language: str) -> bool:
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


def _is_phrase(tokens: Sequence[_Token], at: int, end: int, language: str) -> bool:
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


def _sentence_before(tokens: Sequence[_Token], at: int) -> Iterator[_Token]:
    for token in reversed(tokens[:at]):
        if token.ends_sentence:
            return
        yield token


def _without(tokens: Sequence[_Token], at: int, end: int, language: str) -> Edit | None:
    """The edit that takes the fillers out; None if nothing would be left."""
    before = tokens[at - 1] if at else None
    following = tokens[end] if end < len(tokens) else None
    begins = before is None or before.ends_sentence or before.close.endswith(":")
    if before is None or (begins and tokens[at].capital):
        return _at_beginning(before, tokens[at], tokens[end - 1], following)
    if following is None or (tokens[end - 1].ends_sentence and following.capital):
        return _at_end(before, tokens[end - 1])
    if before.core in _DASHES and following.core in _DASHES and at > 1 and end + 1 < len(tokens):
        return _deleted(before.start - 1, following.end)
    opens = before.word in _OPENING and (at == 1 or tokens[at - 2].ends_sentence)
    needed = opens or following.word in _NEEDS_COMMA[language]
    return _within(before, tokens[end - 1], needed=needed)


def _at_beginning(
    before: _Token | None, first: _Token, last: _Token, following: _Token | None
) -> Edit | None:
    if following is None:
        return _deleted(before.end, last.end) if before else None
    if first.capital:
        return _up_to(first.start, following, Treatment.FILLER)
    return _deleted(first.start, following.start)  # a paragraph that begins within a sentence


def _up_to(start: int, following: _Token, treatment: Treatment) -> Edit:
    """What goes from ``start`` to the word that follows, which begins the sentence from now on."""
    letter = following.core[:1]
    if following.open or not following.core.islower():
        return Edit(start, following.start, "", treatment)
    return Edit(start, following.start + 1, letter.upper(), treatment)


def _at_end(before: _Token, last: _Token) -> Edit:
    """The sentence keeps its end, and loses the comma before the filler."""
    if before.ends_sentence:
        return _deleted(before.end, last.end)
    start = before.end - (1 if before.close.endswith(",") else 0)
    mark = re.search(r"[.…]+$", last.close)
    return _deleted(start, last.end - (len(mark[0]) if mark else 0))


def _within(before: _Token, last: _Token, *, needed: bool) -> Edit:
    """One comma before the filler belongs to the sentence; two enclose it, and what stands after it is its own."""
    comma_before, sign_after = before.close.endswith(","), bool(last.close)
    keeps = (comma_before and not sign_after) or (sign_after and needed)
    if comma_before and not keeps:
        return _deleted(before.end - 1, last.end)
    comma = "," if keeps and not comma_before else ""
    return Edit(before.end, last.end, comma, Treatment.FILLER)


def _deleted(start: int, end: int) -> Edit:
    return Edit(start, end, "", Treatment.FILLER)


# Stutters

_DOUBLED = {
    "de": _words(
        "ich er wir du man mir mich dir und oder weil wenn dass ob also für von in im am zum zur "
        "vom beim mit bei eine einen einem einer unser unsere unseren mein meine dieser diese "
        "dieses diesen auch nur kein keine"
    ),
    "en": _words(
        "i we they he she the a an and or but if because of to for from with at this these our "
        "their your when every i'm we're they're he's she's it's there's here's i've we've "
        "they've i'd we'd i'll we'll they'll"
    ),
}
"""Words that nobody doubles on purpose or by the rules of grammar.

Not among them: pronouns that are articles too ("die, die"), prefixes of verbs ("steigt aus, aus dem"), verbs ("was ist,
ist"), "to" after "listen to", and what is doubled for effect.
"""

_FUNCTION = {
    "de": _words(
        "ich du er sie es wir ihr man das der die den dem dass und oder aber ist war hat haben "
        "habe hatte in im mit für von wenn weil zu ein eine auf an"
    ),
    "en": _words(
        "i you he she it we they the a an is was are were have has had in on of to for with if "
        "and that this there"
    ),
}
"""A phrase of nothing but other words is said again for effect."""

_MEANT = _words(
    "so on again weiter immer noch wieder danke dank thank thanks bye sehr very mehr more "
    "ja nein yes no"
)
_QUESTIONS = _words("was wer wie wo wann what whatever who whoever how however where wherever when")
"""After these a phrase may end one clause and begin the next: "was das ist das ist"."""

_LONGEST = 4


def stutters(text: str, language: str, pauses: Collection[int]) -> tuple[Edit, ...]:
    """Deletions of what was said twice or broken off in ``text``; they do not touch each other.

    ``pauses`` are the positions of words before which there was a long pause: with it, words may be said again on purpose.
    """
    if language not in _DOUBLED:
        return ()
    tokens = _tokens(text)
    edits = []
    at = 0
    while at < len(tokens):
        edit, length = _repeated(tokens, at, language, pauses) or _broken(tokens, at) or (None, 1)
        if edit:
            edits.append(edit)
        at += length
    return tuple(edits)


def _repeated(
    tokens: Sequence[_Token], at: int, language: str, pauses: Collection[int]
) -> tuple[Edit, int] | None:
    """The second saying of the words from there on, and how many words both have."""
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


def _in_one_go(both: Sequence[_Token], size: int) -> bool:
    """No sign between the words but a comma or dots between the two sayings."""
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
    said: Sequence[_Token], before: _Token | None, following: _Token, language: str
) -> bool:
    word = said[0].word
    if word not in _DOUBLED[language] or following.word in ("selbst", "selber"):
        return True
    thrice = following.word == word or (before is not None and before.word == word)
    return thrice and word in ("und", "and")


def _phrase_is_meant(
    said: Sequence[_Token], before: _Token | None, following: _Token, language: str
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


def _broken(tokens: Sequence[_Token], at: int) -> tuple[Edit, int] | None:
    """The beginning of the word that follows: "Pro- Protokoll"."""
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
    edit = _up_to(token.start, following, Treatment.STUTTER)
    return (edit if begins else Edit(token.start, following.start, "", Treatment.STUTTER)), 1
