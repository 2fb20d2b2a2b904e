"""IBANs, VAT numbers and BICs of a line that cannot be right."""

from __future__ import annotations

import pytest

from pipeline.core.drafts.plausibility import implausible_words, proven_words


def _wrong(line: str) -> list[str]:
    words = line.split()
    return [words[at] for at in sorted(implausible_words(words))]


@pytest.mark.parametrize(
    "line",
    [
        "IBAN DE89 3704 0044 0532 0130 00",
        "IBAN: DE89370400440532013000, USt-IdNr. DE136695976",
        "NO93 8601 1117 947 MT84 MALT 0110 0001 2345 MTLC AST0 01S",
        "BTW NL8152.54.295.B01, IBAN NL8152.54.295.B01",
        "in PS12 und der Rest ist bei uns auf dem Hof am Ort",
        "MUSS DAS SEIN UND SOLL ES DANN AUCH NOCH SO GUT SEIN",
        "Sendung GB12AB3456789012345678901234567890",
        "BE0697449992 2026",
    ],
)
def test_what_is_a_right_iban_or_none_is_left_alone(line: str) -> None:
    assert _wrong(line) == []


@pytest.mark.parametrize(
    "number",
    [
        "DE88 3704 0044 0532 0130 00",
        "NO93 8601 1117 948",
        "GR16 0110 1250 0000 0001 2300 696",
        "SA03 8000 0000 6080 1016 7518",
        "BR16 0000 0000 0000 1093 2840 814P 2",
    ],
)
def test_a_wrong_iban_of_any_country_is_found(number: str) -> None:
    joined = number.replace(" ", "")

    assert _wrong(number) == number.split()
    assert _wrong(joined) == [joined]


def test_a_wrong_iban_is_found_where_a_space_is_lost() -> None:
    assert _wrong("DE883704 0044 0532 0130 00") == ["DE883704", "0044", "0532", "0130", "00"]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("IBAN DE89 3704 Konto", ["DE89", "3704"]),
        ("IBAN FR76 ist", ["FR76"]),
        ("IBAN DE89 37O4 0044 0532 0130 00", ["37O4"]),
        ("IBAN DEB9 3704 0044 0532 0130 00", ["DEB9", "3704", "0044", "0532", "0130", "00"]),
    ],
)
def test_after_its_label_an_iban_is_wrong_if_it_is_not_complete(
    line: str, wrong: list[str]
) -> None:
    assert _wrong(line) == wrong


@pytest.mark.parametrize(
    "line",
    [
        "USt-IdNr. DE136695976 und USt-IdNr. DE 136 695 976",
        "UID: ATU57194903, UID ATU 57194903 12",
        "VAT Reg. No. IE6433435F or VAT no. IE 6433435 F",
        "TVA FR 40 303 265 045, VAT RO 18547290",
        "Auftrag AT12345678, Auftrag FI12345678, Artikel DK12345678",
        "BTW nummer: NL00333599698",
        "zzgl. MwSt DE 19, UID CHE-123.456.789",
        "VAT DE: 19 %, VAT IT 22",
        "VAT DE 12 34 56 78 90 12",
    ],
)
def test_what_is_a_right_vat_number_or_none_is_left_alone(line: str) -> None:
    assert _wrong(line) == []


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("DE136695975", ["DE136695975"]),
        ("DE 136 695 975", ["DE", "136", "695", "975"]),
        ("DE13669S976", ["DE13669S976"]),
        ("UID ATU57194904", ["ATU57194904"]),
        ("ATU57l94903", ["ATU57l94903"]),
        ("NL004495447B01", ["NL004495447B01"]),
        ("VAT Reg. No. FI12345678", ["FI12345678"]),
        ("TVA: FR 40 303 265 046 RCS", ["FR", "40", "303", "265", "046"]),
        ("P.IVA IT00743110158", ["IT00743110158"]),
    ],
)
def test_a_vat_number_with_a_wrong_check_digit_is_found(line: str, wrong: list[str]) -> None:
    assert _wrong(line) == wrong


@pytest.mark.parametrize(
    "line",
    [
        "BIC COBADEFFXXX, BIC: GENODEF1S02",
        "SWIFT-Code: MARKDEF1100",
        "BIC CURRENCY AMOUNT12",
        "Artikel C0BADEFF",
        "BIC 12",
    ],
)
def test_what_is_a_right_bic_or_none_is_left_alone(line: str) -> None:
    assert _wrong(line) == []


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("BIC C0BADEFF", ["C0BADEFF"]),
        ("BIC/SWIFT: COBAOEFF", ["COBAOEFF"]),
        ("SWIFT Code COBAOEFFXXX", ["COBAOEFFXXX"]),
    ],
)
def test_after_its_label_a_bic_of_no_country_is_found(line: str, wrong: list[str]) -> None:
    assert _wrong(line) == wrong


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("Steuer-ID: 86 095 742 718", ["86", "095", "742", "718"]),
        ("IdNr. 86095742718 von", ["86095742718"]),
        ("EAN: 4006381333932", ["4006381333932"]),
        ("GTIN 4006381333937 Stück 5", ["4006381333937"]),
        ("Gläubiger-ID DE97ZZZ09999999999", ["DE97ZZZ09999999999"]),
        ("ISBN 978-3-16-148410-1", ["978-3-16-148410-1"]),
    ],
)
def test_tax_ids_article_numbers_and_creditors_have_check_digits(
    line: str, wrong: list[str]
) -> None:
    assert _wrong(line) == wrong


@pytest.mark.parametrize(
    "line",
    [
        "Steuer-ID: 86 095 742 719",
        "Steueridentifikationsnummer 86095742719 und",
        "EAN 4006381333931, GLN 4304171000002",
        "EAN 4006381333931 12 Stück",
        "Gläubiger-ID: DE98ZZZ09999999999",
        "ISBN 978-3-16-148410-0 und ISBN 3-16-148410-X",
        "ID-Nr. 12345678901",
        "EAN 12 Stück",
    ],
)
def test_right_ones_and_other_numbers_are_left_alone(line: str) -> None:
    assert _wrong(line) == []


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("IBAN DE89 3704 0044 0532 0130 00, am", "DE89 3704 0044 0532 0130 00,"),
        ("auf DE89370400440532013000 oder", "DE89370400440532013000"),
        ("USt-IdNr. DE136695976, Seite 2", "DE136695976,"),
        ("IBAN DE88 3704 0044 0532 0130 00", ""),
        ("USt-IdNr. DE136695977", ""),
        ("BIC COBADEFFXXX, Seite 12", ""),
        ("DE89", ""),
    ],
)
def test_right_check_digits_prove_a_number(line: str, right: str) -> None:
    words = line.split()

    assert [words[at] for at in sorted(proven_words(words))] == right.split()
