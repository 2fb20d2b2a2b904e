"""Which languages to read in, by words and their confidence.

Measured (docs/benchmarks/languages.md): German read alone keeps more umlauts than German and
English together and costs less; it also reads clean English as well as English itself. English
alone loses every umlaut, in the names and addresses of an English letter too. So a German document
is read in German alone, an English one in all languages that are configured, and a page on which
the document's language does badly gets a second reading in all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.core.model import Word
from pipeline.core.wording.language import language_of

_NAMES = {"de": "deu", "en": "eng"}
"""Tesseract's names of the languages that ``language_of`` tells apart."""
_WITHOUT_LETTERS = "eng"
"""The language that is never chosen alone: names would lose umlauts."""
_LEAD = 1.03
"""Ratio by which a language must lead to be the right one.

Measured: by 1 to 11 %; below 3 % the wrong one may be ahead.
"""
_POOR = 0.85
"""Mean confidence below which several languages read better.

Clean prints reach 0.95.
"""
_CLEAN = 0.93
"""Mean confidence of pages that may be read in another language."""
_FEW_LETTERS = 20


def certainty(words: Iterable[Word]) -> float:
    """Letters read, weighted by confidence; more is better."""
    return sum(word.confidence * len(word.text) for word in words)


def elected_languages(
    readings: Mapping[str, Sequence[Word]], configured: tuple[str, ...]
) -> tuple[str, ...] | None:
    """The languages to read a document in; None while unclear.

    ``readings`` are of the same piece of the document, each in one of the ``configured`` languages
    (Tesseract's names). Where only German and English are configured, one reading can be enough,
    since the small words decide. With other languages all have to read: the surest is chosen if it
    leads clearly, or if the small words agree.
    """
    if set(configured) <= set(_NAMES.values()):
        for words in readings.values():
            found = language_of(word.text for word in words)
            if found is not None:
                return (
                    _alone(_NAMES[found], configured) if _confidence(words) >= _POOR else configured
                )
    if len(readings) < len(configured):
        return None
    best, second = sorted(readings, key=lambda language: -certainty(readings[language]))[:2]
    found = language_of(word.text for word in readings[best])
    agreed = found is not None and _NAMES[found] == best
    clear = agreed or certainty(readings[best]) > _LEAD * certainty(readings[second])
    return _alone(best, configured) if clear and _confidence(readings[best]) >= _POOR else None


def needs_all_languages(
    words: Sequence[Word], read_in: tuple[str, ...], configured: tuple[str, ...]
) -> bool:
    """Whether to read a page again in all ``configured`` languages.

    It should be if it was read in one language and that went badly, or less than well on a page
    that is clearly in another one. Words that the page brought along do not count.
    """
    read = [word for word in words if not word.digital]
    if read_in == configured or sum(len(word.text) for word in read) < _FEW_LETTERS:
        return False
    confidence, found = _confidence(read), language_of(word.text for word in read)
    foreign = found is not None and _NAMES[found] in configured and _NAMES[found] not in read_in
    return confidence < (_CLEAN if foreign else _POOR)


def _alone(language: str, configured: tuple[str, ...]) -> tuple[str, ...]:
    return configured if language == _WITHOUT_LETTERS or language not in configured else (language,)


def _confidence(words: Sequence[Word]) -> float:
    """Mean confidence by letters; 0 without words."""
    return certainty(words) / max(1, sum(len(word.text) for word in words))
