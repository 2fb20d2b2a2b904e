"""What corrected drafts teach their folder, and that it can be taken back."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC
from functools import partial
from pathlib import Path

import pytest

from pipeline import process
from pipeline.core.corrections.learned import Lesson
from pipeline.core.office.records import JobRecord, State
from pipeline.office.corrections.learning import settle
from pipeline.office.corrections.sentences import correction_sentences
from pipeline.office.corrections.withdrawal import withdraw
from pipeline.office.profiles.corrections_file import corrections_of, remembered
from pipeline.recipe import DocumentResults, Recipe
from tests.integration.test_corrections import NOON, PDF, Desk, Shop, returned
from workers.rounds import needs_a_person
from workers.upkeep import Clocks, Upkeep
from workers.withdrawal import withdraw_job

PAIR, OTHER = ("Muller", "Müller"), ("Kohn", "Köhn")
PAIRS = {b"other": (OTHER,), b"both": (PAIR, OTHER), b"nothing": ()}


class School(Desk):
    """A desk whose corrected drafts correct one word, or those of their name."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.proposed: tuple[tuple[str, str], ...] = ()
        self._pairs: tuple[tuple[str, str], ...] = ()

    def run(self, work: Callable[..., object], seconds: float, *arguments: object) -> object:
        made = super().run(work, seconds, *arguments)
        if work is process.read_return and isinstance(arguments[0], Path):
            content = arguments[0].read_bytes()
            said = [pairs for word, pairs in PAIRS.items() if word in content]
            self._pairs = said[0] if said else (PAIR,)
        if work is process.compose and isinstance(made, DocumentResults):
            recipe = arguments[2]
            assert isinstance(recipe, Recipe)
            if recipe.correction is not None:
                number = recipe.correction.part
                assert made.facts.correction is not None
                facts = replace(made.facts, correction=replace(made.facts.correction, part=number))
                words = [("Herr", *texts) for texts in zip(*self._pairs, strict=True)]
                lesson = Lesson(self._pairs, (), *(words or [("Herr",)] * 2))
                return replace(made, facts=facts, lesson=lesson)
            self.proposed = recipe.form.corrections
        return made


