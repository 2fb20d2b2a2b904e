"""Tells German from English by the small words that every text has.

The rule: a German function word, or any word with ä, ö, ü or ß, speaks for German; an English
function word speaks for English. A language wins with at least three voices, at least twice as many
as the other, and one word in ten. Everything else is None: too short, names and numbers, another
language.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.i18n import Language

_GERMAN = """
aber als auch auf aus bei beim bis bitte das dass dem den der des die dies diese diesem diesen
dieser doch dort durch ein eine einem einen einer eines er es für gegen haben hatte ich ihr ihre
ihrem ihren ihrer im ist ja kann kein keine können mit muss nach nicht noch nur oder ohne sehr sein
seine sich sie sind über um und uns unser unsere unter vom von vor weil wenn werden wie wir wird
wurde wurden zu zum zur zwischen
"""
_ENGLISH = """
a about and any are as at be because been but by can could did do does for from had has have he her
him his how i if into is it its may me more must my no not of on or our out shall she should than
that the their them then there these they this those to upon us we were what when which who with
would you your
"""
# Missing on purpose, since they are spelt alike: all also am an bin hat in man so war was will.
# "die" stays: it is the commonest German word, and rare in English letters.

_GERMAN_WORDS, _ENGLISH_WORDS = frozenset(_GERMAN.split()), frozenset(_ENGLISH.split())
_GERMAN_LETTERS = frozenset("äöüß")

_VOICES = 3
_LEAD = 2
_ONE_IN = 10


def language_of(words: Iterable[str]) -> Language | None:
    """The language of ``words`` by the rule above, or None if unclear."""
    plain = [
        word.strip(".,;:!?()[]\"'„“”»«-–").lower() for word in words if any(map(str.isalpha, word))
    ]
    german = sum(word in _GERMAN_WORDS or not _GERMAN_LETTERS.isdisjoint(word) for word in plain)
    english = sum(word in _ENGLISH_WORDS for word in plain)
    if german >= max(_VOICES, _LEAD * english, len(plain) / _ONE_IN):
        return "de"
    if english >= max(_VOICES, _LEAD * german, len(plain) / _ONE_IN):
        return "en"
    return None
