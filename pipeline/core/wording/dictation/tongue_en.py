"""The English words of dictation besides the commands."""

from __future__ import annotations

from types import MappingProxyType

from pipeline.core.wording.dictation.commands_en import ENGLISH_COMMANDS
from pipeline.core.wording.dictation.tongue import (
    ICAO,
    Tongue,
    letter_table,
)
from pipeline.core.wording.numerals import TENS, UNITS
from pipeline.core.wording.tokens import word_set

_MODALS = word_set("to will would must can could should may might shall not cannot")

ENGLISH = Tongue(
    language="en",
    commands=MappingProxyType(ENGLISH_COMMANDS),
    distinctive=word_set("semicolon fullstop"),
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
    laws=word_set("§ section article clause"),
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
    decimal_word="point",
    decimal_mark=".",
    plurals=frozenset(),
    units=MappingProxyType(UNITS["en"] | {"oh": 0, "nought": 0, "nil": 0}),
    tens=MappingProxyType(TENS["en"]),
    spelling=MappingProxyType(letter_table(ICAO)),
    spelling_links=frozenset({("for",), ("as", "in"), ("like",)}),
    spelling_signs=MappingProxyType(
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