class Class(Shop):
    """An office whose folders learn whenever its work is done."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.school = School(root)
        self.desk = self.school
        self.office = replace(self.office, readers=self.desk)  # type: ignore[arg-type]  # as there

    def work(self) -> None:
        super().work()
        settle(self.journal, self.office.settings, partial(corrections_of, self.inbox))


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Class]:
    with closing(Class(tmp_path)) as shop:
        yield shop


def corrected(shop: Shop, name: str) -> JobRecord:
    draft = shop.drop(f"Praxis/{name}.pdf", PDF + name.encode())
    return shop.drop(f"Praxis/{name}.docx", returned(draft))


def proposed_in(shop: Class, name: str) -> tuple[tuple[str, str], ...]:
    shop.drop(f"Praxis/{name}.pdf", PDF + name.encode())
    return shop.school.proposed


def known(shop: Shop) -> dict[tuple[str, str], int]:
    """The pairs of the folder, and in how many documents each was confirmed."""
    return {pair.words: len(pair.confirmed) for pair in remembered(shop.inbox / "Praxis")}


def take_back(shop: Shop, record: JobRecord) -> list[str]:
    return list(withdraw_job(record, shop.journal, shop.office.settings))


def a_round(shop: Shop) -> None:
    """What a round of ``watch`` or ``batch`` does for the folders."""
    upkeep = Upkeep(shop.office, Clocks(lambda: NOON, lambda: shop.now, UTC))
    upkeep.do()


def test_two_corrected_drafts_teach_and_the_third_draft_proposes(shop: Class) -> None:
    corrected(shop, "Eins")
    once = proposed_in(shop, "Dazwischen")
    corrected(shop, "Zwei")

    assert (once, proposed_in(shop, "Drei")) == ((), (PAIR,))


def test_the_same_draft_corrected_twice_is_one_document(shop: Class) -> None:
    draft = shop.drop("Praxis/Eins.pdf", PDF)
    shop.drop("Praxis/Eins.docx", returned(draft))
    shop.drop("Praxis/Eins.docx", returned(draft, "once more"))

    assert known(shop) == {PAIR: 1}
    assert proposed_in(shop, "Zwei") == ()


def test_each_document_of_a_divided_draft_teaches(shop: Class) -> None:
    shop.desk.parts = 2
    draft = shop.drop("Praxis/Stapel.pdf", PDF)
    shop.drop("Praxis/Stapel-1.docx", returned(draft))
    shop.drop("Praxis/Stapel-2.docx", returned(draft, "other"))

    assert known(shop) == {PAIR: 1, OTHER: 1}


def test_what_a_release_taught_is_taken_back_with_it(shop: Class) -> None:
    corrected(shop, "Eins")
    second = corrected(shop, "Zwei")

    take_back(shop, second)

    assert proposed_in(shop, "Drei") == ()
    assert known(shop) == {PAIR: 1}


@pytest.mark.parametrize(
    ("newer", "taken_back", "left"),
    [
        ("again", 0, {PAIR: 1}),
        ("again", 1, {PAIR: 1}),
        ("both", 0, {PAIR: 1, OTHER: 1}),
        ("both", 1, {PAIR: 1}),
        ("nothing", 0, {}),
        ("nothing", 1, {PAIR: 1}),
    ],
)
def test_what_a_release_in_force_teaches_stays_when_another_is_taken_back(
    shop: Class, newer: str, taken_back: int, left: dict[tuple[str, str], int]
) -> None:
    draft = shop.drop("Praxis/Eins.pdf", PDF)
    releases = [shop.drop("Praxis/Eins.docx", returned(draft, word)) for word in ("once", newer)]

    take_back(shop, releases[taken_back])

    assert known(shop) == left


def test_nothing_is_left_once_every_release_is_taken_back(shop: Class) -> None:
    draft = shop.drop("Praxis/Eins.pdf", PDF)
    for record in [shop.drop("Praxis/Eins.docx", returned(draft, word)) for word in ("a", "both")]:
        take_back(shop, record)

    assert known(shop) == {}
    assert list((shop.root / "state" / "lessons").iterdir()) == []


def test_a_pair_that_a_person_took_out_stays_out_when_an_older_release_is_taken_back(
    shop: Class,
) -> None:
    draft = shop.drop("Praxis/Eins.pdf", PDF)
    first = shop.drop("Praxis/Eins.docx", returned(draft))
    shop.drop("Praxis/Eins.docx", returned(draft, "again"))
    (shop.inbox / "Praxis" / "corrections.toml").write_text("# nothing\n")

    take_back(shop, first)

    assert known(shop) == {}


def test_the_next_round_forgets_what_a_withdrawal_was_killed_before(shop: Class) -> None:
    record = corrected(shop, "Eins")
    withdraw(record, shop.journal, shop.outbox)
    assert known(shop) == {PAIR: 1}

    a_round(shop)

    assert known(shop) == {}
    assert shop.journal.job(record.id).owed is None


def test_a_folder_that_is_gone_learns_nothing_and_stops_no_release(shop: Class) -> None:
    draft = shop.drop("Praxis/Eins.pdf", PDF)
    for file in (shop.inbox / "Praxis").iterdir():
        file.unlink()
    (shop.inbox / "Praxis").rmdir()

    assert shop.drop("Eins.docx", returned(draft)).state is State.PUBLISHED


def broken(shop: Shop) -> tuple[Path, JobRecord]:
    """A file that somebody broke, and a release that could not teach."""
    draft = shop.drop("Praxis/Eins.pdf", PDF)
    file = shop.inbox / "Praxis" / "corrections.toml"
    file.write_text("# ours\n[[pair]]\nwrong = 1\n")
    return file, shop.drop("Eins.docx", returned(draft))


def test_a_broken_file_stops_no_release_and_is_told_with_what_to_do(shop: Class) -> None:
    file, record = broken(shop)

    (said,) = [each for each in correction_sentences(record, "en") if "not learned" in each]

    assert record.state is State.PUBLISHED
    for part in ("Praxis/corrections.toml", "line 3", "Please correct it", "nothing is lost"):
        assert part in said
    assert needs_a_person(record)
    assert file.read_text() == "# ours\n[[pair]]\nwrong = 1\n"


def test_a_round_teaches_once_the_file_is_mended(shop: Class) -> None:
    file, record = broken(shop)
    a_round(shop)
    assert shop.journal.job(record.id).owed is not None

    file.write_text("# ours\n")
    a_round(shop)

    assert known(shop) == {PAIR: 1}
    record = shop.journal.job(record.id)
    assert not [each for each in correction_sentences(record, "en") if "learned" in each]
    assert file.read_text().startswith("# ours\n")


def test_the_same_obstacle_is_written_down_once(shop: Class) -> None:
    broken(shop)
    a_round(shop)
    before = shop.journal.head()

    a_round(shop)

    assert shop.journal.head() == before


def test_whoever_takes_a_release_back_hears_that_it_is_not_forgotten_yet(shop: Class) -> None:
    record = corrected(shop, "Eins")
    file = shop.inbox / "Praxis" / "corrections.toml"
    good = file.read_text()
    file.write_text("[[pair")

    said = take_back(shop, record)
    file.write_text(good)
    a_round(shop)

    assert "noch nicht vergessen" in said[-1]
    assert known(shop) == {}
