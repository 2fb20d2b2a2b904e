"""What corrected drafts teach their folder, and that it can be taken back."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import process
from pipeline.core.corrections.learned import Lesson
from pipeline.core.office.records import JobRecord, State
from pipeline.office.profiles import corrections_file
from pipeline.office.profiles.corrections_file import remembered
from pipeline.recipe import DocumentResults, Recipe
from tests.integration.test_corrections import PDF, Desk, Shop, returned
from workers.withdrawal import withdraw_job

PAIR = ("Muller", "Müller")


class School(Desk):
    """A desk whose corrected drafts all correct the same word."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.proposed: tuple[tuple[str, str], ...] = ()

    def run(self, work: Callable[..., object], seconds: float, *arguments: object) -> object:
        if work.__module__ == corrections_file.__name__:
            return work(*arguments)
        made = super().run(work, seconds, *arguments)
        if work is process.compose and isinstance(made, DocumentResults):
            recipe = arguments[2]
            assert isinstance(recipe, Recipe)
            if recipe.correction is not None:
                lesson = Lesson((PAIR,), (), ("Herr", PAIR[0]), ("Herr", PAIR[1]))
                return replace(made, lesson=lesson)
            self.proposed = recipe.form.corrections
        return made


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(Shop(tmp_path)) as shop:
        shop.desk = School(tmp_path)
        shop.office = replace(shop.office, readers=shop.desk)  # type: ignore[arg-type]  # as there
        yield shop


def corrected(shop: Shop, name: str) -> JobRecord:
    draft = shop.drop(f"Praxis/{name}.pdf", PDF + name.encode())
    return shop.drop(f"Praxis/{name}.docx", returned(draft))


def proposed_in(shop: Shop, name: str) -> tuple[tuple[str, str], ...]:
    shop.drop(f"Praxis/{name}.pdf", PDF + name.encode())
    assert isinstance(shop.desk, School)
    return shop.desk.proposed


def test_two_corrected_drafts_teach_and_the_third_draft_proposes(shop: Shop) -> None:
    corrected(shop, "Eins")
    once = proposed_in(shop, "Dazwischen")
    corrected(shop, "Zwei")

    assert (once, proposed_in(shop, "Drei")) == ((), (PAIR,))


def test_the_same_draft_corrected_twice_is_one_document(shop: Shop) -> None:
    draft = shop.drop("Praxis/Eins.pdf", PDF)
    shop.drop("Praxis/Eins.docx", returned(draft))
    shop.drop("Praxis/Eins.docx", returned(draft, "once more"))

    assert proposed_in(shop, "Zwei") == ()


def test_what_a_release_taught_is_taken_back_with_it(shop: Shop) -> None:
    corrected(shop, "Eins")
    second = corrected(shop, "Zwei")

    tuple(withdraw_job(second, shop.journal, shop.office.settings))

    assert proposed_in(shop, "Drei") == ()
    assert len(remembered(shop.inbox / "Praxis")[0].confirmed) == 1


def test_a_folder_that_is_gone_learns_nothing_and_stops_no_release(shop: Shop) -> None:
    draft = shop.drop("Praxis/Eins.pdf", PDF)
    for file in (shop.inbox / "Praxis").iterdir():
        file.unlink()
    (shop.inbox / "Praxis").rmdir()

    assert shop.drop("Eins.docx", returned(draft)).state is State.PUBLISHED
