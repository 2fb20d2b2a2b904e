"""Files that cannot be processed: a note that says why, no result, and the rest is done."""

import json
from typing import TYPE_CHECKING

import pytest

from pipeline import errors
from pipeline.explained_error import SchreibstubeError
from pipeline.translations import translator
from tests.e2e.papers import PAPERS, REFUSED

if TYPE_CHECKING:
    from tests.e2e.conftest import Paperwork

pytestmark = [pytest.mark.engine, pytest.mark.timeout(1500), pytest.mark.xdist_group("paperwork")]


def test_one_run_does_what_it_can_and_says_that_something_needs_attention(
    paperwork: "Paperwork",
) -> None:
    statuses = {source: item["status"] for source, item in paperwork.items.items()}

    assert statuses == dict.fromkeys(PAPERS, "published") | dict.fromkeys(
        REFUSED, "needs-attention"
    )
    assert paperwork.code == 1
    paperwork.office.check()


def test_every_page_of_what_is_published_was_read(paperwork: "Paperwork") -> None:
    unread = {
        source: item["reason"]
        for source, item in paperwork.items.items()
        if source in PAPERS and item["reason"]
    }

    assert unread.keys() <= {"Signiert.pdf"}


def test_scripts_get_json_and_nothing_else_from_status(paperwork: "Paperwork") -> None:
    ended = paperwork.office.run("status", "--json")

    jobs = json.loads(ended.stdout)["jobs"]

    assert (ended.returncode, ended.stderr) == (0, "")
    assert {job["source"] for job in jobs} == paperwork.items.keys()


@pytest.mark.parametrize("source", REFUSED)
def test_the_reason_stands_in_a_note_beside_the_unchanged_file(
    paperwork: "Paperwork", source: str
) -> None:
    kind: type[SchreibstubeError] = getattr(errors, REFUSED[source][0])
    what_to_do = translator("de")(kind.to_do)

    lying = paperwork.office.inbox / "_needs-attention" / source
    note = lying.with_name(f"{source} - Hinweis.txt").read_text(encoding="utf-8-sig")

    assert what_to_do in " ".join(note.split())
    assert what_to_do in paperwork.items[source]["reason"]
    assert paperwork.items[source]["outputs"] == []
    assert lying.read_bytes() == (paperwork.dropped / source).read_bytes()
