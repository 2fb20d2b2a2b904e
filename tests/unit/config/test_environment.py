import pytest
from pydantic import Field

from pipeline.config.environment import Keys, values_in, variable
from pipeline.config.values import Section


class Ocr(Section):
    languages: tuple[str, ...] = Field(("deu",))
    processes: int = 0


class Office(Section):
    language: str = "de"
    ocr: Ocr = Ocr()


def _read(**environment: str) -> tuple[dict[Keys, object], list[str]]:
    values, mistakes = values_in(environment, "OFFICE_", Office)
    return values, [mistake.clause(str) for mistake in mistakes]


def test_a_variable_is_named_for_its_section_and_key() -> None:
    assert variable(("language",), "OFFICE_") == "OFFICE_LANGUAGE"
    assert variable(("ocr", "processes"), "OFFICE_") == "OFFICE_OCR__PROCESSES"


def test_values_are_found_by_their_keys_and_other_variables_left_alone() -> None:
    read = _read(OFFICE_LANGUAGE="en", office_ocr__processes="3", HOME="/root", OFFICER="x")

    assert read == ({("language",): "en", ("ocr", "processes"): "3"}, [])


@pytest.mark.parametrize(
    ("value", "entries"),
    [
        ("deu", ["deu"]),
        ("deu,eng", ["deu", "eng"]),
        (" deu , eng, ", ["deu", "eng"]),
        ('["deu", "eng"]', ["deu", "eng"]),
        ("[]", []),
    ],
)
def test_a_list_has_commas_or_is_json(value: str, entries: list[str]) -> None:
    assert _read(OFFICE_OCR__LANGUAGES=value) == ({("ocr", "languages"): entries}, [])


@pytest.mark.parametrize("value", ['["deu"', "[deu]", "[" * 5000])
def test_a_list_in_wrong_json_is_a_mistake(value: str) -> None:
    said = "OFFICE_OCR__LANGUAGES: a list is expected: its entries with commas between them"

    assert _read(OFFICE_OCR__LANGUAGES=value) == ({}, [said])


@pytest.mark.parametrize("value", ["", "  "])
def test_an_empty_value_is_a_mistake(value: str) -> None:
    assert _read(OFFICE_LANGUAGE=value) == ({}, ["OFFICE_LANGUAGE: this is empty"])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("OFFICE_FOO", "there is no such setting"),
        ("OFFICE_", "there is no such setting"),
        (
            "OFFICE_OCR__LANGUAGE__X",
            "there is no such setting, perhaps OFFICE_OCR__LANGUAGES is meant",
        ),
        ("OFFICE_LANGAUGE", "there is no such setting, perhaps OFFICE_LANGUAGE is meant"),
        ("OFFICE_PROCESSES", "there is no such setting, perhaps OFFICE_OCR__PROCESSES is meant"),
        (
            "OFFICE_OCR_PROCESSES",
            "there is no such setting, perhaps OFFICE_OCR__PROCESSES is meant",
        ),
        (
            "OFFICE_OCR",
            "this is a section: the name of a key has to follow, as in OFFICE_OCR__LANGUAGES",
        ),
    ],
)
def test_an_unknown_variable_is_a_mistake_and_the_nearest_is_named(name: str, said: str) -> None:
    values, mistakes = _read(**{name: "1"})

    assert values == {}
    assert mistakes == [f"{name}: {said}"]
