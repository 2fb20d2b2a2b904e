"""How far apart two words sound.

A run of vowels is one sound, doubled consonants are one, and mute letters none. Exchanging sounds
made in the same place of the mouth (b and p) costs less than others, and a vowel for another
little: Whisper writes names it never saw as they sound.
"""

from __future__ import annotations

import re
from functools import lru_cache

_VOWELS = "aeiouäöüyàâéèêëîïôû"
_SPELLINGS = {
    "de": (
        ("sch", "S"),
        ("ph|v", "f"),
        ("ck", "k"),
        ("t[zs]", "z"),
        ("th|dt", "t"),
        ("x", "ks"),
        ("ch", "x"),
        ("qu", "kw"),
        ("ß", "s"),
        ("ä", "e"),
        ("(?<=[^aeiouäöüy])er$", "a"),
        ("c", "k"),
        ("gh", "g"),
        ("rh", "r"),
    ),
    "en": (
        ("(?<=[^aeiouy])e$", ""),
        ("gh(?![aeiouy])", ""),
        ("sch|sh", "S"),
        ("tch|ch", "C"),
        ("ph", "f"),
        ("ck", "k"),
        ("th", "t"),
        ("qu", "kw"),
        ("kn", "n"),
        ("wr", "r"),
        ("gh", "g"),
        ("x", "ks"),
        ("c(?=[eiy])|z", "s"),
        ("c", "k"),
        ("dg", "j"),
        ("w(?![aeiouy])", "u"),
        ("y(?=[aeiou])", "j"),
    ),
}
"""What letters sound like; they are exchanged in this order.

Capitals are sounds of their own.
"""
_MUTE_H = re.compile(rf"(?<=[{_VOWELS}])h")
_DOUBLED = re.compile(rf"([^{_VOWELS}])\1+")
_SOUND = re.compile(rf"[{_VOWELS}]+|.")
_ALIKE = {
    frozenset(pair): cost
    for pairs, cost in (
        ("pb td kg fw sz zC SC Sx sS xk jC jS jg", 0.25),
        ("mn lr fp tz kx bw sx sC rw jy", 0.5),
        ("pt tk kp bd dg bg fs", 0.75),
    )
    for pair in pairs.split()
}
"""What it costs to take a consonant for another; all others cost 1.4, as leaving out both."""
_SHARED, _OTHER_VOWEL, _NEVER = 0.2, 0.4, 1.5
"""Vowels with a letter in common, other vowels, a vowel for a consonant."""
_LOST = {"h": 0.4, "r": 0.5}
_LOST_CONSONANT, _LOST_VOWEL = 0.7, 1.0
"""What it costs to leave out a sound."""


@lru_cache(maxsize=50_000)
def sounds(word: str, language: str) -> tuple[str, ...]:
    """The sounds of a word, as its letters are read in a language."""
    text = "".join(char for char in word.casefold() if char.isalpha())
    for letters, sound in _SPELLINGS.get(language, _SPELLINGS["en"]):
        text = re.sub(letters, sound, text)
    return tuple(_SOUND.findall(_DOUBLED.sub(r"\1", _MUTE_H.sub("", text))))


def syllables(word: str, language: str) -> int:
    """The runs of vowels in a word."""
    return sum(_is_vowel(sound) for sound in sounds(word, language))


@lru_cache(maxsize=100_000)
def sound_distance(word: str, other: str, language: str) -> float:
    """What exchanging and leaving out sounds costs, by sound of ``other``."""
    meant = sounds(other, language)
    row = [0.0]
    for sound in meant:
        row.append(row[-1] + _loss(sound))
    for heard in sounds(word, language):
        above, row = row, [row[0] + _loss(heard)]
        for at, sound in enumerate(meant):
            row.append(
                min(
                    above[at] + exchange(heard, sound),
                    above[at + 1] + _loss(heard),
                    row[at] + _loss(sound),
                )
            )
    return row[-1] / max(len(meant), 1)


def exchange(heard: str, meant: str) -> float:
    """What it costs to hear one sound for another, from 0 to 1.5."""
    if heard == meant:
        return 0.0
    if _is_vowel(heard) and _is_vowel(meant):
        return _SHARED if set(heard) & set(meant) else _OTHER_VOWEL
    if _is_vowel(heard) or _is_vowel(meant):
        return _NEVER
    return _ALIKE.get(frozenset((heard, meant)), 2 * _LOST_CONSONANT)


def _loss(sound: str) -> float:
    return _LOST_VOWEL if _is_vowel(sound) else _LOST.get(sound, _LOST_CONSONANT)


def _is_vowel(sound: str) -> bool:
    return sound[0] in _VOWELS
