"""Official models from a folder or a stick: every byte is looked at."""

import resource
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.engines.official_models import OfficialModel, PublishedFile
from pipeline.engines.speech_models import add_model, find_model, verify_model
from pipeline.errors import DiskFull, FolderUnreachable
from pipeline.model_errors import ModelAltered, ModelIncomplete
from tests.model_server import CONTENT, REVISION, official

HUB_CACHE = f"models--office--faster-whisper-small/snapshots/{REVISION}"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def stick(folder: Path, content: Mapping[str, bytes] = CONTENT) -> Path:
    """A folder with a model and a file that nobody needs."""
    folder.mkdir(parents=True)
    for name, data in {**content, "README.md": b"not needed"}.items():
        (folder / name).write_bytes(data)
    return folder


@pytest.mark.parametrize("place", ["", "small", "faster-whisper-small", HUB_CACHE])
def test_a_model_is_found_where_people_and_programs_put_it(
    cache: Path, tmp_path: Path, place: str
) -> None:
    stick(tmp_path / "stick" / place)
    told = list[tuple[int, int]]()

    folder = add_model(
        "small",
        cache,
        source=tmp_path / "stick",
        official=official(),
        progress=lambda done, whole: told.append((done, whole)),
    )

    assert {path.name for path in folder.iterdir()} == {*CONTENT, "checksums.json"}
    assert told[-1][0] == told[-1][1] == sum(map(len, CONTENT.values()))
    verify_model("small", cache)


@pytest.mark.parametrize("change", ["byte", "shorter", "longer", "empty"])
@pytest.mark.parametrize("name", CONTENT)
def test_a_wrong_byte_is_refused_and_nothing_is_left(
    cache: Path, tmp_path: Path, name: str, change: str
) -> None:
    data = CONTENT[name]
    wrong = {"byte": b"x" + data[1:], "shorter": data[:-1], "longer": data + b"x", "empty": b""}
    source = stick(tmp_path / "stick", {**CONTENT, name: wrong[change]})

    with pytest.raises(ModelAltered) as caught:
        add_model("small", cache, source=source, official=official())

    assert caught.value.details["file"] == name
    assert list(cache.iterdir()) == []


def test_a_file_that_is_missing_is_named(cache: Path, tmp_path: Path) -> None:
    source = stick(tmp_path / "stick" / "small")
    (source / "tokenizer.json").unlink()

    with pytest.raises(ModelIncomplete) as caught:
        add_model("small", cache, source=tmp_path / "stick", official=official())

    assert caught.value.details == {"folder": str(source), "files": "tokenizer.json"}


def test_a_stick_without_the_model_is_told(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()

    with pytest.raises(ModelIncomplete) as caught:
        add_model("small", cache, source=tmp_path / "stick", official=official())

    assert caught.value.details["folder"] == str(tmp_path / "stick")


def test_a_folder_of_the_official_name_with_the_official_bytes_is_added(
    cache: Path, tmp_path: Path
) -> None:
    folder = add_model(str(stick(tmp_path / "small")), cache, official=official())

    assert find_model("small", cache) == folder


def test_a_stick_that_cannot_be_read_is_named_not_our_own_folder(
    cache: Path, tmp_path: Path
) -> None:
    source = stick(tmp_path / "stick")
    (source / "tokenizer.json").unlink()
    (source / "tokenizer.json").symlink_to("/proc/self/mem")  # there, and no byte can be read

    table = official()["small"]
    files = {**table.files, "tokenizer.json": PublishedFile(0, "")}
    odd = {"small": OfficialModel(table.repository, table.revision, files)}
    with pytest.raises(FolderUnreachable) as caught:
        add_model("small", cache, source=source, official=odd)

    assert caught.value.details == {"folder": str(source)}


def test_a_disk_that_fills_up_is_told(cache: Path, tmp_path: Path) -> None:
    source = stick(tmp_path / "stick")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
    try:
        with pytest.raises(DiskFull):
            add_model("small", cache, source=source, official=official())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert list(cache.iterdir()) == []
