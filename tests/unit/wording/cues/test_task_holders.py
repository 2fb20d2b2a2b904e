"""Who has a task, of what one sentence says."""

from __future__ import annotations

import pytest

from pipeline.core.wording.cues.task_holders import People, holder_name, task_holder
from pipeline.core.wording.sentences import Sentence
from tests.minutes import utterance

_PEOPLE = ("Silke Rathmann", "Jens Okafor")


@pytest.mark.parametrize(
    ("text", "language", "who"),
    [
        ("Frau Rathmann holt bitte noch zwei Angebote ein.", "de", "Frau Rathmann"),
        ("Könntest du das Protokoll tippen, Silke?", "de", "Silke"),
        ("Könntest du das Protokolltippen, Seelge?", "de", "Seelge"),
        ("Könntest du das Protokoll tippen, Silge?", "de", "Silke"),
        ("Jens, könntest du die Schilder abholen?", "de", "Jens"),
        ("Um den Saal kümmere ich mich.", "de", "ich"),
        ("Ich erkundige mich bei der Gemeinde.", "de", "Ich"),
        ("Ich frage bei der Gemeinde nach.", "de", "Ich"),
        ("Herr Okafor klärt das mit der Versicherung.", "de", "Herr Okafor"),
        ("Could you type the minutes, Sarah?", "en", "Sarah"),
        ("James, could you pick up the signs?", "en", "James"),
    ],
)
def test_who_is_asked_or_offers_has_it(text: str, language: str, who: str) -> None:
    assert task_holder(text, People(language, _PEOPLE), "", limit=False) == who


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kannst du das bitte wiederholen, Silke?", "de"),
        ("Könnten Sie lauter sprechen, Frau Rathmann?", "de"),
        ("Silke kommt bitte nach vorn.", "de"),
        ("Ich frage nach dem Grund.", "de"),
        ("Ich frage mich, ob das stimmt.", "de"),
        ("Can you hear me, Peter?", "en"),
        ("Would you like some tea, Susan?", "en"),
    ],
)
def test_what_is_asked_at_once_is_no_task(text: str, language: str) -> None:
    assert task_holder(text, People(language, _PEOPLE), "", limit=False) is None


def test_the_speaker_is_named_by_the_label() -> None:
    sentence = Sentence(utterance("Ich mache das.").words, "de", "Sprecher 2", 1)

    assert holder_name("ich", sentence) == "Sprecher 2"
    assert holder_name("Herrn Okafor", sentence) == "Herr Okafor"
