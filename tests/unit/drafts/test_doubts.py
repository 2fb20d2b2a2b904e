from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.drafts.doubts import hardly_legible, page_doubts
from pipeline.core.drafts.draft import Doubt, Reason
from pipeline.core.drafts.vocabulary import Lexicon, Vocabulary, vocabulary_of
from pipeline.core.model import Box, Page, Spot, Word
from pipeline.core.scans.lines import unsure
from pipeline.core.scans.sums import checked_sums
from tests.ledgers import Paper

_GERMAN = {
    "der",
    "Vertrag",
    "Metall",
    "Preis",
    "für",
    "sie",
    "und",
    "am",
    "zu",
    "Grundstück",
    "gilt",
    "lfd.",
}
_ENGLISH = {"the", "fur", "of"}


def _lexicon(word: str, language: str) -> bool:
    known = _GERMAN if language == "de" else _ENGLISH
    return word in known or word.lower() in known


def _page(*lines: str, confidence: float = 0.95, digital: bool = False) -> Page:
    words = tuple(
        Word(
            text,
            Box(at * 90, number * 50, at * 90 + 80, number * 50 + 30),
            confidence,
            0,
            0,
            number,
            digital=digital,
        )
        for number, line in enumerate(lines)
        for at, text in enumerate(line.split())
    )
    return Page(1, 2000, 2000, 300, words, language="de")


def _doubts(
    page: Page, lexicon: Lexicon | None = _lexicon, terms: tuple[str, ...] = ()
) -> dict[str, Doubt]:
    vocabulary = vocabulary_of((word.text for word in page.words), lexicon, terms)
    return {word.text: doubt for word, doubt in page_doubts(page, vocabulary).items()}


# Words of a page


@pytest.mark.parametrize(
    ("line", "word", "other"),
    [
        ("am Vertrag 4,87435 Kempten", "4,87435", "4, 87435"),
        ("gilt für 3SGB X", "3SGB", "3 SGB"),
        ("gilt für 12Abs. 2", "12Abs.", "12 Abs."),
    ],
)
def test_a_figure_that_lost_its_space_is_doubtful(line: str, word: str, other: str) -> None:
    assert _doubts(_page(line))[word].others == (other,)


def test_a_percent_sign_read_as_a_figure_too_is_doubtful() -> None:
    page = _page("gilt 3 3%")
    narrow = replace(page.words[-1], box=Box(180, 0, 207, 30))

    assert _doubts(page) == {}
    assert _doubts(replace(page, words=(*page.words[:-1], narrow)))["3%"].others == ("%",)


@pytest.mark.parametrize(
    ("line", "other"), [("der Vertrag-$trom gilt", "Vertrag-Strom"), ("am $aal gilt", "Saal")]
)
def test_a_dollar_in_a_word_is_doubtful(line: str, other: str) -> None:
    assert _doubts(_page(line))[line.split()[1]].others == (other,)
    assert _doubts(_page(line, digital=True)) == {}


@pytest.mark.parametrize("line", ["zu $12 gilt", "zu US$ gilt", "zu 12$ gilt"])
def test_a_dollar_beside_a_figure_or_capitals_is_one(line: str) -> None:
    assert _doubts(_page(line)) == {}


def test_a_bar_behind_a_figure_may_be_litres() -> None:
    assert _doubts(_page("am Preis 2,5 | und der"))["|"].others == ("l",)
    page = _page("am Preis 2,5 | und der")
    high = replace(page.words[3], box=Box(270, 0, 276, 45))
    far = replace(page.words[3], box=Box(340, 0, 346, 30))
    for bar in (high, far):
        assert "|" not in _doubts(replace(page, words=(*page.words[:3], bar, *page.words[4:])))


@pytest.mark.parametrize("line", ["zu 0,87435 gilt", "zu 12kWh und", "zu 3ABC der"])
def test_other_figures_need_no_space(line: str) -> None:
    assert _doubts(_page(line)) == {}


def test_a_known_word_is_doubtful_only_if_it_was_hardly_read() -> None:
    assert _doubts(_page("der Vertrag gilt", confidence=0.8)) == {}
    assert set(_doubts(_page("der Vertrag gilt", confidence=0.7))) == {"der", "Vertrag", "gilt"}


