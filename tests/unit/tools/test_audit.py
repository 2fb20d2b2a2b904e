import json

import pytest

from tools.audit import Verdict, summary, verdict_of

SOUND = {"name": "rich", "version": "15.0.0", "vulns": []}
WEAK = {
    "name": "pillow",
    "version": "1.0",
    "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.0"]}, {"id": "PYSEC-2", "fix_versions": []}],
}
UNKNOWN = {"name": "torch", "skip_reason": "Dependency not found on PyPI"}


def report(*packages: object) -> str:
    return json.dumps({"dependencies": packages, "fixes": []})


def test_packages_without_a_known_weakness_are_fine() -> None:
    verdict = verdict_of(report(SOUND))

    assert verdict == Verdict(1, (), ())
    assert summary([verdict]) == (0, "1 packages audited, 0 known weaknesses.")


def test_a_known_weakness_is_named_with_the_version_that_mends_it() -> None:
    code, text = summary([verdict_of(report(SOUND, WEAK)), verdict_of(report(UNKNOWN))])

    assert code == 1
    assert text.startswith(
        "pillow 1.0: PYSEC-1, mended in 2.0\npillow 1.0: PYSEC-2, mended in no version yet\n"
    )


def test_a_database_that_does_not_answer_is_no_verdict() -> None:
    code, text = summary([verdict_of(report(*[UNKNOWN] * 6, SOUND))])

    assert code == 2
    assert "NOT audited: 6 packages (torch, torch, torch, torch, torch, …)." in text
    assert summary([])[0] == 2


@pytest.mark.parametrize("said", ["", "[]", "{}", '{"dependencies": 3}'])
def test_what_is_no_report_is_no_verdict(said: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        verdict_of(said)
