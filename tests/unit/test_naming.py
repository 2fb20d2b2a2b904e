import os
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.naming import (
    NAME_MAX_BYTES,
    RESULT_SUFFIXES,
    companion_name,
    comparison_key,
    free_final,
    free_name,
    free_stem,
    harmless,
    longest_beginning,
    numbered_suffixes,
    portable,
    portable_folder,
    readable,
    steers,
    stem_of,
)

any_name = st.one_of(
    st.binary(min_size=1, max_size=255).map(os.fsdecode),
    st.text(min_size=1, max_size=80),
    st.text(alphabet='CONAUX1. ~$<>:"|?*\n\u202e\u0308\u200dä', min_size=1, max_size=12),
)


@pytest.mark.parametrize(
    ("given_name", "stored"),
    [
        ("Brief.pdf", "Brief.pdf"),
        ("Mu\u0308ller.pdf", "M\u00fcller.pdf"),
        (os.fsdecode(b"M\xfcller.pdf"), "M\u00fcller.pdf"),
        ("CON", "CON_"),
        ("con.Brief.pdf", "con_.Brief.pdf"),
        ("LPT1 .txt", "LPT1_.txt"),
        ("Console", "Console"),
        ("Akte 3/4: Teil?.", "Akte 3_4_ Teil_"),
        ("zwei\nZeilen", "zwei Zeilen"),
        ("Rechnung\u202efdp.exe", "Rechnungfdp.exe"),
        (".versteckt", "versteckt"),
        ("~$Brief.docx", "Brief.docx"),
        ("$100.pdf", "$100.pdf"),
        ("\u202e...", "document"),
        ("Endet mit Punkt. ", "Endet mit Punkt"),
    ],
)
def test_a_result_gets_the_nearest_name_that_every_system_can_store(
    given_name: str, stored: str
) -> None:
    assert portable(given_name) == stored


@given(any_name)
def test_a_portable_name_stays_as_it_is_and_fits_everywhere(name: str) -> None:
    stored = portable(name)

    assert portable(stored) == stored
    assert 0 < len(stored.encode()) <= NAME_MAX_BYTES
    assert stored == unicodedata.normalize("NFC", stored)
    assert not set(stored) & set('<>:"/\\|?*\n\r\t\0\u202e')
    assert not stored.startswith((".", " ", "~$"))
    assert not stored.endswith((".", " "))


def test_folders_are_made_portable_part_by_part() -> None:
    assert portable_folder("Mandant: A/Akte 1.") == "Mandant_ A/Akte 1"
    assert portable_folder("") == ""


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Brief.PDF", "Brief"),
        ("Rechnung Nr. 5.3", "Rechnung Nr. 5.3"),
        (".pdf", "pdf"),
        ("CON.pdf", "CON_"),
    ],
)
def test_only_a_suffix_that_names_a_type_is_left_out(name: str, stem: str) -> None:
    assert stem_of(name) == stem


@given(any_name, st.integers(1, 60))
def test_a_shortened_name_fits(name: str, room: int) -> None:
    assert len(longest_beginning(name, room).encode()) <= room


@given(st.lists(any_name, min_size=1, max_size=12))
def test_result_names_never_meet_not_even_on_windows(names: list[str]) -> None:
    taken: list[str] = []

    for name in names:
        stem = free_stem(stem_of(name), taken)
        taken.extend(stem + suffix for suffix in RESULT_SUFFIXES)

    assert len({comparison_key(name) for name in taken}) == len(taken)
    assert all(len(name.encode()) <= NAME_MAX_BYTES for name in taken)


def test_a_stem_is_free_only_if_no_kind_of_result_uses_it() -> None:
    assert free_stem("Brief", ["BRIEF.vtt"]) == "Brief (2)"
    assert free_stem("Brief", ["brief.SRT"]) == "Brief (2)"
    assert free_stem("Brief", ["Brief.docx", "Brief (2).pdf"]) == "Brief (3)"
    assert free_stem("Brief", ["brief-2.PDF"], ["-1.pdf", "-2.pdf"]) == "Brief (2)"
    assert free_stem("Brief", ["Brief-3.pdf"], ["-1.pdf", "-2.pdf"]) == "Brief"
    assert free_stem("Mu\u0308ller", ["M\u00fcller.pdf"]) == "Mu\u0308ller (2)"


