"""Paragraphs of a corrected recording have the times of what was heard."""

from pipeline.core.corrections.alignment import align
from pipeline.core.corrections.model import DraftWord, FinalWord, WordPlace
from pipeline.core.model import Recording, SpokenWord, Utterance
from pipeline.outputs.final_turns import final_turns

HEARD = "Guten", "Tag", "allerseits", "Danke", "sehr", "gern"
RECORDING = Recording(
    9, (Utterance(tuple(SpokenWord(w, at, at + 1, 0.9) for at, w in enumerate(HEARD)), "de"),), "de"
)
DRAFT = tuple(DraftWord(text, WordPlace(1, at), "u1") for at, text in enumerate(HEARD))


def test_a_paragraph_ends_when_its_last_word_was_said() -> None:
    final = (
        *(FinalWord(text, "u1", 0, None, "Frau Weiß") for text in HEARD[:3]),
        *(FinalWord(text, "u1", 1) for text in HEARD[3:]),
    )

    first, second = final_turns(RECORDING, DRAFT, final, align(DRAFT, final), timed=True)

    assert (first.runs[0].text, first.speaker) == ("Guten Tag allerseits", "Frau Weiß")
    assert (first.start, first.end, first.timed) == (0, 3, True)
    assert (second.start, second.end, second.speaker) == (3, 6, None)


def test_a_paragraph_that_nobody_said_has_no_time() -> None:
    final = (*(FinalWord(text, "u1", 0) for text in HEARD), FinalWord("Anlage", "", 1))

    _said, typed = final_turns(RECORDING, DRAFT, final, align(DRAFT, final), timed=True)

    assert (typed.runs[0].text, typed.timed) == ("Anlage", False)
