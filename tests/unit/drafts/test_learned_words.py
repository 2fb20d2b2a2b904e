"""Words that were corrected before, proposed in a draft."""

from __future__ import annotations

from pipeline.core.drafts.draft import About, Change, Draft, Reason
from pipeline.core.drafts.kinds import DraftKind, Form
from pipeline.core.drafts.learned_words import LearnedWords
from pipeline.core.drafts.runs import texts_of
from pipeline.core.drafts.vocabulary import Vocabulary
from pipeline.core.model import Box, Page, Recording, Scan, SpokenWord, Spot, Utterance, Word
from tests.drafts import drafted

PAIRS = (("Rathrnann", "Rathmann"), ("Lüb ke", "Lübke"), ("Haus", "Haas"), ("Haag", "Haus"))
KNOWN = frozenset(["Herr", "Haus", "kommt", "und", "morgen", "wieder"])


def _lexicon(word: str, language: str) -> bool | None:
    return word in KNOWN if language == "de" else False


def _accepted(*texts: str) -> str:
    edits = LearnedWords(PAIRS, Vocabulary(_lexicon)).edits(texts, "de")
    text = " ".join(texts)
    for edit in reversed(edits):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _scanned(text: str, form: Form) -> Draft:
    words = tuple(
        Word(word, Box(100 * at, 0, 100 * at + 90, 40), 0.9, 0, 0, 0)
        for at, word in enumerate(text.split())
    )
    scan = Scan((Page(1, 2000, 1000, 300, words, "de"),))
    return drafted(scan, about=About("", "a.pdf", "de", "", form=form), lexicon=_lexicon)


def test_a_misread_word_is_replaced_and_its_marks_stay() -> None:
    assert _accepted("Herr", "(Rathrnann),", "und") == "Herr (Rathmann), und"


def test_two_words_that_were_one_are_put_together() -> None:
    assert _accepted("Herr", "Lüb", "ke.") == "Herr Lübke."


def test_a_word_of_the_dictionary_stays() -> None:
    assert _accepted("Haus") == "Haus"


def test_what_may_be_a_name_is_not_made_a_word_of_the_dictionary() -> None:
    assert _accepted("Herr", "Haag") == "Herr Haag"


def test_a_word_of_the_glossary_stays() -> None:
    words = Vocabulary(_lexicon, terms=frozenset({"rathrnann"}))

    assert LearnedWords(PAIRS, words).edits(["Rathrnann"], "de") == ()


def test_without_a_dictionary_nothing_is_proposed() -> None:
    assert LearnedWords(PAIRS).edits(["Rathrnann"], "de") == ()


def test_a_scan_gets_a_tracked_change_with_its_reason() -> None:
    made = _scanned("Herr Rathrnann kommt", Form(corrections=PAIRS))

    runs = [run for block in made.blocks for line in texts_of(block) for run in line]
    deleted, inserted = (run for run in runs if run.change)
    assert (deleted.text, deleted.change) == ("Rathrnann", Change.DELETED)
    assert (inserted.text, inserted.change) == ("Rathmann", Change.INSERTED)
    assert inserted.doubt is not None
    assert (inserted.doubt.reason, inserted.doubt.others) == (Reason.LEARNED, ("Rathrnann",))
    assert inserted.doubt.evidence == Spot(1, Box(100, 0, 190, 40), Box(0, 0, 290, 40))


def test_a_recording_gets_a_tracked_change_with_its_reason() -> None:
    words = tuple(
        SpokenWord(f" {text}", at, at + 1, 0.99)
        for at, text in enumerate(["Herr", "Rathrnann", "kommt"])
    )
    about = About("", "a.m4a", "de", "", form=Form(corrections=PAIRS))

    made = drafted(
        Recording(9, (Utterance(words, "de"),), language="de"), about=about, lexicon=_lexicon
    )

    runs = [run for block in made.blocks for line in texts_of(block) for run in line]
    (inserted,) = (run for run in runs if run.change is Change.INSERTED)
    assert inserted.text == "Rathmann"
    assert inserted.doubt is not None
    assert inserted.doubt.reason is Reason.LEARNED


def test_plain_text_gets_no_proposal() -> None:
    made = _scanned("Herr Rathrnann kommt", Form(kind=DraftKind.PLAIN, corrections=PAIRS))

    assert not any(run.change for block in made.blocks for line in texts_of(block) for run in line)
