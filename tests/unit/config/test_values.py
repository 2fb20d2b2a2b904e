from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

from pipeline.config.values import NO_PATH, Count, FilePath, Number


@pytest.mark.parametrize("value", [True, False, "x", 1.5])
def test_a_switch_is_no_number(value: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Count).validate_python(value)


def test_a_number_may_be_a_text_as_in_the_environment() -> None:
    assert TypeAdapter(Count).validate_python("3") == 3
    assert TypeAdapter(Number).validate_python("1.5") == 1.5


@pytest.mark.parametrize("value", ["nan", "inf", float("nan"), True])
def test_a_number_has_a_value(value: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Number).validate_python(value)


@pytest.mark.parametrize(
    ("value", "kind"),
    [("", "string_too_short"), (" ", "string_too_short"), ("a\0b", NO_PATH), (3, "path_type")],
)
def test_what_is_no_path_is_refused(value: object, kind: str) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(FilePath).validate_python(value)

    assert [wrong["type"] for wrong in caught.value.errors()] == [kind]


def test_the_home_of_a_user_who_is_unknown_is_no_path() -> None:
    with pytest.raises(ValidationError, match="no home"):
        TypeAdapter(FilePath).validate_python("~nobody-has-this-name/inbox")


def test_a_path_stays_as_it_is_written() -> None:
    assert TypeAdapter(FilePath).validate_python("~/inbox") == Path("~/inbox")
    assert TypeAdapter(FilePath).validate_python("\udcfc") == Path("\udcfc")
