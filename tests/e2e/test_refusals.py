"""What the command refuses, with which exit code and in which words."""

import json
import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.e2e.conftest import TrialOffice


def test_a_missing_inbox_is_a_usage_error(office: "TrialOffice") -> None:
    office.inbox.rmdir()

    ended = office.run("batch")

    assert ended.returncode == 2
    assert str(office.inbox) in ended.stderr


def test_a_report_that_could_not_be_written_is_refused_before_the_work(
    office: "TrialOffice",
) -> None:
    office.drop(b"just some words", "Notiz.txt")

    ended = office.run("batch", "--report", str(office.root / "nowhere" / "report.json"))

    assert ended.returncode == 2
    assert "nowhere" in ended.stderr
    assert (office.inbox / "Notiz.txt").exists()


def test_wrong_settings_are_reported_together(office: "TrialOffice") -> None:
    settings = office.root / "wrong.toml"
    settings.write_text('language = "fr"\n[ocr]\nengine = "magic"\n')

    ended = office.run("batch", "--config", str(settings))

    assert ended.returncode == 2
    assert "language" in ended.stderr
    assert "ocr.engine" in ended.stderr


def test_an_outbox_inside_the_inbox_is_refused(office: "TrialOffice") -> None:
    ended = office.run("batch", "--outbox", str(office.inbox / "results"))

    assert ended.returncode == 2


def test_a_missing_language_ends_with_the_command_that_installs_it(office: "TrialOffice") -> None:
    ended = office.run("batch", environment={"SCHREIBSTUBE_OCR__LANGUAGES": '["deu", "tlh"]'})

    assert ended.returncode == 3
    assert "apt install tesseract-ocr-tlh" in ended.stderr


def test_a_missing_model_ends_with_the_command_that_adds_it(office: "TrialOffice") -> None:
    ended = office.run("batch", environment={"SCHREIBSTUBE_SPEECH__MODEL": "enormous"})

    assert ended.returncode == 3
    assert "schreibstube models add" in ended.stderr


def test_a_missing_program_ends_with_the_command_that_installs_it(office: "TrialOffice") -> None:
    ended = office.run("batch", environment={"PATH": os.devnull})

    assert ended.returncode == 3
    assert "apt install tesseract-ocr" in ended.stderr


def test_a_second_office_on_the_same_inbox_is_refused(office: "TrialOffice") -> None:
    process = office.start("watch")
    office.wait_until((office.state / "schreibstube.log").exists, process)

    ended = office.run("batch")
    process.kill()
    process.wait()

    assert ended.returncode == 2
    assert "läuft" in ended.stderr or "running" in ended.stderr


@pytest.mark.parametrize("words", [["redo", "77"], ["batch", "--settle", "-1"], ["dance"]])
def test_nonsense_is_a_usage_error(office: "TrialOffice", words: list[str]) -> None:
    assert office.run(*words).returncode == 2


def test_selftest_and_status_of_an_empty_office_are_well(office: "TrialOffice") -> None:
    selftest, status = office.run("selftest"), office.run("status", "--json")

    assert selftest.returncode == 0, selftest.stdout
    assert '"jobs": []' in status.stdout


def test_status_before_the_first_batch_says_what_lies_there_and_what_is_missing(
    office: "TrialOffice",
) -> None:
    office.drop(b"%PDF-1.7", "Akte/a.pdf")

    table, told = office.run("status"), json.loads(office.run("status", "--json").stdout)
    office.inbox.rename(office.root / "away")
    without = office.run("status")

    assert "noch nicht in Arbeit sind: 1" in table.stdout
    assert (told["inbox"], told["jobs"], told["problems"]) == (1, [], [])
    assert str(office.inbox) in without.stdout
    assert list(office.state.iterdir()) == []
