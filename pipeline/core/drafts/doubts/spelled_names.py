"""Names that were spelled out.

"Weißliebe. Ich buchstabiere: Wilhelm, Emil, Ida, Eszett …". A name is what an engine hears worst,
and it looks right. The letters behind it say what it is: by the words of a spelling alphabet, or
one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.core.model import SpokenWord, Utterance
from pipeline.core.wording.phonetics.codes import likeness, sounds_like

_GERMAN = """
anton ärger berta bertha cäsar charlotte dora emil friedrich gustav heinrich ida julius kaufmann
konrad ludwig martha marta nordpol otto ökonom paula quelle richard samuel siegfried theodor ulrich
übermut viktor victor wilhelm xanthippe ypsilon zacharias zeppelin
aachen berlin chemnitz düsseldorf essen frankfurt goslar hamburg ingelheim jena köln leipzig münchen
nürnberg offenbach potsdam quickborn rostock salzwedel tübingen unna völklingen wuppertal xanten
zwickau
"""
"""Both tables of DIN 5009, of before 2022 and since."""
_ENGLISH = """
alfa alpha bravo charlie delta echo foxtrot golf hotel india juliett juliet kilo lima mike november
oscar papa quebec romeo sierra tango uniform victor whiskey whisky x-ray xray yankee zulu
"""
_MORE = {"eszett": "ß", "esszett": "ß", "sz": "ß", "schule": "sch"}
_ALPHABETS = {
    "de": {word: word[0] for word in _GERMAN.split()} | _MORE,
    "en": {word: word[0] for word in _ENGLISH.split()},
}
_SPELLING = {"de": re.compile(r"buchstab"), "en": re.compile(r"spell(?:s|ed|ing)?\b|spelt\b")}
"""What announces the letters; Whisper writes "buch stabiere", too."""
_LETTERS = re.compile(r"[a-zäöüß](?:-[a-zäöüß])*")
_MARKS = ".,;:!?…\"'„“”()"
_ENDS = (".", "!", "?", "…")
_NEAR_WORD = 0.6
"""Letters in common of a misheard word of the alphabet and the right one."""
_ANNOUNCED, _UNANNOUNCED = 2, 4
"""Letters that are sure, at least, if they are announced and if not."""
_BACK = 10
"""Words before the letters among which the name is."""
_NEAR_NAME, _VERY_NEAR_NAME = 0.5, 0.6
"""Letters in common of name and letters: announced, and not."""
_AHEAD = 4
"""Words before the letters that may announce them."""
_SHORTEST = 3
"""Letters of a misheard word of the alphabet."""
UNHEARD = "?"
"""Stands for a letter that was not understood."""


@dataclass(frozen=True, slots=True)
class SpelledName:
    """What was spelled, and which words it concerns, by place."""

    spelled: str
    """With ``UNHEARD`` for each letter that was not understood."""
    name: int | None
    """The word that was meant, if one is near; it may be right."""
    unheard: tuple[int, ...]
    """The words that must be letters, and are none."""


def spelled_names(words: Sequence[str], language: str) -> tuple[SpelledName, ...]:
    """The names that are spelled out among ``words``."""
    alphabet, announcement = _ALPHABETS.get(language), _SPELLING.get(language)
    if alphabet is None or announcement is None:
        return ()
    plain = [word.strip(_MARKS).casefold() for word in words]
    exact = [_exact_letter(word, alphabet) for word in plain]
    letters = [
        sure or _near_letter(word, language) for sure, word in zip(exact, plain, strict=True)
    ]
    found, at = list[SpelledName](), 0
    while at < len(words):
        announced = announcement.search("".join(plain[max(0, at - _AHEAD) : at])) is not None
        end = _end(words, letters, at, announced=announced)
        known = letters if announced else exact
        spelled = "".join(letter or UNHEARD for letter in letters[at:end])
        name = _name(words, at, spelled, least=_NEAR_NAME if announced else _VERY_NEAR_NAME)
        least = _ANNOUNCED if announced else _UNANNOUNCED
        enough = sum(len(letter or "") for letter in known[at:end]) >= least
        if enough and (announced or name is not None):
            unheard = tuple(place for place in range(at, end) if letters[place] is None)
            found.append(SpelledName(spelled.capitalize(), name, unheard))
            at = end
        else:
            at += 1
    return tuple(found)


def wrong_names(utterances: Sequence[Utterance]) -> Mapping[SpokenWord, tuple[str, ...]]:
    """The words that were spelled otherwise, and what they may be.

    Of letters that were not understood nothing else is known.
    """
    found: dict[SpokenWord, tuple[str, ...]] = {}
    for said in _of_one_language(utterances):
        words = [word for utterance in said for word in utterance.words]
        texts = [word.text.strip() for word in words]
        for each in spelled_names(texts, said[0].language):
            found |= {words[place]: () for place in each.unheard}
            if each.name is not None and not _agrees(texts[each.name], each.spelled):
                found[words[each.name]] = (each.spelled,)
    return found


def _of_one_language(utterances: Sequence[Utterance]) -> Iterator[list[Utterance]]:
    """The utterances, in rows of one language."""
    row: list[Utterance] = []
    for utterance in utterances:
        if row and row[-1].language != utterance.language:
            yield row
            row = []
        row.append(utterance)
    if row:
        yield row


def _exact_letter(word: str, alphabet: Mapping[str, str]) -> str | None:
    """The letter, or letters, that a word stands for."""
    letters = _LETTERS.fullmatch(word)
    return word.replace("-", "") if letters else alphabet.get(word)


@lru_cache(maxsize=10_000)
def _near_letter(word: str, language: str) -> str | None:
    """The letter of the words that it sounds like, if they have but one."""
    if len(word) < _SHORTEST:
        return None
    found = {
        letter
        for each, letter in _ALPHABETS[language].items()
        if sounds_like(word, each) and likeness(word, each) >= _NEAR_WORD
    }
    return found.pop() if len(found) == 1 else None


def _end(
    words: Sequence[str], letters: Sequence[str | None], start: int, *, announced: bool
) -> int:
    """Where the letters that begin at ``start`` end; ``start`` if none do."""
    end = start
    for place in range(start, len(words)):
        if letters[place] is None and not (announced and words[place].endswith(",")):
            break
        if letters[place] is not None:
            end = place + 1
        if words[place].endswith(_ENDS):
            break
    return end


def _name(words: Sequence[str], start: int, spelled: str, *, least: float) -> int | None:
    """The word before the letters that is most like them."""
    known = spelled.replace(UNHEARD, "")
    near = {
        place: likeness(words[place].strip(_MARKS), known)
        for place in range(max(0, start - _BACK), start)
        if words[place][:1].isupper()
    }
    best = max(near, key=lambda place: (near[place], place), default=None)
    return best if best is not None and near[best] >= least else None


def _agrees(name: str, spelled: str) -> bool:
    """Whether a name is what was spelled, as far as it was understood."""
    pattern = "".join("." if sign == UNHEARD else re.escape(sign) for sign in spelled)
    pattern = pattern.replace("ß", "(?:ß|ss)")
    return re.fullmatch(pattern, name.strip(_MARKS), re.IGNORECASE) is not None
