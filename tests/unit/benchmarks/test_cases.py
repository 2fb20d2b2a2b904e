from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.cases import (
    Case,
    Row,
    Seen,
    Table,
    complaints,
    document,
    drop,
    faults,
    judge,
    seen_of,
    table,
)
from tools.batch import Item, Office

TEXTS = {"letter": "Sehr geehrter Herr Weißgerber", "other": "Die Brücke ist gesperrt"}
LETTER = Seen(
    "published",
    draft="Sehr geehrter Herr Weißgerber",
    layer="Sehr geehrter Herr Weißgerber",
    pages=1,
    language="de",
)
SPOKEN = Seen(
    "published",
    draft="Bitte beachten: bricht ab. Guten Tag",
    subtitles="Guten Tag",
    cues=((9.9, "Guten Tag"),),
)


@pytest.mark.parametrize(
    ("case", "seen"),
    [
        (Case("", text="letter", draft=["Herr Weißgerber"], pattern="Sehr.*Herr", pages=1), LETTER),
        (Case("", text="other", instead="leer", state="any"), Seen("needs-attention", "leer")),
        (Case("", text="letter", draft=["EINGEGANGEN"], hint="geehrter"), LETTER),
        (Case("", cues={"Guten Tag": 10}, words=2, said="bricht ab", undrafted=["Nein"]), SPOKEN),
        (Case("", times={"e": 5}, once=["geehrter"], language="de", unsaid="kaum"), LETTER),
    ],
)  # fmt: skip
def test_what_is_as_it_must_be_is_no_fault(case: Case, seen: Seen) -> None:
    assert faults(case, seen, TEXTS) == ()


@pytest.mark.parametrize(
    ("case", "seen", "fault"),
    [
        (Case("", text="other"), LETTER, "0% of the words in the draft"),
        (Case("", also="other"), LETTER, "0% of the words in the draft, of the other text"),
        (Case(""), Seen("needs-attention", "damaged"), "needs-attention, not published"),
        (Case("", state="any"), Seen("needs-attention"), "no reason given"),
        (Case("", pages=2), LETTER, "1 pages, not 2"),
        (Case("", language="en"), LETTER, "language de, not en"),
        (Case("", said="Stempel"), LETTER, "not said: Stempel"),
        (Case("", draft=["EINGEGANGEN"]), LETTER, "not found: EINGEGANGEN"),
        (Case("", pattern="Herr.*Sehr"), LETTER, "not found: Herr.*Sehr"),
        (Case("", times={"geehrter": 2}), LETTER, "geehrter: 1 of 2"),
        (Case("", cues={"Guten Tag": 40}), SPOKEN, "Guten Tag: at 9.9 s, not 40 s"),
        (Case("", cues={"Nein": 1}), SPOKEN, "Nein: at None s, not 1 s"),
        (Case("", undrafted=["ß"]), LETTER, "found: \\xdf"),
        (Case("", never=["Herr"]), LETTER, "found: Herr"),
        (Case("", unspoken=["Tag"]), SPOKEN, "found: Tag"),
        (Case("", once=["e"]), LETTER, "more than once: e"),
        (Case("", words=1), SPOKEN, "2 words, of 1 said"),
        (Case("", unsaid="bricht ab"), SPOKEN, "said: bricht ab"),
    ],
)
def test_every_fault_is_named(case: Case, seen: Seen, fault: str) -> None:
    assert fault in faults(case, seen, TEXTS)


def test_words_that_stay_wrong_in_the_files_own_text_count_only_in_the_draft() -> None:
    seen = Seen("published", draft="Die Brücke ist gesperrt", layer="Glh Euÿfnh")

    assert faults(Case("", text="other", layer=False), seen, TEXTS) == ()


