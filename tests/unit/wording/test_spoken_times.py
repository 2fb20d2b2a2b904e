"""Times of the day as an office writes them."""

from __future__ import annotations

import pytest

from pipeline.core.wording.amounts import number_edits
from tests.spoken_words import accepted


def _written(said: str, language: str = "de") -> str:
    return accepted(said, number_edits(said, language, None))


@pytest.mark.parametrize(
    ("said", "smoothed"),
    [
        ("Heute Abend um halb zehn ist Probe.", "Heute Abend um 21:30 Uhr ist Probe."),
        ("Wir kommen um halb drei nachmittags.", "Wir kommen um 14:30 Uhr nachmittags."),
        ("Morgens um halb acht ist es dunkel.", "Morgens um 07:30 Uhr ist es dunkel."),
        ("Am Abend treffen wir uns um halb zehn.", "Am Abend treffen wir uns um halb zehn."),
        ("Um halb zehn in der Nacht war Ruhe.", "Um halb zehn in der Nacht war Ruhe."),
        ("Um halb eins ist Pause.", "Um 12:30 Uhr ist Pause."),
        ("Um acht Uhr dreißig abends ist Schluss.", "Um 20:30 Uhr abends ist Schluss."),
        ("Am Abend, so um 8.30 Uhr, ist Schluss.", "Am Abend, so um 8.30 Uhr, ist Schluss."),
        ("Von zehn Uhr fünf bis zehn Uhr vierzig.", "Von 10:05 Uhr bis 10:40 Uhr."),
        ("Wir kommen um neun, zehn Uhr.", "Wir kommen um neun, zehn Uhr."),
        ("Zwischen neun und halb zehn ist Pause.", "Zwischen neun und halb zehn ist Pause."),
        ("Es ist fünf vor halb zehn.", "Es ist 09:25 Uhr."),
        ("Es ist fünf vor zwölf.", "Es ist fünf vor zwölf."),
        ("Um fünf nach halb zehn war Schluss.", "Um 09:35 Uhr war Schluss."),
        ("Von 9 bis 11.30 Uhr ist Probe.", "Von 09:00 bis 11:30 Uhr ist Probe."),
        ("Zwischen neun und elf Uhr ist Probe.", "Zwischen 9 und 11 Uhr ist Probe."),
        ("Um 25.10 Uhr ist nichts.", "Um 25.10 Uhr ist nichts."),
        (
            "Um neun Uhr dreißig Stühle zu holen, war viel.",
            "Um neun Uhr dreißig Stühle zu holen, war viel.",
        ),
    ],
)
def test_a_time_is_written_only_if_the_half_of_the_day_is_clear(said: str, smoothed: str) -> None:
    assert _written(said) == smoothed
