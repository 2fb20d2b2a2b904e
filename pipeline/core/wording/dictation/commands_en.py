"""The English words for signs, lines and paragraphs.

Source: the spoken forms of Dragon NaturallySpeaking and of T-Pro, and a few that Whisper base
makes of them ("come a new line").
"""

from __future__ import annotations

from pipeline.core.wording.dictation.tongue import LINE, PARAGRAPH, Command, Fit, spoken_as
from pipeline.core.wording.numerals import PROTECTED_SPACE

ENGLISH_COMMANDS: dict[tuple[str, ...], Command] = {
    **spoken_as(Command(".", Fit.CLOSES), "period"),
    **spoken_as(Command(".", Fit.CLOSES, plain=True), "full stop", "fullstop"),
    **spoken_as(Command(",", Fit.CLOSES), "comma"),
    **spoken_as(Command(",", Fit.CLOSES, misheard=True), "coma"),
    **spoken_as(
        Command(f",{PARAGRAPH}", Fit.BREAKS, misheard=True),
        "common new paragraph",
        "come a new paragraph",
    ),
    **spoken_as(
        Command(f",{LINE}", Fit.BREAKS, misheard=True), "common new line", "come a new line"
    ),
    **spoken_as(Command(":", Fit.CLOSES), "colon"),
    **spoken_as(Command(";", Fit.CLOSES, plain=True), "semicolon", "semi colon"),
    **spoken_as(Command("?", Fit.CLOSES, plain=True), "question mark"),
    **spoken_as(Command("!", Fit.CLOSES, plain=True), "exclamation mark", "exclamation point"),
    **spoken_as(Command("-", Fit.JOINS, plain=True), "hyphen"),
    **spoken_as(Command("–", Fit.FREE), "dash"),
    **spoken_as(Command("/", Fit.JOINS), "slash"),
    **spoken_as(Command("/", Fit.JOINS, plain=True), "forward slash"),
    **spoken_as(Command("\\", Fit.JOINS, plain=True), "backslash"),
    **{
        (side, *bracket.split()): Command(sign, fit, plain=side in {"open", "close"})
        for sides, signs, fit in (
            (("open", "left"), "([", Fit.OPENS),
            (("close", "right"), ")]", Fit.CLOSES),
        )
        for side in sides
        for sign, names in zip(
            signs,
            (("bracket", "brackets", "parenthesis", "parentheses", "paren"), ("square bracket",)),
            strict=True,
        )
        for bracket in names
    },
    **spoken_as(
        Command("“", Fit.OPENS, plain=True),
        *(
            "open quote",
            "open quotes",
            "begin quote",
            "open quotation marks",
            "open quotation mark",
        ),
        *("open inverted commas", "open double quotes"),
    ),
    **spoken_as(
        Command("”", Fit.CLOSES, plain=True),
        *(
            "close quote",
            "close quotes",
            "end quote",
            "unquote",
            "close quotation marks",
            "close quotation mark",
        ),
        *("close inverted commas", "close double quotes"),
    ),
    **spoken_as(Command(PARAGRAPH, Fit.BREAKS, plain=True), "new paragraph", "next paragraph"),
    **spoken_as(Command(LINE, Fit.BREAKS), "new line", "next line", "newline"),
    **spoken_as(Command("%", Fit.CLOSES, plain=True), "percent sign", "per cent sign"),
    **spoken_as(Command(f"§{PROTECTED_SPACE}", Fit.OPENS, plain=True), "section sign"),
    **spoken_as(Command("&", Fit.FREE, plain=True), "ampersand"),
    **spoken_as(Command("@", Fit.JOINS, plain=True), "at sign"),
    **spoken_as(Command("…", Fit.FREE, plain=True), "ellipsis", "dot dot dot"),
}