def test_a_files_own_name_at_the_head_of_its_draft_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "Stempel.vtt").write_text(
        "WEBVTT\n\n01:00.500 --> 01:02.000\nGuten\nTag\n\n1:00:00.000 --> 1:00:01.000\nStempel\n"
    )

    seen = seen_of(
        Item("Stempel.mp3", "published", outputs=("Stempel.vtt",)), ["Ein", "a"], tmp_path
    )

    assert seen.subtitles == "Guten Tag"
    assert list(seen.cues) == [(60.5, "Guten Tag"), (3600, "Stempel")]
    assert seen.said.strip() == "Ein a"


def test_equal_files_become_different_ones(tmp_path: Path) -> None:
    folder, inbox = tmp_path / "cases", tmp_path / "inbox"
    for place in (folder, inbox):
        place.mkdir()
    for name in ("a.mp3", "b.mp3", "README.md"):
        (folder / name).write_bytes(b"sound")

    files = drop(folder, inbox)

    assert [file.source for file in files] == ["a.mp3", "b.mp3"]
    assert len({file.sha256 for file in files}) == 2
    assert (inbox / "b.mp3").read_bytes() == b"sound\0"


def test_a_file_without_a_row_has_to_be_published_or_honest(tmp_path: Path) -> None:
    office = Office(tmp_path)
    empty = dict.fromkeys(("kind", "pages", "audio_seconds", "language"))
    items: list[dict[str, object]] = [
        {**empty, "source": source, "status": status, "reason": why, "outputs": [], "remarks": []}
        for source, status, why in (
            ("a.pdf", "needs-attention", "damaged"),
            ("b.pdf", "needs-attention", None),
            ("c.pdf", "duplicate", "the same"),
        )
    ]
    office.report.write_text(json.dumps({"items": items}))

    rows = judge(Table({}, {}, {}), office)

    assert [(row.source, row.verdict) for row in rows] == [
        ("b.pdf", "no reason given"),
        ("c.pdf", "duplicate, not any"),
        ("a.pdf", "ok"),
    ]


def test_only_what_the_outcomes_explain_may_stay_a_fault() -> None:
    case = Case("words", explained="no model has it")
    rows = [Row("a.pdf", case, LETTER, ("not found: x",)), Row("b.pdf", Case(""), LETTER, ("y",))]
    expected = Table({}, {"a.pdf": case}, {"row": "tests/conftest.py::test_nothing"})

    told = list(complaints(rows, expected, "a.pdf stays: no model has it"))

    assert told == ["FAULT b.pdf: y", "not there: tests/conftest.py::test_nothing"]
    assert "docs/outcomes.md does not explain: a.pdf" in list(complaints(rows, expected, ""))


def test_the_table_has_a_row_for_each_file_and_names_the_faults() -> None:
    rows = [
        Row("a|b.pdf", Case("words", "FAULT"), LETTER, ("not found: x",)),
        Row("c.pdf", Case("", explained="so it is"), Seen("needs-attention", "be\x1bll"), ("y",)),
        Row("d.mp3", Case(""), SPOKEN, ()),
    ]

    text = document(rows, Table({}, {}, {"bins": "test"}), heading="Heading")

    assert "**3 files: 1 FAULT, 1 explained, 1 ok.**" in text
    assert "| a\\|b.pdf | words | 4 words, de: Sehr geehrter Herr Weißgerber | FAULT |" in text
    assert text.index("**FAULT**: not found: x |") < text.index("explained: so it is (y) |")
    assert "| needs-attention: be�ll |  | explained: so it is (y) |" in text
    assert "| bins | `test` |" in text


def test_the_expectations_can_be_read_and_name_texts_and_tests_that_are_there() -> None:
    expected = table()

    assert list(complaints((), expected, "")) == [
        f"docs/outcomes.md does not explain: {name}"
        for name, case in expected.cases.items()
        if case.explained
    ]
    assert {case.text for case in expected.cases.values()} - {"", *expected.texts} == set()


def test_every_case_has_its_row(shared_data: Path) -> None:
    files = {file.name for file in (shared_data / "cases").iterdir()} - {"README.md"}

    assert files - set(table().cases) == set()
