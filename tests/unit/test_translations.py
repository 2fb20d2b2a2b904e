"""The German catalogue is complete, fresh and safe to format."""

from __future__ import annotations

from pipeline.translations import translator
from tools.messages import GERMAN, catalogue, mo_bytes, placeholders, source_messages

# Where one of the first four fails, run `make messages`, translate what it names, and run it again.


def test_the_catalogue_holds_the_messages_of_the_source_and_no_others() -> None:
    assert {str(message.id) for message in catalogue() if message.id} == set(source_messages())


def test_every_message_has_a_german_translation() -> None:
    open_ones = [
        message.id
        for message in catalogue()
        if message.id and (message.fuzzy or not message.string)
    ]

    assert open_ones == []


def test_translations_keep_the_placeholders() -> None:
    differing = [
        message.id
        for message in catalogue()
        if message.id and placeholders(str(message.id)) != placeholders(str(message.string))
    ]

    assert differing == []


def test_the_compiled_catalogue_is_fresh() -> None:
    assert mo_bytes(catalogue()) == GERMAN.with_suffix(".mo").read_bytes()


def test_the_catalogue_is_found_at_run_time() -> None:
    assert translator("de")("German") == "Deutsch"
    assert translator("en")("German") == "German"