def test_an_unknown_word_is_doubtful_sooner() -> None:
    assert set(_doubts(_page("der vertraglos gilt", confidence=0.92))) == {"vertraglos"}
    assert _doubts(_page("der vertraglos gilt", confidence=0.94)) == {}


def test_a_bar_before_a_word_of_an_english_sentence_may_be_an_i() -> None:
    english = replace(_page("the fur , | am of"), language="en")

    assert _doubts(english)["|"].others == ("I",)
    assert "|" not in _doubts(replace(_page("the | Fur |"), language="en"))
    assert "|" not in _doubts(_page("der | gilt"))


def test_a_bar_between_columns_is_no_letter() -> None:
    page = replace(_page("the | of"), language="en")
    the, bar, of = page.words
    far = replace(of, box=Box(400, 0, 480, 30))

    assert "|" not in _doubts(replace(page, words=(the, bar, far)))


def test_what_looks_like_a_name_is_given_the_benefit_of_the_doubt() -> None:
    assert _doubts(_page("der Kowalczyk gilt", confidence=0.92)) == {}


def test_a_word_that_looks_like_a_known_one_is_doubtful_and_says_what_it_may_be() -> None:
    doubts = _doubts(_page("der Vcrtrag, gilt"))

    assert doubts["Vcrtrag,"].reason is Reason.UNKNOWN
    assert doubts["Vcrtrag,"].others == ("Vertrag,",)


def test_a_foreign_word_that_looks_like_a_german_one_is_doubtful_however_surely_it_was_read() -> (
    None
):
    assert _doubts(_page("fur sie", confidence=0.99))["fur"].others == ("für",)
    assert _doubts(_page("the Vertrag", confidence=0.92)) == {}


def test_compounds_and_joined_words_are_known_by_their_parts() -> None:
    assert (
        _doubts(_page("Metallpreis Vertragspreis Metall-Vertrag der/sie lfd.", confidence=0.8))
        == {}
    )


def test_the_halves_of_a_broken_word_are_judged_together() -> None:
    assert _doubts(_page("der Grund-", "stückspreis gilt", confidence=0.85)) == {}
    assert set(_doubts(_page("der Grund", "stückspreis gilt", confidence=0.85))) == {"stückspreis"}


def test_a_part_left_out_before_und_is_no_half_of_a_broken_word() -> None:
    assert _doubts(_page("der Metall-", "und Vertragspreis gilt", confidence=0.85)) == {}


@pytest.mark.parametrize(
    ("above", "below"), [("der Grund\N{NOT SIGN}", "stückspreis"), ("sie und Metall-", "Vertrag")]
)
def test_a_broken_word_is_mended_as_in_the_text(above: str, below: str) -> None:
    assert _doubts(_page(above, below, confidence=0.85)) == {}


def test_words_of_the_office_are_known() -> None:
    page = _page("der schreibstubig gilt", confidence=0.85)

    assert "schreibstubig" in _doubts(page)
    assert _doubts(page, terms=("Amt schreibstubig",)) == {}


def test_a_misread_word_of_the_office_is_found() -> None:
    assert _doubts(_page("Frau Kowalczvk"), terms=("Kowalczyk",))["Kowalczvk"].others == (
        "Kowalczyk",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Frau Vcrtrag",
        "Herrn Dr. med. Max Vcrtrag,",
        "Mr. Vcrtrag",
        "Vcrtrag und Vcrtrag",
        "sie und Vcrtrag & sie",
    ],
)
def test_what_is_plainly_a_name_is_no_other_word_but_may_be_badly_read(text: str) -> None:
    def doubts(confidence: float) -> dict[str, Doubt]:
        page = _page(text, confidence=confidence)
        words = [word.text for word in page.words]
        known = vocabulary_of(words, _lexicon, names=("Vcrtrag & Partner",) if "&" in text else ())
        return {word.text.rstrip(","): doubt for word, doubt in page_doubts(page, known).items()}

    assert "Vcrtrag" not in doubts(0.92)
    assert doubts(0.8)["Vcrtrag"].others == ()


@pytest.mark.parametrize(
    "text", ["Frau Kowalczyk, Vcrtrag", "Frau und Vcrtrag", "Frau Maria Löwe Vcrtrag"]
)
def test_no_name_is_what_stands_apart_from_the_title(text: str) -> None:
    assert _doubts(_page(text))["Vcrtrag"].others == ("Vertrag",)