@given(any_name.filter(lambda name: "/" not in name), st.integers(0, 4))
def test_a_given_name_keeps_its_bytes_and_finds_a_free_place(name: str, earlier: int) -> None:
    taken: list[str] = []

    for _ in range(earlier):
        taken.append(free_name(name, taken, partner=" - note.txt"))

    found = free_name(name, taken, partner=" - note.txt")
    assert comparison_key(found) not in {comparison_key(other) for other in taken}
    if not earlier and len(name.encode(errors="surrogateescape")) <= NAME_MAX_BYTES:
        assert found == name


def test_a_place_is_free_only_if_the_note_fits_beside_it() -> None:
    assert free_name("a.pdf", ["a.pdf - note.txt"], partner=" - note.txt") == "a (2).pdf"


@given(any_name.filter(lambda name: "/" not in name))
def test_a_note_fits_beside_any_name(name: str) -> None:
    note = companion_name(name, " - note.txt")

    assert len(note.encode()) <= NAME_MAX_BYTES
    assert portable(note) == note


@pytest.mark.parametrize("letter", ["ä", "\udcfc", "x"])
def test_notes_beside_the_longest_names_differ(letter: str) -> None:
    names: list[str] = []

    for _ in range(12):
        names.append(free_name(letter * 127 + ".pdf", names, partner=" - note.txt"))
        names.append(companion_name(names[-1], " - note.txt"))

    assert len({comparison_key(name) for name in names}) == 24


def test_undecodable_bytes_are_shown_as_windows_meant_them() -> None:
    assert readable(os.fsdecode(b"Gr\xfc\xdfe \x80")) == "Grüße €"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\x1b]52;c;bHM=\x07.pdf", "a<U+001B>]52;c;bHM=<U+0007>.pdf"),
        ("\x1b[2J.pdf", "<U+001B>[2J.pdf"),
        ("\x9b2J.pdf", "<U+009B>2J.pdf"),
        ("Rechnung\u202efdp.exe", "Rechnung<U+202E>fdp.exe"),
        ("a\u2066b\u2069\u200f\u200b.pdf", "a<U+2066>b<U+2069><U+200F><U+200B>.pdf"),
        ("Brief\r\n\u2028.pdf", "Brief<U+000D><U+000A><U+2028>.pdf"),
        ("\x7f\ud800", "<U+007F><U+D800>"),
        ("\u0646\u0627\u0645\u0647\u200c\u0647\u0627 👩\u200d💻.pdf",) * 2,
        ("Mu\u0308ller – „Brief“ § 5 €.pdf", "Müller – „Brief“ § 5 €.pdf"),
    ],
)
def test_what_would_steer_a_terminal_or_turn_the_text_is_spelled_out(name: str, shown: str) -> None:
    assert readable(name) == shown


@given(any_name)
def test_a_shown_name_steers_nothing_and_stays_as_it_is(name: str) -> None:
    shown = readable(name)

    assert not any(steers(sign) for sign in shown.replace("\n", "\x1b"))
    assert harmless(shown) == shown


def test_messages_keep_their_lines() -> None:
    assert harmless("one:\n- two\x1b[2J") == "one:\n- two<U+001B>[2J"


def test_the_longest_names_find_a_free_place_too() -> None:
    longest = "ä" * 125 + "b.pdf"
    undecodable = os.fsdecode(b"\xfc" * 255)

    assert free_name(longest, [longest]).endswith(" (2).pdf")
    assert len(free_name(longest, [longest]).encode()) <= NAME_MAX_BYTES
    assert len(os.fsencode(free_name(undecodable, [undecodable]))) == NAME_MAX_BYTES
    assert len(free_stem("x" * 300, [], ["-10.docx"]).encode()) == NAME_MAX_BYTES - len("-10.docx")
    assert len(free_stem("x" * 300, []).encode()) == NAME_MAX_BYTES - len(".docx")


def test_results_are_numbered_where_a_document_has_several_parts() -> None:
    assert numbered_suffixes([".pdf", ".docx"]) == (".pdf", ".docx")
    assert numbered_suffixes([".pdf", ".docx", ".pdf", ".docx"]) == (
        "-1.pdf",
        "-1.docx",
        "-2.pdf",
        "-2.docx",
    )
    assert numbered_suffixes([]) == ()


def test_finals_are_numbered_inside_their_mark_and_stay_within_the_bytes_of_a_name() -> None:
    taken = ["Brief (final).pdf", "brief (FINAL 2).docx"]

    assert free_final("Brief", []) == "Brief (final)"
    assert free_final("Brief", taken) == "Brief (final 3)"
    assert len(free_final("ä" * 200, ()).encode()) <= 255 - len(".docx")
