from pathlib import Path

from pipeline.core.drafts.kinds import DraftKind, Form
from pipeline.core.model import Kind
from pipeline.core.scans.arrangement import Habits
from pipeline.office.profiles.lookup import profile_of
from pipeline.office.profiles.schema import Paper


def test_what_a_profile_says_of_drafts_is_what_the_core_gets(tmp_path: Path) -> None:
    text = (
        '[draft]\nkind = "minutes"\nchair = "Frau Löwe"\n'
        'recipients = ["Rat", "Presse"]\nsmooth = false\n'
    )
    (tmp_path / "profile.toml").write_text(text)

    form = profile_of(tmp_path, "").draft.form(("Herr Bär",), "abc")

    assert form == Form(
        DraftKind.MINUTES,
        template="abc",
        smooth=False,
        chair="Frau Löwe",
        recipients=("Rat", "Presse"),
        participants=("Herr Bär",),
    )
    assert form.kind_for(Kind.RECORDING) is DraftKind.MINUTES
    assert form.kind_for(Kind.SCAN) is DraftKind.LETTER


def test_without_habits_of_paper_nothing_is_done_to_pages() -> None:
    assert Paper().habits == Habits()
    assert Paper(blank="remove").habits == Habits(blank="remove")
