"""A dictation in which the commands are words, to show Whisper how it reads.

Told of it, Whisper base writes "Komma" and "Doppelpunkt" where it wrote "Koma" and "Stoppelpunkt",
and leaves a space before "Punkt". Measured: docs/benchmarks/drafts.md.
"""

from __future__ import annotations

_EXAMPLES = {
    "de": (
        "Sehr geehrte Frau Müller Komma neuer Absatz vielen Dank für Ihren Brief vom dritten Mai "
        "zweitausendvierundzwanzig Punkt Folgendes fehlt Doppelpunkt zwölf Komma fünf Prozent "
        "Semikolon Klammer auf hundertzwanzig Euro Klammer zu Bindestrich Schrägstrich "
        "Gedankenstrich Anführungszeichen neue Zeile Ausrufezeichen Fragezeichen Punkt"
    ),
    "en": (
        "Dear Mrs Miller comma new paragraph thank you for your letter of the third of May "
        "twenty twenty-four full stop The following is missing colon twelve point five percent "
        "semicolon open bracket one hundred and twenty euros close bracket hyphen slash dash "
        "open quote close quote new line exclamation mark question mark period"
    ),
}


def dictation_example(language: str) -> str:
    """How a dictation reads in ``language``, ISO 639-1; empty for others."""
    return _EXAMPLES.get(language, "")