def test_a_word_that_the_document_keeps_saying_is_its_authors() -> None:
    assert "vertraglos" in _doubts(_page("vertraglos und vertraglos", confidence=0.85))
    assert _doubts(_page("vertraglos vertraglos und vertraglos", confidence=0.85)) == {}


def test_a_number_that_cannot_be_right_is_doubtful_and_the_worst() -> None:
    doubts = _doubts(_page("sie gilt vertraglos am 31.02.2026 zu l9,9O und", confidence=0.92))

    assert {text: doubt.reason for text, doubt in doubts.items()} == {
        "vertraglos": Reason.UNKNOWN,
        "31.02.2026": Reason.IMPLAUSIBLE,
        "l9,9O": Reason.IMPLAUSIBLE,
    }
    assert doubts["l9,9O"].others == ("19,90",)
    assert min(doubts, key=lambda text: doubts[text].weight) == "vertraglos"


@pytest.mark.parametrize(
    "address", ["post@gruendel-loewe.example", "www.gruendel.example", "gruendel.example/impressum"]
)
def test_addresses_are_no_unknown_words(address: str) -> None:
    assert _doubts(_page(address, confidence=0.91)) == {}


def test_without_a_dictionary_confidence_decides() -> None:
    assert set(_doubts(_page("Vcrtrag", confidence=0.89), lexicon=None)) == {"Vcrtrag"}
    assert _doubts(_page("Vcrtrag", confidence=0.91), lexicon=None) == {}


def test_without_a_dictionary_of_its_language_nobody_calls_a_word_unknown() -> None:
    def english(word: str, language: str) -> bool | None:
        return word in _ENGLISH if language == "en" else None

    assert _doubts(_page("Vcrtrag of", confidence=0.92), lexicon=english) == {}


@pytest.mark.parametrize("speck", [".", "—", "’", "|", "~,", "…"])
def test_specks_are_never_marked(speck: str) -> None:
    assert _doubts(_page(speck, confidence=0)) == {}


def test_letters_that_are_likely_specks_come_after_all_words() -> None:
    page = _page("cee mn eh are", "sie xyzzy q gilt")
    unsure_ = ("cee", "mn", "eh", "are", "q")
    words = tuple(
        replace(word, confidence=0.1 if word.text in unsure_ else 0.8) for word in page.words
    )
    doubts = _doubts(replace(page, words=words))

    assert doubts.keys() == {*unsure_, "xyzzy"}
    assert max(doubts, key=lambda text: doubts[text].weight) == "xyzzy"


def test_a_hardly_read_number_and_a_short_word_among_others_are_no_specks() -> None:
    page = _page("sie gilt 31.02. zu 19 und xyz")
    doubts = _doubts(
        replace(page, words=tuple(replace(word, confidence=0.4) for word in page.words))
    )

    assert {text for text, doubt in doubts.items() if doubt.weight > 0} == {
        "gilt",
        "sie",
        "31.02.",
        "19",
        "und",
        "xyz",
    }


@pytest.mark.parametrize(
    ("clear", "doubtful", "hardly"), [(14, 7, False), (13, 7, True), (2, 17, False), (0, 20, True)]
)
def test_a_page_is_hardly_legible_if_more_than_a_third_of_its_words_are_doubtful(
    clear: int, doubtful: int, *, hardly: bool
) -> None:
    page = _page("sie " * clear, "xyzzy " * doubtful, "— " * 20)
    words = tuple(
        replace(word, confidence=0.5 if word.text == "xyzzy" else 0.95) for word in page.words
    )
    page = replace(page, words=words)

    doubts = page_doubts(page, Vocabulary(_lexicon))

    assert (len(doubts), hardly_legible(page, doubts)) == (doubtful, hardly)


def test_a_doubt_shows_the_word_and_its_line() -> None:
    page = _page("sie xyzzy", confidence=0.5)

    assert _doubts(page)["xyzzy"].evidence == Spot(1, page.words[1].box, Box(0, 0, 170, 30))


_texts = st.text("aäeglnortuvVOlI1905.,:-@", min_size=1)


