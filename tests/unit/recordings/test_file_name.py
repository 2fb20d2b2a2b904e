import pytest

from pipeline.core.recordings.file_name import MOST_SPEAKERS, speakers_in, terms_in


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Aufnahme 001.wav", ()),
        ("2026-03-12 Sitzung Bauausschuss Gründel-Löwe [4].m4a", ("Bauausschuss", "Gründel-Löwe")),
        ("EILT_Diktat_Kowalczyk_Vierneisel.mp3", ("Kowalczyk", "Vierneisel")),
        ("WhatsApp Audio 2026-03-12 at 10.12.13.ogg", ()),
        ("Teams-Meeting.mp4", ()),
        ("VID_20260312.mp4", ()),
        ("das war gut Köln Köln.wav", ("Köln",)),
        ("-.wav", ()),
    ],
)
def test_a_recordings_name_tells_names_and_nouns(name: str, words: tuple[str, ...]) -> None:
    assert terms_in(name) == words


@pytest.mark.parametrize(
    ("name", "plain", "speakers"),
    [
        ("Sitzung [4].m4a", "Sitzung.m4a", 4),
        ("Sitzung[4].m4a", "Sitzung.m4a", 4),
        ("Sitzung [ 12 ]", "Sitzung", 12),
        ("Diktat [1].wav", "Diktat.wav", 1),
        ("[3].mp3", ".mp3", 3),
        ("Sitzung [2026].m4a", "Sitzung [2026].m4a", None),
        ("Sitzung [21].m4a", "Sitzung [21].m4a", None),
        ("Akte [4] Anhang.m4a", "Akte [4] Anhang.m4a", None),
        ("Sitzung (4).m4a", "Sitzung (4).m4a", None),
        ("Sitzung.m4a", "Sitzung.m4a", None),
    ],
)
def test_the_file_name_may_say_how_many_speak(name: str, plain: str, speakers: int | None) -> None:
    assert speakers_in(name) == (plain, speakers)


def test_nobody_tells_more_than_twenty_apart() -> None:
    assert speakers_in(f"a [{MOST_SPEAKERS}].mp3")[1] == MOST_SPEAKERS
