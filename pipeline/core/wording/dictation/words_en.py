"""The English table."""

from __future__ import annotations

from types import MappingProxyType

from pipeline.core.wording.dictation.tongue import (
    ICAO,
    LINE,
    PARAGRAPH,
    Command,
    Fit,
    Tongue,
    letter_table,
    spoken_as,
    word_set,
)
from pipeline.core.wording.numerals import PROTECTED_SPACE, TENS, UNITS

_ENGLISH_COMMANDS: dict[tuple[str, ...], Command] = {
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

_MODALS = word_set("to will would must can could should may might shall not cannot")

ENGLISH = Tongue(
    language="en",
    commands=MappingProxyType(_ENGLISH_COMMANDS),
    articles=MappingProxyType(
        {
            "": word_set(
                "a an the this that these those each every no any some my your his her its our "
                "their one another which what whose either neither"
            )
        }
    ),
    pronouns=word_set("this that these those each any some his her one another either neither"),
    prefixed=MappingProxyType({}),
    adjectives=MappingProxyType(
        {
            "": word_set(
                "additional bad big busy common considerable critical crucial early easy hard "
                "important late quiet recent usual certain clear current difficult double extra "
                "final first further good healthy inflamed large last long missing misplaced new "
                "next normal abnormal perforated unnecessary original other previous relevant "
                "same second short single small third whole wrong"
            ),
            "period": word_set(
                "accounting agreed billing brief cretaceous entire extended financial fixed "
                "georgian grace incubation initial interim jurassic latter limitation limited "
                "longer maximum minimum prescribed prior probation probationary qualifying "
                "reasonable rental reporting roman shorter specified statutory transitional "
                "triassic trying tudor victorian waiting"
            ),
        }
    ),
    inflected=False,
    declined=MappingProxyType(
        {
            "": (
                "-year",
                "-month",
                "-week",
                "-day",
                "-hour",
                "-minute",
                "-term",
                "-metre",
                "-off",
                "ous",
                "ful",
                "ible",
                "less",
                "able",
            )
        }
    ),
    definite=word_set("a an the this that my your his her its our their"),
    other_ends=("able",),
    leaders=MappingProxyType(
        {
            "": word_set("with without of per between into"),
            "colon": word_set(
                "ascending descending transverse sigmoid spastic proximal distal left right "
                "entire irritable"
            ),
            "dash": _MODALS,
            "slash": _MODALS,
        }
    ),
    conjunctions=word_set("and or"),
    loose=word_set("by in on at for from after before to as than about over under"),
    followers=MappingProxyType(
        {
            "period": word_set(
                "of from for covered between during until when which that starting beginning "
                "ending prior"
            ),
            "colon": word_set(
                "cancer cancers carcinoma surgery resection biopsy polyp polyps tumour tumor "
                "cleansing screening wall disease"
            ),
            "dash": word_set("of off for to"),
            "line": word_set("of manager managers management"),
            "bracket": word_set("of"),
        }
    ),
    compounded=MappingProxyType(
        {"period": True, "colon": False, "dash": False, "slash": False, "line": False}
    ),
    named=word_set(
        "assessment base budget contract delivery employment engagement guarantee holiday "
        "insurance lease mourning notice payment peak project rent retention review service "
        "settlement study subscription tax tenancy term time training transition treatment trial "
        "war warranty"
    ),
    named_ends=("ing",),
    lasting=word_set("during within throughout"),
    verbs=word_set(
        "is was are were has had will would must may might can could shall should ends ended "
        "begins began starts started expires expired runs ran lasts lasted covers covered follows "
        "followed does did"
    ),
    counted=word_set("period"),
    fused=MappingProxyType({}),
    compounds=(),
    small=word_set(
        "a an the and but or nor so yet for if in on at by to of from with without as than that "
        "this these those which who whom whose when where while because although though since "
        "until unless before after we you he she it they our your his her its their is are was "
        "were has have had not be been being do does did can could would should shall must might "
        "then there one two three four five six seven eight nine ten"
    ),
    abbreviations=word_set(
        "etc co inc ltd mr mrs ms dr prof no vs st jr sr a.m p.m e.g i.e u.s u.k approx ext encl"
    ),
    closings=word_set("sincerely faithfully truly regards wishes"),
    decimal="point",
    mark=".",
    plurals=frozenset(),
    units=MappingProxyType(UNITS["en"] | {"oh": 0, "nought": 0, "nil": 0}),
    tens=MappingProxyType(TENS["en"]),
    spelling=MappingProxyType(letter_table(ICAO)),
    like=frozenset({("for",), ("as", "in"), ("like",)}),
    inside=MappingProxyType(
        {
            "slash": "/",
            "hyphen": "-",
            "dash": "-",
            "dot": ".",
            "space": " ",
            "figure": "",
            "number": "",
            "digit": "",
        }
    ),
    lists=word_set("and or to"),
    salutations=word_set("dear hello"),
    greeting=False,
)
