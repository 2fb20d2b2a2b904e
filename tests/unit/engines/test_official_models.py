import re
from pathlib import Path

from pipeline.engines.official_models import OFFICIAL
from pipeline.files import sha256_of


def test_every_official_model_has_a_revision_and_digests_of_what_engines_need() -> None:
    assert [
        model for model in OFFICIAL.values() if not re.fullmatch("[0-9a-f]{40}", model.revision)
    ] == []
    for model in OFFICIAL.values():
        assert {"model.bin", "config.json", "tokenizer.json"} < set(model.sha256)
        assert {len(digest) for digest in model.sha256.values()} == {64}


def test_official_models_share_files_with_the_embedded_one(speech_model: Path) -> None:
    ours = {name: sha256_of(speech_model / name) for name in ("tokenizer.json", "vocabulary.txt")}

    assert ours.items() <= OFFICIAL["small"].sha256.items()
