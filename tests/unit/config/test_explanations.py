import tomllib

import pytest
from pydantic import Field, ValidationError

from pipeline.config.explanations import (
    errors_of,
    line_of,
    mistake_in_variable,
    mistakes_in_file,
    syntax_mistake,
    unknown_variable,
)
from pipeline.config.values import Count, Number, Section, TesseractLanguages


class Paper(Section):
    blank: Count = Field(0, ge=0, le=9)
    title: str = Field("", max_length=3)


class Sound(Section):
    blank: Number = 1.0


class Office(Section):
    languages: TesseractLanguages = ("deu",)
    paper: Paper = Paper()
    sound: Sound = Sound()


def _said(text: str) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        Office(**tomllib.loads(text))
    return [each.clause(str) for each in mistakes_in_file(errors_of(caught.value), text, Office)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("langauges = 1", "line 1, langauges: there is no such key, perhaps languages is meant"),
        ("farbe = 1", "line 1, farbe: there is no such key"),
        ("title = 'x'", "line 1, title: this key belongs into the section [paper]"),
        ("[paper]\nlanguages = 1", "line 2, paper.languages: this key belongs above all sections"),
        (
            "blank = 1",
            "line 1, blank: this key belongs into one of the sections [paper], [sound]",
        ),
        ("\n[papre]", "line 2, papre: there is no such section, perhaps [paper] is meant"),
        ("[fax]\nx = 1", "line 1, fax: there is no such section"),
        (
            "paper = 1",
            "line 1, paper: this is a section: its name stands in square brackets, its keys below",
        ),
        ("[paper]\nblank = 10", "line 2, paper.blank: at most 9"),
        ("[paper]\nblank = -1", "line 2, paper.blank: at least 0"),
        (
            "[paper]\nblank = true",
            "line 2, paper.blank: a number is expected, without quotation marks",
        ),
        (
            "[sound]\nblank = inf",
            "line 2, sound.blank: a number is expected, without quotation marks",
        ),
        ("[paper]\ntitle = 'long'", "line 2, paper.title: longer than 3 characters"),
        ("languages = []", "line 1, languages: this is empty"),
        ("'a\\u001bb' = 1", "line 1, a\\u001bb: there is no such key"),
    ],
)
def test_each_kind_of_mistake_is_told_with_its_line_and_key(text: str, said: str) -> None:
    assert _said(text) == [said]


def test_a_list_with_a_wrong_entry_is_not_also_called_empty() -> None:
    said = 'names of languages as Tesseract has them are expected, such as "deu"'

    assert _said('languages = ["a b"]') == [f"line 1, languages: {said}"]


def test_a_value_in_a_variable_stands_without_quotation_marks() -> None:
    with pytest.raises(ValidationError) as caught:
        Office(**{"paper": {"blank": "x"}})  # noqa: PIE804 - as it comes from the environment

    (wrong,) = errors_of(caught.value)

    said = mistake_in_variable(wrong, "OFFICE_PAPER__BLANK").clause(str)
    assert said == "OFFICE_PAPER__BLANK: a whole number is expected"


def test_a_variable_that_could_be_two_names_both() -> None:
    said = unknown_variable("A_X", "A_", ("A_B__X", "A_C__X")).clause(str)

    assert said == "A_X: there is no such setting, perhaps A_B__X / A_C__X is meant"


@pytest.mark.parametrize(
    ("keys", "line"),
    [(("languages",), 2), (("paper", "blank"), 8), (("paper",), 7), (("paper", "title"), 9)],
)
def test_a_key_is_found_where_it_begins(keys: tuple[str, ...], line: int) -> None:
    text = (
        '# \u2028\nlanguages = [\n  "deu",\n  # and\n  "eng"\n]\n[paper]\nblank = 1\ntitle = ""\n'
    )

    assert line_of(keys, text) == line


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = 1\na = 2\n", "line 2, a: this is there twice"),
        ("[a]\n[a]\n", "line 2: this is there twice"),
        ("a = \n", "line 1, a: this cannot be read"),
        ("a = [1\n\n", "line 1, a: this cannot be read"),
        ("", "line 1: this cannot be read"),
    ],
)
def test_a_mistake_of_syntax_has_its_line_and_where_it_can_its_key(text: str, said: str) -> None:
    try:
        tomllib.loads(text)
        error: ValueError = ValueError("as for a number that is too long")
    except tomllib.TOMLDecodeError as wrong:
        error = wrong

    assert syntax_mistake(error, text).clause(str).startswith(said)


def test_a_file_full_of_mistakes_is_explained_at_once() -> None:
    text = "".join(f"x{number} = 1\n" for number in range(2000))

    assert _said(text)[-1] == "line 2000, x1999: there is no such key"


def test_the_same_mistake_in_two_entries_of_a_list_is_told_once() -> None:
    assert len(_said('languages = ["a b", "c d"]')) == 1


def test_a_key_is_found_in_every_way_to_write_it() -> None:
    text = "paper.blank = 1\n[sound] # \n'blank' = 1\n[[more]]\nx = {y = 1,\n z = 2}\n"

    keys = [("paper",), ("paper", "blank"), ("sound",), ("sound", "blank"), ("more",), ("nowhere",)]
    assert [line_of(each, text) for each in keys] == [1, 1, 2, 3, 4, 1]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('x = """\na # [\n"""\ntitle = 1', 4),
        ("x = '''\n]\"''''\ntitle = 1", 3),
        ('x = "\\"[{#" # [\ntitle = 1', 2),
        ("x = [ # [\n {a = [']']},\n]\n\n# a\ntitle = 1", 6),
        ('"x.y" = { title = 1 }\ntitle = 1', 2),
    ],
)
def test_brackets_and_marks_within_texts_and_comments_end_no_value(text: str, line: int) -> None:
    assert line_of(("title",), text) == line


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"k{number} = 1\n" for number in range(1500)),
        "".join(f"[k{number}]\n" for number in range(1500)),
        "paper = [\n" + "1,\n" * 5000 + "]\n",
        'paper = """\n' + "a\n" * 7000 + '"""\n',
        "[" + ".".join("a" * 5000) + "]\n",
    ],
    ids=["keys", "sections", "list", "text", "deep"],
)
@pytest.mark.timeout(5)
def test_a_large_file_is_judged_at_once(text: str) -> None:
    assert _said(text)
