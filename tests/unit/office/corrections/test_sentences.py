"""What is told of a correction, on the status page and in the report."""

from dataclasses import replace
from datetime import UTC, datetime

from pipeline.core.model import Kind
from pipeline.core.office.records import (
    CorrectionFacts,
    Facts,
    JobRecord,
    Output,
    OwedLesson,
    State,
)
from pipeline.i18n import Language
from pipeline.office.corrections.sentences import (
    correction_sentences,
    draft_path,
    ended_text,
    figures_text,
    owed_sentences,
)
from workers.report import report
from workers.watch import Look

FACTS = CorrectionFacts(
    draft="000001-x",
    place="Akte/Brief",
    words=840,
    corrected=12,
    marked=15,
    marked_wrong=9,
    wrong=11,
)
RECORD = JobRecord(
    "000002-x",
    "Akte/Brief.docx",
    "s",
    Kind.CORRECTION,
    1,
    1,
    datetime(2026, 11, 30, tzinfo=UTC),
    state=State.PUBLISHED,
    outputs=(Output("Akte/Brief (final).docx", "x"),),
    facts=Facts(correction=FACTS),
)


def test_the_figures_say_what_was_corrected_and_how_good_the_marks_were() -> None:
    assert figures_text(FACTS, "de") == (
        "840 Wörter im Entwurf: 12 geändert; von 15 gelb markierten waren 9 falsch; "
        "2 falsche Wörter waren nicht markiert"
    )
    assert figures_text(CorrectionFacts(words=3), "en") == "3 words in the draft: none changed"


def test_what_was_done_is_told_where_it_is_not_nothing() -> None:
    done = CorrectionFacts(words=53, corrected=1, deleted=2, inserted=3, moved=4)

    assert figures_text(done, "de") == (
        "53 Wörter im Entwurf: 1 geändert, 2 gelöscht, 3 eingefügt, 4 verschoben"
    )
    assert figures_text(replace(done, corrected=0, moved=0), "en") == (
        "53 words in the draft: 2 deleted, 3 put in"
    )


def test_one_word_is_not_told_as_several() -> None:
    one = replace(FACTS, words=1, corrected=1, marked=1, marked_wrong=0, wrong=1)

    assert figures_text(one, "de") == (
        "1 Wort im Entwurf: 1 geändert; das eine gelb markierte war richtig; "
        "1 falsches Wort war nicht markiert"
    )
    assert figures_text(one, "en") == (
        "1 word in the draft: 1 changed; the one marked yellow was right; "
        "1 wrong word was not marked"
    )


def test_marks_that_were_all_right_or_all_wrong_are_told_so() -> None:
    told = [
        figures_text(replace(FACTS, marked=2, marked_wrong=wrong, wrong=wrong), "de")
        for wrong in (0, 2)
    ]

    assert told[0].endswith("; alle 2 gelb markierten waren richtig")
    assert told[1].endswith("; alle 2 gelb markierten waren falsch")


def test_a_final_whose_pdf_says_something_else_is_to_be_compared() -> None:
    other = replace(RECORD, facts=Facts(correction=replace(FACTS, own_words="1")))

    assert [ended_text(each, "de") for each in (RECORD, other)] == [
        "fertig",
        "fertig, bitte vergleichen",
    ]


def test_pages_and_minutes_that_lost_all_words_are_told() -> None:
    page = replace(FACTS, kind="scan", emptied="2, 4–5")
    minute = replace(FACTS, kind="recording", emptied="00:01:02–00:02:10")

    told = [
        " ".join(correction_sentences(replace(RECORD, facts=Facts(correction=facts)), "de"))
        for facts in (page, minute)
    ]

    assert told[0].endswith(
        "Alle Wörter wurden gelöscht, das Bild der Seite ist aber noch im PDF: S. 2, 4–5."
    )
    assert told[1].endswith(
        "Alle Wörter einer halben Minute oder mehr wurden gelöscht: 00:01:02–00:02:10."
    )


def test_a_draft_that_was_recognised_again_says_so_and_what_follows() -> None:
    def told(facts: CorrectionFacts, language: Language) -> str:
        again = replace(RECORD, facts=Facts(correction=replace(facts, again=True)))
        return list(correction_sentences(again, language))[1]

    in_german = told(replace(FACTS, kind="scan"), "de")
    in_english = told(replace(FACTS, kind="recording"), "en")

    assert "wurde der Scan mit den heutigen Einstellungen noch einmal gelesen" in in_german
    assert "bei mehr Wörtern als sonst ist die Stelle nur geschätzt" in in_german
    assert "its recording was heard again with today's settings" in in_english
    assert "nothing is learned from this correction" in in_english


def test_a_second_final_says_that_the_first_has_corrections_of_its_own() -> None:
    second = replace(FACTS, earlier="Akte/Brief (final).docx")

    told = list(correction_sentences(replace(RECORD, facts=Facts(correction=second)), "de"))

    assert told[1] == (
        "Von diesem Entwurf gibt es schon eine Endfassung, Akte/Brief (final).docx. "
        "Was nur dort korrigiert wurde, steht in dieser nicht."
    )


def test_one_wrong_word_of_several_was_wrong() -> None:
    one = replace(FACTS, marked_wrong=1)

    assert "; von 15 gelb markierten war 1 falsch; " in figures_text(one, "de")
    assert "; of 15 marked yellow, 1 was wrong; " in figures_text(one, "en")


def test_what_a_person_should_know_is_told_after_the_figures() -> None:
    facts = replace(
        FACTS, guessed=3, contradictions=1, changes=2, comments=4, newer="Akte/Brief (2).docx"
    )

    told = list(correction_sentences(replace(RECORD, facts=Facts(correction=facts)), "en"))

    assert len(told) == 6
    assert told[1].startswith("Rows of the check sheet")
    assert told[-1].endswith("the same file, Akte/Brief (2).docx; this corrects the older.")


def test_what_was_taken_back_says_so_first() -> None:
    told = next(correction_sentences(replace(RECORD, withdrawn=True), "en"))

    assert told == "The release was taken back."


def test_other_jobs_have_nothing_to_tell() -> None:
    other = replace(RECORD, facts=Facts(pages=1))

    assert list(correction_sentences(other, "en")) == []
    assert draft_path(other) == ""


def test_the_report_has_the_figures_for_scripts() -> None:
    (told,) = report([RECORD], Look(), language="de")["items"]

    correction = told["correction"]
    assert (correction["draft"], correction["draft_job"]) == ("Akte/Brief.docx", "000001-x")
    assert (correction["unmarked_wrong"], correction["withdrawn"]) == (2, False)
    assert told["remarks"][0].startswith("840 Wörter im Entwurf: 12 geändert")


OWED = OwedLesson("CorrectionsWrong", {"file": "Akte/corrections.toml", "problems": "[]"})


def test_what_is_not_learned_yet_is_told_with_its_reason_and_what_to_do() -> None:
    (said,) = owed_sentences(replace(RECORD, owed=OWED), "en")

    assert said.startswith("What this correction teaches its folder is not learned yet. The file ")
    assert "Akte/corrections.toml" in said
    assert "Please correct it" in said


def test_what_is_not_forgotten_yet_is_told_as_such() -> None:
    (said,) = owed_sentences(replace(RECORD, owed=OWED, withdrawn=True), "en")

    assert said.startswith("What the release taught its folder is not forgotten yet.")


def test_what_is_owed_for_a_moment_is_not_told() -> None:
    assert list(owed_sentences(replace(RECORD, owed=OwedLesson()), "en")) == []
    assert list(owed_sentences(RECORD, "en")) == []
