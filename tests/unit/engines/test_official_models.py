import re
from pathlib import Path

from pipeline.engines.official_models import OFFICIAL, PublishedFile
from pipeline.files import sha256_of


def test_every_official_model_has_a_revision_sizes_and_digests_of_what_engines_need() -> None:
    for name, model in OFFICIAL.items():
        assert re.fullmatch(r"[0-9a-f]{40}", model.revision), name
        assert {"model.bin", "config.json", "tokenizer.json"} < set(model.files), name
        assert list(model.files)[-1] == "model.bin", "a wrong place is noticed by the small files"
        assert {len(file.sha256) for file in model.files.values()} == {64}
        assert model.size_bytes > model.files["model.bin"].size_bytes > 70_000_000


def test_official_models_share_files_with_the_embedded_one(speech_model: Path) -> None:
    ours = {
        name: PublishedFile((speech_model / name).stat().st_size, sha256_of(speech_model / name))
        for name in ("tokenizer.json", "vocabulary.txt")
    }

    assert ours.items() <= OFFICIAL["small"].files.items()
