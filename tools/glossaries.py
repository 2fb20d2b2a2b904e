"""Offices with a glossary, and sentences with its terms.

As many sentences have words and names that only sound like a term. From a seed, fourteen offices a
language with 8 to 80 terms each, spoken in three voices. Every third of the first twelve and the
last two are held out: rules are not tuned by their sentences.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.dictated import HELD_OUT
from tools.samples import Language, chance_of
from tools.spoken_sentences import Reading, Sentence

_TEXTS: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("glossaries.toml").read_text(encoding="utf-8")
)
_FIRST_LOT = 12
"""Offices of which every third is held out; the others came later, and all of them are."""
_TERM = re.compile(r"\{(?P<form>[^}|~]+)(?:\|(?P<term>[^}~]+))?(?:~(?P<sound>[^}]+))?\}")


@dataclass(frozen=True, slots=True)
class Office:
    """An office: its glossary in order, and what is said in it."""

    terms: tuple[str, ...]
    reading: Reading


def offices(language: Language, *, seed: int = 1) -> Iterator[Office]:
    """The offices of a language."""
    common = re.split(r";\s+", _TEXTS[language]["common"].strip())
    for number, office in enumerate(_TEXTS[language]["offices"]):
        chance = chance_of(seed, f"glossary {language} {number}")
        sentences = [_sentence(text) for text in (*office["said"], *office["others"])]
        whole = " ".join(sentence.text for sentence in sentences).casefold()
        others = [term for term in common if term.casefold() not in whole]
        chosen = chance.permutation(len(others))[: office["size"] - len(office["terms"])]
        terms = [*office["terms"], *(others[at] for at in chosen)]
        mixed = tuple(terms[at] for at in chance.permutation(len(terms)))
        order = chance.permutation(len(sentences))
        reading = Reading(
            f"{language}-{number:02}-{office['name'].replace(' ', '-')}-terms",
            language,
            tuple(sentences[at] for at in order),
            number % HELD_OUT == HELD_OUT - 1 or number >= _FIRST_LOT,
        )
        yield Office(mixed, reading)


def _sentence(text: str) -> Sentence:
    return Sentence(
        _TERM.sub(lambda match: match["form"], text),
        _TERM.sub(lambda match: match["sound"] or match["form"], text),
        tuple(match["form"] for match in _TERM.finditer(text)),
    )
