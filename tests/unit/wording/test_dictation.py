"""Dictated signs and letters, and the words that only look like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.drafts_dictation import (
    Outcome,
    Part,
    Sentence,
    counted,
    made_of,
    outcome,
    section,
    sentences,
)
from pipeline.core.drafts.draft import Change, Doubt, Reason, Run
from pipeline.core.drafts.revising import with_edits
from pipeline.core.model import Moment, SpokenWord
from pipeline.core.wording.dictation import edits
from pipeline.core.wording.dictation.stretch import PAUSE
from pipeline.core.wording.dictation.words import TONGUES
from pipeline.core.wording.edits import Edit, Treatment

_DOUBT = Doubt(Reason.UNDECIDED, 1, Moment(0, 1))
_SAID = [
    "Komma.",
    "Punkt",
    "neuer",
    "Absatz,",
    "Klammer",
    "auf",
    "drei",
    "der",
    "Müller,",
    "Märzpunkt",
    "Wochen-Punkt-Neuer-Absatz.",
    "Stelle.neue-Zeile",
    "M",
    "wie",
    "Anton",
]


def _made(said: str, language: str = "de") -> str:
    """What becomes of ``said``, in which "|" is a pause; what is marked stands in braces at the end."""
    made, marked = made_of(Sentence(said, "", language))
    return made + "".join(f" {{{words}}}" for words in marked)


def _heard(*words: tuple[str, float, float]) -> tuple[SpokenWord, ...]:
    return tuple(SpokenWord(text, start, end, 0.9) for text, start, end in words)


# The measured sentences -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("part", Part)
def test_nearly_all_sentences_come_out_right_and_none_is_wrong_in_silence(
    language: str, part: Part
) -> None:
    count = counted(language, part)

    assert count.total() >= 40
    assert count[Outcome.RIGHT] / count.total() >= 0.95
    assert count[Outcome.SILENT] == 0


def test_of_all_sentences_97_in_100_come_out_right() -> None:
    counts = [counted(language, part) for language in ("de", "en") for part in Part]

    assert sum(count[Outcome.RIGHT] for count in counts) >= 0.97 * sum(
        count.total() for count in counts
    )


@pytest.mark.parametrize("language", ["de", "en"])
def test_four_in_ten_sentences_have_nothing_to_change(language: str) -> None:
    known = list(sentences(language))

    assert len(known) >= 130
    assert sum(
        sentence.right == " ".join(sentence.said.replace("|", "").split()) for sentence in known
    ) >= 0.4 * len(known)


@pytest.mark.parametrize(
    ("said", "right", "expected"),
    [
        ("Wir danken Punkt wir zahlen.", "Wir danken {Punkt} wir zahlen.", Outcome.RIGHT),
        ("Wir danken Punkt wir zahlen.", "Wir danken. Wir zahlen.", Outcome.ASKED),
        ("Wir danken, | Punkt.", "Wir danken, {Punkt}.", Outcome.SILENT),
        ("Wir danken, | Punkt.", "Wir danken, Punkt.", Outcome.SILENT),
        ("Wir danken Punkt wir zahlen.", "Wir {danken Punkt wir} zahlen.", Outcome.SILENT),
        ("Wir danken Punkt wir zahlen.", "Wir danken Ihnen.", Outcome.SILENT),
    ],
)
def test_what_is_wrong_and_not_asked_counts_as_silent(
    said: str, right: str, expected: Outcome
) -> None:
    assert outcome(Sentence(said, right, "de")) is expected


def test_the_section_has_a_line_for_each_part() -> None:
    assert section().count("| German |") == section().count("| English |") == 2


# Commands ---------------------------------------------------------------------------------------------------------


def test_a_command_eats_the_punctuation_beside_it() -> None:
    words = _heard((" Müller,", 0, 0.4), (" Komma,", 0.4, 0.8), (" wir", 0.8, 1))

    assert edits(words, "de") == (Edit(6, 14, ",", Treatment.COMMAND),)


@pytest.mark.parametrize(
    "said", ["Frage-Zeichen", "Frage Zeichen", "fragezeichen", "Fragezeichen!"]
)
def test_a_command_is_known_however_whisper_writes_it(said: str) -> None:
    assert _made(f"Wann, | {said}") == "Wann?"


@pytest.mark.parametrize(("silence", "decided"), [(PAUSE - 0.01, False), (PAUSE, True)])
def test_a_command_needs_a_pause_on_one_side(silence: float, decided: bool) -> None:  # noqa: FBT001 - a parameter of the case
    words = _heard(("Müller", 0, 0.4), ("Komma", 0.4 + silence, 0.8), ("wir", 0.8, 1))

    assert [(edit.text, edit.decided) for edit in edits(words, "de")] == [(",", decided)]


def test_an_undecided_command_is_marked_without_its_punctuation_and_says_what_it_may_be() -> None:
    assert edits(_heard(("Haus", 0, 0.4), ("Absatz.", 0.4, 0.8), ("Wir", 0.8, 1)), "de") == (
        Edit(5, 11, "\n\n", Treatment.COMMAND, decided=False),
    )


@pytest.mark.parametrize("language", ["fr", "", "de-AT"])
def test_other_languages_are_left_alone(language: str) -> None:
    assert edits(_heard(("fin", 0, 0.4), ("Komma", 1, 1.4)), language) == ()


def test_nothing_said_is_nothing_to_change() -> None:
    assert edits((), "de") == ()


@pytest.mark.parametrize(
    ("said", "made"),
    [
        ("Die Frist läuft. | Absatz. | danach zahlen Sie.", "Die Frist läuft.¶Danach zahlen Sie."),
        (
            "Betreff. | Absatz. | Die Frist | Komma | die läuft | Punkt",
            "Betreff¶Die Frist, die läuft.",
        ),
        ("Sehr geehrte Frau Weiß, | Absatz, | Wir danken.", "Sehr geehrte Frau Weiß,¶wir danken."),
        ("Mit freundlichen Grüßen. | Absatz. | Weber", "Mit freundlichen Grüßen¶Weber"),
        ("Ende | Absatz | Absatz | Anfang", "Ende¶Anfang"),
        ("Absatz. | Hier geht es weiter.", "¶Hier geht es weiter."),
    ],
)
def test_a_paragraph_leaves_whispers_signs_only_to_those_who_dictate_none(
    said: str, made: str
) -> None:
    assert _made(said) == made


@pytest.mark.parametrize(
    ("said", "made"),
    [
        ("Wir zahlen, | Punkt. | der Rest | folgt.", "Wir zahlen. Der Rest folgt."),
        ("Wir zahlen, | Komma. | Der Rest | folgt.", "Wir zahlen, der Rest folgt."),
        ("Wir zahlen, | Komma. | Ihr Rest | folgt.", "Wir zahlen, Ihr Rest folgt."),
        ("Wir zahlen, | Komma. | DAS Depot | folgt.", "Wir zahlen, DAS Depot folgt."),
        (
            "Wir zahlen | Punkt | Klammer auf | siehe Anlage | Klammer zu",
            "Wir zahlen. (Siehe Anlage)",
        ),
        (
            "Er sagt | Doppelpunkt | Anführungszeichen unten | Die zahlen | Anführungszeichen oben",
            "Er sagt: „Die zahlen“",
        ),
        (
            "Er fragt | Anführungszeichen unten | wann | Fragezeichen | Anführungszeichen oben | und geht",
            "Er fragt „wann?“ und geht",
        ),
        ("Er geht | Ausrufezeichen | neue Zeile | er kommt", "Er geht!⏎Er kommt"),
        ("Er geht | Auslassungspunkte | Er kommt", "Er geht … Er kommt"),
    ],
)
def test_the_next_letter_follows_from_the_sign(said: str, made: str) -> None:
    assert _made(said) == made


@pytest.mark.parametrize(
    ("said", "made"),
    [
        ("Klammer auf | Anlage | Klammer zu | folgt", "(Anlage) folgt"),
        ("Müller | Bindestrich | Weiß | Schrägstrich | Köln", "Müller-Weiß/Köln"),
        (
            "Es kam | Gedankenstrich | wie immer | Gedankenstrich | anders",
            "Es kam – wie immer – anders",
        ),
        ("Weber usw. | Punkt", "Weber usw."),
        ("Weber - | Komma | der Chef", "Weber, der Chef"),
        ("- | Punkt | Wir danken", ". Wir danken"),
        ("Er kommt am 3. | Komma | sie am 4. | Punkt", "Er kommt am 3., sie am 4."),
        ("Weber | Klammer auf | Anführungszeichen unten | Chef", "Weber („Chef"),
        ("Weber | Bindestrich | Anführungszeichen unten | Chef", "Weber-„Chef"),
    ],
)
def test_signs_stand_where_typists_put_them(said: str, made: str) -> None:
    assert _made(said) == made


# Words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("Wir gehen Punkt für Punkt vor", "de"),
        ("Das ist der | Punkt zum Streiten", "de"),
        ("Wir haben ein dickes Fragezeichen gesetzt", "de"),
        ("Die beiden Ausrufezeichen | stören", "de"),
        ("Das ist der Gefrierpunkt. | Ein Triggerzeitpunkt", "de"),
        ("Von Punkt zu Punkt | wird es besser", "de"),
        ("Paragraf 16, Absatz 4, gilt", "de"),
        ("Er spricht ohne Punkt und Komma", "de"),
        ("That period | is long", "en"),
        ("Within that period | we pay", "en"),
        ("The notice period | period", "en"),
        ("The budget slash | was painful", "en"),
        ("The defects liability period | has ended", "en"),
        ("They chose a ten-year period | in all", "en"),
    ],
)
def test_a_word_stays_a_word(said: str, language: str) -> None:
    made = _made(said, language)

    assert made.startswith(" ".join(said.replace("|", "").split()).removesuffix(" period"))
    assert "{" not in made


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("Wir haben den prüfen Punkt", "de"),
        ("Er erwartet besseren Absatz", "de"),
        ("Und. | Koma. | Wie besprochen", "de"),
        ("Er gehört ihr | Punkt | Wir zahlen", "de"),
        ("Wir laden Sie ein Punkt | Wir zahlen", "de"),
        ("Wir kommen an | Punkt drei Wochen später", "de"),
        ("Wir stimmen zu Punkt | drei", "de"),
        ("Wir stimmen zu Punkt wir zahlen", "de"),
        ("Wir zahlen und Komma wie besprochen | gern", "de"),
        ("Komma steht hier", "de"),
        ("We confirm that period | Please call", "en"),
        ("We refer to the contract period | Please call", "en"),
        ("This includes the leading period", "en"),
        ("We refer to the letter period please call", "en"),
        ("He left | period of notice", "en"),
    ],
)
def test_what_nobody_can_tell_is_marked_and_stays(said: str, language: str) -> None:
    made = _made(said, language)

    assert made.startswith(" ".join(said.replace("|", "").split()) + " {")


def test_what_reads_like_an_article_with_an_adjective_may_end_a_question() -> None:
    assert _made("Können Sie das bestätigen Fragezeichen") == "Können Sie das bestätigen?"


def test_what_goes_on_after_a_command_may_be_another_one() -> None:
    assert _made("Wir zahlen | Punkt und Absatz") == "Wir zahlen. Und Absatz {Absatz}"


def test_a_verb_far_before_its_last_word_takes_it_back() -> None:
    assert _made("Wir reichen die Klage ein | Punkt | Danke") == "Wir reichen die Klage ein. Danke"


# Numbers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "language", "made"),
    [
        ("Es sind drei Komma fünf Prozent", "de", "Es sind 3,5 Prozent"),
        ("Es sind dreihundertfünfundzwanzig Komma null sieben.", "de", "Es sind 325,07."),
        ("Es sind hundert Komma vierzehn", "de", "Es sind 100,14"),
        ("Es sind 1.200 Komma 50 Euro", "de", "Es sind 1.200,50 Euro"),
        ("Es sind drei Komma fünf drei zwanzig", "de", "Es sind 3,53 zwanzig"),
        ("We are at twenty five point two", "en", "We are at 25.2"),
        ("We are at sixty-five point two", "en", "We are at 65.2"),
        ("This is the point", "en", "This is the point"),
    ],
)
def test_a_number_with_its_decimals_is_written_in_digits(
    said: str, language: str, made: str
) -> None:
    assert _made(said, language) == made


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("Es sind 3 | Komma | 5", "de"),
        ("Die Seiten 3 Komma 5", "de"),
        ("Es sind 3 Komma 5 Komma 7", "de"),
        ("Es sind drei hundert Komma fünf", "de"),
        ("Es sind zwei drei Komma fünf", "de"),
        ("We have one hundred five point two", "en"),
        ("Es sind hundertviele Komma fünf | Sachen", "de"),
    ],
)
def test_what_may_be_two_numbers_is_marked(said: str, language: str) -> None:
    assert _made(said, language).startswith(" ".join(said.replace("|", "").split()) + " {")


# Spelling ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "language", "spelt"),
    [
        ("Martha Anton Ida Emil Richard", "de", "Maier"),
        ("München Umlaut Aachen Rostock Zwickau", "de", "März"),
        ("M wie Mücke A wie Affe Er wie Richard", "de", "Mar"),
        ("Schule Ulrich Emil Charlotte", "de", "Schuech"),
        ("Berta Bindestrich Kaufmann Schrägstrich Ludwig Ziffer sieben", "de", "B-K/L7"),
        ("Berta Kaufmann Ludwig 712", "de", "BKL712"),
        ("Berta Kaufmann Ludwig Punkt", "de", "Bkl"),
        ("Mike Alpha Yankee", "en", "May"),
        ("M for Mother A as in Apple Y like yellow", "en", "May"),
    ],
)
def test_three_spelling_words_are_letters_and_always_marked(
    said: str, language: str, spelt: str
) -> None:
    words = Sentence(said, "", language).words

    assert [
        (edit.text, edit.decided)
        for edit in edits(words, language)
        if edit.treatment is Treatment.SPELLING
    ] == [(spelt, False)]


@pytest.mark.parametrize(
    "said",
    [
        "Martha und Anton erben",
        "Essen, Köln, Frankfurt und Berlin",
        "A wie B C wie X",
        "Umlaut Köln Berlin",
        "Berlin Ziffer Rom Essen",
    ],
)
def test_names_in_a_list_are_names(said: str) -> None:
    assert _made(said) == said


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("am zwölften Märzpunkt. | Wir", "Märzpunkt"),
        ("Frau Müllerkommar wir", "Müllerkommar"),
        ("der Stelle.absatz. | Wir", "Stelle.absatz"),
        ("die Zeuginkomma-Frau | Weiß", "Zeuginkomma-Frau"),
    ],
)
def test_a_command_that_whisper_glues_to_a_word_is_marked(said: str, marked: str) -> None:
    assert _made(said).endswith(f"{{{marked}}}")


@pytest.mark.parametrize(
    ("said", "proposed"),
    [
        ("vom 6. August-Punkt. | Wir", "August."),
        ("die Zeugin-Komma-Frau | Weiß", "Zeugin, Frau"),
        ("Die Satzung liegt bei.Absatz. | Wir", "bei.\n\n"),
        ("die Firma Weiß-Bindestrich-Blau | zahlt", "Weiß-Blau"),
        ("die Anlage Weiß-Gedankenstrich-Blau | folgt", "Weiß – Blau"),
    ],
)
def test_a_command_that_whisper_joins_to_a_word_is_marked_with_what_it_may_be(
    said: str, proposed: str
) -> None:
    made = edits(Sentence(said, "", "de").words, "de")

    assert [(edit.text, edit.decided) for edit in made] == [(proposed, False)]


@pytest.mark.parametrize(
    ("said", "made"),
    [
        (
            "Sehr geehrte Frau Weiß Komma-Neuer-Absatz. | Der Rest",
            "Sehr geehrte Frau Weiß,¶der Rest",
        ),
        ("Es dauert drei Wochen-Punkt-Neuer-Absatz. | Danke", "Es dauert drei Wochen.¶Danke"),
        ("Wir danken.Neuer Absatz. | Danke | Punkt", "Wir danken.¶Danke."),
        ("Mit freundlichen Grüßen.neue-Zeile | Weiß", "Mit freundlichen Grüßen⏎Weiß"),
        ("Die Anlage-Klammer-auf-Kopie-Klammer-zu-folgt | gern", "Die Anlage (Kopie) folgt gern"),
        ("Der Puls liegt bei 120-Schrägstrich-80 | heute", "Der Puls liegt bei 120/80 heute"),
        ("Es sind drei-Komma-fünf Prozent", "Es sind 3,5 Prozent"),
    ],
)
def test_joined_commands_that_leave_no_doubt_are_obeyed(said: str, made: str) -> None:
    assert _made(said) == made


@pytest.mark.parametrize(
    "said",
    [
        "Das ist mein Stand-Punkt. | Danke",
        "Die Doppelpunkt-Taste | klemmt",
        "Wir gehen Punkt-für-Punkt | vor",
        "Die Seite www.punkt.de | fehlt",
        "Der Dreh-und-Angel-Punkt | ist das Geld",
        "Auf E-Mail-Basis | z.B. | heute",
    ],
)
def test_real_compounds_and_addresses_stay(said: str) -> None:
    assert _made(said) == " ".join(said.replace("|", "").split())


# What always holds ------------------------------------------------------------------------------------------------


@given(said=st.lists(st.tuples(st.sampled_from(_SAID), st.sampled_from([0.0, 0.3])), max_size=8))
def test_edits_lie_in_the_text_in_order_and_touch_no_other_letter(
    said: list[tuple[str, float]],
) -> None:
    words, at = [], 0.0
    for text, pause in said:
        words.append(SpokenWord(text, at + pause, at + pause + 0.3, 0.9))
        at += pause + 0.3
    text = " ".join(word.text for word in words)

    made = edits(words, "de")

    ends = [0, *(edit.end for edit in made)]
    assert all(
        0 <= end <= edit.start < edit.end <= len(text)
        for end, edit in zip(ends, made, strict=False)
    )
    kept = {"Müller", "Märzpunkt", "wie", "Anton", "drei", "der"}
    for edit in made:
        gone = {word.strip(".,") for word in text[edit.start : edit.end].split()}
        assert edit.treatment is not Treatment.COMMAND or not edit.decided or gone.isdisjoint(kept)


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_draft_can_show_every_edit_and_take_it_back(language: str) -> None:
    for sentence in sentences(language):
        said = " ".join(word.text.strip() for word in sentence.words)

        runs = with_edits((Run(said, language),), edits(sentence.words, language), lambda _: _DOUBT)

        accepted = "".join(run.text for run in runs if run.change is not Change.DELETED)
        assert accepted.replace("\n\n", "¶").replace("\n", "⏎") == made_of(sentence)[0]
        assert "".join(run.text for run in runs if run.change is not Change.INSERTED) == said


@given(
    words=st.lists(
        st.text(st.characters(exclude_categories=("Z", "C")), min_size=1, max_size=6), max_size=9
    )
)
@pytest.mark.parametrize("language", ["de", "en"])
def test_whatever_is_said_edits_lie_in_it(words: list[str], language: str) -> None:
    spoken = [SpokenWord(word, second, second + 1, 0.9) for second, word in enumerate(words)]

    assert all(edit.end <= len(" ".join(words)) for edit in edits(spoken, language))


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_command_that_is_set_apart_becomes_its_sign(language: str) -> None:
    for phrase, command in TONGUES[language].commands.items():
        made = _made(f"Weber | {' '.join(phrase)} | Weber", language)

        if command.misheard:
            assert made.startswith(f"Weber {' '.join(phrase)} Weber {{"), phrase
            continue
        assert made == f"Weber{_between(command.text, command.fit.value)}Weber", phrase


def _between(sign: str, fit: str) -> str:
    shown = sign.replace("\n\n", "¶").replace("\n", "⏎")
    return {"closes": f"{shown} ", "opens": f" {shown}", "free": f" {shown} "}.get(fit, shown)
