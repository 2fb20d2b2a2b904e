"""The German words for signs, lines and paragraphs.

Source: the spoken forms of Dragon NaturallySpeaking, what else typists say ("Strichpunkt",
"Beistrich", "Zeilenumbruch"), and a few that Whisper base makes of them ("Klamme auf").
"""

from __future__ import annotations

from pipeline.core.wording.dictation.tongue import LINE, PARAGRAPH, Command, Fit, spoken_as
from pipeline.core.wording.numerals import PROTECTED_SPACE

PUNKT, KOMMA = Command(".", Fit.CLOSES), Command(",", Fit.CLOSES)
ABSATZ = Command(PARAGRAPH, Fit.BREAKS)
_NEW = ("neuer", "neue")

GERMAN_COMMANDS: dict[tuple[str, ...], Command] = {
    **spoken_as(PUNKT, "punkt"),
    **spoken_as(KOMMA, "komma", "beistrich", "kommar"),
    **spoken_as(Command(",", Fit.CLOSES, misheard=True), "koma", "kommer", "kommag", "kommah"),
    **spoken_as(
        Command(f",{PARAGRAPH}", Fit.BREAKS, misheard=True),
        *(f"{comma} {new} absatz" for comma in ("kommen", "komme", "kommt") for new in _NEW),
    ),
    **spoken_as(Command(";", Fit.CLOSES, plain=True), "semikolon", "semiculon", "strichpunkt"),
    **spoken_as(Command(":", Fit.CLOSES, plain=True), "doppelpunkt"),
    **spoken_as(Command("?", Fit.CLOSES, plain=True), "fragezeichen", "frage zeichen"),
    **spoken_as(
        Command("!", Fit.CLOSES, plain=True),
        "ausrufezeichen",
        "ausrufe zeichen",
        "ausrufungszeichen",
        "rufzeichen",
    ),
    **spoken_as(Command("-", Fit.JOINS, plain=True), "bindestrich", "windestrich", "binde strich"),
    **spoken_as(Command("–", Fit.FREE, plain=True), "gedankenstrich", "gedanken strich"),
    **spoken_as(Command("/", Fit.JOINS, plain=True), "schrägstrich", "schräg strich"),
    **spoken_as(
        Command("(", Fit.OPENS, plain=True),
        "klammer auf",
        "klamme auf",
        "klammer öffnen",
        "runde klammer auf",
    ),
    **spoken_as(
        Command(")", Fit.CLOSES, plain=True),
        "klammer zu",
        "klamme zu",
        "klammer schließen",
        "runde klammer zu",
    ),
    **spoken_as(Command("[", Fit.OPENS, plain=True), "eckige klammer auf"),
    **spoken_as(Command("]", Fit.CLOSES, plain=True), "eckige klammer zu"),
    **{
        (quotes, where): command
        for quotes in ("anführungszeichen", "anführungsstriche", "gänsefüßchen")
        for command, places in (
            (Command("„", Fit.OPENS, plain=True), ("unten", "auf", "öffnen", "anfang")),
            (Command("“", Fit.CLOSES, plain=True), ("oben", "zu", "schließen", "ende")),
        )
        for where in places
    },
    **spoken_as(ABSATZ, "absatz"),
    **spoken_as(
        Command(PARAGRAPH, Fit.BREAKS, plain=True),
        "neuer absatz",
        "neue absatz",
        "nächster absatz",
        "neuer abschnitt",
    ),
    **spoken_as(
        Command(LINE, Fit.BREAKS, plain=True),
        "neue zeile",
        "nächste zeile",
        "zeilenumbruch",
        "zeilenschaltung",
    ),
    **spoken_as(Command(f"{PROTECTED_SPACE}%", Fit.CLOSES, plain=True), "prozentzeichen"),
    **spoken_as(
        Command(f"{PROTECTED_SPACE}€", Fit.CLOSES, plain=True), "eurozeichen", "eurosymbol"
    ),
    **spoken_as(
        Command(f"§{PROTECTED_SPACE}", Fit.OPENS, plain=True),
        "paragrafzeichen",
        "paragraphzeichen",
        "paragrafenzeichen",
        "paragraphenzeichen",
    ),
    **spoken_as(Command("&", Fit.FREE, plain=True), "kaufmännisches und", "und zeichen"),
    **spoken_as(Command("@", Fit.JOINS, plain=True), "at zeichen", "klammeraffe"),
    **spoken_as(Command("\\", Fit.JOINS, plain=True), "backslash"),
    **spoken_as(Command("…", Fit.FREE, plain=True), "auslassungspunkte"),
}