@given(st.lists(_texts, max_size=9), st.floats(0, 1))
def test_words_that_came_with_the_document_are_never_doubtful(
    texts: list[str], confidence: float
) -> None:
    assert _doubts(_page(" ".join(texts), confidence=confidence, digital=True)) == {}


@given(_texts, st.floats(0, 1), st.floats(0, 1))
def test_less_confidence_never_means_less_doubt(text: str, one: float, other: float) -> None:
    low, high = sorted((one, other))

    assert (
        _doubts(_page(text, confidence=low)).keys() >= _doubts(_page(text, confidence=high)).keys()
    )


@given(st.lists(_texts, min_size=1, max_size=9), st.floats(0, 1), st.data())
def test_a_word_is_not_more_doubtful_for_being_one_of_the_office(
    texts: list[str], confidence: float, data: st.DataObject
) -> None:
    page, term = _page(" ".join(texts), confidence=confidence), data.draw(st.sampled_from(texts))

    assert term not in _doubts(page, terms=(term,)) or term in _doubts(page)


def test_whether_the_engine_was_sure_depends_on_nothing_else() -> None:
    (word,) = _page("Vcrtrag", confidence=0.91).words

    assert not unsure(word)
    assert unsure(replace(word, confidence=0.89))
    assert not unsure(replace(word, confidence=0.89, digital=True))


def test_a_law_that_is_cited_without_its_sign_is_doubtful() -> None:
    (text, doubt), *others = _doubts(_page("nach (8 70 Abs. 1 VwGO gilt der Vertrag")).items()

    assert (text, doubt.reason, doubt.others) == ("(8", Reason.IMPLAUSIBLE, ("(§",))
    assert not others
    assert "819" in _doubts(_page("gilt 819 BauNVO"))
    assert not _doubts(_page("nach § 70 Abs. 1 VwGO gilt der Vertrag"))
    assert not _doubts(replace(_page("under 8 70 Abs. 1 VwGO"), language="en"))
    assert not _doubts(_page("nach 8 70 Abs. 1 VwGO", digital=True))


def test_a_sign_that_was_read_badly_is_doubtful() -> None:
    assert "§" in _doubts(_page("nach § 70", confidence=0.4))


def test_raised_digits_that_were_misread_are_doubtful() -> None:
    found = _doubts(_page("Grundstück 80 m?, der Preis? gilt am Vertrag.? Der Vertrag?"))

    assert set(found) == {"m?,", "Preis?", "Vertrag.?"}
    assert found["m?,"].others == ("m²,", "m³,")
    assert not _doubts(_page("der Preis? gilt", digital=True))


def test_stops_in_the_amounts_of_a_page_with_commas_are_doubtful() -> None:
    table = "4,50 1.200,75 zu 17,00 538.311.82 233.92 29.00"
    found = _doubts(_page(table))

    assert {text: doubt.others for text, doubt in found.items()} == {
        "538.311.82": ("538.311,82",),
        "233.92": ("233,92",),
        "29.00": ("29,00",),
    }


@pytest.mark.parametrize(
    "line",
    [
        "4,50 1.200,75 zu 17,00 am 24.12. um 18.30 oder 31.12 und 12.5",
        "4,50 1.200,75 zu 538.311.82 233.92",
        "4,50 1.200,75 zu 17,00 192.168.0.1 1.234.567 2.0.11",
    ],
)
def test_days_times_and_other_numbers_are_no_amounts_with_stops(line: str) -> None:
    assert _doubts(_page(line)) == {}
    amounts = replace(_page("4,50 1.200,75 zu 17,00 233.92"), language="en")
    assert _doubts(amounts) == {}


def test_a_stop_before_a_currency_or_percent_is_a_lost_comma() -> None:
    found = _doubts(_page("Preis 63.23 € und 11.75 EUR, 16.1 % zu 1.250 € am 16.10 und 16.1 gilt"))

    assert {text: doubt.others for text, doubt in found.items()} == {
        "63.23": ("63,23",),
        "11.75": ("11,75",),
        "16.1": ("16,1",),
    }
    assert not _doubts(replace(_page("Preis 63.23 €"), language="en"))
    assert not _doubts(_page("Preis 63.23 €", digital=True))


def test_a_day_in_two_parts_is_doubtful() -> None:
    found = _doubts(_page("am 04 07.2024 gilt der Vertrag 05/2024 und 08.2024"))

    assert {text: doubt.others for text, doubt in found.items()} == {
        "04": ("04.07.2024",),
        "07.2024": ("04.07.2024",),
    }


