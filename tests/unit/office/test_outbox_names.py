"""Names of the outbox that are the office's own."""

import pytest

from pipeline.core.office.outbox_names import is_word_file, lock_names, results_folder


@pytest.mark.parametrize(
    ("inbox", "outbox"),
    [
        ("", ""),
        ("Akte", "Akte"),
        ("_final", "_final_"),
        ("_Withdrawn/Akte", "_Withdrawn_/Akte"),
        ("Akte/_final", "Akte/_final"),
        ("_eilt", "_eilt"),
    ],
)
def test_no_folder_of_the_inbox_leads_into_one_of_ours(inbox: str, outbox: str) -> None:
    assert results_folder(inbox) == outbox


def test_word_files_are_known_by_their_suffix() -> None:
    names = ("Brief.DOCX", "Brief.odt", "Brief.doc", "Brief.rtf", "Brief.pdf", "docx")

    assert list(filter(is_word_file, names)) == list(names[:4])


def test_word_and_libreoffice_name_their_locks_after_the_file() -> None:
    locks = lock_names("Protokoll.docx")

    assert ".~lock.Protokoll.docx#" in locks
    assert "~$otokoll.docx" in locks  # as Word names it for long names
    assert "~$Brief.docx" in lock_names("Brief.docx")  # and for short ones
