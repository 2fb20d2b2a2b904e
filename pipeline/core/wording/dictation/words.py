"""The words of dictation, German and English: commands, what stands beside them when they are none, spelling words, numbers.

Everything is in small letters and without punctuation, as ``dictation`` compares it.

Source: the spoken forms of Dragon NaturallySpeaking in both languages and of T-Pro in English, what else German typists say
("Strichpunkt", "Beistrich", "Zeilenumbruch"), and a few that Whisper base makes of them ("Klamme auf", "Semiculon"). Spelling
words: DIN 5009:1996 with the postal variants before it, DIN 5009:2022, ICAO.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pipeline.core.wording.dictation.tongue import Tongue
from pipeline.core.wording.dictation.words_de import GERMAN
from pipeline.core.wording.dictation.words_en import ENGLISH

# German -----------------------------------------------------------------------------------------------------------


# English ----------------------------------------------------------------------------------------------------------


TONGUES: Mapping[str, Tongue] = MappingProxyType({"de": GERMAN, "en": ENGLISH})
"""By ISO 639-1 code."""