def test_what_its_check_digits_prove_is_not_doubtful() -> None:
    found = _doubts(_page("am DE89 3704 0044 0532 0130 00", "und 3704", confidence=0.5))

    assert set(found) == {"am", "und", "3704"}


def _invoice(tax: str, *, confidence: float = 0.95) -> Page:
    paper = Paper()
    for label, amount in (("Netto", "100,00"), ("MwSt. 19 %", tax), ("Gesamt", "119,00")):
        paper.row((label, 0.1, "l"), (amount, 0.9, "r"))
    (page,) = paper.pages()
    words = (replace(word, confidence=confidence) for word in page.words)
    return replace(page, words=tuple(words), language="de")


def _summed(page: Page) -> dict[str, Doubt]:
    return {word.text: each for word, each in page_doubts(page, sums=checked_sums((page,))).items()}


def test_the_reading_that_makes_a_sum_right_is_offered_first_of_all() -> None:
    found = _summed(_invoice("79,00"))

    assert found["79,00"].reason is Reason.SUM
    assert found["79,00"].others == ("19,00",)
    assert max(found.values(), key=lambda each: each.weight) is found["79,00"]


def test_amounts_of_a_sum_that_nothing_makes_right_are_doubtful() -> None:
    found = _summed(_invoice("84,31"))

    assert {"100,00", "84,31", "119,00"} <= found.keys()
    assert {found[text].reason for text in ("100,00", "84,31")} == {Reason.DISAGREES}


def test_a_right_sum_clears_the_engines_doubts_of_its_amounts_alone() -> None:
    page = _invoice("19,00", confidence=0.5)
    alone = {word.text for word in page_doubts(page)}

    found = _summed(page)

    assert {"100,00", "19,00", "119,00"} <= alone
    assert found.keys().isdisjoint({"100,00", "19,00", "119,00"})
    assert "Netto" in found


def test_amounts_of_the_file_are_never_doubtful_for_their_sum() -> None:
    page = _invoice("79,00")
    digital = replace(page, words=tuple(replace(word, digital=True) for word in page.words))

    assert _summed(digital) == {}


def _read_twice(text: str, second: str, *, confidence: float = 0.6) -> dict[str, Doubt]:
    page = _page(text, confidence=confidence)
    return _doubts(replace(page, words=(replace(page.words[0], second=second),)))


@pytest.mark.parametrize("text", ["17,50", "Wortungetüm", "gilt"])
def test_what_two_readers_agree_on_is_not_doubtful(text: str) -> None:
    assert _read_twice(text, "") != {}
    assert _read_twice(text, text) == {}


def test_a_sign_is_doubtful_where_another_reader_sees_a_letter_or_figure() -> None:
    (doubt,) = _read_twice("[|", "7", confidence=0.1).values()

    assert doubt.others == ("7",)
    assert _read_twice("[|", "|", confidence=0.1) == {}


def test_parts_of_a_cut_figure_stay_doubtful_though_two_agree() -> None:
    page = _page("Summe 425.158, 99 Euro", confidence=0.6)
    words = (replace(word, second=word.text) for word in page.words)

    assert {"425.158,", "99"} <= set(_doubts(replace(page, words=tuple(words))))


def test_a_number_that_cannot_be_right_stays_doubtful_though_two_agree() -> None:
    (doubt,) = _read_twice("31.02.2026", "31.02.2026").values()

    assert doubt.reason is Reason.IMPLAUSIBLE


@pytest.mark.parametrize(("text", "confidence"), [("X", 0.5), ("Wortungetüm", 0.1)])
def test_single_letters_and_what_was_hardly_seen_stay_doubtful(
    text: str, confidence: float
) -> None:
    assert text in _read_twice(text, text, confidence=confidence)


def test_two_readings_make_a_doubt_that_shows_both() -> None:
    (doubt,) = _read_twice("5.627,87", "3.627,87", confidence=0.99).values()

    assert doubt.reason is Reason.UNSURE
    assert doubt.others == ("3.627,87",)


def test_a_word_of_the_language_that_was_read_well_needs_no_other_reading() -> None:
    assert _read_twice("gilt", "qilt", confidence=0.99) == {}
